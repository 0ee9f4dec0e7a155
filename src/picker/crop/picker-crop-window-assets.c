/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The assets of the crop editor: their details first, then one picture after the other. */

#include "descant-config.h"

#include "picker-crop-window-private.h"

#include "picker-crop-text.h"
#include "picker-error.h"
#include "picker-texture.h"

#include <glib/gi18n.h>

#define PREVIEW_PX 2000 /* there are none larger (10.11) */

/* What is in memory already, from the largest on. */
static const guint known_sizes_px[] = { PREVIEW_PX, 800, 640, 480, 400, 320, 240 };

/* A window that is closed must be gone, and not wait for an answer: GTK keeps it on its parent. */
static GWeakRef *
make_weak (PickerCropWindow *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);

  return weak;
}

/* @weak: (transfer full). Returns: (transfer full) (nullable) */
static PickerCropWindow *
take_weak (GWeakRef *weak)
{
  PickerCropWindow *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);

  return self;
}

/* The picture below the frame */

static void
take_picture (PickerCropWindow *self, MediaPicture *picture)
{
  g_autoptr (GdkTexture) texture = picker_texture_new (picture);

  picker_crop_view_set_paintable (self->view, GDK_PAINTABLE (texture));
}

static void
show_known_picture (PickerCropWindow *self, CantoAsset *asset)
{
  picker_crop_view_set_paintable (self->view, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (known_sizes_px); i++)
    {
      g_autoptr (MediaRequest) request =
          engine_session_make_preview_request (self->session, asset, known_sizes_px[i]);
      g_autoptr (MediaPicture) picture = NULL;

      if (request != NULL)
        picture = media_previews_lookup (engine_session_get_previews (self->session), request);
      if (picture == NULL)
        continue;
      take_picture (self, picture);
      return;
    }
}

static void
picture_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerCropWindow) self = take_weak (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaPicture) picture =
      media_previews_load_finish (MEDIA_PREVIEWS (object), result, &error);

  if (self == NULL)
    return;

  /* Without a sharper one, what is shown already stays. */
  if (picture != NULL)
    take_picture (self, picture);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *title = g_markup_escape_text (picker_error_get_title (error), -1);
      g_autofree char *text = g_strdup_printf (
          /* Translators: why the picture that is cropped is not shown, as "Not Found" */
          _ ("No sharper picture: %s"), title);

      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
    }
}

static void
load_picture (PickerCropWindow *self, CantoAsset *asset)
{
  g_autoptr (MediaRequest) request =
      engine_session_make_preview_request (self->session, asset, PREVIEW_PX);

  g_cancellable_cancel (self->picture_cancellable);
  g_clear_object (&self->picture_cancellable);
  show_known_picture (self, asset);
  if (request == NULL)
    return;

  self->picture_cancellable = g_cancellable_new ();
  media_previews_load_async (engine_session_get_previews (self->session), request,
                             self->picture_cancellable, picture_loaded, make_weak (self));
}

/* One after the other */

static void
show_frame (PickerCropWindow *self)
{
  CantoAsset *asset = picker_crop_window_get_asset (self);
  DeliveryCropFrame frame;

  picker_crop_plan_make_frame (&self->plan, canto_asset_get_width_px (asset),
                               canto_asset_get_height_px (asset), &frame);
  picker_crop_view_set_frame (self->view, &frame);
  picker_crop_view_set_has_frame (self->view, self->plan.template_name == NULL);
}

static void
show_title (PickerCropWindow *self, CantoAsset *asset)
{
  const char *name = canto_asset_get_name (asset);
  g_autofree char *subtitle = NULL;

  /* Translators: which picture of how many, and its name */
  subtitle = self->pictures->len > 1
                 ? g_strdup_printf (_ ("%u of %u: %s"), self->shown + 1, self->pictures->len, name)
                 : g_strdup (name);
  adw_window_title_set_subtitle (self->title, subtitle);
}

static void
show_picture (PickerCropWindow *self)
{
  CantoAsset *asset = picker_crop_window_get_asset (self);

  show_title (self, asset);
  gtk_widget_set_visible (self->previous_button, self->pictures->len > 1);
  gtk_widget_set_visible (self->next_button, self->pictures->len > 1);
  gtk_widget_set_sensitive (self->previous_button, self->shown > 0);
  gtk_widget_set_sensitive (self->next_button, self->shown + 1 < self->pictures->len);
  load_picture (self, asset);
  picker_smart_crops_set_asset (self->smart_crops, asset);
  show_frame (self);
  picker_crop_window_update (self);
}

void
picker_crop_window_turn (PickerCropWindow *self, int step)
{
  gint64 shown = (gint64) self->shown + step;

  if (shown < 0 || shown >= self->pictures->len)
    return;

  self->shown = (guint) shown;
  show_picture (self);
}

/* The details */

static void
show_error (PickerCropWindow *self, const char *title, const char *text, gboolean can_retry)
{
  adw_status_page_set_title (self->error_page, title);
  adw_status_page_set_description (self->error_page, text);
  gtk_widget_set_visible (self->retry_button, can_retry);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

/* A status page reads markup. */
static void
show_load_error (PickerCropWindow *self, const GError *error)
{
  g_autofree char *text = picker_error_dup_text (error);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_icon_name (self->error_page, picker_error_get_icon_name (error));
  show_error (self, picker_error_get_title (error), markup, TRUE);
}

/* Why nothing of it can be cropped: of one, its own reason. */
static void
show_obstacle (PickerCropWindow *self, const char *obstacle)
{
  g_autofree char *markup = g_markup_escape_text (
      self->assets->len == 1 && obstacle != NULL
          ? obstacle
          : _ ("None of what is selected is a picture on the delivery network, which makes the "
               "crops."),
      -1);

  adw_status_page_set_icon_name (self->error_page, "action-unavailable-symbolic");
  show_error (self, _ ("It Cannot Be Cropped"), markup, FALSE);
}

static void
take_results (PickerCropWindow *self, GPtrArray *results)
{
  const char *obstacle = NULL;

  g_ptr_array_set_size (self->assets, 0);
  g_ptr_array_set_size (self->pictures, 0);
  for (guint i = 0; i < results->len; i++)
    {
      EngineLinkResult *made = results->pdata[i];
      const char *reason = picker_crop_text_get_obstacle (made->asset);

      g_ptr_array_add (self->assets, canto_asset_ref (made->asset));
      if (reason == NULL && made->link != NULL)
        g_ptr_array_add (self->pictures, canto_asset_ref (made->asset));
      else if (obstacle == NULL)
        obstacle = reason;
    }
  if (self->pictures->len == 0)
    {
      show_obstacle (self, obstacle);
      return;
    }

  self->shown = 0;
  gtk_stack_set_visible_child_name (self->stack, "editor");
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_button), TRUE);
  show_picture (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
links_made (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerCropWindow) self = take_weak (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results =
      engine_session_make_links_finish (ENGINE_SESSION (object), result, &error);

  if (self == NULL)
    return;

  if (results != NULL)
    take_results (self, results);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_load_error (self, error);
}

void
picker_crop_window_load (PickerCropWindow *self)
{
  g_autoptr (DeliveryRecipe) recipe = picker_crop_plan_make_recipe (&self->plan);

  gtk_stack_set_visible_child_name (self->stack, "loading");
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_button), FALSE);
  engine_session_make_links_async (self->session, self->assets, recipe, self->cancellable,
                                   links_made, make_weak (self));
}
