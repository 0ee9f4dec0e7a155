/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-copying.h"

#include "test-clipboard.h"

void
test_copying_set_up (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  test_service_add_asset (library->service, "image", "a1", "fine.jpg",
                          TEST_COPYING_STATUS ("Approved"), TEST_COPYING_MDC ("a1"));
  test_service_add_asset (library->service, "image", "p1", "waits.jpg",
                          TEST_COPYING_STATUS ("Pending"), TEST_COPYING_MDC ("p1"));
  test_service_add_asset (library->service, "image", "r1", "closed.jpg",
                          TEST_COPYING_STATUS ("Restricted"), TEST_COPYING_MDC ("r1"));
  test_service_add_asset (library->service, "image", "e1", "old.jpg",
                          TEST_COPYING_STATUS ("Expired"), TEST_COPYING_MDC ("e1"));
  test_service_add_asset (
      library->service, "image", "u1", "unpublished.jpg", TEST_COPYING_STATUS ("Approved"),
      "\"additional\": {\"MDC Image URL\": \"Rendition-is-not-published-to-MDC\"},"
      " \"url\": {\"directUrlPreview\": \"http://127.0.0.1:1/direct/u1/m800/800\"}");
  test_service_add_asset (library->service, "image", "n1", "no link.jpg",
                          TEST_COPYING_STATUS ("Approved"), "");
  test_service_add_asset (
      library->service, "document", "s1", "minutes", TEST_COPYING_STATUS ("Approved"),
      "\"url\": {\"directUrlOriginal\": \"http://127.0.0.1:1/direct/s1/original\"}");
  test_service_add_asset (library->service, "video", "v1", "film.mp4",
                          "\"approvalStatus\": \"Approved\"",
                          "\"additional\": {\"MDC Asset URL\":"
                          " \"http://127.0.0.1:1/asset/123456789012/video_v1/v1.mp4\"}");
  test_library_show (library);
  test_library_wait_items (library, TEST_COPYING_N_ASSETS);
  test_library_wait_page (library, "grid");
  gdk_clipboard_set_text (test_clipboard_get (library), TEST_COPYING_BEFORE);
}

void
test_copying_copy (TestLibrary *library, guint position)
{
  test_library_select (library, position);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy", NULL));
}
