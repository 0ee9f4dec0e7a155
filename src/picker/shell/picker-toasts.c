/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-toasts.h"

struct _PickerToasts
{
  AdwBin parent_instance;

  /* One inside the other. A single one would have to push what stays aside for what passes, and
   * libadwaita before 1.7.6 aborts if that goes before the other has faded. */
  AdwToastOverlay *lasting; /* the outer one */
  AdwToastOverlay *passing; /* owned */
  guint n_lasting;          /* that nobody has answered yet */
};

typedef enum
{
  PROP_CONTENT = 1,
} PickerToastsProperty;

G_DEFINE_FINAL_TYPE (PickerToasts, picker_toasts, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_CONTENT + 1];

static void
picker_toasts_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PickerToasts *self = PICKER_TOASTS (object);

  switch ((PickerToastsProperty) prop_id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, adw_toast_overlay_get_child (self->passing));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_toasts_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PickerToasts *self = PICKER_TOASTS (object);

  switch ((PickerToastsProperty) prop_id)
    {
    case PROP_CONTENT:
      adw_toast_overlay_set_child (self->passing, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* What stays is dismissed when its overlay goes, after the overlay inside. */
static void
picker_toasts_dispose (GObject *object)
{
  PickerToasts *self = PICKER_TOASTS (object);

  G_OBJECT_CLASS (picker_toasts_parent_class)->dispose (object);

  g_clear_object (&self->passing);
}

static void
picker_toasts_class_init (PickerToastsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = picker_toasts_dispose;
  object_class->get_property = picker_toasts_get_property;
  object_class->set_property = picker_toasts_set_property;

  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
picker_toasts_init (PickerToasts *self)
{
  self->lasting = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->passing = g_object_ref_sink (ADW_TOAST_OVERLAY (adw_toast_overlay_new ()));
  adw_toast_overlay_set_child (self->lasting, GTK_WIDGET (self->passing));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->lasting));
}

static void
lasting_dismissed (PickerToasts *self)
{
  self->n_lasting--;
  if (self->n_lasting == 0)
    gtk_widget_remove_css_class (GTK_WIDGET (self->passing), "raised");
}

void
picker_toasts_add (PickerToasts *self, AdwToast *toast)
{
  g_return_if_fail (PICKER_IS_TOASTS (self));
  g_return_if_fail (ADW_IS_TOAST (toast));

  if (adw_toast_get_timeout (toast) > 0)
    {
      adw_toast_overlay_add_toast (self->passing, toast);
      return;
    }

  self->n_lasting++;
  gtk_widget_add_css_class (GTK_WIDGET (self->passing), "raised");
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (lasting_dismissed), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->lasting, toast);
}
