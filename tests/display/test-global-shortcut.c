/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The key that opens the quick picker, against a portal made with python-dbusmock on a bus of the
 * test's own. */

#include "picker-global-shortcut.h"
#include "picker-quick-group.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

#define NAME "org.freedesktop.portal.Desktop"
#define PATH "/org/freedesktop/portal/desktop"
#define TEST "io.github.descant.Test"

typedef struct
{
  GTestDBus *bus;
  GDBusConnection *connection;
  GSubprocess *portal; /* (nullable) */
  gboolean has_portal; /* somebody has its name */
  guint watch_id;
  PickerGlobalShortcut *shortcut;
  guint n_activated;
  char *token; /* (nullable): of the last time */
} Fixture;

static void
activated (Fixture *fixture, const char *token)
{
  fixture->n_activated++;
  g_free (fixture->token);
  fixture->token = g_strdup (token);
}

static void
portal_appeared (GDBusConnection *connection,
                 const char *name,
                 const char *owner,
                 gpointer user_data)
{
  ((Fixture *) user_data)->has_portal = TRUE;
}

static void
portal_vanished (GDBusConnection *connection, const char *name, gpointer user_data)
{
  ((Fixture *) user_data)->has_portal = FALSE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  fixture->connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (fixture->bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->watch_id =
      g_bus_watch_name_on_connection (fixture->connection, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                      portal_appeared, portal_vanished, fixture, NULL);
}

static void
stop_portal (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (fixture->portal == NULL)
    return;

  g_subprocess_force_exit (fixture->portal);
  g_subprocess_wait_async (fixture->portal, NULL, (GAsyncReadyCallback) test_keep_result, &result);
  g_subprocess_wait_finish (fixture->portal, test_wait_result (&result), NULL);
  g_clear_object (&fixture->portal);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->shortcut != NULL)
    test_assert_last_unref (fixture->shortcut);
  stop_portal (fixture);
  g_bus_unwatch_name (fixture->watch_id);
  g_dbus_connection_close_sync (fixture->connection, NULL, NULL);
  g_object_unref (fixture->connection);
  g_test_dbus_down (fixture->bus);
  g_object_unref (fixture->bus);
  g_free (fixture->token);
}

static gboolean
has_portal (gpointer user_data)
{
  return ((Fixture *) user_data)->has_portal;
}

static gboolean
has_no_portal (gpointer user_data)
{
  return !has_portal (user_data);
}

/* What the portal can be asked by a test. (transfer full) */
static GVariant *
ask_portal (Fixture *fixture, const char *method, GVariant *arguments)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GVariant *reply;

  g_dbus_connection_call (fixture->connection, NAME, PATH, TEST, method, arguments, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, (GAsyncReadyCallback) test_keep_result,
                          &result);
  reply = g_dbus_connection_call_finish (fixture->connection, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return reply;
}

/* FALSE: this machine has no python-dbusmock. */
static gboolean
start_portal (Fixture *fixture, const char *mode)
{
  g_autofree char *template =
      g_test_build_filename (G_TEST_DIST, "display", "mock_portal.py", NULL);
  g_autofree char *parameters = g_strdup_printf ("{\"mode\": \"%s\"}", mode);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) probe = NULL;
  g_autoptr (GError) error = NULL;

  probe = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "/usr/bin/python3", "-c",
                            "import dbusmock", NULL);
  g_assert_no_error (error);
  if (!g_subprocess_wait_check (probe, NULL, NULL))
    {
      g_test_skip ("This machine has no python-dbusmock");
      return FALSE;
    }

  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS",
                                g_test_dbus_get_bus_address (fixture->bus), TRUE);
  fixture->portal = g_subprocess_launcher_spawn (
      launcher, &error, "/usr/bin/python3", "-W", "ignore", "-m", "dbusmock", "--session", "-t",
      template, "-p", parameters, "-l", "/dev/null", NULL);
  g_assert_no_error (error);
  test_wait_until (has_portal, fixture, "the portal");

  return TRUE;
}

static void
make_shortcut (Fixture *fixture)
{
  fixture->shortcut = picker_global_shortcut_new (fixture->connection);
  g_signal_connect_swapped (fixture->shortcut, "activated", G_CALLBACK (activated), fixture);
}

