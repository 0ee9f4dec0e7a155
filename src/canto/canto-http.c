/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-http.h"

#include "descant-config.h"

#include "canto-address-private.h"
#include "canto-error.h"

#include <errno.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>
#include <unistd.h>

#define MAX_HOPS    5 /* 10.12 */
#define CHUNK_BYTES (64 * 1024)
#define WHOLE_BYTES (1024 * 1024) /* up to there a body whose length is told is read at once */
#define MAX_REFUSAL (64 * 1024)   /* what is read of an answer that does not go to the file */
#define TIMEOUT_S   60            /* of silence: batch/content may take as long (4.13) */
#define CONNECTIONS 12

/* What the thread works with: shared by it and the object, whichever goes last. */
typedef struct
{
  GMainContext *context;
  GMainLoop *loop;
  gboolean is_loopback;
  SoupSession *own_session;   /* network thread only */
  SoupSession *other_session; /* network thread only */
} Network;

struct _CantoHttp
{
  GObject parent_instance;

  /* Owned. */
  CantoAccount *account;
  GUri *origin; /* of the API: the one place that gets the token */
  Network *network;
  GThread *thread;
};

G_DEFINE_FINAL_TYPE (CantoHttp, canto_http, G_TYPE_OBJECT)

CantoHttpRequest *
canto_http_request_new (const char *method, const char *uri, gsize max_bytes)
{
  CantoHttpRequest *request = g_new0 (CantoHttpRequest, 1);

  request->method = method;
  request->uri = g_strdup (uri);
  request->max_bytes = max_bytes;
  request->fd = -1;
  /* A call that changes something must not be made again elsewhere, nor as another one. */
  request->follows = g_str_equal (method, "GET");

  return request;
}

void
canto_http_request_free (CantoHttpRequest *request)
{
  g_clear_pointer (&request->body, g_bytes_unref);
  g_clear_pointer (&request->token, canto_secret_unref);
  g_clear_pointer (&request->maker, canto_maker_unref);
  g_clear_pointer (&request->progress, canto_progress_unref);
  g_free (request->uri);
  g_free (request);
}

void
canto_http_reply_free (CantoHttpReply *reply)
{
  g_free (reply->content_type);
  g_free (reply->retry_after);
  g_clear_pointer (&reply->body, g_bytes_unref);
  if (reply->made != NULL)
    canto_maker_free_made (reply->maker, reply->made);
  g_clear_pointer (&reply->maker, canto_maker_unref);
  g_clear_error (&reply->error);
  g_free (reply);
}

/* Everything from here to the next heading runs on the network thread. */

typedef struct
{
  CantoHttpRequest *request;
  GCancellable *cancellable; /* of the network thread; the caller's own is cancelled on any other */
  gulong cancelled_handler;  /* on the caller's own */
  GUri *uri;                 /* of this hop */
  guint n_hops;
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *body;
  GOutputStream *file;   /* (nullable): where the body goes instead */
  GBytes *chunk;         /* on its way there */
  guint64 n_bytes;       /* of the body so far */
  guint64 max_bytes;     /* of this answer */
  CantoHttpReply *reply; /* while something is made of it */
  gboolean was_lost;
} SendSteps;

static void
send_steps_free (SendSteps *steps)
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

/* Before a task returns: its data may be freed on the main thread, and a message that is not
 * finished must not be finished there. */
static void
close_hop (SendSteps *steps)
{
  g_clear_object (&steps->stream);
  g_clear_object (&steps->message);
}

static gboolean
is_same_origin (GUri *a, GUri *b)
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

/* What the caller can act on, without addresses: those may hold secrets. */
static void
return_io_error (GTask *task, const GError *error)
{
  SendSteps *steps = g_task_get_task_data (task);

  close_hop (steps);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
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

static char *
dup_header (SoupMessage *message, const char *name)
{
  return g_strdup (
      soup_message_headers_get_one (soup_message_get_response_headers (message), name));
}

static void
make_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SendSteps *steps = task_data;
  CantoHttpReply *reply = g_steal_pointer (&steps->reply);

  reply->made = canto_maker_make (reply->maker, reply->body, &reply->error);
  /* Nobody looks at it any more: to free it here spares the main thread that. */
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_task_return_pointer (task, reply, (GDestroyNotify) canto_http_reply_free);
}

