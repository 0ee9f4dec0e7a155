/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The versions of an asset: what is said of them, how they look, and where their links lead. */

#include "picker-comment-popover.h"
#include "picker-details-panel.h"
#include "picker-version-list.h"
#include "picker-version-row.h"
#include "test-desk.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

typedef struct
{
  TestDesk desk;
  CantoAsset *asset; /* that has two versions and a picture */
  PickerDetailsPanel *panel;
} Fixture;

static guint
count_versions (JsonNode *details)
{
  JsonObject *object = json_node_get_object (details);

  return json_array_get_length (json_object_get_array_member (object, "versionHistory"));
}

static void
find_asset (Fixture *fixture)
{
  for (guint i = 0; i < TEST_DESK_ASSETS; i++)
    {
      g_autoptr (CantoAsset) asset = test_desk_dup_asset (&fixture->desk, i);
      g_autoptr (JsonNode) details = test_desk_get_details (&fixture->desk, asset);

      if (canto_asset_get_scheme (asset) == CANTO_SCHEME_IMAGE && count_versions (details) == 2)
        {
          fixture->asset = g_steal_pointer (&asset);
          test_library_select (&fixture->desk.library, i);
          return;
        }
    }
  g_assert_not_reached ();
}

static gboolean
has_button (gpointer user_data)
{
  Fixture *fixture = user_data;

  return gtk_widget_get_visible (test_widget_get_child (fixture->panel, "versions_button"));
}

static void
set_up (Fixture *fixture, gconstpointer scope)
{
  test_desk_set_up (&fixture->desk, scope);
  fixture->panel = test_widget_find (fixture->desk.library.library, PICKER_TYPE_DETAILS_PANEL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->desk.library.library), "details.toggle", NULL);
  find_asset (fixture);
  test_wait_until (has_button, fixture, "the button");
  /* Nothing is made for who only looks. */
  g_assert_null (test_widget_find (fixture->panel, PICKER_TYPE_VERSION_LIST));
  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "details.versions", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer scope)
{
  canto_asset_unref (fixture->asset);
  test_desk_tear_down (&fixture->desk, scope);
}

static PickerVersionList *
get_list (Fixture *fixture)
{
  return test_widget_find (fixture->panel, PICKER_TYPE_VERSION_LIST);
}

static PickerVersionRow *
get_row (Fixture *fixture, int index)
{
  GtkListBox *list = test_widget_get_child (get_list (fixture), "list");

  return PICKER_VERSION_ROW (gtk_list_box_get_row_at_index (list, index));
}

static const char *
get_text (PickerVersionRow *row, const char *name)
{
  return gtk_label_get_text (test_widget_get_child (row, name));
}

static gboolean
has_picture (gpointer user_data)
{
  return g_str_equal (test_widget_get_page (test_widget_get_child (get_list (user_data), "stack")),
                      "picture");
}

static GdkPaintable *
get_picture (Fixture *fixture)
{
  return gtk_picture_get_paintable (test_widget_get_child (get_list (fixture), "picture"));
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  GdkPaintable *current;

  g_assert_null (get_row (fixture, 2));
  g_assert_cmpstr (get_text (get_row (fixture, 0), "title"), ==, "Version 2");
  g_assert_cmpstr (get_text (get_row (fixture, 1), "title"), ==, "Version 1");
  g_assert_true (
      gtk_widget_get_visible (test_widget_get_child (get_row (fixture, 0), "current_label")));
  g_assert_false (
      gtk_widget_get_visible (test_widget_get_child (get_row (fixture, 1), "current_label")));
  g_assert_nonnull (strstr (get_text (get_row (fixture, 1), "facts"), " · "));

  test_wait_until (has_picture, fixture, "the current picture");
  current = get_picture (fixture);
  gtk_list_box_select_row (test_widget_get_child (get_list (fixture), "list"),
                           GTK_LIST_BOX_ROW (get_row (fixture, 1)));
  g_assert_false (has_picture (fixture));
  test_wait_until (has_picture, fixture, "the older picture");
  g_assert_true (get_picture (fixture) != current);
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  PickerVersionRow *row = get_row (fixture, 1);
  const char *id = canto_version_get_id (picker_version_row_get_version (row));
  g_autofree char *expected =
      g_strdup_printf ("%s/api_binary/v1/%s/%s", test_tenant_get (fixture->desk.tenant, "base"),
                       canto_asset_get_key (fixture->asset), id);
  g_autofree char *copied = NULL;
  g_autoptr (TestReply) signed_in = NULL;
  g_autoptr (TestReply) signed_out = NULL;

  g_signal_emit_by_name (test_widget_get_child (row, "copy_button"), "clicked");
  copied = test_desk_dup_clipboard (&fixture->desk);
  g_assert_cmpstr (copied, ==, expected);
  test_desk_wait_text (fixture->panel, "where you are signed in");

  /* 10.6: as it is said there. */
  signed_in = test_http_get (copied, fixture->desk.token);
  g_assert_cmpuint (signed_in->status, ==, 302);
  signed_out = test_http_get (copied, NULL);
  g_assert_cmpuint (signed_out->status, >=, 400);
}

