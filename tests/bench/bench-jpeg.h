/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The peer: libjpeg-turbo as its own example uses it, to the next of its eighths from @size_px on,
 * into memory of its own. Returns the number of pixels. */
gsize bench_jpeg_decode_bare (GBytes *bytes, guint size_px);

G_END_DECLS
