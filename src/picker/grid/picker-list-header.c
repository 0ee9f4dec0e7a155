/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-list-header.h"

#include "picker-list-column.h"

#include <glib/gi18n.h>

#define SPACING_PX 4 /* between title and arrow */

struct _PickerListHeader
{
  GtkWidget parent_instance;

  /* Borrowed: children made in code. */
  GtkWidget *titles[PICKER_LIST_N_COLUMNS];
  GtkWidget *arrows[PICKER_LIST_N_COLUMNS]; /* NULL where it cannot be sorted by */

  /* Owned. */
  GSettings *settings;

  /* State. */
  GtkRequisition letter; /* of the rows */
  gboolean shows_picks;
};

G_DEFINE_FINAL_TYPE (PickerListHeader, picker_list_header, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ASKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Order */

static gboolean
is_sorted_by (PickerListHeader *self, const char *sort)
{
  g_autofree char *sorted = g_settings_get_string (self->settings, "sort");

  return g_strcmp0 (sort, sorted) == 0;
}

/* The other way round; by another column as the menu of orders does it: names from the first, but
 * the newest and the largest before all. */
static void
order_by (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerListHeader *self = PICKER_LIST_HEADER (widget);
  const char *sort = g_variant_get_string (parameter, NULL);
  gboolean descending = is_sorted_by (self, sort)
                            ? !g_settings_get_boolean (self->settings, "sort-descending")
                            : !g_str_equal (sort, "name");

  g_signal_emit (self, signals[SIGNAL_ASKED], 0, sort, descending);
}

static void
show_order_of (PickerListHeader *self, PickerListColumn column)
{
  gboolean is_sorted = is_sorted_by (self, picker_list_column_get_sort (column));
  gboolean descending = g_settings_get_boolean (self->settings, "sort-descending");
  const char *said = "";

  if (is_sorted)
    /* Translators: what a screen reader says of the title of the column that is sorted by */
    said = descending ? _ ("Sorted in descending order") : _ ("Sorted in ascending order");
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrows[column]),
                                descending ? "pan-down-symbolic" : "pan-up-symbolic");
  gtk_widget_set_visible (self->arrows[column], is_sorted);
  /* GTK 4.8 hands on neither a column header nor which way it sorts. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->titles[column]),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said, -1);
}

static void
show_order (PickerListHeader *self)
{
  for (guint i = 0; i < PICKER_LIST_N_COLUMNS; i++)
    {
      if (self->arrows[i] != NULL)
        show_order_of (self, i);
    }
}

/* Titles */

static GtkWidget *
make_label (PickerListColumn column)
{
  GtkWidget *label = gtk_label_new (picker_list_column_get_title (column));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), picker_list_column_is_number (column) ? 1 : 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

/* The arrow is on the side where there is nothing: the title stands as what is below it. */
static GtkWidget *
make_button (PickerListColumn column, GtkWidget *arrow)
{
  gboolean is_number = picker_list_column_is_number (column);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING_PX);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (arrow, "dim-label");
  gtk_box_append (GTK_BOX (box), make_label (column));
  if (is_number)
    gtk_box_prepend (GTK_BOX (box), arrow);
  else
    gtk_box_append (GTK_BOX (box), arrow);
  gtk_widget_set_halign (box, is_number ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  picker_list_column_get_title (column), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "order.by");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    picker_list_column_get_sort (column));

  return button;
}

static void
add_title (PickerListHeader *self, PickerListColumn column)
{
  if (picker_list_column_get_sort (column) != NULL)
    {
      self->arrows[column] = gtk_image_new ();
      self->titles[column] = make_button (column, self->arrows[column]);
    }
  else
    self->titles[column] = make_label (column);
  gtk_widget_set_parent (self->titles[column], GTK_WIDGET (self));
}

/* Layout: the width comes from the list. */

