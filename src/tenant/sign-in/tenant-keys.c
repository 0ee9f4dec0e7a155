/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-keys.h"

#include <string.h>
#include <sys/random.h>

#define KEY_BYTES        32
#define SIGNATURE_BYTES  20
#define SIGNATURE_LENGTH 27

struct _TenantKeys
{
  guchar key[KEY_BYTES];
};

static void
fill_random (guchar *bytes, gsize n_bytes)
{
  if (getrandom (bytes, n_bytes, 0) != (gssize) n_bytes)
    g_error ("The system has no random numbers.");
}

char *
tenant_keys_new_token (void)
{
  guchar bytes[16];
  GString *token = g_string_new (NULL);

  fill_random (bytes, sizeof bytes);
  for (gsize i = 0; i < sizeof bytes; i++)
    g_string_append_printf (token, "%02x", bytes[i]);

  return g_string_free (token, FALSE);
}

TenantKeys *
tenant_keys_new (void)
{
  TenantKeys *keys = g_new0 (TenantKeys, 1);

  fill_random (keys->key, KEY_BYTES);

  return keys;
}

void
tenant_keys_free (TenantKeys *keys)
{
  g_free (keys);
}

char *
tenant_keys_sign (TenantKeys *keys, const char *text)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, keys->key, KEY_BYTES);
  guint8 digest[32];
  gsize length = sizeof digest;
  char *signature;

  g_hmac_update (hmac, (const guchar *) text, -1);
  g_hmac_get_digest (hmac, digest, &length);
  signature = g_base64_encode (digest, SIGNATURE_BYTES);
  g_strdelimit (signature, "+", '-');
  g_strdelimit (signature, "/", '_');
  signature[SIGNATURE_LENGTH] = '\0';

  return signature;
}

gboolean
tenant_keys_check (TenantKeys *keys, const char *text, const char *signature)
{
  g_autofree char *expected = tenant_keys_sign (keys, text);

  return signature != NULL && g_str_equal (expected, signature);
}
