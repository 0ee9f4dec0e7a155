/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CantoClock:
 *
 * The time, and alarms in it. The limiter, the retries and the refresh take theirs from here, so that a test need
 * not wait. This one is the real one.
 */
#define CANTO_TYPE_CLOCK (canto_clock_get_type ())
G_DECLARE_DERIVABLE_TYPE (CantoClock, canto_clock, CANTO, CLOCK, GObject)

struct _CantoClockClass
{
  GObjectClass parent_class;

  gint64 (*get_now_us) (CantoClock *self);
  gint64 (*get_real_us) (CantoClock *self);
  /* Calls @func once, after @delay_us, in the thread-default main context. */
  GSource *(*add_alarm) (CantoClock *self, gint64 delay_us, GSourceFunc func, gpointer user_data);
};

CantoClock *canto_clock_new (void);

/* Never goes back, and goes on while the machine sleeps. */
gint64 canto_clock_get_now_us (CantoClock *self);
/* What the clock on the wall says, since 1970: it may be wrong, and be set at any time. Only for what others have
 * dated; how long something lasts is a matter of canto_clock_get_now_us(). */
gint64 canto_clock_get_real_us (CantoClock *self);
/* (transfer full): destroy it to take the alarm back */
GSource *canto_clock_add_alarm (CantoClock *self,
                                gint64 delay_us,
                                GSourceFunc func,
                                gpointer user_data);

G_END_DECLS
