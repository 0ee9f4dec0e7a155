/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-clock.h"

#include <time.h>

G_DEFINE_TYPE (CantoClock, canto_clock, G_TYPE_OBJECT)

static gint64
canto_clock_real_get_now_us (CantoClock *self)
{
  struct timespec now;

  /* Not the monotonic clock: what was read before the machine slept must be old after it. */
  clock_gettime (CLOCK_BOOTTIME, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint64
canto_clock_real_get_real_us (CantoClock *self)
{
  return g_get_real_time ();
}

static GSource *
canto_clock_real_add_alarm (CantoClock *self, gint64 delay_us, GSourceFunc func, gpointer user_data)
{
  GSource *source = g_timeout_source_new ((guint) CLAMP ((delay_us + 999) / 1000, 0, G_MAXINT));

  g_source_set_callback (source, func, user_data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());

  return source;
}

static void
canto_clock_class_init (CantoClockClass *klass)
{
  klass->get_now_us = canto_clock_real_get_now_us;
  klass->get_real_us = canto_clock_real_get_real_us;
  klass->add_alarm = canto_clock_real_add_alarm;
}

static void
canto_clock_init (CantoClock *self)
{
}

CantoClock *
canto_clock_new (void)
{
  return g_object_new (CANTO_TYPE_CLOCK, NULL);
}

gint64
canto_clock_get_now_us (CantoClock *self)
{
  g_return_val_if_fail (CANTO_IS_CLOCK (self), 0);

  return CANTO_CLOCK_GET_CLASS (self)->get_now_us (self);
}

gint64
canto_clock_get_real_us (CantoClock *self)
{
  g_return_val_if_fail (CANTO_IS_CLOCK (self), 0);

  return CANTO_CLOCK_GET_CLASS (self)->get_real_us (self);
}

GSource *
canto_clock_add_alarm (CantoClock *self, gint64 delay_us, GSourceFunc func, gpointer user_data)
{
  g_return_val_if_fail (CANTO_IS_CLOCK (self), NULL);

  return CANTO_CLOCK_GET_CLASS (self)->add_alarm (self, delay_us, func, user_data);
}
