/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-fit-window.h"

void
picker_fit_window (GtkWindow *window)
{
  GtkWindow *parent = gtk_window_get_transient_for (window);
  int parent_px = parent != NULL ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  int width_px, height_px;

  g_return_if_fail (GTK_IS_WINDOW (window));

  gtk_window_get_default_size (window, &width_px, &height_px);
  if (parent_px > 0 && width_px > parent_px)
    gtk_window_set_default_size (window, parent_px, height_px);
}
