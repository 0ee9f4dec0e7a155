/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-page.h"

#include "canto-records-private.h"

G_DEFINE_BOXED_TYPE (CantoPage, canto_page, canto_page_ref, canto_page_unref)

CantoPage *
canto_page_alloc (void)
{
  return g_atomic_rc_box_new0 (CantoPage);
}

CantoPage *
canto_page_ref (CantoPage *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
canto_page_clear (gpointer data)
{
  CantoPage *self = data;

  g_ptr_array_unref (self->assets);
  g_array_unref (self->positions);
}

void
canto_page_unref (CantoPage *self)
{
  g_atomic_rc_box_release_full (self, canto_page_clear);
}

CantoPage *
canto_page_new (guint start, gint64 found, GPtrArray *assets)
{
  CantoPage *self;

  g_return_val_if_fail (assets != NULL, NULL);

  self = canto_page_alloc ();
  self->start = start;
  self->n_received = assets->len;
  self->found = found;
  self->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  self->positions = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < assets->len; i++)
    {
      guint position = start + i;

      g_ptr_array_add (self->assets, canto_asset_ref (assets->pdata[i]));
      g_array_append_val (self->positions, position);
    }

  return self;
}

static void
append_page (CantoPage *self, CantoPage *page)
{
  self->n_received += page->n_received;
  for (guint i = 0; i < page->assets->len; i++)
    g_ptr_array_add (self->assets, canto_asset_ref (g_ptr_array_index (page->assets, i)));
  g_array_append_vals (self->positions, page->positions->data, page->positions->len);
}

CantoPage *
canto_page_join (CantoPage *first, CantoPage *second)
{
  CantoPage *self = canto_page_alloc ();

  self->start = first->start;
  self->n_joined = first->n_joined + second->n_joined + 1;
  self->found = second->found != CANTO_PAGE_FOUND_UNKNOWN ? second->found : first->found;
  self->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  self->positions = g_array_new (FALSE, FALSE, sizeof (guint));
  append_page (self, first);
  append_page (self, second);

  return self;
}

guint
canto_page_get_start (CantoPage *self)
{
  return self->start;
}

guint
canto_page_get_n_received (CantoPage *self)
{
  return self->n_received;
}

gint64
canto_page_get_found (CantoPage *self)
{
  return self->found;
}

guint
canto_page_get_n_assets (CantoPage *self)
{
  return self->assets->len;
}

CantoAsset *
canto_page_get_asset (CantoPage *self, guint index)
{
  g_return_val_if_fail (index < self->assets->len, NULL);

  return g_ptr_array_index (self->assets, index);
}

guint
canto_page_get_position (CantoPage *self, guint index)
{
  g_return_val_if_fail (index < self->positions->len, 0);

  return g_array_index (self->positions, guint, index);
}
