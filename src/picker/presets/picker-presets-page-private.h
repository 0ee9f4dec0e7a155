/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-presets-page.h"

G_BEGIN_DECLS

struct _PickerPresetsPage
{
  AdwPreferencesPage parent_instance;

  /* Template children. */
  GtkWidget *state_group;
  AdwActionRow *state_row;
  GtkWidget *again_button;
  AdwPreferencesGroup *locked_group;
  GtkListBox *locked_list;
  AdwPreferencesGroup *own_group;
  GtkListBox *own_list;
  GtkWidget *add_button;

  /* Owned. */
  EngineSession *session;
  GSettings *settings;
  EnginePresets *presets;
  PickerFieldNames *fields; /* (nullable) */
  GCancellable *cancellable;

  /* State. */
  guint focused; /* which preset gets the focus when the rows are made anew; or %G_MAXUINT */
};

/* (nullable): while it is in none */
GtkWindow *picker_presets_page_get_window (PickerPresetsPage *self);

/* In a toast of the window. @undo: (nullable) (transfer full) (element-type DeliveryPreset): her own presets before, which its
 * button brings back */
void picker_presets_page_say (PickerPresetsPage *self, const char *text, GPtrArray *undo);
/* In a dialog, which has room for more. */
void picker_presets_page_explain (PickerPresetsPage *self, const char *heading, const char *text);

/* picker-presets-page-file.c */
void picker_presets_page_choose_import (PickerPresetsPage *self);
void picker_presets_page_choose_export (PickerPresetsPage *self);

G_END_DECLS
