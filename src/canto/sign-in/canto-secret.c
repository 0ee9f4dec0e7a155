/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-secret.h"

#include <string.h>

struct _CantoSecret
{
  char *text;
  gsize length;
};

G_DEFINE_BOXED_TYPE (CantoSecret, canto_secret, canto_secret_ref, canto_secret_unref)

CantoSecret *
canto_secret_new_length (const char *text, gsize length)
{
  CantoSecret *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_atomic_rc_box_new0 (CantoSecret);
  self->text = g_strndup (text, length);
  self->length = strlen (self->text);

  return self;
}

CantoSecret *
canto_secret_new (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return canto_secret_new_length (text, strlen (text));
}

CantoSecret *
canto_secret_ref (CantoSecret *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
canto_secret_clear (gpointer data)
{
  CantoSecret *self = data;

  explicit_bzero (self->text, self->length);
  g_free (self->text);
}

void
canto_secret_unref (CantoSecret *self)
{
  g_atomic_rc_box_release_full (self, canto_secret_clear);
}

const char *
canto_secret_peek (CantoSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

gboolean
canto_secret_equal (CantoSecret *a, CantoSecret *b)
{
  guchar difference = 0;

  if (a->length != b->length)
    return FALSE;

  /* In the same time wherever they differ. */
  for (gsize i = 0; i < a->length; i++)
    difference |= (guchar) (a->text[i] ^ b->text[i]);

  return difference == 0;
}
