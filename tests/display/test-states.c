/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The scenarios of the tenant, as a person sees them in the library. */

#include "picker-banner.h"
#include "picker-list.h"
#include "picker-place-count.h"
#include "picker-thumbnail.h"
#include "test-library.h"
#include "test-session.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <signal.h>
#include <string.h>

/* What the one button of a state does. */
typedef enum
{
  LEADS_NOWHERE, /* there is no button, or its place is told by a test of its own */
  LEADS_BACK,    /* asks again, and the answer is the same */
  LEADS_SIGN_IN,
} Lead;

typedef struct
{
  const char *scenario;
  guint n_calls_before; /* that are made before it is looked at */
  const char *page;     /* of test_library_get_page() */
  const char *title;    /* (nullable): of a state */
  const char *part;     /* (nullable): of what it says more */
  const char *label;    /* (nullable): of its one button */
  Lead lead;
} Case;

#define N_ASSETS        300
#define DETAILS_WAIT_US (25 * G_USEC_PER_SEC)

static const Case cases[] = {
  { "empty", 0, "empty", "Nothing Here Yet", "no asset in All Assets", "_Look Again", LEADS_BACK },
  { "expired-token", 10, "error", "You Are Signed Out", "Sign in again", "Sign _In",
    LEADS_SIGN_IN },
  { "html", 0, "error", "Canto's Answer Cannot Be Read", "no JSON", "Try _Again", LEADS_BACK },
  { "broken-json", 0, "error", "Canto's Answer Cannot Be Read", "Try again", "Try _Again",
    LEADS_BACK },
  { "too-huge-json", 0, "error", "Canto's Answer Cannot Be Read", "larger than the 64.0",
    "Try _Again", LEADS_BACK },
  { "huge-json", 0, "grid", NULL, NULL, NULL, LEADS_NOWHERE },
  { "slow", 0, "grid", NULL, NULL, NULL, LEADS_NOWHERE },
  { "flaky", 0, "grid", NULL, NULL, NULL, LEADS_NOWHERE },
};

typedef struct
{
  TestTenant *tenant;
  TestLibrary library;
} Fixture;

static CantoClient *
get_client (Fixture *fixture)
{
  return engine_session_get_client (fixture->library.session);
}

static void
ask_something_else (Fixture *fixture, guint n_calls)
{
  for (guint i = 0; i < n_calls; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (CantoUser) user = NULL;

      canto_client_get_user_async (get_client (fixture), CANTO_PRIORITY_INTERACTIVE, NULL,
                                   (GAsyncReadyCallback) test_keep_result, &result);
      user = canto_client_get_user_finish (get_client (fixture), test_wait_result (&result), NULL);
      g_assert_nonnull (user);
    }
}

static void
start (Fixture *fixture, const char *scenario, guint n_assets, guint n_calls_before)
{
  g_autofree char *scenario_argument = g_strconcat ("--scenario=", scenario, NULL);
  g_autofree char *assets_argument = g_strdup_printf ("--assets=%u", n_assets);

  fixture->tenant =
      test_tenant_start (scenario_argument, assets_argument, "--calls-per-minute=6000", NULL);
  fixture->library.session = test_session_new (fixture->tenant, 6000);
  fixture->library.settings = test_session_new_settings ();
  ask_something_else (fixture, n_calls_before);
  test_library_show (&fixture->library);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_widget_close (fixture->library.window);
  g_object_unref (fixture->library.settings);
  test_session_free (fixture->library.session);
  g_free (test_tenant_stop (fixture->tenant));
}

/* Deep paging (6.13) */

static const char *
get_count (Fixture *fixture)
{
  return picker_place_count_get_text (test_library_get_child (&fixture->library, "place_count"));
}

static gpointer
get_count_child (Fixture *fixture, const char *name)
{
  return test_widget_get_child (test_library_get_child (&fixture->library, "place_count"), name);
}

static gboolean
is_first_shown (gpointer user_data)
{
  Fixture *fixture = user_data;
  PickerTile *tile = test_tiles_find (fixture->library.grid, 9999);

  return tile != NULL && test_tiles_is_on_screen (fixture->library.grid, tile)
         && g_str_equal (test_tiles_get_page (tile), "picture");
}

