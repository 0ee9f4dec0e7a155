/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "canto-client.h"
#include "catalog-asset-list.h"
#include "picker-filters.h"

G_BEGIN_DECLS

/**
 * PickerFilterBar:
 *
 * A row of chips, one for each filter. It scrolls sideways where it has not enough room.
 */
#define PICKER_TYPE_FILTER_BAR (picker_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (PickerFilterBar, picker_filter_bar, PICKER, FILTER_BAR, GtkWidget)

/* @list: what it holds is where suggestions come from */
GtkWidget *picker_filter_bar_new (PickerFilters *filters, CantoClient *client, CatalogAssetList *list);

/* Puts @widget before the chips. */
void picker_filter_bar_prepend (PickerFilterBar *self, GtkWidget *widget);

/* Puts @widget behind the chips. */
void picker_filter_bar_append (PickerFilterBar *self, GtkWidget *widget);

/* Whether there is anything to filter by in the place. */
void picker_filter_bar_set_show_filters (PickerFilterBar *self, gboolean show_filters);

/* FALSE where the place says the type already. */
void picker_filter_bar_set_show_types (PickerFilterBar *self, gboolean show_types);

G_END_DECLS
