/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-tile.h"

#include "picker-asset-text.h"
#include "picker-texture.h"

#include <glib/gi18n.h>

#define PICTURE_PX 240 /* as large as a tile can show it, before scaling */

struct _PickerTile
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkStack *stack;
  GtkImage *icon;
  GtkPicture *picture;
  GtkLabel *badge;
  GtkImage *kind;
  GtkLabel *name;

  /* Owned. */
  EngineSession *session;
  CatalogSlot *slot;
  CantoAsset *shown;         /* whose picture is shown or on its way */
  GCancellable *cancellable; /* non-NULL while a picture is on its way */

  /* State. */
  gulong asset_handler;
  gulong failed_handler;
  gboolean on_screen;
  gboolean has_picture;
};

G_DEFINE_FINAL_TYPE (PickerTile, picker_tile, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
  N_PROPS,
} PickerTileProperty;

static GParamSpec *props[N_PROPS];

/* Picture */

static void
show_texture (PickerTile *self, GdkTexture *texture)
{
  self->has_picture = texture != NULL;
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  if (texture != NULL)
    gtk_stack_set_visible_child_name (self->stack, "picture");
}

static void
show_icon (PickerTile *self)
{
  gtk_image_set_from_icon_name (self->icon, picker_asset_text_get_icon_name (self->shown));
  gtk_stack_set_visible_child_name (self->stack, "icon");
}

static void
cancel_picture (PickerTile *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
picture_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerTile) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (MediaPicture) picture =
      media_previews_load_finish (MEDIA_PREVIEWS (object), result, &error);

  /* The tile may show another asset by now, whose picture has a cancellable of its own. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (picture == NULL)
    {
      g_debug ("No picture of %s: %s", canto_asset_get_key (self->shown), error->message);
      show_icon (self);
      return;
    }

  texture = picker_texture_new (picture);
  show_texture (self, texture);
}

static void
load_picture (PickerTile *self)
{
  MediaPreviews *previews = engine_session_get_previews (self->session);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr (MediaRequest) request = NULL;
  g_autoptr (MediaPicture) picture = NULL;

  if (!self->on_screen || self->has_picture || self->cancellable != NULL || self->shown == NULL)
    return;

  request = engine_session_make_preview_request (self->session, self->shown, PICTURE_PX * scale);
  if (request == NULL)
    {
      show_icon (self);
      return;
    }

  picture = media_previews_lookup (previews, request);
  if (picture != NULL)
    {
      g_autoptr (GdkTexture) texture = picker_texture_new (picture);

      show_texture (self, texture);
      return;
    }

  self->cancellable = g_cancellable_new ();
  media_previews_load_async (previews, request, self->cancellable, picture_loaded,
                             g_object_ref (self));
}

/* Words */

