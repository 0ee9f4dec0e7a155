/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-transfers.h"

G_BEGIN_DECLS

/**
 * PickerTransferRow:
 *
 * One upload: its name, how it goes, and what can be done about it.
 */
#define PICKER_TYPE_TRANSFER_ROW (picker_transfer_row_get_type ())
G_DECLARE_FINAL_TYPE (PickerTransferRow, picker_transfer_row, PICKER, TRANSFER_ROW, GtkWidget)

GtkWidget *picker_transfer_row_new (EngineTransfers *transfers, EngineTransfer *transfer);

G_END_DECLS
