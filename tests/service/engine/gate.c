/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gate.h"

struct _Gate
{
  char *host_and_port;
  GSocketService *service; /* (nullable): shut */
  guint16 port;
  char *base;
};

typedef struct
{
  GInputStream *from;
  GOutputStream *to;
} Pipe;

static gpointer
pump (gpointer user_data)
{
  Pipe *pipe = user_data;

  g_output_stream_splice (pipe->to, pipe->from, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);

  return NULL;
}

static gboolean
let_through (GThreadedSocketService *service,
             GSocketConnection *outside,
             GObject *source,
             gpointer host_and_port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) inside = NULL;
  Pipe in;
  Pipe out;
  GThread *thread;

  g_socket_client_set_enable_proxy (client, FALSE);
  inside = g_socket_client_connect_to_host (client, host_and_port, 80, NULL, NULL);
  if (inside == NULL)
    return TRUE;

  in = (Pipe){ g_io_stream_get_input_stream (G_IO_STREAM (outside)),
               g_io_stream_get_output_stream (G_IO_STREAM (inside)) };
  out = (Pipe){ g_io_stream_get_input_stream (G_IO_STREAM (inside)),
                g_io_stream_get_output_stream (G_IO_STREAM (outside)) };
  thread = g_thread_new ("gate", pump, &in);
  pump (&out);
  g_socket_shutdown (g_socket_connection_get_socket (outside), TRUE, TRUE, NULL);
  g_thread_join (thread);
  g_io_stream_close (G_IO_STREAM (outside), NULL, NULL);
  g_io_stream_close (G_IO_STREAM (inside), NULL, NULL);

  return TRUE;
}

static void
free_closure (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
gate_open (Gate *self)
{
  g_autoptr (GSocketAddress) address =
      g_inet_socket_address_new_from_string ("127.0.0.1", self->port);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (self->service);
  self->service = g_threaded_socket_service_new (16);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect_data (self->service, "run", G_CALLBACK (let_through),
                         g_strdup (self->host_and_port), free_closure, 0);
  g_socket_service_start (self->service);
}

void
gate_shut (Gate *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
}

Gate *
gate_new (const char *base)
{
  Gate *self = g_new0 (Gate, 1);

  g_assert_true (g_str_has_prefix (base, "http://"));
  self->host_and_port = g_strdup (base + 7);
  gate_open (self);
  self->base = g_strdup_printf ("http://127.0.0.1:%u", self->port);

  return self;
}

void
gate_free (Gate *self)
{
  if (self->service != NULL)
    gate_shut (self);
  g_free (self->host_and_port);
  g_free (self->base);
  g_free (self);
}

const char *
gate_get_base (Gate *self)
{
  return self->base;
}
