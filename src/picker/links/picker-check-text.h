/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-link-check.h"

G_BEGIN_DECLS

/* What is said of links that were checked. */

/* "1200 × 800 JPEG, 184 kB", as far as it is known; may be empty. What is there goes before what was asked for.
 * @check: (nullable). (transfer full) */
char *picker_check_text_dup_facts (DeliveryLink *link, EngineLinkCheck *check);

/* What must be known of the right to use it (7.13): "© 2026 A. Reed · Editorial use only.". @terms_only: without the
 * copyright. (transfer full) (nullable): nothing is said of it */
char *picker_check_text_dup_rights (CantoAsset *asset, gboolean terms_only);

/* Whether something is known to be wrong with the link; that it could not be checked is nothing of that kind. */
gboolean picker_check_text_is_wrong (EngineLinkCheck *check);

/* Why the link does not work, or could not be checked, as it follows a name or "but": "it is not published any more".
 * (transfer full) */
char *picker_check_text_dup_reason (EngineLinkCheck *check);

/* What it means and what to do. @link: what was checked. (transfer none) */
const char *picker_check_text_get_advice (EngineLinkCheck *check);

G_END_DECLS
