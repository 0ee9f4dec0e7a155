/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the service says of the assets that were written: until then they are shown with the edits
 * in them. */

#include "engine-edits-private.h"

#include "catalog-overlay.h"

static void
unref_asset (gpointer asset)
{
  g_clear_pointer ((CantoAsset **) &asset, canto_asset_unref);
}

static GPtrArray *
collect_assets (EngineEdits *self)
{
  GPtrArray *assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->settling->len; i++)
    {
      EngineEdit *edit = self->settling->pdata[i];

      for (guint k = 0; k < edit->assets->len && edit->kind != ENGINE_EDIT_DELETE_ASSETS; k++)
        {
          CantoAsset *asset = edit->assets->pdata[k];

          if (g_hash_table_add (seen, (gpointer) canto_asset_get_key (asset)))
            g_ptr_array_add (assets, canto_asset_ref (asset));
        }
    }

  return assets;
}

/* The service could not be asked: what it has now is what was shown. */
static GPtrArray *
make_up (EngineEdits *self, GPtrArray *settled)
{
  GPtrArray *learned = g_ptr_array_new_with_free_func (unref_asset);

  for (guint i = 0; i < settled->len; i++)
    {
      EngineEdit *edit = settled->pdata[i];

      for (guint k = 0;
           k < edit->assets->len && !edit->is_restored && edit->kind != ENGINE_EDIT_DELETE_ASSETS;
           k++)
        g_ptr_array_add (learned, engine_edit_apply (edit, edit->assets->pdata[k]));
    }

  return learned;
}

static void
take_records (EngineEdits *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      CantoAsset *asset = records->pdata[i];
      const char *key = canto_asset_get_key (asset);

      g_hash_table_replace (self->fresh, g_strdup (key), canto_asset_ref (asset));
      g_hash_table_replace (self->own_times, g_strdup (key),
                            g_strdup (canto_asset_get_time (asset)));
    }
}

/* A file of edits of many assets is long: what was read is worth nothing after a moment. */
#define MAX_FRESH 2000

static void
end_settling (EngineEdits *self, GPtrArray *settled, GPtrArray *records)
{
  g_autoptr (GPtrArray) made_up = records == NULL ? make_up (self, settled) : NULL;
  GPtrArray *learned = records != NULL ? records : made_up;

  if (g_hash_table_size (self->fresh) > MAX_FRESH)
    g_hash_table_remove_all (self->fresh);
  if (records != NULL)
    take_records (self, records);
  engine_edits_keep_arrived (self, settled);
  engine_edits_settle_sizes (self, settled);
  catalog_overlay_emit_learned (CATALOG_OVERLAY (self), learned);
  catalog_overlay_emit_changed (CATALOG_OVERLAY (self));
  engine_edits_go_on (self);
}

/* The data of the call. */
typedef struct
{
  EngineEdits *edits;
  GPtrArray *settled;
} SettleSteps;

static void
settle_steps_free (SettleSteps *steps)
{
  g_object_unref (steps->edits);
  g_ptr_array_unref (steps->settled);
  g_free (steps);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SettleSteps, settle_steps_free)

static void
assets_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SettleSteps) steps = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assets =
      canto_client_get_assets_finish (CANTO_CLIENT (object), result, &error);

  steps->edits->is_asking = FALSE;
  for (guint i = assets != NULL ? assets->len : 0; i-- > 0;)
    {
      if (assets->pdata[i] == NULL)
        g_ptr_array_remove_index (assets, i);
    }
  end_settling (steps->edits, steps->settled, assets);
}

gboolean
engine_edits_is_settled (EngineEdits *self)
{
  g_return_val_if_fail (ENGINE_IS_EDITS (self), TRUE);

  return self->settling->len == 0 && !self->is_asking && !self->is_stale;
}

void
engine_edits_settle (EngineEdits *self)
{
  g_autoptr (GPtrArray) assets = collect_assets (self);
  g_autoptr (GPtrArray) settled = g_steal_pointer (&self->settling);
  SettleSteps *steps;

  self->settling = g_ptr_array_new_with_free_func (g_object_unref);
  if (assets->len == 0)
    {
      end_settling (self, settled, NULL);
      return;
    }

  self->is_asking = TRUE;
  steps = g_new0 (SettleSteps, 1);
  steps->edits = g_object_ref (self);
  steps->settled = g_ptr_array_ref (settled);
  canto_client_get_assets_async (self->client, assets, CANTO_PRIORITY_DETAILS, self->cancellable,
                                 assets_read, steps);
}
