/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "delivery-preset.h"

#include <glib/gi18n-lib.h>

struct _DeliveryPreset
{
  char *name; /* (nullable) */
  DeliveryRecipe *recipe;
  DeliveryForm form;
  char *template_text; /* (nullable) */
};

G_DEFINE_BOXED_TYPE (DeliveryPreset, delivery_preset, delivery_preset_ref, delivery_preset_unref)

DeliveryPreset *
delivery_preset_new (const char *name,
                     DeliveryRecipe *recipe,
                     DeliveryForm form,
                     const char *template_text)
{
  DeliveryPreset *self;

  g_return_val_if_fail (recipe != NULL, NULL);
  g_return_val_if_fail (form < DELIVERY_N_FORMS, NULL);

  self = g_atomic_rc_box_new0 (DeliveryPreset);
  self->name = g_strdup (name);
  self->recipe = delivery_recipe_ref (recipe);
  self->form = form;
  self->template_text = g_strdup (template_text);

  return self;
}

DeliveryPreset *
delivery_preset_with_recipe (DeliveryPreset *self, DeliveryRecipe *recipe)
{
  g_return_val_if_fail (self != NULL, NULL);

  return delivery_preset_new (NULL, recipe, self->form, self->template_text);
}

DeliveryPreset *
delivery_preset_with_form (DeliveryPreset *self, DeliveryForm form, const char *template_text)
{
  g_return_val_if_fail (self != NULL, NULL);

  return delivery_preset_new (NULL, self->recipe, form, template_text);
}

DeliveryPreset *
delivery_preset_with_name (DeliveryPreset *self, const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);

  return delivery_preset_new (name, self->recipe, self->form, self->template_text);
}

DeliveryPreset *
delivery_preset_ref (DeliveryPreset *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
preset_clear (gpointer data)
{
  DeliveryPreset *self = data;

  g_free (self->name);
  delivery_recipe_unref (self->recipe);
  g_free (self->template_text);
}

void
delivery_preset_unref (DeliveryPreset *self)
{
  g_atomic_rc_box_release_full (self, preset_clear);
}

gboolean
delivery_preset_equal (DeliveryPreset *self, DeliveryPreset *other)
{
  return g_strcmp0 (self->name, other->name) == 0
         && delivery_recipe_equal (self->recipe, other->recipe) && self->form == other->form
         && g_strcmp0 (self->template_text, other->template_text) == 0;
}

const char *
delivery_preset_get_name (DeliveryPreset *self)
{
  return self->name;
}

DeliveryRecipe *
delivery_preset_get_recipe (DeliveryPreset *self)
{
  return self->recipe;
}

DeliveryForm
delivery_preset_get_form (DeliveryPreset *self)
{
  return self->form;
}

const char *
delivery_preset_get_template_text (DeliveryPreset *self)
{
  return self->template_text;
}

char *
delivery_preset_dup_title (DeliveryPreset *self)
{
  g_autofree char *recipe = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->name != NULL)
    return g_strdup (self->name);

  recipe = delivery_recipe_dup_title (self->recipe);
  if (self->form == DELIVERY_FORM_URL)
    return g_steal_pointer (&recipe);

  /* Translators: what is made of a picture, and the form of its link, as "1200 px JPEG, Markdown"
   */
  return g_strdup_printf (_ ("%s, %s"), recipe, delivery_form_get_title (self->form));
}
