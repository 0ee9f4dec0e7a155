/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-named-files.h"

#include "engine-file-name.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define PLACE "XXXXXX" /* as mkdtemp() wants it */

char *
engine_named_files_add (const char *folder, const char *name, MediaFile *file, GError **error)
{
  g_autofree char *place = g_build_filename (folder, PLACE, NULL);
  g_autofree char *own_name = NULL;
  g_autofree char *path = NULL;
  char head[ENGINE_FILE_NAME_HEAD_BYTES];
  gssize n_read = pread (media_file_get_fd (file), head, sizeof head, 0);

  if (n_read < 0 || g_mkdir_with_parents (folder, S_IRWXU) != 0 || g_mkdtemp (place) == NULL)
    {
      int saved_errno = errno;

      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                           g_strerror (saved_errno));
      return NULL;
    }

  own_name = engine_file_name_new (name, head, (gsize) n_read);
  path = g_build_filename (place, own_name, NULL);
  if (!media_file_give_name (file, path, error))
    {
      g_rmdir (place);
      return NULL;
    }

  return g_steal_pointer (&path);
}

/* A folder with files alone. */
static void
delete_place (const char *place)
{
  g_autoptr (GDir) dir = g_dir_open (place, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place, name, NULL);

      unlink (path);
    }
  rmdir (place);
}

void
engine_named_files_sweep (const char *folder, guint max_age_s)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *place = g_build_filename (folder, name, NULL);
      GStatBuf status;

      if (g_lstat (place, &status) == 0 && S_ISDIR (status.st_mode)
          && (max_age_s == 0 || now_s - (gint64) status.st_mtime > (gint64) max_age_s))
        delete_place (place);
    }
}
