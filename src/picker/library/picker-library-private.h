/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "picker-filter-bar.h"
#include "picker-grid.h"
#include "picker-library.h"
#include "picker-selection-bar.h"
#include "picker-sidebar.h"
#include "picker-sort-button.h"

G_BEGIN_DECLS

struct _PickerLibrary
{
  GtkWidget parent_instance;

  /* Template children. */
  AdwToastOverlay *toasts;
  GtkToggleButton *sidebar_toggle;
  GtkSearchEntry *search_entry;
  GtkRevealer *demo_banner;
  AdwBin *split_bin;
  GtkWidget *content;
  GtkLabel *place_title;
  GtkLabel *place_count;
  GtkSpinner *spinner;
  AdwBin *sort_bin;
  AdwBin *filter_bin;
  GtkStack *stack;
  AdwBin *grid_bin;
  AdwStatusPage *empty_page;
  GtkButton *clear_button;
  AdwStatusPage *error_page;
  GtkButton *remedy_button;
  PickerSelectionBar *selection_bar;

  /* Borrowed: children made in code. */
  GtkWidget *split;
  PickerSidebar *sidebar;
  PickerGrid *grid;
  PickerSortButton *sort_button;
  PickerFilterBar *filter_bar;

  /* Borrowed: weak. */
  AdwToast *sign_in_toast; /* (nullable): while it is shown */
  AdwToast *wait_toast;    /* (nullable): while it is shown */

  /* Owned. */
  EngineSession *session;
  GSettings *settings;
  PickerFilters *filters;
  GCancellable *copy_cancellable; /* of the last copy */

  /* State. */
  gboolean is_demo;
  guint loading_timeout_id; /* non-0 while another place has not answered */
};

/* picker-library-copy.c: the action link.copy. */
void picker_library_install_copy (GtkWidgetClass *widget_class);
/* The service refuses the token, whatever it was sent for. */
void picker_library_signed_out (PickerLibrary *self);
/* A drop got no link: says why, or asks the person. */
void picker_library_link_refused (PickerLibrary *self, CantoAsset *asset, const GError *error);

G_END_DECLS
