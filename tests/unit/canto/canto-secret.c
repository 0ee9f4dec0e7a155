/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-secret.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Longer than what an allocator writes into memory that is free. */
#define TEXT    "acc3ss-5ecret-of-a-length-that-tokens-have-0123456789-abcdefghij"
#define N_BYTES (sizeof TEXT - 1)

/* What is at an address, whoever owns it now. */
static void
read_memory (guintptr address, char *bytes)
{
  int fd = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pread (fd, bytes, N_BYTES, (off_t) address), ==, (gssize) N_BYTES);
  close (fd);
}

static guint
count_left (const char *bytes)
{
  guint n_left = 0;

  for (gsize i = 0; i < N_BYTES; i++)
    n_left += bytes[i] == TEXT[i] ? 1 : 0;

  return n_left;
}

/* With the last reference, and not before. */
static void
test_wiped (void)
{
  CantoSecret *secret = canto_secret_new (TEXT);
  guintptr address = (guintptr) canto_secret_peek (secret);
  char bytes[N_BYTES];

  canto_secret_unref (canto_secret_ref (secret));
  read_memory (address, bytes);
  g_assert_cmpuint (count_left (bytes), ==, N_BYTES);

  canto_secret_unref (secret);
  read_memory (address, bytes);
  g_assert_cmpuint (count_left (bytes), <=, 4); /* by chance, of what the allocator writes */
}

static void
test_equal (void)
{
  g_autoptr (CantoSecret) one = canto_secret_new ("one secret");
  g_autoptr (CantoSecret) same = canto_secret_new_length ("one secret and more", 10);
  g_autoptr (CantoSecret) other = canto_secret_new ("one secreT");
  g_autoptr (CantoSecret) shorter = canto_secret_new ("one secre");

  g_assert_true (canto_secret_equal (one, same));
  g_assert_false (canto_secret_equal (one, other));
  g_assert_false (canto_secret_equal (one, shorter));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/secret/wiped", test_wiped);
  g_test_add_func ("/secret/equal", test_equal);

  return g_test_run ();
}
