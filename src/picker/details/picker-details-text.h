/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-account.h"
#include "canto-asset.h"

G_BEGIN_DECLS

/* What the panel of details says of an asset, in the person's language. */

typedef enum
{
  PICKER_DETAIL_NAME,
  PICKER_DETAIL_FORMAT,
  PICKER_DETAIL_SIZE,
  PICKER_DETAIL_DIMENSIONS,
  PICKER_DETAIL_RESOLUTION,
  PICKER_DETAIL_DURATION,
  PICKER_DETAIL_PAGES,
  PICKER_DETAIL_STATUS,
  PICKER_DETAIL_EXPIRY, /* of the account's field for it (7.28) */
  PICKER_DETAIL_CREATED,
  PICKER_DETAIL_CHANGED,
  PICKER_DETAIL_UPLOADED,
  PICKER_DETAIL_UPLOADED_BY,
  PICKER_DETAIL_COPYRIGHT,
  PICKER_DETAIL_TERMS,
  PICKER_DETAIL_DESCRIPTION,
  PICKER_N_DETAILS,
} PickerDetail;

const char *picker_details_text_get_title (PickerDetail detail);

/* (transfer full) (nullable): NULL if the asset has none. Dates are days: nothing finer is known (1.12). */
char *picker_details_text_dup_value (PickerDetail detail, CantoAsset *asset, CantoAccount *account);

/* A day in the account's zone, "3 Mar 2026"; @text itself if it is no date. (transfer full) (nullable) */
char *picker_details_text_dup_day (const char *text, CantoAccount *account);

/* Whether the custom field @name is for people: links for delivery and the expiry are not. */
gboolean picker_details_text_is_field_shown (const char *name, CantoAccount *account);

/* Whether the day after which it must not be used has passed, in the account's time zone. */
gboolean picker_details_text_has_expired (CantoAsset *asset, CantoAccount *account);

/* @assets: (element-type CantoAsset)
 *
 * "2 images, 1 video\n12.4 MB": of what kinds they are, and how large together if all sizes are known.
 * (transfer full) */
char *picker_details_text_dup_summary (GPtrArray *assets);

G_END_DECLS
