/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Size and format of the links, chosen with keys and the pointer from outside, by xdotool. */

#include "delivery-size.h"
#include "picker-preset-rows.h"
#include "picker-preset.h"
#include "picker-rendition-popover.h"
#include "picker-selection-bar.h"
#include "test-clipboard.h"
#include "test-hand.h"
#include "test-question.h"
#include "test-sizes.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

/* The clipboard */

static gboolean
has_text_alone (gpointer clipboard)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  return gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8")
         && !gdk_content_formats_contain_mime_type (formats, "text/html");
}

static void
wait_text (TestLibrary *library, const char *expected)
{
  g_autofree char *text = NULL;

  test_wait_until (has_text_alone, test_clipboard_get (library), "the text");
  text = test_clipboard_read_text (library);
  g_assert_cmpstr (text, ==, expected);
  gdk_clipboard_set_content (test_clipboard_get (library), NULL);
}

/* The widgets */

static PickerRenditionPopover *
get_popover (TestLibrary *library)
{
  return test_widget_find (library->library, PICKER_TYPE_RENDITION_POPOVER);
}

static gboolean
is_open (gpointer library)
{
  return gtk_widget_get_mapped (GTK_WIDGET (get_popover (library)));
}

static gboolean
is_closed (gpointer library)
{
  return !is_open (library);
}

static gboolean
has_focus_in_popover (gpointer library)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (((TestLibrary *) library)->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (get_popover (library)));
}

static void
open_with_keys (TestLibrary *library)
{
  test_hand_press (library->window, "F2");
  test_wait_until (is_open, library, "the menu of sizes");
  test_wait_until (has_focus_in_popover, library, "the focus in the menu");
}

static void
assert_note (TestLibrary *library, const char *part)
{
  PickerRenditionPopover *popover = get_popover (library);

  g_assert_true (gtk_widget_get_visible (test_widget_get_child (popover, "note_box")));
  g_assert_nonnull (strstr (gtk_label_get_text (test_widget_get_child (popover, "note")), part));
}

static GtkWidget *
get_size_row (TestLibrary *library, DeliverySize size)
{
  GtkWidget *row =
      gtk_widget_get_first_child (test_widget_get_child (get_popover (library), "sizes"));

  for (guint i = 0; i < size; i++)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

/* By its place in the list. */
static GtkWidget *
get_preset_row (TestLibrary *library, guint position)
{
  g_autoptr (GPtrArray) rows = test_widget_find_all (
      test_widget_find (get_popover (library), PICKER_TYPE_PRESET_ROWS), GTK_TYPE_CHECK_BUTTON);

  return rows->pdata[position];
}

static GtkWidget *
get_format_toggle (TestLibrary *library, DeliveryFormat format)
{
  g_autoptr (GPtrArray) toggles =
      test_widget_find_all (get_popover (library), GTK_TYPE_TOGGLE_BUTTON);

  return toggles->pdata[format];
}

/* The settings, and what is kept */

static gboolean
has_preset (gpointer user_data)
{
  gpointer *wanted = user_data;
  g_autoptr (DeliveryPreset) preset = picker_preset_load (wanted[0]);
  g_autofree char *text = delivery_recipe_to_text (delivery_preset_get_recipe (preset));

  return g_str_equal (text, wanted[1]);
}

static void
wait_preset (TestLibrary *library, const char *text)
{
  gpointer wanted[] = { library->settings, (gpointer) text };

  test_wait_until (has_preset, wanted, text);
}

/* What is chosen is what is copied, after a restart, too. */
static void
test_remembered (TestLibrary *library, gconstpointer data)
{
  gpointer bar;

  test_sizes_enter (library, TEST_SIZES_FIRST);
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy-as", "s", "400/webp"));
  test_sizes_wait_copied (library, TEST_SIZES_URI ("f1", "-B400-FWEBP"));
  test_sizes_open_again (library);
  bar = test_library_get_child (library, "selection_bar");
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "copy_label")), ==,
                   "Copy Link · 400 px WebP");
  test_sizes_enter (library, TEST_SIZES_SECOND);
  test_hand_press (library->window, "ctrl+c");
  test_sizes_wait_copied (library, TEST_SIZES_URI ("s1", "-B400-FWEBP"));
}

/* The menu */

