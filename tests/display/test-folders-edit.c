/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folders and albums that are made, filled, emptied and deleted; and what the tenant has
 * afterwards. */

#include "picker-album-dialog.h"
#include "picker-dragged.h"
#include "picker-folder-list.h"
#include "picker-name-dialog.h"
#include "picker-node-mark.h"
#include "picker-sidebar-row.h"
#include "picker-sidebar.h"
#include "test-desk.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

#define ODD "A/B <b>&</b> 100 %"

static EngineEdits *
get_edits (TestDesk *desk)
{
  return engine_session_get_edits (desk->library.session);
}

static PickerSidebar *
get_sidebar (TestDesk *desk)
{
  return test_widget_find (desk->library.library, PICKER_TYPE_SIDEBAR);
}

static gboolean
is_idle (gpointer desk)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_edits (desk))) == 0;
}

static void
wait_saved (TestDesk *desk)
{
  test_wait_until (is_idle, desk, "the service to have it");
}

/* Windows */

static gpointer
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }

  return NULL;
}

static gboolean
has_window (gpointer type)
{
  return find_window (GPOINTER_TO_SIZE (type)) != NULL;
}

static gpointer
wait_window (GType type)
{
  test_wait_until (has_window, GSIZE_TO_POINTER (type), "the dialog");

  return find_window (type);
}

/* Rows, on screen or not */

typedef struct
{
  TestDesk *desk;
  const char *title;
} Row;

static GtkSelectionModel *
get_model (TestDesk *desk)
{
  return gtk_list_view_get_model (test_widget_get_child (get_sidebar (desk), "view"));
}

/* (transfer full) (nullable) */
static CatalogBranch *
dup_branch (TestDesk *desk, guint position)
{
  g_autoptr (GtkTreeListRow) row =
      g_list_model_get_item (G_LIST_MODEL (get_model (desk)), position);
  g_autoptr (GObject) item = gtk_tree_list_row_get_item (row);

  return CATALOG_IS_BRANCH (item) ? CATALOG_BRANCH (g_steal_pointer (&item)) : NULL;
}

static guint
find_position (TestDesk *desk, const char *title)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (get_model (desk))); i++)
    {
      g_autoptr (CatalogBranch) branch = dup_branch (desk, i);

      if (branch != NULL
          && g_str_equal (canto_node_get_name (catalog_branch_get_node (branch)), title))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static gboolean
has_row (gpointer user_data)
{
  Row *row = user_data;

  return find_position (row->desk, row->title) != GTK_INVALID_LIST_POSITION;
}

static gboolean
has_no_row (gpointer user_data)
{
  return !has_row (user_data);
}

static void
wait_row (TestDesk *desk, const char *title)
{
  Row row = { desk, title };

  test_wait_until (has_row, &row, title);
}

static void
wait_no_row (TestDesk *desk, const char *title)
{
  Row row = { desk, title };

  test_wait_until (has_no_row, &row, title);
}

/* What a click on it does. */
static void
choose (TestDesk *desk, const char *title)
{
  wait_row (desk, title);
  gtk_selection_model_select_item (get_model (desk), find_position (desk, title), TRUE);
}

static gboolean
has_many (gpointer user_data)
{
  TestDesk *desk = user_data;

  return catalog_asset_list_get_status (picker_grid_get_list (desk->library.grid))
             == CATALOG_STATUS_READY
         && g_list_model_get_n_items (G_LIST_MODEL (picker_grid_get_list (desk->library.grid))) > 3;
}

/* Where assets are: what was made last is shown, and empty. */
static void
choose_all (TestDesk *desk)
{
  gtk_selection_model_select_item (get_model (desk), 0, TRUE);
  test_wait_until (has_many, desk, "all assets");
}

static gboolean
act (TestDesk *desk, const char *action)
{
  return gtk_widget_activate_action (GTK_WIDGET (get_sidebar (desk)), action, NULL);
}

static void
make (TestDesk *desk, const char *action, const char *name)
{
  PickerNameDialog *dialog;

  g_assert_true (act (desk, action));
  dialog = wait_window (PICKER_TYPE_NAME_DIALOG);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "name"));
  gtk_editable_set_text (test_widget_find (dialog, GTK_TYPE_ENTRY), name);
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "name"));
  test_desk_respond (dialog, "name");
}

