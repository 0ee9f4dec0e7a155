/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A crop of what cannot be cropped: menu, key, bar and drag are of one mind, and no uncropped link
 * goes out under the name of a crop without a yes. */

#include "delivery-size.h"
#include "picker-preset.h"
#include "picker-rendition-popover.h"
#include "test-clipboard.h"
#include "test-copying.h"
#include "test-question.h"
#include "test-sizes.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

#define DIRECT_URI      "http://127.0.0.1:1/direct/d1/m800/800"
#define UNPUBLISHED_URI "http://127.0.0.1:1/direct/u1/m800/800"
#define NOTHING         "what was there before"

static const char *
get_bar_label (TestLibrary *library)
{
  gpointer bar = test_library_get_child (library, "selection_bar");

  return gtk_label_get_text (test_widget_get_child (bar, "copy_label"));
}

static void
press_square (TestLibrary *library)
{
  gdk_clipboard_set_text (test_clipboard_get (library), NOTHING);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy-preset", "u",
                                             DELIVERY_SIZE_SQUARE));
}

static void
assert_question (TestLibrary *library)
{
  PickerConcernPopover *popover = test_question_wait (library);
  const char *text = gtk_label_get_text (test_widget_get_child (popover, "text"));

  g_assert_nonnull (strstr (text, "cannot be cropped: the link shows all of the picture"));
  g_assert_cmpstr (gtk_button_get_label (test_widget_get_child (popover, "use_button")), ==,
                   "_Use Uncropped");
}

/* With a key, whether it is somebody's decision or the tenant has no delivery network at all. */
static void
test_key (TestLibrary *library, gconstpointer data)
{
  static const struct
  {
    guint position;
    const char *uri;
  } cases[] = { { TEST_SIZES_DIRECT, DIRECT_URI }, { TEST_SIZES_UNPUBLISHED, UNPUBLISHED_URI } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      test_library_select (library, cases[i].position);
      press_square (library);
      assert_question (library);
      test_question_answer (library, "cancel_button");
      test_clipboard_assert (library, "text/plain;charset=utf-8", NOTHING);
      g_assert_cmpstr (get_bar_label (library), ==, "Copy Direct Link · not cropped");

      press_square (library);
      test_question_answer (library, "use_button");
      test_sizes_wait_copied (library, cases[i].uri);
      test_library_wait_toast (library, "not cropped");
    }
}

static GtkWidget *
get_size_row (TestLibrary *library, DeliverySize size)
{
  gpointer popover = test_widget_find (library->library, PICKER_TYPE_RENDITION_POPOVER);
  GtkWidget *row = gtk_widget_get_first_child (test_widget_get_child (popover, "sizes"));

  for (guint i = 0; i < size; i++)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

/* The menu offers it, says what it is, and asks as well. */
static void
test_menu (TestLibrary *library, gconstpointer data)
{
  gpointer popover = test_widget_find (library->library, PICKER_TYPE_RENDITION_POPOVER);
  GtkWidget *row = get_size_row (library, DELIVERY_SIZE_SQUARE);

  test_library_select (library, TEST_SIZES_DIRECT);
  test_library_wait_details (library);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.choose", NULL));
  g_assert_true (gtk_widget_get_sensitive (row));
  g_assert_cmpstr (gtk_label_get_text (g_object_get_data (G_OBJECT (row), "remark")), ==,
                   "not cropped");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), TRUE);
  g_assert_nonnull (strstr (gtk_label_get_text (test_widget_get_child (popover, "note")),
                            "They are not cropped."));
  gdk_clipboard_set_text (test_clipboard_get (library), NOTHING);
  g_signal_emit_by_name (test_widget_get_child (popover, "copy_button"), "clicked");
  assert_question (library);
  test_question_answer (library, "use_button");
  test_sizes_wait_copied (library, DIRECT_URI);
}

static void
test_drag (TestLibrary *library, gconstpointer data)
{
  g_autoptr (DeliveryRecipe) recipe =
      delivery_size_make_recipe (DELIVERY_SIZE_SQUARE, DELIVERY_FORMAT_JPG);
  g_autoptr (GdkContentProvider) provider = NULL;

  picker_preset_save_recipe (library->settings, recipe);
  test_library_select (library, TEST_SIZES_DIRECT);
  test_library_wait_details (library);
  g_assert_null (test_tiles_drag (test_tiles_find (library->grid, TEST_SIZES_DIRECT)));
  assert_question (library);
  test_question_answer (library, "use_button");

  provider = test_tiles_drag (test_tiles_find (library->grid, TEST_SIZES_DIRECT));
  g_assert_nonnull (provider);
  gdk_clipboard_set_content (test_clipboard_get (library), provider);
  test_sizes_wait_copied (library, DIRECT_URI);
}

