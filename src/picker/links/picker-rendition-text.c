/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-rendition-text.h"

#include "delivery-concerns.h"
#include "engine-session.h"
#include "picker-asset-text.h"

#include <glib/gi18n.h>

/* Why the link is not what was asked for. */
static const char *
get_reason (DeliveryLink *link, DeliveryConcerns concerns)
{
  if (concerns & DELIVERY_CONCERN_NOT_PUBLISHED)
    return _ ("Not published on the delivery network: direct links, which count against your "
              "account's limit and may stop working.");
  if (delivery_link_get_is_direct (link))
    return _ ("Your Canto has no delivery network: direct links, which count against your "
              "account's limit and may stop working.");
  if (!delivery_link_get_is_picture (link))
    return _ ("Only pictures come in sizes and formats: this is linked as it is.");

  return NULL;
}

char *
picker_rendition_text_dup_note (CantoAsset *asset, DeliveryLink *link, DeliveryPreset *preset)
{
  DeliveryConcerns concerns = delivery_get_concerns (asset, delivery_preset_get_recipe (preset));
  const char *reason;

  if (link == NULL)
    return g_strdup (_ ("This asset has no link."));

  reason = get_reason (link, concerns);
  if ((concerns & DELIVERY_CONCERN_NOT_CROPPED) == 0)
    return g_strdup (reason);
  if (reason == NULL)
    return g_strdup (_ ("The link shows all of the picture, for Canto does not say how large that "
                        "is."));

  /* Translators: follows a sentence of why that is so */
  return g_strdup_printf ("%s %s", reason, _ ("They are not cropped."));
}

char *
picker_rendition_text_dup_remark (DeliveryLink *link, DeliveryRecipe *recipe, gboolean *can_be_had)
{
  guint width = link != NULL ? delivery_link_get_width_px (link) : 0;
  guint height = link != NULL ? delivery_link_get_height_px (link) : 0;
  g_autofree char *pixels = picker_asset_text_dup_pixels (width, height);

  *can_be_had = FALSE;
  if (link == NULL)
    /* Translators: there is no link of this rendition */
    return g_strdup (_ ("No link"));
  if (!delivery_link_get_is_picture (link) && !delivery_recipe_get_is_original (recipe))
    return g_strdup (_ ("Pictures only"));

  *can_be_had = TRUE;
  /* That is asked about before it is copied. */
  if (delivery_link_get_lost_crop (link))
    return g_strdup (_ ("not cropped"));
  if (width == 0 || height == 0)
    return g_strdup ("");
  if (delivery_link_get_upscaled (link))
    /* Translators: a picture is smaller than was asked for: "only 600 × 400" */
    return g_strdup_printf (_ ("only %s"), pixels);

  return g_steal_pointer (&pixels);
}

typedef struct
{
  guint n_unpublished;
  guint n_direct; /* for no reason of their own: the tenant has no delivery network */
  guint n_others; /* no pictures */
  guint n_uncropped;
  guint n_known;
} Counts;

static void
count (Counts *counts, EngineSession *session, CantoAsset *asset, DeliveryPreset *preset)
{
  g_autoptr (DeliveryLink) link =
      engine_session_make_link (session, asset, delivery_preset_get_recipe (preset), NULL);

  DeliveryConcerns concerns = delivery_get_concerns (asset, delivery_preset_get_recipe (preset));

  counts->n_known++;
  counts->n_uncropped += concerns & DELIVERY_CONCERN_NOT_CROPPED ? 1 : 0;
  if (concerns & DELIVERY_CONCERN_NOT_PUBLISHED)
    counts->n_unpublished++;
  else if (link != NULL && delivery_link_get_is_direct (link))
    counts->n_direct++;
  if (canto_asset_get_scheme (asset) != CANTO_SCHEME_IMAGE)
    counts->n_others++;
}

static void
append_line (GString *text, const char *format, guint n)
{
  g_autofree char *number = g_strdup_printf ("%'u", n);
  g_auto (GStrv) parts = g_strsplit (format, "{n}", -1);
  g_autofree char *line = g_strjoinv (number, parts);

  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/* Translators: {n} is how many; it stays as it is. */
static void
append_counts (GString *text, const Counts *counts)
{
  if (counts->n_unpublished > 0)
    append_line (
        text,
        ngettext ("{n} is not published on the delivery network: its link is direct, counts "
                  "against your account's limit and may stop working.",
                  "{n} are not published on the delivery network: their links are direct, "
                  "count against your account's limit and may stop working.",
                  counts->n_unpublished),
        counts->n_unpublished);
  if (counts->n_direct > 0)
    append_line (text,
                 ngettext ("{n} has a direct link only, which counts against your account's limit "
                           "and may stop working.",
                           "{n} have direct links only, which count against your account's limit "
                           "and may stop working.",
                           counts->n_direct),
                 counts->n_direct);
  if (counts->n_uncropped > 0)
    append_line (text,
                 ngettext ("{n} is not cropped: its link shows all of it.",
                           "{n} are not cropped: their links show all of them.",
                           counts->n_uncropped),
                 counts->n_uncropped);
  if (counts->n_others > 0)
    append_line (text,
                 ngettext ("{n} is no picture, and is linked as it is.",
                           "{n} are no pictures, and are linked as they are.", counts->n_others),
                 counts->n_others);
}

char *
picker_rendition_text_dup_several (EngineSession *session,
                                   GPtrArray *assets,
                                   guint n_selected,
                                   DeliveryPreset *preset)
{
  GString *text = g_string_new (NULL);
  Counts counts = { 0 };

  for (guint i = 0; i < assets->len; i++)
    {
      if (canto_asset_get_is_complete (assets->pdata[i]))
        count (&counts, session, assets->pdata[i], preset);
    }

  append_line (text, ngettext ("For {n} asset.", "For all {n} assets.", n_selected), n_selected);
  append_counts (text, &counts);
  if (n_selected > ENGINE_MAX_LINKS)
    {
      append_line (text, _ ("Only {n} of them can be copied at once."), ENGINE_MAX_LINKS);
      n_selected = ENGINE_MAX_LINKS;
    }
  /* Of what was never on screen only copying tells. */
  if (counts.n_known < n_selected)
    append_line (text,
                 ngettext ("What {n} has is known when it is copied.",
                           "What {n} have is known when they are copied.",
                           n_selected - counts.n_known),
                 n_selected - counts.n_known);

  return g_string_free (text, FALSE);
}
