/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-link-provider.h"

#include "canto-error.h"

#include "test-service.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

#define APPROVED   "\"approvalStatus\": \"Approved\", \"width\": \"3000\", \"height\": \"1500\""
#define RESTRICTED "\"approvalStatus\": \"Restricted\", \"width\": \"3000\", \"height\": \"1500\""
#define IMAGE_URI  "https://d1.cloudfront.net/image/123456789012/image_i1/-FJPG/pier.jpg"
#define FILE_URI   "https://d1.cloudfront.net/asset/123456789012/document_d1/a%20b.pdf"
#define LINK_URI   "https://d1.cloudfront.net/image/123456789012/image_i1/-B1200-FJPG/pier.jpg"

static const DeliveryPreset medium = { DELIVERY_SIZE_1200, DELIVERY_FORMAT_JPG };

typedef struct
{
  TestService *service;
  EngineSession *session;
  CatalogAssetList *list;
  CantoAsset *asset; /* as the list says it */
  GdkContentProvider *provider;
  guint n_refused;
  char *refused_name;
  GError *refused_error; /* (nullable) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = test_service_new ();
  fixture->session = test_session_new_for_base (test_service_get_base (fixture->service));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->provider != NULL)
    test_assert_last_unref (fixture->provider);
  g_clear_pointer (&fixture->asset, canto_asset_unref);
  g_clear_object (&fixture->list);
  test_session_free (fixture->session);
  test_service_free (fixture->service);
  g_free (fixture->refused_name);
  g_clear_error (&fixture->refused_error);
}

static void
keep_refusal (GdkContentProvider *provider, GPtrArray *results, GError *error, Fixture *fixture)
{
  EngineLinkResult *first = results != NULL ? results->pdata[0] : NULL;

  fixture->n_refused += results != NULL ? results->len : 1;
  g_clear_pointer (&fixture->refused_name, g_free);
  if (first != NULL)
    {
      fixture->refused_name = g_strdup (canto_asset_get_name (first->asset));
      error = first->error;
    }
  if (error != NULL)
    fixture->refused_error = g_error_copy (error);
}

static gboolean
is_ready (gpointer list)
{
  return catalog_asset_list_get_status (list) == CATALOG_STATUS_READY;
}

/* A provider of the first @n_assets that the service lists. */
static void
make_provider_of (Fixture *fixture, guint n_assets)
{
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (CatalogSlot) slot = NULL;

  fixture->list = catalog_asset_list_new (engine_session_get_source (fixture->session));
  catalog_asset_list_set_query (fixture->list, query);
  test_wait_until (is_ready, fixture->list, "the list");
  slot = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  fixture->asset = canto_asset_ref (catalog_slot_get_asset (slot));
  for (guint i = 0; i < n_assets; i++)
    g_array_append_val (positions, i);
  fixture->provider =
      picker_link_provider_new (fixture->session, fixture->list, positions, &medium);
  g_signal_connect (fixture->provider, "refused", G_CALLBACK (keep_refusal), fixture);
}

static void
make_provider (Fixture *fixture)
{
  make_provider_of (fixture, 1);
}

static GBytes *
write_to_bytes (GdkContentProvider *provider,
                const char *mime_type,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;
  gboolean is_written;

  gdk_content_provider_write_mime_type_async (provider, mime_type, stream, G_PRIORITY_DEFAULT,
                                              cancellable, (GAsyncReadyCallback) test_keep_result,
                                              &result);
  is_written =
      gdk_content_provider_write_mime_type_finish (provider, test_wait_result (&result), error);
  g_output_stream_close (stream, NULL, NULL);
  if (!is_written)
    {
      g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), ==,
                        0);
      return NULL;
    }

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static char *
write_to_text (Fixture *fixture, const char *mime_type)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = write_to_bytes (fixture->provider, mime_type, NULL, &error);
  gsize length;
  const char *data;

  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &length);
  g_assert_false (fixture->n_refused > 0);

  return g_strndup (data, length);
}

