/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-query-private.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (CantoQuery, canto_query, canto_query_ref, canto_query_unref)

CantoQuery *
canto_query_new (void)
{
  CantoQuery *self = g_atomic_rc_box_new0 (CantoQuery);

  self->keyword = g_strdup ("");
  self->descending = TRUE;

  return self;
}

CantoQuery *
canto_query_ref (CantoQuery *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
canto_query_clear (gpointer data)
{
  CantoQuery *self = data;

  g_free (self->keyword);
  g_free (self->container_id);
  g_strfreev (self->tags);
  g_strfreev (self->keywords);
  g_free (self->field_id);
  g_free (self->field_value);
  g_free (self->more_fields);
  for (guint i = 0; i < CANTO_N_QUERY_VALUES; i++)
    g_free (self->values[i]);
}

void
canto_query_unref (CantoQuery *self)
{
  g_atomic_rc_box_release_full (self, canto_query_clear);
}

static gboolean
lists_are_equal (char **a, char **b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

static gboolean
values_are_equal (CantoQuery *a, CantoQuery *b)
{
  for (guint i = 0; i < CANTO_N_QUERY_VALUES; i++)
    {
      if (g_strcmp0 (a->values[i], b->values[i]) != 0)
        return FALSE;
    }

  return g_strcmp0 (a->more_fields, b->more_fields) == 0;
}

static gboolean
filters_are_equal (CantoQuery *a, CantoQuery *b)
{
  return a->schemes == b->schemes && a->approvals == b->approvals
         && a->orientations == b->orientations && a->modified_from_s == b->modified_from_s
         && a->modified_to_s == b->modified_to_s && lists_are_equal (a->tags, b->tags)
         && lists_are_equal (a->keywords, b->keywords) && g_strcmp0 (a->field_id, b->field_id) == 0
         && g_strcmp0 (a->field_value, b->field_value) == 0 && values_are_equal (a, b);
}

gboolean
canto_query_equal (CantoQuery *a, CantoQuery *b)
{
  return g_str_equal (a->keyword, b->keyword) && filters_are_equal (a, b)
         && a->container_scheme == b->container_scheme
         && g_strcmp0 (a->container_id, b->container_id) == 0 && a->sort == b->sort
         && a->descending == b->descending;
}

CantoQuery *
canto_query_make_writable (CantoQuery *self)
{
  CantoQuery *copy = g_atomic_rc_box_dup (sizeof (CantoQuery), self);

  copy->keyword = g_strdup (self->keyword);
  copy->container_id = g_strdup (self->container_id);
  copy->tags = g_strdupv (self->tags);
  copy->keywords = g_strdupv (self->keywords);
  copy->field_id = g_strdup (self->field_id);
  copy->field_value = g_strdup (self->field_value);
  copy->more_fields = g_strdup (self->more_fields);
  for (guint i = 0; i < CANTO_N_QUERY_VALUES; i++)
    copy->values[i] = g_strdup (self->values[i]);
  canto_query_unref (self);

  return copy;
}

CantoQuery *
canto_query_with_keyword (CantoQuery *self, const char *keyword)
{
  self = canto_query_make_writable (self);
  g_free (self->keyword);
  self->keyword = g_strdup (keyword != NULL ? keyword : "");

  return self;
}

CantoQuery *
canto_query_with_schemes (CantoQuery *self, guint scheme_mask)
{
  self = canto_query_make_writable (self);
  self->schemes = scheme_mask;

  return self;
}

CantoQuery *
canto_query_with_container (CantoQuery *self, CantoScheme scheme, const char *id)
{
  self = canto_query_make_writable (self);
  g_free (self->container_id);
  self->container_scheme = id != NULL ? scheme : CANTO_SCHEME_UNKNOWN;
  self->container_id = g_strdup (id);

  return self;
}

CantoQuery *
canto_query_with_approvals (CantoQuery *self, guint approval_mask)
{
  self = canto_query_make_writable (self);
  self->approvals = approval_mask;

  return self;
}

CantoQuery *
canto_query_with_orientations (CantoQuery *self, guint orientation_mask)
{
  self = canto_query_make_writable (self);
  self->orientations = orientation_mask;

  return self;
}

CantoQuery *
canto_query_with_last_modified (CantoQuery *self, gint64 from_s, gint64 to_s)
{
  g_return_val_if_fail (from_s <= to_s, self); /* 5.23 */

  self = canto_query_make_writable (self);
  self->modified_from_s = from_s;
  self->modified_to_s = to_s;

  return self;
}

gboolean
canto_query_is_item (const char *text)
{
  return *text != '\0' && strpbrk (text, "|+") == NULL;
}

/* NULL for none. */
static char **
dup_items (const char *const *items)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_items = 0;

  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    {
      g_return_val_if_fail (canto_query_is_item (items[i]), NULL);
      g_strv_builder_add (builder, items[i]);
      n_items++;
    }

  return n_items > 0 ? g_strv_builder_end (builder) : NULL;
}

CantoQuery *
canto_query_with_tags (CantoQuery *self, const char *const *tags)
{
  self = canto_query_make_writable (self);
  g_strfreev (self->tags);
  self->tags = dup_items (tags);

  return self;
}

CantoQuery *
canto_query_with_keywords (CantoQuery *self, const char *const *keywords)
{
  self = canto_query_make_writable (self);
  g_strfreev (self->keywords);
  self->keywords = dup_items (keywords);

  return self;
}

CantoQuery *
canto_query_with_field (CantoQuery *self, const char *field_id, const char *value)
{
  self = canto_query_make_writable (self);
  g_free (self->field_id);
  g_free (self->field_value);
  self->field_id = g_strdup (field_id);
  self->field_value = field_id != NULL ? g_strdup (value) : NULL;

  return self;
}

CantoQuery *
canto_query_with_sort (CantoQuery *self, CantoSort sort, gboolean descending)
{
  self = canto_query_make_writable (self);
  self->sort = sort;
  self->descending = descending;

  return self;
}

const char *
canto_query_get_keyword (CantoQuery *self)
{
  return self->keyword;
}

guint
canto_query_get_schemes (CantoQuery *self)
{
  return self->schemes;
}

CantoScheme
canto_query_get_container_scheme (CantoQuery *self)
{
  return self->container_scheme;
}

const char *
canto_query_get_container_id (CantoQuery *self)
{
  return self->container_id;
}

guint
canto_query_get_approvals (CantoQuery *self)
{
  return self->approvals;
}

guint
canto_query_get_orientations (CantoQuery *self)
{
  return self->orientations;
}

gint64
canto_query_get_modified_from_s (CantoQuery *self)
{
  return self->modified_from_s;
}

gint64
canto_query_get_modified_to_s (CantoQuery *self)
{
  return self->modified_to_s;
}

const char *const *
canto_query_get_tags (CantoQuery *self)
{
  return (const char *const *) self->tags;
}

const char *const *
canto_query_get_keywords (CantoQuery *self)
{
  return (const char *const *) self->keywords;
}

const char *
canto_query_get_field_id (CantoQuery *self)
{
  return self->field_id;
}

const char *
canto_query_get_field_value (CantoQuery *self)
{
  return self->field_value;
}

CantoSort
canto_query_get_sort (CantoQuery *self)
{
  return self->sort;
}

gboolean
canto_query_get_descending (CantoQuery *self)
{
  return self->descending;
}
