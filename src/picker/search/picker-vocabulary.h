/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "picker-filters.h"

G_BEGIN_DECLS

/**
 * PickerVocabulary:
 *
 * The tags and keywords of the assets that were seen so far: the service has no list of them.
 */
#define PICKER_TYPE_VOCABULARY (picker_vocabulary_get_type ())
G_DECLARE_FINAL_TYPE (PickerVocabulary, picker_vocabulary, PICKER, VOCABULARY, GObject)

PickerVocabulary *picker_vocabulary_new (void);

/* Takes up the words of the assets in @arrays: of the first at once, of the others a few at a time while nothing
 * else is to be done; then "learned" is emitted. @arrays: as of catalog_asset_list_dup_held() */
void picker_vocabulary_learn (PickerVocabulary *self, GPtrArray *arrays);

/* At most @n_words that hold @part, whatever the case; the most frequent ones, those that begin with
 * it first. @filter: tag or keyword. (transfer full) */
char **picker_vocabulary_dup_words (PickerVocabulary *self,
                                    PickerFilter filter,
                                    const char *part,
                                    guint n_words);

G_END_DECLS
