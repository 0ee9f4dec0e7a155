/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The quick picker: type, arrows, Enter. Keys come from outside, by xdotool. */

#include "picker-concern-popover.h"
#include "picker-preset.h"
#include "picker-quick-row.h"
#include "picker-quick-window.h"
#include "test-hand.h"
#include "test-service.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

typedef struct
{
  TestService *service; /* NULL: it is gone */
  EngineSession *session;
  GSettings *settings;
  GtkWidget *window;
  guint n_copied;
  guint n_opened;
  char *opened_id; /* (nullable): which asset the main window was asked for */
} Fixture;

static void
link_copied (Fixture *fixture)
{
  fixture->n_copied++;
}

static void
main_opened (Fixture *fixture, CantoAsset *asset)
{
  fixture->n_opened++;
  g_free (fixture->opened_id);
  fixture->opened_id = asset != NULL ? g_strdup (canto_asset_get_id (asset)) : NULL;
}

/* An asset of the service, which is found by its name.
 * @status: as the service words it */
static void
add_asset (Fixture *fixture, const char *id, const char *name, const char *status)
{
  g_autofree char *list = g_strdup_printf ("\"approvalStatus\": \"%s\"", status);
  g_autofree char *details = g_strdup_printf (
      "\"approvalStatus\": \"%s\", \"width\": \"3000\", \"height\": \"2000\", \"additional\": "
      "{\"MDC Image URL\": \"http://127.0.0.1:1/image/123456789012/image_%s/-FJPG/a.jpg\"}",
      status, id);

  test_service_add_asset (fixture->service, "image", id, name, list, details);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = test_service_new ();
  fixture->session = test_session_new_for_base (test_service_get_base (fixture->service));
  fixture->settings = test_session_new_settings ();
  g_settings_set_boolean (fixture->settings, "approved-only", FALSE);
  add_asset (fixture, "h1", "harbour one.jpg", "Approved");
  add_asset (fixture, "h2", "harbour two.jpg", "Approved");
  add_asset (fixture, "h3", "harbour three.jpg", "Approved");
  add_asset (fixture, "f1", "forest.jpg", "Approved");
  add_asset (fixture, "p1", "pending sunset.jpg", "Pending");
  test_widget_pardon_tooltips ();
  fixture->window = picker_quick_window_new (fixture->settings);
  g_signal_connect_swapped (fixture->window, "copied", G_CALLBACK (link_copied), fixture);
  g_signal_connect_swapped (fixture->window, "open-main", G_CALLBACK (main_opened), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_widget_close (fixture->window);
  g_object_unref (fixture->settings);
  test_session_free (fixture->session);
  g_clear_pointer (&fixture->service, test_service_free);
  g_free (fixture->opened_id);
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

/* As an earlier copy has left it. */
static void
note_pick (Fixture *fixture, const char *id, const char *name)
{
  g_autoptr (GPtrArray) picks = g_ptr_array_new_with_free_func (g_object_unref);
  JournalPick *record = journal_pick_new ();

  set_text (&record->scheme, "image");
  set_text (&record->id, id);
  set_text (&record->name, name);
  set_text (&record->form, "url");
  record->width_px = 3000;
  record->height_px = 2000;
  g_ptr_array_add (picks, engine_pick_new (record, CANTO_ACCOUNT_DEFAULT_MASTER_PX));
  engine_history_note (engine_session_get_history (fixture->session), picks);
}

static void
open_window (Fixture *fixture)
{
  picker_quick_window_set_session (PICKER_QUICK_WINDOW (fixture->window), fixture->session);
  picker_quick_window_open (PICKER_QUICK_WINDOW (fixture->window), NULL);
  test_hand_wait_active (fixture->window);
  test_widget_wait_frames (fixture->window, 2);
}

static GtkSingleSelection *
get_selection (Fixture *fixture)
{
  GtkListView *view = test_widget_get_child (fixture->window, "view");

  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (view));
}

/* What is shown, by the ids, with spaces between. (transfer full) */
static char *
dup_shown (Fixture *fixture)
{
  GListModel *model = G_LIST_MODEL (get_selection (fixture));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PickerQuickItem) item = g_list_model_get_item (model, i);
      CantoAsset *asset = picker_quick_item_get_asset (item);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", canto_asset_get_id (asset));
    }

  return g_string_free (text, FALSE);
}

static void
assert_shown (Fixture *fixture, const char *expected)
{
  g_autofree char *shown = dup_shown (fixture);

  g_assert_cmpstr (shown, ==, expected);
}

typedef struct
{
  Fixture *fixture;
  const char *text;
} Wait;

