/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-list.h"

#include "picker-asset-text.h"
#include "picker-list-name.h"
#include "picker-list-order.h"

#include <glib/gi18n.h>

typedef char *(*DupText) (PickerList *self, CantoAsset *asset);

typedef struct
{
  const char *title;
  const char *sort; /* (nullable): a value of the setting */
  DupText dup_text;
  int width_px; /* of the column */
  int from_px;  /* how wide the list has to be for it */
  gboolean is_number;
} Column;

enum
{
  COLUMN_KIND,
  COLUMN_SIZE,
  COLUMN_DIMENSIONS,
  COLUMN_STATUS,
  COLUMN_DATE,
  N_COLUMNS,
};

struct _PickerList
{
  GtkWidget parent_instance;

  /* Borrowed: children made in code. */
  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  GtkColumnViewColumn *columns[N_COLUMNS];

  /* Owned. */
  EngineSession *session;
  PickerVisible *visible;
  PickerListOrder *order;

  /* State. */
  guint columns_id; /* non-0 while it is to be found out which columns there is room for */
};

G_DEFINE_FINAL_TYPE (PickerList, picker_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CELL_ADDED,
  SIGNAL_SORT_ASKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What stands in the columns */

static char *
dup_kind (PickerList *self, CantoAsset *asset)
{
  return g_strdup (picker_asset_text_get_scheme (asset));
}

static char *
dup_size (PickerList *self, CantoAsset *asset)
{
  return picker_asset_text_dup_size (asset);
}

/* What a film or a text has instead is how long it is. */
static char *
dup_dimensions (PickerList *self, CantoAsset *asset)
{
  char *dimensions = picker_asset_text_dup_dimensions (asset);

  return dimensions != NULL ? dimensions : picker_asset_text_dup_amount (asset);
}

static char *
dup_status (PickerList *self, CantoAsset *asset)
{
  return g_strdup (picker_asset_text_get_status (asset));
}

static char *
dup_date (PickerList *self, CantoAsset *asset)
{
  CantoAccount *account = engine_session_get_account (self->session);

  return picker_asset_text_dup_day (asset, canto_account_get_time_zone (account));
}

/* What goes first where there is little room: the date, the dimensions, the kind, then the size. */
static const Column columns[N_COLUMNS] = {
  [COLUMN_KIND] = { N_ ("Kind"), NULL, dup_kind, 120, 580, FALSE },
  [COLUMN_SIZE] = { N_ ("Size"), "size", dup_size, 96, 480, TRUE },
  [COLUMN_DIMENSIONS] = { N_ ("Dimensions"), NULL, dup_dimensions, 128, 680, TRUE },
  [COLUMN_STATUS] = { N_ ("Status"), NULL, dup_status, 128, 0, FALSE },
  [COLUMN_DATE] = { N_ ("Changed"), "time", dup_date, 112, 800, TRUE },
};

/* The closure of an expression. */
typedef struct
{
  PickerList *list; /* borrowed: the rows are inside it */
  DupText dup_text;
} Text;

static char *
dup_text_of (GtkListItem *item, CantoAsset *asset, gpointer user_data)
{
  Text *text = user_data;
  char *words = asset != NULL ? text->dup_text (text->list, asset) : NULL;

  return words != NULL ? words : g_strdup ("");
}

static void
free_text (gpointer text, GClosure *closure)
{
  g_free (text);
}

/* The text follows the asset of the slot of the row. */
static void
bind_text (PickerList *self, GtkListItem *item, GtkWidget *label, DupText dup_text)
{
  GtkExpression *slot = gtk_property_expression_new (GTK_TYPE_LIST_ITEM, NULL, "item");
  GtkExpression *asset = gtk_property_expression_new (CATALOG_TYPE_SLOT, slot, "asset");
  GtkExpression *words;
  Text *text = g_new0 (Text, 1);

  text->list = self;
  text->dup_text = dup_text;
  words = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 1, &asset, G_CALLBACK (dup_text_of),
                                       text, free_text);
  gtk_expression_bind (words, label, "label", item);
}

static void
set_up_text (GtkSignalListItemFactory *factory, GtkListItem *item, PickerList *self)
{
  const Column *column = g_object_get_data (G_OBJECT (factory), "column");
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), column->is_number ? 1 : 0);
  if (column->is_number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
  bind_text (self, item, label, column->dup_text);
}

/* The name */

static void
set_up_name (GtkSignalListItemFactory *factory, GtkListItem *item, PickerList *self)
{
  GtkWidget *name = picker_list_name_new (self->session);

  gtk_list_item_set_child (item, name);
  g_signal_emit (self, signals[SIGNAL_CELL_ADDED], 0, name);
}

static void
bind_name (GtkSignalListItemFactory *factory, GtkListItem *item, PickerList *self)
{
  GtkWidget *name = gtk_list_item_get_child (item);

  picker_list_name_set_slot (PICKER_LIST_NAME (name), gtk_list_item_get_item (item));
  picker_visible_add (self->visible, PICKER_CELL (name));
}

