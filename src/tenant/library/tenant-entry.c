/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-entry.h"

#include "tenant-random-private.h"

#include <string.h>

#define N_BITS 64

static void
free_values (gpointer values)
{
  g_strfreev (values);
}

TenantEntry *
tenant_entry_new (TenantAsset *asset)
{
  TenantEntry *entry = g_new0 (TenantEntry, 1);

  entry->asset = *asset;
  memset (asset, 0, sizeof *asset);
  entry->fields = g_hash_table_new_full (NULL, NULL, NULL, free_values);

  return entry;
}

TenantEntry *
tenant_entry_copy (const TenantEntry *entry)
{
  TenantAsset asset;
  TenantEntry *copy;
  GHashTableIter iter;
  gpointer field;
  gpointer values;

  tenant_asset_copy (&entry->asset, &asset);
  copy = tenant_entry_new (&asset);
  copy->is_added = entry->is_added;
  copy->is_renamed = entry->is_renamed;
  copy->is_deleted = entry->is_deleted;
  g_hash_table_iter_init (&iter, entry->fields);
  while (g_hash_table_iter_next (&iter, &field, &values))
    g_hash_table_insert (copy->fields, field, g_strdupv (values));

  return copy;
}

void
tenant_entry_free (TenantEntry *entry)
{
  tenant_asset_clear (&entry->asset);
  g_hash_table_unref (entry->fields);
  g_free (entry);
}

void
tenant_entry_get_facts (const TenantEntry *entry, TenantFacts *facts)
{
  const TenantAsset *asset = &entry->asset;

  *facts = (TenantFacts){
    .number = asset->number,
    .hash = asset->hash,
    .albums = asset->albums,
    .filed = asset->filed,
    .more_albums = asset->more_albums,
    .size_bytes = asset->size_bytes,
    .modified_ms = asset->modified_ms,
    .uploaded_ms = asset->uploaded_ms,
    .scheme = asset->scheme,
    .format = asset->format,
    .motif = asset->motif,
    .approval = asset->approval,
    .stem = asset->stem,
    .owner = asset->owner,
    .frozen = asset->frozen,
    .width_px = asset->width_px,
    .height_px = asset->height_px,
    .dpi = asset->dpi,
    .duration_ms = asset->duration_ms,
    .pages = asset->pages,
  };
}

void
tenant_entry_rename (TenantEntry *entry, const char *name)
{
  if (g_str_equal (entry->asset.name, name))
    return;

  g_free (entry->asset.name);
  entry->asset.name = g_strdup (name);
  entry->is_renamed = TRUE;
  entry->is_touched = TRUE;
}

const char *
tenant_entry_get_text (const TenantEntry *entry, TenantEntryText text)
{
  return text == TENANT_ENTRY_DESCRIPTION ? entry->asset.description
         : text == TENANT_ENTRY_COPYRIGHT ? entry->asset.copyright
                                          : entry->asset.terms;
}

void
tenant_entry_set_text (TenantEntry *entry, TenantEntryText text, const char *value)
{
  char **place = text == TENANT_ENTRY_DESCRIPTION ? &entry->asset.description
                 : text == TENANT_ENTRY_COPYRIGHT ? &entry->asset.copyright
                                                  : &entry->asset.terms;

  if (value != NULL && *value == '\0')
    value = NULL;
  if (g_strcmp0 (*place, value) == 0)
    return;

  g_free (*place);
  *place = g_strdup (value);
  entry->is_touched = TRUE;
}

/* Versions */

static void
unref_upload (gpointer upload)
{
  tenant_upload_unref (upload);
}

/* The first @n of @uploads, which itself nobody changes. @uploads: (nullable). (transfer full) */
static GPtrArray *
copy_uploads (GPtrArray *uploads, guint n)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (unref_upload);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (copy, tenant_upload_ref (uploads->pdata[i]));

  return copy;
}

void
tenant_entry_add_version (TenantEntry *entry, TenantUpload *upload)
{
  TenantAsset *asset = &entry->asset;
  GPtrArray *uploads =
      copy_uploads (asset->uploads, asset->uploads != NULL ? asset->uploads->len : 0);

  g_ptr_array_add (uploads, tenant_upload_ref (upload));
  g_clear_pointer (&asset->uploads, g_ptr_array_unref);
  asset->uploads = uploads;
  asset->n_versions++;
  tenant_upload_fill (upload, asset);
  entry->is_touched = TRUE;
}

TenantEntry *
tenant_entry_new_added (guint64 number, const char *id, guint owner, TenantUpload *upload)
{
  TenantAsset asset = {
    .number = number,
    .hash = tenant_mix (tenant_asset_read_id_order (id)),
    .scheme = upload->scheme,
    .approval = TENANT_APPROVAL_APPROVED,
    .owner = owner,
    .editor = owner,
    .created_ms = upload->uploaded_ms,
    .modified_ms = upload->uploaded_ms,
    .filed = TENANT_NO_ALBUM,
  };
  TenantEntry *entry;

  g_strlcpy (asset.id, id, sizeof asset.id);
  tenant_upload_fill_texts (upload, &asset);
  entry = tenant_entry_new (&asset);
  entry->is_added = TRUE;
  entry->is_renamed = TRUE;
  tenant_entry_add_version (entry, upload);

  return entry;
}

