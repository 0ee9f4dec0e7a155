/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-folder-index.h"

#include "catalog-branch.h"
#include "fake-clock.h"
#include "fake-overlay.h"
#include "fake-source.h"
#include "test-wait.h"

#define TREE                                                                                       \
  "{\"results\":[{\"id\":\"F1\",\"scheme\":\"folder\",\"name\":\"Travel\",\"children\":["          \
  "{\"id\":\"A1\",\"scheme\":\"album\",\"name\":\"Old harbours\"},"                                \
  "{\"id\":\"F2\",\"scheme\":\"folder\",\"name\":\"Sea\",\"children\":["                           \
  "{\"id\":\"A2\",\"scheme\":\"album\",\"name\":\"Harbours\"},"                                    \
  "{\"id\":\"A3\",\"scheme\":\"album\",\"name\":\"A / B\"}]}]},"                                   \
  "{\"id\":\"A4\",\"scheme\":\"album\",\"name\":\"Straße\"}]}"

typedef struct
{
  FakeSource *source;
  CatalogFolderIndex *index;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->source = fake_source_new (10);
  fixture->index = catalog_folder_index_new (CATALOG_SOURCE (fixture->source), data);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->index != NULL)
    test_assert_last_unref (fixture->index);
  fake_source_close (fixture->source);
  test_assert_last_unref (fixture->source);
}

static void
check_asked (Fixture *fixture, const char *expected)
{
  g_autofree char *asked = fake_source_describe (fixture->source);

  g_assert_cmpstr (asked, ==, expected);
}

static void
ask (Fixture *fixture, const char *text, guint max_found, GAsyncResult **result)
{
  catalog_folder_index_find_async (fixture->index, text, max_found, NULL, test_keep_result, result);
}

/* What was found: "Name (Path)". */
static void
check_answer (Fixture *fixture, GAsyncResult **result, guint n_expected, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_found = 0;
  g_autoptr (GPtrArray) branches = catalog_folder_index_find_finish (
      fixture->index, test_wait_result (result), &n_found, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < branches->len; i++)
    g_string_append_printf (text, "%s%s (%s)", i > 0 ? ", " : "",
                            canto_node_get_name (catalog_branch_get_node (branches->pdata[i])),
                            catalog_branch_get_path (branches->pdata[i]));
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpuint (n_found, ==, n_expected);
  g_clear_object (result);
}

static void
check_finds (Fixture *fixture,
             const char *words,
             guint max_found,
             guint n_expected,
             const char *expected)
{
  GAsyncResult *result = NULL;

  ask (fixture, words, max_found, &result);
  check_answer (fixture, &result, n_expected, expected);
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *first = NULL;
  GAsyncResult *second = NULL;

  check_asked (fixture, "");
  ask (fixture, "harbour", 9, &first);
  ask (fixture, "sea", 9, &second);
  check_asked (fixture, "tree top");
  fake_source_give_children (fixture->source, 0, TREE);
  /* What begins with it comes first. */
  check_answer (fixture, &first, 2, "Harbours (Travel / Sea), Old harbours (Travel)");
  check_answer (fixture, &second, 1, "Sea (Travel)");

  check_finds (fixture, "HARBOUR", 1, 2, "Harbours (Travel / Sea)");
  check_finds (fixture, " sea  harb ", 9, 1, "Harbours (Travel / Sea)");
  check_finds (fixture, "travel", 9, 1, "Travel ()");
  check_finds (fixture, "a / b", 9, 3,
               "A / B (Travel / Sea), Old harbours (Travel), Harbours (Travel / Sea)");
  check_finds (fixture, "STRASSE", 9, 1, "Straße ()");
  check_finds (fixture, "mountain", 9, 0, "");
  check_finds (fixture, " / ", 9, 0, "");
  check_asked (fixture, "tree top");
}

static void
test_below (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *result = NULL;

  ask (fixture, "harbours", 9, &result);
  check_asked (fixture, "tree F9");
  fake_source_give_children (fixture->source, 0, "{}");
  check_answer (fixture, &result, 0, "");
}

