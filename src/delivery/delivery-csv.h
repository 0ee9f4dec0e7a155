/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends a row of a table as RFC 4180 has it, with its end of the line; what a spreadsheet would take for a formula
 * is text. @cells: up to %NULL */
void delivery_csv_append_row (GString *text, const char *const *cells);

G_END_DECLS
