/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The panel of details: what it says, what its buttons copy, where its words lead. */

#include "picker-details-chips.h"
#include "picker-details-panel.h"
#include "picker-details-row.h"
#include "picker-sidebar.h"
#include "catalog-branch.h"
#include "test-library.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>

enum
{
  FULL,
  BARE,
  N_ASSETS,
};

static const char full_details[] =
    "\"size\": \"8412077\", \"width\": \"6000\", \"height\": \"4000\", \"dpi\": \"300\","
    "\"ownerName\": \"Ada Reed\", \"created\": \"20260219183228169\","
    "\"description\": \"Harbour <b>at</b> dawn\", \"tag\": [\"Harbour\", \"Sea\", \"Untagged\"],"
    "\"keyword\": [\"Travel\"], \"copyright\": \"Acme & Co\","
    "\"termsAndConditions\": \"Editorial use only\","
    "\"additional\": {\"Credit\": \"A. Reed\", \"Channels\": [\"Web\", \"Print\"], \"Until\": null,"
    " \"MDC Image URL\": \"http://127.0.0.1:1/image/123456789012/image_f1/-FJPG\"},"
    "\"relatedAlbums\": [{\"id\": \"VDGAJ\", \"idPath\": \"G4ZDM/VDGAJ\","
    " \"namePath\": \"Travel/Harbours\"}],"
    "\"url\": {\"detail\": \"https://elsewhere.example/smartalbum/image?id=f1\"}";

static void
set_up (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  test_service_set_answer (library->service, "/api/v1/tree",
                           "{\"results\": [{\"id\": \"G4ZDM\", \"scheme\": \"folder\","
                           " \"name\": \"Travel\", \"idPath\": \"G4ZDM\"}]}");
  test_service_add_asset (library->service, "image", "f1", "harbour.jpg",
                          "\"approvalStatus\": \"Approved\"", full_details);
  test_service_add_asset (library->service, "other", "b1", "bare", "", "");
  test_library_show (library);
  test_library_wait_items (library, N_ASSETS);
  test_library_wait_page (library, "grid");
  gtk_widget_activate_action (GTK_WIDGET (library->library), "details.toggle", NULL);
}

static PickerDetailsPanel *
get_panel (TestLibrary *library)
{
  return test_widget_find (library->library, PICKER_TYPE_DETAILS_PANEL);
}

static PickerDetailsRow *
find_row (TestLibrary *library, const char *title)
{
  g_autoptr (GPtrArray) rows = test_widget_find_all (get_panel (library), PICKER_TYPE_DETAILS_ROW);

  for (guint i = 0; i < rows->len; i++)
    {
      if (g_str_equal (gtk_label_get_text (test_widget_get_child (rows->pdata[i], "title")), title))
        return rows->pdata[i];
    }

  return NULL;
}

static gboolean
has_row (TestLibrary *library, const char *title)
{
  PickerDetailsRow *row = find_row (library, title);

  return row != NULL && gtk_widget_get_visible (GTK_WIDGET (row));
}

static gboolean
knows_credit (gpointer library)
{
  return has_row (library, "Credit");
}

static void
select_full (TestLibrary *library)
{
  test_library_select (library, FULL);
  test_wait_until (knows_credit, library, "the details");
}

static void
assert_row (TestLibrary *library, const char *title, const char *value)
{
  g_assert_true (has_row (library, title));
  g_assert_cmpstr (picker_details_row_get_value (find_row (library, title)), ==, value);
}

static void
test_full (TestLibrary *library, gconstpointer data)
{
  select_full (library);
  assert_row (library, "Name", "harbour.jpg");
  assert_row (library, "Format", "JPG");
  assert_row (library, "Size", "8.4\u00a0MB");
  assert_row (library, "Dimensions", "6000 × 4000 pixels");
  assert_row (library, "Resolution", "300 dpi");
  assert_row (library, "Status", "Approved");
  assert_row (library, "Uploaded by", "Ada Reed");
  assert_row (library, "Copyright", "Acme & Co");
  assert_row (library, "Terms and conditions", "Editorial use only");
  assert_row (library, "Description", "Harbour <b>at</b> dawn");
  assert_row (library, "Credit", "A. Reed");
  assert_row (library, "Channels", "Web, Print");
  assert_row (library, "Created", "19 Feb 2026");
  assert_row (library, "Changed", "1 Jan 2026");
  assert_row (library, "Uploaded", "19 Feb 2026");
  g_assert_false (has_row (library, "Until"));
  g_assert_false (has_row (library, "MDC Image URL"));
}

static void
test_bare (TestLibrary *library, gconstpointer data)
{
  static const char *const absent[] = { "Format",     "Size",        "Dimensions",
                                        "Resolution", "Duration",    "Pages",
                                        "Expiry",     "Created",     "Copyright",
                                        "Uploaded",   "Uploaded by", "Terms and conditions",
                                        "Credit",     "Description", NULL };

  test_library_select (library, BARE);
  assert_row (library, "Name", "bare");
  assert_row (library, "Status", "Status unknown");
  for (guint i = 0; absent[i] != NULL; i++)
    g_assert_false (has_row (library, absent[i]));
}

