/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BenchScreen:
 *
 * What the eye sees of a program: told by the X server (DAMAGE) of all that is drawn on the screen,
 * it looks at those pixels alone. So the program needs no hook, and any other one is measured in
 * the same way.
 */
typedef struct _BenchScreen BenchScreen;

/* When something was first seen, by bench_get_wall_ms(). */
typedef struct
{
  double window_ms;  /* a light area as large as a window */
  double picture_ms; /* many pixels that are neither grey nor a shade of it */
} BenchSeen;

/* Of $DISPLAY, whose background must be dark and grey. */
BenchScreen *bench_screen_new (void);
void bench_screen_free (BenchScreen *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchScreen, bench_screen_free)

/* Waits until no window is in the middle of the screen, and forgets what was drawn until now. */
void bench_screen_wait_empty (BenchScreen *self);

/* Waits for a window, and for a picture if @wants_picture; gives up after half a minute, and ends
 * the program. */
BenchSeen bench_screen_watch (BenchScreen *self, gboolean wants_picture);

G_END_DECLS
