/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Links that anybody can open: made with options, and looked at as somebody else does. */

#include "picker-share-dialog.h"
#include "test-desk.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

/* In the order of the choices. */
enum
{
  LIFE_DAY,
  LIFE_MONTH = 2,
  LIFE_DATE,
  LIFE_FOR_EVER,
};

static PickerShareDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (PICKER_IS_SHARE_DIALOG (window))
        return PICKER_SHARE_DIALOG (window);
    }

  return NULL;
}

static gboolean
has_dialog (gpointer user_data)
{
  return find_dialog () != NULL;
}

static PickerShareDialog *
open_dialog (TestDesk *desk, guint n_assets)
{
  test_desk_select (desk, 0, n_assets);
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "assets.share", NULL));
  test_wait_until (has_dialog, NULL, "the dialog");

  return find_dialog ();
}

static const char *
get_page (PickerShareDialog *dialog)
{
  return test_widget_get_page (test_widget_get_child (dialog, "stack"));
}

static gboolean
has_link (gpointer dialog)
{
  return g_str_equal (get_page (dialog), "link");
}

static gboolean
has_error (gpointer dialog)
{
  return gtk_widget_get_visible (test_widget_get_child (dialog, "error_label"));
}

static void
create (PickerShareDialog *dialog)
{
  g_signal_emit_by_name (test_widget_get_child (dialog, "create_button"), "clicked");
}

/* The link as it is shown; it is on the clipboard, too. (transfer full) */
static char *
take_link (TestDesk *desk, PickerShareDialog *dialog)
{
  char *link;

  test_wait_until (has_link, dialog, "the link");
  link = test_desk_dup_clipboard (desk);
  g_assert_cmpstr (link, ==, gtk_label_get_text (test_widget_get_child (dialog, "link_label")));

  return link;
}

/* What somebody without an account sees. (transfer full) */
static char *
look (const char *link)
{
  g_autoptr (TestReply) reply = test_http_get (link, NULL);

  g_assert_cmpuint (reply->status, ==, 200);

  return test_reply_dup_text (reply);
}

static void
set_switch (PickerShareDialog *dialog, const char *name, gboolean is_on)
{
  gtk_switch_set_active (test_widget_get_child (dialog, name), is_on);
}

/* Nothing is given away that was not asked for. */
static void
test_careful (TestDesk *desk, gconstpointer data)
{
  PickerShareDialog *dialog = open_dialog (desk, 1);
  g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, 0);
  g_autofree char *link = NULL;
  g_autofree char *page = NULL;

  g_assert_cmpuint (adw_combo_row_get_selected (test_widget_get_child (dialog, "expiry_row")), ==,
                    LIFE_MONTH);
  create (dialog);
  link = take_link (desk, dialog);
  page = look (link);
  g_assert_nonnull (strstr (page, canto_asset_get_name (asset)));
  g_assert_nonnull (strstr (page, "Shared by"));
  g_assert_null (strstr (page, "/original"));
  test_widget_close (GTK_WIDGET (dialog));
}

static void
test_generous (TestDesk *desk, gconstpointer data)
{
  PickerShareDialog *dialog;
  g_autofree char *link = NULL;
  g_autofree char *page = NULL;

  dialog = open_dialog (desk, 3);
  set_switch (dialog, "original_switch", TRUE);
  set_switch (dialog, "metadata_switch", TRUE);
  set_switch (dialog, "name_switch", FALSE);
  adw_combo_row_set_selected (test_widget_get_child (dialog, "expiry_row"), LIFE_FOR_EVER);
  create (dialog);
  link = take_link (desk, dialog);
  page = look (link);
  g_assert_null (strstr (page, "Shared by"));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, i);

      g_assert_nonnull (strstr (page, canto_asset_get_id (asset)));
    }
  g_assert_nonnull (strstr (page, "/original"));
  test_widget_close (GTK_WIDGET (dialog));
}

