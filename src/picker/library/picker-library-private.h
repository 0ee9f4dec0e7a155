/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "engine-loaded-source.h"
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
#include "picker-toasts.h"
#include "picker-transfers-button.h"
#include "picker-viewer.h"

G_BEGIN_DECLS

struct _PickerLibrary
{
  GtkWidget parent_instance;

  /* Template children. */
  PickerToasts *toasts;
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
  AdwBin *upload_bin;
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
  PickerTransfersButton *transfers_button;
  GtkWidget *check_button; /* of the history */
  GtkWidget *clear_history_button;

  /* Owned. */
  EngineSession *session;
  GSettings *settings;
  PickerFilters *filters;
  PickerRecentSearches *recent_searches;
  char *root_folder; /* (nullable): that was shown last */
  EngineLoadedSource *loaded; /* (nullable): what is searched while Canto cannot be reached */
  CantoQuery *loaded_query; /* (nullable): of what it is, without words */
  char *wanted_key;  /* (nullable): of the asset that is selected when it is found */
  GPtrArray *undo;   /* (element-type EngineEdit): the last one is undone first */
  AdwToast *undo_toast; /* (nullable): weak; of the last of them */
  GCancellable *copy_cancellable; /* of the last copy */
  GCancellable *check_cancellable; /* (nullable): of what is checked of the last copy or drag */
  GdkContentProvider *dragged;    /* (nullable): weak; what was prepared last */
  GCancellable *selected_cancellable; /* (nullable): of what is done with the selected assets */
  AdwToast *copied_toast; /* (nullable): weak; of the last copy */
  AdwToast *upload_toast; /* (nullable): weak; of what is on its way */
  GHashTable *told_terms; /* set of texts: of use, of what was dragged */

