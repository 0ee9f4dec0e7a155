/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-answers-private.h"

#include "tenant-records.h"

TenantTreeOrder
tenant_answers_read_tree_order (TenantExchange *exchange, const char *default_direction)
{
  const char *direction = tenant_exchange_get_parameter (exchange, "sortDirection");

  return (TenantTreeOrder){
    .by_name = g_strcmp0 (tenant_exchange_get_parameter (exchange, "sortBy"), "name") == 0,
    .descending = g_str_has_prefix (direction != NULL ? direction : default_direction, "desc"),
  };
}

const char *
tenant_answers_get_order_word (TenantTreeOrder order)
{
  return order.by_name ? "name" : "time";
}

const TenantContainer *
tenant_answers_find_container (TenantExchange *exchange, const char *id, gboolean is_album)
{
  const TenantContainer *container =
      tenant_tree_find (tenant_library_get_tree (exchange->world->library), id);

  return container != NULL && container->is_album == is_album ? container : NULL;
}

static void
answer_tree (TenantExchange *exchange, GArray *containers, gboolean children)
{
  TenantWorld *world = exchange->world;
  TenantTree *tree = tenant_library_get_tree (world->library);
  TenantTreeOrder order = tenant_answers_read_tree_order (exchange, "ascending"); /* 8.4 */
  g_autoptr (GArray) sorted = tenant_records_sort_containers (world, containers, &order);
  TenantWriter *writer = tenant_exchange_new_writer (exchange);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_open (writer, "results", '[');
  for (guint i = 0; i < sorted->len; i++)
    tenant_records_write_container (
        writer, world, tenant_tree_get_container (tree, g_array_index (sorted, guint, i)),
        children ? &order : NULL, FALSE);
  tenant_writer_close (writer, ']');
  tenant_writer_string (writer, "sortBy", tenant_answers_get_order_word (order));
  tenant_writer_string (writer, "sortDirection", order.descending ? "descending" : "ascending");
  tenant_writer_close (writer, '}');
  tenant_exchange_answer_json (exchange, writer);
}

/* 8.2 */
static gboolean
wants_one_layer (TenantExchange *exchange)
{
  return g_strcmp0 (tenant_exchange_get_parameter (exchange, "layer"), "1") == 0;
}

void
tenant_get_tree (TenantExchange *exchange)
{
  TenantTree *tree = tenant_library_get_tree (exchange->world->library);

  answer_tree (exchange, tenant_tree_get_roots (tree), !wants_one_layer (exchange));
}

void
tenant_get_branch (TenantExchange *exchange)
{
  const TenantContainer *folder =
      tenant_answers_find_container (exchange, exchange->path[TENANT_FIRST_PART + 1], FALSE);
  g_autoptr (GArray) children = NULL;

  if (folder == NULL)
    {
      tenant_exchange_not_found (exchange);
      return;
    }

  children = g_array_copy (folder->children);
  if (exchange->world->options.scenario == TENANT_SCENARIO_CYCLE_TREE)
    g_array_append_val (children, folder->index);
  answer_tree (exchange, children, !wants_one_layer (exchange));
}

void
tenant_get_info (TenantExchange *exchange)
{
  gboolean is_album = tenant_exchange_part_is (exchange, TENANT_FIRST_PART + 1, "album");
  const TenantContainer *container =
      tenant_answers_find_container (exchange, exchange->path[TENANT_FIRST_PART + 2], is_album);
  TenantWriter *writer;

  if (container == NULL)
    {
      tenant_exchange_not_found (exchange);
      return;
    }

  writer = tenant_exchange_new_writer (exchange);
  tenant_records_write_container (writer, exchange->world, container, NULL, FALSE);
  tenant_exchange_answer_json (exchange, writer);
}