/* What the tenant says */

/* The node of that name among @nodes, or in them. (nullable) */
static JsonObject *
find_node (JsonArray *nodes, const char *name)
{
  for (guint i = 0; i < json_array_get_length (nodes); i++)
    {
      JsonObject *node = json_array_get_object_element (nodes, i);
      JsonObject *found = NULL;

      if (g_str_equal (json_object_get_string_member (node, "name"), name))
        return node;
      if (json_object_has_member (node, "children"))
        found = find_node (json_object_get_array_member (node, "children"), name);
      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A member of the node of that name; NULL if there is none. (transfer full) (nullable) */
static char *
dup_of_node (TestDesk *desk, const char *name, const char *member)
{
  g_autoptr (JsonNode) tree = test_desk_get (desk, "/tree");
  JsonObject *node =
      find_node (json_object_get_array_member (json_node_get_object (tree), "results"), name);

  return node != NULL ? g_strdup (json_object_get_string_member (node, member)) : NULL;
}

static void
assert_node (TestDesk *desk, const char *name, const char *path)
{
  g_autofree char *own = dup_of_node (desk, name, "namePath");

  g_assert_cmpstr (own, ==, path);
}

static gint64
count_in_album (TestDesk *desk, const char *name)
{
  g_autofree char *id = dup_of_node (desk, name, "id");
  g_autofree char *path = g_strconcat ("/album/", id, NULL);
  g_autoptr (JsonNode) page = test_desk_get (desk, path);

  return json_object_get_int_member (json_node_get_object (page), "found");
}

static gboolean
is_chosen (gpointer user_data)
{
  Row *row = user_data;
  guint position = find_position (row->desk, row->title);

  return position != GTK_INVALID_LIST_POSITION
         && gtk_selection_model_is_selected (get_model (row->desk), position)
         && g_str_equal (picker_sidebar_get_title (get_sidebar (row->desk)), row->title);
}

static void
wait_chosen (TestDesk *desk, const char *title)
{
  Row row = { desk, title };

  test_wait_until (is_chosen, &row, title);
}

/* New and gone */

static void
test_new (TestDesk *desk, gconstpointer data)
{
  make (desk, "folder.new-top-folder", "Jetties");
  wait_row (desk, "Jetties");
  wait_saved (desk);
  assert_node (desk, "Jetties", "Jetties");

  choose (desk, "Jetties");
  make (desk, "folder.new-album", "  " ODD " ");
  /* The folder was closed: it opens, and the album is chosen. The next one stands beside it. */
  wait_row (desk, ODD);
  wait_chosen (desk, ODD);
  wait_saved (desk);
  wait_chosen (desk, ODD);
  assert_node (desk, ODD, "Jetties/" ODD);
  make (desk, "folder.new-folder", "Old ones");
  wait_saved (desk);
  assert_node (desk, "Old ones", "Jetties/Old ones");
}

/* What can be done in an empty album: not in one that only we know. */
static void
test_empty (TestDesk *desk, gconstpointer data)
{
  make (desk, "folder.new-top-album", "Empty");
  wait_chosen (desk, "Empty");
  wait_saved (desk);
  test_desk_wait_text (desk->library.library,
                       "Upload files, drop them here, or add assets that are in "
                       "Canto already.");
  test_desk_wait_text (desk->library.library, "Upload…");
}

static void
test_delete (TestDesk *desk, gconstpointer data)
{
  AdwMessageDialog *dialog;

  make (desk, "folder.new-top-album", ODD);
  wait_saved (desk);
  choose (desk, ODD);
  g_assert_cmpstr (picker_sidebar_get_title (get_sidebar (desk)), ==, ODD);
  g_assert_true (act (desk, "folder.delete"));
  dialog = wait_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_default_response (dialog), ==, "cancel");
  g_assert_nonnull (strstr (adw_message_dialog_get_heading (dialog), ODD));
  g_assert_false (adw_message_dialog_get_heading_use_markup (dialog));
  test_desk_respond (dialog, "delete");
  wait_no_row (desk, ODD);
  /* Nobody looks at what is gone. */
  g_assert_cmpstr (picker_sidebar_get_title (get_sidebar (desk)), ==, "All Assets");
  wait_saved (desk);
  assert_node (desk, ODD, NULL);
}

static void
rename_chosen (TestDesk *desk, const char *name)
{
  PickerNameDialog *dialog;

  g_assert_true (act (desk, "folder.rename"));
  dialog = wait_window (PICKER_TYPE_NAME_DIALOG);
  gtk_editable_set_text (test_widget_find (dialog, GTK_TYPE_ENTRY), name);
  test_desk_respond (dialog, "name");
}

static void
test_rename (TestDesk *desk, gconstpointer data)
{
  make (desk, "folder.new-top-folder", "Old");
  wait_saved (desk);
  choose (desk, "Old");
  rename_chosen (desk, "Aaa " ODD);
  /* At once. */
  g_assert_cmpuint (find_position (desk, "Aaa " ODD), !=, GTK_INVALID_LIST_POSITION);
  g_assert_cmpstr (picker_sidebar_get_title (get_sidebar (desk)), ==, "Aaa " ODD);
  wait_saved (desk);
  assert_node (desk, "Aaa " ODD, "Aaa " ODD);
  assert_node (desk, "Old", NULL);
  test_desk_wait_text (get_sidebar (desk), "Aaa " ODD);

  g_signal_emit_by_name (test_library_wait_toast_button (&desk->library, "_Undo"), "clicked");
  wait_row (desk, "Old");
  g_assert_cmpstr (picker_sidebar_get_title (get_sidebar (desk)), ==, "Old");
  wait_saved (desk);
  assert_node (desk, "Old", "Old");

  /* And by the key. */
  rename_chosen (desk, "Newer");
  wait_saved (desk);
  assert_node (desk, "Newer", "Newer");
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "edit.undo", NULL));
  wait_row (desk, "Old");
  wait_saved (desk);
  assert_node (desk, "Old", "Old");
}