/* The task goes on a worker as it is: what is made comes to the main thread without a stop here. */
static void
return_made (GTask *task, CantoHttpReply *reply)
{
  SendSteps *steps = g_task_get_task_data (task);

  reply->maker = canto_maker_ref (steps->request->maker);
  steps->reply = reply;
  g_task_run_in_thread (task, make_in_thread);
}

static void
return_reply (GTask *task)
{
  CantoHttp *self = g_task_get_source_object (task);
  SendSteps *steps = g_task_get_task_data (task);
  CantoHttpReply *reply = g_new0 (CantoHttpReply, 1);
  const char *type = soup_message_headers_get_content_type (
      soup_message_get_response_headers (steps->message), NULL);

  reply->status = soup_message_get_status (steps->message);
  reply->content_type = type != NULL ? g_ascii_strdown (type, -1) : NULL;
  reply->is_own = is_same_origin (steps->uri, self->origin);
  reply->retry_after = dup_header (steps->message, "Retry-After");
  reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&steps->body));
  reply->n_bytes = steps->n_bytes;
  close_hop (steps);
  if (steps->request->maker != NULL && SOUP_STATUS_IS_SUCCESSFUL (reply->status))
    return_made (task, reply);
  else
    g_task_return_pointer (task, reply, (GDestroyNotify) canto_http_reply_free);
}

/* Body: into memory, or through a worker into the file */

static void
return_too_large (GTask *task)
{
  SendSteps *steps = g_task_get_task_data (task);
  g_autofree char *size = g_format_size_full (steps->max_bytes, G_FORMAT_SIZE_IEC_UNITS);

  close_hop (steps);
  if (steps->file != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                             /* Translators: a size, as 200 MiB */
                             _ ("The file is larger than the %s that are taken."), size);
  else
    g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                             /* Translators: a size, as 64 MiB */
                             _ ("The answer is larger than the %s that Descant reads."), size);
}

static void read_chunk (GTask *task);

static void
tell_progress (SendSteps *steps)
{
  goffset total =
      soup_message_headers_get_content_length (soup_message_get_response_headers (steps->message));

  if (steps->request->progress != NULL)
    canto_progress_set (steps->request->progress, steps->n_bytes, (guint64) MAX (total, 0));
}

static void
wrote_chunk (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SendSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&steps->chunk, g_bytes_unref);
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, &error))
    {
      close_hop (steps);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  tell_progress (steps);
  read_chunk (task);
}

static void
take_chunk (GTask *task, GBytes *chunk)
{
  SendSteps *steps = g_task_get_task_data (task);
  gsize length;
  gconstpointer data = g_bytes_get_data (chunk, &length);

  steps->n_bytes += length;
  if (steps->n_bytes > steps->max_bytes)
    return_too_large (task);
  else if (steps->file != NULL)
    {
      steps->chunk = g_bytes_ref (chunk);
      g_output_stream_write_all_async (steps->file, data, length, G_PRIORITY_DEFAULT,
                                       steps->cancellable, wrote_chunk, g_object_ref (task));
    }
  else
    {
      g_byte_array_append (steps->body, data, (guint) length);
      read_chunk (task);
    }
}

static void
got_chunk (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);

  if (chunk == NULL)
    return_io_error (task, error);
  else if (g_bytes_get_size (chunk) == 0)
    return_reply (task);
  else
    take_chunk (task, chunk);
}

static void
read_chunk (GTask *task)
{
  SendSteps *steps = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (steps->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT,
                                   steps->cancellable, got_chunk, g_object_ref (task));
}

/* At once, as most bodies are small: as much as the headers tell and a byte more, to see the end. A
 * body that was packed is longer than that, and goes on in chunks. */

static void
got_whole (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SendSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gsize asked = steps->body->len;
  gsize length = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (object), result, &length, &error))
    {
      return_io_error (task, error);
      return;
    }

  steps->n_bytes = length;
  g_byte_array_set_size (steps->body, (guint) length);
  if (length > steps->max_bytes)
    return_too_large (task);
  else if (length < asked)
    return_reply (task);
  else
    read_chunk (task);
}

static void
read_whole (GTask *task, gsize length)
{
  SendSteps *steps = g_task_get_task_data (task);

  g_byte_array_set_size (steps->body, (guint) length + 1);
  g_input_stream_read_all_async (steps->stream, steps->body->data, steps->body->len,
                                 G_PRIORITY_DEFAULT, steps->cancellable, got_whole,
                                 g_object_ref (task));
}