static void
picker_list_header_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  PickerListHeader *self = PICKER_LIST_HEADER (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  picker_list_column_measure (widget, &self->letter);
  for (guint i = 0; i < PICKER_LIST_N_COLUMNS; i++)
    {
      int child_minimum, child_natural;

      gtk_widget_measure (self->titles[i], orientation, -1, &child_minimum, &child_natural, NULL,
                          NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
picker_list_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PickerListHeader *self = PICKER_LIST_HEADER (widget);
  PickerListPlace places[PICKER_LIST_N_COLUMNS];

  if (self->shows_picks)
    picker_list_column_lay_out_picks (widget, width, self->letter.width, places);
  else
    picker_list_column_lay_out (widget, width, self->letter.width, places);
  for (guint i = 0; i < PICKER_LIST_N_COLUMNS; i++)
    {
      gtk_widget_set_child_visible (self->titles[i], places[i].width_px > 0);
      if (places[i].width_px > 0)
        gtk_widget_size_allocate (
            self->titles[i], &(GtkAllocation){ places[i].x_px, 0, places[i].width_px, height }, -1);
    }
}

/* GObject */

static void
picker_list_header_dispose (GObject *object)
{
  PickerListHeader *self = PICKER_LIST_HEADER (object);

  for (guint i = 0; i < PICKER_LIST_N_COLUMNS; i++)
    {
      self->arrows[i] = NULL;
      g_clear_pointer (&self->titles[i], gtk_widget_unparent);
    }
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (picker_list_header_parent_class)->dispose (object);
}

static void
picker_list_header_class_init (PickerListHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_list_header_dispose;
  widget_class->measure = picker_list_header_measure;
  widget_class->size_allocate = picker_list_header_size_allocate;

  /**
   * PickerListHeader::asked:
   * @sort: a value of the setting "sort"
   * @descending: whether the newest, the last or the largest is to come first
   *
   * A title was clicked.
   */
  signals[SIGNAL_ASKED] =
      g_signal_new ("asked", PICKER_TYPE_LIST_HEADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_set_css_name (widget_class, "list-header");
  gtk_widget_class_install_action (widget_class, "order.by", "s", order_by);
}

static void
picker_list_header_init (PickerListHeader *self)
{
  for (guint i = 0; i < PICKER_LIST_N_COLUMNS; i++)
    add_title (self, i);
  gtk_widget_add_css_class (GTK_WIDGET (self), "view");
}

GtkWidget *
picker_list_header_new (GSettings *settings)
{
  PickerListHeader *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (PICKER_TYPE_LIST_HEADER, NULL);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::sort", G_CALLBACK (show_order), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::sort-descending", G_CALLBACK (show_order), self,
                           G_CONNECT_SWAPPED);
  show_order (self);

  return GTK_WIDGET (self);
}

/* @title: (nullable): %NULL is its own */
static void
set_title (PickerListHeader *self, PickerListColumn column, const char *title)
{
  GtkWidget *widget = self->titles[column];
  GtkWidget *label = GTK_IS_BUTTON (widget)
                         ? gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (widget)))
                         : widget;

  if (title == NULL)
    title = picker_list_column_get_title (column);
  gtk_label_set_text (GTK_LABEL (label), title);
  if (label != widget)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    -1);
}

static void
picked_changed (PickerListHeader *self, PickerPicked *picked)
{
  gboolean shows_picks = picker_picked_get_is_shown (picked);

  self->shows_picks = shows_picks;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  /* Translators: title of a column: when something was copied or dragged */
  set_title (self, PICKER_LIST_COLUMN_DATE, shows_picks ? _ ("Picked") : NULL);
  /* Translators: title of a column: in which size and form something was copied or dragged */
  set_title (self, PICKER_LIST_COLUMN_DIMENSIONS, shows_picks ? _ ("Picked As") : NULL);
  /* What was picked stands in the order in which it was. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "order.by", !shows_picks);
  for (guint i = 0; i < PICKER_LIST_N_COLUMNS; i++)
    {
      if (self->arrows[i] != NULL)
        gtk_widget_set_opacity (self->arrows[i], shows_picks ? 0 : 1);
    }
}

void
picker_list_header_follow_picked (PickerListHeader *self, PickerPicked *picked)
{
  g_return_if_fail (PICKER_IS_LIST_HEADER (self));
  g_return_if_fail (PICKER_IS_PICKED (picked));

  g_signal_connect_object (picked, "changed", G_CALLBACK (picked_changed), self, G_CONNECT_SWAPPED);
  picked_changed (self, picked);
}