static void
comment (Fixture *fixture, int index, const char *text)
{
  GtkMenuButton *button = test_widget_get_child (get_row (fixture, index), "comment_button");
  PickerCommentPopover *popover;
  GtkWidget *save;

  gtk_menu_button_popup (button);
  popover = PICKER_COMMENT_POPOVER (gtk_menu_button_get_popover (button));
  save = test_widget_get_child (popover, "save_button");
  g_assert_false (gtk_widget_get_sensitive (save));
  gtk_editable_set_text (test_widget_get_child (popover, "entry"), text);
  g_assert_true (gtk_widget_get_sensitive (save));
  g_signal_emit_by_name (save, "clicked");
}

/* 4.24 */
static void
test_comment (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) details = NULL;
  JsonArray *history;

  comment (fixture, 1, "  <b>too</b> dark & small  ");
  test_desk_wait_text (get_list (fixture), "<b>too</b> dark & small");
  details = test_desk_get_details (&fixture->desk, fixture->asset);
  history = json_object_get_array_member (json_node_get_object (details), "versionHistory");
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (history, 1), "comment"), ==,
      "<b>too</b> dark & small");
}

static gboolean
has_dialog (gpointer user_data)
{
  return test_desk_find_dialog () != NULL;
}

/* Somebody else was there meanwhile: both texts are read before one is chosen. */
static void
test_comment_conflict (Fixture *fixture, gconstpointer data)
{
  const char *id = canto_version_get_id (picker_version_row_get_version (get_row (fixture, 1)));
  g_autofree char *body = g_strdup_printf ("{\"scheme\": \"%s\", \"id\": \"%s\", \"versionId\": "
                                           "\"%s\", \"comment\": \"<i>Too bright</i>\"}",
                                           canto_asset_get_scheme_word (fixture->asset),
                                           canto_asset_get_id (fixture->asset), id);
  const char *text;

  test_desk_send (&fixture->desk, "POST", "/version/comment", body);
  comment (fixture, 1, "Too dark");
  g_signal_emit_by_name (test_library_wait_toast_button (&fixture->desk.library, "_Review…"),
                         "clicked");
  test_wait_until (has_dialog, NULL, "the question");
  text = adw_message_dialog_get_body (test_desk_find_dialog ());
  g_assert_nonnull (strstr (text, "theirs: “<i>Too bright</i>”"));
  g_assert_nonnull (strstr (text, "yours: “Too dark”"));
  test_desk_respond (test_desk_find_dialog (), "discard");
}

static void
test_comment_refused (Fixture *fixture, gconstpointer data)
{
  comment (fixture, 0, "seen");
  test_desk_wait_text (fixture->desk.library.library, "The comment was not added: Not Allowed");
}

static void
test_back (Fixture *fixture, gconstpointer data)
{
  GtkWidget *back = test_widget_get_child (fixture->panel, "back_button");
  gpointer stack = test_widget_get_child (fixture->panel, "stack");

  g_assert_cmpstr (test_widget_get_page (stack), ==, "versions");
  g_assert_true (gtk_widget_get_visible (back));
  gtk_widget_activate_action (back, "details.back", NULL);
  g_assert_cmpstr (test_widget_get_page (stack), ==, "asset");
  g_assert_false (gtk_widget_get_visible (back));

  /* Another asset is looked at from the start. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "details.versions", NULL);
  test_library_select (&fixture->desk.library, GTK_INVALID_LIST_POSITION);
  g_assert_cmpstr (test_widget_get_page (stack), ==, "hint");
  g_assert_false (gtk_widget_get_visible (back));
}

#define ADD(name, scope, func)                                                                     \
  g_test_add ("/versions/" name, Fixture, scope, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);

  ADD ("list", NULL, test_list);
  ADD ("link", NULL, test_link);
  ADD ("comment", NULL, test_comment);
  ADD ("comment-conflict", NULL, test_comment_conflict);
  ADD ("comment-refused", "consumer", test_comment_refused);
  ADD ("back", NULL, test_back);

  return g_test_run ();
}
