/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-writer.h"

#include <time.h>

TenantWriter *
tenant_writer_new (gboolean plain_numbers)
{
  TenantWriter *writer = g_new0 (TenantWriter, 1);

  writer->text = g_string_sized_new (4096);
  writer->plain_numbers = plain_numbers;

  return writer;
}

GBytes *
tenant_writer_end (TenantWriter *writer)
{
  GBytes *bytes = g_string_free_to_bytes (writer->text);

  g_free (writer);

  return bytes;
}

static void
append_quoted (GString *text, const char *value)
{
  const char *run = value;

  g_string_append_c (text, '"');
  for (const char *c = value; *c != '\0'; c++)
    {
      if ((guchar) *c >= 0x20 && *c != '"' && *c != '\\')
        continue;
      g_string_append_len (text, run, c - run);
      if (*c == '"' || *c == '\\')
        g_string_append_printf (text, "\\%c", *c);
      else
        g_string_append_printf (text, "\\u%04x", (guint) (guchar) *c);
      run = c + 1;
    }
  g_string_append (text, run);
  g_string_append_c (text, '"');
}

static void
begin (TenantWriter *writer, const char *name)
{
  if (writer->needs_comma)
    g_string_append_c (writer->text, ',');
  writer->needs_comma = TRUE;
  if (name != NULL)
    {
      append_quoted (writer->text, name);
      g_string_append_c (writer->text, ':');
    }
}

void
tenant_writer_open (TenantWriter *writer, const char *name, char bracket)
{
  begin (writer, name);
  g_string_append_c (writer->text, bracket);
  writer->needs_comma = FALSE;
}

void
tenant_writer_close (TenantWriter *writer, char bracket)
{
  g_string_append_c (writer->text, bracket);
  writer->needs_comma = TRUE;
}

void
tenant_writer_string (TenantWriter *writer, const char *name, const char *value)
{
  begin (writer, name);
  if (value == NULL)
    g_string_append (writer->text, "null");
  else
    append_quoted (writer->text, value);
}

void
tenant_writer_strings (TenantWriter *writer, const char *name, const char *const *values)
{
  tenant_writer_open (writer, name, '[');
  for (; *values != NULL; values++)
    tenant_writer_string (writer, NULL, *values);
  tenant_writer_close (writer, ']');
}

void
tenant_writer_integer (TenantWriter *writer, const char *name, gint64 value)
{
  begin (writer, name);
  g_string_append_printf (writer->text, "%" G_GINT64_FORMAT, value);
}

void
tenant_writer_boolean (TenantWriter *writer, const char *name, gboolean value)
{
  begin (writer, name);
  g_string_append (writer->text, value ? "true" : "false");
}

void
tenant_writer_number (TenantWriter *writer, const char *name, gint64 value)
{
  const char *quote = writer->plain_numbers ? "" : "\"";

  begin (writer, name);
  g_string_append_printf (writer->text, "%s%" G_GINT64_FORMAT "%s", quote, value, quote);
}

void
tenant_writer_date (TenantWriter *writer, const char *name, gint64 unix_ms)
{
  time_t seconds = (time_t) (unix_ms / 1000);
  struct tm parts;
  char text[32];
  char date[40];

  gmtime_r (&seconds, &parts);
  strftime (text, sizeof text, "%Y%m%d%H%M%S", &parts);
  g_snprintf (date, sizeof date, "%s%03d", text, (int) (unix_ms % 1000));
  tenant_writer_string (writer, name, date);
}
