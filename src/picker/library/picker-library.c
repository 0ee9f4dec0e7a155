/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-library-private.h"

#include "picker-compat.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (PickerLibrary, picker_library, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SETTINGS,
  PROP_IS_DEMO,
  N_PROPS,
} PickerLibraryProperty;

static GParamSpec *props[N_PROPS];

/* What is shown: where it is not the assets, see picker-library-state.c. */

static void
update_place (PickerLibrary *self)
{
  CatalogAssetList *list = picker_grid_get_list (self->grid);
  guint n_assets = g_list_model_get_n_items (G_LIST_MODEL (list));
  gboolean is_loading = catalog_asset_list_get_status (list) == CATALOG_STATUS_LOADING;

  if (catalog_asset_list_get_status (list) == CATALOG_STATUS_READY)
    picker_place_count_show (self->place_count, n_assets, catalog_asset_list_get_n_found (list));
  else
    picker_place_count_clear (self->place_count);
  gtk_label_set_text (self->place_title, picker_sidebar_get_title (self->sidebar));
  gtk_spinner_set_spinning (self->spinner, is_loading);
}

/* Places */

static void
place_chosen (PickerLibrary *self)
{
  picker_library_search_in_place (self);
  picker_library_update_upload (self);
  update_place (self);
  picker_library_leave_content (self);
}

static void
place_found (PickerLibrary *self)
{
  if (picker_compat_split_get_folded (self->split))
    picker_compat_split_set_show_sidebar (self->split, FALSE);
}

/* Keys from anywhere. */

static void
search_focus (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
sidebar_toggle (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);

  gboolean show = !picker_compat_split_get_show_sidebar (self->split);

  picker_compat_split_set_show_sidebar (self->split, show);
  gtk_widget_grab_focus (show ? GTK_WIDGET (self->sidebar) : GTK_WIDGET (self->search_entry));
}

/* These work from anywhere in the window, also while nothing has the focus. */
static void
add_shortcut (GtkEventController *shortcuts, guint keyval, GdkModifierType mods, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_keyval_trigger_new (keyval, mods), gtk_named_action_new (action)));
}

static void
add_shortcuts (PickerLibrary *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  add_shortcut (shortcuts, GDK_KEY_f, GDK_CONTROL_MASK, "search.focus");
  add_shortcut (shortcuts, GDK_KEY_F9, 0, "sidebar.toggle");
  add_shortcut (shortcuts, GDK_KEY_F4, 0, "details.toggle");
  add_shortcut (shortcuts, GDK_KEY_Return, GDK_ALT_MASK, "details.toggle");
  add_shortcut (shortcuts, GDK_KEY_o, GDK_CONTROL_MASK, "upload.choose");
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}

/* The buttons for grid and list are the setting itself. */
static void
add_layout_actions (PickerLibrary *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GAction) view = g_settings_create_action (self->settings, "view");

  g_action_map_add_action (G_ACTION_MAP (group), view);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "layout", G_ACTION_GROUP (group));
}

/* A word can be typed wherever the focus is. */
static void
picker_library_root (GtkWidget *widget)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);

  GTK_WIDGET_CLASS (picker_library_parent_class)->root (widget);
  gtk_search_entry_set_key_capture_widget (self->search_entry,
                                           GTK_WIDGET (gtk_widget_get_root (widget)));
}

static void
picker_library_unroot (GtkWidget *widget)
{
  gtk_search_entry_set_key_capture_widget (PICKER_LIBRARY (widget)->search_entry, NULL);
  GTK_WIDGET_CLASS (picker_library_parent_class)->unroot (widget);
}

static gboolean
picker_library_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PICKER_LIBRARY (widget)->search_entry));
}

/* GObject */

