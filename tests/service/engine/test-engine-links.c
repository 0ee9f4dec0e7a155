/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "canto-parse.h"
#include "delivery-size.h"
#include "fake-clock.h"
#include "media-decoder.h"
#include "session-fixture.h"
#include "test-http.h"
#include "test-wait.h"

#include <string.h>

static DeliveryRecipe *medium; /* set by main() */

/* All of @assets, none of which fails as a whole. (transfer full) */
static GPtrArray *
make_links (SessionFixture *fixture,
            GPtrArray *assets,
            DeliveryRecipe *recipe,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  engine_session_make_links_async (fixture->session, assets, recipe, cancellable, test_keep_result,
                                   &result);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);

  return engine_session_make_links_finish (fixture->session, test_wait_result (&result), error);
}

static DeliveryLink *
make_link (SessionFixture *fixture,
           CantoAsset *asset,
           DeliveryRecipe *recipe,
           CantoAsset **complete)
{
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  EngineLinkResult *made;

  g_ptr_array_add (assets, asset);
  results = make_links (fixture, assets, recipe, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 1);
  made = results->pdata[0];
  g_assert_no_error (made->error);
  if (complete != NULL)
    *complete = canto_asset_ref (made->asset);

  return delivery_link_ref (made->link);
}

/* Follows what a browser would follow, without a token. */
static TestReply *
follow (const char *uri)
{
  TestReply *reply = test_http_get (uri, NULL);

  for (int hop = 0; hop < 5 && reply->status == 302; hop++)
    {
      g_autofree char *next =
          g_uri_resolve_relative (uri, reply->location, G_URI_FLAGS_ENCODED, NULL);

      test_reply_free (reply);
      reply = test_http_get (next, NULL);
    }

  return reply;
}

/* One */

/* The link does what it says: the client computes the size, the tenant draws it. */
static void
test_link_of_images (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (CantoPage) page = NULL;
  guint n_delivered = 0;

  session_fixture_sign_in (fixture);
  page = session_fixture_list (fixture, session_fixture_new_images (CANTO_APPROVAL_APPROVED), 12);
  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    {
      CantoAsset *listed = canto_page_get_asset (page, i);
      g_autoptr (CantoAsset) asset = NULL;
      g_autoptr (DeliveryLink) link = make_link (fixture, listed, medium, &asset);
      g_autoptr (TestReply) reply = NULL;
      g_autoptr (MediaPicture) picture = NULL;

      g_assert_true (canto_asset_get_is_complete (asset));
      g_assert_cmpstr (canto_asset_get_key (asset), ==, canto_asset_get_key (listed));
      if (delivery_link_get_is_direct (link))
        continue;
      n_delivered++;

      g_test_message ("%s", delivery_link_get_uri (link));
      g_assert_true (g_str_has_prefix (delivery_link_get_uri (link),
                                       test_tenant_get (fixture->tenant, "delivery")));
      g_assert_true (g_str_has_suffix (delivery_link_get_uri (link), "/-B1200-FJPG"));
      reply = follow (delivery_link_get_uri (link));
      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpstr (reply->content_type, ==, "image/jpeg");
      picture = media_decoder_decode (reply->body, 1200, NULL);
      g_assert_nonnull (picture);
      g_assert_cmpint (media_picture_get_width_px (picture), ==, delivery_link_get_width_px (link));
      g_assert_cmpint (media_picture_get_height_px (picture), ==,
                       delivery_link_get_height_px (link));
      g_assert_cmpint (
          MAX (media_picture_get_width_px (picture), media_picture_get_height_px (picture)), <=,
          1200);
    }
  g_assert_cmpuint (n_delivered, >, 0);
}

static void
test_link_of_video (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) videos = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (TestReply) reply = NULL;
  CantoAsset *video;
  guint64 n_counted;

  session_fixture_sign_in (fixture);
  videos = session_fixture_get_details (
      fixture, canto_query_with_schemes (canto_query_new (), 1u << CANTO_SCHEME_VIDEO), 100);
  video = session_fixture_find_asset (videos, medium, DELIVERY_CONCERN_NONE);
  n_counted = session_fixture_get_n_counted (fixture);
  link = make_link (fixture, video, medium, NULL);
  /* The details are there, so nobody is asked. */
  g_assert_cmpuint (session_fixture_get_n_counted (fixture), ==, n_counted);
  g_assert_false (delivery_link_get_is_picture (link));
  g_assert_false (delivery_link_get_is_direct (link));

  reply = follow (delivery_link_get_uri (link));
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, canto_asset_get_content_type (video));
  g_assert_cmpuint (g_bytes_get_size (reply->body), ==, canto_asset_get_size_bytes (video));
}