static gboolean
shows (gpointer user_data)
{
  Wait *wait = user_data;
  g_autofree char *shown = dup_shown (wait->fixture);

  return g_str_equal (shown, wait->text);
}

static void
wait_shown (Fixture *fixture, const char *expected)
{
  Wait wait = { fixture, expected };

  test_wait_until (shows, &wait, expected);
}

static const char *
get_selected_id (Fixture *fixture)
{
  PickerQuickItem *item = gtk_single_selection_get_selected_item (get_selection (fixture));

  return item != NULL ? canto_asset_get_id (picker_quick_item_get_asset (item)) : NULL;
}

static gboolean
is_selected (gpointer user_data)
{
  Wait *wait = user_data;

  return g_strcmp0 (get_selected_id (wait->fixture), wait->text) == 0;
}

static void
wait_selected (Fixture *fixture, const char *id)
{
  Wait wait = { fixture, id };

  test_wait_until (is_selected, &wait, id);
}

static gboolean
is_complete (gpointer user_data)
{
  Wait *wait = user_data;
  GListModel *model = G_LIST_MODEL (get_selection (wait->fixture));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PickerQuickItem) item = g_list_model_get_item (model, i);
      CantoAsset *asset = picker_quick_item_get_asset (item);

      if (g_str_equal (canto_asset_get_id (asset), wait->text))
        return canto_asset_get_is_complete (asset);
    }

  return FALSE;
}

static void
wait_details (Fixture *fixture, const char *id)
{
  Wait wait = { fixture, id };

  test_wait_until (is_complete, &wait, "the details");
}

static void
type (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (test_widget_get_child (fixture->window, "search_entry"), text);
}

static void
press (Fixture *fixture, const char *key)
{
  test_hand_press (fixture->window, key);
}

static gboolean
has_copied (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->n_copied > 0 && !gtk_widget_get_visible (fixture->window);
}

static gboolean
is_hidden (gpointer window)
{
  return !gtk_widget_get_visible (window);
}

static void
got_text (GObject *object, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  if (*text == NULL)
    *text = g_strdup ("");
}

static gboolean
is_there (gpointer pointer)
{
  return *(gpointer *) pointer != NULL;
}

/* (transfer full) */
static char *
dup_clipboard (Fixture *fixture)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->window), NULL, got_text, &text);
  test_wait_until (is_there, &text, "the clipboard");

  return text;
}

static void
clear_clipboard (Fixture *fixture)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->window), "before");
}

static const char *
get_problem (Fixture *fixture)
{
  GtkWidget *problem = test_widget_get_child (fixture->window, "problem");

  return gtk_widget_get_visible (problem)
             ? gtk_label_get_text (test_widget_get_child (fixture->window, "problem_label"))
             : NULL;
}

static gboolean
has_problem (gpointer user_data)
{
  Wait *wait = user_data;
  const char *problem = get_problem (wait->fixture);

  return problem != NULL && strstr (problem, wait->text) != NULL;
}

static void
wait_problem (Fixture *fixture, const char *part)
{
  Wait wait = { fixture, part };

  test_wait_until (has_problem, &wait, part);
}

static const char *
get_page (Fixture *fixture)
{
  return test_widget_get_page (test_widget_get_child (fixture->window, "stack"));
}

/* What was picked stands there when it opens, with what the service says of it a moment later. */
static void
test_recent (Fixture *fixture, gconstpointer data)
{
  note_pick (fixture, "f1", "forest.jpg");
  note_pick (fixture, "h2", "harbour two.jpg");
  open_window (fixture);

  assert_shown (fixture, "h2 f1");
  g_assert_cmpstr (get_selected_id (fixture), ==, "h2");
  wait_details (fixture, "f1");
  g_assert_cmpuint (test_service_count (fixture->service, "keyword="), ==, 0);
}

static void
test_nothing_yet (Fixture *fixture, gconstpointer data)
{
  open_window (fixture);

  g_assert_cmpstr (get_page (fixture), ==, "empty");
  press (fixture, "Return");
  press (fixture, "Down");
  press (fixture, "Escape");
  test_wait_until (is_hidden, fixture->window, "the window to close");
  g_assert_cmpuint (fixture->n_copied, ==, 0);
}