/* Clipboard */

typedef struct
{
  GdkClipboard *clipboard;
  char *text;
  gboolean is_read;
} Reading;

static void
text_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;

  reading->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  reading->is_read = TRUE;
}

static gboolean
is_read (gpointer reading)
{
  return ((Reading *) reading)->is_read;
}

static void
test_copy (TestLibrary *library, gconstpointer data)
{
  static const char *const titles[] = { "Name", "Description", "Terms and conditions", "Channels" };

  select_full (library);
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      PickerDetailsRow *row = find_row (library, titles[i]);
      Reading reading = { gtk_widget_get_clipboard (GTK_WIDGET (row)), NULL, FALSE };

      g_signal_emit_by_name (test_widget_get_child (row, "copy_button"), "clicked");
      gdk_clipboard_read_text_async (reading.clipboard, NULL, text_read, &reading);
      test_wait_until (is_read, &reading, "the clipboard");
      g_assert_cmpstr (reading.text, ==, picker_details_row_get_value (row));
      g_free (reading.text);
    }
}

/* Words that lead elsewhere */

static void
click_chip (TestLibrary *library, const char *word)
{
  g_autoptr (GPtrArray) all = test_widget_find_all (get_panel (library), PICKER_TYPE_DETAILS_CHIPS);

  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (GPtrArray) chips = test_widget_find_all (all->pdata[i], GTK_TYPE_BUTTON);

      for (guint j = 0; j < chips->len; j++)
        {
          if (g_strcmp0 (gtk_widget_get_tooltip_text (chips->pdata[j]), word) != 0)
            continue;
          g_signal_emit_by_name (chips->pdata[j], "clicked");
          return;
        }
    }
  g_assert_not_reached ();
}

/* However many there are, none is laid upon another, or upon what is below. */
static void
test_chips_wrap (void)
{
  static const char *const words[] = { "Field", "Nature", "Hill", "Country", "Web", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *chips = picker_details_chips_new ("Tags");
  GtkWidget *window;
  g_autoptr (GPtrArray) all = NULL;
  graphene_rect_t place, others[G_N_ELEMENTS (words)];

  gtk_box_append (GTK_BOX (box), chips);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  window = test_widget_show (scrolled, 220, 400);
  picker_details_chips_set_words (PICKER_DETAILS_CHIPS (chips), words);
  test_widget_wait_frames (window, 3);

  g_assert_true (gtk_widget_compute_bounds (chips, chips, &place));
  all = test_widget_find_all (chips, GTK_TYPE_BUTTON);
  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (words) - 1);
  for (guint i = 0; i < all->len; i++)
    {
      g_assert_true (gtk_widget_compute_bounds (all->pdata[i], chips, &others[i]));
      g_assert_true (graphene_rect_contains_rect (&place, &others[i]));
      for (guint j = 0; j < i; j++)
        g_assert_false (graphene_rect_intersection (&others[i], &others[j], NULL));
    }
  /* Two at least have room in a line. */
  g_assert_cmpfloat (others[1].origin.y, ==, others[0].origin.y);
  test_widget_close (window);
}

typedef struct
{
  TestLibrary *library;
  const char *needle;
} Asked;

static gboolean
was_asked (gpointer user_data)
{
  Asked *asked = user_data;

  return test_service_count (asked->library->service, asked->needle) > 0;
}

static void
wait_asked (TestLibrary *library, const char *needle)
{
  Asked asked = { library, needle };

  test_wait_until (was_asked, &asked, needle);
}

static void
test_words (TestLibrary *library, gconstpointer data)
{
  select_full (library);
  click_chip (library, "Sea");
  wait_asked (library, "tags=");
}

static void
test_keywords (TestLibrary *library, gconstpointer data)
{
  select_full (library);
  click_chip (library, "Travel");
  wait_asked (library, "Travel");
}

#define ALBUM                                                                                      \
  "{\"id\": \"VDGAJ\", \"scheme\": \"album\", \"name\": \"Harbours\","                             \
  " \"idPath\": \"G4ZDM/VDGAJ\", \"namePath\": \"Travel/Harbours\"}"

static CantoNode *
get_selected_node (TestLibrary *library)
{
  gpointer view =
      test_widget_get_child (test_widget_find (library->library, PICKER_TYPE_SIDEBAR), "view");
  GtkSelectionModel *selection = gtk_list_view_get_model (view);
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (selection));
  g_autoptr (GObject) item = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  return CATALOG_IS_BRANCH (item) ? catalog_branch_get_node (CATALOG_BRANCH (item)) : NULL;
}

static gboolean
is_album_selected (gpointer library)
{
  CantoNode *node = get_selected_node (library);

  return node != NULL && g_str_equal (canto_node_get_id (node), "VDGAJ");
}

