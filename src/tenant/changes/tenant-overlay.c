/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-overlay-private.h"

#include "tenant-texts.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_KEPT_BYTES (32 * 1024 * 1024)

G_DEFINE_FINAL_TYPE (TenantOverlay, tenant_overlay, TENANT_TYPE_LIBRARY)

static void
tenant_overlay_finalize (GObject *object)
{
  TenantOverlay *self = TENANT_OVERLAY (object);

  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->gone, g_array_unref);
  g_clear_pointer (&self->added, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_pointer (&self->keywords, g_hash_table_unref);
  g_clear_pointer (&self->shares, g_hash_table_unref);
  g_clear_pointer (&self->notes, g_hash_table_unref);
  g_clear_pointer (&self->tree, tenant_tree_free);
  g_clear_pointer (&self->darkroom, tenant_darkroom_free);
  tenant_overlay_close (self);
  g_mutex_clear (&self->folder_mutex);
  g_clear_object (&self->base);

  G_OBJECT_CLASS (tenant_overlay_parent_class)->finalize (object);
}

TenantOverlay *
tenant_overlay_new (TenantLibrary *base)
{
  TenantOverlay *self = g_object_new (TENANT_TYPE_OVERLAY, NULL);

  self->base = g_object_ref (base);
  self->n_base = tenant_library_get_n_assets (base);
  self->next_number = self->n_base;
  if (self->n_base > 0)
    {
      TenantFacts newest;

      tenant_library_get_facts (base, self->n_base - 1, &newest);
      self->last_ms = newest.modified_ms;
    }

  return self;
}

TenantEntry *
tenant_overlay_get_entry (TenantOverlay *self, guint64 number)
{
  /* As long as nothing was changed, a million assets are asked for in vain. */
  return g_hash_table_size (self->entries) > 0 ? g_hash_table_lookup (self->entries, &number)
                                               : NULL;
}

void
tenant_overlay_close (TenantOverlay *self)
{
  if (self->state == NULL && self->folder != NULL)
    {
      g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);

      tenant_overlay_remove_files (self, none);
      g_rmdir (self->folder);
    }
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->state, tenant_state_close);
}

JsonNode *
tenant_overlay_find_share (TenantOverlay *self, const char *token)
{
  return g_hash_table_lookup (self->shares, token);
}

GHashTable *
tenant_overlay_get_notes (TenantOverlay *self)
{
  return self->notes;
}

/* Places: those of the library below that are where they were, then the entries. */

/* How many of the sorted numbers in @gone are below @number. */
static guint
count_gone_below (TenantOverlay *self, guint64 number)
{
  guint low = 0;
  guint high = self->gone->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->gone, guint64, middle) < number)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static guint64
get_n_assets (TenantLibrary *library)
{
  TenantOverlay *self = TENANT_OVERLAY (library);

  return self->n_base - self->gone->len + self->order->len;
}

static guint64
get_number_at (TenantLibrary *library, guint64 place)
{
  TenantOverlay *self = TENANT_OVERLAY (library);
  guint64 n_still = self->n_base - self->gone->len;
  guint low = 0;
  guint high = self->gone->len;

  if (place >= n_still)
    return ((TenantEntry *) self->order->pdata[place - n_still])->asset.number;

  /* The i-th that is gone has its number less i places before it: those up to @place are passed
   * over. */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->gone, guint64, middle) - middle <= place)
        low = middle + 1;
      else
        high = middle;
    }

  return place + low;
}

static void
install_in_order (TenantOverlay *self, TenantEntry *before, TenantEntry *entry)
{
  guint64 number = entry->asset.number;

  if (before != NULL)
    g_ptr_array_remove (self->order, before);
  else if (number < self->n_base)
    g_array_insert_val (self->gone, count_gone_below (self, number), number);
  if (!entry->is_deleted)
    g_ptr_array_add (self->order, entry);
}

void
tenant_overlay_install (TenantOverlay *self, TenantEntry *entry)
{
  guint64 number = entry->asset.number;
  g_autoptr (TenantEntry) old = tenant_overlay_get_entry (self, number);
  g_autofree gpointer old_key = NULL;
  gboolean was_there = old != NULL ? !old->is_deleted : number < self->n_base;
  TenantFacts before;
  TenantFacts after;

  if (was_there)
    tenant_library_get_facts (TENANT_LIBRARY (self), number, &before);
  tenant_entry_get_facts (entry, &after);
  install_in_order (self, old, entry);
  /* The old one stays until everybody has heard of the change: @before is made of it. */
  g_hash_table_steal_extended (self->entries, &number, &old_key, NULL);
  g_hash_table_insert (self->entries, g_memdup2 (&number, sizeof number), entry);
  if (number >= self->n_base)
    g_hash_table_replace (self->added, g_strdup (entry->asset.id),
                          g_memdup2 (&number, sizeof number));
  self->next_number = MAX (self->next_number, number + 1);
  self->last_ms = MAX (self->last_ms, entry->asset.modified_ms);
  tenant_library_emit_changed (TENANT_LIBRARY (self), was_there ? &before : NULL,
                               entry->is_deleted ? NULL : &after);
}

