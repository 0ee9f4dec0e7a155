/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-quick-window-private.h"

#include "canto-error.h"
#include "picker-error.h"
#include "picker-preset.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (PickerQuickWindow, picker_quick_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_COPIED,
  SIGNAL_OPEN_MAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What stands there */

static void
show_empty (PickerQuickWindow *self, const char *icon_name, const char *title, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_icon_name (self->empty_page, icon_name);
  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, markup);
}

static void
update_empty (PickerQuickWindow *self)
{
  const GError *error = picker_quick_list_get_error (self->list);
  g_autofree char *text = error != NULL ? picker_error_dup_text (error) : NULL;

  if (error != NULL)
    show_empty (self, picker_error_get_icon_name (error), picker_error_get_title (error), text);
  else if (*picker_quick_list_get_text (self->list) == '\0')
    show_empty (self, "document-open-recent-symbolic", _ ("Nothing Picked Yet"),
                _ ("Type to search your library."));
  else
    show_empty (self, "edit-find-symbolic", _ ("No Assets Found"), _ ("Try other words."));
}

static const char *
choose_page (PickerQuickWindow *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    return "list";

  return picker_quick_list_get_is_searching (self->list) ? "starting" : "empty";
}

/* What is wrong with what stands there, in a line above it. */
static const char *
choose_problem (PickerQuickWindow *self, gboolean *can_sign_in)
{
  EngineSession *session = picker_quick_list_get_session (self->list);
  const GError *error = picker_quick_list_get_error (self->list);

  *can_sign_in = !engine_session_get_signed_in (session)
                 || (error != NULL && picker_error_get_remedy (error) == PICKER_REMEDY_SIGN_IN);
  if (*can_sign_in)
    return _ ("Your sign-in has ended: only what is known on this computer is found.");
  if (error == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return NULL;
  if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_OFFLINE))
    return _ ("Canto cannot be reached: only what is known on this computer is found.");

  return picker_error_get_title (error);
}

static void
update_problem (PickerQuickWindow *self)
{
  gboolean can_sign_in;
  const char *text = choose_problem (self, &can_sign_in);

  if (self->has_failed)
    return;

  gtk_widget_set_visible (self->problem, text != NULL);
  gtk_widget_set_visible (self->problem_button, can_sign_in);
  if (text != NULL)
    gtk_label_set_text (self->problem_label, text);
}

void
picker_quick_window_update_busy (PickerQuickWindow *self)
{
  gboolean is_busy = self->copy_cancellable != NULL
                     || (picker_quick_list_get_is_searching (self->list)
                         && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0);

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  gtk_spinner_set_spinning (self->spinner, is_busy);
}

static void
update (PickerQuickWindow *self)
{
  if (picker_quick_list_get_session (self->list) == NULL)
    return;

  if (g_str_equal (choose_page (self), "empty"))
    update_empty (self);
  gtk_stack_set_visible_child_name (self->stack, choose_page (self));
  update_problem (self);
  picker_quick_window_update_busy (self);
}

void
picker_quick_window_say_failed (PickerQuickWindow *self, const GError *error)
{
  g_autofree char *text = error != NULL ? picker_error_dup_text (error) : NULL;
  g_autofree char *line = NULL;

  self->has_failed = error != NULL;
  if (error == NULL)
    {
      update (self);
      return;
    }

  line = g_strdup_printf ("%s. %s", picker_error_get_title (error), text);
  gtk_label_set_text (self->problem_label, line);
  gtk_widget_set_visible (self->problem_button,
                          picker_error_get_remedy (error) == PICKER_REMEDY_SIGN_IN);
  gtk_widget_set_visible (self->problem, TRUE);
}

/* What is selected */

PickerQuickItem *
picker_quick_window_get_selected (PickerQuickWindow *self)
{
  return picker_quick_list_get (self->list, gtk_single_selection_get_selected (self->selection));
}

GtkWidget *
picker_quick_window_find_row (PickerQuickWindow *self, PickerQuickItem *item)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    {
      if (picker_quick_row_get_item (row) == item && gtk_widget_get_mapped (row))
        return row;
    }

  return NULL;
}

