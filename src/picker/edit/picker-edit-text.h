/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-edits.h"

G_BEGIN_DECLS

/* What is said of edits. All are (transfer full), and plain. */

/* The name of a property as people know it: "Description", or that of a custom field. */
char *picker_edit_text_dup_property (const CantoEdit *change);

/* What was done: "Description changed", "12 assets added to “Harbours”". Long names are without their middle. */
char *picker_edit_text_dup_done (EngineEdit *edit);
/* What was not: "Description was not changed" */
char *picker_edit_text_dup_not_done (EngineEdit *edit);

/* Why not, in few words: "Canto Refused It" */
const char *picker_edit_text_get_reason (const GError *error);
/* The same at length. */
char *picker_edit_text_dup_reason (const GError *error);

/* How far it is: "Saving…", "Waiting for the network". (nullable): nothing is to be said */
char *picker_edit_text_dup_state (EngineEdit *edit);

/* (nullable): #JournalError: why an edit that is not sent yet is on no disk, or may not be sent. (transfer none) */
const GError *picker_edit_text_get_keep_error (EngineEdit *edit);

/* Why the person cannot do this: "Your Canto account may not delete assets" */
const char *picker_edit_text_get_refusal (EngineEditKind kind);

G_END_DECLS
