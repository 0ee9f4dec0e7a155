/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-preset.h"

G_BEGIN_DECLS

/**
 * EnginePreset:
 *
 * One of #EnginePresets. It never changes: another one takes its place.
 */
#define ENGINE_TYPE_PRESET (engine_preset_get_type ())
G_DECLARE_FINAL_TYPE (EnginePreset, engine_preset, ENGINE, PRESET, GObject)

EnginePreset   *engine_preset_new (DeliveryPreset *preset, gboolean is_locked);
DeliveryPreset *engine_preset_get_preset (EnginePreset *self);
/* Whether an administrator has laid it down. */
gboolean        engine_preset_get_is_locked (EnginePreset *self);

G_END_DECLS
