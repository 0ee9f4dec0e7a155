/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-core-dumps.h"

#include <gio/gio.h>
#include <sys/resource.h>

/* What a program that is started may write. (transfer full) */
static char *
ask_child (void)
{
  const char *const command[] = { "sh", "-c", "ulimit -S -c", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
      g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  char *output = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);

  return g_strstrip (output);
}

static rlim_t
get_limit (void)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);

  return limit.rlim_cur;
}

static void
test_limit (void)
{
  struct rlimit limit;
  g_autofree char *before = NULL;
  g_autofree char *forbidden = NULL;
  g_autofree char *started = NULL;

  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  if (limit.rlim_max == 0)
    {
      g_test_skip ("no core files here");
      return;
    }
  limit.rlim_cur = limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_CORE, &limit), ==, 0);
  before = ask_child ();

  canto_core_dumps_forbid ();
  g_assert_cmpuint (get_limit (), ==, 0);
  forbidden = ask_child ();
  g_assert_cmpstr (forbidden, ==, "0");

  /* Two at a time. */
  canto_core_dumps_begin_start ();
  canto_core_dumps_begin_start ();
  canto_core_dumps_end_start ();
  started = ask_child ();
  g_assert_cmpstr (started, ==, before);
  g_assert_cmpstr (started, !=, "0");
  canto_core_dumps_end_start ();
  g_assert_cmpuint (get_limit (), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core-dumps/limit", test_limit);

  return g_test_run ();
}
