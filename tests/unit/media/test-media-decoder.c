/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "media-decoder.h"
#include "media-orientation.h"
#include "sample-picture.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <jpeglib.h>

#define MAX_GROWTH_KIB (128 * 1024)

static MediaPicture *
decode (GBytes *bytes, guint size_px)
{
  g_autoptr (GError) error = NULL;
  MediaPicture *picture = media_decoder_decode (bytes, size_px, &error);

  g_assert_no_error (error);
  g_assert_nonnull (picture);

  return picture;
}

static void
check_refused (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaPicture) picture = media_decoder_decode (bytes, 240, &error);

  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
  g_assert_null (picture);
}

static const guint8 *
get_pixel (MediaPicture *picture, int x, int y)
{
  const guint8 *pixels = g_bytes_get_data (media_picture_get_pixels (picture), NULL);
  gsize n_channels = media_picture_get_has_alpha (picture) ? 4 : 3;

  return pixels + (gsize) y * media_picture_get_stride_bytes (picture) + (gsize) x * n_channels;
}

/* Red on the left and blue on the right, up to the last row, and all bytes there. */
static void
check_halves (MediaPicture *picture)
{
  int width_px = media_picture_get_width_px (picture);
  int height_px = media_picture_get_height_px (picture);
  gsize n_channels = media_picture_get_has_alpha (picture) ? 4 : 3;
  gsize stride = media_picture_get_stride_bytes (picture);

  g_assert_cmpuint (stride, >=, n_channels * (gsize) width_px);
  g_assert_cmpuint (g_bytes_get_size (media_picture_get_pixels (picture)), >=,
                    stride * (gsize) (height_px - 1) + n_channels * (gsize) width_px);

  for (int i = 0; i < 2; i++)
    {
      const guint8 *left = get_pixel (picture, 0, i * (height_px - 1));
      const guint8 *right = get_pixel (picture, width_px - 1, i * (height_px - 1));

      g_assert_cmpuint (left[0], >, 230);
      g_assert_cmpuint (left[2], <, 25);
      g_assert_cmpuint (right[0], <, 25);
      g_assert_cmpuint (right[2], >, 230);
    }
}

static void
check_size (MediaPicture *picture, int width_px, int height_px)
{
  g_assert_cmpint (media_picture_get_width_px (picture), ==, width_px);
  g_assert_cmpint (media_picture_get_height_px (picture), ==, height_px);
}

/* JPEG */

static void
test_jpeg_is_decoded_scaled (void)
{
  g_autoptr (GBytes) bytes = sample_picture_new ("jpeg", 1600, 800);
  static const struct
  {
    guint size_px;
    int width_px, height_px;
  } cases[] = {
    { 1, 200, 100 },    { 200, 200, 100 },   { 201, 400, 200 },   { 240, 400, 200 },
    { 801, 1000, 500 }, { 1600, 1600, 800 }, { 9999, 1600, 800 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MediaPicture) picture = decode (bytes, cases[i].size_px);

      check_size (picture, cases[i].width_px, cases[i].height_px);
      check_halves (picture);
      g_assert_false (media_picture_get_has_alpha (picture));
    }
}

static void
test_jpeg_of_odd_size (void)
{
  g_autoptr (GBytes) bytes = sample_picture_new ("jpeg", 1001, 3);
  g_autoptr (MediaPicture) small = decode (bytes, 1);
  g_autoptr (MediaPicture) large = decode (bytes, 5000);

  check_size (small, 126, 1);
  check_size (large, 1001, 3);
}

/* A file as libjpeg writes it, of one colour. */
static GBytes *
write_jpeg (J_COLOR_SPACE space, int n_channels, guint8 value)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  unsigned char *data = NULL;
  unsigned long length = 0;
  guint8 row[16 * 4];
  JSAMPROW rows[1] = { row };
  GBytes *bytes;

  memset (row, value, sizeof row);
  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &data, &length);
  jpeg.image_width = 16;
  jpeg.image_height = 16;
  jpeg.input_components = n_channels;
  jpeg.in_color_space = space;
  jpeg_set_defaults (&jpeg);
  jpeg_start_compress (&jpeg, TRUE);
  while (jpeg.next_scanline < jpeg.image_height)
    jpeg_write_scanlines (&jpeg, rows, 1);
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  bytes = g_bytes_new (data, length);
  free (data);

  return bytes;
}

static void
test_grey_jpeg (void)
{
  g_autoptr (GBytes) bytes = write_jpeg (JCS_GRAYSCALE, 1, 100);
  g_autoptr (MediaPicture) picture = decode (bytes, 16);
  const guint8 *pixel = get_pixel (picture, 15, 15);

  check_size (picture, 16, 16);
  for (int i = 0; i < 3; i++)
    g_assert_cmpint (ABS (pixel[i] - 100), <=, 3);
}

/* What comes out of a print shop. Inks are written inverted, as everybody does: 255 is no ink. */
static void
test_cmyk_jpeg (void)
{
  g_autoptr (GBytes) bytes = write_jpeg (JCS_CMYK, 4, 255);
  g_autoptr (MediaPicture) picture = decode (bytes, 16);
  const guint8 *pixel = get_pixel (picture, 15, 15);

  check_size (picture, 16, 16);
  for (int i = 0; i < 3; i++)
    g_assert_cmpuint (pixel[i], >, 250);
}

