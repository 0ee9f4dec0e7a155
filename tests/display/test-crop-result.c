/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the crop and size editor shows of what the delivery network makes, in trouble and in time.
 */

#include "picker-crop-window.h"
#include "test-cropper.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

/* Trouble */

/* @data: the scenario */
static void
set_up_in_trouble (TestDesk *desk, gconstpointer data)
{
  g_autofree char *n_assets = g_strdup_printf ("--assets=%d", TEST_DESK_ASSETS);
  g_autofree char *scenario = g_strdup_printf ("--scenario=%s", (const char *) data);

  desk->tenant = test_tenant_start (n_assets, scenario, NULL);
  desk->library.session = test_session_new_with_scope (desk->tenant, "admin");
  desk->library.settings = test_session_new_settings ();
  g_settings_set_boolean (desk->library.settings, "approved-only", FALSE);
  test_library_show (&desk->library);
  test_library_wait_page (&desk->library, "grid");
}

static void
test_trouble (TestDesk *desk, gconstpointer data)
{
  guint position = test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_NONE);
  GtkWidget *window = test_cropper_open (desk, position);
  gpointer result = test_widget_get_child (window, "result");

  if (g_str_equal (data, "delivery-gone"))
    test_cropper_wait_facts (window, "The link does not work: nothing is there (404).");
  else if (g_str_equal (data, "delivery-sign-in"))
    test_cropper_wait_facts (window, "The link does not work: it leads to a web page.");
  else
    test_cropper_wait_facts (window, "No picture came: the delivery network cannot be reached.");
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (result, "note")));
  g_assert_cmpstr (test_cropper_get_result_text (window, "note"), !=, "");
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (result, "retry_button")));
  g_assert_null (gtk_picture_get_paintable (test_widget_get_child (result, "picture")));
}

/* A service of the test's own, that can be silent */

#define BASE "/image/123456789012/image_f1/"

static GBytes *
make_jpeg (int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize n_bytes;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &n_bytes, "jpeg", &error, NULL));

  return g_bytes_new_take (data, n_bytes);
}

static void
add_jpeg (TestDesk *desk, const char *path, int width, int height)
{
  g_autoptr (GBytes) bytes = make_jpeg (width, height);

  test_service_set_bytes (desk->library.service, path, "image/jpeg", bytes);
}

/* @size: of the original, as its metadata */
static void
set_up_picture (TestDesk *desk, gconstpointer data, const char *size)
{
  g_autofree char *listed = g_strdup_printf ("\"approvalStatus\": \"Approved\", %s", size);
  g_autofree char *details = NULL;

  test_library_set_up (&desk->library, data);
  details = g_strdup_printf ("\"additional\": {\"MDC Image URL\": \"%s" BASE "-FJPG\"}",
                             test_service_get_base (desk->library.service));
  test_service_add_asset (desk->library.service, "image", "f1", "fine.jpg", listed, details);
  add_jpeg (desk, BASE "-B1200-FJPG", 1200, 800);
  add_jpeg (desk, BASE "-B800-FJPG", 800, 533);
  add_jpeg (desk, BASE "-B400-FJPG", 400, 267);
  test_library_show (&desk->library);
  test_library_wait_items (&desk->library, 1);
  test_library_wait_page (&desk->library, "grid");
}

static void
set_up_service (TestDesk *desk, gconstpointer data)
{
  set_up_picture (desk, data, "\"width\": \"3000\", \"height\": \"2000\"");
}

static void
set_up_small (TestDesk *desk, gconstpointer data)
{
  set_up_picture (desk, data, "\"width\": \"900\", \"height\": \"600\"");
}

static void
tear_down_service (TestDesk *desk, gconstpointer data)
{
  test_library_tear_down (&desk->library, data);
}

static gboolean
has_held (gpointer service)
{
  return test_service_count_held (service) > 0;
}

typedef struct
{
  gpointer window;
  const char *text;
} Facts;

static gboolean
says_part_of_facts (gpointer user_data)
{
  Facts *facts = user_data;

  return g_str_has_prefix (test_cropper_get_result_text (facts->window, "facts"), facts->text);
}

static void
wait_facts_begin (gpointer window, const char *text)
{
  Facts facts = { window, text };

  test_wait_until (says_part_of_facts, &facts, text);
}

/* What comes late is of a link that nobody looks at any more; meanwhile nothing is said of the new
 * one. */
static void
test_late_answer (TestDesk *desk, gconstpointer data)
{
  GtkWidget *window = test_cropper_open (desk, 0);

  wait_facts_begin (window, "1200 × 800 JPEG, ");
  test_service_hold (desk->library.service, "-B800-FJPG");
  test_cropper_choose_size (window, 4);
  g_assert_cmpstr (test_cropper_get_result_text (window, "facts"), ==, "Being made…");
  test_wait_until (has_held, desk->library.service, "the question");
  test_cropper_choose_size (window, 5);
  test_service_release (desk->library.service);
  wait_facts_begin (window, "400 × 267 JPEG, ");
  test_widget_wait_frames (window, 20);
  g_assert_true (
      g_str_has_prefix (test_cropper_get_result_text (window, "facts"), "400 × 267 JPEG, "));
}

