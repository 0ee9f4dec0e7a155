/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PickerScopeSwitch:
 *
 * Where a search looks: in the folder or album that is selected, or everywhere. It is seen only while
 * there is such a choice. "everywhere" is notified when the person, or another place, changes it.
 */
#define PICKER_TYPE_SCOPE_SWITCH (picker_scope_switch_get_type ())
G_DECLARE_FINAL_TYPE (PickerScopeSwitch, picker_scope_switch, PICKER, SCOPE_SWITCH, GtkWidget)

GtkWidget *picker_scope_switch_new (void);

/* @place: (nullable): the name of the folder or album; NULL when none is selected. The next search
 * looks there. */
void picker_scope_switch_set_place (PickerScopeSwitch *self, const char *place);
/* Without a search there is nothing to choose: what is selected is shown. The choice stays, for an entry
 * is empty for a moment when it is typed over. */
void picker_scope_switch_set_searching (PickerScopeSwitch *self, gboolean searching);

/* TRUE only where there is a choice. */
gboolean picker_scope_switch_get_everywhere (PickerScopeSwitch *self);
void     picker_scope_switch_set_everywhere (PickerScopeSwitch *self, gboolean everywhere);
/* Whether a search in the place could look everywhere instead. */
gboolean picker_scope_switch_can_widen (PickerScopeSwitch *self);

G_END_DECLS
