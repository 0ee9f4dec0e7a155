/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A picture file whose left half is red and whose right half is blue.
 * @type: "jpeg", "png" or another that gdk-pixbuf writes. (transfer full) */
GBytes *sample_picture_new (const char *type, int width_px, int height_px);

/* A file of section 4 of the PNG standard: the header says this size, and all pixels are black: one
 * bit each, so that even a very large one is a small file. (transfer full) */
GBytes *sample_picture_new_black_png (guint width_px, guint height_px);

G_END_DECLS
