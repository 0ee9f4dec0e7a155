/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerAlbumDialog:
 *
 * Lets the person choose an album by its name, or name a new one. #PickerAlbumDialog::chosen tells the one,
 * #PickerAlbumDialog::named the other.
 */
#define PICKER_TYPE_ALBUM_DIALOG (picker_album_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PickerAlbumDialog, picker_album_dialog, PICKER, ALBUM_DIALOG, AdwWindow)

/* @n_assets: that are to be put into it */
GtkWidget *picker_album_dialog_new (EngineSession *session, GtkWindow *parent, guint n_assets);

G_END_DECLS
