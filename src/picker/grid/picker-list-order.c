/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-list-order.h"

struct _PickerListOrder
{
  GObject parent_instance;

  /* Borrowed: weak. */
  GtkColumnView *view;

  /* Owned. */
  GSettings *settings;
  GPtrArray *keys; /* of Key */

  /* State. */
  const char *compared; /* borrowed from its key: what the last comparison was by */
  gboolean is_showing;
};

/* What one column sorts by. */
typedef struct
{
  PickerListOrder *order;      /* borrowed: it owns this */
  GtkColumnViewColumn *column; /* borrowed from the view */
  char *sort;
} Key;

G_DEFINE_FINAL_TYPE (PickerListOrder, picker_list_order, G_TYPE_OBJECT)

enum
{
  SIGNAL_ASKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
key_free (gpointer data)
{
  Key *key = data;

  g_free (key->sort);
  g_free (key);
}

static int
keep_key (gconstpointer a, gconstpointer b, gpointer user_data)
{
  Key *key = user_data;

  key->order->compared = key->sort;

  return GTK_ORDERING_SMALLER;
}

/* GTK 4.8 does not tell which header was clicked: the sorter of the view asks that of the first
 * column, and turns its answer round if it sorts downwards. */
static void
sorter_changed (PickerListOrder *self)
{
  gboolean descending;

  if (self->is_showing || self->view == NULL)
    return;

  self->compared = NULL;
  descending =
      gtk_sorter_compare (gtk_column_view_get_sorter (self->view), self->view, self->settings)
      == GTK_ORDERING_LARGER;
  if (self->compared != NULL)
    g_signal_emit (self, signals[SIGNAL_ASKED], 0, self->compared, descending);
}

static void
picker_list_order_dispose (GObject *object)
{
  PickerListOrder *self = PICKER_LIST_ORDER (object);

  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (picker_list_order_parent_class)->dispose (object);
}

static void
picker_list_order_finalize (GObject *object)
{
  g_ptr_array_unref (PICKER_LIST_ORDER (object)->keys);

  G_OBJECT_CLASS (picker_list_order_parent_class)->finalize (object);
}

static void
picker_list_order_class_init (PickerListOrderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = picker_list_order_dispose;
  G_OBJECT_CLASS (klass)->finalize = picker_list_order_finalize;

  /**
   * PickerListOrder::asked:
   * @sort: a value of the setting "sort"
   * @descending: whether the newest, the last or the largest is to come first
   *
   * A header was clicked.
   */
  signals[SIGNAL_ASKED] = g_signal_new ("asked", PICKER_TYPE_LIST_ORDER, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
picker_list_order_init (PickerListOrder *self)
{
  self->keys = g_ptr_array_new_with_free_func (key_free);
}

PickerListOrder *
picker_list_order_new (GtkColumnView *view, GSettings *settings)
{
  PickerListOrder *self;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (PICKER_TYPE_LIST_ORDER, NULL);
  g_set_weak_pointer (&self->view, view);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::sort", G_CALLBACK (picker_list_order_show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::sort-descending",
                           G_CALLBACK (picker_list_order_show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed",
                           G_CALLBACK (sorter_changed), self, G_CONNECT_SWAPPED);

  return self;
}

void
picker_list_order_add (PickerListOrder *self, GtkColumnViewColumn *column, const char *sort)
{
  g_autoptr (GtkCustomSorter) sorter = NULL;
  Key *key;

  g_return_if_fail (PICKER_IS_LIST_ORDER (self));
  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column));
  g_return_if_fail (sort != NULL);

  key = g_new0 (Key, 1);
  key->order = self;
  key->column = column;
  key->sort = g_strdup (sort);
  g_ptr_array_add (self->keys, key);
  sorter = gtk_custom_sorter_new (keep_key, key, NULL);
  gtk_column_view_column_set_sorter (column, GTK_SORTER (sorter));
}

void
picker_list_order_show (PickerListOrder *self)
{
  g_autofree char *sort = NULL;
  gboolean descending;

  g_return_if_fail (PICKER_IS_LIST_ORDER (self));

  if (self->view == NULL)
    return;

  sort = g_settings_get_string (self->settings, "sort");
  descending = g_settings_get_boolean (self->settings, "sort-descending");
  self->is_showing = TRUE;
  for (guint i = 0; i < self->keys->len; i++)
    {
      Key *key = g_ptr_array_index (self->keys, i);

      if (g_str_equal (key->sort, sort))
        gtk_column_view_sort_by_column (self->view, key->column,
                                        descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
  self->is_showing = FALSE;
}