/* Whatever an earlier try has left in the file goes. A device has nothing to cut. */
static gboolean
open_file (SendSteps *steps, GError **error)
{
  int fd = steps->request->fd;

  if (lseek (fd, 0, SEEK_SET) < 0 || (ftruncate (fd, 0) < 0 && errno != EINVAL))
    {
      int saved_errno = errno;

      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                           g_strerror (saved_errno));
      return FALSE;
    }

  steps->file = g_unix_output_stream_new (fd, FALSE);

  return TRUE;
}

static void
read_body (GTask *task)
{
  SendSteps *steps = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (steps->message);
  gboolean is_success = SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (steps->message));
  gboolean to_file = steps->request->fd >= 0 && is_success;
  gboolean is_told = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH;
  guint64 length = is_told ? (guint64) soup_message_headers_get_content_length (headers) : 0;
  g_autoptr (GError) error = NULL;

  steps->body = g_byte_array_new ();
  steps->max_bytes = steps->request->fd >= 0 && !to_file ? MAX_REFUSAL : steps->request->max_bytes;
  if (to_file && !open_file (steps, &error))
    {
      close_hop (steps);
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else if (length > steps->max_bytes)
    return_too_large (task); /* Before any of it is read. */
  else if (is_told && !to_file && length < WHOLE_BYTES)
    read_whole (task, length);
  else
    read_chunk (task);
}

/* 10.12: five hops, never from https to http; the next hop decides anew about the token. */
static void
follow (GTask *task)
{
  CantoHttp *self = g_task_get_source_object (task);
  SendSteps *steps = g_task_get_task_data (task);
  g_autofree char *location = dup_header (steps->message, "Location");
  g_autoptr (GUri) next = NULL;
  gboolean was_https = g_str_equal (g_uri_get_scheme (steps->uri), "https");

  close_hop (steps);
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
  SendSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      soup_session_send_finish (SOUP_SESSION (object), result, &error);
  guint status;

  if (stream == NULL)
    {
      return_io_error (task, error);
      return;
    }

  status = soup_message_get_status (steps->message);
  if (steps->request->follows
      && (status == 301 || status == 302 || status == 303 || status == 307 || status == 308))
    {
      follow (task);
      return;
    }

  g_set_object (&steps->stream, stream);
  read_body (task);
}

