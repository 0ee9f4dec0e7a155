/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "picker-grid.h"

#include "picker-list.h"
#include "picker-picked.h"
#include "picker-selection.h"
#include "picker-visible.h"

G_BEGIN_DECLS

struct _PickerGrid
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkGridView *view;
  AdwBin *list_bin;
  GtkPopoverMenu *context_menu;
  GMenu *menu;
  GMenu *asset_menu;
  GMenu *copy_menu;

  /* Borrowed: made in code. */
  PickerList *list_view; /* NULL until it is first shown */

  /* Owned. */
  EngineSession *session;
  GSettings *settings;
  CatalogAssetList *list;
  PickerPicked *picked; /* when what is shown was picked */
  PickerSelection *selection;
  PickerVisible *visible; /* of the tiles */

  /* State. */
  int tile_size; /* GSettings tile-size */
  double pinch_size;
  double scrolled; /* with Ctrl, since the last step */
  guint columns_id;     /* non-0 while how many columns there may be is to be found out */
  gboolean has_columns; /* it was found out once */
  guint place_id;   /* non-0 until the other view shows what was looked at */
  guint place;
  guint n_place_frames; /* left until then */
  guint focus_id;       /* non-0 until the focus is on what is selected */
  guint n_focus_frames; /* for how many more that is tried */
};

/* A tile or row was double-clicked, or Enter pressed there. */
void picker_grid_activate (PickerGrid *self, guint position);

/* picker-grid-views.c */

/* What is shown now: the tiles or the rows. */
PickerVisible *picker_grid_get_visible (PickerGrid *self);
/* The list widget of GTK inside, which has the actions list.…; (transfer none). */
GtkWidget     *picker_grid_get_list_base (PickerGrid *self);
/* The position of what the person looks at: the current one if it can be seen, or what is at the top. */
guint          picker_grid_get_looked_at (PickerGrid *self);
/* Whether a drag over the view that is shown draws a rubber band. */
void           picker_grid_set_rubberband (PickerGrid *self, gboolean enable);
/* Keeps a place in the list that there is. */
void           picker_grid_connect_views (PickerGrid *self);
/* Shows grid or list, as GSettings view says. */
void           picker_grid_update_view (PickerGrid *self);
/* Scrolls to @position when the view has been laid out. */
void           picker_grid_queue_place (PickerGrid *self, guint position);

/* picker-grid-clicks.c: the menu, and clicks on nothing. */
void picker_grid_install_clicks (GtkWidgetClass *widget_class);
void picker_grid_add_clicks (PickerGrid *self);

/* picker-grid-focus.c: FALSE if the view does not take it. */
gboolean picker_grid_focus_cell (PickerCell *cell);
void     picker_grid_current_moved (PickerGrid *self, guint from, guint to);

/* picker-grid-retry.c: what could not be loaded is asked for again. */
void     picker_grid_install_retry (GtkWidgetClass *widget_class);
/* What stands at @cell is what the menu is for. */
void     picker_grid_update_retry (PickerGrid *self, PickerCell *cell);

/* picker-grid-drag.c */

/* Makes @cell draggable: see #PickerGrid::prepare-drag. */
void picker_grid_add_drag_source (PickerGrid *self, PickerCell *cell);

/* picker-grid-zoom.c: how large the tiles are. */
void picker_grid_install_zoom (GtkWidgetClass *widget_class);
void picker_grid_add_zoom (PickerGrid *self);

G_END_DECLS
