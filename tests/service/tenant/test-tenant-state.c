/* SPDX-License-Identifier: GPL-3.0-or-later */

/* --state: what was answered is there after the next start, however the tenant ended. */

#include "tenant-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  TenantFixture tenant;
  char *folder;
  char *path;
  char *option;
} Fixture;

static void
start_with (Fixture *self, const char *first, const char *second)
{
  self->tenant.tenant = test_tenant_start ("--assets=200", self->option, first, second, NULL);
  self->tenant.base = test_tenant_get (self->tenant.tenant, "base");
  self->tenant.token = tenant_fixture_ask_token (self->tenant.tenant, "admin");
}

static void
start (Fixture *self)
{
  start_with (self, "--calls-per-minute=0", "--scenario=normal");
}

static void
stop (Fixture *self)
{
  g_clear_pointer (&self->tenant.token, g_free);
  g_free (test_tenant_stop (self->tenant.tenant));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("descant-state-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "state", NULL);
  self->option = g_strconcat ("--state=", self->path, NULL);
  start (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  stop (self);
  /* Ended well, it leaves nothing but the file. */
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->option);
}

static char *
get_text (Fixture *self, const char *path)
{
  g_autoptr (JsonNode) node = tenant_fixture_get_json (&self->tenant, path);

  return json_to_string (node, FALSE);
}

/* The lines of a page up to the addresses, which are others after each start. */
static char *
list_all (Fixture *self)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (&self->tenant, "/search?limit=1000");
  JsonArray *results = tenant_page_get_results (page);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonObject *asset = json_array_get_object_element (results, i);
      g_autofree char *tags = json_to_string (json_object_get_member (asset, "tag"), FALSE);

      g_string_append_printf (text, "%s %s %s %s\n", tenant_json_get_string (asset, "id"),
                              tenant_json_get_string (asset, "name"),
                              tenant_json_get_string (asset, "time"), tags);
    }

  return g_string_free (text, FALSE);
}

static char *
create (Fixture *self, const char *path)
{
  g_autoptr (JsonNode) node = tenant_fixture_post_json (&self->tenant, path, "");

  return g_strdup (tenant_json_get_string (json_node_get_object (node), "id"));
}

static void
change_container (Fixture *self,
                  const char *method,
                  const char *before,
                  const char *id,
                  const char *after,
                  const char *body)
{
  g_autofree char *path = g_strconcat (before, id, after, NULL);

  tenant_fixture_change (&self->tenant, method, path, body, "");
}

static void
delete_containers (Fixture *self, const char *id, const char *scheme)
{
  g_autofree char *body = g_strdup_printf ("[{\"id\":\"%s\",\"scheme\":\"%s\"}]", id, scheme);
  g_autoptr (TestReply) reply =
      tenant_fixture_send (&self->tenant, "DELETE", "/batch/folder", self->tenant.token, body);
  g_autofree char *text = test_reply_dup_text (reply);

  g_assert_nonnull (strstr (text, "\"success\""));
}

/* New ones with some assets in, renamed ones, deleted ones: of the library and of those that are
 * new. */
