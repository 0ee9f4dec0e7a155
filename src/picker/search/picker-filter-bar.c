/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-filter-bar.h"

#include "picker-checks-popover.h"
#include "picker-field-popover.h"
#include "picker-filter-chip.h"
#include "picker-filter-text.h"
#include "picker-period-popover.h"
#include "picker-words-popover.h"

#define SCROLL_STEP_PX 60 /* for a notch of the wheel */

struct _PickerFilterBar
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkScrolledWindow *scroller;
  GtkBox *chips;
  GtkToggleButton *approved_button;
  GtkButton *clear_button;

  /* Borrowed: children made in code. */
  PickerFilterChip *filter_chips[PICKER_N_FILTERS];

  /* Owned. */
  PickerFilters *filters;
  CantoClient *client;
  CatalogAssetList *list;
  PickerVocabulary *vocabulary;

  /* State. */
  gboolean show_types;
  gboolean show_filters;
};

G_DEFINE_FINAL_TYPE (PickerFilterBar, picker_filter_bar, GTK_TYPE_WIDGET)

static void
show_chip (PickerFilterBar *self, PickerFilter filter)
{
  g_autofree char *value = NULL;

  /* What the toggle says need not be said twice. */
  if (picker_filters_get_active (self->filters, filter)
      && !(filter == PICKER_FILTER_APPROVAL && picker_filters_get_approved_only (self->filters)))
    value = picker_filter_text_dup_value (self->filters, filter);
  picker_filter_chip_set_value (self->filter_chips[filter], value);
}

static void
show_what_applies (PickerFilterBar *self)
{
  for (guint i = 0; i < PICKER_N_FILTERS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->filter_chips[i]),
                            self->show_filters && (i != PICKER_FILTER_SCHEME || self->show_types));
  gtk_widget_set_visible (GTK_WIDGET (self->approved_button), self->show_filters);
  gtk_widget_set_visible (GTK_WIDGET (self->clear_button),
                          self->show_filters && picker_filters_get_any_active (self->filters));
}

static void
show_filters (PickerFilterBar *self)
{
  for (guint i = 0; i < PICKER_N_FILTERS; i++)
    show_chip (self, (PickerFilter) i);
  gtk_toggle_button_set_active (self->approved_button,
                                picker_filters_get_approved_only (self->filters));
  show_what_applies (self);
}

static void
approved_toggled (PickerFilterBar *self)
{
  picker_filters_set_approved_only (self->filters,
                                    gtk_toggle_button_get_active (self->approved_button));
}

static void
clear_clicked (PickerFilterBar *self)
{
  /* The button is about to go. */
  gtk_widget_grab_focus (GTK_WIDGET (self->approved_button));
  gtk_widget_activate_action (GTK_WIDGET (self), "filters.clear", NULL);
}

static PickerFilter
get_filter (PickerFilterBar *self, PickerFilterChip *chip)
{
  guint i = 0;

  while (i < PICKER_N_FILTERS && self->filter_chips[i] != chip)
    i++;

  return (PickerFilter) i;
}

static void
chip_dropped (PickerFilterBar *self, PickerFilterChip *chip)
{
  picker_filters_drop (self->filters, get_filter (self, chip));
}

/* A wheel that only turns one way scrolls sideways here; on a touchpad a hand moves sideways
 * itself. */
static gboolean
scrolled (PickerFilterBar *self, double dx, double dy, GtkEventControllerScroll *wheel)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);

  if (dy == 0 || gtk_event_controller_scroll_get_unit (wheel) != GDK_SCROLL_UNIT_WHEEL)
    return GDK_EVENT_PROPAGATE;

  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_value (adjustment) + dy * SCROLL_STEP_PX);

  return GDK_EVENT_STOP;
}

static GtkWidget *
make_popover (PickerFilterBar *self, PickerFilter filter)
{
  switch (filter)
    {
    case PICKER_FILTER_PERIOD:
      return picker_period_popover_new (self->filters);

    case PICKER_FILTER_TAG:
    case PICKER_FILTER_KEYWORD:
      return picker_words_popover_new (self->filters, filter, self->vocabulary, self->list);

    case PICKER_FILTER_FIELD:
      return picker_field_popover_new (self->filters, self->client);

    case PICKER_FILTER_SCHEME:
    case PICKER_FILTER_APPROVAL:
    case PICKER_FILTER_ORIENTATION:
    case PICKER_N_FILTERS:
    default:
      return picker_checks_popover_new (self->filters, filter);
    }
}

