/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents turn their pages, in the panel and in the viewer. */

#include "media-document.h"
#include "picker-details-panel.h"
#include "picker-pager.h"
#include "picker-preview.h"
#include "picker-viewer.h"
#include "test-hand.h"
#include "test-library.h"
#include "test-wait.h"
#include "test-widget.h"

#include <cairo-pdf.h>

enum
{
  PDF,
  UNCOUNTED,
  SINGLE,
  WORDS,
  BROKEN,
  N_ASSETS,
};

#define FILE_PATH "/api_binary/v1/document/"

static cairo_status_t
append (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* Pages of different shapes, by which they are known. */
static GBytes *
make_pdf (int n_pages)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, 100, 100);
  cairo_t *cr = cairo_create (surface);

  for (int i = 0; i < n_pages; i++)
    {
      cairo_pdf_surface_set_size (surface, 100 * (i + 1), 100);
      cairo_paint (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (bytes);
}

static void
add_document (TestLibrary *library, const char *id, const char *name, guint n_pages, GBytes *bytes)
{
  g_autofree char *path = g_strconcat (FILE_PATH, id, NULL);
  g_autofree char *pages = g_strdup_printf ("\"default\": {\"Pages\": \"%u\"},", n_pages);
  g_autofree char *details =
      g_strdup_printf ("%s\"url\": {\"download\": \"%s%s\"}", n_pages > 0 ? pages : "",
                       test_service_get_base (library->service), path);

  test_service_add_asset (library->service, "document", id, name,
                          "\"approvalStatus\": \"Approved\"", details);
  test_service_set_bytes (library->service, path, "application/pdf", bytes);
}

static void
set_up (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GBytes) three = make_pdf (3);
  g_autoptr (GBytes) one = make_pdf (1);
  g_autoptr (GBytes) broken = g_bytes_new_static ("<html>", 6);

  test_library_set_up (library, data);
  add_document (library, "d0", "report.pdf", 3, three);
  add_document (library, "d1", "uncounted.pdf", 0, three);
  add_document (library, "d2", "single.pdf", 0, one);
  add_document (library, "d3", "words.docx", 3, three);
  add_document (library, "d4", "broken.pdf", 3, broken);
  test_library_show (library);
  test_library_wait_items (library, N_ASSETS);
  test_library_wait_page (library, "grid");
  gtk_widget_activate_action (GTK_WIDGET (library->library), "details.toggle", NULL);
}

/* One place where pages are turned. */
typedef struct
{
  PickerPager *pager;
  PickerZoom *zoom;
  GtkStack *stack;
  const char *wanted;
} Place;

static Place
get_place (TestLibrary *library, GType owner)
{
  PickerPreview *preview =
      test_widget_find (test_widget_find (library->library, owner), PICKER_TYPE_PREVIEW);
  Place place = {
    .pager = test_widget_get_child (preview, "pager"),
    .zoom = test_widget_get_child (preview, "zoom"),
    .stack = test_widget_get_child (preview, "stack"),
  };

  return place;
}

static gboolean
shows_words (gpointer user_data)
{
  Place *place = user_data;

  return gtk_widget_get_mapped (GTK_WIDGET (place->pager))
         && g_str_equal (gtk_label_get_text (test_widget_get_child (place->pager, "place")),
                         place->wanted)
         && !gtk_spinner_get_spinning (test_widget_get_child (place->pager, "spinner"));
}

static void
wait_words (Place *place, const char *words)
{
  place->wanted = words;
  test_wait_until (shows_words, place, words);
}

static void
click (Place *place, const char *button)
{
  g_assert_true (gtk_widget_get_sensitive (test_widget_get_child (place->pager, button)));
  g_signal_emit_by_name (test_widget_get_child (place->pager, button), "clicked");
}