/* Letters, an arrow, Enter: the link of what is selected, and what was copied is remembered. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  GListModel *history = G_LIST_MODEL (engine_session_get_history (fixture->session));

  open_window (fixture);
  clear_clipboard (fixture);
  press (fixture, "h");
  press (fixture, "a");
  wait_shown (fixture, "h1 h2 h3");
  press (fixture, "Down");
  wait_selected (fixture, "h2");
  press (fixture, "Page_Down");
  wait_selected (fixture, "h3");
  press (fixture, "Down");
  press (fixture, "Up");
  wait_selected (fixture, "h2");
  press (fixture, "Return");
  test_wait_until (has_copied, fixture, "the link");

  text = dup_clipboard (fixture);
  g_assert_true (g_str_has_prefix (text, "http://127.0.0.1:1/image/123456789012/image_h2/"));
  g_assert_cmpuint (g_list_model_get_n_items (history), ==, 1);

  /* Once more: it is empty, and what was copied stands there. */
  picker_quick_window_open (PICKER_QUICK_WINDOW (fixture->window), NULL);
  assert_shown (fixture, "h2");
}

/* What is known is there before the main loop runs again. */
static void
test_at_once (Fixture *fixture, gconstpointer data)
{
  note_pick (fixture, "f1", "forest.jpg");
  note_pick (fixture, "h1", "harbour one.jpg");
  test_service_hold (fixture->service, "keyword=");
  open_window (fixture);

  type (fixture, "for");
  assert_shown (fixture, "f1");
  type (fixture, "harb");
  assert_shown (fixture, "h1");
  type (fixture, "no such thing");
  assert_shown (fixture, "");
  test_service_release (fixture->service);
}

static gboolean
is_held (gpointer service)
{
  return test_service_count_held (service) > 0;
}

/* What the service finds comes behind what is there; what was chosen stays chosen. */
static void
test_merge (Fixture *fixture, gconstpointer data)
{
  note_pick (fixture, "h1", "harbour one.jpg");
  note_pick (fixture, "h3", "harbour three.jpg");
  test_service_hold (fixture->service, "keyword=");
  open_window (fixture);

  type (fixture, "harbour");
  assert_shown (fixture, "h3 h1");
  press (fixture, "Down");
  wait_selected (fixture, "h1");
  test_wait_until (is_held, fixture->service, "the question");
  test_service_release (fixture->service);
  wait_shown (fixture, "h3 h1 h2");
  g_assert_cmpstr (get_selected_id (fixture), ==, "h1");

  /* Something else was typed: its first row is the chosen one. */
  type (fixture, "harbour t");
  g_assert_cmpstr (get_selected_id (fixture), ==, "h3");
}

/* A preset by its key, which is used from then on. */
static void
test_preset_key (Fixture *fixture, gconstpointer data)
{
  EnginePresets *presets = engine_session_get_presets (fixture->session);
  g_autoptr (DeliveryPreset) used = NULL;

  note_pick (fixture, "h1", "harbour one.jpg");
  open_window (fixture);
  press (fixture, "ctrl+2");
  test_wait_until (has_copied, fixture, "the link");
  used = picker_preset_load (fixture->settings);
  g_assert_true (delivery_preset_equal (used, engine_presets_get_preset (presets, 1)));
}

static gboolean
has_popover (gpointer user_data)
{
  Fixture *fixture = user_data;
  GtkWidget *popover = test_widget_find (fixture->window, PICKER_TYPE_CONCERN_POPOVER);

  return popover != NULL && gtk_widget_get_mapped (popover);
}

static gboolean
has_no_popover (gpointer user_data)
{
  return !has_popover (user_data);
}

/* What is not approved is not copied before she says so. */
static void
test_unapproved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *after = NULL;
  gpointer popover;

  note_pick (fixture, "p1", "pending sunset.jpg");
  open_window (fixture);
  clear_clipboard (fixture);
  wait_details (fixture, "p1");
  press (fixture, "Return");
  test_wait_until (has_popover, fixture, "the question");
  press (fixture, "Escape");
  test_wait_until (has_no_popover, fixture, "the question to go");
  g_assert_true (gtk_widget_get_visible (fixture->window));
  text = dup_clipboard (fixture);
  g_assert_cmpstr (text, ==, "before");

  press (fixture, "Return");
  test_wait_until (has_popover, fixture, "the question again");
  popover = test_widget_find (fixture->window, PICKER_TYPE_CONCERN_POPOVER);
  g_assert_true (gtk_widget_has_focus (test_widget_get_child (popover, "cancel_button")));
  press (fixture, "Tab");
  press (fixture, "Return");
  test_wait_until (has_copied, fixture, "the link");
  after = dup_clipboard (fixture);
  g_assert_nonnull (strstr (after, "image_p1/"));
}

