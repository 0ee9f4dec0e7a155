/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "delivery-concerns.h"
#include "engine-presets.h"
#include "test-folder.h"
#include "test-full-disk.h"
#include "test-wait.h"

#include <string.h>
#include <unistd.h>

#define OWN                                                                                        \
  "{\"presets\": [{\"name\": \"A\", \"rendition\": \"jpg\"}, {\"name\": \"B\", \"rendition\": "    \
  "\"png\"}]}"
#define LOCKED                                                                                     \
  "{\"presets\": [{\"name\": \"House\", \"rendition\": \"1200/jpg\", \"form\": \"markdown\"}]}"

typedef struct
{
  char *dir;
  char *path;
  EnginePolicy *policy;
  EnginePresets *presets;
  guint n_changes;
} Fixture;

static void
items_changed (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
open_presets (Fixture *fixture)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);

  fixture->presets = engine_presets_new (file, fixture->policy);
  g_signal_connect_swapped (fixture->presets, "items-changed", G_CALLBACK (items_changed), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("descant-presets-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->dir, "own", "presets.json", NULL);
  fixture->policy = engine_policy_new ((const char *const[]){ fixture->dir, NULL });
  open_presets (fixture);
}

static gboolean
is_at_rest (gpointer presets)
{
  return !engine_presets_get_is_saving (presets);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_wait_until (is_at_rest, fixture->presets, "the presets to be saved");
  test_assert_last_unref (fixture->presets);
  test_assert_last_unref (fixture->policy);
  test_folder_remove (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->path);
}

static void
load (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_presets_load_async (fixture->presets, NULL, test_keep_result, &result);
  g_assert_true (engine_presets_load_finish (fixture->presets, test_wait_result (&result), &error));
  g_assert_no_error (error);
}

/* What a later start finds. */
static void
load_again (Fixture *fixture)
{
  test_wait_until (is_at_rest, fixture->presets, "the presets to be saved");
  test_assert_last_unref (fixture->presets);
  open_presets (fixture);
  load (fixture);
}

static void
assert_names (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < engine_presets_get_n_presets (fixture->presets); i++)
    g_string_append_printf (
        names, "%s%s", i > 0 ? ", " : "",
        delivery_preset_get_name (engine_presets_get_preset (fixture->presets, i)));
  g_assert_cmpstr (names->str, ==, expected);
}

static DeliveryPreset *
make_preset (const char *name, const char *recipe_text)
{
  g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse (recipe_text, NULL);

  return delivery_preset_new (name, recipe, DELIVERY_FORM_URL, NULL);
}

static void
test_defaults (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) defaults = delivery_presets_new_defaults ();

  g_assert_false (engine_presets_get_can_edit (fixture->presets));
  g_assert_false (engine_presets_remove (fixture->presets, 0));
  load (fixture);
  g_assert_true (engine_presets_get_can_edit (fixture->presets));
  g_assert_null (engine_presets_get_error (fixture->presets));
  g_assert_cmpuint (engine_presets_get_n_presets (fixture->presets), ==, defaults->len);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DeliveryPreset) third = make_preset ("A", "800/jpg");
  g_autoptr (DeliveryPreset) nameless = make_preset (NULL, "800/webp");
  g_autoptr (DeliveryPreset) other = make_preset ("B", "600/jpg");
  g_autoptr (GPtrArray) before = NULL;
  guint position;

  test_folder_write (fixture->dir, "own/presets.json", OWN);
  load (fixture);
  assert_names (fixture, "A, B");
  fixture->n_changes = 0;
  g_assert_true (engine_presets_append (fixture->presets, third));
  g_assert_true (engine_presets_insert (fixture->presets, 0, nameless));
  assert_names (fixture, "800 px WebP, A, B, A (2)");
  g_assert_true (engine_presets_move (fixture->presets, 0, 3));
  assert_names (fixture, "A, B, A (2), 800 px WebP");
  g_assert_true (engine_presets_move (fixture->presets, 2, 0));
  /* One that stays itself may keep its name. */
  g_assert_true (engine_presets_replace (fixture->presets, 2, other));
  assert_names (fixture, "A (2), A, B, 800 px WebP");
  g_assert_true (engine_presets_find (fixture->presets, other, &position));
  g_assert_cmpuint (position, ==, 2);
  before = engine_presets_dup_own (fixture->presets);
  g_assert_true (engine_presets_remove (fixture->presets, 1));
  g_assert_false (engine_presets_remove (fixture->presets, 3));
  g_assert_false (engine_presets_move (fixture->presets, 0, 3));
  g_assert_cmpuint (fixture->n_changes, ==, 6);
  load_again (fixture);
  assert_names (fixture, "A (2), B, 800 px WebP");
  g_assert_true (engine_presets_set_own (fixture->presets, before));
  load_again (fixture);
  assert_names (fixture, "A (2), A, B, 800 px WebP");
}

