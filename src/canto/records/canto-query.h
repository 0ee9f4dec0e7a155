/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "canto-asset.h"
#include "canto-scheme.h"

G_BEGIN_DECLS

#define CANTO_TYPE_QUERY (canto_query_get_type ())

typedef enum
{
  CANTO_SORT_TIME,
  CANTO_SORT_NAME,
  CANTO_SORT_SCHEME,
  CANTO_SORT_OWNER,
  CANTO_SORT_SIZE,
} CantoSort;

/* 5.10 */
typedef enum
{
  CANTO_ORIENTATION_LANDSCAPE,
  CANTO_ORIENTATION_PORTRAIT,
  CANTO_ORIENTATION_SQUARE,
} CantoOrientation;

/* 5.7, 5.8: what is measured, and in what */
typedef enum
{
  CANTO_RANGE_FILE_SIZE_BYTES,
  CANTO_RANGE_DIMENSION_PX,
  CANTO_RANGE_RESOLUTION_DPI,
  CANTO_RANGE_DURATION_S,
  CANTO_RANGE_PAGES,
  CANTO_RANGE_UPLOADED_UNIX_S,
  CANTO_N_RANGES,
} CantoRange;

/* 5.11 */
typedef enum
{
  CANTO_STORAGE_ANY,
  CANTO_STORAGE_STANDARD,
  CANTO_STORAGE_FREEZE, /* cold, and not at hand */
} CantoStorage;

/* 5.12: where the words of a query are looked for */
typedef enum
{
  CANTO_PLACE_ANY,
  CANTO_PLACE_FILE_NAME,
  CANTO_PLACE_DESCRIPTION,
  CANTO_PLACE_COMMENT,
  CANTO_PLACE_KEYWORDS,
  CANTO_PLACE_AUTHOR,
  CANTO_PLACE_TAGS,
} CantoPlace;

/**
 * CantoQuery:
 *
 * What is asked of the library (section 5): where to look, for what, in which order. Immutable and
 * atomically counted; each `with` function gives a new one (transfer full), so they chain:
 *
 *   canto_query_with_keyword (canto_query_with_scheme (canto_query_new (), CANTO_SCHEME_IMAGE), "x")
 *
 * takes ownership of the inner one: a `with` function consumes its first argument.
 */
typedef struct _CantoQuery CantoQuery;

GType       canto_query_get_type (void) G_GNUC_CONST;
CantoQuery *canto_query_new (void); /* all assets, newest change first */
CantoQuery *canto_query_ref (CantoQuery *self);
void        canto_query_unref (CantoQuery *self);
gboolean    canto_query_equal (CantoQuery *a, CantoQuery *b);

CantoQuery *canto_query_with_keyword (CantoQuery *self, const char *keyword);
/* 1 << CANTO_SCHEME_…; 0 is any asset */
CantoQuery *canto_query_with_schemes (CantoQuery *self, guint scheme_mask);
/* a folder or an album; UNKNOWN and NULL for everywhere */
CantoQuery *canto_query_with_container (CantoQuery *self, CantoScheme scheme, const char *id);
/* 1 << CANTO_APPROVAL_…; 0 is any; EXPIRED stands alone (5.5) */
CantoQuery *canto_query_with_approvals (CantoQuery *self, guint approval_mask);
/* 1 << CANTO_ORIENTATION_…; 0 is any */
CantoQuery *canto_query_with_orientations (CantoQuery *self, guint orientation_mask);
/* The last change (5.8), both ends included, in Unix seconds; 0 and 0 for whenever */
CantoQuery *canto_query_with_last_modified (CantoQuery *self, gint64 from_s, gint64 to_s);
/* (nullable): assets that have all of them, in whatever case (5.3, 5.4); each has to be an item of a
 * list: see canto_query_is_item() */
CantoQuery *canto_query_with_tags (CantoQuery *self, const char *const *tags);
CantoQuery *canto_query_with_keywords (CantoQuery *self, const char *const *keywords);
/* One custom field (5.15). @field_id: (nullable): no filter if NULL; @value: (nullable): NULL finds
 * the assets where the field is not set */
CantoQuery *canto_query_with_field (CantoQuery *self, const char *field_id, const char *value);
/* One more, which has to fit as well (5.21); never taken back */
CantoQuery *canto_query_with_more_field (CantoQuery *self, const char *field_id, const char *value);

/* Both ends included; 0 and 0 for whatever. In an album the service knows %CANTO_RANGE_DURATION_S and
 * %CANTO_RANGE_UPLOADED_UNIX_S alone (4.6) */
CantoQuery *canto_query_with_range (CantoQuery *self, CantoRange range, guint64 from, guint64 to);
/* (nullable): assets that have all of them, in this very case (5.4); in place of canto_query_with_tags() */
CantoQuery *canto_query_with_literal_tags (CantoQuery *self, const char *const *tags);
/* (nullable): assets of any of these users, by the ids that the service has for them (5.6) */
CantoQuery *canto_query_with_owners (CantoQuery *self, const char *const *user_ids);
CantoQuery *canto_query_with_storage (CantoQuery *self, CantoStorage storage);
CantoQuery *canto_query_with_place (CantoQuery *self, CantoPlace place);
/* Any word of the keyword is enough, not all (5.13) */
CantoQuery *canto_query_with_any_word (CantoQuery *self, gboolean any_word);
/* The keyword is all that a field says, not a part (5.14) */
CantoQuery *canto_query_with_exact_match (CantoQuery *self, gboolean is_exact);

CantoQuery *canto_query_with_sort (CantoQuery *self, CantoSort sort, gboolean descending);

const char *canto_query_get_keyword (CantoQuery *self); /* never NULL */
guint       canto_query_get_schemes (CantoQuery *self);
CantoScheme canto_query_get_container_scheme (CantoQuery *self);
const char *canto_query_get_container_id (CantoQuery *self);
guint       canto_query_get_approvals (CantoQuery *self);
guint       canto_query_get_orientations (CantoQuery *self);
gint64      canto_query_get_modified_from_s (CantoQuery *self);
gint64      canto_query_get_modified_to_s (CantoQuery *self);
/* (nullable) */
const char *const *canto_query_get_tags (CantoQuery *self);
const char *const *canto_query_get_keywords (CantoQuery *self);
const char        *canto_query_get_field_id (CantoQuery *self);
const char        *canto_query_get_field_value (CantoQuery *self);
CantoSort   canto_query_get_sort (CantoQuery *self);
gboolean    canto_query_get_descending (CantoQuery *self);

/* Whether @text can be asked for as a tag or keyword: the service takes `|` and `+` for signs
 * between two of them (5.20). */
gboolean canto_query_is_item (const char *text);

/**
 * canto_query_to_path:
 * @start: zero-based offset (5.19)
 * @limit: page size
 *
 * The path and query below the API base for one page: `/api/v1/search?…`, `/api/v1/album/{id}?…`,
 * `/api/v1/folder/{id}?…`, encoded as C13 says.
 *
 * Returns: (transfer full):
 */
char *canto_query_to_path (CantoQuery *self, guint start, guint limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoQuery, canto_query_unref)

G_END_DECLS