static void
select_position (PickerQuickWindow *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

/* The keyboard stays in the entry: who does not see the row hears of it there. */
static void
tell_selected (PickerQuickWindow *self)
{
  PickerQuickItem *item = picker_quick_window_get_selected (self);
  g_autofree char *text =
      item != NULL ? picker_quick_row_dup_description (item) : g_strdup (_ ("Nothing selected"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  if (self->has_failed)
    picker_quick_window_say_failed (self, NULL);
}

static guint
count_rows_on_screen (PickerQuickWindow *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  double row_px = gtk_adjustment_get_upper (adjustment) / MAX (n_items, 1);

  return row_px > 0 ? MAX ((guint) (gtk_adjustment_get_page_size (adjustment) / row_px), 1) : 1;
}

static void
move_selected (PickerQuickWindow *self, int step)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint selected = gtk_single_selection_get_selected (self->selection);
  gint64 wanted;

  if (n_items == 0)
    return;

  wanted = selected == GTK_INVALID_LIST_POSITION ? 0 : (gint64) selected + step;
  select_position (self, (guint) CLAMP (wanted, 0, (gint64) n_items - 1));
}

/* After the entry has had the key: an input method has arrows of its own. */
static gboolean
key_pressed (PickerQuickWindow *self, guint key, guint code, GdkModifierType state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  int page = (int) count_rows_on_screen (self);

  if (modifiers == GDK_CONTROL_MASK
      && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "quick.open-main", NULL);
      return GDK_EVENT_STOP;
    }
  if (modifiers != 0)
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_selected (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_selected (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      move_selected (self, -page);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      move_selected (self, page);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
text_changed (PickerQuickWindow *self)
{
  picker_quick_window_cancel_copy (self);
  self->has_failed = FALSE;
  picker_quick_list_set_text (self->list,
                              gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    select_position (self, 0);
  update (self);
}

/* Rows */

/* A view binds more than it shows. */
static gboolean
update_on_screen (gpointer user_data)
{
  PickerQuickWindow *self = user_data;
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self->scroller));
  GHashTableIter iter;
  gpointer row;

  self->visible_id = 0;
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    {
      graphene_rect_t bounds;
      gboolean on_screen = gtk_widget_get_mapped (row)
                           && gtk_widget_compute_bounds (row, GTK_WIDGET (self->scroller), &bounds)
                           && bounds.origin.y < height && bounds.origin.y + bounds.size.height > 0;

      picker_quick_row_set_on_screen (row, on_screen);
    }

  return G_SOURCE_REMOVE;
}

static void
queue_on_screen (PickerQuickWindow *self)
{
  if (self->visible_id == 0)
    self->visible_id = g_idle_add (update_on_screen, self);
}

static void
row_clicked (GtkGestureClick *gesture, int n_press, double x, double y, PickerQuickWindow *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  PickerQuickItem *item = picker_quick_row_get_item (PICKER_QUICK_ROW (row));

  /* A click inside a popover of the row comes here, too. */
  if (!gtk_widget_contains (row, x, y))
    return;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      if (picker_quick_list_get (self->list, i) != item)
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      picker_quick_window_copy_selected (self);
    }
}

static void
set_up_row (GtkSignalListItemFactory *factory, GtkListItem *item, PickerQuickWindow *self)
{
  GtkWidget *row = picker_quick_row_new ();
  GtkGesture *gesture = gtk_gesture_click_new ();

  g_signal_connect_object (gesture, "released", G_CALLBACK (row_clicked), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
  gtk_list_item_set_child (item, row);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, PickerQuickWindow *self)
{
  PickerQuickRow *row = PICKER_QUICK_ROW (gtk_list_item_get_child (item));

  g_hash_table_add (self->rows, row);
  picker_quick_row_set_preset (row, self->preset);
  picker_quick_row_set_item (row, picker_quick_list_get_session (self->list),
                             gtk_list_item_get_item (item));
  queue_on_screen (self);
}

static void
unbind_row (GtkSignalListItemFactory *factory, GtkListItem *item, PickerQuickWindow *self)
{
  PickerQuickRow *row = PICKER_QUICK_ROW (gtk_list_item_get_child (item));

  g_hash_table_remove (self->rows, row);
  picker_quick_row_set_on_screen (row, FALSE);
  picker_quick_row_set_item (row, NULL, NULL);
}

static void
make_view (PickerQuickWindow *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_row), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row), self, 0);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (queue_on_screen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (queue_on_screen), self,
                           G_CONNECT_SWAPPED);
}

