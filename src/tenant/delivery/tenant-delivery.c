/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-delivery.h"

#include "tenant-bomb.h"
#include "tenant-links.h"
#include "tenant-renderer.h"

#include <string.h>

#define MAX_REMEMBERED 10000

struct _TenantDelivery
{
  GMutex mutex;
  GHashTable *rendered; /* set of paths; under the mutex */
};

TenantDelivery *
tenant_delivery_new (void)
{
  TenantDelivery *delivery = g_new0 (TenantDelivery, 1);

  g_mutex_init (&delivery->mutex);
  delivery->rendered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return delivery;
}

void
tenant_delivery_free (TenantDelivery *delivery)
{
  g_hash_table_unref (delivery->rendered);
  g_mutex_clear (&delivery->mutex);
  g_free (delivery);
}

/* TRUE if @path was not asked for before. */
static gboolean
remember (TenantDelivery *delivery, const char *path)
{
  gboolean is_new;

  g_mutex_lock (&delivery->mutex);
  if (g_hash_table_size (delivery->rendered) > MAX_REMEMBERED)
    g_hash_table_remove_all (delivery->rendered);
  is_new = g_hash_table_add (delivery->rendered, g_strdup (path));
  g_mutex_unlock (&delivery->mutex);

  return is_new;
}

static void
fail (TenantExchange *exchange, guint status, const char *text)
{
  tenant_exchange_answer_text (exchange, status, "text/plain", text);
}

/* "image_k9p346n3d25rq4f5r37e3p3e28" */
static gboolean
find_asset (TenantExchange *exchange, const char *name, TenantAsset *asset)
{
  const char *underscore = strchr (name, '_');
  g_autofree char *scheme = underscore != NULL ? g_strndup (name, underscore - name) : NULL;

  exchange->identity.role = TENANT_ROLE_ADMIN;

  return scheme != NULL && tenant_exchange_read_asset (exchange, scheme, underscore + 1, asset);
}

/* What a delivery network that is out of order does, by scenario. */
typedef enum
{
  FAULT_NONE,
  FAULT_404,
  FAULT_410,
  FAULT_403,
  FAULT_SIGN_IN,
  FAULT_503,
  FAULT_NO_HEAD,
  FAULT_TEXT,
  N_FAULTS,
} Fault;

static Fault
choose_fault (TenantScenario scenario, const TenantAsset *asset)
{
  switch (scenario)
    {
    case TENANT_SCENARIO_DELIVERY_GONE:
      return FAULT_404;
    case TENANT_SCENARIO_DELIVERY_SIGN_IN:
      return FAULT_SIGN_IN;
    case TENANT_SCENARIO_DELIVERY_NO_HEAD:
      return FAULT_NO_HEAD;
    case TENANT_SCENARIO_DELIVERY_MIXED:
      return (Fault) (asset->number % N_FAULTS);
    default:
      return FAULT_NONE;
    }
}

/* TRUE if that was the answer. */
static gboolean
answer_with_fault (TenantExchange *exchange, const TenantAsset *asset)
{
  switch (choose_fault (exchange->world->options.scenario, asset))
    {
    case FAULT_404:
      fail (exchange, 404, "not found");
      return TRUE;
    case FAULT_410:
      fail (exchange, 410, "withdrawn");
      return TRUE;
    case FAULT_403:
      tenant_exchange_answer_text (exchange, 403, "application/xml",
                                   "<Error><Code>AccessDenied</Code></Error>");
      return TRUE;
    case FAULT_SIGN_IN:
      tenant_exchange_answer_text (exchange, 200, "text/html",
                                   "<!DOCTYPE html><title>Sign in</title><p>Please sign in.");
      return TRUE;
    case FAULT_503:
      fail (exchange, 503, "in trouble");
      return TRUE;
    case FAULT_NO_HEAD:
      if (exchange->is_head)
        fail (exchange, 405, "GET only");
      return exchange->is_head;
    case FAULT_TEXT:
      tenant_exchange_answer_text (exchange, 200, "text/plain", "This is no picture.");
      return TRUE;
    case FAULT_NONE:
    case N_FAULTS:
    default:
      return FALSE;
    }
}

