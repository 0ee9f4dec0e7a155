/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file that keeps what was changed, and an overlay that goes on with it. */

#include "tenant-made-up.h"
#include "tenant-overlay.h"
#include "tenant-state.h"
#include "test-full-disk.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define LIBRARY  "--assets=60"
#define N_ASSETS 60

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("descant-state-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "state", NULL);
}

static void
remove_file (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_unlink (path);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_file (self, "state");
  remove_file (self, "state-wal");
  remove_file (self, "state-shm");
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
}

static void
put (TenantState *state, const char *kind, const char *key, gint64 place, const char *body)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (GError) error = NULL;

  tenant_state_put (state, kind, key, place, bytes, &error);
  g_assert_no_error (error);
}

static gboolean
append (const char *key, JsonNode *body, gpointer text)
{
  g_string_append_printf (text, "%s=%" G_GINT64_FORMAT " ", key,
                          tenant_node_get_integer (body, "n"));

  return TRUE;
}

static char *
read_all (TenantState *state, const char *kind)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  tenant_state_read (state, kind, append, text, &error);
  g_assert_no_error (error);

  return g_string_free (text, FALSE);
}

static TenantState *
open_state (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  TenantState *state = tenant_state_open (self->path, LIBRARY, &error);

  g_assert_no_error (error);

  return state;
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TenantState) state = open_state (self);
      g_autofree char *asset = read_all (state, "asset");
      g_autofree char *other = read_all (state, "other");

      g_assert_cmpstr (asset, ==, i == 0 ? "" : "b=2 c=5 ");
      g_assert_cmpstr (other, ==, i == 0 ? "" : "b=4 ");
      if (i > 0)
        break;
      g_assert_true (tenant_state_begin (state, &error));
      put (state, "asset", "a", 1, "{\"n\":1}");
      put (state, "asset", "b", 2, "{\"n\":2}");
      put (state, "asset", "c", 3, "{\"n\":3}");
      put (state, "other", "b", 4, "{\"n\":4}");
      g_assert_true (tenant_state_commit (state, &error));
      g_assert_true (tenant_state_begin (state, &error));
      put (state, "asset", "c", 7, "{\"n\":5}");
      put (state, "asset", "a", 0, NULL);
      g_assert_true (tenant_state_commit (state, &error));
    }
}

/* What was begun and not committed is not there. */
static void
test_not_committed (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TenantState *state = open_state (self);

  g_assert_true (tenant_state_begin (state, &error));
  put (state, "asset", "a", 1, "{\"n\":1}");
  tenant_state_close (state);
  state = open_state (self);
  {
    g_autofree char *all = read_all (state, "asset");

    g_assert_cmpstr (all, ==, "");
  }
  tenant_state_close (state);
}

static void
expect_refusal (Fixture *self, const char *library, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TenantState) state = tenant_state_open (self->path, library, &error);

  g_assert_null (state);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, why));
  g_assert_nonnull (strstr (error->message, self->path));
}

