/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Toasts over its "content". One that stays until it is answered stands below those that pass, which would
 * wait behind it otherwise.
 */

#define PICKER_TYPE_TOASTS (picker_toasts_get_type ())
G_DECLARE_FINAL_TYPE (PickerToasts, picker_toasts, PICKER, TOASTS, AdwBin)

/* @toast: (transfer full): with a timeout of 0 it stays. */
void picker_toasts_add (PickerToasts *self, AdwToast *toast);

G_END_DECLS
