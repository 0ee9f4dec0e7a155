/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-cache.h"
#include "test-folder.h"
#include "test-full-disk.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define N_WRITES 200

typedef struct
{
  char *parent;
  char *folder; /* not made yet */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->parent = g_dir_make_tmp ("descant-cache-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->folder = g_build_filename (fixture->parent, "account", "previews", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_folder_remove (fixture->parent);
  g_free (fixture->folder);
  g_free (fixture->parent);
}

static char *
make_path (Fixture *fixture)
{
  return g_build_filename (fixture->folder, "previews.sqlite", NULL);
}

/* As somebody else sees it: the first number that @sql gives; ?1 is the key of @name. */
static gint64
ask (Fixture *fixture, const char *sql, const char *name)
{
  g_autofree char *path = make_path (fixture);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 key[32];
  gsize length = sizeof key;
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 number = 0;

  g_checksum_update (checksum, (const guchar *) name, -1);
  g_checksum_get_digest (checksum, key, &length);
  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  sqlite3_bind_blob (statement, 1, key, sizeof key, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);

  return number;
}

static void
write_letters (MediaCache *cache, const char *name, char letter, gsize length)
{
  g_autofree char *letters = g_strnfill (length, letter);
  g_autoptr (GBytes) bytes = g_bytes_new (letters, length);

  media_cache_write (cache, name, bytes, NULL);
}

static gboolean
has (Fixture *fixture, const char *name)
{
  return ask (fixture, "SELECT count (*) FROM previews WHERE key = ?1", name) == 1;
}

/* The clock is not waited for: what is kept is made as old as it should be. */
static void
make_old (Fixture *fixture, const char *name, int age_s)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE previews SET used_at_s = used_at_s - %d WHERE key = ?1 RETURNING 1", age_s);

  g_assert_cmpint (ask (fixture, sql, name), ==, 1);
}

static guint
count (Fixture *fixture)
{
  return (guint) ask (fixture, "SELECT count (*) FROM previews", "");
}

static void
test_write_and_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaCache) cache = media_cache_new (fixture->folder, 1000);
  g_autoptr (GBytes) before = media_cache_read (cache, "image/k9@1#240");
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GBytes) other = NULL;

  g_assert_null (before);
  write_letters (cache, "image/k9@1#240", 'x', 10);
  after = media_cache_read (cache, "image/k9@1#240");
  g_assert_cmpmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after), "xxxxxxxxxx", 10);

  write_letters (cache, "image/k9@1#240", 'y', 2);
  other = media_cache_read (cache, "image/k9@1#240");
  g_assert_cmpmem (g_bytes_get_data (other, NULL), g_bytes_get_size (other), "yy", 2);
  g_assert_cmpuint (count (fixture), ==, 1);

  media_cache_drop (cache, "image/k9@1#240");
  g_assert_false (has (fixture, "image/k9@1#240"));
}

/* Which pictures somebody looked at is nobody's business. */
static void
test_for_the_persons_eyes_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaCache) cache = media_cache_new (fixture->folder, 1000);
  g_autofree char *path = make_path (fixture);
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  GStatBuf status;

  write_letters (cache, "image/k9@1#240", 'x', 10);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (log_path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (fixture->folder, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
}

static void
test_last_used_goes_last (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaCache) cache = media_cache_new (fixture->folder, 100);
  g_autoptr (GBytes) used = NULL;

  write_letters (cache, "a", 'a', 30);
  write_letters (cache, "b", 'b', 30);
  write_letters (cache, "c", 'c', 30);
  make_old (fixture, "a", 30000);
  make_old (fixture, "b", 20000);
  make_old (fixture, "c", 10000);
  used = media_cache_read (cache, "a");

  /* 120 bytes: down to nine tenths of the room. */
  write_letters (cache, "d", 'd', 30);
  g_assert_true (has (fixture, "a"));
  g_assert_false (has (fixture, "b"));
  g_assert_true (has (fixture, "c"));
  g_assert_true (has (fixture, "d"));
}

/* What another run has left counts as well. */
static void
test_counts_what_was_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaCache) earlier = media_cache_new (fixture->folder, 1000);
  g_autoptr (MediaCache) cache = NULL;

  write_letters (earlier, "a", 'a', 60);
  make_old (fixture, "a", 100);
  cache = media_cache_new (fixture->folder, 100);
  write_letters (cache, "b", 'b', 50);
  g_assert_false (has (fixture, "a"));
  g_assert_true (has (fixture, "b"));
}

/* What went makes room on the disk, too. */
static void
test_gives_room_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_path (fixture);
  g_autoptr (MediaCache) cache = media_cache_new (fixture->folder, 2000000);
  GStatBuf status;

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("image/%d", i);

      write_letters (cache, name, 'x', 10000);
    }
  media_cache_set_max_bytes (cache, 200000);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_size, <, 400000);
  g_assert_cmpuint (media_cache_measure (cache), >, 170000);
}

