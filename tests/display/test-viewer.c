/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The viewer: closer and back, the whole screen, and what is said and dragged there. */

#include "picker-concern-popover.h"
#include "picker-preview.h"
#include "picker-viewer.h"
#include "test-hand.h"
#include "test-library.h"
#include "test-wait.h"
#include "test-widget.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>

enum
{
  FIRST,
  SECOND,
  EXPIRED,
  N_ASSETS,
};

#define WIDTH_PX  1600
#define HEIGHT_PX 800

static GBytes *
make_jpeg (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, WIDTH_PX, HEIGHT_PX);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "jpeg", &error, NULL);
  g_assert_no_error (error);

  return g_bytes_new_take (data, length);
}

static void
add_picture (TestLibrary *library, const char *id, const char *status, GBytes *jpeg)
{
  const char *base = test_service_get_base (library->service);
  g_autofree char *path = g_strdup_printf ("/api_binary/v1/image/%s/preview/800", id);
  g_autofree char *list =
      g_strdup_printf ("\"approvalStatus\": \"%s\","
                       " \"url\": {\"preview\": \"%s/api_binary/v1/image/%s/preview\"}",
                       status, base, id);
  g_autofree char *details =
      g_strdup_printf ("\"additional\": {\"MDC Image URL\":"
                       " \"http://127.0.0.1:1/image/123456789012/image_%s/-FJPG/a.jpg\"}",
                       id);
  g_autofree char *name = g_strconcat (id, ".jpg", NULL);

  test_service_add_asset (library->service, "image", id, name, list, details);
  test_service_set_bytes (library->service, path, "image/jpeg", jpeg);
}

static PickerViewer *
get_viewer (TestLibrary *library)
{
  return test_widget_find (library->library, PICKER_TYPE_VIEWER);
}

static PickerPreview *
get_preview (TestLibrary *library)
{
  return test_widget_find (get_viewer (library), PICKER_TYPE_PREVIEW);
}

static PickerZoom *
get_zoom (TestLibrary *library)
{
  return picker_preview_get_zoom (get_preview (library));
}

static gboolean
has_picture (gpointer library)
{
  PickerZoom *zoom = get_zoom (library);
  GdkPaintable *paintable = picker_zoom_get_paintable (zoom);

  return gtk_widget_get_mapped (GTK_WIDGET (zoom)) && gtk_widget_get_width (GTK_WIDGET (zoom)) > 0
         && paintable != NULL && gdk_paintable_get_intrinsic_width (paintable) == WIDTH_PX;
}

static void
set_up (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();

  test_library_set_up (library, data);
  add_picture (library, "i0", "Approved", jpeg);
  add_picture (library, "i1", "Approved", jpeg);
  add_picture (library, "i2", "Expired", jpeg);
  test_library_show (library);
  test_library_wait_items (library, N_ASSETS);
  test_library_wait_page (library, "grid");
}

static void
open_at (TestLibrary *library, guint position)
{
  test_library_select (library, position);
  gtk_widget_activate_action (GTK_WIDGET (library->library), "viewer.open", NULL);
  test_wait_until (has_picture, library, "the picture in the viewer");
}

typedef struct
{
  TestLibrary *library;
  double factor;
} FactorWait;

static gboolean
has_factor (gpointer user_data)
{
  FactorWait *wait = user_data;

  return fabs (picker_zoom_get_factor (get_zoom (wait->library)) - wait->factor) < 0.01;
}

static void
wait_factor (TestLibrary *library, double factor)
{
  FactorWait wait = { library, factor };
  g_autofree char *what = g_strdup_printf ("a zoom of %.2f", factor);

  test_wait_until (has_factor, &wait, what);
}

static void
test_zoom_keys (TestLibrary *library, gconstpointer data)
{
  open_at (library, FIRST);
  wait_factor (library, 1);
  test_hand_press (library->window, "ctrl+plus");
  wait_factor (library, 1.25);
  g_assert_true (picker_zoom_get_is_cut (get_zoom (library)));
  test_hand_press (library->window, "ctrl+plus");
  wait_factor (library, 1.5625);
  test_hand_press (library->window, "ctrl+minus");
  wait_factor (library, 1.25);
  test_hand_press (library->window, "ctrl+0");
  wait_factor (library, 1);
  /* The tiles below keep their size. */
  g_assert_cmpint (
      g_settings_get_int (library->settings, "tile-size"), ==,
      g_variant_get_int32 (g_settings_get_default_value (library->settings, "tile-size")));
}

