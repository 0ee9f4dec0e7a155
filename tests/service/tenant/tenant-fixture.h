/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "test-http.h"
#include "test-tenant.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define UNPUBLISHED "Rendition-is-not-published-to-MDC"

/* A tenant with some hundred assets and no rate limit, and an administrator's token for it. */
typedef struct
{
  TestTenant *tenant;
  const char *base;     /* borrowed */
  const char *delivery; /* borrowed */
  char *token;
} TenantFixture;

#define TENANT_FIXTURE_ASSETS 400

/* For g_test_add(); @data: (nullable): the scenario */
void tenant_fixture_set_up (TenantFixture *self, gconstpointer data);
void tenant_fixture_tear_down (TenantFixture *self, gconstpointer data);

/* For a test that starts its own tenant: the token of a scope, by client credentials. (transfer full) */
char *tenant_fixture_ask_token (TestTenant *tenant, const char *scope);
/* A form to an endpoint below /oauth/api/oauth2/; "@" stands for App ID and App Secret. */
TestReply *tenant_fixture_post_form (TestTenant *tenant, const char *endpoint, const char *form);

/* GET of base + @path with a token; @token NULL sends none. */
TestReply *tenant_fixture_get (TenantFixture *self, const char *path, const char *token);
/* The reply's JSON; the test fails unless it is JSON and says so. (transfer full) */
JsonNode *tenant_fixture_read_json (TestReply *reply);
/* Both for the administrator; status 200 is a must. @path is below /api/v1. (transfer full) */
JsonNode *tenant_fixture_get_json (TenantFixture *self, const char *path);
JsonNode *tenant_fixture_post_json (TenantFixture *self, const char *path, const char *body);
/* Any method below /api/v1. @token, @body: (nullable) */
TestReply *tenant_fixture_send (TenantFixture *self, const char *method, const char *path, const char *token, const char *body);
/* The same for the administrator: the answer is 200 and the text @expected. */
void tenant_fixture_change (TenantFixture *self, const char *method, const char *path, const char *body, const char *expected);
/* Only the status of GET below /api/v1, and that the body is JSON. */
guint tenant_fixture_get_status (TenantFixture *self, const char *path);

/* The members of a page (section 6). @results is (nullable). */
JsonArray  *tenant_page_get_results (JsonNode *page);
gint64      tenant_page_get_found (JsonNode *page);
JsonObject *tenant_page_get_asset (JsonNode *page, guint i);

/* A member of @node, down a path of names: "url.download"; the test fails if it is not a string. */
const char *tenant_json_get_string (JsonObject *object, const char *path);
gboolean    tenant_json_is_string (JsonObject *object, const char *name);
gboolean    tenant_json_is_integer (JsonObject *object, const char *name);
/* Whether an array of strings holds @text. */
gboolean tenant_json_list_has (JsonObject *object, const char *name, const char *text);

/* The ids of all assets that @path finds, page by page of @limit: the test fails if one comes twice.
 * (element-type utf8) (transfer full) */
GHashTable *tenant_fixture_walk (TenantFixture *self, const char *path, guint limit);
/* All of each asset that @path finds on one page of at most a hundred, but the md5: by a batch, for which
 * no original need be made. (element-type JsonNode) (transfer full) */
GPtrArray *tenant_fixture_get_details (TenantFixture *self, const char *path);
/* The detail call for an asset of a list. (transfer full) */
JsonNode *tenant_fixture_get_detail (TenantFixture *self, JsonObject *asset);

G_END_DECLS
