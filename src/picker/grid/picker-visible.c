/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-visible.h"

#include <graphene.h>

struct _PickerVisible
{
  GObject parent_instance;

  /* Borrowed: weak. */
  GtkWidget *scroller;

  /* Owned. */
  CatalogAssetList *list;
  GHashTable *cells;    /* set of the bound cells, borrowed from the view */
  GdkFrameClock *clock; /* non-NULL while what is on screen has to be found out anew */

  /* State. */
  guint first; /* position on screen */
};

G_DEFINE_FINAL_TYPE (PickerVisible, picker_visible, G_TYPE_OBJECT)

static void
update (PickerVisible *self)
{
  GHashTableIter iter;
  gpointer key;
  guint first = G_MAXUINT;
  guint last = 0;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      PickerCell *cell = key;
      gboolean on_screen = picker_visible_is_on_screen (self, cell);
      guint position = catalog_slot_get_position (picker_cell_get_slot (cell));

      picker_cell_set_on_screen (cell, on_screen);
      if (!on_screen)
        continue;
      first = MIN (first, position);
      last = MAX (last, position);
    }
  if (first > last)
    return;

  self->first = first;
  catalog_asset_list_set_visible (self->list, first, last - first + 1);
}

static void
stop (PickerVisible *self)
{
  if (self->clock == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
}

/* A cell that was just bound stands where it stood for another slot until it has been laid out;
 * after that, what comes on screen still gets its picture and its words before the same frame is
 * painted. */
static void
queue_update (PickerVisible *self)
{
  if (self->clock != NULL || self->scroller == NULL || !gtk_widget_get_mapped (self->scroller))
    return;

  self->clock = g_object_ref (gtk_widget_get_frame_clock (self->scroller));
  g_signal_connect_data (self->clock, "layout", G_CALLBACK (update), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (self->clock, "after-paint", G_CALLBACK (stop), self);
  gdk_frame_clock_request_phase (self->clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

static void
picker_visible_dispose (GObject *object)
{
  PickerVisible *self = PICKER_VISIBLE (object);

  stop (self);
  g_clear_weak_pointer (&self->scroller);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (picker_visible_parent_class)->dispose (object);
}

static void
picker_visible_finalize (GObject *object)
{
  g_hash_table_unref (PICKER_VISIBLE (object)->cells);

  G_OBJECT_CLASS (picker_visible_parent_class)->finalize (object);
}

static void
picker_visible_class_init (PickerVisibleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = picker_visible_dispose;
  G_OBJECT_CLASS (klass)->finalize = picker_visible_finalize;
}

static void
picker_visible_init (PickerVisible *self)
{
  self->cells = g_hash_table_new (NULL, NULL);
  self->first = GTK_INVALID_LIST_POSITION;
}

PickerVisible *
picker_visible_new (GtkScrolledWindow *scroller, CatalogAssetList *list)
{
  PickerVisible *self;
  GtkAdjustment *adjustment;

  g_return_val_if_fail (GTK_IS_SCROLLED_WINDOW (scroller), NULL);
  g_return_val_if_fail (CATALOG_IS_ASSET_LIST (list), NULL);

  self = g_object_new (PICKER_TYPE_VISIBLE, NULL);
  g_set_weak_pointer (&self->scroller, GTK_WIDGET (scroller));
  self->list = g_object_ref (list);
  adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scroller, "map", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (scroller, "unmap", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);

  return self;
}

void
picker_visible_add (PickerVisible *self, PickerCell *cell)
{
  g_return_if_fail (PICKER_IS_VISIBLE (self));
  g_return_if_fail (PICKER_IS_CELL (cell));

  g_hash_table_add (self->cells, cell);
  queue_update (self);
}

void
picker_visible_remove (PickerVisible *self, PickerCell *cell)
{
  g_return_if_fail (PICKER_IS_VISIBLE (self));

  g_hash_table_remove (self->cells, cell);
}

PickerCell *
picker_visible_find (PickerVisible *self, guint position)
{
  GHashTableIter iter;
  gpointer key;

  g_return_val_if_fail (PICKER_IS_VISIBLE (self), NULL);

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (catalog_slot_get_position (picker_cell_get_slot (key)) == position)
        return key;
    }

  return NULL;
}

PickerCell *
picker_visible_find_inside (PickerVisible *self, GtkWidget *widget)
{
  GHashTableIter iter;
  gpointer key;

  g_return_val_if_fail (PICKER_IS_VISIBLE (self), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (key == widget || gtk_widget_is_ancestor (key, widget))
        return key;
    }

  return NULL;
}

gboolean
picker_visible_is_on_screen (PickerVisible *self, PickerCell *cell)
{
  graphene_rect_t bounds;

  g_return_val_if_fail (PICKER_IS_VISIBLE (self), FALSE);
  g_return_val_if_fail (PICKER_IS_CELL (cell), FALSE);

  if (self->scroller == NULL || !gtk_widget_get_mapped (GTK_WIDGET (cell))
      || !gtk_widget_compute_bounds (GTK_WIDGET (cell), self->scroller, &bounds))
    return FALSE;

  return bounds.origin.y < gtk_widget_get_height (self->scroller)
         && bounds.origin.y + bounds.size.height > 0;
}

guint
picker_visible_get_first (PickerVisible *self)
{
  g_return_val_if_fail (PICKER_IS_VISIBLE (self), GTK_INVALID_LIST_POSITION);

  return self->first;
}

void
picker_visible_foreach (PickerVisible *self, GFunc function, gpointer user_data)
{
  GHashTableIter iter;
  gpointer key;

  g_return_if_fail (PICKER_IS_VISIBLE (self));

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    function (key, user_data);
}