static void
test_link_of_unpublished (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (TestReply) reply = NULL;
  CantoAsset *image;

  session_fixture_sign_in (fixture);
  images = session_fixture_get_details (fixture,
                                        session_fixture_new_images (CANTO_APPROVAL_APPROVED), 200);
  image = session_fixture_find_asset (images, medium, DELIVERY_CONCERN_NOT_PUBLISHED);
  g_assert_cmpint (engine_session_get_concerns (fixture->session, image, medium), ==,
                   DELIVERY_CONCERN_NOT_PUBLISHED);
  link = make_link (fixture, image, medium, NULL);
  g_assert_true (delivery_link_get_is_direct (link));
  g_assert_null (strstr (delivery_link_get_uri (link), "not-published"));
  g_assert_true (g_str_has_suffix (delivery_link_get_uri (link), "/m800/2000"));

  reply = follow (delivery_link_get_uri (link));
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, "image/jpeg");
}

/* What is set for the delivery network holds for its links, and for no direct ones (17.9). */
static void
check_place (SessionFixture *fixture,
             CantoAsset *asset,
             const char *host,
             const char *number,
             gboolean works)
{
  const CantoAccountOptions options = {
    .loopback_base = canto_account_get_api_base (fixture->account),
    .app_id = canto_account_get_app_id (fixture->account),
    .delivery_host = host,
    .delivery_account = number,
  };
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAccount) account = canto_account_new (&options, &error);
  g_autoptr (EngineSession) session = NULL;
  EngineLinkResult *made;

  g_assert_no_error (error);
  session = engine_session_new (account, fixture->store, NULL);
  g_ptr_array_add (assets, asset);
  engine_session_make_links_async (session, assets, medium, NULL, test_keep_result, &result);
  results = engine_session_make_links_finish (session, test_wait_result (&result), &error);
  g_assert_no_error (error);
  made = results->pdata[0];
  g_assert_true ((made->link != NULL) == works);
  if (!works)
    g_assert_error (made->error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_LINK);
}

static void
test_link_of_other_place (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_auto (GStrv) parts = NULL;
  CantoAsset *image;
  CantoAsset *unpublished;

  session_fixture_sign_in (fixture);
  images = session_fixture_get_details (fixture,
                                        session_fixture_new_images (CANTO_APPROVAL_APPROVED), 200);
  image = session_fixture_find_asset (images, medium, DELIVERY_CONCERN_NONE);
  unpublished = session_fixture_find_asset (images, medium, DELIVERY_CONCERN_NOT_PUBLISHED);
  link = make_link (fixture, image, medium, NULL);
  /* "http:", "", host, "image", account */
  parts = g_strsplit (delivery_link_get_uri (link), "/", 6);

  check_place (fixture, image, "127.0.0.1", NULL, TRUE);
  check_place (fixture, image, NULL, parts[4], TRUE);
  check_place (fixture, image, "127.0.0.1", parts[4], TRUE);
  check_place (fixture, image, "d1.cloudfront.net", NULL, FALSE);
  check_place (fixture, image, "127.0.0.1", "1", FALSE);
  check_place (fixture, unpublished, "d1.cloudfront.net", "1", TRUE);
}

/* 11.9, 17.9: what the account says of its masters is what its links are measured with, also when
 * that is set while the session goes on. */
