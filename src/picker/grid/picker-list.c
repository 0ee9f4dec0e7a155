/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-list.h"

#include "picker-list-header.h"
#include "picker-list-row.h"

#include <glib/gi18n.h>

struct _PickerList
{
  GtkWidget parent_instance;

  /* Borrowed: children made in code. */
  GtkWidget *header;
  GtkScrolledWindow *scroller;
  GtkListView *view;

  /* Owned. */
  EngineSession *session;
  PickerVisible *visible;
};

G_DEFINE_FINAL_TYPE (PickerList, picker_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CELL_ADDED,
  SIGNAL_SORT_ASKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Rows */

static void
set_up_row (GtkSignalListItemFactory *factory, GtkListItem *item, PickerList *self)
{
  GtkWidget *row = picker_list_row_new (self->session);

  gtk_list_item_set_child (item, row);
  g_signal_emit (self, signals[SIGNAL_CELL_ADDED], 0, row);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, PickerList *self)
{
  PickerCell *row = PICKER_CELL (gtk_list_item_get_child (item));

  picker_cell_set_slot (row, gtk_list_item_get_item (item));
  picker_visible_add (self->visible, row);
}

static void
unbind_row (GtkSignalListItemFactory *factory, GtkListItem *item, PickerList *self)
{
  PickerCell *row = PICKER_CELL (gtk_list_item_get_child (item));

  picker_visible_remove (self->visible, row);
  picker_cell_set_slot (row, NULL);
}

static GtkListItemFactory *
make_factory (PickerList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_row), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row), self, 0);

  return factory;
}

static void
sort_asked (PickerList *self, const char *sort, gboolean descending)
{
  g_signal_emit (self, signals[SIGNAL_SORT_ASKED], 0, sort, descending);
}

/* Layout: the header stays where it is, and is as wide as the rows, beside which there may be a
 * scrollbar. */

static void
picker_list_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  PickerList *self = PICKER_LIST (widget);
  int header_minimum, header_natural;

  gtk_widget_measure (GTK_WIDGET (self->scroller), orientation, -1, minimum, natural, NULL, NULL);
  gtk_widget_measure (self->header, orientation, -1, &header_minimum, &header_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  *minimum += header_minimum;
  *natural += header_natural;
}

static void
picker_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PickerList *self = PICKER_LIST (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int header_height, rows_width;

  gtk_widget_measure (self->header, GTK_ORIENTATION_VERTICAL, -1, &header_height, NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (self->scroller),
                            &(GtkAllocation){ 0, header_height, width, height - header_height },
                            -1);
  rows_width = gtk_widget_get_width (GTK_WIDGET (self->view));
  gtk_widget_size_allocate (
      self->header,
      &(GtkAllocation){ is_rtl ? width - rows_width : 0, 0, rows_width, header_height }, -1);
}

/* GObject */

static void
picker_list_dispose (GObject *object)
{
  PickerList *self = PICKER_LIST (object);

  g_clear_pointer (&self->header, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->scroller, gtk_widget_unparent);
  g_clear_object (&self->visible);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_list_parent_class)->dispose (object);
}

static void
picker_list_class_init (PickerListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_list_dispose;
  widget_class->measure = picker_list_measure;
  widget_class->size_allocate = picker_list_size_allocate;

  /**
   * PickerList::cell-added:
   * @cell: a #PickerCell that was just made
   */
  signals[SIGNAL_CELL_ADDED] = g_signal_new ("cell-added", PICKER_TYPE_LIST, G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 1, PICKER_TYPE_CELL);

  /* As PickerListHeader::asked. */
  signals[SIGNAL_SORT_ASKED] =
      g_signal_new ("sort-asked", PICKER_TYPE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
picker_list_init (PickerList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_list_view_new (NULL, make_factory (self));

  self->scroller = GTK_SCROLLED_WINDOW (scroller);
  self->view = GTK_LIST_VIEW (view);
  gtk_list_view_set_enable_rubberband (self->view, TRUE);
  gtk_widget_add_css_class (view, "asset-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Assets"), -1);
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scroller, view);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
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
  self->header = picker_list_header_new (settings);
  g_signal_connect_object (self->header, "asked", G_CALLBACK (sort_asked), self, G_CONNECT_SWAPPED);
  /* Keys come to it before they come to the rows. */
  gtk_widget_insert_before (self->header, GTK_WIDGET (self), GTK_WIDGET (self->scroller));

  return self;
}

void
picker_list_set_selection (PickerList *self, PickerSelection *selection)
{
  g_return_if_fail (PICKER_IS_LIST (self));

  gtk_list_view_set_model (self->view, (GtkSelectionModel *) selection);
}

PickerVisible *
picker_list_get_visible (PickerList *self)
{
  g_return_val_if_fail (PICKER_IS_LIST (self), NULL);

  return self->visible;
}

GtkListView *
picker_list_get_view (PickerList *self)
{
  g_return_val_if_fail (PICKER_IS_LIST (self), NULL);

  return self->view;
}

void
picker_list_follow_picked (PickerList *self, PickerPicked *picked)
{
  g_return_if_fail (PICKER_IS_LIST (self));

  picker_list_header_follow_picked (PICKER_LIST_HEADER (self->header), picked);
}