static void
send_hop (GTask *task)
{
  CantoHttp *self = g_task_get_source_object (task);
  SendSteps *steps = g_task_get_task_data (task);
  CantoHttpRequest *request = steps->request;
  gboolean is_own = is_same_origin (steps->uri, self->origin);
  SoupMessageHeaders *headers;

  steps->message = soup_message_new_from_uri (request->method, steps->uri);
  soup_message_add_flags (steps->message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (steps->message);
  if (request->token != NULL && is_own)
    {
      g_autofree char *value = g_strconcat ("Bearer ", canto_secret_peek (request->token), NULL);

      soup_message_headers_replace (headers, "Authorization", value);
      explicit_bzero (value, strlen (value));
    }
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (steps->message, request->body_type, request->body);

  soup_session_send_async (is_own ? self->network->own_session : self->network->other_session,
                           steps->message, G_PRIORITY_DEFAULT, steps->cancellable, got_headers,
                           g_object_ref (task));
}

static gboolean
start_sending (gpointer user_data)
{
  GTask *task = user_data;
  CantoHttp *self = g_task_get_source_object (task);
  SendSteps *steps = g_task_get_task_data (task);

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

/* @is_loopback: no proxy is asked for the way to this machine */
static SoupSession *
make_session (gboolean is_loopback)
{
  SoupSession *session = soup_session_new_with_options (
      "max-conns", CONNECTIONS * 2, "max-conns-per-host", CONNECTIONS, "timeout", TIMEOUT_S,
      "user-agent", "Descant/" DESCANT_VERSION, NULL);

  /* Tokens are set by us alone, and nothing is remembered between requests. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  if (is_loopback)
    soup_session_set_proxy_resolver (session, NULL);

  return session;
}

static void
network_clear (gpointer data)
{
  Network *network = data;

  g_main_loop_unref (network->loop);
  g_main_context_unref (network->context);
}

static gpointer
run_thread (gpointer user_data)
{
  Network *network = user_data;

  g_main_context_push_thread_default (network->context);
  network->own_session = make_session (network->is_loopback);
  network->other_session = make_session (network->is_loopback);
  g_main_loop_run (network->loop);
  soup_session_abort (network->own_session);
  soup_session_abort (network->other_session);
  /* Let what was aborted come to its end before the sessions go. */
  while (g_main_context_iteration (network->context, FALSE))
    ;
  g_clear_object (&network->own_session);
  g_clear_object (&network->other_session);
  g_main_context_pop_thread_default (network->context);
  g_atomic_rc_box_release_full (network, network_clear);

  return NULL;
}

static gboolean
quit_loop (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

/* The main thread again. */

static void
canto_http_finalize (GObject *object)
{
  CantoHttp *self = CANTO_HTTP (object);

  /* Each task holds a reference, so none is under way: the thread only has to end. The last
   * reference may be that of a task on the thread itself, which cannot wait for itself. */
  g_main_context_invoke_full (self->network->context, G_PRIORITY_DEFAULT, quit_loop,
                              g_main_loop_ref (self->network->loop),
                              (GDestroyNotify) g_main_loop_unref);
  if (self->thread == g_thread_self ())
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  g_atomic_rc_box_release_full (self->network, network_clear);
  g_uri_unref (self->origin);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (canto_http_parent_class)->finalize (object);
}

static void
canto_http_class_init (CantoHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = canto_http_finalize;
}

static void
canto_http_init (CantoHttp *self)
{
}

CantoHttp *
canto_http_new (CantoAccount *account)
{
  CantoHttp *self;

  g_return_val_if_fail (CANTO_IS_ACCOUNT (account), NULL);

  self = g_object_new (CANTO_TYPE_HTTP, NULL);
  self->account = g_object_ref (account);
  self->origin = g_uri_parse (canto_account_get_api_base (account), SOUP_HTTP_URI_FLAGS, NULL);
  self->network = g_atomic_rc_box_new0 (Network);
  self->network->is_loopback = canto_account_get_is_loopback (account);
  self->network->context = g_main_context_new ();
  self->network->loop = g_main_loop_new (self->network->context, FALSE);
  self->thread = g_thread_new ("canto-http", run_thread, g_atomic_rc_box_acquire (self->network));

  return self;
}

/* What libsoup waits with is made and ended on the network thread, and so must be cancelled there:
 * GLib 2.74 leaks the source of a cancellable that another thread cancels while it ends. */

typedef struct
{
  Network *network;
  GCancellable *cancellable;
} CancelOrder;

static void
cancel_order_free (gpointer data)
{
  CancelOrder *order = data;

  g_atomic_rc_box_release_full (order->network, network_clear);
  g_object_unref (order->cancellable);
  g_free (order);
}

static gboolean
cancel_on_network_thread (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

static void
was_cancelled (GCancellable *cancellable, CancelOrder *order)
{
  g_main_context_invoke_full (order->network->context, G_PRIORITY_DEFAULT, cancel_on_network_thread,
                              g_object_ref (order->cancellable), g_object_unref);
}

static void
forward_cancelling (CantoHttp *self, SendSteps *steps, GCancellable *cancellable)
{
  CancelOrder *order;

  if (cancellable == NULL)
    return;

  order = g_new0 (CancelOrder, 1);
  order->network = g_atomic_rc_box_acquire (self->network);
  order->cancellable = g_object_ref (steps->cancellable);
  steps->cancelled_handler =
      g_cancellable_connect (cancellable, G_CALLBACK (was_cancelled), order, cancel_order_free);
}

void
canto_http_send_async (CantoHttp *self,
                       CantoHttpRequest *request,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task;
  SendSteps *steps;

  g_return_if_fail (CANTO_IS_HTTP (self));

  steps = g_new0 (SendSteps, 1);
  steps->request = request;
  steps->cancellable = g_cancellable_new ();
  forward_cancelling (self, steps, cancellable);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, canto_http_send_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) send_steps_free);
  g_main_context_invoke_full (self->network->context, G_PRIORITY_DEFAULT, start_sending, task,
                              g_object_unref);
}

CantoHttpReply *
canto_http_send_finish (CantoHttp *self, GAsyncResult *result, GError **error)
{
  SendSteps *steps;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  steps = g_task_get_task_data (G_TASK (result));
  if (steps->cancelled_handler != 0)
    g_cancellable_disconnect (g_task_get_cancellable (G_TASK (result)), steps->cancelled_handler);
  steps->cancelled_handler = 0;

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
canto_http_result_was_lost (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, canto_http_send_async), FALSE);

  return ((SendSteps *) g_task_get_task_data (G_TASK (result)))->was_lost;
}
