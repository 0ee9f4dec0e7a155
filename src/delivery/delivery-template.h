/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-form.h"

G_BEGIN_DECLS

/*
 * A form of a person's own: text with placeholders in curly brackets.
 *
 *   {url} {name} {alt} {width} {height} {format} {credit} {copyright} {description} {id} {scheme}
 *
 * and {article_number} for the custom field "Article Number": small letters, with a line for all that is no letter
 * and no digit. What an asset does not have is empty.
 *
 * Behind a bar stands the language that a text is to be safe in: {alt|html}, or css, csv, json (with its quotes),
 * latex, markdown, typst, uri (percent-encoded). Without one it stands as it is, but in one line. {{ and }} are the
 * brackets themselves. For people they are listed in delivery-placeholder.h.
 */

/* Whether it can be written. @error: %DELIVERY_ERROR_BAD_TEMPLATE, which says where and why */
gboolean delivery_template_check (const char *template_text, GError **error);

/* Appends it for @link. What delivery_template_check() refuses stands there as it is.
 * @options: (nullable) */
void delivery_template_write (const char *template_text,
                              GString *text,
                              DeliveryLink *link,
                              const DeliveryFormOptions *options);

G_END_DECLS
