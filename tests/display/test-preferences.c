/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-preferences-window.h"

#include "canto-parse.h"
#include "canto-token-store.h"
#include "delivery-size.h"
#include "picker-preset.h"
#include "media-cache.h"
#include "test-folder.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

typedef struct
{
  GSettings *settings;
  char *cache_dir;
  MediaCache *cache; /* the account's, with 4,096 bytes */
  EngineSession *session;
  EngineAccountFile *file; /* (nullable) */
  GtkWidget *window;
} Fixture;

static EngineSession *
make_session (const char *cache_dir)
{
  const CantoAccountOptions options = { .loopback_base = "http://127.0.0.1:9", .app_id = "app" };
  g_autoptr (CantoTokenStore) store = canto_token_store_new_in_memory ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAccount) account = canto_account_new (&options, &error);

  g_assert_no_error (error);

  return engine_session_new (account, store, cache_dir);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *contents = g_strnfill (4096, 'x');
  g_autoptr (GBytes) bytes = g_bytes_new (contents, 4096);

  fixture->settings = test_session_new_settings ();
  fixture->cache_dir = g_dir_make_tmp ("descant-preferences-XXXXXX", &error);
  g_assert_no_error (error);
  folder = g_build_filename (fixture->cache_dir, "127.0.0.1:9", "previews", NULL);
  fixture->cache = media_cache_new (folder, 1000000);
  g_assert_true (media_cache_write (fixture->cache, "preview", bytes, &error));
  g_assert_no_error (error);
  fixture->session = make_session (fixture->cache_dir);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_widget_close (fixture->window);
  test_session_free (fixture->session);
  g_object_unref (fixture->settings);
  media_cache_unref (fixture->cache);
  test_folder_remove (fixture->cache_dir);
  g_assert_false (g_file_test (fixture->cache_dir, G_FILE_TEST_EXISTS));
  g_free (fixture->cache_dir);
}

static void
show (Fixture *fixture, EngineSession *session)
{
  fixture->window = picker_preferences_window_new (NULL, fixture->settings, session, fixture->file);
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_widget_wait_frames (fixture->window, 1);
}

static gboolean
can_clear (gpointer user_data)
{
  return gtk_widget_get_sensitive (test_widget_get_child (user_data, "clear_button"));
}

static gboolean
is_cleared (gpointer user_data)
{
  AdwActionRow *row = test_widget_get_child (user_data, "used_row");

  return !can_clear (user_data) && g_str_has_prefix (adw_action_row_get_subtitle (row), "0 ");
}

static void
test_cache_size (Fixture *fixture, gconstpointer data)
{
  AdwComboRow *row;

  show (fixture, fixture->session);
  row = test_widget_get_child (fixture->window, "cache_row");
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 2);

  adw_combo_row_set_selected (row, 0);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "cache-size"), ==, 128);

  /* Set by hand: the choice that is enough is shown, and the value stays what it is. */
  g_settings_set_uint (fixture->settings, "cache-size", 600);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 3);
  g_settings_set_uint (fixture->settings, "cache-size", 60000);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 5);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "cache-size"), ==, 60000);
}

static void
test_tile_size (Fixture *fixture, gconstpointer data)
{
  AdwComboRow *row;

  show (fixture, fixture->session);
  row = test_widget_get_child (fixture->window, "tile_row");
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 1);

  adw_combo_row_set_selected (row, 4);
  g_assert_cmpint (g_settings_get_int (fixture->settings, "tile-size"), ==, 320);
  g_settings_set_int (fixture->settings, "tile-size", 120);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
}

static void
assert_rendition (Fixture *fixture, const char *expected)
{
  g_autoptr (DeliveryPreset) preset = picker_preset_load (fixture->settings);
  g_autofree char *text = delivery_recipe_to_text (delivery_preset_get_recipe (preset));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_rendition (Fixture *fixture, gconstpointer data)
{
  AdwComboRow *size_row, *format_row;

  show (fixture, fixture->session);
  size_row = test_widget_get_child (fixture->window, "size_row");
  format_row = test_widget_get_child (fixture->window, "format_row");
  g_assert_cmpuint (adw_combo_row_get_selected (size_row), ==, DELIVERY_SIZE_1200);
  g_assert_cmpuint (adw_combo_row_get_selected (format_row), ==, DELIVERY_FORMAT_JPG);

  adw_combo_row_set_selected (format_row, DELIVERY_FORMAT_WEBP);
  assert_rendition (fixture, "1200/webp");
  adw_combo_row_set_selected (size_row, DELIVERY_SIZE_SQUARE);
  assert_rendition (fixture, "square/800/webp");

  /* Chosen elsewhere meanwhile. */
  g_settings_set (fixture->settings, PICKER_PRESET_KEY, "(ssss)", "", "400/png", "url", "");
  g_assert_cmpuint (adw_combo_row_get_selected (size_row), ==, DELIVERY_SIZE_400);
  g_assert_cmpuint (adw_combo_row_get_selected (format_row), ==, DELIVERY_FORMAT_PNG);
  assert_rendition (fixture, "400/png");

  /* The original has a format of its own; the one that was chosen waits. */
  adw_combo_row_set_selected (size_row, DELIVERY_SIZE_ORIGINAL);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (format_row)));
  adw_combo_row_set_selected (size_row, DELIVERY_SIZE_2000);
  assert_rendition (fixture, "2000/png");
}

