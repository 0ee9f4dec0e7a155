/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-limiter.h"

#include "canto-source.h"

#define BURST        30
#define N_PRIORITIES (CANTO_PRIORITY_BACKGROUND + 1)
#define SECOND_US    G_USEC_PER_SEC

/* Fills by rate_per_s up to its burst; a call takes one out. */
typedef struct
{
  double level;
  double burst;
  double rate_per_s;
} Bucket;

struct _CantoLimiter
{
  GObject parent_instance;

  /* Owned. */
  CantoClock *clock;
  GQueue waiting[N_PRIORITIES]; /* (element-type GTask) */
  GSource *alarm;

  /* State. */
  Bucket all;
  Bucket previews;
  gint64 filled_at_us;
  gint64 held_until_us;
  gboolean is_held;
  gint64 alarm_due_us;
  guint64 n_calls;
};

G_DEFINE_FINAL_TYPE (CantoLimiter, canto_limiter, G_TYPE_OBJECT)

enum
{
  SIGNAL_RELEASED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void pump (CantoLimiter *self);

/* The burst and a minute of the rate make the budget together. */
static void
bucket_init (Bucket *bucket, double calls_per_minute, double burst)
{
  bucket->burst = MAX (1, MIN (burst, calls_per_minute / 2));
  bucket->level = bucket->burst;
  bucket->rate_per_s = (calls_per_minute - bucket->burst) / 60;
  if (bucket->rate_per_s <= 0)
    bucket->rate_per_s = calls_per_minute / 120;
}

static void
bucket_fill (Bucket *bucket, double seconds)
{
  bucket->level = MIN (bucket->burst, bucket->level + seconds * bucket->rate_per_s);
}

static double
bucket_get_wait_s (const Bucket *bucket)
{
  return bucket->level >= 1 ? 0 : (1 - bucket->level) / bucket->rate_per_s;
}

static void
fill (CantoLimiter *self)
{
  gint64 now_us = canto_clock_get_now_us (self->clock);
  double seconds = (double) (now_us - self->filled_at_us) / SECOND_US;

  bucket_fill (&self->all, seconds);
  bucket_fill (&self->previews, seconds);
  self->filled_at_us = now_us;
}

static gboolean
alarm_rang (gpointer user_data)
{
  CantoLimiter *self = user_data;

  canto_source_clear (&self->alarm);
  pump (self);

  return G_SOURCE_REMOVE;
}

static void
set_alarm (CantoLimiter *self, double wait_s)
{
  gint64 delay_us = (gint64) (wait_s * SECOND_US) + 1;
  gint64 due_us = canto_clock_get_now_us (self->clock) + delay_us;

  /* One that rings at the same time, but for the rounding, stays. */
  if (self->alarm != NULL && ABS (self->alarm_due_us - due_us) <= 1)
    return;

  canto_source_clear (&self->alarm);
  self->alarm_due_us = due_us;
  self->alarm = canto_clock_add_alarm (self->clock, delay_us, alarm_rang, self);
}

/* How long the first of @priority has to wait; 0 if it may go. */
static double
get_wait_s (CantoLimiter *self, guint priority)
{
  gint64 now_us = canto_clock_get_now_us (self->clock);
  double wait_s = bucket_get_wait_s (&self->all);

  if (priority == CANTO_PRIORITY_PREVIEW)
    wait_s = MAX (wait_s, bucket_get_wait_s (&self->previews));
  if (self->held_until_us > now_us)
    wait_s = MAX (wait_s, (double) (self->held_until_us - now_us) / SECOND_US);

  return wait_s;
}

/* How long it is held; negative if it is not. */
static double
get_hold_s (CantoLimiter *self)
{
  gint64 left_us = self->held_until_us - canto_clock_get_now_us (self->clock);

  if (self->is_held && left_us <= 0)
    {
      self->is_held = FALSE;
      g_signal_emit (self, signals[SIGNAL_RELEASED], 0);
    }

  return self->is_held ? (double) left_us / SECOND_US : -1;
}

static void
let_go (CantoLimiter *self, guint priority)
{
  g_autoptr (GTask) task = g_queue_pop_head (&self->waiting[priority]);

  self->all.level -= 1;
  if (priority == CANTO_PRIORITY_PREVIEW)
    self->previews.level -= 1;
  self->n_calls++;
  g_task_return_boolean (task, TRUE);
}

static void
drop_cancelled (GQueue *waiting)
{
  for (GList *link = waiting->head; link != NULL;)
    {
      GList *next = link->next;

      if (g_task_return_error_if_cancelled (link->data))
        {
          g_object_unref (link->data);
          g_queue_delete_link (waiting, link);
        }
      link = next;
    }
}

static void
pump (CantoLimiter *self)
{
  double shortest_s;

  /* Whoever may go may also be the last to hold this. */
  g_object_ref (self);
  fill (self);
  shortest_s = get_hold_s (self); /* nobody need wait: the end of it is told in any case */
  for (guint priority = 0; priority < N_PRIORITIES; priority++)
    {
      drop_cancelled (&self->waiting[priority]);
      while (!g_queue_is_empty (&self->waiting[priority]))
        {
          double wait_s = get_wait_s (self, priority);

          if (wait_s > 0)
            {
              shortest_s = shortest_s < 0 ? wait_s : MIN (shortest_s, wait_s);
              break;
            }
          let_go (self, priority);
        }
    }

  if (shortest_s >= 0)
    set_alarm (self, shortest_s);
  g_object_unref (self);
}

static gboolean
pump_in_idle (gpointer user_data)
{
  pump (user_data);

  return G_SOURCE_REMOVE;
}

/* Not from inside g_cancellable_cancel(): its caller may hold locks, and the queue be in use. */
static void
wait_cancelled (GCancellable *cancellable, CantoLimiter *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, pump_in_idle, g_object_ref (self), g_object_unref);
}

