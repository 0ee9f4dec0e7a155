/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-grid.h"

#include "picker-selection.h"

G_BEGIN_DECLS

struct _PickerGrid
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkScrolledWindow *scroller;
  GtkGridView *view;
  GtkPopoverMenu *context_menu;

  /* Owned. */
  EngineSession *session;
  GSettings *settings;
  CatalogAssetList *list;
  PickerSelection *selection;
  GHashTable *tiles; /* bound tiles, borrowed from the view → TileState */

  /* State. */
  guint tick_id;        /* non-0 while what is on screen has to be found out anew */
  gboolean has_moved;   /* since the last tick */
  gboolean is_laid_out; /* what had moved before it has its place by now */
};

/* picker-grid-drag.c */

/* Makes @cell, a tile or a row, draggable: see #PickerGrid::prepare-drag. */
void                picker_grid_add_drag_source (PickerGrid *self, GtkWidget *cell);
/* The drag of one asset alone, which asks the person first where that is needed. (nullable) */
GdkContentProvider *picker_grid_prepare_drag (PickerGrid *self, GtkBitset *positions, GtkWidget *cell);

G_END_DECLS
