/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Links on the clipboard, what is said of them, and the bar that offers them. */

#include "picker-selection-bar.h"
#include "test-clipboard.h"
#include "test-copying.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>

/* Copying */

static void
test_copy (TestLibrary *library, gconstpointer data)
{
  GdkContentFormats *formats;

  test_copying_copy (library, TEST_COPYING_APPROVED);
  test_wait_until (test_clipboard_has_html, test_clipboard_get (library), "the link");
  formats = gdk_clipboard_get_formats (test_clipboard_get (library));
  g_assert_false (gdk_content_formats_contain_mime_type (formats, "text/uri-list"));
  g_assert_false (gdk_content_formats_contain_mime_type (formats, "text/x-moz-url"));
  test_clipboard_assert (
      library, "text/html",
      "<img src=\"" TEST_COPYING_URI ("a1") "\" alt=\"fine\" width=\"600\" height=\"400\">");
  test_clipboard_assert (library, "text/plain;charset=utf-8", TEST_COPYING_URI ("a1"));
  test_library_wait_toast (library, "Copied: 600 × 400 JPEG");
}

static void
test_button (TestLibrary *library, gconstpointer data)
{
  gpointer bar = test_library_get_child (library, "selection_bar");
  GtkWidget *button =
      test_widget_find (test_widget_get_child (bar, "copy_button"), GTK_TYPE_BUTTON);

  g_assert_false (gtk_widget_get_sensitive (button));
  test_library_select (library, TEST_COPYING_APPROVED);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  test_wait_until (test_clipboard_has_html, test_clipboard_get (library), "the link");
}

/* Enter, a double click. */
static void
test_activate (TestLibrary *library, gconstpointer data)
{
  g_signal_emit_by_name (test_widget_get_child (library->grid, "view"), "activate",
                         TEST_COPYING_APPROVED);
  test_wait_until (test_clipboard_has_html, test_clipboard_get (library), "the link");
}

/* The last one that was asked for is the one that is copied. */
static void
test_copy_twice (TestLibrary *library, gconstpointer data)
{
  test_service_hold (library->service, "/api/v1/image/");
  test_copying_copy (library, TEST_COPYING_UNLINKED);
  test_copying_copy (library, TEST_COPYING_APPROVED);
  test_service_release (library->service);
  test_wait_until (test_clipboard_has_html, test_clipboard_get (library), "the link");
  test_clipboard_assert (library, "text/plain;charset=utf-8", TEST_COPYING_URI ("a1"));
}

/* (nullable): the label on screen that begins with @start */
static GtkWidget *
find_label (TestLibrary *library, const char *start)
{
  g_autoptr (GPtrArray) labels = test_widget_find_all (library->library, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      if (gtk_widget_get_mapped (labels->pdata[i])
          && g_str_has_prefix (gtk_label_get_text (labels->pdata[i]), start))
        return labels->pdata[i];
    }

  return NULL;
}

static gboolean
says_progress (gpointer library)
{
  return find_label (library, "Getting") != NULL;
}

/* That it takes long is said at once, whatever is said already. */
static void
test_progress_beside_toast (TestLibrary *library, gconstpointer data)
{
  test_copying_copy (library, TEST_COPYING_APPROVED);
  test_library_wait_toast (library, "Copied");
  test_service_hold (library->service, "/api/v1/image/");
  test_copying_copy (library, TEST_COPYING_UNLINKED);
  test_wait_until (says_progress, library, "the progress");
  g_assert_nonnull (find_label (library, "Copied"));
  test_service_release (library->service);
  test_library_wait_toast (library, "There Is No Link");
}

static void
test_no_link (TestLibrary *library, gconstpointer data)
{
  test_copying_copy (library, TEST_COPYING_UNLINKED);
  test_library_wait_toast (library, "There Is No Link");
  test_clipboard_assert (library, "text/plain;charset=utf-8", TEST_COPYING_BEFORE);
}

/* No suffix tells the format. */
static void
test_no_format (TestLibrary *library, gconstpointer data)
{
  test_copying_copy (library, TEST_COPYING_NAMELESS);
  test_wait_until (test_clipboard_has_html, test_clipboard_get (library), "the link");
  test_library_wait_toast (library, "Direct link copied");
  g_assert_cmpstr (test_library_find_toast (library, "Direct link copied"), ==,
                   "Direct link copied");
}

