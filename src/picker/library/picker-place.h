/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-scheme.h"
#include "catalog-branch.h"

G_BEGIN_DECLS

/**
 * PickerPlace:
 *
 * A fixed entry of the sidebar: all assets, those of one scheme, those that were picked, or a heading, which cannot be
 * chosen.
 */
#define PICKER_TYPE_PLACE (picker_place_get_type ())
G_DECLARE_FINAL_TYPE (PickerPlace, picker_place, PICKER, PLACE, GObject)

PickerPlace *picker_place_new (CantoScheme scheme); /* UNKNOWN: all assets */
PickerPlace *picker_place_new_history (void);
/* @branch: whose loading and failing the heading shows */
PickerPlace *picker_place_new_heading (const char *title, CatalogBranch *branch);

const char *picker_place_get_title (PickerPlace *self);
const char *picker_place_get_icon_name (PickerPlace *self); /* (nullable): NULL for a heading */
CantoScheme picker_place_get_scheme (PickerPlace *self);
gboolean    picker_place_get_is_heading (PickerPlace *self);
gboolean    picker_place_get_is_history (PickerPlace *self);

/* (nullable) (transfer none) */
CatalogBranch *picker_place_get_branch (PickerPlace *self);

G_END_DECLS
