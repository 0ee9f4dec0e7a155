/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerPager:
 *
 * Turns the pages of an asset that is a PDF; hidden for every other. The document is fetched when the
 * first page is turned, and not before. Page Up and Page Down work while it has the focus.
 */
#define PICKER_TYPE_PAGER (picker_pager_get_type ())
G_DECLARE_FINAL_TYPE (PickerPager, picker_pager, PICKER, PAGER, GtkWidget)

/**
 * picker_pager_set_asset:
 * @asset: (nullable): the same as before with more details keeps its page
 * @size_px: of the longer side of a page
 */
void picker_pager_set_asset (PickerPager *self, EngineSession *session, CantoAsset *asset, guint size_px);

/* @n_pages: on, or back if it is below 0; as far as there are pages. FALSE if it is hidden. */
gboolean picker_pager_turn (PickerPager *self, int n_pages);

G_END_DECLS
