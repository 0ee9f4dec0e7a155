/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-wait.h"

static gboolean
time_is_up (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_CONTINUE;
}

void
test_wait_until (TestCondition condition, gpointer user_data, const char *what)
{
  GMainContext *context = g_main_context_ref_thread_default ();
  GSource *bound = g_timeout_source_new_seconds (TEST_WAIT_S);
  gboolean is_late = FALSE;

  g_source_set_callback (bound, time_is_up, &is_late, NULL);
  g_source_attach (bound, context);
  while (!condition (user_data))
    {
      if (is_late)
        g_error ("After %d s still waiting for: %s", TEST_WAIT_S, what);
      g_main_context_iteration (context, TRUE);
    }
  g_source_destroy (bound);
  g_source_unref (bound);
  g_main_context_unref (context);
}

void
test_keep_result (GObject *source, GAsyncResult *result, gpointer result_out)
{
  g_set_object ((GAsyncResult **) result_out, result);
}

static gboolean
has_result (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

GAsyncResult *
test_wait_result (GAsyncResult **result)
{
  test_wait_until (has_result, result, "an answer");

  return *result;
}

static gboolean
is_last_reference (gpointer user_data)
{
  return g_atomic_int_get (&G_OBJECT (user_data)->ref_count) == 1;
}

static gboolean
look_again (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
test_assert_last_unref (gpointer object)
{
  /* Others may let go on threads of theirs, which wakes nobody here. */
  GSource *poll = g_timeout_source_new (5);
  gpointer alive = object;

  g_source_set_callback (poll, look_again, NULL, NULL);
  g_source_attach (poll, g_main_context_get_thread_default ());
  test_wait_until (is_last_reference, object, "the last reference");
  g_source_destroy (poll);
  g_source_unref (poll);

  g_object_add_weak_pointer (object, &alive);
  g_object_unref (object);
  g_assert_null (alive);
}
