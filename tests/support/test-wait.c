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

/* For what happens on other threads, which wakes nobody here. */
static void
poll_until (TestCondition condition, gpointer user_data, const char *what)
{
  GSource *poll = g_timeout_source_new (5);

  g_source_set_callback (poll, look_again, NULL, NULL);
  g_source_attach (poll, g_main_context_get_thread_default ());
  test_wait_until (condition, user_data, what);
  g_source_destroy (poll);
  g_source_unref (poll);
}

static gboolean
has_no_thread (gpointer user_data)
{
  g_autoptr (GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);
  const char *thread;

  g_assert_nonnull (threads);
  while ((thread = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", thread, "comm", NULL);
      g_autofree char *name = NULL;

      if (g_file_get_contents (path, &name, NULL, NULL)
          && g_str_equal (g_strchomp (name), user_data))
        return FALSE;
    }

  return TRUE;
}

void
test_wait_threads_end (const char *name)
{
  poll_until (has_no_thread, (gpointer) name, name);
}

void
test_assert_last_unref (gpointer object)
{
  gpointer alive = object;

  poll_until (is_last_reference, object, "the last reference");
  g_object_add_weak_pointer (object, &alive);
  g_object_unref (object);
  g_assert_null (alive);
}
