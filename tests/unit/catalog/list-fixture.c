/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "list-fixture.h"

#include "test-wait.h"

static void
items_changed (GListModel *model, guint position, guint removed, guint added, ListFixture *fixture)
{
  g_string_append_printf (fixture->changes, "%s%u-%u+%u", fixture->changes->len > 0 ? " " : "",
                          position, removed, added);
  /* At the tail, and truly so. */
  g_assert_cmpuint (position + removed, ==, fixture->n_told);
  fixture->n_told = fixture->n_told - removed + added;
  g_assert_cmpuint (fixture->n_told, ==, g_list_model_get_n_items (model));
}

void
list_fixture_set_up (ListFixture *fixture, gconstpointer range_size)
{
  fixture->source = fake_source_new (GPOINTER_TO_UINT (range_size));
  fixture->clock = fake_clock_new ();
  fixture->changes = g_string_new (NULL);
  fixture->slots = g_ptr_array_new_with_free_func (g_object_unref);
  list_fixture_remake (fixture);
}

void
list_fixture_remake (ListFixture *fixture)
{
  g_clear_object (&fixture->list);
  fixture->list = g_object_new (CATALOG_TYPE_ASSET_LIST, "source", fixture->source, "clock",
                                fixture->clock, NULL);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed), fixture);
}

void
list_fixture_tear_down (ListFixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->slots);
  if (fixture->list != NULL)
    test_assert_last_unref (fixture->list);
  test_assert_last_unref (fixture->clock);
  fake_source_close (fixture->source);
  test_assert_last_unref (fixture->source);
  g_string_free (fixture->changes, TRUE);
}

void
list_fixture_query (ListFixture *fixture, const char *keyword)
{
  g_autoptr (CantoQuery) query = canto_query_with_keyword (canto_query_new (), keyword);

  catalog_asset_list_set_query (fixture->list, query);
}

void
list_fixture_fill (ListFixture *fixture, gint64 found)
{
  list_fixture_query (fixture, "a");
  fake_source_give_page (fixture->source, 0, "a", fake_source_get (fixture->source, 0)->length,
                         found);
  fake_source_forget (fixture->source);
  g_string_truncate (fixture->changes, 0);
}

CatalogSlot *
list_fixture_hold (ListFixture *fixture, guint position)
{
  CatalogSlot *slot = g_list_model_get_item (G_LIST_MODEL (fixture->list), position);

  g_assert_nonnull (slot);
  g_ptr_array_add (fixture->slots, slot);

  return slot;
}

const char *
list_fixture_get_name (ListFixture *fixture, guint position)
{
  CantoAsset *asset = catalog_slot_get_asset (list_fixture_hold (fixture, position));

  return asset != NULL ? canto_asset_get_name (asset) : "";
}

void
list_fixture_check_asked (ListFixture *fixture, const char *expected)
{
  g_autofree char *asked = fake_source_describe (fixture->source);

  g_assert_cmpstr (asked, ==, expected);
}

void
list_fixture_check_changes (ListFixture *fixture, const char *expected)
{
  g_assert_cmpstr (fixture->changes->str, ==, expected);
  g_string_truncate (fixture->changes, 0);
}
