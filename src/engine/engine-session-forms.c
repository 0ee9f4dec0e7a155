/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How links are handed over: the presets, and the forms that links are written in. */

#include "engine-session-private.h"

EnginePresets *
engine_session_get_presets (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  if (self->presets == NULL)
    self->presets = engine_presets_new (NULL, NULL);

  return self->presets;
}

void
engine_session_set_presets (EngineSession *self, EnginePresets *presets)
{
  g_return_if_fail (ENGINE_IS_SESSION (self));
  g_return_if_fail (ENGINE_IS_PRESETS (presets));

  g_set_object (&self->presets, presets);
}

/* Of what is empty, nothing is kept. */
static void
set_text (char **place, const char *text)
{
  char *copy = text != NULL && *text != '\0' ? g_strdup (text) : NULL;

  g_free (*place);
  *place = copy;
}

void
engine_session_set_form_options (EngineSession *self, const DeliveryFormOptions *options)
{
  g_return_if_fail (ENGINE_IS_SESSION (self));
  g_return_if_fail (options != NULL);

  set_text (&self->alt_field, options->alt_field);
  set_text (&self->credit_field, options->credit_field);
  set_text (&self->picture_sizes, options->sizes);
  self->with_credit = options->with_credit;
}

static DeliveryFormOptions
get_options (EngineSession *self, DeliveryPreset *preset)
{
  return (DeliveryFormOptions){
    .alt_field = self->alt_field,
    .credit_field = self->credit_field,
    .with_credit = self->with_credit,
    .sizes = self->picture_sizes,
    .template_text = delivery_preset_get_template_text (preset),
  };
}

char *
engine_session_write_links (EngineSession *self, DeliveryPreset *preset, GPtrArray *links)
{
  DeliveryFormOptions options;

  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);
  g_return_val_if_fail (preset != NULL && links != NULL && links->len > 0, NULL);

  options = get_options (self, preset);

  return delivery_form_write (delivery_preset_get_form (preset), links, &options);
}

char *
engine_session_write_links_html (EngineSession *self, DeliveryPreset *preset, GPtrArray *links)
{
  DeliveryFormOptions options;

  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);
  g_return_val_if_fail (preset != NULL && links != NULL && links->len > 0, NULL);

  options = get_options (self, preset);

  return delivery_form_write_html (delivery_preset_get_form (preset), links, &options);
}
