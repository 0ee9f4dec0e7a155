/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-api.h"

#include "tenant-answers-private.h"

#include <string.h>

typedef enum
{
  ACCESS_READ,
  ACCESS_WRITE,
  ACCESS_OWN, /* it takes the lock itself */
} Access;

/* Routes: "*" is any part, "**" one or more at the end, "scheme" one of the six words. */
static const struct
{
  const char *method;
  const char *parts[4];
  TenantAnswerFunc answer;
  Access access;
} routes[] = {
  { "GET", { "search" }, tenant_get_search },
  { "GET", { "tree" }, tenant_get_tree },
  { "GET", { "tree", "*" }, tenant_get_branch },
  { "GET", { "album" }, tenant_get_bare_album },
  { "GET", { "album", "*" }, tenant_get_content },
  { "GET", { "folder", "*" }, tenant_get_content },
  { "GET", { "info", "album", "*" }, tenant_get_info },
  { "GET", { "info", "folder", "*" }, tenant_get_info },
  { "GET", { "mycollections", "*" }, tenant_get_collection },
  { "GET", { "user" }, tenant_get_user },
  { "GET", { "custom", "field" }, tenant_get_fields },
  { "POST", { "batch", "content" }, tenant_post_batch },
  { "DELETE", { "batch", "content" }, tenant_delete_batch, ACCESS_WRITE },
  { "POST", { "batch", "album" }, tenant_post_album_batch, ACCESS_WRITE },
  { "POST", { "batch", "album", "**" }, tenant_post_album_batch, ACCESS_WRITE },
  { "DELETE", { "batch", "album" }, tenant_delete_album_batch, ACCESS_WRITE },
  { "DELETE", { "batch", "album", "**" }, tenant_delete_album_batch, ACCESS_WRITE },
  { "DELETE", { "batch", "folder" }, tenant_delete_containers, ACCESS_WRITE },
  { "POST", { "folder", "*" }, tenant_post_container, ACCESS_WRITE },
  { "POST", { "folder", "*", "*" }, tenant_post_container, ACCESS_WRITE },
  { "POST", { "album", "*" }, tenant_post_container, ACCESS_WRITE },
  { "POST", { "album", "*", "*" }, tenant_post_container, ACCESS_WRITE },
  { "PUT", { "folder", "*", "rename" }, tenant_put_container_name, ACCESS_WRITE },
  { "PUT", { "album", "*", "rename" }, tenant_put_container_name, ACCESS_WRITE },
  { "PUT", { "share", "batch" }, tenant_put_share, ACCESS_WRITE },
  { "PUT", { "batch", "edit" }, tenant_put_batch_edit, ACCESS_WRITE },
  { "GET", { "upload", "setting" }, tenant_get_upload_setting, ACCESS_OWN },
  { "GET", { "upload", "status" }, tenant_get_upload_status, ACCESS_OWN },
  { "POST", { "keyword" }, tenant_post_keyword, ACCESS_WRITE },
  { "POST", { "version", "comment" }, tenant_post_comment, ACCESS_WRITE },
  { "GET", { "scheme" }, tenant_get_scheme },
  { "GET", { "scheme", "*" }, tenant_get_asset, ACCESS_OWN },
  { "PUT", { "scheme", "*", "rename" }, tenant_put_name, ACCESS_WRITE },
  { "PUT", { "scheme", "*", "tag", "*" }, tenant_put_tag, ACCESS_WRITE },
  { "DELETE", { "scheme", "*", "tag", "*" }, tenant_delete_tag, ACCESS_WRITE },
  { "PUT", { "scheme", "*", "keyword", "*" }, tenant_put_keyword, ACCESS_WRITE },
  { "DELETE", { "scheme", "*", "keyword", "*" }, tenant_delete_keyword, ACCESS_WRITE },
};

static gboolean
part_matches (const char *part, const char *pattern)
{
  TenantScheme scheme;

  if (g_str_equal (pattern, "*") || g_str_equal (pattern, "**"))
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
  if (n_parts > 0 && g_str_equal (routes[route].parts[n_parts - 1], "**"))
    depth = MIN (depth, TENANT_FIRST_PART + n_parts);
  if (depth != TENANT_FIRST_PART + n_parts || !g_str_equal (exchange->method, routes[route].method))
    return FALSE;

  for (guint i = 0; i < n_parts; i++)
    {
      if (!part_matches (exchange->path[TENANT_FIRST_PART + i], routes[route].parts[i]))
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

/* 16.3 */
static gboolean
refuse_consumer (TenantExchange *exchange)
{
  if (exchange->identity.role != TENANT_ROLE_CONSUMER)
    return FALSE;
  tenant_exchange_fail (exchange, 403, "forbidden", "A consumer may change nothing.");

  return TRUE;
}

static void
answer_route (TenantExchange *exchange, gsize route)
{
  TenantLock *lock = &exchange->world->lock;

  switch (routes[route].access)
    {
    case ACCESS_READ:
      tenant_lock_start_reading (lock);
      routes[route].answer (exchange);
      tenant_lock_stop_reading (lock);
      break;

    case ACCESS_WRITE:
      if (refuse_consumer (exchange))
        break;
      tenant_lock_start_writing (lock);
      routes[route].answer (exchange);
      tenant_lock_stop_writing (lock);
      break;

    case ACCESS_OWN:
    default:
      routes[route].answer (exchange);
    }
}

TenantChange *
tenant_answers_start_change (TenantExchange *exchange)
{
  return tenant_change_new (exchange->world->overlay, exchange->identity.user,
                            g_get_real_time () / 1000);
}

gboolean
tenant_answers_commit (TenantExchange *exchange, TenantChange *change)
{
  g_autoptr (GError) error = NULL;
  gboolean done = tenant_change_commit (change, &error);

  if (!done)
    tenant_exchange_fail (exchange, 500, "internal", error->message);
  tenant_change_free (change);

  return done;
}

void
tenant_answers_finish_change (TenantExchange *exchange, TenantChange *change, const char *word)
{
  if (tenant_answers_commit (exchange, change))
    tenant_exchange_answer_done (exchange, word);
}

/* 4.1: what shape it has is not known [G]. */
static void
answer_endpoints (TenantExchange *exchange)
{
  TenantWriter *writer = tenant_exchange_new_writer (exchange);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_open (writer, "endpoints", '[');
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      g_autoptr (GString) text = g_string_new (routes[i].method);

      g_string_append_c (text, ' ');
      for (guint j = 0; j < G_N_ELEMENTS (routes[i].parts) && routes[i].parts[j] != NULL; j++)
        g_string_append_printf (text, "/%s", routes[i].parts[j]);
      tenant_writer_string (writer, NULL, text->str);
    }
  tenant_writer_close (writer, ']');
  tenant_writer_close (writer, '}');
  tenant_exchange_answer_json (exchange, writer);
}

void
tenant_api_answer (TenantExchange *exchange)
{
  if (!has_good_parameters (exchange))
    {
      tenant_exchange_fail (exchange, 400, "invalid_request", "A parameter is no UTF-8.");
      return;
    }

  if (tenant_exchange_get_depth (exchange) == TENANT_FIRST_PART
      && g_str_equal (exchange->method, "GET"))
    {
      answer_endpoints (exchange);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (route_matches (exchange, i))
        {
          answer_route (exchange, i);
          return;
        }
    }

  tenant_exchange_not_found (exchange);
}