  /* State. */
  gboolean is_demo;
  gboolean is_uploading;
  guint n_uploaded;         /* since nothing was on its way */
  guint n_failed_before;    /* when that began */
  guint upload_toast_id;    /* non-0 while it is shown */
  gboolean may_not_share; /* the service has refused it */
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
/* As if @text had been typed, and no filter chosen. */
void picker_library_search_everywhere (PickerLibrary *self, const char *text);

/* picker-library-offline.c: what is loaded is searched while Canto cannot be reached */
void           picker_library_connect_offline (PickerLibrary *self);
/* Before something else is asked. */
void           picker_library_keep_loaded (PickerLibrary *self);
CatalogSource *picker_library_choose_source (PickerLibrary *self, CantoQuery *query);
gboolean       picker_library_shows_loaded (PickerLibrary *self);

/* picker-library-layout.c */
void picker_library_watch_width (PickerLibrary *self);

/* picker-library-copy.c: the actions link.* */
void picker_library_install_copy (GtkWidgetClass *widget_class);
/* Something else is selected. */
void picker_library_update_copy (PickerLibrary *self);
/* Copies the links of @assets, (element-type CantoAsset): at most %ENGINE_MAX_LINKS, whatever is selected. */
void picker_library_copy_assets (PickerLibrary *self, GPtrArray *assets, DeliveryPreset *preset);
/* picker-library-crop.c: the actions link.crop and link.crop-or-say */
void picker_library_install_crop (GtkWidgetClass *widget_class);
void picker_library_update_crop (PickerLibrary *self);
/* picker-library-copy-image.c: what @link leads to, a picture, as such */
void picker_library_copy_image (PickerLibrary *self, DeliveryLink *link, GCancellable *cancellable);
void picker_library_say_error (PickerLibrary *self, const GError *error);
/* @links: (element-type DeliveryLink) */
void picker_library_put_on_clipboard (PickerLibrary *self, DeliveryPreset *preset, GPtrArray *links);

/* picker-library-check.c: says that @links, (element-type DeliveryLink), were copied, and in the same place what is
 * found when they are checked, or what is wrong and what helps.
 * @title: (nullable): what is said of several, or of some that could not be had; NULL of one */
void picker_library_say_copied (PickerLibrary *self, GPtrArray *links, const char *title);
/* Checks what is dragged, or was copied among others that could not be had, and says only what is wrong, and which
 * terms its use has.
 * @links: (element-type DeliveryLink) */
void picker_library_check_quietly (PickerLibrary *self, GPtrArray *links);
/* The first of them, as an array of guint. (transfer full) */
GArray *picker_library_list_positions (GtkBitset *positions, guint max);

/**
 * PickerLibraryAssetsFunc:
 * @assets: (element-type CantoAsset): what was selected, without what is gone; at least one
 */
typedef void (*PickerLibraryAssetsFunc) (PickerLibrary *self, GPtrArray *assets);

/* picker-library-selected.c: calls @func with what is selected, at once if all of it is here, and says why if it
 * cannot be had, or is too much (%CATALOG_MAX_LOADED). What was asked for before is forgotten. */
void picker_library_with_selected (PickerLibrary *self, PickerLibraryAssetsFunc func);

/* picker-library-edits.c: what becomes of edits is said here, and can be undone; the actions assets.edit, edit.undo,
 * assets.delete. */
void picker_library_install_edits (GtkWidgetClass *widget_class);
void picker_library_connect_edits (PickerLibrary *self);
void picker_library_dispose_edits (PickerLibrary *self);
/* Says that @edit was made, with a way to undo it. */
void picker_library_say_made (PickerLibrary *self, EngineEdit *edit);
/* What can be done with what is selected; which may be nothing. */
void picker_library_update_edits (PickerLibrary *self);

/* picker-library-albums.c: assets into albums and out; the actions assets.add-to-album, assets.remove-from-album */
void picker_library_install_albums (GtkWidgetClass *widget_class);
void picker_library_connect_albums (PickerLibrary *self);
void picker_library_update_albums (PickerLibrary *self);

/* picker-library-share.c: the action assets.share */
void picker_library_install_share (GtkWidgetClass *widget_class);
void picker_library_connect_share (PickerLibrary *self);
void picker_library_update_share (PickerLibrary *self);

/* picker-library-upload.c: files that come in; the actions upload.* */
void picker_library_install_upload (GtkWidgetClass *widget_class);
void picker_library_make_upload (PickerLibrary *self);
/* Another place was chosen. */
void picker_library_update_upload (PickerLibrary *self);

/* picker-library-upload-toasts.c. @transfers: (element-type EngineTransfer): just added; @album: (nullable): the name of the
 * one that they go to */
void picker_library_say_uploading (PickerLibrary *self, GPtrArray *transfers, const char *album);
void picker_library_end_uploading (PickerLibrary *self);
void picker_library_make_upload_toasts (PickerLibrary *self);

/* picker-library-history.c: the place of what was picked; the actions history.check, history.clear */
void           picker_library_install_history (GtkWidgetClass *widget_class);
void           picker_library_connect_history (PickerLibrary *self);
/* Whether that is what is looked at or searched. */
gboolean       picker_library_is_in_history (PickerLibrary *self);
/* Another place was chosen, or the search goes beyond it. */
void           picker_library_update_history (PickerLibrary *self);
void           picker_library_show_empty_history (PickerLibrary *self);

/* picker-library-presets.c */
void picker_library_connect_presets (PickerLibrary *self);

/* picker-library-drag.c: as PickerGrid::prepare-drag. */
GdkContentProvider *picker_library_prepare_drag (PickerLibrary *self,
                                                 GtkBitset *positions,
                                                 GtkWidget *cell);
/* The action drag.drag-as: what a drag carries is chosen before it, and kept. */
void picker_library_make_drag (PickerLibrary *self);
/* As PickerGrid::begin-drag. */
void picker_library_begin_drag (PickerLibrary *self,
                                GdkDrag *drag,
                                GdkPaintable *paintable,
                                const char *icon_name,
                                guint n_dragged);

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
