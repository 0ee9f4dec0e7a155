/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Account files and policies, and the address that somebody types or the network tells (2.9, C6): a
 * token may go to nothing but a host of Canto, or to this machine. */

#include "fuzz.h"

#include "engine-account-keys-private.h"

#include <string.h>

static void
check_account (CantoAccount *account, gboolean may_be_loopback)
{
  static const char *const domains[] = { ".canto.com", ".canto.global", ".canto.de" };
  g_autoptr (GUri) base = NULL;
  gboolean is_canto = FALSE;
  const char *host;

  if (account == NULL)
    return;

  base = g_uri_parse (canto_account_get_api_base (account), G_URI_FLAGS_NONE, NULL);
  g_assert_nonnull (base);
  host = g_uri_get_host (base);
  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    is_canto = is_canto || g_str_has_suffix (host, domains[i]);
  if (canto_account_get_is_loopback (account))
    {
      g_assert_true (may_be_loopback);
      g_assert_true (g_str_equal (host, "127.0.0.1") || g_str_equal (host, "localhost")
                     || g_str_equal (host, "::1"));
    }
  else
    {
      g_assert_true (is_canto);
      g_assert_cmpstr (g_uri_get_scheme (base), ==, "https");
      g_assert_null (g_uri_get_userinfo (base));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  const CantoAccountOptions options = { .address = text, .app_id = "app" };
  g_autoptr (CantoAccount) typed = NULL;
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GKeyFile) copy = NULL;
  g_autoptr (CantoAccount) read = NULL;
  g_autoptr (CantoAccount) complete = NULL;

  if (g_utf8_validate (text, -1, NULL))
    typed = canto_account_new (&options, NULL);
  check_account (typed, FALSE);

  if (!g_key_file_load_from_data (keys, text, strlen (text), G_KEY_FILE_NONE, NULL))
    return 0;

  copy = engine_account_keys_copy (keys);
  read = engine_account_keys_read (copy, TRUE, NULL);
  check_account (read, TRUE);
  complete = engine_account_keys_complete (copy, NULL);
  check_account (complete, TRUE);

  return 0;
}