static void
test_rename_refused (TestDesk *desk, gconstpointer data)
{
  choose (desk, "Travel");
  rename_chosen (desk, "Mine");
  test_desk_wait_text (desk->library.library, "Not renamed to “Mine”: Not Allowed");
  g_assert_false (test_desk_may (get_sidebar (desk), "folder.rename"));
  wait_row (desk, "Travel");
}

static void
test_undo_new (TestDesk *desk, gconstpointer data)
{
  make (desk, "folder.new-top-album", "A mistake");
  wait_saved (desk);
  g_signal_emit_by_name (test_library_wait_toast_button (&desk->library, "_Undo"), "clicked");
  wait_no_row (desk, "A mistake");
  wait_saved (desk);
  assert_node (desk, "A mistake", NULL);
}

/* Into albums and out */

static gboolean
has_found (gpointer dialog)
{
  return test_widget_find (dialog, PICKER_TYPE_SIDEBAR_ROW) != NULL;
}

static void
test_add_to_album (TestDesk *desk, gconstpointer data)
{
  PickerAlbumDialog *dialog;

  make (desk, "folder.new-top-folder", "Zebra folder");
  make (desk, "folder.new-top-album", "Zebras");
  wait_saved (desk);
  choose_all (desk);
  test_desk_select (desk, 0, 3);
  gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "assets.add-to-album", NULL);
  dialog = wait_window (PICKER_TYPE_ALBUM_DIALOG);
  g_assert_false (gtk_widget_get_sensitive (test_widget_get_child (dialog, "add_button")));
  gtk_editable_set_text (test_widget_get_child (dialog, "entry"), "zebra");
  g_signal_emit_by_name (test_widget_get_child (dialog, "entry"), "search-changed");
  test_wait_until (has_found, dialog, "the album");
  picker_folder_list_enter (test_widget_get_child (dialog, "list"));
  g_assert_true (gtk_widget_get_sensitive (test_widget_get_child (dialog, "add_button")));
  g_signal_emit_by_name (test_widget_get_child (dialog, "add_button"), "clicked");
  test_desk_wait_text (desk->library.library, "3 assets added to “Zebras”");
  wait_saved (desk);
  g_assert_cmpint (count_in_album (desk, "Zebras"), ==, 3);

  /* And out again, of this one alone. */
  choose (desk, "Zebras");
  test_library_wait_items (&desk->library, 3);
  test_desk_select (desk, 0, 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->library.library),
                                             "assets.remove-from-album", NULL));
  test_library_wait_items (&desk->library, 1);
  wait_saved (desk);
  g_assert_cmpint (count_in_album (desk, "Zebras"), ==, 1);
}

