/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Section 12 from outside: a setting, a form that is posted, and what becomes of it. */

#include "tenant-fixture.h"
#include "test-folder.h"

#include <string.h>

#define BOUNDARY "descant-boundary"
#define ODD_NAME "Ré \"sumé\" <b>&船.txt"
#define TEXT     "Hello,\r\n--descant-bounda\r\n--\r\nworld"

static void
start (TenantFixture *self, const char *more, const char *state)
{
  self->tenant = test_tenant_start ("--calls-per-minute=0", "--assets=40",
                                    more != NULL ? more : "--seed=1", state, NULL);
  self->base = test_tenant_get (self->tenant, "base");
  self->token = tenant_fixture_ask_token (self->tenant, "admin");
}

/* @data: (nullable): an option of the tenant */
static void
set_up (TenantFixture *self, gconstpointer data)
{
  start (self, data, NULL);
}

/* A form: its fields in their order, and where it is posted to. */

typedef struct
{
  char *url;
  GPtrArray *names;
  GPtrArray *values;
} Form;

static void
form_free (Form *form)
{
  g_free (form->url);
  g_ptr_array_unref (form->names);
  g_ptr_array_unref (form->values);
  g_free (form);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Form, form_free)

static void
form_insert (Form *form, int place, const char *name, const char *value)
{
  g_ptr_array_insert (form->names, place, g_strdup (name));
  g_ptr_array_insert (form->values, place, g_strdup (value));
}

static guint
form_find (Form *form, const char *name)
{
  guint place = 0;

  g_assert_true (
      g_ptr_array_find_with_equal_func (form->names, name, (GEqualFunc) g_str_equal, &place));

  return place;
}

static void
form_remove (Form *form, const char *name)
{
  guint place = form_find (form, name);

  g_ptr_array_remove_index (form->names, place);
  g_ptr_array_remove_index (form->values, place);
}

static void
form_set (Form *form, const char *name, const char *value)
{
  int place = (int) form_find (form, name);

  form_remove (form, name);
  form_insert (form, place, name, value);
}

static JsonNode *
get_setting (TenantFixture *fixture)
{
  return tenant_fixture_get_json (fixture, "/upload/setting");
}

/* 12.3: what a good client makes of a setting; the name is there already. */
static Form *
make_form (TenantFixture *fixture, const char *name)
{
  g_autoptr (JsonNode) setting = get_setting (fixture);
  JsonObject *object = json_node_get_object (setting);
  g_autoptr (GList) members = json_object_get_members (object);
  Form *form = g_new0 (Form, 1);

  form->url = g_strdup (tenant_json_get_string (object, "url"));
  form->names = g_ptr_array_new_with_free_func (g_free);
  form->values = g_ptr_array_new_with_free_func (g_free);
  for (GList *member = members; member != NULL; member = member->next)
    {
      if (!g_str_equal (member->data, "url"))
        form_insert (form, -1, member->data, tenant_json_get_string (object, member->data));
    }
  form_set (form, "x-amz-meta-file_name", name);

  return form;
}

static void
append_part (GString *body, const char *name, const char *more, const char *value)
{
  g_string_append_printf (
      body, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n", name,
      more, value);
}

/* @after: (nullable): the name of a field behind the file */
static TestReply *
send_form (Form *form, const char *token, const char *text, const char *after)
{
  GString *body = g_string_new (NULL);
  g_autofree char *owned = NULL;

  for (guint i = 0; i < form->names->len; i++)
    append_part (body, form->names->pdata[i], "", form->values->pdata[i]);
  if (text != NULL)
    append_part (body, "file", "; filename=\"x\"\r\nContent-Type: text/plain", text);
  if (after != NULL)
    append_part (body, after, "", "");
  g_string_append (body, "--" BOUNDARY "--\r\n");
  owned = g_string_free (body, FALSE);

  return test_http_send ("POST", form->url, token, "multipart/form-data; boundary=" BOUNDARY,
                         owned);
}

