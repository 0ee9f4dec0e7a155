/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-server.h"

#include "tenant-api.h"
#include "tenant-binary.h"
#include "tenant-bucket.h"
#include "tenant-delivery.h"
#include "tenant-exchange.h"
#include "tenant-faults.h"
#include "tenant-inbox.h"
#include "tenant-limit.h"
#include "tenant-opener.h"
#include "tenant-pages.h"
#include "tenant-shares.h"
#include "tenant-sign-in.h"
#include "tenant-stream.h"

#include <libsoup/soup.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#define EXPIRING_CALLS 10
#define LEAVING_CALLS  10
#define SLOW_MS        3000
#define N_DOORS        4
#define DELIVERY_DOOR  2
#define PASSWORD       "descant-demo"

struct _TenantServer
{
  GObject parent_instance;

  /* Owned. */
  TenantWorld world;
  TenantTokens *tokens;
  TenantSignIn *sign_in;
  TenantLimit *limit;
  TenantDelivery *delivery;
  SoupServer *api;
  SoupServer *cdn;
  SoupServer *mdc;
  SoupServer *bucket;
  GPtrArray *doors; /* of GSocketService: what lets connections in to each server */
  TenantFaults *faults;

  /* State. */
  guint ports[N_DOORS]; /* of API, CDN, delivery, uploads */
  guint n_calls;
  gboolean is_away;
};

G_DEFINE_FINAL_TYPE (TenantServer, tenant_server, G_TYPE_OBJECT)

/* One request on its way: kept until its answer is written. */
typedef struct
{
  TenantServer *server;
  SoupServerMessage *message;
  TenantExchange *exchange;
  TenantAnswerFunc answer; /* (nullable): NULL for the delivery network */
} Pending;

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  tenant_exchange_free (pending->exchange);
  g_object_unref (pending->message);
  g_object_unref (pending->server);
  g_free (pending);
}

static void
close_door (gpointer door)
{
  g_socket_service_stop (door);
  g_socket_listener_close (door);
  g_object_unref (door);
}

static void
tenant_server_finalize (GObject *object)
{
  TenantServer *self = TENANT_SERVER (object);
  TenantWorld *world = &self->world;

  g_clear_pointer (&self->doors, g_ptr_array_unref);
  g_clear_object (&self->api);
  g_clear_object (&self->cdn);
  g_clear_object (&self->mdc);
  g_clear_object (&self->bucket);
  g_clear_pointer (&self->sign_in, tenant_sign_in_free);
  g_clear_pointer (&self->tokens, tenant_tokens_free);
  g_clear_pointer (&self->limit, tenant_limit_free);
  g_clear_pointer (&self->faults, tenant_faults_free);
  g_clear_pointer (&self->delivery, tenant_delivery_free);
  g_clear_pointer (&world->inbox, tenant_inbox_free);
  g_clear_pointer (&world->index, tenant_index_free);
  g_clear_pointer (&world->keys, tenant_keys_free);
  g_clear_pointer (&world->md5s, g_hash_table_unref);
  g_clear_object (&world->overlay);
  tenant_lock_clear (&world->lock);
  g_mutex_clear (&world->md5_mutex);
  g_free (world->base);
  g_free (world->cdn_base);
  g_free (world->delivery_base);
  g_free (world->upload_base);
  g_free (world->app_id);
  g_free (world->app_secret);

  G_OBJECT_CLASS (tenant_server_parent_class)->finalize (object);
}

static void
tenant_server_class_init (TenantServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tenant_server_finalize;
}

static void
tenant_server_init (TenantServer *self)
{
  g_mutex_init (&self->world.md5_mutex);
  tenant_lock_init (&self->world.lock);
  self->doors = g_ptr_array_new_with_free_func (close_door);
}

/* Requests */

/* The parts of a path, each decoded. The path is that of the wire: "%2F" is no separator, "%3F" no
 * query. */
static char **
split_path (const char *path)
{
  g_auto (GStrv) raw = g_strsplit (path, "/", -1);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  for (guint i = 1; raw[i] != NULL; i++)
    {
      g_autofree char *part = g_uri_unescape_string (raw[i], NULL);

      if (part != NULL && *part != '\0' && g_utf8_validate (part, -1, NULL))
        g_strv_builder_add (parts, part);
      else if (raw[i + 1] != NULL || *raw[i] != '\0')
        g_strv_builder_add (parts, "%");
    }

  return g_strv_builder_end (parts);
}

