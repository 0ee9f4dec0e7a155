/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PickerApplication:
 *
 * The program: its command line, and what its windows are made with.
 */
#define PICKER_TYPE_APPLICATION (picker_application_get_type ())
G_DECLARE_FINAL_TYPE (PickerApplication, picker_application, PICKER, APPLICATION, AdwApplication)

GApplication *picker_application_new (void);

G_END_DECLS
