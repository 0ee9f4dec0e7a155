/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-api.h"

#include "tenant-records.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define FIRST_PART       2 /* after "api" and "v1" */
#define DEFAULT_LIMIT    100
#define MAX_LIMIT        1000
#define MAX_BATCH        100
#define MAX_DEPTH        10000
#define HUGE_BYTES       (40 * 1024 * 1024)
#define TOO_HUGE_BYTES   (70 * 1024 * 1024)
#define MIXED_CONTAINERS 3

static TenantWriter *
new_writer (TenantExchange *exchange)
{
  return tenant_writer_new (exchange->world->options.scenario == TENANT_SCENARIO_NUMBERS);
}

static void
answer_json (TenantExchange *exchange, TenantWriter *writer)
{
  tenant_exchange_answer (exchange, 200, "application/json", tenant_writer_end (writer));
}

static void
not_found (TenantExchange *exchange)
{
  tenant_exchange_fail (exchange, 404, "not_found", "There is nothing here.");
}

/* Lists */

/* 6.12 */
static guint
get_limit (TenantExchange *exchange)
{
  const char *text = tenant_exchange_get_parameter (exchange, "limit");
  gint64 limit;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &limit, NULL))
    return DEFAULT_LIMIT;

  return (guint) MIN (limit, MAX_LIMIT);
}

static guint64
get_start (TenantExchange *exchange)
{
  const char *text = tenant_exchange_get_parameter (exchange, "start");
  gint64 start;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &start, NULL))
    return 0;

  return (guint64) start;
}

/* 6.13 */
static gboolean
is_too_deep (TenantExchange *exchange)
{
  return get_start (exchange) + get_limit (exchange) > MAX_DEPTH;
}

/* The same text for the same query: its parameters in order, without those that only choose the
 * page. */
static char *
make_key (TenantExchange *exchange, const char *more)
{
  g_autoptr (GList) names = g_hash_table_get_keys (exchange->parameters);
  GString *key = g_string_new (more);

  names = g_list_sort (names, (GCompareFunc) g_strcmp0);
  g_string_append_printf (key, "\n%d", exchange->identity.role);
  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *value = tenant_exchange_get_parameter (exchange, l->data);

      if (value != NULL && !g_str_equal (l->data, "start") && !g_str_equal (l->data, "limit")
          && !g_str_equal (l->data, "access_token"))
        g_string_append_printf (key, "\n%s=%s", (const char *) l->data, value);
    }

  return g_string_free (key, FALSE);
}

/* One asset whose fields are of all the wrong types (14.8). */
static void
write_wrong_asset (TenantWriter *writer, const TenantAsset *asset)
{
  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, "id", asset->id);
  tenant_writer_string (writer, "scheme", tenant_scheme_to_word (asset->scheme));
  tenant_writer_integer (writer, "name", 7);
  tenant_writer_open (writer, "width", '{');
  tenant_writer_close (writer, '}');
  tenant_writer_string (writer, "height", "abc");
  tenant_writer_integer (writer, "tag", 3);
  tenant_writer_boolean (writer, "time", TRUE);
  tenant_writer_string (writer, "url", "none");
  tenant_writer_close (writer, '}');
}

/* 6.11: how many containers stand before the assets; they count in "found" like those. */
static guint
count_mixed_containers (TenantExchange *exchange, const TenantContainer *container)
{
  gboolean is_mixed = exchange->world->options.scenario == TENANT_SCENARIO_CONTAINERS_IN_SEARCH
                      && tenant_exchange_get_parameter (exchange, "scheme") == NULL
                      && (container == NULL || !container->is_album);

  return is_mixed ? MIXED_CONTAINERS : 0;
}

static void
write_no_results (TenantWriter *writer, TenantScenario scenario)
{
  if (scenario == TENANT_SCENARIO_RESULTS_NULL)
    tenant_writer_string (writer, "results", NULL);
  else if (scenario == TENANT_SCENARIO_RESULTS_EMPTY)
    {
      tenant_writer_open (writer, "results", '[');
      tenant_writer_close (writer, ']');
    }
}

