/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-json-private.h"

#include "canto-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MAX_DEPTH 1000
#define MAX_NUMBER                                                                                 \
  1e15 /* more is no count of anything; json-glib 1.10 cuts what is too large for it */

/* json-glib reads nested values by recursion, so too deep ones must not reach it. */
static gboolean
is_shallow (const char *text, gsize length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
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
      else if (c == '{' || c == '[')
        {
          if (++depth > MAX_DEPTH)
            return FALSE;
        }
      else if ((c == '}' || c == ']') && depth > 0)
        depth--;
    }

  return TRUE;
}

JsonNode *
canto_json_parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) parse_error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length == 0 || !g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                           _ ("The answer is empty or no UTF-8 text."));
      return NULL;
    }
  if (!is_shallow (text, length))
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                           _ ("The answer is nested too deep."));
      return NULL;
    }
  if (!json_parser_load_from_data (parser, text, (gssize) length, &parse_error)
      || json_parser_get_root (parser) == NULL)
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY, _ ("The answer is no JSON."));
      return NULL;
    }

  return json_node_ref (json_parser_get_root (parser));
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
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *single = canto_json_node_dup_text (node);

  if (single != NULL)
    g_strv_builder_add (builder, single);
  else if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autofree char *text = canto_json_node_dup_text (json_array_get_element (array, i));

          if (text != NULL)
            g_strv_builder_add (builder, text);
        }
    }

  return g_strv_builder_end (builder);
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

guint64
canto_json_get_number (JsonObject *object, const char *name, guint64 fallback)
{
  g_autofree char *text = canto_json_dup_string (object, name);
  double number;
  guint64 whole;
  char *end;

  if (text == NULL || *text == '\0')
    return fallback;
  if (g_ascii_string_to_unsigned (text, 10, 0, (guint64) MAX_NUMBER, &whole, NULL))
    return whole;

  number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (number) || number < 0 || number > MAX_NUMBER)
    return fallback;

  return (guint64) number;
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
