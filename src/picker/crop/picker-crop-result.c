/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown of a link:
 *
 *   link → (it stands for a moment) → rendition, with its pixels
 *                                   → check, which knows why there is none */

#include "descant-config.h"

#include "picker-crop-result.h"

#include "picker-asset-text.h"
#include "picker-check-text.h"
#include "picker-crop-text.h"
#include "picker-error.h"
#include "picker-texture.h"

#include <glib/gi18n.h>

#define SETTLE_MS 250 /* who drags asks for nothing */

struct _PickerCropResult
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkPicture *picture;
  GtkSpinner *spinner;
  GtkWidget *error_icon;
  GtkLabel *facts;
  GtkWidget *retry_button;
  GtkLabel *note;

  /* Owned. */
  EngineSession *session;     /* (nullable): until it is set */
  DeliveryLink *link;         /* (nullable) */
  DeliveryLink *stand_in;     /* (nullable) */
  GCancellable *cancellable;  /* (nullable): of what is asked for @link */
  EngineRendition *rendition; /* (nullable): that came */
  EngineLinkCheck *check;     /* (nullable): the same */
  GError *error;              /* (nullable): why no rendition came */

  /* State. */
  guint settle_id; /* non-0 while the link may change */
  guint wanted_px; /* of the longest side of a smart crop; 0: the link knows */
};

G_DEFINE_FINAL_TYPE (PickerCropResult, picker_crop_result, GTK_TYPE_WIDGET)

/* Showing */

static void
show_note (PickerCropResult *self, const char *text, gboolean is_warning)
{
  gtk_label_set_text (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
  if (is_warning)
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "warning");
}

/* What is there already is of something else: it stays, faint, so that nothing flickers. */
static void
show_waiting (PickerCropResult *self)
{
  gtk_spinner_set_spinning (self->spinner, self->link != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->link != NULL);
  gtk_widget_set_visible (self->error_icon, FALSE);
  gtk_widget_set_visible (self->retry_button, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->picture), "stale");
  if (self->link == NULL)
    gtk_picture_set_paintable (self->picture, NULL);
  gtk_label_set_text (self->facts, self->link != NULL ? _ ("Being made…") : "");
  show_note (self, NULL, FALSE);
}

static void
stop_waiting (PickerCropResult *self)
{
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->picture), "stale");
}

static void
show_nothing (PickerCropResult *self, const char *what, const char *advice)
{
  stop_waiting (self);
  gtk_picture_set_paintable (self->picture, NULL);
  gtk_widget_set_visible (self->error_icon, TRUE);
  gtk_widget_set_visible (self->retry_button, TRUE);
  gtk_label_set_text (self->facts, what);
  show_note (self, advice, TRUE);
}

/* Whether more was asked for than there is. */
static gboolean
is_small (PickerCropResult *self)
{
  MediaPicture *picture = self->rendition->picture;

  return delivery_link_get_upscaled (self->link)
         || (picture != NULL
             && (guint) MAX (media_picture_get_width_px (picture),
                             media_picture_get_height_px (picture))
                    < self->wanted_px);
}

/* How large what came is. */
static void
get_size (PickerCropResult *self, guint *width_px, guint *height_px)
{
  MediaPicture *picture = self->rendition->picture;

  *width_px = picture != NULL ? (guint) media_picture_get_width_px (picture)
                              : delivery_link_get_width_px (self->link);
  *height_px = picture != NULL ? (guint) media_picture_get_height_px (picture)
                               : delivery_link_get_height_px (self->link);
}

/* What a smart crop leaves is not known, and so it is not whether that has more pixels in the
 * original. (transfer full) */
static char *
dup_small_smart_remark (guint source_px, guint master_px)
{
  if (source_px <= master_px)
    return g_strdup (_ ("The smart crop has fewer pixels than asked for, and is not made larger."));

  return g_strdup_printf (
      /* Translators: %u is the longest side of the copy */
      _ ("The smart crop has fewer pixels than asked for, and is not made larger. The delivery "
         "network makes it from a copy of %u px; the original is larger."),
      master_px);
}

/* The network makes renditions of its master (11.9), which may have fewer pixels than the original.
 * (transfer full) */
