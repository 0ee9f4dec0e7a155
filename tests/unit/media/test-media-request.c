/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-request.h"

static void
test_places_keep_their_order (void)
{
  g_autoptr (MediaRequest) request = media_request_new ("image/k9@20260312091801850", 240);

  g_assert_cmpuint (media_request_get_n_places (request), ==, 0);
  media_request_add_place (request, "https://cdn.example/1", CANTO_FETCH_FREE);
  media_request_add_place (request, "https://acme.canto.com/2", CANTO_FETCH_COUNTED);
  media_request_add_place (request, "https://acme.canto.com/3", CANTO_FETCH_SIGNED);

  g_assert_cmpstr (media_request_get_key (request), ==, "image/k9@20260312091801850");
  g_assert_cmpuint (media_request_get_size_px (request), ==, 240);
  g_assert_cmpuint (media_request_get_n_places (request), ==, 3);
  g_assert_cmpstr (media_request_get_uri (request, 0), ==, "https://cdn.example/1");
  g_assert_cmpint (media_request_get_how (request, 0), ==, CANTO_FETCH_FREE);
  g_assert_cmpstr (media_request_get_uri (request, 1), ==, "https://acme.canto.com/2");
  g_assert_cmpint (media_request_get_how (request, 1), ==, CANTO_FETCH_COUNTED);
  g_assert_cmpstr (media_request_get_uri (request, 2), ==, "https://acme.canto.com/3");
  g_assert_cmpint (media_request_get_how (request, 2), ==, CANTO_FETCH_SIGNED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media/request/places-keep-their-order", test_places_keep_their_order);

  return g_test_run ();
}
