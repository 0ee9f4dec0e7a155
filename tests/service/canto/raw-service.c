/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "raw-service.h"

#include <string.h>

/* A thread may still be answering when the test lets it go: the service, which each of them holds,
 * keeps it alive. */
struct _RawService
{
  GSocketService *service;
  char *base;
  char *answer;
  gboolean is_hasty;
  guint n_awaited;  /* connections; or 0, and none is kept */
  guint n_requests; /* atomic */
  GMutex mutex;
  GCond came;
  guint n_connections; /* below the mutex */
};

/* Up to the empty line, so that hanging up does not look like a refused request. TRUE unless there
 * is none, or it only asks whether somebody is there. */
static gboolean
read_head (GInputStream *stream)
{
  guint n_newlines = 0;
  char c, first = '\0';

  while (n_newlines < 2 && g_input_stream_read (stream, &c, 1, NULL, NULL) == 1)
    {
      if (first == '\0')
        first = c;
      if (c == '\n')
        n_newlines++;
      else if (c != '\r')
        n_newlines = 0;
    }

  return first != '\0' && first != 'H';
}

static void
await_others (RawService *self)
{
  g_mutex_lock (&self->mutex);
  self->n_connections++;
  g_cond_broadcast (&self->came);
  while (self->n_connections < self->n_awaited)
    g_cond_wait (&self->came, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

static void
write_answer (RawService *self, GIOStream *stream)
{
  if (self->answer != NULL)
    g_output_stream_write_all (g_io_stream_get_output_stream (stream), self->answer,
                               strlen (self->answer), NULL, NULL, NULL);
}

static gboolean
got_connection (GThreadedSocketService *service,
                GSocketConnection *connection,
                GObject *source,
                gpointer user_data)
{
  RawService *self = user_data;
  GIOStream *stream = G_IO_STREAM (connection);

  if (self->is_hasty)
    write_answer (self, stream);
  if (read_head (g_io_stream_get_input_stream (stream)))
    g_atomic_int_inc (&self->n_requests);
  if (self->n_awaited > 0)
    await_others (self);
  if (!self->is_hasty)
    write_answer (self, stream);
  if (self->n_awaited > 0 && read_head (g_io_stream_get_input_stream (stream)))
    g_atomic_int_inc (&self->n_requests);
  g_io_stream_close (stream, NULL, NULL);

  return TRUE;
}

static void
raw_service_clear (gpointer data)
{
  RawService *self = data;

  g_free (self->answer);
  g_free (self->base);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->came);
}

static void
release (gpointer self, GClosure *closure)
{
  g_atomic_rc_box_release_full (self, raw_service_clear);
}

static RawService *
start (const char *answer, gboolean is_hasty, guint n_connections)
{
  RawService *self = g_atomic_rc_box_new0 (RawService);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;

  self->answer = g_strdup (answer);
  self->is_hasty = is_hasty;
  self->n_awaited = n_connections;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->came);
  /* More than a client has connections: GLib 2.74 may crash where the service stops at the last
   * one. */
  self->service = g_threaded_socket_service_new (64);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->base = g_strdup_printf ("http://127.0.0.1:%d",
                                g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  g_signal_connect_data (self->service, "run", G_CALLBACK (got_connection),
                         g_atomic_rc_box_acquire (self), release, 0);
  g_socket_service_start (self->service);

  return self;
}

RawService *
raw_service_new (const char *answer)
{
  return start (answer, FALSE, 0);
}

RawService *
raw_service_new_hasty (const char *answer)
{
  return start (answer, TRUE, 0);
}

RawService *
raw_service_new_keeping (const char *answer, guint n_connections)
{
  return start (answer, FALSE, n_connections);
}

void
raw_service_free (RawService *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  release (self, NULL);
}

const char *
raw_service_get_base (RawService *self)
{
  return self->base;
}

guint
raw_service_get_n_requests (RawService *self)
{
  return (guint) g_atomic_int_get (&self->n_requests);
}
