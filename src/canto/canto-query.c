/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-query.h"

#include "canto-asset.h"

#include <string.h>

struct _CantoQuery
{
  char *keyword;
  guint schemes;
  CantoScheme container_scheme;
  char *container_id;
  guint approvals;
  guint orientations;
  gint64 modified_from_s;
  gint64 modified_to_s;
  char **tags;     /* (nullable): never empty */
  char **keywords; /* (nullable): never empty */
  char *field_id;
  char *field_value;
  CantoSort sort;
  gboolean descending;
};

G_DEFINE_BOXED_TYPE (CantoQuery, canto_query, canto_query_ref, canto_query_unref)

static const char *const sort_words[] = { "time", "name", "scheme", "owner", "size" };

static const char *const approval_words[] = {
  [CANTO_APPROVAL_APPROVED] = "approved",
  [CANTO_APPROVAL_PENDING] = "pending",
  [CANTO_APPROVAL_RESTRICTED] = "restricted",
  [CANTO_APPROVAL_EXPIRED] = "expired",
};

static const char *const orientation_words[] = {
  [CANTO_ORIENTATION_LANDSCAPE] = "landscape",
  [CANTO_ORIENTATION_PORTRAIT] = "portrait",
  [CANTO_ORIENTATION_SQUARE] = "square",
};

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
filters_are_equal (CantoQuery *a, CantoQuery *b)
{
  return a->schemes == b->schemes && a->approvals == b->approvals
         && a->orientations == b->orientations && a->modified_from_s == b->modified_from_s
         && a->modified_to_s == b->modified_to_s && lists_are_equal (a->tags, b->tags)
         && lists_are_equal (a->keywords, b->keywords) && g_strcmp0 (a->field_id, b->field_id) == 0
         && g_strcmp0 (a->field_value, b->field_value) == 0;
}

gboolean
canto_query_equal (CantoQuery *a, CantoQuery *b)
{
  return g_str_equal (a->keyword, b->keyword) && filters_are_equal (a, b)
         && a->container_scheme == b->container_scheme
         && g_strcmp0 (a->container_id, b->container_id) == 0 && a->sort == b->sort
         && a->descending == b->descending;
}

/* Takes the reference of the caller and gives a copy that nobody else has. */
static CantoQuery *
make_writable (CantoQuery *self)
{
  CantoQuery *copy = g_atomic_rc_box_dup (sizeof (CantoQuery), self);

  copy->keyword = g_strdup (self->keyword);
  copy->container_id = g_strdup (self->container_id);
  copy->tags = g_strdupv (self->tags);
  copy->keywords = g_strdupv (self->keywords);
  copy->field_id = g_strdup (self->field_id);
  copy->field_value = g_strdup (self->field_value);
  canto_query_unref (self);

  return copy;
}

CantoQuery *
canto_query_with_keyword (CantoQuery *self, const char *keyword)
{
  self = make_writable (self);
  g_free (self->keyword);
  self->keyword = g_strdup (keyword != NULL ? keyword : "");

  return self;
}

CantoQuery *
canto_query_with_schemes (CantoQuery *self, guint scheme_mask)
{
  self = make_writable (self);
  self->schemes = scheme_mask;

  return self;
}

CantoQuery *
canto_query_with_container (CantoQuery *self, CantoScheme scheme, const char *id)
{
  self = make_writable (self);
  g_free (self->container_id);
  self->container_scheme = id != NULL ? scheme : CANTO_SCHEME_UNKNOWN;
  self->container_id = g_strdup (id);

  return self;
}

CantoQuery *
canto_query_with_approvals (CantoQuery *self, guint approval_mask)
{
  self = make_writable (self);
  self->approvals = approval_mask;

  return self;
}

CantoQuery *
canto_query_with_orientations (CantoQuery *self, guint orientation_mask)
{
  self = make_writable (self);
  self->orientations = orientation_mask;

  return self;
}

CantoQuery *
canto_query_with_last_modified (CantoQuery *self, gint64 from_s, gint64 to_s)
{
  g_return_val_if_fail (from_s <= to_s, self); /* 5.23 */

  self = make_writable (self);
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
  self = make_writable (self);
  g_strfreev (self->tags);
  self->tags = dup_items (tags);

  return self;
}

CantoQuery *
canto_query_with_keywords (CantoQuery *self, const char *const *keywords)
{
  self = make_writable (self);
  g_strfreev (self->keywords);
  self->keywords = dup_items (keywords);

  return self;
}

