/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-presets.h"

G_BEGIN_DECLS

/* Fills @menu, and keeps it as @presets are: each preset, for link.copy-preset; then the forms, for link.copy-form; then
 * a way to the rest, link.choose. It ends with @presets or @menu. */
void picker_copy_menu_fill (GMenu *menu, EnginePresets *presets);

G_END_DECLS
