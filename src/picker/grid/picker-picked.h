/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-history.h"
#include "engine-pick.h"

G_BEGIN_DECLS

/**
 * PickerPicked:
 *
 * When and as what the assets of a view were picked last: for the cells, while the view shows what was picked.
 * PickerPicked::changed: they are to ask once more.
 */
#define PICKER_TYPE_PICKED (picker_picked_get_type ())
G_DECLARE_FINAL_TYPE (PickerPicked, picker_picked, PICKER, PICKED, GObject)

PickerPicked *picker_picked_new (EngineHistory *history);

gboolean picker_picked_get_is_shown (PickerPicked *self);
void     picker_picked_set_is_shown (PickerPicked *self, gboolean is_shown);

/* "Today, 14:05", "Yesterday", "3 Mar". (transfer full) (nullable): it is not shown, or was never picked */
char *picker_picked_dup_day (PickerPicked *self, CantoAsset *asset);

/* "1200 × 800 JPEG, Markdown": as what. (transfer full) (nullable): as picker_picked_dup_day() */
char *picker_picked_dup_form (PickerPicked *self, CantoAsset *asset);

/* The day of @time, as seen at @now; both local. (transfer full) */
char *picker_picked_dup_day_of (GDateTime *time, GDateTime *now);

G_END_DECLS
