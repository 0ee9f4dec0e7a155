/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The chips, by click and by keys, and what is asked of the service then. */

#include "picker-filter-bar.h"
#include "picker-filter-chip.h"
#include "picker-sidebar.h"
#include "picker-sort-button.h"
#include "test-library.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>

#define FIELDS                                                                                     \
  "[{\"id\":\"meta_text_0\",\"name\":\"Credit\"},"                                                 \
  "{\"id\":\"meta_choice_1\",\"name\":\"Channels\",\"values\":[\"Web\",\"Print\"]}]"

static void
set_up (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  test_service_set_answer (library->service, "/api/v1/custom/field", FIELDS);
  test_service_add_asset (library->service, "image", "i1", "pier.jpg",
                          "\"tag\": [\"Sea\", \"Pier\"]", "");
  test_service_add_asset (library->service, "image", "i2", "forest.jpg",
                          "\"tag\": [\"Tree\"], \"keyword\": [\"Travel\"]", "");
}

static void
show (TestLibrary *library)
{
  test_library_show (library);
  test_library_wait_page (library, "grid");
}

static gpointer
get_bar (TestLibrary *library)
{
  return test_widget_find (library->library, PICKER_TYPE_FILTER_BAR);
}

/* The chip whose label begins with @title. */
static gpointer
get_chip (TestLibrary *library, const char *title)
{
  g_autoptr (GPtrArray) chips = test_widget_find_all (get_bar (library), PICKER_TYPE_FILTER_CHIP);

  for (guint i = 0; i < chips->len; i++)
    {
      GtkMenuButton *button = test_widget_get_child (chips->pdata[i], "button");

      if (g_str_has_prefix (gtk_menu_button_get_label (button), title))
        return chips->pdata[i];
    }
  g_assert_not_reached ();
}

