/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The forms that are HTML. */

#include "delivery-form-private.h"

#include "delivery-escape-private.h"

/* Of a responsive picture: what screens and columns of text ask for. */
static const guint widths_px[] = { 400, 800, 1200, 1600, 2000 };

static void
append_attribute (GString *html, const char *name, const char *value)
{
  g_autofree char *escaped = delivery_escape_html (value);

  g_string_append_printf (html, " %s=\"%s\"", name, escaped);
}

static void
append_anchor (GString *html, DeliveryLink *link)
{
  g_autofree char *title = delivery_escape_html (delivery_link_get_title (link));

  g_string_append (html, "<a");
  append_attribute (html, "href", delivery_link_get_uri (link));
  g_string_append_printf (html, ">%s</a>", title);
}

/* @srcset: (nullable): with @sizes */
static void
append_img (GString *html,
            DeliveryLink *link,
            const char *srcset,
            gboolean is_lazy,
            const DeliveryFormOptions *options)
{
  g_autofree char *alt = delivery_link_dup_alt (link, options);
  guint width_px = delivery_link_get_width_px (link);
  guint height_px = delivery_link_get_height_px (link);

  g_string_append (html, "<img");
  append_attribute (html, "src", delivery_link_get_uri (link));
  if (srcset != NULL)
    {
      append_attribute (html, "srcset", srcset);
      append_attribute (html, "sizes", options->sizes != NULL ? options->sizes : "100vw");
    }
  append_attribute (html, "alt", alt);
  if (width_px > 0 && height_px > 0)
    g_string_append_printf (html, " width=\"%u\" height=\"%u\"", width_px, height_px);
  g_string_append (html, is_lazy ? " loading=\"lazy\">" : ">");
}

/* What it costs to leave out who made a picture, a person may not know. */
static void
begin_figure (GString *html, const char *credit)
{
  if (*credit != '\0')
    g_string_append (html, "<figure>");
}

static void
end_figure (GString *html, const char *credit)
{
  g_autofree char *escaped = delivery_escape_html (credit);

  if (*credit != '\0')
    g_string_append_printf (html, "<figcaption>%s</figcaption></figure>", escaped);
}

static char *
dup_wanted_credit (DeliveryLink *link, const DeliveryFormOptions *options)
{
  return options->with_credit ? delivery_link_dup_credit (link, options) : g_strdup ("");
}

/* In a mail or a document, which has no place for more. */
void
delivery_form_append_shown (GString *text, DeliveryLink *link, const DeliveryFormOptions *options)
{
  if (delivery_link_get_is_picture (link))
    append_img (text, link, NULL, FALSE, options);
  else
    append_anchor (text, link);
}

void
delivery_form_append_image (GString *text, DeliveryLink *link, const DeliveryFormOptions *options)
{
  g_autofree char *credit = dup_wanted_credit (link, options);

  begin_figure (text, credit);
  if (delivery_link_get_is_picture (link))
    append_img (text, link, NULL, TRUE, options);
  else
    append_anchor (text, link);
  end_figure (text, credit);
}

void
delivery_form_append_link (GString *text, DeliveryLink *link, const DeliveryFormOptions *options)
{
  g_autofree char *credit = dup_wanted_credit (link, options);
  g_autofree char *escaped = delivery_escape_html (credit);

  append_anchor (text, link);
  if (*credit != '\0')
    g_string_append_printf (text, " (%s)", escaped);
}

/* All widths that do not enlarge the picture, and its own: "ADDRESS 400w, …". NULL if the link is
 * of one size alone. */
static char *
make_srcset (DeliveryLink *link, DeliveryFormat format)
{
  guint longest_px = delivery_link_get_width_px (link);
  GString *srcset = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (widths_px); i++)
    {
      guint width_px = MIN (widths_px[i], longest_px);
      g_autofree char *uri = delivery_link_dup_uri_of_width (link, width_px, format);

      if (uri == NULL)
        break;
      g_string_append_printf (srcset, "%s%s %uw", srcset->len > 0 ? ", " : "", uri, width_px);
      if (width_px == longest_px)
        break;
    }

  if (srcset->len == 0)
    return g_string_free (srcset, TRUE);

  return g_string_free (srcset, FALSE);
}

void
delivery_form_append_responsive (GString *text,
                                 DeliveryLink *link,
                                 const DeliveryFormOptions *options)
{
  g_autofree char *credit = dup_wanted_credit (link, options);
  DeliveryFormat format = delivery_link_get_format (link);
  g_autofree char *own = make_srcset (link, format);
  g_autofree char *webp =
      format != DELIVERY_FORMAT_WEBP ? make_srcset (link, DELIVERY_FORMAT_WEBP) : NULL;

  if (own == NULL)
    {
      delivery_form_append_image (text, link, options);
      return;
    }

  begin_figure (text, credit);
  if (webp != NULL)
    {
      g_string_append (text, "<picture><source type=\"image/webp\"");
      append_attribute (text, "srcset", webp);
      append_attribute (text, "sizes", options->sizes != NULL ? options->sizes : "100vw");
      g_string_append_c (text, '>');
    }
  append_img (text, link, own, TRUE, options);
  if (webp != NULL)
    g_string_append (text, "</picture>");
  end_figure (text, credit);
}
