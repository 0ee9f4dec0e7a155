/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-query.h"

#define COLLECTED_ONE_IN 40

struct _TenantMatcher
{
  TenantLibrary *library; /* borrowed, as the query */
  const TenantQuery *query;
  TenantTexts *texts;     /* (nullable): if the query has none */
  TenantAlbumSet *albums; /* (nullable): if it is of no container */
  gboolean measures;      /* whether it asks for what takes long to find out */
};

static gboolean
has_texts (const TenantQuery *query)
{
  return query->words->len > 0 || query->exact != NULL || query->tags.all->len > 0
         || query->tags.any->len > 0 || query->keywords.all->len > 0
         || query->keywords.any->len > 0;
}

TenantMatcher *
tenant_matcher_new (TenantLibrary *library, const TenantQuery *query)
{
  TenantMatcher *matcher = g_new0 (TenantMatcher, 1);

  matcher->library = library;
  matcher->query = query;
  matcher->texts = has_texts (query) ? tenant_library_new_texts (library, query) : NULL;
  if (query->container != NULL)
    matcher->albums = tenant_album_set_new (tenant_library_get_tree (library), query->container);
  matcher->measures = query->orientations != 0 || query->dimension_px.is_set || query->dpi.is_set
                      || query->duration_s.is_set || query->pages.is_set;

  return matcher;
}

void
tenant_matcher_free (TenantMatcher *matcher)
{
  if (matcher->texts != NULL)
    matcher->texts->free (matcher->texts);
  g_clear_pointer (&matcher->albums, tenant_album_set_free);
  g_free (matcher);
}

static gboolean
in_range (const TenantRange *range, gint64 value)
{
  return !range->is_set || (value >= range->low && value <= range->high);
}

static guint
get_orientation (const TenantFacts *facts)
{
  return facts->width_px > facts->height_px   ? TENANT_ORIENTATION_LANDSCAPE
         : facts->width_px < facts->height_px ? TENANT_ORIENTATION_PORTRAIT
                                              : TENANT_ORIENTATION_SQUARE;
}

static gboolean
has_bit (guint bits, guint bit)
{
  return bits == 0 || (bits & (1u << bit)) != 0;
}

static gboolean
facts_match (TenantMatcher *matcher, const TenantFacts *facts)
{
  const TenantQuery *query = matcher->query;

  if (query->role == TENANT_ROLE_CONSUMER && facts->approval != TENANT_APPROVAL_APPROVED)
    return FALSE;
  if (matcher->albums != NULL
      && !tenant_album_set_holds (matcher->albums, facts->albums, facts->filed, facts->more_albums))
    return FALSE;

  if (query->collection != 0 && facts->hash % COLLECTED_ONE_IN != query->collection - 1)
    return FALSE;

  return has_bit (query->schemes, facts->scheme) && has_bit (query->approvals, facts->approval)
         && has_bit (query->owners, facts->owner) && has_bit (query->storage, facts->frozen)
         && in_range (&query->size_bytes, (gint64) facts->size_bytes)
         && in_range (&query->uploaded_ms, facts->uploaded_ms)
         && in_range (&query->modified_ms, facts->modified_ms);
}

static gboolean
measures_match (TenantMatcher *matcher, TenantFacts *facts)
{
  const TenantQuery *query = matcher->query;

  tenant_library_measure (matcher->library, facts);
  if (query->orientations != 0
      && (facts->width_px == 0 || !has_bit (query->orientations, get_orientation (facts))))
    return FALSE;

  return in_range (&query->dimension_px, MAX (facts->width_px, facts->height_px))
         && in_range (&query->dpi, facts->dpi)
         && in_range (&query->duration_s, facts->duration_ms / 1000)
         && in_range (&query->pages, facts->pages);
}

/* 5.15 */
static gboolean
fields_match (TenantMatcher *matcher, const TenantFacts *facts)
{
  GArray *filters = matcher->query->field_filters;

  for (guint i = 0; i < filters->len; i++)
    {
      const TenantFieldFilter *filter = &g_array_index (filters, TenantFieldFilter, i);
      g_auto (GStrv) values =
          tenant_library_dup_field_values (matcher->library, facts, filter->field);

      if (filter->value == NULL
              ? values != NULL
              : values == NULL || !g_strv_contains ((const char *const *) values, filter->value))
        return FALSE;
    }

  return TRUE;
}

gboolean
tenant_matcher_matches (TenantMatcher *matcher, const TenantFacts *facts)
{
  TenantFacts measured = *facts;

  /* What takes longest comes last. */
  return facts_match (matcher, facts)
         && (matcher->texts == NULL || matcher->texts->match (matcher->texts, facts))
         && fields_match (matcher, facts)
         && (!matcher->measures || measures_match (matcher, &measured));
}
