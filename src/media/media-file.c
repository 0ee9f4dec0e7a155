/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-file.h"

#include "canto-error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct _MediaFile
{
  int fd;
};

G_DEFINE_BOXED_TYPE (MediaFile, media_file, media_file_ref, media_file_unref)

MediaFile *
media_file_new_take (int fd)
{
  MediaFile *self;

  g_return_val_if_fail (fd >= 0, NULL);

  self = g_atomic_rc_box_new0 (MediaFile);
  self->fd = fd;

  return self;
}

MediaFile *
media_file_ref (MediaFile *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
file_clear (gpointer data)
{
  close (((MediaFile *) data)->fd);
}

void
media_file_unref (MediaFile *self)
{
  g_atomic_rc_box_release_full (self, file_clear);
}

int
media_file_get_fd (MediaFile *self)
{
  return self->fd;
}

char *
media_file_dup_path (MediaFile *self)
{
  return g_strdup_printf ("/proc/self/fd/%d", self->fd);
}

/* Naming */

/* Where a file without a name had one for a moment, the kernel gives it none again. */
static int
copy_to (int fd, const char *path)
{
  char buffer[64 * 1024];
  int copy = open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
  gssize n_read;
  off_t at = 0;
  int saved_errno;

  if (copy < 0)
    return -1;

  while ((n_read = pread (fd, buffer, sizeof buffer, at)) > 0)
    {
      gssize n_written = write (copy, buffer, (gsize) n_read);

      if (n_written != n_read)
        {
          errno = n_written < 0 ? errno : ENOSPC;
          n_read = -1;
          break;
        }
      at += n_read;
    }
  saved_errno = errno;
  if (close (copy) == 0 && n_read == 0)
    return 0;

  unlink (path);
  errno = n_read < 0 ? saved_errno : errno;

  return -1;
}

gboolean
media_file_give_name (MediaFile *self, const char *path, GError **error)
{
  g_autofree char *own = NULL;
  int saved_errno;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  own = media_file_dup_path (self);
  if (linkat (AT_FDCWD, own, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0
      || copy_to (self->fd, path) == 0)
    return TRUE;

  saved_errno = errno;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                       g_strerror (saved_errno));

  return FALSE;
}

/* Fetching */

typedef struct
{
  MediaRequest *request;
  char *folder;
  gsize max_bytes;
  CantoProgress *progress; /* (nullable) */
  guint place;
  MediaFile *file;
} FetchSteps;

static void
fetch_steps_free (FetchSteps *steps)
{
  media_request_unref (steps->request);
  g_free (steps->folder);
  g_clear_pointer (&steps->progress, canto_progress_unref);
  g_clear_pointer (&steps->file, media_file_unref);
  g_free (steps);
}

/* Where the file system knows no files without a name, it has one for a moment. */
static int
open_nameless (const char *folder)
{
  int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
  g_autofree char *path = NULL;

  if (fd >= 0)
    return fd;

  path = g_build_filename (folder, ".descant-XXXXXX", NULL);
  fd = mkostemp (path, O_CLOEXEC);
  if (fd >= 0)
    unlink (path);

  return fd;
}

static void
open_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  FetchSteps *steps = task_data;
  int fd;

  g_mkdir_with_parents (steps->folder, S_IRWXU);
  fd = open_nameless (steps->folder);
  if (fd < 0)
    {
      int saved_errno = errno;

      g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (saved_errno), "%s",
                               g_strerror (saved_errno));
      return;
    }

  steps->file = media_file_new_take (fd);
  g_task_return_boolean (task, TRUE);
}

static void fetch_place (GTask *task);

static void
place_fetched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  FetchSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (canto_client_fetch_to_fd_finish (CANTO_CLIENT (object), result, NULL, NULL, &error))
    g_task_return_pointer (task, g_steal_pointer (&steps->file), (GDestroyNotify) media_file_unref);
  else if (error->domain == CANTO_ERROR
           && ++steps->place < media_request_get_n_places (steps->request))
    fetch_place (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
fetch_place (GTask *task)
{
  FetchSteps *steps = g_task_get_task_data (task);

  canto_client_fetch_to_fd_async (
      g_task_get_source_object (task), media_request_get_uri (steps->request, steps->place),
      media_request_get_how (steps->request, steps->place), media_file_get_fd (steps->file),
      steps->max_bytes, steps->progress, CANTO_PRIORITY_INTERACTIVE, g_task_get_cancellable (task),
      place_fetched, g_object_ref (task));
}

static void
opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    fetch_place (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
media_file_fetch_async (CantoClient *client,
                        MediaRequest *request,
                        const char *folder,
                        gsize max_bytes,
                        CantoProgress *progress,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;
  g_autoptr (GTask) opening = NULL;
  FetchSteps *steps;

  g_return_if_fail (CANTO_IS_CLIENT (client));
  g_return_if_fail (request != NULL && media_request_get_n_places (request) > 0);

  steps = g_new0 (FetchSteps, 1);
  steps->request = media_request_ref (request);
  steps->folder = g_strdup (folder != NULL ? folder : g_get_tmp_dir ());
  steps->max_bytes = max_bytes;
  steps->progress = progress != NULL ? canto_progress_ref (progress) : NULL;
  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, media_file_fetch_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) fetch_steps_free);
  opening = g_task_new (client, cancellable, opened, task);
  g_task_set_source_tag (opening, open_on_worker);
  g_task_set_task_data (opening, steps, NULL);
  g_task_run_in_thread (opening, open_on_worker);
}

MediaFile *
media_file_fetch_finish (CantoClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
