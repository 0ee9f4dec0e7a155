/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-orientation.h"

#include "media-pixels.h"

#include <string.h>

#define UPRIGHT         1
#define LAST            8
#define HEADER_BYTES    6 /* "Exif", and two zeros */
#define TIFF_BYTES      8
#define ENTRY_BYTES     12
#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT      3
#define BYTES_A_PIXEL   3

/* A TIFF file inside the segment, in the order of bytes of the camera's choice. */
typedef struct
{
  const guint8 *data;
  gsize length;
  gboolean is_big;
} Tiff;

static guint
read_short (const Tiff *tiff, gsize offset)
{
  const guint8 *data = tiff->data + offset;

  return tiff->is_big ? (guint) data[0] << 8 | data[1] : (guint) data[1] << 8 | data[0];
}

static gsize
read_long (const Tiff *tiff, gsize offset)
{
  gsize first = read_short (tiff, offset);
  gsize second = read_short (tiff, offset + 2);

  return tiff->is_big ? first << 16 | second : second << 16 | first;
}

static gboolean
open_tiff (Tiff *tiff, const guint8 *data, gsize length)
{
  if (length < HEADER_BYTES + TIFF_BYTES || memcmp (data, "Exif\0\0", HEADER_BYTES) != 0)
    return FALSE;

  tiff->data = data + HEADER_BYTES;
  tiff->length = length - HEADER_BYTES;
  tiff->is_big = memcmp (tiff->data, "MM", 2) == 0;

  return tiff->is_big || memcmp (tiff->data, "II", 2) == 0;
}

guint
media_orientation_read (const guint8 *data, gsize length)
{
  Tiff tiff;
  gsize directory;
  guint n_entries;

  if (!open_tiff (&tiff, data, length))
    return UPRIGHT;

  directory = read_long (&tiff, 4);
  if (directory > tiff.length - 2)
    return UPRIGHT;

  n_entries = read_short (&tiff, directory);
  for (guint i = 0; i < n_entries; i++)
    {
      gsize entry = directory + 2 + (gsize) i * ENTRY_BYTES;
      guint orientation;

      if (entry + ENTRY_BYTES > tiff.length)
        break;
      if (read_short (&tiff, entry) != TAG_ORIENTATION
          || read_short (&tiff, entry + 2) != TYPE_SHORT)
        continue;

      orientation = read_short (&tiff, entry + 8);

      return orientation >= UPRIGHT && orientation <= LAST ? orientation : UPRIGHT;
    }

  return UPRIGHT;
}

MediaPicture *
media_orientation_apply (MediaPicture *picture, guint orientation)
{
  gssize width = media_picture_get_width_px (picture);
  gssize height = media_picture_get_height_px (picture);
  gssize stride = (gssize) media_picture_get_stride_bytes (picture);
  /* What lies on its side, what is seen from the right and what from below. */
  gboolean is_lying = orientation >= 5;
  gboolean from_right =
      orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  gboolean from_below =
      orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  gssize along = from_right ? -BYTES_A_PIXEL : BYTES_A_PIXEL;
  gssize down = from_below ? -stride : stride;
  gssize new_width = is_lying ? height : width;
  gssize new_height = is_lying ? width : height;
  const guint8 *start;
  MediaPixels *upright;
  g_autoptr (GBytes) bytes = NULL;
  guint8 *to;

  g_return_val_if_fail (orientation >= UPRIGHT && orientation <= LAST, NULL);
  g_return_val_if_fail (!media_picture_get_has_alpha (picture), NULL);

  if (orientation == UPRIGHT)
    return media_picture_ref (picture);

  start = g_bytes_get_data (media_picture_get_pixels (picture), NULL);
  start +=
      (from_right ? (width - 1) * BYTES_A_PIXEL : 0) + (from_below ? (height - 1) * stride : 0);
  upright = media_pixels_new ((gsize) (width * height) * BYTES_A_PIXEL);
  to = media_pixels_get_data (upright);
  for (gssize y = 0; y < new_height; y++)
    {
      const guint8 *from = start + y * (is_lying ? along : down);

      for (gssize x = 0; x < new_width; x++)
        {
          memcpy (to, from, BYTES_A_PIXEL);
          to += BYTES_A_PIXEL;
          from += is_lying ? down : along;
        }
    }
  bytes = media_pixels_free_to_bytes (upright);

  return media_picture_new (bytes, (int) new_width, (int) new_height,
                            (gsize) new_width * BYTES_A_PIXEL, FALSE);
}
