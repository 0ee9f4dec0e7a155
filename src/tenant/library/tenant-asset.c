/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-asset.h"

#include <string.h>

#define LATEST_VERSION "bGF0ZXN0X3ZlcnNpb25fdGFn" /* 1.10 */

static const char *const scheme_words[TENANT_N_SCHEMES] = {
  "image", "video", "audio", "document", "presentation", "other",
};

static const char *const content_types[TENANT_N_FORMATS] = {
  "image/jpeg", "image/png", "image/tiff", "application/pdf", "audio/wav", "video/webm", "text/csv",
};

static const char *const suffixes[TENANT_N_FORMATS] = {
  "jpg", "png", "tif", "pdf", "wav", "webm", "csv",
};

static const char *const approval_words[TENANT_N_APPROVALS] = {
  "Approved", "Pending", "Restricted", "Expired", "In review",
};

void
tenant_asset_clear (TenantAsset *asset)
{
  g_free (asset->name);
  g_free (asset->description);
  g_free (asset->author);
  g_free (asset->copyright);
  g_free (asset->terms);
  g_free (asset->comment);
  g_free (asset->taken);
  g_free (asset->tool);
  g_free (asset->gps);
  g_strfreev (asset->labels);
  g_strfreev (asset->tags);
  g_strfreev (asset->keywords);
  g_strfreev (asset->smart_tags);
  g_clear_pointer (&asset->comments, g_ptr_array_unref);
  g_clear_pointer (&asset->uploads, g_ptr_array_unref);
  g_clear_pointer (&asset->more_albums, g_array_unref);
  memset (asset, 0, sizeof *asset);
}

static gpointer
copy_comment (gconstpointer comment, gpointer user_data)
{
  return g_strdup (comment);
}

void
tenant_asset_copy (const TenantAsset *asset, TenantAsset *copy)
{
  *copy = *asset;
  copy->name = g_strdup (asset->name);
  copy->description = g_strdup (asset->description);
  copy->author = g_strdup (asset->author);
  copy->copyright = g_strdup (asset->copyright);
  copy->terms = g_strdup (asset->terms);
  copy->comment = g_strdup (asset->comment);
  copy->taken = g_strdup (asset->taken);
  copy->tool = g_strdup (asset->tool);
  copy->gps = g_strdup (asset->gps);
  copy->labels = g_strdupv (asset->labels);
  copy->tags = g_strdupv (asset->tags);
  copy->keywords = g_strdupv (asset->keywords);
  copy->smart_tags = g_strdupv (asset->smart_tags);
  if (asset->uploads != NULL)
    copy->uploads = g_ptr_array_ref (asset->uploads);
  if (asset->more_albums != NULL)
    copy->more_albums = g_array_copy (asset->more_albums);
  if (asset->comments != NULL)
    {
      copy->comments = g_ptr_array_copy (asset->comments, copy_comment, NULL);
      g_ptr_array_set_free_func (copy->comments, g_free);
    }
}

char *
tenant_asset_make_version_id (const TenantAsset *asset, guint no)
{
  return no == asset->n_versions ? g_strdup (LATEST_VERSION)
                                 : g_strdup_printf ("dmVyc2lvbl8%u", no);
}

guint
tenant_asset_find_version (const TenantAsset *asset, const char *id)
{
  for (guint no = asset->n_versions; no > 0; no--)
    {
      g_autofree char *own = tenant_asset_make_version_id (asset, no);

      if (g_str_equal (own, id))
        return no;
    }

  return 0;
}

TenantUpload *
tenant_asset_get_upload (const TenantAsset *asset, guint no)
{
  guint n_uploads = asset->uploads != NULL ? asset->uploads->len : 0;
  guint n_before = asset->n_versions - n_uploads;

  return no > n_before && no <= asset->n_versions ? asset->uploads->pdata[no - n_before - 1] : NULL;
}

guint64
tenant_asset_read_id_order (const char *id)
{
  guint64 order = 0;

  for (guint i = 0; i < 12; i++)
    order = order << 5 | (guint64) (g_ascii_isdigit (id[i]) ? id[i] - '0' : id[i] - 'a' + 10);

  return order;
}

const char *
tenant_asset_get_comment (const TenantAsset *asset, guint no)
{
  return asset->comments != NULL && no <= asset->comments->len ? asset->comments->pdata[no - 1]
                                                               : NULL;
}

const char *
tenant_scheme_to_word (TenantScheme scheme)
{
  return scheme_words[scheme];
}

gboolean
tenant_scheme_from_word (const char *word, TenantScheme *scheme)
{
  for (guint i = 0; i < TENANT_N_SCHEMES; i++)
    {
      if (g_ascii_strcasecmp (word, scheme_words[i]) == 0)
        {
          *scheme = (TenantScheme) i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
tenant_format_to_content_type (TenantFormat format)
{
  return content_types[format];
}

const char *
tenant_format_to_suffix (TenantFormat format)
{
  return suffixes[format];
}

const char *
tenant_approval_to_word (TenantApproval approval)
{
  return approval_words[approval];
}
