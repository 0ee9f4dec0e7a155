/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-loopback.h"

#include "canto-error.h"
#include "canto-reply-private.h"
#include "canto-source.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

/* C2: a page that guesses must not be able to guess for long. */
#define MAX_REQUESTS 20

struct _CantoLoopback
{
  GObject parent_instance;

  /* Borrowed. */
  const CantoLoopbackTexts *texts;

  /* Owned. */
  SoupServer *server;
  GSocketService *door; /* lets connections in: libsoup 3.2 would keep each of them open for ever */
  GUri *redirect_uri;
  char *state;
  GTask *task;        /* (nullable): while somebody waits */
  GSource *timeout;   /* (nullable) */
  GSource *cancelled; /* (nullable) */
  GSource *delivery;  /* (nullable): the outcome's page has reached the browser */

  /* State: the outcome, delivered once its page has reached the browser. */
  CantoSecret *code; /* (nullable) */
  GError *error;     /* (nullable) */
  guint n_requests;
};

G_DEFINE_FINAL_TYPE (CantoLoopback, canto_loopback, G_TYPE_OBJECT)

static void
close_port (CantoLoopback *self)
{
  canto_source_clear (&self->timeout);
  canto_source_clear (&self->cancelled);
  canto_source_clear (&self->delivery);
  if (self->door != NULL)
    {
      g_socket_service_stop (self->door);
      g_socket_listener_close (G_SOCKET_LISTENER (self->door));
    }
  if (self->server != NULL)
    soup_server_disconnect (self->server);
}

static void
canto_loopback_dispose (GObject *object)
{
  CantoLoopback *self = CANTO_LOOPBACK (object);

  close_port (self);
  g_clear_object (&self->door);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (canto_loopback_parent_class)->dispose (object);
}

static void
canto_loopback_finalize (GObject *object)
{
  CantoLoopback *self = CANTO_LOOPBACK (object);

  g_clear_pointer (&self->redirect_uri, g_uri_unref);
  g_clear_pointer (&self->code, canto_secret_unref);
  g_clear_error (&self->error);
  g_free (self->state);

  G_OBJECT_CLASS (canto_loopback_parent_class)->finalize (object);
}

static void
canto_loopback_class_init (CantoLoopbackClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = canto_loopback_dispose;
  G_OBJECT_CLASS (klass)->finalize = canto_loopback_finalize;
}

static void
canto_loopback_init (CantoLoopback *self)
{
}

static void
deliver (CantoLoopback *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task == NULL)
    return;

  close_port (self);
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&self->code),
                           (GDestroyNotify) canto_secret_unref);
}

static gboolean
deliver_in_idle (gpointer user_data)
{
  deliver (user_data);

  return G_SOURCE_REMOVE;
}

/* Not from inside the signal: the server still works on this message, and must not be closed there.
 */
static void
message_finished (CantoLoopback *self)
{
  if (self->delivery != NULL || self->task == NULL)
    return;

  self->delivery = g_idle_source_new ();
  g_source_set_priority (self->delivery, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->delivery, deliver_in_idle, self, NULL);
  g_source_attach (self->delivery, g_main_context_get_thread_default ());
}

static void
deliver_after (CantoLoopback *self, SoupServerMessage *message)
{
  g_signal_connect_object (message, "finished", G_CALLBACK (message_finished), self,
                           G_CONNECT_SWAPPED);
}

static void
answer_page (SoupServerMessage *message, guint status, const char *title, const char *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *page = g_markup_printf_escaped (
      "<!DOCTYPE html><html><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width\"><title>%s</title><style>"
      "body{font:17px/1.5 system-ui,sans-serif;margin:18vh auto;max-width:26em;padding:0 1em;"
      "text-align:center;color:#241f31;background:#fafafa}"
      "@media(prefers-color-scheme:dark){body{color:#fff;background:#242424}}"
      "</style></head><body><h1>%s</h1><p>%s</p></body></html>",
      title, title, text);

  /* The code stands in the address of this page: keep it from whatever comes next. */
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_COPY, page,
                                    strlen (page));
}

static gboolean
equal_in_constant_time (const char *a, const char *b)
{
  gsize length = strlen (a);
  guchar difference = 0;

  if (b == NULL || strlen (b) != length)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    difference |= (guchar) a[i] ^ (guchar) b[i];

  return difference == 0;
}

/* A page of the web that rebinds its name to 127.0.0.1 still sends its own name. */
static gboolean
is_for_us (CantoLoopback *self, SoupServerMessage *message, const char *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *host = soup_message_headers_get_one (headers, "Host");
  const char *own = g_uri_get_host (self->redirect_uri);
  const char *own_path = g_uri_get_path (self->redirect_uri);
  g_autofree char *expected = g_strdup_printf (strchr (own, ':') != NULL ? "[%s]:%d" : "%s:%d", own,
                                               g_uri_get_port (self->redirect_uri));

  return soup_server_message_get_method (message) == SOUP_METHOD_GET && host != NULL
         && g_ascii_strcasecmp (host, expected) == 0
         && g_str_equal (path, *own_path != '\0' ? own_path : "/");
}

