/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-overlay-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PREFIX "upload-"

/* The folder of what came from outside: beside the state or, without one, a temporary one. It is
 * made when it is needed first. */
static gboolean
make_folder (TenantOverlay *self, GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->folder_mutex);

  if (self->folder == NULL)
    {
      self->folder = g_dir_make_tmp ("descant-tenant-XXXXXX", error);
      return self->folder != NULL;
    }
  if (self->state == NULL || g_mkdir_with_parents (self->folder, 0700) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", self->folder,
               g_strerror (errno));

  return FALSE;
}

int
tenant_overlay_make_file (TenantOverlay *self, char **path, GError **error)
{
  int file;

  if (!make_folder (self, error))
    return -1;
  *path = g_build_filename (self->folder, PREFIX "XXXXXX", NULL);
  file = g_mkstemp_full (*path, O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0)
    return file;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", *path,
               g_strerror (errno));
  g_clear_pointer (path, g_free);

  return -1;
}

/* On the disk, as is the name that it has there. */
static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int file = open (path, flags | O_CLOEXEC);
  gboolean done = file >= 0 && fsync (file) == 0;

  if (!done)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path,
                 g_strerror (errno));
  if (file >= 0)
    close (file);

  return done;
}

TenantUpload *
tenant_overlay_take_file (TenantOverlay *self, const char *path, const char *name, GError **error)
{
  g_autoptr (TenantUpload) upload = tenant_upload_new (path, name, error);

  if (upload == NULL)
    {
      g_unlink (path);
      return NULL;
    }
  if (self->state != NULL
      && (!sync_path (path, O_RDONLY, error)
          || !sync_path (self->folder, O_RDONLY | O_DIRECTORY, error)))
    return NULL;

  return g_steal_pointer (&upload);
}

/* What an upload was kept under: nothing but a name, whatever the state says. */
char *
tenant_overlay_make_file_path (TenantOverlay *self, const char *name)
{
  return g_str_has_prefix (name, PREFIX) && strchr (name, '/') == NULL
             ? g_build_filename (self->folder, name, NULL)
             : NULL;
}

/* Files that came and were never an asset's: the tenant was killed meanwhile. */
void
tenant_overlay_remove_files (TenantOverlay *self, GHashTable *but)
{
  g_autoptr (GDir) dir = self->folder != NULL ? g_dir_open (self->folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      if (g_str_has_prefix (name, PREFIX) && !g_hash_table_contains (but, name))
        g_unlink (path);
    }
}
