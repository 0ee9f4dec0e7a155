/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"

#include "session.h"
#include "stub-service.h"
#include "test-wait.h"

#include <string.h>

/* A service of many images that refuses what it is told to refuse. */
typedef struct
{
  StubService *service;
  guint n_assets;
  guint max_limit;  /* 400 above it */
  guint max_start;  /* 400 from there on */
  guint max_end;    /* nothing is given beyond it */
  gboolean is_mute; /* there is then an empty page, and no 400 */
  gboolean keeps;   /* answers nothing */
  SoupServerMessage *kept;
  const char *other; /* (nullable): the answer to everything */
} Fixture;

static guint
get_number (GHashTable *query, const char *name)
{
  const char *text = g_hash_table_lookup (query, name);

  g_assert_nonnull (text);

  return (guint) g_ascii_strtoull (text, NULL, 10);
}

static void
answer (StubService *service, SoupServerMessage *message, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GHashTable) query =
      soup_form_decode (g_uri_get_query (soup_server_message_get_uri (message)));
  guint limit = get_number (query, "limit");
  guint start = get_number (query, "start");
  gboolean is_too_deep = start + limit > fixture->max_end;
  g_autoptr (GString) body = g_string_new ("{\"results\":[");

  if (fixture->keeps)
    {
      soup_server_message_pause (message);
      g_set_object (&fixture->kept, message);
      return;
    }
  if (fixture->other != NULL)
    {
      stub_answer (message, 200, "text/html", fixture->other);
      return;
    }
  if (limit > fixture->max_limit || start >= fixture->max_start
      || (is_too_deep && !fixture->is_mute))
    {
      stub_answer (message, 400, "application/json", "{\"error\":\"invalid_request\"}");
      return;
    }

  for (guint i = start; !is_too_deep && i < MIN (start + limit, fixture->n_assets); i++)
    g_string_append_printf (body, "%s{\"id\":\"a%u\",\"scheme\":\"image\"}", i > start ? "," : "",
                            i);
  g_string_append_printf (body, "],\"found\":%u}", fixture->n_assets);
  stub_answer (message, 200, "application/json", body->str);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = stub_service_new (NULL, answer, fixture);
  fixture->n_assets = 1000;
  fixture->max_limit = G_MAXUINT;
  fixture->max_start = G_MAXUINT;
  fixture->max_end = G_MAXUINT;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->kept);
  stub_service_free (fixture->service);
}

static CantoPage *
list (Session *session, guint start, guint limit)
{
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GError) error = NULL;
  CantoPage *page = session_list (session, query, start, limit, &error);

  g_assert_no_error (error);

  return page;
}

static void
assert_page_of (CantoPage *page, guint start, guint length, gint64 found)
{
  g_assert_cmpuint (canto_page_get_start (page), ==, start);
  g_assert_cmpuint (canto_page_get_n_received (page), ==, length);
  g_assert_cmpuint (canto_page_get_n_assets (page), ==, length);
  g_assert_cmpint (canto_page_get_found (page), ==, found);
  for (guint i = 0; i < length; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", start + i);

      g_assert_cmpuint (canto_page_get_position (page, i), ==, start + i);
      g_assert_cmpstr (canto_asset_get_id (canto_page_get_asset (page, i)), ==, id);
    }
}

static void
assert_page (CantoPage *page, guint start, guint length)
{
  assert_page_of (page, start, length, 1000);
}

static void
test_page_size (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Session) session = session_new_at (stub_service_get_base (fixture->service), 300);
  g_autoptr (CantoPage) whole = list (session, 0, 5000);
  g_autoptr (CantoPage) part = list (session, 300, 20);

  assert_page (whole, 0, 300);
  assert_page (part, 300, 20);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, 2);
}

static void
test_step_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Session) session = session_new_at (stub_service_get_base (fixture->service), 0);
  g_autoptr (CantoPage) first = NULL;
  g_autoptr (CantoPage) second = NULL;
  g_autoptr (CantoPage) last = NULL;

  fixture->max_limit = 100;
  first = list (session, 50, 250);
  assert_page (first, 50, 250);
  /* One that was refused, and 100, 100 and 50. */
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, 4);

  /* It is remembered. */
  second = list (session, 300, 200);
  assert_page (second, 300, 200);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, 6);

  /* At the end of the list no further call is made. */
  last = list (session, 850, 1000);
  assert_page (last, 850, 150);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, 8);
}

/* 6.13: a refusal for another reason teaches nothing about the size. */
static void
test_other_refusal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Session) session = session_new_at (stub_service_get_base (fixture->service), 0);
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = NULL;

  fixture->max_start = 500;
  g_assert_null (session_list (session, query, 600, 200, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REQUEST);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, 2);

  page = list (session, 0, 300);
  assert_page (page, 0, 300);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, 3);
}

