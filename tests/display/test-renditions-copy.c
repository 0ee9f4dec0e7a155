/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way of the links in the size that was chosen to the clipboard: of several, after a question,
 * slow, too many, and with the window closed meanwhile. */

#include "picker-selection-bar.h"
#include "test-clipboard.h"
#include "test-hand.h"
#include "test-question.h"
#include "test-sizes.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>

/* Closing while a copy is on its way */

static gboolean
has_held (gpointer service)
{
  return test_service_count_held (service) > 0;
}

/* A copy of TEST_SIZES_FIRST, whose details do not come. */
static void
begin_held_copy (TestLibrary *library)
{
  test_service_refuse (library->service, "batch/content", 404, "{}");
  test_service_hold (library->service, "/api/v1/image/f1");
  test_sizes_open_again (library);
  test_library_select (library, TEST_SIZES_FIRST);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy", NULL));
  test_wait_until (has_held, library->service, "the question for details");
}

static void
close_and_open (TestLibrary *library)
{
  test_widget_close (library->window);
  test_service_release (library->service);
  test_library_show (library);
  test_library_wait_items (library, TEST_SIZES_N_ASSETS);
  g_assert_false (test_clipboard_has_html (test_clipboard_get (library)));
}

static void
test_closed_waiting (TestLibrary *library, gconstpointer data)
{
  begin_held_copy (library);
  close_and_open (library);
}

static void
test_closed_with_progress (TestLibrary *library, gconstpointer data)
{
  begin_held_copy (library);
  test_library_wait_toast (library, "Getting 1 link");
  close_and_open (library);
}

static void
test_closed_with_question (TestLibrary *library, gconstpointer data)
{
  test_sizes_enter (library, TEST_SIZES_PENDING);
  test_hand_press (library->window, "ctrl+c");
  test_question_wait (library);
  close_and_open (library);
}

/* The dialog that stands before the library's window. (nullable) */
static gpointer
find_dialog (TestLibrary *library)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *node = windows; node != NULL; node = node->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (node->data) && gtk_widget_get_mapped (node->data))
        return node->data;
    }

  return NULL;
}

static gboolean
has_dialog (gpointer library)
{
  return find_dialog (library) != NULL;
}

static gboolean
has_no_dialog (gpointer library)
{
  return find_dialog (library) == NULL;
}

