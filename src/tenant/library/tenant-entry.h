/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-library.h"
#include "tenant-node.h"
#include "tenant-upload.h"

G_BEGIN_DECLS

/**
 * TenantEntry:
 * @is_touched: something of it has been set since it was made or copied
 *
 * An asset that is not as its library has it. What sets something of it does nothing, and so does not
 * touch it, if it is so already.
 */
typedef struct
{
  TenantAsset asset;  /* as it is now */
  GHashTable *fields; /* index of a custom field → char **, (nullable) for not set; those alone that were set */
  gboolean is_added; /* its library does not have it */
  gboolean is_renamed;
  gboolean is_deleted;
  gboolean is_touched;
} TenantEntry;

/* @asset: (transfer full): its texts */
TenantEntry *tenant_entry_new (TenantAsset *asset);
TenantEntry *tenant_entry_copy (const TenantEntry *entry);
void         tenant_entry_free (TenantEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TenantEntry, tenant_entry_free)

/* One that its library does not have. @number: what it is to have */
TenantEntry *tenant_entry_new_added (guint64 number, const char *id, guint owner, TenantUpload *upload);
/* The bytes of a new version, which is the current one then. */
void         tenant_entry_add_version (TenantEntry *entry, TenantUpload *upload);
/* As it would be with the bytes of version @no; FALSE if these are its library's. */
gboolean     tenant_entry_get_version (const TenantEntry *entry, guint no, TenantAsset *asset);

/* What a query needs of it. */
void tenant_entry_get_facts (const TenantEntry *entry, TenantFacts *facts);

typedef enum
{
  TENANT_ENTRY_DESCRIPTION,
  TENANT_ENTRY_COPYRIGHT,
  TENANT_ENTRY_TERMS,
} TenantEntryText;

void tenant_entry_rename (TenantEntry *entry, const char *name);
/* (nullable) */
const char *tenant_entry_get_text (const TenantEntry *entry, TenantEntryText text);
/* @value: (nullable): NULL and "" are none */
void tenant_entry_set_text (TenantEntry *entry, TenantEntryText text, const char *value);
/* The pseudo-tag of 7.9 comes and goes by itself. */
void tenant_entry_add_tag (TenantEntry *entry, const char *tag);
void tenant_entry_remove_tag (TenantEntry *entry, const char *tag);
void tenant_entry_add_keyword (TenantEntry *entry, const char *keyword);
void tenant_entry_remove_keyword (TenantEntry *entry, const char *keyword);
/* @values: (transfer full) (nullable): NULL is not set */
void tenant_entry_set_field (TenantEntry *entry, guint field, char **values);
/* @album: its number */
void tenant_entry_add_album (TenantEntry *entry, guint album);
void tenant_entry_remove_album (TenantEntry *entry, guint album);
void tenant_entry_set_comment (TenantEntry *entry, guint version, const char *comment);

/* Whether @query finds it by its texts; @words are those of tenant_texts_make_words(). */
gboolean tenant_entry_matches (const TenantEntry *entry, const TenantFacts *facts, const TenantQuery *query, GArray *words);

/* What was set, as JSON, and sets it again; FALSE if @node cannot be that. @library: the one with its users,
 * albums and custom fields */
GBytes  *tenant_entry_to_json (const TenantEntry *entry, TenantLibrary *library);
gboolean tenant_entry_read_json (TenantEntry *entry, TenantLibrary *library, JsonNode *node);

G_END_DECLS