static gboolean
is_sorted_ascending (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (CatalogSlot) slot = g_list_model_get_item (G_LIST_MODEL (fixture->library.list), 0);

  return !g_settings_get_boolean (fixture->library.settings, "sort-descending")
         && catalog_asset_list_get_status (fixture->library.list) == CATALOG_STATUS_READY
         && catalog_slot_get_asset (slot) != NULL;
}

/* Whoever goes to the end of the list is told that there is more, and how to come to it. */
static void
test_deep_paging (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;

  start (fixture, data, 52000, 0);
  test_library_wait_items (&fixture->library, 52000);
  g_assert_cmpstr (get_count (fixture), ==, "52000 assets");
  button = get_count_child (fixture, "button");
  g_assert_false (gtk_widget_get_visible (button));

  test_widget_wait_frames (fixture->library.grid, 4);
  gtk_widget_activate_action (test_widget_get_child (fixture->library.grid, "view"),
                              "list.scroll-to-item", "u", 51999);
  test_library_wait_items (&fixture->library, 10000);
  g_assert_cmpstr (get_count (fixture), ==, "First 10000 of 52000");
  g_assert_true (gtk_widget_get_mapped (button));
  test_wait_until (is_first_shown, fixture, "the last that is given");
  g_assert_cmpstr (test_library_get_page (fixture->library.library), ==, "grid");

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_nonnull (strstr (gtk_label_get_text (get_count_child (fixture, "text")),
                            "Canto gives the first 10000 assets"));
  g_signal_emit_by_name (get_count_child (fixture, "reverse_button"), "clicked");
  test_wait_until (is_sorted_ascending, fixture, "the other end");
  g_assert_cmpstr (get_count (fixture), ==, "First 10000 of 52000");
  g_assert_false (
      gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)))));
}

static PickerVisible *
get_rows (Fixture *fixture)
{
  return picker_list_get_visible (test_widget_find (fixture->library.grid, PICKER_TYPE_LIST));
}

static gboolean
is_last_row_shown (gpointer user_data)
{
  PickerVisible *rows = get_rows (user_data);
  PickerCell *cell = picker_visible_find (rows, 9999);

  return cell != NULL && picker_visible_is_on_screen (rows, cell)
         && catalog_slot_get_asset (picker_cell_get_slot (cell)) != NULL;
}

/* The list, too, stays with the assets that there are. */
static void
test_deep_paging_list (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view;

  start (fixture, data, 52000, 0);
  test_library_wait_items (&fixture->library, 52000);
  g_settings_set_string (fixture->library.settings, "view", "list");
  test_widget_wait_frames (fixture->library.grid, 4);
  view = test_widget_find (test_widget_find (fixture->library.grid, PICKER_TYPE_LIST),
                           GTK_TYPE_LIST_VIEW);
  gtk_widget_activate_action (view, "list.scroll-to-item", "u", 51999);
  test_library_wait_items (&fixture->library, 10000);
  test_wait_until (is_last_row_shown, fixture, "the last that is given");
  g_assert_cmpuint (picker_visible_get_first (get_rows (fixture)), <, 10000);
}

/* Every other state */

/* The one button that can be seen, or NULL. */
static GtkWidget *
get_button (Fixture *fixture)
{
  g_autoptr (GPtrArray) buttons = test_widget_find_all (
      test_library_get_child (&fixture->library, "state_page"), GTK_TYPE_BUTTON);
  GtkWidget *found = NULL;

  for (guint i = 0; i < buttons->len; i++)
    {
      if (!gtk_widget_get_mapped (buttons->pdata[i]))
        continue;
      g_assert_null (found);
      found = buttons->pdata[i];
    }

  return found;
}

static void
check_state (Fixture *fixture, const char *title, const char *part, const char *label)
{
  AdwStatusPage *page = test_library_get_state_child (&fixture->library, "page");
  GtkWidget *button;

  test_widget_wait_frames (fixture->library.library, 2);
  button = get_button (fixture);
  g_assert_cmpstr (adw_status_page_get_title (page), ==, title);
  g_assert_nonnull (adw_status_page_get_icon_name (page));
  g_assert_nonnull (strstr (adw_status_page_get_description (page), part));
  g_assert_nonnull (button);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, label);
  g_assert_null (picker_banner_get_text (test_library_get_child (&fixture->library, "banner")));
}

