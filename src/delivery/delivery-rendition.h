/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  DELIVERY_FORMAT_JPG,
  DELIVERY_FORMAT_PNG,
  DELIVERY_FORMAT_WEBP,
  DELIVERY_FORMAT_TIF,
  DELIVERY_FORMAT_GIF,
  DELIVERY_FORMAT_JP2,
} DeliveryFormat;

#define DELIVERY_TYPE_RENDITION (delivery_rendition_get_type ())

/**
 * DeliveryRendition:
 *
 * What a delivery link asks the network to make of a picture: the ops of 11.4, in their order.
 * Immutable, atomically counted. Ops that we do not know survive reading and writing (11.12, C22).
 */
typedef struct _DeliveryRendition DeliveryRendition;

GType              delivery_rendition_get_type (void) G_GNUC_CONST;
DeliveryRendition *delivery_rendition_ref (DeliveryRendition *self);
void               delivery_rendition_unref (DeliveryRendition *self);

/* The word of a format in an op: "JPG". */
const char *delivery_format_get_op (DeliveryFormat format);

/* Whether @name may be that of a crop template: letters, digits and lines (11.4). */
gboolean delivery_rendition_is_template_name (const char *name);

/* The longest side fits in @box_px, in @format: `-B{n}-F{format}` (11.8). */
DeliveryRendition *delivery_rendition_new_box (guint box_px, DeliveryFormat format);

/* A crop in pixels of the master (11.9), then a scale to fit, then a format: the safe order (11.6).
 * A width of 0 leaves the step out. */
DeliveryRendition *delivery_rendition_new_crop (guint crop_width_px,
                                                guint crop_height_px,
                                                guint crop_left_px,
                                                guint crop_top_px,
                                                guint scale_width_px,
                                                guint scale_height_px,
                                                DeliveryFormat format);

/* A part of a picture. */
typedef struct
{
  guint width_px;
  guint height_px;
  guint left_px;
  guint top_px;
} DeliveryCrop;

/* From pixels of the source to those of its master: cut to integers (11.9), inside of it and at least
 * one pixel (11.11). The size of the source must be known. */
void delivery_crop_to_master (DeliveryCrop *crop,
                              guint source_width_px,
                              guint source_height_px,
                              guint master_px);

/* The same part of the picture, @width_px wide and in @format: `-S{n}` (11.8) after what crops. %NULL if that cannot be
 * said: it has an op that we do not know, or one that crops what was scaled. (transfer full) (nullable) */
DeliveryRendition *delivery_rendition_with_width (DeliveryRendition *self, guint width_px, DeliveryFormat format);

/* Reads the op part of a link, `-S800x400-FJPG`; an empty list of ops is an error (C21). */
DeliveryRendition *delivery_rendition_parse (const char *ops, GError **error);

/* Writes the ops: parse and to_ops are each other's inverse. (transfer full) */
char *delivery_rendition_to_ops (DeliveryRendition *self);

DeliveryFormat delivery_rendition_get_format (DeliveryRendition *self); /* the last -F wins (11.7) */
gboolean       delivery_rendition_get_crops (DeliveryRendition *self);  /* it shows only a part */

/**
 * delivery_rendition_measure:
 * @source_width_px: of the original; 0 if unknown
 * @master_px: longest side of the master (11.9), usually 2048
 * @upscaled: (out) (optional): whether more was asked for than there is (C23)
 *
 * The size that the rendition will have. Returns %FALSE if that cannot be known: of the templates only
 * the square is what its name says on every tenant.
 */
gboolean delivery_rendition_measure (DeliveryRendition *self,
                                     guint source_width_px,
                                     guint source_height_px,
                                     guint master_px,
                                     guint *width_px,
                                     guint *height_px,
                                     gboolean *upscaled);

/* The same for somebody who scales but does not crop, as the direct previews do (10.8). */
gboolean delivery_rendition_measure_uncropped (DeliveryRendition *self,
                                               guint source_width_px,
                                               guint source_height_px,
                                               guint master_px,
                                               guint *width_px,
                                               guint *height_px,
                                               gboolean *upscaled);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeliveryRendition, delivery_rendition_unref)

G_END_DECLS