static guint
post_form (Form *form, const char *text, const char *after)
{
  g_autoptr (TestReply) reply = send_form (form, NULL, text, after);
  g_autofree char *said = test_reply_dup_text (reply);

  /* Whatever S3 has to say is XML. */
  g_assert_true (reply->status < 300 ? said == NULL : g_str_has_prefix (said, "<Error><Code>"));

  return reply->status;
}

static JsonNode *
get_status (TenantFixture *fixture)
{
  return tenant_fixture_get_json (fixture, "/upload/status?hours=1");
}

/* Of the upload that came last. */
static char *
dup_status (TenantFixture *fixture)
{
  g_autoptr (JsonNode) node = get_status (fixture);

  return g_strdup (tenant_json_get_string (tenant_page_get_asset (node, 0), "status"));
}

static void
assert_nothing_came (TenantFixture *fixture)
{
  g_autoptr (JsonNode) node = get_status (fixture);

  g_assert_cmpint (tenant_page_get_found (node), ==, 0);
  g_assert_null (tenant_page_get_results (node));
}

/* The setting */

static void
assert_names (JsonObject *setting, const char *const *names)
{
  g_autoptr (GList) members = json_object_get_members (setting);
  guint i = 0;

  for (GList *member = members; member != NULL; member = member->next)
    g_assert_cmpstr (member->data, ==, names[i++]);
  g_assert_null (names[i]);
}

/* 12.1, 12.5 */
static void
test_setting (TenantFixture *fixture, gconstpointer data)
{
  static const char *const a[] = { "url",
                                   "key",
                                   "acl",
                                   "AWSAccessKeyId",
                                   "Policy",
                                   "Signature",
                                   "x-amz-meta-file_name",
                                   "x-amz-meta-tag",
                                   "x-amz-meta-scheme",
                                   "x-amz-meta-id",
                                   "x-amz-meta-album_id",
                                   NULL };
  static const char *const b[] = { "url",
                                   "key",
                                   "acl",
                                   "Policy",
                                   "x-amz-algorithm",
                                   "x-amz-credential",
                                   "x-amz-date",
                                   "x-amz-Signature",
                                   "x-amz-meta-file_name",
                                   "x-amz-meta-tag",
                                   "x-amz-meta-scheme",
                                   "x-amz-meta-id",
                                   "x-amz-meta-album_id",
                                   NULL };
  g_autoptr (JsonNode) node = get_setting (fixture);
  g_autoptr (JsonNode) referring = tenant_fixture_get_json (fixture, "/upload/setting?refer=true");
  JsonObject *setting = json_node_get_object (node);
  g_autofree guchar *policy = NULL;
  g_autoptr (JsonNode) read = NULL;
  gsize length;

  assert_names (setting, g_strcmp0 (data, "--upload-form=B") == 0 ? b : a);
  g_assert_true (json_object_has_member (json_node_get_object (referring), "x-amz-meta-refer_id"));
  g_assert_true (g_str_has_suffix (tenant_json_get_string (setting, "key"), "/${filename}"));
  policy = g_base64_decode (tenant_json_get_string (setting, "Policy"), &length);
  policy = g_realloc (policy, length + 1);
  policy[length] = '\0';
  read = json_from_string ((const char *) policy, NULL);
  g_assert_true (tenant_json_is_string (json_node_get_object (read), "expiration"));
}

/* 16.3 */
static void
test_consumer (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *token = tenant_fixture_ask_token (fixture->tenant, "consumer");
  g_autoptr (TestReply) reply =
      tenant_fixture_send (fixture, "GET", "/upload/setting", token, NULL);

  g_assert_cmpuint (reply->status, ==, 403);
}

/* The form: T26 */

