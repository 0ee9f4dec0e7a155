/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "canto-asset.h"
#include "canto-node.h"

G_BEGIN_DECLS

/**
 * PickerDeleteDialog:
 *
 * Asks whether something is really to be deleted, and says what that means. Nothing is deleted by pressing Enter.
 *
 * #PickerDeleteDialog::confirmed is emitted if the person says so.
 */
#define PICKER_TYPE_DELETE_DIALOG (picker_delete_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PickerDeleteDialog, picker_delete_dialog, PICKER, DELETE_DIALOG, AdwMessageDialog)

/* @assets: (element-type CantoAsset): which are the argument of "confirmed" */
GtkWidget *picker_delete_dialog_new_for_assets (GtkWindow *parent, GPtrArray *assets);
/* Of a folder or an album, whose assets stay (4.18); the argument of "confirmed" is %NULL. */
GtkWidget *picker_delete_dialog_new_for_node (GtkWindow *parent, CantoNode *node);

G_END_DECLS