/* Another asset begins as large as there is room for. */
static void
test_zoom_next (TestLibrary *library, gconstpointer data)
{
  open_at (library, FIRST);
  test_hand_press (library->window, "ctrl+plus");
  wait_factor (library, 1.25);
  test_hand_press (library->window, "Right");
  wait_factor (library, 1);
  test_wait_until (has_picture, library, "the next picture");
  wait_factor (library, 1);
}

static void
test_wheel (TestLibrary *library, gconstpointer data)
{
  GtkWidget *zoom;
  double x, y;

  open_at (library, FIRST);
  zoom = GTK_WIDGET (get_zoom (library));
  test_hand_move (zoom, 5, gtk_widget_get_height (zoom) / 2.0);
  test_hand_click (library->window, 4, "ctrl");
  wait_factor (library, 1.25);
  /* What the pointer is on stays there. */
  picker_zoom_get_middle (PICKER_ZOOM (zoom), &x, &y);
  g_assert_cmpfloat (x, <, 0.45);
}

static gboolean
is_right_of_middle (gpointer library)
{
  double x, y;

  picker_zoom_get_middle (get_zoom (library), &x, &y);

  return x > 0.51;
}

/* To the left by hand: what is right of it comes. */
static void
test_pan (TestLibrary *library, gconstpointer data)
{
  GtkWidget *zoom;
  double middle_x, middle_y;

  open_at (library, FIRST);
  zoom = GTK_WIDGET (get_zoom (library));
  middle_x = gtk_widget_get_width (zoom) / 2.0;
  middle_y = gtk_widget_get_height (zoom) / 2.0;
  picker_zoom_step (PICKER_ZOOM (zoom), 4);
  g_assert_false (is_right_of_middle (library));
  test_hand_move (zoom, middle_x, middle_y);
  test_hand_button_down (library->window);
  test_hand_move (zoom, middle_x - 30, middle_y);
  test_hand_move (zoom, middle_x - 60, middle_y);
  test_wait_until (is_right_of_middle, library, "the picture to be moved");
  test_hand_button_up (library->window);
  picker_zoom_fit (PICKER_ZOOM (zoom));
  g_assert_false (is_right_of_middle (library));
  picker_zoom_step (PICKER_ZOOM (zoom), 4);
  test_hand_press (library->window, "ctrl+Right");
  test_wait_until (is_right_of_middle, library, "the picture to be moved by keys");
}

/* A controller of @type on @widget. */
static gpointer
find_controller (gpointer widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (G_OBJECT_TYPE (controller) == type)
        return controller;
    }
  g_assert_not_reached ();
}

static void
test_double_click (TestLibrary *library, gconstpointer data)
{
  PickerZoom *zoom;
  GtkGesture *click;
  double own;

  open_at (library, FIRST);
  zoom = get_zoom (library);
  click = find_controller (zoom, GTK_TYPE_GESTURE_CLICK);
  own = (double) WIDTH_PX / gtk_widget_get_width (GTK_WIDGET (zoom));
  g_signal_emit_by_name (click, "pressed", 1, 10.0, 10.0);
  wait_factor (library, 1);
  g_signal_emit_by_name (click, "pressed", 2, 10.0, 10.0);
  wait_factor (library, own);
  g_signal_emit_by_name (click, "pressed", 2, 10.0, 10.0);
  wait_factor (library, 1);
}

static gboolean
is_fullscreen (gpointer window)
{
  return gtk_window_is_fullscreen (window);
}

static gboolean
is_not_fullscreen (gpointer window)
{
  return !gtk_window_is_fullscreen (window);
}

static gboolean
is_closed (gpointer viewer)
{
  return !gtk_widget_get_visible (viewer);
}

