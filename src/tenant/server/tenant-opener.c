/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-opener.h"

#include "tenant-folder.h"
#include "tenant-made-up.h"

/* (transfer full) */
static TenantLibrary *
open_library (const TenantOptions *options, GError **error)
{
  if (options->scenario == TENANT_SCENARIO_EMPTY)
    return tenant_made_up_new (0, options->seed, options->n_albums);
  if (options->pictures != NULL)
    return tenant_folder_new (options->pictures, error);

  return tenant_made_up_new (options->n_assets, options->seed, options->n_albums);
}

static gboolean
open_state (TenantOverlay *overlay, const TenantOptions *options, GError **error)
{
  gboolean is_empty = options->scenario == TENANT_SCENARIO_EMPTY;
  g_autofree char *library = NULL;

  if (options->pictures != NULL && !is_empty)
    {
      g_autofree char *folder = g_canonicalize_filename (options->pictures, NULL);

      library = g_strconcat ("--pictures=", folder, NULL);
    }
  else
    library =
        g_strdup_printf ("--assets=%" G_GUINT64_FORMAT " --albums=%u --seed=%" G_GUINT64_FORMAT,
                         is_empty ? 0 : options->n_assets, options->n_albums, options->seed);

  return tenant_overlay_open_state (overlay, options->state, library, error);
}

TenantOverlay *
tenant_opener_open (const TenantOptions *options, GError **error)
{
  g_autoptr (TenantLibrary) base = open_library (options, error);
  g_autoptr (TenantOverlay) overlay = base != NULL ? tenant_overlay_new (base) : NULL;

  return overlay != NULL && (options->state == NULL || open_state (overlay, options, error))
             ? g_steal_pointer (&overlay)
             : NULL;
}
