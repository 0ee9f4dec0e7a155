/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-fixture.h"

#include <string.h>

TestReply *
tenant_fixture_post_form (TestTenant *tenant, const char *endpoint, const char *form)
{
  g_autofree char *uri =
      g_strconcat (test_tenant_get (tenant, "base"), "/oauth/api/oauth2/", endpoint, NULL);
  g_autofree char *app =
      g_strdup_printf ("app_id=%s&app_secret=%s", test_tenant_get (tenant, "app_id"),
                       test_tenant_get (tenant, "app_secret"));
  g_auto (GStrv) parts = g_strsplit (form, "@", -1);
  g_autofree char *body = g_strjoinv (app, parts);

  return test_http_send ("POST", uri, NULL, SOUP_FORM_MIME_TYPE_URLENCODED, body);
}

JsonNode *
tenant_fixture_read_json (TestReply *reply)
{
  g_autofree char *text = test_reply_dup_text (reply);
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_assert_cmpstr (reply->content_type, ==, "application/json");
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);

  return node;
}

char *
tenant_fixture_ask_token (TestTenant *tenant, const char *scope)
{
  g_autofree char *form = g_strconcat ("@&grant_type=client_credentials&scope=", scope, NULL);
  g_autoptr (TestReply) reply = tenant_fixture_post_form (tenant, "token", form);
  g_autoptr (JsonNode) node = tenant_fixture_read_json (reply);

  g_assert_cmpuint (reply->status, ==, 200);

  return g_strdup (tenant_json_get_string (json_node_get_object (node), "accessToken"));
}

void
tenant_fixture_set_up (TenantFixture *self, gconstpointer data)
{
  g_autofree char *scenario =
      g_strconcat ("--scenario=", data != NULL ? (const char *) data : "normal", NULL);
  g_autofree char *assets = g_strdup_printf ("--assets=%d", TENANT_FIXTURE_ASSETS);

  self->tenant = test_tenant_start ("--calls-per-minute=0", assets, scenario, NULL);
  self->base = test_tenant_get (self->tenant, "base");
  self->delivery = test_tenant_get (self->tenant, "delivery");
  self->token = tenant_fixture_ask_token (self->tenant, "admin");
}

void
tenant_fixture_tear_down (TenantFixture *self, gconstpointer data)
{
  g_autofree char *printed = test_tenant_stop (self->tenant);

  /* It has nothing to say; above all no critical. */
  g_assert_cmpstr (printed, ==, "");
  g_free (self->token);
}

TestReply *
tenant_fixture_get (TenantFixture *self, const char *path, const char *token)
{
  g_autofree char *uri = g_strconcat (self->base, path, NULL);

  return test_http_get (uri, token);
}

JsonNode *
tenant_fixture_get_json (TenantFixture *self, const char *path)
{
  g_autofree char *full = g_strconcat ("/api/v1", path, NULL);
  g_autoptr (TestReply) reply = tenant_fixture_get (self, full, self->token);

  g_assert_cmpuint (reply->status, ==, 200);

  return tenant_fixture_read_json (reply);
}

JsonNode *
tenant_fixture_post_json (TenantFixture *self, const char *path, const char *body)
{
  g_autofree char *uri = g_strconcat (self->base, "/api/v1", path, NULL);
  g_autoptr (TestReply) reply = test_http_send ("POST", uri, self->token, "application/json", body);

  g_assert_cmpuint (reply->status, ==, 200);

  return tenant_fixture_read_json (reply);
}

TestReply *
tenant_fixture_send (TenantFixture *self,
                     const char *method,
                     const char *path,
                     const char *token,
                     const char *body)
{
  g_autofree char *uri = g_strconcat (self->base, "/api/v1", path, NULL);

  return test_http_send (method, uri, token, body != NULL ? "application/json" : NULL, body);
}

void
tenant_fixture_change (TenantFixture *self,
                       const char *method,
                       const char *path,
                       const char *body,
                       const char *expected)
{
  g_autoptr (TestReply) reply = tenant_fixture_send (self, method, path, self->token, body);
  g_autofree char *text = test_reply_dup_text (reply);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, "text/plain");
  g_assert_cmpstr (text != NULL ? text : "", ==, expected);
}