/* The shape of a page is its number; 0 is that there is no picture. */
static void
assert_page (Place *place, guint page)
{
  GdkPaintable *paintable = picker_zoom_get_paintable (place->zoom);
  int width = paintable != NULL ? gdk_paintable_get_intrinsic_width (paintable) : 0;
  int height = paintable != NULL ? gdk_paintable_get_intrinsic_height (paintable) : 1;

  g_assert_cmpint ((int) (width / (double) height + 0.5), ==, (int) page);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (place->stack), ==,
                   page > 0 ? "picture" : "icon");
}

static gboolean
has_error (gpointer user_data)
{
  Place *place = user_data;

  return gtk_widget_get_visible (test_widget_get_child (place->pager, "error_label"));
}

static gboolean
is_hidden (gpointer user_data)
{
  Place *place = user_data;

  return !gtk_widget_get_visible (GTK_WIDGET (place->pager));
}

static guint
count_fetches (TestLibrary *library)
{
  return test_service_count (library->service, FILE_PATH);
}

/* The document is fetched once, and not before a page is turned. */
static void
test_turn (TestLibrary *library, gconstpointer data)
{
  Place place = get_place (library, PICKER_TYPE_DETAILS_PANEL);

  test_library_select (library, PDF);
  wait_words (&place, "Page 1 of 3");
  g_assert_false (
      gtk_widget_get_sensitive (test_widget_get_child (place.pager, "previous_button")));
  g_assert_cmpuint (count_fetches (library), ==, 0);
  assert_page (&place, 0);
  click (&place, "next_button");
  wait_words (&place, "Page 2 of 3");
  assert_page (&place, 2);
  click (&place, "next_button");
  wait_words (&place, "Page 3 of 3");
  assert_page (&place, 3);
  g_assert_false (gtk_widget_get_sensitive (test_widget_get_child (place.pager, "next_button")));
  click (&place, "previous_button");
  wait_words (&place, "Page 2 of 3");
  assert_page (&place, 2);
  click (&place, "previous_button");
  wait_words (&place, "Page 1 of 3");
  assert_page (&place, 0);
  g_assert_cmpuint (count_fetches (library), ==, 1);
}

/* Turning faster than pages come: the last one counts. */
static void
test_fast (TestLibrary *library, gconstpointer data)
{
  Place place = get_place (library, PICKER_TYPE_DETAILS_PANEL);

  test_library_select (library, PDF);
  wait_words (&place, "Page 1 of 3");
  click (&place, "next_button");
  click (&place, "next_button");
  wait_words (&place, "Page 3 of 3");
  assert_page (&place, 3);
  click (&place, "previous_button");
  click (&place, "previous_button");
  wait_words (&place, "Page 1 of 3");
  click (&place, "next_button");
  wait_words (&place, "Page 2 of 3");
  assert_page (&place, 2);
  g_assert_cmpuint (count_fetches (library), ==, 1);
}

static void
test_uncounted (TestLibrary *library, gconstpointer data)
{
  Place place = get_place (library, PICKER_TYPE_DETAILS_PANEL);

  test_library_select (library, UNCOUNTED);
  wait_words (&place, "Page 1");
  click (&place, "next_button");
  wait_words (&place, "Page 2 of 3");
  test_library_select (library, SINGLE);
  wait_words (&place, "Page 1");
  click (&place, "next_button");
  test_wait_until (is_hidden, &place, "a document of one page");
  assert_page (&place, 0);
}

static void
test_no_pages (TestLibrary *library, gconstpointer data)
{
  Place place = get_place (library, PICKER_TYPE_DETAILS_PANEL);

  test_library_select (library, PDF);
  wait_words (&place, "Page 1 of 3");
  test_library_select (library, WORDS);
  g_assert_true (is_hidden (&place));
  g_assert_false (picker_pager_turn (place.pager, 1));
}

