/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-store.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#define FILE_NAME     "previews.sqlite"
#define BUSY_MS       2000 /* while another process writes */
#define USE_GRAIN_S   3600 /* how exactly it is known when something was used */
#define SCHEMA_NUMBER 1

/* Without waiting for the disk: what a power cut leaves damaged is fetched again. */
static const char settings[] = "PRAGMA auto_vacuum = INCREMENTAL;"
                               "PRAGMA journal_mode = WAL;"
                               "PRAGMA synchronous = OFF;"
                               /* Little is left to do when it is closed. */
                               "PRAGMA wal_autocheckpoint = 250;";

static const char schema[] = "BEGIN IMMEDIATE;"
                             "CREATE TABLE IF NOT EXISTS previews ("
                             "  key BLOB PRIMARY KEY,"
                             "  used_at_s INTEGER NOT NULL,"
                             "  n_bytes INTEGER NOT NULL,"
                             "  bytes BLOB NOT NULL"
                             ");"
                             /* Has all that pruning looks at: it reads no picture. */
                             "CREATE INDEX IF NOT EXISTS previews_by_use"
                             "  ON previews (used_at_s, n_bytes);"
                             "PRAGMA user_version = 1;"
                             "COMMIT;";

typedef enum
{
  STATEMENT_LIST,
  STATEMENT_READ,
  STATEMENT_USE,
  STATEMENT_WRITE,
  STATEMENT_DROP,
  STATEMENT_MEASURE,
  STATEMENT_BY_USE,
  STATEMENT_PRUNE,
  N_STATEMENTS,
} Statement;

static const char *const statements[N_STATEMENTS] = {
  [STATEMENT_LIST] = "SELECT key FROM previews",
  [STATEMENT_READ] = "SELECT bytes, used_at_s FROM previews WHERE key = ?1",
  [STATEMENT_USE] = "UPDATE previews SET used_at_s = ?2 WHERE key = ?1",
  [STATEMENT_WRITE] = "INSERT OR REPLACE INTO previews (key, used_at_s, n_bytes, bytes)"
                      " VALUES (?1, ?2, length (?3), ?3)",
  [STATEMENT_DROP] = "DELETE FROM previews WHERE key = ?1",
  [STATEMENT_MEASURE] = "SELECT total (n_bytes) FROM previews",
  [STATEMENT_BY_USE] = "SELECT used_at_s, n_bytes, rowid FROM previews ORDER BY used_at_s, rowid",
  [STATEMENT_PRUNE] = "DELETE FROM previews WHERE used_at_s < ?1"
                      " OR (used_at_s = ?1 AND rowid <= ?2)",
};

struct _MediaStore
{
  char *folder;
  char *path;
  sqlite3 *database; /* (nullable): open */
  sqlite3_stmt *prepared[N_STATEMENTS];
};

MediaStore *
media_store_new (const char *folder)
{
  MediaStore *self = g_new0 (MediaStore, 1);

  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, FILE_NAME, NULL);

  return self;
}

static void
close_database (MediaStore *self)
{
  for (guint i = 0; i < N_STATEMENTS; i++)
    g_clear_pointer (&self->prepared[i], sqlite3_finalize);
  g_clear_pointer (&self->database, sqlite3_close);
}

void
media_store_free (MediaStore *self)
{
  close_database (self);
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

/* Opening */

static gboolean
is_damaged (int code)
{
  return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

static void
delete_files (MediaStore *self)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (self->path, ends[i], NULL);

      g_unlink (path);
    }
}

/* @code: of SQLite
 * @number: errno after it, 0 if nothing has set it: SQLite itself only keeps that of some failures
 */
static void
set_error (MediaStore *self, GError **error, int code, int number)
{
  if (number == 0)
    number = (code & 0xff) == SQLITE_FULL ? ENOSPC : EIO;
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (number), "%s: %s", self->path,
               g_strerror (number));
}

/* SQLite would let others read it: which pictures somebody looked at is nobody's business. */
static gboolean
make_file (MediaStore *self, GError **error)
{
  int fd = -1;
  int saved_errno;

  if (g_mkdir_with_parents (self->folder, 0700) == 0)
    fd = g_open (self->path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  saved_errno = errno;
  if (fd >= 0)
    return g_close (fd, error);

  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (saved_errno), "%s: %s",
               self->folder, g_strerror (saved_errno));

  return FALSE;
}

