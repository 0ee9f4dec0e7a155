/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-hold.h"

struct _PickerHold
{
  CatalogAssetList *list;
  void (*moved) (gpointer user_data);
  gpointer user_data;
  GHashTable *held; /* position → Held */
  gboolean is_moving;
};

/* One position. */
typedef struct
{
  PickerHold *hold; /* borrowed */
  CatalogSlot *slot;
  char *key; /* (nullable): NULL until it is known what stands there */
} Held;

static void
held_free (gpointer data)
{
  Held *held = data;

  g_signal_handlers_disconnect_by_data (held->slot, held);
  g_object_unref (held->slot);
  g_free (held->key);
  g_free (held);
}

/* TRUE if it is not the asset that was there. */
static gboolean
look_at (Held *held)
{
  CantoAsset *asset = catalog_slot_get_asset (held->slot);

  if (asset == NULL)
    return FALSE;
  if (held->key == NULL)
    held->key = g_strdup (canto_asset_get_key (asset));

  return !g_str_equal (held->key, canto_asset_get_key (asset));
}

static void
tell_moved (PickerHold *self)
{
  if (self->is_moving)
    return;

  self->is_moving = TRUE;
  self->moved (self->user_data);
  self->is_moving = FALSE;
}

static void
slot_changed (Held *held)
{
  if (look_at (held))
    tell_moved (held->hold);
}

static Held *
held_new (PickerHold *hold, guint position)
{
  g_autoptr (CatalogSlot) slot = g_list_model_get_item (G_LIST_MODEL (hold->list), position);
  Held *held;

  if (slot == NULL)
    return NULL;

  held = g_new0 (Held, 1);
  held->hold = hold;
  held->slot = g_steal_pointer (&slot);
  look_at (held);
  g_signal_connect_swapped (held->slot, "notify::asset", G_CALLBACK (slot_changed), held);

  return held;
}

PickerHold *
picker_hold_new (CatalogAssetList *list, void (*moved) (gpointer user_data), gpointer user_data)
{
  PickerHold *self = g_new0 (PickerHold, 1);

  self->list = g_object_ref (list);
  self->moved = moved;
  self->user_data = user_data;
  self->held = g_hash_table_new_full (NULL, NULL, NULL, held_free);

  return self;
}

void
picker_hold_free (PickerHold *self)
{
  g_hash_table_unref (self->held);
  g_object_unref (self->list);
  g_free (self);
}

void
picker_hold_set (PickerHold *self, GtkBitset *positions)
{
  GHashTableIter held_iter;
  GtkBitsetIter iter;
  gpointer key;
  guint position;

  if (gtk_bitset_get_size (positions) > PICKER_HOLD_MAX)
    {
      g_hash_table_remove_all (self->held);
      return;
    }

  g_hash_table_iter_init (&held_iter, self->held);
  while (g_hash_table_iter_next (&held_iter, &key, NULL))
    {
      if (!gtk_bitset_contains (positions, GPOINTER_TO_UINT (key)))
        g_hash_table_iter_remove (&held_iter);
    }
  for (gboolean is_valid = gtk_bitset_iter_init_first (&iter, positions, &position); is_valid;
       is_valid = gtk_bitset_iter_next (&iter, &position))
    {
      Held *held = g_hash_table_lookup (self->held, GUINT_TO_POINTER (position));

      /* What came to stand there is what was chosen now. */
      if (held != NULL && !look_at (held))
        continue;
      held = held_new (self, position);
      if (held != NULL)
        g_hash_table_insert (self->held, GUINT_TO_POINTER (position), held);
    }
}

void
picker_hold_check (PickerHold *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  GHashTableIter iter;
  gpointer position, held;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &position, &held))
    {
      if (look_at (held) || GPOINTER_TO_UINT (position) >= n_items)
        {
          tell_moved (self);
          return;
        }
    }
}

guint
picker_hold_find (PickerHold *self, guint position)
{
  Held *held = g_hash_table_lookup (self->held, GUINT_TO_POINTER (position));
  guint found;

  if (held == NULL
      || (!look_at (held) && position < g_list_model_get_n_items (G_LIST_MODEL (self->list))))
    return position;

  return held->key != NULL && catalog_asset_list_find (self->list, held->key, &found)
             ? found
             : GTK_INVALID_LIST_POSITION;
}
