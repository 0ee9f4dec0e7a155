/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets @spin take whole numbers alone, within its range: whatever else is typed or pasted leaves the number that was
 * there before. GTK would make the lowest of it. */
void picker_spin_keep_number (GtkSpinButton *spin);

G_END_DECLS
