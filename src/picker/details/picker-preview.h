/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-session.h"
#include "picker-zoom.h"

G_BEGIN_DECLS

/**
 * PickerPreview:
 *
 * One asset as large as there is room for: its picture, or the icon of its kind; what plays it lies over
 * that, and below is what turns the pages of a document.
 */
#define PICKER_TYPE_PREVIEW (picker_preview_get_type ())
G_DECLARE_FINAL_TYPE (PickerPreview, picker_preview, PICKER, PREVIEW, GtkWidget)

/* @size_px: of the longer side, in the toolkit's pixels */
GtkWidget *picker_preview_new (EngineSession *session, guint size_px);

/* @asset: (nullable): the picture that is in memory is shown at once. Nobody is asked before
 * picker_preview_load(). The same asset with more details goes on as it is. */
void picker_preview_set_asset (PickerPreview *self, CantoAsset *asset);
/* Asks for a sharper one. */
void picker_preview_load (PickerPreview *self);

/* Its picture. (transfer none) */
PickerZoom *picker_preview_get_zoom (PickerPreview *self);

/* As picker_pager_turn(). */
gboolean picker_preview_turn_page (PickerPreview *self, int n_pages);

G_END_DECLS
