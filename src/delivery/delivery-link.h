/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-asset.h"
#include "delivery-concerns.h"
#include "delivery-rendition.h"

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
 * @rendition: (nullable): what to make of a picture; %NULL is the original
 *
 * Takes the first that @asset has: for an image the delivery link with @rendition (11.2, 11.3); for
 * another scheme its delivery link to the original; then the direct preview in the nearest size that
 * is not smaller (10.8, 10.11, C20), or for what is no picture the direct original (10.9).
 *
 * Returns: (transfer full) (nullable): NULL with #DeliveryError
 */
DeliveryLink *delivery_link_new (CantoAsset *asset, DeliveryRendition *rendition, GError **error);

/* The first candidate for a small picture of @asset on the delivery network, or NULL: a box rendition
 * of the image itself (no token, counts not: 11.15). (transfer full) (nullable) */
char *delivery_link_dup_preview_uri (CantoAsset *asset, guint box_px);

/* The direct preview of @asset in the nearest size of 10.11 that is not smaller than @size_px (C20), or
 * NULL: no token, but it counts (13.6). (transfer full) (nullable) */
char *delivery_link_dup_direct_preview_uri (CantoAsset *asset, guint size_px);

GType         delivery_link_get_type (void) G_GNUC_CONST;
DeliveryLink *delivery_link_ref (DeliveryLink *self);
void          delivery_link_unref (DeliveryLink *self);

const char *delivery_link_get_uri (DeliveryLink *self);
const char *delivery_link_get_title (DeliveryLink *self);    /* the asset's name */
const char *delivery_link_get_alt (DeliveryLink *self);      /* description, or name without suffix */
gboolean    delivery_link_get_is_picture (DeliveryLink *self);
gboolean    delivery_link_get_is_direct (DeliveryLink *self);
guint       delivery_link_get_width_px (DeliveryLink *self);  /* 0 if not known */
guint       delivery_link_get_height_px (DeliveryLink *self);
gboolean    delivery_link_get_upscaled (DeliveryLink *self);  /* more was asked than there is (C23) */
gboolean    delivery_link_get_lost_crop (DeliveryLink *self); /* direct links show all of a picture */
gboolean    delivery_link_get_lost_format (DeliveryLink *self); /* … and are JPEG (10.8) */
const char *delivery_link_get_format_name (DeliveryLink *self); /* "JPEG", "PDF"…, or "" */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeliveryLink, delivery_link_unref)

/*
 * The forms, for one link or several (one a line). All are (transfer full).
 * @links: (element-type DeliveryLink)
 */
char   *delivery_links_to_text (GPtrArray *links);     /* the addresses */
char   *delivery_links_to_html (GPtrArray *links);     /* <img …> or <a …>, fully escaped */
char   *delivery_links_to_uri_list (GPtrArray *links); /* RFC 2483, CRLF */
GBytes *delivery_links_to_moz_url (GPtrArray *links);  /* address, newline, title; UTF-16LE */

G_END_DECLS
