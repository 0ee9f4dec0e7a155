/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Addresses of bytes: 10.2, 10.4, 10.7 and 4.30. */

#include "canto-links.h"

#include "canto-error.h"
#include "session.h"
#include "stub-service.h"
#include "test-http.h"
#include "test-wait.h"

#include <string.h>

/* The first of all assets. (transfer container) */
static GPtrArray *
list_assets (Session *session, guint schemes, guint limit)
{
  GPtrArray *assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  g_autoptr (CantoQuery) query = canto_query_with_schemes (canto_query_new (), schemes);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = session_list (session, query, 0, limit, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    g_ptr_array_add (assets, canto_asset_ref (canto_page_get_asset (page, i)));
  g_assert_cmpuint (assets->len, >, 0);

  return assets;
}

static GPtrArray *
get_links (Session *session, GPtrArray *assets, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_get_direct_links_async (session->client, assets, CANTO_PRIORITY_INTERACTIVE, NULL,
                                       test_keep_result, &result);

  return canto_client_get_direct_links_finish (session->client, test_wait_result (&result), error);
}

static char *
get_address (Session *session, const char *uri, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  canto_client_get_address_async (session->client, uri, CANTO_PRIORITY_INTERACTIVE, NULL,
                                  test_keep_result, &result);

  return canto_client_get_address_finish (session->client, test_wait_result (&result), error);
}

/* Cut at a hundred, and each for its own asset: what lies there is as large as the asset is. */
static void
test_many (void)
{
  g_autoptr (Session) session = session_new ("--scenario=normal", NULL);
  g_autoptr (GPtrArray) assets = list_assets (session, 0, 130);
  guint64 n_before = canto_client_get_n_counted_calls (session->client);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = get_links (session, assets, &error);
  guint n_originals = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (links->len, ==, assets->len);
  g_assert_cmpuint (canto_client_get_n_counted_calls (session->client) - n_before, ==, 2);
  for (guint i = 0; i < links->len; i++)
    {
      CantoDirectLink *link = links->pdata[i];

      g_assert_nonnull (link);
      g_assert_cmpstr (canto_direct_link_get_name (link), ==,
                       canto_asset_get_name (assets->pdata[i]));
      g_assert_cmpuint (canto_direct_link_get_size_bytes (link), ==,
                        canto_asset_get_size_bytes (assets->pdata[i]));
      n_originals += canto_direct_link_get_original_uri (link) != NULL;
    }
  g_assert_cmpuint (n_originals, >, 100);
  for (guint i = 0; i < 3; i++)
    {
      CantoDirectLink *link = links->pdata[i];
      G_GNUC_UNUSED g_autoptr (GBytes) preview =
          canto_direct_link_get_preview_uri (link) != NULL
              ? session_fetch (session, canto_direct_link_get_preview_uri (link), CANTO_FETCH_FREE,
                               1 << 20, NULL, &error)
              : NULL;

      g_assert_no_error (error);
    }
}

static void
answer_links (StubService *service, SoupServerMessage *message, gpointer body)
{
  if (g_str_equal (soup_server_message_get_method (message), "POST"))
    stub_answer (message, 200, "application/json", body);
  else
    stub_answer (message, 200, "application/json",
                 "{\"results\":[{\"id\":\"a\",\"scheme\":\"image\"},"
                 "{\"id\":\"b\",\"scheme\":\"image\"},{\"id\":\"c\",\"scheme\":\"image\"}]}");
}

/* Matched by scheme and id, whatever the order; what may not be fetched is no address. */
static void
test_hostile (void)
{
  g_autoptr (StubService) service = stub_service_new (
      NULL, answer_links,
      (gpointer) "[null,{\"id\":\"c\",\"scheme\":\"image\",\"directUri\":\"file:///etc/passwd\","
                 "\"previewUri\":\"http://cdn.example/x\"},"
                 "{\"id\":\"a\",\"scheme\":\"video\",\"directUri\":\"https://cdn.example/v\"},"
                 "{\"id\":\"a\",\"scheme\":\"image\",\"directUri\":\"https://cdn.example/a?S=1\","
                 "\"previewUri\":\"https://user@cdn.example/a\",\"size\":\"12\"}]");
  g_autoptr (Session) session = session_new_at (stub_service_get_base (service), 0);
  g_autoptr (GPtrArray) assets = list_assets (session, 0, 10);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = get_links (session, assets, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (links->len, ==, 3);
  g_assert_cmpstr (canto_direct_link_get_original_uri (links->pdata[0]), ==,
                   "https://cdn.example/a?S=1");
  g_assert_null (canto_direct_link_get_preview_uri (links->pdata[0]));
  g_assert_cmpuint (canto_direct_link_get_size_bytes (links->pdata[0]), ==, 12);
  g_assert_null (links->pdata[1]);
  g_assert_null (canto_direct_link_get_original_uri (links->pdata[2]));
  g_assert_null (canto_direct_link_get_preview_uri (links->pdata[2]));
}

static void
answer_html (StubService *service, SoupServerMessage *message, gpointer type)
{
  if (g_str_equal (soup_server_message_get_method (message), "POST"))
    stub_answer (message, 200, "text/html", "<p>The web app.");
  else
    answer_links (service, message, NULL);
}

static void
test_no_list (void)
{
  g_autoptr (StubService) service = stub_service_new (NULL, answer_html, NULL);
  g_autoptr (Session) session = session_new_at (stub_service_get_base (service), 0);
  g_autoptr (GPtrArray) assets = list_assets (session, 0, 10);
  g_autoptr (GError) error = NULL;

  g_assert_null (get_links (session, assets, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
}

/* 10.2, 10.4: the address, and what lies there without a token (T21). */
static void
test_address (void)
{
  g_autoptr (Session) session = session_new ("--scenario=normal", NULL);
  g_autoptr (GPtrArray) assets = list_assets (session, 1 << CANTO_SCHEME_IMAGE, 1);
  const char *download = canto_asset_get_link (assets->pdata[0], CANTO_LINK_DOWNLOAD);
  const char *base = canto_account_get_api_base (session->account);
  g_autofree char *original = download != NULL
                                  ? g_strconcat (download, "/directuri", NULL)
                                  : g_strdup_printf ("%s/api_binary/v1/image/%s/directuri", base,
                                                     canto_asset_get_id (assets->pdata[0]));
  g_autofree char *preview = g_strdup_printf ("%s/api_binary/v1/image/%s/previewURI/240", base,
                                              canto_asset_get_id (assets->pdata[0]));
  g_autoptr (GError) error = NULL;
  g_autofree char *original_uri = get_address (session, original, &error);
  g_autofree char *preview_uri = NULL;
  g_autofree char *type = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  g_assert_false (g_str_has_prefix (original_uri, base));
  preview_uri = get_address (session, preview, &error);
  g_assert_no_error (error);
  bytes = session_fetch (session, preview_uri, CANTO_FETCH_FREE, 1 << 20, &type, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (type, ==, "image/jpeg");
}

static void
answer_text (StubService *service, SoupServerMessage *message, gpointer text)
{
  stub_answer (message, 200, "text/plain", *(char **) text);
}

static void
test_bad_address (void)
{
  static const char *const texts[] = {
    "",
    "nothing here",
    "file:///etc/passwd",
    "ftp://cdn.example/x",
    "http://cdn.example/x",
    "https://user:word@cdn.example/x",
    "javascript:alert(1)",
    "<html><p>https://cdn.example/x",
    "https://cdn.example/\xc3\xa4",
  };
  const char *text = NULL;
  g_autoptr (StubService) service = stub_service_new (NULL, answer_text, &text);
  g_autoptr (Session) session = session_new_at (stub_service_get_base (service), 0);
  g_autofree char *uri = g_strconcat (stub_service_get_base (service), "/api_binary/v1/x", NULL);
  g_autofree char *good = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      text = texts[i];
      g_assert_null (get_address (session, uri, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
      g_assert_true (*text == '\0' || strstr (error->message, text) == NULL);
      g_clear_error (&error);
    }
  text = "\r\n https://cdn.example/x?Signature=a%2Fb \n";
  good = get_address (session, uri, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (good, ==, "https://cdn.example/x?Signature=a%2Fb");
}

/* The head of a PNG says how large it is. */
static void
assert_png (GBytes *bytes, guint width_px, guint height_px)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  g_assert_cmpuint (length, >, 24);
  g_assert_cmpint (memcmp (data, "\x89PNG\r\n\x1a\n", 8), ==, 0);
  g_assert_cmpuint (data[18] << 8 | data[19], ==, width_px);
  g_assert_cmpuint (data[22] << 8 | data[23], ==, height_px);
}

/* 10.7: the same picture by both of its addresses. */
static void
test_conversion (void)
{
  const CantoConversion conversion = {
    .type = "png",
    .dpi = 72,
    .max_width_px = 64,
    .max_height_px = 32,
    .stretches = TRUE,
  };
  const CantoConversion as_it_is = { NULL };
  g_autoptr (Session) session = session_new ("--scenario=normal", NULL);
  g_autoptr (GPtrArray) assets = list_assets (session, 1 << CANTO_SCHEME_IMAGE, 1);
  g_autofree char *uri =
      canto_conversion_make_uri (&conversion, session->account, assets->pdata[0], FALSE);
  g_autofree char *address_uri =
      canto_conversion_make_uri (&conversion, session->account, assets->pdata[0], TRUE);
  g_autofree char *plain =
      canto_conversion_make_uri (&as_it_is, session->account, assets->pdata[0], FALSE);
  g_autofree char *address = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_str_has_suffix (uri, "/download?type=png&dpi=72&resize=64x32&proportion=false"));
  g_assert_true (g_str_has_suffix (plain, "/download"));
  first = session_fetch (session, uri, CANTO_FETCH_SIGNED, 1 << 22, NULL, &error);
  g_assert_no_error (error);
  address = get_address (session, address_uri, &error);
  g_assert_no_error (error);
  second = session_fetch (session, address, CANTO_FETCH_FREE, 1 << 22, NULL, &error);
  g_assert_no_error (error);
  assert_png (first, 64, 32);
  assert_png (second, 64, 32);
}

static void
test_bad_conversion (void)
{
  const CantoConversion conversion = { .type = "exe" };
  g_autoptr (Session) session = session_new ("--scenario=normal", NULL);
  g_autoptr (GPtrArray) assets = list_assets (session, 1 << CANTO_SCHEME_IMAGE, 1);
  g_autofree char *uri =
      canto_conversion_make_uri (&conversion, session->account, assets->pdata[0], TRUE);
  g_autoptr (GError) error = NULL;

  g_assert_null (get_address (session, uri, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REQUEST);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/4.30/many", test_many);
  g_test_add_func ("/4.30/hostile", test_hostile);
  g_test_add_func ("/4.30/no-list", test_no_list);
  g_test_add_func ("/10.2/address", test_address);
  g_test_add_func ("/10.2/bad-address", test_bad_address);
  g_test_add_func ("/10.7/conversion", test_conversion);
  g_test_add_func ("/10.7/bad-conversion", test_bad_conversion);

  return g_test_run ();
}
