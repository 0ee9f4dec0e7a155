/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How links are written, and the delivery network, in the preferences. */

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "picker-form-options.h"
#include "picker-links-page.h"
#include "picker-preferences-window.h"
#include "picker-preset.h"
#include "test-folder.h"
#include "test-service.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

#define FIELDS                                                                                     \
  "[{\"id\": \"f1\", \"name\": \"Photographer\"}, {\"id\": \"f2\", \"name\": \"Alt text\"}]"
#define ACCOUNT "[Account]\ntenant=acme.canto.com\napp-id=app\n"

typedef struct
{
  char *dir;
  TestService *service;
  GSettings *settings;
  GSettings *account_settings;
  EngineSession *session;
  EnginePolicy *policy;
  EngineAccountFile *file; /* (nullable) */
  GtkWidget *window;
  gpointer page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSettingsBackend) memory = g_memory_settings_backend_new ();

  fixture->dir = g_dir_make_tmp ("descant-links-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->service = test_service_new ();
  test_service_set_answer (fixture->service, "/api/v1/custom/field", FIELDS);
  fixture->settings = test_session_new_settings ();
  fixture->account_settings = g_settings_new_with_backend_and_path (
      "io.github.descant.Descant.Account", memory, "/io/github/descant/Descant/accounts/test/");
  fixture->session = test_session_new_for_base (test_service_get_base (fixture->service));
  fixture->policy = engine_policy_new ((const char *const[]){ fixture->dir, NULL });
  picker_form_options_follow (fixture->session, fixture->settings, fixture->account_settings);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_widget_close (fixture->window);
  test_session_free (fixture->session);
  if (fixture->file != NULL)
    test_assert_last_unref (fixture->file);
  test_assert_last_unref (fixture->policy);
  g_object_unref (fixture->settings);
  g_object_unref (fixture->account_settings);
  test_service_free (fixture->service);
  test_folder_remove (fixture->dir);
  g_free (fixture->dir);
}

static void
show (Fixture *fixture)
{
  fixture->window =
      picker_preferences_window_new (NULL, fixture->settings, fixture->session, fixture->file);
  fixture->page = test_widget_get_child (fixture->window, "links_page");
  gtk_window_present (GTK_WINDOW (fixture->window));
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (fixture->window), "links");
  test_widget_wait_frames (fixture->window, 4);
}

static gboolean
has_fields (gpointer row)
{
  return g_list_model_get_n_items (adw_combo_row_get_model (row)) == 3;
}

static void
choose (gpointer row, const char *name)
{
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), name))
        {
          adw_combo_row_set_selected (row, i);
          return;
        }
    }
  g_error ("There is no “%s”.", name);
}

static void
assert_example (Fixture *fixture, const char *part, gboolean is_there)
{
  const char *text = gtk_label_get_text (test_widget_get_child (fixture->page, "example"));

  g_test_message ("%s", text);
  g_assert_cmpint (strstr (text, part) != NULL, ==, is_there);
}

static void
assert_setting (GSettings *settings, const char *key, const char *expected)
{
  g_autofree char *value = g_settings_get_string (settings, key);

  g_assert_cmpstr (value, ==, expected);
}

/* What is chosen is kept, and the example shows it at once. */
static void
test_texts (Fixture *fixture, gconstpointer data)
{
  gpointer alt, credit;

  show (fixture);
  alt = test_widget_get_child (fixture->page, "alt_row");
  credit = test_widget_get_child (fixture->page, "credit_row");
  test_wait_until (has_fields, alt, "the fields of the account");
  g_assert_cmpuint (adw_combo_row_get_selected (alt), ==, 0);
  assert_example (fixture, "alt=\"The harbour at dawn\"", TRUE);
  assert_example (fixture, "‹", FALSE);

  choose (alt, "Alt text");
  assert_setting (fixture->account_settings, PICKER_ALT_FIELD_KEY, "Alt text");
  assert_example (fixture, "alt=\"‹Alt text›\"", TRUE);

  choose (credit, "Photographer");
  assert_setting (fixture->account_settings, PICKER_CREDIT_FIELD_KEY, "Photographer");
  assert_example (fixture, "‹Photographer›", FALSE);
  gtk_switch_set_active (test_widget_get_child (fixture->page, "credit_switch"), TRUE);
  g_assert_true (g_settings_get_boolean (fixture->settings, PICKER_WITH_CREDIT_KEY));
  assert_example (fixture, "‹Photographer›", TRUE);

  choose (alt, "Automatic");
  assert_setting (fixture->account_settings, PICKER_ALT_FIELD_KEY, "");
  assert_example (fixture, "alt=\"The harbour at dawn\"", TRUE);
}

static void
test_sizes (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  assert_example (fixture, "sizes=\"100vw\"", TRUE);
  gtk_editable_set_text (test_widget_get_child (fixture->page, "sizes_row"),
                         "(min-width: 800px) 50vw, 100vw");
  assert_setting (fixture->settings, PICKER_PICTURE_SIZES_KEY, "(min-width: 800px) 50vw, 100vw");
  assert_example (fixture, "sizes=\"(min-width: 800px) 50vw, 100vw\"", TRUE);
  adw_combo_row_set_selected (test_widget_get_child (fixture->page, "form_row"),
                              DELIVERY_FORM_MARKDOWN);
  assert_example (fixture, "![The harbour at dawn](https://", TRUE);
}

