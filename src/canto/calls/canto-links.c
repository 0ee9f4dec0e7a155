/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Addresses of bytes. */

#include "descant-config.h"

#include "canto-links.h"

#include "canto-address-private.h"
#include "canto-answers-private.h"
#include "canto-client-private.h"
#include "canto-error.h"
#include "canto-parse.h"
#include "canto-records-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TEXT_BYTES (64 * 1024) /* 14.11 */

/* Many at once */

static gboolean
may_be_fetched (CantoAccount *account, const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  g_autofree char *base = NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || g_uri_get_userinfo (uri) != NULL)
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;
  if (!canto_account_get_is_loopback (account) || !g_str_equal (g_uri_get_scheme (uri), "http"))
    return FALSE;

  base = g_uri_join (G_URI_FLAGS_NONE, "http", NULL, g_uri_get_host (uri), g_uri_get_port (uri), "",
                     NULL, NULL);

  return canto_address_is_loopback_base (base);
}

GPtrArray *
canto_answer_read_direct_links (CantoAccount *account, GBytes *json, GError **error)
{
  GPtrArray *links = canto_parse_direct_links (json, error);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      CantoDirectLink *link = links->pdata[i];

      if (link->original_uri != NULL && !may_be_fetched (account, link->original_uri))
        g_clear_pointer (&link->original_uri, g_free);
      if (link->preview_uri != NULL && !may_be_fetched (account, link->preview_uri))
        g_clear_pointer (&link->preview_uri, g_free);
    }

  return links;
}

static gpointer
read_links (const CantoReadSteps *steps, GError **error)
{
  return canto_answer_read_direct_links (steps->user_data, steps->body, error);
}

static const char *
get_link_key (gconstpointer link)
{
  return ((const CantoDirectLink *) link)->key;
}

static gpointer
ref_link (gpointer link)
{
  return canto_direct_link_ref (link);
}

static void
unref_link (gpointer link)
{
  g_clear_pointer ((CantoDirectLink **) &link, canto_direct_link_unref);
}

static const CantoBatchKind links_kind = {
  .path = "/api_binary/v1/batch/directuri",
  .read = read_links,
  .get_key = get_link_key,
  .ref_record = ref_link,
  .unref_record = unref_link,
};

void
canto_client_get_direct_links_async (CantoClient *self,
                                     GPtrArray *assets,
                                     CantoPriority priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (assets != NULL);

  canto_client_read_in_batches (self, &links_kind, assets, priority,
                                canto_client_new_task (self, cancellable, callback, user_data,
                                                       canto_client_get_direct_links_async));
}

GPtrArray *
canto_client_get_direct_links_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}

/* One, as text (10.2, 10.4) */

static gpointer
read_address (const CantoReadSteps *steps, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (steps->body, &length);
  g_autofree char *text = g_strndup (data != NULL ? data : "", length);

  g_strstrip (text);
  if (strlen (text) <= MAX_TEXT_BYTES && g_str_is_ascii (text)
      && may_be_fetched (steps->user_data, text))
    return g_steal_pointer (&text);

  g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                       _ ("The answer is no address that may be used."));

  return NULL;
}

void
canto_client_get_address_async (CantoClient *self,
                                const char *uri,
                                CantoPriority priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  CantoReadSteps *read;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (uri != NULL);

  read = canto_read_steps_new (read_address, g_free);
  read->user_data = canto_client_get_account (self);
  canto_client_call_and_read (self, canto_call_new ("GET", uri, MAX_TEXT_BYTES, priority), read,
                              canto_client_new_task (self, cancellable, callback, user_data,
                                                     canto_client_get_address_async));
}

char *
canto_client_get_address_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}

/* Advanced downloads */

static void
append_parameter (GString *uri, const char *name, const char *value)
{
  g_string_append_c (uri, strchr (uri->str, '?') == NULL ? '?' : '&');
  g_string_append_printf (uri, "%s=", name);
  g_string_append_uri_escaped (uri, value, NULL, FALSE);
}

char *
canto_conversion_make_uri (const CantoConversion *self,
                           CantoAccount *account,
                           CantoAsset *asset,
                           gboolean as_address)
{
  g_autofree char *id = NULL;
  g_autofree char *dpi = NULL;
  g_autofree char *size = NULL;
  GString *uri;

  g_return_val_if_fail (self != NULL && asset != NULL, NULL);
  g_return_val_if_fail (CANTO_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail ((self->max_width_px == 0) == (self->max_height_px == 0), NULL);

  id = g_uri_escape_string (canto_asset_get_id (asset), NULL, FALSE);
  dpi = g_strdup_printf ("%u", self->dpi);
  size = g_strdup_printf ("%ux%u", self->max_width_px, self->max_height_px);
  uri = g_string_new (canto_account_get_api_base (account));
  g_string_append_printf (uri, "/api_binary/v1/advance/%s/%s/download%s",
                          canto_asset_get_scheme_word (asset), id, as_address ? "/directuri" : "");
  if (self->type != NULL && *self->type != '\0')
    append_parameter (uri, "type", self->type);
  if (self->dpi > 0)
    append_parameter (uri, "dpi", dpi);
  if (self->max_width_px > 0)
    {
      append_parameter (uri, "resize", size);
      append_parameter (uri, "proportion", self->stretches ? "false" : "true");
    }

  return g_string_free (uri, FALSE);
}
