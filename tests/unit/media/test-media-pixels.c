/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-pixels.h"

#include <string.h>

#define N_THREADS 4
#define N_ROUNDS  2000

/* Whatever size is asked for can be written and read, to its last byte. */
static void
test_sizes (void)
{
  static const gsize sizes[] = { 1, 16384, 16385, 115200, 2000 * 2000 * 3 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      MediaPixels *pixels = media_pixels_new (sizes[i]);
      g_autoptr (GBytes) bytes = NULL;

      memset (media_pixels_get_data (pixels), 7, sizes[i]);
      bytes = media_pixels_free_to_bytes (pixels);
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, sizes[i]);
      g_assert_cmpuint (((const guint8 *) g_bytes_get_data (bytes, NULL))[sizes[i] - 1], ==, 7);
    }
}

/* What is free is used again where it fits, and nowhere else. */
static void
test_used_again (void)
{
  MediaPixels *first = media_pixels_new (115200);
  guint8 *data = media_pixels_get_data (first);
  g_autoptr (MediaPixels) small = NULL;
  g_autoptr (MediaPixels) again = NULL;
  g_autoptr (MediaPixels) other = NULL;

  media_pixels_free (first);
  small = media_pixels_new (16);
  g_assert_true (media_pixels_get_data (small) != data);
  again = media_pixels_new (110000);
  g_assert_true (media_pixels_get_data (again) == data);
  other = media_pixels_new (110000);
  g_assert_true (media_pixels_get_data (other) != data);
}

static gpointer
use_many (gpointer mark)
{
  MediaPixels *held[8] = { NULL };

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      guint at = i % G_N_ELEMENTS (held);

      if (held[at] != NULL)
        {
          g_assert_cmpint (media_pixels_get_data (held[at])[100], ==, GPOINTER_TO_INT (mark));
          media_pixels_free (held[at]);
        }
      held[at] = media_pixels_new (1000 + i * 100);
      media_pixels_get_data (held[at])[100] = (guint8) GPOINTER_TO_INT (mark);
    }
  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    media_pixels_free (held[i]);

  return NULL;
}

/* No two hold the same. */
static void
test_threads (void)
{
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("pixels", use_many, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media/pixels/sizes", test_sizes);
  g_test_add_func ("/media/pixels/used-again", test_used_again);
  g_test_add_func ("/media/pixels/threads", test_threads);

  return g_test_run ();
}
