/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records as a change will leave them: the one before stays as it was. */

#include "canto-asset-change.h"
#include "canto-parse.h"

#include <string.h>

static const char sample[] =
    "{\"id\":\"k9p346n3d25rq4f5r37e3p3e28\",\"scheme\":\"image\",\"name\":\"dawn.jpg\",\"size\":"
    "\"84\","
    "\"time\":\"20260312091801850\",\"description\":\"Dawn\",\"tag\":[\"Harbour\",\"Sea\"],"
    "\"keyword\":[\"Travel\"],\"additional\":{\"Channels\":[\"Web\",\"Print\"],\"Usage\":null},"
    "\"relatedAlbums\":[{\"id\":\"VDGAJ\",\"name\":\"H\",\"idPath\":\"G4ZDM/"
    "VDGAJ\",\"namePath\":\"T/H\"}],"
    "\"versionHistory\":[{\"no\":\"2\",\"versionId\":\"bGF0ZXN0X3ZlcnNpb25fdGFn\",\"comment\":"
    "\"Better\","
    "\"uri\":{\"preview\":\"https://a/p\"}},{\"no\":\"1\",\"versionId\":\"v1\",\"comment\":null},"
    "{\"no\":\"0\",\"versionId\":\"../x\"},7],"
    "\"url\":{\"preview\":\"https://acme.canto.com/p\"}}";

static CantoAsset *
read_sample (void)
{
  g_autoptr (GBytes) json = g_bytes_new_static (sample, strlen (sample));
  g_autoptr (GError) error = NULL;
  CantoAsset *asset = canto_parse_asset (json, &error);

  g_assert_no_error (error);

  return asset;
}