/* By the arrows, which leave the day as it is. */
static void
test_months (TestDesk *desk, gconstpointer data)
{
  PickerShareDialog *dialog = open_dialog (desk, 1);
  GtkCalendar *calendar = test_widget_get_child (dialog, "calendar");
  GtkWidget *create_button = test_widget_get_child (dialog, "create_button");
  GtkMenuButton *date_button = test_widget_get_child (dialog, "date_button");
  g_autoptr (GDateTime) first = gtk_calendar_get_date (calendar);
  g_autoptr (GDateTime) before = g_date_time_add_months (first, -2);
  g_autoptr (GDateTime) after = g_date_time_add_years (first, 1);
  g_autofree char *day = g_date_time_format (after, "%-d %b %Y");

  adw_combo_row_set_selected (test_widget_get_child (dialog, "expiry_row"), LIFE_DATE);
  gtk_calendar_select_day (calendar, before);
  g_assert_false (gtk_widget_get_sensitive (create_button));
  gtk_calendar_select_day (calendar, first);
  g_assert_true (gtk_widget_get_sensitive (create_button));
  gtk_calendar_select_day (calendar, after);
  g_assert_cmpstr (gtk_menu_button_get_label (date_button), ==, day);
  test_widget_close (GTK_WIDGET (dialog));
}

/* What has passed cannot be chosen. */
static void
test_date (TestDesk *desk, gconstpointer data)
{
  PickerShareDialog *dialog = open_dialog (desk, 1);
  GtkCalendar *calendar = test_widget_get_child (dialog, "calendar");
  GtkWidget *create_button = test_widget_get_child (dialog, "create_button");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *link = NULL;

  g_assert_false (gtk_widget_get_visible (test_widget_get_child (dialog, "date_row")));
  adw_combo_row_set_selected (test_widget_get_child (dialog, "expiry_row"), LIFE_DATE);
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (dialog, "date_row")));
  gtk_calendar_select_day (calendar, yesterday);
  g_assert_false (gtk_widget_get_sensitive (create_button));
  gtk_calendar_select_day (calendar, now);
  g_assert_true (gtk_widget_get_sensitive (create_button));
  create (dialog);
  link = take_link (desk, dialog);
  g_free (look (link));
  test_widget_close (GTK_WIDGET (dialog));
}

static void
test_refused (TestDesk *desk, gconstpointer data)
{
  PickerShareDialog *dialog = open_dialog (desk, 1);

  create (dialog);
  test_wait_until (has_error, dialog, "the refusal");
  g_assert_cmpstr (get_page (dialog), ==, "options");
  g_assert_nonnull (
      strstr (gtk_label_get_text (test_widget_get_child (dialog, "error_label")), "Not Allowed"));
  /* It is not offered again. */
  g_assert_false (gtk_widget_is_sensitive (test_widget_get_child (dialog, "create_button")));
  test_widget_close (GTK_WIDGET (dialog));
  g_assert_false (test_desk_may (desk->library.library, "assets.share"));
  test_desk_select (desk, 1, 1);
  g_assert_false (test_desk_may (desk->library.library, "assets.share"));
}

/* Closed before the answer: nothing is left that waits. */
static void
test_closed (TestDesk *desk, gconstpointer data)
{
  PickerShareDialog *dialog = open_dialog (desk, 1);

  create (dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  test_widget_wait_frames (desk->library.library, 2);
  g_assert_null (find_dialog ());
}

#define ADD(name, scope, func)                                                                     \
  g_test_add ("/share/" name, TestDesk, scope, test_desk_set_up, func, test_desk_tear_down)

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);

  ADD ("careful", NULL, test_careful);
  ADD ("generous", NULL, test_generous);
  ADD ("date", NULL, test_date);
  ADD ("months", NULL, test_months);
  ADD ("refused", "consumer", test_refused);
  ADD ("closed", NULL, test_closed);

  return g_test_run ();
}