guint
tenant_fixture_get_status (TenantFixture *self, const char *path)
{
  g_autofree char *full = g_strconcat ("/api/v1", path, NULL);
  g_autoptr (TestReply) reply = tenant_fixture_get (self, full, self->token);
  g_autoptr (JsonNode) node = tenant_fixture_read_json (reply);

  if (reply->status >= 400)
    g_assert_cmpstr (tenant_json_get_string (json_node_get_object (node), "message"), !=, "");

  return reply->status;
}

JsonArray *
tenant_page_get_results (JsonNode *page)
{
  JsonObject *object = json_node_get_object (page);

  return json_object_has_member (object, "results")
             ? json_object_get_array_member (object, "results")
             : NULL;
}

gint64
tenant_page_get_found (JsonNode *page)
{
  return json_object_get_int_member (json_node_get_object (page), "found");
}

JsonObject *
tenant_page_get_asset (JsonNode *page, guint i)
{
  return json_array_get_object_element (tenant_page_get_results (page), i);
}

const char *
tenant_json_get_string (JsonObject *object, const char *path)
{
  const char *dot = strchr (path, '.');

  if (dot != NULL)
    {
      g_autofree char *name = g_strndup (path, dot - path);

      return tenant_json_get_string (json_object_get_object_member (object, name), dot + 1);
    }

  if (!tenant_json_is_string (object, path))
    g_error ("“%s” is no string", path);

  return json_object_get_string_member (object, path);
}

static gboolean
holds (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

gboolean
tenant_json_is_string (JsonObject *object, const char *name)
{
  return holds (object, name, G_TYPE_STRING);
}

gboolean
tenant_json_is_integer (JsonObject *object, const char *name)
{
  return holds (object, name, G_TYPE_INT64);
}

gboolean
tenant_json_list_has (JsonObject *object, const char *name, const char *text)
{
  JsonArray *list = json_object_get_array_member (object, name);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      if (g_str_equal (json_array_get_string_element (list, i), text))
        return TRUE;
    }

  return FALSE;
}

GHashTable *
tenant_fixture_walk (TenantFixture *self, const char *path, guint limit)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *joint = strchr (path, '?') != NULL ? "&" : "?";

  for (;;)
    {
      guint start = g_hash_table_size (ids);
      g_autofree char *part = g_strdup_printf ("%s%slimit=%u&start=%u", path, joint, limit, start);
      g_autoptr (JsonNode) page = tenant_fixture_get_json (self, part);
      JsonArray *results = tenant_page_get_results (page);

      if (results == NULL)
        {
          g_assert_cmpint (tenant_page_get_found (page), ==, start);
          return ids;
        }
      g_assert_cmpuint (json_array_get_length (results), <=, limit);
      for (guint i = 0; i < json_array_get_length (results); i++)
        {
          JsonObject *asset = json_array_get_object_element (results, i);

          g_assert_true (g_hash_table_add (ids, g_strdup (tenant_json_get_string (asset, "id"))));
        }
    }
}

GPtrArray *
tenant_fixture_get_details (TenantFixture *self, const char *path)
{
  GPtrArray *details = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autoptr (JsonNode) page = tenant_fixture_get_json (self, path);
  JsonArray *results = tenant_page_get_results (page);
  g_autoptr (JsonNode) answer = NULL;
  GString *body = g_string_new ("[");
  JsonArray *found;

  g_assert_nonnull (results);
  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonObject *asset = json_array_get_object_element (results, i);

      g_string_append_printf (body, "%s{\"scheme\":\"%s\",\"id\":\"%s\"}", i > 0 ? "," : "",
                              tenant_json_get_string (asset, "scheme"),
                              tenant_json_get_string (asset, "id"));
    }
  g_string_append_c (body, ']');
  answer = tenant_fixture_post_json (self, "/batch/content", body->str);
  g_string_free (body, TRUE);
  found = json_object_get_array_member (json_node_get_object (answer), "docResult");
  g_assert_cmpuint (json_array_get_length (found), ==, json_array_get_length (results));
  for (guint i = 0; i < json_array_get_length (found); i++)
    g_ptr_array_add (details, json_array_dup_element (found, i));

  return details;
}

JsonNode *
tenant_fixture_get_detail (TenantFixture *self, JsonObject *asset)
{
  g_autofree char *path = g_strdup_printf ("/%s/%s", tenant_json_get_string (asset, "scheme"),
                                           tenant_json_get_string (asset, "id"));

  return tenant_fixture_get_json (self, path);
}
