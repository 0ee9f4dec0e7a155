/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From hop to hop, on the network thread: a request is sent, and followed where it is sent on. */

#include "descant-config.h"

#include "canto-http-private.h"

#include "canto-address-private.h"
#include "canto-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_HOPS 5 /* 10.12 */

/* Of the head of an answer all, and of its body so much, within the window of the object. */
#define MIN_BYTES (16 * 1024)

void
canto_http_steps_free (CantoHttpSteps *steps)
{
  canto_http_request_free (steps->request);
  g_object_unref (steps->cancellable);
  g_clear_pointer (&steps->uri, g_uri_unref);
  g_clear_object (&steps->message);
  g_clear_object (&steps->stream);
  g_clear_object (&steps->file);
  g_clear_pointer (&steps->chunk, g_bytes_unref);
  g_clear_pointer (&steps->body, g_byte_array_unref);
  g_clear_pointer (&steps->reply, canto_http_reply_free);
  g_free (steps);
}

static void send_hop (GTask *task);

void
canto_http_close_hop (CantoHttpSteps *steps)
{
  if (steps->stall != NULL && steps->message != NULL)
    g_signal_handlers_disconnect_by_data (steps->message, steps->stall);
  g_clear_pointer (&steps->stall, canto_stall_free);
  g_clear_object (&steps->stream);
  g_clear_object (&steps->message);
}

gboolean
canto_http_is_same_origin (GUri *a, GUri *b)
{
  return g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b))
         && g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0
         && g_uri_get_port (a) == g_uri_get_port (b);
}

/* https, or plain http from loopback to loopback (2.11). */
static gboolean
is_allowed (CantoHttp *self, GUri *uri)
{
  g_autofree char *base = NULL;

  if (g_uri_get_host (uri) == NULL || g_uri_get_userinfo (uri) != NULL)
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;
  if (!g_str_equal (g_uri_get_scheme (uri), "http")
      || !canto_account_get_is_loopback (self->account))
    return FALSE;

  base = g_uri_join (G_URI_FLAGS_NONE, "http", NULL, g_uri_get_host (uri), g_uri_get_port (uri), "",
                     NULL, NULL);

  return canto_address_is_loopback_base (base);
}

void
canto_http_return_io_error (GTask *task, const GError *error)
{
  CantoHttpSteps *steps = g_task_get_task_data (task);
  gboolean is_stalled = steps->stall != NULL && canto_stall_was_met (steps->stall);

  canto_http_close_hop (steps);
  if (steps->request->upload != NULL
      && canto_upload_body_get_error (steps->request->upload) != NULL)
    g_task_return_error (task, g_error_copy (canto_upload_body_get_error (steps->request->upload)));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !is_stalled)
    g_task_return_error (task, g_error_copy (error));
  else if (error->domain == G_TLS_ERROR)
    g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_INSECURE,
                             _ ("The server could not prove who it is: %s"), error->message);
  else if (error->domain == G_RESOLVER_ERROR
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE))
    g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_OFFLINE, "%s", error->message);
  else
    {
      steps->was_lost = TRUE;
      g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_OFFLINE, "%s",
                               _ ("The connection was lost."));
    }
}

char *
canto_http_dup_header (SoupMessage *message, const char *name)
{
  return g_strdup (
      soup_message_headers_get_one (soup_message_get_response_headers (message), name));
}

/* 10.12: five hops, never from https to http; the next hop decides anew about the token. */
static void
follow (GTask *task)
{
  CantoHttp *self = g_task_get_source_object (task);
  CantoHttpSteps *steps = g_task_get_task_data (task);
  g_autofree char *location = canto_http_dup_header (steps->message, "Location");
  g_autoptr (GUri) next = NULL;
  gboolean was_https = g_str_equal (g_uri_get_scheme (steps->uri), "https");

  canto_http_close_hop (steps);
  if (location != NULL)
    next = g_uri_parse_relative (steps->uri, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (next == NULL || ++steps->n_hops > MAX_HOPS)
    {
      g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                               _ ("The server sends us on without end, or nowhere."));
      return;
    }
  if (!is_allowed (self, next) || (was_https && !g_str_equal (g_uri_get_scheme (next), "https")))
    {
      g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_INSECURE,
                               _ ("The server sends us on to a place that is not safe."));
      return;
    }

  g_uri_unref (steps->uri);
  steps->uri = g_steal_pointer (&next);
  send_hop (task);
}

