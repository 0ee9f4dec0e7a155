/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog-asset-list.h"
#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerLibrary:
 *
 * The library of a signed-in session: sidebar, search, grid, and what is done with the selected asset.
 * It activates win.sign-in when the person has to sign in again, or wants to leave the demo.
 */
#define PICKER_TYPE_LIBRARY (picker_library_get_type ())
G_DECLARE_FINAL_TYPE (PickerLibrary, picker_library, PICKER, LIBRARY, GtkWidget)

GtkWidget *picker_library_new (EngineSession *session, GSettings *settings, gboolean is_demo);

/* Says that the demo is made of @folder, and not made up. */
void picker_library_name_demo (PickerLibrary *self, GFile *folder);

/* Shows @button in the header bar: whose library it is. */
void picker_library_set_account_button (PickerLibrary *self, GtkWidget *button);

/* What is typed in the editor counts now. */
void picker_library_flush_edits (PickerLibrary *self);

/* What it shows. (transfer none) */
CatalogAssetList *picker_library_get_list (PickerLibrary *self);

/* Searches for @asset everywhere, and selects it when it is found. */
void picker_library_find_asset (PickerLibrary *self, CantoAsset *asset);

/* Says @text for a moment. */
void picker_library_say (PickerLibrary *self, const char *text);

/* Says @title, with a button that shows @text, too: what that means, and what to do. Both are plain. */
void picker_library_say_details (PickerLibrary *self, const char *title, const char *text);

G_END_DECLS
