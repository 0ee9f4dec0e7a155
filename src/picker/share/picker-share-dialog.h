/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerShareDialog:
 *
 * Makes a link that anybody can open, and for how long and for what (4.25); then shows it, and has put it on
 * the clipboard. Each time it is another link.
 *
 * #PickerShareDialog::refused is emitted if the signed-in person may not do so.
 */
#define PICKER_TYPE_SHARE_DIALOG (picker_share_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PickerShareDialog, picker_share_dialog, PICKER, SHARE_DIALOG, AdwWindow)

/* @assets: (element-type CantoAsset): at least one */
GtkWidget *picker_share_dialog_new (EngineSession *session, GtkWindow *parent, GPtrArray *assets);

G_END_DECLS
