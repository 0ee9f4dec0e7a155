/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CANTO_TYPE_SECRET (canto_secret_get_type ())

/**
 * CantoSecret:
 *
 * A token, code or App Secret: immutable, atomically counted, wiped when the last reference goes.
 */
typedef struct _CantoSecret CantoSecret;

GType        canto_secret_get_type (void) G_GNUC_CONST;
CantoSecret *canto_secret_new (const char *text);
CantoSecret *canto_secret_new_length (const char *text, gsize length);
CantoSecret *canto_secret_ref (CantoSecret *self);
void         canto_secret_unref (CantoSecret *self);
const char  *canto_secret_peek (CantoSecret *self);
gboolean     canto_secret_equal (CantoSecret *a, CantoSecret *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoSecret, canto_secret_unref)

G_END_DECLS
