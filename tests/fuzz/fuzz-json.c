/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All replies that are read, JSON or not. The first byte says as what. */

#include "fuzz.h"

#include "canto-account.h"
#include "canto-answers-private.h"
#include "canto-handshake-private.h"
#include "canto-lookup-private.h"
#include "canto-oauth-private.h"
#include "canto-parse.h"
#include "canto-reply-private.h"
#include "canto-upload-form.h"
#include "canto-upload-item.h"

#include <string.h>

static void
drop (gpointer got, GDestroyNotify destroy)
{
  if (got != NULL)
    destroy (got);
}

static void
check_page (GBytes *json)
{
  CantoPage *page = canto_parse_page (json, 7, NULL);

  if (page == NULL)
    return;

  g_assert_cmpuint (canto_page_get_n_assets (page), <=, canto_page_get_n_received (page));
  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    {
      CantoAsset *asset = canto_page_get_asset (page, i);

      g_assert_cmpuint (canto_page_get_position (page, i), >=, 7);
      g_assert_nonnull (canto_asset_get_name (asset));
      g_assert_true (g_utf8_validate (canto_asset_get_name (asset), -1, NULL));
    }
  canto_page_unref (page);
}

static void
check_reply (GBytes *json, gboolean is_error)
{
  g_autoptr (CantoHttpReply) reply = g_new0 (CantoHttpReply, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoToken) token = NULL;

  reply->status = is_error ? 400 : 200;
  reply->body = g_bytes_new (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  token = canto_oauth_read_token (reply, 1000, &error);

  g_assert_true ((token == NULL) == (error != NULL));
  g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
}

static void
check_form (GBytes *json)
{
  const CantoAccountOptions options = { .address = "acme.canto.com", .app_id = "app" };
  const CantoUploadMeta meta = { "a.jpg", "Sea", "VDGAJ", NULL, NULL };
  g_autoptr (CantoAccount) account = canto_account_new (&options, NULL);
  g_autoptr (CantoUploadForm) form = canto_upload_form_new (account, json, &meta, NULL);

  g_assert_true (form == NULL || g_ascii_strncasecmp (form->uri, "https://", 8) == 0);
}

static void
check_albums (GBytes *json)
{
  guint n_received;
  gint64 found;

  drop (canto_parse_albums (json, &n_received, &found, NULL), (GDestroyNotify) g_ptr_array_unref);
}

static void
check_uploads (GBytes *json)
{
  g_autoptr (GPtrArray) items = canto_answer_read_uploads (json, NULL);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      CantoUploadItem *item = items->pdata[i];

      g_assert_true (g_utf8_validate (item->name, -1, NULL));
      g_assert_nonnull (item->time);
      canto_upload_item_find_newest (items, item->name, item->time);
    }
}

/* What anybody clicks, or we fetch, is on the web. */
static void
check_share (GBytes *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *link = canto_answer_read_share (text, &error);

  g_assert_true ((link == NULL) == (error != NULL));
  g_assert_true (link == NULL || g_ascii_strncasecmp (link, "http", 4) == 0);
}

static void
check_direct_links (GBytes *json)
{
  const CantoAccountOptions options = { .address = "acme.canto.com", .app_id = "app" };
  g_autoptr (CantoAccount) account = canto_account_new (&options, NULL);
  g_autoptr (GPtrArray) links = canto_answer_read_direct_links (account, json, NULL);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const char *original = canto_direct_link_get_original_uri (links->pdata[i]);
      const char *preview = canto_direct_link_get_preview_uri (links->pdata[i]);

      g_assert_true (original == NULL || g_ascii_strncasecmp (original, "https://", 8) == 0);
      g_assert_true (preview == NULL || g_ascii_strncasecmp (preview, "https://", 8) == 0);
    }
}

/* 2.10: no host but one of Canto's. */
static void
check_host (GBytes *text)
{
  static const char *const domains[] = { ".canto.com", ".canto.global", ".canto.de" };
  const CantoAccountOptions options = { .address = "acme.canto.com", .app_id = "app" };
  g_autoptr (CantoAccount) account = canto_account_new (&options, NULL);
  g_autofree char *host = canto_lookup_read_host (account, text);
  gboolean is_canto = FALSE;

  for (gsize i = 0; host != NULL && i < G_N_ELEMENTS (domains); i++)
    is_canto = is_canto || g_str_has_suffix (host, domains[i]);
  g_assert_true (host == NULL || is_canto);
  g_assert_true (host == NULL || strpbrk (host, "/:@?# ") == NULL);
}

/* 3.20 */
static void
check_word (GBytes *text)
{
  g_autoptr (CantoHttpReply) reply = g_new0 (CantoHttpReply, 1);
  CantoSecret *word;

  reply->status = 200;
  reply->body = g_bytes_new (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  word = canto_handshake_read_word (reply, 8);
  if (word == NULL)
    return;

  g_assert_cmpuint (strlen (canto_secret_peek (word)), >=, 8);
  g_assert_null (strpbrk (canto_secret_peek (word), " \r\n/?#&%\""));
  canto_secret_unref (word);
}

/* What a person reads of a refusal. */
static void
check_refusal (GBytes *json)
{
  static const guint statuses[] = { 302, 403, 429, 500 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (CantoHttpReply) reply = g_new0 (CantoHttpReply, 1);
      g_autoptr (GError) error = NULL;

      reply->status = statuses[i];
      reply->body = g_bytes_ref (json);
      error = canto_reply_to_error (reply);
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strpbrk (error->message, "\r\n"));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) json = NULL;

  if (size < 1)
    return 0;

  json = g_bytes_new_static (data + 1, size - 1);
  switch (data[0])
    {
    case 'p':
      check_page (json);
      break;
    case 'a':
      drop (canto_parse_asset (json, NULL), (GDestroyNotify) canto_asset_unref);
      break;
    case 'b':
      drop (canto_parse_batch (json, NULL), (GDestroyNotify) g_ptr_array_unref);
      break;
    case 't':
      drop (canto_parse_tree (json, "G4ZDM", NULL), (GDestroyNotify) g_ptr_array_unref);
      break;
    case 'n':
      drop (canto_parse_node (json, NULL), (GDestroyNotify) canto_node_unref);
      break;
    case 'l':
      check_albums (json);
      break;
    case 'd':
      check_direct_links (json);
      break;
    case 'f':
      drop (canto_parse_fields (json, NULL), (GDestroyNotify) g_ptr_array_unref);
      break;
    case 'u':
      drop (canto_parse_user (json, NULL), (GDestroyNotify) canto_user_unref);
      break;
    case 's':
      check_form (json);
      break;
    case 'i':
      check_uploads (json);
      break;
    case 'x':
      drop (canto_answer_read_left (json, NULL), (GDestroyNotify) g_strfreev);
      break;
    case 'k':
      check_share (json);
      break;
    case 'h':
      check_host (json);
      break;
    case 'w':
      check_word (json);
      break;
    case 'r':
      check_refusal (json);
      break;
    case 'e':
      check_reply (json, TRUE);
      break;
    default:
      check_reply (json, FALSE);
      break;
    }

  return 0;
}
