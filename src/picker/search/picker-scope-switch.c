/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-scope-switch.h"

#include <glib/gi18n.h>

struct _PickerScopeSwitch
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkToggleButton *place_button;
  GtkLabel *place_label;
  GtkToggleButton *everywhere_button;

  /* State. */
  gboolean has_place;
  gboolean is_searching;
  gboolean is_everywhere; /* what was notified last */
};

G_DEFINE_FINAL_TYPE (PickerScopeSwitch, picker_scope_switch, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_EVERYWHERE = 1,
  N_PROPS,
} PickerScopeSwitchProperty;

static GParamSpec *props[N_PROPS];

static void
update (PickerScopeSwitch *self)
{
  gboolean everywhere = picker_scope_switch_get_everywhere (self);

  gtk_widget_set_visible (GTK_WIDGET (self), self->has_place && self->is_searching);
  if (self->is_everywhere == everywhere)
    return;

  self->is_everywhere = everywhere;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EVERYWHERE]);
}

static void
picker_scope_switch_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((PickerScopeSwitchProperty) prop_id)
    {
    case PROP_EVERYWHERE:
      g_value_set_boolean (value,
                           picker_scope_switch_get_everywhere (PICKER_SCOPE_SWITCH (object)));
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_scope_switch_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (picker_scope_switch_parent_class)->dispose (object);
}

static void
picker_scope_switch_class_init (PickerScopeSwitchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = picker_scope_switch_get_property;
  object_class->dispose = picker_scope_switch_dispose;

  props[PROP_EVERYWHERE] =
      g_param_spec_boolean ("everywhere", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-scope-switch.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerScopeSwitch, place_button);
  gtk_widget_class_bind_template_child (widget_class, PickerScopeSwitch, place_label);
  gtk_widget_class_bind_template_child (widget_class, PickerScopeSwitch, everywhere_button);
}

static void
picker_scope_switch_init (PickerScopeSwitch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->everywhere_button, "toggled", G_CALLBACK (update), self);
}

GtkWidget *
picker_scope_switch_new (void)
{
  return g_object_new (PICKER_TYPE_SCOPE_SWITCH, NULL);
}

void
picker_scope_switch_set_place (PickerScopeSwitch *self, const char *place)
{
  g_autofree char *label = NULL;

  g_return_if_fail (PICKER_IS_SCOPE_SWITCH (self));

  self->has_place = place != NULL;
  if (place != NULL)
    {
      /* Translators: a search looks in this folder or album alone */
      label = g_strdup_printf (_ ("In %s"), place);
      gtk_label_set_text (self->place_label, label);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->place_button), label);
    }
  gtk_toggle_button_set_active (self->place_button, TRUE);
  update (self);
}

void
picker_scope_switch_set_searching (PickerScopeSwitch *self, gboolean searching)
{
  g_return_if_fail (PICKER_IS_SCOPE_SWITCH (self));

  self->is_searching = searching;
  update (self);
}

gboolean
picker_scope_switch_get_everywhere (PickerScopeSwitch *self)
{
  g_return_val_if_fail (PICKER_IS_SCOPE_SWITCH (self), FALSE);

  return self->has_place && self->is_searching
         && gtk_toggle_button_get_active (self->everywhere_button);
}

void
picker_scope_switch_set_everywhere (PickerScopeSwitch *self, gboolean everywhere)
{
  g_return_if_fail (PICKER_IS_SCOPE_SWITCH (self));

  gtk_toggle_button_set_active (everywhere ? self->everywhere_button : self->place_button, TRUE);
}

gboolean
picker_scope_switch_can_widen (PickerScopeSwitch *self)
{
  g_return_val_if_fail (PICKER_IS_SCOPE_SWITCH (self), FALSE);

  return self->has_place && self->is_searching && !picker_scope_switch_get_everywhere (self);
}
