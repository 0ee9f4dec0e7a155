/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom the page of an asset is opened for: only one on the account's own host (1.14). */

#include "canto-parse.h"
#include "engine-session.h"

#include <string.h>

static EngineSession *
make_session (const CantoAccountOptions *options)
{
  g_autoptr (CantoTokenStore) store = canto_token_store_new_in_memory ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAccount) account = canto_account_new (options, &error);

  g_assert_no_error (error);

  return engine_session_new (account, store, NULL);
}

static void
check (EngineSession *session, const char *detail, gboolean is_own)
{
  g_autofree char *json = g_strdup_printf (
      "{\"scheme\": \"image\", \"id\": \"i1\", \"url\": {\"detail\": \"%s\"}}", detail);
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAsset) asset = canto_parse_asset (bytes, &error);
  g_autofree char *uri = NULL;

  g_assert_no_error (error);
  uri = engine_session_dup_web_uri (session, asset);
  g_assert_cmpstr (uri, ==, is_own ? detail : NULL);
}

static void
test_tenant (void)
{
  const CantoAccountOptions options = { .address = "acme.canto.com", .app_id = "app" };
  g_autoptr (EngineSession) session = make_session (&options);

  check (session, "https://acme.canto.com/smartalbum/image?column=image&id=i1", TRUE);
  check (session, "https://ACME.canto.com.evil.example/smartalbum/image?id=i1", FALSE);
  check (session, "https://evil.example/acme.canto.com", FALSE);
  check (session, "https://acme.canto.com@evil.example/", FALSE);
  check (session, "https://someone@acme.canto.com/", FALSE);
  check (session, "https://acme.canto.com:8443/", FALSE);
  check (session, "http://acme.canto.com/smartalbum/image?id=i1", FALSE);
  check (session, "file:///etc/passwd", FALSE);
  check (session, "javascript:alert(1)", FALSE);
  check (session, "", FALSE);
}

static void
test_loopback (void)
{
  const CantoAccountOptions options = { .loopback_base = "http://127.0.0.1:4711", .app_id = "app" };
  g_autoptr (EngineSession) session = make_session (&options);

  check (session, "http://127.0.0.1:4711/smartalbum/image?column=image&id=i1", TRUE);
  check (session, "http://127.0.0.1:4712/smartalbum/image?column=image&id=i1", FALSE);
  check (session, "https://acme.canto.com/smartalbum/image?column=image&id=i1", FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/web-uri/tenant", test_tenant);
  g_test_add_func ("/engine/web-uri/loopback", test_loopback);

  return g_test_run ();
}
