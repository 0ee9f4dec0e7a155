/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the service can be asked beside what lists of the picker ask. */

#include "canto-query-private.h"

/* @text: (transfer full) (nullable) */
static CantoQuery *
with_value (CantoQuery *self, guint value, char *text)
{
  self = canto_query_make_writable (self);
  g_free (self->values[value]);
  self->values[value] = text;

  return self;
}

CantoQuery *
canto_query_with_range (CantoQuery *self, CantoRange range, guint64 from, guint64 to)
{
  g_return_val_if_fail (range < CANTO_N_RANGES, self);
  g_return_val_if_fail (from <= to, self); /* 5.23 */

  return with_value (self, range,
                     from == 0 && to == 0
                         ? NULL
                         : g_strdup_printf ("%" G_GUINT64_FORMAT "..%" G_GUINT64_FORMAT, from, to));
}

/* NULL for none, and where one is no item of a list. */
static char *
join (const char *const *items, gboolean of_any)
{
  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    g_return_val_if_fail (canto_query_is_item (items[i]), NULL);
  if (items == NULL || items[0] == NULL)
    return NULL;

  return of_any ? g_strjoinv ("|", (char **) items) : canto_query_join_all (items);
}

CantoQuery *
canto_query_with_literal_tags (CantoQuery *self, const char *const *tags)
{
  return with_value (self, CANTO_QUERY_LITERAL_TAGS, join (tags, FALSE));
}

CantoQuery *
canto_query_with_owners (CantoQuery *self, const char *const *user_ids)
{
  return with_value (self, CANTO_QUERY_OWNERS, join (user_ids, TRUE));
}

CantoQuery *
canto_query_with_storage (CantoQuery *self, CantoStorage storage)
{
  static const char *const words[] = { NULL, "standard", "freeze" };

  g_return_val_if_fail (storage < G_N_ELEMENTS (words), self);

  return with_value (self, CANTO_QUERY_STORAGE, g_strdup (words[storage]));
}

CantoQuery *
canto_query_with_place (CantoQuery *self, CantoPlace place)
{
  static const char *const words[] = { NULL,       "filename", "description", "comment",
                                       "keywords", "author",   "tags" };

  g_return_val_if_fail (place < G_N_ELEMENTS (words), self);

  return with_value (self, CANTO_QUERY_PLACE, g_strdup (words[place]));
}

CantoQuery *
canto_query_with_any_word (CantoQuery *self, gboolean any_word)
{
  return with_value (self, CANTO_QUERY_OPERATOR, any_word ? g_strdup ("or") : NULL);
}

CantoQuery *
canto_query_with_exact_match (CantoQuery *self, gboolean is_exact)
{
  return with_value (self, CANTO_QUERY_EXACT, is_exact ? g_strdup ("true") : NULL);
}

CantoQuery *
canto_query_with_more_field (CantoQuery *self, const char *field_id, const char *value)
{
  g_autofree char *parameter = NULL;
  char *before;

  g_return_val_if_fail (field_id != NULL, self);

  self = canto_query_make_writable (self);
  parameter = canto_query_make_field (field_id, value);
  before = self->more_fields;
  self->more_fields = g_strconcat (before != NULL ? before : "", parameter, NULL);
  g_free (before);

  return self;
}
