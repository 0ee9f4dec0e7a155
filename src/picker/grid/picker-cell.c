/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-cell.h"

#include "picker-asset-text.h"

#include <glib/gi18n.h>

typedef struct
{
  /* Borrowed: child made in code. */
  PickerThumbnail *thumbnail;

  /* Owned. */
  CatalogSlot *slot;    /* (nullable) */
  CantoAsset *asset;    /* (nullable) */
  PickerPicked *picked; /* (nullable) */

  /* State. */
  gulong asset_handler;
  gulong failed_handler;
  gboolean is_missing;
  gboolean on_screen;
} PickerCellPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PickerCell, picker_cell, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
  N_PROPS,
} PickerCellProperty;

static GParamSpec *props[N_PROPS];

static PickerCellPrivate *
get_private (PickerCell *self)
{
  return picker_cell_get_instance_private (self);
}

/* What is said of it to those who do not see it. */
static void
update_accessible (PickerCell *self)
{
  PickerCellPrivate *priv = get_private (self);
  g_autofree char *summary =
      priv->asset != NULL ? picker_asset_text_dup_summary (priv->asset) : NULL;
  g_autofree char *day = picker_cell_dup_picked_day (self);
  g_autofree char *form = picker_cell_dup_picked_form (self);
  /* Translators: what is known of an asset, when it was picked, and as what */
  g_autofree char *with_day =
      day != NULL ? g_strdup_printf (_ ("%s · picked: %s, %s"), summary, day, form) : NULL;
  /* Translators: what a screen reader says of an asset that has not come yet */
  const char *name = _ ("Loading");

  if (priv->asset != NULL)
    name = canto_asset_get_name (priv->asset);
  else if (priv->is_missing)
    name = _ ("Could not be loaded");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  with_day != NULL  ? with_day
                                  : summary != NULL ? summary
                                                    : "",
                                  -1);
}

