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
}

void
canto_query_unref (CantoQuery *self)
{
  g_atomic_rc_box_release_full (self, canto_query_clear);
}

gboolean
canto_query_equal (CantoQuery *a, CantoQuery *b)
{
  return g_str_equal (a->keyword, b->keyword) && a->schemes == b->schemes
         && a->container_scheme == b->container_scheme
         && g_strcmp0 (a->container_id, b->container_id) == 0 && a->approvals == b->approvals
         && a->sort == b->sort && a->descending == b->descending;
}

/* Takes the reference of the caller and gives a copy that nobody else has. */
static CantoQuery *
make_writable (CantoQuery *self)
{
  CantoQuery *copy = g_atomic_rc_box_dup (sizeof (CantoQuery), self);

  copy->keyword = g_strdup (self->keyword);
  copy->container_id = g_strdup (self->container_id);
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
  append_parameter (path, "sortBy", sort_words[self->sort]);
  append_parameter (path, "sortDirection", self->descending ? "descending" : "ascending");
  append_number (path, "limit", limit);
  append_number (path, "start", start);

  return g_string_free (path, FALSE);
}
