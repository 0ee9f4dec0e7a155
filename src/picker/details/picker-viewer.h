/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "picker-grid.h"

G_BEGIN_DECLS

/**
 * PickerViewer:
 *
 * One asset in the whole window, and those before and after it in the order of the grid, whose
 * selection follows. What is not loaded is asked for. Hidden until picker_viewer_open().
 *
 * What is shown can be looked at closer (Ctrl with + − 0, the wheel, two fingers, a double click), and the
 * link dragged out of it. F11 gives it the whole screen.
 *
 * Space and Escape close it: "closed" is emitted then.
 */
#define PICKER_TYPE_VIEWER (picker_viewer_get_type ())
G_DECLARE_FINAL_TYPE (PickerViewer, picker_viewer, PICKER, VIEWER, GtkWidget)

GtkWidget *picker_viewer_new (EngineSession *session, PickerGrid *grid);
/* Shows what is selected. FALSE if nothing is. */
gboolean   picker_viewer_open (PickerViewer *self);
void       picker_viewer_close (PickerViewer *self);

/* Says something above what is shown. @toast: (transfer full) */
void       picker_viewer_add_toast (PickerViewer *self, AdwToast *toast);
/* What a question about what is shown can point to. (transfer none) */
GtkWidget *picker_viewer_get_anchor (PickerViewer *self);

G_END_DECLS