static const char *
get_label (TestLibrary *library, const char *title)
{
  return gtk_menu_button_get_label (test_widget_get_child (get_chip (library, title), "button"));
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

/* Opens the popover of a chip. */
static GtkWidget *
open_chip (TestLibrary *library, const char *title)
{
  GtkMenuButton *button = test_widget_get_child (get_chip (library, title), "button");

  gtk_menu_button_popup (button);
  test_wait_until (is_mapped, gtk_menu_button_get_popover (button), "the popover");

  return GTK_WIDGET (gtk_menu_button_get_popover (button));
}

static GtkCheckButton *
find_check (gpointer popover, const char *label)
{
  g_autoptr (GPtrArray) buttons = test_widget_find_all (popover, GTK_TYPE_CHECK_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    {
      if (g_strcmp0 (gtk_check_button_get_label (buttons->pdata[i]), label) == 0)
        return buttons->pdata[i];
    }

  return NULL;
}

static void
tick (gpointer popover, const char *label)
{
  GtkCheckButton *button = find_check (popover, label);

  g_assert_nonnull (button);
  gtk_check_button_set_active (button, TRUE);
}

static void
click (gpointer button)
{
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
}

typedef struct
{
  TestService *service;
  const char *needle;
  guint count;
} AskWait;

static gboolean
is_asked (gpointer user_data)
{
  AskWait *wait = user_data;

  return test_service_count (wait->service, wait->needle) == wait->count;
}

/* Waits until what holds @needle was asked @count times in all. */
static void
wait_asked (TestLibrary *library, const char *needle, guint count)
{
  AskWait wait = { library->service, needle, count };

  test_wait_until (is_asked, &wait, needle);
}

#define PLAIN "/search?scheme=image|video|audio|document|presentation|other&sortBy=time"

static void
test_approved_only (TestLibrary *library, gconstpointer data)
{
  GtkToggleButton *button;
  GtkWidget *clear_button;

  show (library);
  button = test_widget_get_child (get_bar (library), "approved_button");
  clear_button = test_widget_get_child (get_bar (library), "clear_button");
  g_assert_false (gtk_widget_get_visible (clear_button));
  gtk_toggle_button_set_active (button, TRUE);
  wait_asked (library, "&approval=approved&", 1);
  /* The toggle says it, so the chip need not. */
  g_assert_cmpstr (get_label (library, "Status"), ==, "Status");
  click (clear_button);
  wait_asked (library, PLAIN, 2);
  g_assert_false (gtk_toggle_button_get_active (button));
  g_assert_false (gtk_widget_get_visible (clear_button));
  click (GTK_WIDGET (test_library_wait_toast_button (library, "_Undo")));
  wait_asked (library, "&approval=approved&", 2);
  g_assert_true (gtk_toggle_button_get_active (button));
}

static void
test_approved_by_default (TestLibrary *library, gconstpointer data)
{
  g_settings_set_boolean (library->settings, "approved-only", TRUE);
  show (library);
  g_assert_cmpuint (test_service_count (library->service, "&approval=approved&"), ==, 1);
  g_assert_cmpuint (test_service_count (library->service, PLAIN), ==, 0);
  /* Only for this once. */
  gtk_toggle_button_set_active (test_widget_get_child (get_bar (library), "approved_button"),
                                FALSE);
  wait_asked (library, PLAIN, 1);
  g_assert_true (g_settings_get_boolean (library->settings, "approved-only"));
}

static void
test_type (TestLibrary *library, gconstpointer data)
{
  GtkWidget *popover, *drop_button;

  show (library);
  popover = open_chip (library, "Type");
  tick (popover, "Image");
  wait_asked (library, "?scheme=image&", 1);
  tick (popover, "Video");
  wait_asked (library, "?scheme=image|video&", 1);
  g_assert_cmpstr (get_label (library, "Type"), ==, "Type: Image, Video");
  gtk_popover_popdown (GTK_POPOVER (popover));

  drop_button = test_widget_get_child (get_chip (library, "Type"), "drop_button");
  click (drop_button);
  wait_asked (library, PLAIN, 2);
  g_assert_cmpstr (get_label (library, "Type"), ==, "Type");
  g_assert_false (gtk_widget_get_visible (drop_button));
  g_assert_false (gtk_check_button_get_active (find_check (popover, "Image")));
}

/* "Videos" says the type: the chip is gone, and what it is set to does not count. */
static void
test_type_of_place (TestLibrary *library, gconstpointer data)
{
  GtkSingleSelection *selection;

  show (library);
  tick (open_chip (library, "Type"), "Image");
  wait_asked (library, "?scheme=image&", 1);
  selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (
      test_widget_get_child (test_widget_find (library->library, PICKER_TYPE_SIDEBAR), "view")));
  gtk_single_selection_set_selected (selection, 3);
  wait_asked (library, "?scheme=video&", 1);
  g_assert_false (gtk_widget_get_visible (get_chip (library, "Type")));
  gtk_single_selection_set_selected (selection, 0);
  wait_asked (library, "?scheme=image&", 2);
  g_assert_true (gtk_widget_get_visible (get_chip (library, "Type")));
}

static void
test_status (TestLibrary *library, gconstpointer data)
{
  GtkWidget *popover;

  show (library);
  popover = open_chip (library, "Status");
  tick (popover, "Pending");
  tick (popover, "Restricted");
  wait_asked (library, "&approval=pending|restricted&", 1);
  tick (popover, "Expired");
  wait_asked (library, "&approval=expired&", 1);
  g_assert_false (gtk_check_button_get_active (find_check (popover, "Pending")));
}

static void
test_orientation (TestLibrary *library, gconstpointer data)
{
  show (library);
  tick (open_chip (library, "Orientation"), "Portrait");
  wait_asked (library, "&orientation=portrait&", 1);
}

/* (transfer full): of one day, as it is asked for */
static char *
dup_range (GDateTime *day)
{
  return g_strdup_printf ("&lastModified=%" G_GINT64_FORMAT "..%" G_GINT64_FORMAT "&",
                          g_date_time_to_unix (day), g_date_time_to_unix (day) + 86399);
}

static void
test_changed (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (2025, 5, 17, 0, 0, 0);
  g_autoptr (GDateTime) before = g_date_time_new_utc (2024, 3, 17, 0, 0, 0);
  g_autofree char *range = dup_range (day);
  g_autofree char *range_before = dup_range (before);
  GtkWidget *popover;

  show (library);
  popover = open_chip (library, "Changed");
  tick (popover, "Last 7 Days");
  wait_asked (library, "&lastModified=", 1);
  tick (popover, "Between Two Days");
  wait_asked (library, "&lastModified=", 2);

  /* The last day first: the first one gives way. */
  gtk_toggle_button_set_active (test_widget_get_child (popover, "to_button"), TRUE);
  gtk_calendar_select_day (test_widget_get_child (popover, "calendar"), day);
  wait_asked (library, range, 1);
  g_assert_cmpstr (get_label (library, "Changed"), ==, "Changed: 17 May 2025");

  /* By the arrows, which leave the day as it is. */
  gtk_calendar_select_day (test_widget_get_child (popover, "calendar"), before);
  wait_asked (library, range_before, 1);
}

static void
test_tag (TestLibrary *library, gconstpointer data)
{
  GtkWidget *popover;
  GtkEditable *entry;

  show (library);
  popover = open_chip (library, "Tag");
  entry = test_widget_get_child (popover, "entry");
  g_assert_nonnull (find_check (popover, "Sea"));
  gtk_editable_set_text (entry, "tr");
  g_assert_null (find_check (popover, "Sea"));
  tick (popover, "Tree");
  wait_asked (library, "&tags=Tree&", 1);

  /* One that was not seen is typed. */
  gtk_editable_set_text (entry, "Harbour");
  g_signal_emit_by_name (entry, "activate");
  wait_asked (library, "&tags=+Tree+Harbour&", 1);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  g_assert_true (gtk_check_button_get_active (find_check (popover, "Harbour")));

  gtk_editable_set_text (entry, "R+D");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (popover, "message")));
  g_assert_cmpuint (test_service_count (library->service, "R+D"), ==, 0);
  gtk_editable_set_text (entry, "R");
  g_assert_false (gtk_widget_get_visible (test_widget_get_child (popover, "message")));

  gtk_check_button_set_active (find_check (popover, "Tree"), FALSE);
  wait_asked (library, "&tags=Harbour&", 1);
}

