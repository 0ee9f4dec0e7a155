/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "canto-edit.h"

G_BEGIN_DECLS

/**
 * PickerField:
 *
 * One field of one or many assets, as it can be edited. What is typed counts when Enter is pressed, when the focus
 * goes elsewhere, or by picker_field_flush(); Escape takes it back. Nothing counts that was not touched.
 *
 * #PickerField::edited tells what is to be done to each of the assets.
 */
#define PICKER_TYPE_FIELD (picker_field_get_type ())
G_DECLARE_INTERFACE (PickerField, picker_field, PICKER, FIELD, GtkWidget)

struct _PickerFieldInterface
{
  GTypeInterface parent_iface;

  void (*show_values) (PickerField *self, GPtrArray *values);
  void (*flush) (PickerField *self);
  void (*reset) (PickerField *self); /* (nullable) */
};

/* @values: (element-type GStrv): of each asset; what is typed and does not count yet stays */
void picker_field_show_values (PickerField *self, GPtrArray *values);
void picker_field_flush (PickerField *self);
/* What is typed and cannot count is forgotten. */
void picker_field_reset (PickerField *self);

/* For implementations. */
void picker_field_emit_edited (PickerField *self, CantoEditAction action, const char *value);

/* Whether all assets have the same. */
gboolean picker_field_are_same (GPtrArray *values);
/* The only value of the first of them, or the empty text. (transfer none) */
const char *picker_field_get_first (GPtrArray *values);
/* Shows what nobody has typed: Undo in @entry neither brings back what was there before nor takes it away. */
void picker_field_set_entry_text (GtkEntry *entry, const char *text);

G_END_DECLS
