/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program itself: what it prints, where it listens, how it ends. */

#include "tenant-fixture.h"
#include "test-wait.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void
test_first_lines (void)
{
  static const char *const keys[] = { "base",         "delivery", "app_id",  "app_secret",
                                      "redirect_uri", "user",     "password" };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *ready = NULL;
  g_autofree char *end = NULL;

  /* However much it logs. */
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("DESCANT_TENANT"), "--port=0",
                                         "--with-parent", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      g_autofree char *start = g_strconcat (keys[i], "=", NULL);

      g_assert_nonnull (line);
      g_assert_true (g_str_has_prefix (line, start));
      g_assert_cmpuint (strlen (line), >, strlen (start));
    }
  ready = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_cmpstr (ready, ==, "ready");
  g_subprocess_send_signal (process, SIGTERM);
  end = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_null (end);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

/* As soon as it says that it is ready it ends well: many times, for that is a race. */
static void
test_stop_at_once (void)
{
  for (guint i = 0; i < 50; i++)
    {
      TestTenant *tenant = test_tenant_start ("--assets=1", NULL);
      g_autofree char *printed = test_tenant_stop (tenant);

      g_assert_cmpstr (printed, ==, "");
    }
}

static gboolean
is_of_process (GPid pid, const char *inode)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/fd", pid);
  g_autofree char *wanted = g_strdup_printf ("socket:[%s]", inode);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *link = g_build_filename (path, name, NULL);
      g_autofree char *target = g_file_read_link (link, NULL);

      if (g_strcmp0 (target, wanted) == 0)
        return TRUE;
    }

  return FALSE;
}

static guint
count_files (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/fd", pid);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n_files = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n_files++;

  return n_files;
}

static gboolean
has_few_files (gpointer tenant)
{
  return count_files (test_tenant_get_pid (tenant)) < 50;
}

static gboolean
look_again (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Each asks on a connection of its own, and none stays open. */
static void
test_closes_connections (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strconcat (test_tenant_get (fixture->tenant, "base"), "/nowhere", NULL);
  guint source = g_timeout_add (5, look_again, NULL);

  for (guint i = 0; i < 100; i++)
    test_reply_free (test_http_get (uri, NULL));
  test_wait_until (has_few_files, fixture->tenant, "the connections to be closed");
  g_source_remove (source);
}

/* Counts the sockets of @pid that listen, by what the kernel says; each must be at 127.0.0.1. */
static guint
check_listeners (GPid pid, const char *table)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/net/%s", pid, table);
  g_autofree char *text = NULL;
  g_auto (GStrv) rows = NULL;
  guint n_listeners = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0; /* a kernel without IPv6 */
  rows = g_strsplit (text, "\n", -1);
  for (guint i = 1; rows[i] != NULL && *rows[i] != '\0'; i++)
    {
      char address[64];
      char state[8];
      char inode[32];

      g_assert_cmpint (
          sscanf (rows[i], " %*s %63s %*s %7s %*s %*s %*s %*s %*s %31s", address, state, inode), ==,
          3);
      if (!g_str_equal (state, "0A") || !is_of_process (pid, inode))
        continue;
      n_listeners++;
      g_assert_true (g_str_has_prefix (address, "0100007F:"));
    }

  return n_listeners;
}

static void
test_loopback_only (TenantFixture *fixture, gconstpointer data)
{
  GPid pid = test_tenant_get_pid (fixture->tenant);

  g_assert_true (g_str_has_prefix (fixture->base, "http://127.0.0.1:"));
  g_assert_true (g_str_has_prefix (fixture->delivery, "http://127.0.0.1:"));
  g_assert_cmpstr (fixture->base, !=, fixture->delivery);
  /* API, CDN and delivery. */
  g_assert_cmpuint (check_listeners (pid, "tcp"), ==, 4);
  g_assert_cmpuint (check_listeners (pid, "tcp6"), ==, 0);
}

static void
test_given_port (void)
{
  guint port = test_find_free_port ();
  g_autofree char *option = g_strdup_printf ("--port=%u", port);
  g_autofree char *base = g_strdup_printf ("http://127.0.0.1:%u", port);
  TestTenant *tenant = test_tenant_start (option, "--redirect-uri=http://localhost:1/x", NULL);
  g_autofree char *printed = NULL;
  g_autoptr (GSubprocess) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autofree char *complaint = NULL;

  g_assert_cmpstr (test_tenant_get (tenant, "base"), ==, base);
  g_assert_cmpstr (test_tenant_get (tenant, "redirect_uri"), ==, "http://localhost:1/x");

  second = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                             &error, g_getenv ("DESCANT_TENANT"), option, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (second, NULL, NULL, &out, &complaint, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (second), !=, 0);
  g_assert_cmpstr (out, ==, "");
  g_assert_true (g_str_has_prefix (complaint, "descant-tenant: "));

  printed = test_tenant_stop (tenant);
}