static void
assert_text (Fixture *fixture, const char *mime_type, const char *expected)
{
  g_autofree char *text = write_to_text (fixture, mime_type);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_moz_url (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = write_to_bytes (fixture->provider, "text/x-moz-url", NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 2 * g_utf8_strlen (expected, -1));
  text = g_convert (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "UTF-8",
                    "UTF-16LE", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
add_image (Fixture *fixture, const char *list)
{
  test_service_add_asset (fixture->service, "image", "i1", "pier.jpg", list,
                          "\"description\": \"The <old> \\\"pier\\\" & sea\","
                          " \"additional\": {\"MDC Image URL\": \"" IMAGE_URI "\"}");
}

static void
test_formats (Fixture *fixture, gconstpointer data)
{
  static const char *const wanted[] = { "text/html", "text/uri-list", "text/x-moz-url",
                                        "text/plain;charset=utf-8", "text/plain" };
  g_autoptr (GdkContentFormats) formats = NULL;
  const char *const *mime_types;
  gsize n_mime_types;

  add_image (fixture, APPROVED);
  make_provider (fixture);
  formats = gdk_content_provider_ref_formats (fixture->provider);
  mime_types = gdk_content_formats_get_mime_types (formats, &n_mime_types);
  g_assert_cmpuint (n_mime_types, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < n_mime_types; i++)
    g_assert_cmpstr (mime_types[i], ==, wanted[i]);
}

static void
test_image (Fixture *fixture, gconstpointer data)
{
  add_image (fixture, APPROVED);
  make_provider (fixture);
  assert_text (fixture, "text/html",
               "<img src=\"" LINK_URI "\" alt=\"The &lt;old&gt; &quot;pier&quot; &amp; sea\""
               " width=\"1200\" height=\"600\">");
  assert_text (fixture, "text/uri-list", LINK_URI "\r\n");
  assert_text (fixture, "text/plain", LINK_URI);
  assert_text (fixture, "text/plain;charset=utf-8", LINK_URI);
  assert_moz_url (fixture, LINK_URI "\npier.jpg");
}

static void
test_document (Fixture *fixture, gconstpointer data)
{
  test_service_add_asset (fixture->service, "document", "d1", "a & b – Ω.pdf", APPROVED,
                          "\"additional\": {\"MDC Asset URL\": \"" FILE_URI "\"}");
  make_provider (fixture);
  assert_text (fixture, "text/html", "<a href=\"" FILE_URI "\">a &amp; b – Ω.pdf</a>");
  assert_text (fixture, "text/uri-list", FILE_URI "\r\n");
  assert_text (fixture, "text/plain", FILE_URI);
  assert_moz_url (fixture, FILE_URI "\na & b – Ω.pdf");
}

static void
test_other_type (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_image (fixture, APPROVED);
  make_provider (fixture);
  g_assert_null (write_to_bytes (fixture->provider, "image/png", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static gboolean
has_held (gpointer service)
{
  return test_service_count_held (service) > 0;
}

static void
test_waits_for_details (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add_image (fixture, APPROVED);
  make_provider (fixture);
  test_service_hold (fixture->service, "/api/v1/image/i1");
  gdk_content_provider_write_mime_type_async (fixture->provider, "text/plain", stream,
                                              G_PRIORITY_DEFAULT, NULL,
                                              (GAsyncReadyCallback) test_keep_result, &result);
  test_wait_until (has_held, fixture->service, "the question for details");
  g_assert_null (result);
  test_service_release (fixture->service);
  gdk_content_provider_write_mime_type_finish (fixture->provider, test_wait_result (&result),
                                               &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), ==,
                    strlen (LINK_URI));
}

static void
test_needs_consent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_image (fixture, RESTRICTED);
  make_provider (fixture);
  g_assert_null (write_to_bytes (fixture->provider, "text/html", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpuint (fixture->n_refused, ==, 1);
  g_assert_cmpstr (fixture->refused_name, ==, "pier.jpg");
  g_assert_no_error (fixture->refused_error);

  engine_session_accept_concerns (fixture->session, fixture->asset, &medium);
  fixture->n_refused = 0;
  assert_text (fixture, "text/plain", LINK_URI);
}

/* That it is not published only its details say. */
static void
test_needs_consent_by_details (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_service_add_asset (
      fixture->service, "image", "i1", "pier.jpg", APPROVED,
      "\"additional\": {\"MDC Image URL\": \"Rendition-is-not-published-to-MDC\"},"
      " \"url\": {\"directUrlPreview\": \"https://acme.canto.com/direct/i1/m800/800\"}");
  make_provider (fixture);
  g_assert_cmpint (engine_session_get_concerns (fixture->session, fixture->asset, &medium), ==,
                   DELIVERY_CONCERN_NONE);
  g_assert_null (write_to_bytes (fixture->provider, "text/plain", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpuint (fixture->n_refused, ==, 1);
  g_assert_no_error (fixture->refused_error);
}

/* One drop is one refusal, in however many types the target asks for it. */
static void
test_refused_once (Fixture *fixture, gconstpointer data)
{
  add_image (fixture, RESTRICTED);
  make_provider (fixture);
  g_assert_null (write_to_bytes (fixture->provider, "text/html", NULL, NULL));
  g_assert_null (write_to_bytes (fixture->provider, "text/uri-list", NULL, NULL));
  g_assert_null (write_to_bytes (fixture->provider, "text/plain", NULL, NULL));
  g_assert_cmpuint (fixture->n_refused, ==, 1);
}

static void
test_no_details (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_image (fixture, APPROVED);
  make_provider (fixture);
  test_service_refuse (fixture->service, "/api/v1/image/i1", 404, "{}");
  g_assert_null (write_to_bytes (fixture->provider, "text/plain", NULL, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture->n_refused, ==, 1);
  g_assert_error (fixture->refused_error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
}

/* A target that has gone is nothing to complain about. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_image (fixture, APPROVED);
  make_provider (fixture);
  g_cancellable_cancel (cancellable);
  g_assert_null (write_to_bytes (fixture->provider, "text/plain", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_refused, ==, 0);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/link-provider/formats", test_formats);
  ADD ("/link-provider/image", test_image);
  ADD ("/link-provider/document", test_document);
  ADD ("/link-provider/other-type", test_other_type);
  ADD ("/link-provider/waits-for-details", test_waits_for_details);
  ADD ("/link-provider/needs-consent", test_needs_consent);
  ADD ("/link-provider/needs-consent-by-details", test_needs_consent_by_details);
  ADD ("/link-provider/refused-once", test_refused_once);
  ADD ("/link-provider/no-details", test_no_details);
  ADD ("/link-provider/cancelled", test_cancelled);

  return g_test_run ();
}
