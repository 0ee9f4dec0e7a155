/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "canto-edit.h"
#include "canto-walk.h"

#include "session.h"
#include "stub-service.h"
#include "test-wait.h"

#include <string.h>

#define N_ASSETS  20000
#define PAGE_SIZE 1000

/* A list that changes while it is read. */
typedef struct
{
  StubService *service;
  GArray *numbers; /* (element-type guint): of its assets, in their order */
  guint n_asked;
  guint refused_each; /* 429 to each so manyth; 0: to none */
  guint max_depth;    /* 0: no end */
  gboolean hides_found;
  gboolean keeps;  /* answers nobody, but for the first */
  GPtrArray *kept; /* (element-type SoupServerMessage) */
  void (*change) (gpointer list, guint n_asked);
} List;

static GString *
make_page (List *list, guint start, guint limit, gint64 from_s)
{
  GString *text = g_string_new ("{\"results\":[");
  guint first = 0, n_found;

  /* An asset of number N was changed N seconds after the epoch. */
  while (first < list->numbers->len && g_array_index (list->numbers, guint, first) < from_s)
    first++;
  n_found = list->numbers->len - first;
  for (guint i = start; i < MIN (start + limit, n_found); i++)
    {
      guint number = g_array_index (list->numbers, guint, first + i);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (number);
      g_autofree char *text17 = g_date_time_format (time, "%Y%m%d%H%M%S000");

      g_string_append_printf (text, "%s{\"id\":\"a%u\",\"scheme\":\"image\",\"time\":\"%s\"}",
                              i > start ? "," : "", number, text17);
    }
  g_string_append_c (text, ']');
  if (!list->hides_found)
    g_string_append_printf (text, ",\"found\":%u", n_found);
  g_string_append_printf (text, ",\"start\":%u}", start);

  return text;
}

static guint
read_start (SoupServerMessage *message)
{
  g_autoptr (GHashTable) query =
      soup_form_decode (g_uri_get_query (soup_server_message_get_uri (message)));
  const char *start = g_hash_table_lookup (query, "start");

  return start != NULL ? (guint) g_ascii_strtoull (start, NULL, 10) : 0;
}

static void
answer_page (List *list, SoupServerMessage *message)
{
  g_autoptr (GHashTable) query =
      soup_form_decode (g_uri_get_query (soup_server_message_get_uri (message)));
  const char *range = g_hash_table_lookup (query, "lastModified");
  guint start = read_start (message);
  guint limit = (guint) g_ascii_strtoull (g_hash_table_lookup (query, "limit"), NULL, 10);
  g_autoptr (GString) page = NULL;

  g_assert_cmpstr (g_hash_table_lookup (query, "sortBy"), ==, "time");
  g_assert_cmpstr (g_hash_table_lookup (query, "sortDirection"), ==, "ascending");
  if (list->refused_each > 0 && list->n_asked % list->refused_each == 0)
    {
      stub_answer (message, 429, "application/json", "{}");
      return;
    }
  if (list->max_depth > 0 && start + limit > list->max_depth)
    {
      stub_answer (message, 400, "application/json", "{}");
      return;
    }
  page = make_page (list, start, limit, range != NULL ? g_ascii_strtoll (range, NULL, 10) : 0);
  stub_answer (message, 200, "application/json", page->str);
  if (list->change != NULL)
    list->change (list, list->n_asked);
}

static void
answer (StubService *service, SoupServerMessage *message, gpointer user_data)
{
  List *list = user_data;

  list->n_asked++;
  if (list->keeps && list->n_asked > 1)
    {
      soup_server_message_pause (message);
      g_ptr_array_add (list->kept, g_object_ref (message));
      return;
    }
  answer_page (list, message);
}

/* All that are kept, but for the page at @but: they do not come in the order of the list. */
static void
answer_kept (List *list, guint but)
{
  for (guint i = list->kept->len; i > 0; i--)
    {
      g_autoptr (SoupServerMessage) message = NULL;

      if (read_start (list->kept->pdata[i - 1]) == but)
        continue;
      message = g_ptr_array_steal_index (list->kept, i - 1);
      answer_page (list, message);
      soup_server_message_unpause (message);
    }
}

static void
list_init (List *list)
{
  memset (list, 0, sizeof *list);
  list->service = stub_service_new (NULL, answer, list);
  list->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  list->kept = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 1; i <= N_ASSETS; i++)
    g_array_append_val (list->numbers, i);
}

static void
list_clear (List *list)
{
  stub_service_free (list->service);
  g_ptr_array_unref (list->kept);
  g_array_unref (list->numbers);
}

