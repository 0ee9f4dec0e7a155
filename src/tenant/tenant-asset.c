/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-asset.h"

#include <string.h>

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
  memset (asset, 0, sizeof *asset);
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
