/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-checks-popover.h"

#include "picker-filter-text.h"

struct _PickerChecksPopover
{
  GtkPopover parent_instance;

  /* Owned. */
  PickerFilters *filters;
  GPtrArray *buttons; /* (element-type GtkCheckButton): borrowed, one for each choice */

  /* State. */
  PickerFilter filter;
  gboolean is_showing; /* the buttons follow the filter, and not the other way round */
};

G_DEFINE_FINAL_TYPE (PickerChecksPopover, picker_checks_popover, GTK_TYPE_POPOVER)

static void
show_mask (PickerChecksPopover *self)
{
  guint mask = picker_filters_get_mask (self->filters, self->filter);
  guint bit = 0;

  self->is_showing = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    {
      picker_filter_text_get_choice (self->filter, i, &bit);
      gtk_check_button_set_active (self->buttons->pdata[i], (mask & bit) != 0);
    }
  self->is_showing = FALSE;
}

static void
button_toggled (PickerChecksPopover *self)
{
  guint mask = 0;
  guint bit = 0;

  if (self->is_showing)
    return;

  for (guint i = 0; i < self->buttons->len; i++)
    {
      picker_filter_text_get_choice (self->filter, i, &bit);
      if (gtk_check_button_get_active (self->buttons->pdata[i]))
        mask |= bit;
    }
  picker_filters_set_mask (self->filters, self->filter, mask);
}

static void
add_buttons (PickerChecksPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *text;
  guint bit;

  for (guint i = 0; (text = picker_filter_text_get_choice (self->filter, i, &bit)) != NULL; i++)
    {
      GtkWidget *button = gtk_check_button_new_with_label (text);

      g_signal_connect_swapped (button, "toggled", G_CALLBACK (button_toggled), self);
      g_ptr_array_add (self->buttons, button);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

static void
picker_checks_popover_dispose (GObject *object)
{
  PickerChecksPopover *self = PICKER_CHECKS_POPOVER (object);

  g_clear_object (&self->filters);

  G_OBJECT_CLASS (picker_checks_popover_parent_class)->dispose (object);
}

static void
picker_checks_popover_finalize (GObject *object)
{
  g_ptr_array_unref (PICKER_CHECKS_POPOVER (object)->buttons);

  G_OBJECT_CLASS (picker_checks_popover_parent_class)->finalize (object);
}

static void
picker_checks_popover_class_init (PickerChecksPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = picker_checks_popover_dispose;
  object_class->finalize = picker_checks_popover_finalize;
}

static void
picker_checks_popover_init (PickerChecksPopover *self)
{
  self->buttons = g_ptr_array_new ();
}

GtkWidget *
picker_checks_popover_new (PickerFilters *filters, PickerFilter filter)
{
  PickerChecksPopover *self = g_object_new (PICKER_TYPE_CHECKS_POPOVER, NULL);

  self->filters = g_object_ref (filters);
  self->filter = filter;
  add_buttons (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  picker_filter_text_get_title (filter), -1);
  g_signal_connect_object (filters, "changed", G_CALLBACK (show_mask), self, G_CONNECT_SWAPPED);
  show_mask (self);

  return GTK_WIDGET (self);
}
