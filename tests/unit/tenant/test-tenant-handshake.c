/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-handshake.h"

#define LIFE_US (600 * G_USEC_PER_SEC)

static void
test_hand_over (void)
{
  TenantHandshake *handshake = tenant_handshake_new ();
  g_autofree char *one = tenant_handshake_add_worker (handshake, 1000);
  g_autofree char *two = tenant_handshake_add_worker (handshake, 1000);

  g_assert_cmpstr (one, !=, two);
  g_assert_true (tenant_handshake_has_worker (handshake, one, 1000));
  g_assert_false (tenant_handshake_has_worker (handshake, "guess", 1000));
  g_assert_null (tenant_handshake_get_code (handshake, one, 1000));

  tenant_handshake_hand_over (handshake, one, "c0de");
  g_assert_cmpstr (tenant_handshake_get_code (handshake, one, 1000), ==, "c0de");
  g_assert_null (tenant_handshake_get_code (handshake, two, 1000));
  g_assert_null (tenant_handshake_get_code (handshake, "guess", 1000));
  tenant_handshake_free (handshake);
}

static void
test_expires (void)
{
  TenantHandshake *handshake = tenant_handshake_new ();
  g_autofree char *old = tenant_handshake_add_worker (handshake, 1000);
  g_autofree char *fresh = NULL;

  tenant_handshake_hand_over (handshake, old, "c0de");
  g_assert_true (tenant_handshake_has_worker (handshake, old, 1000 + LIFE_US));
  g_assert_false (tenant_handshake_has_worker (handshake, old, 1001 + LIFE_US));
  g_assert_null (tenant_handshake_get_code (handshake, old, 1001 + LIFE_US));

  /* Those that are over make room. */
  fresh = tenant_handshake_add_worker (handshake, 1001 + LIFE_US);
  g_assert_false (tenant_handshake_has_worker (handshake, old, 1000));
  g_assert_true (tenant_handshake_has_worker (handshake, fresh, 1001 + LIFE_US));
  tenant_handshake_free (handshake);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/handshake/T7/hand-over", test_hand_over);
  g_test_add_func ("/handshake/T7/expires", test_expires);

  return g_test_run ();
}