static void
chip_opening (PickerFilterBar *self, PickerFilterChip *chip)
{
  picker_filter_chip_set_popover (chip, make_popover (self, get_filter (self, chip)));
}

static void
add_chips (PickerFilterBar *self)
{
  GtkWidget *before = GTK_WIDGET (self->approved_button);

  for (guint i = 0; i < PICKER_N_FILTERS; i++)
    {
      PickerFilter filter = (PickerFilter) i;
      GtkWidget *chip = picker_filter_chip_new (picker_filter_text_get_title (filter));

      self->filter_chips[i] = PICKER_FILTER_CHIP (chip);
      g_signal_connect_swapped (chip, "dropped", G_CALLBACK (chip_dropped), self);
      g_signal_connect_swapped (chip, "opening", G_CALLBACK (chip_opening), self);
      gtk_box_insert_child_after (self->chips, chip, before);
      before = chip;
    }
}

static void
picker_filter_bar_dispose (GObject *object)
{
  PickerFilterBar *self = PICKER_FILTER_BAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->filters);
  g_clear_object (&self->client);
  g_clear_object (&self->list);
  g_clear_object (&self->vocabulary);

  G_OBJECT_CLASS (picker_filter_bar_parent_class)->dispose (object);
}

static void
picker_filter_bar_class_init (PickerFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_filter_bar_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerFilterBar, scroller);
  gtk_widget_class_bind_template_child (widget_class, PickerFilterBar, chips);
  gtk_widget_class_bind_template_child (widget_class, PickerFilterBar, approved_button);
  gtk_widget_class_bind_template_child (widget_class, PickerFilterBar, clear_button);
}

static void
picker_filter_bar_init (PickerFilterBar *self)
{
  GtkEventController *wheel =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  self->vocabulary = picker_vocabulary_new ();
  self->show_types = TRUE;
  self->show_filters = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Before the scrolled window, which takes it for itself. */
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (wheel, "scroll", G_CALLBACK (scrolled), self);
  gtk_widget_add_controller (GTK_WIDGET (self), wheel);
  g_signal_connect_swapped (self->approved_button, "toggled", G_CALLBACK (approved_toggled), self);
  g_signal_connect_swapped (self->clear_button, "clicked", G_CALLBACK (clear_clicked), self);
}

GtkWidget *
picker_filter_bar_new (PickerFilters *filters, CantoClient *client, CatalogAssetList *list)
{
  PickerFilterBar *self = g_object_new (PICKER_TYPE_FILTER_BAR, NULL);

  self->filters = g_object_ref (filters);
  self->client = g_object_ref (client);
  self->list = g_object_ref (list);
  add_chips (self);
  g_signal_connect_object (filters, "changed", G_CALLBACK (show_filters), self, G_CONNECT_SWAPPED);
  show_filters (self);

  return GTK_WIDGET (self);
}

void
picker_filter_bar_set_show_types (PickerFilterBar *self, gboolean show_types)
{
  g_return_if_fail (PICKER_IS_FILTER_BAR (self));

  self->show_types = show_types;
  show_what_applies (self);
}

void
picker_filter_bar_set_show_filters (PickerFilterBar *self, gboolean show_filters)
{
  g_return_if_fail (PICKER_IS_FILTER_BAR (self));

  self->show_filters = show_filters;
  show_what_applies (self);
}

void
picker_filter_bar_append (PickerFilterBar *self, GtkWidget *widget)
{
  g_return_if_fail (PICKER_IS_FILTER_BAR (self));

  gtk_box_append (self->chips, widget);
}

void
picker_filter_bar_prepend (PickerFilterBar *self, GtkWidget *widget)
{
  g_return_if_fail (PICKER_IS_FILTER_BAR (self));

  gtk_box_prepend (self->chips, widget);
}