/* Damaged, or no database at all: it is begun anew, and nobody is troubled. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_path (fixture);
  g_autofree char *noise = g_strnfill (100000, '#');
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (MediaCache) cache = NULL;

  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, noise, -1, &error));
  cache = media_cache_new (fixture->folder, 1000000);
  before = media_cache_read (cache, "a");
  g_assert_null (before);
  write_letters (cache, "a", 'a', 10);
  after = media_cache_read (cache, "a");
  g_assert_nonnull (after);
}

static void
overwrite (const char *path, off_t from, gsize length)
{
  g_autofree char *noise = g_strnfill (length, '#');
  int fd = g_open (path, O_WRONLY);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, noise, length, from), ==, (gssize) length);
  g_close (fd, NULL);
}

/* All but the first page, which opening looks at. */
static void
test_damaged_inside (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_path (fixture);
  g_autoptr (MediaCache) cache = media_cache_new (fixture->folder, 1000000);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("image/%d", i);

      write_letters (cache, name, 'x', 10000);
    }
  g_clear_pointer (&cache, media_cache_unref);
  overwrite (path, 4096, 200000);

  cache = media_cache_new (fixture->folder, 1000000);
  before = media_cache_read (cache, "image/7");
  g_assert_null (before);
  g_assert_true (media_cache_write (cache, "image/7", bytes, &error));
  g_assert_no_error (error);
  after = media_cache_read (cache, "image/7");
  g_assert_nonnull (after);
}

/* Two programs of one person. */
static void
test_shared (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaCache) one = media_cache_new (fixture->folder, 1000);
  g_autoptr (MediaCache) other = media_cache_new (fixture->folder, 1000);
  g_autoptr (GBytes) bytes = NULL;

  write_letters (one, "a", 'a', 10);
  write_letters (other, "b", 'b', 10);
  bytes = media_cache_read (one, "b");
  g_assert_nonnull (bytes);
  media_cache_clear (one);
  g_assert_cmpuint (media_cache_measure (other), ==, 0);
}

static void
test_stays_within_its_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaCache) cache = media_cache_new (fixture->folder, 1000);

  for (int i = 0; i < N_WRITES; i++)
    {
      g_autofree char *name = g_strdup_printf ("image/%d", i);

      write_letters (cache, name, 'x', 100);
      g_assert_cmpuint (count (fixture), <=, 10);
    }
  g_assert_cmpuint (count (fixture), >=, 9);
}

static gpointer
write_in_turns (gpointer cache)
{
  for (int i = 0; i < N_WRITES; i++)
    write_letters (cache, "image/k9@1#240", i % 2 == 0 ? 'a' : 'b', i % 2 == 0 ? 100000 : 50000);

  return NULL;
}

/* Whoever reads while another writes gets the one or the other, never a part. */
static void
test_whole_or_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaCache) cache = media_cache_new (fixture->folder, G_MAXINT);
  GThread *writer;

  write_letters (cache, "image/k9@1#240", 'a', 100000);
  writer = g_thread_new ("writer", write_in_turns, cache);
  for (int i = 0; i < N_WRITES; i++)
    {
      g_autoptr (GBytes) bytes = media_cache_read (cache, "image/k9@1#240");
      const char *letters = g_bytes_get_data (bytes, NULL);
      gsize length = letters[0] == 'a' ? 100000 : 50000;

      g_assert_cmpuint (g_bytes_get_size (bytes), ==, length);
      g_assert_cmpint (letters[length - 1], ==, letters[0]);
    }
  g_thread_join (writer);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* A disk that takes nothing costs the cache and nothing else. */
static void
test_disk_that_refuses (Fixture *fixture, gconstpointer data)
{
  g_autofree char *in_the_way = g_build_filename (fixture->parent, "account", NULL);
  g_autoptr (MediaCache) cache = media_cache_new (fixture->folder, 1000);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (g_file_set_contents (in_the_way, "a file", -1, NULL));
  write_letters (cache, "a", 'a', 10);
  bytes = media_cache_read (cache, "a");
  g_assert_null (bytes);
  media_cache_drop (cache, "a");
}

static void
test_room_can_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaCache) cache = media_cache_new (fixture->folder, 1000);

  write_letters (cache, "old", 'o', 400);
  make_old (fixture, "old", 60);
  write_letters (cache, "new", 'n', 400);
  g_assert_cmpuint (media_cache_measure (cache), ==, 800);

  media_cache_set_max_bytes (cache, 500);
  g_assert_false (has (fixture, "old"));
  g_assert_true (has (fixture, "new"));
  g_assert_cmpuint (media_cache_measure (cache), ==, 400);
}

