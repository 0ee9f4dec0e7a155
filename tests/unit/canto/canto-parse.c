/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "canto-parse.h"

#include <string.h>

#define ASSET(more) "{\"id\":\"k9p3\",\"scheme\":\"image\"" more "}"

static GBytes *
to_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static CantoAsset *
parse_asset (const char *text)
{
  g_autoptr (GBytes) bytes = to_bytes (text);
  g_autoptr (GError) error = NULL;
  CantoAsset *asset = canto_parse_asset (bytes, &error);

  g_test_message ("%s", text);
  g_assert_no_error (error);
  g_assert_nonnull (asset);

  return asset;
}

static CantoPage *
parse_page (const char *text, guint start)
{
  g_autoptr (GBytes) bytes = to_bytes (text);
  g_autoptr (GError) error = NULL;
  CantoPage *page = canto_parse_page (bytes, start, &error);

  g_test_message ("%s", text);
  g_assert_no_error (error);
  g_assert_nonnull (page);

  return page;
}

static void
assert_strings (const char *const *strings, const char *expected)
{
  g_autofree char *joined = g_strjoinv (",", (char **) strings);

  g_assert_cmpstr (joined, ==, expected);
}

/* Pages */

static void
test_empty_page (void)
{
  static const char *const pages[] = {
    "{\"facets\":[],\"limit\":100,\"found\":0,\"sortBy\":\"time\"}",
    "{\"results\":null,\"found\":0}",
    "{\"results\":[],\"found\":0}",
    "{\"results\":[],\"found\":\"0\",\"start\":0}",
  };
  g_autoptr (CantoPage) bare = parse_page ("{}", 7);

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (CantoPage) page = parse_page (pages[i], 0);

      g_assert_cmpuint (canto_page_get_n_received (page), ==, 0);
      g_assert_cmpuint (canto_page_get_n_assets (page), ==, 0);
      g_assert_cmpint (canto_page_get_found (page), ==, 0);
    }
  g_assert_cmpuint (canto_page_get_n_received (bare), ==, 0);
  g_assert_cmpuint (canto_page_get_start (bare), ==, 7);
  g_assert_cmpint (canto_page_get_found (bare), ==, CANTO_PAGE_FOUND_UNKNOWN);
}

