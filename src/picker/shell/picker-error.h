/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PickerRemedy: what the one button beside an error does.
 */
typedef enum
{
  PICKER_REMEDY_NONE,
  PICKER_REMEDY_RETRY,
  PICKER_REMEDY_SIGN_IN,
} PickerRemedy;

/* What failed, in a few words: the title of an error. */
const char  *picker_error_get_title (const GError *error);
/* What it means and what to do. (transfer full) */
char        *picker_error_dup_text (const GError *error);
const char  *picker_error_get_icon_name (const GError *error);
PickerRemedy picker_error_get_remedy (const GError *error);

G_END_DECLS
