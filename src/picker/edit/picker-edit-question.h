/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-edits.h"

G_BEGIN_DECLS

/*
 * What the person is asked about an edit that does not go on by itself: whether it is to overwrite what somebody else
 * did, whether it was done, or what becomes of it after a refusal.
 */

/* Whether there is something to ask. */
gboolean picker_edit_question_has (EngineEdit *edit);

/* Asks, and does what she answers. @edit may go on meanwhile. */
void picker_edit_question_ask (GtkWindow *parent, EngineEdits *edits, EngineEdit *edit);

G_END_DECLS
