/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-query.h"

#include <string.h>

#define MILLISECONDS_FROM G_GINT64_CONSTANT (100000000000) /* 5.23: above 10^11 */

#define NO_BIT (1u << 30)

static const char *const sort_words[] = { "time", "name", "scheme", "owner", "size" };
static const char *const orientation_words[] = { "landscape", "portrait", "square", NULL };
static const char *const storage_words[] = { "standard", "freeze", NULL };

static void
terms_init (TenantTerms *terms)
{
  terms->all = g_ptr_array_new_with_free_func (g_free);
  terms->any = g_ptr_array_new_with_free_func (g_free);
}

static void
terms_clear (TenantTerms *terms)
{
  g_ptr_array_unref (terms->all);
  g_ptr_array_unref (terms->any);
}

static void
clear_filter (gpointer data)
{
  g_free (((TenantFieldFilter *) data)->value);
}

static void
query_clear (gpointer data)
{
  TenantQuery *query = data;

  g_ptr_array_unref (query->words);
  terms_clear (&query->tags);
  terms_clear (&query->keywords);
  g_array_unref (query->field_filters);
  g_free (query->exact);
  g_free (query->search_field);
}

TenantQuery *
tenant_query_ref (TenantQuery *query)
{
  return g_atomic_rc_box_acquire (query);
}

void
tenant_query_unref (TenantQuery *query)
{
  g_atomic_rc_box_release_full (query, query_clear);
}

const char *
tenant_sort_to_word (TenantSort sort)
{
  return sort_words[sort];
}

/* 1.4: an empty parameter is an absent one. */
static const char *
get (GHashTable *parameters, const char *name)
{
  const char *value = g_hash_table_lookup (parameters, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

/* 5.20: the sign before an item is its operator; the first bare item is "any". */
static void
read_terms (const char *text, TenantTerms *terms)
{
  char sign = '|';

  while (text != NULL && *text != '\0')
    {
      gsize length;

      if (*text == '|' || *text == '+')
        sign = *text++;
      length = strcspn (text, "|+");
      if (length > 0)
        g_ptr_array_add (sign == '+' ? terms->all : terms->any, g_strndup (text, length));
      text += length;
    }
}

/* A word as its bit; one that is unknown matches nothing, which is a bit above all others. */
static guint
read_bit (const char *word, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (words[i], word) == 0)
        return 1u << i;
    }

  return NO_BIT;
}

/* A list of words, of which an asset has but one, as bits. */
static guint
read_bits (const char *text, const char *const *words)
{
  TenantTerms terms;
  guint bits = 0;

  if (text == NULL)
    return 0;

  terms_init (&terms);
  read_terms (text, &terms);
  for (guint i = 0; i < terms.any->len; i++)
    bits |= read_bit (terms.any->pdata[i], words);
  for (guint i = 0; i < terms.all->len; i++)
    {
      guint bit = read_bit (terms.all->pdata[i], words);

      /* All of two different ones is none. */
      bits = bits == 0 || (bits & bit) != 0 ? bit : NO_BIT;
    }
  terms_clear (&terms);

  return bits;
}

static guint
read_schemes (const char *text)
{
  const char *words[TENANT_N_SCHEMES + 1] = { NULL };

  for (guint i = 0; i < TENANT_N_SCHEMES; i++)
    words[i] = tenant_scheme_to_word ((TenantScheme) i);

  return read_bits (text, words);
}

static guint
read_approvals (const char *text)
{
  const char *words[TENANT_N_APPROVALS + 1] = { NULL };

  for (guint i = 0; i < TENANT_N_APPROVALS; i++)
    words[i] = tenant_approval_to_word ((TenantApproval) i);

  return read_bits (text, words);
}

static guint
read_owners (TenantLibrary *library, const char *text)
{
  g_autofree const char **mails = g_new0 (const char *, tenant_library_get_n_users (library) + 1);

  for (guint i = 0; i < tenant_library_get_n_users (library); i++)
    mails[i] = tenant_library_get_user (library, i)->mail;

  return read_bits (text, mails);
}

static gboolean
read_range (GHashTable *parameters, const char *name, TenantRange *range, GError **error)
{
  const char *text = get (parameters, name);
  const char *dots = text != NULL ? strstr (text, "..") : NULL;
  g_autofree char *low = dots != NULL ? g_strndup (text, dots - text) : NULL;

  if (text == NULL)
    return TRUE;

  if (dots == NULL || !g_ascii_string_to_signed (low, 10, 0, G_MAXINT64, &range->low, NULL)
      || !g_ascii_string_to_signed (dots + 2, 10, 0, G_MAXINT64, &range->high, NULL)
      || range->low > range->high)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s is no range low..high",
                   name);
      return FALSE;
    }
  range->is_set = TRUE;

  return TRUE;
}

/* 5.23 */
static gboolean
read_time_range (GHashTable *parameters, const char *name, TenantRange *range, GError **error)
{
  if (!read_range (parameters, name, range, error))
    return FALSE;

  /* A second has a thousand milliseconds, and both ends are included. */
  if (range->is_set && range->low <= MILLISECONDS_FROM)
    range->low *= 1000;
  if (range->is_set && range->high <= MILLISECONDS_FROM)
    range->high = range->high * 1000 + 999;

  return TRUE;
}