static void
write_results (TenantExchange *exchange,
               TenantWriter *writer,
               TenantSelection *selection,
               guint n_mixed)
{
  TenantWorld *world = exchange->world;
  TenantTree *tree = tenant_library_get_tree (world->library);
  TenantScenario scenario = world->options.scenario;
  guint64 start = get_start (exchange);
  guint64 end =
      MIN (n_mixed + tenant_selection_get_found (selection), start + get_limit (exchange));

  if (start >= end || (scenario == TENANT_SCENARIO_DEEP_PAGING_EMPTY && is_too_deep (exchange)))
    {
      write_no_results (writer, scenario);
      return;
    }

  tenant_writer_open (writer, "results", '[');
  for (guint64 i = start; i < end; i++)
    {
      g_auto (TenantAsset) asset = { 0 };

      if (i < n_mixed)
        {
          tenant_records_write_container (writer, world,
                                          tenant_tree_get_container (tree, (guint) i), NULL, TRUE);
          continue;
        }
      tenant_library_get_asset (world->library,
                                tenant_selection_get_number (selection, i - n_mixed), &asset);
      if (scenario == TENANT_SCENARIO_WRONG_TYPES && i == start)
        write_wrong_asset (writer, &asset);
      else
        tenant_records_write_asset (writer, world, &asset, TENANT_RECORD_LIST);
    }
  tenant_writer_close (writer, ']');
}

/* 14.11: an answer that takes its time to read. */
static void
write_padding (TenantWriter *writer, TenantScenario scenario)
{
  g_autofree char *padding = NULL;

  if (scenario == TENANT_SCENARIO_HUGE_JSON)
    padding = g_strnfill (HUGE_BYTES, 'x');
  else if (scenario == TENANT_SCENARIO_TOO_HUGE_JSON)
    padding = g_strnfill (TOO_HUGE_BYTES, 'x');
  if (padding != NULL)
    tenant_writer_string (writer, "padding", padding);
}

static void
write_page_end (TenantExchange *exchange,
                TenantWriter *writer,
                guint64 found,
                const char *sort,
                gboolean descending)
{
  const char *keyword = tenant_exchange_get_parameter (exchange, "keyword");
  guint64 start = get_start (exchange);

  tenant_writer_integer (writer, "limit", get_limit (exchange));
  tenant_writer_integer (writer, "found", (gint64) found);
  if (start > 0)
    tenant_writer_integer (writer, "start", (gint64) start);
  tenant_writer_string (writer, "sortBy", sort);
  tenant_writer_string (writer, "sortDirection", descending ? "descending" : "ascending");
  tenant_writer_string (writer, "matchExpr", keyword != NULL ? keyword : "");
  write_padding (writer, exchange->world->options.scenario);
  tenant_writer_close (writer, '}');
}

static TenantWriter *
begin_page (TenantExchange *exchange)
{
  TenantWriter *writer = new_writer (exchange);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_open (writer, "facets", '[');
  tenant_writer_close (writer, ']');

  return writer;
}

/* @container: (nullable): search below it alone */
static void
answer_search (TenantExchange *exchange, const TenantContainer *container)
{
  TenantWorld *world = exchange->world;
  g_autoptr (GError) error = NULL;
  g_autoptr (TenantQuery) query =
      tenant_query_parse (world->library, exchange->parameters, exchange->identity.role, &error);
  g_autoptr (TenantSelection) selection = NULL;
  g_autofree char *key = NULL;
  guint n_mixed = count_mixed_containers (exchange, container);
  TenantWriter *writer;

  if (query == NULL)
    {
      tenant_exchange_fail (exchange, 400, "invalid_request", error->message);
      return;
    }

  if (is_too_deep (exchange) && world->options.scenario == TENANT_SCENARIO_DEEP_PAGING)
    {
      tenant_exchange_fail (exchange, 400, "invalid_request", "start + limit is more than 10000.");
      return;
    }

  query->container = container;
  key = make_key (exchange, container != NULL ? container->id : "");
  selection = tenant_index_select (world->index, key, query);
  writer = begin_page (exchange);
  write_results (exchange, writer, selection, n_mixed);
  write_page_end (exchange, writer, n_mixed + tenant_selection_get_found (selection),
                  tenant_sort_to_word (query->sort), query->descending);
  answer_json (exchange, writer);
}