/* A person who wants none has none. */
static void
test_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) none = delivery_presets_new ();

  load (fixture);
  g_assert_true (engine_presets_set_own (fixture->presets, none));
  load_again (fixture);
  assert_names (fixture, "");
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DeliveryPreset) other = make_preset ("House", "600/jpg");
  GListModel *model = G_LIST_MODEL (fixture->presets);
  g_autoptr (EnginePreset) first = NULL;

  test_folder_write (fixture->dir, "descant/presets.json", LOCKED);
  load (fixture);
  assert_names (fixture, "House");
  g_assert_cmpuint (engine_presets_get_n_locked (fixture->presets), ==, 1);
  first = g_list_model_get_item (model, 0);
  g_assert_true (engine_preset_get_is_locked (first));
  g_assert_false (engine_presets_remove (fixture->presets, 0));
  g_assert_false (engine_presets_replace (fixture->presets, 0, other));
  g_assert_false (engine_presets_insert (fixture->presets, 0, other));
  g_assert_true (engine_presets_append (fixture->presets, other));
  g_assert_false (engine_presets_move (fixture->presets, 1, 0));
  load_again (fixture);
  assert_names (fixture, "House, House (2)");
}

/* Hers are not shown, and stay where they are. */
static void
test_policy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DeliveryPreset) other = make_preset ("C", "600/jpg");
  g_autofree char *text = NULL;

  test_folder_write (fixture->dir, "descant/account.conf", "[Account]\nown-presets=false\n");
  test_folder_write (fixture->dir, "descant/presets.json", LOCKED);
  test_folder_write (fixture->dir, "own/presets.json", OWN);
  load (fixture);
  assert_names (fixture, "House");
  g_assert_false (engine_presets_get_can_edit (fixture->presets));
  g_assert_false (engine_presets_append (fixture->presets, other));
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, OWN);
}

static void
test_bad_locked (Fixture *fixture, gconstpointer data)
{
  test_folder_write (fixture->dir, "descant/presets.json", "{");
  test_folder_write (fixture->dir, "own/presets.json", OWN);
  load (fixture);
  assert_names (fixture, "A, B");
  g_assert_nonnull (strstr (engine_presets_get_error (fixture->presets)->message, "administrator"));
  g_assert_true (engine_presets_get_can_edit (fixture->presets));
}

static char *
find_aside (Fixture *fixture)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_prefix (name, "presets.json.damaged-"))
        return g_build_filename (folder, name, NULL);
    }

  return NULL;
}

/* It is put aside whole, and said. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const char damaged[] = "{\"presets\": [{\"name\": \"A\", \"rendition\": \"huge\"}]}";
  g_autofree char *aside = NULL;
  g_autofree char *text = NULL;
  const GError *error;

  test_folder_write (fixture->dir, "own/presets.json", damaged);
  load (fixture);
  error = engine_presets_get_error (fixture->presets);
  g_assert_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_PRESETS);
  g_assert_nonnull (strstr (error->message, "Preset 1, “A”: “huge”"));
  aside = find_aside (fixture);
  g_assert_nonnull (aside);
  g_assert_nonnull (strstr (error->message, aside));
  g_assert_true (g_file_get_contents (aside, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, damaged);
  g_assert_true (engine_presets_remove (fixture->presets, 0));
  load_again (fixture);
  g_assert_null (engine_presets_get_error (fixture->presets));
}

/* A folder in its place, as what no one can read: it stays, and nothing is written. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_mkdir_with_parents (fixture->path, 0700), ==, 0);
  load (fixture);
  g_assert_nonnull (engine_presets_get_error (fixture->presets));
  g_assert_false (engine_presets_get_can_edit (fixture->presets));
  g_assert_false (engine_presets_remove (fixture->presets, 0));
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_DIR));
}

static gboolean
has_error (gpointer presets)
{
  return engine_presets_get_error (presets) != NULL && !engine_presets_get_is_saving (presets);
}

static gboolean
has_no_error (gpointer presets)
{
  return engine_presets_get_error (presets) == NULL && !engine_presets_get_is_saving (presets);
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DeliveryPreset) third = make_preset ("C", "800/jpg");
  g_autofree char *text = NULL;

  test_folder_write (fixture->dir, "own/presets.json", OWN);
  load (fixture);
  test_full_disk_begin ();
  g_assert_true (engine_presets_append (fixture->presets, third));
  test_wait_until (has_error, fixture->presets, "that it could not be saved");
  test_full_disk_end ();
  assert_names (fixture, "A, B, C");
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, OWN);
  /* What is here is newer than what is on the disk. */
  load (fixture);
  assert_names (fixture, "A, B, C");
  engine_presets_save (fixture->presets);
  test_wait_until (has_no_error, fixture->presets, "that it is saved");
  load_again (fixture);
  assert_names (fixture, "A, B, C");
}