typedef struct
{
  Fixture *fixture;
  guint64 n_calls;
} CallsWait;

static gboolean
has_asked (gpointer user_data)
{
  CallsWait *wait = user_data;

  return canto_client_get_n_counted_calls (get_client (wait->fixture)) > wait->n_calls;
}

static void
check_lead (Fixture *fixture, const Case *expected)
{
  CallsWait wait = { fixture, canto_client_get_n_counted_calls (get_client (fixture)) };

  if (expected->lead == LEADS_NOWHERE)
    return;

  g_signal_emit_by_name (get_button (fixture), "clicked");
  if (expected->lead == LEADS_SIGN_IN)
    {
      g_assert_cmpuint (fixture->library.n_sign_ins, ==, 1);
      return;
    }

  test_wait_until (has_asked, &wait, "the question");
  test_library_wait_page (&fixture->library, expected->page);
  check_state (fixture, expected->title, expected->part, expected->label);
}

typedef struct
{
  PickerGrid *grid;
  gint64 end_us;
} DetailsWait;

static gboolean
is_settled_or_late (gpointer user_data)
{
  DetailsWait *wait = user_data;

  return test_tiles_is_settled (wait->grid) || g_get_monotonic_time () > wait->end_us;
}

/* The answer with the details of what is on screen may be one that goes wrong: they are asked for
 * again after RETRY_AFTER_US of the list, which is as long as a test waits for one thing. */
static void
settle (PickerGrid *grid)
{
  DetailsWait wait = { grid, g_get_monotonic_time () + DETAILS_WAIT_US };

  test_wait_until (is_settled_or_late, &wait, "the tiles on screen, or most of the time");
  test_tiles_settle (grid);
}

static void
test_state (Fixture *fixture, gconstpointer data)
{
  const Case *expected = data;

  start (fixture, expected->scenario, N_ASSETS, expected->n_calls_before);
  test_library_wait_page (&fixture->library, expected->page);
  if (expected->title == NULL)
    {
      test_library_wait_items (&fixture->library, N_ASSETS);
      settle (fixture->library.grid);
      return;
    }

  check_state (fixture, expected->title, expected->part, expected->label);
  check_lead (fixture, expected);
}

/* The number of seconds that the page counts down, or 0. */
static guint
get_seconds (Fixture *fixture)
{
  AdwStatusPage *page = test_library_get_state_child (&fixture->library, "page");
  const char *text = strstr (adw_status_page_get_description (page), " in ");

  return text != NULL ? (guint) g_ascii_strtoull (text + strlen (" in "), NULL, 10) : 0;
}

typedef struct
{
  Fixture *fixture;
  guint seconds;
} SecondsWait;

static gboolean
is_less (gpointer user_data)
{
  SecondsWait *wait = user_data;
  guint seconds = get_seconds (wait->fixture);

  return seconds > 0 && seconds < wait->seconds;
}

/* The wait is counted down; then it goes on by itself. */
static void
test_rate_limited (Fixture *fixture, gconstpointer data)
{
  SecondsWait wait = { fixture, 0 };

  start (fixture, "rate-limited", N_ASSETS, 40);
  test_library_wait_page (&fixture->library, "waiting");
  check_state (fixture, "Canto Wants a Pause", "limit of requests", "Try _Now");
  wait.seconds = get_seconds (fixture);
  g_assert_cmpuint (wait.seconds, >, 0);
  test_wait_until (is_less, &wait, "a second to pass");
  test_library_wait_page (&fixture->library, "grid");
  test_library_wait_items (&fixture->library, N_ASSETS);
}

/* Whoever does not want to wait asks at once, be it too early. */
static void
test_try_now (Fixture *fixture, gconstpointer data)
{
  CallsWait wait = { fixture, 0 };

  start (fixture, "rate-limited", N_ASSETS, 40);
  test_library_wait_page (&fixture->library, "waiting");
  check_state (fixture, "Canto Wants a Pause", "limit of requests", "Try _Now");
  wait.n_calls = canto_client_get_n_counted_calls (get_client (fixture));
  g_signal_emit_by_name (get_button (fixture), "clicked");
  test_wait_until (has_asked, &wait, "the question");
  test_library_wait_page (&fixture->library, "grid");
}

