/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "delivery-placeholder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const placeholders[] = {
  "url",    "name",      "alt",         "width", "height", "format",
  "credit", "copyright", "description", "id",    "scheme", NULL,
};

/* In the order of the placeholders. */
static const char *const meanings[] = {
  N_ ("Address of the link"),
  N_ ("File name"),
  N_ ("Text for those who do not see the picture"),
  N_ ("Width in pixels"),
  N_ ("Height in pixels"),
  N_ ("Format, as JPEG"),
  N_ ("Who made it, and the copyright"),
  N_ ("Copyright alone"),
  N_ ("Description"),
  N_ ("Number of the asset in Canto"),
  N_ ("Kind: image, video, document…"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (meanings) + 1 == G_N_ELEMENTS (placeholders));

static const char *const languages[] = {
  "html", "markdown", "css", "json", "csv", "uri", "latex", "typst", NULL,
};

const char *const *
delivery_placeholder_list (void)
{
  return placeholders;
}

const char *
delivery_placeholder_get_meaning (const char *placeholder)
{
  g_return_val_if_fail (placeholder != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    {
      if (g_str_equal (placeholders[i], placeholder))
        return _ (meanings[i]);
    }

  return NULL;
}

const char *const *
delivery_placeholder_list_languages (void)
{
  return languages;
}

/* A small letter or a digit, or a line for all else. */
static gunichar
fold (gunichar c)
{
  gunichar lower = g_unichar_tolower (c);

  return g_unichar_isalnum (lower) ? lower : '_';
}

char *
delivery_placeholder_dup_of_field (const char *field)
{
  GString *placeholder = g_string_new (NULL);

  g_return_val_if_fail (field != NULL, NULL);

  for (; *field != '\0'; field = g_utf8_next_char (field))
    g_string_append_unichar (placeholder, fold (g_utf8_get_char (field)));

  return g_string_free (placeholder, FALSE);
}

gboolean
delivery_placeholder_is_of_field (const char *placeholder, const char *field)
{
  g_return_val_if_fail (placeholder != NULL && field != NULL, FALSE);

  for (; *field != '\0' && *placeholder != '\0'; field = g_utf8_next_char (field))
    {
      if (g_utf8_get_char (placeholder) != fold (g_utf8_get_char (field)))
        return FALSE;
      placeholder = g_utf8_next_char (placeholder);
    }

  return *field == '\0' && *placeholder == '\0';
}

static gboolean
is_known (const char *placeholder, const char *const *fields)
{
  if (g_strv_contains (placeholders, placeholder))
    return TRUE;

  for (; fields != NULL && *fields != NULL; fields++)
    {
      if (delivery_placeholder_is_of_field (placeholder, *fields))
        return TRUE;
    }

  return FALSE;
}

/* Of what stands between two brackets, without the language. @begin: behind the first of them.
 * (transfer full) (nullable): there is none */
static char *
read_placeholder (const char *begin)
{
  gsize length = strcspn (begin, "|{}\n");
  gsize all = strcspn (begin, "{}\n");

  return length > 0 && begin[all] == '}' ? g_strndup (begin, length) : NULL;
}

char **
delivery_placeholder_list_unknown (const char *template_text, const char *const *fields)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (template_text != NULL, NULL);

  for (const char *at = strchr (template_text, '{'); at != NULL; at = strchr (at, '{'))
    {
      g_autofree char *placeholder = at[1] != '{' ? read_placeholder (at + 1) : NULL;

      at += at[1] == '{' ? 2 : 1;
      if (placeholder == NULL || is_known (placeholder, fields))
        continue;
      if (g_hash_table_add (seen, g_strdup (placeholder)))
        g_strv_builder_add (builder, placeholder);
    }

  return g_strv_builder_end (builder);
}
