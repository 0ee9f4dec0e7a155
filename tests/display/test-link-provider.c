/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-link-provider.h"

#include "canto-error.h"
#include "picker-dropped-files.h"

#include "test-service.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <glib/gstdio.h>
#include <string.h>

#define APPROVED   "\"approvalStatus\": \"Approved\", \"width\": \"3000\", \"height\": \"1500\""
#define RESTRICTED "\"approvalStatus\": \"Restricted\", \"width\": \"3000\", \"height\": \"1500\""
#define IMAGE_URI  "https://d1.cloudfront.net/image/123456789012/image_i1/-FJPG/pier.jpg"
#define FILE_URI   "https://d1.cloudfront.net/asset/123456789012/document_d1/a%20b.pdf"
#define LINK_URI   "https://d1.cloudfront.net/image/123456789012/image_i1/-B1200-FJPG/pier.jpg"

static DeliveryRecipe *medium; /* set by main() */

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

/* A provider of the first @n_assets that the service lists. @make: of links or of files */
static void
make_provider_by (
    Fixture *fixture,
    guint n_assets,
    DeliveryForm form,
    GdkContentProvider *(*make) (EngineSession *, CatalogAssetList *, GArray *, DeliveryPreset *) )
{
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (CatalogSlot) slot = NULL;
  g_autoptr (DeliveryPreset) preset = delivery_preset_new (NULL, medium, form, NULL);

  fixture->list = catalog_asset_list_new (engine_session_get_source (fixture->session));
  catalog_asset_list_set_query (fixture->list, query);
  test_wait_until (is_ready, fixture->list, "the list");
  slot = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  fixture->asset = canto_asset_ref (catalog_slot_get_asset (slot));
  for (guint i = 0; i < n_assets; i++)
    g_array_append_val (positions, i);
  fixture->provider = make (fixture->session, fixture->list, positions, preset);
  g_signal_connect (fixture->provider, "refused", G_CALLBACK (keep_refusal), fixture);
}

static void
make_provider_in_form (Fixture *fixture, guint n_assets, DeliveryForm form)
{
  make_provider_by (fixture, n_assets, form, picker_link_provider_new);
}

static void
make_provider (Fixture *fixture)
{
  make_provider_in_form (fixture, 1, DELIVERY_FORM_URL);
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
  static const char *const wanted[] = {
    "text/html", "text/uri-list", "text/x-moz-url", "text/markdown", "text/plain;charset=utf-8",
    "text/plain"
  };
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

/* Firefox would insert three pictures three times. */
static void
test_formats_of_several (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GdkContentFormats) formats = NULL;

  add_image (fixture, APPROVED);
  test_service_add_asset (fixture->service, "image", "i2", "sea.jpg", APPROVED, "");
  make_provider_by (fixture, 2, DELIVERY_FORM_URL, picker_link_provider_new);
  formats = gdk_content_provider_ref_formats (fixture->provider);
  g_assert_false (gdk_content_formats_contain_mime_type (formats, "text/uri-list"));
  g_assert_false (gdk_content_formats_contain_mime_type (formats, "text/x-moz-url"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/html"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/plain"));
}

