/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each filter, asked of the tenant: what comes back is what matches, by the assets' own records. */

#include "canto-date.h"

#include "session.h"
#include "test-wait.h"

#include <string.h>

#define N_ASSETS 300

typedef struct
{
  Session *session;
  GPtrArray *assets; /* all of them, with their details */
} Fixture;

typedef gboolean (*Matches) (CantoAsset *asset, gconstpointer data);

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GPtrArray) listed = g_ptr_array_new ();
  g_autoptr (CantoPage) page = NULL;
  g_autoptr (GError) error = NULL;

  fixture->session = session_new ("--scenario=normal", NULL);
  page = session_list (fixture->session, query, 0, N_ASSETS, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    g_ptr_array_add (listed, canto_page_get_asset (page, i));
  fixture->assets = session_get_assets (fixture->session, listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->assets->len, ==, N_ASSETS);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->assets);
  session_free (fixture->session);
}

/* @query: (transfer full) */
static void
assert_finds (Fixture *fixture, CantoQuery *query, Matches matches, gconstpointer data)
{
  g_autoptr (CantoQuery) owned = query;
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = session_list (fixture->session, owned, 0, N_ASSETS, &error);
  guint n_matching = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    g_hash_table_add (found, (gpointer) canto_asset_get_key (canto_page_get_asset (page, i)));
  for (guint i = 0; i < fixture->assets->len; i++)
    {
      CantoAsset *asset = fixture->assets->pdata[i];
      gboolean is_match = matches (asset, data);

      g_assert_true (g_hash_table_contains (found, canto_asset_get_key (asset)) == is_match);
      n_matching += is_match ? 1 : 0;
    }
  g_assert_cmpuint (g_hash_table_size (found), ==, n_matching);
  /* A filter that lets all pass, or none, would show nothing. */
  g_assert_cmpuint (n_matching, >, 0);
  g_assert_cmpuint (n_matching, <, N_ASSETS);
}

static gboolean
has_orientation (CantoAsset *asset, gconstpointer data)
{
  guint mask = GPOINTER_TO_UINT (data);
  guint width = canto_asset_get_width_px (asset);
  guint height = canto_asset_get_height_px (asset);
  CantoOrientation orientation = width > height   ? CANTO_ORIENTATION_LANDSCAPE
                                 : width < height ? CANTO_ORIENTATION_PORTRAIT
                                                  : CANTO_ORIENTATION_SQUARE;

  return width > 0 && (mask & (1u << orientation)) != 0;
}

static void
test_orientation (Fixture *fixture, gconstpointer data)
{
  static const guint masks[] = {
    1u << CANTO_ORIENTATION_LANDSCAPE,
    1u << CANTO_ORIENTATION_PORTRAIT,
    1u << CANTO_ORIENTATION_PORTRAIT | 1u << CANTO_ORIENTATION_SQUARE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (masks); i++)
    assert_finds (fixture, canto_query_with_orientations (canto_query_new (), masks[i]),
                  has_orientation, GUINT_TO_POINTER (masks[i]));
}

static gboolean
has_scheme_and_approval (CantoAsset *asset, gconstpointer data)
{
  CantoScheme scheme = canto_asset_get_scheme (asset);

  return (scheme == CANTO_SCHEME_IMAGE || scheme == CANTO_SCHEME_VIDEO)
         && canto_asset_get_approval (asset) == CANTO_APPROVAL_APPROVED;
}

static void
test_scheme_and_approval (Fixture *fixture, gconstpointer data)
{
  assert_finds (fixture,
                canto_query_with_approvals (
                    canto_query_with_schemes (canto_query_new (),
                                              1u << CANTO_SCHEME_IMAGE | 1u << CANTO_SCHEME_VIDEO),
                    1u << CANTO_APPROVAL_APPROVED),
                has_scheme_and_approval, NULL);
}

static gint64
get_time_s (CantoAsset *asset)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = canto_date_parse (canto_asset_get_time (asset), utc);

  return g_date_time_to_unix (time);
}

static gboolean
is_in_range (CantoAsset *asset, gconstpointer data)
{
  const gint64 *range = data;

  return get_time_s (asset) >= range[0] && get_time_s (asset) <= range[1];
}

/* From the hundredth to the two hundredth change, both ends included (5.23). */
static void
test_last_modified (Fixture *fixture, gconstpointer data)
{
  gint64 one = get_time_s (fixture->assets->pdata[100]);
  gint64 other = get_time_s (fixture->assets->pdata[200]);
  const gint64 range[] = { MIN (one, other), MAX (one, other) };

  assert_finds (fixture, canto_query_with_last_modified (canto_query_new (), range[0], range[1]),
                is_in_range, range);
}

