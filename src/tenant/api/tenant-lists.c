/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-answers-private.h"

#include "tenant-records.h"

#define DEFAULT_LIMIT    100
#define MAX_LIMIT        1000
#define MAX_DEPTH        10000
#define HUGE_BYTES       (40 * 1024 * 1024)
#define TOO_HUGE_BYTES   (70 * 1024 * 1024)
#define MIXED_CONTAINERS 3

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

/* 6.11: which containers stand before the assets; they count in "found" like those.
 * (element-type guint) (transfer full) */
static GArray *
list_mixed_containers (TenantExchange *exchange, const TenantContainer *container)
{
  TenantTree *tree = tenant_library_get_tree (exchange->world->library);
  GArray *mixed = g_array_new (FALSE, FALSE, sizeof (guint));

  if (exchange->world->options.scenario != TENANT_SCENARIO_CONTAINERS_IN_SEARCH
      || tenant_exchange_get_parameter (exchange, "scheme") != NULL
      || (container != NULL && container->is_album))
    return mixed;

  for (guint i = 0; i < tenant_tree_get_n_containers (tree) && mixed->len < MIXED_CONTAINERS; i++)
    {
      if (!tenant_tree_get_container (tree, i)->is_gone)
        g_array_append_val (mixed, i);
    }

  return mixed;
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
               GArray *mixed)
{
  TenantWorld *world = exchange->world;
  TenantTree *tree = tenant_library_get_tree (world->library);
  TenantScenario scenario = world->options.scenario;
  guint64 start = get_start (exchange);
  guint64 end =
      MIN (mixed->len + tenant_selection_get_found (selection), start + get_limit (exchange));

  if (start >= end || (scenario == TENANT_SCENARIO_DEEP_PAGING_EMPTY && is_too_deep (exchange)))
    {
      write_no_results (writer, scenario);
      return;
    }

  tenant_writer_open (writer, "results", '[');
  for (guint64 i = start; i < end; i++)
    {
      g_auto (TenantAsset) asset = { 0 };

      if (i < mixed->len)
        {
          tenant_records_write_container (
              writer, world, tenant_tree_get_container (tree, g_array_index (mixed, guint, i)),
              NULL, TRUE);
          continue;
        }
      tenant_library_get_asset (world->library,
                                tenant_selection_get_number (selection, i - mixed->len), &asset);
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
  TenantWriter *writer = tenant_exchange_new_writer (exchange);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_open (writer, "facets", '[');
  tenant_writer_close (writer, ']');

  return writer;
}

/* @container: (nullable): search below it alone; @collection: as TenantQuery has it */
static void
answer_search (TenantExchange *exchange, const TenantContainer *container, guint collection)
{
  TenantWorld *world = exchange->world;
  g_autoptr (GError) error = NULL;
  g_autoptr (TenantQuery) query =
      tenant_query_parse (world->library, exchange->parameters, exchange->identity.role, &error);
  g_autoptr (TenantSelection) selection = NULL;
  g_autofree char *place = NULL;
  g_autofree char *key = NULL;
  g_autoptr (GArray) mixed = list_mixed_containers (exchange, container);
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
  query->collection = collection;
  place = g_strdup_printf ("%s %u", container != NULL ? container->id : "", collection);
  key = make_key (exchange, place);
  selection = tenant_index_select (world->index, key, query);
  writer = begin_page (exchange);
  write_results (exchange, writer, selection, mixed);
  write_page_end (exchange, writer, mixed->len + tenant_selection_get_found (selection),
                  tenant_sort_to_word (query->sort), query->descending);
  tenant_exchange_answer_json (exchange, writer);
}

/* 4.3 */
static void
answer_albums (TenantExchange *exchange)
{
  TenantWorld *world = exchange->world;
  TenantTree *tree = tenant_library_get_tree (world->library);
  TenantTreeOrder order = tenant_answers_read_tree_order (exchange, "descending");
  g_autoptr (GArray) albums = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sorted = NULL;
  guint64 start = get_start (exchange);
  TenantWriter *writer = begin_page (exchange);

  for (guint i = 0; i < tenant_tree_get_n_albums (tree); i++)
    {
      const TenantContainer *album = tenant_tree_get_album (tree, i);

      if (!album->is_gone)
        g_array_append_val (albums, album->index);
    }
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
  write_page_end (exchange, writer, sorted->len, tenant_answers_get_order_word (order),
                  order.descending);
  tenant_exchange_answer_json (exchange, writer);
}

void
tenant_get_search (TenantExchange *exchange)
{
  if (g_strcmp0 (tenant_exchange_get_parameter (exchange, "scheme"), "album") == 0)
    answer_albums (exchange);
  else
    answer_search (exchange, NULL, 0);
}

/* 4.4 */
void
tenant_get_scheme (TenantExchange *exchange)
{
  g_hash_table_replace (exchange->parameters, g_strdup ("scheme"),
                        g_strdup (exchange->path[TENANT_FIRST_PART]));
  answer_search (exchange, NULL, 0);
}

void
tenant_get_content (TenantExchange *exchange)
{
  gboolean is_album = tenant_exchange_part_is (exchange, TENANT_FIRST_PART, "album");
  const TenantContainer *container =
      tenant_answers_find_container (exchange, exchange->path[TENANT_FIRST_PART + 1], is_album);

  if (container == NULL)
    tenant_exchange_not_found (exchange);
  else
    answer_search (exchange, container, 0);
}

/* 4.12. How a collection is made is not known [G]: each person has one, and sees no other. */
void
tenant_get_collection (TenantExchange *exchange)
{
  guint collection = exchange->identity.user + 1;
  g_autofree char *id = g_strdup_printf ("MYC%02u", collection);

  if (tenant_exchange_part_is (exchange, TENANT_FIRST_PART + 1, id))
    answer_search (exchange, NULL, collection);
  else
    tenant_exchange_not_found (exchange);
}

/* 4.7 */
void
tenant_get_bare_album (TenantExchange *exchange)
{
  tenant_exchange_answer_text (exchange, 200, "text/html",
                               "<!DOCTYPE html><title>Canto</title><p>The web app.");
}
