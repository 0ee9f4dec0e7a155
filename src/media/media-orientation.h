/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media-picture.h"

G_BEGIN_DECLS

/*
 * How a camera was held, as EXIF says: 1 to 8, and 1 is upright.
 */

/* @data: the content of an APP1 segment of a JPEG file. Returns 1 for what says nothing, or nonsense. */
guint media_orientation_read (const guint8 *data, gsize length);

/* Sets @picture, without alpha, upright. (transfer full) */
MediaPicture *media_orientation_apply (MediaPicture *picture, guint orientation);

G_END_DECLS
