/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "engine-demo.h"
#include "test-wait.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define AS_PARENT "--as-parent"
#define LOOK_MS   20

static EngineSession *
start (EngineDemo *demo, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  engine_demo_start_async (demo, NULL, test_keep_result, &result);

  return engine_demo_start_finish (demo, test_wait_result (&result), error);
}

static gboolean
look_again (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
is_refused (gpointer base)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection = g_socket_client_connect_to_uri (client, base, 80, NULL, &error);

  g_clear_object (&connection);

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

/* The tenant is another process: that it ends wakes nobody here. */
static void
wait_for_end (char *base)
{
  guint looks = g_timeout_add (LOOK_MS, look_again, NULL);

  test_wait_until (is_refused, base, "the end of the tenant");
  g_source_remove (looks);
}

static void
test_signs_in (void)
{
  g_autoptr (EngineDemo) demo = engine_demo_new (NULL, NULL);
  g_autoptr (EngineSession) session = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantoUser) user = NULL;
  g_autoptr (GError) error = NULL;
  CantoClient *client;

  session = start (demo, &error);
  g_assert_no_error (error);
  g_assert_true (engine_session_get_signed_in (session));
  g_assert_true (canto_account_get_is_loopback (engine_session_get_account (session)));

  client = engine_session_get_client (session);
  canto_client_get_user_async (client, CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &result);
  user = canto_client_get_user_finish (client, test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (canto_user_get_name (user));
}

static void
test_ends_with_the_object (void)
{
  EngineDemo *demo = engine_demo_new (NULL, NULL);
  g_autoptr (EngineSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *base = NULL;

  session = start (demo, &error);
  g_assert_no_error (error);
  base = g_strdup (canto_account_get_api_base (engine_session_get_account (session)));
  g_assert_false (is_refused (base));
  test_assert_last_unref (demo);
  wait_for_end (base);
}

/* The other program: starts a demo, says where it is, and waits to be killed. */
static int
be_parent (void)
{
  g_autoptr (EngineDemo) demo = engine_demo_new (NULL, NULL);
  g_autoptr (EngineSession) session = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  session = start (demo, NULL);
  g_print ("%s\n", session != NULL
                       ? canto_account_get_api_base (engine_session_get_account (session))
                       : "failed");
  g_main_loop_run (loop);

  return 0;
}

static void
test_ends_with_its_parent (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocess) parent =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, AS_PARENT, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *base = NULL;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (parent));
  base = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (base, !=, "failed");
  g_assert_false (is_refused (base));

  /* In the hardest way, where nobody can clean up. */
  g_subprocess_force_exit (parent);
  wait_for_end (base);
  g_assert_true (g_subprocess_wait (parent, NULL, &error));
}

static void
test_no_program (void)
{
  g_autoptr (EngineDemo) demo = engine_demo_new ("/nowhere/descant-tenant", NULL);
  g_autoptr (EngineSession) session = NULL;
  g_autoptr (GError) error = NULL;

  session = start (demo, &error);
  g_assert_null (session);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_program_that_ends (void)
{
  static const char *const programs[] = { "/bin/true", "/bin/echo" };

  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autoptr (EngineDemo) demo = engine_demo_new (programs[i], NULL);
      g_autoptr (EngineSession) session = NULL;
      g_autoptr (GError) error = NULL;

      session = start (demo, &error);
      g_assert_null (session);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
    }
}

static void
test_is_cancelled (void)
{
  g_autoptr (EngineDemo) demo = engine_demo_new (NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (EngineSession) session = NULL;
  g_autoptr (GError) error = NULL;

  engine_demo_start_async (demo, cancellable, test_keep_result, &result);
  g_cancellable_cancel (cancellable);
  session = engine_demo_start_finish (demo, test_wait_result (&result), &error);
  g_assert_null (session);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A folder that is not there, and a file that is none: the person learns which, and why. */
static void
test_no_folder (void)
{
  static const char *const paths[] = { "/nowhere/pictures", "/bin/true" };
  static const GIOErrorEnum codes[] = { G_IO_ERROR_NOT_FOUND, G_IO_ERROR_NOT_DIRECTORY };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (paths[i]);
      g_autoptr (EngineDemo) demo = engine_demo_new (NULL, folder);
      g_autoptr (EngineSession) session = NULL;
      g_autoptr (GError) error = NULL;

      session = start (demo, &error);
      g_assert_null (session);
      g_assert_error (error, G_IO_ERROR, (int) codes[i]);
      g_assert_nonnull (strstr (error->message, paths[i]));
    }
}

/* The child is told which folder: here, one with a space and a quote in its name, and nothing in
 * it. */
static void
test_folder (void)
{
  g_autofree char *parent = g_dir_make_tmp ("descant-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (parent, "Ada's  pictures", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (EngineDemo) demo = engine_demo_new (NULL, folder);
  g_autoptr (EngineSession) session = NULL;
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantoPage) page = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  session = start (demo, &error);
  g_assert_no_error (error);
  canto_client_list_async (engine_session_get_client (session), query, 0, 10,
                           CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &result);
  page = canto_client_list_finish (engine_session_get_client (session), test_wait_result (&result),
                                   &error);
  g_assert_no_error (error);
  g_assert_cmpint (canto_page_get_found (page), ==, 0);
  g_rmdir (path);
  g_rmdir (parent);
}

int
main (int argc, char *argv[])
{
  if (argc > 1 && g_str_equal (argv[1], AS_PARENT))
    return be_parent ();

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/demo/signs-in", test_signs_in);
  g_test_add_func ("/engine/demo/ends-with-the-object", test_ends_with_the_object);
  g_test_add_func ("/engine/demo/ends-with-its-parent", test_ends_with_its_parent);
  g_test_add_func ("/engine/demo/no-program", test_no_program);
  g_test_add_func ("/engine/demo/program-that-ends", test_program_that_ends);
  g_test_add_func ("/engine/demo/is-cancelled", test_is_cancelled);
  g_test_add_func ("/engine/demo/no-folder", test_no_folder);
  g_test_add_func ("/engine/demo/folder", test_folder);

  return g_test_run ();
}
