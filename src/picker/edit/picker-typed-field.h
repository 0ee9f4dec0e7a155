/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-field.h"

G_BEGIN_DECLS

/**
 * PickerTypedField:
 *
 * A field with a control that is typed into: what the assets have, what is typed, and when that counts. Its
 * subclasses make the control.
 */
#define PICKER_TYPE_TYPED_FIELD (picker_typed_field_get_type ())
G_DECLARE_DERIVABLE_TYPE (PickerTypedField, picker_typed_field, PICKER, TYPED_FIELD, GtkBox)

/**
 * PickerTypedFieldClass:
 * @dup_text: what is typed. (transfer full)
 * @set_text: puts @text into the control, with nothing to undo
 * @find_problem: why @text, without spaces around it, cannot be a value. (nullable): NULL if it can; as vfunc: all can
 */
struct _PickerTypedFieldClass
{
  GtkBoxClass parent_class;

  char *(*dup_text) (PickerTypedField *self);
  void (*set_text) (PickerTypedField *self, const char *text);
  const char *(*find_problem) (PickerTypedField *self, const char *text);
};

/* Puts the head above @box, which has @control in it, and follows what is typed there: once.
 * @can_clear: where the assets have several values, all can be emptied */
void picker_typed_field_set_up (PickerTypedField *self,
                                const char *title,
                                GtkWidget *control,
                                GtkWidget *box,
                                gboolean can_clear);

/* What is typed counts, if it is another value and can be one. */
void picker_typed_field_commit (PickerTypedField *self);

G_END_DECLS