static void
test_focus (TestLibrary *library, gconstpointer data)
{
  test_sizes_enter (library, TEST_SIZES_FIRST);
  open_with_keys (library);
  test_hand_press (library->window, "Escape");
  test_wait_until (is_closed, library, "the menu to be gone");
  test_wait_until (test_sizes_has_focus_in_grid, library, "the focus back on the tile");
  g_assert_cmpuint (picker_grid_get_n_selected (library->grid), ==, 1);

  open_with_keys (library);
  test_hand_press (library->window, "Return");
  test_wait_until (is_closed, library, "the menu to be gone");
  test_wait_until (test_sizes_has_focus_in_grid, library, "the focus back on the tile");
  test_sizes_wait_copied (library, TEST_SIZES_URI ("f1", "-B1200-FJPG"));
}

/* The preset that is used stands below the keys: up and down choose another one, Enter copies. What
 * is no preset is chosen by size and format. */
static void
test_keys (TestLibrary *library, gconstpointer data)
{
  test_sizes_enter (library, TEST_SIZES_FIRST);
  open_with_keys (library);
  test_hand_press (library->window, "Down");
  wait_preset (library, "400/jpg");
  test_hand_press (library->window, "Up");
  wait_preset (library, "1200/jpg");
  test_hand_press (library->window, "Up");
  wait_preset (library, "2000/jpg");
  test_hand_press (library->window, "Tab");
  test_hand_press (library->window, "Right");
  test_hand_press (library->window, "space");
  wait_preset (library, "2000/png");
  gtk_widget_grab_focus (get_size_row (library, DELIVERY_SIZE_2000));
  test_hand_press (library->window, "Return");
  test_wait_until (is_closed, library, "the menu to be gone");
  test_sizes_wait_copied (library, TEST_SIZES_URI ("f1", "-B2000-FPNG"));
  test_hand_press (library->window, "Right");
  test_hand_press (library->window, "ctrl+c");
  test_sizes_wait_copied (library, TEST_SIZES_URI ("s1", "-B2000-FPNG"));
}

/* From the grid, from the search and from the open menu itself. */
static void
test_preset_keys (TestLibrary *library, gconstpointer data)
{
  static const char *const uris[DELIVERY_N_SIZES] = {
    [DELIVERY_SIZE_ORIGINAL] = TEST_SIZES_ORIGINAL ("f1"),
    [DELIVERY_SIZE_2000] = TEST_SIZES_URI ("f1", "-B2000-FJPG"),
    [DELIVERY_SIZE_1200] = TEST_SIZES_URI ("f1", "-B1200-FJPG"),
    [DELIVERY_SIZE_400] = TEST_SIZES_URI ("f1", "-B400-FJPG"),
    [DELIVERY_SIZE_SQUARE] = TEST_SIZES_URI ("f1", "-Tsquare-B800-FJPG"),
    [DELIVERY_SIZE_LANDSCAPE] = TEST_SIZES_URI ("f1", "-Tlandscape-FJPG"),
    [DELIVERY_SIZE_PORTRAIT] = TEST_SIZES_URI ("f1", "-Tportrait-FJPG"),
  };

  test_sizes_enter (library, TEST_SIZES_FIRST);
  for (guint size = 0; size < DELIVERY_N_SIZES; size++)
    {
      g_autofree char *key = g_strdup_printf ("ctrl+%u", size + 1);

      test_hand_press (library->window, key);
      test_sizes_wait_copied (library, uris[size]);
    }

  gtk_widget_grab_focus (test_library_get_child (library, "search_entry"));
  test_hand_press (library->window, "ctrl+4");
  test_sizes_wait_copied (library, uris[DELIVERY_SIZE_400]);

  picker_grid_enter (library->grid);
  open_with_keys (library);
  test_hand_press (library->window, "ctrl+1");
  test_sizes_wait_copied (library, uris[DELIVERY_SIZE_ORIGINAL]);
  test_wait_until (is_closed, library, "the menu to be gone");
  test_wait_until (test_sizes_has_focus_in_grid, library, "the focus back on the tile");
}

static void
click (TestLibrary *library, GtkWidget *widget)
{
  test_hand_move (widget, gtk_widget_get_width (widget) / 2.0,
                  gtk_widget_get_height (widget) / 2.0);
  test_hand_click (library->window, GDK_BUTTON_PRIMARY, NULL);
}

