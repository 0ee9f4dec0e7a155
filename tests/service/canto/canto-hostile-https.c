/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every call against servers whose certificate is wrong, and against one that sends on to plain
 * http. A program of its own: with the TLS library loaded, gcc 12's LeakSanitizer fails to read the
 * threads' storage and ends the test, so here it does not look for leaks. */

#include "canto-error.h"

#include "hostile-calls.h"
#include "test-wait.h"

#include <glib/gstdio.h>
#include <string.h>

const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "detect_leaks=0";
}

typedef struct
{
  char *folder;
  GTlsCertificate *certificate;
  GTlsDatabase *database; /* that trusts it */
} Authority;

/* NULL if openssl is missing. @names: that it is for */
static Authority *
authority_new (const char *names)
{
  Authority *self = g_new0 (Authority, 1);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("descant-hostile-XXXXXX", NULL);
  path = g_build_filename (self->folder, "cert.pem", NULL);
  self->certificate = test_fault_server_make_certificate (self->folder, names, 2);
  if (self->certificate != NULL)
    {
      self->database = g_tls_file_database_new (path, &error);
      g_assert_no_error (error);
    }

  return self;
}

static void
authority_free (Authority *self)
{
  g_autofree char *path = g_build_filename (self->folder, "cert.pem", NULL);

  g_remove (path);
  g_rmdir (self->folder);
  g_clear_object (&self->database);
  g_clear_object (&self->certificate);
  g_free (self->folder);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Authority, authority_free)

static TestFaultServer *
make_server (const Authority *authority)
{
  return hostile_server_new (authority != NULL ? authority->certificate : NULL);
}

/* @error: where the call's goes */
static void
run (TestFaultServer *server,
     TestFault fault,
     const HostileCall *call,
     GTlsDatabase *database,
     GError **error)
{
  g_autoptr (GBytes) body =
      hostile_call_make_good (call, test_fault_server_get_base (server), NULL);
  g_autoptr (GAsyncResult) result = NULL;
  HostileWorld *world;

  g_test_message ("%s", call->name);
  test_fault_server_set (server, fault, hostile_call_get_path (call), hostile_call_get_type (call),
                         body);
  test_fault_server_set_refused (server, call->kind == HOSTILE_REFRESH ? HOSTILE_ACCESS : NULL);
  world = hostile_world_new (server, NULL, NULL, database, 0);
  call->start (world, test_keep_result, &result);
  call->finish (world, test_wait_result (&result), error);
  g_clear_object (&result);
  hostile_world_free (world);
}

/* Nothing is sent to a server that cannot prove who it is. */
static void
check_refused (const Authority *authority, GTlsDatabase *database)
{
  g_autoptr (TestFaultServer) server = make_server (authority);
  guint n_calls;
  const HostileCall *calls = hostile_calls_get (&n_calls);

  for (guint i = 0; i < n_calls; i++)
    {
      g_autoptr (GError) error = NULL;

      run (server, TEST_FAULT_NONE, &calls[i], database, &error);
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INSECURE);
      g_assert_cmpuint (test_fault_server_count (server, ""), ==, 0);
    }
}

static void
test_unknown (void)
{
  g_autoptr (Authority) authority = authority_new ("IP:127.0.0.1");

  if (authority->certificate == NULL)
    g_test_skip ("openssl is missing");
  else
    check_refused (authority, NULL);
}

static void
test_other_authority (void)
{
  g_autoptr (Authority) authority = authority_new ("IP:127.0.0.1");
  g_autoptr (Authority) other = authority_new ("IP:127.0.0.1");

  if (authority->certificate == NULL)
    g_test_skip ("openssl is missing");
  else
    check_refused (authority, other->database);
}

static void
test_other_name (void)
{
  g_autoptr (Authority) authority = authority_new ("DNS:evil.example");

  if (authority->certificate == NULL)
    g_test_skip ("openssl is missing");
  else
    check_refused (authority, authority->database);
}

static void
test_good (void)
{
  g_autoptr (Authority) authority = authority_new ("IP:127.0.0.1");
  g_autoptr (TestFaultServer) server = NULL;
  guint n_calls;
  const HostileCall *calls = hostile_calls_get (&n_calls);

  if (authority->certificate == NULL)
    {
      g_test_skip ("openssl is missing");
      return;
    }

  server = make_server (authority);
  for (guint i = 0; i < n_calls; i++)
    {
      g_autoptr (GError) error = NULL;

      run (server, TEST_FAULT_NONE, &calls[i], authority->database, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (test_fault_server_count (server, calls[i].line), ==, 1);
    }
}

/* From https to http not even on this machine, where http alone would be allowed (10.12). */
static void
test_down (void)
{
  g_autoptr (Authority) authority = authority_new ("IP:127.0.0.1");
  g_autoptr (TestFaultServer) server = NULL;
  g_autoptr (TestFaultServer) plain = make_server (NULL);
  guint n_calls;
  const HostileCall *calls = hostile_calls_get (&n_calls);

  if (authority->certificate == NULL)
    {
      g_test_skip ("openssl is missing");
      return;
    }

  server = make_server (authority);
  test_fault_server_set_location (server, test_fault_server_get_base (plain));
  for (guint i = 0; i < n_calls; i++)
    {
      gboolean follows = g_str_has_prefix (calls[i].line, "GET ") && calls[i].kind != HOSTILE_LOOKUP
                         && calls[i].kind != HOSTILE_WORKER && calls[i].kind != HOSTILE_CODE;
      g_autoptr (GError) error = NULL;

      run (server, TEST_FAULT_REDIRECT, &calls[i], authority->database, &error);
      if (follows)
        g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INSECURE);
      else if (calls[i].kind == HOSTILE_POST)
        g_assert_no_error (error); /* that it has arrived says the list of uploads */
      else
        g_assert_nonnull (error);
      g_assert_cmpuint (test_fault_server_count (plain, ""), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hostile/https/good", test_good);
  g_test_add_func ("/hostile/https/unknown", test_unknown);
  g_test_add_func ("/hostile/https/other-authority", test_other_authority);
  g_test_add_func ("/hostile/https/other-name", test_other_name);
  g_test_add_func ("/hostile/https/to-http", test_down);

  return g_test_run ();
}