static void
test_refused (TenantFixture *fixture, gconstpointer data)
{
  gboolean is_b = g_strcmp0 (data, "--upload-form=B") == 0;
  g_autoptr (Form) extra = make_form (fixture, "a.txt");
  g_autoptr (Form) after = make_form (fixture, "a.txt");
  g_autoptr (Form) order = make_form (fixture, "a.txt");
  g_autoptr (Form) twice = make_form (fixture, "a.txt");
  g_autoptr (Form) missing = make_form (fixture, "a.txt");
  g_autoptr (Form) renamed = make_form (fixture, "a.txt");
  g_autoptr (Form) elsewhere = make_form (fixture, "a.txt");
  g_autoptr (Form) forged = make_form (fixture, "a.txt");
  g_autoptr (Form) none = make_form (fixture, "a.txt");
  g_autoptr (Form) with_token = make_form (fixture, "a.txt");
  g_autoptr (TestReply) reply = NULL;

  form_insert (extra, -1, "x-amz-meta-colour", "red");
  g_assert_cmpuint (post_form (extra, TEXT, NULL), ==, 403);
  g_assert_cmpuint (post_form (after, TEXT, "x-amz-meta-tag"), ==, 400);
  form_remove (order, "key");
  form_insert (order, -1, "key", "x");
  g_assert_cmpuint (post_form (order, TEXT, NULL), ==, 400);
  form_insert (twice, -1, "x-amz-meta-tag", "");
  g_assert_cmpuint (post_form (twice, TEXT, NULL), ==, 400);
  form_remove (missing, "x-amz-meta-album_id");
  g_assert_cmpuint (post_form (missing, TEXT, NULL), ==, 403);
  form_remove (renamed, is_b ? "x-amz-Signature" : "Signature");
  form_insert (renamed, 2, is_b ? "x-amz-signature" : "signature", "x");
  g_assert_cmpuint (post_form (renamed, TEXT, NULL), ==, 403);
  form_set (elsewhere, "key", "other/${filename}");
  g_assert_cmpuint (post_form (elsewhere, TEXT, NULL), ==, 403);
  form_set (forged, "Policy", "e30=");
  g_assert_cmpuint (post_form (forged, TEXT, NULL), ==, 403);
  g_assert_cmpuint (post_form (none, NULL, NULL), ==, 400);
  reply = send_form (with_token, fixture->token, TEXT, NULL);
  g_assert_cmpuint (reply->status, ==, 400);

  assert_nothing_came (fixture);
}

static void
test_twice (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (Form) form = make_form (fixture, "a.txt");
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpuint (post_form (form, TEXT, NULL), ==, 204);
  g_assert_cmpuint (post_form (form, TEXT, NULL), ==, 403);
  node = get_status (fixture);
  g_assert_cmpint (tenant_page_get_found (node), ==, 1);
}

/* 12.6: each second setting is over. */
static void
test_expired (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (Form) first = make_form (fixture, "a.txt");
  g_autoptr (Form) second = make_form (fixture, "a.txt");

  g_assert_cmpuint (post_form (first, TEXT, NULL), ==, 403);
  g_assert_cmpuint (post_form (second, TEXT, NULL), ==, 204);
}