static gboolean
has_tags (CantoAsset *asset, gconstpointer data)
{
  const char *const *tags = data;

  for (guint i = 0; tags[i] != NULL; i++)
    {
      if (!g_strv_contains (canto_asset_get_tags (asset), tags[i]))
        return FALSE;
    }

  return TRUE;
}

static CantoAsset *
find_with_two_tags (Fixture *fixture)
{
  for (guint i = 0; i < fixture->assets->len; i++)
    {
      const char *const *tags = canto_asset_get_tags (fixture->assets->pdata[i]);

      if (g_strv_length ((char **) tags) >= 2)
        return fixture->assets->pdata[i];
    }
  g_assert_not_reached ();
}

static void
test_tags (Fixture *fixture, gconstpointer data)
{
  const char *const *tags = canto_asset_get_tags (find_with_two_tags (fixture));
  const char *const one[] = { tags[0], NULL };
  const char *const two[] = { tags[0], tags[1], NULL };

  assert_finds (fixture, canto_query_with_tags (canto_query_new (), one), has_tags, one);
  assert_finds (fixture, canto_query_with_tags (canto_query_new (), two), has_tags, two);
}

static gboolean
has_keyword (CantoAsset *asset, gconstpointer data)
{
  return g_strv_contains (canto_asset_get_keywords (asset), data);
}

static void
test_keyword (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < fixture->assets->len; i++)
    {
      const char *const *keywords = canto_asset_get_keywords (fixture->assets->pdata[i]);

      if (keywords[0] == NULL)
        continue;
      assert_finds (fixture, canto_query_with_keywords (canto_query_new (), keywords), has_keyword,
                    keywords[0]);
      return;
    }
  g_assert_not_reached ();
}

typedef struct
{
  const char *name;
  const char *value;
} FieldValue;

static gboolean
has_field (CantoAsset *asset, gconstpointer data)
{
  const FieldValue *field = data;
  const char *const *values = canto_asset_get_field_values (asset, field->name);
  gboolean is_set = values != NULL && values[0] != NULL;

  return field->value != NULL ? is_set && g_strv_contains (values, field->value) : !is_set;
}

static void
test_field (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fields = session_get_fields (fixture->session, &error);
  guint n_choices = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (fields->len, >, 3);
  for (guint i = 0; i < fields->len; i++)
    {
      CantoField *field = fields->pdata[i];
      const char *const *values = canto_field_get_values (field);
      FieldValue wanted = { canto_field_get_name (field), NULL };

      assert_finds (fixture,
                    canto_query_with_field (canto_query_new (), canto_field_get_id (field), NULL),
                    has_field, &wanted);
      if (values[0] == NULL)
        continue;
      n_choices++;
      wanted.value = values[0];
      assert_finds (
          fixture,
          canto_query_with_field (canto_query_new (), canto_field_get_id (field), values[0]),
          has_field, &wanted);
    }
  g_assert_cmpuint (n_choices, >=, 2);
}

static gint
compare (CantoSort sort, CantoAsset *a, CantoAsset *b)
{
  guint64 size_a = canto_asset_get_size_bytes (a);
  guint64 size_b = canto_asset_get_size_bytes (b);
  g_autofree char *name_a = g_utf8_casefold (canto_asset_get_name (a), -1);
  g_autofree char *name_b = g_utf8_casefold (canto_asset_get_name (b), -1);

  switch (sort)
    {
    case CANTO_SORT_SIZE:
      return size_a < size_b ? -1 : size_a > size_b;

    case CANTO_SORT_NAME:
      return strcmp (name_a, name_b);

    case CANTO_SORT_TIME:
    case CANTO_SORT_SCHEME:
    case CANTO_SORT_OWNER:
    default:
      return strcmp (canto_asset_get_time (a), canto_asset_get_time (b));
    }
}