static void
update_words (PickerCell *self)
{
  PICKER_CELL_GET_CLASS (self)->update_words (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
update (PickerCell *self)
{
  PickerCellPrivate *priv = get_private (self);
  CantoAsset *asset = priv->slot != NULL ? catalog_slot_get_asset (priv->slot) : NULL;
  gboolean is_missing = asset == NULL && priv->slot != NULL && catalog_slot_get_failed (priv->slot);

  if (priv->asset == asset && priv->is_missing == is_missing && asset != NULL)
    return;

  g_clear_pointer (&priv->asset, canto_asset_unref);
  if (asset != NULL)
    priv->asset = canto_asset_ref (asset);
  priv->is_missing = is_missing;
  update_words (self);
  update_accessible (self);
  picker_thumbnail_set_asset (priv->thumbnail, asset);
  if (asset == NULL)
    picker_thumbnail_set_failed (priv->thumbnail, is_missing);
}

/* GObject */

static void
picker_cell_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PickerCell *self = PICKER_CELL (object);

  switch ((PickerCellProperty) prop_id)
    {
    case PROP_SESSION:
      picker_thumbnail_set_session (picker_cell_get_thumbnail (self), g_value_get_object (value));
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_cell_dispose (GObject *object)
{
  PickerCell *self = PICKER_CELL (object);
  PickerCellPrivate *priv = get_private (self);

  if (priv->thumbnail != NULL)
    picker_cell_set_slot (self, NULL);
  g_clear_pointer ((GtkWidget **) &priv->thumbnail, gtk_widget_unparent);
  g_clear_object (&priv->picked);

  G_OBJECT_CLASS (picker_cell_parent_class)->dispose (object);
}

static void
picker_cell_class_init (PickerCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = picker_cell_set_property;
  object_class->dispose = picker_cell_dispose;

  props[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, ENGINE_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
picker_cell_init (PickerCell *self)
{
  PickerCellPrivate *priv = get_private (self);
  GtkWidget *thumbnail = g_object_new (PICKER_TYPE_THUMBNAIL, NULL);

  priv->thumbnail = PICKER_THUMBNAIL (thumbnail);
  gtk_widget_set_parent (thumbnail, GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (thumbnail, "place-changed", G_CALLBACK (gtk_widget_queue_draw), self);
}

void
picker_cell_set_slot (PickerCell *self, CatalogSlot *slot)
{
  PickerCellPrivate *priv;

  g_return_if_fail (PICKER_IS_CELL (self));

  priv = get_private (self);
  if (priv->slot == slot)
    return;

  if (priv->slot != NULL)
    {
      g_clear_signal_handler (&priv->asset_handler, priv->slot);
      g_clear_signal_handler (&priv->failed_handler, priv->slot);
    }
  g_set_object (&priv->slot, slot);
  picker_cell_set_on_screen (self, FALSE);
  if (slot != NULL)
    {
      priv->asset_handler =
          g_signal_connect_swapped (slot, "notify::asset", G_CALLBACK (update), self);
      priv->failed_handler =
          g_signal_connect_swapped (slot, "notify::failed", G_CALLBACK (update), self);
    }
  update (self);
}

CatalogSlot *
picker_cell_get_slot (PickerCell *self)
{
  g_return_val_if_fail (PICKER_IS_CELL (self), NULL);

  return get_private (self)->slot;
}

CantoAsset *
picker_cell_get_asset (PickerCell *self)
{
  g_return_val_if_fail (PICKER_IS_CELL (self), NULL);

  return get_private (self)->asset;
}

gboolean
picker_cell_is_missing (PickerCell *self)
{
  g_return_val_if_fail (PICKER_IS_CELL (self), FALSE);

  return get_private (self)->is_missing;
}

void
picker_cell_set_on_screen (PickerCell *self, gboolean on_screen)
{
  PickerCellPrivate *priv;

  g_return_if_fail (PICKER_IS_CELL (self));

  priv = get_private (self);
  if (priv->on_screen == on_screen)
    return;

  priv->on_screen = on_screen;
  picker_thumbnail_set_on_screen (priv->thumbnail, on_screen);
  update_words (self);
}

gboolean
picker_cell_get_on_screen (PickerCell *self)
{
  g_return_val_if_fail (PICKER_IS_CELL (self), FALSE);

  return get_private (self)->on_screen;
}

PickerThumbnail *
picker_cell_get_thumbnail (PickerCell *self)
{
  g_return_val_if_fail (PICKER_IS_CELL (self), NULL);

  return get_private (self)->thumbnail;
}

GdkPaintable *
picker_cell_get_paintable (PickerCell *self)
{
  g_return_val_if_fail (PICKER_IS_CELL (self), NULL);

  return picker_thumbnail_get_paintable (get_private (self)->thumbnail);
}

gboolean
picker_cell_contains (PickerCell *self, double x, double y)
{
  g_return_val_if_fail (PICKER_IS_CELL (self), FALSE);

  return PICKER_CELL_GET_CLASS (self)->contains (self, x, y);
}

gboolean
picker_cell_has_failed (PickerCell *self)
{
  g_return_val_if_fail (PICKER_IS_CELL (self), FALSE);

  return picker_thumbnail_get_state (get_private (self)->thumbnail) == PICKER_THUMBNAIL_FAILED;
}

void
picker_cell_retry (PickerCell *self)
{
  g_return_if_fail (PICKER_IS_CELL (self));

  picker_thumbnail_retry (get_private (self)->thumbnail);
}

/* There may be another line now, or none any more. */
static void
picked_changed (PickerCell *self)
{
  update_words (self);
  update_accessible (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
picker_cell_set_picked (PickerCell *self, PickerPicked *picked)
{
  g_return_if_fail (PICKER_IS_CELL (self));
  g_return_if_fail (PICKER_IS_PICKED (picked));
  g_return_if_fail (get_private (self)->picked == NULL);

  get_private (self)->picked = g_object_ref (picked);
  g_signal_connect_object (picked, "changed", G_CALLBACK (picked_changed), self, G_CONNECT_SWAPPED);
}

gboolean
picker_cell_get_shows_picked (PickerCell *self)
{
  PickerPicked *picked;

  g_return_val_if_fail (PICKER_IS_CELL (self), FALSE);

  picked = get_private (self)->picked;

  return picked != NULL && picker_picked_get_is_shown (picked);
}

char *
picker_cell_dup_picked_day (PickerCell *self)
{
  PickerCellPrivate *priv;

  g_return_val_if_fail (PICKER_IS_CELL (self), NULL);

  priv = get_private (self);

  return priv->picked != NULL && priv->asset != NULL
             ? picker_picked_dup_day (priv->picked, priv->asset)
             : NULL;
}

char *
picker_cell_dup_picked_form (PickerCell *self)
{
  PickerCellPrivate *priv;

  g_return_val_if_fail (PICKER_IS_CELL (self), NULL);

  priv = get_private (self);

  return priv->picked != NULL && priv->asset != NULL
             ? picker_picked_dup_form (priv->picked, priv->asset)
             : NULL;
}
