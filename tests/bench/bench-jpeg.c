/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-jpeg.h"

#include <stdio.h>

#include <jpeglib.h>

gsize
bench_jpeg_decode_bare (GBytes *bytes, guint size_px)
{
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  gsize length, stride, n_pixels;
  const guchar *data = g_bytes_get_data (bytes, &length);
  g_autofree guchar *pixels = NULL;

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_decompress (&jpeg);
  jpeg_mem_src (&jpeg, data, length);
  jpeg_read_header (&jpeg, TRUE);
  jpeg.scale_denom = 8;
  jpeg.scale_num = 1;
  while (jpeg.scale_num < 8
         && MAX (jpeg.image_width, jpeg.image_height) * jpeg.scale_num / 8 < size_px)
    jpeg.scale_num++;
  jpeg.out_color_space = JCS_RGB;
  jpeg_start_decompress (&jpeg);
  stride = 3 * (gsize) jpeg.output_width;
  pixels = g_malloc (stride * jpeg.output_height);
  while (jpeg.output_scanline < jpeg.output_height)
    {
      JSAMPROW row = pixels + stride * jpeg.output_scanline;

      jpeg_read_scanlines (&jpeg, &row, 1);
    }
  n_pixels = (gsize) jpeg.output_width * jpeg.output_height;
  jpeg_finish_decompress (&jpeg);
  jpeg_destroy_decompress (&jpeg);

  return n_pixels;
}