/* One that is gone says so, and is not copied. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  note_pick (fixture, "x1", "was here.jpg");
  open_window (fixture);
  press (fixture, "Return");
  wait_problem (fixture, "Not Found");
  g_assert_cmpuint (fixture->n_copied, ==, 0);
  g_assert_true (gtk_widget_get_visible (fixture->window));
  /* It is not spoken of any more. */
  type (fixture, "f");
  g_assert_null (get_problem (fixture));
}

/* Nobody answers: what is known is found all the same, and one line says so. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  note_pick (fixture, "f1", "forest.jpg");
  note_pick (fixture, "h1", "harbour one.jpg");
  g_clear_pointer (&fixture->service, test_service_free);
  open_window (fixture);
  type (fixture, "forest");
  assert_shown (fixture, "f1");
  wait_problem (fixture, "cannot be reached");
  assert_shown (fixture, "f1");
}

static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  PickerQuickWindow *window = PICKER_QUICK_WINDOW (fixture->window);
  gpointer page = test_widget_get_child (fixture->window, "closed_page");

  picker_quick_window_set_signed_out (window, NULL);
  picker_quick_window_open (window, NULL);
  g_assert_cmpstr (get_page (fixture), ==, "signed-out");
  g_assert_cmpstr (adw_status_page_get_title (page), ==, "You Are Not Signed In");
  gtk_widget_activate_action (fixture->window, "quick.open-main", NULL);
  g_assert_cmpuint (fixture->n_opened, ==, 1);
  g_assert_null (fixture->opened_id);
  g_assert_false (gtk_widget_get_visible (fixture->window));
}

static gboolean
has_opened (gpointer user_data)
{
  return ((Fixture *) user_data)->n_opened > 0;
}

static void
test_open_main (Fixture *fixture, gconstpointer data)
{
  note_pick (fixture, "h1", "harbour one.jpg");
  note_pick (fixture, "h2", "harbour two.jpg");
  open_window (fixture);
  press (fixture, "Down");
  wait_selected (fixture, "h1");
  press (fixture, "ctrl+Return");
  test_wait_until (has_opened, fixture, "the main window to be asked for");
  g_assert_cmpstr (fixture->opened_id, ==, "h1");
  test_wait_until (is_hidden, fixture->window, "the window to close");
}

static void
test_click (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  note_pick (fixture, "h1", "harbour one.jpg");
  note_pick (fixture, "h2", "harbour two.jpg");
  open_window (fixture);
  rows = test_widget_find_all (fixture->window, PICKER_TYPE_QUICK_ROW);
  for (guint i = 0; i < rows->len; i++)
    {
      PickerQuickItem *item = picker_quick_row_get_item (rows->pdata[i]);

      if (item == NULL
          || !g_str_equal (canto_asset_get_id (picker_quick_item_get_asset (item)), "h1"))
        continue;
      test_hand_move (rows->pdata[i], 80, 20);
      test_hand_click (fixture->window, 1, NULL);
    }
  test_wait_until (has_copied, fixture, "the link");
  text = dup_clipboard (fixture);
  g_assert_nonnull (strstr (text, "image_h1/"));
}

/* A question of the main window is open: the quick picker works all the same. */
static void
test_modal (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = gtk_window_new ();

  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
  test_widget_wait_frames (dialog, 1);
  note_pick (fixture, "h1", "harbour one.jpg");
  open_window (fixture);
  press (fixture, "Return");
  test_wait_until (has_copied, fixture, "the link");
  test_widget_close (dialog);
}

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  g_test_add ("/quick/recent", Fixture, NULL, set_up, test_recent, tear_down);
  g_test_add ("/quick/nothing-yet", Fixture, NULL, set_up, test_nothing_yet, tear_down);
  g_test_add ("/quick/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/quick/at-once", Fixture, NULL, set_up, test_at_once, tear_down);
  g_test_add ("/quick/merge", Fixture, NULL, set_up, test_merge, tear_down);
  g_test_add ("/quick/preset-key", Fixture, NULL, set_up, test_preset_key, tear_down);
  g_test_add ("/quick/unapproved", Fixture, NULL, set_up, test_unapproved, tear_down);
  g_test_add ("/quick/gone", Fixture, NULL, set_up, test_gone, tear_down);
  g_test_add ("/quick/offline", Fixture, NULL, set_up, test_offline, tear_down);
  g_test_add ("/quick/signed-out", Fixture, NULL, set_up, test_signed_out, tear_down);
  g_test_add ("/quick/open-main", Fixture, NULL, set_up, test_open_main, tear_down);
  g_test_add ("/quick/modal", Fixture, NULL, set_up, test_modal, tear_down);
  g_test_add ("/quick/click", Fixture, NULL, set_up, test_click, tear_down);

  return g_test_run ();
}
