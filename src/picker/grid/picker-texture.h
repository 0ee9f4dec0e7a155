/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

#include "media-picture.h"

G_BEGIN_DECLS

/* A texture over the pixels of @picture, without copying them. (transfer full) */
GdkTexture *picker_texture_new (MediaPicture *picture);

G_END_DECLS