/* @default_direction: what sortDirection is without a word */
static TenantTreeOrder
read_tree_order (TenantExchange *exchange, const char *default_direction)
{
  const char *direction = tenant_exchange_get_parameter (exchange, "sortDirection");

  return (TenantTreeOrder){
    .by_name = g_strcmp0 (tenant_exchange_get_parameter (exchange, "sortBy"), "name") == 0,
    .descending = g_str_has_prefix (direction != NULL ? direction : default_direction, "desc"),
  };
}

static const char *
get_order_word (TenantTreeOrder order)
{
  return order.by_name ? "name" : "time";
}

/* 4.3 */
static void
answer_albums (TenantExchange *exchange)
{
  TenantWorld *world = exchange->world;
  TenantTree *tree = tenant_library_get_tree (world->library);
  TenantTreeOrder order = read_tree_order (exchange, "descending");
  g_autoptr (GArray) albums = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sorted = NULL;
  guint64 start = get_start (exchange);
  TenantWriter *writer = begin_page (exchange);

  for (guint i = 0; i < tenant_tree_get_n_albums (tree); i++)
    g_array_append_val (albums, tenant_tree_get_album (tree, i)->index);
  sorted = tenant_records_sort_containers (world, albums, &order);
  if (start < sorted->len)
    {
      tenant_writer_open (writer, "results", '[');
      for (guint64 i = start; i < MIN (sorted->len, start + get_limit (exchange)); i++)
        tenant_records_write_container (
            writer, world, tenant_tree_get_container (tree, g_array_index (sorted, guint, i)), NULL,
            TRUE);
      tenant_writer_close (writer, ']');
    }
  write_page_end (exchange, writer, sorted->len, get_order_word (order), order.descending);
  answer_json (exchange, writer);
}

static void
get_search (TenantExchange *exchange)
{
  if (g_strcmp0 (tenant_exchange_get_parameter (exchange, "scheme"), "album") == 0)
    answer_albums (exchange);
  else
    answer_search (exchange, NULL);
}

/* 4.4 */
static void
get_scheme (TenantExchange *exchange)
{
  g_hash_table_replace (exchange->parameters, g_strdup ("scheme"),
                        g_strdup (exchange->path[FIRST_PART]));
  answer_search (exchange, NULL);
}

static const TenantContainer *
find_container (TenantExchange *exchange, const char *id, gboolean is_album)
{
  const TenantContainer *container =
      tenant_tree_find (tenant_library_get_tree (exchange->world->library), id);

  return container != NULL && container->is_album == is_album ? container : NULL;
}

static void
get_content (TenantExchange *exchange)
{
  gboolean is_album = tenant_exchange_part_is (exchange, FIRST_PART, "album");
  const TenantContainer *container =
      find_container (exchange, exchange->path[FIRST_PART + 1], is_album);

  if (container == NULL)
    not_found (exchange);
  else
    answer_search (exchange, container);
}

/* 4.7 */
static void
get_bare_album (TenantExchange *exchange)
{
  tenant_exchange_answer_text (exchange, 200, "text/html",
                               "<!DOCTYPE html><title>Canto</title><p>The web app.");
}

/* Tree */

static void
answer_tree (TenantExchange *exchange, GArray *containers, gboolean children)
{
  TenantWorld *world = exchange->world;
  TenantTree *tree = tenant_library_get_tree (world->library);
  TenantTreeOrder order = read_tree_order (exchange, "ascending"); /* 8.4 */
  g_autoptr (GArray) sorted = tenant_records_sort_containers (world, containers, &order);
  TenantWriter *writer = new_writer (exchange);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_open (writer, "results", '[');
  for (guint i = 0; i < sorted->len; i++)
    tenant_records_write_container (
        writer, world, tenant_tree_get_container (tree, g_array_index (sorted, guint, i)),
        children ? &order : NULL, FALSE);
  tenant_writer_close (writer, ']');
  tenant_writer_string (writer, "sortBy", get_order_word (order));
  tenant_writer_string (writer, "sortDirection", order.descending ? "descending" : "ascending");
  tenant_writer_close (writer, '}');
  answer_json (exchange, writer);
}

/* 8.2 */
static gboolean
wants_one_layer (TenantExchange *exchange)
{
  return g_strcmp0 (tenant_exchange_get_parameter (exchange, "layer"), "1") == 0;
}

