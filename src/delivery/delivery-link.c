/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "delivery-link.h"

#include "delivery-address.h"
#include "delivery-asset-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

struct _DeliveryLink
{
  CantoAsset *asset;
  DeliveryAddress *address;     /* (nullable): of what the network makes */
  DeliveryRendition *rendition; /* (nullable): what the network makes, or a direct preview is */
  char *uri;
  char *title;
  char *alt;
  char *format_name;
  guint width_px;
  guint height_px;
  guint master_px;
  gboolean is_picture;
  gboolean is_direct;
  gboolean is_original;
  gboolean upscaled;
  gboolean lost_crop;
  gboolean lost_format;
};

G_DEFINE_BOXED_TYPE (DeliveryLink, delivery_link, delivery_link_ref, delivery_link_unref)

static const guint direct_sizes_px[] = { 100, 240, 320, 500, 640, 800, 2000 }; /* 10.11 */

/* The name that people use, for the suffixes that have another one; the rest is in capitals. */
static const struct
{
  const char *suffix;
  const char *name;
} format_names[] = {
  { "JPG", "JPEG" },  { "TIF", "TIFF" },      { "WEBP", "WebP" },
  { "WEBM", "WebM" }, { "JP2", "JPEG 2000" },
};

static char *
make_format_name (const char *suffix)
{
  g_autofree char *upper = g_ascii_strup (suffix, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (format_names); i++)
    {
      if (g_str_equal (upper, format_names[i].suffix))
        return g_strdup (format_names[i].name);
    }

  return g_steal_pointer (&upper);
}

/* The suffix of a file name, or NULL: "a.b" has one, ".b" and "a. b" have none. */
static const char *
find_suffix (const char *name)
{
  const char *dot = strrchr (name, '.');
  gsize length = dot != NULL ? strlen (dot + 1) : 0;

  if (dot == NULL || dot == name || length == 0 || length > 5)
    return NULL;

  for (const char *c = dot + 1; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c))
        return NULL;
    }

  return dot + 1;
}

static char *
make_alt (CantoAsset *asset)
{
  const char *description = canto_asset_get_description (asset);
  const char *name = canto_asset_get_name (asset);
  const char *suffix = find_suffix (name);

  if (description != NULL && *description != '\0')
    return g_strdup (description);

  return suffix != NULL ? g_strndup (name, suffix - name - 1) : g_strdup (name);
}

static DeliveryLink *
link_new (CantoAsset *asset, guint master_px)
{
  DeliveryLink *self = g_atomic_rc_box_new0 (DeliveryLink);
  const char *suffix = find_suffix (canto_asset_get_name (asset));

  self->asset = canto_asset_ref (asset);
  self->master_px = master_px;
  self->title = g_strdup (canto_asset_get_name (asset));
  self->alt = make_alt (asset);
  self->is_picture = canto_asset_get_scheme (asset) == CANTO_SCHEME_IMAGE;
  self->format_name = make_format_name (suffix != NULL ? suffix : "");
  if (self->is_picture)
    {
      self->width_px = canto_asset_get_width_px (asset);
      self->height_px = canto_asset_get_height_px (asset);
    }

  return self;
}

static gboolean
take_delivery (DeliveryLink *self, CantoAsset *asset, DeliveryRendition *rendition)
{
  gboolean wants_original = !self->is_picture || rendition == NULL;
  const char *text = delivery_asset_get_link_text (asset, wants_original);
  g_autoptr (DeliveryAddress) address = NULL;

  if (text == NULL)
    return FALSE;

  address = delivery_address_parse (text, NULL);
  if (address == NULL || (address->rendition == NULL) != wants_original)
    return FALSE;

  self->uri = delivery_address_to_uri (address, wants_original ? NULL : rendition);
  self->is_original = wants_original;
  if (!wants_original)
    {
      g_free (self->format_name);
      self->format_name =
          g_strdup (delivery_format_get_title (delivery_rendition_get_format (rendition)));
      if (!delivery_rendition_measure (rendition, self->width_px, self->height_px, self->master_px,
                                       &self->width_px, &self->height_px, &self->upscaled))
        self->width_px = self->height_px = 0;
      self->address = g_steal_pointer (&address);
      self->rendition = delivery_rendition_ref (rendition);
    }

  return TRUE;
}

/* The longest side of what @rendition makes of the picture: a direct preview knows nothing else of
 * it. */