static void
update_words (PickerTile *self)
{
  const char *name = self->shown != NULL ? canto_asset_get_name (self->shown) : "";
  const char *badge = self->shown != NULL ? picker_asset_text_get_badge (self->shown) : NULL;
  CantoScheme scheme =
      self->shown != NULL ? canto_asset_get_scheme (self->shown) : CANTO_SCHEME_IMAGE;
  g_autofree char *summary =
      self->shown != NULL ? picker_asset_text_dup_summary (self->shown) : NULL;

  gtk_label_set_text (self->name, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), *name != '\0' ? name : NULL);
  gtk_label_set_text (self->badge, badge != NULL ? badge : "");
  gtk_widget_set_visible (GTK_WIDGET (self->badge), badge != NULL);

  /* A picture speaks for itself; that something is a film or a text must be said. */
  if (scheme != CANTO_SCHEME_IMAGE)
    gtk_image_set_from_icon_name (self->kind, picker_asset_text_get_icon_name (self->shown));
  gtk_widget_set_visible (GTK_WIDGET (self->kind), scheme != CANTO_SCHEME_IMAGE);

  /* Translators: what a screen reader says of a tile whose asset has not come yet */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *name != '\0' ? name : _ ("Loading"), -1);
  /* Otherwise it is the tooltip, which only says the name once more. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  summary != NULL ? summary : "", -1);
}

static gboolean
is_same_picture (CantoAsset *a, CantoAsset *b)
{
  return a != NULL && b != NULL && g_str_equal (canto_asset_get_key (a), canto_asset_get_key (b))
         && g_strcmp0 (canto_asset_get_time (a), canto_asset_get_time (b)) == 0;
}

static void
update_asset (PickerTile *self)
{
  CantoAsset *asset = self->slot != NULL ? catalog_slot_get_asset (self->slot) : NULL;

  if (self->shown != asset)
    {
      if (!is_same_picture (self->shown, asset))
        {
          cancel_picture (self);
          show_texture (self, NULL);
          gtk_stack_set_visible_child_name (self->stack, "blank");
        }
      g_clear_pointer (&self->shown, canto_asset_unref);
      if (asset != NULL)
        self->shown = canto_asset_ref (asset);
    }

  update_words (self);
  load_picture (self);
}

/* For a slot without an asset: its page failed, or is asked for anew. */
static void
update_failed (PickerTile *self)
{
  if (self->shown != NULL || self->slot == NULL)
    return;

  if (!catalog_slot_get_failed (self->slot))
    {
      gtk_stack_set_visible_child_name (self->stack, "blank");
      update_words (self);
      return;
    }

  gtk_image_set_from_icon_name (self->icon, "dialog-warning-symbolic");
  gtk_stack_set_visible_child_name (self->stack, "icon");
  gtk_label_set_text (self->name, _ ("Could not be loaded"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               _ ("Could not be loaded: press Enter or double-click to try again"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Could not be loaded"), -1);
}

/* A name that can be read whole is not said again. */
static gboolean
picker_tile_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  PickerTile *self = PICKER_TILE (widget);

  if (self->shown != NULL && !pango_layout_is_ellipsized (gtk_label_get_layout (self->name)))
    return FALSE;

  return GTK_WIDGET_CLASS (picker_tile_parent_class)
      ->query_tooltip (widget, x, y, keyboard, tooltip);
}

/* GObject */

static void
picker_tile_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PickerTile *self = PICKER_TILE (object);

  switch ((PickerTileProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_tile_dispose (GObject *object)
{
  PickerTile *self = PICKER_TILE (object);
  GtkWidget *child;

  picker_tile_set_slot (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_tile_parent_class)->dispose (object);
}

static void
picker_tile_class_init (PickerTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = picker_tile_set_property;
  object_class->dispose = picker_tile_dispose;
  widget_class->query_tooltip = picker_tile_query_tooltip;

  props[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, ENGINE_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "tile");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerTile, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerTile, icon);
  gtk_widget_class_bind_template_child (widget_class, PickerTile, picture);
  gtk_widget_class_bind_template_child (widget_class, PickerTile, badge);
  gtk_widget_class_bind_template_child (widget_class, PickerTile, kind);
  gtk_widget_class_bind_template_child (widget_class, PickerTile, name);
}

static void
picker_tile_init (PickerTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PickerTile *
picker_tile_new (EngineSession *session)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  return g_object_new (PICKER_TYPE_TILE, "session", session, NULL);
}

CatalogSlot *
picker_tile_get_slot (PickerTile *self)
{
  g_return_val_if_fail (PICKER_IS_TILE (self), NULL);

  return self->slot;
}

GdkPaintable *
picker_tile_get_paintable (PickerTile *self)
{
  g_return_val_if_fail (PICKER_IS_TILE (self), NULL);

  return gtk_picture_get_paintable (self->picture);
}

void
picker_tile_set_slot (PickerTile *self, CatalogSlot *slot)
{
  g_return_if_fail (PICKER_IS_TILE (self));

  if (self->slot == slot)
    return;

  if (self->slot != NULL)
    {
      g_clear_signal_handler (&self->asset_handler, self->slot);
      g_clear_signal_handler (&self->failed_handler, self->slot);
    }
  g_set_object (&self->slot, slot);
  self->on_screen = FALSE;
  if (slot != NULL)
    {
      self->asset_handler =
          g_signal_connect_swapped (slot, "notify::asset", G_CALLBACK (update_asset), self);
      self->failed_handler =
          g_signal_connect_swapped (slot, "notify::failed", G_CALLBACK (update_failed), self);
    }
  update_asset (self);
  update_failed (self);
}

void
picker_tile_set_on_screen (PickerTile *self, gboolean on_screen)
{
  g_return_if_fail (PICKER_IS_TILE (self));

  if (self->on_screen == on_screen)
    return;

  self->on_screen = on_screen;
  if (on_screen)
    load_picture (self);
  else
    cancel_picture (self);
}
