/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The names of files that are given to other programs, and where these lie. */

#include "engine-file-name.h"
#include "engine-named-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

#define JPEG "\xff\xd8\xff\xe0....."
#define PNG  "\x89PNG\r\n\x1a\n"
#define WEBP "RIFF....WEBPVP8 "

static void
check (const char *name, const char *head, const char *expected)
{
  g_autofree char *made = engine_file_name_new (name, head, strlen (head));

  g_assert_cmpstr (made, ==, expected);
}

static void
test_harmless (void)
{
  check ("pier.jpg", JPEG, "pier.jpg");
  check ("Müller & Söhne – Ω 🎉.pdf", "%PDF-1.7", "Müller & Söhne – Ω 🎉.pdf");
  check ("film", "\x1a\x45\xdf\xa3", "film");
  check ("archive.tar.gz", "\x1f\x8b", "archive.tar.gz");
}

/* What goes into another folder, hides, is taken for an option, turns the line, or breaks it. */
static void
test_hostile (void)
{
  check ("../../etc/passwd", "", "_._.._etc_passwd");
  check ("/etc/passwd", "", "_etc_passwd");
  check ("..\\..\\autorun.inf", "", "_._.._autorun.inf");
  check (".bashrc", "", "_bashrc");
  check ("-rf", "", "_rf");
  check ("a\nb\tc\r.txt", "", "a b c .txt");
  check ("photo\xe2\x80\xaegpj.exe", "MZ", "photo_gpj.exe");
  check ("a\x01\x7f.png", PNG, "a__.png");
  check ("a\xff.png", PNG, "a\xef\xbf\xbd.png");
  check ("con<>:\"|?*.jpg", JPEG, "con_______.jpg");
  check ("", "", "_");
  check ("   ", JPEG, "_.jpg");
  check (".", "", "_");
  check ("..", "", "_.");
}

/* A rendition is not what the original is. */
static void
test_suffix (void)
{
  check ("pier.tif", JPEG, "pier.jpg");
  check ("pier.JPEG", JPEG, "pier.JPEG");
  check ("pier.jpg", PNG, "pier.png");
  check ("pier", WEBP, "pier.webp");
  check ("Release 2.0", JPEG, "Release 2.0.jpg");
  check ("logo.ai", PNG, "logo.png");
  check ("II", "II*", "II");
}

static void
test_long (void)
{
  g_autofree char *ascii = g_strnfill (400, 'a');
  GString *wide = g_string_new (NULL);
  g_autofree char *name = g_strconcat (ascii, ".jpg", NULL);
  g_autofree char *short_name = engine_file_name_new (name, JPEG, 9);
  g_autofree char *short_wide = NULL;

  g_assert_cmpuint (strlen (short_name), ==, 204);
  g_assert_true (g_str_has_suffix (short_name, "a.jpg"));

  for (guint i = 0; i < 200; i++)
    g_string_append (wide, "語");
  short_wide = engine_file_name_new (wide->str, JPEG, 9);
  g_string_free (wide, TRUE);
  g_assert_true (g_utf8_validate (short_wide, -1, NULL));
  g_assert_cmpuint (strlen (short_wide), ==, 198 + strlen (".jpg"));
}

static void
test_page (void)
{
  g_assert_true (engine_file_name_is_page ("\n <!DOCTYPE html>", 17));
  g_assert_false (engine_file_name_is_page (JPEG, 4));
  g_assert_false (engine_file_name_is_page ("", 0));
  g_assert_false (engine_file_name_is_page ("  ", 2));
}

/* In a folder */

typedef struct
{
  char *folder;
  MediaFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *top = g_dir_make_tmp ("descant-named-XXXXXX", &error);
  int fd;

  g_assert_no_error (error);
  fixture->folder = g_build_filename (top, "below", "files", NULL);
  fd = open (top, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, JPEG, strlen (JPEG)), ==, strlen (JPEG));
  fixture->file = media_file_new_take (fd);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *below = g_path_get_dirname (fixture->folder);
  g_autofree char *top = g_path_get_dirname (below);

  engine_named_files_sweep (fixture->folder, 0);
  rmdir (fixture->folder);
  rmdir (below);
  /* Nothing of it is left. */
  g_assert_cmpint (rmdir (top), ==, 0);
  media_file_unref (fixture->file);
  g_free (fixture->folder);
}

static char *
add (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *path = engine_named_files_add (fixture->folder, name, fixture->file, &error);

  g_assert_no_error (error);

  return path;
}

/* Two of the same name stand beside each other, for this user alone. */
static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = add (fixture, "pier.tif");
  g_autofree char *second = add (fixture, "pier.tif");
  g_autofree char *place = g_path_get_dirname (first);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_cmpstr (first, !=, second);
  g_assert_true (g_str_has_suffix (first, "/pier.jpg"));
  g_assert_true (g_str_has_suffix (second, "/pier.jpg"));
  g_assert_true (g_str_has_prefix (first, fixture->folder));
  g_file_get_contents (first, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, JPEG);
  g_assert_cmpint (g_stat (first, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (place, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = engine_named_files_add ("/proc/nowhere", "a", fixture->file, &error);

  g_assert_null (path);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* What is old goes; what is new, and what a link leads to, stays. */
static void
test_sweep (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = add (fixture, "old.jpg");
  g_autofree char *new = add (fixture, "new.jpg");
  g_autofree char *outside = g_path_get_dirname (fixture->folder);
  g_autofree char *kept = g_build_filename (outside, "kept", NULL);
  g_autofree char *place = g_path_get_dirname (old);
  g_autofree char *inner = g_build_filename (fixture->folder, "link", NULL);
  const struct utimbuf long_ago = { 1000, 1000 };

  g_assert_true (g_file_set_contents (kept, "x", 1, NULL));
  g_assert_cmpint (symlink (outside, inner), ==, 0);
  g_assert_cmpint (utime (place, &long_ago), ==, 0);
  engine_named_files_sweep (fixture->folder, ENGINE_NAMED_FILES_MAX_AGE_S);
  g_assert_false (g_file_test (place, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (new, G_FILE_TEST_EXISTS));

  engine_named_files_sweep (fixture->folder, 0);
  g_assert_false (g_file_test (new, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  unlink (inner);
  unlink (kept);
}

/* From where a file has had a name already: a copy. */
static void
test_was_named (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "descant-named-XXXXXX", NULL);
  int fd = g_mkstemp (path);
  g_autoptr (MediaFile) file = media_file_new_take (fd);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *named = NULL;

  g_assert_cmpint (write (fd, PNG, strlen (PNG)), ==, strlen (PNG));
  unlink (path);
  named = engine_named_files_add (fixture->folder, "a", file, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (named, "/a.png"));
  g_file_get_contents (named, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, PNG);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/named-files/harmless", test_harmless);
  g_test_add_func ("/named-files/hostile", test_hostile);
  g_test_add_func ("/named-files/suffix", test_suffix);
  g_test_add_func ("/named-files/long", test_long);
  g_test_add_func ("/named-files/page", test_page);
  ADD ("/named-files/add", test_add);
  ADD ("/named-files/no-folder", test_no_folder);
  ADD ("/named-files/sweep", test_sweep);
  ADD ("/named-files/was-named", test_was_named);

  return g_test_run ();
}
