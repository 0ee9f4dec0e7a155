/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-user.h"

#include "canto-records-private.h"

G_DEFINE_BOXED_TYPE (CantoUser, canto_user, canto_user_ref, canto_user_unref)

CantoUser *
canto_user_alloc (void)
{
  return g_atomic_rc_box_new0 (CantoUser);
}

CantoUser *
canto_user_ref (CantoUser *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
canto_user_clear (gpointer data)
{
  CantoUser *self = data;

  g_free (self->id);
  g_free (self->email);
  g_free (self->name);
  g_free (self->account_name);
  g_strfreev (self->permissions);
}

void
canto_user_unref (CantoUser *self)
{
  g_atomic_rc_box_release_full (self, canto_user_clear);
}

const char *
canto_user_get_id (CantoUser *self)
{
  return self->id;
}

const char *
canto_user_get_email (CantoUser *self)
{
  return self->email;
}

const char *
canto_user_get_name (CantoUser *self)
{
  return self->name;
}

const char *
canto_user_get_account_name (CantoUser *self)
{
  return self->account_name;
}

const char *const *
canto_user_get_permissions (CantoUser *self)
{
  return (const char *const *) self->permissions;
}
