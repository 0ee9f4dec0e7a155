/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A query as it is sent. */

#include "canto-query-private.h"

#include <string.h>

static const char *const sort_words[] = { "time", "name", "scheme", "owner", "size" };

const char *
canto_sort_to_word (CantoSort sort)
{
  return sort_words[sort];
}

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

char *
canto_query_join_all (const char *const *items)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    {
      if (items[1] != NULL)
        g_string_append_c (list, '+');
      g_string_append (list, items[i]);
    }

  return g_string_free (list, FALSE);
}

static void
append_items (GString *path, const char *name, char **items)
{
  g_autofree char *list = canto_query_join_all ((const char *const *) items);

  append_parameter (path, name, list);
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
append_field (GString *path, const char *field_id, const char *field_value)
{
  g_autofree char *id = g_uri_escape_string (field_id, NULL, FALSE);
  g_autofree char *name = g_strconcat (id, ".keyword", NULL);
  g_autofree char *value =
      g_strdup_printf ("\"%s\"", field_value != NULL ? field_value : "__null__");

  append_parameter (path, name, value);
}

char *
canto_query_make_field (const char *field_id, const char *value)
{
  GString *path = g_string_new ("?");

  append_field (path, field_id, value);
  g_string_erase (path, 0, 1);

  return g_string_free (path, FALSE);
}

static void
append_values (GString *path, CantoQuery *self)
{
  static const char *const names[CANTO_N_QUERY_VALUES] = {
    [CANTO_RANGE_FILE_SIZE_BYTES] = "fileSize",  [CANTO_RANGE_DIMENSION_PX] = "dimension",
    [CANTO_RANGE_RESOLUTION_DPI] = "resolution", [CANTO_RANGE_DURATION_S] = "duration",
    [CANTO_RANGE_PAGES] = "pageNumber",          [CANTO_RANGE_UPLOADED_UNIX_S] = "uploadedTime",
    [CANTO_QUERY_LITERAL_TAGS] = "tagsLiteral",  [CANTO_QUERY_OWNERS] = "owner",
    [CANTO_QUERY_STORAGE] = "storageClass",      [CANTO_QUERY_PLACE] = "searchInField",
    [CANTO_QUERY_OPERATOR] = "operator",         [CANTO_QUERY_EXACT] = "exactMatch",
  };

  for (guint i = 0; i < CANTO_N_QUERY_VALUES; i++)
    append_parameter (path, names[i], self->values[i] != NULL ? self->values[i] : "");
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
  if (self->field_id != NULL)
    append_field (path, self->field_id, self->field_value);
  g_string_append (path, self->more_fields != NULL ? self->more_fields : "");
  append_values (path, self);
  append_parameter (path, "sortBy", canto_sort_to_word (self->sort));
  append_parameter (path, "sortDirection", self->descending ? "descending" : "ascending");
  append_number (path, "limit", limit);
  append_number (path, "start", start);

  return g_string_free (path, FALSE);
}
