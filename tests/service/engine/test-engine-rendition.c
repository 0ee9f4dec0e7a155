/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a link to a picture leads to, as the delivery network makes it. */

#include "canto-error.h"
#include "delivery-crop-frame.h"
#include "session-fixture.h"
#include "test-http.h"
#include "test-wait.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/* The first picture that is published, with its details. (transfer full) */
static CantoAsset *
find_published (SessionFixture *fixture)
{
  g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse ("1200/jpg", NULL);
  g_autoptr (GPtrArray) assets = session_fixture_get_details (
      fixture, session_fixture_new_images (CANTO_APPROVAL_APPROVED), 20);

  return canto_asset_ref (session_fixture_find_asset (assets, recipe, DELIVERY_CONCERN_NONE));
}

static DeliveryLink *
make_link (CantoAsset *asset, const char *text)
{
  g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse (text, NULL);
  g_autoptr (GError) error = NULL;
  DeliveryLink *link = delivery_link_new (asset, recipe, CANTO_ACCOUNT_DEFAULT_MASTER_PX, &error);

  g_assert_no_error (error);
  g_assert_false (delivery_link_get_is_direct (link));

  return link;
}

static EngineRendition *
fetch (SessionFixture *fixture, DeliveryLink *link, DeliveryLink *stand_in, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  engine_session_fetch_rendition_async (fixture->session, link, stand_in, NULL, test_keep_result,
                                        &result);

  return engine_session_fetch_rendition_finish (fixture->session, test_wait_result (&result),
                                                error);
}

static void
assert_size (EngineRendition *rendition, DeliveryLink *link)
{
  g_assert_nonnull (rendition->picture);
  g_assert_cmpint (media_picture_get_width_px (rendition->picture), ==,
                   delivery_link_get_width_px (link));
  g_assert_cmpint (media_picture_get_height_px (rendition->picture), ==,
                   delivery_link_get_height_px (link));
}

/* A part of a picture has the pixels that the link promises, and weighs what a browser gets. */
static void
test_crop (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (EngineRendition) rendition = NULL;
  g_autoptr (TestReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  session_fixture_sign_in (fixture);
  asset = find_published (fixture);
  link = make_link (asset, "250000,250000,500000,500000/300/jpg");
  rendition = fetch (fixture, link, NULL, &error);
  g_assert_no_error (error);
  assert_size (rendition, link);
  g_assert_false (rendition->is_stand_in);

  reply = test_http_get (delivery_link_get_uri (link), NULL);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (rendition->n_bytes, ==, g_bytes_get_size (reply->body));
}

/* Frames by chance: the network takes each of them, and makes what was measured. */
static void
test_frames (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = NULL;

  session_fixture_sign_in (fixture);
  asset = find_published (fixture);
  for (guint round = 0; round < 12; round++)
    {
      DeliveryCropFrame frame;
      DeliveryCut cut;
      g_autoptr (DeliveryRecipe) recipe = NULL;
      g_autoptr (DeliveryLink) link = NULL;
      g_autoptr (EngineRendition) rendition = NULL;
      g_autoptr (GError) error = NULL;

      delivery_crop_frame_init (&frame, canto_asset_get_width_px (asset),
                                canto_asset_get_height_px (asset));
      delivery_crop_frame_set_shape (&frame, round % 3, round % 3);
      delivery_crop_frame_drag (&frame, DELIVERY_CROP_RIGHT | DELIVERY_CROP_BOTTOM,
                                -g_test_rand_int_range (0, (int) frame.picture_width_px),
                                -g_test_rand_int_range (0, (int) frame.picture_height_px));
      delivery_crop_frame_drag (&frame, DELIVERY_CROP_INSIDE, g_test_rand_int_range (0, 4000),
                                g_test_rand_int_range (0, 4000));
      delivery_crop_frame_get_cut (&frame, CANTO_ACCOUNT_DEFAULT_MASTER_PX, &cut);
      recipe = delivery_recipe_new (&cut, 120, 120, DELIVERY_FORMAT_JPG);
      link = delivery_link_new (asset, recipe, CANTO_ACCOUNT_DEFAULT_MASTER_PX, NULL);
      g_test_message ("%s", delivery_link_get_uri (link));
      rendition = fetch (fixture, link, NULL, &error);
      g_assert_no_error (error);
      assert_size (rendition, link);
    }
}

static gboolean
can_show_webp (void)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  for (GSList *node = formats; node != NULL; node = node->next)
    {
      g_autofree char *name = gdk_pixbuf_format_get_name (node->data);

      if (g_str_equal (name, "webp"))
        return TRUE;
    }

  return FALSE;
}

/* Where GTK cannot show what comes, the same as JPEG is shown, with the weight of what comes. */
static void
test_stand_in (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (DeliveryLink) stand_in = NULL;
  g_autoptr (EngineRendition) rendition = NULL;
  g_autoptr (TestReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  session_fixture_sign_in (fixture);
  asset = find_published (fixture);
  link = make_link (asset, "16:9/320/webp");
  stand_in = make_link (asset, "16:9/320/jpg");
  reply = test_http_get (delivery_link_get_uri (link), NULL);
  if (reply->status == 501)
    {
      g_test_skip ("The tenant makes no WebP.");
      return;
    }

  rendition = fetch (fixture, link, stand_in, &error);
  g_assert_no_error (error);
  assert_size (rendition, link);
  g_assert_true (rendition->is_stand_in == !can_show_webp ());
  test_reply_free (reply);
  reply = test_http_get (delivery_link_get_uri (link), NULL);
  g_assert_cmpuint (rendition->n_bytes, ==, g_bytes_get_size (reply->body));

  if (rendition->is_stand_in)
    {
      g_autoptr (EngineRendition) bare = fetch (fixture, link, NULL, &error);

      g_assert_no_error (error);
      g_assert_null (bare->picture);
      g_assert_cmpuint (bare->n_bytes, ==, rendition->n_bytes);
    }
}

/* @data: the code of the error */
static void
test_failure (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (EngineRendition) rendition = NULL;
  g_autoptr (GError) error = NULL;

  session_fixture_sign_in (fixture);
  asset = find_published (fixture);
  link = make_link (asset, "16:9/320/jpg");
  rendition = fetch (fixture, link, NULL, &error);
  g_assert_null (rendition);
  if (g_str_equal (data, "delivery-gone"))
    g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
  else if (g_str_equal (data, "delivery-sign-in"))
    g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
  else
    g_assert_error (error, CANTO_ERROR, CANTO_ERROR_OFFLINE);
}

static void
test_cancelled (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CantoAsset) asset = NULL;
  g_autoptr (DeliveryLink) link = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  session_fixture_sign_in (fixture);
  asset = find_published (fixture);
  link = make_link (asset, "16:9/320/jpg");
  engine_session_fetch_rendition_async (fixture->session, link, NULL, cancellable, test_keep_result,
                                        &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (
      engine_session_fetch_rendition_finish (fixture->session, test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, scenario, test)                                                                  \
  g_test_add (path, SessionFixture, scenario, session_fixture_set_up, test,                        \
              session_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/rendition/crop", NULL, test_crop);
  ADD ("/rendition/frames", NULL, test_frames);
  ADD ("/rendition/stand-in", NULL, test_stand_in);
  ADD ("/rendition/gone", "delivery-gone", test_failure);
  ADD ("/rendition/sign-in-page", "delivery-sign-in", test_failure);
  ADD ("/rendition/away", "delivery-away", test_failure);
  ADD ("/rendition/cancelled", NULL, test_cancelled);

  return g_test_run ();
}
