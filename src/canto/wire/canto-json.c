/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-json-private.h"

#include "canto-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_DEPTH 1000
#define MAX_COST  (4 * 1000 * 1000) /* a page of 1,000 assets costs 200,000 */
#define MAX_NUMBER                                                                                 \
  1e15 /* more is no count of anything; json-glib 1.10 cuts what is too large for it */

#define ESCAPE_CHARS 6 /* of "\u00e4" */

static gboolean
set_no_json (GError **error)
{
  g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY, _ ("The answer is no JSON."));

  return FALSE;
}

static gboolean
set_unbearable (GError **error)
{
  g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                       _ ("The answer is nested too deep, or of too many parts."));

  return FALSE;
}

static gsize
skip_space (const char *text, gsize length, gsize i)
{
  while (i < length && (text[i] == ' ' || (text[i] >= '\t' && text[i] <= '\r')))
    i++;

  return i;
}

/* json-glib reads nested values by recursion, so too deep ones must not reach it; and a value of
 * two bytes takes a hundred or more there, an object four times as much, so too many must not,
 * either. It takes what is no JSON, too: strings in single quotes and comments, which would hide
 * brackets from what counts here, and several values, of which it never frees but the last. */
static gboolean
check_shape (const char *text, gsize length, GError **error)
{
  guint depth = 0;
  guint cost = 0;
  gboolean in_string = FALSE;
  gsize i = skip_space (text, length, 0);

  if (i == length || (text[i] != '{' && text[i] != '['))
    return set_no_json (error);

  do
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == ',')
        cost++;
      else if (c == '{' || c == '[')
        {
          cost += c == '{' ? 4 : 2;
          if (++depth > MAX_DEPTH)
            return set_unbearable (error);
        }
      else if (c == '}' || c == ']')
        depth--;
      else if (c == '\'' || c == '/')
        return set_no_json (error);
    }
  while (++i < length && depth > 0);

  if (cost > MAX_COST)
    return set_unbearable (error);

  return depth == 0 && skip_space (text, length, i) == length ? TRUE : set_no_json (error);
}

/* The code unit of UTF-16 that "\uXXXX" at @text stands for, or -1 if there is none. */
static int
read_unit (const char *text, const char *end)
{
  int unit = 0;

  if (end - text < ESCAPE_CHARS || text[0] != '\\' || text[1] != 'u')
    return -1;
  for (guint i = 2; i < ESCAPE_CHARS; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return -1;
      unit = unit * 16 + g_ascii_xdigit_value (text[i]);
    }

  return unit;
}

/* json-glib takes "\377" for a byte, and half of a surrogate pair for a character: neither is UTF-8
 * then. The first is no JSON; the second is what a service leaves that cuts a text by its UTF-16,
 * so it becomes U+FFFD, in *@mended. */
static gboolean
check_escapes (const char *text, gsize length, char **mended)
{
  const char *end = text + length;
  const char *escape = memchr (text, '\\', length);

  while (escape != NULL)
    {
      int unit = read_unit (escape, end);
      gsize n_chars = unit >= 0 ? ESCAPE_CHARS : 2;

      if (unit < 0 && (end - escape < 2 || strchr ("\"\\/bfnrt", escape[1]) == NULL))
        return FALSE;
      if (unit >= 0xd800 && unit < 0xe000)
        {
          int low = unit < 0xdc00 ? read_unit (escape + ESCAPE_CHARS, end) : -1;

          if (low >= 0xdc00 && low < 0xe000)
            n_chars = 2 * ESCAPE_CHARS;
          else
            {
              if (*mended == NULL)
                *mended = g_memdup2 (text, length);
              memcpy (*mended + (escape - text), "\\ufffd", ESCAPE_CHARS);
            }
        }
      escape += n_chars;
      escape = memchr (escape, '\\', (gsize) (end - escape));
    }

  return TRUE;
}

JsonNode *
canto_json_parse (GBytes *bytes, GError **error)
{
  /* Not an immutable one: that makes a hash of each object, which nobody asks for. The document
   * stays with the thread that reads it. */
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) parse_error = NULL;
  g_autofree char *mended = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length == 0 || !g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                           _ ("The answer is empty or no UTF-8 text."));
      return NULL;
    }
  if (!check_shape (text, length, error))
    return NULL;
  if (!check_escapes (text, length, &mended)
      || !json_parser_load_from_data (parser, mended != NULL ? mended : text, (gssize) length,
                                      &parse_error)
      || json_parser_get_root (parser) == NULL)
    {
      set_no_json (error);
      return NULL;
    }

  return json_parser_steal_root (parser);
}

char *
canto_json_node_dup_text (JsonNode *node)
{
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type == G_TYPE_DOUBLE)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
    }

  return NULL;
}

char **
canto_json_node_dup_texts (JsonNode *node)
{
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n_elements = array != NULL ? json_array_get_length (array) : 1;
  char **texts = g_new0 (char *, n_elements + 1);
  guint n_texts = 0;

  for (guint i = 0; i < n_elements; i++)
    {
      char *text =
          canto_json_node_dup_text (array != NULL ? json_array_get_element (array, i) : node);

      if (text != NULL)
        texts[n_texts++] = text;
    }

  return texts;
}

char *
canto_json_dup_string (JsonObject *object, const char *name)
{
  return canto_json_node_dup_text (json_object_get_member (object, name));
}

char **
canto_json_dup_strings (JsonObject *object, const char *name)
{
  return canto_json_node_dup_texts (json_object_get_member (object, name));
}

static guint64
read_number (const char *text, guint64 fallback)
{
  double number;
  guint64 whole;
  char *end;

  if (*text == '\0')
    return fallback;
  if (g_ascii_string_to_unsigned (text, 10, 0, (guint64) MAX_NUMBER, &whole, NULL))
    return whole;

  number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (number) || number < 0 || number > MAX_NUMBER)
    return fallback;

  return (guint64) number;
}

guint64
canto_json_get_number (JsonObject *object, const char *name, guint64 fallback)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autofree char *text = NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_STRING)
    return read_number (json_node_get_string (node), fallback);

  text = canto_json_node_dup_text (node);

  return text != NULL ? read_number (text, fallback) : fallback;
}

JsonObject *
canto_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
canto_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

gboolean
canto_json_get_list (JsonObject *object, const char *name, JsonArray **array, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  *array = canto_json_get_array (object, name);
  if (*array != NULL || node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  g_set_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY, _ ("The “%s” of the answer are no list."),
               name);

  return FALSE;
}
