/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-filters.h"

G_BEGIN_DECLS

/* What is said of filters, in the person's language. */

/* "Type" */
const char *picker_filter_text_get_title (PickerFilter filter);

/* What can be chosen for a filter that is a mask: "Image" for 1 << CANTO_SCHEME_IMAGE. The choices
 * are numbered from 0; NULL behind the last. @bit: (out) */
const char *picker_filter_text_get_choice (PickerFilter filter, guint index, guint *bit);

const char *picker_filter_text_get_period (PickerPeriod period);

/* "3 Mar 2026" (transfer full) */
char *picker_filter_text_dup_day (const GDate *day);

/* What an active filter is set to: "Image, Video"; cut where it would be long. (transfer full) */
char *picker_filter_text_dup_value (PickerFilters *filters, PickerFilter filter);

G_END_DECLS
