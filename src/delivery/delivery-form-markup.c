/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The forms for what is written as text: light markup, style sheets, typesetting. */

#include "delivery-form-private.h"

#include "delivery-escape-private.h"

static char *
dup_wanted_credit (DeliveryLink *link, const DeliveryFormOptions *options)
{
  return options->with_credit ? delivery_link_dup_credit (link, options) : g_strdup ("");
}

/* Who made it is the title, which most readers show with the picture. */
void
delivery_form_append_markdown (GString *text,
                               DeliveryLink *link,
                               const DeliveryFormOptions *options)
{
  gboolean is_picture = delivery_link_get_is_picture (link);
  g_autofree char *alt = is_picture ? delivery_link_dup_alt (link, options)
                                    : g_strdup (delivery_link_get_title (link));
  g_autofree char *label = delivery_escape_markdown (alt);
  g_autofree char *uri = delivery_escape_brackets (delivery_link_get_uri (link));
  g_autofree char *credit = dup_wanted_credit (link, options);
  g_autofree char *title = delivery_escape_markdown (credit);

  g_string_append_printf (text, "%s[%s](%s", is_picture ? "!" : "", label, uri);
  if (*title != '\0')
    g_string_append_printf (text, " \"%s\"", title);
  g_string_append_c (text, ')');
}

void
delivery_form_append_bbcode (GString *text, DeliveryLink *link, const DeliveryFormOptions *options)
{
  g_autofree char *uri = delivery_escape_brackets (delivery_link_get_uri (link));
  g_autofree char *title = delivery_escape_bbcode (delivery_link_get_title (link));
  g_autofree char *credit = dup_wanted_credit (link, options);
  g_autofree char *line = delivery_escape_bbcode (credit);

  if (delivery_link_get_is_picture (link))
    g_string_append_printf (text, "[img]%s[/img]", uri);
  else
    g_string_append_printf (text, "[url=%s]%s[/url]", uri, title);
  if (*line != '\0')
    g_string_append_printf (text, " %s", line);
}

void
delivery_form_append_css (GString *text, DeliveryLink *link, const DeliveryFormOptions *options)
{
  g_autofree char *uri = delivery_escape_css (delivery_link_get_uri (link));

  g_string_append_printf (text, "url(\"%s\")", uri);
}

/* What stands for the link: of a picture its text, of all else its name. */
static char *
dup_label (DeliveryLink *link, const DeliveryFormOptions *options)
{
  g_autofree char *credit = dup_wanted_credit (link, options);
  g_autofree char *label = delivery_link_get_is_picture (link)
                               ? delivery_link_dup_alt (link, options)
                               : g_strdup (delivery_link_get_title (link));

  return *credit != '\0' ? g_strdup_printf ("%s (%s)", label, credit) : g_steal_pointer (&label);
}

void
delivery_form_append_typst (GString *text, DeliveryLink *link, const DeliveryFormOptions *options)
{
  g_autofree char *label = dup_label (link, options);
  g_autofree char *content = delivery_escape_typst (label);
  g_autofree char *uri = delivery_escape_typst_string (delivery_link_get_uri (link));

  g_string_append_printf (text, "#link(\"%s\")[%s]", uri, content);
}

/* In an argument of another command, as in a footnote, hyperref wants these two escaped. */
static char *
escape_href (const char *uri)
{
  g_autofree char *plain = delivery_escape_brackets (uri);
  g_autoptr (GString) escaped = g_string_new (plain);

  g_string_replace (escaped, "%", "\\%", 0);
  g_string_replace (escaped, "#", "\\#", 0);

  return g_string_free (g_steal_pointer (&escaped), FALSE);
}

void
delivery_form_append_latex (GString *text, DeliveryLink *link, const DeliveryFormOptions *options)
{
  g_autofree char *label = dup_label (link, options);
  g_autofree char *content = delivery_escape_latex (label);
  g_autofree char *uri = escape_href (delivery_link_get_uri (link));

  g_string_append_printf (text, "\\href{%s}{%s}", uri, content);
}
