/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-limit.h"

#define SECOND G_USEC_PER_SEC
#define MINUTE (60 * SECOND)

static void
test_none (void)
{
  TenantLimit *limit = tenant_limit_new (0);
  guint wait_s = 0;

  for (guint i = 0; i < 1000; i++)
    g_assert_true (tenant_limit_take (limit, 0, &wait_s));
  tenant_limit_free (limit);
}

/* Any sixty seconds hold no more than so many calls. */
static void
test_window (void)
{
  TenantLimit *limit = tenant_limit_new (3);
  guint wait_s = 0;

  g_assert_true (tenant_limit_take (limit, 0, &wait_s));
  g_assert_true (tenant_limit_take (limit, 10 * SECOND, &wait_s));
  g_assert_true (tenant_limit_take (limit, 20 * SECOND, &wait_s));
  g_assert_false (tenant_limit_take (limit, 30 * SECOND, &wait_s));
  g_assert_cmpuint (wait_s, ==, 30);
  g_assert_false (tenant_limit_take (limit, MINUTE - 1, &wait_s));
  g_assert_cmpuint (wait_s, ==, 1);

  /* What was refused was not counted; the first call has just run out. */
  g_assert_true (tenant_limit_take (limit, MINUTE, &wait_s));
  g_assert_false (tenant_limit_take (limit, MINUTE, &wait_s));
  g_assert_cmpuint (wait_s, ==, 10);
  g_assert_true (tenant_limit_take (limit, MINUTE + 10 * SECOND, &wait_s));
  g_assert_true (tenant_limit_take (limit, MINUTE + 20 * SECOND, &wait_s));
  g_assert_false (tenant_limit_take (limit, MINUTE + 20 * SECOND, &wait_s));
  g_assert_cmpuint (wait_s, ==, 40);
  tenant_limit_free (limit);
}

/* After the seconds it says, and not before, a call passes. */
static void
test_wait_is_true (void)
{
  for (gint64 now_us = 0; now_us < MINUTE; now_us += 777777)
    {
      TenantLimit *limit = tenant_limit_new (1);
      guint wait_s = 0;

      g_assert_true (tenant_limit_take (limit, 0, &wait_s));
      g_assert_false (tenant_limit_take (limit, now_us, &wait_s));
      g_assert_cmpuint (wait_s, >=, 1);
      g_assert_cmpuint (wait_s, <=, 60);
      g_assert_true (tenant_limit_take (limit, now_us + wait_s * SECOND, &wait_s));
      tenant_limit_free (limit);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/limit/none", test_none);
  g_test_add_func ("/limit/13.1/window", test_window);
  g_test_add_func ("/limit/13.8/wait-is-true", test_wait_is_true);

  return g_test_run ();
}