static char *
dup_small_remark (PickerCropResult *self)
{
  CantoAsset *asset = delivery_link_get_asset (self->link);
  guint master_px = delivery_link_get_master_px (self->link);
  guint source_px = MAX (canto_asset_get_width_px (asset), canto_asset_get_height_px (asset));
  g_autofree char *pixels = NULL;
  guint width_px, height_px;

  if (self->wanted_px > 0)
    return dup_small_smart_remark (source_px, master_px);
  if (source_px <= master_px)
    return g_strdup (_ ("There are no more pixels: it is smaller than asked for, and not made "
                        "larger."));

  get_size (self, &width_px, &height_px);
  pixels = picker_asset_text_dup_pixels (width_px, height_px);

  return g_strdup_printf (
      /* Translators: %u is the longest side, %s a size as "1005 × 1005" */
      _ ("The delivery network makes it from a copy of %u px, in which it has %s, and it is not "
         "made larger. The original has more pixels."),
      master_px, pixels);
}

/* What somebody should know of what came. (transfer full) (nullable) */
static char *
dup_remark (PickerCropResult *self)
{
  if (is_small (self))
    return dup_small_remark (self);
  if (self->rendition->picture == NULL)
    return g_strdup_printf (
        /* Translators: a format of pictures, as WebP */
        _ ("This computer cannot show %s. Whoever opens the link may see it all the same."),
        delivery_link_get_format_name (self->link));
  if (self->rendition->is_stand_in)
    return g_strdup_printf (
        /* Translators: a format of pictures, as WebP */
        _ ("This computer cannot show %s: the picture here is the same as JPEG."),
        delivery_link_get_format_name (self->link));

  return NULL;
}

static void
show_rendition (PickerCropResult *self)
{
  MediaPicture *picture = self->rendition->picture;
  g_autoptr (GdkTexture) texture = picture != NULL ? picker_texture_new (picture) : NULL;
  g_autofree char *facts = NULL;
  g_autofree char *remark = dup_remark (self);
  guint width_px, height_px;

  get_size (self, &width_px, &height_px);
  facts = picker_crop_text_dup_facts (self->link, width_px, height_px, self->rendition->n_bytes);
  stop_waiting (self);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (self->error_icon, texture == NULL);
  gtk_widget_set_visible (self->retry_button, FALSE);
  gtk_label_set_text (self->facts, facts);
  show_note (self, remark, is_small (self));
}

/* Nothing is known of the link itself. */
static void
show_no_answer (PickerCropResult *self)
{
  if (self->check->state == ENGINE_LINK_BUSY)
    show_nothing (self, _ ("No picture came: too much is asked for at once."),
                  _ ("Try again in a minute. The link can be copied all the same."));
  else
    show_nothing (self, _ ("No picture came: the delivery network cannot be reached."),
                  _ ("Check your connection, and try again. The link can be copied all the same."));
}

/* The check knows more of what is wrong than who only wanted the bytes. */
static void
show_failure (PickerCropResult *self)
{
  g_autofree char *reason = picker_check_text_dup_reason (self->check);
  g_autofree char *what = NULL;
  g_autofree char *advice = NULL;

  if (picker_check_text_is_wrong (self->check))
    {
      /* Translators: why a link does not work, as "it has expired" */
      what = g_strdup_printf (_ ("The link does not work: %s."), reason);
      show_nothing (self, what, picker_check_text_get_advice (self->check));
    }
  else if (self->check->state != ENGINE_LINK_WORKS)
    show_no_answer (self);
  else
    {
      advice = picker_error_dup_text (self->error);
      show_nothing (self, picker_error_get_title (self->error), advice);
    }
}

/* Asking */

static void
stop (PickerCropResult *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rendition, engine_rendition_unref);
  g_clear_pointer (&self->check, engine_link_check_unref);
  g_clear_error (&self->error);
}

static void
update (PickerCropResult *self)
{
  if (self->rendition != NULL)
    show_rendition (self);
  else if (self->check != NULL && (self->error != NULL || picker_check_text_is_wrong (self->check)))
    show_failure (self);
}

