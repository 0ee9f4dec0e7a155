/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <string.h>

GBytes *
sample_picture_new (const char *type, int width_px, int height_px)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width_px, height_px);
  g_autoptr (GdkPixbuf) left = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, width_px / 2, height_px);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0x0000ffff);
  gdk_pixbuf_fill (left, 0xff0000ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, type, &error, NULL);
  g_assert_no_error (error);

  return g_bytes_new_take (data, length);
}

static guint32
sum_crc (guint32 crc, const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
    }

  return crc;
}

static void
append_big (GByteArray *bytes, guint32 number)
{
  number = GUINT32_TO_BE (number);
  g_byte_array_append (bytes, (const guint8 *) &number, sizeof number);
}

static void
append_chunk (GByteArray *png, const char *name, const guint8 *data, gsize length)
{
  guint32 crc = sum_crc (sum_crc (0xffffffff, (const guint8 *) name, 4), data, length);

  append_big (png, (guint32) length);
  g_byte_array_append (png, (const guint8 *) name, 4);
  if (length > 0)
    g_byte_array_append (png, data, (guint) length);
  append_big (png, ~crc);
}

/* @length zeros, as zlib packs them. */
static GBytes *
pack_zeros (gsize length)
{
  g_autofree guint8 *zeros = g_malloc0 (length);
  g_autoptr (GInputStream) raw = g_memory_input_stream_new_from_data (zeros, (gssize) length, NULL);
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (raw, G_CONVERTER (zlib));
  g_autoptr (GOutputStream) bytes = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_output_stream_splice (bytes, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (bytes));
}

GBytes *
sample_picture_new_black_png (guint width_px, guint height_px)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 grey_one_bit[] = { 1, 0, 0, 0, 0 };
  GByteArray *png = g_byte_array_new ();
  g_autoptr (GByteArray) header = g_byte_array_new ();
  g_autoptr (GBytes) rows = pack_zeros ((gsize) (1 + (width_px + 7) / 8) * height_px);

  append_big (header, width_px);
  append_big (header, height_px);
  g_byte_array_append (header, grey_one_bit, sizeof grey_one_bit);

  g_byte_array_append (png, signature, sizeof signature);
  append_chunk (png, "IHDR", header->data, header->len);
  append_chunk (png, "IDAT", g_bytes_get_data (rows, NULL), g_bytes_get_size (rows));
  append_chunk (png, "IEND", NULL, 0);

  return g_byte_array_free_to_bytes (png);
}