/* What is no HTML is to arrive as it is written. */
static void
test_text_form (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GdkContentFormats) formats = NULL;
  g_autoptr (GError) error = NULL;

  add_image (fixture, APPROVED);
  make_provider_in_form (fixture, 1, DELIVERY_FORM_CSS);
  formats = gdk_content_provider_ref_formats (fixture->provider);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/plain"));
  g_assert_false (gdk_content_formats_contain_mime_type (formats, "text/html"));
  g_assert_false (gdk_content_formats_contain_mime_type (formats, "text/uri-list"));
  assert_text (fixture, "text/plain", "url(\"" LINK_URI "\")");
  g_assert_null (write_to_bytes (fixture->provider, "text/html", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

/* One that is HTML goes as what it shows, and as its source. */
static void
test_html_form (Fixture *fixture, gconstpointer data)
{
  static const char *const types[] = { "text/html", "text/plain" };
  const DeliveryFormOptions options = { .alt_field = "Alt", .with_credit = TRUE };

  test_service_add_asset (fixture->service, "image", "i1", "pier.jpg", APPROVED,
                          "\"default\": {\"Copyright\": \"\u00a9 Acme\"},"
                          " \"additional\": {\"MDC Image URL\": \"" IMAGE_URI
                          "\", \"Alt\": \"A pier\"}");
  engine_session_set_form_options (fixture->session, &options);
  make_provider_in_form (fixture, 1, DELIVERY_FORM_IMAGE);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    assert_text (fixture, types[i],
                 "<figure><img src=\"" LINK_URI
                 "\" alt=\"A pier\" width=\"1200\" height=\"600\" loading=\"lazy\">"
                 "<figcaption>© Acme</figcaption></figure>");
  assert_text (fixture, "text/uri-list", LINK_URI "\r\n");
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
  assert_text (fixture, "text/markdown", "![The \\<old\\> \\\"pier\\\" \\& sea](" LINK_URI ")");
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

  engine_session_accept_concerns (fixture->session, fixture->asset, medium);
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
  g_assert_cmpint (engine_session_get_concerns (fixture->session, fixture->asset, medium), ==,
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

/* Files */

#define PICTURE_PATH "/image/123456789012/image_i1/-B1200-FJPG/pier.tif"

/* A picture on the service itself, whose original is something else. */
static void
add_served (Fixture *fixture, const char *id, const char *name)
{
  g_autofree char *details = g_strdup_printf (
      "\"additional\": {\"MDC Image URL\": \"%s/image/123456789012/image_%s/-FJPG/%s\"}",
      test_service_get_base (fixture->service), id, name);

  test_service_add_asset (fixture->service, "image", id, name, APPROVED, details);
}

static GBytes *
serve_picture (Fixture *fixture, const char *path)
{
  g_autoptr (GdkPixbuf) pixels = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 30, 15);
  g_autoptr (GError) error = NULL;
  GBytes *picture;
  char *data;
  gsize length;

  gdk_pixbuf_fill (pixels, 0x3584e4ff);
  gdk_pixbuf_save_to_buffer (pixels, &data, &length, "jpeg", &error, NULL);
  g_assert_no_error (error);
  picture = g_bytes_new_take (data, length);
  test_service_set_bytes (fixture->service, path, "image/jpeg", picture);

  return picture;
}

/* The files that are given, which go with the test. (transfer full) */
static GStrv
dup_paths (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = write_to_bytes (fixture->provider, "text/uri-list", NULL, &error);
  g_autofree char *text = NULL;
  GStrv uris;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  uris = g_uri_list_extract_uris (text);
  for (guint i = 0; uris[i] != NULL; i++)
    {
      char *path = g_filename_from_uri (uris[i], NULL, &error);

      g_assert_no_error (error);
      g_free (uris[i]);
      uris[i] = path;
    }

  return uris;
}

static void
remove_file (const char *path)
{
  g_autofree char *place = g_path_get_dirname (path);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (place), ==, 0);
}

static void
assert_file (const char *path, GBytes *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (data, length, g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
}

/* It is what the link leads to, named so, and fetched once; nothing is before a target asks. */
static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) picture = serve_picture (fixture, PICTURE_PATH);
  g_auto (GStrv) paths = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GError) error = NULL;

  add_served (fixture, "i1", "pier.tif");
  make_provider_by (fixture, 1, DELIVERY_FORM_URL, picker_link_provider_new_for_files);
  g_assert_cmpuint (test_service_count (fixture->service, PICTURE_PATH), ==, 0);
  paths = dup_paths (fixture);
  g_assert_cmpuint (g_strv_length (paths), ==, 1);
  g_assert_true (g_str_has_suffix (paths[0], "/pier.jpg"));
  assert_file (paths[0], picture);

  jpeg = write_to_bytes (fixture->provider, "image/jpeg", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (jpeg, picture));
  png = write_to_bytes (fixture->provider, "image/png", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (png, NULL), 4, "\x89PNG", 4);
  g_assert_cmpuint (test_service_count (fixture->service, PICTURE_PATH), ==, 1);
  g_assert_cmpuint (fixture->n_refused, ==, 0);
  remove_file (paths[0]);
}

/* Neither addresses of the web nor paths as text are among them: see picker-dropped-files.c */
static void
test_file_formats (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GdkContentFormats) one = NULL;
  g_autoptr (GdkContentFormats) several = picker_dropped_files_make_formats (FALSE);

  add_served (fixture, "i1", "pier.tif");
  make_provider_by (fixture, 1, DELIVERY_FORM_URL, picker_link_provider_new_for_files);
  one = gdk_content_provider_ref_formats (fixture->provider);
  g_assert_true (gdk_content_formats_contain_mime_type (one, "text/uri-list"));
  g_assert_true (gdk_content_formats_contain_mime_type (one, "image/png"));
  g_assert_true (gdk_content_formats_contain_mime_type (one, "image/jpeg"));
  g_assert_false (gdk_content_formats_contain_mime_type (one, "text/plain"));
  g_assert_false (gdk_content_formats_contain_mime_type (one, "text/plain;charset=utf-8"));
  g_assert_false (gdk_content_formats_contain_mime_type (one, "text/html"));
  g_assert_true (gdk_content_formats_contain_mime_type (several, "text/uri-list"));
  g_assert_false (gdk_content_formats_contain_mime_type (several, "image/png"));
}