static gboolean
has_failed (gpointer group)
{
  return strstr (adw_preferences_group_get_description (group), "could not be had") != NULL;
}

/* Which field was chosen is not forgotten because nobody knows the others now. */
static void
test_no_fields (Fixture *fixture, gconstpointer data)
{
  gpointer alt;

  g_settings_set_string (fixture->account_settings, PICKER_ALT_FIELD_KEY, "Old field");
  test_service_refuse (fixture->service, "/custom/field", 403, "{}");
  show (fixture);
  alt = test_widget_get_child (fixture->page, "alt_row");
  test_wait_until (has_failed, test_widget_get_child (fixture->page, "texts_group"),
                   "that the fields cannot be had");
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (alt)), ==, 2);
  g_assert_cmpuint (adw_combo_row_get_selected (alt), ==, 1);
  assert_setting (fixture->account_settings, PICKER_ALT_FIELD_KEY, "Old field");
}

/* The delivery network */

static void
load_file (Fixture *fixture, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->dir, "accounts.conf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  test_folder_write (fixture->dir, "accounts.conf", text);
  fixture->file = engine_account_file_new (file, fixture->policy);
  engine_account_file_load_async (fixture->file, NULL, (GAsyncReadyCallback) test_keep_result,
                                  &result);
  g_assert_true (
      engine_account_file_load_finish (fixture->file, test_wait_result (&result), &error));
  g_assert_no_error (error);
}

static gpointer
get_delivery (Fixture *fixture, const char *name)
{
  return test_widget_get_child (test_widget_get_child (fixture->page, "delivery_group"), name);
}

static void
apply (Fixture *fixture, const char *row, const char *text)
{
  gtk_editable_set_text (get_delivery (fixture, row), text);
  g_signal_emit_by_name (get_delivery (fixture, row), "apply");
}

static gboolean
has_master (gpointer session)
{
  return engine_session_get_master_px (session) == 1000;
}

static gboolean
has_error (gpointer row)
{
  return gtk_widget_has_css_class (row, "error");
}

static void
assert_hint (Fixture *fixture, const char *part)
{
  const char *text = adw_preferences_group_get_description (
      test_widget_get_child (fixture->page, "delivery_group"));

  g_assert_nonnull (strstr (text, part));
}

/* What is applied holds at once, and stands in the file; what is wrong is said and holds nowhere.
 */
static void
test_delivery (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "accounts.conf", NULL);
  g_autofree char *text = NULL;

  load_file (fixture, ACCOUNT);
  show (fixture);
  assert_example (fixture, "1200w", TRUE);
  apply (fixture, "master_row", "1000");
  test_wait_until (has_master, fixture->session, "the master size");
  assert_example (fixture, "1000w", TRUE);
  assert_example (fixture, "1200w", FALSE);
  g_assert_false (has_error (get_delivery (fixture, "master_row")));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "mdc-master-px=1000"));

  apply (fixture, "master_row", "4k");
  g_assert_true (has_error (get_delivery (fixture, "master_row")));
  assert_hint (fixture, "number of pixels");
  apply (fixture, "master_row", "7");
  test_wait_until (has_error, get_delivery (fixture, "master_row"), "what is wrong");
  assert_hint (fixture, "100 to 100000");
  apply (fixture, "host_row", "https://d1.cloudfront.net/");
  test_wait_until (has_error, get_delivery (fixture, "host_row"), "what is wrong");
  assert_hint (fixture, "no name of a host");
  g_assert_true (has_master (fixture->session));
}

static gboolean
has_host (gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *text = gtk_label_get_text (test_widget_get_child (fixture->page, "example"));

  return strstr (text, "https://media.acme.com/image/77/") != NULL;
}

static void
test_delivery_place (Fixture *fixture, gconstpointer data)
{
  load_file (fixture, ACCOUNT "mdc-account=77\n");
  engine_session_take_delivery (fixture->session, engine_account_file_get_account (fixture->file));
  show (fixture);
  g_assert_cmpstr (gtk_editable_get_text (get_delivery (fixture, "number_row")), ==, "77");
  apply (fixture, "host_row", "media.acme.com");
  test_wait_until (has_host, fixture, "the example of that host");
}

static void
test_delivery_locked (Fixture *fixture, gconstpointer data)
{
  test_folder_write (fixture->dir, "descant/account.conf",
                     "[Account]\nmdc-master-px=4096\nlocked=mdc-master-px\n");
  load_file (fixture, ACCOUNT "mdc-master-px=1000\n");
  show (fixture);
  g_assert_cmpstr (gtk_editable_get_text (get_delivery (fixture, "master_row")), ==, "4096");
  g_assert_false (gtk_widget_get_sensitive (get_delivery (fixture, "master_row")));
  g_assert_true (gtk_widget_get_sensitive (get_delivery (fixture, "host_row")));
  assert_hint (fixture, "Your administrator has set");
}

/* The demo has no account that could be set up. */
static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  g_assert_false (gtk_widget_get_visible (test_widget_get_child (fixture->page, "delivery_group")));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/link-settings/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);

  ADD ("texts", test_texts);
  ADD ("sizes", test_sizes);
  ADD ("no-fields", test_no_fields);
  ADD ("17.9/delivery", test_delivery);
  ADD ("17.9/delivery-place", test_delivery_place);
  ADD ("17.9/delivery-locked", test_delivery_locked);
  ADD ("no-file", test_no_file);

  return g_test_run ();
}
