/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-field.h"

#include "canto-records-private.h"

G_DEFINE_BOXED_TYPE (CantoField, canto_field, canto_field_ref, canto_field_unref)

CantoField *
canto_field_alloc (void)
{
  return g_atomic_rc_box_new0 (CantoField);
}

CantoField *
canto_field_ref (CantoField *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
canto_field_clear (gpointer data)
{
  CantoField *self = data;

  g_free (self->id);
  g_free (self->name);
  g_strfreev (self->values);
}

void
canto_field_unref (CantoField *self)
{
  g_atomic_rc_box_release_full (self, canto_field_clear);
}

const char *
canto_field_get_id (CantoField *self)
{
  return self->id;
}

const char *
canto_field_get_name (CantoField *self)
{
  return self->name;
}

const char *const *
canto_field_get_values (CantoField *self)
{
  return (const char *const *) self->values;
}

CantoFieldKind
canto_field_get_kind (CantoField *self)
{
  static const struct
  {
    const char *prefix;
    CantoFieldKind kind;
  } kinds[] = {
    { "meta_number", CANTO_FIELD_NUMBER },       { "meta_date", CANTO_FIELD_DATE },
    { "meta_textarea", CANTO_FIELD_LONG_TEXT },  { "meta_longtext", CANTO_FIELD_LONG_TEXT },
    { "meta_paragraph", CANTO_FIELD_LONG_TEXT },
  };

  if (self->values[0] != NULL)
    return g_str_has_prefix (self->id, "meta_multi") ? CANTO_FIELD_CHOICES : CANTO_FIELD_CHOICE;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_has_prefix (self->id, kinds[i].prefix))
        return kinds[i].kind;
    }

  return CANTO_FIELD_TEXT;
}