/* Who looks through sizes asks for the last one alone. */
static void
test_settled (TestDesk *desk, gconstpointer data)
{
  GtkWidget *window = test_cropper_open (desk, 0);

  wait_facts_begin (window, "1200 × 800 JPEG, ");
  for (guint size = 0; size < 6; size++)
    test_cropper_choose_size (window, size);
  wait_facts_begin (window, "400 × 267 JPEG, ");
  g_assert_cmpuint (test_service_count (desk->library.service, "-B2000-FJPG"), ==, 0);
  g_assert_cmpuint (test_service_count (desk->library.service, "-B800-FJPG"), ==, 0);
}

/* What was missing may be there now. */
static void
test_tried_again (TestDesk *desk, gconstpointer data)
{
  GtkWidget *window = test_cropper_open (desk, 0);

  wait_facts_begin (window, "1200 × 800 JPEG, ");
  test_cropper_choose_format (window, DELIVERY_FORMAT_PNG);
  test_cropper_wait_facts (window, "The link does not work: nothing is there (404).");
  add_jpeg (desk, BASE "-B1200-FPNG", 1200, 800);
  g_signal_emit_by_name (
      test_widget_get_child (test_widget_get_child (window, "result"), "retry_button"), "clicked");
  wait_facts_begin (window, "1200 × 800 PNG, ");
}

/* The network has fewer pixels than the original, and says nothing of that itself. */
static void
test_master (TestDesk *desk, gconstpointer data)
{
  GtkWidget *window;

  add_jpeg (desk, BASE "-B3000-FJPG", 2048, 1365);
  window = test_cropper_open (desk, 0);
  test_cropper_choose_size (window, 6);
  gtk_spin_button_set_value (test_widget_get_child (window, "other_size"), 3000);
  wait_facts_begin (window, "2048 × 1365 JPEG, ");
  g_assert_nonnull (strstr (test_cropper_get_result_text (window, "note"),
                            "from a copy of 2048 px, in which it has 2048 × 1365"));
}

/* Here it is the original that has no more. */
static void
test_small_original (TestDesk *desk, gconstpointer data)
{
  GtkWidget *window;

  add_jpeg (desk, BASE "-B1200-FJPG", 900, 600);
  window = test_cropper_open (desk, 0);
  wait_facts_begin (window, "900 × 600 JPEG, ");
  g_assert_true (
      g_str_has_prefix (test_cropper_get_result_text (window, "note"), "There are no more pixels"));
}

/* What is on its way does not keep a window that is closed, nor its parent. */
static void
test_closed (TestDesk *desk, gconstpointer data)
{
  GtkWidget *window;

  test_service_hold (desk->library.service, "-S2000x2000");
  window = test_cropper_open (desk, 0);
  test_wait_until (has_held, desk->library.service, "the question for the picture");
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  g_assert_null (window);
  test_widget_close (desk->library.window);
  test_service_release (desk->library.service);
  test_library_show (&desk->library);
}

/* The details do not come, and then they do. */
static void
test_no_details (TestDesk *desk, gconstpointer data)
{
  GtkWidget *window;

  test_service_refuse (desk->library.service, "batch/content", 403, "{}");
  test_service_refuse (desk->library.service, "/api/v1/image/f1", 403, "{}");
  test_widget_close (desk->library.window);
  test_library_show (&desk->library);
  test_library_wait_items (&desk->library, 1);
  test_library_wait_page (&desk->library, "grid");
  test_library_select (&desk->library, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->library.grid), "link.crop", NULL));
  window = test_cropper_wait_window (PICKER_TYPE_CROP_WINDOW);
  test_desk_wait_text (window, "Not Allowed");
  g_assert_false (gtk_widget_get_sensitive (test_widget_get_child (window, "copy_button")));

  test_service_refuse (desk->library.service, "batch/content", 0, NULL);
  test_service_refuse (desk->library.service, "/api/v1/image/f1", 0, NULL);
  test_cropper_click (window, "retry_button");
  test_cropper_wait ();
  g_assert_true (gtk_widget_get_sensitive (test_widget_get_child (window, "copy_button")));
}

#define ADD_TROUBLE(path, scenario)                                                                \
  g_test_add (path, TestDesk, scenario, set_up_in_trouble, test_trouble, test_desk_tear_down)

#define ADD_OWN(path, test)                                                                        \
  g_test_add (path, TestDesk, NULL, set_up_service, test, tear_down_service)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD_TROUBLE ("/crop/gone", "delivery-gone");
  ADD_TROUBLE ("/crop/sign-in-page", "delivery-sign-in");
  ADD_TROUBLE ("/crop/away", "delivery-away");
  ADD_OWN ("/crop/late-answer", test_late_answer);
  ADD_OWN ("/crop/settled", test_settled);
  ADD_OWN ("/crop/tried-again", test_tried_again);
  ADD_OWN ("/crop/master", test_master);
  g_test_add ("/crop/small-original", TestDesk, NULL, set_up_small, test_small_original,
              tear_down_service);
  ADD_OWN ("/crop/closed", test_closed);
  ADD_OWN ("/crop/no-details", test_no_details);

  return g_test_run ();
}