/* 5.24: words are split by space, comma, semicolon, and by & _ - inside. */
static void
read_words (TenantQuery *query, const char *keyword)
{
  g_autofree char *lower = g_utf8_strdown (keyword, -1);
  g_auto (GStrv) parts = g_strsplit_set (lower, " ,;|\t\n", -1);

  query->any_word = query->any_word || strchr (keyword, '|') != NULL;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = parts[i];
      gboolean excludes = *part == '-';
      g_auto (GStrv) words = g_strsplit_set (part + excludes, "&_-", -1);

      for (guint j = 0; words[j] != NULL; j++)
        {
          if (*words[j] != '\0')
            g_ptr_array_add (query->words, g_strconcat (excludes ? "-" : "", words[j], NULL));
        }
    }
}

/* 5.15, 5.21 */
static gboolean
read_field_filters (TenantLibrary *library, GHashTable *parameters, TenantQuery *query)
{
  for (guint i = 0; i < tenant_library_get_n_fields (library); i++)
    {
      g_autofree char *name =
          g_strconcat (tenant_library_get_field (library, i)->id, ".keyword", NULL);
      const char *text = get (parameters, name);
      gsize length = text != NULL ? strlen (text) : 0;
      TenantFieldFilter filter = { .field = i };

      if (text == NULL)
        continue;
      if (length >= 2 && text[0] == '"' && text[length - 1] == '"')
        filter.value = g_strndup (text + 1, length - 2);
      else
        filter.value = g_strdup (text);
      if (g_str_equal (filter.value, "__null__") || g_str_equal (filter.value, "_null_"))
        g_clear_pointer (&filter.value, g_free);
      g_array_append_val (query->field_filters, filter);
    }

  return TRUE;
}

static void
read_sort (GHashTable *parameters, TenantQuery *query)
{
  const char *sort = get (parameters, "sortBy");

  for (guint i = 0; sort != NULL && i < G_N_ELEMENTS (sort_words); i++)
    {
      if (g_str_equal (sort, sort_words[i]))
        query->sort = (TenantSort) i;
    }
  query->descending = g_strcmp0 (get (parameters, "sortDirection"), "ascending") != 0;
}

static gboolean
read_ranges (GHashTable *parameters, TenantQuery *query, GError **error)
{
  return read_range (parameters, "fileSize", &query->size_bytes, error)
         && read_range (parameters, "dimension", &query->dimension_px, error)
         && read_range (parameters, "resolution", &query->dpi, error)
         && read_range (parameters, "duration", &query->duration_s, error)
         && read_range (parameters, "pageNumber", &query->pages, error)
         && read_time_range (parameters, "uploadedTime", &query->uploaded_ms, error)
         && read_time_range (parameters, "lastModified", &query->modified_ms, error);
}

TenantQuery *
tenant_query_parse (TenantLibrary *library, GHashTable *parameters, TenantRole role, GError **error)
{
  g_autoptr (TenantQuery) query = g_atomic_rc_box_new0 (TenantQuery);
  const char *keyword = get (parameters, "keyword");

  query->role = role;
  query->words = g_ptr_array_new_with_free_func (g_free);
  query->field_filters = g_array_new (FALSE, FALSE, sizeof (TenantFieldFilter));
  g_array_set_clear_func (query->field_filters, clear_filter);
  terms_init (&query->tags);
  terms_init (&query->keywords);

  query->any_word = g_strcmp0 (get (parameters, "operator"), "or") == 0;
  query->search_field = g_strdup (get (parameters, "searchInField"));
  if (keyword != NULL && g_strcmp0 (get (parameters, "exactMatch"), "true") == 0)
    query->exact = g_utf8_strdown (keyword, -1);
  else if (keyword != NULL)
    read_words (query, keyword);

  query->schemes = read_schemes (get (parameters, "scheme"));
  query->approvals = read_approvals (get (parameters, "approval"));
  query->owners = read_owners (library, get (parameters, "owner"));
  query->orientations = read_bits (get (parameters, "orientation"), orientation_words);
  query->storage = read_bits (get (parameters, "storageClass"), storage_words);
  query->tags_literal = get (parameters, "tagsLiteral") != NULL;
  read_terms (get (parameters, query->tags_literal ? "tagsLiteral" : "tags"), &query->tags);
  read_terms (get (parameters, "keywords"), &query->keywords);
  read_field_filters (library, parameters, query);
  read_sort (parameters, query);

  return read_ranges (parameters, query, error) ? g_steal_pointer (&query) : NULL;
}

gboolean
tenant_query_is_everything (const TenantQuery *query)
{
  return query->role != TENANT_ROLE_CONSUMER && query->words->len == 0 && query->exact == NULL
         && query->schemes == 0 && query->approvals == 0 && query->owners == 0
         && query->orientations == 0 && query->storage == 0 && query->container == NULL
         && query->collection == 0 && query->tags.all->len == 0 && query->tags.any->len == 0
         && query->keywords.all->len == 0 && query->keywords.any->len == 0
         && query->field_filters->len == 0 && !query->size_bytes.is_set
         && !query->dimension_px.is_set && !query->dpi.is_set && !query->duration_s.is_set
         && !query->pages.is_set && !query->uploaded_ms.is_set && !query->modified_ms.is_set;
}
