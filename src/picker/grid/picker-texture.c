/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-texture.h"

GdkTexture *
picker_texture_new (MediaPicture *picture)
{
  g_return_val_if_fail (picture != NULL, NULL);

  return gdk_memory_texture_new (
      media_picture_get_width_px (picture), media_picture_get_height_px (picture),
      media_picture_get_has_alpha (picture) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8,
      media_picture_get_pixels (picture), media_picture_get_stride_bytes (picture));
}
