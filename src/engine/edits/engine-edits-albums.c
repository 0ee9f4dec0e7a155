/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is in albums: how much it is, and what the service has not put there yet. */

#include "engine-edits-private.h"

#include "canto-asset-change.h"
#include "catalog-overlay.h"

#include <string.h>

/* How much */

/* One asset in one album. */
typedef struct
{
  gboolean was_in;
  gboolean is_in;
} Place;

static void
move (GHashTable *places, CantoAsset *asset, const char *album_id, gboolean is_in)
{
  g_autofree char *name = g_strconcat (album_id, "\n", canto_asset_get_key (asset), NULL);
  Place *place = g_hash_table_lookup (places, name);

  if (place == NULL)
    {
      place = g_new0 (Place, 1);
      /* What is taken out was in it, whether its record says so or not. */
      place->was_in = !is_in || canto_asset_is_in_album (asset, album_id);
      g_hash_table_insert (places, g_steal_pointer (&name), place);
    }
  place->is_in = is_in;
}

static gboolean
moves (EngineEdit *edit)
{
  return edit->kind == ENGINE_EDIT_ASSIGN || edit->kind == ENGINE_EDIT_UNASSIGN
         || edit->kind == ENGINE_EDIT_DELETE_ASSETS;
}

static void
move_assets (GHashTable *places, EngineEdit *edit)
{
  for (guint i = 0; i < edit->assets->len; i++)
    {
      CantoAsset *asset = edit->assets->pdata[i];
      const char *const *ids =
          edit->kind == ENGINE_EDIT_DELETE_ASSETS ? canto_asset_get_album_ids (asset) : NULL;

      if (edit->kind != ENGINE_EDIT_DELETE_ASSETS)
        move (places, asset, canto_node_get_id (edit->node), edit->kind == ENGINE_EDIT_ASSIGN);
      for (guint k = 0; ids != NULL && ids[k] != NULL; k++)
        move (places, asset, ids[k], FALSE);
    }
}

static void
move_all (GHashTable *places, GPtrArray *edits)
{
  for (guint i = 0; i < edits->len; i++)
    {
      if (moves (edits->pdata[i]) && engine_edit_is_shown (edits->pdata[i]))
        move_assets (places, edits->pdata[i]);
    }
}

static void
add_to_count (GHashTable *counts, const char *album_id, int n)
{
  int count = GPOINTER_TO_INT (g_hash_table_lookup (counts, album_id)) + n;

  g_hash_table_replace (counts, g_strdup (album_id), GINT_TO_POINTER (count));
}

/* Id of an album → how many more there are going to be. */
static GHashTable *
get_coming (EngineEdits *self)
{
  g_autoptr (GHashTable) places = NULL;
  GHashTableIter iter;
  gpointer name, value;

  if (self->coming != NULL)
    return self->coming;

  self->coming = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  move_all (places, self->settling);
  move_all (places, self->edits);
  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const Place *place = value;
      g_autofree char *id = g_strndup (name, strcspn (name, "\n"));

      if (place->is_in != place->was_in)
        add_to_count (self->coming, id, place->is_in - place->was_in);
    }

  return self->coming;
}

static int
get_count (GHashTable *counts, const char *album_id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (counts, album_id));
}

/* (transfer full) */
CantoNode *
engine_edits_show_size (EngineEdits *self, CantoNode *node)
{
  const char *id = canto_node_get_id (node);
  gint64 size = canto_node_get_size (node);

  if (canto_node_get_scheme (node) != CANTO_SCHEME_ALBUM
      || (self->n_moving == 0 && g_hash_table_size (self->came) == 0))
    return canto_node_ref (node);

  size += get_count (get_coming (self), id) + get_count (self->came, id);

  return canto_node_with_size (node, (guint) CLAMP (size, 0, (gint64) G_MAXINT));
}

void
engine_edits_index_moves (EngineEdits *self, EngineEdit *edit, int n)
{
  if (!moves (edit))
    return;

  self->n_moving += n;
  g_clear_pointer (&self->coming, g_hash_table_unref);
}

