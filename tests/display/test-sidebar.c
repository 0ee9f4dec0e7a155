/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-sidebar.h"

#include "picker-place.h"
#include "picker-root-bar.h"
#include "picker-sidebar-row.h"
#include "test-service.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

typedef struct
{
  TestTenant *tenant;
  TestService *service;
  EngineSession *session;
  PickerSidebar *sidebar;
  GtkWidget *window;
  GtkSingleSelection *selection;
} Fixture;

static void
show (Fixture *fixture)
{
  GtkWidget *sidebar = picker_sidebar_new (fixture->session);

  fixture->sidebar = PICKER_SIDEBAR (sidebar);
  fixture->window = test_widget_show (sidebar, 280, 900);
  fixture->selection =
      GTK_SINGLE_SELECTION (gtk_list_view_get_model (test_widget_get_child (sidebar, "view")));
}

static void
set_up_tenant (Fixture *fixture, gconstpointer data)
{
  fixture->tenant = test_tenant_start ("--assets=300", NULL);
  fixture->session = test_session_new (fixture->tenant, 0);
  show (fixture);
}

/* The test shows the sidebar when the service is as it wants it. */
static void
set_up_service (Fixture *fixture, gconstpointer data)
{
  fixture->service = test_service_new ();
  fixture->session = test_session_new_for_base (test_service_get_base (fixture->service));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_widget_close (fixture->window);
  test_session_free (fixture->session);
  if (fixture->tenant != NULL)
    g_free (test_tenant_stop (fixture->tenant));
  if (fixture->service != NULL)
    test_service_free (fixture->service);
}

/* The row that is titled @title, as it is seen; NULL if there is none. */
static PickerSidebarRow *
find_row (Fixture *fixture, const char *title)
{
  g_autoptr (GPtrArray) rows = test_widget_find_all (fixture->sidebar, PICKER_TYPE_SIDEBAR_ROW);

  for (guint i = 0; i < rows->len; i++)
    {
      GtkLabel *label = test_widget_get_child (rows->pdata[i], "title");

      if (gtk_widget_get_mapped (GTK_WIDGET (label))
          && g_str_equal (gtk_label_get_text (label), title))
        return rows->pdata[i];
    }

  return NULL;
}

typedef struct
{
  Fixture *fixture;
  const char *title;
} RowWait;

static gboolean
has_row (gpointer user_data)
{
  RowWait *wait = user_data;

  return find_row (wait->fixture, wait->title) != NULL;
}

static PickerSidebarRow *
wait_row (Fixture *fixture, const char *title)
{
  RowWait wait = { fixture, title };

  test_wait_until (has_row, &wait, title);

  return find_row (fixture, title);
}

static GtkTreeListRow *
get_list_row (PickerSidebarRow *row)
{
  return gtk_tree_expander_get_list_row (test_widget_get_child (row, "expander"));
}

static void
open_folder (Fixture *fixture, const char *title)
{
  GtkTreeListRow *row = get_list_row (wait_row (fixture, title));

  g_assert_true (gtk_tree_list_row_is_expandable (row));
  gtk_tree_list_row_set_expanded (row, TRUE);
}

static void
choose (Fixture *fixture, const char *title)
{
  GtkTreeListRow *row = get_list_row (wait_row (fixture, title));

  gtk_single_selection_set_selected (fixture->selection, gtk_tree_list_row_get_position (row));
}

static gboolean
is_visible (PickerSidebarRow *row, const char *child)
{
  return gtk_widget_get_visible (test_widget_get_child (row, child));
}

static guint64
get_n_calls (Fixture *fixture)
{
  return canto_client_get_n_counted_calls (engine_session_get_client (fixture->session));
}

static void
count_chosen (gpointer counter)
{
  (*(guint *) counter)++;
}

