/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CantoDirectLink:
 *
 * Where the bytes of an asset lie for a while (4.30): immutable, atomically counted. Who has such an address needs no
 * sign-in, and it ends soon (10.13): it is not for keeping, and never for a log. Each text may be %NULL: a file in
 * cold storage has no address (10.15), and some kinds have no preview (10.14).
 */
typedef struct _CantoDirectLink CantoDirectLink;

#define CANTO_TYPE_DIRECT_LINK (canto_direct_link_get_type ())

GType            canto_direct_link_get_type (void) G_GNUC_CONST;
CantoDirectLink *canto_direct_link_ref (CantoDirectLink *self);
void             canto_direct_link_unref (CantoDirectLink *self);

const char *canto_direct_link_get_original_uri (CantoDirectLink *self); /* fetched without a token (10.12) */
const char *canto_direct_link_get_preview_uri (CantoDirectLink *self);  /* the same */
const char *canto_direct_link_get_name (CantoDirectLink *self);
guint64     canto_direct_link_get_size_bytes (CantoDirectLink *self); /* 0: unknown */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoDirectLink, canto_direct_link_unref)

G_END_DECLS
