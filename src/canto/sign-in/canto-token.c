/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-token.h"

struct _CantoToken
{
  CantoSecret *access;
  CantoSecret *refresh;
  gint64 expires_at_unix_s;
};

G_DEFINE_BOXED_TYPE (CantoToken, canto_token, canto_token_ref, canto_token_unref)

CantoToken *
canto_token_new (CantoSecret *access, CantoSecret *refresh, gint64 expires_at_unix_s)
{
  CantoToken *self;

  g_return_val_if_fail (access != NULL, NULL);

  self = g_atomic_rc_box_new0 (CantoToken);
  self->access = canto_secret_ref (access);
  self->refresh = refresh != NULL ? canto_secret_ref (refresh) : NULL;
  self->expires_at_unix_s = expires_at_unix_s;

  return self;
}

CantoToken *
canto_token_ref (CantoToken *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
canto_token_clear (gpointer data)
{
  CantoToken *self = data;

  canto_secret_unref (self->access);
  g_clear_pointer (&self->refresh, canto_secret_unref);
}

void
canto_token_unref (CantoToken *self)
{
  g_atomic_rc_box_release_full (self, canto_token_clear);
}

CantoSecret *
canto_token_get_access (CantoToken *self)
{
  return self->access;
}

CantoSecret *
canto_token_get_refresh (CantoToken *self)
{
  return self->refresh;
}

gint64
canto_token_get_expires_at_unix_s (CantoToken *self)
{
  return self->expires_at_unix_s;
}
