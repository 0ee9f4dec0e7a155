/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-widget.h"

#include "picker-compat.h"
#include "test-wait.h"

#include <string.h>

#include <adwaita.h>

/* What GTK 4.8 says of a tooltip that was due when its popover had gone, and GStreamer 1.22, now
 * and then on a busy machine, of a playbin that GTK lets go of while it fails. */
static gboolean
is_pardoned (const char *message)
{
  return message != NULL
         && (g_str_has_prefix (message, "gdk_surface_get_device_position: assertion")
             || g_str_has_prefix (message, "_gtk_widget_find_at_coords: assertion")
             || strstr (message, "Trying to dispose element playbin, but it is in READY") != NULL);
}

static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  return !is_pardoned (message);
}

static void
log_critical (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  if (!is_pardoned (message))
    g_log_default_handler (domain, level, message, user_data);
}

void
test_widget_pardon_tooltips (void)
{
  g_test_log_set_fatal_handler (is_fatal, NULL);
}

void
test_widget_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  g_log_set_handler ("Gdk", G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL, log_critical, NULL);
  g_log_set_handler ("Gtk", G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL, log_critical, NULL);
  g_log_set_handler ("GStreamer", G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL, log_critical, NULL);
  test_widget_init_toolkit ();
}

void
test_widget_init_toolkit (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_disable_setlocale ();
  adw_init ();
  picker_compat_mend_libadwaita ();
  gtk_css_provider_load_from_resource (style, "/io/github/descant/Descant/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

gpointer
test_widget_get_child (gpointer widget, const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (child);

  return child;
}

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

GPtrArray *
test_widget_find_all (gpointer root, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (root, type, found);

  return found;
}

gpointer
test_widget_find (gpointer root, GType type)
{
  g_autoptr (GPtrArray) found = test_widget_find_all (root, type);

  return found->len > 0 ? found->pdata[0] : NULL;
}

static gboolean
is_laid_out (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}

GtkWidget *
test_widget_show (GtkWidget *child, int width_px, int height_px)
{
  GtkWidget *window = gtk_window_new ();

  test_widget_pardon_tooltips ();
  gtk_window_set_default_size (GTK_WINDOW (window), width_px, height_px);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  test_wait_until (is_laid_out, child, "a window");

  return window;
}

static gboolean
is_null (gpointer pointer)
{
  return *(gpointer *) pointer == NULL;
}

void
test_widget_close (GtkWidget *window)
{
  gpointer alive = window;

  g_object_add_weak_pointer (G_OBJECT (window), &alive);
  gtk_window_destroy (GTK_WINDOW (window));
  test_wait_until (is_null, &alive, "a window to be gone");
}

typedef struct
{
  GtkWidget *widget;
  guint n_left;
} FrameWait;

static void
frame_painted (GdkFrameClock *clock, FrameWait *wait)
{
  if (wait->n_left > 0)
    wait->n_left--;
  if (wait->n_left > 0)
    gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
}

static gboolean
is_waited (gpointer user_data)
{
  return ((FrameWait *) user_data)->n_left == 0;
}

void
test_widget_wait_frames (gpointer widget, guint n_frames)
{
  g_autoptr (GdkFrameClock) clock = g_object_ref (gtk_widget_get_frame_clock (widget));
  FrameWait wait = { widget, n_frames };
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (frame_painted), &wait);

  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  test_wait_until (is_waited, &wait, "a frame");
  g_signal_handler_disconnect (clock, handler);
}

const char *
test_widget_get_page (gpointer stack)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}
