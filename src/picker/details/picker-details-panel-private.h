/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "picker-details-chips.h"
#include "picker-details-panel.h"
#include "picker-details-row.h"
#include "picker-details-text.h"
#include "picker-edit-status.h"
#include "picker-editor.h"
#include "picker-preview.h"
#include "picker-version-list.h"

G_BEGIN_DECLS

struct _PickerDetailsPanel
{
  GtkWidget parent_instance;

  /* Template children. */
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *hint;
  AdwBin *preview_bin;
  GtkLabel *error_label;
  GtkButton *web_button;
  GtkWidget *crop_button;
  GtkBox *details_box;
  GtkBox *fields_box;
  GtkButton *back_button;
  GtkLabel *bar_title;
  GtkButton *versions_button;
  AdwBin *versions_bin;
  AdwBin *status_bin;
  AdwBin *editor_bin;
  GtkButton *edit_button;
  GtkButton *edit_many_button;

  /* Borrowed: children made in code. */
  PickerPreview *preview;
  PickerDetailsRow *rows[PICKER_N_DETAILS];
  PickerDetailsChips *tags;
  PickerDetailsChips *keywords;
  PickerDetailsChips *albums;
  PickerVersionList *versions; /* NULL until it is first shown */
  PickerEditor *editor;        /* the same */
  PickerEditStatus *status;    /* NULL until something is edited */

  /* Owned. */
  EngineSession *session;
  CatalogAssetList *list; /* (nullable) */
  CantoAsset *shown;         /* (nullable) */
  GCancellable *cancellable; /* (nullable): of what is asked about it */

  /* State. */
  guint rest_id; /* non-0 until the selection has rested */
};

/* @text is plain. */
void picker_details_panel_say (PickerDetailsPanel *self, const char *text);

/* Asks for the details of @asset once more, which come back through #PickerDetailsPanel::learned. */
void picker_details_panel_reload (PickerDetailsPanel *self, CantoAsset *asset);

/* picker-details-pages.c: what takes the place of the details for a while, made when it is first shown; the actions
 * details.versions and details.back. */
void     picker_details_panel_install_pages (GtkWidgetClass *widget_class);
void     picker_details_panel_add_pages (PickerDetailsPanel *self);
/* Back to what is selected. */
void     picker_details_panel_leave_page (PickerDetailsPanel *self);
/* Something was learned of the asset that is shown. */
void     picker_details_panel_update_page (PickerDetailsPanel *self);
gboolean picker_details_panel_is_on_page (PickerDetailsPanel *self);
/* @page: of the stack, in place of the details */
void     picker_details_panel_show_page (PickerDetailsPanel *self, const char *page, const char *title);

/* picker-details-edit.c: the editor, and how far what was edited is. */
void     picker_details_panel_install_edit (void);
void     picker_details_panel_connect_edits (PickerDetailsPanel *self);
/* What is shown has changed. */
void     picker_details_panel_update_edit (PickerDetailsPanel *self);
/* Whether @n_assets are edited, and @asset, (nullable), is one of them. */
gboolean picker_details_panel_is_editing (PickerDetailsPanel *self, CantoAsset *asset, guint n_assets);
void     picker_details_panel_emit_made (PickerDetailsPanel *self, EngineEdit *edit);

G_END_DECLS
