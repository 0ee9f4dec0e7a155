/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PickerTemplateEditor:
 *
 * Where a person writes a template, see delivery_template_write(): with what it can name, and what is wrong with it, at
 * once. PickerTemplateEditor::changed tells of each change.
 */
#define PICKER_TYPE_TEMPLATE_EDITOR (picker_template_editor_get_type ())
G_DECLARE_FINAL_TYPE (PickerTemplateEditor, picker_template_editor, PICKER, TEMPLATE_EDITOR, GtkWidget)

void     picker_template_editor_set_text (PickerTemplateEditor *self, const char *text);
char    *picker_template_editor_dup_text (PickerTemplateEditor *self); /* (transfer full) */
/* Whether it can be written. */
gboolean picker_template_editor_is_right (PickerTemplateEditor *self);
/* @fields: custom fields of the account, up to %NULL */
void     picker_template_editor_set_fields (PickerTemplateEditor *self, const char *const *fields);

G_END_DECLS
