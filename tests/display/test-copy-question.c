/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked before a link is copied or a tile is dragged. */

#include "test-clipboard.h"
#include "test-copying.h"
#include "test-question.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

static DeliveryRecipe *medium; /* set by main() */

/* Asking first */

static void
assert_asks (TestLibrary *library, guint position, const char *words, const char *uri)
{
  PickerConcernPopover *popover;

  test_copying_copy (library, position);
  popover = test_question_wait (library);
  /* A screen reader says the question, not only that there is Cancel. */
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (popover),
                                       GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                       test_widget_get_child (popover, "title"), NULL);
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (popover),
                                       GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                       test_widget_get_child (popover, "text"), NULL);
  g_assert_nonnull (strstr (gtk_label_get_text (test_widget_get_child (popover, "text")), words));
  test_clipboard_assert (library, "text/plain;charset=utf-8", TEST_COPYING_BEFORE);
  test_question_answer (library, "cancel_button");
  test_clipboard_assert (library, "text/plain;charset=utf-8", TEST_COPYING_BEFORE);

  /* No was not remembered, yes is. */
  test_copying_copy (library, position);
  test_question_answer (library, "use_button");
  test_clipboard_assert (library, "text/plain;charset=utf-8", uri);
  gdk_clipboard_set_text (test_clipboard_get (library), TEST_COPYING_BEFORE);
  test_copying_copy (library, position);
  test_wait_until (test_clipboard_has_html, test_clipboard_get (library),
                   "the link without a question");
  g_assert_true (test_question_is_gone (library->library));
  gdk_clipboard_set_text (test_clipboard_get (library), TEST_COPYING_BEFORE);
}

static void
test_asks (TestLibrary *library, gconstpointer data)
{
  assert_asks (library, TEST_COPYING_PENDING, "not approved yet", TEST_COPYING_URI ("p1"));
  assert_asks (library, TEST_COPYING_RESTRICTED, "restricted", TEST_COPYING_URI ("r1"));
  assert_asks (library, TEST_COPYING_EXPIRED, "expired", TEST_COPYING_URI ("e1"));
  assert_asks (library, TEST_COPYING_UNPUBLISHED, "not published",
               "http://127.0.0.1:1/direct/u1/m800/640");
}

static void
test_asks_by_name (TestLibrary *library, gconstpointer data)
{
  test_copying_copy (library, TEST_COPYING_RESTRICTED);
  g_assert_cmpstr (
      gtk_label_get_text (test_widget_get_child (test_question_wait (library), "title")), ==,
      "Use “closed.jpg”?");
  test_question_answer (library, "use_button");
  /* Only she agreed to that one. */
  gdk_clipboard_set_text (test_clipboard_get (library), TEST_COPYING_BEFORE);
  test_copying_copy (library, TEST_COPYING_PENDING);
  test_question_wait (library);
  test_clipboard_assert (library, "text/plain;charset=utf-8", TEST_COPYING_BEFORE);
  test_question_answer (library, "cancel_button");
}

static gboolean
has_held (gpointer service)
{
  return test_service_count_held (service) > 0;
}

/* The question comes when the bar with its button is gone. */
static void
test_asks_late (TestLibrary *library, gconstpointer data)
{
  test_service_refuse (library->service, "batch/content", 404, "{}");
  test_service_hold (library->service, "/api/v1/image/r1");
  test_copying_copy (library, TEST_COPYING_RESTRICTED);
  test_wait_until (has_held, library->service, "the question for details");
  picker_grid_reset (library->grid);
  test_widget_wait_frames (library->window, 3);
  test_service_release (library->service);
  test_question_answer (library, "use_button");
  test_clipboard_assert (library, "text/plain;charset=utf-8", TEST_COPYING_URI ("r1"));
}

/* It goes with what it stands at. */
static void
test_closed_while_asked (TestLibrary *library, gconstpointer data)
{
  test_service_refuse (library->service, "batch/content", 404, "{}");
  test_service_hold (library->service, "/api/v1/image/r1");
  test_copying_copy (library, TEST_COPYING_RESTRICTED);
  test_wait_until (has_held, library->service, "the question for details");
  picker_grid_reset (library->grid);
  test_service_release (library->service);
  test_question_wait (library);
  test_widget_close (library->window);
  test_library_show (library);
}

/* Dragging */

/* What a hand that starts to drag the tile would take along. (transfer full) (nullable) */
static GdkContentProvider *
drag (TestLibrary *library, guint position)
{
  test_tiles_settle (library->grid);

  return test_tiles_drag (test_tiles_find (library->grid, position));
}

static void
test_drag (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GdkContentProvider) provider = drag (library, TEST_COPYING_APPROVED);
  GtkDragSource *source =
      test_tiles_get_drag_source (test_tiles_find (library->grid, TEST_COPYING_APPROVED));

  g_assert_nonnull (provider);
  g_assert_cmpint (gtk_drag_source_get_actions (source), ==, GDK_ACTION_COPY | GDK_ACTION_LINK);
}

static void
test_drag_asks (TestLibrary *library, gconstpointer data)
{
  for (guint i = TEST_COPYING_PENDING; i <= TEST_COPYING_UNPUBLISHED; i++)
    {
      g_autoptr (GdkContentProvider) provider = NULL;
      GtkWidget *popover;

      g_assert_null (drag (library, i));
      popover = GTK_WIDGET (test_question_wait (library));
      g_assert_true (gtk_widget_get_parent (popover)
                     == GTK_WIDGET (test_tiles_find (library->grid, i)));
      test_question_answer (library, "cancel_button");
      g_assert_null (drag (library, i));
      test_question_answer (library, "use_button");
      provider = drag (library, i);
      g_assert_nonnull (provider);
    }
}

/* Another asset comes to stand in the tile while the person reads the question about the first: she
 * agreed to the first. */
static void
test_drag_asks_of_one (TestLibrary *library, gconstpointer data)
{
  PickerTile *tile = test_tiles_find (library->grid, TEST_COPYING_RESTRICTED);
  CatalogSlot *slot = picker_cell_get_slot (PICKER_CELL (tile));
  g_autoptr (CantoAsset) asset = canto_asset_ref (catalog_slot_get_asset (slot));
  g_autoptr (CatalogSlot) other =
      g_list_model_get_item (G_LIST_MODEL (library->list), TEST_COPYING_EXPIRED);

  g_assert_null (drag (library, TEST_COPYING_RESTRICTED));
  test_question_wait (library);
  picker_cell_set_slot (PICKER_CELL (tile), other);
  test_question_answer (library, "use_button");
  g_assert_cmpint (engine_session_get_concerns (library->session, asset, medium), ==,
                   DELIVERY_CONCERN_NONE);
  g_assert_cmpint (
      engine_session_get_concerns (library->session, catalog_slot_get_asset (other), medium), ==,
      DELIVERY_CONCERN_EXPIRED);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestLibrary, NULL, test_copying_set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  /* What a screen reader would hear, without one. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  test_widget_init (&argc, &argv);
  medium = delivery_recipe_parse ("1200/jpg", NULL);

  ADD ("/copy-question/asks", test_asks);
  ADD ("/copy-question/asks-by-name", test_asks_by_name);
  ADD ("/copy-question/asks-late", test_asks_late);
  ADD ("/copy-question/closed-while-asked", test_closed_while_asked);
  ADD ("/copy-question/drag-provider", test_drag);
  ADD ("/copy-question/drag-asks", test_drag_asks);
  ADD ("/copy-question/drag-asks-of-one", test_drag_asks_of_one);

  return g_test_run ();
}