static void
test_schemes (Fixture *fixture, gconstpointer data)
{
  static const char *const titles[] = { "All Assets", "Images",        "Videos", "Audio",
                                        "Documents",  "Presentations", "Other" };
  static const CantoScheme schemes[] = { CANTO_SCHEME_UNKNOWN,  CANTO_SCHEME_IMAGE,
                                         CANTO_SCHEME_VIDEO,    CANTO_SCHEME_AUDIO,
                                         CANTO_SCHEME_DOCUMENT, CANTO_SCHEME_PRESENTATION,
                                         CANTO_SCHEME_OTHER };
  guint n_chosen = 0;

  g_assert_cmpstr (picker_sidebar_get_title (fixture->sidebar), ==, "All Assets");
  g_signal_connect_swapped (fixture->sidebar, "chosen", G_CALLBACK (count_chosen), &n_chosen);
  for (guint i = G_N_ELEMENTS (titles); i-- > 0;)
    {
      g_autoptr (CantoQuery) query = NULL;
      g_autoptr (CantoQuery) expected = canto_query_new ();

      if (schemes[i] != CANTO_SCHEME_UNKNOWN)
        expected = canto_query_with_schemes (g_steal_pointer (&expected), 1u << (guint) schemes[i]);
      choose (fixture, titles[i]);
      query = picker_sidebar_dup_query (fixture->sidebar);
      g_assert_cmpstr (picker_sidebar_get_title (fixture->sidebar), ==, titles[i]);
      g_assert_true (canto_query_equal (query, expected));
    }
  g_assert_cmpuint (n_chosen, ==, G_N_ELEMENTS (titles));
}

static gboolean
has_come (gpointer row)
{
  return !is_visible (row, "spinner");
}

static void
test_heading (Fixture *fixture, gconstpointer data)
{
  PickerSidebarRow *row = wait_row (fixture, "Folders and Albums");

  wait_row (fixture, "Brand");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "heading-row"));
  g_assert_false (is_visible (row, "icon"));
  test_wait_until (has_come, row, "all of the top level");
  g_assert_false (is_visible (row, "retry_button"));
}

/* The top level is one call, each folder another one, when it is opened and not before. */
static void
test_loaded_as_opened (Fixture *fixture, gconstpointer data)
{
  guint64 n_calls;

  wait_row (fixture, "Travel");
  test_widget_wait_frames (fixture->sidebar, 3);
  g_assert_cmpuint (get_n_calls (fixture), ==, 1);
  g_assert_null (find_row (fixture, "2026"));

  open_folder (fixture, "Campaigns");
  open_folder (fixture, "2026");
  wait_row (fixture, "Trade fair");
  n_calls = get_n_calls (fixture);
  g_assert_cmpuint (n_calls, ==, 3);

  /* Closed and opened again it is still known. */
  gtk_tree_list_row_set_expanded (get_list_row (find_row (fixture, "2026")), FALSE);
  test_widget_wait_frames (fixture->sidebar, 2);
  g_assert_null (find_row (fixture, "Trade fair"));
  open_folder (fixture, "2026");
  wait_row (fixture, "Trade fair");
  g_assert_cmpuint (get_n_calls (fixture), ==, n_calls);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoQuery) query = NULL;

  open_folder (fixture, "Campaigns");
  open_folder (fixture, "2026");
  choose (fixture, "Summer ☀️ / beach");
  g_assert_cmpstr (picker_sidebar_get_title (fixture->sidebar), ==, "Summer ☀️ / beach");
  query = picker_sidebar_dup_query (fixture->sidebar);
  g_assert_cmpint (canto_query_get_container_scheme (query), ==, CANTO_SCHEME_ALBUM);
  g_assert_cmpuint (strlen (canto_query_get_container_id (query)), ==, 5);
  g_assert_false (
      gtk_tree_list_row_is_expandable (get_list_row (find_row (fixture, "Summer ☀️ / beach"))));

  /* Names are text, not markup. */
  choose (fixture, "Wedding \"A & B\" <private>");
  open_folder (fixture, "Events");
  choose (fixture, "東京オフィス");
  choose (fixture, "Events");
  g_clear_pointer (&query, canto_query_unref);
  query = picker_sidebar_dup_query (fixture->sidebar);
  g_assert_cmpint (canto_query_get_container_scheme (query), ==, CANTO_SCHEME_FOLDER);
}

