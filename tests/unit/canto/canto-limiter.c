/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-limiter.h"

#include "fake-clock.h"
#include "test-wait.h"

#define MINUTE_US (60 * G_USEC_PER_SEC)

typedef struct
{
  FakeClock *clock;
  CantoLimiter *limiter;
  GCancellable *cancellable;
  GString *order; /* the letter of each call that went */
  guint n_gone;
  guint n_cancelled;
} Fixture;

typedef struct
{
  Fixture *fixture;
  char letter;
} Caller;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = fake_clock_new ();
  fixture->limiter = canto_limiter_new (GPOINTER_TO_UINT (data), CANTO_CLOCK (fixture->clock));
  fixture->cancellable = g_cancellable_new ();
  fixture->order = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_assert_last_unref (fixture->limiter);
  test_assert_last_unref (fixture->clock);
  test_assert_last_unref (fixture->cancellable);
  g_string_free (fixture->order, TRUE);
}

static void
went (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Caller *caller = user_data;
  g_autoptr (GError) error = NULL;

  if (canto_limiter_wait_finish (CANTO_LIMITER (object), result, &error))
    {
      caller->fixture->n_gone++;
      g_string_append_c (caller->fixture->order, caller->letter);
    }
  else
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      caller->fixture->n_cancelled++;
    }
  g_free (caller);
}

static void
ask (Fixture *fixture, CantoPriority priority, guint n, char letter, GCancellable *cancellable)
{
  for (guint i = 0; i < n; i++)
    {
      Caller *caller = g_new (Caller, 1);

      caller->fixture = fixture;
      caller->letter = letter;
      canto_limiter_wait_async (fixture->limiter, priority, cancellable, went, caller);
    }
}

/* Lets happen what can happen without the clock. */
static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
advance (Fixture *fixture, gint64 us)
{
  fake_clock_advance (fixture->clock, us);
  settle ();
}

static void
test_burst_and_budget (Fixture *fixture, gconstpointer data)
{
  ask (fixture, CANTO_PRIORITY_INTERACTIVE, 500, 'i', NULL);
  settle ();
  g_assert_cmpuint (fixture->n_gone, ==, 30);

  /* Spread evenly: after a second as many more as a second has, not all at the end. */
  advance (fixture, G_USEC_PER_SEC);
  g_assert_cmpuint (fixture->n_gone, ==, 32);
  for (guint i = 1; i < 60; i++)
    advance (fixture, G_USEC_PER_SEC);
  g_assert_cmpuint (fixture->n_gone, <=, 200);
  g_assert_cmpuint (fixture->n_gone, >=, 198);
  g_assert_cmpuint (canto_limiter_get_n_calls (fixture->limiter), ==, fixture->n_gone);

  fake_clock_set_runs (fixture->clock, TRUE);
  settle ();
  g_assert_cmpuint (fixture->n_gone, ==, 500);
}

/* In whichever minute one looks. */
static void
test_never_over_budget (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint second = 0; second < 300; second++)
    {
      /* Bursts of asking, after rests of ten seconds. */
      if (second % 40 == 0)
        ask (fixture, CANTO_PRIORITY_INTERACTIVE, 80, 'i', NULL);
      advance (fixture, G_USEC_PER_SEC);
      g_array_append_val (gone, fixture->n_gone);
      if (second >= 60)
        g_assert_cmpuint (fixture->n_gone - g_array_index (gone, guint, second - 60), <=, 200);
    }
  g_assert_cmpuint (fixture->n_gone, ==, 8 * 80);
}

static void
test_small_budget (Fixture *fixture, gconstpointer data)
{
  ask (fixture, CANTO_PRIORITY_INTERACTIVE, 3, 'i', NULL);
  settle ();
  g_assert_cmpuint (fixture->n_gone, ==, 1);
  advance (fixture, 2 * MINUTE_US + 10);
  g_assert_cmpuint (fixture->n_gone, ==, 2);
  advance (fixture, 2 * MINUTE_US + 10);
  g_assert_cmpuint (fixture->n_gone, ==, 3);
}

