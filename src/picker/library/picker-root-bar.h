/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerRootBar:
 *
 * Says that no more than one folder of the library is shown, and shows everything again. It is seen
 * while that is so.
 */
#define PICKER_TYPE_ROOT_BAR (picker_root_bar_get_type ())
G_DECLARE_FINAL_TYPE (PickerRootBar, picker_root_bar, PICKER, ROOT_BAR, GtkWidget)

GtkWidget *picker_root_bar_new (EngineSession *session);

G_END_DECLS
