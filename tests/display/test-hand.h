/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keys and pointer from outside, by xdotool: the display needs a window manager. */

/* Waits until @window, which is on screen, has the keyboard. A window manager that has just lost another window of the
 * same program does not always give it. */
void test_hand_wait_active (GtkWidget *window);

/* Presses @key, as "ctrl+a", when @window has the keyboard. */
void test_hand_press (GtkWidget *window, const char *key);

/* Moves the pointer to @x, @y of @widget. */
void test_hand_move (gpointer widget, double x, double y);

/* Clicks where the pointer is, while @modifier, as "ctrl", is held. @modifier: (nullable) */
void test_hand_click (GtkWidget *window, guint button, const char *modifier);

void test_hand_button_down (GtkWidget *window);
void test_hand_button_up (GtkWidget *window);

G_END_DECLS