static void
test_priority (Fixture *fixture, gconstpointer data)
{
  ask (fixture, CANTO_PRIORITY_INTERACTIVE, 30, '-', NULL);
  ask (fixture, CANTO_PRIORITY_BACKGROUND, 2, 'b', NULL);
  ask (fixture, CANTO_PRIORITY_PREVIEW, 2, 'p', NULL);
  ask (fixture, CANTO_PRIORITY_DETAILS, 2, 'd', NULL);
  ask (fixture, CANTO_PRIORITY_INTERACTIVE, 2, 'i', NULL);
  settle ();
  g_assert_cmpuint (fixture->n_gone, ==, 30);
  g_string_truncate (fixture->order, 0);

  fake_clock_set_runs (fixture->clock, TRUE);
  settle ();
  g_assert_cmpstr (fixture->order->str, ==, "iiddppbb");
}

static void
test_previews_take_half (Fixture *fixture, gconstpointer data)
{
  ask (fixture, CANTO_PRIORITY_PREVIEW, 500, 'p', NULL);
  for (guint i = 0; i < 61; i++)
    advance (fixture, G_USEC_PER_SEC);
  g_assert_cmpuint (fixture->n_gone, <=, 102);
  g_assert_cmpuint (fixture->n_gone, >=, 98);

  /* The other half is free at once. */
  fixture->n_gone = 0;
  ask (fixture, CANTO_PRIORITY_INTERACTIVE, 15, 'i', NULL);
  settle ();
  g_assert_cmpuint (fixture->n_gone, ==, 15);

  fake_clock_set_runs (fixture->clock, TRUE);
  settle ();
}

static void
test_hold (Fixture *fixture, gconstpointer data)
{
  gint64 until_us = canto_clock_get_now_us (CANTO_CLOCK (fixture->clock)) + 7 * G_USEC_PER_SEC;

  g_assert_cmpint (canto_limiter_get_held_until_us (fixture->limiter), ==, 0);
  canto_limiter_hold (fixture->limiter, until_us);
  canto_limiter_hold (fixture->limiter, until_us - 3 * G_USEC_PER_SEC); /* shortens nothing */
  g_assert_cmpint (canto_limiter_get_held_until_us (fixture->limiter), ==, until_us);

  ask (fixture, CANTO_PRIORITY_INTERACTIVE, 1, 'i', NULL);
  advance (fixture, 6 * G_USEC_PER_SEC);
  g_assert_cmpuint (fixture->n_gone, ==, 0);
  advance (fixture, G_USEC_PER_SEC + 10);
  g_assert_cmpuint (fixture->n_gone, ==, 1);
  g_assert_cmpint (canto_limiter_get_held_until_us (fixture->limiter), ==, 0);
}

static void
count_released (guint *n_released)
{
  (*n_released)++;
}

/* Who shows the wait hears of its end, even if nobody waits for it any more. */
static void
test_released (Fixture *fixture, gconstpointer data)
{
  gint64 now_us = canto_clock_get_now_us (CANTO_CLOCK (fixture->clock));
  guint n_released = 0;

  g_signal_connect_swapped (fixture->limiter, "released", G_CALLBACK (count_released), &n_released);
  canto_limiter_hold (fixture->limiter, now_us + 7 * G_USEC_PER_SEC);
  advance (fixture, 6 * G_USEC_PER_SEC);
  canto_limiter_hold (fixture->limiter, now_us + 9 * G_USEC_PER_SEC);
  advance (fixture, 2 * G_USEC_PER_SEC);
  g_assert_cmpuint (n_released, ==, 0);
  advance (fixture, G_USEC_PER_SEC + 10);
  g_assert_cmpuint (n_released, ==, 1);
  g_assert_cmpint (canto_limiter_get_held_until_us (fixture->limiter), ==, 0);
  advance (fixture, MINUTE_US);
  g_assert_cmpuint (n_released, ==, 1);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  canto_limiter_hold (fixture->limiter,
                      canto_clock_get_now_us (CANTO_CLOCK (fixture->clock)) + MINUTE_US);
  ask (fixture, CANTO_PRIORITY_INTERACTIVE, 20, 'c', fixture->cancellable);
  ask (fixture, CANTO_PRIORITY_INTERACTIVE, 1, 'i', NULL);
  settle ();
  g_cancellable_cancel (fixture->cancellable);
  settle ();
  g_assert_cmpuint (fixture->n_cancelled, ==, 20);

  /* Cancelled before: not even a turn of the loop in the queue. */
  ask (fixture, CANTO_PRIORITY_INTERACTIVE, 1, 'c', fixture->cancellable);
  settle ();
  g_assert_cmpuint (fixture->n_cancelled, ==, 21);
  g_assert_cmpuint (fixture->n_gone, ==, 0);

  advance (fixture, MINUTE_US + 10);
  g_assert_cmpstr (fixture->order->str, ==, "i");
  /* What was cancelled took nothing from the budget. */
  g_assert_cmpuint (canto_limiter_get_n_calls (fixture->limiter), ==, 1);
}

