/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window of 360 pixels: what is read there is not cut, and what opens over it is no wider. */

#include "picker-fit-window.h"
#include "picker-preferences-window.h"
#include "picker-recheck-window.h"
#include "test-desk.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>

#define NARROW_PX 360

static gboolean
is_narrow (gpointer window)
{
  return gtk_widget_get_width (window) == NARROW_PX;
}

static void
narrow (TestLibrary *library)
{
  gtk_window_set_default_size (GTK_WINDOW (library->window), NARROW_PX, 700);
  test_wait_until (is_narrow, library->window, "a narrow window");
  test_widget_wait_frames (library->window, 3);
}

static gboolean
is_cut (GtkWidget *label)
{
  return pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label)));
}

/* The demo begins with it. */
static void
test_heading (TestDesk *desk, gconstpointer data)
{
  GtkWidget *count = test_library_get_child (&desk->library, "place_count");
  GtkWidget *title = test_library_get_child (&desk->library, "place_title");

  narrow (&desk->library);

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (title)), ==, "All Assets");
  g_assert_false (is_cut (title));
  g_assert_false (is_cut (test_widget_get_child (count, "label")));
}

/* The window over @parent, or %NULL. */
static GtkWindow *
find_over (GtkWidget *parent)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (parent)
          && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static gboolean
has_over (gpointer parent)
{
  return find_over (parent) != NULL;
}

static void
check_over (TestLibrary *library, const char *name)
{
  GtkWindow *window;

  test_wait_until (has_over, library->window, name);
  window = find_over (library->window);
  test_widget_wait_frames (window, 2);
  g_test_message ("%s: %d px", name, gtk_widget_get_width (GTK_WIDGET (window)));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, NARROW_PX);
  gtk_window_destroy (window);
}

static void
test_dialogs (TestDesk *desk, gconstpointer data)
{
  const char *actions[] = { "assets.share", "assets.add-to-album", "assets.delete" };

  narrow (&desk->library);
  test_desk_select (desk, 0, 1);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_assert_true (
          gtk_widget_activate_action (GTK_WIDGET (desk->library.library), actions[i], NULL));
      check_over (&desk->library, actions[i]);
    }
}

static void
test_report (TestDesk *desk, gconstpointer data)
{
  GtkWindow *parent = GTK_WINDOW (desk->library.window);
  GtkWidget *window;

  narrow (&desk->library);
  window = picker_recheck_window_new (parent, desk->library.session);
  gtk_window_present (GTK_WINDOW (window));
  check_over (&desk->library, "the report on links");
}

static void
test_shortcuts (TestDesk *desk, gconstpointer data)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/io/github/descant/Descant/ui/picker-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));

  g_assert_true (ADW_IS_ACTION_ROW (gtk_builder_get_object (builder, "quick_row")));
  narrow (&desk->library);
  gtk_window_set_transient_for (window, GTK_WINDOW (desk->library.window));
  picker_fit_window (window);
  gtk_window_present (window);
  check_over (&desk->library, "the shortcuts");
}

static void
test_preferences (TestDesk *desk, gconstpointer data)
{
  TestLibrary *library = &desk->library;
  GtkWidget *window = picker_preferences_window_new (GTK_WINDOW (library->window),
                                                     library->settings, library->session, NULL);

  narrow (library);
  picker_fit_window (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  check_over (library, "the preferences");
}

/* The narrowest that the contents of the window can be, and what of them makes them so wide. */
static void
assert_fits (TestLibrary *library, const char *what)
{
  GtkWidget *contents = GTK_WIDGET (library->library);
  int minimum;

  test_widget_wait_frames (contents, 3);
  gtk_widget_measure (contents, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_test_message ("%s: %d px", what, minimum);
  g_assert_cmpint (minimum, <=, NARROW_PX);
}

/* Whatever is selected, and whatever the button says. */
static void
test_contents (TestDesk *desk, gconstpointer data)
{
  static const char *const words[] = { "url", "image", "responsive", "latex" };
  TestLibrary *library = &desk->library;

  narrow (library);
  assert_fits (library, "nothing selected");
  for (guint n = 1; n <= 3; n += 2)
    {
      test_desk_select (desk, 0, n);
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        {
          g_settings_set (library->settings, "preset", "(ssss)",
                          "A preset with a name that says a lot about what it makes",
                          "16:9/1600x900/jpg", words[i], "");
          assert_fits (library, words[i]);
        }
    }
  g_settings_set_string (library->settings, "view", "list");
  assert_fits (library, "the list");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy", NULL));
  assert_fits (library, "copied");
}

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  g_test_add ("/narrow/heading", TestDesk, NULL, test_desk_set_up, test_heading,
              test_desk_tear_down);
  g_test_add ("/narrow/contents", TestDesk, NULL, test_desk_set_up, test_contents,
              test_desk_tear_down);
  g_test_add ("/narrow/dialogs", TestDesk, NULL, test_desk_set_up, test_dialogs,
              test_desk_tear_down);
  g_test_add ("/narrow/report", TestDesk, NULL, test_desk_set_up, test_report, test_desk_tear_down);
  g_test_add ("/narrow/shortcuts", TestDesk, NULL, test_desk_set_up, test_shortcuts,
              test_desk_tear_down);
  g_test_add ("/narrow/preferences", TestDesk, NULL, test_desk_set_up, test_preferences,
              test_desk_tear_down);

  return g_test_run ();
}
