/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The assets of the links that were taken, as a place among the others. */

#include "catalog-asset-list.h"
#include "history-fixture.h"
#include "test-wait.h"

#include <string.h>

#define N_DIRECT 20

typedef HistoryFixture Fixture;

static const char *
get_key (CantoPage *page, guint index)
{
  return canto_asset_get_key (canto_page_get_asset (page, index));
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images = history_fixture_get_images (fixture, CANTO_APPROVAL_APPROVED, 3);
  g_autoptr (GPtrArray) again = g_ptr_array_new ();
  g_autoptr (CantoPage) before = NULL;
  g_autoptr (CantoPage) after = NULL;

  history_fixture_take (fixture, images, DELIVERY_SIZE_1200);
  before = history_fixture_find (fixture, "");
  g_assert_cmpint (canto_page_get_found (before), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      CantoAsset *asset = canto_page_get_asset (before, i);

      g_assert_cmpstr (canto_asset_get_key (asset), ==, canto_asset_get_key (images->pdata[i]));
      g_assert_true (canto_asset_get_is_complete (asset));
      g_assert_cmpuint (canto_page_get_position (before, i), ==, i);
    }

  /* Another rendition of the last is another pick, but the same asset. */
  g_ptr_array_add (again, images->pdata[2]);
  history_fixture_take (fixture, again, DELIVERY_SIZE_400);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->history)), ==, 4);
  after = history_fixture_find (fixture, "");
  g_assert_cmpint (canto_page_get_found (after), ==, 3);
  g_assert_cmpstr (get_key (after, 0), ==, canto_asset_get_key (images->pdata[2]));
  g_assert_cmpstr (get_key (after, 1), ==, canto_asset_get_key (images->pdata[0]));
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images = history_fixture_get_images (fixture, CANTO_APPROVAL_APPROVED, 5);
  g_autoptr (CantoPage) found = NULL;
  g_autoptr (CantoPage) none = NULL;

  history_fixture_take (fixture, images, DELIVERY_SIZE_1200);
  found = history_fixture_find (fixture, canto_asset_get_name (images->pdata[3]));
  g_assert_cmpint (canto_page_get_found (found), >=, 1);
  g_assert_cmpstr (get_key (found, 0), ==, canto_asset_get_key (images->pdata[3]));
  none = history_fixture_find (fixture, "no such words anywhere");
  g_assert_cmpint (canto_page_get_found (none), ==, 0);
}

/* What is not there any more is shown as such. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images = history_fixture_get_images (fixture, CANTO_APPROVAL_APPROVED, 2);
  g_autoptr (CantoPage) page = NULL;
  CantoAsset *gone;

  history_fixture_take (fixture, images, DELIVERY_SIZE_1200);
  history_fixture_delete_as_other (fixture, images->pdata[1]);
  page = history_fixture_find (fixture, "");
  g_assert_cmpint (canto_page_get_found (page), ==, 2);
  g_assert_cmpint (canto_asset_get_approval (canto_page_get_asset (page, 0)), ==,
                   CANTO_APPROVAL_APPROVED);
  gone = canto_page_get_asset (page, 1);
  g_assert_cmpstr (canto_asset_get_key (gone), ==, canto_asset_get_key (images->pdata[1]));
  g_assert_cmpstr (canto_asset_get_name (gone), ==, canto_asset_get_name (images->pdata[1]));
  g_assert_cmpint (canto_asset_get_approval (gone), ==, CANTO_APPROVAL_OTHER);
  g_assert_cmpstr (canto_asset_get_approval_word (gone), ==, "No longer there");
}

/* Without the service, what the history knows is shown. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images = history_fixture_get_images (fixture, CANTO_APPROVAL_APPROVED, 2);
  g_autoptr (CantoPage) page = NULL;

  history_fixture_take (fixture, images, DELIVERY_SIZE_1200);
  g_free (test_tenant_stop (fixture->session.tenant));
  page = history_fixture_find (fixture, "");
  g_assert_cmpint (canto_page_get_found (page), ==, 2);
  g_assert_cmpstr (get_key (page, 1), ==, canto_asset_get_key (images->pdata[1]));
  g_assert_cmpstr (canto_asset_get_name (canto_page_get_asset (page, 1)), ==,
                   canto_asset_get_name (images->pdata[1]));
  fixture->session.tenant = test_tenant_start ("--assets=1", NULL);
}

/* What is in the files, as far as it is text. (transfer full) */
static char *
dup_text (Fixture *fixture)
{
  g_autoptr (GBytes) files = history_fixture_read_files (fixture);
  GString *text = g_string_new (NULL);
  const char *bytes;
  gsize length;

  bytes = g_bytes_get_data (files, &length);
  for (gsize i = 0; i < length; i++)
    g_string_append_c (text, bytes[i] != '\0' ? bytes[i] : '\n');

  return g_string_free (text, FALSE);
}

