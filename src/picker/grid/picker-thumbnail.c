/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-thumbnail.h"

#include "picker-asset-text.h"
#include "picker-texture.h"

#include <glib/gi18n.h>

#define DEFAULT_PX 240
#define RADIUS_PX  6
#define ICON_PX    48
#define BUTTON_PX  100 /* below, there is no room for a button */

struct _PickerThumbnail
{
  GtkWidget parent_instance;

  /* Borrowed: (nullable): children made in code, when there is an icon to show. */
  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *retry_button; /* also where something has failed */

  /* Owned. */
  EngineSession *session;
  CantoAsset *asset;         /* (nullable) */
  GdkTexture *texture;       /* (nullable): of @asset */
  GCancellable *cancellable; /* non-NULL while a picture is on its way */

  /* State. */
  PickerThumbnailState state;
  guint size_px;
  guint texture_px; /* what @texture was asked for */
  guint asked_px;   /* what is on its way */
  gboolean on_screen;
  gboolean is_loading; /* and looks so */
};

G_DEFINE_FINAL_TYPE (PickerThumbnail, picker_thumbnail, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_PLACE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void set_state (PickerThumbnail *self, PickerThumbnailState state);
static void load (PickerThumbnail *self);

/* Adding a class costs a look at all rules, so only what changes is touched. */
static void
update_loading (PickerThumbnail *self)
{
  gboolean is_loading = self->state == PICKER_THUMBNAIL_BLANK && self->on_screen;

  if (self->is_loading == is_loading)
    return;

  self->is_loading = is_loading;
  if (is_loading)
    gtk_widget_add_css_class (GTK_WIDGET (self), "loading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "loading");
}

void
picker_thumbnail_retry (PickerThumbnail *self)
{
  g_return_if_fail (PICKER_IS_THUMBNAIL (self));

  if (self->state != PICKER_THUMBNAIL_FAILED)
    return;
  if (self->asset == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "page.retry", NULL);
      return;
    }

  set_state (self, PICKER_THUMBNAIL_BLANK);
  load (self);
}

static void
update_icon_size (PickerThumbnail *self)
{
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), MIN (ICON_PX, (int) self->size_px * 2 / 3));
}

static void
add_icon (PickerThumbnail *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->icon = gtk_image_new ();
  gtk_widget_set_halign (self->box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->icon, "dim-label");
  update_icon_size (self);
  gtk_box_append (GTK_BOX (self->box), self->icon);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static void
add_retry_button (PickerThumbnail *self)
{
  self->retry_button = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  gtk_widget_add_css_class (self->retry_button, "flat");
  gtk_widget_add_css_class (self->retry_button, "circular");
  gtk_widget_set_halign (self->retry_button, GTK_ALIGN_CENTER);
  /* The keys are for the tile: Enter there tries again, too, if there is nothing else to do. */
  gtk_widget_set_focusable (self->retry_button, FALSE);
  gtk_widget_set_tooltip_text (self->retry_button, _ ("Could not be loaded: try again"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->retry_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Try again"), -1);
  g_signal_connect_swapped (self->retry_button, "clicked", G_CALLBACK (picker_thumbnail_retry),
                            self);
  gtk_box_append (GTK_BOX (self->box), self->retry_button);
}

static const char *
get_icon_name (PickerThumbnail *self)
{
  if (self->state == PICKER_THUMBNAIL_FAILED)
    return self->asset != NULL ? "image-missing-symbolic" : "dialog-warning-symbolic";

  return picker_asset_text_get_icon_name (self->asset);
}

static void
set_state (PickerThumbnail *self, PickerThumbnailState state)
{
  gboolean has_icon = state == PICKER_THUMBNAIL_ICON || state == PICKER_THUMBNAIL_FAILED;
  gboolean has_button = state == PICKER_THUMBNAIL_FAILED && self->size_px >= BUTTON_PX;

  self->state = state;
  if (has_icon && self->icon == NULL)
    add_icon (self);
  if (has_icon)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), get_icon_name (self));
  if (has_button && self->retry_button == NULL)
    add_retry_button (self);
  if (self->retry_button != NULL)
    gtk_widget_set_visible (self->retry_button, has_button);
  if (self->box != NULL)
    gtk_widget_set_visible (self->box, has_icon);
  update_loading (self);
}

static void
take_picture (PickerThumbnail *self, MediaPicture *picture, guint size_px)
{
  g_clear_object (&self->texture);
  self->texture = picker_texture_new (picture);
  self->texture_px = size_px;
  set_state (self, PICKER_THUMBNAIL_PICTURE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_PLACE_CHANGED], 0);
}