static GPtrArray *
walk_on (CantoWalk *walk, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_walk_next_async (walk, NULL, test_keep_result, &result);

  return canto_walk_next_finish (walk, test_wait_result (&result), error);
}

/* The ids of all that comes; none comes twice. */
static GHashTable *
walk_all (CantoWalk *walk)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) assets = walk_on (walk, &error);

      g_assert_no_error (error);
      if (assets->len == 0)
        return ids;
      for (guint i = 0; i < assets->len; i++)
        g_assert_true (g_hash_table_add (ids, g_strdup (canto_asset_get_id (assets->pdata[i]))));
    }
}

/* Walks through all of @list, and finds what is there at the end and was there at the beginning. */
static void
check_walk (List *list, guint *n_steps_back)
{
  g_autoptr (Session) session = session_new_at (stub_service_get_base (list->service), PAGE_SIZE);
  g_autoptr (CantoQuery) query = canto_query_new ();
  CantoWalk *walk = canto_walk_new (session->client, query, CANTO_PRIORITY_BACKGROUND);
  g_autoptr (GHashTable) ids = walk_all (walk);

  for (guint i = 0; i < list->numbers->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", g_array_index (list->numbers, guint, i));

      if (g_array_index (list->numbers, guint, i) <= N_ASSETS && !g_hash_table_contains (ids, id))
        g_error ("%s was lost", id);
    }
  *n_steps_back = canto_walk_get_n_steps_back (walk);
  test_assert_last_unref (walk);
}

static void
test_quiet (void)
{
  List list;
  guint n_steps_back;

  list_init (&list);
  check_walk (&list, &n_steps_back);
  g_assert_cmpuint (n_steps_back, ==, 0);
  /* Each page 20 rows before the end of the last, and none behind the end of the list. */
  g_assert_cmpuint (list.n_asked, ==, 21);
  list_clear (&list);
}

/* Calls count: one is enough for a short list. */
static void
test_short (void)
{
  List list;
  guint n_steps_back;

  list_init (&list);
  g_array_set_size (list.numbers, PAGE_SIZE);
  check_walk (&list, &n_steps_back);
  g_assert_cmpuint (list.n_asked, ==, 1);
  list_clear (&list);
}

/* 6.2: a list that does not say how long it is. */
static void
test_unknown_length (void)
{
  List list;
  guint n_steps_back;

  list_init (&list);
  list.hides_found = TRUE;
  check_walk (&list, &n_steps_back);
  g_assert_cmpuint (n_steps_back, ==, 0);
  list_clear (&list);
}

static gboolean
has_kept_eight (gpointer list)
{
  return ((List *) list)->kept->len == 8;
}

/* Eight are on their way at a time, whichever of them is slow. */
static void
test_ahead (void)
{
  List list;
  g_autoptr (Session) session = NULL;
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GHashTable) rest = NULL;
  CantoWalk *walk;

  list_init (&list);
  list.keeps = TRUE;
  session = session_new_at (stub_service_get_base (list.service), 100);
  walk = canto_walk_new (session->client, query, CANTO_PRIORITY_BACKGROUND);
  first = walk_on (walk, &error);
  g_assert_no_error (error);
  canto_walk_next_async (walk, NULL, test_keep_result, &result);
  test_wait_until (has_kept_eight, &list, "eight questions");

  /* All but one that the walk needs to go on. */
  answer_kept (&list, 100 - 20);
  test_wait_until (has_kept_eight, &list, "seven more questions");
  g_assert_null (result);

  list.keeps = FALSE;
  answer_kept (&list, G_MAXUINT);
  second = canto_walk_next_finish (walk, test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  rest = walk_all (walk);
  g_assert_cmpuint (first->len + second->len + g_hash_table_size (rest), ==, N_ASSETS);
  g_assert_cmpuint (list.n_asked, ==, 250);
  test_assert_last_unref (walk);
  list_clear (&list);
}

/* Some go and some come with each page; the overlap is enough. */
static void
change_little (gpointer data, guint n_asked)
{
  List *list = data;
  guint number = N_ASSETS + n_asked;

  g_array_remove_range (list->numbers, 0, 2);
  g_array_remove_index (list->numbers, list->numbers->len / 2);
  g_array_append_val (list->numbers, number);
}

static void
test_changes (void)
{
  List list;
  guint n_steps_back;

  list_init (&list);
  list.change = change_little;
  list.refused_each = 5;
  check_walk (&list, &n_steps_back);
  list_clear (&list);
}

/* So many go that the joining ids are missing. */
static void
change_much (gpointer data, guint n_asked)
{
  List *list = data;

  if (n_asked == 6 || n_asked == 12)
    g_array_remove_range (list->numbers, 0, PAGE_SIZE * 3 / 2);
}