static void
test_size (Fixture *fixture, gconstpointer data)
{
  PickerSidebarRow *row = wait_row (fixture, "Empty album");

  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (row, "size")), ==, "0");
  row = wait_row (fixture, "Brand");
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (row, "size")), ==, "");
}

#define TOP                                                                                        \
  "{\"results\": [{\"scheme\": \"folder\", \"id\": \"F1\", \"name\": \"Folder\", \"size\": 1},"    \
  " {\"scheme\": \"album\", \"id\": \"A1\", \"name\": \"Album\", \"size\": 7}]}"
#define BELOW "{\"results\": [{\"scheme\": \"album\", \"id\": \"A2\", \"name\": \"Inner\"}]}"

static gboolean
can_retry (gpointer row)
{
  return is_visible (row, "retry_button");
}

static void
test_loading (Fixture *fixture, gconstpointer data)
{
  PickerSidebarRow *row;

  test_service_set_answer (fixture->service, "/api/v1/tree", TOP);
  test_service_hold (fixture->service, "/api/v1/tree");
  show (fixture);
  row = wait_row (fixture, "Folders and Albums");
  g_assert_true (is_visible (row, "spinner"));
  test_service_release (fixture->service);
  wait_row (fixture, "Folder");
  test_wait_until (has_come, wait_row (fixture, "Folders and Albums"), "all of the top level");
}

static void
test_top_fails (Fixture *fixture, gconstpointer data)
{
  PickerSidebarRow *row;

  test_service_set_answer (fixture->service, "/api/v1/tree", TOP);
  test_service_refuse (fixture->service, "/api/v1/tree", 200, "<html>");
  show (fixture);
  row = wait_row (fixture, "Folders and Albums");
  test_wait_until (can_retry, row, "the button that asks again");
  g_assert_false (is_visible (row, "spinner"));
  g_assert_null (find_row (fixture, "Folder"));

  test_service_refuse (fixture->service, "/api/v1/tree", 0, NULL);
  g_signal_emit_by_name (test_widget_get_child (row, "retry_button"), "clicked");
  wait_row (fixture, "Folder");
  row = wait_row (fixture, "Folders and Albums");
  g_assert_false (is_visible (row, "retry_button"));
}

static void
test_folder_fails (Fixture *fixture, gconstpointer data)
{
  PickerSidebarRow *row;

  test_service_set_answer (fixture->service, "/api/v1/tree", TOP);
  test_service_set_answer (fixture->service, "/api/v1/tree/F1", BELOW);
  test_service_refuse (fixture->service, "/api/v1/tree/F1", 200, "{\"results\": ");
  show (fixture);
  open_folder (fixture, "Folder");
  row = wait_row (fixture, "Folder");
  test_wait_until (can_retry, row, "the button that asks again");
  /* The one beside it has not failed. */
  g_assert_false (is_visible (wait_row (fixture, "Album"), "retry_button"));
  g_assert_false (is_visible (wait_row (fixture, "Folders and Albums"), "retry_button"));

  test_service_refuse (fixture->service, "/api/v1/tree/F1", 0, NULL);
  g_signal_emit_by_name (test_widget_get_child (row, "retry_button"), "clicked");
  wait_row (fixture, "Inner");
  g_assert_false (is_visible (wait_row (fixture, "Folder"), "retry_button"));
}

/* The filter */

static void
filter (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (test_widget_get_child (fixture->sidebar, "filter_entry"), text);
}

/* A folder with @n_albums, as a whole tree; the top level alone is the same without its children.
 */