static void
canto_limiter_finalize (GObject *object)
{
  CantoLimiter *self = CANTO_LIMITER (object);

  canto_source_clear (&self->alarm);
  for (guint i = 0; i < N_PRIORITIES; i++)
    g_queue_clear_full (&self->waiting[i], g_object_unref);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (canto_limiter_parent_class)->finalize (object);
}

static void
canto_limiter_class_init (CantoLimiterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = canto_limiter_finalize;

  signals[SIGNAL_RELEASED] = g_signal_new ("released", CANTO_TYPE_LIMITER, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
canto_limiter_init (CantoLimiter *self)
{
  for (guint i = 0; i < N_PRIORITIES; i++)
    g_queue_init (&self->waiting[i]);
}

CantoLimiter *
canto_limiter_new (guint calls_per_minute, CantoClock *clock)
{
  CantoLimiter *self = g_object_new (CANTO_TYPE_LIMITER, NULL);

  self->clock = g_object_ref (clock);
  self->filled_at_us = canto_clock_get_now_us (clock);
  bucket_init (&self->all, calls_per_minute, BURST);
  bucket_init (&self->previews, calls_per_minute / 2.0, BURST / 2.0);

  return self;
}

void
canto_limiter_wait_async (CantoLimiter *self,
                          CantoPriority priority,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;
  gulong handler = 0;

  g_return_if_fail (CANTO_IS_LIMITER (self));
  g_return_if_fail (priority < N_PRIORITIES);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, canto_limiter_wait_async);
  if (cancellable != NULL)
    handler =
        g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (wait_cancelled), self, 0);
  g_task_set_task_data (task, GSIZE_TO_POINTER (handler), NULL);
  g_queue_push_tail (&self->waiting[priority], task);
  pump (self);
}

gboolean
canto_limiter_wait_finish (CantoLimiter *self, GAsyncResult *result, GError **error)
{
  gulong handler;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  handler = GPOINTER_TO_SIZE (g_task_get_task_data (G_TASK (result)));
  if (handler != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (G_TASK (result)), handler);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
canto_limiter_hold (CantoLimiter *self, gint64 until_us)
{
  g_return_if_fail (CANTO_IS_LIMITER (self));

  self->held_until_us = MAX (self->held_until_us, until_us);
  self->is_held = TRUE;
  pump (self);
}

void
canto_limiter_end_hold (CantoLimiter *self)
{
  g_return_if_fail (CANTO_IS_LIMITER (self));

  self->held_until_us = canto_clock_get_now_us (self->clock);
  pump (self);
}

gint64
canto_limiter_get_held_until_us (CantoLimiter *self)
{
  g_return_val_if_fail (CANTO_IS_LIMITER (self), 0);

  return self->held_until_us > canto_clock_get_now_us (self->clock) ? self->held_until_us : 0;
}

guint64
canto_limiter_get_n_calls (CantoLimiter *self)
{
  g_return_val_if_fail (CANTO_IS_LIMITER (self), 0);

  return self->n_calls;
}
