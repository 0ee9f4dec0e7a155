/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-copy-label.h"

#include <glib/gi18n.h>

/* What is no picture is known before its details are here, and so is an original. */
static DeliveryForm
get_known_form (DeliveryPreset *preset, gboolean is_picture)
{
  DeliveryForm form = delivery_preset_get_form (preset);
  gboolean is_image = form == DELIVERY_FORM_IMAGE || form == DELIVERY_FORM_RESPONSIVE;

  if (is_image && !is_picture)
    return DELIVERY_FORM_LINK;
  if (is_image && delivery_recipe_get_is_original (delivery_preset_get_recipe (preset)))
    return DELIVERY_FORM_IMAGE;

  return form;
}

void
picker_copy_label_init (PickerCopyLabel *self,
                        EngineSession *session,
                        CantoAsset *asset,
                        DeliveryPreset *preset)
{
  gboolean is_picture = canto_asset_get_scheme (asset) == CANTO_SCHEME_IMAGE;
  g_autoptr (DeliveryLink) link = NULL;

  *self = (PickerCopyLabel){ .n_assets = 1,
                             .form = get_known_form (preset, is_picture),
                             .is_rendition = is_picture };
  if (!canto_asset_get_is_complete (asset))
    return;

  link = engine_session_make_link (session, asset, delivery_preset_get_recipe (preset), NULL);
  self->is_rendition = link != NULL && is_picture;
  if (link == NULL)
    return;

  self->form = delivery_form_get_written (self->form, link);
  self->is_direct = delivery_link_get_is_direct (link);
  self->is_uncropped = delivery_link_get_lost_crop (link);
}

void
picker_copy_label_init_several (PickerCopyLabel *self,
                                guint n_assets,
                                gboolean has_pictures,
                                DeliveryPreset *preset)
{
  *self = (PickerCopyLabel){ .n_assets = n_assets,
                             .form = get_known_form (preset, has_pictures),
                             .is_rendition = TRUE };
}

/* A button says how many it copies: a selection goes on where nobody sees it. More than can be
 * copied at once it does not promise. */
char *
picker_copy_label_dup_action (const PickerCopyLabel *self)
{
  gboolean is_address = self->form == DELIVERY_FORM_URL;
  const char *form = delivery_form_get_title (self->form);

  if (self->n_assets > ENGINE_MAX_LINKS)
    return g_strdup (_ ("_Copy Links"));
  if (self->n_assets > 1 && is_address)
    return g_strdup_printf (ngettext ("_Copy %'u Link", "_Copy %'u Links", self->n_assets),
                            self->n_assets);
  if (self->n_assets > 1)
    return g_strdup_printf (
        /* Translators: how many links, and in which form, as "Copy 5 as Markdown" */
        ngettext ("_Copy %'u as %s", "_Copy %'u as %s", self->n_assets), self->n_assets, form);
  if (!is_address)
    /* Translators: a form of a link, as "Copy Markdown" */
    return g_strdup_printf (_ ("_Copy %s"), form);

  return g_strdup (self->is_direct ? _ ("_Copy Direct Link") : _ ("_Copy Link"));
}

char *
picker_copy_label_dup_plain (const PickerCopyLabel *self)
{
  g_autofree char *action = picker_copy_label_dup_action (self);
  g_auto (GStrv) parts = g_strsplit (action, "_", 2);

  return g_strjoinv ("", parts);
}

/* The name of the preset, unless that tells of the form, which is said already: then what is made.
 * (transfer full) */
static char *
dup_title (const PickerCopyLabel *self, DeliveryPreset *preset)
{
  const char *name = delivery_preset_get_name (preset);
  const char *form = delivery_form_get_title (self->form);

  if (name != NULL
      && (self->form == DELIVERY_FORM_URL
          || (!g_str_match_string (form, name, TRUE) && !g_str_match_string (name, form, TRUE))))
    return g_strdup (name);

  return delivery_recipe_dup_title (delivery_preset_get_recipe (preset));
}

/* What is made, or why that is not what the preset says. (transfer full) (nullable) */
static char *
dup_result (const PickerCopyLabel *self, DeliveryPreset *preset)
{
  gboolean says_direct = self->form == DELIVERY_FORM_URL && self->n_assets == 1;

  if (self->is_direct && self->is_uncropped && !says_direct)
    return g_strdup (_ ("direct link, not cropped"));
  if (self->is_uncropped)
    return g_strdup (_ ("not cropped"));
  if (self->is_direct && !says_direct)
    return g_strdup (_ ("direct link"));

  return self->is_direct || !self->is_rendition ? NULL : dup_title (self, preset);
}

char *
picker_copy_label_dup_whole (const PickerCopyLabel *self, DeliveryPreset *preset)
{
  g_autofree char *action = picker_copy_label_dup_plain (self);
  g_autofree char *result = dup_result (self, preset);

  if (result == NULL)
    return g_steal_pointer (&action);

  /* Translators: "Copy Link" or "Copy 5 Links", and of what, as "1200 px JPEG" */
  return g_strdup_printf (_ ("%s · %s"), action, result);
}
