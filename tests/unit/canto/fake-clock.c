/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fake-clock.h"

struct _FakeClock
{
  CantoClock parent_instance;

  /* Owned. */
  GPtrArray *alarms; /* (element-type Alarm), not owned: those that have not rung */
  GArray *delays_us; /* (element-type gint64) */

  /* State. */
  gint64 now_us;
  gint64 wall_us; /* what the clock on the wall is ahead */
  gboolean runs;
};

G_DEFINE_FINAL_TYPE (FakeClock, fake_clock, CANTO_TYPE_CLOCK)

typedef struct
{
  GSource source;
  FakeClock *clock;
  gint64 due_us;
} Alarm;

static gboolean
is_first (Alarm *alarm)
{
  for (guint i = 0; i < alarm->clock->alarms->len; i++)
    {
      Alarm *other = g_ptr_array_index (alarm->clock->alarms, i);

      if (other->due_us < alarm->due_us && !g_source_is_destroyed (&other->source))
        return FALSE;
    }

  return TRUE;
}

static gboolean
alarm_check (GSource *source)
{
  Alarm *alarm = (Alarm *) source;

  return is_first (alarm) && (alarm->clock->runs || alarm->due_us <= alarm->clock->now_us);
}

static gboolean
alarm_prepare (GSource *source, int *timeout_ms)
{
  *timeout_ms = -1;

  return alarm_check (source);
}

static gboolean
alarm_dispatch (GSource *source, GSourceFunc func, gpointer user_data)
{
  Alarm *alarm = (Alarm *) source;

  alarm->clock->now_us = MAX (alarm->clock->now_us, alarm->due_us);
  g_ptr_array_remove (alarm->clock->alarms, alarm);

  return func (user_data);
}

static void
alarm_finalize (GSource *source)
{
  Alarm *alarm = (Alarm *) source;

  g_ptr_array_remove (alarm->clock->alarms, alarm);
  g_object_unref (alarm->clock);
}

static GSourceFuncs alarm_funcs = { alarm_prepare,  alarm_check, alarm_dispatch,
                                    alarm_finalize, NULL,        NULL };

static GSource *
fake_clock_add_alarm (CantoClock *clock, gint64 delay_us, GSourceFunc func, gpointer user_data)
{
  FakeClock *self = FAKE_CLOCK (clock);
  GSource *source = g_source_new (&alarm_funcs, sizeof (Alarm));
  Alarm *alarm = (Alarm *) source;

  alarm->clock = g_object_ref (self);
  alarm->due_us = self->now_us + delay_us;
  g_ptr_array_add (self->alarms, alarm);
  g_array_append_val (self->delays_us, delay_us);
  g_source_set_callback (source, func, user_data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());

  return source;
}

static gint64
fake_clock_get_now_us (CantoClock *clock)
{
  return FAKE_CLOCK (clock)->now_us;
}

static gint64
fake_clock_get_real_us (CantoClock *clock)
{
  return FAKE_CLOCK (clock)->now_us + FAKE_CLOCK (clock)->wall_us;
}

static void
fake_clock_finalize (GObject *object)
{
  FakeClock *self = FAKE_CLOCK (object);

  g_ptr_array_unref (self->alarms);
  g_array_unref (self->delays_us);

  G_OBJECT_CLASS (fake_clock_parent_class)->finalize (object);
}

static void
fake_clock_class_init (FakeClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_clock_finalize;
  CANTO_CLOCK_CLASS (klass)->get_now_us = fake_clock_get_now_us;
  CANTO_CLOCK_CLASS (klass)->get_real_us = fake_clock_get_real_us;
  CANTO_CLOCK_CLASS (klass)->add_alarm = fake_clock_add_alarm;
}

static void
fake_clock_init (FakeClock *self)
{
  self->alarms = g_ptr_array_new ();
  self->delays_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->now_us = 1000 * G_USEC_PER_SEC;
  self->wall_us = g_get_real_time () - self->now_us;
}

FakeClock *
fake_clock_new (void)
{
  return g_object_new (FAKE_TYPE_CLOCK, NULL);
}

void
fake_clock_set_runs (FakeClock *self, gboolean runs)
{
  self->runs = runs;
}

void
fake_clock_advance (FakeClock *self, gint64 us)
{
  self->now_us += us;
  g_main_context_wakeup (g_main_context_get_thread_default ());
}

void
fake_clock_set_wall (FakeClock *self, gint64 us)
{
  self->wall_us += us;
}

guint
fake_clock_get_n_alarms (FakeClock *self)
{
  return self->delays_us->len;
}

gint64
fake_clock_get_delay_us (FakeClock *self, guint index)
{
  g_assert_cmpuint (index, <, self->delays_us->len);

  return g_array_index (self->delays_us, gint64, index);
}
