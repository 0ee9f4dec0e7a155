/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was put together, kept under a name. */

#include "descant-config.h"

#include "picker-crop-window-private.h"

#include "picker-name-dialog.h"
#include "picker-preset.h"

#include <glib/gi18n.h>

static void
say (PickerCropWindow *self, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (markup));
}

/* As it is now, in the form that the person used last. (transfer full) */
static DeliveryPreset *
make_preset (PickerCropWindow *self, const char *name)
{
  g_autoptr (DeliveryPreset) used = picker_preset_load (self->settings);
  g_autoptr (DeliveryRecipe) recipe = picker_crop_plan_make_recipe (&self->plan);
  g_autoptr (DeliveryPreset) preset = delivery_preset_with_recipe (used, recipe);

  return delivery_preset_with_name (preset, name);
}

static void
named (PickerCropWindow *self, const char *name)
{
  EnginePresets *presets = engine_session_get_presets (self->session);
  g_autoptr (DeliveryPreset) preset = make_preset (self, name);
  guint position = engine_presets_get_n_presets (presets);
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;

  if (!engine_presets_append (presets, preset))
    {
      say (self, _ ("It was not saved: there are as many presets as there can be"));
      return;
    }

  /* One that was there already has got a number. */
  name = delivery_preset_get_name (engine_presets_get_preset (presets, position));
  key = picker_preset_dup_key_label (position);
  if (*key != '\0')
    /* Translators: the name of a preset, and its key, as Ctrl+7 */
    text = g_strdup_printf (_ ("Saved as “%s”: %s"), name, key);
  else
    /* Translators: the name of a preset */
    text = g_strdup_printf (_ ("Saved as “%s”"), name);
  say (self, text);
}

static void
preset_clicked (PickerCropWindow *self)
{
  g_autoptr (DeliveryPreset) preset = NULL;
  g_autofree char *title = NULL;
  GtkWidget *dialog;

  if (picker_crop_window_get_asset (self) == NULL)
    return;

  preset = make_preset (self, NULL);
  title = delivery_preset_dup_title (preset);
  dialog = picker_name_dialog_new (GTK_WINDOW (self), _ ("Save as Preset"), title, NULL,
                                   /* Translators: keeps a preset */
                                   _ ("_Save"));
  g_signal_connect_object (dialog, "named", G_CALLBACK (named), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
presets_changed (PickerCropWindow *self)
{
  EnginePresets *presets = engine_session_get_presets (self->session);
  gboolean can_edit = engine_presets_get_can_edit (presets);
  gboolean has_room = engine_presets_get_n_presets (presets) - engine_presets_get_n_locked (presets)
                      < DELIVERY_MAX_PRESETS;

  gtk_widget_set_sensitive (self->preset_button, can_edit && has_room);
  gtk_widget_set_tooltip_text (
      self->preset_button,
      !can_edit   ? _ ("Your administrator has laid down the presets")
      : !has_room ? _ ("There are as many presets as there can be: remove one in the preferences")
                  : _ ("Keep crop, size and format under a name, with a key of its own"));
}

void
picker_crop_window_connect_preset (PickerCropWindow *self)
{
  EnginePresets *presets = engine_session_get_presets (self->session);

  g_signal_connect_swapped (self->preset_button, "clicked", G_CALLBACK (preset_clicked), self);
  g_signal_connect_object (presets, "items-changed", G_CALLBACK (presets_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (presets, "notify::can-edit", G_CALLBACK (presets_changed), self,
                           G_CONNECT_SWAPPED);
  presets_changed (self);
}