/* A table that owns its names and its values: those of soup_form_decode() are one piece of memory.
 */
static GHashTable *
read_parameters (const char *query)
{
  GHashTable *parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) decoded = soup_form_decode (query != NULL ? query : "");
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, decoded);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (parameters, g_strdup (name), g_strdup (value));

  return parameters;
}

static TenantExchange *
read_request (TenantServer *self, SoupServerMessage *message)
{
  TenantExchange *exchange = tenant_exchange_new (&self->world);
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  exchange->method = g_strdup (soup_server_message_get_method (message));
  if (g_str_equal (exchange->method, "HEAD"))
    {
      g_free (exchange->method);
      exchange->method = g_strdup ("GET");
      exchange->is_head = TRUE;
    }
  exchange->path = split_path (g_uri_get_path (uri));
  exchange->parameters = read_parameters (g_uri_get_query (uri));
  if (body != NULL && soup_message_body_get_accumulate (body))
    exchange->request_body = soup_message_body_flatten (body);

  return exchange;
}

/* Answers */

/* With G_MESSAGES_DEBUG=tenant: method, path and status. No query, and no part of a path that lets
 * somebody in (T32). */
static void
log_answer (TenantExchange *exchange)
{
  g_autoptr (GString) path = g_string_new (NULL);
  gboolean is_lookup = tenant_exchange_part_is (exchange, 0, "oauth")
                       && tenant_exchange_part_is (exchange, 3, "tenant");
  gboolean is_direct = tenant_exchange_part_is (exchange, 0, "direct");
  gboolean is_share = tenant_exchange_part_is (exchange, 0, "share");

  if (g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, G_LOG_DOMAIN))
    return;

  for (guint i = 0; exchange->path[i] != NULL; i++)
    {
      gboolean is_secret = (is_lookup && i == 4) || (is_direct && i == 3) || (is_share && i == 1);

      g_string_append_c (path, '/');
      g_string_append (path, is_secret ? "…" : exchange->path[i]);
    }
  g_debug ("%s %s %u", exchange->method, path->str, exchange->status);
}

static void
write_answer (SoupServerMessage *message, TenantExchange *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  log_answer (exchange);
  soup_server_message_set_status (message, exchange->status, NULL);
  if (exchange->location != NULL)
    soup_message_headers_replace (headers, "Location", exchange->location);
  if (exchange->disposition != NULL)
    soup_message_headers_replace (headers, "Content-Disposition", exchange->disposition);
  if (exchange->content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", exchange->content_type);
  if (exchange->file >= 0)
    {
      tenant_stream_send (message, exchange->file);
      exchange->file = -1;
      return;
    }
  if (exchange->body != NULL && g_bytes_get_size (exchange->body) > 0)
    soup_message_body_append_bytes (body, exchange->body);
  soup_message_body_complete (body);
}

/* 14.7 and 14.8: a service that has lost its way. */
static void
spoil_answer (TenantExchange *exchange)
{
  if (g_strcmp0 (exchange->content_type, "application/json") != 0 || exchange->status != 200)
    return;

  if (exchange->world->options.scenario == TENANT_SCENARIO_HTML)
    tenant_exchange_answer_text (exchange, 200, "text/html",
                                 "<!DOCTYPE html><title>Maintenance</title>");
  else if (exchange->world->options.scenario == TENANT_SCENARIO_BROKEN_JSON)
    tenant_exchange_answer (
        exchange, 200, "application/json",
        g_bytes_new_from_bytes (exchange->body, 0, g_bytes_get_size (exchange->body) / 2));
}

static void
answered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Pending *pending = g_task_get_task_data (G_TASK (result));

  if (pending->server->is_away)
    tenant_faults_hang_up (pending->message, NULL);
  else if (!tenant_faults_strike (pending->server->faults, pending->message, pending->exchange))
    {
      write_answer (pending->message, pending->exchange);
      soup_server_message_unpause (pending->message);
    }
}

static void
answer_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Pending *pending = task_data;

  if (pending->answer != NULL)
    pending->answer (pending->exchange);
  else
    tenant_delivery_answer (pending->server->delivery, pending->exchange);
  if (pending->answer == tenant_api_answer)
    spoil_answer (pending->exchange);
  g_task_return_boolean (task, TRUE);
}

