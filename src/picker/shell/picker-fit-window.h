/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets @window, which is not on the screen yet, open no wider than the one that it is over: where that is narrow, so
 * may be the screen. Its own default width is what it has at most. */
void picker_fit_window (GtkWindow *window);

G_END_DECLS
