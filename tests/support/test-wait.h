/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Waiting with a bound: the test fails when what it waits for has not come after this long. */
#define TEST_WAIT_S 30

typedef gboolean (*TestCondition) (gpointer user_data);

/* Runs the thread-default main context until @condition is %TRUE; @what names it in the failure. */
void test_wait_until (TestCondition condition, gpointer user_data, const char *what);

/* A callback that keeps the result: `g_autoptr (GAsyncResult) result = NULL;` and `&result`. */
void          test_keep_result (GObject *source, GAsyncResult *result, gpointer result_out);
GAsyncResult *test_wait_result (GAsyncResult **result); /* (transfer none) */

/* Waits until nobody but the caller holds @object, and drops it: the test fails if somebody does. */
void test_assert_last_unref (gpointer object);

/* Waits until no thread of this process is called @name: one that nobody joins may still be ending. */
void test_wait_threads_end (const char *name);

G_END_DECLS
