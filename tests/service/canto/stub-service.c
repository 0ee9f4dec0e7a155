/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "stub-service.h"

#include <string.h>

struct _StubService
{
  SoupServer *server;
  char *base;
  GPtrArray *requests; /* (element-type StubRequest) */
  StubAnswer answer;
  gpointer user_data;
};

static void
request_free (gpointer data)
{
  StubRequest *request = data;

  g_free (request->line);
  g_free (request->authorization);
  g_free (request->body);
  g_free (request);
}

static void
got_request (SoupServer *server,
             SoupServerMessage *message,
             const char *path,
             GHashTable *query,
             gpointer user_data)
{
  StubService *self = user_data;
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  StubRequest *request = g_new0 (StubRequest, 1);

  request->line = g_strdup_printf ("%s %s%s%s", soup_server_message_get_method (message),
                                   g_uri_get_path (uri), g_uri_get_query (uri) != NULL ? "?" : "",
                                   g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "");
  request->port = g_inet_socket_address_get_port (
      G_INET_SOCKET_ADDRESS (soup_server_message_get_remote_address (message)));
  request->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  request->body = g_strndup (data, length);
  g_ptr_array_add (self->requests, request);

  soup_server_message_set_status (message, 404, NULL);
  self->answer (self, message, self->user_data);
}

StubService *
stub_service_new (GTlsCertificate *certificate, StubAnswer answer, gpointer user_data)
{
  StubService *self = g_new0 (StubService, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  GSList *uris;

  self->requests = g_ptr_array_new_with_free_func (request_free);
  self->answer = answer;
  self->user_data = user_data;
  self->server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (self->server, NULL, got_request, self, NULL);
  soup_server_listen (self->server, address,
                      certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : (SoupServerListenOptions) 0,
                      &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->base = g_strdup_printf ("%s://127.0.0.1:%d", certificate != NULL ? "https" : "http",
                                g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

void
stub_service_free (StubService *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->requests);
  g_free (self->base);
  g_free (self);
}

const char *
stub_service_get_base (StubService *self)
{
  return self->base;
}

guint
stub_service_get_n_requests (StubService *self)
{
  return self->requests->len;
}

StubRequest *
stub_service_get_request (StubService *self, guint index)
{
  g_assert_cmpuint (index, <, self->requests->len);

  return g_ptr_array_index (self->requests, index);
}

guint
stub_service_count (StubService *self, const char *line_prefix)
{
  guint n = 0;

  for (guint i = 0; i < self->requests->len; i++)
    {
      if (g_str_has_prefix (stub_service_get_request (self, i)->line, line_prefix))
        n++;
    }

  return n;
}

void
stub_answer (SoupServerMessage *message, guint status, const char *type, const char *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

void
stub_answer_redirect (SoupServerMessage *message, guint status, const char *location)
{
  soup_server_message_set_status (message, status, NULL);
  stub_answer_header (message, "Location", location);
}

void
stub_answer_header (SoupServerMessage *message, const char *name, const char *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
}
