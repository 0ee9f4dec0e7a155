/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking up what somebody else has exported. */

#include "descant-config.h"

#include "engine-presets.h"

#include "delivery-concerns.h"

#include <glib/gi18n-lib.h>

static EnginePresetsImport *
import_new (void)
{
  EnginePresetsImport *import = g_new0 (EnginePresetsImport, 1);

  import->renamed = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  return import;
}

void
engine_presets_import_free (EnginePresetsImport *import)
{
  g_ptr_array_unref (import->renamed);
  g_free (import);
}

static gboolean
is_there (EnginePresets *self, DeliveryPreset *preset)
{
  for (guint i = 0; i < engine_presets_get_n_presets (self); i++)
    {
      if (delivery_preset_equal (engine_presets_get_preset (self, i), preset))
        return TRUE;
    }

  return FALSE;
}

/* Those that are to be added. (transfer container) */
static GPtrArray *
list_new (EnginePresets *self, GPtrArray *presets, EnginePresetsImport *import)
{
  GPtrArray *added = g_ptr_array_new ();

  for (guint i = 0; i < presets->len; i++)
    {
      if (is_there (self, presets->pdata[i]))
        import->n_known++;
      else
        g_ptr_array_add (added, presets->pdata[i]);
    }

  return added;
}

static void
note_name (EnginePresetsImport *import, const char *before, const char *now)
{
  g_autoptr (GStrvBuilder) builder = NULL;

  if (g_strcmp0 (before, now) == 0)
    return;

  builder = g_strv_builder_new ();
  g_strv_builder_add_many (builder, before != NULL ? before : "", now, NULL);
  g_ptr_array_add (import->renamed, g_strv_builder_end (builder));
}

EnginePresetsImport *
engine_presets_import (EnginePresets *self, GPtrArray *presets, GError **error)
{
  g_autoptr (EnginePresetsImport) import = NULL;
  g_autoptr (GPtrArray) added = NULL;
  g_autoptr (GPtrArray) own = NULL;
  guint n_before;

  g_return_val_if_fail (ENGINE_IS_PRESETS (self), NULL);
  g_return_val_if_fail (presets != NULL, NULL);

  import = import_new ();
  added = list_new (self, presets, import);
  own = engine_presets_dup_own (self);
  n_before = engine_presets_get_n_presets (self);
  if (own->len + added->len > DELIVERY_MAX_PRESETS)
    {
      g_set_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_PRESETS,
                   _ ("There would be more than %d presets: remove some first."),
                   DELIVERY_MAX_PRESETS);
      return NULL;
    }

  for (guint i = 0; i < added->len; i++)
    g_ptr_array_add (own, delivery_preset_ref (added->pdata[i]));
  if (added->len > 0 && !engine_presets_set_own (self, own))
    {
      g_set_error_literal (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_PRESETS,
                           _ ("Your presets cannot be changed."));
      return NULL;
    }
  import->n_added = added->len;
  for (guint i = 0; i < added->len; i++)
    note_name (import, delivery_preset_get_name (added->pdata[i]),
               delivery_preset_get_name (engine_presets_get_preset (self, n_before + i)));

  return g_steal_pointer (&import);
}
