/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-keys.h"

#include <string.h>

static void
test_tokens (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      char *token = tenant_keys_new_token ();

      g_assert_cmpuint (strlen (token), ==, 32);
      g_assert_cmpuint (strspn (token, "0123456789abcdef"), ==, 32);
      g_assert_true (g_hash_table_add (seen, token));
    }
}

static void
test_signatures (void)
{
  TenantKeys *keys = tenant_keys_new ();
  TenantKeys *others = tenant_keys_new ();
  g_autofree char *signature = tenant_keys_sign (keys, "text");
  g_autofree char *again = tenant_keys_sign (keys, "text");
  g_autofree char *of_other_text = tenant_keys_sign (keys, "texu");
  g_autofree char *by_other_key = tenant_keys_sign (others, "text");
  g_autofree char *longer = g_strconcat (signature, "A", NULL);

  g_assert_cmpuint (strlen (signature), ==, 27);
  g_assert_cmpuint (strspn (signature, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                       "0123456789-_"),
                    ==, 27);
  g_assert_cmpstr (signature, ==, again);
  g_assert_cmpstr (signature, !=, of_other_text);
  g_assert_cmpstr (signature, !=, by_other_key);

  g_assert_true (tenant_keys_check (keys, "text", signature));
  g_assert_false (tenant_keys_check (keys, "texu", signature));
  g_assert_false (tenant_keys_check (others, "text", signature));
  g_assert_false (tenant_keys_check (keys, "text", longer));
  g_assert_false (tenant_keys_check (keys, "text", ""));
  g_assert_false (tenant_keys_check (keys, "text", NULL));
  tenant_keys_free (keys);
  tenant_keys_free (others);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/keys/3.17/tokens", test_tokens);
  g_test_add_func ("/keys/1.9/signatures", test_signatures);

  return g_test_run ();
}
