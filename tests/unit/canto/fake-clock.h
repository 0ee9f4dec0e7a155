/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-clock.h"

G_BEGIN_DECLS

/**
 * FakeClock:
 *
 * A clock that a test sets. Its alarms ring from the main context, in the order of their times: when
 * fake_clock_advance() has passed them, or, when it runs by itself, at once with the time set to theirs.
 */
#define FAKE_TYPE_CLOCK (fake_clock_get_type ())
G_DECLARE_FINAL_TYPE (FakeClock, fake_clock, FAKE, CLOCK, CantoClock)

FakeClock *fake_clock_new (void);
void       fake_clock_set_runs (FakeClock *self, gboolean runs);
void       fake_clock_advance (FakeClock *self, gint64 us); /* as while the machine sleeps */
/* Sets the clock on the wall forward, or back if @us is negative. It begins with the true time. */
void       fake_clock_set_wall (FakeClock *self, gint64 us);

/* All alarms ever set, and how long each was to wait. */
guint  fake_clock_get_n_alarms (FakeClock *self);
gint64 fake_clock_get_delay_us (FakeClock *self, guint index);

G_END_DECLS