static void
get_tree (TenantExchange *exchange)
{
  TenantTree *tree = tenant_library_get_tree (exchange->world->library);

  answer_tree (exchange, tenant_tree_get_roots (tree), !wants_one_layer (exchange));
}

static void
get_branch (TenantExchange *exchange)
{
  const TenantContainer *folder = find_container (exchange, exchange->path[FIRST_PART + 1], FALSE);
  g_autoptr (GArray) children = NULL;

  if (folder == NULL)
    {
      not_found (exchange);
      return;
    }

  children = g_array_copy (folder->children);
  if (exchange->world->options.scenario == TENANT_SCENARIO_CYCLE_TREE)
    g_array_append_val (children, folder->index);
  answer_tree (exchange, children, !wants_one_layer (exchange));
}

static void
get_info (TenantExchange *exchange)
{
  gboolean is_album = tenant_exchange_part_is (exchange, FIRST_PART + 1, "album");
  const TenantContainer *container =
      find_container (exchange, exchange->path[FIRST_PART + 2], is_album);
  TenantWriter *writer;

  if (container == NULL)
    {
      not_found (exchange);
      return;
    }

  writer = new_writer (exchange);
  tenant_records_write_container (writer, exchange->world, container, NULL, FALSE);
  answer_json (exchange, writer);
}

/* Assets */

static void
get_asset (TenantExchange *exchange)
{
  g_auto (TenantAsset) asset = { 0 };
  TenantWriter *writer;

  if (!tenant_exchange_find_asset (exchange, exchange->path[FIRST_PART],
                                   exchange->path[FIRST_PART + 1], &asset))
    {
      not_found (exchange);
      return;
    }

  writer = new_writer (exchange);
  tenant_records_write_asset (writer, exchange->world, &asset, TENANT_RECORD_DETAIL);
  answer_json (exchange, writer);
}

static const char *
get_member (JsonNode *node, const char *name)
{
  JsonNode *member = JSON_NODE_HOLDS_OBJECT (node)
                         ? json_object_get_member (json_node_get_object (node), name)
                         : NULL;

  return member != NULL && JSON_NODE_HOLDS_VALUE (member)
                 && json_node_get_value_type (member) == G_TYPE_STRING
             ? json_node_get_string (member)
             : NULL;
}

/* The array of the request, if each of its items is {id, scheme}; else NULL. */
static JsonArray *
read_batch (JsonParser *parser, GBytes *body)
{
  gsize length = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &length) : NULL;
  JsonNode *root;
  JsonArray *items;

  if (text == NULL || !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return NULL;

  items = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonNode *item = json_array_get_element (items, i);

      if (get_member (item, "id") == NULL || get_member (item, "scheme") == NULL)
        return NULL;
    }

  return json_array_get_length (items) <= MAX_BATCH ? items : NULL;
}

/* 4.34 */
static void
post_batch (TenantExchange *exchange)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *items = read_batch (parser, exchange->request_body);
  g_autoptr (GPtrArray) failed = g_ptr_array_new ();
  TenantWriter *writer;

  if (items == NULL)
    {
      tenant_exchange_fail (exchange, 400, "invalid_request",
                            "An array of at most 100 {id, scheme} is wanted.");
      return;
    }

  writer = new_writer (exchange);
  tenant_writer_open (writer, NULL, '{');
  tenant_writer_open (writer, "docResult", '[');
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonNode *item = json_array_get_element (items, i);
      g_auto (TenantAsset) asset = { 0 };

      if (tenant_exchange_find_asset (exchange, get_member (item, "scheme"),
                                      get_member (item, "id"), &asset))
        tenant_records_write_asset (writer, exchange->world, &asset, TENANT_RECORD_BATCH);
      else
        g_ptr_array_add (failed, item);
    }
  tenant_writer_close (writer, ']');
  tenant_writer_open (writer, "failed", '[');
  for (guint i = 0; i < failed->len; i++)
    {
      tenant_writer_open (writer, NULL, '{');
      tenant_writer_string (writer, "id", get_member (failed->pdata[i], "id"));
      tenant_writer_string (writer, "scheme", get_member (failed->pdata[i], "scheme"));
      tenant_writer_close (writer, '}');
    }
  tenant_writer_close (writer, ']');
  tenant_writer_close (writer, '}');
  answer_json (exchange, writer);
}

/* User and fields */

