/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-crop-text.h"

#include "canto-account.h"
#include "delivery-concerns.h"
#include "picker-asset-text.h"

#include <glib/gi18n.h>
#include <math.h>

#define SAME_SHAPE 0.01 /* what nobody sees */

const char *
picker_crop_text_get_obstacle (CantoAsset *asset)
{
  g_autoptr (DeliveryRecipe) recipe = NULL;
  g_autoptr (DeliveryLink) link = NULL;

  if (canto_asset_get_scheme (asset) != CANTO_SCHEME_IMAGE)
    return _ ("Only pictures can be cropped.");
  if (!canto_asset_get_is_complete (asset))
    return NULL;

  recipe = delivery_recipe_new (NULL, 0, 0, DELIVERY_FORMAT_JPG);
  if (delivery_get_concerns (asset, recipe) & DELIVERY_CONCERN_NOT_PUBLISHED)
    return _ ("It is not published on the delivery network, which makes the crops. Whoever looks "
              "after it in Canto can publish it.");

  /* Where it leads does not depend on the master. */
  link = delivery_link_new (asset, recipe, CANTO_ACCOUNT_DEFAULT_MASTER_PX, NULL);
  if (link == NULL || delivery_link_get_is_direct (link))
    return _ ("Your Canto has no delivery network, which makes the crops.");
  if (canto_asset_get_width_px (asset) == 0 || canto_asset_get_height_px (asset) == 0)
    return _ ("Canto does not say how large the picture is, so that no part of it can be named.");

  return NULL;
}

char *
picker_crop_text_dup_facts (DeliveryLink *link, guint width_px, guint height_px, gsize n_bytes)
{
  g_autofree char *pixels = picker_asset_text_dup_pixels (width_px, height_px);
  g_autofree char *weight = g_format_size (n_bytes);

  return g_strdup_printf ("%s %s, %s", pixels, delivery_link_get_format_name (link), weight);
}

char *
picker_crop_text_dup_part (const DeliveryCrop *crop,
                           guint picture_width_px,
                           guint picture_height_px)
{
  g_autofree char *all = picker_asset_text_dup_pixels (picture_width_px, picture_height_px);
  g_autofree char *part = picker_asset_text_dup_pixels (crop->width_px, crop->height_px);

  if (crop->width_px == picture_width_px && crop->height_px == picture_height_px)
    /* Translators: what is left of a picture: all of it, as "6000 × 4000" */
    return g_strdup_printf (_ ("All of it: %s"), all);

  /* Translators: what is left of a picture, as "3000 × 2000 of 6000 × 4000" */
  return g_strdup_printf (_ ("%s of %s"), part, all);
}

/* Several */

#define MAX_NAMES 3

/* How many there are of a kind, and what the first of them are called. */
typedef struct
{
  guint n;
  GString *names;
} Kind;

typedef struct
{
  Kind uncropped; /* pictures that the network makes nothing of */
  Kind others;    /* no pictures */
  Kind misshapen;
  Kind small;
} Kinds;

static void
add (Kind *kind, CantoAsset *asset)
{
  if (kind->names == NULL)
    kind->names = g_string_new (NULL);
  if (kind->n++ < MAX_NAMES)
    g_string_append_printf (kind->names, "%s%s", kind->names->len > 0 ? ", " : "",
                            canto_asset_get_name (asset));
}

static gboolean
is_misshapen (CantoAsset *asset, const DeliveryCut *cut, const guint *shape)
{
  DeliveryCrop crop;
  double ratio;

  if (cut->kind != DELIVERY_CUT_PART || shape == NULL)
    return FALSE;

  delivery_cut_measure (cut, canto_asset_get_width_px (asset), canto_asset_get_height_px (asset),
                        &crop);
  ratio = (double) crop.width_px / crop.height_px * shape[1] / shape[0];

  return fabs (ratio - 1) > SAME_SHAPE;
}

static void
sort_out (Kinds *kinds,
          CantoAsset *asset,
          DeliveryRecipe *recipe,
          const guint *shape,
          guint master_px)
{
  const DeliveryCut cut = delivery_recipe_get_cut (recipe);
  g_autoptr (DeliveryLink) link = NULL;

  if (canto_asset_get_scheme (asset) != CANTO_SCHEME_IMAGE)
    {
      add (&kinds->others, asset);
      return;
    }
  if (picker_crop_text_get_obstacle (asset) != NULL || !canto_asset_get_is_complete (asset))
    {
      add (&kinds->uncropped, asset);
      return;
    }

  if (is_misshapen (asset, &cut, shape))
    add (&kinds->misshapen, asset);
  link = delivery_link_new (asset, recipe, master_px, NULL);
  if (link != NULL && delivery_link_get_upscaled (link))
    add (&kinds->small, asset);
}

/* @format: with {n}, which stays as it is in a translation */
static void
append_line (GString *text, const char *format, guint n)
{
  g_autofree char *number = g_strdup_printf ("%'u", n);
  g_auto (GStrv) parts = g_strsplit (format, "{n}", -1);
  g_autofree char *line = g_strjoinv (number, parts);

  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/* And which they are. */
static void
append_kind (GString *text, const char *format, Kind *kind)
{
  g_autofree char *names = NULL;

  if (kind->n == 0)
    return;

  names = g_string_free (g_steal_pointer (&kind->names), FALSE);
  append_line (text, format, kind->n);
  if (kind->n <= MAX_NAMES)
    {
      g_string_append_printf (text, "\n– %s", names);
      return;
    }

  g_string_append (text, "\n– ");
  g_string_append_printf (text,
                          /* Translators: names of assets, and how many there are beside them */
                          ngettext ("%s and %u more", "%s and %u more", kind->n - MAX_NAMES), names,
                          kind->n - MAX_NAMES);
}

char *
picker_crop_text_dup_several (GPtrArray *assets,
                              DeliveryRecipe *recipe,
                              const guint *shape,
                              guint master_px)
{
  GString *text = g_string_new (NULL);
  Kinds kinds = { 0 };

  for (guint i = 0; i < assets->len; i++)
    sort_out (&kinds, assets->pdata[i], recipe, shape, master_px);

  /* Translators: here and below {n} is how many; it stays as it is */
  append_line (text,
               ngettext ("For {n} asset, by shares of its sides.",
                         "For all {n} assets, by shares of their sides.", assets->len),
               assets->len);
  append_kind (text,
               ngettext ("{n} is of another shape: there the crop does not keep the one that is "
                         "chosen. The largest crop in the middle does.",
                         "{n} are of another shape: there the crop does not keep the one that is "
                         "chosen. The largest crop in the middle does.",
                         kinds.misshapen.n),
               &kinds.misshapen);
  append_kind (text,
               ngettext ("{n} has fewer pixels than asked for, and is not made larger.",
                         "{n} have fewer pixels than asked for, and are not made larger.",
                         kinds.small.n),
               &kinds.small);
  append_kind (text,
               ngettext ("{n} is not on the delivery network: its direct link shows all of it.",
                         "{n} are not on the delivery network: their direct links show all of "
                         "them.",
                         kinds.uncropped.n),
               &kinds.uncropped);
  append_kind (text,
               ngettext ("{n} is no picture, and is linked as it is.",
                         "{n} are no pictures, and are linked as they are.", kinds.others.n),
               &kinds.others);

  return g_string_free (text, FALSE);
}