static void
test_signed_out (TestLibrary *library, gconstpointer data)
{
  test_service_refuse (library->service, "/api/v1/image/a1", 401, "{}");
  test_service_refuse (library->service, "batch/content", 404, "{}");
  test_copying_copy (library, TEST_COPYING_APPROVED);
  test_library_wait_banner (library, "You are signed out");
  test_clipboard_assert (library, "text/plain;charset=utf-8", TEST_COPYING_BEFORE);
}

/* Nobody copied anything, only what is asked for in silence was refused: she has to hear of it. */
static void
test_signed_out_in_silence (TestLibrary *library, gconstpointer data)
{
  CantoClient *client = engine_session_get_client (library->session);
  g_autoptr (GAsyncResult) result = NULL;

  test_service_refuse (library->service, "/api/v1/user", 401, "{}");
  canto_client_get_user_async (client, CANTO_PRIORITY_BACKGROUND, NULL,
                               (GAsyncReadyCallback) test_keep_result, &result);
  g_assert_null (canto_client_get_user_finish (client, test_wait_result (&result), NULL));
  test_library_wait_banner (library, "You are signed out");
}

/* A spinner that turns for a minute tells nothing. */
static void
test_has_to_wait (TestLibrary *library, gconstpointer data)
{
  CantoClient *client = engine_session_get_client (library->session);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  test_service_refuse (library->service, "/api/v1/user", 429, "{}");
  canto_client_get_user_async (client, CANTO_PRIORITY_BACKGROUND, cancellable,
                               (GAsyncReadyCallback) test_keep_result, &result);
  test_library_wait_banner (library, "a pause of 2 seconds");
  g_cancellable_cancel (cancellable);
  g_assert_null (canto_client_get_user_finish (client, test_wait_result (&result), NULL));
  test_library_wait_banner (library, "a pause of 1 second.");
  test_library_wait_banner (library, NULL);
}

/* Several: in the order of the grid, one a line. */
static void
test_copy_several (TestLibrary *library, gconstpointer data)
{
  GtkSelectionModel *selection = picker_grid_get_selection (library->grid);

  gtk_selection_model_select_item (selection, TEST_COPYING_NAMELESS, TRUE);
  gtk_selection_model_select_item (selection, TEST_COPYING_APPROVED, FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy", NULL));
  test_wait_until (test_clipboard_has_html, test_clipboard_get (library), "the links");
  test_clipboard_assert (library, "text/plain;charset=utf-8",
                         TEST_COPYING_URI ("a1") "\nhttp://127.0.0.1:1/direct/s1/original");
  test_library_wait_toast (library, "Copied 2 links: 1200 px JPEG, 1 of the original file");
}

/* What can be had is copied, and the rest is told. */
static void
test_copy_some (TestLibrary *library, gconstpointer data)
{
  GtkSelectionModel *selection = picker_grid_get_selection (library->grid);

  gtk_selection_model_select_item (selection, TEST_COPYING_APPROVED, TRUE);
  gtk_selection_model_select_item (selection, TEST_COPYING_UNLINKED, FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy", NULL));
  test_wait_until (test_clipboard_has_html, test_clipboard_get (library), "the link");
  test_clipboard_assert (library, "text/plain;charset=utf-8", TEST_COPYING_URI ("a1"));
  test_library_wait_toast (library, "1 link copied, 1 could not be had");
}

/* A preset by its key is copied at once, and used from then on. */
static void
test_copy_preset (TestLibrary *library, gconstpointer data)
{
  gpointer bar = test_library_get_child (library, "selection_bar");

  test_library_select (library, TEST_COPYING_APPROVED);
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy-preset", "u", 0));
  test_wait_until (test_clipboard_has_html, test_clipboard_get (library), "the link");
  test_clipboard_assert (library, "text/plain;charset=utf-8",
                         "http://127.0.0.1:1/image/123456789012/image_a1/-B2000-FJPG/a1.jpg");
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "copy_label")), ==,
                   "Copy Link · Web, large");
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy-as", "s", "1200/jpg"));
  test_library_wait_toast (library, "there is no larger one");
}

