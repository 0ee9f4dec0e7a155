/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-transfers.h"

G_BEGIN_DECLS

/**
 * PickerTransfersButton:
 *
 * What has to do with uploads, behind a button that shows how far they are: their list, and how to add to it
 * (upload.choose). It is not there for who may not upload, unless there is something on the list.
 */
#define PICKER_TYPE_TRANSFERS_BUTTON (picker_transfers_button_get_type ())
G_DECLARE_FINAL_TYPE (PickerTransfersButton, picker_transfers_button, PICKER, TRANSFERS_BUTTON, GtkWidget)

GtkWidget *picker_transfers_button_new (EngineTransfers *transfers);

/* Where files go that are chosen here: the name of an album, or %NULL for none. */
void picker_transfers_button_set_album (PickerTransfersButton *self, const char *name);

void picker_transfers_button_open (PickerTransfersButton *self);

G_END_DECLS