CantoQuery *
canto_query_with_field (CantoQuery *self, const char *field_id, const char *value)
{
  self = make_writable (self);
  g_free (self->field_id);
  g_free (self->field_value);
  self->field_id = g_strdup (field_id);
  self->field_value = field_id != NULL ? g_strdup (value) : NULL;

  return self;
}

CantoQuery *
canto_query_with_sort (CantoQuery *self, CantoSort sort, gboolean descending)
{
  self = make_writable (self);
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

/* Only parameters with a value are sent, fully encoded (C13). */
static void
append_parameter (GString *path, const char *name, const char *value)
{
  if (*value == '\0')
    return;

  g_string_append_c (path, strchr (path->str, '?') == NULL ? '?' : '&');
  g_string_append (path, name);
  g_string_append_c (path, '=');
  g_string_append_uri_escaped (path, value, NULL, FALSE);
}

static void
append_number (GString *path, const char *name, guint number)
{
  char text[16];

  g_snprintf (text, sizeof text, "%u", number);
  append_parameter (path, name, text);
}

/* A single item is sent bare, several with the sign that asks for all of them (5.20). */
static void
append_items (GString *path, const char *name, char **items)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    {
      if (items[1] != NULL)
        g_string_append_c (list, '+');
      g_string_append (list, items[i]);
    }
  append_parameter (path, name, list->str);
}

/* The words whose bits are in @mask, joined by `|`: any of them (5.20). */
static char *
join_words (guint mask, const char *(*get_word) (guint), guint n_words)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    {
      const char *word = (mask & (1u << i)) != 0 ? get_word (i) : NULL;

      if (word == NULL)
        continue;
      if (joined->len > 0)
        g_string_append_c (joined, '|');
      g_string_append (joined, word);
    }

  return g_string_free (joined, FALSE);
}

static const char *
get_scheme_word (guint scheme)
{
  return canto_scheme_to_word ((CantoScheme) scheme);
}

static const char *
get_approval_word (guint approval)
{
  return approval_words[approval];
}

static const char *
get_orientation_word (guint orientation)
{
  return orientation_words[orientation];
}

static void
append_orientations (GString *path, CantoQuery *self)
{
  g_autofree char *words =
      join_words (self->orientations, get_orientation_word, G_N_ELEMENTS (orientation_words));

  append_parameter (path, "orientation", words);
}

static void
append_last_modified (GString *path, CantoQuery *self)
{
  g_autofree char *range = NULL;

  if (self->modified_from_s == 0 && self->modified_to_s == 0)
    return;

  range = g_strdup_printf ("%" G_GINT64_FORMAT "..%" G_GINT64_FORMAT, self->modified_from_s,
                           self->modified_to_s);
  append_parameter (path, "lastModified", range);
}

/* The name of the parameter comes from the service, too. */
static void
append_field (GString *path, CantoQuery *self)
{
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (self->field_id == NULL)
    return;

  id = g_uri_escape_string (self->field_id, NULL, FALSE);
  name = g_strconcat (id, ".keyword", NULL);
  value = g_strdup_printf ("\"%s\"", self->field_value != NULL ? self->field_value : "__null__");
  append_parameter (path, name, value);
}

char *
canto_query_to_path (CantoQuery *self, guint start, guint limit)
{
  GString *path = g_string_new ("/api/v1/");
  /* Without schemes the answer may hold albums and folders too (4.2, 6.11). */
  const guint any_asset = (1u << CANTO_SCHEME_FOLDER) - (1u << CANTO_SCHEME_IMAGE);
  g_autofree char *schemes = join_words (self->schemes != 0 ? self->schemes : any_asset,
                                         get_scheme_word, CANTO_SCHEME_ALBUM + 1);
  g_autofree char *approvals =
      join_words (self->approvals, get_approval_word, G_N_ELEMENTS (approval_words));

  if (self->container_id != NULL)
    {
      g_string_append (path, self->container_scheme == CANTO_SCHEME_FOLDER ? "folder/" : "album/");
      g_string_append_uri_escaped (path, self->container_id, NULL, FALSE);
    }
  else
    g_string_append (path, "search");

  append_parameter (path, "keyword", self->keyword);
  append_parameter (path, "scheme", schemes);
  append_parameter (path, "approval", approvals);
  append_orientations (path, self);
  append_last_modified (path, self);
  append_items (path, "tags", self->tags);
  append_items (path, "keywords", self->keywords);
  append_field (path, self);
  append_parameter (path, "sortBy", sort_words[self->sort]);
  append_parameter (path, "sortDirection", self->descending ? "descending" : "ascending");
  append_number (path, "limit", limit);
  append_number (path, "start", start);

  return g_string_free (path, FALSE);
}
