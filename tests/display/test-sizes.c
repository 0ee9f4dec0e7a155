/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-sizes.h"

#include "delivery-size.h"
#include "test-clipboard.h"
#include "test-wait.h"
#include "test-widget.h"

#define MDC_PICTURE(id)  "\"MDC Image URL\": \"" TEST_SIZES_URI (id, "-FJPG") "\""
#define MDC_ORIGINAL(id) "\"MDC Asset URL\": \"" TEST_SIZES_ORIGINAL (id) "\""
#define PUBLISHED(id)    "\"additional\": {" MDC_PICTURE (id) ", " MDC_ORIGINAL (id) "}"
#define DIRECT(id)                                                                                 \
  "\"url\": {\"directUrlPreview\": \"http://127.0.0.1:1/direct/" id "/m800/800\","                 \
  " \"directUrlOriginal\": \"http://127.0.0.1:1/direct/" id "/original\"}"
#define UNPUBLISHED                                                                                \
  "\"additional\": {\"MDC Image URL\": \"Rendition-is-not-published-to-MDC\","                     \
  " \"MDC Asset URL\": \"Rendition-is-not-published-to-MDC\"}"

void
test_sizes_use (TestLibrary *library)
{
  g_autoptr (GPtrArray) presets = delivery_presets_new ();

  for (guint size = 0; size < DELIVERY_N_SIZES; size++)
    {
      g_autoptr (DeliveryRecipe) recipe =
          delivery_size_make_recipe ((DeliverySize) size, DELIVERY_FORMAT_JPG);

      g_ptr_array_add (presets, delivery_preset_new (delivery_size_get_title ((DeliverySize) size),
                                                     recipe, DELIVERY_FORM_URL, NULL));
    }
  g_assert_true (engine_presets_set_own (engine_session_get_presets (library->session), presets));
}

void
test_sizes_set_up (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  test_sizes_use (library);
  test_service_add_asset (library->service, "image", "f1", "first.jpg",
                          TEST_SIZES_STATUS ("Approved"), PUBLISHED ("f1"));
  test_service_add_asset (library->service, "image", "s1", "second.jpg",
                          TEST_SIZES_STATUS ("Approved"), PUBLISHED ("s1"));
  test_service_add_asset (library->service, "image", "u1", "unpublished.jpg",
                          TEST_SIZES_STATUS ("Approved"), UNPUBLISHED ", " DIRECT ("u1"));
  test_service_add_asset (library->service, "image", "d1", "direct.jpg",
                          TEST_SIZES_STATUS ("Approved"), DIRECT ("d1"));
  test_service_add_asset (library->service, "image", "p1", "pending.jpg",
                          TEST_SIZES_STATUS ("Pending"), PUBLISHED ("p1"));
  test_service_add_asset (library->service, "image", "e1", "expired.jpg",
                          TEST_SIZES_STATUS ("Expired"), PUBLISHED ("e1"));
  test_library_show (library);
  test_library_wait_items (library, TEST_SIZES_N_ASSETS);
  test_library_wait_page (library, "grid");
}

void
test_sizes_open_again (TestLibrary *library)
{
  test_widget_close (library->window);
  test_library_show (library);
  test_library_wait_items (library, TEST_SIZES_N_ASSETS);
  test_library_wait_page (library, "grid");
}

gboolean
test_sizes_has_focus_in_grid (gpointer user_data)
{
  TestLibrary *library = user_data;
  GtkWidget *tile = picker_grid_get_selected_tile (library->grid);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (library->window));

  return tile != NULL && focus != NULL && gtk_widget_is_ancestor (tile, focus);
}

void
test_sizes_enter (TestLibrary *library, guint position)
{
  test_widget_wait_frames (library->grid, 4);
  test_library_select (library, position);
  picker_grid_enter (library->grid);
  test_wait_until (test_sizes_has_focus_in_grid, library, "the focus on the tile");
  test_library_wait_details (library);
}

void
test_sizes_select_range (TestLibrary *library, guint first, guint n)
{
  gtk_selection_model_select_range (picker_grid_get_selection (library->grid), first, n, TRUE);
  picker_grid_enter (library->grid);
}

void
test_sizes_wait_copied (TestLibrary *library, const char *expected)
{
  g_autofree char *text = NULL;

  test_wait_until (test_clipboard_has_html, test_clipboard_get (library), "the link");
  text = test_clipboard_read_text (library);
  g_assert_cmpstr (text, ==, expected);
  gdk_clipboard_set_text (test_clipboard_get (library), "");
}
