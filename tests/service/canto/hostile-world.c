/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hostile-world.h"

#include "canto-parse.h"

#include "upload-fixture.h"

#include "test-wait.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define UPLOAD_META                                                                                \
  "\"x-amz-meta-file_name\":\"\",\"x-amz-meta-tag\":\"\",\"x-amz-meta-scheme\":\"\","              \
  "\"x-amz-meta-id\":\"\",\"x-amz-meta-album_id\":\"\""

TestFaultServer *
hostile_server_new (GTlsCertificate *certificate)
{
  TestFaultServer *server = test_fault_server_new (certificate);
  g_autofree char *setting = g_strdup_printf (
      "{\"url\":\"%s/bucket/\",\"key\":\"u/${filename}\",\"acl\":\"private\","
      "\"AWSAccessKeyId\":\"k\",\"Policy\":\"p\",\"Signature\":\"s\"," UPLOAD_META "}",
      test_fault_server_get_base (server));

  test_fault_server_add_other (server, "/oauth/api/oauth2/token", "application/json",
                               "{\"accessToken\":\"acc3ss-5ecret-1\",\"expiresIn\":\"2592000\"}");
  test_fault_server_add_other (server, "/oauth/api/oauth2/ssowid", "text/plain", "worker-1");
  test_fault_server_add_other (server, "/oauth/api/oauth2/ssocode", "text/plain",
                               "c0de-5ecret-18aa");
  test_fault_server_add_other (server, "/api/v1/upload/setting", "application/json", setting);
  test_fault_server_add_other (server, "/api/v1/upload/status", "application/json",
                               "{\"results\":[{\"name\":\"a.jpg\",\"time\":\"20260407120112300\","
                               "\"status\":\"Done\",\"scheme\":\"image\",\"id\":\"a1\"}]}");
  test_fault_server_add_other (server, "/", "application/json", "{}");

  return server;
}

static void
client_signed_out (HostileWorld *world)
{
  world->n_signed_out++;
}

static void
open_nothing (CantoSignIn *sign_in, const char *uri)
{
}

static void
make_things (HostileWorld *world)
{
  static const char *const nodes[] = {
    "{\"id\":\"VDGAJ\",\"scheme\":\"album\",\"name\":\"Harbours\",\"idPath\":\"G4ZDM/VDGAJ\"}",
    "{\"id\":\"G4ZDM\",\"scheme\":\"folder\",\"name\":\"Travel\",\"idPath\":\"G4ZDM\"}",
  };

  world->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *json =
          g_strdup_printf ("{\"id\":\"asset%u\",\"scheme\":\"image\",\"name\":\"%u.jpg\"}", i, i);
      g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

      g_ptr_array_add (world->assets, canto_parse_asset (bytes, NULL));
    }
  world->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_node_unref);
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (nodes[i], strlen (nodes[i]));

      g_ptr_array_add (world->nodes, canto_parse_node (bytes, NULL));
    }
  world->query = canto_query_new ();
  world->fd = memfd_create ("hostile", MFD_CLOEXEC);
  g_assert_cmpint (world->fd, >=, 0);
}

static void
sign_in (HostileWorld *world)
{
  g_autoptr (CantoSecret) access = canto_secret_new (HOSTILE_ACCESS);
  g_autoptr (CantoSecret) refresh = canto_secret_new (HOSTILE_REFRESH_TOKEN);
  g_autoptr (CantoToken) token =
      canto_token_new (access, refresh, g_get_real_time () / G_USEC_PER_SEC + 2592000);

  world->app_secret = canto_secret_new (HOSTILE_SECRET);
  canto_client_set_token (world->client, token, world->app_secret);
  world->sign_in = canto_sign_in_new (world->account, world->app_secret);
  canto_sign_in_set_http (world->sign_in, world->http);
  canto_sign_in_set_clock (world->sign_in, CANTO_CLOCK (world->clock));
  g_signal_connect (world->sign_in, "open-uri", G_CALLBACK (open_nothing), NULL);
}

HostileWorld *
hostile_world_new (TestFaultServer *server,
                   TestFaultServer *elsewhere,
                   const char *base,
                   GTlsDatabase *tls_database,
                   guint window_ms)
{
  HostileWorld *world = g_new0 (HostileWorld, 1);
  const char *own = base != NULL ? base : test_fault_server_get_base (server);
  static const char *const upload_hosts[] = { "127.0.0.1", NULL };
  gboolean is_host = !g_str_has_prefix (own, "http");
  const CantoAccountOptions options = { .address = is_host ? own : NULL,
                                        .loopback_base = is_host ? NULL : own,
                                        .upload_hosts = upload_hosts,
                                        .app_id = "app" };
  g_autoptr (GError) error = NULL;

  world->server = server;
  world->elsewhere = elsewhere;
  world->account = canto_account_new (&options, &error);
  g_assert_no_error (error);
  world->store = canto_token_store_new_in_memory ();
  world->clock = fake_clock_new ();
  fake_clock_set_runs (world->clock, TRUE);
  world->http = window_ms > 0
                    ? g_object_new (CANTO_TYPE_HTTP, "account", world->account, "tls-database",
                                    tls_database, "window-ms", window_ms, NULL)
                    : g_object_new (CANTO_TYPE_HTTP, "account", world->account, "tls-database",
                                    tls_database, NULL);
  world->client = g_object_new (CANTO_TYPE_CLIENT, "account", world->account, "store", world->store,
                                "clock", world->clock, "http", world->http, NULL);
  g_signal_connect_swapped (world->client, "signed-out", G_CALLBACK (client_signed_out), world);
  make_things (world);
  sign_in (world);

  return world;
}

void
hostile_world_free (HostileWorld *world)
{
  if (world->upload != NULL)
    test_assert_last_unref (world->upload);
  if (world->walk != NULL)
    test_assert_last_unref (world->walk);
  if (world->path != NULL)
    upload_remove_file (world->path);
  test_assert_last_unref (world->sign_in);
  test_assert_last_unref (world->client);
  test_assert_last_unref (world->store);
  test_assert_last_unref (world->clock);
  test_assert_last_unref (world->http);
  test_assert_last_unref (world->account);
  canto_secret_unref (world->app_secret);
  g_ptr_array_unref (world->assets);
  g_ptr_array_unref (world->nodes);
  canto_query_unref (world->query);
  close (world->fd);
  g_free (world);
}

/* Memory */

static gsize
read_status (const char *key)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, key);
  g_assert_nonnull (line);

  return g_ascii_strtoull (line + strlen (key), NULL, 10) * 1024;
}

gsize
hostile_memory_get (void)
{
  return read_status ("VmRSS:\t");
}

gsize
hostile_memory_get_peak (void)
{
  return read_status ("VmHWM:\t");
}

void
hostile_memory_reset (void)
{
  int fd = open ("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);

  if (fd < 0)
    return;
  g_assert_cmpint (write (fd, "5", 1), ==, 1);
  close (fd);
}