static void
test_steps_back (void)
{
  List list;
  guint n_steps_back;

  list_init (&list);
  list.change = change_much;
  check_walk (&list, &n_steps_back);
  g_assert_cmpuint (n_steps_back, >, 0);
  list_clear (&list);
}

/* All goes but for the last ones. */
static void
change_most (gpointer data, guint n_asked)
{
  List *list = data;

  if (n_asked == 7)
    g_array_remove_range (list->numbers, 0, N_ASSETS - 50);
}

static void
test_most_gone (void)
{
  List list;
  guint n_steps_back;

  list_init (&list);
  list.change = change_most;
  check_walk (&list, &n_steps_back);
  g_assert_cmpuint (n_steps_back, >, 0);
  list_clear (&list);
}

/* 6.13: beyond 10,000 by time. */
static void
test_deep (void)
{
  List list;
  guint n_steps_back;

  list_init (&list);
  list.max_depth = 10000;
  list.change = change_little;
  check_walk (&list, &n_steps_back);
  list_clear (&list);
}

/* After an error it goes on where it was. */
static void
test_error (void)
{
  List list;
  g_autoptr (Session) session = NULL;
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GError) error = NULL;
  CantoWalk *walk;

  list_init (&list);
  session = session_new_at (stub_service_get_base (list.service), PAGE_SIZE);
  walk = canto_walk_new (session->client, query, CANTO_PRIORITY_BACKGROUND);
  first = walk_on (walk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->len, ==, PAGE_SIZE);

  list.refused_each = 1;
  for (guint n_more = 0; error == NULL && n_more < 10; n_more++)
    {
      g_autoptr (GPtrArray) more = walk_on (walk, &error);

      for (guint i = 0; more != NULL && i < more->len; i++)
        g_ptr_array_add (first, canto_asset_ref (more->pdata[i]));
    }
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_RATE_LIMITED);
  list.refused_each = 0;
  ids = walk_all (walk);
  g_assert_cmpuint (g_hash_table_size (ids) + first->len, ==, N_ASSETS);
  test_assert_last_unref (walk);
  list_clear (&list);
}

/* Against the tenant, while somebody deletes. */
static void
test_tenant (void)
{
  g_autoptr (Session) session = session_new ("--scenario=deep-paging", "--assets=12000");
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) newest = session_list (session, query, 0, 30, &error);
  CantoWalk *walk = canto_walk_new (session->client, query, CANTO_PRIORITY_BACKGROUND);
  g_autoptr (GPtrArray) oldest = walk_on (walk, &error);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GHashTable) ids = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < 100; i++)
    g_ptr_array_add (gone, oldest->pdata[i]);
  canto_client_delete_assets_async (session->client, gone, CANTO_PRIORITY_INTERACTIVE, NULL,
                                    test_keep_result, &result);
  g_assert_true (canto_client_delete_assets_finish (session->client, test_wait_result (&result),
                                                    NULL, &error));
  g_assert_no_error (error);

  ids = walk_all (walk);
  g_assert_cmpuint (g_hash_table_size (ids) + oldest->len, ==, 12000);
  for (guint i = 0; i < canto_page_get_n_assets (newest); i++)
    g_assert_true (
        g_hash_table_contains (ids, canto_asset_get_id (canto_page_get_asset (newest, i))));
  test_assert_last_unref (walk);
}

static void
test_dropped (void)
{
  List list;
  Session *session;
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantoWalk *walk;

  list_init (&list);
  session = session_new_at (stub_service_get_base (list.service), PAGE_SIZE);
  walk = canto_walk_new (session->client, query, CANTO_PRIORITY_BACKGROUND);
  canto_walk_next_async (walk, cancellable, test_keep_result, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (canto_walk_next_finish (walk, test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  test_assert_last_unref (walk);
  session_free (session);
  list_clear (&list);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/walk/C12/quiet", test_quiet);
  g_test_add_func ("/walk/short", test_short);
  g_test_add_func ("/walk/6.2/unknown-length", test_unknown_length);
  g_test_add_func ("/walk/ahead", test_ahead);
  g_test_add_func ("/walk/6.9/changes", test_changes);
  g_test_add_func ("/walk/6.9/steps-back", test_steps_back);
  g_test_add_func ("/walk/6.9/most-gone", test_most_gone);
  g_test_add_func ("/walk/6.13/deep", test_deep);
  g_test_add_func ("/walk/error", test_error);
  g_test_add_func ("/walk/tenant", test_tenant);
  g_test_add_func ("/walk/dropped", test_dropped);

  return g_test_run ();
}
