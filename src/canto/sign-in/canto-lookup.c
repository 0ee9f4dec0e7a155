/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-lookup-private.h"
#include "canto-lookup.h"

#include "canto-address-private.h"
#include "canto-error.h"
#include "canto-reply-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_REPLY_BYTES (64 * 1024) /* 14.11 */

/* 2.10, 3.19: a host that is learnt from the network. (transfer full) (nullable) */
static char *
dup_checked_host (CantoAccount *account, const char *text)
{
  /* A name alone is no host: somebody would have to choose the region. */
  if (canto_account_get_is_loopback (account))
    return g_ascii_strcasecmp (text, canto_account_get_tenant_host (account)) == 0
               ? g_strdup (canto_account_get_tenant_host (account))
               : NULL;

  return canto_address_to_host (text, NULL, canto_account_get_extra_hosts (account), NULL);
}

char *
canto_lookup_read_host (CantoAccount *account, GBytes *answer)
{
  gsize length;
  const char *data = g_bytes_get_data (answer, &length);
  g_autofree char *text = g_strndup (data != NULL ? data : "", length);

  g_strstrip (text);

  /* What is more than a host is something else. */
  return strpbrk (text, "/?#@ \t\r\n") == NULL ? dup_checked_host (account, text) : NULL;
}

static void
answered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) reply = canto_http_send_finish (CANTO_HTTP (object), result, &error);
  char *host = NULL;

  if (reply != NULL)
    error = canto_reply_to_error (reply);
  if (error == NULL)
    host = canto_lookup_read_host (g_task_get_source_object (task), reply->body);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (host != NULL)
    g_task_return_pointer (task, host, g_free);
  else
    g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                             _ ("The sign-in is of something that is no Canto account."));
}

void
canto_lookup_tenant_async (CantoAccount *account,
                           CantoHttp *http,
                           CantoSecret *refresh,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *uri = NULL;
  CantoHttpRequest *request;

  g_return_if_fail (CANTO_IS_ACCOUNT (account));
  g_return_if_fail (CANTO_IS_HTTP (http));
  g_return_if_fail (refresh != NULL);

  task = g_task_new (account, cancellable, callback, user_data);
  g_task_set_source_tag (task, canto_lookup_tenant_async);
  escaped = g_uri_escape_string (canto_secret_peek (refresh), NULL, FALSE);
  uri = g_strconcat (canto_account_get_oauth_base (account), "tenant/", escaped, NULL);
  request = canto_http_request_new ("GET", uri, MAX_REPLY_BYTES);
  request->follows = FALSE;
  canto_http_send_async (http, request, cancellable, answered, g_steal_pointer (&task));
  explicit_bzero (escaped, strlen (escaped));
  explicit_bzero (uri, strlen (uri));
}

char *
canto_lookup_tenant_finish (CantoAccount *account, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, account), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
