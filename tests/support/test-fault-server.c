/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-fault-server.h"

#include <glib/gstdio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#define MAX_THREADS 16
#define DRIP_US     (4 * 1000)

/* A good answer to what is asked below a path. */
typedef struct
{
  char *path;
  char *type;
  char *body;
} Other;

/* What is done to a request. */
typedef struct
{
  TestFault fault;
  char *path;
  char *type;
  GBytes *body;
  char *refused; /* (nullable) */
  guint status;
  char *retry_after; /* (nullable) */
  char *location;    /* (nullable) */
} Orders;

/* The threads hold it: one may still be answering when the test lets it go. */
struct _TestFaultServer
{
  GSocketService *service;
  GTlsCertificate *certificate; /* (nullable) */
  char *base;
  int is_stopped;  /* atomic */
  int minds_heads; /* atomic */

  GMutex lock;
  Orders orders;
  GPtrArray *requests; /* (element-type TestFaultRequest) */
  GPtrArray *others;   /* (element-type Other) */
};

/* A connection, on its thread. */
typedef struct
{
  TestFaultServer *server;
  GSocket *socket; /* borrowed */
  GInputStream *in;
  GOutputStream *out;
  guint n_requests;
} Peer;

static void
orders_clear (Orders *orders)
{
  g_free (orders->path);
  g_free (orders->type);
  g_clear_pointer (&orders->body, g_bytes_unref);
  g_free (orders->refused);
  g_free (orders->retry_after);
  g_free (orders->location);
}

static Orders
copy_orders (TestFaultServer *self)
{
  Orders copy;

  g_mutex_lock (&self->lock);
  copy = self->orders;
  copy.path = g_strdup (copy.path);
  copy.type = g_strdup (copy.type);
  copy.body = copy.body != NULL ? g_bytes_ref (copy.body) : NULL;
  copy.refused = g_strdup (copy.refused);
  copy.retry_after = g_strdup (copy.retry_after);
  copy.location = g_strdup (copy.location);
  g_mutex_unlock (&self->lock);

  return copy;
}

static void
request_free (gpointer data)
{
  TestFaultRequest *request = data;

  g_free (request->line);
  g_free (request->host);
  g_free (request->headers);
  g_free (request);
}

static void
other_free (gpointer data)
{
  Other *other = data;

  g_free (other->path);
  g_free (other->type);
  g_free (other->body);
  g_free (other);
}

/* Reading */

static char *
find_header (const char *headers, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (headers, "\r\n", -1);
  gsize length = strlen (name);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
        return g_strstrip (g_strdup (lines[i] + length + 1));
    }

  return NULL;
}

static void
skip_body (Peer *peer, gsize length)
{
  char buffer[16 * 1024];

  while (length > 0)
    {
      gssize n = g_input_stream_read (peer->in, buffer, MIN (length, sizeof buffer), NULL, NULL);

      if (n <= 0)
        return;
      length -= (gsize) n;
    }
}

/* NULL when the connection ends. */
static TestFaultRequest *
read_request (Peer *peer)
{
  g_autoptr (GString) head = g_string_new (NULL);
  g_autofree char *length = NULL;
  TestFaultRequest *request;
  const char *line_end;
  char c;

  while (!g_str_has_suffix (head->str, "\r\n\r\n"))
    {
      if (g_input_stream_read (peer->in, &c, 1, NULL, NULL) != 1)
        return NULL;
      g_string_append_c (head, c);
    }

  request = g_new0 (TestFaultRequest, 1);
  line_end = strstr (head->str, "\r\n");
  request->headers = g_strdup (line_end + 2);
  request->line = g_strndup (head->str, (gsize) (line_end - head->str));
  if (g_str_has_suffix (request->line, " HTTP/1.1"))
    request->line[strlen (request->line) - strlen (" HTTP/1.1")] = '\0';
  request->host = find_header (request->headers, "Host");
  length = find_header (request->headers, "Content-Length");
  request->n_body_bytes = length != NULL ? g_ascii_strtoull (length, NULL, 10) : 0;
  skip_body (peer, request->n_body_bytes);

  return request;
}

/* Writing. FALSE: there is nobody any more. */

static gboolean
write_bytes (Peer *peer, gconstpointer data, gsize length)
{
  return g_output_stream_write_all (peer->out, data, length, NULL, NULL, NULL)
         && g_output_stream_flush (peer->out, NULL, NULL);
}

static gboolean
write_text (Peer *peer, const char *text)
{
  return write_bytes (peer, text, strlen (text));
}

