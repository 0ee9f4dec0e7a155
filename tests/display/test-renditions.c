/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Size and format of the links, chosen with keys and the pointer from outside, by xdotool. */

#include "picker-concern-popover.h"
#include "picker-preset.h"
#include "picker-rendition-popover.h"
#include "picker-selection-bar.h"
#include "test-hand.h"
#include "test-library.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

#define BASE             "http://127.0.0.1:1/image/123456789012/image_"
#define URI(id, ops)     BASE id "/" ops "/" id ".jpg"
#define MDC_PICTURE(id)  "\"MDC Image URL\": \"" URI (id, "-FJPG") "\""
#define ORIGINAL(id)     "http://127.0.0.1:1/asset/123456789012/image_" id "/" id ".jpg"
#define MDC_ORIGINAL(id) "\"MDC Asset URL\": \"" ORIGINAL (id) "\""
#define PUBLISHED(id)    "\"additional\": {" MDC_PICTURE (id) ", " MDC_ORIGINAL (id) "}"
#define DIRECT(id)                                                                                 \
  "\"url\": {\"directUrlPreview\": \"http://127.0.0.1:1/direct/" id "/m800/800\","                 \
  " \"directUrlOriginal\": \"http://127.0.0.1:1/direct/" id "/original\"}"
#define UNPUBLISHED                                                                                \
  "\"additional\": {\"MDC Image URL\": \"Rendition-is-not-published-to-MDC\","                     \
  " \"MDC Asset URL\": \"Rendition-is-not-published-to-MDC\"}"
#define STATUS(word) "\"approvalStatus\": \"" word "\", \"width\": \"3000\", \"height\": \"2000\""

enum
{
  FIRST,
  SECOND,
  UNPUBLISHED_ONE,
  DIRECT_ONE,
  PENDING,
  EXPIRED,
  N_ASSETS,
};

static void
set_up (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  test_service_add_asset (library->service, "image", "f1", "first.jpg", STATUS ("Approved"),
                          PUBLISHED ("f1"));
  test_service_add_asset (library->service, "image", "s1", "second.jpg", STATUS ("Approved"),
                          PUBLISHED ("s1"));
  test_service_add_asset (library->service, "image", "u1", "unpublished.jpg", STATUS ("Approved"),
                          UNPUBLISHED ", " DIRECT ("u1"));
  test_service_add_asset (library->service, "image", "d1", "direct.jpg", STATUS ("Approved"),
                          DIRECT ("d1"));
  test_service_add_asset (library->service, "image", "p1", "pending.jpg", STATUS ("Pending"),
                          PUBLISHED ("p1"));
  test_service_add_asset (library->service, "image", "e1", "expired.jpg", STATUS ("Expired"),
                          PUBLISHED ("e1"));
  test_library_show (library);
  test_library_wait_items (library, N_ASSETS);
  test_library_wait_page (library, "grid");
}

/* The clipboard */

static GdkClipboard *
get_clipboard (TestLibrary *library)
{
  return gtk_widget_get_clipboard (library->window);
}

static char *
read_clipboard (TestLibrary *library)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  gdk_clipboard_read_text_async (get_clipboard (library), NULL,
                                 (GAsyncReadyCallback) test_keep_result, &result);
  text =
      gdk_clipboard_read_text_finish (get_clipboard (library), test_wait_result (&result), &error);
  g_assert_no_error (error);

  return text;
}

static gboolean
has_html (gpointer clipboard)
{
  return gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html");
}

static void
wait_copied (TestLibrary *library, const char *expected)
{
  g_autofree char *text = NULL;

  test_wait_until (has_html, get_clipboard (library), "the link");
  text = read_clipboard (library);
  g_assert_cmpstr (text, ==, expected);
  gdk_clipboard_set_text (get_clipboard (library), "");
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

static gboolean
has_focus_in_grid (gpointer user_data)
{
  TestLibrary *library = user_data;
  GtkWidget *tile = picker_grid_get_selected_tile (library->grid);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (library->window));

  return tile != NULL && focus != NULL && gtk_widget_is_ancestor (tile, focus);
}

static gboolean
has_details (gpointer grid)
{
  CantoAsset *asset = picker_grid_get_selected_asset (grid);

  return asset != NULL && canto_asset_get_is_complete (asset);
}