/* One that is made for it. */
static void
test_add_to_new_album (TestDesk *desk, gconstpointer data)
{
  PickerAlbumDialog *dialog;

  test_desk_select (desk, 0, 2);
  gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "assets.add-to-album", NULL);
  dialog = wait_window (PICKER_TYPE_ALBUM_DIALOG);
  g_assert_false (gtk_widget_get_visible (test_widget_get_child (dialog, "new_button")));
  gtk_editable_set_text (test_widget_get_child (dialog, "entry"), ODD);
  g_signal_emit_by_name (test_widget_get_child (dialog, "entry"), "search-changed");
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (dialog, "new_button")));
  g_signal_emit_by_name (test_widget_get_child (dialog, "new_button"), "clicked");
  wait_saved (desk);
  assert_node (desk, ODD, ODD);
  g_assert_cmpint (count_in_album (desk, ODD), ==, 2);
}

/* Outside an album there is nothing to take assets out of. */
static void
test_not_in_album (TestDesk *desk, gconstpointer data)
{
  test_desk_select (desk, 0, 1);
  g_assert_true (test_desk_may (desk->library.library, "assets.add-to-album"));
  g_assert_false (test_desk_may (desk->library.library, "assets.remove-from-album"));
}

static PickerNodeMark *
find_mark (TestDesk *desk, const char *title)
{
  g_autoptr (GPtrArray) rows = test_widget_find_all (get_sidebar (desk), PICKER_TYPE_SIDEBAR_ROW);

  for (guint i = 0; i < rows->len; i++)
    {
      CatalogBranch *branch = picker_sidebar_row_get_branch (rows->pdata[i]);
      CantoNode *node = branch != NULL ? catalog_branch_get_node (branch) : NULL;

      if (node != NULL && g_str_equal (canto_node_get_name (node), title))
        return test_widget_find (rows->pdata[i], PICKER_TYPE_NODE_MARK);
    }

  return NULL;
}

static gboolean
is_marked (gpointer user_data)
{
  Row *row = user_data;
  PickerNodeMark *mark = find_mark (row->desk, row->title);

  return mark != NULL && gtk_widget_get_visible (GTK_WIDGET (mark));
}

static gboolean
is_unmarked (gpointer user_data)
{
  return !is_marked (user_data);
}