static void
test_broken_jpeg (void)
{
  g_autoptr (GBytes) whole = sample_picture_new ("jpeg", 64, 64);
  g_autoptr (GBytes) nothing = g_bytes_new_from_bytes (whole, 0, 2);
  g_autoptr (GBytes) header = g_bytes_new_from_bytes (whole, 0, 20);
  g_autoptr (GBytes) noise = g_bytes_new_static ("\xff\xd8\xff\xd9 noise", 10);

  check_refused (nothing);
  check_refused (header);
  check_refused (noise);
}

/* Every way to cut or to change a file: a picture or an error, and nothing else. */
static void
test_any_damage (void)
{
  static const char *const types[] = { "jpeg", "png", "bmp", "ico", "tiff" };

  for (gsize type = 0; type < G_N_ELEMENTS (types); type++)
    {
      g_autoptr (GBytes) whole = sample_picture_new (types[type], 48, 32);
      gsize length = g_bytes_get_size (whole);

      for (int i = 0; i < 300; i++)
        {
          g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (whole, NULL), length);
          gsize cut = (gsize) g_test_rand_int_range (1, (int) length + 1);
          g_autoptr (GBytes) damaged = NULL;
          g_autoptr (MediaPicture) picture = NULL;
          g_autoptr (GError) error = NULL;

          for (int j = g_test_rand_int_range (0, 4); j > 0; j--)
            data[g_test_rand_int_range (0, (int) length)] = (guint8) g_test_rand_int ();
          damaged = g_bytes_new (data, cut);
          picture = media_decoder_decode (damaged, 24, &error);
          if (picture == NULL)
            g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
          else
            g_assert_no_error (error);
        }
    }
}

/* How the camera was held */

/* Red, green, blue and white, from the top left on, and in rows. */
static GBytes *
write_quarters (guint8 orientation, gboolean is_big)
{
  static const guint32 colours[] = { 0xff0000ff, 0x00ff00ff, 0x0000ffff, 0xffffffff };
  static const guint8 big[] = { 0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0,  'M', 'M',
                                0,    42,   0, 0,  0,   8,   0,   1,   1, 18, 0,   3,
                                0,    0,    0, 1,  0,   0,   0,   0,   0, 0,  0,   0 };
  static const guint8 little[] = { 0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0,  0, 'I', 'I',
                                   42,   0,    8, 0,  0,   0,   1,   0,   18, 1, 3,   0,
                                   1,    0,    0, 0,  0,   0,   0,   0,   0,  0, 0,   0 };
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 128, 64);
  g_autoptr (GError) error = NULL;
  g_autofree char *jpeg = NULL;
  GByteArray *bytes = g_byte_array_new ();
  gsize length;

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GdkPixbuf) quarter =
          gdk_pixbuf_new_subpixbuf (pixbuf, i % 2 * 64, i / 2 * 32, 64, 32);

      gdk_pixbuf_fill (quarter, colours[i]);
    }
  gdk_pixbuf_save_to_buffer (pixbuf, &jpeg, &length, "jpeg", &error, NULL);
  g_assert_no_error (error);

  g_byte_array_append (bytes, (const guint8 *) jpeg, 2);
  g_byte_array_append (bytes, is_big ? big : little, sizeof big);
  bytes->data[2 + 28 + (is_big ? 1 : 0)] = orientation;
  g_byte_array_append (bytes, (const guint8 *) jpeg + 2, (guint) length - 2);

  return g_byte_array_free_to_bytes (bytes);
}

static char
name_colour (const guint8 *pixel)
{
  gboolean red = pixel[0] > 128;
  gboolean green = pixel[1] > 128;

  return red && green ? 'w' : red ? 'r' : green ? 'g' : 'b';
}

/* The corners in rows, as "rgbw". */
static void
check_corners (MediaPicture *picture, const char *expected)
{
  int right = media_picture_get_width_px (picture) - 1;
  int bottom = media_picture_get_height_px (picture) - 1;
  const char corners[] = { name_colour (get_pixel (picture, 0, 0)),
                           name_colour (get_pixel (picture, right, 0)),
                           name_colour (get_pixel (picture, 0, bottom)),
                           name_colour (get_pixel (picture, right, bottom)), '\0' };

  g_assert_cmpstr (corners, ==, expected);
}

static void
test_orientation (void)
{
  static const char *const expected[] = { "rgbw", "rgbw", "grwb", "wbgr", "bwrg",
                                          "rbgw", "brwg", "wgbr", "gwrb", "rgbw" };

  for (guint8 i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GBytes) big = write_quarters (i, TRUE);
      g_autoptr (GBytes) little = write_quarters (i, FALSE);
      g_autoptr (MediaPicture) large = decode (big, 128);
      g_autoptr (MediaPicture) small = decode (little, 64);
      gboolean is_lying = i >= 5 && i <= 8;

      check_size (large, is_lying ? 64 : 128, is_lying ? 128 : 64);
      check_corners (large, expected[i]);
      check_size (small, is_lying ? 32 : 64, is_lying ? 64 : 32);
      check_corners (small, expected[i]);
    }
}