static void
test_found (void)
{
  static const struct
  {
    const char *text;
    gint64 found;
  } pages[] = {
    { "{\"results\":[" ASSET () "],\"found\":12}", 12 },
    { "{\"results\":[" ASSET () "],\"found\":\"12\"}", 12 },
    { "{\"results\":[" ASSET () "],\"found\":12.0}", 12 },
    { "{\"results\":[" ASSET () "]}", CANTO_PAGE_FOUND_UNKNOWN },
    { "{\"results\":[" ASSET () "],\"found\":null}", CANTO_PAGE_FOUND_UNKNOWN },
    { "{\"results\":[" ASSET () "],\"found\":-1}", CANTO_PAGE_FOUND_UNKNOWN },
    { "{\"results\":[" ASSET () "],\"found\":\"many\"}", CANTO_PAGE_FOUND_UNKNOWN },
    { "{\"results\":[" ASSET () "],\"found\":[12]}", CANTO_PAGE_FOUND_UNKNOWN },
    { "{\"results\":[" ASSET () "],\"found\":18446744073709551615}", CANTO_PAGE_FOUND_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (CantoPage) page = parse_page (pages[i].text, 0);

      g_assert_cmpint (canto_page_get_found (page), ==, pages[i].found);
      g_assert_cmpuint (canto_page_get_n_assets (page), ==, 1);
    }
}

/* What is broken counts as received, so that the next page starts where it should. */
static void
test_bad_items_keep_the_rest (void)
{
  g_autoptr (CantoPage) page = parse_page (
      "{\"results\":[null,{\"id\":\"a1\",\"scheme\":\"image\"},7,\"x\",[],{},"
      "{\"id\":\"G4ZDM\",\"scheme\":\"folder\"},{\"id\":\"VDGAJ\",\"scheme\":\"album\"},"
      "{\"scheme\":\"image\"},{\"id\":\"../"
      "x\",\"scheme\":\"image\"},{\"id\":\"\",\"scheme\":\"image\"},"
      "{\"id\":\"a2\",\"scheme\":7,\"name\":8},{\"id\":\"a3\"},{\"id\":\"a4\",\"scheme\":\"i/x\"},"
      "{\"id\":\"a5\",\"scheme\":\"video\"}],\"found\":40}",
      100);

  g_assert_cmpuint (canto_page_get_start (page), ==, 100);
  g_assert_cmpuint (canto_page_get_n_received (page), ==, 15);
  g_assert_cmpuint (canto_page_get_n_assets (page), ==, 3);
  g_assert_cmpstr (canto_asset_get_key (canto_page_get_asset (page, 0)), ==, "image/a1");
  g_assert_cmpuint (canto_page_get_position (page, 0), ==, 101);
  g_assert_cmpstr (canto_asset_get_key (canto_page_get_asset (page, 1)), ==, "7/a2");
  g_assert_cmpuint (canto_page_get_position (page, 1), ==, 111);
  g_assert_cmpstr (canto_asset_get_key (canto_page_get_asset (page, 2)), ==, "video/a5");
  g_assert_cmpuint (canto_page_get_position (page, 2), ==, 114);
}

static void
test_bad_replies (void)
{
  static const char *const texts[] = {
    "",
    "   ",
    "success",
    "<!DOCTYPE html><title>Canto</title>",
    "{\"results\":[" ASSET (),
    "{\"results\":[{\"id\":\"k9p3",
    "[]",
    "null",
    "12",
    "\"text\"",
    "{\"results\":[]} trailing",
    "{\"results\":[]}{\"results\":[]}",
    "1{\"results\":[]}",
    "{'results':[]}",
    "{\"results\":[]/**/}",
    "{\"results\":[]}]",
    "{\"results\":[{\"name\":\"\xff\xfe\"}]}",
    "{\"results\":[{\"name\":\"\\377\"}]}",
    "{\"results\":[{\"name\":\"\\x\"}]}",
    "{\"results\":[{\"name\":\"\\u12\"}]}",
    "{\"results\":[{\"name\":\"\\",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = to_bytes (texts[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("reply %" G_GSIZE_FORMAT, i);
      g_assert_null (canto_parse_page (bytes, 0, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
      g_clear_error (&error);
      g_assert_null (canto_parse_tree (bytes, NULL, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
      g_clear_error (&error);
      g_assert_null (canto_parse_asset (bytes, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
      g_clear_error (&error);
      g_assert_null (canto_parse_node (bytes, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
      g_clear_error (&error);
      g_assert_null (canto_parse_batch (bytes, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
      g_clear_error (&error);
      g_assert_null (canto_parse_user (bytes, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
    }
}

/* What cuts a text by its UTF-16 leaves half of a pair, and json-glib makes no UTF-8 of it. */
static void
test_half_pairs (void)
{
  static const struct
  {
    const char *escaped;
    const char *name;
  } rows[] = {
    { "Sea \\ud83c\\udf0a.jpg", "Sea 🌊.jpg" },
    { "Sea \\ud83c", "Sea \xef\xbf\xbd" },
    { "\\udf0a Sea", "\xef\xbf\xbd Sea" },
    { "\\udf0a\\ud83c", "\xef\xbf\xbd\xef\xbf\xbd" },
    { "\\ud83c\\ud83c\\udf0a", "\xef\xbf\xbd🌊" },
    { "\\ud83c\\u00e4", "\xef\xbf\xbdä" },
    { "\\\\ud83c", "\\ud83c" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"id\":\"k9p3\",\"scheme\":\"image\",\"name\":\"%s\"}", rows[i].escaped);
      g_autoptr (CantoAsset) asset = parse_asset (text);

      g_assert_cmpstr (canto_asset_get_name (asset), ==, rows[i].name);
    }
}

/* What json-glib takes for strings and comments, beyond JSON, hides no depth from us, which would
 * overflow the stack there. */
static void
test_hidden_depth (void)
{
  static const char *const quotes[][2] = { { "'\"',", ",'\"'" },
                                           { "/*\"*/", "/*\"*/" },
                                           { "//\"\n", "//\"\n" } };

  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autofree char *opened = g_strnfill (1000 * 1000, '[');
      g_autofree char *closed = g_strnfill (1000 * 1000, ']');
      g_autofree char *text =
          g_strconcat ("{\"results\":[", quotes[i][0], opened, closed, quotes[i][1], "]}", NULL);
      g_autoptr (GBytes) bytes = to_bytes (text);
      g_autoptr (GError) error = NULL;

      g_assert_null (canto_parse_page (bytes, 0, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
    }
}

/* A list that is no list is not an empty library (14.7). */
static void
test_results_of_wrong_type (void)
{
  static const char *const texts[] = { "{\"results\":{\"0\":" ASSET () "}}",
                                       "{\"results\":\"none\"}", "{\"results\":3}",
                                       "{\"results\":true}" };
  static const char *const batches[] = { "{\"docResult\":{}}", "{\"docResult\":\"x\"}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = to_bytes (texts[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (canto_parse_page (bytes, 0, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
      g_clear_error (&error);
      g_assert_null (canto_parse_tree (bytes, NULL, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (batches); i++)
    {
      g_autoptr (GBytes) bytes = to_bytes (batches[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (canto_parse_batch (bytes, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
    }
}

/* Assets */

static void
test_numbers (void)
{
  static const struct
  {
    const char *value;
    guint width_px;
  } values[] = {
    { "\"6000\"", 6000 },   { "6000", 6000 },       { "6000.0", 6000 },
    { "\"6000.0\"", 6000 }, { "6e3", 6000 },        { "null", 0 },
    { "\"abc\"", 0 },       { "\"\"", 0 },          { "\"60px\"", 0 },
    { "-6000", 0 },         { "\"-1\"", 0 },        { "1e400", 0 },
    { "\"inf\"", 0 },       { "\"nan\"", 0 },       { "true", 0 },
    { "[6000]", 0 },        { "{\"px\":6000}", 0 }, { "99999999999", G_MAXINT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = g_strdup_printf (
          ASSET (",\"name\":\"a.jpg\",\"width\":%s,\"height\":\"4000\""), values[i].value);
      g_autoptr (CantoAsset) asset = parse_asset (text);

      g_assert_cmpuint (canto_asset_get_width_px (asset), ==, values[i].width_px);
      g_assert_cmpuint (canto_asset_get_height_px (asset), ==, 4000);
      g_assert_cmpstr (canto_asset_get_name (asset), ==, "a.jpg");
    }
}

static void
test_tags (void)
{
  static const char *const values[][2] = {
    { ",\"tag\":[\"Harbour\",\"Sea\"]", "Harbour,Sea" },
    { ",\"tag\":[\"Harbour\",null,7,{},[\"x\"],\"Untagged\"]", "Harbour,7" },
    { ",\"tag\":\"Harbour\"", "Harbour" },
    { ",\"tag\":\"Untagged\"", "" },
    { ",\"tag\":[\"Untagged\"]", "" },
    { ",\"tag\":null", "" },
    { ",\"tag\":{\"a\":1}", "" },
    { ",\"tag\":false", "" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = g_strconcat ("{\"id\":\"k9p3\",\"scheme\":\"image\"", values[i][0],
                                           ",\"keyword\":[\"Travel\"]}", NULL);
      g_autoptr (CantoAsset) asset = parse_asset (text);

      assert_strings (canto_asset_get_tags (asset), values[i][1]);
      assert_strings (canto_asset_get_keywords (asset), "Travel");
      assert_strings (canto_asset_get_smart_tags (asset), "");
    }
}

static void
test_approval (void)
{
  static const struct
  {
    const char *value;
    CantoApproval approval;
    const char *word;
  } values[] = {
    { "\"Approved\"", CANTO_APPROVAL_APPROVED, "Approved" },
    { "\"APPROVED\"", CANTO_APPROVAL_APPROVED, "APPROVED" },
    { "\"pending\"", CANTO_APPROVAL_PENDING, "pending" },
    { "\"Restricted\"", CANTO_APPROVAL_RESTRICTED, "Restricted" },
    { "\"Expired\"", CANTO_APPROVAL_EXPIRED, "Expired" },
    { "\"In legal review\"", CANTO_APPROVAL_OTHER, "In legal review" },
    { "\"Approved \"", CANTO_APPROVAL_OTHER, "Approved " },
    { "1", CANTO_APPROVAL_OTHER, "1" },
    { "\"\"", CANTO_APPROVAL_UNKNOWN, "" },
    { "null", CANTO_APPROVAL_UNKNOWN, NULL },
    { "[\"Approved\"]", CANTO_APPROVAL_UNKNOWN, NULL },
    { "true", CANTO_APPROVAL_UNKNOWN, NULL },
  };
  g_autoptr (CantoAsset) absent = parse_asset (ASSET ());

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = g_strdup_printf (ASSET (",\"approvalStatus\":%s"), values[i].value);
      g_autoptr (CantoAsset) asset = parse_asset (text);

      g_assert_cmpint (canto_asset_get_approval (asset), ==, values[i].approval);
      g_assert_cmpstr (canto_asset_get_approval_word (asset), ==, values[i].word);
    }
  g_assert_cmpint (canto_asset_get_approval (absent), ==, CANTO_APPROVAL_UNKNOWN);
}

static void
test_unknown_things (void)
{
  g_autoptr (CantoAsset) asset = parse_asset (
      "{\"id\":\"k9p3\",\"scheme\":\"hologram\",\"name\":\"a.holo\",\"brandNew\":{\"deep\":[1,2]},"
      "\"url\":{\"preview\":\"https://acme.canto.com/p\",\"neverSeen\":\"x\"}}");

  g_assert_cmpint (canto_asset_get_scheme (asset), ==, CANTO_SCHEME_UNKNOWN);
  g_assert_cmpstr (canto_asset_get_scheme_word (asset), ==, "hologram");
  g_assert_cmpstr (canto_asset_get_key (asset), ==, "hologram/k9p3");
  g_assert_cmpstr (canto_asset_get_link (asset, CANTO_LINK_PREVIEW), ==,
                   "https://acme.canto.com/p");
}

/* One wrong field takes nothing else with it (14.8). */
static void
test_wrong_types (void)
{
  static const char *const wrong[] = { "null", "7", "true", "\"x\"", "[1,null,{}]", "{\"a\":[]}" };
  static const char *const keys[] = {
    "name",           "description",
    "size",           "dpi",
    "owner",          "ownerName",
    "time",           "created",
    "lastUploaded",   "keyword",
    "smartTags",      "md5",
    "copyright",      "termsAndConditions",
    "default",        "additional",
    "metadata",       "relatedAlbums",
    "versionHistory", "url",
  };

  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
        {
          g_autofree char *text =
              g_strdup_printf ("{\"id\":\"k9p3\",\"%s\":%s,\"scheme\":\"image\",\"width\":\"5\"}",
                               keys[k], wrong[i]);
          g_autoptr (CantoAsset) asset = parse_asset (text);

          g_assert_cmpuint (canto_asset_get_width_px (asset), ==, 5);
          g_assert_nonnull (canto_asset_get_name (asset));
          g_assert_nonnull (canto_asset_get_keywords (asset));
          g_assert_nonnull (canto_asset_get_smart_tags (asset));
          g_assert_nonnull (canto_asset_get_field_names (asset));
          g_assert_nonnull (canto_asset_get_album_ids (asset));
          g_assert_nonnull (canto_asset_get_album_paths (asset));
          for (guint link = 0; link < CANTO_N_LINKS; link++)
            g_assert_null (canto_asset_get_link (asset, (CantoLink) link));
        }
    }
}

static void
test_full_asset (void)
{
  g_autoptr (CantoAsset) asset = parse_asset (
      "{\"id\":\"k9p3\",\"scheme\":\"Image\",\"name\":\"harbour-dawn.jpg\",\"size\":\"8412077\","
      "\"width\":\"6000\",\"height\":\"4000\",\"dpi\":\"300\",\"owner\":\"Ada Reed(a@b)\","
      "\"ownerName\":\"Ada Reed\",\"time\":\"20260312091801850\",\"created\":\"20260219183228169\","
      "\"lastUploaded\":\"20260219183228170\",\"description\":\"Harbour at dawn\","
      "\"md5\":\"9dd4\",\"copyright\":null,\"termsAndConditions\":\"Editorial use only\","
      "\"smartTags\":[\"Boat\"],"
      "\"default\":{\"Content Type\":\"image/jpeg\",\"Copyright\":\"Acme Pictures\",\"GPS\":null,"
      "\"Time\":\"00:01:34\",\"Date Created\":\"2026-02-18 06:11:09\",\"Pages\":\"12\"},"
      "\"additional\":{\"Credit\":\"A. Reed\",\"**EN** a/b\":[\"Web\",\"Print\"],\"Until\":null},"
      "\"metadata\":{\"MIME Type\":\"image/jpeg\"},"
      "\"relatedAlbums\":[{\"id\":\"VDGAJ\",\"idPath\":\"G4ZDM/VDGAJ\",\"namePath\":\"Travel/"
      "Harbours\"},"
      "{\"id\":\"QQ1\"},"
      "{\"namePath\":\"x\"},null,4],"
      "\"url\":{\"preview\":\"p\",\"download\":\"d\",\"detail\":\"t\",\"directUrlPreview\":\"dp\","
      "\"directUrlOriginal\":\"do\",\"directUrlPreviewPlay\":null,\"previewURI240\":\"u2\","
      "\"previewURI320\":\"u3\"}}");
  static const char *const links[CANTO_N_LINKS] = { "p", "d", "t", "dp", "do", NULL, "u2", "u3" };

  g_assert_cmpint (canto_asset_get_scheme (asset), ==, CANTO_SCHEME_IMAGE);
  g_assert_cmpuint (canto_asset_get_size_bytes (asset), ==, 8412077);
  g_assert_cmpuint (canto_asset_get_dpi (asset), ==, 300);
  g_assert_cmpstr (canto_asset_get_owner_name (asset), ==, "Ada Reed");
  g_assert_cmpstr (canto_asset_get_time (asset), ==, "20260312091801850");
  g_assert_cmpstr (canto_asset_get_created (asset), ==, "20260219183228169");
  g_assert_cmpstr (canto_asset_get_last_uploaded (asset), ==, "20260219183228170");
  g_assert_cmpstr (canto_asset_get_description (asset), ==, "Harbour at dawn");
  g_assert_cmpstr (canto_asset_get_md5 (asset), ==, "9dd4");
  g_assert_cmpstr (canto_asset_get_copyright (asset), ==, "Acme Pictures");
  g_assert_cmpstr (canto_asset_get_terms (asset), ==, "Editorial use only");
  g_assert_cmpstr (canto_asset_get_content_type (asset), ==, "image/jpeg");
  g_assert_cmpstr (canto_asset_get_duration (asset), ==, "00:01:34");
  g_assert_cmpstr (canto_asset_get_file_date (asset), ==, "2026-02-18 06:11:09");
  g_assert_cmpuint (canto_asset_get_n_pages (asset), ==, 12);
  assert_strings (canto_asset_get_smart_tags (asset), "Boat");
  assert_strings (canto_asset_get_field_names (asset), "Credit,**EN** a/b,Until");
  assert_strings (canto_asset_get_field_values (asset, "Credit"), "A. Reed");
  assert_strings (canto_asset_get_field_values (asset, "**EN** a/b"), "Web,Print");
  assert_strings (canto_asset_get_field_values (asset, "Until"), "");
  assert_strings (canto_asset_get_field_values (asset, "Never heard of"), "");
  assert_strings (canto_asset_get_album_ids (asset), "VDGAJ,QQ1");
  assert_strings (canto_asset_get_album_id_paths (asset), "G4ZDM/VDGAJ,QQ1");
  assert_strings (canto_asset_get_album_paths (asset), "Travel/Harbours,QQ1");
  for (guint link = 0; link < CANTO_N_LINKS; link++)
    g_assert_cmpstr (canto_asset_get_link (asset, (CantoLink) link), ==, links[link]);
  g_assert_true (canto_asset_get_is_complete (asset));
}

static void
test_list_item_is_incomplete (void)
{
  g_autoptr (CantoPage) page =
      parse_page ("{\"results\":[" ASSET (",\"name\":\"\"") "," ASSET (",\"metadata\":{}") "]}", 0);
  CantoAsset *without = canto_page_get_asset (page, 0);
  CantoAsset *empty = canto_page_get_asset (page, 1);

  g_assert_false (canto_asset_get_is_complete (without));
  g_assert_false (canto_asset_get_is_complete (empty));
  g_assert_cmpstr (canto_asset_get_name (without), ==, "k9p3");
}

/* Files without embedded metadata exist: nothing more can be had of them. */
static void
test_details_are_complete (void)
{
  g_autoptr (CantoAsset) without = parse_asset (ASSET (""));
  g_autoptr (CantoAsset) empty = parse_asset (ASSET (",\"metadata\":{}"));
  g_autoptr (GBytes) json = to_bytes ("{\"docResult\":[" ASSET ("") "]}");
  g_autoptr (GPtrArray) batch = canto_parse_batch (json, NULL);

  g_assert_true (canto_asset_get_is_complete (without));
  g_assert_true (canto_asset_get_is_complete (empty));
  g_assert_true (canto_asset_get_is_complete (g_ptr_array_index (batch, 0)));
}

/* Batch and user */

static void
test_batch (void)
{
  g_autoptr (GBytes) with_nulls =
      to_bytes ("{\"docResult\":[null," ASSET () ",{\"id\":\"b\",\"scheme\":\"video\"},5]}");
  g_autoptr (GBytes) only_failed = to_bytes ("{\"failed\":[{\"id\":\"x\",\"scheme\":\"image\"}]}");
  g_autoptr (GBytes) null = to_bytes ("{\"docResult\":null,\"failed\":null}");
  GBytes *const empties[] = { only_failed, null };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) two = canto_parse_batch (with_nulls, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpstr (canto_asset_get_key (g_ptr_array_index (two, 0)), ==, "image/k9p3");
  g_assert_cmpstr (canto_asset_get_key (g_ptr_array_index (two, 1)), ==, "video/b");
  for (gsize i = 0; i < G_N_ELEMENTS (empties); i++)
    {
      g_autoptr (GPtrArray) none = canto_parse_batch (empties[i], &error);

      g_assert_no_error (error);
      g_assert_cmpuint (none->len, ==, 0);
    }
}

static void
test_user (void)
{
  g_autoptr (GBytes) full = to_bytes ("{\"userId\":\"u\",\"email\":\"a@b\",\"name\":\"Ada\","
                                      "\"accountName\":\"acme\",\"permissions\":[\"download\"]}");
  g_autoptr (GBytes) wrong = to_bytes ("{\"userId\":{},\"email\":[],\"permissions\":{\"a\":1}}");
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoUser) user = canto_parse_user (full, &error);
  g_autoptr (CantoUser) nobody = NULL;

  g_assert_no_error (error);
  nobody = canto_parse_user (wrong, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (canto_user_get_id (user), ==, "u");
  g_assert_cmpstr (canto_user_get_email (user), ==, "a@b");
  g_assert_cmpstr (canto_user_get_name (user), ==, "Ada");
  g_assert_cmpstr (canto_user_get_account_name (user), ==, "acme");
  assert_strings (canto_user_get_permissions (user), "download");
  g_assert_null (canto_user_get_id (nobody));
  g_assert_null (canto_user_get_email (nobody));
  g_assert_null (canto_user_get_name (nobody));
  assert_strings (canto_user_get_permissions (nobody), "");
}

static void
test_fields (void)
{
  g_autoptr (GBytes) good = to_bytes (
      "[{\"id\":\"meta_multichoice_0\",\"name\":\"Channels\",\"values\":[\"Web\",\"Print\",7]},"
      "{\"id\":\"meta_text_1\",\"name\":\"Credit\",\"sections\":[1]},null,3,{\"name\":\"x\"},"
      "{\"id\":\"a/b\"},{\"id\":\"meta_date_2\",\"name\":null,\"values\":null}]");
  g_autoptr (GBytes) object = to_bytes ("{\"results\":[]}");
  g_autoptr (GBytes) broken = to_bytes ("[{\"id\":");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fields = canto_parse_fields (good, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fields->len, ==, 3);
  g_assert_cmpstr (canto_field_get_id (fields->pdata[0]), ==, "meta_multichoice_0");
  g_assert_cmpstr (canto_field_get_name (fields->pdata[0]), ==, "Channels");
  assert_strings (canto_field_get_values (fields->pdata[0]), "Web,Print,7");
  assert_strings (canto_field_get_values (fields->pdata[1]), "");
  g_assert_cmpstr (canto_field_get_name (fields->pdata[2]), ==, "meta_date_2");

  g_assert_null (canto_parse_fields (object, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
  g_clear_error (&error);
  g_assert_null (canto_parse_fields (broken, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
}

/* 9.3, 9.4: a guess from the id, and a text takes all. */
static void
test_field_kinds (void)
{
  static const CantoFieldKind kinds[] = {
    CANTO_FIELD_CHOICES, CANTO_FIELD_CHOICE, CANTO_FIELD_CHOICE,
    CANTO_FIELD_DATE,    CANTO_FIELD_NUMBER, CANTO_FIELD_LONG_TEXT,
    CANTO_FIELD_TEXT,    CANTO_FIELD_TEXT,   CANTO_FIELD_TEXT,
  };
  g_autoptr (GBytes) bytes = to_bytes (
      "[{\"id\":\"meta_multichoice_0\",\"values\":[\"a\"]},"
      "{\"id\":\"meta_choice_0\",\"values\":[\"a\"]},{\"id\":\"meta_rating_0\",\"values\":[\"1\"]},"
      "{\"id\":\"meta_date_0\"},{\"id\":\"meta_number_0\"},{\"id\":\"meta_textarea_0\"},"
      "{\"id\":\"meta_url_0\"},{\"id\":\"meta_multichoice_1\"},{\"id\":\"f7\"}]");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fields = canto_parse_fields (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fields->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < fields->len; i++)
    g_assert_cmpint (canto_field_get_kind (fields->pdata[i]), ==, kinds[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C11/empty-page", test_empty_page);
  g_test_add_func ("/C11/found", test_found);
  g_test_add_func ("/C12/bad-items-keep-the-rest", test_bad_items_keep_the_rest);
  g_test_add_func ("/C14/numbers", test_numbers);
  g_test_add_func ("/C14/tags", test_tags);
  g_test_add_func ("/C14/wrong-types", test_wrong_types);
  g_test_add_func ("/C15/approval", test_approval);
  g_test_add_func ("/C15/unknown-things", test_unknown_things);
  g_test_add_func ("/C16/bad-replies", test_bad_replies);
  g_test_add_func ("/C16/half-pairs", test_half_pairs);
  g_test_add_func ("/C16/hidden-depth", test_hidden_depth);
  g_test_add_func ("/C16/results-of-wrong-type", test_results_of_wrong_type);
  g_test_add_func ("/C17/batch", test_batch);
  g_test_add_func ("/parse/full-asset", test_full_asset);
  g_test_add_func ("/parse/list-item-is-incomplete", test_list_item_is_incomplete);
  g_test_add_func ("/parse/details-are-complete", test_details_are_complete);
  g_test_add_func ("/parse/fields", test_fields);
  g_test_add_func ("/parse/field-kinds", test_field_kinds);
  g_test_add_func ("/parse/user", test_user);

  return g_test_run ();
}
