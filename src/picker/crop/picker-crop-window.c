/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What follows from what:
 *
 *   choices, frame → plan → recipe → link → what the network makes
 *                                         → what is copied, for all assets
 */

#include "descant-config.h"

#include "picker-crop-window-private.h"

#include "picker-copy-label.h"
#include "picker-crop-layout.h"
#include "picker-crop-text.h"
#include "picker-fit-window.h"
#include "picker-preset.h"

#include <glib/gi18n.h>

#define COUNT_MS 120

G_DEFINE_FINAL_TYPE (PickerCropWindow, picker_crop_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_COPY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

CantoAsset *
picker_crop_window_get_asset (PickerCropWindow *self)
{
  return self->shown < self->pictures->len ? self->pictures->pdata[self->shown] : NULL;
}

/* Showing what was planned */

static void
show_part (PickerCropWindow *self)
{
  const DeliveryCropFrame *frame = picker_crop_view_get_frame (self->view);
  gboolean is_smart = self->plan.template_name != NULL;
  g_autofree char *part = is_smart
                              ? g_strdup (_ ("The delivery network chooses the part"))
                              : picker_crop_text_dup_part (&frame->crop, frame->picture_width_px,
                                                           frame->picture_height_px);

  gtk_label_set_text (self->part_label, part);
  gtk_widget_set_sensitive (self->whole_button,
                            is_smart || !delivery_crop_frame_is_largest (frame));
}

/* What the button copies, of the picture that is looked at as it will be written. @link: (nullable)
 */
static void
show_text (PickerCropWindow *self, DeliveryRecipe *recipe, DeliveryLink *link)
{
  g_autoptr (DeliveryPreset) used = picker_preset_load (self->settings);
  g_autoptr (DeliveryPreset) preset = delivery_preset_with_recipe (used, recipe);
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  g_autofree char *text = NULL;
  g_autofree char *action = NULL;
  PickerCopyLabel label;

  picker_copy_label_init (&label, self->session, picker_crop_window_get_asset (self), preset);
  gtk_label_set_text (self->form_label, label.form != DELIVERY_FORM_URL
                                            ? delivery_form_get_title (label.form)
                                            : _ ("Link"));
  if (link != NULL)
    {
      g_ptr_array_add (links, link);
      text = engine_session_write_links (self->session, preset, links);
    }
  gtk_label_set_text (self->link_label, text != NULL ? text : "");

  if (self->assets->len > 1)
    picker_copy_label_init_several (&label, self->assets->len, TRUE, preset);
  action = picker_copy_label_dup_action (&label);
  gtk_button_set_label (self->copy_button, action);
}

static void
show_link (PickerCropWindow *self, DeliveryRecipe *recipe)
{
  CantoAsset *asset = picker_crop_window_get_asset (self);
  g_autoptr (DeliveryRecipe) jpeg = delivery_recipe_with_format (recipe, DELIVERY_FORMAT_JPG);
  guint master_px = engine_session_get_master_px (self->session);
  g_autoptr (DeliveryLink) link = delivery_link_new (asset, recipe, master_px, NULL);
  g_autoptr (DeliveryLink) stand_in = delivery_link_new (asset, jpeg, master_px, NULL);
  /* What a smart crop leaves is known when it is there. */
  guint wanted_px = self->plan.template_name != NULL ? self->plan.box_px : 0;

  picker_crop_result_set_link (self->result, link, stand_in, wanted_px);
  show_text (self, recipe, link);
}

static gboolean
show_several (gpointer user_data)
{
  PickerCropWindow *self = user_data;
  g_autoptr (DeliveryRecipe) recipe = picker_crop_plan_make_recipe (&self->plan);
  guint shape[2];
  gboolean has_shape = picker_crop_plan_get_shape (&self->plan, &shape[0], &shape[1]);
  g_autofree char *text = picker_crop_text_dup_several (
      self->assets, recipe, has_shape ? shape : NULL, engine_session_get_master_px (self->session));

  self->several_id = 0;
  gtk_label_set_text (self->several_note, text);
  gtk_widget_set_visible (self->several_box, TRUE);

  return G_SOURCE_REMOVE;
}

void
picker_crop_window_update (PickerCropWindow *self)
{
  g_autoptr (DeliveryRecipe) recipe = NULL;

  if (picker_crop_window_get_asset (self) == NULL)
    return;

  recipe = picker_crop_plan_make_recipe (&self->plan);
  picker_smart_crops_set_used (self->smart_crops, self->plan.template_name);
  picker_crop_window_show_choices (self);
  show_part (self);
  show_link (self, recipe);
  /* Hundreds are not counted with each move of the pointer. */
  if (self->assets->len > 1 && self->several_id == 0)
    self->several_id = g_timeout_add (COUNT_MS, show_several, self);
}

/* The frame */

static void
frame_changed (PickerCropWindow *self)
{
  picker_crop_plan_set_template (&self->plan, NULL);
  delivery_crop_frame_get_cut (picker_crop_view_get_frame (self->view),
                               engine_session_get_master_px (self->session), &self->plan.part);
  picker_crop_window_update (self);
}

static void
smart_crop_chosen (PickerCropWindow *self, const char *name)
{
  picker_crop_plan_set_template (&self->plan, name);
  picker_crop_view_set_has_frame (self->view, FALSE);
  picker_crop_window_update (self);
}

/* As much as the shape lets it. */
static void
whole_clicked (PickerCropWindow *self)
{
  DeliveryCropFrame frame = *picker_crop_view_get_frame (self->view);

  delivery_crop_frame_maximize (&frame);
  picker_crop_view_set_frame (self->view, &frame);
  picker_crop_view_set_has_frame (self->view, TRUE);
  frame_changed (self);
}

/* Actions */

static void
copy_clicked (PickerCropWindow *self)
{
  g_autoptr (DeliveryRecipe) recipe = NULL;

  if (picker_crop_window_get_asset (self) == NULL)
    return;

  recipe = picker_crop_plan_make_recipe (&self->plan);
  g_object_ref (self);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[SIGNAL_COPY], 0, recipe);
  g_object_unref (self);
}

