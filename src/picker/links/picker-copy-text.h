/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-preset.h"
#include "engine-session.h"

G_BEGIN_DECLS

/* What is said after links were copied. All are (transfer full). */

/* "Copied: 1200 × 800 JPEG, 184 kB", and what of it is not as it was asked for (C23).
 * @check: (nullable): what is there, as far as that is known */
char *picker_copy_text_dup_link (DeliveryLink *link, EngineLinkCheck *check);

/* "Copied 48 links: 1200 px JPEG". @links: (element-type DeliveryLink) */
char *picker_copy_text_dup_links (GPtrArray *links, DeliveryPreset *preset);

/* "48 links copied, 2 could not be had" */
char *picker_copy_text_dup_partly (guint n_copied, guint n_failed);

/* Names and reasons, one a line, of those that have no link.
 * @results: (element-type EngineLinkResult)
 * @n_gone: how many have not even a name any more */
char *picker_copy_text_dup_failures (GPtrArray *results, guint n_gone);

/* What concerns are there how often, and the first names of each: for one question about many.
 * @results: (element-type EngineLinkResult): those with concerns */
char *picker_copy_text_dup_concerns (GPtrArray *results,
                                     EngineSession *session,
                                     DeliveryPreset *preset);

G_END_DECLS