static void
picker_library_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PickerLibrary *self = PICKER_LIBRARY (object);

  switch ((PickerLibraryProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;

    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;

    case PROP_IS_DEMO:
      self->is_demo = g_value_get_boolean (value);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
make_children (PickerLibrary *self)
{
  GtkWidget *sidebar = picker_sidebar_new (self->session);
  GtkWidget *grid = picker_grid_new (self->session, self->settings);

  self->sidebar = PICKER_SIDEBAR (sidebar);
  self->grid = PICKER_GRID (grid);
  self->split = picker_compat_split_new (sidebar, picker_library_make_details (self));
  adw_bin_set_child (self->grid_bin, grid);
  adw_bin_set_child (self->split_bin, self->split);
  picker_compat_split_bind_toggle (self->split, self->sidebar_toggle);
  picker_library_watch_width (self);
  picker_selection_bar_set_grid (self->selection_bar, self->grid, self->settings, self->session);
  gtk_revealer_set_reveal_child (self->demo_banner, self->is_demo);
}

static void
picker_library_constructed (GObject *object)
{
  PickerLibrary *self = PICKER_LIBRARY (object);
  CatalogAssetList *list;

  G_OBJECT_CLASS (picker_library_parent_class)->constructed (object);

  make_children (self);
  picker_library_make_search (self);
  picker_library_make_upload (self);
  picker_library_make_drag (self);
  list = picker_grid_get_list (self->grid);
  g_signal_connect_object (list, "notify::status", G_CALLBACK (update_place), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::n-items", G_CALLBACK (update_place), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::n-found", G_CALLBACK (update_place), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "notify::n-selected",
                           G_CALLBACK (picker_library_update_copy), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "notify::selected-asset",
                           G_CALLBACK (picker_library_update_copy), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "prepare-drag", G_CALLBACK (picker_library_prepare_drag),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "begin-drag", G_CALLBACK (picker_library_begin_drag), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "chosen", G_CALLBACK (place_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "found", G_CALLBACK (place_found), self,
                           G_CONNECT_SWAPPED);
  picker_library_watch_space (self);
  picker_library_connect_state (self);
  picker_library_connect_offline (self);
  picker_library_connect_edits (self);
  picker_library_connect_albums (self);
  picker_library_connect_share (self);
  picker_library_connect_history (self);
  picker_library_connect_presets (self);
  add_shortcuts (self);
  add_layout_actions (self);

  picker_library_update_copy (self);
  picker_library_ask (self);
}

static void
picker_library_unmap (GtkWidget *widget)
{
  picker_compat_close_popovers (widget);

  GTK_WIDGET_CLASS (picker_library_parent_class)->unmap (widget);
}

static void
picker_library_dispose (GObject *object)
{
  PickerLibrary *self = PICKER_LIBRARY (object);
  GtkWidget *child;

  picker_library_dispose_state (self);
  picker_library_dispose_edits (self);
  g_cancellable_cancel (self->copy_cancellable);
  g_clear_object (&self->copy_cancellable);
  g_cancellable_cancel (self->check_cancellable);
  g_clear_object (&self->check_cancellable);
  g_clear_weak_pointer (&self->dragged);
  g_clear_weak_pointer (&self->copied_toast);
  picker_library_end_uploading (self);
  g_clear_pointer (&self->told_terms, g_hash_table_unref);
  g_cancellable_cancel (self->selected_cancellable);
  g_clear_object (&self->selected_cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->root_folder, g_free);
  g_clear_object (&self->loaded);
  g_clear_pointer (&self->loaded_query, canto_query_unref);
  g_clear_pointer (&self->wanted_key, g_free);
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_object (&self->recent_searches);
  g_clear_object (&self->filters);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_library_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-library.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, toasts);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, sidebar_toggle);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, details_toggle);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, header_bar);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, search_clamp);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, search_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, search_box);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, demo_banner);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, banner);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, demo_label);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, split_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, content);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, place_title);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, place_count);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, spinner);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, upload_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, sort_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, filter_bin);
  gtk_widget_class_bind_template_child_full (widget_class, "grid_toggle", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "list_toggle", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, grid_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, state_page);
  gtk_widget_class_bind_template_child (widget_class, PickerLibrary, selection_bar);
}

static void
picker_library_class_init (PickerLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = picker_library_constructed;
  object_class->set_property = picker_library_set_property;
  object_class->dispose = picker_library_dispose;
  widget_class->unmap = picker_library_unmap;
  widget_class->root = picker_library_root;
  widget_class->unroot = picker_library_unroot;
  widget_class->grab_focus = picker_library_grab_focus;

  props[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, ENGINE_TYPE_SESSION, flags);
  props[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, flags);
  props[PROP_IS_DEMO] = g_param_spec_boolean ("is-demo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (PICKER_TYPE_BANNER);
  g_type_ensure (PICKER_TYPE_PLACE_COUNT);
  g_type_ensure (PICKER_TYPE_SELECTION_BAR);
  g_type_ensure (PICKER_TYPE_STATE_PAGE);
  g_type_ensure (PICKER_TYPE_TOASTS);
  bind_template (widget_class);

  picker_library_install_copy (widget_class);
  picker_library_install_crop (widget_class);
  picker_library_install_details (widget_class);
  picker_library_install_share (widget_class);
  picker_library_install_history (widget_class);
  picker_library_install_edits (widget_class);
  picker_library_install_albums (widget_class);
  picker_library_install_state (widget_class);
  picker_library_install_upload (widget_class);
  picker_library_install_search (widget_class);
  gtk_widget_class_install_action (widget_class, "search.focus", NULL, search_focus);
  gtk_widget_class_install_action (widget_class, "sidebar.toggle", NULL, sidebar_toggle);
}

static void
picker_library_init (PickerLibrary *self)
{
  self->filters = picker_filters_new ();
  self->undo = g_ptr_array_new_with_free_func (g_object_unref);
  self->told_terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
picker_library_new (EngineSession *session, GSettings *settings, gboolean is_demo)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  return g_object_new (PICKER_TYPE_LIBRARY, "session", session, "settings", settings, "is-demo",
                       is_demo, NULL);
}

void
picker_library_name_demo (PickerLibrary *self, GFile *folder)
{
  g_autofree char *path = g_file_get_parse_name (folder);
  g_autofree char *name = g_path_get_basename (path);
  /* Translators: the name of a folder of the person's own */
  g_autofree char *text = g_strdup_printf (
      _ ("This is a demo library, made of the folder “%s”. Nobody else sees it."), name);

  g_return_if_fail (PICKER_IS_LIBRARY (self));

  gtk_label_set_label (self->demo_label, text);
}

void
picker_library_set_account_button (PickerLibrary *self, GtkWidget *button)
{
  g_return_if_fail (PICKER_IS_LIBRARY (self));

  picker_sidebar_set_account_button (self->sidebar, button);
}

/* Above the viewer while it covers the rest. */
void
picker_library_add_toast (PickerLibrary *self, AdwToast *toast)
{
  if (picker_library_is_viewing (self))
    picker_viewer_add_toast (self->viewer, toast);
  else
    picker_toasts_add (self->toasts, toast);
}

void
picker_library_say (PickerLibrary *self, const char *text)
{
  /* A toast reads its title as markup, and names come from outside. */
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast;

  g_return_if_fail (PICKER_IS_LIBRARY (self));

  toast = adw_toast_new (markup);
  adw_toast_set_timeout (toast, 4);
  picker_library_add_toast (self, toast);
}
