/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-sidebar-row.h"

G_BEGIN_DECLS

/* Lets files be dropped on @row while it shows an album: activates upload.into with its id and the addresses
 * of the files. */
void picker_sidebar_drop_attach (PickerSidebarRow *row);

G_END_DECLS
