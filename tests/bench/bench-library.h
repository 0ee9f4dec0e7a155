/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bench-window.h"
#include "engine-session.h"
#include "picker-grid.h"

G_BEGIN_DECLS

/* The library of a session in a window, as a person has it. All but @window is borrowed from it. */
typedef struct
{
  BenchWindow *window;
  GtkWidget *library;
  PickerGrid *grid;
  GtkAdjustment *adjustment; /* what scrolls the grid */
} BenchLibrary;

/* Waits for the first frame, which is recorded. */
void bench_library_open (BenchLibrary *self, EngineSession *session, GSettings *settings);
/* Waits until the assets are there, with their pictures: some frames of it are recorded. */
void bench_library_settle (BenchLibrary *self);
void bench_library_close (BenchLibrary *self);

G_END_DECLS
