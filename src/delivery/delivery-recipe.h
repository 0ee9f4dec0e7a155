/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-asset.h"
#include "delivery-rendition.h"

G_BEGIN_DECLS

/**
 * DeliveryCutKind:
 * @DELIVERY_CUT_NONE: all of the picture
 * @DELIVERY_CUT_NAMED: one of the tenant's smart crops (11.4)
 * @DELIVERY_CUT_SHAPE: the largest part of a shape, around the middle
 * @DELIVERY_CUT_PART: a part that somebody chose
 */
typedef enum
{
  DELIVERY_CUT_NONE,
  DELIVERY_CUT_NAMED,
  DELIVERY_CUT_SHAPE,
  DELIVERY_CUT_PART,
} DeliveryCutKind;

/* A side of a part is counted in this many steps. */
#define DELIVERY_WHOLE 1000000

/**
 * DeliveryCut:
 * @name: of %DELIVERY_CUT_NAMED: letters, digits and lines
 * @shape_width: of %DELIVERY_CUT_SHAPE: 16 of 16:9
 * @left: of %DELIVERY_CUT_PART, like the others: in %DELIVERY_WHOLE of the side of the original, so that it holds for
 *   pictures of any size
 *
 * What is taken of a picture before it is scaled.
 */
typedef struct
{
  DeliveryCutKind kind;
  const char *name;
  guint shape_width;
  guint shape_height;
  guint left;
  guint top;
  guint width;
  guint height;
} DeliveryCut;

#define DELIVERY_TYPE_RECIPE (delivery_recipe_get_type ())

/**
 * DeliveryRecipe:
 *
 * What is to be made of any picture: a cut, a size and a format; or nothing, which gives the file as it was uploaded.
 * For one picture it becomes a #DeliveryRendition. Immutable, atomically counted.
 *
 * It has a text that never changes, for settings, files and the command line:
 *
 *   original            the file itself
 *   1200/jpg            the longest side has at most so many pixels
 *   1200x630/webp       fits into so many pixels
 *   600x/png            by its width
 *   square/800/jpg      a smart crop; one whose name begins with a digit has "=" before it
 *   16:9/1600x900/jpg   a shape
 *   0,250000,1000000,500000/1200/jpg
 *                       left, top, width and height of a part, in millionths
 *   jpg                 all of it, as large as the master has it (11.9)
 */
typedef struct _DeliveryRecipe DeliveryRecipe;

GType           delivery_recipe_get_type (void) G_GNUC_CONST;
DeliveryRecipe *delivery_recipe_ref (DeliveryRecipe *self);
void            delivery_recipe_unref (DeliveryRecipe *self);
gboolean        delivery_recipe_equal (DeliveryRecipe *self, DeliveryRecipe *other);

DeliveryRecipe *delivery_recipe_new_original (void);

/* @cut: (nullable): NULL is all of it
 * @width_px, @height_px: to fit into; a @height_px of 0 is by width, both 0 as large as there is */
DeliveryRecipe *delivery_recipe_new (const DeliveryCut *cut,
                                     guint width_px,
                                     guint height_px,
                                     DeliveryFormat format);

/* The same in another format; the original stays as it is. (transfer full) */
DeliveryRecipe *delivery_recipe_with_format (DeliveryRecipe *self, DeliveryFormat format);

/* @error: %DELIVERY_ERROR_BAD_RECIPE, which says what is wrong. (transfer full) (nullable) */
DeliveryRecipe *delivery_recipe_parse (const char *text, GError **error);
char           *delivery_recipe_to_text (DeliveryRecipe *self); /* (transfer full) */

/* "1200 px JPEG" in the person's language. (transfer full) */
char *delivery_recipe_dup_title (DeliveryRecipe *self);

gboolean       delivery_recipe_get_is_original (DeliveryRecipe *self);
DeliveryCut    delivery_recipe_get_cut (DeliveryRecipe *self); /* its name is borrowed */
guint          delivery_recipe_get_width_px (DeliveryRecipe *self);
guint          delivery_recipe_get_height_px (DeliveryRecipe *self);
DeliveryFormat delivery_recipe_get_format (DeliveryRecipe *self);
/* Whether it shows a part of a picture, so it wants the delivery network. */
gboolean       delivery_recipe_get_crops (DeliveryRecipe *self);

/**
 * delivery_recipe_make_rendition:
 * @source_width_px: of the original; 0 if unknown, which leaves out a shape or a part: @lost_crop tells
 * @master_px: longest side of the master (11.9)
 * @lost_crop: (out) (optional)
 *
 * The ops for one picture, in the safe order (11.6): what cuts, in pixels of its master (11.9), then what scales, then
 * the format.
 *
 * Returns: (transfer full) (nullable): NULL for the original, which has none
 */
DeliveryRendition *delivery_recipe_make_rendition (DeliveryRecipe *self,
                                                   guint source_width_px,
                                                   guint source_height_px,
                                                   guint master_px,
                                                   gboolean *lost_crop);

/* What @cut takes of a picture, in its pixels, rounded inwards and at least one. @cut: of a shape or a part */
void delivery_cut_measure (const DeliveryCut *cut, guint source_width_px, guint source_height_px, DeliveryCrop *crop);

const char *delivery_format_get_title (DeliveryFormat format); /* "JPEG": a name, not translated */

/* The formats that are offered for the web: JPEG, PNG, WebP. */
#define DELIVERY_N_OFFERED_FORMATS (DELIVERY_FORMAT_WEBP + 1)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeliveryRecipe, delivery_recipe_unref)

G_END_DECLS
