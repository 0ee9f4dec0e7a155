/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-place.h"

#include <glib/gi18n.h>

struct _PickerPlace
{
  GObject parent_instance;

  /* Owned. */
  CatalogBranch *branch;

  /* State. */
  CantoScheme scheme;
  const char *title; /* interned */
  const char *icon_name;
  gboolean is_heading;
  gboolean is_history;
};

G_DEFINE_FINAL_TYPE (PickerPlace, picker_place, G_TYPE_OBJECT)

static const struct
{
  CantoScheme scheme;
  const char *title;
  const char *icon_name;
} places[] = {
  { CANTO_SCHEME_UNKNOWN, N_ ("All Assets"), "view-grid-symbolic" },
  { CANTO_SCHEME_IMAGE, N_ ("Images"), "image-x-generic-symbolic" },
  { CANTO_SCHEME_VIDEO, N_ ("Videos"), "video-x-generic-symbolic" },
  { CANTO_SCHEME_AUDIO, N_ ("Audio"), "audio-x-generic-symbolic" },
  { CANTO_SCHEME_DOCUMENT, N_ ("Documents"), "x-office-document-symbolic" },
  { CANTO_SCHEME_PRESENTATION, N_ ("Presentations"), "x-office-presentation-symbolic" },
  { CANTO_SCHEME_OTHER, N_ ("Other"), "package-x-generic-symbolic" },
};

static void
picker_place_finalize (GObject *object)
{
  PickerPlace *self = PICKER_PLACE (object);

  g_clear_object (&self->branch);

  G_OBJECT_CLASS (picker_place_parent_class)->finalize (object);
}

static void
picker_place_class_init (PickerPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = picker_place_finalize;
}

static void
picker_place_init (PickerPlace *self)
{
}

PickerPlace *
picker_place_new (CantoScheme scheme)
{
  PickerPlace *self = g_object_new (PICKER_TYPE_PLACE, NULL);

  self->scheme = scheme;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (places[i].scheme != scheme)
        continue;
      self->title = _ (places[i].title);
      self->icon_name = places[i].icon_name;
    }

  return self;
}

PickerPlace *
picker_place_new_history (void)
{
  PickerPlace *self = g_object_new (PICKER_TYPE_PLACE, NULL);

  /* Translators: a place in the sidebar: what the person has copied and dragged lately */
  self->title = _ ("Recent Picks");
  self->icon_name = "document-open-recent-symbolic";
  self->is_history = TRUE;

  return self;
}

PickerPlace *
picker_place_new_heading (const char *title, CatalogBranch *branch)
{
  PickerPlace *self = g_object_new (PICKER_TYPE_PLACE, NULL);

  self->title = g_intern_string (title);
  self->is_heading = TRUE;
  self->branch = g_object_ref (branch);

  return self;
}

const char *
picker_place_get_title (PickerPlace *self)
{
  g_return_val_if_fail (PICKER_IS_PLACE (self), NULL);

  return self->title;
}

const char *
picker_place_get_icon_name (PickerPlace *self)
{
  g_return_val_if_fail (PICKER_IS_PLACE (self), NULL);

  return self->icon_name;
}

CantoScheme
picker_place_get_scheme (PickerPlace *self)
{
  g_return_val_if_fail (PICKER_IS_PLACE (self), CANTO_SCHEME_UNKNOWN);

  return self->scheme;
}

gboolean
picker_place_get_is_heading (PickerPlace *self)
{
  g_return_val_if_fail (PICKER_IS_PLACE (self), FALSE);

  return self->is_heading;
}

gboolean
picker_place_get_is_history (PickerPlace *self)
{
  g_return_val_if_fail (PICKER_IS_PLACE (self), FALSE);

  return self->is_history;
}

CatalogBranch *
picker_place_get_branch (PickerPlace *self)
{
  g_return_val_if_fail (PICKER_IS_PLACE (self), NULL);

  return self->branch;
}
