/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "canto-secret.h"

G_BEGIN_DECLS

/**
 * CantoToken:
 *
 * An access token with its refresh token and its end: immutable, atomically counted (3.17, 3.18).
 */
typedef struct _CantoToken CantoToken;

#define CANTO_TYPE_TOKEN (canto_token_get_type ())

GType        canto_token_get_type (void) G_GNUC_CONST;
CantoToken  *canto_token_new (CantoSecret *access, CantoSecret *refresh, gint64 expires_at_unix_s);
CantoToken  *canto_token_ref (CantoToken *self);
void         canto_token_unref (CantoToken *self);
CantoSecret *canto_token_get_access (CantoToken *self);
CantoSecret *canto_token_get_refresh (CantoToken *self);
gint64       canto_token_get_expires_at_unix_s (CantoToken *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoToken, canto_token_unref)

G_END_DECLS
