/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The picture itself on the clipboard. */

#include "engine-pick.h"
#include "test-clipboard.h"
#include "test-copying.h"
#include "test-wait.h"
#include "test-widget.h"

#define PICTURE_PATH "/image/123456789012/image_i1/-B1200-FJPG/pier.jpg"

static void
set_up_picture (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GdkPixbuf) pixels = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 30, 15);
  g_autofree char *details = NULL;
  g_autoptr (GBytes) picture = NULL;
  char *jpeg;
  gsize length;

  gdk_pixbuf_fill (pixels, 0x3584e4ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixels, &jpeg, &length, "jpeg", NULL, NULL));
  picture = g_bytes_new_take (jpeg, length);
  test_library_set_up (library, data);
  details = g_strdup_printf ("\"additional\": {\"MDC Image URL\":"
                             " \"%s/image/123456789012/image_i1/-FJPG/pier.jpg\"}",
                             test_service_get_base (library->service));
  test_service_add_asset (library->service, "image", "i1", "pier.jpg",
                          TEST_COPYING_STATUS ("Approved"), details);
  test_service_add_asset (library->service, "document", "d1", "a.pdf",
                          TEST_COPYING_STATUS ("Approved"), TEST_COPYING_MDC ("d1"));
  test_service_set_bytes (library->service, PICTURE_PATH, "image/jpeg", picture);
  test_library_show (library);
  test_library_wait_items (library, 2);
  test_library_wait_page (library, "grid");
  gdk_clipboard_set_text (test_clipboard_get (library), TEST_COPYING_BEFORE);
}

static gboolean
has_picture (gpointer clipboard)
{
  return gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard),
                                                "image/jpeg");
}

/* The last of what is remembered. */
static void
assert_picked (TestLibrary *library, const char *ops)
{
  GListModel *history = G_LIST_MODEL (engine_session_get_history (library->session));
  g_autoptr (EnginePick) pick = g_list_model_get_item (history, 0);

  g_assert_cmpuint (g_list_model_get_n_items (history), ==, 1);
  g_assert_cmpstr (engine_pick_get_key (pick), ==, "image/i1");
  g_assert_cmpstr (engine_pick_get_record (pick)->ops, ==, ops);
  g_assert_cmpint (engine_pick_get_record (pick)->kind, ==, JOURNAL_PICK_COPY);
}

/* The clipboard has it as programs want it, and no link beside it. */
static void
test_image (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;
  GdkContentFormats *formats;

  test_library_select (library, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy-image", NULL));
  test_wait_until (has_picture, test_clipboard_get (library), "the picture");
  formats = gdk_clipboard_get_formats (test_clipboard_get (library));
  g_assert_true (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE));
  g_assert_false (gdk_content_formats_contain_mime_type (formats, "text/html"));
  g_assert_false (gdk_content_formats_contain_mime_type (formats, "text/uri-list"));
  gdk_clipboard_read_texture_async (test_clipboard_get (library), NULL, test_keep_result, &result);
  texture = gdk_clipboard_read_texture_finish (test_clipboard_get (library),
                                               test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 30);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 15);
  test_library_wait_toast (library, "Image copied: 30 × 15");
  assert_picked (library, "-B1200-FJPG");
}

/* A picture of the test's own, in another size. */
static void
add_picture (TestLibrary *library, const char *ops, int width_px)
{
  g_autoptr (GdkPixbuf) pixels =
      gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width_px, width_px / 2);
  g_autofree char *path = g_strdup_printf ("/image/123456789012/image_i1/%s/pier.jpg", ops);
  g_autoptr (GBytes) picture = NULL;
  char *jpeg;
  gsize length;

  gdk_pixbuf_fill (pixels, 0x33d17aff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixels, &jpeg, &length, "jpeg", NULL, NULL));
  picture = g_bytes_new_take (jpeg, length);
  test_service_set_bytes (library->service, path, "image/jpeg", picture);
}

/* It is the picture of the preset that was used last: of that size after a restart, too, and what
 * is chosen for links is what is chosen for pictures. */
static void
test_image_size (TestLibrary *library, gconstpointer data)
{
  add_picture (library, "-B400-FJPG", 20);
  g_settings_set (library->settings, "preset", "(ssss)", "Small", "400/jpg", "markdown", "");
  for (guint i = 0; i < 2; i++)
    {
      test_library_select (library, 0);
      g_assert_true (
          gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy-image", NULL));
      test_wait_until (has_picture, test_clipboard_get (library), "the picture");
      test_library_wait_toast (library, "Image copied: 20 × 10");
      assert_picked (library, "-B400-FJPG");
      gdk_clipboard_set_text (test_clipboard_get (library), TEST_COPYING_BEFORE);
      test_widget_close (library->window);
      test_library_show (library);
      test_library_wait_items (library, 2);
      test_library_wait_page (library, "grid");
    }
}

/* What was on the clipboard stays there, and why is said. */
static void
test_image_missing (TestLibrary *library, gconstpointer data)
{
  test_service_refuse (library->service, PICTURE_PATH, 404, "gone");
  test_library_select (library, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy-image", NULL));
  test_library_wait_toast_button (library, "_Details");
  test_clipboard_assert (library, "text/plain;charset=utf-8", TEST_COPYING_BEFORE);
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (engine_session_get_history (library->session))), ==,
      0);
}

/* Of a document, of none and of several there is no picture to copy. */
static void
test_image_of_one (TestLibrary *library, gconstpointer data)
{
  gpointer bar = test_library_get_child (library, "selection_bar");
  g_autoptr (GPtrArray) buttons = test_widget_find_all (bar, GTK_TYPE_BUTTON);
  GtkWidget *button = NULL;

  for (guint i = 0; i < buttons->len; i++)
    {
      const char *name = gtk_actionable_get_action_name (GTK_ACTIONABLE (buttons->pdata[i]));

      if (g_strcmp0 (name, "link.copy-image") == 0)
        button = buttons->pdata[i];
    }
  test_library_select (library, 0);
  g_assert_true (gtk_widget_is_sensitive (button));
  test_library_select (library, 1);
  g_assert_false (gtk_widget_is_sensitive (button));
  test_library_select (library, 0);
  gtk_selection_model_select_all (picker_grid_get_selection (library->grid));
  g_assert_false (gtk_widget_is_sensitive (button));
  test_library_select (library, GTK_INVALID_LIST_POSITION);
  g_assert_false (gtk_widget_is_sensitive (button));
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestLibrary, NULL, set_up_picture, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/copy-image/image", test_image);
  ADD ("/copy-image/size", test_image_size);
  ADD ("/copy-image/missing", test_image_missing);
  ADD ("/copy-image/of-one", test_image_of_one);

  return g_test_run ();
}