/* As a search that is typed on: the cancelled one's callback asks for the next. */
static void
cancelled_ask_again (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_false (canto_limiter_wait_finish (CANTO_LIMITER (object), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture->n_cancelled++;
  ask (fixture, CANTO_PRIORITY_INTERACTIVE, 1, 'n', NULL);
}

static void
test_ask_while_cancelled (Fixture *fixture, gconstpointer data)
{
  canto_limiter_hold (fixture->limiter,
                      canto_clock_get_now_us (CANTO_CLOCK (fixture->clock)) + MINUTE_US);
  for (guint i = 0; i < 5; i++)
    canto_limiter_wait_async (fixture->limiter, CANTO_PRIORITY_INTERACTIVE, fixture->cancellable,
                              cancelled_ask_again, fixture);
  settle ();
  g_cancellable_cancel (fixture->cancellable);
  settle ();
  g_assert_cmpuint (fixture->n_cancelled, ==, 5);
  advance (fixture, MINUTE_US + 10);
  g_assert_cmpstr (fixture->order->str, ==, "nnnnn");
}

/* For a person who does not want to wait; then the service may hold anew. */
static void
test_end_hold (Fixture *fixture, gconstpointer data)
{
  gint64 now_us = canto_clock_get_now_us (CANTO_CLOCK (fixture->clock));

  canto_limiter_hold (fixture->limiter, now_us + MINUTE_US);
  ask (fixture, CANTO_PRIORITY_INTERACTIVE, 2, 'a', NULL);
  g_assert_cmpuint (fixture->n_gone, ==, 0);
  canto_limiter_end_hold (fixture->limiter);
  settle ();
  g_assert_cmpuint (fixture->n_gone, ==, 2);
  g_assert_cmpint (canto_limiter_get_held_until_us (fixture->limiter), ==, 0);

  canto_limiter_hold (fixture->limiter, now_us + MINUTE_US);
  ask (fixture, CANTO_PRIORITY_INTERACTIVE, 1, 'b', NULL);
  settle ();
  g_assert_cmpuint (fixture->n_gone, ==, 2);
  advance (fixture, MINUTE_US + 10);
  g_assert_cmpuint (fixture->n_gone, ==, 3);
}

/* Nobody but those who wait holds it: the last callback may drop it while it counts. */
static void
drop_limiter (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_false (canto_limiter_wait_finish (CANTO_LIMITER (object), result, NULL));
  fixture->n_cancelled++;
}

static void
test_last_reference (Fixture *fixture, gconstpointer data)
{
  CantoLimiter *limiter = canto_limiter_new (200, CANTO_CLOCK (fixture->clock));
  gpointer alive = limiter;

  g_object_add_weak_pointer (G_OBJECT (limiter), &alive);
  canto_limiter_hold (limiter, canto_clock_get_now_us (CANTO_CLOCK (fixture->clock)) + MINUTE_US);
  canto_limiter_wait_async (limiter, CANTO_PRIORITY_INTERACTIVE, fixture->cancellable, drop_limiter,
                            fixture);
  g_object_unref (limiter);
  settle ();
  g_assert_nonnull (alive);
  g_cancellable_cancel (fixture->cancellable);
  settle ();
  g_assert_cmpuint (fixture->n_cancelled, ==, 1);
  g_assert_null (alive);
}

static void
add (const char *path, guint calls_per_minute, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, GUINT_TO_POINTER (calls_per_minute), set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/limiter/burst-and-budget", 200, test_burst_and_budget);
  add ("/limiter/never-over-budget", 200, test_never_over_budget);
  add ("/limiter/small-budget", 1, test_small_budget);
  add ("/limiter/priority", 200, test_priority);
  add ("/limiter/previews-take-half", 200, test_previews_take_half);
  add ("/C26/hold", 200, test_hold);
  add ("/C26/end-hold", 200, test_end_hold);
  add ("/C26/released", 200, test_released);
  add ("/C26/cancel", 200, test_cancel);
  add ("/C26/ask-while-cancelled", 200, test_ask_while_cancelled);
  add ("/C26/last-reference", 200, test_last_reference);

  return g_test_run ();
}