static void
test_small_page_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Session) session = session_new_at (stub_service_get_base (fixture->service), 0);
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GError) error = NULL;

  fixture->max_limit = 10;
  g_assert_null (session_list (session, query, 0, 100, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REQUEST);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, 1);
}

static void
assert_too_deep (Session *session, guint start, guint limit)
{
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (session_list (session, query, start, limit, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_TOO_DEEP);
}

/* 6.13: how deep it goes is found out once; then nobody asks beyond it. @data: whether it is mute
 */
static void
test_depth (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Session) session = session_new_at (stub_service_get_base (fixture->service), 0);
  g_autoptr (CantoPage) at_end = NULL;
  g_autoptr (CantoPage) across = NULL;
  guint n_requests;

  fixture->n_assets = 52000;
  fixture->max_end = 10000;
  fixture->is_mute = GPOINTER_TO_INT (data);
  at_end = list (session, 9800, 200);
  assert_page_of (at_end, 9800, 200, 52000);
  g_assert_cmpuint (canto_client_get_list_depth (session->client), ==, G_MAXUINT);

  assert_too_deep (session, 30000, 200);
  g_assert_cmpuint (canto_client_get_list_depth (session->client), ==, 10000);
  n_requests = stub_service_get_n_requests (fixture->service);
  assert_too_deep (session, 10000, 1);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, n_requests);
  across = list (session, 9950, 200);
  assert_page_of (across, 9950, 50, 52000);
  g_assert_cmpuint (stub_service_get_n_requests (fixture->service), ==, n_requests + 1);
}

/* A page that begins within what is given, and ends beyond it. */
static void
test_depth_across (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Session) session = session_new_at (stub_service_get_base (fixture->service), 0);
  g_autoptr (CantoPage) across = NULL;
  g_autoptr (CantoPage) large = NULL;

  fixture->n_assets = 52000;
  fixture->max_end = 10000;
  fixture->is_mute = GPOINTER_TO_INT (data);
  across = list (session, 9850, 300);
  assert_page_of (across, 9850, 150, 52000);
  g_assert_cmpuint (canto_client_get_list_depth (session->client), ==, 10000);

  /* It was not the size of the page. */
  large = list (session, 0, 1000);
  assert_page_of (large, 0, 1000, 52000);
}

/* An empty page at the end of a long list is its end. */
static void
test_depth_of_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Session) session = session_new_at (stub_service_get_base (fixture->service), 0);
  g_autoptr (CantoPage) at_end = NULL;
  g_autoptr (CantoPage) beyond = NULL;

  fixture->n_assets = 20000;
  at_end = list (session, 19900, 200);
  assert_page_of (at_end, 19900, 100, 20000);
  beyond = list (session, 20000, 200);
  assert_page_of (beyond, 20000, 0, 20000);
  g_assert_cmpuint (canto_client_get_list_depth (session->client), ==, G_MAXUINT);
}

static void
test_html (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Session) session = session_new_at (stub_service_get_base (fixture->service), 0);
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GError) error = NULL;

  fixture->other = "<!DOCTYPE html><title>Canto</title>";
  g_assert_null (session_list (session, query, 0, 10, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
}

static gboolean
is_kept (gpointer user_data)
{
  return ((Fixture *) user_data)->kept != NULL;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Session) session = session_new_at (stub_service_get_base (fixture->service), 0);
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->keeps = TRUE;
  canto_client_list_async (session->client, query, 0, 10, CANTO_PRIORITY_INTERACTIVE, cancellable,
                           test_keep_result, &result);
  test_wait_until (is_kept, fixture, "the call");
  g_cancellable_cancel (cancellable);
  g_assert_null (canto_client_list_finish (session->client, test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/17.5/page-size", test_page_size);
  add ("/17.5/step-down", test_step_down);
  add ("/17.5/other-refusal", test_other_refusal);
  add ("/17.5/small-page-refused", test_small_page_refused);
  add ("/6.13/end-of-a-long-list", test_depth_of_end);
  for (int is_mute = 0; is_mute < 2; is_mute++)
    {
      gconstpointer data = GINT_TO_POINTER (is_mute);

      g_test_add (is_mute ? "/6.13/empty" : "/6.13/refused", Fixture, data, set_up, test_depth,
                  tear_down);
      g_test_add (is_mute ? "/6.13/empty-across" : "/6.13/refused-across", Fixture, data, set_up,
                  test_depth_across, tear_down);
    }
  add ("/C16/html", test_html);
  add ("/C26/cancel", test_cancel);

  return g_test_run ();
}
