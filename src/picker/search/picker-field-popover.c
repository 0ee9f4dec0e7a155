/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-field-popover.h"

#include "picker-error.h"
#include "picker-filter-text.h"

#include <glib/gi18n.h>

struct _PickerFieldPopover
{
  GtkPopover parent_instance;

  /* Template children. */
  GtkStack *stack;
  GtkLabel *error_label;
  GtkButton *retry_button;
  GtkDropDown *field_drop_down;
  GtkEntry *value_entry;
  GtkBox *values;

  /* Borrowed: children made in code. */
  GtkCheckButton *any_button;
  GtkCheckButton *none_button;

  /* Owned. */
  PickerFilters *filters;
  CantoClient *client;
  GPtrArray *fields; /* (nullable) (element-type CantoField): NULL until they have come */
  GCancellable *cancellable;

  /* State. */
  gboolean is_loading;
  gboolean is_showing; /* the widgets follow the filter, and not the other way round */
};

G_DEFINE_FINAL_TYPE (PickerFieldPopover, picker_field_popover, GTK_TYPE_POPOVER)

static CantoField *
get_field (PickerFieldPopover *self)
{
  guint selected = gtk_drop_down_get_selected (self->field_drop_down);

  return selected != GTK_INVALID_LIST_POSITION ? g_ptr_array_index (self->fields, selected) : NULL;
}

static gboolean
is_choice (CantoField *field)
{
  return canto_field_get_values (field)[0] != NULL;
}

static void
value_toggled (PickerFieldPopover *self, GtkCheckButton *button)
{
  if (self->is_showing || !gtk_check_button_get_active (button))
    return;

  if (button == self->any_button)
    picker_filters_set_field (self->filters, NULL, NULL);
  else if (button == self->none_button)
    picker_filters_set_field (self->filters, get_field (self), NULL);
  else
    picker_filters_set_field (self->filters, get_field (self), gtk_check_button_get_label (button));
}

static GtkCheckButton *
append_value (PickerFieldPopover *self, const char *label)
{
  GtkWidget *button = gtk_check_button_new_with_label (label);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->any_button);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (value_toggled), self);
  gtk_box_append (self->values, button);

  return GTK_CHECK_BUTTON (button);
}

/* The button that stands for what the filter is set to; NULL for a value that was typed. */
static GtkCheckButton *
find_button (PickerFieldPopover *self)
{
  const char *value = picker_filters_get_field_value (self->filters);
  GtkWidget *child;

  if (picker_filters_get_field (self->filters) != get_field (self))
    return self->any_button;
  if (value == NULL)
    return self->none_button;

  child = gtk_widget_get_next_sibling (GTK_WIDGET (self->none_button));
  while (child != NULL
         && !g_str_equal (gtk_check_button_get_label (GTK_CHECK_BUTTON (child)), value))
    child = gtk_widget_get_next_sibling (child);

  return child != NULL ? GTK_CHECK_BUTTON (child) : NULL;
}

static void
show_filter (PickerFieldPopover *self)
{
  GtkCheckButton *button;

  if (self->fields == NULL || get_field (self) == NULL)
    return;

  self->is_showing = TRUE;
  button = find_button (self);
  if (button != NULL)
    gtk_check_button_set_active (button, TRUE);
  else
    {
      /* A group cannot be without one by itself. */
      gtk_check_button_set_active (self->any_button, FALSE);
      gtk_check_button_set_active (self->none_button, FALSE);
    }
  if (button != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->value_entry), "");
  self->is_showing = FALSE;
}

static void
field_selected (PickerFieldPopover *self)
{
  CantoField *field = get_field (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->values))) != NULL)
    gtk_box_remove (self->values, child);
  self->any_button = NULL;
  self->none_button = NULL;
  if (field == NULL)
    return;

  self->any_button = append_value (self, _ ("Any Value"));
  self->none_button = append_value (self, _ ("Not Set"));
  for (guint i = 0; canto_field_get_values (field)[i] != NULL; i++)
    append_value (self, canto_field_get_values (field)[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->value_entry), !is_choice (field));
  show_filter (self);
}