static gboolean
start_answer (gpointer user_data)
{
  Pending *pending = user_data;
  g_autoptr (GTask) task = g_task_new (pending->server, NULL, answered, NULL);

  g_task_set_source_tag (task, start_answer);
  g_task_set_task_data (task, pending, pending_free);
  g_task_run_in_thread (task, answer_in_thread);

  return G_SOURCE_REMOVE;
}

/* @exchange: (transfer full) */
static void
answer_later (TenantServer *self,
              SoupServerMessage *message,
              TenantExchange *exchange,
              TenantAnswerFunc answer)
{
  Pending *pending = g_new0 (Pending, 1);
  guint wait_ms = self->world.options.latency_ms;

  if (self->world.options.scenario == TENANT_SCENARIO_SLOW)
    wait_ms = MAX (wait_ms, SLOW_MS);
  pending->server = g_object_ref (self);
  pending->message = g_object_ref (message);
  pending->exchange = exchange;
  pending->answer = answer;
  soup_server_message_pause (message);
  if (wait_ms > 0)
    g_timeout_add (wait_ms, start_answer, pending);
  else
    start_answer (pending);
}

/* @exchange: (transfer full) */
static void
answer_now (SoupServerMessage *message, TenantExchange *exchange)
{
  write_answer (message, exchange);
  tenant_exchange_free (exchange);
}

/* The doors of the API */

/* 13.8: in which form a 429 says when to come again. */
static void
refuse_call (TenantServer *self,
             SoupServerMessage *message,
             TenantExchange *exchange,
             TenantScenario form,
             guint wait_s)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_seconds (now, wait_s);
  g_autofree char *text = NULL;

  if (form == TENANT_SCENARIO_RATE_DATE)
    text = soup_date_time_to_string (then, SOUP_DATE_HTTP);
  else if (form != TENANT_SCENARIO_RATE_NONE)
    text = g_strdup_printf ("%u", wait_s);
  if (text != NULL)
    soup_message_headers_replace (headers, "Retry-After", text);
  tenant_exchange_fail (exchange, 429, "rate", "Too many calls in the last minute.");
}

/* 3.30, 3.31 */
static char *
find_token (SoupServerMessage *message, TenantExchange *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *header = soup_message_headers_get_one (headers, "Authorization");

  if (header != NULL && g_ascii_strncasecmp (header, "bearer ", 7) == 0)
    return g_strdup (header + 7);

  return g_strdup (tenant_exchange_get_parameter (exchange, "access_token"));
}

/* 14.1, 14.2: FALSE with an answer made. */
static gboolean
check_token (TenantServer *self, SoupServerMessage *message, TenantExchange *exchange)
{
  g_autofree char *token = find_token (message, exchange);

  if (token == NULL)
    {
      g_autofree char *page = tenant_pages_make_end ("Not found", "There is nothing here.");

      tenant_exchange_answer_text (exchange, 404, "text/html", page);
      return FALSE;
    }
  if (!tenant_tokens_use_access (self->tokens, token, &exchange->identity))
    {
      tenant_exchange_fail (exchange, 401, "invalid_token", "The access token is not good.");
      return FALSE;
    }

  return TRUE;
}

static void
got_oauth_request (TenantServer *self, SoupServerMessage *message, TenantExchange *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr (GHashTable) form = NULL;

  if (g_strcmp0 (type, SOUP_FORM_MIME_TYPE_URLENCODED) == 0 && exchange->request_body != NULL)
    {
      gsize length;
      const char *data = g_bytes_get_data (exchange->request_body, &length);
      g_autofree char *text = g_strndup (data, length);

      form = soup_form_decode (text);
    }
  tenant_sign_in_answer (self->sign_in, exchange, form);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Cache-Control",
                                "no-store");
  answer_now (message, exchange);
}

static void
got_counted_request (TenantServer *self,
                     SoupServerMessage *message,
                     TenantExchange *exchange,
                     TenantAnswerFunc answer)
{
  TenantScenario form = self->world.options.scenario;
  guint wait_s;

  self->n_calls++;
  if (self->world.options.scenario == TENANT_SCENARIO_OFFLINE && self->n_calls == LEAVING_CALLS)
    tenant_server_set_away (self, TRUE);

  if (!tenant_faults_let_in (self->faults, g_get_monotonic_time (), &form, &wait_s)
      || !tenant_limit_take (self->limit, g_get_monotonic_time (), &wait_s))
    {
      refuse_call (self, message, exchange, form, wait_s);
      answer_now (message, exchange);
    }
  else if (answer != tenant_binary_answer_direct && !check_token (self, message, exchange))
    answer_now (message, exchange);
  else
    answer_later (self, message, exchange, answer);
}

