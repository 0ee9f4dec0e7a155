/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-memory.h"

/* A picture of exactly so many bytes. */
static MediaPicture *
make_picture (int n_bytes)
{
  g_autofree guint8 *pixels = g_malloc0 ((gsize) n_bytes);
  g_autoptr (GBytes) bytes = g_bytes_new (pixels, (gsize) n_bytes);

  return media_picture_new (bytes, 1, 1, (gsize) n_bytes, FALSE);
}

static void
insert (MediaMemory *memory, const char *name, int n_bytes)
{
  g_autoptr (MediaPicture) picture = make_picture (n_bytes);

  media_memory_insert (memory, name, picture);
}

static void
check_names (MediaMemory *memory, const char *present, const char *absent)
{
  for (const char *c = present; *c != '\0'; c++)
    {
      const char name[] = { *c, '\0' };

      g_assert_nonnull (media_memory_lookup (memory, name));
    }
  for (const char *c = absent; *c != '\0'; c++)
    {
      const char name[] = { *c, '\0' };

      g_assert_null (media_memory_lookup (memory, name));
    }
}

static void
test_counts_bytes (void)
{
  g_autoptr (MediaMemory) memory = media_memory_new (100);

  insert (memory, "a", 50);
  insert (memory, "b", 50);
  check_names (memory, "ab", "");
  insert (memory, "c", 1);
  check_names (memory, "bc", "a");
  insert (memory, "d", 99);
  check_names (memory, "cd", "b");
}

static void
test_lookup_is_a_use (void)
{
  g_autoptr (MediaMemory) memory = media_memory_new (100);

  insert (memory, "a", 40);
  insert (memory, "b", 40);
  g_assert_nonnull (media_memory_lookup (memory, "a"));
  insert (memory, "c", 40);
  check_names (memory, "ac", "b");
}

static void
test_same_name_is_replaced (void)
{
  g_autoptr (MediaMemory) memory = media_memory_new (100);
  g_autoptr (MediaPicture) newer = make_picture (60);

  insert (memory, "a", 60);
  media_memory_insert (memory, "a", newer);
  g_assert_true (media_memory_lookup (memory, "a") == newer);
  /* Counted once, or there would be no room. */
  insert (memory, "b", 40);
  check_names (memory, "ab", "");
}

/* What was just shown stays, however large. */
static void
test_too_large_stays_alone (void)
{
  g_autoptr (MediaMemory) memory = media_memory_new (100);

  insert (memory, "a", 50);
  insert (memory, "b", 500);
  check_names (memory, "b", "a");
  insert (memory, "c", 1);
  check_names (memory, "c", "b");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media/memory/counts-bytes", test_counts_bytes);
  g_test_add_func ("/media/memory/lookup-is-a-use", test_lookup_is_a_use);
  g_test_add_func ("/media/memory/same-name-is-replaced", test_same_name_is_replaced);
  g_test_add_func ("/media/memory/too-large-stays-alone", test_too_large_stays_alone);

  return g_test_run ();
}
