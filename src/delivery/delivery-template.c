/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "delivery-template.h"

#include "delivery-concerns.h"
#include "delivery-escape-private.h"
#include "delivery-placeholder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SHOWN 24 /* characters of a template, in a message */

/* Text that is safe in one line of anything that knows no markup. */
static char *
fold (const char *value)
{
  char *folded = g_strdup (value);

  for (char *c = folded; *c != '\0'; c++)
    {
      if (g_ascii_iscntrl (*c))
        *c = ' ';
    }

  return folded;
}

static char *
escape_uri (const char *value)
{
  return g_uri_escape_string (value, NULL, FALSE);
}

static const struct
{
  const char *word;
  char *(*escape) (const char *value);
} languages[] = {
  { "css", delivery_escape_css },     { "csv", delivery_escape_csv },
  { "html", delivery_escape_html },   { "json", delivery_escape_json },
  { "latex", delivery_escape_latex }, { "markdown", delivery_escape_markdown },
  { "typst", delivery_escape_typst }, { "uri", escape_uri },
};

typedef char *(*Escape) (const char *value);

/* NULL if @word is none. */
static Escape
find_language (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      if (g_str_equal (languages[i].word, word))
        return languages[i].escape;
    }

  return NULL;
}

static char *
dup_field (CantoAsset *asset, const char *placeholder)
{
  const char *const *names = canto_asset_get_field_names (asset);

  for (; names != NULL && *names != NULL; names++)
    {
      const char *const *values;

      if (!delivery_placeholder_is_of_field (placeholder, *names))
        continue;
      values = canto_asset_get_field_values (asset, *names);

      return values != NULL ? g_strjoinv (", ", (char **) values) : g_strdup ("");
    }

  return g_strdup ("");
}

static char *
dup_number (guint number)
{
  return number > 0 ? g_strdup_printf ("%u", number) : g_strdup ("");
}

static char *
dup_value (const char *placeholder, DeliveryLink *link, const DeliveryFormOptions *options)
{
  CantoAsset *asset = delivery_link_get_asset (link);
  const struct
  {
    const char *placeholder;
    const char *value; /* (nullable) */
  } texts[] = {
    { "url", delivery_link_get_uri (link) },
    { "name", delivery_link_get_title (link) },
    { "format", delivery_link_get_format_name (link) },
    { "copyright", canto_asset_get_copyright (asset) },
    { "description", canto_asset_get_description (asset) },
    { "id", canto_asset_get_id (asset) },
    { "scheme", canto_scheme_to_word (canto_asset_get_scheme (asset)) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (g_str_equal (texts[i].placeholder, placeholder))
        return g_strdup (texts[i].value != NULL ? texts[i].value : "");
    }
  if (g_str_equal (placeholder, "alt"))
    return delivery_link_dup_alt (link, options);
  if (g_str_equal (placeholder, "credit"))
    return delivery_link_dup_credit (link, options);
  if (g_str_equal (placeholder, "width"))
    return dup_number (delivery_link_get_width_px (link));
  if (g_str_equal (placeholder, "height"))
    return dup_number (delivery_link_get_height_px (link));

  return dup_field (asset, placeholder);
}

typedef enum
{
  FAULT_NONE,
  FAULT_NO_END,
  FAULT_NO_BEGINNING,
  FAULT_LANGUAGE,
} Fault;

/* What a template is made of. */
typedef struct
{
  gsize n_bytes;     /* of the template */
  char *placeholder; /* (nullable): NULL is a text */
  Escape escape;
  Fault fault;
} Piece;

static void
clear_piece (Piece *piece)
{
  g_free (piece->placeholder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Piece, clear_piece)

static Piece
read_placeholder (const char *text)
{
  const char *end = strpbrk (text + 1, "{}\n");
  Piece piece = { .n_bytes = 1, .escape = fold };
  char *bar;

  if (end == NULL || *end != '}' || end == text + 1)
    {
      piece.fault = FAULT_NO_END;
      return piece;
    }

  piece.n_bytes = (gsize) (end + 1 - text);
  piece.placeholder = g_strndup (text + 1, (gsize) (end - text - 1));
  bar = strchr (piece.placeholder, '|');
  if (bar != NULL)
    {
      *bar = '\0';
      piece.escape = find_language (bar + 1);
      if (piece.escape == NULL || bar == piece.placeholder)
        piece.fault = FAULT_LANGUAGE;
    }

  return piece;
}

static Piece
read_piece (const char *text)
{
  if (g_str_has_prefix (text, "{{") || g_str_has_prefix (text, "}}"))
    return (Piece){ .n_bytes = 2 };
  if (*text == '{')
    return read_placeholder (text);
  if (*text == '}')
    return (Piece){ .n_bytes = 1, .fault = FAULT_NO_BEGINNING };

  return (Piece){ .n_bytes = strcspn (text, "{}") };
}

/* @rest: of the template, from the fault on */
static void
set_fault (GError **error, Fault fault, const char *rest)
{
  g_autofree char *begin = g_utf8_substring (rest, 0, MIN (MAX_SHOWN, g_utf8_strlen (rest, -1)));

  if (fault == FAULT_NO_END)
    g_set_error (
        error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_TEMPLATE,
        _ ("“%s” begins a placeholder that does not end: write {{ for the bracket itself."), begin);
  else if (fault == FAULT_NO_BEGINNING)
    g_set_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_TEMPLATE,
                 _ ("No placeholder ends at “%s”: write }} for the bracket itself."), begin);
  else
    g_set_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_TEMPLATE,
                 _ ("What stands behind the bar in “%s” is no language of a template."), begin);
}

gboolean
delivery_template_check (const char *template_text, GError **error)
{
  g_return_val_if_fail (template_text != NULL, FALSE);

  while (*template_text != '\0')
    {
      g_auto (Piece) piece = read_piece (template_text);

      if (piece.fault != FAULT_NONE)
        {
          set_fault (error, piece.fault, template_text);
          return FALSE;
        }
      template_text += piece.n_bytes;
    }

  return TRUE;
}

void
delivery_template_write (const char *template_text,
                         GString *text,
                         DeliveryLink *link,
                         const DeliveryFormOptions *options)
{
  g_return_if_fail (template_text != NULL && text != NULL && link != NULL);

  while (*template_text != '\0')
    {
      g_auto (Piece) piece = read_piece (template_text);

      if (piece.fault != FAULT_NONE || piece.placeholder == NULL)
        {
          gboolean is_bracket = piece.fault == FAULT_NONE && strchr ("{}", *template_text) != NULL;

          g_string_append_len (text, template_text, is_bracket ? 1 : (gssize) piece.n_bytes);
        }
      else
        {
          g_autofree char *value = dup_value (piece.placeholder, link, options);
          g_autofree char *escaped = piece.escape (value);

          g_string_append (text, escaped);
        }
      template_text += piece.n_bytes;
    }
}