static gboolean
shows_assets (gpointer user_data)
{
  Fixture *fixture = user_data;

  return g_str_equal (test_library_get_page (fixture->library.library), "grid");
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  start (fixture, "offline", N_ASSETS, 9);
  test_library_wait_page (&fixture->library, "error");
  check_state (fixture, "Canto Cannot Be Reached", "Check your network connection", "Try _Again");

  kill (test_tenant_get_pid (fixture->tenant), SIGUSR1);
  /* Before the tenant listens again the click asks in vain; then it goes on by itself. */
  g_signal_emit_by_name (get_button (fixture), "clicked");
  test_wait_until (shows_assets, fixture, "the assets");
  test_library_wait_items (&fixture->library, N_ASSETS);
}

typedef struct
{
  Fixture *fixture;
  PickerTile *tile;
} TileWait;

static gboolean
has_failed_tile (gpointer user_data)
{
  TileWait *wait = user_data;
  g_autoptr (GPtrArray) tiles =
      test_widget_find_all (wait->fixture->library.grid, PICKER_TYPE_TILE);

  for (guint i = 0; i < tiles->len; i++)
    {
      if (test_tiles_is_on_screen (wait->fixture->library.grid, tiles->pdata[i])
          && g_str_equal (test_tiles_get_page (tiles->pdata[i]), "failed"))
        wait->tile = tiles->pdata[i];
    }

  return wait->tile != NULL;
}

/* Of each picture that would fill the memory the tile says so; the assets are there. */
static void
test_picture_bomb (Fixture *fixture, gconstpointer data)
{
  TileWait wait = { fixture, NULL };

  start (fixture, "picture-bomb", N_ASSETS, 0);
  test_library_wait_items (&fixture->library, N_ASSETS);
  g_assert_cmpstr (test_library_get_page (fixture->library.library), ==, "grid");
  test_wait_until (has_failed_tile, &wait, "a picture to fail");
  g_assert_true (gtk_widget_get_mapped (
      test_widget_find (test_widget_find (wait.tile, PICKER_TYPE_THUMBNAIL), GTK_TYPE_BUTTON)));
}

static const char *
get_toast (Fixture *fixture)
{
  g_autoptr (GPtrArray) labels =
      test_widget_find_all (test_library_get_child (&fixture->library, "toasts"), GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      const char *text = gtk_label_get_text (labels->pdata[i]);

      if (gtk_widget_get_mapped (labels->pdata[i])
          && strstr (text, "Previews cannot be kept") != NULL)
        return text;
    }

  return NULL;
}

static gboolean
has_toast (gpointer user_data)
{
  return get_toast (user_data) != NULL;
}

/* On a disk that takes nothing the pictures are shown all the same, and one toast says so. */
static void
test_not_kept (Fixture *fixture, gconstpointer data)
{
  fixture->tenant = test_tenant_start ("--assets=300", "--calls-per-minute=6000", NULL);
  fixture->library.session = test_session_new_with_cache (fixture->tenant, 6000, "/dev/null");
  fixture->library.settings = test_session_new_settings ();
  test_library_show (&fixture->library);
  test_wait_until (has_toast, fixture, "the toast");
  test_library_wait_items (&fixture->library, N_ASSETS);
  test_tiles_settle (fixture->library.grid);
}

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);

  g_test_add ("/states/deep-paging", Fixture, "deep-paging", NULL, test_deep_paging, tear_down);
  g_test_add ("/states/deep-paging-empty", Fixture, "deep-paging-empty", NULL, test_deep_paging,
              tear_down);

  g_test_add ("/states/deep-paging-list", Fixture, "deep-paging", NULL, test_deep_paging_list,
              tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/states/", cases[i].scenario, NULL);

      g_test_add (path, Fixture, &cases[i], NULL, test_state, tear_down);
    }
  g_test_add ("/states/rate-limited", Fixture, NULL, NULL, test_rate_limited, tear_down);
  g_test_add ("/states/rate-limited-try-now", Fixture, NULL, NULL, test_try_now, tear_down);
  g_test_add ("/states/offline", Fixture, NULL, NULL, test_offline, tear_down);
  g_test_add ("/states/picture-bomb", Fixture, NULL, NULL, test_picture_bomb, tear_down);
  g_test_add ("/states/previews-not-kept", Fixture, NULL, NULL, test_not_kept, tear_down);

  return g_test_run ();
}
