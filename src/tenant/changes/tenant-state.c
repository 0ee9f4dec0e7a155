/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-state.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define APPLICATION_ID 0x44544e54 /* "DTNT" */
#define VERSION        1
#define LEAST_BYTES    512 /* of a database with anything in it */

#define NOT_ONE "is not one: the file is something else, and is left as it is"

struct _TenantState
{
  char *path;
  sqlite3 *database;
  sqlite3_stmt *put;
  sqlite3_stmt *remove;
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

void
tenant_state_close (TenantState *state)
{
  sqlite3_finalize (state->put);
  sqlite3_finalize (state->remove);
  sqlite3_close (state->database);
  g_free (state->path);
  g_free (state);
}

static gboolean
fail (TenantState *state, const char *what, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The state in “%s” %s.", state->path, what);

  return FALSE;
}

static gboolean
fail_as_it_says (TenantState *state, GError **error)
{
  g_autofree char *what = NULL;
  int code = sqlite3_errcode (state->database);

  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    return fail (state, "is in use by another tenant", error);
  if (code == SQLITE_NOTADB)
    return fail (state, NOT_ONE, error);
  if (code == SQLITE_CORRUPT)
    return fail (state, "is broken", error);
  what = g_strdup_printf ("cannot be used: %s", sqlite3_errmsg (state->database));

  return fail (state, what, error);
}

static gboolean
execute (TenantState *state, const char *sql, GError **error)
{
  return sqlite3_exec (state->database, sql, NULL, NULL, NULL) == SQLITE_OK
         || fail_as_it_says (state, error);
}

static gboolean
prepare (TenantState *state, const char *sql, sqlite3_stmt **statement, GError **error)
{
  return sqlite3_prepare_v2 (state->database, sql, -1, statement, NULL) == SQLITE_OK
         || fail_as_it_says (state, error);
}

/* The first column of the first row. (nullable) (transfer full): NULL with an error, or "" */
static char *
ask (TenantState *state, const char *sql, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!prepare (state, sql, &statement, error))
    return NULL;
  switch (sqlite3_step (statement))
    {
    case SQLITE_ROW:
      return g_strdup ((const char *) sqlite3_column_text (statement, 0));
    case SQLITE_DONE:
      return g_strdup ("");
    default:
      fail_as_it_says (state, error);
      return NULL;
    }
}

static gboolean
create (TenantState *state, const char *library, GError **error)
{
  g_autofree char *numbers = g_strdup_printf (
      "PRAGMA application_id = %d; PRAGMA user_version = %d;", APPLICATION_ID, VERSION);
  g_autoptr (GBytes) name = g_bytes_new (library, strlen (library));

  return tenant_state_begin (state, error)
         && execute (state,
                     "CREATE TABLE thing (kind TEXT NOT NULL, key TEXT NOT NULL, "
                     "place INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)) "
                     "WITHOUT ROWID",
                     error)
         && execute (state, numbers, error)
         && prepare (state, "INSERT OR REPLACE INTO thing VALUES (?, ?, ?, ?)", &state->put, error)
         && tenant_state_put (state, "library", "", 0, name, error)
         && tenant_state_commit (state, error);
}

static gboolean
check (TenantState *state, const char *library, GError **error)
{
  g_autofree char *id = ask (state, "PRAGMA application_id", error);
  g_autofree char *version = id != NULL ? ask (state, "PRAGMA user_version", error) : NULL;
  g_autofree char *faults = version != NULL ? ask (state, "PRAGMA quick_check(1)", error) : NULL;
  g_autofree char *owner = NULL;
  g_autofree char *what = NULL;

  if (faults == NULL)
    return FALSE;
  if (g_ascii_strtoll (id, NULL, 10) != APPLICATION_ID)
    return fail (state, "is not one: the file is another program's, and is left as it is", error);
  if (!g_str_equal (version, G_STRINGIFY (VERSION)))
    return fail (state, "is of another version of descant-tenant", error);
  if (!g_str_equal (faults, "ok"))
    return fail (state, "is broken", error);
  owner = ask (state, "SELECT body FROM thing WHERE kind = 'library'", error);
  if (owner == NULL)
    return FALSE;
  if (g_str_equal (owner, library))
    return TRUE;
  what = g_strdup_printf ("is of another library: that was %s, and this is %s", owner, library);

  return fail (state, what, error);
}

