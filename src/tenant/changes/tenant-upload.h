/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-asset.h"
#include "tenant-embedded.h"

G_BEGIN_DECLS

/**
 * TenantUpload:
 * @serial: a number that no other one has while the program runs
 *
 * Bytes that came from outside: one version of an asset, in a file of ours. Atomically counted; immutable
 * from when it is an asset's. A file that was not kept goes with it.
 */
struct _TenantUpload
{
  guint64 serial;
  char *path;
  char *name; /* under which it came */
  TenantScheme scheme;
  const char *content_type; /* interned */
  guint64 size_bytes;
  char *md5;
  TenantEmbedded *embedded;
  gint64 uploaded_ms;
  guint uploader; /* index of a user */
  int is_kept;    /* atomic */
};

/* Looks at the file at @path: it may take seconds. */
TenantUpload *tenant_upload_new (const char *path, const char *name, GError **error);
/* One that was looked at before. @content_type, @md5: as they were then */
TenantUpload *tenant_upload_open (const char *path, const char *name, const char *content_type, const char *md5, GError **error);
TenantUpload *tenant_upload_ref (TenantUpload *upload);
void          tenant_upload_unref (TenantUpload *upload);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TenantUpload, tenant_upload_unref)

/* All that an asset has from its bytes, but for the texts. */
void tenant_upload_fill (TenantUpload *upload, TenantAsset *asset);
/* And the texts, which a person may change afterwards. */
void tenant_upload_fill_texts (TenantUpload *upload, TenantAsset *asset);

G_END_DECLS