static void
entry_activated (PickerFieldPopover *self)
{
  g_autofree char *value =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->value_entry))));

  if (*value != '\0')
    picker_filters_set_field (self->filters, get_field (self), value);
  else
    picker_filters_set_field (self->filters, NULL, NULL);
}

/* Loading */

static void
show_fields (PickerFieldPopover *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->fields->len; i++)
    gtk_string_list_append (names, canto_field_get_name (self->fields->pdata[i]));
  gtk_drop_down_set_model (self->field_drop_down, G_LIST_MODEL (names));
  gtk_stack_set_visible_child_name (self->stack, self->fields->len > 0 ? "fields" : "none");
  field_selected (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->field_drop_down));
}

static void
fields_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerFieldPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GPtrArray *fields = canto_client_get_fields_finish (CANTO_CLIENT (object), result, &error);

  self->is_loading = FALSE;
  if (fields != NULL)
    {
      self->fields = fields;
      show_fields (self);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  text = picker_error_dup_text (error);
  gtk_label_set_text (self->error_label, text);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
load (PickerFieldPopover *self)
{
  if (self->fields != NULL || self->is_loading)
    return;

  self->is_loading = TRUE;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  canto_client_get_fields_async (self->client, CANTO_PRIORITY_INTERACTIVE, self->cancellable,
                                 fields_loaded, g_object_ref (self));
}

/* GObject */

static void
picker_field_popover_map (GtkWidget *widget)
{
  load (PICKER_FIELD_POPOVER (widget));
  GTK_WIDGET_CLASS (picker_field_popover_parent_class)->map (widget);
}

static void
picker_field_popover_dispose (GObject *object)
{
  PickerFieldPopover *self = PICKER_FIELD_POPOVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->filters);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (picker_field_popover_parent_class)->dispose (object);
}

static void
picker_field_popover_finalize (GObject *object)
{
  g_clear_pointer (&PICKER_FIELD_POPOVER (object)->fields, g_ptr_array_unref);

  G_OBJECT_CLASS (picker_field_popover_parent_class)->finalize (object);
}

static void
picker_field_popover_class_init (PickerFieldPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = picker_field_popover_dispose;
  object_class->finalize = picker_field_popover_finalize;
  widget_class->map = picker_field_popover_map;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-field-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerFieldPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerFieldPopover, error_label);
  gtk_widget_class_bind_template_child (widget_class, PickerFieldPopover, retry_button);
  gtk_widget_class_bind_template_child (widget_class, PickerFieldPopover, field_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PickerFieldPopover, value_entry);
  gtk_widget_class_bind_template_child (widget_class, PickerFieldPopover, values);
}

static void
picker_field_popover_init (PickerFieldPopover *self)
{
  g_autoptr (GtkExpression) expression =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_expression (self->field_drop_down, expression);
  /* The button inside, which has the focus, tells nothing of the name of the whole. */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->field_drop_down))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, picker_filter_text_get_title (PICKER_FILTER_FIELD), -1);
  g_signal_connect_swapped (self->field_drop_down, "notify::selected", G_CALLBACK (field_selected),
                            self);
  g_signal_connect_swapped (self->value_entry, "activate", G_CALLBACK (entry_activated), self);
  g_signal_connect_swapped (self->retry_button, "clicked", G_CALLBACK (load), self);
}

GtkWidget *
picker_field_popover_new (PickerFilters *filters, CantoClient *client)
{
  PickerFieldPopover *self = g_object_new (PICKER_TYPE_FIELD_POPOVER, NULL);

  self->filters = g_object_ref (filters);
  self->client = g_object_ref (client);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  picker_filter_text_get_title (PICKER_FILTER_FIELD), -1);
  g_signal_connect_object (filters, "changed", G_CALLBACK (show_filter), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
