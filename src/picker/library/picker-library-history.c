/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The links that were taken: their place among the others, and what can be done with them. */

#include "descant-config.h"

#include "picker-library-private.h"

#include "picker-clear-history.h"
#include "picker-error.h"
#include "picker-recheck-window.h"

#include <glib/gi18n.h>

gboolean
picker_library_is_in_history (PickerLibrary *self)
{
  return picker_sidebar_get_in_history (self->sidebar)
         && !picker_scope_switch_get_everywhere (self->scope_switch);
}

static gboolean
has_picks (PickerLibrary *self)
{
  EngineHistory *history = engine_session_get_history (self->session);

  return g_list_model_get_n_items (G_LIST_MODEL (history)) > 0;
}

static void
update_actions (PickerLibrary *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.check", has_picks (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.clear", has_picks (self));
}

void
picker_library_update_history (PickerLibrary *self)
{
  gboolean is_in_history = picker_library_is_in_history (self);

  picker_grid_set_shows_picks (self->grid, is_in_history);
  picker_filter_bar_set_show_filters (self->filter_bar, !is_in_history);
  gtk_widget_set_visible (GTK_WIDGET (self->sort_bin), !is_in_history);
  gtk_widget_set_visible (self->check_button, is_in_history);
  gtk_widget_set_visible (self->clear_history_button, is_in_history);
}

void
picker_library_show_empty_history (PickerLibrary *self)
{
  gboolean is_on = engine_history_get_is_on (engine_session_get_history (self->session));

  if (has_picks (self))
    picker_state_page_show_empty (self->state_page, "edit-find-symbolic", _ ("No Assets Found"),
                                  _ ("Nothing that you copied or dragged goes by these words."),
                                  _ ("Search _Everywhere"), "search.everywhere");
  else if (is_on)
    picker_state_page_show_empty (
        self->state_page, "document-open-recent-symbolic", _ ("Nothing Picked Yet"),
        _ ("What you copy or drag from now on is listed here, on this computer alone."), NULL,
        NULL);
  else
    picker_state_page_show_empty (
        self->state_page, "document-open-recent-symbolic", _ ("Recent Picks Are Switched Off"),
        _ ("What you copy or drag is not remembered. You can change that in the preferences."),
        _ ("_Preferences"), "win.preferences");
}

/* Actions */

/* The asset of a link that was checked, to copy it anew. */
static void
pick_chosen (PickerRecheckWindow *window, EnginePick *pick, PickerLibrary *self)
{
  gtk_window_close (GTK_WINDOW (window));
  picker_sidebar_choose_history (self->sidebar);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), engine_pick_get_record (pick)->name);
}

static void
history_check (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  GtkWidget *window =
      picker_recheck_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session);

  g_signal_connect_object (window, "chosen", G_CALLBACK (pick_chosen), self, 0);
  gtk_window_present (GTK_WINDOW (window));
}

static void
history_clear (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);

  picker_clear_history_ask (GTK_WINDOW (gtk_widget_get_root (widget)),
                            engine_session_get_history (self->session));
}

/* What she copies goes on to work: only the memory of it does not last. */
static void
history_not_kept (PickerLibrary *self, const GError *error)
{
  g_autofree char *text = picker_error_dup_text (error);

  picker_library_say_details (self, _ ("Recent picks are not kept on this computer"), text);
}

static GtkWidget *
make_button (const char *label, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "filter-chip");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

void
picker_library_install_history (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "history.check", NULL, history_check);
  gtk_widget_class_install_action (widget_class, "history.clear", NULL, history_clear);
}

void
picker_library_connect_history (PickerLibrary *self)
{
  EngineHistory *history = engine_session_get_history (self->session);

  self->check_button = make_button (
      _ ("Check _Links…"), _ ("See what has become of all links that you took"), "history.check");
  self->clear_history_button = make_button (
      _ ("Clear _History…"), _ ("Forget what you copied and dragged"), "history.clear");
  picker_filter_bar_append (self->filter_bar, self->check_button);
  picker_filter_bar_append (self->filter_bar, self->clear_history_button);
  g_settings_bind (self->settings, "remember-picks", history, "is-on", G_SETTINGS_BIND_GET);
  g_signal_connect_object (history, "items-changed", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "not-kept", G_CALLBACK (history_not_kept), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "notify::is-on", G_CALLBACK (picker_library_update_state), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  picker_library_update_history (self);
}
