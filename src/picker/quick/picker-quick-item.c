/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-quick-item.h"

struct _PickerQuickItem
{
  GObject parent_instance;

  /* Owned. */
  CantoAsset *asset;
  EnginePick *pick; /* (nullable) */

  /* State. */
  gboolean is_gone;
};

G_DEFINE_FINAL_TYPE (PickerQuickItem, picker_quick_item, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
set_asset (PickerQuickItem *self, CantoAsset *asset)
{
  CantoAsset *owned = canto_asset_ref (asset);

  g_clear_pointer (&self->asset, canto_asset_unref);
  self->asset = owned;
  self->is_gone = FALSE;
}

void
picker_quick_item_set (PickerQuickItem *self, CantoAsset *asset, EnginePick *pick)
{
  g_return_if_fail (PICKER_IS_QUICK_ITEM (self));
  g_return_if_fail (asset != NULL);

  if (self->asset == asset && self->pick == pick && !self->is_gone)
    return;

  set_asset (self, asset);
  g_set_object (&self->pick, pick);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
picker_quick_item_learn (PickerQuickItem *self, CantoAsset *asset)
{
  g_return_if_fail (PICKER_IS_QUICK_ITEM (self));
  g_return_if_fail (asset != NULL);

  if (self->asset == asset && !self->is_gone)
    return;

  set_asset (self, asset);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
picker_quick_item_set_gone (PickerQuickItem *self)
{
  g_return_if_fail (PICKER_IS_QUICK_ITEM (self));

  self->is_gone = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

CantoAsset *
picker_quick_item_get_asset (PickerQuickItem *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK_ITEM (self), NULL);

  return self->asset;
}

EnginePick *
picker_quick_item_get_pick (PickerQuickItem *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK_ITEM (self), NULL);

  return self->pick;
}

gboolean
picker_quick_item_get_is_gone (PickerQuickItem *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK_ITEM (self), FALSE);

  return self->is_gone;
}

static void
picker_quick_item_finalize (GObject *object)
{
  PickerQuickItem *self = PICKER_QUICK_ITEM (object);

  g_clear_pointer (&self->asset, canto_asset_unref);
  g_clear_object (&self->pick);

  G_OBJECT_CLASS (picker_quick_item_parent_class)->finalize (object);
}

static void
picker_quick_item_class_init (PickerQuickItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = picker_quick_item_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PICKER_TYPE_QUICK_ITEM, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
picker_quick_item_init (PickerQuickItem *self)
{
}

PickerQuickItem *
picker_quick_item_new (CantoAsset *asset, EnginePick *pick)
{
  PickerQuickItem *self;

  g_return_val_if_fail (asset != NULL, NULL);

  self = g_object_new (PICKER_TYPE_QUICK_ITEM, NULL);
  picker_quick_item_set (self, asset, pick);

  return self;
}