/* What was made, renamed and deleted here is found at once, from what the source has told. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  FakeOverlay *overlay = fake_overlay_new ();
  g_autoptr (CantoNode) folder = canto_node_new (CANTO_SCHEME_FOLDER, "new-1", "Mine", NULL, NULL);
  g_autoptr (CantoNode) album = canto_node_new (CANTO_SCHEME_ALBUM, "new-2", "Inner", NULL, NULL);
  GAsyncResult *result = NULL;

  test_assert_last_unref (fixture->index);
  fake_source_set_overlay (fixture->source, CATALOG_OVERLAY (overlay));
  fixture->index = catalog_folder_index_new (CATALOG_SOURCE (fixture->source), NULL);
  ask (fixture, "mine", 9, &result);
  fake_source_give_children (fixture->source, 0, TREE);
  check_answer (fixture, &result, 0, "");
  fake_overlay_make_node (overlay, "F2", folder);
  fake_overlay_make_node (overlay, "new-1", album);
  check_finds (fixture, "mine", 9, 1, "Mine (Travel / Sea)");
  check_finds (fixture, "inner", 9, 1, "Inner (Travel / Sea / Mine)");
  fake_overlay_rename_node (overlay, "F2", "Lake");
  check_finds (fixture, "inner", 9, 1, "Inner (Travel / Lake / Mine)");
  fake_overlay_delete_node (overlay, "F2");
  check_finds (fixture, "inner", 9, 0, "");
  check_finds (fixture, "harbour", 9, 1, "Old harbours (Travel)");
  check_asked (fixture, "tree top");
  g_clear_pointer (&fixture->index, test_assert_last_unref);
  fake_source_set_overlay (fixture->source, NULL);
  test_assert_last_unref (overlay);
}

static void
check_fails (Fixture *fixture, GAsyncResult **result, GQuark domain, gint code)
{
  g_autoptr (GError) error = NULL;
  guint n_found;

  g_assert_null (catalog_folder_index_find_finish (fixture->index, test_wait_result (result),
                                                   &n_found, &error));
  g_assert_error (error, domain, code);
  g_clear_object (result);
}

static void
test_fail_and_retry (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *result = NULL;

  ask (fixture, "sea", 9, &result);
  fake_source_fail (fixture->source, 0, CANTO_ERROR_OFFLINE);
  check_fails (fixture, &result, CANTO_ERROR, CANTO_ERROR_OFFLINE);
  ask (fixture, "sea", 9, &result);
  fake_source_give_children (fixture->source, 1, TREE);
  check_answer (fixture, &result, 1, "Sea (Travel)");
}

/* The window is closed while the tree is on its way. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *result = NULL;

  ask (fixture, "sea", 9, &result);
  catalog_folder_index_stop (fixture->index);
  check_asked (fixture, "tree top!");
  fake_source_close (fixture->source);
  check_fails (fixture, &result, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What was read before the machine slept is old after it. */
static void
test_asleep (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FakeClock) clock = fake_clock_new ();
  GAsyncResult *result = NULL;

  catalog_folder_index_set_clock (fixture->index, CANTO_CLOCK (clock));
  ask (fixture, "sea", 9, &result);
  fake_source_give_children (fixture->source, 0, TREE);
  check_answer (fixture, &result, 1, "Sea (Travel)");
  fake_clock_advance (clock, (gint64) 4 * 60 * G_USEC_PER_SEC);
  check_finds (fixture, "sea", 9, 1, "Sea (Travel)");
  check_asked (fixture, "tree top");

  fake_clock_advance (clock, (gint64) 2 * 24 * 60 * 60 * G_USEC_PER_SEC);
  ask (fixture, "sea", 9, &result);
  check_asked (fixture, "tree top tree top");
  fake_source_give_children (fixture->source, 1, "{}");
  check_answer (fixture, &result, 0, "");
}

#define ADD(path, root, function) g_test_add (path, Fixture, root, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/catalog/folder-index/find", NULL, test_find);
  ADD ("/catalog/folder-index/below", "F9", test_below);
  ADD ("/catalog/folder-index/changed", NULL, test_changed);
  ADD ("/catalog/folder-index/fail-and-retry", NULL, test_fail_and_retry);
  ADD ("/catalog/folder-index/asleep", NULL, test_asleep);
  ADD ("/catalog/folder-index/stop", NULL, test_stop);

  return g_test_run ();
}
