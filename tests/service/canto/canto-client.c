/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "canto-parse.h"

#include "session.h"
#include "test-wait.h"

#include <stdio.h>
#include <string.h>

#define MIB (1024 * 1024)

static CantoPage *
list_all (Session *session, guint start, guint limit)
{
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GError) error = NULL;
  CantoPage *page = session_list (session, query, start, limit, &error);

  g_assert_no_error (error);
  g_assert_nonnull (page);

  return page;
}

static gint64
count_found (Session *session, const char *keyword)
{
  g_autoptr (CantoQuery) query = canto_query_with_keyword (canto_query_new (), keyword);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = session_list (session, query, 0, 1, &error);

  g_assert_no_error (error);

  return canto_page_get_found (page);
}

/* Lists */

static void
test_walk (void)
{
  g_autoptr (Session) session = session_new ("--scenario=normal", NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint start = 0;
  guint n_pages = 0;
  guint n_received;

  do
    {
      g_autoptr (CantoPage) page = list_all (session, start, 70);

      n_received = canto_page_get_n_received (page);
      g_assert_cmpint (canto_page_get_found (page), ==, 300);
      g_assert_cmpuint (canto_page_get_start (page), ==, start);
      for (guint i = 0; i < canto_page_get_n_assets (page); i++)
        {
          g_assert_cmpuint (canto_page_get_position (page, i), ==, start + i);
          g_assert_true (g_hash_table_add (
              seen, g_strdup (canto_asset_get_key (canto_page_get_asset (page, i)))));
        }
      start += n_received;
      n_pages++;
    }
  while (n_received > 0);

  g_assert_cmpuint (g_hash_table_size (seen), ==, 300);
  g_assert_cmpuint (n_pages, ==, 6);
  g_assert_cmpuint (canto_client_get_n_counted_calls (session->client), ==, 6);
}

static void
test_no_match (gconstpointer scenario)
{
  g_autoptr (Session) session = session_new (scenario, NULL);
  g_autoptr (CantoPage) beyond = list_all (session, 300, 50);

  g_assert_cmpint (count_found (session, "no-such-thing-at-all"), ==, 0);
  g_assert_cmpuint (canto_page_get_n_received (beyond), ==, 0);
  g_assert_cmpint (canto_page_get_found (beyond), ==, 300);
}

static void
test_keyword (void)
{
  g_autoptr (Session) session = session_new ("--scenario=normal", NULL);
  gint64 beach = count_found (session, "beach");
  gint64 forest = count_found (session, "forest");
  gint64 either = count_found (session, "beach|forest");
  g_autoptr (CantoQuery) images = canto_query_with_schemes (
      canto_query_new (), 1u << CANTO_SCHEME_AUDIO | 1u << CANTO_SCHEME_VIDEO);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = session_list (session, images, 0, 300, &error);

  g_assert_cmpint (beach, >, 0);
  g_assert_cmpint (forest, >, 0);
  g_assert_cmpint (either, >, MAX (beach, forest));
  g_assert_cmpint (either, <=, beach + forest);

  g_assert_no_error (error);
  g_assert_cmpuint (canto_page_get_n_assets (page), >, 0);
  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    {
      CantoScheme scheme = canto_asset_get_scheme (canto_page_get_asset (page, i));

      g_assert_true (scheme == CANTO_SCHEME_AUDIO || scheme == CANTO_SCHEME_VIDEO);
    }
}

static void
test_numbers (gconstpointer scenario)
{
  g_autoptr (Session) session = session_new (scenario, NULL);
  g_autoptr (CantoQuery) query =
      canto_query_with_schemes (canto_query_new (), 1u << CANTO_SCHEME_IMAGE);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = session_list (session, query, 0, 20, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (canto_page_get_n_assets (page), ==, 20);
  for (guint i = 0; i < 20; i++)
    {
      CantoAsset *asset = canto_page_get_asset (page, i);

      g_assert_cmpuint (canto_asset_get_width_px (asset), >, 0);
      g_assert_cmpuint (canto_asset_get_height_px (asset), >, 0);
      g_assert_cmpuint (canto_asset_get_size_bytes (asset), >, 0);
      g_assert_cmpuint (strlen (canto_asset_get_time (asset)), ==, 17);
      g_assert_false (canto_asset_get_is_complete (asset));
    }
}

static void
test_wrong_types (void)
{
  g_autoptr (Session) session = session_new ("--scenario=wrong-types", NULL);
  g_autoptr (CantoPage) page = list_all (session, 0, 50);

  g_assert_cmpuint (canto_page_get_n_received (page), ==, 50);
  g_assert_cmpuint (canto_page_get_n_assets (page), ==, 50);
  g_assert_cmpstr (canto_asset_get_name (canto_page_get_asset (page, 0)), ==, "7");
  g_assert_cmpuint (canto_asset_get_width_px (canto_page_get_asset (page, 0)), ==, 0);
  for (guint i = 1; i < 50; i++)
    g_assert_nonnull (canto_asset_get_time (canto_page_get_asset (page, i)));
}

static void
test_bad_replies (gconstpointer scenario)
{
  g_autoptr (Session) session = session_new (scenario, NULL);
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (session_list (session, query, 0, 10, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
  g_clear_error (&error);
  g_assert_null (session_get_tree (session, NULL, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
  g_clear_error (&error);
  g_assert_null (session_get_user (session, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
  g_assert_cmpuint (session->n_signed_out, ==, 0);
}

/* Tree */

static CantoNode *
find_by_name (GPtrArray *nodes, const char *name)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      if (g_str_equal (canto_node_get_name (g_ptr_array_index (nodes, i)), name))
        return g_ptr_array_index (nodes, i);
    }

  g_assert_not_reached ();
}

static CantoNode *
find_by_id (GPtrArray *nodes, const char *id)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      if (g_str_equal (canto_node_get_id (g_ptr_array_index (nodes, i)), id))
        return g_ptr_array_index (nodes, i);
    }

  return NULL;
}

/* From the root to what a path of ids names, level by level. (transfer full) */
static CantoNode *
resolve (Session *session, const char *id_path)
{
  g_auto (GStrv) ids = g_strsplit (id_path, "/", -1);
  g_autoptr (CantoNode) node = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) level = session_get_tree (session, i > 0 ? ids[i - 1] : NULL, &error);
      CantoNode *found;

      g_assert_no_error (error);
      found = find_by_id (level, ids[i]);
      g_assert_nonnull (found);
      g_clear_pointer (&node, canto_node_unref);
      node = canto_node_ref (found);
    }

  return g_steal_pointer (&node);
}

static void
test_slash_in_name (void)
{
  g_autoptr (Session) session = session_new ("--scenario=normal", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) roots = session_get_tree (session, NULL, &error);
  CantoNode *brand = find_by_name (roots, "Brand");
  g_autoptr (GPtrArray) below = session_get_tree (session, canto_node_get_id (brand), &error);
  CantoNode *logos = find_by_name (below, "Logos / wordmarks");
  g_autoptr (CantoNode) resolved = resolve (session, canto_node_get_id_path (logos));
  g_autoptr (CantoQuery) query = canto_query_with_container (canto_query_new (), CANTO_SCHEME_ALBUM,
                                                             canto_node_get_id (resolved));
  g_autoptr (CantoPage) page = session_list (session, query, 0, 50, &error);

  g_assert_no_error (error);
  g_assert_null (canto_node_get_children (brand)); /* one level at a time */
  g_assert_cmpstr (canto_node_get_name_path (logos), ==, "Brand/Logos / wordmarks");
  g_assert_cmpstr (canto_node_get_id (resolved), ==, canto_node_get_id (logos));
  g_assert_cmpint (canto_page_get_found (page), >, 0);
  g_assert_cmpint (canto_page_get_found (page), ==, canto_node_get_size (resolved));

  /* An asset says the same of where it is. */
  {
    CantoAsset *first = canto_page_get_asset (page, 0);
    g_autoptr (CantoAsset) asset = session_get_asset (session, canto_asset_get_scheme (first),
                                                      canto_asset_get_id (first), &error);

    g_assert_no_error (error);
    g_assert_true (g_strv_contains (canto_asset_get_album_ids (asset), canto_node_get_id (logos)));
    g_assert_true (
        g_strv_contains (canto_asset_get_album_paths (asset), "Brand/Logos / wordmarks"));
  }
}

static void
test_nodes (void)
{
  g_autoptr (Session) session = session_new ("--scenario=normal", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) roots = session_get_tree (session, NULL, &error);
  CantoNode *campaigns = find_by_name (roots, "Campaigns");
  g_autoptr (CantoNode) node =
      session_get_node (session, CANTO_SCHEME_FOLDER, canto_node_get_id (campaigns), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (canto_node_get_name (node), ==, "Campaigns");
  g_assert_cmpuint (canto_node_get_size (node), ==, 2);
  g_assert_cmpstr (canto_node_get_id_path (node), ==, canto_node_get_id (campaigns));

  g_assert_null (session_get_node (session, CANTO_SCHEME_ALBUM, "NONE1", &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (session_get_tree (session, "a b?layer=2#c", &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
  g_assert_cmpuint (session->n_signed_out, ==, 0);
}

static void
test_cycle (void)
{
  g_autoptr (Session) session = session_new ("--scenario=cycle-tree", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) roots = session_get_tree (session, NULL, &error);
  CantoNode *brand = find_by_name (roots, "Brand");
  g_autoptr (GPtrArray) below = session_get_tree (session, canto_node_get_id (brand), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (below->len, ==, canto_node_get_size (brand));
  g_assert_null (find_by_id (below, canto_node_get_id (brand)));
}

/* Details */

static CantoAsset *
make_asset (const char *json)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  CantoAsset *asset = canto_parse_asset (bytes, NULL);

  g_assert_nonnull (asset);

  return asset;
}

static void
test_batch (void)
{
  g_autoptr (Session) session = session_new ("--scenario=normal", NULL);
  g_autoptr (CantoPage) page = list_all (session, 0, 250);
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GPtrArray) answered = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 250; i > 0; i--)
    g_ptr_array_add (asked, canto_asset_ref (canto_page_get_asset (page, i - 1)));
  g_ptr_array_insert (asked, 120,
                      make_asset ("{\"id\":\"00000000000000000000000000\",\"scheme\":\"image\"}"));
  g_ptr_array_insert (asked, 0, canto_asset_ref (canto_page_get_asset (page, 77)));
  g_ptr_array_add (asked, make_asset ("{\"id\":\"x\",\"scheme\":\"hologram\"}"));

  answered = session_get_assets (session, asked, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answered->len, ==, 253);
  for (guint i = 0; i < answered->len; i++)
    {
      CantoAsset *asset = g_ptr_array_index (answered, i);

      if (i == 121 || i == 252)
        {
          g_assert_null (asset);
          continue;
        }
      g_assert_cmpstr (canto_asset_get_key (asset), ==,
                       canto_asset_get_key (g_ptr_array_index (asked, i)));
      g_assert_true (canto_asset_get_is_complete (asset));
    }
  /* One page, and three batches. */
  g_assert_cmpuint (canto_client_get_n_counted_calls (session->client), ==, 4);

  none = session_get_assets (session, nothing, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_asset (void)
{
  g_autoptr (Session) session = session_new ("--scenario=normal", NULL);
  g_autoptr (CantoPage) page = list_all (session, 0, 1);
  CantoAsset *listed = canto_page_get_asset (page, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAsset) asset = session_get_asset (session, canto_asset_get_scheme (listed),
                                                    canto_asset_get_id (listed), &error);

  g_assert_no_error (error);
  g_assert_true (canto_asset_get_is_complete (asset));
  g_assert_cmpstr (canto_asset_get_key (asset), ==, canto_asset_get_key (listed));
  g_assert_nonnull (canto_asset_get_content_type (asset));
  g_assert_cmpuint (g_strv_length ((char **) canto_asset_get_field_names (asset)), >, 0);

  g_assert_null (session_get_asset (session, CANTO_SCHEME_IMAGE, "none", &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (session_get_asset (session, CANTO_SCHEME_UNKNOWN, "none", &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND);
  g_assert_cmpuint (session->n_signed_out, ==, 0);
}

static void
test_user (void)
{
  g_autoptr (Session) session = session_new ("--scenario=normal", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoUser) user = session_get_user (session, &error);

  g_assert_no_error (error);
  g_assert_nonnull (user);
  g_assert_cmpstr (canto_user_get_email (user), ==, test_tenant_get (session->tenant, "user"));
  g_assert_cmpstr (canto_user_get_account_name (user), ==, "acme");
  g_assert_true (g_strv_contains (canto_user_get_permissions (user), "download"));
}

/* Bytes */

static void
test_fetch (void)
{
  g_autoptr (Session) session = session_new ("--scenario=normal", NULL);
  g_autoptr (CantoQuery) query =
      canto_query_with_schemes (canto_query_new (), 1u << CANTO_SCHEME_IMAGE);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = session_list (session, query, 0, 1, &error);
  CantoAsset *asset = canto_page_get_asset (page, 0);
  g_autofree char *type = NULL;
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GBytes) preview = NULL;
  g_autoptr (GBytes) small = NULL;
  guint64 counted = canto_client_get_n_counted_calls (session->client);

  /* To a second origin, which refuses a request with Authorization (C8). */
  original = session_fetch (session, canto_asset_get_link (asset, CANTO_LINK_DOWNLOAD),
                            CANTO_FETCH_SIGNED, 64 * MIB, &type, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (original), ==, canto_asset_get_size_bytes (asset));
  g_assert_true (g_str_has_prefix (type, "image/"));
  g_assert_cmpuint (canto_client_get_n_counted_calls (session->client), ==, counted + 1);

  /* A direct link needs no token, and counts. */
  canto_client_set_token (session->client, NULL, NULL);
  preview = session_fetch (session, canto_asset_get_link (asset, CANTO_LINK_DIRECT_PREVIEW),
                           CANTO_FETCH_COUNTED, 8 * MIB, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (preview), >, 0);
  g_assert_cmpuint (canto_client_get_n_counted_calls (session->client), ==, counted + 2);

  /* 7.26: neither needs nor counts. */
  small = session_fetch (session, canto_asset_get_link (asset, CANTO_LINK_PREVIEW_URI_240),
                         CANTO_FETCH_FREE, MIB, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (small), >, 0);
  g_assert_cmpuint (canto_client_get_n_counted_calls (session->client), ==, counted + 2);

  g_assert_null (session_fetch (session, canto_asset_get_link (asset, CANTO_LINK_PREVIEW_URI_240),
                                CANTO_FETCH_FREE, 10, NULL, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
  g_clear_error (&error);
  g_assert_null (session_fetch (session, canto_asset_get_link (asset, CANTO_LINK_DOWNLOAD),
                                CANTO_FETCH_SIGNED, MIB, NULL, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
}

static void
test_old_tenant (void)
{
  g_autoptr (Session) session = session_new ("--scenario=old-tenant", NULL);
  g_autoptr (CantoPage) page = list_all (session, 0, 20);

  g_assert_cmpuint (canto_page_get_n_assets (page), ==, 20);
  for (guint i = 0; i < 20; i++)
    g_assert_null (
        canto_asset_get_link (canto_page_get_asset (page, i), CANTO_LINK_PREVIEW_URI_240));
}

/* Tokens */

static void
test_expired_token (void)
{
  g_autoptr (Session) session = session_new_by_browser ("--scenario=expired-token",
                                                        CANTO_OAUTH_FAMILY_PLAIN, CANTO_PKCE_NONE);
  GAsyncResult *results[15] = { NULL };

  for (guint i = 0; i < 25; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoUser) user = session_get_user (session, &error);

      g_assert_no_error (error);
      g_assert_nonnull (user);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    canto_client_get_user_async (session->client, CANTO_PRIORITY_INTERACTIVE, NULL,
                                 test_keep_result, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoUser) user =
          canto_client_get_user_finish (session->client, test_wait_result (&results[i]), &error);

      g_assert_no_error (error);
      g_assert_nonnull (user);
      g_clear_object (&results[i]);
    }
  g_assert_cmpuint (session->n_signed_out, ==, 0);
}

/* A refresh token that works once: the new one must be the one that is used next, and kept. */
static void
test_rotating_refresh (void)
{
  g_autoptr (Session) session = session_new_by_browser (
      "--scenario=rotating-refresh", CANTO_OAUTH_FAMILY_COMPATIBLE, CANTO_PKCE_NONE);
  g_autofree char *refresh = g_strdup (session->first_refresh);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoUser) user = NULL;
      g_autoptr (CantoToken) kept = NULL;
      const char *next;

      session_set_token (session, "0123456789abcdef0123456789abcdef", refresh);
      user = session_get_user (session, &error);
      g_assert_no_error (error);
      g_assert_nonnull (user);
      canto_token_store_load_async (session->store, session->account, NULL, test_keep_result,
                                    &result);
      kept = canto_token_store_load_finish (session->store, test_wait_result (&result), &error);
      g_assert_no_error (error);
      next = canto_secret_peek (canto_token_get_refresh (kept));
      g_assert_cmpstr (next, !=, refresh);
      g_free (refresh);
      refresh = g_strdup (next);
    }
}

static void
test_refused_token (void)
{
  g_autoptr (Session) session = session_new ("--scenario=normal", NULL);
  g_autoptr (GError) error = NULL;

  session_set_token (session, "0123456789abcdef0123456789abcdef", "fedcba98");
  g_assert_null (session_get_user (session, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  g_clear_error (&error);
  g_assert_cmpuint (session->n_signed_out, ==, 1);
  g_assert_false (canto_client_has_token (session->client));

  /* C10: not even asked. */
  g_assert_null (session_get_user (session, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT);
  g_assert_cmpuint (session->n_signed_out, ==, 1);
}

static void
test_families (void)
{
  static const struct
  {
    CantoOAuthFamily family;
    CantoPkce pkce;
  } ways[] = { { CANTO_OAUTH_FAMILY_PLAIN, CANTO_PKCE_NONE },
               { CANTO_OAUTH_FAMILY_COMPATIBLE, CANTO_PKCE_NONE },
               { CANTO_OAUTH_FAMILY_PLAIN, CANTO_PKCE_S256 },
               { CANTO_OAUTH_FAMILY_COMPATIBLE, CANTO_PKCE_PLAIN },
               { CANTO_OAUTH_FAMILY_UNIVERSAL, CANTO_PKCE_NONE },
               { CANTO_OAUTH_FAMILY_UNIVERSAL, CANTO_PKCE_S256 } };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (Session) session =
          session_new_by_browser ("--scenario=normal", ways[i].family, ways[i].pkce);
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoUser) user = session_get_user (session, &error);

      g_assert_no_error (error);
      g_assert_nonnull (user);
    }
}

/* A public app refreshes without an App Secret, and gives none away that it is handed. */
static void
test_public_app (void)
{
  g_autoptr (Session) session =
      session_new_by_browser ("--scenario=normal", CANTO_OAUTH_FAMILY_UNIVERSAL, CANTO_PKCE_NONE);
  g_autoptr (CantoSecret) access = canto_secret_new ("0123456789abcdef0123456789abcdef");
  g_autoptr (CantoSecret) refresh = canto_secret_new (session->first_refresh);
  g_autoptr (CantoToken) token = canto_token_new (access, refresh, G_MAXINT32);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoUser) user = NULL;

  canto_client_set_token (session->client, token, NULL);
  user = session_get_user (session, &error);
  g_assert_no_error (error);
  g_assert_nonnull (user);
  g_assert_cmpuint (session->n_signed_out, ==, 0);
}

/* Limits */

static void
test_rate (gconstpointer scenario)
{
  g_autoptr (Session) session = session_new (scenario, "--calls-per-minute=5");
  g_autoptr (GError) error = NULL;
  gboolean has_header = !g_str_equal (scenario, "--scenario=rate-none");

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (CantoUser) user = session_get_user (session, &error);

      g_assert_no_error (error);
      g_assert_nonnull (user);
    }
  /* The tenant's minute is a real one: all four tries come too early. */
  g_assert_null (session_get_user (session, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_RATE_LIMITED);
  /* After the last of them, too, the other calls of the account wait. */
  g_assert_cmpuint (fake_clock_get_n_alarms (session->clock), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      static const guint delays_s[] = { 2, 8, 30, 60 };
      gint64 delay_us = fake_clock_get_delay_us (session->clock, i);

      if (has_header)
        {
          g_assert_cmpint (delay_us, >, 10 * G_USEC_PER_SEC);
          g_assert_cmpint (delay_us, <=, 60 * G_USEC_PER_SEC + 1000);
        }
      else
        {
          g_assert_cmpint (delay_us, >=, delays_s[i] * G_USEC_PER_SEC);
          g_assert_cmpint (delay_us, <=, delays_s[i] * G_USEC_PER_SEC * 5 / 4 + 1000);
        }
    }
  g_assert_true (canto_client_has_token (session->client));
}

/* Peaks of memory: whatever was taken before does not count. */

static void
forget_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  g_assert_nonnull (file);
  g_assert_cmpint (fputs ("5", file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

static guint64
get_peak (const char *name)
{
  g_autofree char *status = NULL;
  g_autoptr (GError) error = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, &error);
  g_assert_no_error (error);
  line = strstr (status, name);
  g_assert_nonnull (line);

  return g_ascii_strtoull (line + strlen (name), NULL, 10) * 1024;
}

/* What a sanitizer sets aside is not the client's. */
static void
assert_taken (guint64 before, guint64 max_bytes)
{
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpuint (get_peak ("VmHWM:"), <, before + max_bytes);
#endif
}

/* 14.11: 40 MB are read, in the memory of the answer, its text and the reader's copy of it. */
static void
test_huge (void)
{
  g_autoptr (Session) session = session_new ("--scenario=huge-json", NULL);
  guint64 before = get_peak ("VmRSS:");
  g_autoptr (CantoPage) page = NULL;

  forget_peak ();
  page = list_all (session, 0, 100);
  g_assert_cmpuint (canto_page_get_n_assets (page), ==, 100);
  assert_taken (before, 260 * MIB);
}

/* More than that is not, and costs nothing where the service says beforehand how much comes. */
static void
test_too_huge (void)
{
  g_autoptr (Session) session = session_new ("--scenario=too-huge-json", NULL);
  guint64 before = get_peak ("VmRSS:");
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GError) error = NULL;

  forget_peak ();
  g_assert_null (session_list (session, query, 0, 100, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
  g_assert_nonnull (strstr (error->message, "larger than the 64.0\302\240MiB that Descant reads"));
  assert_taken (before, 16 * MIB);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C12/walk", test_walk);
  g_test_add_data_func ("/C11/results-absent", "--scenario=normal", test_no_match);
  g_test_add_data_func ("/C11/results-null", "--scenario=results-null", test_no_match);
  g_test_add_data_func ("/C11/results-empty", "--scenario=results-empty", test_no_match);
  g_test_add_func ("/C13/keyword", test_keyword);
  g_test_add_data_func ("/C14/number-strings", "--scenario=normal", test_numbers);
  g_test_add_data_func ("/C14/numbers", "--scenario=numbers", test_numbers);
  g_test_add_func ("/C14/wrong-types", test_wrong_types);
  g_test_add_data_func ("/C16/html", "--scenario=html", test_bad_replies);
  g_test_add_data_func ("/C16/broken-json", "--scenario=broken-json", test_bad_replies);
  g_test_add_func ("/C17/batch", test_batch);
  g_test_add_func ("/C18/slash-in-name", test_slash_in_name);
  g_test_add_func ("/C19/cycle", test_cycle);
  g_test_add_func ("/client/nodes", test_nodes);
  g_test_add_func ("/client/asset", test_asset);
  g_test_add_func ("/client/user", test_user);
  g_test_add_func ("/C8/fetch", test_fetch);
  g_test_add_func ("/client/old-tenant", test_old_tenant);
  g_test_add_func ("/C9/expired-token", test_expired_token);
  g_test_add_func ("/C9/rotating-refresh", test_rotating_refresh);
  g_test_add_func ("/C10/refused-token", test_refused_token);
  g_test_add_func ("/C2/families", test_families);
  g_test_add_func ("/3.4/public-app", test_public_app);
  g_test_add_func ("/14.11/huge", test_huge);
  g_test_add_func ("/14.11/too-huge", test_too_huge);
  g_test_add_data_func ("/C26/rate-seconds", "--scenario=rate-seconds", test_rate);
  g_test_add_data_func ("/C26/rate-date", "--scenario=rate-date", test_rate);
  g_test_add_data_func ("/C26/rate-none", "--scenario=rate-none", test_rate);

  return g_test_run ();
}
