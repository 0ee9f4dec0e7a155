/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "delivery-size.h"

#include <glib/gi18n-lib.h>

/* By DeliverySize. */
static const struct
{
  const char *title;
  const char *template; /* (nullable) */
  guint box_px;         /* 0: as large as there is */
} sizes[DELIVERY_N_SIZES] = {
  /* Translators: the file itself, as it was uploaded */
  { N_ ("Original"), NULL, 0 },
  { N_ ("2000 px"), NULL, 2000 },
  { N_ ("1200 px"), NULL, 1200 },
  { N_ ("400 px"), NULL, 400 },
  { N_ ("Square 800 px"), "square", 800 },
  { N_ ("Landscape"), "landscape", 0 },
  { N_ ("Portrait"), "portrait", 0 },
};

static const struct
{
  const char *name;
  const char *title;
} templates[] = {
  { "square", N_ ("Square") },
  { "landscape", N_ ("Landscape") },
  { "portrait", N_ ("Portrait") },
};

const char *
delivery_size_get_title (DeliverySize size)
{
  g_return_val_if_fail (size < DELIVERY_N_SIZES, NULL);

  return _ (sizes[size].title);
}

DeliveryRecipe *
delivery_size_make_recipe (DeliverySize size, DeliveryFormat format)
{
  DeliveryCut cut = { DELIVERY_CUT_NAMED };

  g_return_val_if_fail (size < DELIVERY_N_SIZES, NULL);

  if (size == DELIVERY_SIZE_ORIGINAL)
    return delivery_recipe_new_original ();

  cut.name = sizes[size].template;

  return delivery_recipe_new (cut.name != NULL ? &cut : NULL, sizes[size].box_px,
                              sizes[size].box_px, format);
}

gboolean
delivery_size_from_recipe (DeliveryRecipe *recipe, DeliverySize *size)
{
  g_return_val_if_fail (recipe != NULL, FALSE);

  for (guint i = 0; i < DELIVERY_N_SIZES; i++)
    {
      g_autoptr (DeliveryRecipe) of_size =
          delivery_size_make_recipe ((DeliverySize) i, delivery_recipe_get_format (recipe));

      if (delivery_recipe_equal (of_size, recipe))
        {
          *size = (DeliverySize) i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
delivery_template_get_title (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      if (g_str_equal (templates[i].name, name))
        return _ (templates[i].title);
    }

  return name;
}