/* As who came there with the arrows. */
static void
enter (TestLibrary *library, guint position)
{
  test_widget_wait_frames (library->grid, 4);
  test_library_select (library, position);
  picker_grid_enter (library->grid);
  test_wait_until (has_focus_in_grid, library, "the focus on the tile");
  test_wait_until (has_details, library->grid, "the details");
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
  g_autoptr (GPtrArray) rows = test_widget_find_all (get_popover (library), GTK_TYPE_CHECK_BUTTON);

  return rows->pdata[size];
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
  g_autofree char *text = g_settings_get_string (wanted[0], PICKER_PRESET_KEY);

  return g_str_equal (text, wanted[1]);
}

static void
wait_preset (TestLibrary *library, const char *text)
{
  gpointer wanted[] = { library->settings, (gpointer) text };

  test_wait_until (has_preset, wanted, text);
}

static gboolean
has_held (gpointer service)
{
  return test_service_count_held (service) > 0;
}

static void
open_again (TestLibrary *library)
{
  test_widget_close (library->window);
  test_library_show (library);
  test_library_wait_items (library, N_ASSETS);
  test_library_wait_page (library, "grid");
}

/* What is chosen is what is copied, after a restart, too. */
static void
test_remembered (TestLibrary *library, gconstpointer data)
{
  gpointer bar;

  enter (library, FIRST);
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy-as", "s", "400/webp"));
  wait_copied (library, URI ("f1", "-B400-FWEBP"));
  open_again (library);
  bar = test_library_get_child (library, "selection_bar");
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "copy_label")), ==,
                   "Copy Link · 400 px WebP");
  enter (library, SECOND);
  test_hand_press (library->window, "ctrl+c");
  wait_copied (library, URI ("s1", "-B400-FWEBP"));
}

/* Closing while a copy is on its way */

static const char *
find_toast (gpointer toasts, const char *part)
{
  g_autoptr (GPtrArray) labels = test_widget_find_all (toasts, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      const char *text = gtk_label_get_text (labels->pdata[i]);

      if (gtk_widget_get_mapped (labels->pdata[i]) && strstr (text, part) != NULL)
        return text;
    }

  return NULL;
}

static gboolean
has_toast (gpointer data)
{
  const char **wanted = data;

  return find_toast ((gpointer) wanted[0], wanted[1]) != NULL;
}

static void
wait_toast (TestLibrary *library, const char *text)
{
  const char *wanted[] = { test_library_get_child (library, "toasts"), text };

  test_wait_until (has_toast, wanted, text);
}

/* A copy of FIRST, whose details do not come. */
static void
begin_held_copy (TestLibrary *library)
{
  test_service_refuse (library->service, "batch/content", 404, "{}");
  test_service_hold (library->service, "/api/v1/image/f1");
  open_again (library);
  test_library_select (library, FIRST);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy", NULL));
  test_wait_until (has_held, library->service, "the question for details");
}

static void
close_and_open (TestLibrary *library)
{
  test_widget_close (library->window);
  test_service_release (library->service);
  test_library_show (library);
  test_library_wait_items (library, N_ASSETS);
  g_assert_false (has_html (get_clipboard (library)));
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
  wait_toast (library, "Getting 1 link");
  close_and_open (library);
}

static gboolean
has_question (gpointer library)
{
  GtkWidget *popover = test_widget_find (library, PICKER_TYPE_CONCERN_POPOVER);

  return popover != NULL && gtk_widget_get_mapped (popover);
}

