/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-form.h"
#include "delivery-recipe.h"

G_BEGIN_DECLS

#define DELIVERY_TYPE_PRESET (delivery_preset_get_type ())

/**
 * DeliveryPreset:
 *
 * What is handed over: what is made of an asset, and the form in which its link is written. A person's own ones have a
 * name. Immutable, atomically counted.
 */
typedef struct _DeliveryPreset DeliveryPreset;

/**
 * delivery_preset_new:
 * @name: (nullable): NULL for one that was put together in passing
 * @template_text: (nullable): of %DELIVERY_FORM_TEMPLATE, see delivery_template_check()
 */
DeliveryPreset *delivery_preset_new (const char *name,
                                     DeliveryRecipe *recipe,
                                     DeliveryForm form,
                                     const char *template_text);

/* The same, with something else in it; what was put together so has no name. (transfer full) */
DeliveryPreset *delivery_preset_with_recipe (DeliveryPreset *self, DeliveryRecipe *recipe);
DeliveryPreset *delivery_preset_with_form (DeliveryPreset *self, DeliveryForm form, const char *template_text);
/* @name: (nullable) */
DeliveryPreset *delivery_preset_with_name (DeliveryPreset *self, const char *name);

GType           delivery_preset_get_type (void) G_GNUC_CONST;
DeliveryPreset *delivery_preset_ref (DeliveryPreset *self);
void            delivery_preset_unref (DeliveryPreset *self);
gboolean        delivery_preset_equal (DeliveryPreset *self, DeliveryPreset *other); /* in all, their names too */

const char     *delivery_preset_get_name (DeliveryPreset *self); /* (nullable) */
DeliveryRecipe *delivery_preset_get_recipe (DeliveryPreset *self);
DeliveryForm    delivery_preset_get_form (DeliveryPreset *self);
const char     *delivery_preset_get_template_text (DeliveryPreset *self); /* (nullable) */

/* Its name, or "1200 px JPEG" and, if it is not the address alone, its form. (transfer full) */
char *delivery_preset_dup_title (DeliveryPreset *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeliveryPreset, delivery_preset_unref)

G_END_DECLS
