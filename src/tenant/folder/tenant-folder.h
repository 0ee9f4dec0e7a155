/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-embedded.h"
#include "tenant-library.h"
#include "tenant-scan.h"

G_BEGIN_DECLS

/**
 * TenantFolder:
 *
 * A library of a person's own files, which are only read. What a look at the folder tells is there from
 * the start; what stands in the files is read when somebody asks for it, and by a thread in the
 * background, the newest first. Files that come later are not seen.
 */
#define TENANT_TYPE_FOLDER (tenant_folder_get_type ())
G_DECLARE_FINAL_TYPE (TenantFolder, tenant_folder, TENANT, FOLDER, TenantLibrary)

/* NULL with an error of G_FILE_ERROR if the folder cannot be read. */
TenantLibrary *tenant_folder_new (const char *path, GError **error);

/* (transfer none) */
const TenantFile     *tenant_folder_get_file (TenantFolder *self, guint64 number);
const TenantEmbedded *tenant_folder_get_embedded (TenantFolder *self, guint64 number);

/* What the texts of a query find here. (transfer full) */
TenantTexts *tenant_folder_texts_new (TenantFolder *folder, const TenantQuery *query);

/* (transfer full) (nullable): what this build cannot read, as sentences for people */
char *tenant_folder_describe_gaps (void);

G_END_DECLS
