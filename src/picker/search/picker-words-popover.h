/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "catalog-asset-list.h"
#include "picker-vocabulary.h"

G_BEGIN_DECLS

/**
 * PickerWordsPopover:
 *
 * Tags or keywords that an asset must have: typed, or ticked in a list of those that were seen.
 */
#define PICKER_TYPE_WORDS_POPOVER (picker_words_popover_get_type ())
G_DECLARE_FINAL_TYPE (PickerWordsPopover, picker_words_popover, PICKER, WORDS_POPOVER, GtkPopover)

/* @filter: tag or keyword; @list: the vocabulary learns what it holds when the popover is shown */
GtkWidget *picker_words_popover_new (PickerFilters *filters,
                                     PickerFilter filter,
                                     PickerVocabulary *vocabulary,
                                     CatalogAssetList *list);

G_END_DECLS