static char *
make_tree (guint n_albums)
{
  GString *json = g_string_new ("{\"results\": [{\"scheme\": \"folder\", \"id\": \"F1\","
                                " \"name\": \"Big\", \"children\": [");

  for (guint i = 0; i < n_albums; i++)
    g_string_append_printf (json,
                            "%s{\"scheme\": \"album\", \"id\": \"A%u\", \"name\": \"Album %05u\"}",
                            i > 0 ? "," : "", i, i);
  g_string_append (json, "]}]}");

  return g_string_free (json, FALSE);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  g_autofree char *tree = make_tree (50000);
  g_autoptr (CantoQuery) query = NULL;
  PickerSidebarRow *row;
  GtkLabel *more;
  guint n_chosen = 0;

  test_service_set_answer (fixture->service, "/api/v1/tree", tree);
  show (fixture);
  wait_row (fixture, "Big");
  g_signal_connect_swapped (fixture->sidebar, "chosen", G_CALLBACK (count_chosen), &n_chosen);
  filter (fixture, "album");
  row = wait_row (fixture, "Album 00000");
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (row, "path")), ==, "Big");
  more =
      test_widget_get_child (test_widget_get_child (fixture->sidebar, "folder_list"), "more_label");
  g_assert_cmpstr (gtk_label_get_text (more), ==, "49940 more: type more of the name");
  filter (fixture, "big 4711");
  wait_row (fixture, "Album 04711");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (more)));
  g_assert_cmpuint (test_service_count (fixture->service, "layer=-1"), ==, 1);

  /* The first is chosen, and stays when the tree comes back. */
  g_assert_cmpuint (n_chosen, ==, 0);
  g_signal_emit_by_name (test_widget_get_child (fixture->sidebar, "filter_entry"), "activate");
  g_assert_cmpuint (n_chosen, ==, 1);
  filter (fixture, "");
  wait_row (fixture, "Big");
  g_assert_cmpstr (picker_sidebar_get_title (fixture->sidebar), ==, "Album 04711");
  query = picker_sidebar_dup_query (fixture->sidebar);
  g_assert_cmpstr (canto_query_get_container_id (query), ==, "A4711");
  choose (fixture, "Images");
  g_assert_cmpuint (n_chosen, ==, 2);
  g_assert_cmpstr (picker_sidebar_get_title (fixture->sidebar), ==, "Images");
}

static gboolean
shows_page (gpointer user_data)
{
  RowWait *wait = user_data;
  gpointer list = test_widget_get_child (wait->fixture->sidebar, "folder_list");

  return g_str_equal (test_widget_get_page (test_widget_get_child (list, "stack")), wait->title);
}

static void
wait_page (Fixture *fixture, const char *page)
{
  RowWait wait = { fixture, page };

  test_wait_until (shows_page, &wait, page);
}

static void
test_filter_finds_none (Fixture *fixture, gconstpointer data)
{
  gpointer list;

  test_service_set_answer (fixture->service, "/api/v1/tree", TOP);
  test_service_refuse (fixture->service, "layer=-1", 403, "{}");
  show (fixture);
  filter (fixture, "nothing");
  wait_page (fixture, "failed");
  test_service_refuse (fixture->service, "layer=-1", 0, NULL);
  list = test_widget_get_child (fixture->sidebar, "folder_list");
  g_signal_emit_by_name (test_widget_get_child (list, "retry_button"), "clicked");
  wait_page (fixture, "none");
}

static gboolean
is_open (gpointer branch)
{
  return g_list_model_get_n_items (branch) == 50000;
}

/* A folder with as many albums as a large library has. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autofree char *tree = make_tree (50000);
  g_autofree char *level = g_strdup (strchr (strchr (tree, '[') + 1, '['));
  g_autofree char *below = NULL;
  g_autoptr (GObject) big = NULL;

  *strrchr (level, '}') = '\0';
  *strrchr (level, ']') = '\0';
  *strrchr (level, '}') = '\0';
  below = g_strdup_printf ("{\"results\": %s}", level);
  test_service_set_answer (fixture->service, "/api/v1/tree", TOP);
  test_service_set_answer (fixture->service, "/api/v1/tree/F1", below);
  show (fixture);
  open_folder (fixture, "Folder");
  wait_row (fixture, "Album 00000");
  big = gtk_tree_list_row_get_item (get_list_row (find_row (fixture, "Folder")));
  test_wait_until (is_open, big, "all albums");
  choose (fixture, "Album 00001");
}

/* One folder alone */