static void
take_outcome (CantoLoopback *self, SoupServerMessage *message, GHashTable *query)
{
  const char *code = g_hash_table_lookup (query, "code");
  const char *description = g_hash_table_lookup (query, "error_description");
  g_autofree char *reason = NULL;

  if (code != NULL && *code != '\0')
    {
      self->code = canto_secret_new (code);
      answer_page (message, 200, self->texts->done_title, self->texts->done_text);
    }
  else
    {
      if (description != NULL && *description != '\0')
        reason = canto_reply_clean_text (description);
      self->error = reason != NULL ? g_error_new (CANTO_ERROR, CANTO_ERROR_DENIED,
                                                  _ ("Signing in was refused: %s"), reason)
                                   : g_error_new_literal (CANTO_ERROR, CANTO_ERROR_DENIED,
                                                          _ ("Signing in was refused."));
      answer_page (message, 200, self->texts->failed_title, self->texts->failed_text);
    }

  deliver_after (self, message);
}

static void
got_request (SoupServer *server,
             SoupServerMessage *message,
             const char *path,
             GHashTable *query,
             gpointer user_data)
{
  CantoLoopback *self = user_data;
  gboolean is_last = ++self->n_requests >= MAX_REQUESTS;

  if (self->code != NULL || self->error != NULL || !is_for_us (self, message, path))
    soup_server_message_set_status (message, 404, NULL);
  else if (query == NULL
           || !equal_in_constant_time (self->state, g_hash_table_lookup (query, "state")))
    soup_server_message_set_status (message, 400, NULL);
  else
    {
      take_outcome (self, message, query);
      return;
    }

  if (is_last && self->code == NULL && self->error == NULL)
    {
      self->error =
          g_error_new_literal (CANTO_ERROR, CANTO_ERROR_DENIED,
                               _ ("Too many requests that were not the sign-in came in."));
      deliver_after (self, message);
    }
}

static gboolean
let_in (GSocketService *door, GSocketConnection *connection, GObject *source, gpointer server)
{
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  return soup_server_accept_iostream (server, G_IO_STREAM (connection), local, remote, NULL);
}

static gboolean
listen_on (CantoLoopback *self, const char *address, GError **error)
{
  g_autoptr (GSocketAddress) socket_address =
      g_inet_socket_address_new_from_string (address, g_uri_get_port (self->redirect_uri));

  return g_socket_listener_add_address (G_SOCKET_LISTENER (self->door), socket_address,
                                        G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, NULL,
                                        error);
}

static gboolean
open_port (CantoLoopback *self, GError **error)
{
  const char *host = g_uri_get_host (self->redirect_uri);
  gboolean is_name = g_str_equal (host, "localhost");
  g_autoptr (GError) first_error = NULL;
  g_autoptr (GError) second_error = NULL;

  if (!listen_on (self, is_name ? "127.0.0.1" : host, &first_error))
    {
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_PORT_TAKEN,
                   _ ("Port %d of the redirect URL cannot be used: %s"),
                   g_uri_get_port (self->redirect_uri), first_error->message);
      return FALSE;
    }

  /* A machine without IPv6 has no ::1; one where somebody else listens there is not safe. */
  if (is_name && !listen_on (self, "::1", &second_error)
      && g_error_matches (second_error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    {
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_PORT_TAKEN,
                   _ ("Port %d of the redirect URL cannot be used: %s"),
                   g_uri_get_port (self->redirect_uri), second_error->message);
      return FALSE;
    }

  return TRUE;
}

CantoLoopback *
canto_loopback_new (const char *redirect_uri,
                    const char *state,
                    const CantoLoopbackTexts *texts,
                    GError **error)
{
  g_autoptr (CantoLoopback) self = g_object_new (CANTO_TYPE_LOOPBACK, NULL);

  self->redirect_uri = g_uri_parse (redirect_uri, G_URI_FLAGS_NONE, error);
  if (self->redirect_uri == NULL)
    return NULL;

  self->state = g_strdup (state);
  self->texts = texts;
  self->server = soup_server_new ("server-header", "", NULL);
  soup_server_add_handler (self->server, NULL, got_request, self, NULL);
  self->door = g_socket_service_new ();
  g_signal_connect_object (self->door, "incoming", G_CALLBACK (let_in), self->server, 0);
  if (!open_port (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
timed_out (gpointer user_data)
{
  CantoLoopback *self = user_data;

  if (self->error == NULL && self->code == NULL)
    self->error =
        g_error_new_literal (CANTO_ERROR, CANTO_ERROR_TIMED_OUT, _ ("Nobody finished signing in."));
  deliver (self);

  return G_SOURCE_REMOVE;
}

static gboolean
was_cancelled (GCancellable *cancellable, gpointer user_data)
{
  CantoLoopback *self = user_data;

  g_clear_error (&self->error);
  g_cancellable_set_error_if_cancelled (cancellable, &self->error);
  deliver (self);

  return G_SOURCE_REMOVE;
}

void
canto_loopback_wait_async (CantoLoopback *self,
                           guint timeout_s,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CANTO_IS_LOOPBACK (self));
  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, canto_loopback_wait_async);

  self->timeout = g_timeout_source_new_seconds (timeout_s);
  g_source_set_callback (self->timeout, timed_out, self, NULL);
  g_source_attach (self->timeout, g_main_context_get_thread_default ());
  self->cancelled = canto_source_watch_cancellable (cancellable, was_cancelled, self);
}

CantoSecret *
canto_loopback_wait_finish (CantoLoopback *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