static void
test_pointer (TestLibrary *library, gconstpointer data)
{
  GtkWidget *split =
      picker_selection_bar_get_copy_button (test_library_get_child (library, "selection_bar"));

  test_sizes_enter (library, TEST_SIZES_FIRST);
  test_widget_wait_frames (library->window, 4);
  click (library, gtk_widget_get_last_child (split));
  test_wait_until (is_open, library, "the menu of sizes");
  test_widget_wait_frames (library->window, 4);
  click (library, get_size_row (library, DELIVERY_SIZE_400));
  wait_preset (library, "400/jpg");
  g_assert_true (is_open (library));
  click (library, get_format_toggle (library, DELIVERY_FORMAT_WEBP));
  wait_preset (library, "400/webp");
  click (library, test_widget_get_child (get_popover (library), "copy_button"));
  test_wait_until (is_closed, library, "the menu to be gone");
  test_sizes_wait_copied (library, TEST_SIZES_URI ("f1", "-B400-FWEBP"));
  click (library, gtk_widget_get_first_child (split));
  test_sizes_wait_copied (library, TEST_SIZES_URI ("f1", "-B400-FWEBP"));
}

/* A preset is taken with all that it is, and what is called so is said. */
static void
test_presets (TestLibrary *library, gconstpointer data)
{
  EnginePresets *presets = engine_session_get_presets (library->session);
  gpointer bar = test_library_get_child (library, "selection_bar");
  g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse ("16:9/1600x900/jpg", NULL);
  g_autoptr (DeliveryPreset) post =
      delivery_preset_new ("Post", recipe, DELIVERY_FORM_MARKDOWN, NULL);
  g_autoptr (DeliveryPreset) used = NULL;

  gdk_clipboard_set_content (test_clipboard_get (library), NULL);
  test_sizes_enter (library, TEST_SIZES_FIRST);
  g_assert_true (engine_presets_insert (presets, 1, post));
  open_with_keys (library);
  test_widget_wait_frames (library->window, 4);
  click (library, get_preset_row (library, 1));
  wait_preset (library, "16:9/1600x900/jpg");
  used = picker_preset_load (library->settings);
  g_assert_true (delivery_preset_equal (used, post));
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "copy_label")), ==,
                   "Copy Markdown · Post");
  g_assert_true (is_open (library));

  /* What is chosen beside it is none any more. */
  click (library, get_format_toggle (library, DELIVERY_FORMAT_PNG));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (get_preset_row (library, 1))));
  test_hand_press (library->window, "ctrl+2");
  test_wait_until (is_closed, library, "the menu to be gone");
  wait_text (library, "![first](" TEST_SIZES_URI ("f1", "-C2048x1151,0,106-S1600x900-FJPG") ")");

  /* Another window has changed it. */
  g_assert_true (engine_presets_remove (presets, 1));
  test_hand_press (library->window, "ctrl+2");
  test_sizes_wait_copied (library, TEST_SIZES_URI ("f1", "-B2000-FJPG"));
  test_hand_press (library->window, "ctrl+9");
  test_hand_press (library->window, "ctrl+3");
  test_sizes_wait_copied (library, TEST_SIZES_URI ("f1", "-B1200-FJPG"));
}

/* 17.9: the menu and the link know how large the masters of the account are. */
static void
test_other_master (TestLibrary *library, gconstpointer data)
{
  CantoAccount *own = engine_session_get_account (library->session);
  const CantoAccountOptions options = { .loopback_base = canto_account_get_api_base (own),
                                        .app_id = canto_account_get_app_id (own),
                                        .delivery_master_px = 1000 };
  g_autoptr (CantoAccount) account = canto_account_new (&options, NULL);
  GtkLabel *remark;

  test_sizes_enter (library, TEST_SIZES_FIRST);
  engine_session_take_delivery (library->session, account);
  g_settings_set (library->settings, PICKER_PRESET_KEY, "(ssss)", "", "16:9/1600x900/jpg", "url",
                  "");
  open_with_keys (library);
  remark = g_object_get_data (G_OBJECT (get_size_row (library, DELIVERY_SIZE_2000)), "remark");
  g_assert_cmpstr (gtk_label_get_text (remark), ==, "only 1000 × 666");
  test_hand_press (library->window, "Escape");
  test_wait_until (is_closed, library, "the menu to be gone");
  test_hand_press (library->window, "ctrl+c");
  test_sizes_wait_copied (library, TEST_SIZES_URI ("f1", "-C1000x562,0,52-S1600x900-FJPG"));
}

