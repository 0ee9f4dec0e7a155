/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The crop and size editor: the actions link.crop and link.crop-or-say. */

#include "descant-config.h"

#include "picker-library-private.h"

#include "picker-crop-text.h"
#include "picker-crop-window.h"
#include "picker-preset.h"

/* What the window was opened for; what is selected may have changed since. */
typedef struct
{
  PickerLibrary *library; /* (nullable): weak */
  GPtrArray *assets;      /* (element-type CantoAsset) */
} CropJob;

static void
crop_job_free (gpointer data, GClosure *closure)
{
  CropJob *job = data;

  g_clear_weak_pointer (&job->library);
  g_ptr_array_unref (job->assets);
  g_free (job);
}

/* In the form that was used last; what Ctrl+C copies stays as it is, for a part of one picture
 * means nothing in the next. */
static void
copy_wanted (PickerCropWindow *window, DeliveryRecipe *recipe, CropJob *job)
{
  g_autoptr (DeliveryPreset) used = NULL;
  g_autoptr (DeliveryPreset) preset = NULL;

  if (job->library == NULL)
    return;

  used = picker_preset_load (job->library->settings);
  preset = delivery_preset_with_recipe (used, recipe);
  picker_library_copy_assets (job->library, job->assets, preset);
}

static void
open_window (PickerLibrary *self, GPtrArray *assets)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *window = picker_crop_window_new (self->session, self->settings, parent, assets);
  CropJob *job = g_new0 (CropJob, 1);

  g_set_weak_pointer (&job->library, self);
  job->assets = g_ptr_array_ref (assets);
  g_signal_connect_data (window, "copy", G_CALLBACK (copy_wanted), job, crop_job_free, 0);
  gtk_window_present (GTK_WINDOW (window));
}

/* Of one, what is known of it; of several the window tells. (nullable) */
static const char *
get_obstacle (PickerLibrary *self)
{
  CantoAsset *asset = picker_grid_get_selected_asset (self->grid);

  if (picker_grid_get_n_selected (self->grid) != 1 || asset == NULL)
    return NULL;

  return picker_crop_text_get_obstacle (asset);
}

static void
link_crop (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);

  picker_selection_bar_close_menu (self->selection_bar);
  picker_library_with_selected (self, open_window);
}

/* For keys: one that does nothing says why, and an action that is disabled swallows them. */
static void
link_crop_or_say (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  const char *obstacle = get_obstacle (self);

  if (obstacle == NULL)
    {
      gtk_widget_activate_action (widget, "link.crop", NULL);
      return;
    }

  picker_selection_bar_close_menu (self->selection_bar);
  picker_library_say (self, obstacle);
}

void
picker_library_update_crop (PickerLibrary *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "link.crop",
                                 picker_grid_get_n_selected (self->grid) > 0
                                     && get_obstacle (self) == NULL);
}

void
picker_library_install_crop (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "link.crop", NULL, link_crop);
  gtk_widget_class_install_action (widget_class, "link.crop-or-say", NULL, link_crop_or_say);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK,
                                       "link.crop-or-say", NULL);
}
