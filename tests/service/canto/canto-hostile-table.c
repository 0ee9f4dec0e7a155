/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether src/canto/README.md tells of each call of the client, and the hostile world tries each
 * that it tells of. */

#include "hostile-calls.h"

#include <string.h>

/* What needs no row, and why. */
static const struct
{
  const char *name;
  const char *why;
} exceptions[] = {
  { "canto_conversion_make_uri", "makes an address, and asks nobody" },
  { "canto_upload_sum_async", "reads a file, and asks nobody" },
  { "canto_sign_in_run_async",
    "what it exchanges is exchanged as after a handshake, and what comes to "
    "its port is in canto-sign-in.c" },
  { "canto_client_probe_async", "wants no content: canto-probe.c has the faults for it" },
};

/* Whose functions ask the service. */
static const char *const headers[] = {
  "calls/canto-client.h",      "calls/canto-containers.h",  "calls/canto-edit.h",
  "calls/canto-links.h",       "calls/canto-lists.h",       "calls/canto-upload.h",
  "calls/canto-upload-find.h", "calls/canto-upload-item.h", "calls/canto-walk.h",
  "sign-in/canto-lookup.h",    "sign-in/canto-sign-in.h",
};

static char *
read_source (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "canto", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static gboolean
is_excepted (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (exceptions); i++)
    {
      if (g_str_equal (exceptions[i].name, name))
        return TRUE;
    }

  return FALSE;
}

static void
add_words (GHashTable *set, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    g_hash_table_add (set, g_strdup (words[i]));
}

static GHashTable *
collect (gboolean of_functions)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_calls;
  const HostileCall *calls = hostile_calls_get (&n_calls);

  for (guint i = 0; i < n_calls; i++)
    add_words (set, of_functions ? calls[i].functions : calls[i].rows);

  return set;
}

/* All that fits @pattern in @text, its first group. */
static GHashTable *
find_all (const char *text, const char *pattern)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    g_hash_table_add (set, g_match_info_fetch (match, 1));

  return set;
}

static void
check_within (GHashTable *wanted, GHashTable *there, const char *problem)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (!g_hash_table_contains (there, name) && !is_excepted (name))
        g_error ("%s: %s", (const char *) name, problem);
    }
}

static void
test_rows (void)
{
  g_autofree char *text = read_source ("README.md");
  g_autoptr (GHashTable) covered = collect (FALSE);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_rows = 0;

  add_words (covered, "4.1 10.7 section"); /* test_reach(), an address alone, a word */
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", 3);
      g_auto (GStrv) rows = NULL;

      if (g_strv_length (cells) < 3 || !g_ascii_isdigit (*g_strstrip (cells[1])))
        continue;
      rows = g_strsplit_set (cells[1], ", ", -1);
      for (guint k = 0; rows[k] != NULL; k++, n_rows++)
        {
          if (*rows[k] != '\0' && !g_hash_table_contains (covered, rows[k]))
            g_error ("No call of %s is in hostile-calls.c", rows[k]);
        }
    }
  g_assert_cmpuint (n_rows, >, 30);
}

static void
test_functions (void)
{
  g_autofree char *text = read_source ("README.md");
  g_autoptr (GHashTable) told = find_all (text, "`(canto_[a-z_]+)`");
  g_autoptr (GHashTable) tried = collect (TRUE);

  g_assert_cmpuint (g_hash_table_size (told), >, 30);
  check_within (told, tried, "it is in README.md, and not in hostile-calls.c");
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *header = read_source (headers[i]);
      g_autoptr (GHashTable) declared =
          find_all (header, "^(?:void|char|Canto)[^(\n]*?(canto_[a-z_]+_async) \\(");

      g_assert_cmpuint (g_hash_table_size (declared), >, 0);
      check_within (declared, told, "it is declared, and README.md does not tell of it");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hostile/table/rows", test_rows);
  g_test_add_func ("/hostile/table/functions", test_functions);

  return g_test_run ();
}
