/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For main(): GLib's test framework, GTK without animations, and the style of the program. */
void test_widget_init (int *argc, char ***argv);
/* GTK and the style alone, for what is no test. */
void test_widget_init_toolkit (void);

/* GTK 4.8 complains of a tooltip that was due when its popover went away with its window: for the
 * test that comes next, this is no failure. Done by test_widget_show(). */
void test_widget_pardon_tooltips (void);

/* A template child of @widget; the test fails if there is none of that name. (transfer none) */
gpointer test_widget_get_child (gpointer widget, const char *name);

/* The first of @type below @root, or %NULL. (transfer none) */
gpointer test_widget_find (gpointer root, GType type);

/* All of @type below @root. (transfer container) */
GPtrArray *test_widget_find_all (gpointer root, GType type);

/* Puts @child into a window and waits until it is laid out. Returns the window. */
GtkWidget *test_widget_show (GtkWidget *child, int width_px, int height_px);

/* Destroys @window and waits until it is gone. */
void test_widget_close (GtkWidget *window);

/* Waits until @widget was laid out and painted @n_frames times. */
void test_widget_wait_frames (gpointer widget, guint n_frames);

/* What @stack shows. */
const char *test_widget_get_page (gpointer stack);

G_END_DECLS