static void
test_link_of_other_master (SessionFixture *fixture, gconstpointer data)
{
  CantoAccountOptions options = { .loopback_base = canto_account_get_api_base (fixture->account),
                                  .app_id = canto_account_get_app_id (fixture->account),
                                  .delivery_master_px = 1000 };
  g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse ("0,0,500000,500000/jpg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAccount) account = canto_account_new (&options, &error);
  g_autoptr (CantoAccount) other = NULL;
  g_autoptr (EngineSession) session = NULL;
  g_autoptr (GPtrArray) images = NULL;
  CantoAsset *image;

  g_assert_no_error (error);
  options.delivery_master_px = 2048;
  other = canto_account_new (&options, &error);
  g_assert_no_error (error);
  session_fixture_sign_in (fixture);
  images = session_fixture_get_details (fixture,
                                        session_fixture_new_images (CANTO_APPROVAL_APPROVED), 200);
  image = session_fixture_find_asset (images, medium, DELIVERY_CONCERN_NONE);
  g_assert_cmpuint (canto_asset_get_width_px (image), >, 2048);
  session = engine_session_new (account, fixture->store, NULL);

  for (guint i = 0; i < 2; i++)
    {
      guint master_px = i == 0 ? 1000 : 2048;
      g_autoptr (GPtrArray) assets = g_ptr_array_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GPtrArray) results = NULL;
      g_autoptr (DeliveryLink) shown = NULL;
      g_autoptr (DeliveryLink) expected = delivery_link_new (image, recipe, master_px, NULL);

      if (i == 1)
        engine_session_take_delivery (session, other);
      g_assert_cmpuint (engine_session_get_master_px (session), ==, master_px);
      shown = engine_session_make_link (session, image, recipe, &error);
      g_assert_no_error (error);
      g_ptr_array_add (assets, image);
      engine_session_make_links_async (session, assets, recipe, NULL, test_keep_result, &result);
      results = engine_session_make_links_finish (session, test_wait_result (&result), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (
          MAX (delivery_link_get_width_px (shown), delivery_link_get_height_px (shown)), ==,
          master_px / 2);
      g_assert_cmpstr (delivery_link_get_uri (shown), ==, delivery_link_get_uri (expected));
      g_assert_cmpstr (delivery_link_get_uri (((EngineLinkResult *) results->pdata[0])->link), ==,
                       delivery_link_get_uri (expected));
    }
}

static void
test_link_when_signed_out (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GAsyncResult) signed_out = NULL;
  g_autoptr (CantoPage) page = NULL;
  g_autoptr (GError) error = NULL;

  session_fixture_sign_in (fixture);
  page = session_fixture_list (fixture, session_fixture_new_images (CANTO_APPROVAL_APPROVED), 1);
  engine_session_sign_out_async (fixture->session, NULL, test_keep_result, &signed_out);
  g_assert_true (
      engine_session_sign_out_finish (fixture->session, test_wait_result (&signed_out), &error));
  g_ptr_array_add (assets, canto_page_get_asset (page, 0));
  results = make_links (fixture, assets, medium, NULL, &error);
  g_assert_null (results);
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
}

static void
test_link_is_cancelled (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (CantoPage) page = NULL;
  g_autoptr (GError) error = NULL;

  session_fixture_sign_in (fixture);
  page = session_fixture_list (fixture, session_fixture_new_images (CANTO_APPROVAL_APPROVED), 1);
  g_ptr_array_add (assets, canto_page_get_asset (page, 0));
  results = make_links (fixture, assets, medium, cancellable, &error);
  g_assert_null (results);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Every rendition */

static const char *const content_types[] = { "image/jpeg", "image/png", "image/webp" };

/* Not every machine decodes WebP; its size stands in its first bytes. */
static void
read_webp_size (GBytes *body, guint *width_px, guint *height_px)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (body, &length);

  g_assert_cmpuint (length, >, 30);
  g_assert_cmpmem (bytes, 4, "RIFF", 4);
  if (memcmp (bytes + 8, "WEBPVP8X", 8) == 0)
    {
      *width_px = 1 + (bytes[24] | bytes[25] << 8 | bytes[26] << 16);
      *height_px = 1 + (bytes[27] | bytes[28] << 8 | bytes[29] << 16);
      return;
    }

  g_assert_cmpmem (bytes + 8, 8, "WEBPVP8 ", 8);
  *width_px = (bytes[26] | bytes[27] << 8) & 0x3fff;
  *height_px = (bytes[28] | bytes[29] << 8) & 0x3fff;
}

