/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-shares.h"

#include "tenant-answers-private.h"
#include "tenant-body.h"
#include "tenant-links.h"
#include "tenant-pages.h"

#include <stdio.h>
#include <string.h>

#define MILLISECONDS_FROM G_GINT64_CONSTANT (100000000000) /* as 5.23 */

/* yyyyMMddHHmmssSSS in UTC (1.11) */
static gboolean
read_date (const char *text, gint64 *ms)
{
  guint n[7];
  g_autoptr (GDateTime) date = NULL;

  if (strlen (text) != 17 || strspn (text, "0123456789") != 17
      || sscanf (text, "%4u%2u%2u%2u%2u%2u%3u", &n[0], &n[1], &n[2], &n[3], &n[4], &n[5], &n[6])
             != 7)
    return FALSE;
  date = g_date_time_new_utc ((int) n[0], (int) n[1], (int) n[2], (int) n[3], (int) n[4], n[5]);
  if (date == NULL)
    return FALSE;
  *ms = g_date_time_to_unix (date) * 1000 + n[6];

  return TRUE;
}

/* 4.25: null is never. In which form a date is expected is not known [G]: we take those of 1.11 and
 * of 5.23. */
static gboolean
read_expiry (JsonNode *node, gint64 *ms)
{
  const char *text = tenant_node_get_text (node);

  *ms = 0;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (text != NULL)
    return read_date (text, ms);
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *ms = json_node_get_int (node);
  if (*ms <= MILLISECONDS_FROM)
    *ms *= 1000;

  return *ms > 0;
}

static gboolean
all_are_there (TenantExchange *exchange, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      g_auto (TenantAsset) asset = { 0 };

      if (!tenant_body_find_asset (exchange, items->pdata[i], &asset))
        return FALSE;
    }

  return TRUE;
}

/* What is kept of a share. (transfer full) */
static JsonNode *
make_share (TenantExchange *exchange, JsonNode *detail, JsonNode *contents, gint64 expires_ms)
{
  JsonObject *share = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  const TenantUser *user =
      tenant_library_get_user (exchange->world->library, exchange->identity.user);

  json_object_set_string_member (share, "user", user->mail);
  json_object_set_int_member (share, "expires", expires_ms);
  json_object_set_member (share, "detail", json_node_copy (detail));
  json_object_set_member (share, "contents", json_node_copy (contents));

  json_node_take_object (node, share);

  return node;
}

/* 4.25: another link each time. */
void
tenant_put_share (TenantExchange *exchange)
{
  g_autoptr (JsonNode) body = tenant_body_read (exchange);
  JsonNode *detail = tenant_node_get_member (body, "shareDetail");
  JsonNode *contents = tenant_node_get_member (body, "contents");
  g_autoptr (GPtrArray) items = tenant_body_get_items (exchange, contents);
  g_autofree char *token = tenant_keys_new_token ();
  g_autofree char *link = g_strconcat (exchange->world->base, "/share/", token, NULL);
  g_autoptr (TenantChange) change = tenant_answers_start_change (exchange);
  gint64 expires_ms;

  if (items == NULL)
    return;
  if (items->len == 0 || detail == NULL || !JSON_NODE_HOLDS_OBJECT (detail)
      || !read_expiry (tenant_node_get_member (detail, "expires"), &expires_ms))
    tenant_body_refuse (exchange, "Wanted are shareDetail, with a date or null, and contents.");
  else if (!all_are_there (exchange, items))
    tenant_exchange_not_found (exchange);
  else
    {
      tenant_change_add_share (change, token, make_share (exchange, detail, contents, expires_ms));
      tenant_answers_finish_change (exchange, g_steal_pointer (&change), link);
    }
}

/* The page of a share */

static void
append_asset (TenantExchange *exchange, GString *page, JsonNode *item, JsonNode *detail)
{
  g_auto (TenantAsset) asset = { 0 };
  g_autofree char *text = NULL;

  /* Deleted meanwhile. */
  if (!tenant_body_find_asset (exchange, item, &asset))
    return;

  if (tenant_node_get_boolean (detail, "allowDownloadOriginal"))
    {
      g_autofree char *direct = tenant_links_make_direct (exchange->world, &asset, "original");

      text = g_markup_printf_escaped ("<li><a href=\"%s/original\">%s</a>", direct, asset.name);
    }
  else
    text = g_markup_printf_escaped ("<li>%s", asset.name);
  g_string_append (page, text);
  if (tenant_node_get_boolean (detail, "displayMetadata") && asset.description != NULL)
    {
      g_autofree char *description = g_markup_printf_escaped ("<br>%s", asset.description);

      g_string_append (page, description);
    }
}

static void
answer_share (TenantExchange *exchange, JsonNode *share)
{
  JsonNode *detail = tenant_node_get_member (share, "detail");
  JsonNode *contents = tenant_node_get_member (share, "contents");
  g_autoptr (GPtrArray) items = tenant_body_get_items (exchange, contents);
  TenantLibrary *library = exchange->world->library;
  guint user = tenant_library_find_user (library, tenant_node_get_string (share, "user"));
  gboolean hides = tenant_node_get_boolean (detail, "hideShareBy");
  g_autofree char *by =
      hides ? g_strdup ("")
            : g_strconcat ("Shared by ", tenant_library_get_user (library, user)->name, NULL);
  g_autofree char *page = NULL;
  GString *list = g_string_new ("<ul>");

  for (guint i = 0; items != NULL && i < items->len; i++)
    append_asset (exchange, list, items->pdata[i], detail);
  g_string_append (list, "</ul>");
  page = tenant_pages_make_share (by, list->str);
  g_string_free (list, TRUE);
  tenant_exchange_answer_text (exchange, 200, "text/html", page);
}

/* share / token: whoever has the link may see it. */
void
tenant_shares_answer (TenantExchange *exchange)
{
  TenantLock *lock = &exchange->world->lock;
  JsonNode *share;
  gint64 expires_ms;

  exchange->identity.role = TENANT_ROLE_ADMIN;
  tenant_lock_start_reading (lock);
  share = tenant_overlay_find_share (exchange->world->overlay, exchange->path[1]);
  expires_ms = tenant_node_get_integer (share, "expires");
  if (share != NULL && (expires_ms == 0 || expires_ms > g_get_real_time () / 1000))
    answer_share (exchange, share);
  else
    {
      g_autofree char *page = tenant_pages_make_end (
          "Nothing to see", share != NULL ? "This link has expired." : "There is no such link.");

      tenant_exchange_answer_text (exchange, share != NULL ? 410 : 404, "text/html", page);
    }
  tenant_lock_stop_reading (lock);
}
