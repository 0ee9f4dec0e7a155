/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is selected in a list that is asked anew, and has other assets at its positions then. */

#include "picker-cell.h"
#include "picker-selection.h"
#include "test-library.h"
#include "test-wait.h"
#include "test-widget.h"

#define N_ASSETS 6

static void
add (TestLibrary *library, guint number)
{
  g_autofree char *id = g_strdup_printf ("i%u", number);
  g_autofree char *name = g_strdup_printf ("%u.jpg", number);

  test_service_add_asset (library->service, "image", id, name, "\"approvalStatus\": \"Approved\"",
                          "");
}

static void
set_up (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  for (guint i = 0; i < N_ASSETS; i++)
    add (library, i);
  test_library_show (library);
  test_library_wait_items (library, N_ASSETS);
  test_library_wait_page (library, "grid");
}

/* "1 3" for 1.jpg and 3.jpg. */
static char *
dup_selected (TestLibrary *library)
{
  g_autoptr (GtkBitset) selected = picker_grid_dup_selected (library->grid);
  GString *names = g_string_new (NULL);
  GtkBitsetIter iter;
  guint position;

  for (gboolean is_valid = gtk_bitset_iter_init_first (&iter, selected, &position); is_valid;
       is_valid = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (CatalogSlot) slot = g_list_model_get_item (G_LIST_MODEL (library->list), position);
      CantoAsset *asset = slot != NULL ? catalog_slot_get_asset (slot) : NULL;

      g_string_append_printf (names, "%s%.1s", names->len > 0 ? " " : "",
                              asset != NULL ? canto_asset_get_name (asset) : "?");
    }

  return g_string_free (names, FALSE);
}

static void
select_also (TestLibrary *library, guint position)
{
  gtk_selection_model_select_item (picker_grid_get_selection (library->grid), position, FALSE);
}

typedef struct
{
  TestLibrary *library;
  const char *first; /* in the list */
  guint n_items;
} List;

static gboolean
is_list (gpointer user_data)
{
  List *list = user_data;
  g_autoptr (CatalogSlot) slot = g_list_model_get_item (G_LIST_MODEL (list->library->list), 0);
  CantoAsset *asset = slot != NULL ? catalog_slot_get_asset (slot) : NULL;

  return asset != NULL && g_str_equal (canto_asset_get_name (asset), list->first)
         && g_list_model_get_n_items (G_LIST_MODEL (list->library->list)) == list->n_items
         && catalog_asset_list_get_n_pending (list->library->list) == 0;
}

static void
ask_anew (TestLibrary *library, const char *first, guint n_items)
{
  List list = { library, first, n_items };

  catalog_asset_list_retry (library->list);
  test_wait_until (is_list, &list, "the list as it is now");
}

static void
assert_selected (TestLibrary *library, const char *expected, const char *current)
{
  g_autofree char *selected = dup_selected (library);
  CantoAsset *asset = picker_grid_get_selected_asset (library->grid);

  g_assert_cmpstr (selected, ==, expected);
  g_assert_cmpstr (asset != NULL ? canto_asset_get_name (asset) : NULL, ==, current);
}

/* Nobody hears of another asset on the way. */
static void
check_current (PickerGrid *grid, GParamSpec *pspec, const char *name)
{
  CantoAsset *asset = picker_grid_get_selected_asset (grid);

  if (asset != NULL)
    g_assert_cmpstr (canto_asset_get_name (asset), ==, name);
}

static void
test_one (TestLibrary *library, gconstpointer data)
{
  select_also (library, 3);
  assert_selected (library, "3", "3.jpg");
  g_signal_connect (library->grid, "notify::selected-asset", G_CALLBACK (check_current),
                    (gpointer) "3.jpg");
  test_service_remove_asset (library->service, "i0");
  ask_anew (library, "1.jpg", N_ASSETS - 1);
  assert_selected (library, "3", "3.jpg");

  /* It goes to the end of the list, past those that were behind it. */
  test_service_remove_asset (library->service, "i3");
  add (library, 3);
  test_service_remove_asset (library->service, "i1");
  ask_anew (library, "2.jpg", N_ASSETS - 2);
  assert_selected (library, "3", "3.jpg");
}

static void
test_several (TestLibrary *library, gconstpointer data)
{
  select_also (library, 1);
  select_also (library, 2);
  select_also (library, 4);
  assert_selected (library, "1 2 4", "4.jpg");
  test_service_remove_asset (library->service, "i0");
  test_service_remove_asset (library->service, "i2");
  ask_anew (library, "1.jpg", N_ASSETS - 2);
  assert_selected (library, "1 4", "4.jpg");
}

/* One that is gone is not selected any more, nor what stands there now. */
static void
test_gone (TestLibrary *library, gconstpointer data)
{
  select_also (library, 1);
  test_service_remove_asset (library->service, "i1");
  ask_anew (library, "0.jpg", N_ASSETS - 1);
  assert_selected (library, "", NULL);
}

typedef struct
{
  TestLibrary *library;
  const char *name;
} Focus;

static gboolean
is_focused (gpointer user_data)
{
  Focus *expected = user_data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (expected->library->window));
  g_autoptr (GPtrArray) cells =
      focus != NULL ? test_widget_find_all (focus, PICKER_TYPE_CELL) : g_ptr_array_new ();
  CatalogSlot *slot = cells->len == 1 ? picker_cell_get_slot (cells->pdata[0]) : NULL;
  CantoAsset *asset = slot != NULL ? catalog_slot_get_asset (slot) : NULL;

  return asset != NULL && g_str_equal (canto_asset_get_name (asset), expected->name);
}

/* So does the focus: Enter is for what is selected, not for what stands there now. */
static void
test_focus (TestLibrary *library, gconstpointer data)
{
  Focus focus = { library, "3.jpg" };

  select_also (library, 3);
  picker_grid_focus (library->grid);
  test_wait_until (is_focused, &focus, "the focus on what is selected");
  test_service_remove_asset (library->service, "i0");
  ask_anew (library, "1.jpg", N_ASSETS - 1);
  assert_selected (library, "3", "3.jpg");
  test_wait_until (is_focused, &focus, "the focus there still");
}

#define ADD(path, test)                                                                            \
  g_test_add ("/follow/" path, TestLibrary, NULL, set_up, test, test_library_tear_down)

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);

  ADD ("one", test_one);
  ADD ("several", test_several);
  ADD ("gone", test_gone);
  ADD ("focus", test_focus);

  return g_test_run ();
}
