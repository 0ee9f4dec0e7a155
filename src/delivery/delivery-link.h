/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-asset.h"
#include "delivery-concerns.h"
#include "delivery-recipe.h"

G_BEGIN_DECLS

#define DELIVERY_TYPE_LINK (delivery_link_get_type ())

/**
 * DeliveryLink:
 *
 * An address that may be handed to another program, with what is needed to write it in each form:
 * immutable, atomically counted.
 */
typedef struct _DeliveryLink DeliveryLink;

/**
 * delivery_link_new:
 * @asset: with its details (canto_asset_get_is_complete())
 * @recipe: what to make of a picture
 * @master_px: longest side of the masters of the account (11.9, 17.9), see
 *   canto_account_get_delivery_master_px()
 *
 * Takes the first that @asset has: for an image the delivery link with what @recipe makes of it (11.2, 11.3); for
 * another scheme its delivery link to the original; then the direct preview in the nearest size that
 * is not smaller (10.8, 10.11, C20), or for what is no picture the direct original (10.9).
 *
 * Returns: (transfer full) (nullable): NULL with #DeliveryError
 */
DeliveryLink *delivery_link_new (CantoAsset *asset,
                                 DeliveryRecipe *recipe,
                                 guint master_px,
                                 GError **error);

/* The same with ops that are known already. @rendition: (nullable): NULL is the original */
DeliveryLink *delivery_link_new_for_rendition (CantoAsset *asset,
                                               DeliveryRendition *rendition,
                                               guint master_px,
                                               GError **error);

/* The first candidate for a small picture of @asset on the delivery network, or NULL: a box rendition
 * of the image itself (no token, counts not: 11.15). (transfer full) (nullable) */
char *delivery_link_dup_preview_uri (CantoAsset *asset, guint box_px);

/* The direct preview of @asset in the nearest size of 10.11 that is not smaller than @size_px (C20), or
 * NULL: no token, but it counts (13.6). (transfer full) (nullable) */
char *delivery_link_dup_direct_preview_uri (CantoAsset *asset, guint size_px);

/* What may stand in for a link of the delivery network that does not work: the direct link to the same (13.6), and the
 * link to the file itself on that network. %NULL if @self is one already, or the asset has none. (transfer full)
 * (nullable) */
DeliveryLink *delivery_link_make_direct (DeliveryLink *self);
DeliveryLink *delivery_link_make_original (DeliveryLink *self);

GType         delivery_link_get_type (void) G_GNUC_CONST;
DeliveryLink *delivery_link_ref (DeliveryLink *self);
void          delivery_link_unref (DeliveryLink *self);

/* What it is a link to, as it was known then. */
CantoAsset *delivery_link_get_asset (DeliveryLink *self);

/* What the link leads to: other than what was asked for where that is a direct preview, which is a box of one of the
 * sizes of 10.11, in JPEG and not cropped (10.8). (transfer none) (nullable): NULL is the original */
DeliveryRendition *delivery_link_get_rendition (DeliveryLink *self);

/* What it was made with. */
guint delivery_link_get_master_px (DeliveryLink *self);

const char *delivery_link_get_uri (DeliveryLink *self);
const char *delivery_link_get_title (DeliveryLink *self);    /* the asset's name */
const char *delivery_link_get_alt (DeliveryLink *self);      /* description, or name without suffix */
gboolean    delivery_link_get_is_picture (DeliveryLink *self);
gboolean    delivery_link_get_is_direct (DeliveryLink *self);
gboolean    delivery_link_get_is_original (DeliveryLink *self); /* to the file itself */
guint       delivery_link_get_width_px (DeliveryLink *self);  /* 0 if not known */
guint       delivery_link_get_height_px (DeliveryLink *self);
gboolean    delivery_link_get_upscaled (DeliveryLink *self);  /* more was asked than there is (C23) */
gboolean    delivery_link_get_lost_crop (DeliveryLink *self); /* direct links show all of a picture */
gboolean    delivery_link_get_lost_format (DeliveryLink *self); /* … and are JPEG (10.8) */
const char *delivery_link_get_format_name (DeliveryLink *self); /* "JPEG", "PDF"…, or "" */

DeliveryFormat delivery_link_get_format (DeliveryLink *self); /* of what the network makes; else JPEG */

/* The same picture in another width and format, which the network makes when it is asked for it; %NULL if this is no
 * link to what it makes. (transfer full) (nullable) */
char *delivery_link_dup_uri_of_width (DeliveryLink *self, guint width_px, DeliveryFormat format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeliveryLink, delivery_link_unref)

/*
 * The forms, for one link or several (one a line). All are (transfer full).
 * @links: (element-type DeliveryLink)
 */
char   *delivery_links_to_text (GPtrArray *links);     /* the addresses */
char   *delivery_links_to_uri_list (GPtrArray *links); /* RFC 2483, CRLF */
GBytes *delivery_links_to_moz_url (GPtrArray *links);  /* address, newline, title; UTF-16LE */

G_END_DECLS