static void
crop_copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  copy_clicked (PICKER_CROP_WINDOW (widget));
}

static void
crop_turn (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  picker_crop_window_turn (PICKER_CROP_WINDOW (widget), g_variant_get_int32 (parameter));
}

/* GObject */

static void
picker_crop_window_dispose (GObject *object)
{
  PickerCropWindow *self = PICKER_CROP_WINDOW (object);

  g_clear_handle_id (&self->several_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->picture_cancellable);
  g_clear_object (&self->picture_cancellable);
  g_ptr_array_set_size (self->pictures, 0);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (picker_crop_window_parent_class)->dispose (object);
  g_clear_object (&self->session);
}

static void
picker_crop_window_finalize (GObject *object)
{
  PickerCropWindow *self = PICKER_CROP_WINDOW (object);

  g_clear_pointer (&self->assets, g_ptr_array_unref);
  g_ptr_array_unref (self->pictures);
  picker_crop_plan_clear (&self->plan);

  G_OBJECT_CLASS (picker_crop_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, title);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, retry_button);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, view);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, part_label);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, previous_button);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, next_button);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, whole_button);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, result);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, several_box);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, several_note);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, shapes_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, exact_group);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, exact_width);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, exact_height);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, smart_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, size_row);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, other_size_row);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, other_size);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, formats);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, form_label);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, link_label);
  gtk_widget_class_bind_template_child (widget_class, PickerCropWindow, preset_button);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "crop.copy", NULL, crop_copy);
  gtk_widget_class_install_action (widget_class, "crop.turn", "i", crop_turn);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  /* What has something of its own to copy has the key first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "crop.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "crop.turn", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "crop.turn", "i", 1);
}

static void
picker_crop_window_class_init (PickerCropWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_crop_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = picker_crop_window_finalize;

  /**
   * PickerCropWindow::copy:
   * @recipe: what is wanted of each asset
   */
  signals[SIGNAL_COPY] = g_signal_new ("copy", PICKER_TYPE_CROP_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, DELIVERY_TYPE_RECIPE);

  g_type_ensure (PICKER_TYPE_CROP_LAYOUT);
  g_type_ensure (PICKER_TYPE_CROP_RESULT);
  g_type_ensure (PICKER_TYPE_CROP_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-crop-window.ui");
  bind_children (widget_class);
  add_keys (widget_class);
}

static void
picker_crop_window_init (PickerCropWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->copy_button, "clicked", G_CALLBACK (copy_clicked), self);
  g_signal_connect_swapped (self->whole_button, "clicked", G_CALLBACK (whole_clicked), self);
  g_signal_connect_swapped (self->view, "changed", G_CALLBACK (frame_changed), self);
  g_signal_connect_swapped (self->retry_button, "clicked", G_CALLBACK (picker_crop_window_load),
                            self);
}

static void
add_smart_crops (PickerCropWindow *self)
{
  GtkWidget *smart_crops = picker_smart_crops_new (self->session);

  self->smart_crops = PICKER_SMART_CROPS (smart_crops);
  adw_bin_set_child (self->smart_bin, smart_crops);
  g_signal_connect_swapped (smart_crops, "chosen", G_CALLBACK (smart_crop_chosen), self);
}

GtkWidget *
picker_crop_window_new (EngineSession *session,
                        GSettings *settings,
                        GtkWindow *parent,
                        GPtrArray *assets)
{
  PickerCropWindow *self;
  g_autoptr (DeliveryPreset) used = NULL;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (assets != NULL && assets->len > 0 && assets->len <= ENGINE_MAX_LINKS, NULL);

  self = g_object_new (PICKER_TYPE_CROP_WINDOW, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  for (guint i = 0; i < assets->len; i++)
    g_ptr_array_add (self->assets, canto_asset_ref (assets->pdata[i]));

  used = picker_preset_load (settings);
  picker_crop_plan_init (&self->plan, delivery_preset_get_recipe (used));
  picker_crop_result_set_session (self->result, session);
  add_smart_crops (self);
  picker_crop_window_make_choices (self);
  picker_crop_window_connect_preset (self);
  g_signal_connect_object (settings, "changed::" PICKER_PRESET_KEY,
                           G_CALLBACK (picker_crop_window_update), self, G_CONNECT_SWAPPED);
  picker_crop_window_load (self);
  picker_fit_window (GTK_WINDOW (self));

  return GTK_WIDGET (self);
}
