/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-preview.h"

#include "picker-asset-text.h"
#include "picker-pager.h"
#include "picker-player.h"
#include "picker-texture.h"

#include <glib/gi18n.h>

#define MAX_PREVIEW_PX 2000

struct _PickerPreview
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkStack *stack;
  GtkImage *icon;
  PickerZoom *zoom;
  PickerPlayer *player;
  PickerPager *pager;

  /* Owned. */
  EngineSession *session;
  CantoAsset *shown;         /* (nullable) */
  GdkTexture *preview;       /* (nullable): its picture, and the first page of a document */
  GCancellable *cancellable; /* (nullable): of a sharper one */

  /* State. */
  guint size_px;
  guint page; /* that is shown, from 0 */
};

G_DEFINE_FINAL_TYPE (PickerPreview, picker_preview, GTK_TYPE_WIDGET)

static guint
get_size_px (PickerPreview *self)
{
  return self->size_px * (guint) gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

/* There are none larger (10.11). */
static guint
get_preview_px (PickerPreview *self)
{
  return MIN (get_size_px (self), MAX_PREVIEW_PX);
}

static void
show_texture (PickerPreview *self, GdkTexture *texture)
{
  picker_zoom_set_paintable (self->zoom, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (self->stack, texture != NULL ? "picture" : "icon");
}

static void
take_preview (PickerPreview *self, MediaPicture *picture)
{
  g_clear_object (&self->preview);
  self->preview = picker_texture_new (picture);
  if (self->page == 0)
    show_texture (self, self->preview);
}

/* Picture: what is in memory first, then a sharper one in the same place */

static gboolean
take_known (PickerPreview *self, guint size_px)
{
  g_autoptr (MediaRequest) request =
      engine_session_make_preview_request (self->session, self->shown, size_px);
  g_autoptr (MediaPicture) picture = NULL;

  if (request != NULL)
    picture = media_previews_lookup (engine_session_get_previews (self->session), request);
  if (picture != NULL)
    take_preview (self, picture);

  return picture != NULL;
}

static void
show_known (PickerPreview *self)
{
  /* The viewer's, the panel's, and those of the tiles. */
  static const guint sizes_px[] = { MAX_PREVIEW_PX, 800, 640, 480, 400, 320, 240 };

  gtk_image_set_from_icon_name (self->icon, picker_asset_text_get_icon_name (self->shown));
  show_texture (self, NULL);
  if (take_known (self, get_preview_px (self)))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes_px); i++)
    {
      if (take_known (self, sizes_px[i]))
        return;
    }
}

static void
picture_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaPicture) picture =
      media_previews_load_finish (MEDIA_PREVIEWS (object), result, &error);

  /* Without a sharper one, what is shown already stays. */
  if (picture != NULL)
    take_preview (self, picture);
  else
    g_debug ("No larger picture: %s", error->message);
}

void
picker_preview_load (PickerPreview *self)
{
  g_autoptr (MediaRequest) request = NULL;

  g_return_if_fail (PICKER_IS_PREVIEW (self));

  if (self->shown == NULL || self->cancellable != NULL)
    return;

  request = engine_session_make_preview_request (self->session, self->shown, get_preview_px (self));
  if (request == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  media_previews_load_async (engine_session_get_previews (self->session), request,
                             self->cancellable, picture_loaded, g_object_ref (self));
}

static void
stop_loading (PickerPreview *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Pages */

static void
page_shown (PickerPreview *self, guint page, MediaPicture *picture)
{
  g_autoptr (GdkTexture) texture = picture != NULL ? picker_texture_new (picture) : NULL;
  /* Translators: what a screen reader says of the picture of a page */
  g_autofree char *label =
      page > 0 ? g_strdup_printf (_ ("Page %u"), page + 1) : g_strdup (_ ("Preview"));

  self->page = page;
  show_texture (self, texture != NULL ? texture : self->preview);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->zoom), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

gboolean
picker_preview_turn_page (PickerPreview *self, int n_pages)
{
  g_return_val_if_fail (PICKER_IS_PREVIEW (self), FALSE);

  return picker_pager_turn (self->pager, n_pages);
}

/* GObject */

static void
picker_preview_dispose (GObject *object)
{
  PickerPreview *self = PICKER_PREVIEW (object);
  GtkWidget *child;

  stop_loading (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->preview);
  g_clear_pointer (&self->shown, canto_asset_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_preview_parent_class)->dispose (object);
}

static void
picker_preview_class_init (PickerPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_preview_dispose;

  g_type_ensure (PICKER_TYPE_PAGER);
  g_type_ensure (PICKER_TYPE_PLAYER);
  g_type_ensure (PICKER_TYPE_ZOOM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerPreview, icon);
  gtk_widget_class_bind_template_child (widget_class, PickerPreview, zoom);
  gtk_widget_class_bind_template_child (widget_class, PickerPreview, pager);
  gtk_widget_class_bind_template_child (widget_class, PickerPreview, player);
}

static void
picker_preview_init (PickerPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->pager, "shown", G_CALLBACK (page_shown), self);
}

GtkWidget *
picker_preview_new (EngineSession *session, guint size_px)
{
  PickerPreview *self;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  self = g_object_new (PICKER_TYPE_PREVIEW, NULL);
  self->session = g_object_ref (session);
  self->size_px = size_px;

  return GTK_WIDGET (self);
}

void
picker_preview_set_asset (PickerPreview *self, CantoAsset *asset)
{
  gboolean goes_on;

  g_return_if_fail (PICKER_IS_PREVIEW (self));

  goes_on = canto_asset_is_same_version (self->shown, asset);
  if (asset != NULL)
    canto_asset_ref (asset);
  g_clear_pointer (&self->shown, canto_asset_unref);
  self->shown = asset;
  picker_player_set_asset (self->player, self->session, asset);
  picker_pager_set_asset (self->pager, self->session, asset, get_size_px (self));
  if (goes_on)
    return;

  stop_loading (self);
  g_clear_object (&self->preview);
  page_shown (self, 0, NULL);
  if (asset != NULL)
    show_known (self);
}

PickerZoom *
picker_preview_get_zoom (PickerPreview *self)
{
  g_return_val_if_fail (PICKER_IS_PREVIEW (self), NULL);

  return self->zoom;
}