/* @length: (nullable): what the headers tell of it; @more: (nullable): headers */
static gboolean
write_answer (Peer *peer,
              guint status,
              const char *type,
              const char *length,
              const char *more,
              gconstpointer body,
              gsize n_bytes)
{
  g_autofree char *head =
      g_strdup_printf ("HTTP/1.1 %u It is so\r\nContent-Type: %s\r\n%s%s%s%s\r\n", status, type,
                       length != NULL ? "Content-Length: " : "", length != NULL ? length : "",
                       length != NULL ? "\r\n" : "", more != NULL ? more : "");

  return write_text (peer, head) && write_bytes (peer, body, n_bytes);
}

static gboolean
write_good (Peer *peer, guint status, const char *type, const char *more, GBytes *body)
{
  gsize n_bytes;
  gconstpointer data = g_bytes_get_data (body, &n_bytes);
  g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, n_bytes);

  return write_answer (peer, status, type, length, more, data, n_bytes);
}

static gboolean
write_good_text (Peer *peer, guint status, const char *type, const char *more, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));

  return write_good (peer, status, type, more, body);
}

static void
reset (Peer *peer)
{
  const struct linger at_once = { 1, 0 };

  setsockopt (g_socket_get_fd (peer->socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

static gboolean
is_stopped (Peer *peer)
{
  return g_atomic_int_get (&peer->server->is_stopped) != 0;
}

/* Without end, until nobody listens. */
static void
repeat (Peer *peer, const char *text, gulong pause_us)
{
  gsize length = strlen (text);

  while (!is_stopped (peer) && write_bytes (peer, text, length))
    {
      if (pause_us > 0)
        g_usleep (pause_us);
    }
}

static void
write_half (Peer *peer, Orders *orders)
{
  gsize n_bytes;
  gconstpointer data = g_bytes_get_data (orders->body, &n_bytes);
  g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, n_bytes + 1000);

  write_answer (peer, 200, orders->type, length, NULL, data, n_bytes / 2);
}

static gboolean
write_with_length (Peer *peer, Orders *orders, const char *length, gsize n_sent)
{
  gconstpointer data = g_bytes_get_data (orders->body, NULL);

  write_answer (peer, 200, orders->type, length, NULL, data, n_sent);

  return FALSE;
}

static gboolean
write_wrong_length (Peer *peer, Orders *orders)
{
  gsize n_bytes = g_bytes_get_size (orders->body);
  g_autofree char *length = g_strdup_printf (
      "%" G_GSIZE_FORMAT, orders->fault == TEST_FAULT_LENGTH_LONG ? n_bytes + 10 : n_bytes / 2);

  return write_with_length (peer, orders, length, n_bytes);
}

static gboolean
write_status (Peer *peer, Orders *orders)
{
  g_autofree char *more = orders->retry_after != NULL
                              ? g_strdup_printf ("Retry-After: %s\r\n", orders->retry_after)
                              : NULL;

  return write_good_text (peer, orders->status, "application/json", more,
                          "{\"error\":\"so_it_is\",\"message\":\"No.\"}");
}

static gboolean
write_redirect (Peer *peer, Orders *orders, const char *target)
{
  g_autofree char *more =
      g_strdup_printf ("Location: %s\r\n", orders->location != NULL ? orders->location : target);

  return write_good_text (peer, 302, "text/html", more, "<p>There");
}

static void
write_endless (Peer *peer, Orders *orders)
{
  g_autofree char *lot = g_strnfill (64 * 1024, 'x');
  g_autofree char *header = g_strdup_printf ("X-More: %.1000s\r\n", lot);

  switch (orders->fault)
    {
    case TEST_FAULT_SLOW_HEAD:
      write_text (peer, "HTTP/1.1 200 OK\r\nX-Slow: ");
      repeat (peer, "x", DRIP_US);
      break;
    case TEST_FAULT_SLOW_BODY:
      write_answer (peer, 200, orders->type, "4000", NULL, "{", 1);
      repeat (peer, " ", DRIP_US);
      break;
    case TEST_FAULT_ENDLESS_HEAD:
      write_text (peer, "HTTP/1.1 200 OK\r\n");
      repeat (peer, header, 0);
      break;
    case TEST_FAULT_ENDLESS_INTERIM:
      repeat (peer, "HTTP/1.1 100 Continue\r\n\r\n", DRIP_US);
      break;
    default:
      write_answer (peer, 200, orders->type, NULL, "Connection: close\r\n", "{\"a\":\"", 6);
      repeat (peer, lot, 0);
      break;
    }
}

/* FALSE: the connection ends. */
static gboolean
do_fault (Peer *peer, Orders *orders, const char *target)
{
  switch (orders->fault)
    {
    case TEST_FAULT_RESET_IN_HEAD:
      write_text (peer, "HTTP/1.1 200 OK\r\nContent-Ty");
      reset (peer);
      return FALSE;
    case TEST_FAULT_RESET_IN_BODY:
      write_half (peer, orders);
      reset (peer);
      return FALSE;
    case TEST_FAULT_RESET_ON_REUSE:
      if (peer->n_requests == 1)
        return write_good (peer, 200, orders->type, NULL, orders->body);
      reset (peer);
      return FALSE;
    case TEST_FAULT_RESET_SILENT:
      reset (peer);
      return FALSE;
    case TEST_FAULT_SLOW_HEAD:
    case TEST_FAULT_SLOW_BODY:
    case TEST_FAULT_ENDLESS_HEAD:
    case TEST_FAULT_ENDLESS_INTERIM:
    case TEST_FAULT_ENDLESS_BODY:
      write_endless (peer, orders);
      return FALSE;
    case TEST_FAULT_STATUS:
      return write_status (peer, orders);
    case TEST_FAULT_HTML:
      return write_good_text (peer, 200, "text/html; charset=utf-8", NULL,
                              "<!DOCTYPE html><title>Welcome</title><p>Please sign in");
    case TEST_FAULT_LENGTH_LONG:
    case TEST_FAULT_LENGTH_SHORT:
      return write_wrong_length (peer, orders);
    case TEST_FAULT_LENGTH_HUGE:
      return write_with_length (peer, orders, "9000000000000000000",
                                g_bytes_get_size (orders->body));
    case TEST_FAULT_LENGTH_ODD:
      return write_with_length (peer, orders, "-1e9", g_bytes_get_size (orders->body));
    case TEST_FAULT_GZIP:
      return write_good (peer, 200, "application/json", "Content-Encoding: gzip\r\n", orders->body);
    case TEST_FAULT_REDIRECT:
      return write_redirect (peer, orders, target);
    case TEST_FAULT_NONE:
    case TEST_FAULT_BODY:
    default:
      return write_good (peer, 200, orders->type, NULL, orders->body);
    }
}

static gboolean
write_other (Peer *peer, Orders *orders, const char *target, const char *headers)
{
  TestFaultServer *self = peer->server;
  g_autofree char *type = NULL;
  g_autofree char *body = NULL;

  if (orders->refused != NULL && strstr (headers, orders->refused) != NULL)
    return write_good_text (peer, 401, "application/json", NULL, "{\"error\":\"invalid_token\"}");

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->others->len && body == NULL; i++)
    {
      Other *other = self->others->pdata[i];

      if (g_str_has_prefix (target, other->path))
        {
          type = g_strdup (other->type);
          body = g_strdup (other->body);
        }
    }
  g_mutex_unlock (&self->lock);

  return write_good_text (peer, body != NULL ? 200 : 404, type != NULL ? type : "text/plain", NULL,
                          body != NULL ? body : "");
}

static gboolean
answer (Peer *peer, TestFaultRequest *request)
{
  TestFaultServer *self = peer->server;
  g_autofree char *headers = g_strdup (request->headers);
  g_autofree char *line = g_strdup (request->line);
  const char *target = strchr (line, ' ') + 1;
  gboolean is_head = g_str_has_prefix (line, "HEAD ") && g_atomic_int_get (&self->minds_heads) == 0;
  Orders orders = copy_orders (self);
  gboolean goes_on;

  g_mutex_lock (&self->lock);
  if (is_head)
    request_free (request);
  else
    g_ptr_array_add (self->requests, request);
  g_mutex_unlock (&self->lock);

  if (is_head)
    goes_on = write_text (peer, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  else if (orders.path != NULL && g_str_has_prefix (target, orders.path))
    goes_on = do_fault (peer, &orders, target);
  else
    goes_on = write_other (peer, &orders, target, headers);
  orders_clear (&orders);

  return goes_on;
}

static gboolean
got_connection (GThreadedSocketService *service,
                GSocketConnection *connection,
                GObject *source,
                gpointer user_data)
{
  TestFaultServer *self = user_data;
  g_autoptr (GIOStream) stream = g_object_ref (G_IO_STREAM (connection));
  Peer peer = { self, g_socket_connection_get_socket (connection), NULL, NULL, 0 };
  TestFaultRequest *request;

  g_socket_set_option (peer.socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  if (self->certificate != NULL)
    {
      g_object_unref (stream);
      stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
    }
  peer.in = g_io_stream_get_input_stream (stream);
  peer.out = g_io_stream_get_output_stream (stream);
  while (!is_stopped (&peer) && (request = read_request (&peer)) != NULL)
    {
      peer.n_requests++;
      if (!answer (&peer, request))
        break;
    }
  g_io_stream_close (stream, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  return TRUE;
}

static void
clear (gpointer data)
{
  TestFaultServer *self = data;

  orders_clear (&self->orders);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->others);
  g_clear_object (&self->certificate);
  g_mutex_clear (&self->lock);
  g_free (self->base);
}

static void
release (gpointer self, GClosure *closure)
{
  g_atomic_rc_box_release_full (self, clear);
}

TestFaultServer *
test_fault_server_new (GTlsCertificate *certificate)
{
  TestFaultServer *self = g_atomic_rc_box_new0 (TestFaultServer);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;

  g_mutex_init (&self->lock);
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->requests = g_ptr_array_new_with_free_func (request_free);
  self->others = g_ptr_array_new_with_free_func (other_free);
  self->service = g_threaded_socket_service_new (MAX_THREADS);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->base = g_strdup_printf ("%s://127.0.0.1:%d", certificate != NULL ? "https" : "http",
                                g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  g_signal_connect_data (self->service, "run", G_CALLBACK (got_connection),
                         g_atomic_rc_box_acquire (self), release, 0);
  g_socket_service_start (self->service);

  return self;
}

void
test_fault_server_free (TestFaultServer *self)
{
  g_atomic_int_set (&self->is_stopped, 1);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  release (self, NULL);
}

const char *
test_fault_server_get_base (TestFaultServer *self)
{
  return self->base;
}

static void
replace_text (char **text, const char *by)
{
  g_free (*text);
  *text = g_strdup (by);
}

void
test_fault_server_set (TestFaultServer *self,
                       TestFault fault,
                       const char *path,
                       const char *type,
                       GBytes *body)
{
  g_mutex_lock (&self->lock);
  self->orders.fault = fault;
  replace_text (&self->orders.path, path);
  replace_text (&self->orders.type, type);
  g_clear_pointer (&self->orders.body, g_bytes_unref);
  self->orders.body = g_bytes_ref (body);
  g_ptr_array_set_size (self->requests, 0);
  g_mutex_unlock (&self->lock);
}

void
test_fault_server_add_other (TestFaultServer *self,
                             const char *path,
                             const char *type,
                             const char *body)
{
  Other *other = g_new0 (Other, 1);

  other->path = g_strdup (path);
  other->type = g_strdup (type);
  other->body = g_strdup (body);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->others, other);
  g_mutex_unlock (&self->lock);
}

void
test_fault_server_set_refused (TestFaultServer *self, const char *header)
{
  g_mutex_lock (&self->lock);
  replace_text (&self->orders.refused, header);
  g_mutex_unlock (&self->lock);
}

void
test_fault_server_set_status (TestFaultServer *self, guint status, const char *retry_after)
{
  g_mutex_lock (&self->lock);
  self->orders.status = status;
  replace_text (&self->orders.retry_after, retry_after);
  g_mutex_unlock (&self->lock);
}

void
test_fault_server_set_minds_heads (TestFaultServer *self)
{
  g_atomic_int_set (&self->minds_heads, 1);
}

void
test_fault_server_set_location (TestFaultServer *self, const char *location)
{
  g_mutex_lock (&self->lock);
  replace_text (&self->orders.location, location);
  g_mutex_unlock (&self->lock);
}

guint
test_fault_server_count (TestFaultServer *self, const char *line_prefix)
{
  guint n = 0;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->requests->len; i++)
    n += g_str_has_prefix (((TestFaultRequest *) self->requests->pdata[i])->line, line_prefix);
  g_mutex_unlock (&self->lock);

  return n;
}

gboolean
test_fault_server_was_told (TestFaultServer *self, const char *text)
{
  gboolean was_told = FALSE;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->requests->len; i++)
    {
      TestFaultRequest *request = self->requests->pdata[i];

      was_told = was_told || strstr (request->line, text) != NULL
                 || strstr (request->headers, text) != NULL;
    }
  g_mutex_unlock (&self->lock);

  return was_told;
}

GTlsCertificate *
test_fault_server_make_certificate (const char *folder, const char *names, int days)
{
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *path = g_build_filename (folder, "cert.pem", NULL);
  g_autofree char *extension = g_strconcat ("subjectAltName=", names, NULL);
  g_autofree char *life = g_strdup_printf ("%d", days);
  const char *const command[] = { openssl,   "req", "-x509", "-newkey",  "rsa:2048", "-nodes",
                                  "-days",   life,  "-subj", "/CN=test", "-addext",  extension,
                                  "-keyout", key,   "-out",  path,       NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate;

  if (openssl == NULL)
    return NULL;

  process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  certificate = g_tls_certificate_new_from_files (path, key, &error);
  g_assert_no_error (error);
  g_remove (key);

  return certificate;
}
