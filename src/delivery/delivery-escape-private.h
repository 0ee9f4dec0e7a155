/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text that stands for itself in another language. What would break a line is a space in each of them: a link is
 * one line of what it is pasted into. All are (transfer full). */

/* Of an attribute in quotes, and of text. */
char *delivery_escape_html (const char *text);
/* Of the text of a link or of a picture. */
char *delivery_escape_markdown (const char *text);
/* There is no escape in it: brackets become round. */
char *delivery_escape_bbcode (const char *text);
/* Of a string in double quotes. */
char *delivery_escape_css (const char *text);
/* Of a string, with its quotes; also safe within a script of a page. */
char *delivery_escape_json (const char *text);
/* Of a cell (RFC 4180), with quotes where it needs them; what a spreadsheet would take for a formula is text. */
char *delivery_escape_csv (const char *text);
/* Of content, and of a string in double quotes. */
char *delivery_escape_typst (const char *text);
char *delivery_escape_typst_string (const char *text);
/* Of text. */
char *delivery_escape_latex (const char *text);

/* An address within round, square, angle or curly brackets: they are percent-encoded, which names the same
 * place. */
char *delivery_escape_brackets (const char *uri);

G_END_DECLS
