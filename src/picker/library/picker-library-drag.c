/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a drag from the grid carries: the links, in the rendition used last. */

#include "descant-config.h"

#include "picker-library-private.h"

#include "picker-concern-popover.h"
#include "picker-link-provider.h"
#include "picker-preset.h"

#include <glib/gi18n.h>

/* What the person is asked about: the tile may show another asset when she answers. */
typedef struct
{
  EngineSession *session;
  GPtrArray *assets; /* (element-type CantoAsset) */
  DeliveryPreset preset;
} Consent;

static void
consent_free (gpointer data, GClosure *closure)
{
  Consent *consent = data;

  g_object_unref (consent->session);
  g_ptr_array_unref (consent->assets);
  g_free (consent);
}

static void
concerns_accepted (PickerConcernPopover *popover, Consent *consent)
{
  for (guint i = 0; i < consent->assets->len; i++)
    engine_session_accept_concerns (consent->session, consent->assets->pdata[i], &consent->preset);
}

/* What there is to ask about of what is known already. */
static GPtrArray *
find_concerned (PickerLibrary *self,
                GArray *positions,
                const DeliveryPreset *preset,
                DeliveryConcerns *concerns)
{
  GListModel *list = G_LIST_MODEL (picker_grid_get_list (self->grid));
  GPtrArray *assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);

  *concerns = DELIVERY_CONCERN_NONE;
  for (guint i = 0; i < positions->len; i++)
    {
      g_autoptr (CatalogSlot) slot =
          g_list_model_get_item (list, g_array_index (positions, guint, i));
      CantoAsset *asset = slot != NULL ? catalog_slot_get_asset (slot) : NULL;
      DeliveryConcerns found = DELIVERY_CONCERN_NONE;

      if (asset != NULL)
        found = engine_session_get_concerns (self->session, asset, preset);
      if (found != DELIVERY_CONCERN_NONE)
        g_ptr_array_add (assets, canto_asset_ref (asset));
      *concerns |= found;
    }

  return assets;
}

static void
ask_before_drag (PickerLibrary *self,
                 GtkWidget *cell,
                 GPtrArray *assets,
                 const DeliveryPreset *preset,
                 DeliveryConcerns concerns)
{
  Consent *consent = g_new0 (Consent, 1);
  g_autofree char *names = NULL;
  PickerConcernPopover *popover;

  names = assets->len == 1
              ? g_strdup (canto_asset_get_name (assets->pdata[0]))
              /* Translators: the name of an asset, and how many there are beside it */
              : g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", assets->len - 1),
                                 canto_asset_get_name (assets->pdata[0]), assets->len - 1);
  popover = picker_concern_popover_show (cell, names, concerns);
  consent->session = g_object_ref (self->session);
  consent->assets = g_ptr_array_ref (assets);
  consent->preset = *preset;
  g_signal_connect_data (popover, "accepted", G_CALLBACK (concerns_accepted), consent, consent_free,
                         0);
}

static void
say_not_dropped (PickerLibrary *self, GPtrArray *results)
{
  CatalogAssetList *list = picker_grid_get_list (self->grid);
  EngineLinkResult *first = results->pdata[0];
  g_autofree char *text = NULL;

  /* The list learns them, so that the next drag asks first. */
  for (guint i = 0; i < results->len; i++)
    catalog_asset_list_learn (list, ((EngineLinkResult *) results->pdata[i])->asset);
  if (results->len == 1)
    /* Translators: the name of an asset that was dropped but needs the person's consent */
    text = g_strdup_printf (_ ("“%s” was not dropped: drag it once more to see why"),
                            canto_asset_get_name (first->asset));
  else
    text =
        g_strdup_printf (ngettext ("%u was not dropped: drag once more to see why",
                                   "%u were not dropped: drag once more to see why", results->len),
                         results->len);
  picker_library_say (self, text);
}

/* A drop got not all links: says why, or that the person must agree. */
static void
links_refused (PickerLinkProvider *provider, GPtrArray *results, GError *error, PickerLibrary *self)
{
  EngineLinkResult *first = results != NULL ? results->pdata[0] : NULL;

  if (first == NULL)
    picker_library_say_error (self, error);
  else if (results->len == 1 && first->error != NULL)
    picker_library_say_error (self, first->error);
  else
    say_not_dropped (self, results);
}

static void
refuse_many (PickerLibrary *self)
{
  g_autofree char *text = g_strdup_printf (
      _ ("At most %u assets can be dragged at once: select fewer"), ENGINE_MAX_LINKS);

  picker_library_say (self, text);
}

GdkContentProvider *
picker_library_prepare_drag (PickerLibrary *self, GtkBitset *positions, GtkWidget *cell)
{
  const DeliveryPreset preset = picker_preset_load (self->settings);
  g_autoptr (GArray) list = picker_library_list_positions (positions, ENGINE_MAX_LINKS);
  g_autoptr (GPtrArray) concerned = NULL;
  DeliveryConcerns concerns;
  GdkContentProvider *provider;

  if (gtk_bitset_get_size (positions) > ENGINE_MAX_LINKS)
    {
      refuse_many (self);
      return NULL;
    }

  concerned = find_concerned (self, list, &preset, &concerns);
  if (concerned->len > 0)
    {
      ask_before_drag (self, cell, concerned, &preset, concerns);
      return NULL;
    }

  provider =
      picker_link_provider_new (self->session, picker_grid_get_list (self->grid), list, &preset);
  g_signal_connect_object (provider, "refused", G_CALLBACK (links_refused), self, 0);

  return provider;
}