/* One that Canto does not have yet says so. */
static void
test_waits (TestDesk *desk, gconstpointer data)
{
  Row row = { desk, "Waits" };

  test_tenant_toggle_network (desk->tenant);
  make (desk, "folder.new-top-album", "Waits");
  wait_row (desk, "Waits");
  test_wait_until (is_marked, &row, "the mark");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (find_mark (desk, "Waits"))), ==,
                   "Waiting for the network");

  test_tenant_toggle_network (desk->tenant);
  wait_saved (desk);
  test_wait_until (is_unmarked, &row, "the mark to go");
}

/* A drag has the links for other programs, and the assets for albums here. */
static void
test_drag (TestDesk *desk, gconstpointer data)
{
  g_autoptr (GtkBitset) positions = gtk_bitset_new_range (0, 2);
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autoptr (GdkContentFormats) formats = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (CatalogBranch) branch = NULL;

  make (desk, "folder.new-top-album", "Drop here");
  wait_saved (desk);
  choose_all (desk);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, i);
      g_autoptr (DeliveryRecipe) original = delivery_recipe_new_original ();

      engine_session_accept_concerns (desk->library.session, asset, original);
    }
  g_signal_emit_by_name (desk->library.grid, "prepare-drag", positions, desk->library.grid,
                         &provider);
  g_assert_nonnull (provider);
  formats = gdk_content_provider_ref_formats (provider);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/plain"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/html"));
  g_assert_true (gdk_content_formats_contain_gtype (formats, PICKER_TYPE_DRAGGED));

  g_value_init (&value, PICKER_TYPE_DRAGGED);
  gdk_content_provider_get_value (provider, &value, &error);
  g_assert_no_error (error);
  wait_row (desk, "Drop here");
  branch = dup_branch (desk, find_position (desk, "Drop here"));
  g_signal_emit_by_name (get_sidebar (desk), "dropped", catalog_branch_get_node (branch),
                         g_value_get_object (&value));
  test_desk_wait_text (desk->library.library, "2 assets added to “Drop here”");
  wait_saved (desk);
  g_assert_cmpint (count_in_album (desk, "Drop here"), ==, 2);
}

/* A folder has no assets of its own, and a drop there is not swallowed. */
static void
test_drag_on_folder (TestDesk *desk, gconstpointer data)
{
  CatalogAssetList *list = picker_grid_get_list (desk->library.grid);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (PickerDragged) dragged = NULL;
  g_autoptr (CatalogBranch) branch = NULL;
  const guint position = 0;

  make (desk, "folder.new-top-folder", "A <b>folder</b>");
  wait_saved (desk);
  wait_row (desk, "A <b>folder</b>");
  choose_all (desk);
  g_array_append_val (positions, position);
  dragged = picker_dragged_new (list, positions);
  branch = dup_branch (desk, find_position (desk, "A <b>folder</b>"));
  g_signal_emit_by_name (get_sidebar (desk), "dropped", catalog_branch_get_node (branch), dragged);
  test_desk_wait_text (desk->library.library,
                       "“A <b>folder</b>” is a folder. Drop assets on an album");
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (engine_session_get_edits (desk->library.session))),
      ==, 0);
}

static gboolean
has_moved (gpointer user_data)
{
  TestDesk *desk = user_data;

  return g_list_model_get_n_items (G_LIST_MODEL (picker_grid_get_list (desk->library.grid)))
         == TEST_DESK_ASSETS - 1;
}