static void
test_keyword (TestLibrary *library, gconstpointer data)
{
  show (library);
  tick (open_chip (library, "Keyword"), "Travel");
  wait_asked (library, "&keywords=Travel&", 1);
}

static gboolean
has_fields (gpointer popover)
{
  return g_str_equal (test_widget_get_page (test_widget_get_child (popover, "stack")), "fields");
}

static void
test_field (TestLibrary *library, gconstpointer data)
{
  GtkWidget *popover;
  GtkEditable *entry;

  show (library);
  g_assert_cmpuint (test_service_count (library->service, "/custom/field"), ==, 0);
  popover = open_chip (library, "Field");
  test_wait_until (has_fields, popover, "the fields");
  entry = test_widget_get_child (popover, "value_entry");
  gtk_editable_set_text (entry, "A. Reed");
  g_signal_emit_by_name (entry, "activate");
  wait_asked (library, "&meta_text_0.keyword=\"A. Reed\"&", 1);
  g_assert_cmpstr (get_label (library, "Field"), ==, "Field: Credit = A. Reed");
  g_assert_false (gtk_check_button_get_active (find_check (popover, "Any Value")));
  tick (popover, "Not Set");
  wait_asked (library, "&meta_text_0.keyword=\"__null__\"&", 1);

  gtk_drop_down_set_selected (test_widget_get_child (popover, "field_drop_down"), 1);
  g_assert_true (gtk_check_button_get_active (find_check (popover, "Any Value")));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (entry)));
  tick (popover, "Print");
  wait_asked (library, "&meta_choice_1.keyword=\"Print\"&", 1);
  tick (popover, "Any Value");
  wait_asked (library, PLAIN, 2);
  g_assert_cmpuint (test_service_count (library->service, "/custom/field"), ==, 1);
}