static void
test_root (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoQuery) query = NULL;
  g_autoptr (CantoQuery) all = NULL;
  GtkWidget *bar;

  test_service_set_answer (fixture->service, "/api/v1/tree", TOP);
  test_service_set_answer (fixture->service, "/api/v1/tree/F1", BELOW);
  test_service_set_answer (fixture->service, "/api/v1/info/folder/F1",
                           "{\"scheme\": \"folder\", \"id\": \"F1\", \"name\": \"Folder\"}");
  show (fixture);
  bar = test_widget_find (fixture->sidebar, PICKER_TYPE_ROOT_BAR);
  g_assert_false (gtk_widget_get_visible (bar));

  /* By the menu of the folder. */
  choose (fixture, "Folder");
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (find_row (fixture, "Folder"))));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->sidebar), "folder.menu", NULL));
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (fixture->sidebar), "folder.show-only", NULL));
  wait_row (fixture, "Inner");
  g_assert_null (find_row (fixture, "Album"));
  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_cmpstr (engine_session_get_root_folder (fixture->session), ==, "F1");

  /* Everything is below it. */
  g_assert_cmpstr (picker_sidebar_get_title (fixture->sidebar), ==, "All Assets");
  all = picker_sidebar_dup_query (fixture->sidebar);
  g_assert_cmpstr (canto_query_get_container_id (all), ==, "F1");
  choose (fixture, "Videos");
  query = picker_sidebar_dup_query (fixture->sidebar);
  g_assert_cmpstr (canto_query_get_container_id (query), ==, "F1");
  g_assert_cmpuint (canto_query_get_schemes (query), ==, 1u << CANTO_SCHEME_VIDEO);
  filter (fixture, "inner");
  wait_page (fixture, "found");
  g_assert_cmpuint (test_service_count (fixture->service, "/api/v1/tree/F1?"), ==, 2);

  g_signal_emit_by_name (test_widget_get_child (bar, "button"), "clicked");
  wait_row (fixture, "Album");
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_null (engine_session_get_root_folder (fixture->session));
  g_clear_pointer (&query, canto_query_unref);
  query = picker_sidebar_dup_query (fixture->sidebar);
  g_assert_null (canto_query_get_container_id (query));
}

static gboolean
has_name (gpointer label)
{
  return g_str_equal (gtk_label_get_text (label), "Only “Folder”");
}

static void
test_root_of_account (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar;

  test_service_set_answer (fixture->service, "/api/v1/tree/F1", BELOW);
  test_service_set_answer (fixture->service, "/api/v1/info/folder/F1",
                           "{\"scheme\": \"folder\", \"id\": \"F1\", \"name\": \"Folder\"}");
  engine_session_set_root_folder (fixture->session, "F1");
  show (fixture);
  wait_row (fixture, "Inner");
  bar = test_widget_find (fixture->sidebar, PICKER_TYPE_ROOT_BAR);
  test_wait_until (has_name, test_widget_get_child (bar, "label"), "the name of the folder");
}

/* An album that is asked for by its id */

static gboolean
is_row_selected (gpointer user_data)
{
  RowWait *wait = user_data;
  PickerSidebarRow *row = find_row (wait->fixture, wait->title);
  GtkWidget *item = row != NULL ? gtk_widget_get_parent (GTK_WIDGET (row)) : NULL;

  return item != NULL && (gtk_widget_get_state_flags (item) & GTK_STATE_FLAG_SELECTED) != 0;
}

static void
wait_selected (Fixture *fixture, const char *title)
{
  RowWait wait = { fixture, title };

  test_wait_until (is_row_selected, &wait, title);
}