static void
change_tree (Fixture *self)
{
  g_autoptr (JsonNode) tree = tenant_fixture_get_json (&self->tenant, "/tree");
  g_autoptr (JsonNode) page = tenant_fixture_get_json (&self->tenant, "/search?limit=1&start=60");
  JsonArray *roots = json_object_get_array_member (json_node_get_object (tree), "results");
  const char *old = tenant_json_get_string (json_array_get_object_element (roots, 0), "id");
  const char *renamed = tenant_json_get_string (json_array_get_object_element (roots, 1), "id");
  g_autofree char *folder = create (self, "/folder/Made");
  g_autofree char *album_path = g_strdup_printf ("/album/%s/Made%%20too?description=Why", folder);
  g_autofree char *gone_path = g_strdup_printf ("/folder/%s/Gone", folder);
  g_autofree char *album = create (self, album_path);
  g_autofree char *gone = create (self, gone_path);
  g_autofree char *below_path = g_strdup_printf ("/album/%s/Gone%%20too", gone);
  g_autofree char *below = create (self, below_path);
  g_autofree char *item =
      g_strdup_printf ("[{\"scheme\":\"%s\",\"id\":\"%s\"}]",
                       tenant_json_get_string (tenant_page_get_asset (page, 0), "scheme"),
                       tenant_json_get_string (tenant_page_get_asset (page, 0), "id"));

  g_assert_nonnull (below);
  change_container (self, "POST", "/batch/album/", album, "", item);
  change_container (self, "PUT", "/folder/", folder, "/rename", "{\"name\":\"Renamed\"}");
  change_container (self, "PUT", "/folder/", renamed, "/rename", "{\"name\":\"Renamed too\"}");
  delete_containers (self, gone, "folder");
  delete_containers (self, old, "folder");
}

static void
change_much (Fixture *self)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (&self->tenant, "/search?limit=30");

  for (guint i = 0; i < 30; i++)
    {
      JsonObject *asset = tenant_page_get_asset (page, i);
      const char *scheme = tenant_json_get_string (asset, "scheme");
      const char *id = tenant_json_get_string (asset, "id");
      g_autofree char *tag = g_strdup_printf ("/%s/%s/tag/Number%u", scheme, id, i);
      g_autofree char *rename = g_strdup_printf ("/%s/%s/rename", scheme, id);
      g_autofree char *item = g_strdup_printf ("[{\"scheme\":\"%s\",\"id\":\"%s\"}]", scheme, id);

      tenant_fixture_change (&self->tenant, "PUT", tag, NULL, "");
      if (i % 3 == 0)
        tenant_fixture_change (&self->tenant, "PUT", rename, "{\"name\":\"New.jpg\"}", "");
      if (i % 7 == 0)
        tenant_fixture_change (&self->tenant, "DELETE", "/batch/content", item, "");
    }
}

/* @data: whether it is killed as soon as the last answer is there */
static void
test_restart (Fixture *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *tree_before = NULL;
  g_autofree char *tree_after = NULL;

  change_much (self);
  change_tree (self);
  before = list_all (self);
  tree_before = get_text (self, "/tree");
  if (data != NULL)
    {
      g_clear_pointer (&self->tenant.token, g_free);
      test_tenant_kill (self->tenant.tenant);
    }
  else
    stop (self);
  start (self);
  after = list_all (self);
  tree_after = get_text (self, "/tree");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (tree_after, ==, tree_before);
  g_assert_nonnull (strstr (tree_after, "Renamed too"));
  g_assert_nonnull (strstr (tree_after, "Renamed/Made too"));
  g_assert_null (strstr (tree_after, "Gone"));
  g_assert_nonnull (strstr (after, "Number1\""));
}

static void
expect_refusal (const char *first, const char *second, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                        g_getenv ("DESCANT_TENANT"), "--port=0", first, second, NULL);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &complaint, &error);
  g_assert_no_error (error);
  g_test_message ("%s", complaint);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_cmpstr (out, ==, "");
  g_assert_true (g_str_has_prefix (complaint, "descant-tenant: The state in “"));
  g_assert_nonnull (strstr (complaint, why));
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_strconcat (self->option, ".txt", NULL);
  g_autofree char *other_path = g_strconcat (self->path, ".txt", NULL);

  expect_refusal (self->option, "--assets=200", "in use");
  stop (self);
  expect_refusal (self->option, "--assets=201", "another library");
  g_assert_true (g_file_set_contents (other_path, "Dear diary", -1, NULL));
  expect_refusal (other, "--assets=200", "something else");
  g_assert_cmpint (g_unlink (other_path), ==, 0);
  start (self);
}

