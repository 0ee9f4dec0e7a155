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
  char **all; /* (nullable) */
  char **any; /* (nullable) */
} TenantTerms;

typedef struct
{
  gint64 low;
  gint64 high;
  gboolean is_set;
} TenantRange;

/* 1 << TENANT_ORIENTATION_… */
typedef enum
{
  TENANT_ORIENTATION_LANDSCAPE,
  TENANT_ORIENTATION_PORTRAIT,
  TENANT_ORIENTATION_SQUARE,
} TenantOrientation;

typedef struct
{
  guint field;
  char *value; /* (nullable): NULL is "not set" (5.15) */
} TenantFieldFilter;

/**
 * TenantQuery:
 *
 * A parsed search (section 5). All-zero is "everything that an administrator sees, by time, ascending".
 */
typedef struct
{
  TenantRole role;     /* a consumer sees only what is approved (16.3) */
  char *keyword;       /* (nullable) free text, read as 5.24 says; `a|b` is either (5.1) */
  gboolean any_word;   /* operator=or (5.13) */
  gboolean exact;      /* 5.14 */
  char *search_field;  /* (nullable) 5.12 */
  guint schemes;       /* 1 << TENANT_SCHEME_…; 0 is all */
  guint approvals;     /* 1 << TENANT_APPROVAL_…; 0 is all */
  int container;       /* index + 1 of an album or folder; 0 is everywhere */
  TenantTerms tags;
  gboolean tags_literal; /* exact case (5.4) */
  TenantTerms keywords;
  guint owners;        /* 1 << user index; 0 is all */
  guint orientations;
  guint storage;       /* 1 standard, 2 freeze; 0 is both */
  TenantRange size_bytes, dimension_px, dpi, duration_s, pages, uploaded_s, modified_s;
  GArray *field_filters; /* (nullable) (element-type TenantFieldFilter) */
  TenantSort sort;
  gboolean descending;
} TenantQuery;

TenantQuery *tenant_query_new (void);
void         tenant_query_free (TenantQuery *query);
/* (transfer full): the same text for the same question, to keep answers by */
char        *tenant_query_to_key (const TenantQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TenantQuery, tenant_query_free)

/**
 * TenantSelection:
 *
 * What a query found, in order: stable, ties by id (T14). Atomically counted. The last few are kept by
 * the library, so that later pages of a query take no new search.
 */
typedef struct _TenantSelection TenantSelection;

TenantSelection *tenant_library_select (TenantLibrary *self, const TenantQuery *query);
guint64          tenant_selection_get_found (TenantSelection *selection);
guint64          tenant_selection_get_number (TenantSelection *selection, guint64 position);
void             tenant_selection_unref (TenantSelection *selection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TenantSelection, tenant_selection_unref)

G_END_DECLS
