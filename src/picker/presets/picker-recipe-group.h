/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "delivery-recipe.h"

G_BEGIN_DECLS

/**
 * PickerRecipeGroup:
 *
 * What is made of a picture: which part of it, how large and in which format. PickerRecipeGroup::changed tells of each
 * change by the person.
 */
#define PICKER_TYPE_RECIPE_GROUP (picker_recipe_group_get_type ())
G_DECLARE_FINAL_TYPE (PickerRecipeGroup, picker_recipe_group, PICKER, RECIPE_GROUP, AdwPreferencesGroup)

void picker_recipe_group_set_recipe (PickerRecipeGroup *self, DeliveryRecipe *recipe);
/* (transfer full) (nullable): NULL while what is typed makes none, which is shown there */
DeliveryRecipe *picker_recipe_group_dup_recipe (PickerRecipeGroup *self);

G_END_DECLS
