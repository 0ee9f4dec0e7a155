/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Forms that are posted to the stand-in tenant: however the bytes are cut, they say the same. The
 * first byte says into what pieces. */

#include "fuzz.h"

#include "tenant-form.h"

static int
open_nothing (gpointer user_data)
{
  return -1;
}

static TenantForm *
read_form (const guint8 *data, gsize size, gsize piece)
{
  TenantForm *form = tenant_form_new ("multipart/form-data; boundary=\"b b\"", open_nothing, NULL);

  for (gsize i = 0; i < size; i += piece)
    tenant_form_feed (form, data + i, MIN (piece, size - i));

  return form;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (TenantForm) whole = NULL;
  g_autoptr (TenantForm) cut = NULL;

  if (size < 2)
    return 0;

  whole = read_form (data + 1, size - 1, size - 1);
  cut = read_form (data + 1, size - 1, data[0] % 64 + 1);
  g_assert_cmpstr (tenant_form_get_fault (whole), ==, tenant_form_get_fault (cut));
  g_assert_cmpuint (tenant_form_get_n_fields (whole), ==, tenant_form_get_n_fields (cut));
  g_assert_cmpuint (tenant_form_get_file_bytes (whole), ==, tenant_form_get_file_bytes (cut));
  g_assert_cmpuint (tenant_form_get_file_bytes (whole), <=, size);
  for (guint i = 0; i < tenant_form_get_n_fields (whole); i++)
    {
      g_assert_cmpstr (tenant_form_get_name (whole, i), ==, tenant_form_get_name (cut, i));
      g_assert_cmpstr (tenant_form_get_value (whole, i), ==, tenant_form_get_value (cut, i));
    }

  return 0;
}