/* Assets */

static void
get_facts (TenantLibrary *library, guint64 number, TenantFacts *facts)
{
  TenantOverlay *self = TENANT_OVERLAY (library);
  TenantEntry *entry = tenant_overlay_get_entry (self, number);

  if (entry != NULL)
    tenant_entry_get_facts (entry, facts);
  else
    tenant_library_get_facts (self->base, number, facts);
}

static void
measure (TenantLibrary *library, TenantFacts *facts)
{
  TenantOverlay *self = TENANT_OVERLAY (library);

  if (tenant_overlay_get_entry (self, facts->number) == NULL)
    tenant_library_measure (self->base, facts);
}

static void
get_asset (TenantLibrary *library, guint64 number, TenantAsset *asset)
{
  TenantOverlay *self = TENANT_OVERLAY (library);
  TenantEntry *entry = tenant_overlay_get_entry (self, number);

  if (entry != NULL)
    tenant_asset_copy (&entry->asset, asset);
  else
    tenant_library_get_asset (self->base, number, asset);
}

static void
get_version (TenantLibrary *library, guint64 number, guint no, TenantAsset *asset)
{
  TenantOverlay *self = TENANT_OVERLAY (library);
  TenantEntry *entry = tenant_overlay_get_entry (self, number);

  if (entry == NULL || !tenant_entry_get_version (entry, no, asset))
    tenant_library_get_version (self->base, number, no, asset);
}

static guint64
get_id_order (TenantLibrary *library, guint64 number)
{
  TenantOverlay *self = TENANT_OVERLAY (library);

  return number < self->n_base
             ? tenant_library_get_id_order (self->base, number)
             : tenant_asset_read_id_order (tenant_overlay_get_entry (self, number)->asset.id);
}

static gboolean
get_name_order (TenantLibrary *library, const TenantFacts *facts, guint64 *order)
{
  TenantOverlay *self = TENANT_OVERLAY (library);
  TenantEntry *entry = tenant_overlay_get_entry (self, facts->number);

  return (entry == NULL || !entry->is_renamed)
         && tenant_library_get_name_order (self->base, facts, order);
}

static gboolean
find (TenantLibrary *library, TenantScheme scheme, const char *id, guint64 *number)
{
  TenantOverlay *self = TENANT_OVERLAY (library);
  const guint64 *added = g_hash_table_lookup (self->added, id);
  TenantEntry *entry;

  if (added != NULL)
    *number = *added;
  else if (!tenant_library_find (self->base, scheme, id, number))
    return FALSE;
  entry = tenant_overlay_get_entry (self, *number);

  return entry == NULL || (!entry->is_deleted && entry->asset.scheme == scheme);
}

/* Texts */

typedef struct
{
  TenantTexts parent;
  TenantOverlay *overlay; /* borrowed, as the query */
  const TenantQuery *query;
  TenantTexts *base;
  GArray *words;
} Texts;

static gboolean
match_texts (TenantTexts *parent, const TenantFacts *facts)
{
  Texts *texts = (Texts *) parent;
  TenantEntry *entry = tenant_overlay_get_entry (texts->overlay, facts->number);

  return entry != NULL ? tenant_entry_matches (entry, facts, texts->query, texts->words)
                       : texts->base->match (texts->base, facts);
}

static void
free_texts (TenantTexts *parent)
{
  Texts *texts = (Texts *) parent;

  texts->base->free (texts->base);
  g_array_unref (texts->words);
  g_free (texts);
}

static TenantTexts *
new_texts (TenantLibrary *library, const TenantQuery *query)
{
  Texts *texts = g_new0 (Texts, 1);

  texts->parent.match = match_texts;
  texts->parent.free = free_texts;
  texts->overlay = TENANT_OVERLAY (library);
  texts->query = query;
  texts->base = tenant_library_new_texts (texts->overlay->base, query);
  texts->words = tenant_texts_make_words (query);

  return &texts->parent;
}

/* Tree and fields */

