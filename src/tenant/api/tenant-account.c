/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-answers-private.h"

/* 9.1 */
void
tenant_get_user (TenantExchange *exchange)
{
  const TenantUser *user =
      tenant_library_get_user (exchange->world->library, exchange->identity.user);
  g_auto (GStrv) names = g_strsplit (user->name, " ", 2);
  static const char *const reader[] = { "download", NULL };
  static const char *const editor[] = { "download", "upload", NULL };
  TenantWriter *writer = tenant_exchange_new_writer (exchange);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, "userId", user->mail);
  tenant_writer_string (writer, "email", user->mail);
  tenant_writer_string (writer, "name", user->name);
  tenant_writer_string (writer, "firstName", names[0]);
  tenant_writer_string (writer, "lastName", names[1]);
  tenant_writer_string (writer, "accountName", "acme");
  tenant_writer_strings (writer, "permissions",
                         exchange->identity.role == TENANT_ROLE_CONSUMER ? reader : editor);
  tenant_writer_string (writer, "lastAccessVersion", "v1");
  tenant_writer_close (writer, '}');
  tenant_exchange_answer_json (exchange, writer);
}

/* 9.4 */
void
tenant_get_fields (TenantExchange *exchange)
{
  TenantLibrary *library = exchange->world->library;
  TenantWriter *writer = tenant_exchange_new_writer (exchange);

  tenant_writer_open (writer, NULL, '[');
  for (guint i = 0; i < tenant_library_get_n_fields (library); i++)
    {
      const TenantField *field = tenant_library_get_field (library, i);

      tenant_writer_open (writer, NULL, '{');
      tenant_writer_string (writer, "id", field->id);
      tenant_writer_string (writer, "name", field->name);
      if (field->values != NULL)
        tenant_writer_strings (writer, "values", field->values);
      tenant_writer_close (writer, '}');
    }
  tenant_writer_close (writer, ']');
  tenant_exchange_answer_json (exchange, writer);
}