static gpointer
find_dialog (void)
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
has_dialog (gpointer user_data)
{
  return find_dialog () != NULL;
}

/* Of several, those that are cropped go without the other. */
static void
test_several (TestLibrary *library, gconstpointer data)
{
  gtk_selection_model_select_item (picker_grid_get_selection (library->grid), TEST_SIZES_FIRST,
                                   TRUE);
  gtk_selection_model_select_item (picker_grid_get_selection (library->grid), TEST_SIZES_DIRECT,
                                   FALSE);
  press_square (library);
  test_wait_until (has_dialog, NULL, "the question");
  g_assert_nonnull (
      strstr (adw_message_dialog_get_body (find_dialog ()), "1 not cropped, for the link shows"));
  adw_message_dialog_response (find_dialog (), "agreed");
  gtk_window_close (find_dialog ());
  test_sizes_wait_copied (library, TEST_SIZES_URI ("f1", "-Tsquare-B800-FJPG"));
}

/* What is said of what is copied */

static void
assert_label (TestLibrary *library, DeliveryPreset *preset, guint position, const char *expected)
{
  gpointer popover = test_widget_find (library->library, PICKER_TYPE_RENDITION_POPOVER);
  g_auto (GStrv) parts = g_strsplit (expected, " · ", 2);
  g_autofree char *button = g_strdup_printf ("_%s", parts[0]);

  picker_preset_save (library->settings, preset);
  test_library_select (library, position);
  test_library_wait_details (library);
  g_assert_cmpstr (get_bar_label (library), ==, expected);
  /* The menu is of the same mind. */
  g_assert_cmpstr (gtk_button_get_label (test_widget_get_child (popover, "copy_button")), ==,
                   button);
}

static DeliveryPreset *
make_preset (const char *name, const char *text, DeliveryForm form)
{
  g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse (text, NULL);

  return delivery_preset_new (name, recipe, form, NULL);
}

/* Each thing once, and of what is no picture what it is. */
static void
test_labels (TestLibrary *library, gconstpointer data)
{
  g_autoptr (DeliveryPreset) markdown =
      make_preset ("Markdown, 1200 px", "1200/jpg", DELIVERY_FORM_MARKDOWN);
  g_autoptr (DeliveryPreset) responsive =
      make_preset ("Responsive image", "2000/jpg", DELIVERY_FORM_RESPONSIVE);
  g_autoptr (DeliveryPreset) mail = make_preset ("E-mail", "600x/jpg", DELIVERY_FORM_IMAGE);

  assert_label (library, markdown, TEST_COPYING_APPROVED, "Copy Markdown · 1200 px JPEG");
  assert_label (library, responsive, TEST_COPYING_APPROVED,
                "Copy Responsive HTML image · 2000 px JPEG");
  assert_label (library, mail, TEST_COPYING_APPROVED, "Copy HTML image · E-mail");
  assert_label (library, mail, TEST_COPYING_FILM, "Copy HTML link");
  assert_label (library, responsive, TEST_COPYING_FILM, "Copy HTML link");
  assert_label (library, markdown, TEST_COPYING_FILM, "Copy Markdown");
  assert_label (library, mail, TEST_COPYING_UNPUBLISHED, "Copy HTML image · direct link");
  assert_label (library, responsive, TEST_COPYING_UNPUBLISHED, "Copy HTML image · direct link");
}

#define ADD(path, set_up, test)                                                                    \
  g_test_add (path, TestLibrary, NULL, set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/uncropped/key", test_sizes_set_up, test_key);
  ADD ("/uncropped/menu", test_sizes_set_up, test_menu);
  ADD ("/uncropped/drag", test_sizes_set_up, test_drag);
  ADD ("/uncropped/several", test_sizes_set_up, test_several);
  ADD ("/uncropped/labels", test_copying_set_up, test_labels);

  return g_test_run ();
}
