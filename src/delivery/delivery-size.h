/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-recipe.h"

G_BEGIN_DECLS

/**
 * DeliverySize:
 * @DELIVERY_SIZE_ORIGINAL: the file itself, in its own format
 * @DELIVERY_SIZE_2000: the longest side has at most so many pixels
 * @DELIVERY_SIZE_SQUARE: as the tenant crops squares, at most 800 px
 * @DELIVERY_SIZE_LANDSCAPE: as the tenant crops landscapes, as large as the master has it
 * @DELIVERY_SIZE_PORTRAIT: as the tenant crops portraits
 *
 * What a menu offers of all that the delivery network can make.
 */
typedef enum
{
  DELIVERY_SIZE_ORIGINAL,
  DELIVERY_SIZE_2000,
  DELIVERY_SIZE_1200,
  DELIVERY_SIZE_400,
  DELIVERY_SIZE_SQUARE,
  DELIVERY_SIZE_LANDSCAPE,
  DELIVERY_SIZE_PORTRAIT,
  DELIVERY_N_SIZES,
} DeliverySize;

const char *delivery_size_get_title (DeliverySize size); /* "1200 px" */

/* The original keeps its own format. (transfer full) */
DeliveryRecipe *delivery_size_make_recipe (DeliverySize size, DeliveryFormat format);

/* %FALSE if @recipe is of none, which leaves @size alone. */
gboolean delivery_size_from_recipe (DeliveryRecipe *recipe, DeliverySize *size);

/* For people: of the three smart crops that every tenant has (11.2), else @name. */
const char *delivery_template_get_title (const char *name);

G_END_DECLS