static void
assert_row (gpointer row, const char *expected, guint n_offered)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (row);

  g_assert_nonnull (item);
  g_assert_cmpstr (gtk_string_object_get_string (item), ==, expected);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (row)), ==, n_offered);
}

/* What is used and is no plain size is shown by its name, and nothing is changed by that. */
static void
test_other_rendition (Fixture *fixture, gconstpointer data)
{
  gpointer size_row, format_row;

  g_settings_set (fixture->settings, PICKER_PRESET_KEY, "(ssss)", "Banner", "16:9/1600x900/tif",
                  "markdown", "");
  show (fixture, fixture->session);
  size_row = test_widget_get_child (fixture->window, "size_row");
  format_row = test_widget_get_child (fixture->window, "format_row");
  assert_row (size_row, "Banner", DELIVERY_N_SIZES + 1);
  assert_row (format_row, "TIFF", DELIVERY_N_OFFERED_FORMATS + 1);
  assert_rendition (fixture, "16:9/1600x900/tif");

  adw_combo_row_set_selected (format_row, DELIVERY_FORMAT_WEBP);
  assert_rendition (fixture, "16:9/1600x900/webp");
  assert_row (size_row, "16:9 1600 × 900 WebP", DELIVERY_N_SIZES + 1);
  assert_row (format_row, "WebP", DELIVERY_N_OFFERED_FORMATS);

  adw_combo_row_set_selected (size_row, DELIVERY_SIZE_400);
  assert_rendition (fixture, "400/webp");
  assert_row (size_row, "400 px", DELIVERY_N_SIZES);
}

static void
test_clear_cache (Fixture *fixture, gconstpointer data)
{
  AdwActionRow *row;

  show (fixture, fixture->session);
  row = test_widget_get_child (fixture->window, "used_row");
  test_wait_until (can_clear, fixture->window, "the measure");
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (row), "4.1"));

  g_signal_emit_by_name (test_widget_get_child (fixture->window, "clear_button"), "clicked");
  test_wait_until (is_cleared, fixture->window, "the folder to be empty");
  g_assert_cmpuint (media_cache_measure (fixture->cache), ==, 0);
}

/* Before sign-in there is nothing on the disk to speak of. */
static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  show (fixture, NULL);
  g_assert_false (gtk_widget_get_visible (test_widget_get_child (fixture->window, "used_row")));
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (fixture->window, "cache_row")));
  g_assert_false (gtk_widget_get_visible (test_widget_get_child (fixture->window, "history_row")));
}

/* 3.28: of a token that cannot be refreshed, and of no other. */
static void
test_end (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *refresh;
    gboolean has_end;
  } tokens[] = { { NULL, TRUE }, { "r1", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      CantoAccount *account = engine_session_get_account (fixture->session);
      g_autoptr (CantoTokenStore) store = canto_token_store_new_in_memory ();
      g_autoptr (EngineSession) session = engine_session_new (account, store, fixture->cache_dir);
      g_autoptr (CantoSecret) access = canto_secret_new ("a1");
      g_autoptr (CantoSecret) refresh =
          tokens[i].refresh != NULL ? canto_secret_new (tokens[i].refresh) : NULL;
      g_autoptr (CantoToken) token = canto_token_new (access, refresh, 1772539200 /* 3 Mar 2026 */);
      g_autoptr (GAsyncResult) saved = NULL;
      g_autoptr (GAsyncResult) restored = NULL;
      GtkWidget *group;

      canto_token_store_save_async (store, account, token, NULL,
                                    (GAsyncReadyCallback) test_keep_result, &saved);
      g_assert_true (canto_token_store_save_finish (store, test_wait_result (&saved), NULL));
      engine_session_restore_async (session, NULL, (GAsyncReadyCallback) test_keep_result,
                                    &restored);
      g_assert_true (engine_session_restore_finish (session, test_wait_result (&restored), NULL));

      show (fixture, session);
      group = test_widget_get_child (fixture->window, "end_group");
      g_assert_cmpint (gtk_widget_get_visible (group), ==, tokens[i].has_end);
      if (tokens[i].has_end)
        g_assert_cmpstr (
            adw_action_row_get_subtitle (test_widget_get_child (fixture->window, "end_row")), ==,
            "3 Mar 2026");
      if (i + 1 < G_N_ELEMENTS (tokens))
        test_widget_close (fixture->window);
    }
}