static guint
get_wanted_px (DeliveryLink *self, DeliveryRendition *rendition)
{
  gboolean is_known = self->width_px > 0 && self->height_px > 0;
  guint source_px = G_MAXINT16; /* more than any rendition: shows what it asks for */
  guint width_px;
  guint height_px;

  if (!delivery_rendition_measure_uncropped (rendition, is_known ? self->width_px : source_px,
                                             is_known ? self->height_px : source_px,
                                             is_known ? self->master_px : source_px, &width_px,
                                             &height_px, is_known ? &self->upscaled : NULL))
    return G_MAXUINT;

  return MAX (width_px, height_px);
}

static guint
choose_direct_px (guint wanted_px)
{
  for (gsize i = 0; i < G_N_ELEMENTS (direct_sizes_px); i++)
    {
      if (direct_sizes_px[i] >= wanted_px)
        return direct_sizes_px[i];
    }

  return direct_sizes_px[G_N_ELEMENTS (direct_sizes_px) - 1];
}

char *
delivery_link_dup_direct_preview_uri (CantoAsset *asset, guint size_px)
{
  const char *link = canto_asset_get_link (asset, CANTO_LINK_DIRECT_PREVIEW);
  const char *end;
  const char *slash;

  if (!delivery_address_is_web_link (link))
    return NULL;

  /* Only the last part is the size (10.11, C20). */
  end = link + strcspn (link, "?#");
  slash = g_strrstr_len (link, end - link, "/");

  return g_strdup_printf ("%.*s/%u%s", (int) (slash - link), link, choose_direct_px (size_px), end);
}

static gboolean
take_direct_preview (DeliveryLink *self, CantoAsset *asset, DeliveryRendition *rendition)
{
  guint wanted_px = get_wanted_px (self, rendition);
  guint direct_px = choose_direct_px (wanted_px);
  guint longest_px = MAX (self->width_px, self->height_px);

  self->uri = delivery_link_dup_direct_preview_uri (asset, wanted_px);
  if (self->uri == NULL)
    return FALSE;

  g_free (self->format_name);
  self->format_name = g_strdup ("JPEG"); /* 10.8 */
  self->rendition = delivery_rendition_new_box (direct_px, DELIVERY_FORMAT_JPG);
  self->lost_crop = delivery_rendition_get_crops (rendition);
  self->lost_format = delivery_rendition_get_format (rendition) != DELIVERY_FORMAT_JPG;
  if (longest_px > direct_px)
    {
      double factor = (double) direct_px / longest_px;

      self->width_px = MAX (1, (guint) round (self->width_px * factor));
      self->height_px = MAX (1, (guint) round (self->height_px * factor));
    }

  return TRUE;
}

static gboolean
take_direct (DeliveryLink *self, CantoAsset *asset, DeliveryRendition *rendition)
{
  const char *original = canto_asset_get_link (asset, CANTO_LINK_DIRECT_ORIGINAL);

  self->is_direct = TRUE;
  if (self->is_picture && rendition != NULL)
    return take_direct_preview (self, asset, rendition);
  if (!delivery_address_is_web_link (original))
    return FALSE;

  self->uri = g_strdup (original);
  self->is_original = TRUE;

  return TRUE;
}

DeliveryLink *
delivery_link_new_for_rendition (CantoAsset *asset,
                                 DeliveryRendition *rendition,
                                 guint master_px,
                                 GError **error)
{
  g_autoptr (DeliveryLink) self = NULL;

  g_return_val_if_fail (asset != NULL, NULL);
  g_return_val_if_fail (master_px > 0, NULL);

  if (!canto_asset_get_is_complete (asset))
    {
      g_set_error (error, DELIVERY_ERROR, DELIVERY_ERROR_INCOMPLETE,
                   _ ("The details of “%s” are not there yet."), canto_asset_get_name (asset));
      return NULL;
    }

  self = link_new (asset, master_px);
  if (!take_delivery (self, asset, rendition) && !take_direct (self, asset, rendition))
    {
      g_set_error (error, DELIVERY_ERROR, DELIVERY_ERROR_NO_LINK, _ ("“%s” has no link."),
                   canto_asset_get_name (asset));
      return NULL;
    }

  return g_steal_pointer (&self);
}