/* What stands elsewhere when it is dropped is still what was dragged. */
static void
test_drag_moved (TestDesk *desk, gconstpointer data)
{
  CatalogAssetList *list = picker_grid_get_list (desk->library.grid);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (CantoAsset) first = test_desk_dup_asset (desk, 0);
  g_autoptr (CantoAsset) second = test_desk_dup_asset (desk, 1);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autoptr (PickerDragged) dragged = NULL;
  g_autoptr (CatalogBranch) branch = NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) page = NULL;
  JsonArray *results;
  g_autoptr (EngineEdit) deletion = NULL;
  const guint position = 1;

  make (desk, "folder.new-top-album", "Moved");
  wait_chosen (desk, "Moved");
  wait_saved (desk);
  choose_all (desk);
  g_array_append_val (positions, position);
  dragged = picker_dragged_new (list, positions);
  g_ptr_array_add (gone, first);
  deletion = engine_edits_delete_assets (engine_session_get_edits (desk->library.session), gone);
  test_wait_until (has_moved, desk, "the list without the first");
  wait_row (desk, "Moved");
  branch = dup_branch (desk, find_position (desk, "Moved"));
  g_signal_emit_by_name (get_sidebar (desk), "dropped", catalog_branch_get_node (branch), dragged);
  wait_saved (desk);
  id = dup_of_node (desk, "Moved", "id");
  path = g_strconcat ("/album/", id, NULL);
  page = test_desk_get (desk, path);
  results = json_object_get_array_member (json_node_get_object (page), "results");
  g_assert_cmpuint (json_array_get_length (results), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (results, 0), "id"),
                   ==, canto_asset_get_id (second));
}

/* Refused */

static void
test_refused (TestDesk *desk, gconstpointer data)
{
  make (desk, "folder.new-top-album", "Not mine");
  test_desk_wait_text (desk->library.library, "“Not mine” was not made: Not Allowed");
  wait_no_row (desk, "Not mine");
  wait_saved (desk);
  /* It is not offered again. */
  g_assert_false (test_desk_may (get_sidebar (desk), "folder.new-top-album"));
  g_assert_true (test_desk_may (get_sidebar (desk), "folder.new-top-folder"));
}

/* What nobody knows: a service that breaks in the middle, and does not have it afterwards. */

static void
set_up_broken (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  test_service_set_answer (library->service, "/api/v1/tree", "{\"results\": []}");
  test_service_add_asset (library->service, "image", "f1", "harbour.jpg", "", "");
  test_library_show (library);
  test_library_wait_items (library, 1);
  test_service_refuse (library->service, "/album/Perhaps", 500, "broken");
}

static void
make_in_library (TestLibrary *library, const char *name)
{
  PickerSidebar *sidebar = test_widget_find (library->library, PICKER_TYPE_SIDEBAR);
  GtkWidget *dialog;

  gtk_widget_activate_action (GTK_WIDGET (sidebar), "folder.new-top-album", NULL);
  dialog = wait_window (PICKER_TYPE_NAME_DIALOG);
  gtk_editable_set_text (test_widget_find (dialog, GTK_TYPE_ENTRY), name);
  test_desk_respond (dialog, "name");
}

/* Makes an album, and opens what the person is asked then. */
static AdwMessageDialog *
make_unknown (TestLibrary *library)
{
  GtkWidget *dialog;

  make_in_library (library, "Perhaps");
  g_signal_emit_by_name (test_library_wait_toast_button (library, "_Review…"), "clicked");
  dialog = wait_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (
      strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "Album “Perhaps” made"));
  g_assert_cmpstr (adw_message_dialog_get_default_response (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "later");
  /* It is never made again by itself. */
  g_assert_cmpuint (test_service_count (library->service, "/album/Perhaps"), ==, 1);

  return ADW_MESSAGE_DIALOG (dialog);
}

static gboolean
is_over (gpointer user_data)
{
  TestLibrary *library = user_data;

  return g_list_model_get_n_items (G_LIST_MODEL (engine_session_get_edits (library->session))) == 0;
}

static void
test_unknown_done (TestLibrary *library, gconstpointer data)
{
  test_desk_respond (make_unknown (library), "done");
  test_wait_until (is_over, library, "the end of it");
  g_assert_cmpuint (test_service_count (library->service, "/album/Perhaps"), ==, 1);
}