/* The preset */

static void
update_preset (PickerQuickWindow *self)
{
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  GHashTableIter iter;
  gpointer row;

  g_clear_pointer (&self->preset, delivery_preset_unref);
  self->preset = picker_preset_load (self->settings);
  title = delivery_preset_dup_title (self->preset);
  /* Translators: what is made of the asset and copied, as "1200 px JPEG" */
  text = g_strdup_printf (_ ("Enter copies: %s"), title);
  gtk_label_set_text (self->preset_label, text);
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->preset_label),
      _ ("Ctrl+1 to Ctrl+9 copy with one of your presets, Ctrl+Enter shows the asset in Descant."));

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    picker_quick_row_set_preset (row, self->preset);
}

/* From outside */

void
picker_quick_window_set_session (PickerQuickWindow *self, EngineSession *session)
{
  g_return_if_fail (PICKER_IS_QUICK_WINDOW (self));
  g_return_if_fail (ENGINE_IS_SESSION (session));

  if (picker_quick_list_get_session (self->list) != session)
    picker_quick_window_cancel_copy (self);
  picker_quick_list_set_session (self->list, session);
  g_signal_group_set_target (self->session_signals, session);
  picker_quick_window_set_account_name (self, NULL);
  update (self);
}

void
picker_quick_window_set_account_name (PickerQuickWindow *self, const char *name)
{
  EngineSession *session;
  const char *host;

  g_return_if_fail (PICKER_IS_QUICK_WINDOW (self));

  session = picker_quick_list_get_session (self->list);
  g_return_if_fail (session != NULL);

  host = canto_account_get_tenant_host (engine_session_get_account (session));
  gtk_label_set_text (self->account_label, name != NULL ? name : host);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->account_label), host);
}

static void
leave_session (PickerQuickWindow *self)
{
  picker_quick_window_cancel_copy (self);
  picker_quick_list_set_session (self->list, NULL);
  g_signal_group_set_target (self->session_signals, NULL);
  self->has_failed = FALSE;
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_label_set_text (self->account_label, "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->account_label), NULL);
  picker_quick_window_update_busy (self);
}

void
picker_quick_window_set_starting (PickerQuickWindow *self)
{
  g_return_if_fail (PICKER_IS_QUICK_WINDOW (self));

  leave_session (self);
  gtk_stack_set_visible_child_name (self->stack, "starting");
}

void
picker_quick_window_set_signed_out (PickerQuickWindow *self, const GError *error)
{
  g_autofree char *text = error != NULL ? picker_error_dup_text (error) : NULL;
  g_autofree char *markup = NULL;

  g_return_if_fail (PICKER_IS_QUICK_WINDOW (self));

  leave_session (self);
  markup = g_markup_escape_text (
      text != NULL ? text : _ ("Sign in to your company's Canto, or try the demo, in Descant."),
      -1);
  adw_status_page_set_title (self->closed_page, error != NULL ? picker_error_get_title (error)
                                                              : _ ("You Are Not Signed In"));
  adw_status_page_set_description (self->closed_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "signed-out");
}

void
picker_quick_window_open (PickerQuickWindow *self, const char *token)
{
  g_return_if_fail (PICKER_IS_QUICK_WINDOW (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      update_preset (self);
      picker_quick_list_set_approved_only (
          self->list, g_settings_get_boolean (self->settings, "approved-only"));
      g_signal_handlers_block_by_func (self->search_entry, text_changed, self);
      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
      g_signal_handlers_unblock_by_func (self->search_entry, text_changed, self);
      text_changed (self);
    }
  if (token != NULL)
    gtk_window_set_startup_id (GTK_WINDOW (self), token);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_window_present (GTK_WINDOW (self));
}

void
picker_quick_window_say_copied (PickerQuickWindow *self, DeliveryLink *link)
{
  g_signal_emit (self, signals[SIGNAL_COPIED], 0, link);
  gtk_window_close (GTK_WINDOW (self));
}

/* Actions */

static void
quick_open_main (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerQuickWindow *self = PICKER_QUICK_WINDOW (widget);
  PickerQuickItem *item = picker_quick_window_get_selected (self);
  g_autoptr (CantoAsset) asset =
      item != NULL ? canto_asset_ref (picker_quick_item_get_asset (item)) : NULL;

  g_signal_emit (self, signals[SIGNAL_OPEN_MAIN], 0, asset);
  gtk_window_close (GTK_WINDOW (self));
}

/* GObject */

static void
picker_quick_window_unmap (GtkWidget *widget)
{
  PickerQuickWindow *self = PICKER_QUICK_WINDOW (widget);

  picker_quick_window_cancel_copy (self);
  picker_quick_list_stop (self->list);

  GTK_WIDGET_CLASS (picker_quick_window_parent_class)->unmap (widget);
}

static void
picker_quick_window_dispose (GObject *object)
{
  PickerQuickWindow *self = PICKER_QUICK_WINDOW (object);

  g_clear_handle_id (&self->visible_id, g_source_remove);
  picker_quick_window_cancel_copy (self);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  if (self->list != NULL)
    picker_quick_list_set_session (self->list, NULL);
  if (self->session_signals != NULL)
    g_signal_group_set_target (self->session_signals, NULL);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->preset, delivery_preset_unref);

  G_OBJECT_CLASS (picker_quick_window_parent_class)->dispose (object);
}

static void
picker_quick_window_finalize (GObject *object)
{
  g_hash_table_unref (PICKER_QUICK_WINDOW (object)->rows);

  G_OBJECT_CLASS (picker_quick_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-quick-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerQuickWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickWindow, view);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickWindow, closed_page);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickWindow, problem_label);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickWindow, problem_button);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickWindow, preset_label);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickWindow, account_label);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickWindow, spinner);
}

