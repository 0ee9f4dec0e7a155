/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CANTO_TYPE_USER (canto_user_get_type ())

/**
 * CantoUser:
 *
 * Who is signed in (9.1): immutable, atomically counted; every text may be %NULL.
 */
typedef struct _CantoUser CantoUser;

GType              canto_user_get_type (void) G_GNUC_CONST;
CantoUser         *canto_user_ref (CantoUser *self);
void               canto_user_unref (CantoUser *self);
const char        *canto_user_get_id (CantoUser *self);
const char        *canto_user_get_email (CantoUser *self);
const char        *canto_user_get_name (CantoUser *self);
const char        *canto_user_get_account_name (CantoUser *self);
const char *const *canto_user_get_permissions (CantoUser *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoUser, canto_user_unref)

G_END_DECLS