static void
checked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerCropResult) self = user_data;
  EngineLinkCheck *check =
      engine_link_checker_check_finish (ENGINE_LINK_CHECKER (object), result, NULL);

  /* What was cancelled tells of another link. */
  if (check == NULL)
    return;

  g_clear_pointer (&self->check, engine_link_check_unref);
  self->check = check;
  update (self);
}

static void
rendition_fetched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerCropResult) self = user_data;
  g_autoptr (GError) error = NULL;
  EngineRendition *rendition =
      engine_session_fetch_rendition_finish (ENGINE_SESSION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_pointer (&self->rendition, engine_rendition_unref);
  self->rendition = rendition;
  self->error = g_steal_pointer (&error);
  update (self);
}

static void
start (PickerCropResult *self, EngineCheckMode mode)
{
  stop (self);
  show_waiting (self);
  self->cancellable = g_cancellable_new ();
  engine_session_fetch_rendition_async (self->session, self->link, self->stand_in,
                                        self->cancellable, rendition_fetched, g_object_ref (self));
  engine_link_checker_check_async (engine_session_get_link_checker (self->session), self->link,
                                   mode, self->cancellable, checked, g_object_ref (self));
}

static gboolean
settled (gpointer user_data)
{
  PickerCropResult *self = user_data;

  self->settle_id = 0;
  start (self, ENGINE_CHECK_NOW);

  return G_SOURCE_REMOVE;
}

static void
retry_clicked (PickerCropResult *self)
{
  if (self->link != NULL && self->session != NULL)
    start (self, ENGINE_CHECK_AGAIN);
}

/* Whoever failed because there was no answer may have one now. */
static void
online_changed (PickerCropResult *self, GParamSpec *pspec, CantoClient *client)
{
  if (canto_client_get_online (client) && self->error != NULL)
    retry_clicked (self);
}

/* GObject */

static void
picker_crop_result_dispose (GObject *object)
{
  PickerCropResult *self = PICKER_CROP_RESULT (object);
  GtkWidget *child;

  stop (self);
  g_clear_pointer (&self->link, delivery_link_unref);
  g_clear_pointer (&self->stand_in, delivery_link_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_crop_result_parent_class)->dispose (object);
}

static void
picker_crop_result_class_init (PickerCropResultClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_crop_result_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-crop-result.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerCropResult, picture);
  gtk_widget_class_bind_template_child (widget_class, PickerCropResult, spinner);
  gtk_widget_class_bind_template_child (widget_class, PickerCropResult, error_icon);
  gtk_widget_class_bind_template_child (widget_class, PickerCropResult, facts);
  gtk_widget_class_bind_template_child (widget_class, PickerCropResult, retry_button);
  gtk_widget_class_bind_template_child (widget_class, PickerCropResult, note);
}

static void
picker_crop_result_init (PickerCropResult *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->retry_button, "clicked", G_CALLBACK (retry_clicked), self);
  show_waiting (self);
}

void
picker_crop_result_set_session (PickerCropResult *self, EngineSession *session)
{
  g_return_if_fail (PICKER_IS_CROP_RESULT (self));
  g_return_if_fail (ENGINE_IS_SESSION (session) && self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (engine_session_get_client (session), "notify::online",
                           G_CALLBACK (online_changed), self, G_CONNECT_SWAPPED);
}

void
picker_crop_result_set_link (PickerCropResult *self,
                             DeliveryLink *link,
                             DeliveryLink *stand_in,
                             guint wanted_px)
{
  g_return_if_fail (PICKER_IS_CROP_RESULT (self));
  g_return_if_fail (self->session != NULL);

  if (link != NULL && self->link != NULL
      && g_str_equal (delivery_link_get_uri (link), delivery_link_get_uri (self->link)))
    return;

  stop (self);
  g_clear_pointer (&self->link, delivery_link_unref);
  g_clear_pointer (&self->stand_in, delivery_link_unref);
  self->link = link != NULL ? delivery_link_ref (link) : NULL;
  self->stand_in = stand_in != NULL ? delivery_link_ref (stand_in) : NULL;
  self->wanted_px = wanted_px;
  show_waiting (self);
  if (link != NULL)
    self->settle_id = g_timeout_add (SETTLE_MS, settled, self);
}