static void
unbind_name (GtkSignalListItemFactory *factory, GtkListItem *item, PickerList *self)
{
  GtkWidget *name = gtk_list_item_get_child (item);

  picker_visible_remove (self->visible, PICKER_CELL (name));
  picker_list_name_set_slot (PICKER_LIST_NAME (name), NULL);
}

/* Columns */

static GtkColumnViewColumn *
append_column (PickerList *self, const char *title, GtkListItemFactory *factory)
{
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  gtk_column_view_append_column (self->view, column);

  /* The view holds it. */
  return column;
}

static void
add_columns (PickerList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *name;

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_name), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_name), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_name), self, 0);
  name = append_column (self, _ ("Name"), factory);
  gtk_column_view_column_set_expand (name, TRUE);
  picker_list_order_add (self->order, name, "name");

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      factory = gtk_signal_list_item_factory_new ();
      g_object_set_data (G_OBJECT (factory), "column", (gpointer) &columns[i]);
      g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_text), self, 0);
      self->columns[i] = append_column (self, _ (columns[i].title), factory);
      gtk_column_view_column_set_fixed_width (self->columns[i], columns[i].width_px);
      if (columns[i].sort != NULL)
        picker_list_order_add (self->order, self->columns[i], columns[i].sort);
    }
  picker_list_order_show (self->order);
}

static gboolean
columns_due (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PickerList *self = PICKER_LIST (widget);
  int width = gtk_widget_get_width (widget);

  self->columns_id = 0;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      gboolean has_room = width >= columns[i].from_px;

      gtk_column_view_column_set_visible (self->columns[i], has_room);
      /* GTK 4.8 keeps room for a hidden column of fixed width. */
      gtk_column_view_column_set_fixed_width (self->columns[i], has_room ? columns[i].width_px : 0);
    }

  return G_SOURCE_REMOVE;
}

/* In the middle of a layout no column can come or go. */
static void
width_changed (PickerList *self)
{
  if (self->columns_id == 0)
    self->columns_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), columns_due, NULL, NULL);
}

static void
sort_asked (PickerList *self, const char *sort, gboolean descending)
{
  g_signal_emit (self, signals[SIGNAL_SORT_ASKED], 0, sort, descending);
}

/* GObject */

static void
picker_list_dispose (GObject *object)
{
  PickerList *self = PICKER_LIST (object);

  if (self->columns_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->columns_id);
  self->columns_id = 0;
  g_clear_pointer ((GtkWidget **) &self->scroller, gtk_widget_unparent);
  g_clear_object (&self->order);
  g_clear_object (&self->visible);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_list_parent_class)->dispose (object);
}

static void
picker_list_class_init (PickerListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = picker_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  /**
   * PickerList::cell-added:
   * @cell: a #PickerCell that was just made
   */
  signals[SIGNAL_CELL_ADDED] = g_signal_new ("cell-added", PICKER_TYPE_LIST, G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 1, PICKER_TYPE_CELL);

  /* As PickerListOrder::asked. */
  signals[SIGNAL_SORT_ASKED] =
      g_signal_new ("sort-asked", PICKER_TYPE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
picker_list_init (PickerList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_column_view_new (NULL);

  self->scroller = GTK_SCROLLED_WINDOW (scroller);
  self->view = GTK_COLUMN_VIEW (view);
  gtk_column_view_set_enable_rubberband (self->view, TRUE);
  gtk_widget_add_css_class (view, "asset-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Assets"), -1);
  gtk_scrolled_window_set_child (self->scroller, view);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller),
                           "notify::page-size", G_CALLBACK (width_changed), self,
                           G_CONNECT_SWAPPED);
}

PickerList *
picker_list_new (EngineSession *session, GSettings *settings, CatalogAssetList *list)
{
  PickerList *self;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (CATALOG_IS_ASSET_LIST (list), NULL);

  self = g_object_new (PICKER_TYPE_LIST, NULL);
  self->session = g_object_ref (session);
  self->visible = picker_visible_new (self->scroller, list);
  self->order = picker_list_order_new (self->view, settings);
  g_signal_connect_object (self->order, "asked", G_CALLBACK (sort_asked), self, G_CONNECT_SWAPPED);
  add_columns (self);

  return self;
}

void
picker_list_set_selection (PickerList *self, PickerSelection *selection)
{
  g_return_if_fail (PICKER_IS_LIST (self));

  gtk_column_view_set_model (self->view, (GtkSelectionModel *) selection);
}

PickerVisible *
picker_list_get_visible (PickerList *self)
{
  g_return_val_if_fail (PICKER_IS_LIST (self), NULL);

  return self->visible;
}

GtkColumnView *
picker_list_get_view (PickerList *self)
{
  g_return_val_if_fail (PICKER_IS_LIST (self), NULL);

  return self->view;
}

GtkWidget *
picker_list_get_list_base (PickerList *self)
{
  GtkWidget *child;

  g_return_val_if_fail (PICKER_IS_LIST (self), NULL);

  child = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}
