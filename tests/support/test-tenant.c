/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-tenant.h"

#include "test-wait.h"

#include <signal.h>
#include <string.h>

struct _TestTenant
{
  GSubprocess *process;
  GDataInputStream *lines;
  GHashTable *values;
  GString *printed; /* all but its first lines */
};

/* Logs come on the same pipe: "(descant-tenant:17): GLib-DEBUG: a=b" */
static gboolean
is_first_line (const char *line)
{
  gsize n_name = strspn (line, "abcdefghijklmnopqrstuvwxyz_");

  return n_name > 0 && line[n_name] == '=';
}

static void
read_first_lines (TestTenant *self)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *line = g_data_input_stream_read_line (self->lines, NULL, NULL, &error);
      gsize n_name;

      g_assert_no_error (error);
      if (line == NULL)
        g_error ("The tenant ended before it was ready.");
      if (g_str_equal (line, "ready"))
        return;
      if (!is_first_line (line))
        {
          g_string_append_printf (self->printed, "%s\n", line);
          continue;
        }
      n_name = strcspn (line, "=");
      g_hash_table_replace (self->values, g_strndup (line, n_name), g_strdup (line + n_name + 1));
    }
}

TestTenant *
test_tenant_start (const char *first_argument, ...)
{
  TestTenant *self = g_new0 (TestTenant, 1);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *program = g_getenv ("DESCANT_TENANT");
  va_list more;

  g_assert_nonnull (program);
  g_ptr_array_add (arguments, (gpointer) program);
  g_ptr_array_add (arguments, (gpointer) "--port=0");
  g_ptr_array_add (arguments, (gpointer) "--with-parent");
  va_start (more, first_argument);
  for (const char *argument = first_argument; argument != NULL;
       argument = va_arg (more, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (more);
  g_ptr_array_add (arguments, NULL);

  self->printed = g_string_new (NULL);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->process =
      g_subprocess_newv ((const char *const *) arguments->pdata,
                         G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  read_first_lines (self);

  return self;
}

const char *
test_tenant_get (TestTenant *self, const char *key)
{
  const char *value = g_hash_table_lookup (self->values, key);

  g_assert_nonnull (value);

  return value;
}

GPid
test_tenant_get_pid (TestTenant *self)
{
  return (GPid) g_ascii_strtoll (g_subprocess_get_identifier (self->process), NULL, 10);
}

static gboolean
can_connect (gpointer tenant)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_uri (client, test_tenant_get (tenant, "base"), 80, NULL, NULL);

  return connection != NULL;
}

static gboolean
cannot_connect (gpointer tenant)
{
  return !can_connect (tenant);
}

void
test_tenant_toggle_network (TestTenant *self)
{
  gboolean was_there = can_connect (self);

  g_assert_cmpint (kill (test_tenant_get_pid (self), SIGUSR1), ==, 0);
  test_wait_until (was_there ? cannot_connect : can_connect, self, "the network");
}

char *
test_tenant_stop (TestTenant *self)
{
  char *printed;
  g_autoptr (GError) error = NULL;
  char *line;

  g_subprocess_send_signal (self->process, SIGTERM);
  while ((line = g_data_input_stream_read_line (self->lines, NULL, NULL, &error)) != NULL)
    {
      g_string_append_printf (self->printed, "%s\n", line);
      g_free (line);
    }
  g_assert_no_error (error);
  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (self->process))
    g_printerr ("%s", self->printed->str);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);

  g_hash_table_unref (self->values);
  g_object_unref (self->lines);
  g_object_unref (self->process);
  printed = g_string_free (self->printed, FALSE);
  g_free (self);

  return printed;
}

void
test_tenant_kill (TestTenant *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);

  g_hash_table_unref (self->values);
  g_object_unref (self->lines);
  g_object_unref (self->process);
  g_string_free (self->printed, TRUE);
  g_free (self);
}

static gboolean
is_free (guint port)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);

  g_assert_no_error (error);

  return g_socket_bind (socket, address, FALSE, NULL);
}

guint
test_find_free_port (void)
{
  guint port;

  /* Below those that the kernel gives to connections, which would take one away again. */
  do
    port = (guint) g_random_int_range (20000, 32000);
  while (!is_free (port));

  return port;
}
