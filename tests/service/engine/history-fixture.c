/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "history-fixture.h"

#include "canto-edit.h"
#include "test-folder.h"
#include "test-wait.h"

static gboolean
is_ready (gpointer history)
{
  return engine_history_get_is_ready (history);
}

void
history_fixture_set_up (HistoryFixture *fixture, gconstpointer scenario)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("descant-history-XXXXXX", &error);
  g_assert_no_error (error);
  session_fixture_set_up (&fixture->session, scenario);
  session_fixture_sign_in (&fixture->session);
  engine_session_keep_edits (fixture->session.session, fixture->folder);
  fixture->history = engine_session_get_history (fixture->session.session);
  fixture->source = engine_session_get_history_source (fixture->session.session);
  test_wait_until (is_ready, fixture->history, "the history to be read");
}

void
history_fixture_tear_down (HistoryFixture *fixture, gconstpointer data)
{
  session_fixture_tear_down (&fixture->session, data);
  test_folder_remove (fixture->folder);
  g_free (fixture->folder);
}

GPtrArray *
history_fixture_get_images (HistoryFixture *fixture, CantoApproval approval, guint n_images)
{
  return session_fixture_get_details (&fixture->session, session_fixture_new_images (approval),
                                      n_images);
}

DeliveryLink *
history_fixture_make_link (HistoryFixture *fixture, CantoAsset *asset, DeliverySize size)
{
  g_autoptr (DeliveryRecipe) recipe = delivery_size_make_recipe (size, DELIVERY_FORMAT_JPG);
  g_autoptr (EngineLinkResult) made =
      engine_link_result_new (fixture->session.account, asset, recipe);

  g_assert_no_error (made->error);

  return delivery_link_ref (made->link);
}

void
history_fixture_take (HistoryFixture *fixture, GPtrArray *assets, DeliverySize size)
{
  g_autoptr (GPtrArray) links =
      g_ptr_array_new_with_free_func ((GDestroyNotify) delivery_link_unref);

  for (guint i = 0; i < assets->len; i++)
    g_ptr_array_add (links, history_fixture_make_link (fixture, assets->pdata[i], size));
  engine_session_note_picks (fixture->session.session, links, DELIVERY_FORM_URL, JOURNAL_PICK_COPY);
}

void
history_fixture_delete_as_other (HistoryFixture *fixture, CantoAsset *asset)
{
  CantoClient *client = engine_session_get_client (fixture->session.session);
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (assets, asset);
  canto_client_delete_assets_async (client, assets, CANTO_PRIORITY_INTERACTIVE, NULL,
                                    test_keep_result, &result);
  canto_client_delete_assets_finish (client, test_wait_result (&result), NULL, &error);
  g_assert_no_error (error);
}

CantoPage *
history_fixture_find (HistoryFixture *fixture, const char *keyword)
{
  g_autoptr (CantoQuery) query = canto_query_with_keyword (canto_query_new (), keyword);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantoPage *page;

  catalog_source_load_range_async (fixture->source, query, 0,
                                   catalog_source_get_range_size (fixture->source), NULL,
                                   test_keep_result, &result);
  page = catalog_source_load_range_finish (fixture->source, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return page;
}

static void
append_files (GByteArray *bytes, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        append_files (bytes, path);
      else if (g_str_has_prefix (name, "picks.history")
               && g_file_get_contents (path, &contents, &length, NULL))
        g_byte_array_append (bytes, (const guint8 *) contents, (guint) length);
    }
}

GBytes *
history_fixture_read_files (HistoryFixture *fixture)
{
  GByteArray *bytes = g_byte_array_new ();

  append_files (bytes, fixture->folder);

  return g_byte_array_free_to_bytes (bytes);
}
