/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-details-private.h"
#include "fake-source.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CatalogDetails, catalog_details_free)

/* Returns the name of what is forgotten for it. */
static char *
add (CatalogDetails *details, const char *name, const char *time)
{
  g_autoptr (CantoAsset) asset = fake_asset_new (name, time, TRUE);
  g_autoptr (CantoAsset) forgotten = catalog_details_add (details, asset);

  return forgotten != NULL ? g_strdup (canto_asset_get_name (forgotten)) : NULL;
}

static gboolean
knows (CatalogDetails *details, const char *name)
{
  g_autoptr (CantoAsset) listed = fake_asset_new (name, "20260101000000000", FALSE);

  return catalog_details_improve (details, listed) != listed;
}

static void
test_oldest_goes (void)
{
  g_autoptr (CatalogDetails) details = catalog_details_new (2);
  g_autofree char *forgotten = NULL;

  g_assert_null (add (details, "a", "20260101000000000"));
  g_assert_null (add (details, "b", "20260101000000000"));
  /* Known anew: b is the oldest now. */
  g_assert_null (add (details, "a", "20260102000000000"));
  forgotten = add (details, "c", "20260101000000000");
  g_assert_cmpstr (forgotten, ==, "b");
  g_assert_true (knows (details, "a"));
  g_assert_false (knows (details, "b"));
  g_assert_true (knows (details, "c"));
}

static void
test_same_asset_twice (void)
{
  g_autoptr (CatalogDetails) details = catalog_details_new (2);
  g_autoptr (CantoAsset) asset = fake_asset_new ("a", "20260101000000000", TRUE);
  g_autoptr (CantoAsset) listed = fake_asset_new ("a", "20260101000000000", FALSE);

  g_assert_null (catalog_details_add (details, asset));
  g_assert_null (catalog_details_add (details, asset));
  g_assert_null (add (details, "b", "20260101000000000"));
  g_assert_true (catalog_details_improve (details, listed) == asset);
}

/* A list that is newer than the details is believed, one that is as old is not. */
static void
test_newer_wins (void)
{
  g_autoptr (CatalogDetails) details = catalog_details_new (2);
  g_autoptr (CantoAsset) newer = fake_asset_new ("a", "20260101000000001", FALSE);
  g_autoptr (CantoAsset) same = fake_asset_new ("a", "20260101000000000", FALSE);
  g_autoptr (CantoAsset) older = fake_asset_new ("a", "20251231235959999", FALSE);
  g_autoptr (CantoAsset) complete = fake_asset_new ("a", "20260101000000000", TRUE);
  g_autoptr (CantoAsset) old_details = fake_asset_new ("a", "20251231235959999", TRUE);

  g_assert_null (add (details, "a", "20260101000000000"));
  g_assert_true (catalog_details_improve (details, newer) == newer);
  g_assert_true (canto_asset_get_is_complete (catalog_details_improve (details, same)));
  g_assert_true (canto_asset_get_is_complete (catalog_details_improve (details, older)));
  g_assert_true (catalog_details_improve (details, complete) == complete);
  g_assert_true (catalog_details_improve (details, old_details) != old_details);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalog/details/oldest-goes", test_oldest_goes);
  g_test_add_func ("/catalog/details/same-asset-twice", test_same_asset_twice);
  g_test_add_func ("/catalog/details/newer-wins", test_newer_wins);

  return g_test_run ();
}
