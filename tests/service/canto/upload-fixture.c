/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "upload-fixture.h"

#include "test-wait.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static char *
make_path (const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("descant-upload-XXXXXX", NULL);

  g_assert_nonnull (folder);

  return g_build_filename (folder, name, NULL);
}

char *
upload_make_file (const char *name, gsize n_bytes)
{
  char *path = make_path (name);
  g_autofree guint32 *bytes = g_malloc (n_bytes + sizeof (guint32));
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n_bytes / sizeof (guint32) + 1; i++)
    bytes[i] = i > 0 ? g_random_int () : 0x01010101; /* the beginning of no known kind of file */
  g_file_set_contents (path, (const char *) bytes, (gssize) n_bytes, &error);
  g_assert_no_error (error);

  return path;
}

char *
upload_make_sparse_file (const char *name, gsize n_bytes)
{
  char *path = upload_make_file (name, 1);

  g_assert_cmpint (truncate (path, (off_t) n_bytes), ==, 0);

  return path;
}

void
upload_remove_file (char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
  g_free (path);
}

gboolean
upload_run (CantoUpload *upload, char **key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *scheme = NULL;
  g_autofree char *id = NULL;

  canto_upload_run_async (upload, CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &result);
  if (!canto_upload_run_finish (upload, test_wait_result (&result), &scheme, &id, error))
    return FALSE;
  if (key != NULL)
    *key = g_strconcat (scheme, "/", id, NULL);

  return TRUE;
}

gboolean
upload_file (Session *session,
             const char *path,
             const CantoUploadOptions *options,
             char **key,
             GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  CantoUpload *upload = canto_upload_new (session->client, file, options);
  gboolean is_done = upload_run (upload, key, error);

  g_assert_cmpuint (canto_upload_get_state (upload), ==, CANTO_UPLOAD_ENDED);
  test_assert_last_unref (upload);

  return is_done;
}

static gboolean
is_started (gpointer upload)
{
  return canto_progress_get_n_bytes (canto_upload_get_progress (upload)) > 0;
}

/* The network thread says nothing of each byte. */
static gboolean
look_again (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
upload_wait_started (CantoUpload *upload)
{
  guint source = g_timeout_add (1, look_again, NULL);

  test_wait_until (is_started, upload, "the first bytes");
  g_source_remove (source);
}

GPtrArray *
upload_list (Session *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *items;

  canto_client_list_uploads_async (session->client, 1, CANTO_PRIORITY_INTERACTIVE, NULL,
                                   test_keep_result, &result);
  items = canto_client_list_uploads_finish (session->client, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return items;
}
