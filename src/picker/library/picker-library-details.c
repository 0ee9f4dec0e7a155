/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The panel of details beside the assets, and where its words lead. */

#include "descant-config.h"

#include "picker-library-private.h"

#include "picker-compat.h"

static void
selection_changed (PickerLibrary *self)
{
  picker_details_panel_set_selection (self->details, picker_grid_get_selected_asset (self->grid),
                                      picker_grid_get_n_selected (self->grid));
}

static void
asset_learned (PickerLibrary *self, CantoAsset *asset)
{
  catalog_asset_list_learn (picker_grid_get_list (self->grid), asset);
}

/* What the panel covers is where the person wants to go. */
static void
uncover (PickerLibrary *self)
{
  if (picker_compat_split_get_folded (self->details_split))
    picker_compat_split_set_show_sidebar (self->details_split, FALSE);
}

static void
tag_chosen (PickerLibrary *self, const char *tag)
{
  uncover (self);
  picker_filters_add_word (self->filters, PICKER_FILTER_TAG, tag);
}

static void
keyword_chosen (PickerLibrary *self, const char *keyword)
{
  uncover (self);
  picker_filters_add_word (self->filters, PICKER_FILTER_KEYWORD, keyword);
}

static void
album_chosen (PickerLibrary *self, const char *id)
{
  uncover (self);
  picker_sidebar_choose_album (self->sidebar, id);
}

static void
details_toggle (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  gboolean show = !picker_compat_split_get_show_sidebar (self->details_split);

  picker_compat_split_set_show_sidebar (self->details_split, show);
  if (!show)
    picker_grid_enter (self->grid);
}

void
picker_library_install_details (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "details.toggle", NULL, details_toggle);
}

GtkWidget *
picker_library_make_details (PickerLibrary *self)
{
  self->details = PICKER_DETAILS_PANEL (picker_details_panel_new (self->session));
  self->details_split = picker_compat_split_new_end (GTK_WIDGET (self->details), self->content);
  picker_compat_split_bind_toggle (self->details_split, self->details_toggle);
  picker_compat_split_bind_habit (self->details_split, self->settings, "show-details");
  g_signal_connect_object (self->grid, "notify::selected-asset", G_CALLBACK (selection_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "notify::n-selected", G_CALLBACK (selection_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "learned", G_CALLBACK (asset_learned), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "tag-chosen", G_CALLBACK (tag_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "keyword-chosen", G_CALLBACK (keyword_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "album-chosen", G_CALLBACK (album_chosen), self,
                           G_CONNECT_SWAPPED);
  selection_changed (self);

  return self->details_split;
}