static void
test_sorts (Fixture *fixture, gconstpointer data)
{
  static const CantoSort sorts[] = { CANTO_SORT_TIME, CANTO_SORT_NAME, CANTO_SORT_SIZE };

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (sorts); i++)
    {
      CantoSort sort = sorts[i / 2];
      gboolean descending = i % 2 == 1;
      g_autoptr (CantoQuery) query = canto_query_with_sort (canto_query_new (), sort, descending);
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoPage) page = session_list (fixture->session, query, 0, N_ASSETS, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (canto_page_get_n_assets (page), ==, N_ASSETS);
      for (guint j = 1; j < N_ASSETS; j++)
        {
          gint order =
              compare (sort, canto_page_get_asset (page, j - 1), canto_page_get_asset (page, j));

          g_assert_cmpint (descending ? -order : order, <=, 0);
        }
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

/* Ranges: each asset's own number, as it stands in its record. */

static guint64
get_measure (CantoAsset *asset, CantoRange range)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) uploaded = NULL;

  switch (range)
    {
    case CANTO_RANGE_FILE_SIZE_BYTES:
      return canto_asset_get_size_bytes (asset);
    case CANTO_RANGE_RESOLUTION_DPI:
      return canto_asset_get_dpi (asset);
    case CANTO_RANGE_PAGES:
      return canto_asset_get_n_pages (asset);
    case CANTO_RANGE_UPLOADED_UNIX_S:
      uploaded = canto_date_parse (canto_asset_get_last_uploaded (asset), utc);
      return (guint64) g_date_time_to_unix (uploaded);
    case CANTO_RANGE_DIMENSION_PX:
    case CANTO_RANGE_DURATION_S:
    case CANTO_N_RANGES:
    default:
      g_assert_not_reached ();
    }
}

typedef struct
{
  CantoRange range;
  guint64 from;
  guint64 to;
} Wanted;

static gboolean
is_measured (CantoAsset *asset, gconstpointer data)
{
  const Wanted *wanted = data;
  guint64 measure = get_measure (asset, wanted->range);

  return measure >= wanted->from && measure <= wanted->to;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const guint64 *one = a, *other = b;

  return *one < *other ? -1 : *one > *other;
}

/* From a third to two thirds of those that have it at all. */
static void
test_ranges (Fixture *fixture, gconstpointer data)
{
  static const CantoRange ranges[] = { CANTO_RANGE_FILE_SIZE_BYTES, CANTO_RANGE_RESOLUTION_DPI,
                                       CANTO_RANGE_PAGES, CANTO_RANGE_UPLOADED_UNIX_S };

  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
      Wanted wanted = { .range = ranges[i] };

      for (guint k = 0; k < fixture->assets->len; k++)
        {
          guint64 number = get_measure (fixture->assets->pdata[k], ranges[i]);

          if (number > 0)
            g_array_append_val (numbers, number);
        }
      g_array_sort (numbers, compare_numbers);
      wanted.from = g_array_index (numbers, guint64, numbers->len / 3);
      wanted.to = g_array_index (numbers, guint64, numbers->len * 2 / 3);
      g_test_message ("%u: %" G_GUINT64_FORMAT "..%" G_GUINT64_FORMAT, (guint) ranges[i],
                      wanted.from, wanted.to);
      assert_finds (fixture,
                    canto_query_with_range (canto_query_new (), ranges[i], wanted.from, wanted.to),
                    is_measured, &wanted);
    }
}

static gboolean
has_duration (CantoAsset *asset, gconstpointer data)
{
  return canto_asset_get_duration (asset) != NULL;
}

static void
test_duration (Fixture *fixture, gconstpointer data)
{
  assert_finds (fixture,
                canto_query_with_range (canto_query_new (), CANTO_RANGE_DURATION_S, 1, 1000000),
                has_duration, NULL);
}

static gboolean
is_owned_by (CantoAsset *asset, gconstpointer name)
{
  return g_strcmp0 (canto_asset_get_owner_name (asset), name) == 0;
}

static void
test_owner (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantoUser) user = NULL;
  g_autoptr (GError) error = NULL;
  const char *ids[] = { NULL, NULL };

  canto_client_get_user_async (fixture->session->client, CANTO_PRIORITY_INTERACTIVE, NULL,
                               test_keep_result, &result);
  user =
      canto_client_get_user_finish (fixture->session->client, test_wait_result (&result), &error);
  g_assert_no_error (error);
  ids[0] = canto_user_get_id (user);
  assert_finds (fixture, canto_query_with_owners (canto_query_new (), ids), is_owned_by,
                canto_user_get_name (user));
}

static gboolean
has_tag (CantoAsset *asset, gconstpointer tag)
{
  return g_strv_contains (canto_asset_get_tags (asset), tag);
}

