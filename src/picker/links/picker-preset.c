/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-preset.h"

DeliveryPreset
picker_preset_load (GSettings *settings)
{
  g_autofree char *text = g_settings_get_string (settings, PICKER_PRESET_KEY);
  DeliveryPreset preset = { DELIVERY_SIZE_1200, DELIVERY_FORMAT_JPG };

  if (!delivery_preset_from_text (text, &preset))
    g_debug ("No rendition: “%s”", text);

  return preset;
}

void
picker_preset_save (GSettings *settings, const DeliveryPreset *preset)
{
  g_autofree char *text = delivery_preset_to_text (preset);

  g_settings_set_string (settings, PICKER_PRESET_KEY, text);
}

void
picker_preset_add_keys (GtkWidgetClass *widget_class)
{
  for (guint size = 0; size < DELIVERY_N_SIZES; size++)
    {
      /* A menu shows the last one. */
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + size, GDK_CONTROL_MASK,
                                           "link.copy-size", "u", size);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + size, GDK_CONTROL_MASK,
                                           "link.copy-size", "u", size);
    }
}