static int
read_schema_number (sqlite3 *database, int *number)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (database, "PRAGMA user_version", -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *number = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);

  return code == SQLITE_ROW ? SQLITE_OK : code;
}

static int
set_up_database (MediaStore *self)
{
  int number = 0;
  int code = sqlite3_open_v2 (self->path, &self->database,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_busy_timeout (self->database, BUSY_MS);
  if (code == SQLITE_OK)
    code = sqlite3_exec (self->database, settings, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = read_schema_number (self->database, &number);
  if (code == SQLITE_OK && number == 0)
    code = sqlite3_exec (self->database, schema, NULL, NULL, NULL);
  /* Another version has made it. */
  else if (code == SQLITE_OK && number != SCHEMA_NUMBER)
    code = SQLITE_NOTADB;
  for (guint i = 0; i < N_STATEMENTS && code == SQLITE_OK; i++)
    code = sqlite3_prepare_v3 (self->database, statements[i], -1, SQLITE_PREPARE_PERSISTENT,
                               &self->prepared[i], NULL);

  return code;
}

static gboolean
open_database (MediaStore *self, GError **error)
{
  int saved_errno;
  int code;

  if (self->database != NULL)
    return TRUE;
  if (!make_file (self, error))
    return FALSE;

  errno = 0;
  code = set_up_database (self);
  if (is_damaged (code))
    {
      g_message ("The previews on the disk are damaged, and begun anew.");
      close_database (self);
      delete_files (self);
      if (!make_file (self, error))
        return FALSE;
      code = set_up_database (self);
    }
  saved_errno = errno;
  if (code == SQLITE_OK)
    return TRUE;

  close_database (self);
  set_error (self, error, code, saved_errno);

  return FALSE;
}

/* Using */

/* A file that turns out to be damaged is made anew by whoever needs it next. */
static int
step (MediaStore *self, Statement which)
{
  int code = sqlite3_step (self->prepared[which]);

  if (is_damaged (code))
    {
      g_message ("The previews on the disk are damaged, and begun anew.");
      close_database (self);
      delete_files (self);
    }

  return code;
}

/* What it points to may go, then. */
static void
reset (MediaStore *self, Statement which)
{
  if (self->database == NULL)
    return;

  sqlite3_reset (self->prepared[which]);
  sqlite3_clear_bindings (self->prepared[which]);
}

static void
bind_key (MediaStore *self, Statement which, const MediaStoreKey *key)
{
  sqlite3_bind_blob (self->prepared[which], 1, key->bytes, sizeof key->bytes, SQLITE_STATIC);
}

static gint64
get_now_s (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

void
media_store_foreach (MediaStore *self, MediaStoreKeyFunc func, gpointer user_data)
{
  if (!open_database (self, NULL))
    return;

  while (step (self, STATEMENT_LIST) == SQLITE_ROW)
    {
      sqlite3_stmt *statement = self->prepared[STATEMENT_LIST];
      const void *key = sqlite3_column_blob (statement, 0);

      if (sqlite3_column_bytes (statement, 0) == sizeof (MediaStoreKey))
        func (key, user_data);
    }
  reset (self, STATEMENT_LIST);
}

static void
note_use (MediaStore *self, const MediaStoreKey *key, gint64 used_at_s)
{
  gint64 now_s = get_now_s ();

  if (used_at_s <= now_s && now_s - used_at_s < USE_GRAIN_S)
    return;

  bind_key (self, STATEMENT_USE, key);
  sqlite3_bind_int64 (self->prepared[STATEMENT_USE], 2, now_s);
  step (self, STATEMENT_USE);
  reset (self, STATEMENT_USE);
}

GBytes *
media_store_read (MediaStore *self, const MediaStoreKey *key)
{
  GBytes *bytes = NULL;
  gint64 used_at_s = 0;

  if (!open_database (self, NULL))
    return NULL;

  bind_key (self, STATEMENT_READ, key);
  if (step (self, STATEMENT_READ) == SQLITE_ROW)
    {
      sqlite3_stmt *statement = self->prepared[STATEMENT_READ];
      const void *data = sqlite3_column_blob (statement, 0);

      bytes = g_bytes_new (data, (gsize) sqlite3_column_bytes (statement, 0));
      used_at_s = sqlite3_column_int64 (statement, 1);
    }
  reset (self, STATEMENT_READ);
  if (bytes != NULL)
    note_use (self, key, used_at_s);

  return bytes;
}

static int
write_once (MediaStore *self, const MediaStoreKey *key, GBytes *bytes, int *saved_errno)
{
  sqlite3_stmt *statement = self->prepared[STATEMENT_WRITE];
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);
  int code;

  bind_key (self, STATEMENT_WRITE, key);
  sqlite3_bind_int64 (statement, 2, get_now_s ());
  sqlite3_bind_blob64 (statement, 3, data != NULL ? data : "", length, SQLITE_STATIC);
  errno = 0;
  code = step (self, STATEMENT_WRITE);
  *saved_errno = errno;
  reset (self, STATEMENT_WRITE);

  return code;
}

gboolean
media_store_write (MediaStore *self, const MediaStoreKey *key, GBytes *bytes, GError **error)
{
  int saved_errno;
  int code;

  if (!open_database (self, error))
    return FALSE;

  code = write_once (self, key, bytes, &saved_errno);
  if (is_damaged (code))
    {
      if (!open_database (self, error))
        return FALSE;
      code = write_once (self, key, bytes, &saved_errno);
    }
  if (code == SQLITE_DONE)
    return TRUE;

  set_error (self, error, code, saved_errno);

  return FALSE;
}

void
media_store_drop (MediaStore *self, const MediaStoreKey *key)
{
  if (!open_database (self, NULL))
    return;

  bind_key (self, STATEMENT_DROP, key);
  step (self, STATEMENT_DROP);
  reset (self, STATEMENT_DROP);
}

guint64
media_store_measure (MediaStore *self)
{
  guint64 n_bytes = 0;

  if (!open_database (self, NULL))
    return 0;

  if (step (self, STATEMENT_MEASURE) == SQLITE_ROW)
    n_bytes = (guint64) sqlite3_column_int64 (self->prepared[STATEMENT_MEASURE], 0);
  reset (self, STATEMENT_MEASURE);

  return n_bytes;
}

/* Up to which row, in the order of their use, @n_bytes have to go. FALSE if there are none. */
static gboolean
find_last_to_go (MediaStore *self, guint64 n_bytes, gint64 *used_at_s, gint64 *rowid)
{
  sqlite3_stmt *statement = self->prepared[STATEMENT_BY_USE];
  guint64 n_found = 0;
  gboolean found = FALSE;

  while (n_found < n_bytes && step (self, STATEMENT_BY_USE) == SQLITE_ROW)
    {
      *used_at_s = sqlite3_column_int64 (statement, 0);
      n_found += (guint64) sqlite3_column_int64 (statement, 1);
      *rowid = sqlite3_column_int64 (statement, 2);
      found = TRUE;
    }
  reset (self, STATEMENT_BY_USE);

  return found && self->database != NULL;
}

void
media_store_prune (MediaStore *self, guint64 max_bytes)
{
  guint64 n_bytes = media_store_measure (self);
  gint64 used_at_s, rowid;
  int code;

  if (n_bytes <= max_bytes || !find_last_to_go (self, n_bytes - max_bytes, &used_at_s, &rowid))
    return;

  sqlite3_bind_int64 (self->prepared[STATEMENT_PRUNE], 1, used_at_s);
  sqlite3_bind_int64 (self->prepared[STATEMENT_PRUNE], 2, rowid);
  code = step (self, STATEMENT_PRUNE);
  reset (self, STATEMENT_PRUNE);
  if (code == SQLITE_DONE)
    sqlite3_exec (self->database, "PRAGMA incremental_vacuum; PRAGMA wal_checkpoint (TRUNCATE);",
                  NULL, NULL, NULL);
  else if (self->database != NULL)
    {
      /* To take something out needs some room, too: where there is none, all goes. */
      close_database (self);
      delete_files (self);
    }
}
