/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-quick-list.h"
#include "picker-quick-row.h"
#include "picker-quick-window.h"

G_BEGIN_DECLS

struct _PickerQuickWindow
{
  AdwWindow parent_instance;

  /* Template children. */
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  AdwStatusPage *empty_page;
  AdwStatusPage *closed_page;
  GtkWidget *problem;
  GtkLabel *problem_label;
  GtkWidget *problem_button;
  GtkLabel *preset_label;
  GtkLabel *account_label;
  GtkSpinner *spinner;

  /* Owned. */
  GSettings *settings;
  PickerQuickList *list;
  GtkSingleSelection *selection;
  GSignalGroup *session_signals;
  DeliveryPreset *preset; /* that Enter copies */
  GHashTable *rows;       /* set of the bound rows, borrowed from the view */
  GCancellable *copy_cancellable; /* (nullable): of the copy that is under way */

  /* State. */
  gboolean has_failed; /* what is said is why the last copy failed */
  guint visible_id;    /* non-0 while what is on screen has to be found out anew */
};

/* picker-quick-window-copy.c: the actions link.* */
void picker_quick_window_install_copy (GtkWidgetClass *widget_class);
void picker_quick_window_copy_selected (PickerQuickWindow *self);
/* Nobody waits for it any more. */
void picker_quick_window_cancel_copy (PickerQuickWindow *self);

/* picker-quick-window.c */

/* (transfer none) (nullable) */
PickerQuickItem *picker_quick_window_get_selected (PickerQuickWindow *self);
/* The row that shows it; (nullable): not on screen. (transfer none) */
GtkWidget       *picker_quick_window_find_row (PickerQuickWindow *self, PickerQuickItem *item);
/* Says why a copy failed, until something else is typed or chosen. @error: (nullable): nothing is wrong */
void             picker_quick_window_say_failed (PickerQuickWindow *self, const GError *error);
void             picker_quick_window_update_busy (PickerQuickWindow *self);
void             picker_quick_window_say_copied (PickerQuickWindow *self, DeliveryLink *link);

G_END_DECLS
