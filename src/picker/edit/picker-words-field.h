/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "picker-vocabulary.h"

G_BEGIN_DECLS

/**
 * PickerWordsField:
 *
 * The tags or keywords of one or many assets as chips that can be taken away, and an entry for more, with
 * suggestions. What only some of the assets have is dimmed, and given to all by a click.
 */
#define PICKER_TYPE_WORDS_FIELD (picker_words_field_get_type ())
G_DECLARE_FINAL_TYPE (PickerWordsField, picker_words_field, PICKER, WORDS_FIELD, GtkBox)

/* @kind: tag or keyword, of which @vocabulary has the suggestions */
GtkWidget *picker_words_field_new (const char *title, PickerFilter kind, PickerVocabulary *vocabulary);

/* @words: (element-type GStrv): of each asset */
void picker_words_field_show_words (PickerWordsField *self, GPtrArray *words);
/* What is typed counts now. */
void picker_words_field_flush (PickerWordsField *self);

/* It is about other assets from now on: only the first words are shown, if there are many. */
void picker_words_field_reset (PickerWordsField *self);

G_END_DECLS
