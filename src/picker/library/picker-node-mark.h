/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-edits.h"

G_BEGIN_DECLS

/**
 * PickerNodeMark:
 *
 * Says of a folder or an album that Canto does not have what was done to it: that it waits, or that something is to be
 * said about it. Invisible where there is nothing to say.
 */
#define PICKER_TYPE_NODE_MARK (picker_node_mark_get_type ())
G_DECLARE_FINAL_TYPE (PickerNodeMark, picker_node_mark, PICKER, NODE_MARK, GtkWidget)

/* Once, before the first id. */
void picker_node_mark_set_edits (PickerNodeMark *self, EngineEdits *edits);

/* @id: (nullable): of a folder or an album */
void picker_node_mark_set_id (PickerNodeMark *self, const char *id);

G_END_DECLS
