/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-preset.h"

#include "delivery-size.h"

#define TYPE "(ssss)" /* name, recipe, form, template */

DeliveryPreset *
picker_preset_load (GSettings *settings)
{
  g_autoptr (GVariant) value = g_settings_get_value (settings, PICKER_PRESET_KEY);
  g_autoptr (DeliveryRecipe) recipe = NULL;
  g_autoptr (GError) error = NULL;
  DeliveryForm form = DELIVERY_FORM_URL;
  const char *name;
  const char *text;
  const char *word;
  const char *template_text;

  g_variant_get (value, "(&s&s&s&s)", &name, &text, &word, &template_text);
  recipe = delivery_recipe_parse (text, &error);
  if (recipe == NULL || !delivery_form_from_word (word, &form))
    {
      g_debug ("No preset: “%s” as “%s”", text, word);
      g_clear_pointer (&recipe, delivery_recipe_unref);
      recipe = delivery_size_make_recipe (DELIVERY_SIZE_1200, DELIVERY_FORMAT_JPG);
      name = "";
    }

  return delivery_preset_new (*name != '\0' ? name : NULL, recipe, form,
                              *template_text != '\0' ? template_text : NULL);
}

static const char *
get_or_empty (const char *text)
{
  return text != NULL ? text : "";
}

void
picker_preset_save (GSettings *settings, DeliveryPreset *preset)
{
  g_autofree char *text = delivery_recipe_to_text (delivery_preset_get_recipe (preset));

  g_settings_set (settings, PICKER_PRESET_KEY, TYPE,
                  get_or_empty (delivery_preset_get_name (preset)), text,
                  delivery_form_get_word (delivery_preset_get_form (preset)),
                  get_or_empty (delivery_preset_get_template_text (preset)));
}

void
picker_preset_save_recipe (GSettings *settings, DeliveryRecipe *recipe)
{
  g_autoptr (DeliveryPreset) used = picker_preset_load (settings);
  g_autoptr (DeliveryPreset) preset = delivery_preset_with_recipe (used, recipe);

  picker_preset_save (settings, preset);
}

void
picker_preset_save_form (GSettings *settings, DeliveryForm form)
{
  g_autoptr (DeliveryPreset) used = picker_preset_load (settings);
  g_autoptr (DeliveryPreset) preset =
      delivery_preset_with_form (used, form, delivery_preset_get_template_text (used));

  if (delivery_preset_get_form (used) != form)
    picker_preset_save (settings, preset);
}

void
picker_preset_add_keys (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < PICKER_PRESET_N_KEYS; i++)
    {
      /* A menu shows the last one. */
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + i, GDK_CONTROL_MASK,
                                           "link.copy-preset", "u", i);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_CONTROL_MASK,
                                           "link.copy-preset", "u", i);
    }
}

char *
picker_preset_dup_key_label (guint position)
{
  return position < PICKER_PRESET_N_KEYS
             ? gtk_accelerator_get_label (GDK_KEY_1 + position, GDK_CONTROL_MASK)
             : g_strdup ("");
}