static gboolean
start (TenantState *state, const char *library, GError **error)
{
  g_autofree char *n_tables = NULL;

  /* Nobody else writes; with FULL a commit has reached the disk before it returns. */
  if (!execute (state, "PRAGMA locking_mode = EXCLUSIVE", error))
    return FALSE;
  n_tables = ask (state, "SELECT count(*) FROM sqlite_schema", error);
  if (n_tables == NULL || (!g_str_equal (n_tables, "0") && !check (state, library, error)))
    return FALSE;
  if (!execute (state, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", error)
      || (g_str_equal (n_tables, "0") && !create (state, library, error)))
    return FALSE;

  return (state->put != NULL
          || prepare (state, "INSERT OR REPLACE INTO thing VALUES (?, ?, ?, ?)", &state->put,
                      error))
         && prepare (state, "DELETE FROM thing WHERE kind = ? AND key = ?", &state->remove, error);
}

/* SQLite takes a file of a byte or two for an empty one, and would write over it. */
static gboolean
is_too_short (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && status.st_size > 0 && status.st_size < LEAST_BYTES;
}

TenantState *
tenant_state_open (const char *path, const char *library, GError **error)
{
  g_autoptr (TenantState) state = g_new0 (TenantState, 1);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;

  state->path = g_strdup (path);
  if (is_too_short (path))
    {
      fail (state, NOT_ONE, error);
      return NULL;
    }
  if (sqlite3_open_v2 (path, &state->database, flags, NULL) != SQLITE_OK)
    {
      fail_as_it_says (state, error);
      return NULL;
    }

  return start (state, library, error) ? g_steal_pointer (&state) : NULL;
}

gboolean
tenant_state_read (TenantState *state,
                   const char *kind,
                   TenantStateFunc func,
                   gpointer user_data,
                   GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step;

  if (!prepare (state, "SELECT key, body FROM thing WHERE kind = ? ORDER BY place, key", &statement,
                error))
    return FALSE;
  sqlite3_bind_text (statement, 1, kind, -1, SQLITE_STATIC);
  while ((step = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const char *body = (const char *) sqlite3_column_text (statement, 1);
      gsize length = (gsize) sqlite3_column_bytes (statement, 1);
      g_autoptr (JsonNode) node = tenant_node_parse (body, length);

      if (node == NULL
          || !func ((const char *) sqlite3_column_text (statement, 0), node, user_data))
        return fail (state, "is broken", error);
    }

  return step == SQLITE_DONE || fail_as_it_says (state, error);
}

static gboolean
take_back (TenantState *state)
{
  sqlite3_exec (state->database, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}

gboolean
tenant_state_begin (TenantState *state, GError **error)
{
  return execute (state, "BEGIN IMMEDIATE", error);
}

gboolean
tenant_state_put (TenantState *state,
                  const char *kind,
                  const char *key,
                  gint64 place,
                  GBytes *body,
                  GError **error)
{
  sqlite3_stmt *statement = body != NULL ? state->put : state->remove;
  gboolean done;

  sqlite3_bind_text (statement, 1, kind, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, key, -1, SQLITE_STATIC);
  if (body != NULL)
    {
      gsize length;
      const char *text = g_bytes_get_data (body, &length);

      sqlite3_bind_int64 (statement, 3, place);
      sqlite3_bind_text64 (statement, 4, text, length, SQLITE_STATIC, SQLITE_UTF8);
    }
  done = sqlite3_step (statement) == SQLITE_DONE || fail_as_it_says (state, error);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);

  return done || take_back (state);
}

gboolean
tenant_state_commit (TenantState *state, GError **error)
{
  return execute (state, "COMMIT", error) || take_back (state);
}
