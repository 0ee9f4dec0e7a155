/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "delivery-escape-private.h"

#include <string.h>

/* What stands for a character. */
typedef struct
{
  char character;
  const char *text;
} Escape;

#define END_OF_ESCAPES                                                                             \
  {                                                                                                \
    '\0', NULL                                                                                     \
  }

/* @escapes: until END_OF_ESCAPES. Characters of control are no text anywhere. */
static char *
escape (const char *text, const Escape *escapes)
{
  GString *escaped = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      const Escape *found = escapes;

      while (found->text != NULL && found->character != *text)
        found++;
      if (found->text != NULL)
        g_string_append (escaped, found->text);
      else if (g_ascii_iscntrl (*text))
        g_string_append_c (escaped, ' ');
      else
        g_string_append_c (escaped, *text);
    }

  return g_string_free (escaped, FALSE);
}

char *
delivery_escape_html (const char *text)
{
  static const Escape escapes[] = {
    { '&', "&amp;" },  { '<', "&lt;" },   { '>', "&gt;" },
    { '"', "&quot;" }, { '\'', "&#39;" }, END_OF_ESCAPES,
  };

  return escape (text, escapes);
}

/* Whatever may begin something, wherever it stands: a backslash before punctuation is always
 * allowed. */
char *
delivery_escape_markdown (const char *text)
{
  static const Escape escapes[] = {
    { '\\', "\\\\" }, { '`', "\\`" }, { '*', "\\*" }, { '_', "\\_" }, { '[', "\\[" },
    { ']', "\\]" },   { '<', "\\<" }, { '>', "\\>" }, { '!', "\\!" }, { '&', "\\&" },
    { '"', "\\\"" },  { '|', "\\|" }, { '~', "\\~" }, END_OF_ESCAPES,
  };

  return escape (text, escapes);
}

char *
delivery_escape_bbcode (const char *text)
{
  static const Escape escapes[] = { { '[', "(" }, { ']', ")" }, END_OF_ESCAPES };

  return escape (text, escapes);
}

/* The space ends the number, whatever comes behind it. */
char *
delivery_escape_css (const char *text)
{
  static const Escape escapes[] = {
    { '\\', "\\\\" }, { '"', "\\\"" }, { '<', "\\3c " }, { '>', "\\3e " }, END_OF_ESCAPES,
  };

  return escape (text, escapes);
}

char *
delivery_escape_json (const char *text)
{
  static const Escape escapes[] = {
    { '\\', "\\\\" },   { '"', "\\\"" },    { '<', "\\u003c" },
    { '>', "\\u003e" }, { '&', "\\u0026" }, END_OF_ESCAPES,
  };
  g_autofree char *inner = escape (text, escapes);

  return g_strconcat ("\"", inner, "\"", NULL);
}

static gboolean
has_outer_space (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && (g_ascii_isspace (text[0]) || g_ascii_isspace (text[length - 1]));
}

char *
delivery_escape_csv (const char *text)
{
  static const Escape escapes[] = { { '"', "\"\"" }, END_OF_ESCAPES };
  g_autofree char *inner = escape (text, escapes);
  gboolean is_formula = *text != '\0' && strchr ("=+-@", *text) != NULL;

  if (!is_formula && !has_outer_space (text) && strpbrk (text, "\",;") == NULL)
    return g_steal_pointer (&inner);

  return g_strconcat ("\"", is_formula ? "'" : "", inner, "\"", NULL);
}

char *
delivery_escape_typst (const char *text)
{
  static const Escape escapes[] = {
    { '\\', "\\\\" }, { '#', "\\#" }, { '$', "\\$" }, { '*', "\\*" }, { '_', "\\_" },
    { '`', "\\`" },   { '[', "\\[" }, { ']', "\\]" }, { '<', "\\<" }, { '>', "\\>" },
    { '@', "\\@" },   { '~', "\\~" }, { '/', "\\/" }, { '-', "\\-" }, { '\'', "\\'" },
    { '"', "\\\"" },  { '=', "\\=" }, { '+', "\\+" }, END_OF_ESCAPES,
  };

  return escape (text, escapes);
}

char *
delivery_escape_typst_string (const char *text)
{
  static const Escape escapes[] = { { '\\', "\\\\" }, { '"', "\\\"" }, END_OF_ESCAPES };

  return escape (text, escapes);
}

char *
delivery_escape_latex (const char *text)
{
  static const Escape escapes[] = {
    { '\\', "\\textbackslash{}" },
    { '{', "\\{" },
    { '}', "\\}" },
    { '$', "\\$" },
    { '&', "\\&" },
    { '#', "\\#" },
    { '%', "\\%" },
    { '_', "\\_" },
    { '^', "\\textasciicircum{}" },
    { '~', "\\textasciitilde{}" },
    { '<', "\\textless{}" },
    { '>', "\\textgreater{}" },
    { '"', "\\textquotedbl{}" },
    END_OF_ESCAPES,
  };

  return escape (text, escapes);
}

char *
delivery_escape_brackets (const char *uri)
{
  static const Escape escapes[] = {
    { '(', "%28" }, { ')', "%29" }, { '[', "%5B" }, { ']', "%5D" },  { '<', "%3C" },
    { '>', "%3E" }, { '{', "%7B" }, { '}', "%7D" }, { '\\', "%5C" }, END_OF_ESCAPES,
  };

  return escape (uri, escapes);
}
