/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-stall-private.h"

#include "test-wait.h"

#define WINDOW_MS 20

static gboolean
is_cancelled (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

/* What comes in one window does not count in the next. */
static void
test_windows (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CantoStall) stall = canto_stall_new (WINDOW_MS, 10, cancellable);
  gint64 begin_us = g_get_monotonic_time ();

  canto_stall_begin (stall);
  canto_stall_begin (stall);
  canto_stall_add (stall, 4);
  canto_stall_add (stall, 6);
  test_wait_until (is_cancelled, cancellable, "the end of the second window");
  g_assert_true (canto_stall_was_met (stall));
  g_assert_cmpint (g_get_monotonic_time () - begin_us, >=, 2 * WINDOW_MS * 1000);
}

static gboolean
passed (gpointer has_passed)
{
  *(gboolean *) has_passed = TRUE;

  return G_SOURCE_REMOVE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

/* Nothing is watched before the beginning and after the end. */
static void
test_ends (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CantoStall) stall = canto_stall_new (1, 10, cancellable);
  gboolean has_passed = FALSE;

  canto_stall_begin (stall);
  canto_stall_end (stall);
  g_timeout_add (10, passed, &has_passed);
  test_wait_until (is_true, &has_passed, "some time");
  g_assert_false (canto_stall_was_met (stall));
  g_assert_false (g_cancellable_is_cancelled (cancellable));

  canto_stall_restart (stall);
  test_wait_until (is_cancelled, cancellable, "the end of the window");
  g_assert_true (canto_stall_was_met (stall));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stall/windows", test_windows);
  g_test_add_func ("/stall/ends", test_ends);

  return g_test_run ();
}