static void
test_clear (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaCache) cache = media_cache_new (fixture->folder, 1000);

  media_cache_clear (cache);
  write_letters (cache, "a", 'a', 400);
  write_letters (cache, "b", 'b', 400);
  media_cache_clear (cache);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_cmpuint (media_cache_measure (cache), ==, 0);

  write_letters (cache, "c", 'c', 400);
  g_assert_true (has (fixture, "c"));
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaCache) cache = media_cache_new (fixture->folder, 10000);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("0123456789012345678901234567890123456789", 40);
  g_autoptr (GError) error = NULL;
  guint64 n_bytes;

  write_letters (cache, "before", 'a', 100);
  test_full_disk_begin ();
  g_assert_false (media_cache_write (cache, "new", bytes, &error));
  test_full_disk_end ();
  g_assert_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (EFBIG));
  g_assert_false (has (fixture, "new"));
  n_bytes = media_cache_measure (cache);
  g_assert_cmpuint (n_bytes, ==, 100);
  g_assert_true (media_cache_write (cache, "new", bytes, NULL));
}

/* In a process of its own, with a disk of its own. */
static void
test_full_tmpfs_in_process (void)
{
  g_autofree char *folder = g_dir_make_tmp ("descant-cache-XXXXXX", NULL);
  g_autoptr (MediaCache) cache = NULL;
  g_autofree char *letters = g_strnfill (10000, 'x');
  g_autoptr (GBytes) bytes = g_bytes_new (letters, 10000);
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GError) error = NULL;
  int n_written = 0;

  g_assert_cmpint (mount ("tmpfs", folder, "tmpfs", 0, "size=1m"), ==, 0);
  cache = media_cache_new (folder, 100000000);
  while (error == NULL && n_written < 1000)
    {
      g_autofree char *name = g_strdup_printf ("image/%d", n_written);

      if (media_cache_write (cache, name, bytes, &error))
        n_written++;
    }
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_cmpint (n_written, >, 20);
  first = media_cache_read (cache, "image/0");
  g_assert_nonnull (first);

  /* With some room again it goes on. */
  media_cache_set_max_bytes (cache, 200000);
  g_assert_true (media_cache_write (cache, "new", bytes, NULL));
  g_clear_pointer (&cache, media_cache_unref);
  g_assert_cmpint (umount (folder), ==, 0);
  g_rmdir (folder);
}

static gboolean
write_to (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean is_written = fd >= 0 && write (fd, text, strlen (text)) == (gssize) strlen (text);

  if (fd >= 0)
    close (fd);

  return is_written;
}

/* As root, or as the one user of a namespace, whom and whose group it has to know: else nothing
 * can be written there. */
static gboolean
enter_namespace (void)
{
  g_autofree char *user = g_strdup_printf ("0 %u 1", (guint) geteuid ());
  g_autofree char *group = g_strdup_printf ("0 %u 1", (guint) getegid ());

  if (unshare (CLONE_NEWNS) == 0)
    return TRUE;

  return unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 && write_to ("/proc/self/uid_map", user)
         && write_to ("/proc/self/setgroups", "deny") && write_to ("/proc/self/gid_map", group);
}

static void
test_full_tmpfs (Fixture *fixture, gconstpointer data)
{
  if (g_test_subprocess ())
    {
      /* The root of a changed root is no mount, and cannot be made private. */
      if (!enter_namespace () || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
        {
          g_print ("no disk of its own\n");
          exit (1);
        }
      test_full_tmpfs_in_process ();
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  if (g_test_trap_has_passed ())
    return;

  g_test_trap_assert_stdout ("*no disk of its own*");
  g_test_skip ("This system gives no disk to fill");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/media/cache/" path, Fixture, NULL, set_up, function, tear_down)

/* What is surely not there need not be looked for. */
static void
test_may_have (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MediaCache) before = media_cache_new (fixture->folder, 1000);
  g_autoptr (MediaCache) cache = media_cache_new (fixture->folder, 1000);

  write_letters (before, "old", 'x', 10);
  /* Nobody has looked yet. */
  g_assert_true (media_cache_may_have (cache, "old"));
  g_assert_true (media_cache_may_have (cache, "new"));

  g_assert_null (media_cache_read (cache, "new"));
  g_assert_true (media_cache_may_have (cache, "old"));
  g_assert_false (media_cache_may_have (cache, "new"));

  write_letters (cache, "new", 'y', 10);
  g_assert_true (media_cache_may_have (cache, "new"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("write-and-read", test_write_and_read);
  ADD ("for-the-persons-eyes-only", test_for_the_persons_eyes_only);
  ADD ("last-used-goes-last", test_last_used_goes_last);
  ADD ("counts-what-was-there", test_counts_what_was_there);
  ADD ("gives-room-back", test_gives_room_back);
  ADD ("damaged", test_damaged);
  ADD ("damaged-inside", test_damaged_inside);
  ADD ("shared", test_shared);
  ADD ("stays-within-its-room", test_stays_within_its_room);
  ADD ("whole-or-nothing", test_whole_or_nothing);
  ADD ("disk-that-refuses", test_disk_that_refuses);
  ADD ("full-disk", test_full_disk);
  ADD ("full-tmpfs", test_full_tmpfs);
  ADD ("room-can-change", test_room_can_change);
  ADD ("clear", test_clear);
  ADD ("may-have", test_may_have);

  return g_test_run ();
}