static void
test_unknown_again (TestLibrary *library, gconstpointer data)
{
  AdwMessageDialog *dialog = make_unknown (library);

  test_service_refuse (library->service, "/album/Perhaps", 0, NULL);
  test_service_set_answer (library->service, "/api/v1/album/Perhaps",
                           "{\"id\": \"NEWID\", \"scheme\": \"album\", \"name\": \"Perhaps\"}");
  test_desk_respond (dialog, "again");
  test_wait_until (is_over, library, "the end of it");
  g_assert_cmpuint (test_service_count (library->service, "/album/Perhaps"), ==, 2);
}

/* What the service does not take stays to be answered, and hides nothing that is said after it. */
static void
make_refused (TestLibrary *library)
{
  test_service_refuse (library->service, "/album/Perhaps", 400, "{\"message\": \"Too odd\"}");
  make_in_library (library, "Perhaps a name that hides whatever is to be seen");
  /* A toast has one line. */
  test_desk_wait_text (library->library,
                       "“Perhaps a name … is to be seen” was not made: Canto Refused It");
}

static void
test_refusal_stays (TestLibrary *library, gconstpointer data)
{
  GtkWidget *dialog;

  make_refused (library);
  test_service_set_answer (library->service, "/api/v1/album/Second",
                           "{\"id\": \"NEWID\", \"scheme\": \"album\", \"name\": \"Second\"}");
  make_in_library (library, "Second");
  test_desk_wait_text (library->library, "Album “Second” made");
  g_signal_emit_by_name (test_library_wait_toast_button (library, "_Undo"), "clicked");
  test_desk_wait_text (library->library, "Undone: Album “Second” made");
  g_signal_emit_by_name (test_library_wait_toast_button (library, "_Review…"), "clicked");
  dialog = wait_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (g_str_has_prefix (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)),
                                   "The service says: Too odd (400)"));
  test_desk_respond (dialog, "discard");
}

/* Taking the toast away is no answer: the next window asks again. */
static void
test_refusal_comes_back (TestLibrary *library, gconstpointer data)
{
  GtkWidget *window = library->window;

  make_refused (library);
  test_library_show (library);
  gtk_window_destroy (GTK_WINDOW (window));
  test_library_wait_items (library, 1);
  g_signal_emit_by_name (test_library_wait_toast_button (library, "_Review…"), "clicked");
  test_desk_respond (wait_window (ADW_TYPE_MESSAGE_DIALOG), "discard");
  g_assert_true (is_over (library));
}

#define ADD(name, scope, func)                                                                     \
  g_test_add ("/folders-edit/" name, TestDesk, scope, test_desk_set_up, func, test_desk_tear_down)

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);

  ADD ("new", NULL, test_new);
  ADD ("empty", NULL, test_empty);
  ADD ("delete", NULL, test_delete);
  ADD ("rename", NULL, test_rename);
  ADD ("rename-refused", "consumer", test_rename_refused);
  ADD ("undo-new", NULL, test_undo_new);
  ADD ("add-to-album", NULL, test_add_to_album);
  ADD ("add-to-new-album", NULL, test_add_to_new_album);
  ADD ("not-in-album", NULL, test_not_in_album);
  ADD ("drag", NULL, test_drag);
  ADD ("waits", NULL, test_waits);
  ADD ("drag-on-folder", NULL, test_drag_on_folder);
  ADD ("drag-moved", NULL, test_drag_moved);
  ADD ("refused", "consumer", test_refused);

  g_test_add ("/folders-edit/unknown-done", TestLibrary, NULL, set_up_broken, test_unknown_done,
              test_library_tear_down);
  g_test_add ("/folders-edit/refusal-stays", TestLibrary, NULL, set_up_broken, test_refusal_stays,
              test_library_tear_down);
  g_test_add ("/folders-edit/refusal-comes-back", TestLibrary, NULL, set_up_broken,
              test_refusal_comes_back, test_library_tear_down);
  g_test_add ("/folders-edit/unknown-again", TestLibrary, NULL, set_up_broken, test_unknown_again,
              test_library_tear_down);

  return g_test_run ();
}
