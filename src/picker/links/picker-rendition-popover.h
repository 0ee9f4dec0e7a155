/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "canto-asset.h"
#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerRenditionPopover:
 *
 * What is copied and dragged: the presets of the person, and below them size, format and form; the link is checked
 * while it is open. It shows what was used
 * last, and keeps what is chosen. What cannot be had of the selected asset is insensitive and says why. Its button activates
 * link.copy of whoever holds it.
 */
#define PICKER_TYPE_RENDITION_POPOVER (picker_rendition_popover_get_type ())
G_DECLARE_FINAL_TYPE (PickerRenditionPopover, picker_rendition_popover, PICKER, RENDITION_POPOVER,
                      GtkPopover)

GtkWidget *picker_rendition_popover_new (GSettings *settings, EngineSession *session);

/* @asset: (nullable): the selected one, or the current of @n_selected */
void picker_rendition_popover_set_selected (PickerRenditionPopover *self,
                                            CantoAsset *asset,
                                            guint n_selected);
/* What is known of several, for the note above the sizes. @assets: (element-type CantoAsset) */
void picker_rendition_popover_set_several (PickerRenditionPopover *self, GPtrArray *assets);

G_END_DECLS
