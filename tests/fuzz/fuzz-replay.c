/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes the files of a corpus through a target, without libFuzzer: what it once found stays found.
 */

#include "fuzz.h"

#include <gio/gio.h>

static void
test_corpus (gconstpointer folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) files = g_dir_open (folder, 0, &error);
  const char *name;
  guint n_files = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      g_autofree guint8 *copy = NULL;
      gsize length;

      g_test_message ("%s", name);
      g_file_get_contents (path, &content, &length, &error);
      g_assert_no_error (error);
      /* Without the NUL behind it, so that reading on is seen. */
      copy = g_memdup2 (content, length);
      LLVMFuzzerTestOneInput (copy != NULL ? copy : (const guint8 *) "", length);
      n_files++;
    }
  g_assert_cmpuint (n_files, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  g_test_add_data_func ("/corpus", argv[1], test_corpus);

  return g_test_run ();
}
