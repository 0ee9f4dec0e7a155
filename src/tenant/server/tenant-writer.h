/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TenantWriter:
 *
 * Writes JSON straight into text: a page of a thousand assets is 40,000 values, and building them as
 * json-glib's nodes first takes longer than everything else about it. A @name is NULL in an array.
 */
typedef struct
{
  GString *text;
  gboolean needs_comma;
  gboolean plain_numbers; /* numbers of assets as numbers, not as strings (1.13) */
} TenantWriter;

TenantWriter *tenant_writer_new (gboolean plain_numbers);
/* Frees the writer. (transfer full) */
GBytes       *tenant_writer_end (TenantWriter *writer);

void tenant_writer_open (TenantWriter *writer, const char *name, char bracket);
void tenant_writer_close (TenantWriter *writer, char bracket);
void tenant_writer_string (TenantWriter *writer, const char *name, const char *value); /* NULL is null */
void tenant_writer_strings (TenantWriter *writer, const char *name, const char *const *values);
void tenant_writer_integer (TenantWriter *writer, const char *name, gint64 value);
void tenant_writer_boolean (TenantWriter *writer, const char *name, gboolean value);
/* A number of an asset: a string on the wire (7.2). */
void tenant_writer_number (TenantWriter *writer, const char *name, gint64 value);
/* yyyyMMddHHmmssSSS in UTC (1.11) */
void tenant_writer_date (TenantWriter *writer, const char *name, gint64 unix_ms);

G_END_DECLS