static TenantTree *
get_tree (TenantLibrary *library)
{
  TenantOverlay *self = TENANT_OVERLAY (library);

  return self->tree != NULL ? self->tree : tenant_library_get_tree (self->base);
}

TenantTree *
tenant_overlay_edit_tree (TenantOverlay *self)
{
  if (self->tree == NULL)
    self->tree = tenant_tree_copy (tenant_library_get_tree (self->base));

  return self->tree;
}

static guint
get_n_fields (TenantLibrary *library)
{
  return tenant_library_get_n_fields (TENANT_OVERLAY (library)->base);
}

static const TenantField *
get_field (TenantLibrary *library, guint index)
{
  return tenant_library_get_field (TENANT_OVERLAY (library)->base, index);
}

static char **
dup_field_values (TenantLibrary *library, const TenantFacts *facts, guint field)
{
  TenantOverlay *self = TENANT_OVERLAY (library);
  TenantEntry *entry = tenant_overlay_get_entry (self, facts->number);
  gpointer values;

  if (entry != NULL
      && g_hash_table_lookup_extended (entry->fields, GUINT_TO_POINTER (field), NULL, &values))
    return g_strdupv (values);

  return facts->number < self->n_base ? tenant_library_dup_field_values (self->base, facts, field)
                                      : NULL;
}

/* Pictures: what an asset is made from, which no edit changes. Without a look at the entries, for
 * these take their time: an asset knows its upload. */

static TenantUpload *
get_upload (const TenantAsset *asset)
{
  return tenant_asset_get_upload (asset, asset->n_versions);
}

static void
get_picture_size (TenantLibrary *library,
                  const TenantAsset *asset,
                  guint *width_px,
                  guint *height_px)
{
  if (get_upload (asset) != NULL)
    tenant_darkroom_get_picture_size (asset, width_px, height_px);
  else
    tenant_library_get_picture_size (TENANT_OVERLAY (library)->base, asset, width_px, height_px);
}

static cairo_surface_t *
draw (TenantLibrary *library, const TenantAsset *asset, const TenantView *view, GError **error)
{
  TenantOverlay *self = TENANT_OVERLAY (library);
  TenantUpload *upload = get_upload (asset);
  g_auto (TenantAsset) original = { 0 };

  if (upload != NULL)
    return tenant_darkroom_draw_asset (self->darkroom, upload->serial, upload->path, asset, view,
                                       error);
  tenant_library_get_asset (self->base, asset->number, &original);

  return tenant_library_draw (self->base, &original, view, error);
}

static char *
dup_path (TenantLibrary *library, const TenantAsset *asset)
{
  TenantUpload *upload = get_upload (asset);

  return upload != NULL ? g_strdup (upload->path)
                        : tenant_library_dup_path (TENANT_OVERLAY (library)->base, asset);
}

static GBytes *
make_original (TenantLibrary *library, const TenantAsset *asset, GError **error)
{
  TenantOverlay *self = TENANT_OVERLAY (library);
  g_auto (TenantAsset) original = { 0 };

  tenant_library_get_asset (self->base, asset->number, &original);

  return tenant_library_make_original (self->base, &original, error);
}

static void
tenant_overlay_class_init (TenantOverlayClass *klass)
{
  TenantLibraryClass *library_class = TENANT_LIBRARY_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tenant_overlay_finalize;
  library_class->get_n_assets = get_n_assets;
  library_class->get_number_at = get_number_at;
  library_class->get_tree = get_tree;
  library_class->get_facts = get_facts;
  library_class->measure = measure;
  library_class->get_asset = get_asset;
  library_class->get_version = get_version;
  library_class->get_id_order = get_id_order;
  library_class->get_name_order = get_name_order;
  library_class->find = find;
  library_class->new_texts = new_texts;
  library_class->get_n_fields = get_n_fields;
  library_class->get_field = get_field;
  library_class->dup_field_values = dup_field_values;
  library_class->get_picture_size = get_picture_size;
  library_class->draw = draw;
  library_class->dup_path = dup_path;
  library_class->make_original = make_original;
}

static void
free_entry (gpointer entry)
{
  tenant_entry_free (entry);
}

static void
free_node (gpointer node)
{
  json_node_unref (node);
}

static void
tenant_overlay_init (TenantOverlay *self)
{
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_entry);
  self->added = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->order = g_ptr_array_new ();
  self->darkroom = tenant_darkroom_new (MAX_KEPT_BYTES);
  g_mutex_init (&self->folder_mutex);
  self->gone = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->keywords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->shares = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_node);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_node);
}