/* What is no HTML goes as text alone, so that an editor takes what is written. */
static void
test_forms (TestLibrary *library, gconstpointer data)
{
  GtkWidget *grid = GTK_WIDGET (library->grid);
  gpointer bar = test_library_get_child (library, "selection_bar");
  GtkDropDown *forms;
  g_autofree char *text = NULL;

  gdk_clipboard_set_content (test_clipboard_get (library), NULL);
  test_sizes_enter (library, TEST_SIZES_FIRST);
  g_assert_true (gtk_widget_activate_action (grid, "link.copy-form", "s", "bbcode"));
  wait_text (library, "[img]" TEST_SIZES_URI ("f1", "-B1200-FJPG") "[/img]");
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "copy_label")), ==,
                   "Copy BBCode · 1200 px JPEG");
  open_with_keys (library);
  forms = test_widget_find (get_popover (library), GTK_TYPE_DROP_DOWN);
  g_assert_cmpuint (gtk_drop_down_get_selected (forms), ==, DELIVERY_FORM_BBCODE);
  gtk_drop_down_set_selected (forms, DELIVERY_FORM_IMAGE);
  test_hand_press (library->window, "Escape");
  test_wait_until (is_closed, library, "the menu to be gone");
  test_hand_press (library->window, "ctrl+c");
  test_wait_until (test_clipboard_has_html, test_clipboard_get (library), "the image");
  text = test_clipboard_read_text (library);
  g_assert_cmpstr (
      text, ==,
      "<img src=\"" TEST_SIZES_URI (
          "f1", "-B1200-FJPG") "\" alt=\"first\" width=\"1200\" height=\"800\" loading=\"lazy\">");
}

/* What the delivery network alone can write is not offered without it, and the direct link is. */
static void
assert_direct (TestLibrary *library, const char *note)
{
  open_with_keys (library);
  assert_note (library, note);
  g_assert_true (gtk_widget_get_sensitive (get_size_row (library, DELIVERY_SIZE_ORIGINAL)));
  g_assert_true (gtk_widget_get_sensitive (get_size_row (library, DELIVERY_SIZE_400)));
  g_assert_true (gtk_widget_get_sensitive (get_size_row (library, DELIVERY_SIZE_SQUARE)));
  g_assert_true (gtk_widget_get_sensitive (get_format_toggle (library, DELIVERY_FORMAT_JPG)));
  g_assert_false (gtk_widget_get_sensitive (get_format_toggle (library, DELIVERY_FORMAT_WEBP)));
  g_assert_cmpstr (
      gtk_button_get_label (test_widget_get_child (get_popover (library), "copy_button")), ==,
      "_Copy Direct Link");
  test_hand_press (library->window, "Return");
  test_wait_until (is_closed, library, "the menu to be gone");
}

static void
test_unpublished (TestLibrary *library, gconstpointer data)
{
  test_sizes_enter (library, TEST_SIZES_UNPUBLISHED);
  assert_direct (library, "Not published on the delivery network");
  test_question_wait (library);
  g_signal_emit_by_name (
      test_widget_get_child (test_widget_find (library->library, PICKER_TYPE_CONCERN_POPOVER),
                             "use_button"),
      "clicked");
  test_sizes_wait_copied (library, "http://127.0.0.1:1/direct/u1/m800/2000");
  test_wait_until (test_question_is_gone, library->library, "the question to be gone");
}

static void
test_no_delivery (TestLibrary *library, gconstpointer data)
{
  test_sizes_enter (library, TEST_SIZES_DIRECT);
  assert_direct (library, "Your Canto has no delivery network");
  test_sizes_wait_copied (library, "http://127.0.0.1:1/direct/d1/m800/2000");
}

static gboolean
has_all_details (gpointer list)
{
  for (guint i = 0; i < TEST_SIZES_N_ASSETS; i++)
    {
      g_autoptr (CatalogSlot) slot = g_list_model_get_item (list, i);
      CantoAsset *asset = catalog_slot_get_asset (slot);

      if (asset == NULL || !canto_asset_get_is_complete (asset))
        return FALSE;
    }

  return TRUE;
}

