/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A picture of at most a few KiB that wants gigabytes, of one kind or another by @number: a PNG or JPEG
 * that claims to be 60,000 px wide, a PNG that inflates without end, a progressive JPEG that wants all
 * its pixels at once. (transfer full) */
GBytes *tenant_bomb_make (guint64 number, const char **content_type);

G_END_DECLS