static void
assert_texts (const char *const *texts, const char *expected)
{
  g_autofree char *joined = texts != NULL ? g_strjoinv ("|", (char **) texts) : NULL;

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_edits (void)
{
  const CantoEdit edits[] = {
    { "description", "Dusk", CANTO_EDIT_SET, FALSE, NULL },
    { "copyright", "Acme", CANTO_EDIT_SET, FALSE, NULL },
    { "meta_multichoice_0", "Social", CANTO_EDIT_ADD, TRUE, "Channels" },
    { "meta_multichoice_0", "Web", CANTO_EDIT_REMOVE, TRUE, "Channels" },
    { "meta_text_1", "A. Reed", CANTO_EDIT_SET, TRUE, "Credit" },
    { "meta_text_9", "nameless", CANTO_EDIT_SET, TRUE, NULL },
  };
  const CantoEdit clear = { "description", "", CANTO_EDIT_SET, FALSE, NULL };
  g_autoptr (CantoAsset) asset = read_sample ();
  g_autoptr (CantoAsset) edited = canto_asset_with_edits (asset, edits, G_N_ELEMENTS (edits));
  g_autoptr (CantoAsset) cleared = canto_asset_with_edits (edited, &clear, 1);
  g_auto (GStrv) before = canto_asset_dup_values (asset, &edits[2]);
  g_auto (GStrv) none = canto_asset_dup_values (asset, &edits[4]);

  g_assert_cmpstr (canto_asset_get_description (edited), ==, "Dusk");
  g_assert_cmpstr (canto_asset_get_copyright (edited), ==, "Acme");
  assert_texts (canto_asset_get_field_values (edited, "Channels"), "Print|Social");
  assert_texts (canto_asset_get_field_values (edited, "Credit"), "A. Reed");
  assert_texts (canto_asset_get_field_names (edited), "Channels|Usage|Credit");
  g_assert_null (canto_asset_get_description (cleared));
  g_assert_cmpuint (canto_asset_get_size_bytes (cleared), ==, 84);
  g_assert_cmpstr (canto_asset_get_link (cleared, CANTO_LINK_PREVIEW), ==,
                   "https://acme.canto.com/p");
  assert_texts ((const char *const *) before, "Web|Print");
  assert_texts ((const char *const *) none, "");

  g_assert_cmpstr (canto_asset_get_description (asset), ==, "Dawn");
  assert_texts (canto_asset_get_field_values (asset, "Channels"), "Web|Print");
}

static void
test_words (void)
{
  g_autoptr (CantoAsset) asset = read_sample ();
  g_autoptr (CantoAsset) more = canto_asset_with_word (asset, CANTO_WORD_TAG, "Boat", TRUE);
  g_autoptr (CantoAsset) same = canto_asset_with_word (more, CANTO_WORD_TAG, "Boat", TRUE);
  g_autoptr (CantoAsset) less = canto_asset_with_word (same, CANTO_WORD_TAG, "Harbour", FALSE);
  g_autoptr (CantoAsset) none = canto_asset_with_word (less, CANTO_WORD_KEYWORD, "Travel", FALSE);
  g_autoptr (CantoAsset) named = canto_asset_with_name (none, "dusk.jpg");

  assert_texts (canto_asset_get_tags (named), "Sea|Boat");
  assert_texts (canto_asset_get_keywords (named), "");
  g_assert_cmpstr (canto_asset_get_name (named), ==, "dusk.jpg");
  assert_texts (canto_asset_get_tags (asset), "Harbour|Sea");
  g_assert_true (canto_asset_has_word (more, CANTO_WORD_TAG, "Boat"));
  g_assert_false (canto_asset_has_word (asset, CANTO_WORD_TAG, "Boat"));
}

static void
test_albums (void)
{
  g_autoptr (CantoAsset) asset = read_sample ();
  g_autoptr (CantoNode) album =
      canto_node_new (CANTO_SCHEME_ALBUM, "NEWAL", "New", "G4ZDM", "Travel");
  g_autoptr (CantoNode) old = canto_node_new (CANTO_SCHEME_ALBUM, "VDGAJ", "H", NULL, NULL);
  g_autoptr (CantoAsset) in = canto_asset_with_album (asset, album, TRUE);
  g_autoptr (CantoAsset) moved = canto_asset_with_album (in, old, FALSE);

  assert_texts (canto_asset_get_album_ids (moved), "NEWAL");
  assert_texts (canto_asset_get_album_id_paths (moved), "G4ZDM/NEWAL");
  assert_texts (canto_asset_get_album_paths (moved), "Travel/New");
  g_assert_true (canto_asset_is_in_album (asset, "VDGAJ"));
  g_assert_false (canto_asset_is_in_album (moved, "VDGAJ"));
}

/* 7.25; what cannot be asked for is left out (14.8). */
static void
test_versions (void)
{
  g_autoptr (CantoAsset) asset = read_sample ();
  g_autoptr (CantoAsset) copy = canto_asset_with_name (asset, "x");
  GPtrArray *versions = canto_asset_get_versions (copy);
  g_autoptr (CantoAsset) bare = canto_asset_new ("image", "abc", NULL, NULL);

  g_assert_cmpuint (versions->len, ==, 2);
  g_assert_cmpstr (canto_version_get_number (versions->pdata[0]), ==, "2");
  g_assert_cmpstr (canto_version_get_comment (versions->pdata[0]), ==, "Better");
  g_assert_cmpstr (canto_version_get_preview_uri (versions->pdata[0]), ==, "https://a/p");
  g_assert_true (canto_version_get_is_current (versions->pdata[0]));
  g_assert_false (canto_version_get_is_current (versions->pdata[1]));
  g_assert_null (canto_version_get_comment (versions->pdata[1]));
  g_assert_null (canto_asset_get_versions (bare));
  g_assert_cmpstr (canto_asset_get_name (bare), ==, "abc");
  g_assert_cmpstr (canto_asset_get_key (bare), ==, "image/abc");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/canto/asset-change/edits", test_edits);
  g_test_add_func ("/canto/asset-change/words", test_words);
  g_test_add_func ("/canto/asset-change/albums", test_albums);
  g_test_add_func ("/canto/asset-change/versions", test_versions);

  return g_test_run ();
}