DeliveryLink *
delivery_link_new (CantoAsset *asset, DeliveryRecipe *recipe, guint master_px, GError **error)
{
  g_autoptr (DeliveryRendition) rendition = NULL;
  DeliveryLink *self;
  gboolean lost_crop;

  g_return_val_if_fail (asset != NULL, NULL);
  g_return_val_if_fail (recipe != NULL, NULL);

  rendition =
      delivery_recipe_make_rendition (recipe, canto_asset_get_width_px (asset),
                                      canto_asset_get_height_px (asset), master_px, &lost_crop);
  self = delivery_link_new_for_rendition (asset, rendition, master_px, error);
  if (self != NULL && self->is_picture && lost_crop)
    self->lost_crop = TRUE;

  return self;
}

char *
delivery_link_dup_preview_uri (CantoAsset *asset, guint box_px)
{
  const char *text = delivery_asset_get_link_text (asset, FALSE);
  g_autoptr (DeliveryAddress) address = NULL;
  g_autoptr (DeliveryRendition) rendition = NULL;

  if (text == NULL || canto_asset_get_scheme (asset) != CANTO_SCHEME_IMAGE)
    return NULL;

  address = delivery_address_parse (text, NULL);
  if (address == NULL || address->rendition == NULL)
    return NULL;

  rendition = delivery_rendition_new_crop (0, 0, 0, 0, box_px, box_px, DELIVERY_FORMAT_JPG);

  return delivery_address_to_uri (address, rendition);
}

DeliveryLink *
delivery_link_ref (DeliveryLink *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
link_clear (gpointer data)
{
  DeliveryLink *self = data;

  canto_asset_unref (self->asset);
  g_clear_pointer (&self->address, delivery_address_free);
  g_clear_pointer (&self->rendition, delivery_rendition_unref);
  g_free (self->uri);
  g_free (self->title);
  g_free (self->alt);
  g_free (self->format_name);
}

void
delivery_link_unref (DeliveryLink *self)
{
  g_atomic_rc_box_release_full (self, link_clear);
}

CantoAsset *
delivery_link_get_asset (DeliveryLink *self)
{
  return self->asset;
}

DeliveryRendition *
delivery_link_get_rendition (DeliveryLink *self)
{
  return self->rendition;
}

guint
delivery_link_get_master_px (DeliveryLink *self)
{
  return self->master_px;
}

const char *
delivery_link_get_uri (DeliveryLink *self)
{
  return self->uri;
}

const char *
delivery_link_get_title (DeliveryLink *self)
{
  return self->title;
}

const char *
delivery_link_get_alt (DeliveryLink *self)
{
  return self->alt;
}

gboolean
delivery_link_get_is_picture (DeliveryLink *self)
{
  return self->is_picture;
}

gboolean
delivery_link_get_is_direct (DeliveryLink *self)
{
  return self->is_direct;
}

gboolean
delivery_link_get_is_original (DeliveryLink *self)
{
  return self->is_original;
}

guint
delivery_link_get_width_px (DeliveryLink *self)
{
  return self->width_px;
}

guint
delivery_link_get_height_px (DeliveryLink *self)
{
  return self->height_px;
}

gboolean
delivery_link_get_upscaled (DeliveryLink *self)
{
  return self->upscaled;
}

gboolean
delivery_link_get_lost_crop (DeliveryLink *self)
{
  return self->lost_crop;
}

gboolean
delivery_link_get_lost_format (DeliveryLink *self)
{
  return self->lost_format;
}

const char *
delivery_link_get_format_name (DeliveryLink *self)
{
  return self->format_name;
}

DeliveryFormat
delivery_link_get_format (DeliveryLink *self)
{
  return self->rendition != NULL ? delivery_rendition_get_format (self->rendition)
                                 : DELIVERY_FORMAT_JPG;
}

char *
delivery_link_dup_uri_of_width (DeliveryLink *self, guint width_px, DeliveryFormat format)
{
  g_autoptr (DeliveryRendition) rendition = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->address == NULL || width_px == 0)
    return NULL;
  rendition = delivery_rendition_with_width (self->rendition, width_px, format);

  return rendition != NULL ? delivery_address_to_uri (self->address, rendition) : NULL;
}

DeliveryLink *
delivery_link_make_direct (DeliveryLink *self)
{
  g_autoptr (DeliveryLink) direct = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->is_direct)
    return NULL;
  direct = link_new (self->asset, self->master_px);

  return take_direct (direct, self->asset, self->rendition) ? g_steal_pointer (&direct) : NULL;
}

DeliveryLink *
delivery_link_make_original (DeliveryLink *self)
{
  g_autoptr (DeliveryLink) original = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->is_original)
    return NULL;
  original = link_new (self->asset, self->master_px);

  return take_delivery (original, self->asset, NULL) ? g_steal_pointer (&original) : NULL;
}