static void
answer_rendition (TenantExchange *exchange, const TenantAsset *asset, const char *ops)
{
  g_autoptr (GError) error = NULL;
  const char *content_type = NULL;
  GBytes *bytes =
      tenant_renderer_render (exchange->world->library, asset, ops, &content_type, &error);

  if (bytes != NULL)
    tenant_exchange_answer (exchange, 200, content_type, bytes);
  else
    fail (exchange, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT) ? 400 : 501,
          error->message);
}

/* (image | rendition) / account / asset / ops [ / file name ] */
static void
answer_image (TenantDelivery *delivery, TenantExchange *exchange, const TenantAsset *asset)
{
  guint depth = tenant_exchange_get_depth (exchange);
  g_autofree char *path = NULL;
  g_autofree char *location = NULL;
  g_autofree char *ops = NULL;
  g_autoptr (GError) error = NULL;

  if (asset->scheme != TENANT_SCHEME_IMAGE || !asset->master_published)
    {
      fail (exchange, 404, "not published");
      return;
    }
  if (depth < 4 || depth > 5
      || !tenant_renderer_check (exchange->world->library, asset, exchange->path[3], &error))
    {
      fail (exchange, 400, error != NULL ? error->message : "no operation");
      return;
    }

  if (exchange->world->options.scenario == TENANT_SCENARIO_PICTURE_BOMB)
    {
      const char *content_type;
      GBytes *bomb = tenant_bomb_make (asset->number, &content_type);

      tenant_exchange_answer (exchange, 200, content_type, bomb);
      return;
    }

  path = g_strdup_printf ("%s/%s", exchange->path[2], exchange->path[3]);
  if (!remember (delivery, path))
    {
      answer_rendition (exchange, asset, exchange->path[3]);
      return;
    }
  ops = g_uri_escape_string (exchange->path[3], ",", FALSE);
  location = g_strdup_printf ("%s/rendered/" TENANT_MDC_ACCOUNT "/%s/%s",
                              exchange->world->delivery_base, exchange->path[2], ops);
  tenant_exchange_redirect (exchange, location);
}

/* asset / account / asset [ / file name ] */
static void
answer_asset (TenantExchange *exchange, const TenantAsset *asset)
{
  if (!asset->original_published || tenant_exchange_get_depth (exchange) > 4)
    {
      fail (exchange, 404, "not published");
      return;
    }
  exchange->disposition =
      g_strdup (tenant_exchange_get_parameter (exchange, "content-disposition"));
  tenant_exchange_answer_original (exchange, asset);
}

void
tenant_delivery_answer (TenantDelivery *delivery, TenantExchange *exchange)
{
  g_auto (TenantAsset) asset = { 0 };

  if (exchange->world->options.scenario == TENANT_SCENARIO_OLD_TENANT
      || tenant_exchange_get_depth (exchange) < 3
      || !tenant_exchange_part_is (exchange, 1, TENANT_MDC_ACCOUNT)
      || !find_asset (exchange, exchange->path[2], &asset))
    fail (exchange, 404, "not found");
  else if (answer_with_fault (exchange, &asset))
    return;
  else if (tenant_exchange_part_is (exchange, 0, "image")
           || tenant_exchange_part_is (exchange, 0, "rendition"))
    answer_image (delivery, exchange, &asset);
  else if (tenant_exchange_part_is (exchange, 0, "rendered")
           && tenant_exchange_get_depth (exchange) == 4 && asset.master_published)
    answer_rendition (exchange, &asset, exchange->path[3]);
  else if (tenant_exchange_part_is (exchange, 0, "asset"))
    answer_asset (exchange, &asset);
  else
    fail (exchange, 404, "not found");
}
