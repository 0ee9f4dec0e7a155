/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What connects to the port where a sign-in comes back (C2): there is a code only for who knows the
 * state. */

#include "fuzz.h"

#include "canto-loopback.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/socket.h>

#define STATE     "s7a7e"
#define MAX_TURNS 2000

typedef struct
{
  GAsyncResult *result;
  gboolean is_closed;
} Visit;

static void
ended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ((Visit *) user_data)->result = g_object_ref (result);
}

static void
read_on (GObject *object, GAsyncResult *result, gpointer user_data)
{
  static char buffer[4096];
  Visit *visit = user_data;

  if (result != NULL && g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL) <= 0)
    visit->is_closed = TRUE;
  else
    g_input_stream_read_async (G_INPUT_STREAM (object), buffer, sizeof buffer, G_PRIORITY_DEFAULT,
                               NULL, read_on, visit);
}

static GSocketConnection *
connect_to (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  GSocketConnection *connection =
      g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);

  g_assert_nonnull (connection);

  return connection;
}

/* A port that nobody else has, for all inputs. */
static guint16
find_port (void)
{
  static guint16 port;
  g_autoptr (GSocketListener) listener = NULL;

  if (port == 0)
    {
      listener = g_socket_listener_new ();
      port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
      g_socket_listener_close (listener);
    }

  return port;
}

static void
visit_loopback (CantoLoopback *loopback, const guint8 *data, gsize size, Visit *visit)
{
  g_autoptr (GSocketConnection) connection = connect_to (find_port ());
  GSocket *socket = g_socket_connection_get_socket (connection);
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));

  send (g_socket_get_fd (socket), data, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  g_socket_shutdown (socket, FALSE, TRUE, NULL);
  read_on (G_OBJECT (input), NULL, visit);
  for (guint i = 0; i < MAX_TURNS && visit->result == NULL && !visit->is_closed; i++)
    g_main_context_iteration (NULL, TRUE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const CantoLoopbackTexts texts = { (char *) "", (char *) "", (char *) "", (char *) "" };
  g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:%u/callback", find_port ());
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CantoLoopback) loopback = canto_loopback_new (uri, STATE, &texts, NULL);
  Visit visit = { NULL, FALSE };
  CantoSecret *code;

  if (loopback == NULL)
    return 0;

  canto_loopback_wait_async (loopback, 5, cancellable, ended, &visit);
  visit_loopback (loopback, data, size, &visit);
  if (visit.result == NULL)
    g_cancellable_cancel (cancellable);
  while (visit.result == NULL || (!visit.is_closed && g_main_context_pending (NULL)))
    g_main_context_iteration (NULL, visit.result == NULL);

  code = canto_loopback_wait_finish (loopback, visit.result, NULL);
  if (code != NULL)
    {
      g_assert_nonnull (g_strstr_len ((const char *) data, (gssize) size, "state="));
      canto_secret_unref (code);
    }
  g_object_unref (visit.result);
  while (!visit.is_closed)
    g_main_context_iteration (NULL, TRUE);

  return 0;
}