static gboolean
has_failed (gpointer popover)
{
  return g_str_equal (test_widget_get_page (test_widget_get_child (popover, "stack")), "failed");
}

static void
test_field_fails (TestLibrary *library, gconstpointer data)
{
  GtkWidget *popover;

  test_service_refuse (library->service, "/custom/field", 403, "{}");
  show (library);
  popover = open_chip (library, "Field");
  test_wait_until (has_failed, popover, "the failure");
  test_service_refuse (library->service, "/custom/field", 0, NULL);
  click (test_widget_get_child (popover, "retry_button"));
  test_wait_until (has_fields, popover, "the fields");
}

static void
test_empty (TestLibrary *library, gconstpointer data)
{
  gpointer state_page;
  AdwStatusPage *page;
  GtkButton *button;

  show (library);
  test_service_refuse (library->service, "orientation=", 200, "{\"found\": 0}");
  tick (open_chip (library, "Orientation"), "Square");
  test_library_wait_page (library, "empty");
  state_page = test_library_get_child (library, "state_page");
  page = test_widget_get_child (state_page, "page");
  button = test_widget_get_child (state_page, "button");
  g_assert_cmpstr (adw_status_page_get_description (page), ==,
                   "Nothing in All Assets matches all filters.");
  g_assert_cmpstr (gtk_button_get_label (button), ==, "_Clear Filters");
  click (button);
  test_library_wait_page (library, "grid");
}

static void
sort (TestLibrary *library, const char *action, GVariant *target)
{
  GtkWidget *sort_button = test_widget_find (library->library, PICKER_TYPE_SORT_BUTTON);

  g_assert_true (gtk_widget_activate_action_variant (sort_button, action, target));
}

static void
test_sort (TestLibrary *library, gconstpointer data)
{
  show (library);
  sort (library, "sort.by", g_variant_new_string ("name"));
  wait_asked (library, "&sortBy=name&sortDirection=ascending&", 1);
  sort (library, "sort.descending", g_variant_new_boolean (TRUE));
  wait_asked (library, "&sortBy=name&sortDirection=descending&", 1);
  sort (library, "sort.by", g_variant_new_string ("size"));
  wait_asked (library, "&sortBy=size&sortDirection=descending&", 1);
  g_assert_cmpint (g_settings_get_enum (library->settings, "sort"), ==, CANTO_SORT_SIZE);
}

static void
test_sort_is_remembered (TestLibrary *library, gconstpointer data)
{
  g_settings_set_string (library->settings, "sort", "name");
  g_settings_set_boolean (library->settings, "sort-descending", FALSE);
  show (library);
  g_assert_cmpuint (test_service_count (library->service, "&sortBy=name&sortDirection=ascending&"),
                    ==, 1);
  g_assert_cmpuint (test_service_count (library->service, "sortBy=time"), ==, 0);
}

#define ADD(path, test) g_test_add (path, TestLibrary, NULL, set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/filters/approved-only", test_approved_only);
  ADD ("/filters/approved-by-default", test_approved_by_default);
  ADD ("/filters/type", test_type);
  ADD ("/filters/type-of-place", test_type_of_place);
  ADD ("/filters/status", test_status);
  ADD ("/filters/orientation", test_orientation);
  ADD ("/filters/changed", test_changed);
  ADD ("/T12/filters/tag", test_tag);
  ADD ("/filters/keyword", test_keyword);
  ADD ("/T13/filters/field", test_field);
  ADD ("/filters/field-fails", test_field_fails);
  ADD ("/filters/empty", test_empty);
  ADD ("/sort/by-menu", test_sort);
  ADD ("/sort/is-remembered", test_sort_is_remembered);

  return g_test_run ();
}
