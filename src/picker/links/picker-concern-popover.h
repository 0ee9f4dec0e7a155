/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "delivery-concerns.h"

G_BEGIN_DECLS

/**
 * PickerConcernPopover:
 *
 * Asks whether an asset is to be used although it is expired, restricted, pending or not published.
 * #PickerConcernPopover::accepted is emitted if the person says so. It goes when it is closed.
 */
#define PICKER_TYPE_CONCERN_POPOVER (picker_concern_popover_get_type ())
G_DECLARE_FINAL_TYPE (PickerConcernPopover, picker_concern_popover, PICKER, CONCERN_POPOVER,
                      GtkPopover)

/* Shows one on @parent. (transfer none) */
PickerConcernPopover *picker_concern_popover_show (GtkWidget *parent,
                                                   const char *asset_name,
                                                   DeliveryConcerns concerns);

/* Says besides what is known of the right to use @asset, if anything is. */
void picker_concern_popover_tell_rights (PickerConcernPopover *self, CantoAsset *asset);

G_END_DECLS
