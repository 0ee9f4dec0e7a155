/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-session.h"
#include "picker-vocabulary.h"

G_BEGIN_DECLS

/**
 * PickerEditor:
 *
 * The metadata of one or many assets, to be changed: names, texts, custom fields, tags and keywords. Each change is
 * an edit of its own, made when it counts (see #PickerField). What is not known of the assets is asked for first.
 *
 * #PickerEditor::made tells of each edit.
 */
#define PICKER_TYPE_EDITOR (picker_editor_get_type ())
G_DECLARE_FINAL_TYPE (PickerEditor, picker_editor, PICKER, EDITOR, GtkWidget)

GtkWidget *picker_editor_new (EngineSession *session, PickerVocabulary *vocabulary);

/* @assets: (element-type CantoAsset): with details or without. What is typed in the fields for those of before
 * counts. */
void picker_editor_set_assets (PickerEditor *self, GPtrArray *assets);
/* What is typed counts now, and nothing is shown any more. */
void picker_editor_finish (PickerEditor *self);

/* What is typed counts now. */
void       picker_editor_flush (PickerEditor *self);
/* (transfer full) (element-type CantoAsset) */
GPtrArray *picker_editor_dup_assets (PickerEditor *self);

G_END_DECLS
