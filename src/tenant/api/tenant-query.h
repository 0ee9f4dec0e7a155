/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-library.h"

G_BEGIN_DECLS

typedef enum
{
  TENANT_SORT_TIME,
  TENANT_SORT_NAME,
  TENANT_SORT_SCHEME,
  TENANT_SORT_OWNER,
  TENANT_SORT_SIZE,
} TenantSort;

/* One list parameter of 5.20: all terms of @all, and, if there are any, one of @any. */
typedef struct
{
  GPtrArray *all;
  GPtrArray *any;
} TenantTerms;

typedef struct
{
  gint64 low;
  gint64 high;
  gboolean is_set;
} TenantRange;

enum
{
  TENANT_ORIENTATION_LANDSCAPE,
  TENANT_ORIENTATION_PORTRAIT,
  TENANT_ORIENTATION_SQUARE,
};

typedef struct
{
  guint field;
  char *value; /* (nullable): NULL is "not set" (5.15) */
} TenantFieldFilter;

/**
 * TenantQuery:
 *
 * A search (section 5), read. Atomically counted.
 */
struct _TenantQuery
{
  TenantRole role;       /* a consumer sees only what is approved (16.3) */
  GPtrArray *words;      /* of the keyword, in lower case (5.24); each may begin with "-" */
  gboolean any_word;     /* operator=or, or a|b (5.1, 5.13) */
  char *exact;           /* (nullable): the whole keyword in lower case (5.14) */
  char *search_field;    /* (nullable): 5.12 */
  guint schemes;         /* 1 << TENANT_SCHEME_…; 0 is all */
  guint approvals;       /* 1 << TENANT_APPROVAL_…; 0 is all */
  guint owners;          /* 1 << index of a user; 0 is all */
  guint orientations;    /* 1 << TENANT_ORIENTATION_…; 0 is all */
  guint storage;         /* 1 standard, 2 freeze; 0 is both */
  const TenantContainer *container; /* (nullable): at or below it alone */
  guint collection; /* that of the user before this one alone; 0 is all */
  TenantTerms tags;
  gboolean tags_literal; /* exact case (5.4) */
  TenantTerms keywords;
  TenantRange size_bytes, dimension_px, dpi, duration_s, pages, uploaded_ms, modified_ms;
  GArray *field_filters; /* of TenantFieldFilter */
  TenantSort sort;
  gboolean descending;
};

/* @parameters: name → value, as they came; @error is INVALID_ARGUMENT (14.5). (transfer full) */
TenantQuery *tenant_query_parse (TenantLibrary *library, GHashTable *parameters, TenantRole role, GError **error);
TenantQuery *tenant_query_ref (TenantQuery *query);
void         tenant_query_unref (TenantQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TenantQuery, tenant_query_unref)

const char *tenant_sort_to_word (TenantSort sort);

/* Whether an asset is in the answer; neither order nor role are text, so most need no texts at all. */
typedef struct _TenantMatcher TenantMatcher;

TenantMatcher *tenant_matcher_new (TenantLibrary *library, const TenantQuery *query);
gboolean       tenant_matcher_matches (TenantMatcher *matcher, const TenantFacts *facts);
void           tenant_matcher_free (TenantMatcher *matcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TenantMatcher, tenant_matcher_free)

/* TRUE if every asset that there is matches. */
gboolean tenant_query_is_everything (const TenantQuery *query);

G_END_DECLS