/* 9.1 */
static void
get_user (TenantExchange *exchange)
{
  const TenantUser *user =
      tenant_library_get_user (exchange->world->library, exchange->identity.user);
  g_auto (GStrv) names = g_strsplit (user->name, " ", 2);
  static const char *const reader[] = { "download", NULL };
  static const char *const editor[] = { "download", "upload", NULL };
  TenantWriter *writer = new_writer (exchange);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, "userId", user->mail);
  tenant_writer_string (writer, "email", user->mail);
  tenant_writer_string (writer, "name", user->name);
  tenant_writer_string (writer, "firstName", names[0]);
  tenant_writer_string (writer, "lastName", names[1]);
  tenant_writer_string (writer, "accountName", "acme");
  tenant_writer_strings (writer, "permissions",
                         exchange->identity.role == TENANT_ROLE_CONSUMER ? reader : editor);
  tenant_writer_string (writer, "lastAccessVersion", "v1");
  tenant_writer_close (writer, '}');
  answer_json (exchange, writer);
}

/* 9.4 */
static void
get_fields (TenantExchange *exchange)
{
  TenantLibrary *library = exchange->world->library;
  TenantWriter *writer = new_writer (exchange);

  tenant_writer_open (writer, NULL, '[');
  for (guint i = 0; i < tenant_library_get_n_fields (library); i++)
    {
      const TenantField *field = tenant_library_get_field (library, i);

      tenant_writer_open (writer, NULL, '{');
      tenant_writer_string (writer, "id", field->id);
      tenant_writer_string (writer, "name", field->name);
      if (field->values != NULL)
        tenant_writer_strings (writer, "values", field->values);
      tenant_writer_close (writer, '}');
    }
  tenant_writer_close (writer, ']');
  answer_json (exchange, writer);
}

/* Routes: "*" is any part, "scheme" one of the six words. */
static const struct
{
  const char *method;
  const char *parts[4];
  TenantAnswerFunc answer;
} routes[] = {
  { "GET", { "search" }, get_search },
  { "GET", { "tree" }, get_tree },
  { "GET", { "tree", "*" }, get_branch },
  { "GET", { "album" }, get_bare_album },
  { "GET", { "album", "*" }, get_content },
  { "GET", { "folder", "*" }, get_content },
  { "GET", { "info", "album", "*" }, get_info },
  { "GET", { "info", "folder", "*" }, get_info },
  { "GET", { "user" }, get_user },
  { "GET", { "custom", "field" }, get_fields },
  { "POST", { "batch", "content" }, post_batch },
  { "GET", { "scheme" }, get_scheme },
  { "GET", { "scheme", "*" }, get_asset },
};

static gboolean
part_matches (const char *part, const char *pattern)
{
  TenantScheme scheme;

  if (g_str_equal (pattern, "*"))
    return *part != '\0';
  if (g_str_equal (pattern, "scheme"))
    return tenant_scheme_from_word (part, &scheme);

  return g_str_equal (part, pattern);
}

static gboolean
route_matches (TenantExchange *exchange, gsize route)
{
  guint depth = tenant_exchange_get_depth (exchange);
  guint n_parts = 0;

  while (n_parts < G_N_ELEMENTS (routes[route].parts) && routes[route].parts[n_parts] != NULL)
    n_parts++;
  if (depth != FIRST_PART + n_parts || !g_str_equal (exchange->method, routes[route].method))
    return FALSE;

  for (guint i = 0; i < n_parts; i++)
    {
      if (!part_matches (exchange->path[FIRST_PART + i], routes[route].parts[i]))
        return FALSE;
    }

  return TRUE;
}

/* A text that is none would be read past its end. */
static gboolean
has_good_parameters (TenantExchange *exchange)
{
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, exchange->parameters);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      if (!g_utf8_validate (name, -1, NULL) || !g_utf8_validate (value, -1, NULL))
        return FALSE;
    }

  return TRUE;
}

void
tenant_api_answer (TenantExchange *exchange)
{
  if (!has_good_parameters (exchange))
    {
      tenant_exchange_fail (exchange, 400, "invalid_request", "A parameter is no UTF-8.");
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (route_matches (exchange, i))
        {
          routes[i].answer (exchange);
          return;
        }
    }

  not_found (exchange);
}