/* 5.4: the very word; in another case it is another one. */
static void
test_literal_tag (Fixture *fixture, gconstpointer data)
{
  const char *tag = NULL;
  g_autofree char *other = NULL;
  const char *tags[] = { NULL, NULL };
  g_autoptr (CantoQuery) query = NULL;
  g_autoptr (CantoPage) page = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; tag == NULL; i++)
    tag = canto_asset_get_tags (fixture->assets->pdata[i])[0];
  tags[0] = tag;
  assert_finds (fixture, canto_query_with_literal_tags (canto_query_new (), tags), has_tag, tag);

  other = g_utf8_strup (tag, -1);
  tags[0] = other;
  query = canto_query_with_literal_tags (canto_query_new (), tags);
  page = session_list (fixture->session, query, 0, N_ASSETS, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (canto_page_get_n_assets (page), ==, 0);
}

static gboolean
has_in_description (CantoAsset *asset, gconstpointer word)
{
  g_autofree char *description = g_utf8_strdown (
      canto_asset_get_description (asset) != NULL ? canto_asset_get_description (asset) : "", -1);

  return strstr (description, word) != NULL;
}

static gboolean
is_named (CantoAsset *asset, gconstpointer name)
{
  return g_str_equal (canto_asset_get_name (asset), name);
}

/* 5.12 to 5.14 */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  const char *name = canto_asset_get_name (fixture->assets->pdata[0]);
  g_autoptr (CantoQuery) all = canto_query_with_keyword (canto_query_new (), "harbour market");
  g_autoptr (CantoQuery) any = canto_query_with_any_word (canto_query_ref (all), TRUE);
  g_autoptr (CantoPage) found_all = NULL;
  g_autoptr (CantoPage) found_any = NULL;
  g_autoptr (GError) error = NULL;

  assert_finds (fixture,
                canto_query_with_place (canto_query_with_keyword (canto_query_new (), "harbour"),
                                        CANTO_PLACE_DESCRIPTION),
                has_in_description, "harbour");
  assert_finds (
      fixture,
      canto_query_with_exact_match (canto_query_with_keyword (canto_query_new (), name), TRUE),
      is_named, name);

  found_all = session_list (fixture->session, all, 0, N_ASSETS, &error);
  g_assert_no_error (error);
  found_any = session_list (fixture->session, any, 0, N_ASSETS, &error);
  g_assert_no_error (error);
  g_assert_cmpint (canto_page_get_found (found_any), >, canto_page_get_found (found_all));
}

static gint64
count_found (Fixture *fixture, CantoQuery *query)
{
  g_autoptr (CantoQuery) owned = query;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = session_list (fixture->session, owned, 0, 1, &error);

  g_assert_no_error (error);

  return canto_page_get_found (page);
}

/* What no record tells: one part and the other are all. */
static void
test_parts (Fixture *fixture, gconstpointer data)
{
  gint64 n_all = count_found (fixture, canto_query_new ());
  gint64 n_cold =
      count_found (fixture, canto_query_with_storage (canto_query_new (), CANTO_STORAGE_FREEZE));
  gint64 n_small = count_found (
      fixture, canto_query_with_range (canto_query_new (), CANTO_RANGE_DIMENSION_PX, 1, 3000));
  gint64 n_measured = count_found (
      fixture, canto_query_with_range (canto_query_new (), CANTO_RANGE_DIMENSION_PX, 1, 1000000));

  g_assert_cmpint (n_cold, >, 0);
  g_assert_cmpint (
      count_found (fixture, canto_query_with_storage (canto_query_new (), CANTO_STORAGE_STANDARD)),
      ==, n_all - n_cold);
  g_assert_cmpint (n_small, >, 0);
  g_assert_cmpint (
      count_found (fixture, canto_query_with_range (canto_query_new (), CANTO_RANGE_DIMENSION_PX,
                                                    3001, 1000000)),
      ==, n_measured - n_small);
  g_assert_cmpint (n_measured, <, n_all);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/filters/scheme-and-approval", test_scheme_and_approval);
  ADD ("/filters/orientation", test_orientation);
  ADD ("/filters/last-modified", test_last_modified);
  ADD ("/T12/tags", test_tags);
  ADD ("/filters/keyword", test_keyword);
  ADD ("/T13/field", test_field);
  ADD ("/filters/ranges", test_ranges);
  ADD ("/filters/duration", test_duration);
  ADD ("/filters/owner", test_owner);
  ADD ("/filters/literal-tag", test_literal_tag);
  ADD ("/filters/words", test_words);
  ADD ("/filters/parts", test_parts);
  ADD ("/T14/sorts", test_sorts);

  return g_test_run ();
}