/* A segment that ends before what it speaks of. */
static void
test_broken_orientation (void)
{
  g_autoptr (GBytes) whole = write_quarters (6, TRUE);
  const guint8 *segment = (const guint8 *) g_bytes_get_data (whole, NULL) + 6;
  const gsize length = 32;

  g_assert_cmpuint (media_orientation_read (segment, length), ==, 6);
  for (gsize i = 0; i < length; i++)
    {
      g_autofree guint8 *cut = g_memdup2 (segment, i);
      g_autofree guint8 *damaged = g_memdup2 (segment, length);
      guint orientation;

      g_assert_cmpuint (media_orientation_read (cut, i), >=, 1);
      damaged[i] = 0xff;
      orientation = media_orientation_read (damaged, length);
      g_assert_true (orientation == 1 || orientation == 6);
    }
}

/* Other formats */

static void
test_png_is_scaled (void)
{
  g_autoptr (GBytes) bytes = sample_picture_new ("png", 800, 400);
  g_autoptr (MediaPicture) small = decode (bytes, 100);
  g_autoptr (MediaPicture) large = decode (bytes, 1000);

  check_size (small, 100, 50);
  check_halves (small);
  check_size (large, 800, 400);
  check_halves (large);
}

static void
test_thin_png (void)
{
  g_autoptr (GBytes) bytes = sample_picture_new ("png", 2000, 2);
  g_autoptr (MediaPicture) picture = decode (bytes, 100);

  check_size (picture, 100, 1);
}

static void
test_no_picture (void)
{
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) html = g_bytes_new_static ("<html>Sign in</html>", 20);
  g_autoptr (GBytes) whole = sample_picture_new ("png", 64, 64);
  g_autoptr (GBytes) header = g_bytes_new_from_bytes (whole, 0, 20);

  check_refused (empty);
  check_refused (html);
  check_refused (header);
}

/* Sizes */

static long
get_peak_kib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return usage.ru_maxrss;
}

/* The size is looked at before anything is decoded, or these would take gigabytes. */
static void
test_huge_png (void)
{
  g_autoptr (GBytes) wide = sample_picture_new_black_png (16385, 16385);
  g_autoptr (GBytes) area = sample_picture_new_black_png (16000, 16000);
  g_autoptr (GBytes) long_one = sample_picture_new_black_png (1, 16385);
  long before_kib = get_peak_kib ();

  check_refused (wide);
  check_refused (area);
  check_refused (long_one);
  g_assert_cmpint (get_peak_kib () - before_kib, <, MAX_GROWTH_KIB);
}

static void
test_huge_jpeg (void)
{
  g_autoptr (GBytes) bytes = sample_picture_new ("jpeg", 64, 64);
  gsize length = g_bytes_get_size (bytes);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (bytes, NULL), length);
  guint8 *frame = memmem (data, length, "\xff\xc0\x00\x11\x08", 5);
  g_autoptr (GBytes) patched = NULL;
  long before_kib = get_peak_kib ();

  /* Height and width follow the marker, its length and the precision. */
  g_assert_nonnull (frame);
  memset (frame + 5, 0xfe, 4);
  patched = g_bytes_new (data, length);
  check_refused (patched);
  g_assert_cmpint (get_peak_kib () - before_kib, <, MAX_GROWTH_KIB);
}

static void
test_largest_side_is_shown (void)
{
  g_autoptr (GBytes) bytes = sample_picture_new_black_png (16384, 4);
  g_autoptr (MediaPicture) picture = decode (bytes, 128);

  check_size (picture, 128, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  /* First: the peak of memory only grows. */
  g_test_add_func ("/media/decoder/huge-png", test_huge_png);
  g_test_add_func ("/media/decoder/huge-jpeg", test_huge_jpeg);
  g_test_add_func ("/media/decoder/largest-side-is-shown", test_largest_side_is_shown);
  g_test_add_func ("/media/decoder/jpeg-is-decoded-scaled", test_jpeg_is_decoded_scaled);
  g_test_add_func ("/media/decoder/jpeg-of-odd-size", test_jpeg_of_odd_size);
  g_test_add_func ("/media/decoder/grey-jpeg", test_grey_jpeg);
  g_test_add_func ("/media/decoder/cmyk-jpeg", test_cmyk_jpeg);
  g_test_add_func ("/media/decoder/broken-jpeg", test_broken_jpeg);
  g_test_add_func ("/media/decoder/any-damage", test_any_damage);
  g_test_add_func ("/media/decoder/orientation", test_orientation);
  g_test_add_func ("/media/decoder/broken-orientation", test_broken_orientation);
  g_test_add_func ("/media/decoder/png-is-scaled", test_png_is_scaled);
  g_test_add_func ("/media/decoder/thin-png", test_thin_png);
  g_test_add_func ("/media/decoder/no-picture", test_no_picture);

  return g_test_run ();
}