static void
read_size (TestReply *reply, guint *width_px, guint *height_px)
{
  g_autoptr (MediaPicture) picture = NULL;

  if (g_str_equal (reply->content_type, "image/webp"))
    {
      read_webp_size (reply->body, width_px, height_px);
      return;
    }

  picture = media_decoder_decode (reply->body, 4096, NULL);
  g_assert_nonnull (picture);
  *width_px = (guint) media_picture_get_width_px (picture);
  *height_px = (guint) media_picture_get_height_px (picture);
}

static void
assert_size (TestReply *reply, DeliveryLink *link, DeliverySize size, DeliveryRecipe *recipe)
{
  guint longest_px = delivery_recipe_get_width_px (recipe);
  guint width_px, height_px;

  read_size (reply, &width_px, &height_px);
  /* What is said is true; of the tenant's own crops nothing is said. */
  if (delivery_link_get_width_px (link) > 0)
    {
      g_assert_cmpuint (width_px, ==, delivery_link_get_width_px (link));
      g_assert_cmpuint (height_px, ==, delivery_link_get_height_px (link));
    }
  if (longest_px > 0)
    {
      g_assert_cmpuint (MAX (width_px, height_px), <=, longest_px);
      g_assert_cmpint (MAX (width_px, height_px) < longest_px, ==,
                       delivery_link_get_upscaled (link));
    }
  if (size == DELIVERY_SIZE_SQUARE)
    g_assert_cmpuint (width_px, ==, height_px);
  if (size == DELIVERY_SIZE_LANDSCAPE)
    g_assert_cmpuint (width_px, >, height_px);
  if (size == DELIVERY_SIZE_PORTRAIT)
    g_assert_cmpuint (width_px, <, height_px);
}

static void
assert_rendition (SessionFixture *fixture,
                  CantoAsset *image,
                  DeliverySize size,
                  DeliveryFormat format)
{
  g_autoptr (DeliveryRecipe) recipe = delivery_size_make_recipe (size, format);
  g_autofree char *text = delivery_recipe_to_text (recipe);
  g_autoptr (DeliveryLink) link = make_link (fixture, image, recipe, NULL);
  g_autoptr (TestReply) reply = NULL;

  g_test_message ("%s: %s", text, delivery_link_get_uri (link));
  g_assert_false (delivery_link_get_is_direct (link));
  reply = follow (delivery_link_get_uri (link));
  g_assert_cmpuint (reply->status, ==, 200);
  if (size == DELIVERY_SIZE_ORIGINAL)
    {
      g_assert_cmpuint (g_bytes_get_size (reply->body), ==, canto_asset_get_size_bytes (image));
      g_assert_cmpstr (reply->content_type, ==, canto_asset_get_content_type (image));
      return;
    }

  g_assert_cmpstr (reply->content_type, ==, content_types[format]);
  g_assert_cmpstr (delivery_link_get_format_name (link), ==, delivery_format_get_title (format));
  assert_size (reply, link, size, recipe);
}

static gboolean
is_published (CantoAsset *asset)
{
  const char *const *original = canto_asset_get_field_values (asset, "MDC Asset URL");

  return delivery_get_concerns (asset, medium) == DELIVERY_CONCERN_NONE && original != NULL
         && original[0] != NULL && g_str_has_prefix (original[0], "http");
}

static void
test_every_rendition (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images = NULL;
  CantoAsset *image = NULL;

  session_fixture_sign_in (fixture);
  images = session_fixture_get_details (fixture,
                                        session_fixture_new_images (CANTO_APPROVAL_APPROVED), 200);
  for (guint i = 0; image == NULL && i < images->len; i++)
    {
      if (is_published (images->pdata[i]))
        image = images->pdata[i];
    }
  g_assert_nonnull (image);

  for (guint size = 0; size < DELIVERY_N_SIZES; size++)
    {
      for (guint format = 0; format < DELIVERY_N_OFFERED_FORMATS; format++)
        assert_rendition (fixture, image, (DeliverySize) size, (DeliveryFormat) format);
    }
}