/* The selection bar */

static void
assert_copy_is_called (gpointer bar, const char *label, const char *tooltip)
{
  GtkWidget *split = picker_selection_bar_get_copy_button (bar);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (split)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, label);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (split), ==, tooltip);
}

static void
test_selection_bar (TestLibrary *library, gconstpointer data)
{
  gpointer bar = test_library_get_child (library, "selection_bar");
  GtkRevealer *revealer = test_widget_get_child (bar, "revealer");

  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  test_library_select (library, TEST_COPYING_RESTRICTED);
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "name")), ==, "closed.jpg");
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "summary")), ==,
                   "Restricted\302\240· 600\302\240×\302\240400\302\240· JPG");
  test_library_select (library, TEST_COPYING_APPROVED);
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "name")), ==, "fine.jpg");

  /* Of several it says how many they are. */
  gtk_selection_model_select_all (picker_grid_get_selection (library->grid));
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "name")), ==, "8 selected");
  g_assert_false (gtk_widget_get_visible (test_widget_get_child (bar, "summary")));
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "copy_label")), ==,
                   "Copy 8 Links · 1200 px JPEG");
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "short_copy_label")), ==,
                   "Copy 8 Links");
  assert_copy_is_called (bar, "Copy 8 Links · 1200 px JPEG",
                         "Copy 8 Links · 1200 px JPEG (Ctrl+C)");
  gtk_selection_model_select_item (picker_grid_get_selection (library->grid), TEST_COPYING_APPROVED,
                                   TRUE);
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "short_copy_label")), ==,
                   "Copy Link");
  assert_copy_is_called (bar, "Copy Link · 1200 px JPEG", "Copy Link · 1200 px JPEG (Ctrl+C)");
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  g_signal_emit_by_name (test_widget_get_child (bar, "clear_button"), "clicked");
  g_assert_cmpuint (picker_grid_get_n_selected (library->grid), ==, 0);
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
}

static void
assert_button_of (TestLibrary *library, guint position, const char *label, const char *tooltip)
{
  gpointer bar = test_library_get_child (library, "selection_bar");

  test_library_select (library, position);
  test_library_wait_details (library);
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "copy_label")), ==, label);
  assert_copy_is_called (bar, label, tooltip);
}

/* The button promises size and format of what has them alone. */
static void
test_names_what_is_copied (TestLibrary *library, gconstpointer data)
{
  assert_button_of (library, TEST_COPYING_FILM, "Copy Link", "Copy Link (Ctrl+C)");
  assert_button_of (library, TEST_COPYING_NAMELESS, "Copy Direct Link",
                    "Copy Direct Link (Ctrl+C)");
  assert_button_of (library, TEST_COPYING_UNPUBLISHED, "Copy Direct Link",
                    "Copy Direct Link (Ctrl+C)");
  assert_button_of (library, TEST_COPYING_UNLINKED, "Copy Link", "Copy Link (Ctrl+C)");
  assert_button_of (library, TEST_COPYING_APPROVED, "Copy Link · 1200 px JPEG",
                    "Copy Link · 1200 px JPEG (Ctrl+C)");
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestLibrary, NULL, test_copying_set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  /* What a screen reader would hear, without one. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  test_widget_init (&argc, &argv);

  ADD ("/copy/link", test_copy);
  ADD ("/copy/button", test_button);
  ADD ("/copy/names-what-is-copied", test_names_what_is_copied);
  ADD ("/copy/activate", test_activate);
  ADD ("/copy/last-one-counts", test_copy_twice);
  ADD ("/copy/progress-beside-toast", test_progress_beside_toast);
  ADD ("/copy/no-link", test_no_link);
  ADD ("/copy/no-format", test_no_format);
  ADD ("/copy/signed-out", test_signed_out);
  ADD ("/copy/signed-out-in-silence", test_signed_out_in_silence);
  ADD ("/banner/has-to-wait", test_has_to_wait);
  ADD ("/copy/several", test_copy_several);
  ADD ("/copy/some", test_copy_some);
  ADD ("/C23/copy-preset", test_copy_preset);
  ADD ("/selection-bar", test_selection_bar);

  return g_test_run ();
}