static void
test_closed_with_question (TestLibrary *library, gconstpointer data)
{
  enter (library, PENDING);
  test_hand_press (library->window, "ctrl+c");
  test_wait_until (has_question, library->library, "the question");
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

static void
select_range (TestLibrary *library, guint first, guint n)
{
  gtk_selection_model_select_range (picker_grid_get_selection (library->grid), first, n, TRUE);
  picker_grid_enter (library->grid);
}

/* The dialog is a window of its own. */
static void
test_closed_with_dialog (TestLibrary *library, gconstpointer data)
{
  select_range (library, PENDING, 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy", NULL));
  test_wait_until (has_dialog, library, "the question");
  test_widget_close (library->window);
  if (find_dialog (library) != NULL)
    answer_dialog (library, "Copy _All");
  test_library_show (library);
  test_library_wait_items (library, N_ASSETS);
  g_assert_false (has_html (get_clipboard (library)));
}

/* The menu */

static void
test_focus (TestLibrary *library, gconstpointer data)
{
  enter (library, FIRST);
  open_with_keys (library);
  test_hand_press (library->window, "Escape");
  test_wait_until (is_closed, library, "the menu to be gone");
  test_wait_until (has_focus_in_grid, library, "the focus back on the tile");
  g_assert_cmpuint (picker_grid_get_n_selected (library->grid), ==, 1);

  open_with_keys (library);
  test_hand_press (library->window, "Return");
  test_wait_until (is_closed, library, "the menu to be gone");
  test_wait_until (has_focus_in_grid, library, "the focus back on the tile");
  wait_copied (library, URI ("f1", "-B1200-FJPG"));
}

/* The size that is used stands below the keys: up and down choose another one, Enter copies. */
static void
test_keys (TestLibrary *library, gconstpointer data)
{
  enter (library, FIRST);
  open_with_keys (library);
  test_hand_press (library->window, "Down");
  wait_preset (library, "400/jpg");
  test_hand_press (library->window, "Up");
  wait_preset (library, "1200/jpg");
  test_hand_press (library->window, "Up");
  wait_preset (library, "2000/jpg");
  test_hand_press (library->window, "shift+Tab");
  test_hand_press (library->window, "Left");
  test_hand_press (library->window, "space");
  wait_preset (library, "2000/png");
  test_hand_press (library->window, "Tab");
  test_hand_press (library->window, "Tab");
  test_hand_press (library->window, "Return");
  test_wait_until (is_closed, library, "the menu to be gone");
  wait_copied (library, URI ("f1", "-B2000-FPNG"));
  test_hand_press (library->window, "Right");
  test_hand_press (library->window, "ctrl+c");
  wait_copied (library, URI ("s1", "-B2000-FPNG"));
}

/* From the grid, from the search and from the open menu itself. */
static void
test_size_keys (TestLibrary *library, gconstpointer data)
{
  static const char *const uris[DELIVERY_N_SIZES] = {
    [DELIVERY_SIZE_ORIGINAL] = ORIGINAL ("f1"),
    [DELIVERY_SIZE_2000] = URI ("f1", "-B2000-FJPG"),
    [DELIVERY_SIZE_1200] = URI ("f1", "-B1200-FJPG"),
    [DELIVERY_SIZE_400] = URI ("f1", "-B400-FJPG"),
    [DELIVERY_SIZE_SQUARE] = URI ("f1", "-Tsquare-B800-FJPG"),
    [DELIVERY_SIZE_LANDSCAPE] = URI ("f1", "-Tlandscape-FJPG"),
    [DELIVERY_SIZE_PORTRAIT] = URI ("f1", "-Tportrait-FJPG"),
  };

  enter (library, FIRST);
  for (guint size = 0; size < DELIVERY_N_SIZES; size++)
    {
      g_autofree char *key = g_strdup_printf ("ctrl+%u", size + 1);

      test_hand_press (library->window, key);
      wait_copied (library, uris[size]);
    }

  gtk_widget_grab_focus (test_library_get_child (library, "search_entry"));
  test_hand_press (library->window, "ctrl+4");
  wait_copied (library, uris[DELIVERY_SIZE_400]);

  picker_grid_enter (library->grid);
  open_with_keys (library);
  test_hand_press (library->window, "ctrl+1");
  wait_copied (library, uris[DELIVERY_SIZE_ORIGINAL]);
  test_wait_until (is_closed, library, "the menu to be gone");
  test_wait_until (has_focus_in_grid, library, "the focus back on the tile");
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

  enter (library, FIRST);
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
  wait_copied (library, URI ("f1", "-B400-FWEBP"));
  click (library, gtk_widget_get_first_child (split));
  wait_copied (library, URI ("f1", "-B400-FWEBP"));
}

/* What the delivery network alone can do is not offered without it, and the direct link is. */
static void
assert_direct (TestLibrary *library, const char *note)
{
  open_with_keys (library);
  assert_note (library, note);
  g_assert_true (gtk_widget_get_sensitive (get_size_row (library, DELIVERY_SIZE_ORIGINAL)));
  g_assert_true (gtk_widget_get_sensitive (get_size_row (library, DELIVERY_SIZE_400)));
  g_assert_false (gtk_widget_get_sensitive (get_size_row (library, DELIVERY_SIZE_SQUARE)));
  g_assert_true (gtk_widget_get_sensitive (get_format_toggle (library, DELIVERY_FORMAT_JPG)));
  g_assert_false (gtk_widget_get_sensitive (get_format_toggle (library, DELIVERY_FORMAT_WEBP)));
  g_assert_cmpstr (
      gtk_button_get_label (test_widget_get_child (get_popover (library), "copy_button")), ==,
      "_Copy Direct Link");
  test_hand_press (library->window, "Return");
  test_wait_until (is_closed, library, "the menu to be gone");
}

static gboolean
has_no_question (gpointer library)
{
  return test_widget_find (library, PICKER_TYPE_CONCERN_POPOVER) == NULL;
}

static void
test_unpublished (TestLibrary *library, gconstpointer data)
{
  enter (library, UNPUBLISHED_ONE);
  assert_direct (library, "Not published on the delivery network");
  test_wait_until (has_question, library->library, "the question");
  g_signal_emit_by_name (
      test_widget_get_child (test_widget_find (library->library, PICKER_TYPE_CONCERN_POPOVER),
                             "use_button"),
      "clicked");
  wait_copied (library, "http://127.0.0.1:1/direct/u1/m800/2000");
  test_wait_until (has_no_question, library->library, "the question to be gone");
}

static void
test_no_delivery (TestLibrary *library, gconstpointer data)
{
  enter (library, DIRECT_ONE);
  assert_direct (library, "Your Canto has no delivery network");
  wait_copied (library, "http://127.0.0.1:1/direct/d1/m800/2000");
}

static void
test_several (TestLibrary *library, gconstpointer data)
{
  select_range (library, FIRST, 2);
  test_hand_press (library->window, "ctrl+4");
  wait_copied (library, URI ("f1", "-B400-FJPG") "\n" URI ("s1", "-B400-FJPG"));
  test_hand_press (library->window, "ctrl+c");
  wait_copied (library, URI ("f1", "-B400-FJPG") "\n" URI ("s1", "-B400-FJPG"));
}

/* What needs a word goes without it, or with it, in the same size. */
static void
test_consent (TestLibrary *library, gconstpointer data)
{
  select_range (library, SECOND, N_ASSETS - 1);
  gtk_selection_model_unselect_range (picker_grid_get_selection (library->grid), UNPUBLISHED_ONE,
                                      2);
  test_hand_press (library->window, "ctrl+4");
  answer_dialog (library, "Copy the _1 Without Concerns");
  wait_copied (library, URI ("s1", "-B400-FJPG"));
  test_hand_press (library->window, "ctrl+c");
  answer_dialog (library, "Copy _All");
  wait_copied (library, URI ("s1", "-B400-FJPG") "\n" URI ("p1", "-B400-FJPG") "\n" URI (
                            "e1", "-B400-FJPG"));
  test_hand_press (library->window, "ctrl+2");
  wait_copied (library, URI ("s1", "-B2000-FJPG") "\n" URI ("p1", "-B2000-FJPG") "\n" URI (
                            "e1", "-B2000-FJPG"));
}

static gboolean
has_no_toast (gpointer data)
{
  return !has_toast (data);
}

/* What takes long says so, and can be given up. */
static void
test_progress (TestLibrary *library, gconstpointer data)
{
  gpointer toasts;
  const char *wanted[2];

  begin_held_copy (library);
  toasts = test_library_get_child (library, "toasts");
  wait_toast (library, "Getting 1 link");
  g_signal_emit_by_name (test_library_wait_toast_button (library, "_Cancel"), "clicked");
  wanted[0] = toasts;
  wanted[1] = "Getting 1 link";
  test_wait_until (has_no_toast, wanted, "the toast to go");
  test_service_release (library->service);
  test_library_select (library, SECOND);
  test_hand_press (library->window, "ctrl+c");
  wait_copied (library, URI ("s1", "-B1200-FJPG"));
}

#define N_MANY (ENGINE_MAX_LINKS + 1)

static void
set_up_many (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%03u", i);
      g_autofree char *details =
          g_strdup_printf ("\"additional\": {\"MDC Image URL\": \"" BASE "%s/-FJPG/a.jpg\"}", id);

      test_service_add_asset (library->service, "image", id, "many.jpg", STATUS ("Approved"),
                              details);
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
  test_wait_until (has_html, get_clipboard (library), "the links");
  text = read_clipboard (library);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, ENGINE_MAX_LINKS);
  g_assert_cmpstr (lines[0], ==, BASE "m000/-B400-FJPG/a.jpg");
  g_assert_cmpstr (lines[ENGINE_MAX_LINKS - 1], ==, BASE "m499/-B400-FJPG/a.jpg");
}

static gboolean
has_all_details (gpointer list)
{
  for (guint i = 0; i < N_ASSETS; i++)
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
  select_range (library, FIRST, 2);
  open_with_keys (library);
  assert_note (library, "For all 2 assets.");
  test_hand_press (library->window, "Escape");
  test_wait_until (is_closed, library, "the menu to be gone");

  select_range (library, FIRST, 4);
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
  select_range (library, FIRST, 4);
  open_with_keys (library);
  assert_note (library, "For all 4 assets.");
  g_assert_cmpstr (gtk_button_get_label (copy_button), ==, "_Copy 4 Links");

  gtk_selection_model_unselect_item (selection, UNPUBLISHED_ONE);
  assert_note (library, "For all 3 assets.\n1 has a direct link only");
  g_assert_cmpstr (gtk_button_get_label (copy_button), ==, "_Copy 3 Links");
  gtk_selection_model_select_item (selection, UNPUBLISHED_ONE, FALSE);
  assert_note (library, "For all 4 assets.\n1 is not published");

  gtk_selection_model_select_item (selection, FIRST, TRUE);
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
  enter (library, UNPUBLISHED_ONE);
  open_with_keys (library);
  assert_fits (get_popover (library));
  test_hand_press (library->window, "Escape");
  test_wait_until (is_closed, library, "the menu to be gone");

  test_hand_press (library->window, "ctrl+c");
  test_wait_until (has_question, library->library, "the question");
  assert_fits (test_widget_find (library->library, PICKER_TYPE_CONCERN_POPOVER));
}

/* A plain drag takes it, too. */
static void
test_drag (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GdkContentProvider) provider = NULL;

  enter (library, FIRST);
  test_hand_press (library->window, "ctrl+2");
  wait_copied (library, URI ("f1", "-B2000-FJPG"));
  provider = test_tiles_drag (test_tiles_find (library->grid, SECOND));
  g_assert_nonnull (provider);
  gdk_clipboard_set_content (get_clipboard (library), provider);
  wait_copied (library, URI ("s1", "-B2000-FJPG"));
}