static gboolean
has_title (gpointer user_data)
{
  RowWait *wait = user_data;

  return g_str_equal (picker_sidebar_get_title (wait->fixture->sidebar), wait->title);
}

static void
wait_title (Fixture *fixture, const char *title)
{
  RowWait wait = { fixture, title };

  test_wait_until (has_title, &wait, title);
}

static void
answer_inner (Fixture *fixture)
{
  test_service_set_answer (fixture->service, "/api/v1/tree", TOP);
  test_service_set_answer (fixture->service, "/api/v1/tree/F1", BELOW);
  test_service_set_answer (fixture->service, "/api/v1/info/album/A2",
                           "{\"scheme\": \"album\", \"id\": \"A2\", \"name\": \"Inner\","
                           " \"idPath\": \"F1/A2\", \"namePath\": \"Folder/Inner\"}");
}

/* 7.24: the ids lead to it. The filter is in the way, and its row is no other place. */
static void
test_album_opens_tree (Fixture *fixture, gconstpointer data)
{
  guint n_chosen = 0;

  answer_inner (fixture);
  show (fixture);
  filter (fixture, "album");
  g_signal_connect_swapped (fixture->sidebar, "chosen", G_CALLBACK (count_chosen), &n_chosen);
  picker_sidebar_choose_album (fixture->sidebar, "A2");
  wait_selected (fixture, "Inner");
  g_assert_cmpuint (n_chosen, ==, 1);
  g_assert_cmpstr (picker_sidebar_get_title (fixture->sidebar), ==, "Inner");
  choose (fixture, "Images");
  g_assert_cmpuint (n_chosen, ==, 2);
}

/* Below the folder that is the account's root the way is shorter. */
static void
test_album_below_root (Fixture *fixture, gconstpointer data)
{
  answer_inner (fixture);
  engine_session_set_root_folder (fixture->session, "F1");
  show (fixture);
  picker_sidebar_choose_album (fixture->sidebar, "A2");
  wait_selected (fixture, "Inner");
}

/* The person was quicker. */
static void
test_album_overtaken (Fixture *fixture, gconstpointer data)
{
  answer_inner (fixture);
  show (fixture);
  wait_row (fixture, "Folder");
  test_service_hold (fixture->service, "/api/v1/tree/F1");
  picker_sidebar_choose_album (fixture->sidebar, "A2");
  wait_title (fixture, "Inner");
  choose (fixture, "Images");
  test_service_release (fixture->service);
  wait_row (fixture, "Inner");
  g_assert_cmpstr (picker_sidebar_get_title (fixture->sidebar), ==, "Images");
}

#define ADD(path, set_up, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/sidebar/schemes", set_up_tenant, test_schemes);
  ADD ("/sidebar/heading", set_up_tenant, test_heading);
  ADD ("/sidebar/loaded-as-opened", set_up_tenant, test_loaded_as_opened);
  ADD ("/sidebar/names", set_up_tenant, test_names);
  ADD ("/sidebar/size", set_up_tenant, test_size);
  ADD ("/sidebar/loading", set_up_service, test_loading);
  ADD ("/sidebar/top-fails", set_up_service, test_top_fails);
  ADD ("/sidebar/folder-fails", set_up_service, test_folder_fails);
  ADD ("/sidebar/filter", set_up_service, test_filter);
  ADD ("/sidebar/filter-finds-none", set_up_service, test_filter_finds_none);
  ADD ("/sidebar/many-albums", set_up_service, test_many);
  ADD ("/sidebar/root", set_up_service, test_root);
  ADD ("/sidebar/root-of-account", set_up_service, test_root_of_account);
  ADD ("/C18/album-opens-tree", set_up_service, test_album_opens_tree);
  ADD ("/sidebar/album-below-root", set_up_service, test_album_below_root);
  ADD ("/sidebar/album-overtaken", set_up_service, test_album_overtaken);

  return g_test_run ();
}