static void
cancel (PickerThumbnail *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerThumbnail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaPicture) picture =
      media_previews_load_finish (MEDIA_PREVIEWS (object), result, &error);

  /* Another asset may be shown by now, whose picture has a cancellable of its own. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (picture != NULL)
    {
      take_picture (self, picture, self->asked_px);
      return;
    }

  g_debug ("No picture of %s: %s", canto_asset_get_key (self->asset), error->message);
  /* A smaller one is better than none. */
  if (self->texture == NULL)
    set_state (self, PICKER_THUMBNAIL_FAILED);
}

static void
load (PickerThumbnail *self)
{
  MediaPreviews *previews;
  guint size_px = self->size_px * (guint) gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr (MediaRequest) request = NULL;
  g_autoptr (MediaPicture) picture = NULL;

  if (!self->on_screen || self->asset == NULL || self->cancellable != NULL)
    return;
  if (self->texture != NULL && self->texture_px >= size_px)
    return;

  previews = engine_session_get_previews (self->session);
  request = engine_session_make_preview_request (self->session, self->asset, size_px);
  if (request == NULL)
    {
      set_state (self, PICKER_THUMBNAIL_ICON);
      return;
    }

  picture = media_previews_lookup (previews, request);
  if (picture != NULL)
    {
      take_picture (self, picture, size_px);
      return;
    }

  self->asked_px = size_px;
  self->cancellable = g_cancellable_new ();
  media_previews_load_async (previews, request, self->cancellable, loaded, g_object_ref (self));
}

/* Whoever failed because there was no answer may have one now. */
static void
online_changed (PickerThumbnail *self, GParamSpec *pspec, CantoClient *client)
{
  if (canto_client_get_online (client) && self->asset != NULL)
    picker_thumbnail_retry (self);
}

/* GtkWidget */

static void
picker_thumbnail_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PickerThumbnail *self = PICKER_THUMBNAIL (widget);

  if (self->texture != NULL)
    {
      GdkRectangle at;
      graphene_rect_t place;
      GskRoundedRect frame;

      picker_thumbnail_get_place (self, &at);
      place = GRAPHENE_RECT_INIT ((float) at.x, (float) at.y, (float) at.width, (float) at.height);
      gsk_rounded_rect_init_from_rect (&frame, &place, RADIUS_PX);
      gtk_snapshot_push_rounded_clip (snapshot, &frame);
      gtk_snapshot_append_texture (snapshot, self->texture, &place);
      gtk_snapshot_pop (snapshot);
    }
  GTK_WIDGET_CLASS (picker_thumbnail_parent_class)->snapshot (widget, snapshot);
}

static void
picker_thumbnail_dispose (GObject *object)
{
  PickerThumbnail *self = PICKER_THUMBNAIL (object);

  cancel (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->asset, canto_asset_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_thumbnail_parent_class)->dispose (object);
}

static void
picker_thumbnail_class_init (PickerThumbnailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_thumbnail_dispose;
  widget_class->snapshot = picker_thumbnail_snapshot;
  gtk_widget_class_set_css_name (widget_class, "thumbnail");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);

  /**
   * PickerThumbnail::place-changed:
   *
   * Another picture is shown, perhaps of another shape.
   */
  signals[SIGNAL_PLACE_CHANGED] =
      g_signal_new ("place-changed", PICKER_TYPE_THUMBNAIL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
}

static void
picker_thumbnail_init (PickerThumbnail *self)
{
  self->size_px = DEFAULT_PX;
}

