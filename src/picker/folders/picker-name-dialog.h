/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PickerNameDialog:
 *
 * Asks for the name of a folder or an album. #PickerNameDialog::named tells it.
 */
#define PICKER_TYPE_NAME_DIALOG (picker_name_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PickerNameDialog, picker_name_dialog, PICKER, NAME_DIALOG, AdwMessageDialog)

/* @body: (nullable): where it will be; both texts are plain
 * @name: (nullable): that it has
 * @action: the label of the button, with a mnemonic */
GtkWidget *picker_name_dialog_new (GtkWindow *parent,
                                   const char *heading,
                                   const char *body,
                                   const char *name,
                                   const char *action);

G_END_DECLS
