/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-viewer.h"

#include "picker-preview.h"

G_BEGIN_DECLS

/* picker-viewer-drag.c: the link is dragged out of what is shown, unless it is cut: see
 * #PickerViewer::prepare-drag. */
void picker_viewer_add_drag_source (PickerViewer *self, PickerPreview *preview);

/* (transfer none) (nullable): what is shown; NULL while it is closed, or does not know where that stands */
CatalogSlot *picker_viewer_get_slot (PickerViewer *self);

G_END_DECLS