#define ADD(path, test) g_test_add (path, TestLibrary, NULL, set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/renditions/remembered", test_remembered);
  ADD ("/renditions/closed-waiting", test_closed_waiting);
  ADD ("/renditions/closed-with-progress", test_closed_with_progress);
  ADD ("/renditions/closed-with-question", test_closed_with_question);
  ADD ("/renditions/closed-with-dialog", test_closed_with_dialog);
  ADD ("/renditions/focus", test_focus);
  ADD ("/renditions/keys", test_keys);
  ADD ("/renditions/size-keys", test_size_keys);
  ADD ("/renditions/pointer", test_pointer);
  ADD ("/renditions/unpublished", test_unpublished);
  ADD ("/renditions/no-delivery", test_no_delivery);
  ADD ("/renditions/several", test_several);
  ADD ("/renditions/note-of-several", test_note_of_several);
  ADD ("/renditions/note-follows", test_note_follows);
  ADD ("/renditions/heights", test_heights);
  ADD ("/renditions/drag", test_drag);
  ADD ("/renditions/consent", test_consent);
  ADD ("/renditions/progress", test_progress);
  g_test_add ("/renditions/too-many", TestLibrary, NULL, set_up_many, test_too_many,
              test_library_tear_down);

  return g_test_run ();
}
