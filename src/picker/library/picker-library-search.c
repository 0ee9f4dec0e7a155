/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked: the place, the words, the filters and the order. */

#include "descant-config.h"

#include "picker-library-private.h"

#include <glib/gi18n.h>

static char *
dup_keyword (PickerLibrary *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
}

static CantoQuery *
make_query (PickerLibrary *self)
{
  CantoAccount *account = engine_session_get_account (self->session);
  g_autofree char *keyword = dup_keyword (self);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  CantoQuery *query;

  /* Nothing but words is looked for there. */
  if (picker_library_is_in_history (self))
    return canto_query_with_keyword (canto_query_new (), keyword);

  query = picker_scope_switch_get_everywhere (self->scope_switch)
              ? picker_sidebar_dup_query_everywhere (self->sidebar)
              : picker_sidebar_dup_query (self->sidebar);

  query = canto_query_with_keyword (query, keyword);
  query = picker_filters_apply (self->filters, query, now, canto_account_get_time_zone (account));

  return picker_sort_button_apply (self->sort_button, query);
}

void
picker_library_ask (PickerLibrary *self)
{
  g_autoptr (CantoQuery) query = make_query (self);
  CatalogAssetList *list = picker_grid_get_list (self->grid);
  CantoQuery *asked = catalog_asset_list_get_query (list);
  CatalogSource *source = picker_library_choose_source (self, query);
  gboolean is_same_source = source == catalog_asset_list_get_source (list);

  picker_library_update_history (self);
  if (is_same_source && asked != NULL && canto_query_equal (asked, query))
    return;

  picker_library_keep_loaded (self);
  /* What was kept now may do where nothing did. */
  source = picker_library_choose_source (self, query);
  picker_grid_reset (self->grid);
  catalog_asset_list_set_source (list, source, query);
}

void
picker_library_search_in_place (PickerLibrary *self)
{
  g_autoptr (CantoQuery) place = picker_sidebar_dup_query (self->sidebar);
  gboolean is_narrow = picker_sidebar_get_in_container (self->sidebar)
                       || picker_sidebar_get_in_history (self->sidebar);

  picker_scope_switch_set_place (self->scope_switch,
                                 is_narrow ? picker_sidebar_get_title (self->sidebar) : NULL);
  picker_filter_bar_set_show_types (self->filter_bar, canto_query_get_schemes (place) == 0);
  picker_library_ask (self);
}

static void
search_changed (PickerLibrary *self)
{
  g_autofree char *keyword = dup_keyword (self);

  picker_scope_switch_set_searching (self->scope_switch, *keyword != '\0');
  picker_library_ask (self);
}

void
picker_library_search_everywhere (PickerLibrary *self, const char *text)
{
  /* What was filtered may be what is looked for; a toast brings the filters back. */
  gtk_widget_activate_action (GTK_WIDGET (self), "filters.clear", NULL);
  picker_scope_switch_set_everywhere (self->scope_switch, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  search_changed (self);
}

static void
clear_search (PickerLibrary *self)
{
  picker_scope_switch_set_everywhere (self->scope_switch, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

/* What she has used or looked at closer was worth the search. */
static void
remember_search (PickerLibrary *self)
{
  g_autofree char *keyword = dup_keyword (self);

  picker_recent_searches_add (self->recent_searches, keyword);
}

static void
recent_chosen (PickerLibrary *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* What is cleared is cleared at once, and can be had back. */

static void
undo_filters (PickerFilters *filters, AdwToast *toast)
{
  picker_filters_restore (filters, g_object_get_data (G_OBJECT (toast), "filters"));
}

static void
filters_clear (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  AdwToast *toast;

  if (!picker_filters_get_any_active (self->filters))
    return;

  toast = adw_toast_new (_ ("Filters cleared"));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "filters", picker_filters_copy (self->filters),
                          g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_filters), self->filters,
                           G_CONNECT_SWAPPED);
  picker_filters_clear (self->filters);
  picker_library_add_toast (self, toast);
}

static void
undo_recent_searches (PickerRecentSearches *searches, AdwToast *toast)
{
  picker_recent_searches_restore (searches, g_object_get_data (G_OBJECT (toast), "texts"));
}

static void
recent_searches_clear (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  AdwToast *toast = adw_toast_new (_ ("Recent searches cleared"));

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "texts",
                          picker_recent_searches_dup (self->recent_searches),
                          (GDestroyNotify) g_strfreev);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_recent_searches),
                           self->recent_searches, G_CONNECT_SWAPPED);
  picker_recent_searches_clear (self->recent_searches);
  picker_library_add_toast (self, toast);
}

/* What the page offers that says that nothing was found. */

static void
search_clear (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  clear_search (PICKER_LIBRARY (widget));
}

static void
search_everywhere (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  picker_scope_switch_set_everywhere (PICKER_LIBRARY (widget)->scope_switch, TRUE);
}