/* 7.24: by its id, whatever the names on the way to it, which the tree opens. */
static void
test_album (TestLibrary *library, gconstpointer data)
{
  test_service_set_answer (library->service, "/api/v1/info/album/VDGAJ", ALBUM);
  test_service_set_answer (library->service, "/api/v1/tree/G4ZDM", "{\"results\": [" ALBUM "]}");
  test_service_set_answer (library->service, "/api/v1/album/VDGAJ",
                           "{\"found\": 0, \"results\": []}");
  select_full (library);
  click_chip (library, "Travel/Harbours");
  test_wait_until (is_album_selected, library, "the album's row");
  wait_asked (library, "/api/v1/album/VDGAJ");
  g_assert_cmpstr (gtk_label_get_text (test_library_get_child (library, "place_title")), ==,
                   "Harbours");
  /* Its row is no other place: nobody is asked again. */
  test_library_wait_page (library, "empty");
  g_assert_cmpuint (test_service_count (library->service, "/api/v1/album/VDGAJ"), ==, 1);
}

static gboolean
has_toast (gpointer library)
{
  g_autoptr (GPtrArray) labels =
      test_widget_find_all (test_library_get_child (library, "toasts"), GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      if (g_str_has_prefix (gtk_label_get_text (labels->pdata[i]), "This album is gone"))
        return TRUE;
    }

  return FALSE;
}

static void
test_album_gone (TestLibrary *library, gconstpointer data)
{
  test_service_refuse (library->service, "/info/album/VDGAJ", 404, "{}");
  select_full (library);
  click_chip (library, "Travel/Harbours");
  test_wait_until (has_toast, library, "that the album is gone");
  g_assert_cmpstr (gtk_label_get_text (test_library_get_child (library, "place_title")), ==,
                   "All Assets");
}

/* 1.14: nobody is sent to a host that is not the account's. */
static void
test_foreign_page (TestLibrary *library, gconstpointer data)
{
  select_full (library);
  g_assert_false (
      gtk_widget_get_sensitive (test_widget_get_child (get_panel (library), "web_button")));
}

static void
test_selection (TestLibrary *library, gconstpointer data)
{
  gpointer stack = test_widget_get_child (get_panel (library), "stack");
  AdwStatusPage *hint = test_widget_get_child (get_panel (library), "hint");

  g_assert_cmpstr (test_widget_get_page (stack), ==, "hint");
  test_library_select (library, FULL);
  g_assert_cmpstr (test_widget_get_page (stack), ==, "asset");
  gtk_selection_model_select_all (picker_grid_get_selection (library->grid));
  g_assert_cmpstr (test_widget_get_page (stack), ==, "hint");
  g_assert_cmpstr (adw_status_page_get_title (hint), ==, "2 assets selected");
  /* The size of one of them is not known. */
  g_assert_cmpstr (adw_status_page_get_description (hint), ==, "1 image, 1 other");
}

/* 360 px: all of the content is covered, and Escape uncovers it (with the hand: test-keys). */
static void
test_narrow (TestLibrary *library, gconstpointer data)
{
  GtkWidget *panel = GTK_WIDGET (get_panel (library));

  gtk_window_set_default_size (GTK_WINDOW (library->window), 360, 600);
  test_widget_wait_frames (library->library, 4);
  g_assert_false (gtk_widget_get_mapped (panel));
  gtk_widget_activate_action (GTK_WIDGET (library->library), "details.toggle", NULL);
  test_widget_wait_frames (library->library, 4);
  g_assert_true (gtk_widget_get_mapped (panel));
  g_assert_cmpint (gtk_widget_get_width (panel), ==,
                   gtk_widget_get_width (GTK_WIDGET (library->library)));
}

static void
test_toggle (TestLibrary *library, gconstpointer data)
{
  GtkToggleButton *toggle = test_library_get_child (library, "details_toggle");

  g_assert_true (gtk_toggle_button_get_active (toggle));
  gtk_widget_activate_action (GTK_WIDGET (library->library), "details.toggle", NULL);
  g_assert_false (gtk_toggle_button_get_active (toggle));
  gtk_widget_activate_action (GTK_WIDGET (library->library), "details.toggle", NULL);
  g_assert_true (gtk_toggle_button_get_active (toggle));
}

#define ADD(path, test) g_test_add (path, TestLibrary, NULL, set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/details/full", test_full);
  ADD ("/details/bare", test_bare);
  ADD ("/details/copy", test_copy);
  ADD ("/details/tag", test_words);
  ADD ("/details/keyword", test_keywords);
  ADD ("/C18/details-album", test_album);
  ADD ("/details/album-gone", test_album_gone);
  ADD ("/details/foreign-page", test_foreign_page);
  ADD ("/details/selection", test_selection);
  ADD ("/details/toggle", test_toggle);
  ADD ("/details/narrow", test_narrow);

  g_test_add_func ("/details/chips-wrap", test_chips_wrap);

  return g_test_run ();
}