/* (transfer full): a set of ids of albums */
static GHashTable *
find_albums (GPtrArray *edits)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < edits->len; i++)
    {
      EngineEdit *edit = edits->pdata[i];

      if (edit->kind == ENGINE_EDIT_ASSIGN || edit->kind == ENGINE_EDIT_UNASSIGN)
        g_hash_table_add (ids, g_strdup (canto_node_get_id (edit->node)));
      for (guint k = 0; edit->kind == ENGINE_EDIT_DELETE_ASSETS && k < edit->assets->len; k++)
        {
          const char *const *albums = canto_asset_get_album_ids (edit->assets->pdata[k]);

          for (guint j = 0; albums != NULL && albums[j] != NULL; j++)
            g_hash_table_add (ids, g_strdup (albums[j]));
        }
    }

  return ids;
}

void
engine_edits_tell_sizes (EngineEdits *self, EngineEdit *edit)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new ();
  g_autoptr (GHashTable) ids = NULL;
  GHashTableIter iter;
  gpointer id;

  if (!moves (edit))
    return;

  g_clear_pointer (&self->coming, g_hash_table_unref);
  g_ptr_array_add (edits, edit);
  ids = find_albums (edits);
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    catalog_overlay_emit_node_changed (CATALOG_OVERLAY (self), id);
}

/* They are counted as what has come until the service tells its own number. */
void
engine_edits_settle_sizes (EngineEdits *self, GPtrArray *settled)
{
  g_autoptr (GHashTable) ids = find_albums (settled);
  g_autoptr (GHashTable) before = g_hash_table_ref (get_coming (self));
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < settled->len; i++)
    engine_edits_unindex (self, settled->pdata[i]);
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      add_to_count (self->came, id, get_count (before, id) - get_count (get_coming (self), id));
      engine_edits_learn_node (self, CANTO_SCHEME_ALBUM, id);
    }
}

/* What */

/* Whether @query asks for all that is in an album, or all of some kind. */
static gboolean
is_plain (CantoQuery *query)
{
  g_autoptr (CantoQuery) plain = canto_query_new ();

  if (canto_query_get_container_scheme (query) != CANTO_SCHEME_ALBUM
      || canto_query_get_container_id (query) == NULL)
    return FALSE;

  plain = canto_query_with_container (g_steal_pointer (&plain), CANTO_SCHEME_ALBUM,
                                      canto_query_get_container_id (query));
  plain = canto_query_with_schemes (g_steal_pointer (&plain), canto_query_get_schemes (query));
  plain = canto_query_with_sort (g_steal_pointer (&plain), canto_query_get_sort (query),
                                 canto_query_get_descending (query));

  return canto_query_equal (plain, query);
}

static gboolean
finds (CantoQuery *query, CantoAsset *asset)
{
  guint schemes = canto_query_get_schemes (query);

  return schemes == 0 || (schemes & (1u << canto_asset_get_scheme (asset))) != 0;
}

static void
remove_asset (GPtrArray *assets, CantoAsset *asset)
{
  for (guint i = 0; i < assets->len; i++)
    {
      if (!g_str_equal (canto_asset_get_key (assets->pdata[i]), canto_asset_get_key (asset)))
        continue;
      g_ptr_array_remove_index (assets, i);
      return;
    }
}

static void
collect_added (GPtrArray *assets, GPtrArray *edits, CantoQuery *query)
{
  const char *album_id = canto_query_get_container_id (query);

  for (guint i = 0; i < edits->len; i++)
    {
      EngineEdit *edit = edits->pdata[i];

      if (!moves (edit) || !engine_edit_is_shown (edit)
          || (edit->node != NULL && !g_str_equal (canto_node_get_id (edit->node), album_id)))
        continue;
      for (guint k = 0; k < edit->assets->len; k++)
        {
          CantoAsset *asset = edit->assets->pdata[k];

          remove_asset (assets, asset);
          if (edit->kind == ENGINE_EDIT_ASSIGN && finds (query, asset)
              && !canto_asset_is_in_album (asset, album_id))
            g_ptr_array_add (assets, canto_asset_ref (asset));
        }
    }
}

GPtrArray *
engine_edits_find_added (EngineEdits *self, CantoQuery *query)
{
  GPtrArray *assets;

  if ((self->n_moving == 0 && self->arrived->len == 0) || !is_plain (query))
    return NULL;

  assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  collect_added (assets, self->arrived, query);
  collect_added (assets, self->settling, query);
  collect_added (assets, self->edits, query);

  return assets;
}

void
engine_edits_keep_arrived (EngineEdits *self, GPtrArray *settled)
{
  for (guint i = 0; i < settled->len; i++)
    {
      if (moves (settled->pdata[i]))
        g_ptr_array_add (self->arrived, g_object_ref (settled->pdata[i]));
    }
}
