/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-form.h"

G_BEGIN_DECLS

/* Appends one link. @options: never NULL */
typedef void (*DeliveryFormAppend) (GString *text, DeliveryLink *link, const DeliveryFormOptions *options);

void delivery_form_append_shown (GString *text, DeliveryLink *link, const DeliveryFormOptions *options);
void delivery_form_append_image (GString *text, DeliveryLink *link, const DeliveryFormOptions *options);
void delivery_form_append_responsive (GString *text, DeliveryLink *link, const DeliveryFormOptions *options);
void delivery_form_append_link (GString *text, DeliveryLink *link, const DeliveryFormOptions *options);
void delivery_form_append_markdown (GString *text, DeliveryLink *link, const DeliveryFormOptions *options);
void delivery_form_append_bbcode (GString *text, DeliveryLink *link, const DeliveryFormOptions *options);
void delivery_form_append_css (GString *text, DeliveryLink *link, const DeliveryFormOptions *options);
void delivery_form_append_json (GString *text, DeliveryLink *link, const DeliveryFormOptions *options);
void delivery_form_append_csv (GString *text, DeliveryLink *link, const DeliveryFormOptions *options);
void delivery_form_append_typst (GString *text, DeliveryLink *link, const DeliveryFormOptions *options);
void delivery_form_append_latex (GString *text, DeliveryLink *link, const DeliveryFormOptions *options);

G_END_DECLS
