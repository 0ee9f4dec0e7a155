/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"
#include "picker-quick-item.h"

G_BEGIN_DECLS

/* How many rows there are at most, and how many of them are of what is known here. */
#define PICKER_QUICK_MAX_ROWS  60
#define PICKER_QUICK_MAX_KNOWN 30

/**
 * PickerQuickList:
 *
 * What the quick picker shows for what was typed: a #GListModel of #PickerQuickItem.
 *
 *   EngineKnown      at once: recent picks, then what was loaded
 *   CatalogSource    a moment later: what the service finds besides, behind that
 *   CatalogSource    and the details of what is shown first
 *
 * Nothing that is shown moves before something else is typed: what comes later is appended, or says more of what is
 * there. Without words these are the recent picks alone.
 *
 * #PickerQuickList::status-changed is emitted when picker_quick_list_get_is_searching() or
 * picker_quick_list_get_error() do not say the same any more. Main thread only.
 */
#define PICKER_TYPE_QUICK_LIST (picker_quick_list_get_type ())
G_DECLARE_FINAL_TYPE (PickerQuickList, picker_quick_list, PICKER, QUICK_LIST, GObject)

PickerQuickList *picker_quick_list_new (void);

/* Where it searches. @session: (nullable): nowhere */
void           picker_quick_list_set_session (PickerQuickList *self, EngineSession *session);
EngineSession *picker_quick_list_get_session (PickerQuickList *self); /* (transfer none) (nullable) */
/* Whether the service is asked for approved assets alone. */
void           picker_quick_list_set_approved_only (PickerQuickList *self, gboolean approved_only);

/* Shows what is found for @text; the same once more, if it is the same. */
void        picker_quick_list_set_text (PickerQuickList *self, const char *text);
const char *picker_quick_list_get_text (PickerQuickList *self);

/* Nobody looks at it: nothing more is asked for. */
void picker_quick_list_stop (PickerQuickList *self);

/* (transfer none) (nullable) */
PickerQuickItem *picker_quick_list_get (PickerQuickList *self, guint position);
/* Whether the service has still to answer for what was typed. */
gboolean         picker_quick_list_get_is_searching (PickerQuickList *self);
/* Why the service could not be asked. (nullable) */
const GError    *picker_quick_list_get_error (PickerQuickList *self);

G_END_DECLS