/* The path of a tag of the newest asset. (transfer full) */
static char *
make_tag_path (Fixture *self, const char *tag)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (&self->tenant, "/search?limit=1");
  JsonObject *asset = tenant_page_get_asset (page, 0);

  return g_strdup_printf ("/%s/%s/tag/%s", tenant_json_get_string (asset, "scheme"),
                          tenant_json_get_string (asset, "id"), tag);
}

static guint
put_tag (Fixture *self, const char *path)
{
  g_autoptr (TestReply) reply =
      tenant_fixture_send (&self->tenant, "PUT", path, self->tenant.token, NULL);

  return reply->status;
}

static gint64
count_tagged (Fixture *self, const char *tag)
{
  g_autofree char *path = g_strconcat ("/search?tags=", tag, NULL);
  g_autoptr (JsonNode) page = tenant_fixture_get_json (&self->tenant, path);

  return tenant_page_get_found (page);
}

/* A write counts as any other call, and one that was refused was not done. */
static void
test_rate (Fixture *self, gconstpointer data)
{
  g_autofree char *first = make_tag_path (self, "First");
  g_autofree char *second = make_tag_path (self, "Second");

  stop (self);
  start_with (self, "--calls-per-minute=1", "--scenario=rate-seconds");
  g_assert_cmpuint (put_tag (self, first), ==, 200);
  g_assert_cmpuint (put_tag (self, second), ==, 429);
  stop (self);
  start (self);
  g_assert_cmpint (count_tagged (self, "First"), ==, 1);
  g_assert_cmpint (count_tagged (self, "Second"), ==, 0);
}

/* What is answered badly was done: a client can know only by asking. */
static void
test_flaky (Fixture *self, gconstpointer data)
{
  static const char *const tags[] = { "One", "Two", "Three" };
  g_autofree char *path = make_tag_path (self, "");

  stop (self);
  /* Its third answer is 502. */
  start_with (self, "--calls-per-minute=0", "--scenario=flaky");
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *full = g_strconcat (path, tags[i], NULL);

      g_assert_cmpuint (put_tag (self, full), ==, i < 2 ? 200 : 502);
    }
  stop (self);
  start (self);
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    g_assert_cmpint (count_tagged (self, tags[i]), ==, 1);
}

/* A link that was shared works after the next start, though at another port. */
static void
test_share (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (&self->tenant, "/search?limit=1");
  JsonObject *asset = tenant_page_get_asset (page, 0);
  g_autofree char *body = g_strdup_printf (
      "{\"shareDetail\":{\"expires\":null},\"contents\":[{\"scheme\":\"%s\",\"id\":\"%s\"}]}",
      tenant_json_get_string (asset, "scheme"), tenant_json_get_string (asset, "id"));
  g_autoptr (TestReply) shared =
      tenant_fixture_send (&self->tenant, "PUT", "/share/batch", self->tenant.token, body);
  g_autofree char *link = test_reply_dup_text (shared);
  g_autofree char *path = g_strdup (link + strlen (self->tenant.base));
  g_autofree char *new_link = NULL;
  g_autoptr (TestReply) opened = NULL;

  stop (self);
  start (self);
  new_link = g_strconcat (self->tenant.base, path, NULL);
  opened = test_http_get (new_link, NULL);
  g_assert_cmpuint (opened->status, ==, 200);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/T28/survives-a-restart", Fixture, NULL, set_up, test_restart, tear_down);
  g_test_add ("/T28/survives-a-crash", Fixture, "kill", set_up, test_restart, tear_down);
  g_test_add ("/state/share", Fixture, NULL, set_up, test_share, tear_down);
  g_test_add ("/T29/refused-write-is-not-done", Fixture, NULL, set_up, test_rate, tear_down);
  g_test_add ("/state/flaky-write-is-done", Fixture, NULL, set_up, test_flaky, tear_down);
  g_test_add ("/state/refused", Fixture, NULL, set_up, test_refused, tear_down);

  return g_test_run ();
}