/* More than are fetched at once; one of them cannot be had, and that is said. */
static void
test_several_files (Fixture *fixture, gconstpointer data)
{
  const guint n_assets = 7;
  g_autoptr (GBytes) picture = NULL;
  g_auto (GStrv) paths = NULL;

  for (guint i = 0; i < n_assets; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);
      g_autofree char *path =
          g_strdup_printf ("/image/123456789012/image_%s/-B1200-FJPG/same.jpg", id);

      add_served (fixture, id, "same.jpg");
      g_clear_pointer (&picture, g_bytes_unref);
      picture = serve_picture (fixture, path);
    }
  test_service_refuse (fixture->service, "image_s3/-B1200", 404, "gone");
  make_provider_by (fixture, n_assets, DELIVERY_FORM_URL, picker_link_provider_new_for_files);
  paths = dup_paths (fixture);
  g_assert_cmpuint (g_strv_length (paths), ==, n_assets - 1);
  g_assert_cmpuint (fixture->n_refused, ==, 1);
  g_assert_error (fixture->refused_error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
  for (guint i = 0; paths[i] != NULL; i++)
    {
      assert_file (paths[i], picture);
      remove_file (paths[i]);
    }
}

static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_served (fixture, "i1", "pier.tif");
  test_service_refuse (fixture->service, "image_i1/-B1200", 404, "gone");
  make_provider_by (fixture, 1, DELIVERY_FORM_URL, picker_link_provider_new_for_files);
  g_assert_null (write_to_bytes (fixture->provider, "text/uri-list", NULL, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
  g_assert_null (write_to_bytes (fixture->provider, "image/png", NULL, NULL));
  g_assert_cmpuint (fixture->n_refused, ==, 1);
}

/* A page that asks for a sign-in is no picture. */
static void
test_page_for_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) page = g_bytes_new_static ("<!DOCTYPE html><form>", 21);
  g_autoptr (GError) error = NULL;

  add_served (fixture, "i1", "pier.tif");
  test_service_set_bytes (fixture->service, PICTURE_PATH, "text/html", page);
  make_provider_by (fixture, 1, DELIVERY_FORM_URL, picker_link_provider_new_for_files);
  g_assert_null (write_to_bytes (fixture->provider, "text/uri-list", NULL, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
}

static void
test_file_needs_consent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_image (fixture, RESTRICTED);
  make_provider_by (fixture, 1, DELIVERY_FORM_URL, picker_link_provider_new_for_files);
  g_assert_null (write_to_bytes (fixture->provider, "text/uri-list", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpuint (fixture->n_refused, ==, 1);
}

/* The drag is over while the file is on its way: it is not waited for. */
static void
test_file_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PickerDroppedFiles) files = picker_dropped_files_new (fixture->session);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  G_GNUC_UNUSED g_autoptr (GBytes) picture = serve_picture (fixture, PICTURE_PATH);
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GAsyncResult) made = NULL;
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (GError) error = NULL;

  add_served (fixture, "i1", "pier.tif");
  make_provider (fixture);
  g_ptr_array_add (assets, fixture->asset);
  engine_session_make_links_async (fixture->session, assets, medium, NULL, test_keep_result, &made);
  results = engine_session_make_links_finish (fixture->session, test_wait_result (&made), &error);
  g_assert_no_error (error);
  g_ptr_array_add (links, ((EngineLinkResult *) results->pdata[0])->link);

  test_service_hold (fixture->service, PICTURE_PATH);
  picker_dropped_files_write_async (files, links, "text/uri-list", stream, G_PRIORITY_DEFAULT, NULL,
                                    test_keep_result, &written);
  test_wait_until (has_held, fixture->service, "the question for the file");
  picker_dropped_files_stop (files);
  g_assert_false (picker_dropped_files_write_finish (files, test_wait_result (&written), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_service_release (fixture->service);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);
  medium = delivery_recipe_parse ("1200/jpg", NULL);

  ADD ("/link-provider/formats", test_formats);
  ADD ("/link-provider/formats-of-several", test_formats_of_several);
  ADD ("/link-provider/text-form", test_text_form);
  ADD ("/link-provider/html-form", test_html_form);
  ADD ("/link-provider/image", test_image);
  ADD ("/link-provider/document", test_document);
  ADD ("/link-provider/other-type", test_other_type);
  ADD ("/link-provider/waits-for-details", test_waits_for_details);
  ADD ("/link-provider/needs-consent", test_needs_consent);
  ADD ("/link-provider/needs-consent-by-details", test_needs_consent_by_details);
  ADD ("/link-provider/refused-once", test_refused_once);
  ADD ("/link-provider/no-details", test_no_details);
  ADD ("/link-provider/cancelled", test_cancelled);
  ADD ("/link-provider/file", test_file);
  ADD ("/link-provider/file-formats", test_file_formats);
  ADD ("/link-provider/several-files", test_several_files);
  ADD ("/link-provider/no-file", test_no_file);
  ADD ("/link-provider/page-for-file", test_page_for_file);
  ADD ("/link-provider/file-needs-consent", test_file_needs_consent);
  ADD ("/link-provider/file-stopped", test_file_stopped);

  return g_test_run ();
}
