/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-shelf.h"

#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

struct _BenchShelf
{
  GSubprocess *process;
  char *base;
};

BenchShelf *
bench_shelf_start (const char *program, const char *folder)
{
  BenchShelf *self = g_new0 (BenchShelf, 1);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;

  self->process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--shelf", folder, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->base = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->base);

  return self;
}

void
bench_shelf_stop (BenchShelf *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_free (self->base);
  g_free (self);
}

char *
bench_shelf_dup_uri (BenchShelf *self, const char *name)
{
  return g_strconcat (self->base, name, NULL);
}

static GHashTable *
read_folder (const char *folder)
{
  GHashTable *files =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *contents;
      gsize length;

      g_file_get_contents (path, &contents, &length, &error);
      g_assert_no_error (error);
      g_hash_table_insert (files, g_strconcat ("/", name, NULL),
                           g_bytes_new_take (contents, length));
    }

  return files;
}

static void
serve (SoupServer *server,
       SoupServerMessage *message,
       const char *path,
       GHashTable *query,
       gpointer user_data)
{
  GBytes *bytes = g_hash_table_lookup (user_data, path);
  gsize length;
  const char *data;

  if (bytes == NULL)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      return;
    }

  data = g_bytes_get_data (bytes, &length);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "image/jpeg", SOUP_MEMORY_STATIC, data, length);
}

int
bench_shelf_main (const char *folder)
{
  g_autoptr (GHashTable) files = read_folder (folder);
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  GSList *uris;
  g_autofree char *base = NULL;

  prctl (PR_SET_PDEATHSIG, SIGTERM);
  soup_server_add_handler (server, NULL, serve, files, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  base = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_print ("%s\n", base);
  g_main_loop_run (loop);

  return 0;
}