static void
test_other_file (Fixture *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autofree char *after = NULL;
  sqlite3 *database;

  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
  expect_refusal (self, LIBRARY, "something else");
  g_assert_true (g_file_get_contents (self->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, text);

  g_unlink (self->path);
  g_assert_cmpint (sqlite3_open (self->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "CREATE TABLE thing (x)", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (database);
  expect_refusal (self, LIBRARY, "another program");

  g_unlink (self->path);
  g_assert_cmpint (g_mkdir (self->path, 0700), ==, 0);
  expect_refusal (self, LIBRARY, "cannot be used");
  g_assert_cmpint (g_rmdir (self->path), ==, 0);
}

static void
test_other_library (Fixture *self, gconstpointer data)
{
  tenant_state_close (open_state (self));
  expect_refusal (self, "--assets=61", "another library");
  tenant_state_close (open_state (self));
}

static void
test_in_use (Fixture *self, gconstpointer data)
{
  g_autoptr (TenantState) state G_GNUC_UNUSED = open_state (self);

  expect_refusal (self, LIBRARY, "in use");
}

static void
test_other_version (Fixture *self, gconstpointer data)
{
  sqlite3 *database;

  tenant_state_close (open_state (self));
  g_assert_cmpint (sqlite3_open (self->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "PRAGMA user_version = 9", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (database);
  expect_refusal (self, LIBRARY, "version");
}

static void
commit (TenantChange *change)
{
  g_autoptr (GError) error = NULL;

  tenant_change_commit (change, &error);
  g_assert_no_error (error);
  tenant_change_free (change);
}

static TenantOverlay *
open_overlay (Fixture *self, GError **error)
{
  g_autoptr (TenantLibrary) base = tenant_made_up_new (N_ASSETS, 1, 0);
  g_autoptr (TenantOverlay) overlay = tenant_overlay_new (base);

  return tenant_overlay_open_state (overlay, self->path, LIBRARY, error)
             ? g_steal_pointer (&overlay)
             : NULL;
}

static TenantOverlay *
must_open_overlay (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  TenantOverlay *overlay = open_overlay (self, &error);

  g_assert_no_error (error);

  return overlay;
}

/* Wherever the file is broken, it is refused, or all that is read is what was written. */
static void
test_broken (Fixture *self, gconstpointer data)
{
  g_autofree char *good = NULL;
  gsize length;
  guint n_refused = 0;
  TenantOverlay *overlay = must_open_overlay (self);

  for (guint64 i = 0; i < 40; i++)
    {
      TenantChange *change = tenant_change_new (overlay, 0, 0);

      tenant_entry_add_tag (tenant_change_edit (change, i), "Kept");
      commit (change);
    }
  g_object_unref (overlay);
  g_assert_true (g_file_get_contents (self->path, &good, &length, NULL));
  for (gsize at = 0; at < length; at += 509)
    {
      g_autofree char *bad = g_memdup2 (good, length);
      g_autoptr (GError) error = NULL;

      memset (bad + at, 0x5a, MIN (64, length - at));
      g_assert_true (g_file_set_contents (self->path, bad, (gssize) length, NULL));
      overlay = open_overlay (self, &error);
      n_refused += overlay == NULL;
      if (overlay == NULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      g_clear_object (&overlay);
    }
  g_assert_cmpuint (n_refused, >, 5);

  /* Cut short. */
  for (gsize cut = 1; cut < length; cut += length / 7)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (self->path, good, (gssize) cut, NULL));
      g_assert_null (open_overlay (self, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
    }
}

/* Bodies that are no JSON, or not that of an asset. */
static void
test_broken_bodies (Fixture *self, gconstpointer data)
{
  static const char *const bodies[] = { "{", "7", "{}", "{\"name\":3,\"tags\":[],\"keywords\":[]}",
                                        "{\"name\":\"a\",\"tags\":{},\"keywords\":[]}" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      TenantState *state = open_state (self);
      g_autoptr (TenantLibrary) base = tenant_made_up_new (N_ASSETS, 1, 0);
      g_auto (TenantAsset) asset = { 0 };
      g_autofree char *key = NULL;

      tenant_library_get_asset (base, 3, &asset);
      key = g_strconcat (tenant_scheme_to_word (asset.scheme), "/", asset.id, NULL);
      g_assert_true (tenant_state_begin (state, NULL));
      put (state, "asset", key, 1, bodies[i]);
      g_assert_true (tenant_state_commit (state, NULL));
      tenant_state_close (state);
      g_assert_null (open_overlay (self, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, "broken"));
    }
}

/* All that can be set of an asset is there again, and in its place. */
static void
test_overlay (Fixture *self, gconstpointer data)
{
  static const char *const values[] = { "Blue", NULL };
  TenantOverlay *overlay = must_open_overlay (self);
  TenantLibrary *library = TENANT_LIBRARY (overlay);
  TenantChange *change = tenant_change_new (overlay, 1, 0);
  TenantEntry *entry = tenant_change_edit (change, 5);
  TenantFacts facts;
  g_auto (TenantAsset) before = { 0 };
  g_auto (TenantAsset) after = { 0 };

  tenant_entry_rename (entry, "\"Ünusual\"\n<b>.jpg");
  tenant_entry_set_text (entry, TENANT_ENTRY_DESCRIPTION, "Said");
  tenant_entry_set_text (entry, TENANT_ENTRY_TERMS, "Ask");
  tenant_entry_set_text (entry, TENANT_ENTRY_COPYRIGHT, NULL);
  tenant_entry_add_tag (entry, "T");
  tenant_entry_add_keyword (entry, "K");
  tenant_entry_set_comment (entry, 1, "C");
  tenant_entry_set_field (entry, 8, g_strdupv ((char **) values));
  tenant_entry_set_field (entry, 4, NULL);
  g_assert_true (tenant_change_add_keyword (change, "K", "D"));
  commit (change);
  change = tenant_change_new (overlay, 0, 0);
  tenant_change_delete (change, 7);
  tenant_entry_add_tag (tenant_change_edit (change, 2), "Last");
  commit (change);
  tenant_library_get_asset (library, 5, &before);
  g_object_unref (overlay);

  overlay = must_open_overlay (self);
  library = TENANT_LIBRARY (overlay);
  tenant_library_get_asset (library, 5, &after);
  g_assert_cmpstr (after.name, ==, before.name);
  g_assert_cmpstr (after.description, ==, "Said");
  g_assert_cmpstr (after.terms, ==, "Ask");
  g_assert_null (after.copyright);
  g_assert_true (g_strv_contains ((const char *const *) after.tags, "T"));
  g_assert_true (
      g_strv_equal ((const char *const *) after.tags, (const char *const *) before.tags));
  g_assert_true (g_strv_contains ((const char *const *) after.keywords, "K"));
  g_assert_cmpstr (tenant_asset_get_comment (&after, 1), ==, "C");
  g_assert_cmpint (after.modified_ms, ==, before.modified_ms);
  g_assert_cmpuint (after.editor, ==, 1);
  tenant_library_get_facts (library, 5, &facts);
  {
    g_auto (GStrv) label = tenant_library_dup_field_values (library, &facts, 8);
    g_auto (GStrv) credit = tenant_library_dup_field_values (library, &facts, 4);

    g_assert_cmpstr (label[0], ==, "Blue");
    g_assert_null (credit);
  }
  g_assert_cmpuint (tenant_library_get_n_assets (library), ==, N_ASSETS - 1);
  g_assert_cmpuint (tenant_library_get_number_at (library, N_ASSETS - 2), ==, 2);
  g_assert_cmpuint (tenant_library_get_number_at (library, N_ASSETS - 3), ==, 5);
  change = tenant_change_new (overlay, 0, 0);
  g_assert_false (tenant_change_add_keyword (change, "K", "D"));
  tenant_change_free (change);
  g_object_unref (overlay);
}

/* What cannot be kept is not done; when there is room again it is. */
static void
test_full_disk (Fixture *self, gconstpointer data)
{
  TenantOverlay *overlay = must_open_overlay (self);
  TenantLibrary *library = TENANT_LIBRARY (overlay);

  for (guint i = 0; i < 3; i++)
    {
      gboolean is_full = i == 1;
      TenantChange *change = tenant_change_new (overlay, 0, 0);
      g_autofree char *name = g_strdup_printf ("%u.jpg", i);
      g_autoptr (GError) error = NULL;
      g_auto (TenantAsset) asset = { 0 };
      gboolean done;

      tenant_entry_rename (tenant_change_edit (change, 3), name);
      if (is_full)
        test_full_disk_begin ();
      done = tenant_change_commit (change, &error);
      if (is_full)
        test_full_disk_end ();
      tenant_change_free (change);
      g_assert_cmpint (done, ==, !is_full);
      g_assert_cmpint (error != NULL, ==, is_full);
      tenant_library_get_asset (library, 3, &asset);
      g_assert_cmpstr (asset.name, ==, is_full ? "0.jpg" : name);
    }
  g_object_unref (overlay);

  overlay = must_open_overlay (self);
  {
    g_auto (TenantAsset) asset = { 0 };

    tenant_library_get_asset (TENANT_LIBRARY (overlay), 3, &asset);
    g_assert_cmpstr (asset.name, ==, "2.jpg");
  }
  g_object_unref (overlay);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/state/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("kept", test_kept);
  ADD ("not-committed", test_not_committed);
  ADD ("other-file", test_other_file);
  ADD ("other-library", test_other_library);
  ADD ("other-version", test_other_version);
  ADD ("in-use", test_in_use);
  ADD ("broken", test_broken);
  ADD ("broken-bodies", test_broken_bodies);
  ADD ("overlay", test_overlay);
  ADD ("full-disk", test_full_disk);
#undef ADD

  return g_test_run ();
}