static void
test_bad_arguments (void)
{
  static const char *const bad[] = {
    "--upload-form=C",       "--port=65536", "--port=-1",       "--assets=1000001",
    "--assets=-1",           "--assets=all", "--latency-ms=-1", "--scenario=none",
    "--calls-per-minute=-1", "--unknown",    "--state=",        "--pictures=",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *out = NULL;
      g_autofree char *complaint = NULL;
      g_autoptr (GSubprocess) process =
          g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                            g_getenv ("DESCANT_TENANT"), bad[i], NULL);

      g_assert_no_error (error);
      g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &complaint, &error);
      g_assert_no_error (error);
      g_test_message ("%s", complaint);
      g_assert_true (g_subprocess_get_if_exited (process));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
      g_assert_cmpstr (out, ==, "");
      g_assert_true (g_str_has_prefix (complaint, "descant-tenant: "));
    }
}

/* A shell starts it and goes: the tenant must follow, which closes the pipe that we read. */
static void
test_dies_with_parent (void)
{
  g_autofree char *command =
      g_strconcat ("'", g_getenv ("DESCANT_TENANT"), "' --port=0 --with-parent & wait", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) shell =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "sh", "-c", command, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (shell));
  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (line);
    }
  while (!g_str_equal (line, "ready"));

  g_subprocess_force_exit (shell);
  g_free (line);
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (line);
  g_subprocess_wait (shell, NULL, NULL);
}

/* An asset is a function of its number and the seed. */
static void
test_seed (void)
{
  static const char *const seeds[] = { "--seed=5", "--seed=5", "--seed=6" };
  char *bodies[3] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      TestTenant *tenant =
          test_tenant_start (seeds[i], "--assets=50", "--scenario=old-tenant", NULL);
      TenantFixture fixture = { .tenant = tenant, .base = test_tenant_get (tenant, "base") };
      g_autoptr (JsonNode) page = NULL;
      g_autofree char *printed = NULL;
      GString *names = g_string_new (NULL);

      fixture.token = tenant_fixture_ask_token (tenant, "admin");
      page = tenant_fixture_get_json (&fixture, "/search");
      for (guint j = 0; j < 50; j++)
        g_string_append_printf (names, "%s %s\n",
                                tenant_json_get_string (tenant_page_get_asset (page, j), "id"),
                                tenant_json_get_string (tenant_page_get_asset (page, j), "name"));
      bodies[i] = g_string_free (names, FALSE);
      g_free (fixture.token);
      printed = test_tenant_stop (tenant);
    }
  g_assert_cmpstr (bodies[0], ==, bodies[1]);
  g_assert_cmpstr (bodies[0], !=, bodies[2]);
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    g_free (bodies[i]);
}

/* A million assets: a page anywhere, a filter, a sort, and no more memory than the index may take.
 */
static void
test_million (void)
{
  TestTenant *tenant = test_tenant_start ("--assets=1000000", "--calls-per-minute=0", NULL);
  TenantFixture fixture = { .tenant = tenant, .base = test_tenant_get (tenant, "base") };
  g_autoptr (JsonNode) last = NULL;
  g_autoptr (JsonNode) filtered = NULL;
  g_autoptr (JsonNode) sorted = NULL;
  g_autoptr (JsonNode) detail = NULL;
  g_autofree char *printed = NULL;

  fixture.token = tenant_fixture_ask_token (tenant, "admin");
  last = tenant_fixture_get_json (&fixture, "/search?start=999990");
  filtered = tenant_fixture_get_json (&fixture, "/search?scheme=audio&limit=1");
  sorted = tenant_fixture_get_json (&fixture, "/search?sortBy=name&start=999999");
  detail = tenant_fixture_get_detail (&fixture, tenant_page_get_asset (filtered, 0));
  g_assert_cmpint (tenant_page_get_found (last), ==, 1000000);
  g_assert_cmpuint (json_array_get_length (tenant_page_get_results (last)), ==, 10);
  g_assert_cmpint (tenant_page_get_found (filtered), >, 30000);
  g_assert_cmpuint (json_array_get_length (tenant_page_get_results (sorted)), ==, 1);
  g_assert_cmpstr (tenant_json_get_string (json_node_get_object (detail), "id"), ==,
                   tenant_json_get_string (tenant_page_get_asset (filtered, 0), "id"));
  g_free (fixture.token);
  printed = test_tenant_stop (tenant);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/process/first-lines", test_first_lines);
  g_test_add_func ("/process/stops-at-once", test_stop_at_once);
  g_test_add ("/process/listens-on-loopback-only", TenantFixture, NULL, tenant_fixture_set_up,
              test_loopback_only, tenant_fixture_tear_down);
  g_test_add ("/process/closes-connections", TenantFixture, NULL, tenant_fixture_set_up,
              test_closes_connections, tenant_fixture_tear_down);
  g_test_add_func ("/process/given-port", test_given_port);
  g_test_add_func ("/process/bad-arguments", test_bad_arguments);
  g_test_add_func ("/process/dies-with-its-parent", test_dies_with_parent);
  g_test_add_func ("/process/seed", test_seed);
  g_test_add_func ("/process/million", test_million);

  return g_test_run ();
}
