/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "edits-fixture.h"

#include "canto-asset-change.h"
#include "test-wait.h"

typedef struct
{
  EngineEdit *edit;
  EngineEditState state;
} Wanted;

static gboolean
is_in_state (gpointer user_data)
{
  Wanted *wanted = user_data;

  return engine_edit_get_state (wanted->edit) == wanted->state;
}

void
edits_fixture_wait_state (EngineEdit *edit, EngineEditState state)
{
  Wanted wanted = { edit, state };

  test_wait_until (is_in_state, &wanted, "the state of an edit");
}

static gboolean
is_idle (gpointer user_data)
{
  SessionFixture *fixture = user_data;

  return engine_edits_get_n_unsent (engine_session_get_edits (fixture->session)) == 0
         && engine_edits_is_settled (engine_session_get_edits (fixture->session));
}

void
edits_fixture_wait_idle (SessionFixture *fixture)
{
  test_wait_until (is_idle, fixture, "the end of all edits");
}

CantoAsset *
edits_fixture_look (SessionFixture *fixture, CantoAsset *asset)
{
  CantoClient *client = engine_session_get_client (fixture->session);
  g_autoptr (GPtrArray) asked = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) assets = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (asked, asset);
  canto_client_get_assets_async (client, asked, CANTO_PRIORITY_DETAILS, NULL, test_keep_result,
                                 &result);
  assets = canto_client_get_assets_finish (client, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return assets->pdata[0] != NULL ? canto_asset_ref (assets->pdata[0]) : NULL;
}

GPtrArray *
edits_fixture_look_in (SessionFixture *fixture, const char *folder_id)
{
  CantoClient *client = engine_session_get_client (fixture->session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *nodes;

  canto_client_get_tree_async (client, folder_id, CANTO_PRIORITY_DETAILS, NULL, test_keep_result,
                               &result);
  nodes = canto_client_get_tree_finish (client, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return nodes;
}

CantoNode *
edits_fixture_find_child (SessionFixture *fixture,
                          const char *folder_id,
                          const char *name,
                          guint *n_found)
{
  g_autoptr (GPtrArray) nodes = edits_fixture_look_in (fixture, folder_id);
  CantoNode *found = NULL;

  *n_found = 0;
  for (guint i = 0; i < nodes->len; i++)
    {
      if (!g_str_equal (canto_node_get_name (nodes->pdata[i]), name))
        continue;
      ++*n_found;
      g_clear_pointer (&found, canto_node_unref);
      found = canto_node_ref (nodes->pdata[i]);
    }

  return found;
}

void
edits_fixture_describe_as_other (SessionFixture *fixture,
                                 CantoAsset *asset,
                                 const char *description)
{
  CantoClient *client = engine_session_get_client (fixture->session);
  const CantoEdit edit = { "description", description, CANTO_EDIT_SET, FALSE, NULL };
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (assets, asset);
  canto_client_edit_async (client, assets, &edit, 1, CANTO_PRIORITY_INTERACTIVE, NULL,
                           test_keep_result, &result);
  canto_client_edit_finish (client, test_wait_result (&result), NULL, &error);
  g_assert_no_error (error);
}

GPtrArray *
edits_fixture_get_assets (SessionFixture *fixture, guint n_assets)
{
  return session_fixture_get_details (fixture, canto_query_new (), n_assets);
}

static gboolean
is_ready (gpointer list)
{
  return catalog_asset_list_get_status (list) == CATALOG_STATUS_READY;
}

CatalogAssetList *
edits_fixture_list (SessionFixture *fixture, CantoQuery *query)
{
  CatalogAssetList *list = catalog_asset_list_new (engine_session_get_source (fixture->session));

  catalog_asset_list_set_query (list, query);
  test_wait_until (is_ready, list, "the first page");

  return list;
}

EngineEdit *
edits_fixture_describe (EngineEdits *edits, CantoAsset *asset, const char *text)
{
  const CantoEdit edit = { "description", text, CANTO_EDIT_SET, FALSE, NULL };
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();

  g_ptr_array_add (assets, asset);

  return engine_edits_change (edits, assets, &edit, 1);
}

gboolean
edits_fixture_is_restored (gpointer edits)
{
  return engine_edits_is_restored (edits);
}