/* What can be had of a list that is too long begins at the other end. */
static void
sort_reverse (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  picker_sort_button_reverse (PICKER_LIBRARY (widget)->sort_button);
}

void
picker_library_install_search (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "filters.clear", NULL, filters_clear);
  gtk_widget_class_install_action (widget_class, "recent-searches.clear", NULL,
                                   recent_searches_clear);
  gtk_widget_class_install_action (widget_class, "search.clear", NULL, search_clear);
  gtk_widget_class_install_action (widget_class, "search.everywhere", NULL, search_everywhere);
  gtk_widget_class_install_action (widget_class, "sort.reverse", NULL, sort_reverse);
}

/* Keys: from the search down into the grid. */
static gboolean
search_key_pressed (PickerLibrary *self, guint keyval, guint keycode, GdkModifierType state)
{
  GdkModifierType mods = state & gtk_accelerator_get_default_mod_mask ();

  /* Without a selection of its own the entry has nothing to copy. */
  if (keyval == GDK_KEY_c && mods == GDK_CONTROL_MASK
      && !gtk_editable_get_selection_bounds (GTK_EDITABLE (self->search_entry), NULL, NULL))
    return gtk_widget_activate_action (GTK_WIDGET (self), "link.copy", NULL);

  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  if (mods == GDK_ALT_MASK)
    picker_recent_button_open (self->recent_button);
  else
    picker_grid_enter (self->grid);

  return GDK_EVENT_STOP;
}

/* A letter was typed elsewhere. What follows, spaces and all, belongs to it. */
static void
search_started (PickerLibrary *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->search_entry));

  gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
}

static void
connect_search (PickerLibrary *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (self->search_entry, "search-changed", G_CALLBACK (search_changed),
                            self);
  g_signal_connect_swapped (self->search_entry, "search-started", G_CALLBACK (search_started),
                            self);
  g_signal_connect_swapped (self->search_entry, "stop-search", G_CALLBACK (clear_search), self);
  g_signal_connect_swapped (self->search_entry, "activate", G_CALLBACK (remember_search), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (remember_search), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), focus);
  /* Before the entry's own keys. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (search_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), keys);
}

static void
make_recent_searches (PickerLibrary *self)
{
  /* The demo leaves nothing behind. */
  g_autoptr (GSettings) settings =
      self->is_demo ? NULL
                    : picker_recent_searches_make_settings (
                        self->settings, engine_session_get_account (self->session));
  GtkWidget *button;

  self->recent_searches = picker_recent_searches_new (settings);
  button = picker_recent_button_new (self->recent_searches);
  self->recent_button = PICKER_RECENT_BUTTON (button);
  g_signal_connect_object (button, "chosen", G_CALLBACK (recent_chosen), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->search_box, button);
}

/* The root */

static void
undo_root (EngineSession *session, AdwToast *toast)
{
  engine_session_set_root_folder (session, g_object_get_data (G_OBJECT (toast), "root-folder"));
}

static void
root_changed (PickerLibrary *self)
{
  const char *root_folder = engine_session_get_root_folder (self->session);
  AdwToast *toast = adw_toast_new (root_folder != NULL ? _ ("Only this folder is shown now")
                                                       : _ ("Everything is shown again"));

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "root-folder", g_steal_pointer (&self->root_folder),
                          g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_root), self->session,
                           G_CONNECT_SWAPPED);
  self->root_folder = g_strdup (root_folder);
  picker_library_add_toast (self, toast);
}

static void
make_filters (PickerLibrary *self)
{
  GtkWidget *filter_bar, *scope_switch, *sort_button;

  picker_filters_set_approved_only (self->filters,
                                    g_settings_get_boolean (self->settings, "approved-only"));
  filter_bar = picker_filter_bar_new (self->filters, engine_session_get_client (self->session),
                                      picker_grid_get_list (self->grid));
  scope_switch = picker_scope_switch_new ();
  sort_button = picker_sort_button_new (self->settings);
  self->filter_bar = PICKER_FILTER_BAR (filter_bar);
  self->scope_switch = PICKER_SCOPE_SWITCH (scope_switch);
  self->sort_button = PICKER_SORT_BUTTON (sort_button);
  picker_filter_bar_prepend (self->filter_bar, scope_switch);
  adw_bin_set_child (self->filter_bin, filter_bar);
  adw_bin_set_child (self->sort_bin, sort_button);
}

void
picker_library_make_search (PickerLibrary *self)
{
  make_filters (self);
  make_recent_searches (self);
  connect_search (self);
  self->root_folder = g_strdup (engine_session_get_root_folder (self->session));
  g_signal_connect_object (self->session, "notify::root-folder", G_CALLBACK (root_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filters, "changed", G_CALLBACK (picker_library_ask), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "sort-asked", G_CALLBACK (picker_sort_button_choose),
                           self->sort_button, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sort_button, "changed", G_CALLBACK (picker_library_ask), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scope_switch, "notify::everywhere",
                           G_CALLBACK (picker_library_ask), self, G_CONNECT_SWAPPED);
}
