/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "picker-banner.h"
#include "picker-details-panel.h"
#include "picker-filter-bar.h"
#include "picker-grid.h"
#include "picker-library.h"
#include "picker-place-count.h"
#include "picker-recent-button.h"
#include "picker-scope-switch.h"
#include "picker-selection-bar.h"
#include "picker-sidebar.h"
#include "picker-sort-button.h"
#include "picker-state-page.h"
#include "picker-viewer.h"

G_BEGIN_DECLS

struct _PickerLibrary
{
  GtkWidget parent_instance;

  /* Template children. */
  AdwToastOverlay *toasts;
  GtkToggleButton *sidebar_toggle;
  GtkToggleButton *details_toggle;
  AdwHeaderBar *header_bar;
  GtkWidget *search_clamp;
  AdwBin *search_bin; /* below the header bar */
  GtkBox *search_box;
  GtkSearchEntry *search_entry;
  GtkRevealer *demo_banner;
  PickerBanner *banner;
  GtkLabel *demo_label;
  AdwBin *split_bin;
  GtkWidget *content;
  GtkLabel *place_title;
  PickerPlaceCount *place_count;
  GtkSpinner *spinner;
  AdwBin *sort_bin;
  AdwBin *filter_bin;
  GtkStack *stack;
  AdwBin *grid_bin;
  PickerStatePage *state_page;
  PickerSelectionBar *selection_bar;

  /* Borrowed: children made in code. */
  GtkWidget *split;
  GtkWidget *details_split;
  PickerDetailsPanel *details;
  PickerViewer *viewer; /* (nullable): made when it is first opened */
  PickerSidebar *sidebar;
  PickerGrid *grid;
  PickerSortButton *sort_button;
  PickerFilterBar *filter_bar;
  PickerScopeSwitch *scope_switch;
  PickerRecentButton *recent_button;

  /* Owned. */
  EngineSession *session;
  GSettings *settings;
  PickerFilters *filters;
  PickerRecentSearches *recent_searches;
  char *root_folder; /* (nullable): that was shown last */
  GCancellable *copy_cancellable; /* of the last copy */
  CantoQuery *answered_query;     /* (nullable): the last that had an answer */

  /* State. */
  gboolean is_demo;
  guint arrange_id;         /* non-0 while the search may have to move */
  guint loading_timeout_id; /* non-0 while another place has not answered */
  guint slow_timeout_id;    /* non-0 while an answer is due that is not late yet */
  gboolean is_slow;         /* it is late */
  guint pause_timeout_id;   /* non-0 while a pause is counted down */
};

/* @toast: (transfer full) */
void picker_library_add_toast (PickerLibrary *self, AdwToast *toast);

/* picker-library-search.c: the widgets that one searches with, and the question that they make. */
void picker_library_install_search (GtkWidgetClass *widget_class);
void picker_library_make_search (PickerLibrary *self);
void picker_library_ask (PickerLibrary *self);
/* Another place was chosen. */
void picker_library_search_in_place (PickerLibrary *self);

/* picker-library-layout.c */
void picker_library_watch_width (PickerLibrary *self);

/* picker-library-copy.c: the actions link.* */
void picker_library_install_copy (GtkWidgetClass *widget_class);
/* Something else is selected. */
void picker_library_update_copy (PickerLibrary *self);
void picker_library_say_error (PickerLibrary *self, const GError *error);
/* The first of them, as an array of guint. (transfer full) */
GArray *picker_library_list_positions (GtkBitset *positions, guint max);

/* picker-library-drag.c: as PickerGrid::prepare-drag. */
GdkContentProvider *picker_library_prepare_drag (PickerLibrary *self,
                                                 GtkBitset *positions,
                                                 GtkWidget *cell);

/* picker-library-details.c: the panel of details and the viewer; details.toggle, viewer.open. */
void       picker_library_install_details (GtkWidgetClass *widget_class);
GtkWidget *picker_library_make_details (PickerLibrary *self); /* with the content beside it */
void       picker_library_watch_space (PickerLibrary *self);
gboolean   picker_library_is_viewing (PickerLibrary *self);

/* picker-library-state.c: what stands where the assets are not; the action content.retry. */
void picker_library_install_state (GtkWidgetClass *widget_class);
void picker_library_connect_state (PickerLibrary *self);
void picker_library_dispose_state (PickerLibrary *self);
void picker_library_update_state (PickerLibrary *self);
/* What is in another place must not stand long under the name of this one. */
void picker_library_leave_content (PickerLibrary *self);

G_END_DECLS