static void
test_broken (TestLibrary *library, gconstpointer data)
{
  Place place = get_place (library, PICKER_TYPE_DETAILS_PANEL);

  test_library_select (library, BROKEN);
  wait_words (&place, "Page 1 of 3");
  click (&place, "next_button");
  test_wait_until (has_error, &place, "that the document is broken");
  wait_words (&place, "Page 1 of 3");
  test_library_select (library, PDF);
  wait_words (&place, "Page 1 of 3");
  g_assert_false (has_error (&place));
}

/* What could not be fetched is asked for again by turning again. */
static void
test_refused (TestLibrary *library, gconstpointer data)
{
  Place place = get_place (library, PICKER_TYPE_DETAILS_PANEL);

  test_service_refuse (library->service, FILE_PATH, 404, "{}");
  test_library_select (library, PDF);
  wait_words (&place, "Page 1 of 3");
  click (&place, "next_button");
  test_wait_until (has_error, &place, "that it was not found");
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (place.pager, "error_label")), ==,
                   "Not Found");
  test_service_refuse (library->service, FILE_PATH, 0, NULL);
  click (&place, "next_button");
  wait_words (&place, "Page 2 of 3");
  g_assert_false (has_error (&place));
}

static gboolean
is_held (gpointer service)
{
  return test_service_count_held (service) > 0;
}

/* Another asset is selected while the document is on its way. */
static void
test_left (TestLibrary *library, gconstpointer data)
{
  Place place = get_place (library, PICKER_TYPE_DETAILS_PANEL);

  test_service_hold (library->service, FILE_PATH "d0");
  test_library_select (library, PDF);
  wait_words (&place, "Page 1 of 3");
  click (&place, "next_button");
  test_wait_until (is_held, library->service, "the document to be asked for");
  test_library_select (library, UNCOUNTED);
  test_service_release (library->service);
  wait_words (&place, "Page 1");
  click (&place, "next_button");
  wait_words (&place, "Page 2 of 3");
  assert_page (&place, 2);
}

static void
test_keys (TestLibrary *library, gconstpointer data)
{
  Place place = get_place (library, PICKER_TYPE_DETAILS_PANEL);

  test_library_select (library, PDF);
  wait_words (&place, "Page 1 of 3");
  gtk_widget_grab_focus (test_widget_get_child (place.pager, "next_button"));
  test_hand_press (library->window, "Next");
  wait_words (&place, "Page 2 of 3");
  test_hand_press (library->window, "Prior");
  wait_words (&place, "Page 1 of 3");
}

static gboolean
viewer_is_open (gpointer library)
{
  return gtk_widget_get_mapped (
      test_widget_find (((TestLibrary *) library)->library, PICKER_TYPE_VIEWER));
}

static void
test_viewer (TestLibrary *library, gconstpointer data)
{
  Place place;

  test_library_select (library, PDF);
  picker_grid_enter (library->grid);
  gtk_widget_activate_action (GTK_WIDGET (library->library), "viewer.open", NULL);
  place = get_place (library, PICKER_TYPE_VIEWER);
  test_wait_until (viewer_is_open, library, "the viewer");
  wait_words (&place, "Page 1 of 3");
  test_hand_press (library->window, "Next");
  wait_words (&place, "Page 2 of 3");
  assert_page (&place, 2);
  /* The next asset begins at its own first page. */
  test_hand_press (library->window, "Right");
  wait_words (&place, "Page 1");
  test_hand_press (library->window, "Escape");
}

#define ADD(path, test) g_test_add (path, TestLibrary, NULL, set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  if (!media_document_is_supported ())
    return g_test_run ();

  ADD ("/pages/turn", test_turn);
  ADD ("/pages/fast", test_fast);
  ADD ("/pages/uncounted", test_uncounted);
  ADD ("/pages/no-pages", test_no_pages);
  ADD ("/pages/broken", test_broken);
  ADD ("/pages/refused", test_refused);
  ADD ("/pages/left", test_left);
  ADD ("/pages/keys", test_keys);
  ADD ("/pages/viewer", test_viewer);

  return g_test_run ();
}