static gboolean
is_written (gpointer fixture)
{
  g_autofree char *text = dup_text (fixture);
  g_auto (GStrv) parts = g_strsplit (text, "sha256:", -1);

  return g_strv_length (parts) > 2 * N_DIRECT;
}

/* What opens a file for whoever has it is on no disk: of an old tenant each link is such a one. */
static void
test_no_secret (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images =
      history_fixture_get_images (fixture, CANTO_APPROVAL_APPROVED, N_DIRECT);
  g_autofree char *text = NULL;

  g_assert_cmpuint (images->len, ==, N_DIRECT);
  history_fixture_take (fixture, images, DELIVERY_SIZE_1200);
  history_fixture_take (fixture, images, DELIVERY_SIZE_ORIGINAL);
  test_wait_until (is_written, fixture, "the picks to be on the disk");

  text = dup_text (fixture);
  g_assert_nonnull (strstr (text, canto_asset_get_id (images->pdata[0])));
  g_assert_null (strstr (text, "/direct/"));
  g_assert_null (strstr (text, "http"));
}

static gboolean
is_loaded (gpointer list)
{
  return catalog_asset_list_get_status (list) == CATALOG_STATUS_READY
         && catalog_asset_list_get_n_pending (list) == 0;
}

static const char *
get_list_key (CatalogAssetList *list, guint position)
{
  g_autoptr (CatalogSlot) slot = g_list_model_get_item (G_LIST_MODEL (list), position);

  g_assert_nonnull (catalog_slot_get_asset (slot));

  return canto_asset_get_key (catalog_slot_get_asset (slot));
}

/* One list goes from the service to the history and back. What is taken meanwhile moves nothing,
 * until the place is entered anew. */
static void
test_list (Fixture *fixture, gconstpointer data)
{
  CatalogSource *service = engine_session_get_source (fixture->session.session);
  g_autoptr (GPtrArray) images = history_fixture_get_images (fixture, CANTO_APPROVAL_APPROVED, 4);
  g_autoptr (GPtrArray) last = g_ptr_array_new ();
  g_autoptr (CantoQuery) query = canto_query_new ();
  CatalogAssetList *list = catalog_asset_list_new (service);
  guint n_all;

  history_fixture_take (fixture, images, DELIVERY_SIZE_1200);
  catalog_asset_list_set_query (list, query);
  test_wait_until (is_loaded, list, "all assets");
  n_all = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_assert_cmpuint (n_all, >, 1000);

  catalog_asset_list_set_source (list, fixture->source, query);
  test_wait_until (is_loaded, list, "the history");
  g_assert_true (catalog_asset_list_get_source (list) == fixture->source);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
  g_assert_cmpstr (get_list_key (list, 0), ==, canto_asset_get_key (images->pdata[0]));

  g_ptr_array_add (last, images->pdata[3]);
  history_fixture_take (fixture, last, DELIVERY_SIZE_1200);
  g_assert_true (is_loaded (list));
  g_assert_cmpstr (get_list_key (list, 0), ==, canto_asset_get_key (images->pdata[0]));

  catalog_asset_list_set_source (list, service, query);
  test_wait_until (is_loaded, list, "all assets");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n_all);
  catalog_asset_list_set_source (list, fixture->source, query);
  test_wait_until (is_loaded, list, "the history");
  g_assert_cmpstr (get_list_key (list, 0), ==, canto_asset_get_key (images->pdata[3]));
  test_assert_last_unref (list);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, scenario, func)                                                                  \
  g_test_add ("/engine/recent/" name, Fixture, scenario, history_fixture_set_up, func,             \
              history_fixture_tear_down)
  ADD ("order", "normal", test_order);
  ADD ("search", "normal", test_search);
  ADD ("gone", "normal", test_gone);
  ADD ("offline", "normal", test_offline);
  ADD ("no-secret", "old-tenant", test_no_secret);
  ADD ("list", "normal", test_list);
#undef ADD

  return g_test_run ();
}
