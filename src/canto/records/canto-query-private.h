/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-query.h"

G_BEGIN_DECLS

/* Parameters of section 5 that are kept as they are sent, but for the escaping. The ranges come first, as in
 * #CantoRange. */
typedef enum
{
  CANTO_QUERY_LITERAL_TAGS = CANTO_N_RANGES,
  CANTO_QUERY_OWNERS,
  CANTO_QUERY_STORAGE,
  CANTO_QUERY_PLACE,
  CANTO_QUERY_OPERATOR,
  CANTO_QUERY_EXACT,
  CANTO_N_QUERY_VALUES,
} CantoQueryValue;

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
  char *more_fields; /* (nullable): parameters of further custom fields, as they are sent */
  char *values[CANTO_N_QUERY_VALUES]; /* (nullable) */
  CantoSort sort;
  gboolean descending;
};

/* canto-query-path.c */

/* A single item bare, several with the sign that asks for all of them (5.20). (transfer full) */
char *canto_query_join_all (const char *const *items);
/* A further parameter for a custom field, with its "&". (transfer full) */
char *canto_query_make_field (const char *field_id, const char *value);
/* 5.16 */
const char *canto_sort_to_word (CantoSort sort);

/* canto-query.c */

/* Takes the reference of the caller and gives a copy that nobody else has. */
CantoQuery *canto_query_make_writable (CantoQuery *self);

G_END_DECLS