/* The menu says for how many the choice holds, and what some of them get instead. */
static void
test_note_of_several (TestLibrary *library, gconstpointer data)
{
  test_wait_until (has_all_details, library->list, "all details");
  test_sizes_select_range (library, TEST_SIZES_FIRST, 2);
  open_with_keys (library);
  assert_note (library, "For all 2 assets.");
  test_hand_press (library->window, "Escape");
  test_wait_until (is_closed, library, "the menu to be gone");

  test_sizes_select_range (library, TEST_SIZES_FIRST, 4);
  open_with_keys (library);
  assert_note (library, "For all 4 assets.\n1 is not published on the delivery network");
  assert_note (library, "1 has a direct link only");
  test_hand_press (library->window, "Escape");
  test_wait_until (is_closed, library, "the menu to be gone");
}

/* What is said follows what is selected, as after a list came anew, while the menu is open. */
static void
test_note_follows (TestLibrary *library, gconstpointer data)
{
  GtkSelectionModel *selection = picker_grid_get_selection (library->grid);
  GtkButton *copy_button = test_widget_get_child (get_popover (library), "copy_button");

  test_wait_until (has_all_details, library->list, "all details");
  test_sizes_select_range (library, TEST_SIZES_FIRST, 4);
  open_with_keys (library);
  assert_note (library, "For all 4 assets.");
  g_assert_cmpstr (gtk_button_get_label (copy_button), ==, "_Copy 4 Links");

  gtk_selection_model_unselect_item (selection, TEST_SIZES_UNPUBLISHED);
  assert_note (library, "For all 3 assets.\n1 has a direct link only");
  g_assert_cmpstr (gtk_button_get_label (copy_button), ==, "_Copy 3 Links");
  gtk_selection_model_select_item (selection, TEST_SIZES_UNPUBLISHED, FALSE);
  assert_note (library, "For all 4 assets.\n1 is not published");

  gtk_selection_model_select_item (selection, TEST_SIZES_FIRST, TRUE);
  g_assert_false (
      gtk_widget_get_visible (test_widget_get_child (get_popover (library), "note_box")));
  g_assert_cmpstr (gtk_button_get_label (copy_button), ==, "_Copy Link");
  gtk_selection_model_unselect_all (selection);
  test_wait_until (is_closed, library, "the menu to be gone");
}

/* As high as the popover asked for, with the text wrapped as it is. */
static void
assert_fits (gpointer popover)
{
  GtkWidget *contents = gtk_popover_get_child (popover);
  int min, natural;

  test_widget_wait_frames (popover, 3);
  gtk_widget_measure (contents, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (contents), &min,
                      &natural, NULL, NULL);
  g_assert_cmpint (gtk_widget_get_height (contents), >=, MAX (min, natural));
}

/* The last of the buttons is not cut off by the edge. */
static void
test_heights (TestLibrary *library, gconstpointer data)
{
  GtkWidget *forms;

  test_sizes_enter (library, TEST_SIZES_UNPUBLISHED);
  open_with_keys (library);
  assert_fits (get_popover (library));
  /* However many presets there are, the form does not scroll away with them. */
  forms = test_widget_find (get_popover (library), GTK_TYPE_DROP_DOWN);
  g_assert_false (
      gtk_widget_is_ancestor (forms, test_widget_get_child (get_popover (library), "scroller")));
  test_hand_press (library->window, "Escape");
  test_wait_until (is_closed, library, "the menu to be gone");

  test_hand_press (library->window, "ctrl+c");
  test_question_wait (library);
  assert_fits (test_widget_find (library->library, PICKER_TYPE_CONCERN_POPOVER));
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestLibrary, NULL, test_sizes_set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/renditions/remembered", test_remembered);
  ADD ("/renditions/focus", test_focus);
  ADD ("/renditions/keys", test_keys);
  ADD ("/renditions/preset-keys", test_preset_keys);
  ADD ("/renditions/presets", test_presets);
  ADD ("/renditions/17.9/other-master", test_other_master);
  ADD ("/renditions/forms", test_forms);
  ADD ("/renditions/pointer", test_pointer);
  ADD ("/renditions/unpublished", test_unpublished);
  ADD ("/renditions/no-delivery", test_no_delivery);
  ADD ("/renditions/note-of-several", test_note_of_several);
  ADD ("/renditions/note-follows", test_note_follows);
  ADD ("/renditions/heights", test_heights);

  return g_test_run ();
}
