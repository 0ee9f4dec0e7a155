/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "delivery-form-private.h"

#include "delivery-template.h"

#include <glib/gi18n-lib.h>

static void
append_url (GString *text, DeliveryLink *link, const DeliveryFormOptions *options)
{
  g_string_append (text, delivery_link_get_uri (link));
}

static void
append_template (GString *text, DeliveryLink *link, const DeliveryFormOptions *options)
{
  delivery_template_write (options->template_text != NULL ? options->template_text : "{url}", text,
                           link, options);
}

/* Indexed by DeliveryForm. Between two links stands the separator. */
static const struct
{
  const char *word;
  const char *title;
  DeliveryFormAppend append;
  const char *separator;
  DeliveryFormAppend append_html; /* (nullable) */
  gboolean takes_credit;
} forms[] = {
  { "url", N_ ("Address"), append_url, "\n", delivery_form_append_shown, FALSE },
  { "image", N_ ("HTML image"), delivery_form_append_image, "\n", delivery_form_append_image,
    TRUE },
  { "responsive", N_ ("Responsive HTML image"), delivery_form_append_responsive, "\n",
    delivery_form_append_responsive, TRUE },
  { "link", N_ ("HTML link"), delivery_form_append_link, "\n", delivery_form_append_link, TRUE },
  { "markdown", "Markdown", delivery_form_append_markdown, "\n", NULL, TRUE },
  { "bbcode", "BBCode", delivery_form_append_bbcode, "\n", NULL, TRUE },
  { "css", "CSS", delivery_form_append_css, ",\n", NULL, FALSE },
  { "json", "JSON", delivery_form_append_json, ",\n", NULL, FALSE },
  { "csv", N_ ("CSV row"), delivery_form_append_csv, "\r\n", NULL, FALSE },
  { "typst", "Typst", delivery_form_append_typst, "\n", NULL, TRUE },
  { "latex", "LaTeX", delivery_form_append_latex, "\n", NULL, TRUE },
  { "template", N_ ("Own template"), append_template, "\n", NULL, FALSE },
};

static const DeliveryFormOptions no_options = { 0 };

G_STATIC_ASSERT (G_N_ELEMENTS (forms) == DELIVERY_N_FORMS);

const char *
delivery_form_get_word (DeliveryForm form)
{
  g_return_val_if_fail (form < DELIVERY_N_FORMS, NULL);

  return forms[form].word;
}

gboolean
delivery_form_from_word (const char *word, DeliveryForm *form)
{
  g_return_val_if_fail (word != NULL, FALSE);

  for (guint i = 0; i < DELIVERY_N_FORMS; i++)
    {
      if (g_str_equal (forms[i].word, word))
        {
          *form = (DeliveryForm) i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
delivery_form_get_title (DeliveryForm form)
{
  g_return_val_if_fail (form < DELIVERY_N_FORMS, NULL);

  return _ (forms[form].title);
}

char *
delivery_form_write (DeliveryForm form, GPtrArray *links, const DeliveryFormOptions *options)
{
  GString *text = g_string_new (NULL);
  gboolean is_list = form == DELIVERY_FORM_JSON && links != NULL && links->len > 1;

  g_return_val_if_fail (form < DELIVERY_N_FORMS, NULL);
  g_return_val_if_fail (links != NULL && links->len > 0, NULL);

  if (is_list)
    g_string_append (text, "[\n");
  for (guint i = 0; i < links->len; i++)
    {
      if (i > 0)
        g_string_append (text, forms[form].separator);
      forms[form].append (text, links->pdata[i], options != NULL ? options : &no_options);
    }
  if (is_list)
    g_string_append (text, "\n]");

  return g_string_free (text, FALSE);
}

char *
delivery_form_write_html (DeliveryForm form, GPtrArray *links, const DeliveryFormOptions *options)
{
  GString *html;

  g_return_val_if_fail (form < DELIVERY_N_FORMS, NULL);
  g_return_val_if_fail (links != NULL && links->len > 0, NULL);

  if (forms[form].append_html == NULL)
    return NULL;

  html = g_string_new (NULL);
  for (guint i = 0; i < links->len; i++)
    {
      if (i > 0)
        g_string_append_c (html, '\n');
      forms[form].append_html (html, links->pdata[i], options != NULL ? options : &no_options);
    }

  return g_string_free (html, FALSE);
}

DeliveryForm
delivery_form_get_written (DeliveryForm form, DeliveryLink *link)
{
  g_autofree char *uri = NULL;

  g_return_val_if_fail (form < DELIVERY_N_FORMS, form);
  g_return_val_if_fail (link != NULL, form);

  if (form != DELIVERY_FORM_IMAGE && form != DELIVERY_FORM_RESPONSIVE)
    return form;
  if (!delivery_link_get_is_picture (link))
    return DELIVERY_FORM_LINK;

  uri = delivery_link_dup_uri_of_width (link, delivery_link_get_width_px (link),
                                        delivery_link_get_format (link));

  return uri != NULL ? form : DELIVERY_FORM_IMAGE;
}

gboolean
delivery_form_has_html (DeliveryForm form)
{
  g_return_val_if_fail (form < DELIVERY_N_FORMS, FALSE);

  return forms[form].append_html != NULL;
}

gboolean
delivery_form_takes_credit (DeliveryForm form)
{
  g_return_val_if_fail (form < DELIVERY_N_FORMS, FALSE);

  return forms[form].takes_credit;
}

/* The values of a custom field in one line; NULL if it has none. */
static char *
dup_field (DeliveryLink *link, const char *field)
{
  const char *const *values =
      field != NULL ? canto_asset_get_field_values (delivery_link_get_asset (link), field) : NULL;
  g_autofree char *text = values != NULL ? g_strjoinv (", ", (char **) values) : NULL;

  return text != NULL && *g_strstrip (text) != '\0' ? g_steal_pointer (&text) : NULL;
}

char *
delivery_link_dup_alt (DeliveryLink *link, const DeliveryFormOptions *options)
{
  char *text;

  g_return_val_if_fail (link != NULL, NULL);

  text = dup_field (link, options != NULL ? options->alt_field : NULL);

  return text != NULL ? text : g_strdup (delivery_link_get_alt (link));
}

/* Where nobody has chosen one: the field that goes by that name. */
static char *
dup_automatic_credit (DeliveryLink *link)
{
  const char *const *names = canto_asset_get_field_names (delivery_link_get_asset (link));

  for (; names != NULL && *names != NULL; names++)
    {
      if (g_ascii_strcasecmp (*names, "Credit") == 0)
        return dup_field (link, *names);
    }

  return NULL;
}

char *
delivery_link_dup_credit (DeliveryLink *link, const DeliveryFormOptions *options)
{
  const char *field = options != NULL ? options->credit_field : NULL;
  g_autofree char *credit = NULL;
  const char *copyright;

  g_return_val_if_fail (link != NULL, NULL);

  credit = field != NULL ? dup_field (link, field) : dup_automatic_credit (link);
  copyright = canto_asset_get_copyright (delivery_link_get_asset (link));
  if (copyright == NULL || *copyright == '\0' || g_strcmp0 (copyright, credit) == 0)
    return credit != NULL ? g_steal_pointer (&credit) : g_strdup ("");

  return credit != NULL ? g_strdup_printf ("%s, %s", credit, copyright) : g_strdup (copyright);
}