/* Where the tenant has no delivery network, the nearest direct size that is not smaller. */
static void
test_every_rendition_of_old_tenant (SessionFixture *fixture, gconstpointer data)
{
  static const char *const ends[DELIVERY_N_SIZES] = { NULL,   "/2000", "/2000", "/500",
                                                      "/800", "/2000", "/2000" };
  g_autoptr (GPtrArray) images = NULL;
  CantoAsset *image;

  session_fixture_sign_in (fixture);
  images = session_fixture_get_details (fixture,
                                        session_fixture_new_images (CANTO_APPROVAL_APPROVED), 100);
  image = session_fixture_find_asset (images, medium, DELIVERY_CONCERN_NONE);
  for (guint size = 0; size < DELIVERY_N_SIZES; size++)
    {
      g_autoptr (DeliveryRecipe) recipe =
          delivery_size_make_recipe ((DeliverySize) size, DELIVERY_FORMAT_WEBP);
      g_autoptr (DeliveryLink) link = make_link (fixture, image, recipe, NULL);
      g_autoptr (TestReply) reply = follow (delivery_link_get_uri (link));

      g_test_message ("%s", delivery_link_get_uri (link));
      g_assert_true (delivery_link_get_is_direct (link));
      g_assert_cmpuint (reply->status, ==, 200);
      if (size == DELIVERY_SIZE_ORIGINAL)
        {
          g_assert_cmpuint (g_bytes_get_size (reply->body), ==, canto_asset_get_size_bytes (image));
          continue;
        }
      g_assert_true (g_str_has_suffix (delivery_link_get_uri (link), ends[size]));
      g_assert_cmpstr (reply->content_type, ==, "image/jpeg");
      g_assert_true (delivery_link_get_lost_format (link));
      g_assert_cmpint (delivery_link_get_lost_crop (link), ==, delivery_recipe_get_crops (recipe));
    }
}

/* Several */

#define MANY 250

/* As a list would have it, but nobody ever had it. */
static CantoAsset *
new_stranger (void)
{
  static const char json[] = "{\"results\":[{\"id\":\"k000000000000000000000000\","
                             "\"scheme\":\"image\",\"name\":\"gone.jpg\"}]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr (CantoPage) page = canto_parse_page (bytes, 0, NULL);

  return canto_asset_ref (canto_page_get_asset (page, 0));
}

static GPtrArray *
list_many (SessionFixture *fixture)
{
  g_autoptr (CantoPage) page = session_fixture_list (fixture, canto_query_new (), MANY);
  GPtrArray *assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);

  g_assert_cmpuint (canto_page_get_n_assets (page), ==, MANY);
  for (guint i = 0; i < MANY; i++)
    g_ptr_array_add (assets, canto_asset_ref (canto_page_get_asset (page, i)));

  return assets;
}

static void
test_links_of_many (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_counted;

  session_fixture_sign_in (fixture);
  assets = list_many (fixture);
  n_counted = session_fixture_get_n_counted (fixture);
  results = make_links (fixture, assets, medium, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, MANY);
  g_assert_cmpuint (session_fixture_get_n_counted (fixture) - n_counted, ==, 3);
  for (guint i = 0; i < MANY; i++)
    {
      EngineLinkResult *made = results->pdata[i];

      g_assert_no_error (made->error);
      g_assert_nonnull (made->link);
      g_assert_true (canto_asset_get_is_complete (made->asset));
      g_assert_cmpstr (canto_asset_get_key (made->asset), ==,
                       canto_asset_get_key (assets->pdata[i]));
    }
}

/* One that is gone spoils nothing, and is named. */
static void
test_links_of_some (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  EngineLinkResult *gone;

  session_fixture_sign_in (fixture);
  assets = list_many (fixture);
  g_ptr_array_insert (assets, 7, new_stranger ());
  results = make_links (fixture, assets, medium, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, MANY + 1);
  gone = results->pdata[7];
  g_assert_null (gone->link);
  g_assert_error (gone->error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (gone->error->message, "gone.jpg"));
  for (guint i = 0; i <= MANY; i++)
    g_assert_true ((((EngineLinkResult *) results->pdata[i])->link == NULL) == (i == 7));
}

static void
test_links_of_none (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  session_fixture_sign_in (fixture);
  results = make_links (fixture, assets, medium, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 0);
}

