/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-bomb.h"

#include <gio/gio.h>
#include <string.h>

#define CLAIMED_PX    60000
#define INFLATED_W_PX 16000
#define INFLATED_H_PX 6000
#define PROGRESSIVE_W 12000
#define PROGRESSIVE_H 8000
#define N_KINDS       4

static void
append_32 (GByteArray *bytes, guint32 value)
{
  const guint32 big_endian = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &big_endian, sizeof big_endian);
}

/* The checksum of PNG's chunks. */
static guint32
compute_crc (const guint8 *data, gsize length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
    }

  return ~crc;
}

static void
append_chunk (GByteArray *png, const char *type, const guint8 *data, guint length)
{
  guint start;

  append_32 (png, length);
  start = png->len;
  g_byte_array_append (png, (const guint8 *) type, 4);
  if (length > 0)
    g_byte_array_append (png, data, length);
  append_32 (png, compute_crc (png->data + start, png->len - start));
}

/* A bit a pixel, all of them 0. */
static GBytes *
deflate_nothing (gsize n_bytes)
{
  g_autoptr (GConverter) deflate =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) out = g_converter_output_stream_new (memory, deflate);
  g_autofree guint8 *nothing = g_malloc0 (n_bytes);

  g_output_stream_write_all (out, nothing, n_bytes, NULL, NULL, NULL);
  g_output_stream_close (out, NULL, NULL);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* @n_rows: how many of them there really are */
static GBytes *
make_png (guint32 width_px, guint32 height_px, guint n_rows)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 one_bit_gray[] = { 1, 0, 0, 0, 0 };
  GByteArray *png = g_byte_array_new ();
  g_autoptr (GByteArray) head = g_byte_array_new ();
  g_autoptr (GBytes) rows = deflate_nothing ((gsize) n_rows * (1 + (width_px + 7) / 8));
  gsize length;
  const guint8 *data = g_bytes_get_data (rows, &length);

  append_32 (head, width_px);
  append_32 (head, height_px);
  g_byte_array_append (head, one_bit_gray, sizeof one_bit_gray);
  g_byte_array_append (png, signature, sizeof signature);
  append_chunk (png, "IHDR", head->data, head->len);
  append_chunk (png, "IDAT", data, (guint) length);
  append_chunk (png, "IEND", NULL, 0);

  return g_byte_array_free_to_bytes (png);
}

/* @frame: the marker of the frame: 0xc0 baseline, 0xc2 progressive */
static GBytes *
make_jpeg (guint8 frame, guint width_px, guint height_px)
{
  const guint8 frame_head[] = { 0xff,
                                frame,
                                0,
                                17,
                                8,
                                (guint8) (height_px >> 8),
                                (guint8) height_px,
                                (guint8) (width_px >> 8),
                                (guint8) width_px,
                                3,
                                1,
                                0x11,
                                0,
                                2,
                                0x11,
                                0,
                                3,
                                0x11,
                                0 };
  static const guint8 start[] = { 0xff, 0xd8, 0xff, 0xdb, 0, 67, 0 };
  /* One code, for "no difference"; a scan of all DC coefficients that ends at once. */
  static const guint8 rest[] = { 0xff, 0xc4, 0, 20, 0x00, 1, 0, 0, 0, 0,    0,    0,   0,
                                 0,    0,    0, 0,  0,    0, 0, 0, 0, 0xff, 0xda, 0,   12,
                                 3,    1,    0, 2,  0,    3, 0, 0, 0, 0,    0xff, 0xd9 };
  guint8 ones[64];
  GByteArray *jpeg = g_byte_array_new ();

  memset (ones, 1, sizeof ones);
  g_byte_array_append (jpeg, start, sizeof start);
  g_byte_array_append (jpeg, ones, sizeof ones);
  g_byte_array_append (jpeg, frame_head, sizeof frame_head);
  g_byte_array_append (jpeg, rest, sizeof rest);

  return g_byte_array_free_to_bytes (jpeg);
}

GBytes *
tenant_bomb_make (guint64 number, const char **content_type)
{
  guint kind = (guint) (number % N_KINDS);

  *content_type = kind < 2 ? "image/png" : "image/jpeg";
  switch (kind)
    {
    case 0:
      return make_png (CLAIMED_PX, CLAIMED_PX, 1);
    case 1:
      return make_png (INFLATED_W_PX, INFLATED_H_PX, INFLATED_H_PX);
    case 2:
      return make_jpeg (0xc0, CLAIMED_PX, CLAIMED_PX);
    default:
      return make_jpeg (0xc2, PROGRESSIVE_W, PROGRESSIVE_H);
    }
}
