/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a drag carries, links or files: a habit, kept in this key of the settings. A modifier key would be in the way
 * of window managers. */
#define PICKER_DRAG_AS_KEY "drag-as"

gboolean picker_drag_as_is_file (GSettings *settings);
/* "Link", "3 Files": what is carried. (transfer full) */
char    *picker_drag_as_dup_label (gboolean is_file, guint n_dragged);

G_END_DECLS
