/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-link.h"

G_BEGIN_DECLS

/**
 * DeliveryForm:
 * @DELIVERY_FORM_URL: the address
 * @DELIVERY_FORM_IMAGE: HTML, an `img` with its text and size
 * @DELIVERY_FORM_RESPONSIVE: HTML, a `picture` in several widths, as WebP and in the format of the link
 * @DELIVERY_FORM_LINK: HTML, an `a` with the name
 * @DELIVERY_FORM_MARKDOWN: CommonMark
 * @DELIVERY_FORM_BBCODE: for boards; it has no escape, so brackets in names become round
 * @DELIVERY_FORM_CSS: `url()`
 * @DELIVERY_FORM_JSON: an object, or for several links a list
 * @DELIVERY_FORM_CSV: a row: address, name, text, width, height, format, credit
 * @DELIVERY_FORM_TYPST: a link: neither it nor LaTeX takes pictures from the network
 * @DELIVERY_FORM_LATEX: the same, of the package hyperref
 * @DELIVERY_FORM_TEMPLATE: what the person wrote, see delivery_template_write()
 *
 * How a link is written for what it goes into.
 */
typedef enum
{
  DELIVERY_FORM_URL,
  DELIVERY_FORM_IMAGE,
  DELIVERY_FORM_RESPONSIVE,
  DELIVERY_FORM_LINK,
  DELIVERY_FORM_MARKDOWN,
  DELIVERY_FORM_BBCODE,
  DELIVERY_FORM_CSS,
  DELIVERY_FORM_JSON,
  DELIVERY_FORM_CSV,
  DELIVERY_FORM_TYPST,
  DELIVERY_FORM_LATEX,
  DELIVERY_FORM_TEMPLATE,
  DELIVERY_N_FORMS,
} DeliveryForm;

/**
 * DeliveryFormOptions:
 * @alt_field: (nullable): the custom field with the text for those who do not see the picture (17.11); where it
 *   is empty, and if NULL, it is the description, or the name without its suffix
 * @credit_field: (nullable): the custom field that says who made it (17.11); if NULL, it is the one named "Credit"
 * @with_credit: whether who made it, and the copyright, stand with the link where the form has a place for them
 * @sizes: (nullable): how wide a responsive picture is shown, as HTML has it; NULL is `100vw`
 * @template_text: (nullable): of %DELIVERY_FORM_TEMPLATE
 */
typedef struct
{
  const char *alt_field;
  const char *credit_field;
  gboolean with_credit;
  const char *sizes;
  const char *template_text;
} DeliveryFormOptions;

/* The word for it in files, which never changes: "markdown". */
const char *delivery_form_get_word (DeliveryForm form);
/* %FALSE if @word is none, which leaves @form alone. */
gboolean    delivery_form_from_word (const char *word, DeliveryForm *form);
/* For people: "Markdown". */
const char *delivery_form_get_title (DeliveryForm form);

/**
 * delivery_form_write:
 * @links: (element-type DeliveryLink): at least one
 * @options: (nullable): NULL is all of them unset
 *
 * The links in @form, one a line; every text of an asset is escaped as the form wants it.
 *
 * Returns: (transfer full)
 */
char *delivery_form_write (DeliveryForm form, GPtrArray *links, const DeliveryFormOptions *options);

/**
 * delivery_form_write_html:
 *
 * The same as HTML for a target that shows it: pictures and links, whose source delivery_form_write() gives. A form that
 * is not HTML has none, for an editor would take that instead of what was written.
 *
 * Returns: (transfer full) (nullable)
 */
char *delivery_form_write_html (DeliveryForm form, GPtrArray *links, const DeliveryFormOptions *options);

/* What is written of @link in place of @form: of what is no picture a link in place of an image, and of what comes in one
 * width an image of that. */
DeliveryForm delivery_form_get_written (DeliveryForm form, DeliveryLink *link);

/* Whether there is HTML of it, see delivery_form_write_html(): then it is an address, too. */
gboolean delivery_form_has_html (DeliveryForm form);
/* Whether who made it can stand with it, see @with_credit. */
gboolean delivery_form_takes_credit (DeliveryForm form);

/* What the texts of a form are: see #DeliveryFormOptions. (transfer full) */
char *delivery_link_dup_alt (DeliveryLink *link, const DeliveryFormOptions *options);
/* "Ada Martin, © Acme"; empty if neither is known. (transfer full) */
char *delivery_link_dup_credit (DeliveryLink *link, const DeliveryFormOptions *options);

G_END_DECLS