/* One alone that is gone is no failure of the whole either. */
static void
test_link_of_gone (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  EngineLinkResult *gone;

  session_fixture_sign_in (fixture);
  g_ptr_array_add (assets, new_stranger ());
  results = make_links (fixture, assets, medium, NULL, &error);
  g_assert_no_error (error);
  gone = results->pdata[0];
  g_assert_null (gone->link);
  g_assert_error (gone->error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
}

static void
test_links_are_cancelled (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) assets = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  session_fixture_sign_in (fixture);
  assets = list_many (fixture);
  results = make_links (fixture, assets, medium, cancellable, &error);
  g_assert_null (results);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Details that were read long ago are asked for anew, those that are fresh are not. */
static void
test_link_of_old_details (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (FakeClock) clock = fake_clock_new ();
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GPtrArray) fresh = NULL;
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (CantoAsset) complete = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (DeliveryLink) again = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_counted;

  test_assert_last_unref (fixture->session);
  fixture->session = g_object_new (ENGINE_TYPE_SESSION, "account", fixture->account, "store",
                                   fixture->store, "clock", clock, NULL);
  session_fixture_sign_in (fixture);
  old = session_fixture_get_details (fixture, session_fixture_new_images (CANTO_APPROVAL_APPROVED),
                                     2);
  fake_clock_advance (clock, 9 * 60 * G_USEC_PER_SEC);
  fresh = session_fixture_get_details (fixture,
                                       session_fixture_new_images (CANTO_APPROVAL_APPROVED), 2);
  n_counted = session_fixture_get_n_counted (fixture);
  link = make_link (fixture, old->pdata[0], medium, NULL);
  g_assert_cmpuint (session_fixture_get_n_counted (fixture), ==, n_counted);

  fake_clock_advance (clock, 2 * 60 * G_USEC_PER_SEC);
  again = make_link (fixture, old->pdata[0], medium, &complete);
  g_assert_cmpuint (session_fixture_get_n_counted (fixture), ==, n_counted + 1);
  g_assert_true (complete != old->pdata[0]);
  g_assert_cmpstr (delivery_link_get_uri (again), ==, delivery_link_get_uri (link));

  g_ptr_array_add (both, fresh->pdata[0]);
  g_ptr_array_add (both, old->pdata[1]);
  links = make_links (fixture, both, medium, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (session_fixture_get_n_counted (fixture), ==, n_counted + 2);
  g_assert_true (((EngineLinkResult *) links->pdata[0])->asset == fresh->pdata[0]);
  g_assert_true (((EngineLinkResult *) links->pdata[1])->asset != old->pdata[1]);
  g_assert_cmpstr (canto_asset_get_key (((EngineLinkResult *) links->pdata[1])->asset), ==,
                   canto_asset_get_key (old->pdata[1]));
}

#define ADD_FOR(path, scenario, function)                                                          \
  g_test_add (path, SessionFixture, scenario, session_fixture_set_up, function,                    \
              session_fixture_tear_down)
#define ADD(path, function) ADD_FOR (path, NULL, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  medium = delivery_size_make_recipe (DELIVERY_SIZE_1200, DELIVERY_FORMAT_JPG);

  ADD ("/engine/links/images", test_link_of_images);
  ADD ("/engine/links/video", test_link_of_video);
  ADD ("/C23/link-of-unpublished", test_link_of_unpublished);
  ADD ("/17.9/link-of-other-place", test_link_of_other_place);
  ADD ("/17.9/link-of-other-master", test_link_of_other_master);
  ADD ("/engine/links/signed-out", test_link_when_signed_out);
  ADD ("/engine/links/cancelled", test_link_is_cancelled);
  ADD ("/C21/every-rendition", test_every_rendition);
  ADD_FOR ("/C20/every-rendition-of-old-tenant", "old-tenant", test_every_rendition_of_old_tenant);
  ADD ("/C17/links-of-many", test_links_of_many);
  ADD ("/C17/links-of-some", test_links_of_some);
  ADD ("/engine/links/old-details", test_link_of_old_details);
  ADD ("/engine/links/gone", test_link_of_gone);
  ADD ("/engine/links/none", test_links_of_none);
  ADD ("/engine/links/many-cancelled", test_links_are_cancelled);

  return g_test_run ();
}