static void
test_no_form (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (Form) form = make_form (fixture, "a.txt");
  static const struct
  {
    const char *type;
    const char *body;
  } bad[] = {
    { "application/json", "{}" },
    { "multipart/form-data", "x" },
    { "multipart/form-data; boundary=x", "" },
    { "multipart/form-data; boundary=x", "--x" },
    { "multipart/form-data; boundary=x", "--x--" },
    { "multipart/form-data; boundary=x", "--x\r\n\r\n\r\n--x--" },
    { "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--" },
    { "multipart/form-data; boundary=x",
      "--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n\xff\r\n--x--" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (TestReply) reply =
          test_http_send ("POST", form->url, NULL, bad[i].type, bad[i].body);

      g_assert_cmpuint (reply->status, ==, 400);
    }
}

/* What becomes of it: T27 */

static char *
find_album (TenantFixture *fixture)
{
  g_autoptr (JsonNode) page = tenant_fixture_get_json (fixture, "/search?scheme=album&limit=1");

  return g_strdup (tenant_json_get_string (tenant_page_get_asset (page, 0), "id"));
}

static JsonNode *
get_asset_of_last (TenantFixture *fixture)
{
  g_autoptr (JsonNode) node = get_status (fixture);

  return tenant_fixture_get_detail (fixture, tenant_page_get_asset (node, 0));
}

static gboolean
is_in_album (TenantFixture *fixture, const char *album, const char *id)
{
  g_autofree char *path = g_strconcat ("/album/", album, NULL);
  g_autoptr (GHashTable) ids = tenant_fixture_walk (fixture, path, 100);

  return g_hash_table_contains (ids, id);
}

static char *
dup_original (TenantFixture *fixture, JsonObject *asset)
{
  g_autoptr (TestReply) first =
      test_http_get (tenant_json_get_string (asset, "url.download"), fixture->token);
  g_autoptr (TestReply) reply = test_http_get (first->location, NULL);

  g_assert_cmpuint (reply->status, ==, 200);

  return test_reply_dup_text (reply);
}

static void
test_new_asset (TenantFixture *fixture, gconstpointer data)
{
  g_autofree char *album = find_album (fixture);
  g_autoptr (Form) form = make_form (fixture, ODD_NAME);
  g_autofree char *md5 = g_compute_checksum_for_string (G_CHECKSUM_MD5, TEXT, -1);
  g_autofree char *original = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *asset;

  assert_nothing_came (fixture);
  form_set (form, "x-amz-meta-album_id", album);
  form_set (form, "x-amz-meta-tag", "one, two,");
  g_assert_cmpuint (post_form (form, TEXT, NULL), ==, 204);
  node = get_asset_of_last (fixture);
  asset = json_node_get_object (node);
  g_assert_cmpstr (tenant_json_get_string (asset, "name"), ==, ODD_NAME);
  g_assert_cmpstr (tenant_json_get_string (asset, "md5"), ==, md5);
  g_assert_true (tenant_json_list_has (asset, "tag", "one"));
  g_assert_true (tenant_json_list_has (asset, "tag", "two"));
  g_assert_true (is_in_album (fixture, album, tenant_json_get_string (asset, "id")));
  original = dup_original (fixture, asset);
  g_assert_cmpstr (original, ==, TEXT);
}

static void
test_in_work (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (Form) form = make_form (fixture, "a.txt");
  static const char *const expected[] = { "Initial", "Initial", "Done", "Done" };
  g_autoptr (JsonNode) first = NULL;

  g_assert_cmpuint (post_form (form, TEXT, NULL), ==, 204);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *status = dup_status (fixture);

      g_assert_cmpstr (status, ==, expected[i]);
    }
  first = get_asset_of_last (fixture);
  g_assert_cmpstr (tenant_json_get_string (json_node_get_object (first), "name"), ==, "a.txt");
}

static void
test_version (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (Form) form = make_form (fixture, "a.txt");
  g_autoptr (Form) next = make_form (fixture, "b.txt");
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;
  g_autofree char *original = NULL;
  JsonObject *asset;

  g_assert_cmpuint (post_form (form, TEXT, NULL), ==, 204);
  before = get_asset_of_last (fixture);
  asset = json_node_get_object (before);
  form_set (next, "x-amz-meta-id", tenant_json_get_string (asset, "id"));
  form_set (next, "x-amz-meta-scheme", tenant_json_get_string (asset, "scheme"));
  g_assert_cmpuint (post_form (next, "second", NULL), ==, 204);
  after = get_asset_of_last (fixture);
  g_assert_cmpstr (tenant_json_get_string (json_node_get_object (after), "id"), ==,
                   tenant_json_get_string (asset, "id"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (
                        json_node_get_object (after), "versionHistory")),
                    ==, 2);
  original = dup_original (fixture, json_node_get_object (after));
  g_assert_cmpstr (original, ==, "second");
}

/* What cannot be is an error afterwards: S3 knows nothing of albums and assets. */
static void
test_error (TenantFixture *fixture, gconstpointer data)
{
  static const char *const bad[][2] = {
    { "x-amz-meta-album_id", "ZZZZZ" },
    { "x-amz-meta-id", "00000000000000000000000000" },
    { "x-amz-meta-scheme", "image" },
    { "x-amz-meta-file_name", "" },
  };
  g_autoptr (JsonNode) page = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (Form) form = make_form (fixture, "a.txt");
      g_autofree char *status = NULL;

      form_set (form, bad[i][0], bad[i][1]);
      g_assert_cmpuint (post_form (form, TEXT, NULL), ==, 204);
      status = dup_status (fixture);
      g_assert_cmpstr (status, ==, "Error");
    }
  page = tenant_fixture_get_json (fixture, "/search?limit=1");
  g_assert_cmpint (tenant_page_get_found (page), ==, 40);
  g_assert_cmpuint (tenant_fixture_get_status (fixture, "/upload/status?hours=25"), ==, 400);
  g_assert_cmpuint (tenant_fixture_get_status (fixture, "/upload/status?hours=24"), ==, 200);
}