typedef struct
{
  Fixture *fixture;
  PickerShortcutState state;
  const char *trigger; /* (nullable): any */
} Wait;

static gboolean
is_in_state (gpointer user_data)
{
  Wait *wait = user_data;
  PickerGlobalShortcut *shortcut = wait->fixture->shortcut;

  return picker_global_shortcut_get_state (shortcut) == wait->state
         && (wait->trigger == NULL
             || g_strcmp0 (picker_global_shortcut_get_trigger (shortcut), wait->trigger) == 0);
}

static void
wait_state (Fixture *fixture, PickerShortcutState state, const char *trigger)
{
  Wait wait = { fixture, state, trigger };

  test_wait_until (is_in_state, &wait, "the state of the shortcut");
}

static void
bind_key (Fixture *fixture)
{
  make_shortcut (fixture);
  picker_global_shortcut_set_is_wanted (fixture->shortcut, TRUE);
  wait_state (fixture, PICKER_SHORTCUT_BOUND, "Ctrl+Alt+P");
}

static gboolean
was_activated (gpointer user_data)
{
  return ((Fixture *) user_data)->n_activated > 0;
}

static gboolean
is_closed (gpointer user_data)
{
  g_autoptr (GVariant) reply = ask_portal (user_data, "IsClosed", NULL);
  gboolean closed;

  g_variant_get (reply, "(b)", &closed);

  return closed;
}

/* It is bound, and pressed; another key; then it is let go of. */
static void
test_bound (Fixture *fixture, gconstpointer mode)
{
  if (!start_portal (fixture, mode))
    return;

  bind_key (fixture);
  g_variant_unref (ask_portal (fixture, "Press", g_variant_new ("(s)", "another")));
  g_variant_unref (ask_portal (fixture, "Press", g_variant_new ("(s)", "quick")));
  test_wait_until (was_activated, fixture, "the key");
  g_assert_cmpuint (fixture->n_activated, ==, 1);
  g_assert_cmpstr (fixture->token, ==, "token-of-the-key");

  g_variant_unref (ask_portal (fixture, "Rebind", g_variant_new ("(s)", "Super+D")));
  wait_state (fixture, PICKER_SHORTCUT_BOUND, "Super+D");

  picker_global_shortcut_set_is_wanted (fixture->shortcut, FALSE);
  g_assert_cmpint (picker_global_shortcut_get_state (fixture->shortcut), ==, PICKER_SHORTCUT_OFF);
  g_assert_null (picker_global_shortcut_get_trigger (fixture->shortcut));
  test_wait_until (is_closed, fixture, "the session to be closed");
}

static void
test_refused (Fixture *fixture, gconstpointer mode)
{
  if (!start_portal (fixture, mode))
    return;

  make_shortcut (fixture);
  picker_global_shortcut_set_is_wanted (fixture->shortcut, TRUE);
  g_assert_cmpint (picker_global_shortcut_get_state (fixture->shortcut), ==,
                   PICKER_SHORTCUT_ASKING);
  wait_state (fixture,
              g_str_equal (mode, "broken") ? PICKER_SHORTCUT_FAILED : PICKER_SHORTCUT_DENIED, NULL);
  g_assert_nonnull (picker_global_shortcut_get_error (fixture->shortcut));
}

/* The desktop has a portal without shortcuts; or no portal at all; or there is no bus. */
static void
test_missing (Fixture *fixture, gconstpointer mode)
{
  if (mode != NULL && !start_portal (fixture, mode))
    return;

  make_shortcut (fixture);
  picker_global_shortcut_look (fixture->shortcut);
  wait_state (fixture, PICKER_SHORTCUT_MISSING, NULL);
  picker_global_shortcut_set_is_wanted (fixture->shortcut, TRUE);
  wait_state (fixture, PICKER_SHORTCUT_MISSING, NULL);
}

static void
test_no_bus (Fixture *fixture, gconstpointer data)
{
  fixture->shortcut = picker_global_shortcut_new (NULL);
  picker_global_shortcut_look (fixture->shortcut);
  picker_global_shortcut_set_is_wanted (fixture->shortcut, TRUE);
  g_assert_cmpint (picker_global_shortcut_get_state (fixture->shortcut), ==,
                   PICKER_SHORTCUT_MISSING);
}

