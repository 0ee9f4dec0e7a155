/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The panel of details beside the assets, where its words lead, and one asset in the whole window.
 */

#include "descant-config.h"

#include "picker-library-private.h"

#include "canto-error.h"
#include "picker-compat.h"
#include "picker-details-text.h"

#include <glib/gi18n.h>

#define MAX_SUMMED 500 /* more are only counted */

/* What is known of all that is selected, without asking. NULL if one of them is not known yet. */
static char *
dup_summary (PickerLibrary *self)
{
  GListModel *list = G_LIST_MODEL (picker_grid_get_list (self->grid));
  g_autoptr (GtkBitset) selected = picker_grid_dup_selected (self->grid);
  g_autoptr (GPtrArray) assets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  GtkBitsetIter iter;
  guint position;

  if (gtk_bitset_get_size (selected) > MAX_SUMMED)
    return NULL;
  for (gboolean is_valid = gtk_bitset_iter_init_first (&iter, selected, &position); is_valid;
       is_valid = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (CatalogSlot) slot = g_list_model_get_item (list, position);
      CantoAsset *asset = slot != NULL ? catalog_slot_get_asset (slot) : NULL;

      if (asset == NULL)
        return NULL;
      g_ptr_array_add (assets, canto_asset_ref (asset));
    }

  return picker_details_text_dup_summary (assets);
}

static void
selection_changed (PickerLibrary *self)
{
  guint n_selected = picker_grid_get_n_selected (self->grid);
  g_autofree char *summary = n_selected > 1 ? dup_summary (self) : NULL;

  picker_details_panel_set_selection (self->details, picker_grid_get_selected_asset (self->grid),
                                      n_selected, summary);
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

/* The panel knows of albums what the asset's record said, which may be old. */
static void
album_failed (PickerLibrary *self, const GError *error)
{
  if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND)
      || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_ALLOWED))
    picker_library_say (self, _ ("This album is gone, or you may not see it: choose another"));
  else
    picker_library_say_error (self, error);
}

static void
details_toggle (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  gboolean show = !picker_compat_split_get_show_sidebar (self->details_split);

  picker_compat_split_set_show_sidebar (self->details_split, show);
  if (!show)
    picker_grid_enter (self->grid);
  else if (picker_compat_split_get_folded (self->details_split))
    gtk_widget_child_focus (GTK_WIDGET (self->details), GTK_DIR_TAB_FORWARD);
}

/* One step back, wherever the focus is: out of the panel where it covers everything, then to
 * nothing selected, then to nothing searched. */
static gboolean
escape_pressed (PickerLibrary *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  if (picker_compat_split_get_folded (self->details_split)
      && picker_compat_split_get_show_sidebar (self->details_split))
    gtk_widget_activate_action (GTK_WIDGET (self), "details.toggle", NULL);
  else if (picker_grid_get_n_selected (self->grid) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->grid), "selection.clear", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "search.clear", NULL);

  return GDK_EVENT_STOP;
}

static void
watch_escape (PickerLibrary *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (escape_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* The viewer lies over everything else, which gets neither the focus nor what is typed meanwhile.
 */
static void
set_covered (PickerLibrary *self, gboolean is_covered)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_widget_set_sensitive (gtk_widget_get_first_child (GTK_WIDGET (self)), !is_covered);
  gtk_search_entry_set_key_capture_widget (self->search_entry,
                                           is_covered ? NULL : GTK_WIDGET (root));
}

/* The arrows go on from what was viewed, not from where the viewer was opened. */
static void
viewer_closed (PickerLibrary *self)
{
  set_covered (self, FALSE);
  picker_grid_enter (self->grid);
}

static void
make_viewer (PickerLibrary *self)
{
  self->viewer = PICKER_VIEWER (picker_viewer_new (self->session, self->grid));
  gtk_widget_set_parent (GTK_WIDGET (self->viewer), GTK_WIDGET (self));
  g_signal_connect_object (self->viewer, "prepare-drag", G_CALLBACK (picker_library_prepare_drag),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewer, "begin-drag", G_CALLBACK (picker_library_begin_drag), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewer, "closed", G_CALLBACK (viewer_closed), self,
                           G_CONNECT_SWAPPED);
}

static void
viewer_open (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);

  if (self->viewer == NULL)
    make_viewer (self);
  if (picker_viewer_open (self->viewer))
    set_covered (self, TRUE);
}

gboolean
picker_library_is_viewing (PickerLibrary *self)
{
  return self->viewer != NULL && gtk_widget_get_visible (GTK_WIDGET (self->viewer));
}

/* Before the grid, for which a space selects. */
static gboolean
grid_key_pressed (PickerLibrary *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_space || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_activate_action (GTK_WIDGET (self), "viewer.open", NULL);
}

void
picker_library_watch_space (PickerLibrary *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (grid_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->grid), keys);
}

void
picker_library_install_details (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "viewer.open", NULL, viewer_open);
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
  picker_details_panel_set_list (self->details, picker_grid_get_list (self->grid));
  g_signal_connect_object (self->details, "made", G_CALLBACK (picker_library_say_made), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "tag-chosen", G_CALLBACK (tag_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "keyword-chosen", G_CALLBACK (keyword_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "album-chosen", G_CALLBACK (album_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "album-failed", G_CALLBACK (album_failed), self,
                           G_CONNECT_SWAPPED);
  watch_escape (self);
  selection_changed (self);

  return self->details_split;
}