static void
test_scenario_error (TenantFixture *fixture, gconstpointer data)
{
  g_autoptr (Form) form = make_form (fixture, "a.txt");
  g_autofree char *status = NULL;

  g_assert_cmpuint (post_form (form, TEXT, NULL), ==, 204);
  status = dup_status (fixture);
  g_assert_cmpstr (status, ==, "Error");
}

/* Restart */

/* As a crash would: all of it is on the disk before the form is answered. */
static void
test_restart (void)
{
  TenantFixture fixture = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("descant-state-XXXXXX", NULL);
  g_autofree char *state = g_strconcat ("--state=", folder, "/state", NULL);
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;
  g_autofree char *original = NULL;
  g_autoptr (Form) form = NULL;

  start (&fixture, NULL, state);
  form = make_form (&fixture, ODD_NAME);
  g_assert_cmpuint (post_form (form, TEXT, NULL), ==, 204);
  before = get_status (&fixture);
  test_tenant_kill (fixture.tenant);
  g_free (fixture.token);

  start (&fixture, NULL, state);
  after = get_status (&fixture);
  g_assert_true (json_node_equal (before, after));
  {
    g_autoptr (JsonNode) asset = get_asset_of_last (&fixture);

    original = dup_original (&fixture, json_node_get_object (asset));
  }
  g_assert_cmpstr (original, ==, TEXT);
  tenant_fixture_tear_down (&fixture, NULL);
  test_folder_remove (folder);
}

/* What was in work is lost, and says so. */
static void
test_restart_in_work (void)
{
  TenantFixture fixture = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("descant-state-XXXXXX", NULL);
  g_autofree char *state = g_strconcat ("--state=", folder, "/state", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (Form) form = NULL;

  start (&fixture, "--scenario=upload-stuck", state);
  form = make_form (&fixture, "a.txt");
  g_assert_cmpuint (post_form (form, TEXT, NULL), ==, 204);
  before = dup_status (&fixture);
  g_assert_cmpstr (before, ==, "Initial");
  tenant_fixture_tear_down (&fixture, NULL);

  start (&fixture, NULL, state);
  after = dup_status (&fixture);
  g_assert_cmpstr (after, ==, "Error");
  tenant_fixture_tear_down (&fixture, NULL);
  test_folder_remove (folder);
}

static void
add (const char *path, const char *option, void (*test) (TenantFixture *, gconstpointer))
{
  g_test_add (path, TenantFixture, option, set_up, test, tenant_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/T26/setting-a", NULL, test_setting);
  add ("/T26/setting-b", "--upload-form=B", test_setting);
  add ("/T26/refused-a", NULL, test_refused);
  add ("/T26/refused-b", "--upload-form=B", test_refused);
  add ("/T26/twice", NULL, test_twice);
  add ("/T26/expired", "--scenario=upload-expired", test_expired);
  add ("/T26/no-form", NULL, test_no_form);
  add ("/T26/consumer", NULL, test_consumer);
  add ("/T27/new-asset-a", NULL, test_new_asset);
  add ("/T27/new-asset-b", "--upload-form=B", test_new_asset);
  add ("/T27/in-work", "--scenario=upload-slow", test_in_work);
  add ("/T27/version", NULL, test_version);
  add ("/T27/error", NULL, test_error);
  add ("/T27/scenario-error", "--scenario=upload-error", test_scenario_error);
  g_test_add_func ("/T27/survives-a-crash", test_restart);
  g_test_add_func ("/T27/in-work-at-the-end", test_restart_in_work);

  return g_test_run ();
}