static void
picker_quick_window_class_init (PickerQuickWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = picker_quick_window_dispose;
  object_class->finalize = picker_quick_window_finalize;
  widget_class->unmap = picker_quick_window_unmap;

  signals[SIGNAL_COPIED] = g_signal_new ("copied", PICKER_TYPE_QUICK_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, DELIVERY_TYPE_LINK);
  signals[SIGNAL_OPEN_MAIN] =
      g_signal_new ("open-main", PICKER_TYPE_QUICK_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, CANTO_TYPE_ASSET);

  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "quick.open-main", NULL, quick_open_main);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  picker_quick_window_install_copy (widget_class);
}

static void
connect_entry (PickerQuickWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), keys);
  /* Not "search-changed", which waits for the next letter. */
  g_signal_connect_swapped (self->search_entry, "changed", G_CALLBACK (text_changed), self);
  g_signal_connect_swapped (self->search_entry, "activate",
                            G_CALLBACK (picker_quick_window_copy_selected), self);
  g_signal_connect_swapped (self->search_entry, "stop-search", G_CALLBACK (gtk_window_close), self);
}

/* A window that wants an answer for the main window keeps the hands off those of its group alone.
 */
static void
stand_apart (PickerQuickWindow *self)
{
  g_autoptr (GtkWindowGroup) group = gtk_window_group_new ();

  gtk_window_group_add_window (group, GTK_WINDOW (self));
}

static void
picker_quick_window_init (PickerQuickWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_hash_table_new (NULL, NULL);
  self->list = picker_quick_list_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  self->session_signals = g_signal_group_new (ENGINE_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::signed-in", G_CALLBACK (update),
                                  self);
  g_signal_connect_object (self->list, "status-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (tell_selected),
                           self, G_CONNECT_SWAPPED);
  make_view (self);
  connect_entry (self);
  stand_apart (self);
}

GtkWidget *
picker_quick_window_new (GSettings *settings)
{
  PickerQuickWindow *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (PICKER_TYPE_QUICK_WINDOW, NULL);
  self->settings = g_object_ref (settings);
  update_preset (self);
  g_signal_connect_object (settings, "changed::" PICKER_PRESET_KEY, G_CALLBACK (update_preset),
                           self, G_CONNECT_SWAPPED);
  picker_quick_window_set_starting (self);

  return GTK_WIDGET (self);
}
