/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-link-checker.h"

G_BEGIN_DECLS

/**
 * PickerLinkCheckLine:
 *
 * Says of a link what is really there, "1200 × 800 JPEG, 184 kB", or what is wrong with it. It checks the link while
 * it is on the screen; without a link it is not to be seen.
 */
#define PICKER_TYPE_LINK_CHECK_LINE (picker_link_check_line_get_type ())
G_DECLARE_FINAL_TYPE (PickerLinkCheckLine, picker_link_check_line, PICKER, LINK_CHECK_LINE, GtkWidget)

/* @checker: (nullable) */
void picker_link_check_line_set_checker (PickerLinkCheckLine *self, EngineLinkChecker *checker);
/* @link: (nullable) */
void picker_link_check_line_set_link (PickerLinkCheckLine *self, DeliveryLink *link);

G_END_DECLS
