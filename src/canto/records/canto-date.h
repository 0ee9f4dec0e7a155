/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * canto_date_parse:
 * @text: (nullable): 17 digits (1.11) in @zone, or the form of EXIF, `yyyy-MM-dd HH:mm:ss`
 * @zone: the tenant's zone (1.12)
 *
 * Returns: (transfer full) (nullable): the moment, or %NULL for what is no date (C28)
 */
GDateTime *canto_date_parse (const char *text, GTimeZone *zone);

G_END_DECLS
