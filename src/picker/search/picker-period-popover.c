/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-period-popover.h"

#include "picker-filter-text.h"

#include <glib/gi18n.h>

struct _PickerPeriodPopover
{
  GtkPopover parent_instance;

  /* Template children. */
  GtkBox *periods;
  GtkRevealer *range;
  GtkToggleButton *from_button;
  GtkToggleButton *to_button;
  GtkCalendar *calendar;

  /* Borrowed: children made in code. */
  GtkCheckButton *buttons[PICKER_N_PERIODS];

  /* Owned. */
  PickerFilters *filters;

  /* State. */
  GDate from; /* of the range that is shown */
  GDate to;
  gboolean is_showing; /* the widgets follow the filter, and not the other way round */
};

G_DEFINE_FINAL_TYPE (PickerPeriodPopover, picker_period_popover, GTK_TYPE_POPOVER)

static void
select_day (PickerPeriodPopover *self)
{
  const GDate *day = gtk_toggle_button_get_active (self->from_button) ? &self->from : &self->to;
  g_autoptr (GDateTime) time = g_date_time_new_local (g_date_get_year (day), g_date_get_month (day),
                                                      g_date_get_day (day), 12, 0, 0);

  self->is_showing = TRUE;
  gtk_calendar_select_day (self->calendar, time);
  self->is_showing = FALSE;
}

static void
show_range (PickerPeriodPopover *self)
{
  g_autofree char *from_day = NULL;
  g_autofree char *to_day = NULL;
  g_autofree char *from_label = NULL;
  g_autofree char *to_label = NULL;

  if (picker_filters_get_period (self->filters) == PICKER_PERIOD_RANGE)
    picker_filters_get_range (self->filters, &self->from, &self->to);
  from_day = picker_filter_text_dup_day (&self->from);
  to_day = picker_filter_text_dup_day (&self->to);
  /* Translators: the first day of a range */
  from_label = g_strdup_printf (_ ("From %s"), from_day);
  /* Translators: the last day of a range */
  to_label = g_strdup_printf (_ ("To %s"), to_day);
  gtk_button_set_label (GTK_BUTTON (self->from_button), from_label);
  gtk_button_set_label (GTK_BUTTON (self->to_button), to_label);
}

static void
show_period (PickerPeriodPopover *self)
{
  PickerPeriod period = picker_filters_get_period (self->filters);

  self->is_showing = TRUE;
  gtk_check_button_set_active (self->buttons[period], TRUE);
  self->is_showing = FALSE;
  gtk_revealer_set_reveal_child (self->range, period == PICKER_PERIOD_RANGE);
  show_range (self);
}

static void
button_toggled (PickerPeriodPopover *self, GtkCheckButton *button)
{
  guint period = 0;

  if (self->is_showing || !gtk_check_button_get_active (button))
    return;

  while (self->buttons[period] != button)
    period++;
  if (period != PICKER_PERIOD_RANGE)
    {
      picker_filters_set_period (self->filters, (PickerPeriod) period);
      return;
    }
  picker_filters_set_range (self->filters, &self->from, &self->to);
  select_day (self);
}

/* The other end gives way, so that the two are never reversed in her hands. */
static void
day_selected (PickerPeriodPopover *self)
{
  g_autoptr (GDateTime) time = NULL;
  GDate *end, *other;
  int year, month, day, order;
  gboolean is_from = gtk_toggle_button_get_active (self->from_button);

  if (self->is_showing)
    return;

  time = gtk_calendar_get_date (self->calendar);
  g_date_time_get_ymd (time, &year, &month, &day);
  end = is_from ? &self->from : &self->to;
  other = is_from ? &self->to : &self->from;
  g_date_set_dmy (end, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  order = g_date_compare (&self->from, &self->to);
  if (order > 0)
    *other = *end;
  picker_filters_set_range (self->filters, &self->from, &self->to);
}

static void
add_buttons (PickerPeriodPopover *self)
{
  for (guint i = 0; i < PICKER_N_PERIODS; i++)
    {
      GtkWidget *button =
          gtk_check_button_new_with_label (picker_filter_text_get_period ((PickerPeriod) i));

      self->buttons[i] = GTK_CHECK_BUTTON (button);
      gtk_check_button_set_group (self->buttons[i], i > 0 ? self->buttons[0] : NULL);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (button_toggled), self);
      gtk_box_append (self->periods, button);
    }
}

static void
picker_period_popover_dispose (GObject *object)
{
  g_clear_object (&PICKER_PERIOD_POPOVER (object)->filters);

  G_OBJECT_CLASS (picker_period_popover_parent_class)->dispose (object);
}

static void
picker_period_popover_class_init (PickerPeriodPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_period_popover_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-period-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerPeriodPopover, periods);
  gtk_widget_class_bind_template_child (widget_class, PickerPeriodPopover, range);
  gtk_widget_class_bind_template_child (widget_class, PickerPeriodPopover, from_button);
  gtk_widget_class_bind_template_child (widget_class, PickerPeriodPopover, to_button);
  gtk_widget_class_bind_template_child (widget_class, PickerPeriodPopover, calendar);
}

/* A range begins as the last month. */
static void
picker_period_popover_init (PickerPeriodPopover *self)
{
  g_date_clear (&self->to, 1);
  g_date_set_time_t (&self->to, time (NULL));
  self->from = self->to;
  g_date_subtract_months (&self->from, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_buttons (self);
  g_signal_connect_swapped (self->from_button, "toggled", G_CALLBACK (select_day), self);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected), self);
  /* The same day of another month is not “selected” anew. */
  g_signal_connect_swapped (self->calendar, "notify::month", G_CALLBACK (day_selected), self);
  g_signal_connect_swapped (self->calendar, "notify::year", G_CALLBACK (day_selected), self);
}

GtkWidget *
picker_period_popover_new (PickerFilters *filters)
{
  PickerPeriodPopover *self = g_object_new (PICKER_TYPE_PERIOD_POPOVER, NULL);

  self->filters = g_object_ref (filters);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  picker_filter_text_get_title (PICKER_FILTER_PERIOD), -1);
  g_signal_connect_object (filters, "changed", G_CALLBACK (show_period), self, G_CONNECT_SWAPPED);
  show_period (self);

  return GTK_WIDGET (self);
}