static void
test_fullscreen (TestLibrary *library, gconstpointer data)
{
  open_at (library, FIRST);
  test_hand_press (library->window, "F11");
  test_wait_until (is_fullscreen, library->window, "the whole screen");
  g_assert_cmpstr (
      gtk_button_get_icon_name (test_widget_get_child (get_viewer (library), "fullscreen_button")),
      ==, "view-restore-symbolic");
  test_hand_press (library->window, "F11");
  test_wait_until (is_not_fullscreen, library->window, "the window again");
  test_hand_press (library->window, "F11");
  test_wait_until (is_fullscreen, library->window, "the whole screen");
  /* Who leaves the viewer leaves what it took. */
  test_hand_press (library->window, "Escape");
  test_wait_until (is_closed, get_viewer (library), "the viewer to be closed");
  test_wait_until (is_not_fullscreen, library->window, "the window again");
}

static gboolean
has_toast (gpointer library)
{
  gpointer toasts = test_widget_get_child (get_viewer (library), "toasts");
  g_autoptr (GPtrArray) labels = test_widget_find_all (toasts, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      if (gtk_widget_get_mapped (labels->pdata[i])
          && strstr (gtk_label_get_text (labels->pdata[i]), "opied") != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
test_toast (TestLibrary *library, gconstpointer data)
{
  open_at (library, FIRST);
  test_hand_press (library->window, "ctrl+c");
  test_wait_until (has_toast, library, "that the link was copied");
}

static gboolean
has_question (gpointer library)
{
  GtkWidget *popover = test_widget_find (get_viewer (library), PICKER_TYPE_CONCERN_POPOVER);

  return popover != NULL && gtk_widget_get_mapped (popover);
}

static gboolean
has_no_question (gpointer library)
{
  return !has_question (library);
}

/* A question points to what is on screen, can be answered, and keeps its own Escape. */
static void
test_question (TestLibrary *library, gconstpointer data)
{
  GtkWidget *popover;

  open_at (library, EXPIRED);
  test_hand_press (library->window, "ctrl+c");
  test_wait_until (has_question, library, "the question");
  popover = test_widget_find (get_viewer (library), PICKER_TYPE_CONCERN_POPOVER);
  g_assert_true (gtk_widget_is_sensitive (popover));
  test_hand_press (library->window, "Escape");
  test_wait_until (has_no_question, library, "the question to be gone");
  g_assert_false (is_closed (get_viewer (library)));
  test_hand_press (library->window, "ctrl+c");
  test_wait_until (has_question, library, "the question");
  popover = test_widget_find (get_viewer (library), PICKER_TYPE_CONCERN_POPOVER);
  g_signal_emit_by_name (test_widget_get_child (popover, "use_button"), "clicked");
  test_wait_until (has_toast, library, "that the link was copied");
}

static GdkContentProvider *
prepare_drag (TestLibrary *library)
{
  GtkDragSource *source = find_controller (get_preview (library), GTK_TYPE_DRAG_SOURCE);
  GdkContentProvider *provider = NULL;

  g_signal_emit_by_name (source, "prepare", 100.0, 100.0, &provider);

  return provider;
}

/* The link, unless what is cut is moved instead. */
static void
test_drag (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autoptr (GdkContentFormats) formats = NULL;

  open_at (library, FIRST);
  provider = prepare_drag (library);
  g_assert_nonnull (provider);
  formats = gdk_content_provider_ref_formats (provider);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/uri-list"));
  picker_zoom_step (get_zoom (library), 2);
  g_assert_null (prepare_drag (library));
}

/* A list that comes anew while the viewer is open */

typedef struct
{
  TestLibrary *library;
  const char *name;
  const char *place;
} PlaceWait;

static gboolean
is_at_place (gpointer user_data)
{
  PlaceWait *wait = user_data;
  PickerViewer *viewer = get_viewer (wait->library);
  CantoAsset *selected = picker_grid_get_selected_asset (wait->library->grid);

  return g_str_equal (gtk_label_get_text (test_widget_get_child (viewer, "name")), wait->name)
         && g_str_equal (gtk_label_get_text (test_widget_get_child (viewer, "place")), wait->place)
         && selected != NULL && g_str_equal (canto_asset_get_name (selected), wait->name);
}

/* Shown, and selected, so that it is what is copied. */
static void
wait_place (TestLibrary *library, const char *name, const char *place)
{
  PlaceWait wait = { library, name, place };
  g_autofree char *what = g_strdup_printf ("%s, %s", name, place);

  test_wait_until (is_at_place, &wait, what);
}

static void
assert_can_go (TestLibrary *library, gboolean back, gboolean on)
{
  PickerViewer *viewer = get_viewer (library);

  g_assert_cmpint (gtk_widget_get_sensitive (test_widget_get_child (viewer, "previous_button")), ==,
                   back);
  g_assert_cmpint (gtk_widget_get_sensitive (test_widget_get_child (viewer, "next_button")), ==,
                   on);
}

static void
test_longer (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();

  open_at (library, EXPIRED);
  wait_place (library, "i2.jpg", "3 of 3");
  assert_can_go (library, TRUE, FALSE);
  add_picture (library, "i3", "Approved", jpeg);
  catalog_asset_list_retry (library->list);
  wait_place (library, "i2.jpg", "3 of 4");
  assert_can_go (library, TRUE, TRUE);
  test_hand_press (library->window, "Right");
  wait_place (library, "i3.jpg", "4 of 4");
}

/* What may not simply be used says so here, too. */
static void
test_status (TestLibrary *library, gconstpointer data)
{
  GtkWidget *status;

  open_at (library, SECOND);
  status = test_widget_get_child (get_viewer (library), "status");
  g_assert_false (gtk_widget_get_visible (status));
  test_hand_press (library->window, "Right");
  wait_place (library, "i2.jpg", "3 of 3");
  g_assert_true (gtk_widget_get_mapped (status));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (status)), ==, "Expired");
}

/* It stands at another place now, and the way goes on from there. */
static void
test_moved (TestLibrary *library, gconstpointer data)
{
  open_at (library, EXPIRED);
  test_service_remove_asset (library->service, "i0");
  catalog_asset_list_retry (library->list);
  wait_place (library, "i2.jpg", "2 of 2");
  assert_can_go (library, TRUE, FALSE);
  test_hand_press (library->window, "Left");
  wait_place (library, "i1.jpg", "1 of 2");
  test_hand_press (library->window, "Escape");
  test_wait_until (is_closed, get_viewer (library), "the viewer to be closed");
  g_assert_cmpstr (canto_asset_get_name (picker_grid_get_selected_asset (library->grid)), ==,
                   "i1.jpg");
}

/* Another one comes to where it stood: that is not shown. */
static void
test_moved_within (TestLibrary *library, gconstpointer data)
{
  open_at (library, SECOND);
  test_service_remove_asset (library->service, "i0");
  catalog_asset_list_retry (library->list);
  wait_place (library, "i1.jpg", "1 of 2");
  assert_can_go (library, FALSE, TRUE);
}

static void
test_gone (TestLibrary *library, gconstpointer data)
{
  open_at (library, SECOND);
  test_service_remove_asset (library->service, "i1");
  catalog_asset_list_retry (library->list);
  wait_place (library, "i2.jpg", "2 of 2");
  test_service_remove_asset (library->service, "i2");
  catalog_asset_list_retry (library->list);
  wait_place (library, "i0.jpg", "1 of 1");
  test_service_remove_asset (library->service, "i0");
  catalog_asset_list_retry (library->list);
  test_wait_until (is_closed, get_viewer (library), "the viewer to be closed");
}

#define ADD(path, test) g_test_add (path, TestLibrary, NULL, set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/viewer/zoom-keys", test_zoom_keys);
  ADD ("/viewer/zoom-next", test_zoom_next);
  ADD ("/viewer/wheel", test_wheel);
  ADD ("/viewer/pan", test_pan);
  ADD ("/viewer/double-click", test_double_click);
  ADD ("/viewer/fullscreen", test_fullscreen);
  ADD ("/viewer/toast", test_toast);
  ADD ("/viewer/question", test_question);
  ADD ("/viewer/drag", test_drag);
  ADD ("/viewer/longer", test_longer);
  ADD ("/viewer/status", test_status);
  ADD ("/viewer/moved", test_moved);
  ADD ("/viewer/moved-within", test_moved_within);
  ADD ("/viewer/gone", test_gone);

  return g_test_run ();
}