static void
got_headers (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  CantoHttpSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      soup_session_send_finish (SOUP_SESSION (object), result, &error);
  guint status;

  if (stream == NULL)
    {
      canto_http_return_io_error (task, error);
      return;
    }

  canto_stall_restart (steps->stall);
  status = soup_message_get_status (steps->message);
  if (steps->request->follows
      && (status == 301 || status == 302 || status == 303 || status == 307 || status == 308))
    {
      follow (task);
      return;
    }

  g_set_object (&steps->stream, stream);
  canto_http_read_body (task);
}

static void
message_moved (CantoStall *stall)
{
  canto_stall_begin (stall);
}

static void
wrote_some (CantoStall *stall, guint n_bytes)
{
  canto_stall_add (stall, n_bytes);
}

/* From when it goes on its way: what waits for a connection to be free is not watched. */
static void
watch_stall (CantoHttp *self, CantoHttpSteps *steps)
{
  steps->stall = canto_stall_new (self->window_ms, MIN_BYTES, steps->cancellable);
  g_signal_connect_swapped (steps->message, "network-event", G_CALLBACK (message_moved),
                            steps->stall);
  g_signal_connect_swapped (steps->message, "starting", G_CALLBACK (message_moved), steps->stall);
  if (steps->request->body != NULL || steps->request->upload != NULL)
    g_signal_connect_swapped (steps->message, "wrote-body-data", G_CALLBACK (wrote_some),
                              steps->stall);
}

/* The connection had been kept, and was closed by the server when this went on its way. Others that
 * are kept may be gone as well; and from 3.4 to 3.6.5, libsoup frees twice what goes on over one of
 * them at once. */
static void
was_restarted (SoupMessage *message)
{
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
}

static void
send_hop (GTask *task)
{
  CantoHttp *self = g_task_get_source_object (task);
  CantoHttpSteps *steps = g_task_get_task_data (task);
  CantoHttpRequest *request = steps->request;
  gboolean is_own = canto_http_is_same_origin (steps->uri, self->origin);
  SoupMessageHeaders *headers;

  steps->message = soup_message_new_from_uri (request->method, steps->uri);
  soup_message_add_flags (steps->message, SOUP_MESSAGE_NO_REDIRECT);
  if (request->is_ranged)
    soup_message_headers_set_range (soup_message_get_request_headers (steps->message), 0, 0);
  /* Of what is packed on the way, the head tells another length. */
  if (request->is_probe)
    soup_message_disable_feature (steps->message, SOUP_TYPE_CONTENT_DECODER);
  if (request->is_alone)
    soup_message_add_flags (steps->message, SOUP_MESSAGE_NEW_CONNECTION);
  headers = soup_message_get_request_headers (steps->message);
  if (request->token != NULL && is_own)
    {
      g_autofree char *value = g_strconcat ("Bearer ", canto_secret_peek (request->token), NULL);

      soup_message_headers_replace (headers, "Authorization", value);
      explicit_bzero (value, strlen (value));
    }
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (steps->message, request->body_type, request->body);

  if (request->upload != NULL)
    {
      /* A connection that was kept may have ended meanwhile, and this is sent only once. */
      soup_message_add_flags (steps->message, SOUP_MESSAGE_NEW_CONNECTION);
      soup_message_set_request_body (steps->message, request->body_type,
                                     G_INPUT_STREAM (request->upload),
                                     (gssize) canto_upload_body_get_n_bytes (request->upload));
    }

  g_signal_connect (steps->message, "restarted", G_CALLBACK (was_restarted), NULL);
  watch_stall (self, steps);
  soup_session_send_async (is_own ? self->network->own_session : self->network->other_session,
                           steps->message, G_PRIORITY_DEFAULT, steps->cancellable, got_headers,
                           g_object_ref (task));
}

gboolean
canto_http_start_sending (gpointer user_data)
{
  GTask *task = user_data;
  CantoHttp *self = g_task_get_source_object (task);
  CantoHttpSteps *steps = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  steps->uri = g_uri_parse (steps->request->uri, SOUP_HTTP_URI_FLAGS, NULL);
  if (steps->uri == NULL || !is_allowed (self, steps->uri))
    g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_INSECURE,
                             _ ("The address is none that may be fetched."));
  else
    send_hop (task);

  return G_SOURCE_REMOVE;
}