static GtkButton *
find_button (gpointer root, const char *label)
{
  g_autoptr (GPtrArray) buttons = test_widget_find_all (root, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    {
      if (gtk_widget_get_mapped (buttons->pdata[i])
          && g_strcmp0 (gtk_button_get_label (buttons->pdata[i]), label) == 0)
        return buttons->pdata[i];
    }
  g_error ("There is no button “%s”", label);
}

static void
answer_dialog (TestLibrary *library, const char *button)
{
  test_wait_until (has_dialog, library, "a dialog");
  g_signal_emit_by_name (find_button (find_dialog (library), button), "clicked");
  test_wait_until (has_no_dialog, library, "the dialog to be gone");
}

static gboolean
is_default_focused (gpointer dialog)
{
  GtkWidget *button = gtk_window_get_default_widget (dialog);

  return button != NULL && gtk_widget_get_mapped (button)
         && gtk_window_get_focus (dialog) == button;
}

/* No key says yes to what asks for care, however the answers stand. */
static void
test_careful (TestLibrary *library, gconstpointer data)
{
  gpointer dialog;

  test_sizes_select_range (library, TEST_SIZES_FIRST, TEST_SIZES_N_ASSETS);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy", NULL));
  test_wait_until (has_dialog, library, "the question");
  dialog = find_dialog (library);
  test_widget_wait_frames (dialog, 4);
  test_wait_until (is_default_focused, dialog, "the careful answer to have the keyboard");
  answer_dialog (library, "_Cancel");
}

/* The dialog is a window of its own. */
static void
test_closed_with_dialog (TestLibrary *library, gconstpointer data)
{
  test_sizes_select_range (library, TEST_SIZES_PENDING, 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy", NULL));
  test_wait_until (has_dialog, library, "the question");
  test_widget_close (library->window);
  if (find_dialog (library) != NULL)
    answer_dialog (library, "Copy _All");
  test_library_show (library);
  test_library_wait_items (library, TEST_SIZES_N_ASSETS);
  g_assert_false (test_clipboard_has_html (test_clipboard_get (library)));
}

/* Several, and what is asked */

static void
test_several (TestLibrary *library, gconstpointer data)
{
  test_sizes_select_range (library, TEST_SIZES_FIRST, 2);
  test_hand_press (library->window, "ctrl+4");
  test_sizes_wait_copied (
      library, TEST_SIZES_URI ("f1", "-B400-FJPG") "\n" TEST_SIZES_URI ("s1", "-B400-FJPG"));
  test_hand_press (library->window, "ctrl+c");
  test_sizes_wait_copied (
      library, TEST_SIZES_URI ("f1", "-B400-FJPG") "\n" TEST_SIZES_URI ("s1", "-B400-FJPG"));
}

/* A plain drag takes it, too. */
static void
test_drag (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GdkContentProvider) provider = NULL;

  test_sizes_enter (library, TEST_SIZES_FIRST);
  test_hand_press (library->window, "ctrl+2");
  test_sizes_wait_copied (library, TEST_SIZES_URI ("f1", "-B2000-FJPG"));
  provider = test_tiles_drag (test_tiles_find (library->grid, TEST_SIZES_SECOND));
  g_assert_nonnull (provider);
  gdk_clipboard_set_content (test_clipboard_get (library), provider);
  test_sizes_wait_copied (library, TEST_SIZES_URI ("s1", "-B2000-FJPG"));
}

/* What needs a word goes without it, or with it, in the same size. */
static void
test_consent (TestLibrary *library, gconstpointer data)
{
  test_sizes_select_range (library, TEST_SIZES_SECOND, TEST_SIZES_N_ASSETS - 1);
  gtk_selection_model_unselect_range (picker_grid_get_selection (library->grid),
                                      TEST_SIZES_UNPUBLISHED, 2);
  test_hand_press (library->window, "ctrl+4");
  answer_dialog (library, "Copy the _1 Without Concerns");
  test_sizes_wait_copied (library, TEST_SIZES_URI ("s1", "-B400-FJPG"));
  test_hand_press (library->window, "ctrl+c");
  answer_dialog (library, "Copy _All");
  test_sizes_wait_copied (library,
                          TEST_SIZES_URI ("s1", "-B400-FJPG") "\n" TEST_SIZES_URI (
                              "p1", "-B400-FJPG") "\n" TEST_SIZES_URI ("e1", "-B400-FJPG"));
  test_hand_press (library->window, "ctrl+2");
  test_sizes_wait_copied (library,
                          TEST_SIZES_URI ("s1", "-B2000-FJPG") "\n" TEST_SIZES_URI (
                              "p1", "-B2000-FJPG") "\n" TEST_SIZES_URI ("e1", "-B2000-FJPG"));
}

/* What takes long says so, and can be given up. */
static void
test_progress (TestLibrary *library, gconstpointer data)
{
  begin_held_copy (library);
  test_library_wait_toast (library, "Getting 1 link");
  g_signal_emit_by_name (test_library_wait_toast_button (library, "_Cancel"), "clicked");
  test_library_wait_toast_gone (library, "Getting 1 link");
  test_service_release (library->service);
  test_library_select (library, TEST_SIZES_SECOND);
  test_hand_press (library->window, "ctrl+c");
  test_sizes_wait_copied (library, TEST_SIZES_URI ("s1", "-B1200-FJPG"));
}

#define N_MANY (ENGINE_MAX_LINKS + 1)

static void
set_up_many (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  test_sizes_use (library);
  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%03u", i);
      g_autofree char *details = g_strdup_printf (
          "\"additional\": {\"MDC Image URL\": \"" TEST_SIZES_BASE "%s/-FJPG/a.jpg\"}", id);

      test_service_add_asset (library->service, "image", id, "many.jpg",
                              TEST_SIZES_STATUS ("Approved"), details);
    }
  test_library_show (library);
  test_library_wait_items (library, N_MANY);
  test_library_wait_page (library, "grid");
}

static gboolean
is_searching (gpointer user_data)
{
  TestLibrary *library = user_data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (library->window));

  return focus != NULL
         && gtk_widget_is_ancestor (focus, test_library_get_child (library, "search_entry"));
}

/* More than can be copied at once: in the size that was chosen, or narrowed. */
static void
test_too_many (TestLibrary *library, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gpointer bar = test_library_get_child (library, "selection_bar");

  picker_grid_enter (library->grid);
  test_hand_press (library->window, "ctrl+a");
  test_hand_press (library->window, "ctrl+4");
  test_wait_until (has_dialog, library, "the question");
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "short_copy_label")), ==,
                   "Copy Links");
  answer_dialog (library, "_Narrow");
  test_wait_until (is_searching, library, "the focus in the search");

  test_hand_press (library->window, "ctrl+4");
  answer_dialog (library, "Copy the _First 500");
  test_wait_until (test_clipboard_has_html, test_clipboard_get (library), "the links");
  text = test_clipboard_read_text (library);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, ENGINE_MAX_LINKS);
  g_assert_cmpstr (lines[0], ==, TEST_SIZES_BASE "m000/-B400-FJPG/a.jpg");
  g_assert_cmpstr (lines[ENGINE_MAX_LINKS - 1], ==, TEST_SIZES_BASE "m499/-B400-FJPG/a.jpg");
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestLibrary, NULL, test_sizes_set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/renditions-copy/closed-waiting", test_closed_waiting);
  ADD ("/renditions-copy/closed-with-progress", test_closed_with_progress);
  ADD ("/renditions-copy/closed-with-question", test_closed_with_question);
  ADD ("/renditions-copy/closed-with-dialog", test_closed_with_dialog);
  ADD ("/renditions-copy/careful", test_careful);
  ADD ("/renditions-copy/several", test_several);
  ADD ("/renditions-copy/drag", test_drag);
  ADD ("/renditions-copy/consent", test_consent);
  ADD ("/renditions-copy/progress", test_progress);
  g_test_add ("/renditions-copy/too-many", TestLibrary, NULL, set_up_many, test_too_many,
              test_library_tear_down);

  return g_test_run ();
}
