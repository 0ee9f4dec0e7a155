/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PickerTemplateHelp:
 *
 * What a template can name, and what each of it means: the placeholders, the custom fields of the account, and the
 * languages behind a bar. PickerTemplateHelp::chosen says which placeholder the person takes.
 */
#define PICKER_TYPE_TEMPLATE_HELP (picker_template_help_get_type ())
G_DECLARE_FINAL_TYPE (PickerTemplateHelp, picker_template_help, PICKER, TEMPLATE_HELP, GtkPopover)

GtkWidget *picker_template_help_new (void);
/* @fields: custom fields of the account, up to %NULL */
void       picker_template_help_set_fields (PickerTemplateHelp *self, const char *const *fields);

G_END_DECLS