static void
got_api_request (SoupServer *server,
                 SoupServerMessage *message,
                 const char *path,
                 GHashTable *query,
                 gpointer user_data)
{
  TenantServer *self = user_data;
  TenantExchange *exchange = read_request (self, message);

  if (tenant_exchange_part_is (exchange, 0, "oauth") && tenant_exchange_part_is (exchange, 1, "api")
      && tenant_exchange_part_is (exchange, 2, "oauth2"))
    got_oauth_request (self, message, exchange);
  else if (tenant_exchange_part_is (exchange, 0, "api")
           && tenant_exchange_part_is (exchange, 1, "v1"))
    got_counted_request (self, message, exchange, tenant_api_answer);
  else if (tenant_exchange_part_is (exchange, 0, "api_binary")
           && tenant_exchange_part_is (exchange, 1, "v1"))
    got_counted_request (self, message, exchange, tenant_binary_answer);
  else if (tenant_exchange_part_is (exchange, 0, "direct"))
    {
      /* 10.9 */
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Access-Control-Allow-Origin", "*");
      got_counted_request (self, message, exchange, tenant_binary_answer_direct);
    }
  else if (tenant_exchange_part_is (exchange, 0, "share")
           && tenant_exchange_get_depth (exchange) == 2)
    answer_later (self, message, exchange, tenant_shares_answer);
  else
    {
      /* The web app: 1.14's links for people. */
      g_autofree char *page = tenant_pages_make_end (
          "Acme's library", "Here Canto's web program would show the asset or the album.");
      gboolean is_page = tenant_exchange_part_is (exchange, 0, "smartalbum")
                         || tenant_exchange_part_is (exchange, 0, "album");

      tenant_exchange_answer_text (exchange, is_page ? 200 : 404, "text/html", page);
      answer_now (message, exchange);
    }
}

/* 10.12, 12.3: as S3 does, which takes only one kind of proof at a time. */
static void
answer_without_token (TenantServer *self,
                      SoupServerMessage *message,
                      TenantExchange *exchange,
                      TenantAnswerFunc answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_one (headers, "Authorization") != NULL)
    {
      tenant_exchange_answer_text (exchange, 400, "application/xml",
                                   "<Error><Code>InvalidArgument</Code></Error>");
      answer_now (message, exchange);
    }
  else
    answer_later (self, message, exchange, answer);
}

static void
got_cdn_request (SoupServer *server,
                 SoupServerMessage *message,
                 const char *path,
                 GHashTable *query,
                 gpointer user_data)
{
  TenantServer *self = user_data;

  answer_without_token (self, message, read_request (self, message), tenant_binary_answer_cdn);
}

static void
got_delivery_request (SoupServer *server,
                      SoupServerMessage *message,
                      const char *path,
                      GHashTable *query,
                      gpointer user_data)
{
  TenantServer *self = user_data;

  answer_later (self, message, read_request (self, message), NULL);
}

/* Uploads go to the disk as they come: there may be more of them than memory. */
static void
got_upload_head (SoupServer *server,
                 SoupServerMessage *message,
                 const char *path,
                 GHashTable *query,
                 gpointer user_data)
{
  TenantServer *self = user_data;

  tenant_bucket_receive (&self->world, message);
}

static void
got_upload (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  TenantServer *self = user_data;
  TenantExchange *exchange = read_request (self, message);

  exchange->reception = tenant_bucket_get_reception (message);
  answer_without_token (self, message, exchange, tenant_bucket_answer);
}

/* Start */

static gboolean
let_in (GSocketService *door, GSocketConnection *connection, GObject *source, gpointer server)
{
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  g_socket_set_option (g_socket_connection_get_socket (connection), IPPROTO_TCP, TCP_NODELAY, TRUE,
                       NULL);

  return soup_server_accept_iostream (server, G_IO_STREAM (connection), local, remote, NULL);
}

/* Lets connections in to @server on the loopback, at @port or any that is free; 0 is an error. It
 * does not listen by itself: libsoup 3.2 keeps each socket that it has accepted open for ever. */
static guint
open_door (TenantServer *self, SoupServer *server, guint port, GError **error)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr (GSocketAddress) effective = NULL;
  GSocketService *door = g_socket_service_new ();

  g_ptr_array_add (self->doors, door);
  g_signal_connect_object (door, "incoming", G_CALLBACK (let_in), server, 0);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (door), address, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL, &effective, error))
    return 0;

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
}

