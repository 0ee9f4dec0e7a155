/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PickerCommentPopover:
 *
 * Where something is said of a version. #PickerCommentPopover::given tells what.
 */
#define PICKER_TYPE_COMMENT_POPOVER (picker_comment_popover_get_type ())
G_DECLARE_FINAL_TYPE (PickerCommentPopover, picker_comment_popover, PICKER, COMMENT_POPOVER, GtkPopover)

/* @comment: (nullable): what was said before */
GtkWidget *picker_comment_popover_new (const char *comment);

G_END_DECLS
