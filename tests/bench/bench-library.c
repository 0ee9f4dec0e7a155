/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-library.h"

#include "picker-library.h"
#include "test-tiles.h"
#include "test-widget.h"

#define WIDTH_PX  1280
#define HEIGHT_PX 800

void
bench_library_open (BenchLibrary *self, EngineSession *session, GSettings *settings)
{
  self->library = picker_library_new (session, settings, FALSE);
  self->grid = test_widget_find (self->library, PICKER_TYPE_GRID);
  self->adjustment =
      gtk_scrolled_window_get_vadjustment (test_widget_get_child (self->grid, "scroller"));
  self->window = bench_window_new (self->library, WIDTH_PX, HEIGHT_PX);
}

void
bench_library_settle (BenchLibrary *self)
{
  while (!gtk_widget_get_mapped (GTK_WIDGET (self->grid)))
    bench_window_record (self->window, 1);
  bench_window_record (self->window, 3);
  test_tiles_settle (self->grid);
}

void
bench_library_close (BenchLibrary *self)
{
  test_widget_close (GTK_WIDGET (self->window));
}