/* Its base is the result. */
static char *
open_server (TenantServer *self,
             SoupServer **server,
             guint *port,
             SoupServerCallback callback,
             GError **error)
{
  *server = soup_server_new ("server-header", "descant-tenant ", "raw-paths", TRUE, NULL);
  soup_server_add_handler (*server, NULL, callback, self, NULL);
  *port = open_door (self, *server, *port, error);

  return *port != 0 ? g_strdup_printf ("http://127.0.0.1:%u", *port) : NULL;
}

void
tenant_server_set_away (TenantServer *self, gboolean away)
{
  SoupServer *const servers[N_DOORS] = { self->api, self->cdn, self->mdc, self->bucket };

  g_return_if_fail (TENANT_IS_SERVER (self));

  if (self->is_away == away)
    return;

  self->is_away = away;
  if (away)
    {
      g_ptr_array_set_size (self->doors, 0);
      return;
    }
  for (guint i = 0; i < N_DOORS; i++)
    {
      g_autoptr (GError) error = NULL;

      if (open_door (self, servers[i], self->ports[i], &error) == 0)
        g_warning ("Port %u is taken: %s", self->ports[i], error->message);
    }
}

gboolean
tenant_server_get_away (TenantServer *self)
{
  g_return_val_if_fail (TENANT_IS_SERVER (self), FALSE);

  return self->is_away;
}

TenantServer *
tenant_server_new (const TenantOptions *options, GError **error)
{
  g_autoptr (TenantServer) self = g_object_new (TENANT_TYPE_SERVER, NULL);
  TenantWorld *world = &self->world;
  guint calls_a_token = options->scenario == TENANT_SCENARIO_EXPIRED_TOKEN ? EXPIRING_CALLS : 0;

  world->options = *options;
  world->overlay = tenant_opener_open (options, error);
  if (world->overlay == NULL)
    return NULL;
  world->library = TENANT_LIBRARY (world->overlay);
  world->index = tenant_index_new (world->library);
  world->keys = tenant_keys_new ();
  world->inbox = tenant_inbox_new (world);
  world->app_id = tenant_keys_new_token ();
  world->app_secret = tenant_keys_new_token ();
  world->password = PASSWORD;
  world->md5s = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->tokens = tenant_tokens_new (calls_a_token);
  self->sign_in = tenant_sign_in_new (self->tokens);
  self->limit = tenant_limit_new (options->calls_per_minute);
  self->delivery = tenant_delivery_new ();
  self->faults = tenant_faults_new (options);
  self->ports[0] = options->port;

  world->base = open_server (self, &self->api, &self->ports[0], got_api_request, error);
  if (world->base == NULL)
    return NULL;
  world->cdn_base = open_server (self, &self->cdn, &self->ports[1], got_cdn_request, error);
  if (world->cdn_base == NULL)
    return NULL;
  world->delivery_base =
      open_server (self, &self->mdc, &self->ports[2], got_delivery_request, error);
  if (world->delivery_base == NULL)
    return NULL;
  world->upload_base = open_server (self, &self->bucket, &self->ports[3], got_upload, error);
  if (world->upload_base == NULL)
    return NULL;
  soup_server_add_early_handler (self->bucket, NULL, got_upload_head, self, NULL);
  if (options->scenario == TENANT_SCENARIO_DELIVERY_AWAY)
    g_ptr_array_remove_index (self->doors, DELIVERY_DOOR);

  return g_steal_pointer (&self);
}

void
tenant_server_stop (TenantServer *self)
{
  TenantWorld *world = &self->world;

  g_return_if_fail (TENANT_IS_SERVER (self));

  tenant_inbox_stop (world->inbox);
  tenant_lock_start_writing (&world->lock);
  tenant_overlay_close (world->overlay);
  tenant_lock_stop_writing (&world->lock);
}

char *
tenant_server_describe (TenantServer *self)
{
  TenantWorld *world = &self->world;

  g_return_val_if_fail (TENANT_IS_SERVER (self), NULL);

  return g_strdup_printf ("base=%s\ndelivery=%s\napp_id=%s\napp_secret=%s\nredirect_uri=%s\n"
                          "user=%s\npassword=%s\nready\n",
                          world->base, world->delivery_base, world->app_id, world->app_secret,
                          world->options.redirect_uri,
                          tenant_library_get_user (world->library, 0)->mail, world->password);
}
