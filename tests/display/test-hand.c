/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-hand.h"

#include <gdk/x11/gdkx.h>
#include <math.h>

#include "test-wait.h"

#define FOCUS_MS 1000 /* after which a window manager that gave the focus to nobody is asked to */

static void
run (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_NONE, &error);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, (GAsyncReadyCallback) test_keep_result, &result);
  g_subprocess_wait_check_finish (process, test_wait_result (&result), &error);
  g_assert_no_error (error);
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

/* As a click on it does. */
static gboolean
bring_to_front (gpointer window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_autofree char *id = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                                                      "xdotool", "windowactivate", id, NULL);

  g_assert_nonnull (process);

  return G_SOURCE_CONTINUE;
}

void
test_hand_wait_active (GtkWidget *window)
{
  guint id;

  if (gtk_window_is_active (GTK_WINDOW (window)))
    return;

  id = g_timeout_add (FOCUS_MS, bring_to_front, window);
  test_wait_until (is_active, window, "the window to be active");
  g_source_remove (id);
}

void
test_hand_press (GtkWidget *window, const char *key)
{
  const char *arguments[] = { "xdotool", "key", "--clearmodifiers", key, NULL };

  test_hand_wait_active (window);
  run (arguments);
}

void
test_hand_move (gpointer widget, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSurface *surface = gtk_native_get_surface (native);
  g_autofree char *window = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));
  g_autofree char *left = NULL;
  g_autofree char *top = NULL;
  double offset_x, offset_y;

  g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &x, &y));
  gtk_native_get_surface_transform (native, &offset_x, &offset_y);
  left = g_strdup_printf ("%.0f", x + offset_x);
  top = g_strdup_printf ("%.0f", y + offset_y);
  {
    const char *arguments[] = { "xdotool", "mousemove", "--window", window, left, top, NULL };

    run (arguments);
  }
}

void
test_hand_click (GtkWidget *window, guint button, const char *modifier)
{
  g_autofree char *number = g_strdup_printf ("%u", button);
  const char *plain[] = { "xdotool", "click", number, NULL };
  const char *modified[] = { "xdotool", "keydown", modifier, "click",
                             number,    "keyup",   modifier, NULL };

  test_wait_until (is_active, window, "the window to be active");
  run (modifier != NULL ? modified : plain);
}

void
test_hand_button_down (GtkWidget *window)
{
  static const char *const arguments[] = { "xdotool", "mousedown", "1", NULL };

  test_wait_until (is_active, window, "the window to be active");
  run (arguments);
}

void
test_hand_button_up (GtkWidget *window)
{
  static const char *const arguments[] = { "xdotool", "mouseup", "1", NULL };

  run (arguments);
}
