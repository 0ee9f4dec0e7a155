/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a drag from the grid carries: the links or the files, in the rendition used last. */

#include "descant-config.h"

#include "picker-library-private.h"

#include "picker-concern-popover.h"
#include "picker-drag-as.h"
#include "picker-drag-icon.h"
#include "picker-link-provider.h"
#include "picker-dragged.h"
#include "picker-preset.h"

#include <glib/gi18n.h>

/* What the person is asked about: the tile may show another asset when she answers. */
typedef struct
{
  EngineSession *session;
  GPtrArray *assets; /* (element-type CantoAsset) */
  DeliveryPreset *preset;
} Consent;

static void
consent_free (gpointer data, GClosure *closure)
{
  Consent *consent = data;

  g_object_unref (consent->session);
  g_ptr_array_unref (consent->assets);
  delivery_preset_unref (consent->preset);
  g_free (consent);
}

static void
concerns_accepted (PickerConcernPopover *popover, Consent *consent)
{
  for (guint i = 0; i < consent->assets->len; i++)
    engine_session_accept_concerns (consent->session, consent->assets->pdata[i],
                                    delivery_preset_get_recipe (consent->preset));
}

/* What there is to ask about of what is known already. */
static GPtrArray *
find_concerned (PickerLibrary *self,
                GArray *positions,
                DeliveryPreset *preset,
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
        found =
            engine_session_get_concerns (self->session, asset, delivery_preset_get_recipe (preset));
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
                 DeliveryPreset *preset,
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
  if (assets->len == 1)
    picker_concern_popover_tell_rights (popover, assets->pdata[0]);
  consent->session = g_object_ref (self->session);
  consent->assets = g_ptr_array_ref (assets);
  consent->preset = delivery_preset_ref (preset);
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

/* While they are on their way: a drop takes the links as they are. What is not known of them yet is
 * not waited for. */
static void
check_links (PickerLibrary *self, GArray *positions, DeliveryRecipe *recipe)
{
  GListModel *list = G_LIST_MODEL (picker_grid_get_list (self->grid));
  g_autoptr (GPtrArray) links =
      g_ptr_array_new_with_free_func ((GDestroyNotify) delivery_link_unref);

  for (guint i = 0; i < positions->len; i++)
    {
      g_autoptr (CatalogSlot) slot =
          g_list_model_get_item (list, g_array_index (positions, guint, i));
      CantoAsset *asset = slot != NULL ? catalog_slot_get_asset (slot) : NULL;
      DeliveryLink *link = NULL;

      if (asset != NULL && canto_asset_get_is_complete (asset))
        link = engine_session_make_link (self->session, asset, recipe, NULL);
      if (link != NULL)
        g_ptr_array_add (links, link);
    }
  picker_library_check_quietly (self, links);
}

GdkContentProvider *
picker_library_prepare_drag (PickerLibrary *self, GtkBitset *positions, GtkWidget *cell)
{
  g_autoptr (DeliveryPreset) preset = picker_preset_load (self->settings);
  g_autoptr (GArray) list = picker_library_list_positions (positions, ENGINE_MAX_LINKS);
  g_autoptr (GPtrArray) concerned = NULL;
  DeliveryConcerns concerns;
  GdkContentProvider *provider;
  GdkContentProvider *providers[2];
  g_autoptr (PickerDragged) dragged = NULL;

  if (gtk_bitset_get_size (positions) > ENGINE_MAX_LINKS)
    {
      refuse_many (self);
      return NULL;
    }

  concerned = find_concerned (self, list, preset, &concerns);
  if (concerned->len > 0)
    {
      ask_before_drag (self, cell, concerned, preset, concerns);
      return NULL;
    }

  check_links (self, list, delivery_preset_get_recipe (preset));
  provider = (picker_drag_as_is_file (self->settings) ? picker_link_provider_new_for_files
                                                      : picker_link_provider_new) (
      self->session, picker_grid_get_list (self->grid), list, preset);
  g_set_weak_pointer (&self->dragged, provider);
  g_signal_connect_object (provider, "refused", G_CALLBACK (links_refused), self, 0);
  dragged = picker_dragged_new (picker_grid_get_list (self->grid), list);
  providers[0] = provider;
  providers[1] = gdk_content_provider_new_typed (PICKER_TYPE_DRAGGED, dragged);

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

void
picker_library_begin_drag (PickerLibrary *self,
                           GdkDrag *drag,
                           GdkPaintable *paintable,
                           const char *icon_name,
                           guint n_dragged)
{
  g_autofree char *label =
      picker_drag_as_dup_label (picker_drag_as_is_file (self->settings), n_dragged);

  picker_drag_icon_set (drag, paintable, icon_name, label);
  if (self->dragged != NULL)
    picker_link_provider_follow (PICKER_LINK_PROVIDER (self->dragged), drag);
}

void
picker_library_make_drag (PickerLibrary *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GAction) action = g_settings_create_action (self->settings, PICKER_DRAG_AS_KEY);

  g_action_map_add_action (G_ACTION_MAP (group), action);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "drag", G_ACTION_GROUP (group));
}
