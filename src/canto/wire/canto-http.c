/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-version.h"

#include "canto-http-private.h"

#include <string.h>

#define TIMEOUT_S   60 /* of silence: batch/content may take as long (4.13) */
#define CONNECTIONS 12
#define WINDOW_MS   (90 * 1000) /* see canto-http-hop.c */

G_DEFINE_FINAL_TYPE (CantoHttp, canto_http, G_TYPE_OBJECT)

typedef enum
{
  PROP_ACCOUNT = 1,
  PROP_TLS_DATABASE,
  PROP_WINDOW_MS,
  N_PROPS,
} CantoHttpProperty;

static GParamSpec *props[N_PROPS];

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
  g_clear_object (&request->upload);
  g_clear_pointer (&request->token, canto_secret_unref);
  g_clear_pointer (&request->maker, canto_maker_unref);
  g_clear_pointer (&request->progress, canto_progress_unref);
  /* One call has a secret there (3.19). */
  explicit_bzero (request->uri, strlen (request->uri));
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

void
canto_http_reply_wipe (CantoHttpReply *reply)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (reply->body, &length);

  if (length > 0)
    explicit_bzero ((gpointer) data, length);
  g_bytes_unref (reply->body);
  reply->body = g_bytes_new (NULL, 0);
}

/* The network thread */

/* No proxy is asked for the way to this machine. */
static SoupSession *
make_session (CantoNetwork *network)
{
  SoupSession *session = soup_session_new_with_options (
      "max-conns", CONNECTIONS * 2, "max-conns-per-host", CONNECTIONS, "timeout", TIMEOUT_S,
      "user-agent", "Descant/" DESCANT_VERSION, NULL);

  /* Tokens are set by us alone, and nothing is remembered between requests. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  if (network->is_loopback)
    soup_session_set_proxy_resolver (session, NULL);
  if (network->tls_database != NULL)
    soup_session_set_tls_database (session, network->tls_database);

  return session;
}

static void
network_clear (gpointer data)
{
  CantoNetwork *network = data;

  g_clear_object (&network->tls_database);
  g_main_loop_unref (network->loop);
  g_main_context_unref (network->context);
}

static gpointer
run_thread (gpointer user_data)
{
  CantoNetwork *network = user_data;

  g_main_context_push_thread_default (network->context);
  network->own_session = make_session (network);
  network->other_session = make_session (network);
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
canto_http_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CantoHttp *self = CANTO_HTTP (object);

  switch ((CantoHttpProperty) prop_id)
    {
    case PROP_ACCOUNT:
      self->account = g_value_dup_object (value);
      break;

    case PROP_TLS_DATABASE:
      self->tls_database = g_value_dup_object (value);
      break;

    case PROP_WINDOW_MS:
      self->window_ms = g_value_get_uint (value);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
canto_http_constructed (GObject *object)
{
  CantoHttp *self = CANTO_HTTP (object);

  G_OBJECT_CLASS (canto_http_parent_class)->constructed (object);

  self->origin =
      g_uri_parse (canto_account_get_api_base (self->account), SOUP_HTTP_URI_FLAGS, NULL);
  self->network = g_atomic_rc_box_new0 (CantoNetwork);
  self->network->is_loopback = canto_account_get_is_loopback (self->account);
  self->network->tls_database = g_steal_pointer (&self->tls_database);
  self->network->context = g_main_context_new ();
  self->network->loop = g_main_loop_new (self->network->context, FALSE);
  self->thread = g_thread_new ("canto-http", run_thread, g_atomic_rc_box_acquire (self->network));
}

static void
canto_http_class_init (CantoHttpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = canto_http_constructed;
  object_class->set_property = canto_http_set_property;
  object_class->finalize = canto_http_finalize;

  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CANTO_TYPE_ACCOUNT, flags);
  props[PROP_TLS_DATABASE] =
      g_param_spec_object ("tls-database", NULL, NULL, G_TYPE_TLS_DATABASE, flags);
  props[PROP_WINDOW_MS] =
      g_param_spec_uint ("window-ms", NULL, NULL, 1, G_MAXINT, WINDOW_MS, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
canto_http_init (CantoHttp *self)
{
}

CantoHttp *
canto_http_new (CantoAccount *account)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (account), NULL);

  return g_object_new (CANTO_TYPE_HTTP, "account", account, NULL);
}

/* What libsoup waits with is made and ended on the network thread, and so must be cancelled there:
 * GLib 2.74 leaks the source of a cancellable that another thread cancels while it ends. */

typedef struct
{
  CantoNetwork *network;
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
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, CANTO_CANCEL_PRIORITY);
  g_source_set_callback (source, cancel_on_network_thread, g_object_ref (order->cancellable),
                         g_object_unref);
  g_source_attach (source, order->network->context);
}

static void
forward_cancelling (CantoHttp *self, CantoHttpSteps *steps, GCancellable *cancellable)
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
  CantoHttpSteps *steps;

  g_return_if_fail (CANTO_IS_HTTP (self));

  steps = g_new0 (CantoHttpSteps, 1);
  steps->request = request;
  steps->cancellable = g_cancellable_new ();
  forward_cancelling (self, steps, cancellable);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, canto_http_send_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) canto_http_steps_free);
  g_main_context_invoke_full (self->network->context, G_PRIORITY_DEFAULT, canto_http_start_sending,
                              task, g_object_unref);
}

CantoHttpReply *
canto_http_send_finish (CantoHttp *self, GAsyncResult *result, GError **error)
{
  CantoHttpSteps *steps;

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

  return ((CantoHttpSteps *) g_task_get_task_data (G_TASK (result)))->was_lost;
}
