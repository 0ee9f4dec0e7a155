/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerVersionList:
 *
 * The versions of an asset, the newest first, below a larger picture of the one that is chosen.
 */
#define PICKER_TYPE_VERSION_LIST (picker_version_list_get_type ())
G_DECLARE_FINAL_TYPE (PickerVersionList, picker_version_list, PICKER, VERSION_LIST, GtkWidget)

GtkWidget *picker_version_list_new (EngineSession *session);
/* @asset: with its details */
void       picker_version_list_set_asset (PickerVersionList *self, CantoAsset *asset);

G_END_DECLS