static void
test_approved_only (Fixture *fixture, gconstpointer data)
{
  GtkSwitch *approved;

  show (fixture, fixture->session);
  approved = test_widget_get_child (fixture->window, "approved_switch");
  g_assert_false (gtk_switch_get_active (approved));
  gtk_switch_set_active (approved, TRUE);
  g_assert_true (g_settings_get_boolean (fixture->settings, "approved-only"));
}

/* What was picked */

static GtkWindow *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }

  return NULL;
}

static gboolean
has_question (gpointer user_data)
{
  return find_question () != NULL;
}

static gboolean
has_no_question (gpointer user_data)
{
  return find_question () == NULL;
}

static void
respond (const char *response)
{
  test_wait_until (has_question, NULL, "the question");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question ()), response);
  gtk_window_close (find_question ());
  test_wait_until (has_no_question, NULL, "the question to be gone");
}

static void
note_pick (EngineSession *session, const char *id)
{
  g_autoptr (GPtrArray) links =
      g_ptr_array_new_with_free_func ((GDestroyNotify) delivery_link_unref);
  g_autofree char *json = g_strdup_printf (
      "{\"scheme\": \"image\", \"id\": \"%s\", \"name\": \"%s.jpg\", \"width\": \"3000\","
      " \"height\": \"2000\", \"additional\": {\"MDC Image URL\":"
      " \"https://d1.cloudfront.net/image/1/image_%s/-FJPG\"}}",
      id, id, id);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (CantoAsset) asset = canto_parse_asset (bytes, NULL);
  g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse ("1200/jpg", NULL);

  g_ptr_array_add (links, engine_session_make_link (session, asset, recipe, NULL));
  engine_session_note_picks (session, links, DELIVERY_FORM_URL, JOURNAL_PICK_COPY);
}

static const char *
get_history_text (Fixture *fixture)
{
  return adw_action_row_get_subtitle (test_widget_get_child (fixture->window, "history_row"));
}

/* The switch is the setting, and the row counts what there is; clearing is asked for. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  GListModel *history = G_LIST_MODEL (engine_session_get_history (fixture->session));
  GtkWidget *clear;
  GtkSwitch *remember;

  note_pick (fixture->session, "a");
  show (fixture, fixture->session);
  remember = test_widget_get_child (fixture->window, "remember_switch");
  clear = test_widget_get_child (fixture->window, "clear_history_button");
  g_assert_true (gtk_switch_get_active (remember));
  g_assert_cmpstr (get_history_text (fixture), ==, "1 link");
  note_pick (fixture->session, "b");
  g_assert_cmpstr (get_history_text (fixture), ==, "2 links");
  gtk_switch_set_active (remember, FALSE);
  g_assert_false (g_settings_get_boolean (fixture->settings, "remember-picks"));
  /* What was remembered before stays. */
  g_assert_true (gtk_widget_get_sensitive (clear));
  g_assert_cmpstr (get_history_text (fixture), ==, "2 links");

  g_signal_emit_by_name (clear, "clicked");
  respond ("cancel");
  g_assert_cmpuint (g_list_model_get_n_items (history), ==, 2);
  g_signal_emit_by_name (clear, "clicked");
  respond ("clear");
  g_assert_cmpuint (g_list_model_get_n_items (history), ==, 0);
  g_assert_cmpstr (get_history_text (fixture), ==, "0 links");
  g_assert_false (gtk_widget_get_sensitive (clear));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/preferences/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);

  ADD ("3.28/end", test_end);
  ADD ("approved-only", test_approved_only);
  ADD ("cache-size", test_cache_size);
  ADD ("tile-size", test_tile_size);
  ADD ("rendition", test_rendition);
  ADD ("other-rendition", test_other_rendition);
  ADD ("clear-cache", test_clear_cache);
  ADD ("history", test_history);
  ADD ("signed-out", test_signed_out);

  return g_test_run ();
}
