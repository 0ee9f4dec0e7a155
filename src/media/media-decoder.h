/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media-picture.h"

G_BEGIN_DECLS

/**
 * media_decoder_decode:
 * @size_px: how large the longest side will be shown: a JPEG is decoded to the next scale above it
 *
 * Decodes a picture. For a worker thread. Bytes that are no picture, and pictures of more than
 * 16,384 px a side or 100 megapixels, are %CANTO_ERROR_BAD_REPLY; the size is looked at before
 * anything is decoded.
 */
MediaPicture *media_decoder_decode (GBytes *bytes, guint size_px, GError **error);

G_END_DECLS
