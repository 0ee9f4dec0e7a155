/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-preset.h"

struct _EnginePreset
{
  GObject parent_instance;

  /* Owned. */
  DeliveryPreset *preset;

  /* State. */
  gboolean is_locked;
};

G_DEFINE_FINAL_TYPE (EnginePreset, engine_preset, G_TYPE_OBJECT)

static void
engine_preset_finalize (GObject *object)
{
  delivery_preset_unref (ENGINE_PRESET (object)->preset);

  G_OBJECT_CLASS (engine_preset_parent_class)->finalize (object);
}

static void
engine_preset_class_init (EnginePresetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = engine_preset_finalize;
}

static void
engine_preset_init (EnginePreset *self)
{
}

EnginePreset *
engine_preset_new (DeliveryPreset *preset, gboolean is_locked)
{
  EnginePreset *self;

  g_return_val_if_fail (preset != NULL, NULL);

  self = g_object_new (ENGINE_TYPE_PRESET, NULL);
  self->preset = delivery_preset_ref (preset);
  self->is_locked = is_locked;

  return self;
}

DeliveryPreset *
engine_preset_get_preset (EnginePreset *self)
{
  g_return_val_if_fail (ENGINE_IS_PRESET (self), NULL);

  return self->preset;
}

gboolean
engine_preset_get_is_locked (EnginePreset *self)
{
  g_return_val_if_fail (ENGINE_IS_PRESET (self), FALSE);

  return self->is_locked;
}
