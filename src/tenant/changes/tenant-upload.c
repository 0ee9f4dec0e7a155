/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-upload.h"

#include "tenant-library.h"
#include "tenant-scan.h"

#include <glib/gstdio.h>
#include <string.h>

#define READ_BYTES 65536

static char *
sum_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_MD5);
  g_autofree guchar *bytes = g_malloc (READ_BYTES);
  gssize n_read = -1;

  while (stream != NULL
         && (n_read = g_input_stream_read (G_INPUT_STREAM (stream), bytes, READ_BYTES, NULL, error))
                > 0)
    g_checksum_update (sum, bytes, n_read);

  return n_read == 0 ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

TenantUpload *
tenant_upload_open (const char *path,
                    const char *name,
                    const char *content_type,
                    const char *md5,
                    GError **error)
{
  static gint n_uploads;
  TenantUpload *upload;
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s is gone", path);
      return NULL;
    }

  upload = g_atomic_rc_box_new0 (TenantUpload);
  upload->serial = (guint64) g_atomic_int_add (&n_uploads, 1) + 1;
  upload->path = g_strdup (path);
  upload->name = g_strdup (name);
  upload->content_type = g_intern_string (content_type);
  upload->scheme = tenant_scan_choose_scheme (content_type);
  upload->size_bytes = (guint64) status.st_size;
  upload->md5 = g_strdup (md5);
  upload->embedded = tenant_embedded_read (path, upload->content_type, upload->scheme);

  return upload;
}

TenantUpload *
tenant_upload_new (const char *path, const char *name, GError **error)
{
  g_autofree char *type = tenant_scan_guess_type (path, name);
  g_autofree char *md5 = sum_file (path, error);

  return md5 != NULL ? tenant_upload_open (path, name, type, md5, error) : NULL;
}

TenantUpload *
tenant_upload_ref (TenantUpload *upload)
{
  return g_atomic_rc_box_acquire (upload);
}

static void
clear (gpointer data)
{
  TenantUpload *upload = data;

  if (!g_atomic_int_get (&upload->is_kept))
    g_unlink (upload->path);
  g_free (upload->path);
  g_free (upload->name);
  g_free (upload->md5);
  tenant_embedded_free (upload->embedded);
}

void
tenant_upload_unref (TenantUpload *upload)
{
  g_atomic_rc_box_release_full (upload, clear);
}

static void
replace (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

void
tenant_upload_fill (TenantUpload *upload, TenantAsset *asset)
{
  const TenantEmbedded *embedded = upload->embedded;
  gboolean is_picture = upload->scheme == TENANT_SCHEME_IMAGE && embedded->has_picture;

  asset->format = TENANT_FORMAT_FILE;
  asset->content_type = upload->content_type;
  asset->size_bytes = upload->size_bytes;
  asset->width_px = embedded->width_px;
  asset->height_px = embedded->height_px;
  asset->dpi = embedded->dpi;
  asset->duration_ms = embedded->duration_ms;
  asset->pages = embedded->pages;
  asset->color = embedded->color;
  asset->has_preview = embedded->has_picture;
  asset->has_conversions = is_picture;
  asset->master_published = is_picture;
  asset->original_published = TRUE;
  asset->frozen = FALSE;
  asset->uploaded_ms = upload->uploaded_ms;
  replace (&asset->taken, embedded->taken);
  replace (&asset->tool, embedded->tool);
  replace (&asset->gps, embedded->gps);
  g_strfreev (asset->labels);
  asset->labels = g_strdupv (embedded->labels);
}

void
tenant_upload_fill_texts (TenantUpload *upload, TenantAsset *asset)
{
  static const char *const untagged[] = { TENANT_UNTAGGED, NULL };
  const TenantEmbedded *embedded = upload->embedded;

  asset->name = g_strdup (upload->name);
  asset->description = g_strdup (embedded->description);
  asset->author = g_strdup (embedded->author);
  asset->copyright = g_strdup (embedded->copyright);
  asset->terms = g_strdup (embedded->terms);
  asset->tags = g_strdupv (embedded->keywords[0] != NULL ? embedded->keywords : (char **) untagged);
  asset->keywords = g_strdupv (embedded->keywords);
  asset->smart_tags = g_new0 (char *, 1);
}
