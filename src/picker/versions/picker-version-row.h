/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerVersionRow:
 *
 * One version of an asset: when it came, from whom, and what was said of it; its link can be copied, and
 * something else said.
 */
#define PICKER_TYPE_VERSION_ROW (picker_version_row_get_type ())
G_DECLARE_FINAL_TYPE (PickerVersionRow, picker_version_row, PICKER, VERSION_ROW, GtkListBoxRow)

/* @may_comment: whether the person may say something of it */
GtkWidget    *picker_version_row_new (EngineSession *session, CantoVersion *version, gboolean may_comment);
CantoVersion *picker_version_row_get_version (PickerVersionRow *self); /* (transfer none) */

G_END_DECLS
