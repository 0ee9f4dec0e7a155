/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PickerShortcutState:
 * @PICKER_SHORTCUT_OFF: nobody wants it
 * @PICKER_SHORTCUT_ASKING: the desktop is asked; it may ask the person
 * @PICKER_SHORTCUT_BOUND: see picker_global_shortcut_get_trigger()
 * @PICKER_SHORTCUT_MISSING: the desktop gives programs no shortcuts
 * @PICKER_SHORTCUT_DENIED: the person, or the desktop, said no
 * @PICKER_SHORTCUT_FAILED: see picker_global_shortcut_get_error()
 */
typedef enum
{
  PICKER_SHORTCUT_OFF,
  PICKER_SHORTCUT_ASKING,
  PICKER_SHORTCUT_BOUND,
  PICKER_SHORTCUT_MISSING,
  PICKER_SHORTCUT_DENIED,
  PICKER_SHORTCUT_FAILED,
} PickerShortcutState;

/**
 * PickerGlobalShortcut:
 *
 * A key that opens the quick picker from any program, by the portal org.freedesktop.portal.GlobalShortcuts where the
 * desktop has one. The desktop remembers which key it is, and asks the person the first time. If the portal starts
 * anew, the key is bound anew.
 *
 * #PickerGlobalShortcut::activated (token, nullable): the key was pressed; the token lets a window come to the front.
 * Main thread only.
 */
#define PICKER_TYPE_GLOBAL_SHORTCUT (picker_global_shortcut_get_type ())
G_DECLARE_FINAL_TYPE (PickerGlobalShortcut, picker_global_shortcut, PICKER, GLOBAL_SHORTCUT, GObject)

/* @connection: (nullable): of the session; NULL: there is none, and so no shortcut */
PickerGlobalShortcut *picker_global_shortcut_new (GDBusConnection *connection);

/* Whether the key is to be bound: "is-wanted". */
gboolean picker_global_shortcut_get_is_wanted (PickerGlobalShortcut *self);
void     picker_global_shortcut_set_is_wanted (PickerGlobalShortcut *self, gboolean is_wanted);

/* Finds out whether the desktop has the portal, for who wants to know before it is wanted. */
void picker_global_shortcut_look (PickerGlobalShortcut *self);

PickerShortcutState picker_global_shortcut_get_state (PickerGlobalShortcut *self); /* "state" */
/* The key, as the desktop words it: "Ctrl+Alt+P"; (nullable): it does not say, or none is bound. "trigger" */
const char         *picker_global_shortcut_get_trigger (PickerGlobalShortcut *self);
const GError       *picker_global_shortcut_get_error (PickerGlobalShortcut *self); /* (nullable) */

G_END_DECLS