void
picker_thumbnail_set_session (PickerThumbnail *self, EngineSession *session)
{
  g_return_if_fail (PICKER_IS_THUMBNAIL (self));
  g_return_if_fail (ENGINE_IS_SESSION (session));

  if (!g_set_object (&self->session, session))
    return;

  g_signal_connect_object (engine_session_get_client (session), "notify::online",
                           G_CALLBACK (online_changed), self, G_CONNECT_SWAPPED);
}

void
picker_thumbnail_set_size_px (PickerThumbnail *self, guint size_px)
{
  g_return_if_fail (PICKER_IS_THUMBNAIL (self));
  g_return_if_fail (size_px > 0);

  if (self->size_px == size_px)
    return;

  self->size_px = size_px;
  if (self->icon != NULL)
    update_icon_size (self);
  load (self);
}

static gboolean
is_same_picture (CantoAsset *a, CantoAsset *b)
{
  return a != NULL && b != NULL && g_str_equal (canto_asset_get_key (a), canto_asset_get_key (b))
         && g_strcmp0 (canto_asset_get_time (a), canto_asset_get_time (b)) == 0;
}

void
picker_thumbnail_set_asset (PickerThumbnail *self, CantoAsset *asset)
{
  g_return_if_fail (PICKER_IS_THUMBNAIL (self));

  if (self->asset == asset)
    return;

  if (!is_same_picture (self->asset, asset))
    {
      cancel (self);
      g_clear_object (&self->texture);
      set_state (self, PICKER_THUMBNAIL_BLANK);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  g_clear_pointer (&self->asset, canto_asset_unref);
  if (asset != NULL)
    self->asset = canto_asset_ref (asset);
  /* What failed is tried again when it is asked for, or comes back on screen. */
  if (self->state != PICKER_THUMBNAIL_FAILED)
    load (self);
}

void
picker_thumbnail_set_failed (PickerThumbnail *self, gboolean failed)
{
  g_return_if_fail (PICKER_IS_THUMBNAIL (self));
  g_return_if_fail (self->asset == NULL);

  set_state (self, failed ? PICKER_THUMBNAIL_FAILED : PICKER_THUMBNAIL_BLANK);
}

void
picker_thumbnail_set_on_screen (PickerThumbnail *self, gboolean on_screen)
{
  g_return_if_fail (PICKER_IS_THUMBNAIL (self));

  if (self->on_screen == on_screen)
    return;

  self->on_screen = on_screen;
  if (!on_screen)
    cancel (self);
  else if (self->state == PICKER_THUMBNAIL_FAILED && self->asset != NULL)
    set_state (self, PICKER_THUMBNAIL_BLANK);
  update_loading (self);
  load (self);
}

PickerThumbnailState
picker_thumbnail_get_state (PickerThumbnail *self)
{
  g_return_val_if_fail (PICKER_IS_THUMBNAIL (self), PICKER_THUMBNAIL_BLANK);

  return self->state;
}

GdkPaintable *
picker_thumbnail_get_paintable (PickerThumbnail *self)
{
  g_return_val_if_fail (PICKER_IS_THUMBNAIL (self), NULL);

  return self->texture != NULL ? GDK_PAINTABLE (self->texture) : NULL;
}

void
picker_thumbnail_get_place (PickerThumbnail *self, GdkRectangle *place)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  double picture_width, picture_height, factor;

  g_return_if_fail (PICKER_IS_THUMBNAIL (self));

  *place = (GdkRectangle){ 0, 0, width, height };
  if (self->texture == NULL)
    return;

  picture_width = gdk_texture_get_width (self->texture);
  picture_height = gdk_texture_get_height (self->texture);
  factor = MIN (width / picture_width, height / picture_height);
  place->width = MAX (1, (int) (picture_width * factor + 0.5));
  place->height = MAX (1, (int) (picture_height * factor + 0.5));
  place->x = (width - place->width) / 2;
  place->y = (height - place->height) / 2;
}

gboolean
picker_thumbnail_contains (PickerThumbnail *self, double x, double y)
{
  GdkRectangle place;

  g_return_val_if_fail (PICKER_IS_THUMBNAIL (self), FALSE);

  picker_thumbnail_get_place (self, &place);

  return gdk_rectangle_contains_point (&place, (int) x, (int) y);
}
