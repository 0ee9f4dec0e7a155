/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The form that links are handed over in, and whether a credit line stands with them: it shows that of the preset that
 * was used last, and keeps what is chosen (picker_preset_save_form(), key "with-credit"). */
#define PICKER_TYPE_FORM_ROW (picker_form_row_get_type ())
G_DECLARE_FINAL_TYPE (PickerFormRow, picker_form_row, PICKER, FORM_ROW, GtkWidget)

GtkWidget *picker_form_row_new (GSettings *settings);

/* The forms for people, by DeliveryForm; without the last one, a template, if @with_template is %FALSE. (transfer full) */
GListModel *picker_form_row_make_model (gboolean with_template);

G_END_DECLS
