/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-maker.h"

struct _CantoMaker
{
  CantoMakeFunc make;
  GDestroyNotify free_made;
  gpointer user_data;
  GDestroyNotify free_user_data;
};

CantoMaker *
canto_maker_new (CantoMakeFunc make,
                 GDestroyNotify free_made,
                 gpointer user_data,
                 GDestroyNotify free_user_data)
{
  CantoMaker *self = g_atomic_rc_box_new0 (CantoMaker);

  self->make = make;
  self->free_made = free_made;
  self->user_data = user_data;
  self->free_user_data = free_user_data;

  return self;
}

CantoMaker *
canto_maker_ref (CantoMaker *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
maker_clear (gpointer data)
{
  CantoMaker *self = data;

  if (self->free_user_data != NULL)
    self->free_user_data (self->user_data);
}

void
canto_maker_unref (CantoMaker *self)
{
  g_atomic_rc_box_release_full (self, maker_clear);
}

gpointer
canto_maker_make (CantoMaker *self, GBytes *bytes, GError **error)
{
  return self->make (bytes, self->user_data, error);
}

void
canto_maker_free_made (CantoMaker *self, gpointer made)
{
  self->free_made (made);
}
