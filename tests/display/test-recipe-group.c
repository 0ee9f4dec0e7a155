/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a preset makes of pictures, in its editor: the numbers. */

#include "picker-recipe-group.h"
#include "test-widget.h"

/* Of a recipe that shows all of them, what it makes. */
static void
assert_recipe (gpointer group, const char *expected)
{
  g_autoptr (DeliveryRecipe) recipe = picker_recipe_group_dup_recipe (group);
  g_autofree char *text = delivery_recipe_to_text (recipe);

  g_assert_cmpstr (text, ==, expected);
}

/* As somebody who types, or pastes, and goes on. */
static void
type_into (gpointer group, const char *spin_name, const char *text)
{
  GtkSpinButton *spin = test_widget_get_child (group, spin_name);

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  gtk_spin_button_update (spin);
}

/* No number is no size: what was there before stays. */
static void
test_no_number (void)
{
  static const char *const spins[] = { "shape_width_spin", "shape_height_spin", "width_spin",
                                       "height_spin" };
  static const char *const texts[] = { "abc", "", "0", "12 px", "9999999" };
  g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse ("5:4/1000x750/png", NULL);
  PickerRecipeGroup *group = g_object_new (PICKER_TYPE_RECIPE_GROUP, NULL);
  GtkWidget *window = test_widget_show (GTK_WIDGET (group), 400, 400);

  picker_recipe_group_set_recipe (group, recipe);
  for (guint i = 0; i < G_N_ELEMENTS (spins); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          type_into (group, spins[i], texts[j]);
          assert_recipe (group, "5:4/1000x750/png");
        }
    }
  type_into (group, "width_spin", "600");
  type_into (group, "shape_height_spin", "3");
  assert_recipe (group, "5:3/600x750/png");

  test_widget_close (window);
}

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  g_test_add_func ("/recipe-group/no-number", test_no_number);

  return g_test_run ();
}
