/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-account-file.h"

G_BEGIN_DECLS

/**
 * PickerAccountRow:
 *
 * One of several accounts: who is signed in there, its address, and a check if it is the one that is shown. All is
 * plain text, of the service and of files.
 */
#define PICKER_TYPE_ACCOUNT_ROW (picker_account_row_get_type ())
G_DECLARE_FINAL_TYPE (PickerAccountRow, picker_account_row, PICKER, ACCOUNT_ROW, GtkListBoxRow)

GtkWidget         *picker_account_row_new (EngineAccountFile *file, gboolean is_shown);
EngineAccountFile *picker_account_row_get_file (PickerAccountRow *self);

/* What a person calls the account: the user, or else the address. @address: (nullable) (out): the address, if it is not
 * the name itself. (transfer full) */
char *picker_account_dup_name (EngineAccountFile *file, char **address);

G_END_DECLS