/* However many there are at once, the last one is what is on the disk. */
static void
test_many_changes (Fixture *fixture, gconstpointer data)
{
  load (fixture);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("N%u", i);
      g_autoptr (DeliveryPreset) preset = make_preset (name, "jpg");

      g_assert_true (engine_presets_insert (fixture->presets, 0, preset));
      g_main_context_iteration (NULL, FALSE);
    }
  load_again (fixture);
  g_assert_cmpstr (delivery_preset_get_name (engine_presets_get_preset (fixture->presets, 0)), ==,
                   "N99");
  for (guint i = 0; i < DELIVERY_MAX_PRESETS; i++)
    {
      g_autoptr (DeliveryPreset) preset = make_preset (NULL, "jpg");

      engine_presets_append (fixture->presets, preset);
    }
  g_assert_cmpuint (engine_presets_get_n_presets (fixture->presets), ==, DELIVERY_MAX_PRESETS);
}

static GPtrArray *
import (Fixture *fixture, GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  engine_presets_read_file_async (file, NULL, test_keep_result, &result);

  return engine_presets_read_file_finish (test_wait_result (&result), error);
}

static void
test_share (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "shared.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) read = NULL;

  test_folder_write (fixture->dir, "own/presets.json", OWN);
  test_folder_write (fixture->dir, "descant/presets.json", LOCKED);
  load (fixture);
  g_assert_null (import (fixture, file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  engine_presets_export_async (fixture->presets, file, NULL, test_keep_result, &result);
  g_assert_true (
      engine_presets_export_finish (fixture->presets, test_wait_result (&result), &error));
  g_assert_no_error (error);
  read = import (fixture, file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 3);
  g_assert_true (
      delivery_preset_equal (read->pdata[0], engine_presets_get_preset (fixture->presets, 0)));
}

/* All of them come behind hers; what she has is not there twice, and what is called the same is
 * called otherwise. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) presets = delivery_presets_new ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (EnginePresetsImport) import = NULL;
  g_autoptr (EnginePresetsImport) again = NULL;
  g_autoptr (GError) error = NULL;
  char **names;

  test_folder_write (fixture->dir, "own/presets.json", OWN);
  test_folder_write (fixture->dir, "descant/presets.json", LOCKED);
  load (fixture);
  before = engine_presets_dup_own (fixture->presets);
  g_ptr_array_add (presets, make_preset ("A", "jpg"));
  g_ptr_array_add (presets, make_preset ("B", "1200/jpg"));
  g_ptr_array_add (presets, make_preset ("House", "400/jpg"));
  g_ptr_array_add (presets, make_preset ("New", "600x/png"));

  import = engine_presets_import (fixture->presets, presets, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->n_added, ==, 3);
  g_assert_cmpuint (import->n_known, ==, 1);
  g_assert_cmpuint (import->renamed->len, ==, 2);
  names = import->renamed->pdata[1];
  g_assert_cmpstr (names[0], ==, "House");
  g_assert_cmpstr (names[1], ==, "House (2)");
  load_again (fixture);
  assert_names (fixture, "House, A, B, B (2), House (2), New");

  g_assert_true (engine_presets_set_own (fixture->presets, before));
  assert_names (fixture, "House, A, B");
  g_ptr_array_set_size (presets, 1);
  again = engine_presets_import (fixture->presets, presets, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->n_added, ==, 0);
  g_assert_cmpuint (again->n_known, ==, 1);
  assert_names (fixture, "House, A, B");
}

/* All, or none. */
static void
test_import_too_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) presets = delivery_presets_new ();
  g_autoptr (GError) error = NULL;

  test_folder_write (fixture->dir, "own/presets.json", OWN);
  load (fixture);
  for (guint i = 0; i + 1 < DELIVERY_MAX_PRESETS; i++)
    {
      g_autofree char *name = g_strdup_printf ("N%u", i);

      g_ptr_array_add (presets, make_preset (name, "jpg"));
    }
  g_assert_null (engine_presets_import (fixture->presets, presets, &error));
  g_assert_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_PRESETS);
  assert_names (fixture, "A, B");
}

/* Who may have none of her own can take none up. */
static void
test_import_forbidden (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) presets = delivery_presets_new ();
  g_autoptr (GError) error = NULL;

  test_folder_write (fixture->dir, "descant/account.conf", "[Account]\nown-presets=false\n");
  test_folder_write (fixture->dir, "descant/presets.json", LOCKED);
  load (fixture);
  g_assert_false (engine_presets_get_allows_own (fixture->presets));
  g_ptr_array_add (presets, make_preset ("New", "jpg"));
  g_assert_null (engine_presets_import (fixture->presets, presets, &error));
  g_assert_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_PRESETS);
  assert_names (fixture, "House");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/engine/presets/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("defaults", test_defaults);
  ADD ("changes", test_changes);
  ADD ("none", test_none);
  ADD ("locked", test_locked);
  ADD ("policy", test_policy);
  ADD ("bad-locked", test_bad_locked);
  ADD ("damaged", test_damaged);
  ADD ("unreadable", test_unreadable);
  ADD ("full-disk", test_full_disk);
  ADD ("many-changes", test_many_changes);
  ADD ("share", test_share);
  ADD ("import", test_import);
  ADD ("import-too-many", test_import_too_many);
  ADD ("import-forbidden", test_import_forbidden);

  return g_test_run ();
}