gboolean
tenant_entry_get_version (const TenantEntry *entry, guint no, TenantAsset *asset)
{
  TenantUpload *upload = tenant_asset_get_upload (&entry->asset, no);
  guint n_before =
      entry->asset.n_versions - (entry->asset.uploads != NULL ? entry->asset.uploads->len : 0);

  if (upload == NULL)
    return FALSE;

  tenant_asset_copy (&entry->asset, asset);
  g_ptr_array_unref (asset->uploads);
  asset->uploads = copy_uploads (entry->asset.uploads, no - n_before);
  asset->n_versions = no;
  tenant_upload_fill (upload, asset);

  return TRUE;
}

/* Lists */

static gboolean
add_word (char ***words, const char *word)
{
  guint n_words = g_strv_length (*words);

  if (g_strv_contains ((const char *const *) *words, word))
    return FALSE;

  *words = g_renew (char *, *words, n_words + 2);
  (*words)[n_words] = g_strdup (word);
  (*words)[n_words + 1] = NULL;

  return TRUE;
}

static gboolean
remove_word (char **words, const char *word)
{
  guint n_words = g_strv_length (words);

  for (guint i = 0; i < n_words; i++)
    {
      if (!g_str_equal (words[i], word))
        continue;
      g_free (words[i]);
      memmove (words + i, words + i + 1, (n_words - i) * sizeof *words); /* and the end */
      return TRUE;
    }

  return FALSE;
}

void
tenant_entry_add_tag (TenantEntry *entry, const char *tag)
{
  if (!add_word (&entry->asset.tags, tag))
    return;

  if (!g_str_equal (tag, TENANT_UNTAGGED))
    remove_word (entry->asset.tags, TENANT_UNTAGGED);
  entry->is_touched = TRUE;
}

void
tenant_entry_remove_tag (TenantEntry *entry, const char *tag)
{
  if (g_str_equal (tag, TENANT_UNTAGGED) || !remove_word (entry->asset.tags, tag))
    return;

  if (entry->asset.tags[0] == NULL)
    add_word (&entry->asset.tags, TENANT_UNTAGGED);
  entry->is_touched = TRUE;
}

void
tenant_entry_add_keyword (TenantEntry *entry, const char *keyword)
{
  if (add_word (&entry->asset.keywords, keyword))
    entry->is_touched = TRUE;
}

void
tenant_entry_remove_keyword (TenantEntry *entry, const char *keyword)
{
  if (remove_word (entry->asset.keywords, keyword))
    entry->is_touched = TRUE;
}

void
tenant_entry_set_field (TenantEntry *entry, guint field, char **values)
{
  g_hash_table_replace (entry->fields, GUINT_TO_POINTER (field), values);
  entry->is_touched = TRUE;
}

/* Albums */

static gboolean
find_more_album (const TenantAsset *asset, guint album, guint *place)
{
  for (guint i = 0; asset->more_albums != NULL && i < asset->more_albums->len; i++)
    {
      if (g_array_index (asset->more_albums, guint, i) != album)
        continue;
      *place = i;
      return TRUE;
    }

  return FALSE;
}

static guint64
get_album_bit (guint album)
{
  return album < N_BITS ? G_GUINT64_CONSTANT (1) << album : 0;
}

void
tenant_entry_add_album (TenantEntry *entry, guint album)
{
  TenantAsset *asset = &entry->asset;
  guint place;

  if (asset->filed == album || (asset->albums & get_album_bit (album)) != 0
      || find_more_album (asset, album, &place))
    return;

  entry->is_touched = TRUE;
  if (asset->filed == TENANT_NO_ALBUM)
    {
      asset->filed = album;
      return;
    }
  asset->albums |= get_album_bit (album);
  if (album < N_BITS)
    return;
  if (asset->more_albums == NULL)
    asset->more_albums = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (asset->more_albums, album);
}

void
tenant_entry_remove_album (TenantEntry *entry, guint album)
{
  TenantAsset *asset = &entry->asset;
  guint place;

  if (asset->filed == album)
    asset->filed = TENANT_NO_ALBUM;
  else if ((asset->albums & get_album_bit (album)) != 0)
    asset->albums &= ~get_album_bit (album);
  else if (find_more_album (asset, album, &place))
    g_array_remove_index (asset->more_albums, place);
  else
    return;
  entry->is_touched = TRUE;
}

void
tenant_entry_set_comment (TenantEntry *entry, guint version, const char *comment)
{
  if (g_strcmp0 (tenant_asset_get_comment (&entry->asset, version), comment) == 0)
    return;

  if (entry->asset.comments == NULL)
    entry->asset.comments = g_ptr_array_new_with_free_func (g_free);
  if (entry->asset.comments->len < version)
    g_ptr_array_set_size (entry->asset.comments, (int) version);
  g_free (entry->asset.comments->pdata[version - 1]);
  entry->asset.comments->pdata[version - 1] = g_strdup (comment);
  entry->is_touched = TRUE;
}