/* She switches it off while the desktop still asks her. */
static void
test_given_up (Fixture *fixture, gconstpointer data)
{
  if (!start_portal (fixture, "silent"))
    return;

  make_shortcut (fixture);
  picker_global_shortcut_set_is_wanted (fixture->shortcut, TRUE);
  wait_state (fixture, PICKER_SHORTCUT_ASKING, NULL);
  picker_global_shortcut_set_is_wanted (fixture->shortcut, FALSE);
  g_assert_cmpint (picker_global_shortcut_get_state (fixture->shortcut), ==, PICKER_SHORTCUT_OFF);
}

/* The portal starts anew: so does the key. */
static void
test_restarted (Fixture *fixture, gconstpointer data)
{
  if (!start_portal (fixture, "allow"))
    return;

  bind_key (fixture);
  stop_portal (fixture);
  wait_state (fixture, PICKER_SHORTCUT_ASKING, NULL);
  test_wait_until (has_no_portal, fixture, "the portal to be gone");
  start_portal (fixture, "allow");
  wait_state (fixture, PICKER_SHORTCUT_BOUND, "Ctrl+Alt+P");
}

static void
test_ended (Fixture *fixture, gconstpointer data)
{
  if (!start_portal (fixture, "allow"))
    return;

  bind_key (fixture);
  g_variant_unref (ask_portal (fixture, "End", NULL));
  wait_state (fixture, PICKER_SHORTCUT_DENIED, NULL);
}

/* What the preferences say. */

static gboolean
says (gpointer user_data)
{
  gpointer *both = user_data;
  const char *text = adw_action_row_get_subtitle (both[0]);

  return text != NULL && strstr (text, both[1]) != NULL;
}

static void
test_preferences (Fixture *fixture, gconstpointer mode)
{
  g_autoptr (GSettings) settings = test_session_new_settings ();
  const char *expected = g_str_equal (mode, "missing") ? "descant --quick" : "Ctrl+Alt+P";
  gpointer both[2] = { NULL, (gpointer) expected };
  GtkWidget *group, *window;
  gpointer row;

  if (!start_portal (fixture, mode))
    return;

  make_shortcut (fixture);
  g_settings_bind (settings, "quick-shortcut", fixture->shortcut, "is-wanted", G_SETTINGS_BIND_GET);
  group = picker_quick_group_new (settings, fixture->shortcut);
  window = test_widget_show (group, 500, 400);
  row = both[0] = test_widget_get_child (group, "key_row");
  if (!g_str_equal (mode, "missing"))
    gtk_switch_set_active (test_widget_get_child (group, "key_switch"), TRUE);
  test_wait_until (says, both, expected);
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (group, "key_switch"))
                 != g_str_equal (mode, "missing"));
  g_assert_true (ADW_IS_ACTION_ROW (row));
  test_widget_close (window);
  g_settings_unbind (fixture->shortcut, "is-wanted");
}

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  g_test_add ("/global-shortcut/bound", Fixture, "allow", set_up, test_bound, tear_down);
  g_test_add ("/global-shortcut/elsewhere", Fixture, "elsewhere", set_up, test_bound, tear_down);
  g_test_add ("/global-shortcut/denied", Fixture, "deny", set_up, test_refused, tear_down);
  g_test_add ("/global-shortcut/not-ours", Fixture, "nothing", set_up, test_refused, tear_down);
  g_test_add ("/global-shortcut/broken", Fixture, "broken", set_up, test_refused, tear_down);
  g_test_add ("/global-shortcut/missing", Fixture, "missing", set_up, test_missing, tear_down);
  g_test_add ("/global-shortcut/no-portal", Fixture, NULL, set_up, test_missing, tear_down);
  g_test_add ("/global-shortcut/no-bus", Fixture, NULL, set_up, test_no_bus, tear_down);
  g_test_add ("/global-shortcut/given-up", Fixture, NULL, set_up, test_given_up, tear_down);
  g_test_add ("/global-shortcut/restarted", Fixture, NULL, set_up, test_restarted, tear_down);
  g_test_add ("/global-shortcut/ended", Fixture, NULL, set_up, test_ended, tear_down);
  g_test_add ("/global-shortcut/preferences", Fixture, "allow", set_up, test_preferences,
              tear_down);
  g_test_add ("/global-shortcut/preferences-missing", Fixture, "missing", set_up, test_preferences,
              tear_down);

  return g_test_run ();
}
