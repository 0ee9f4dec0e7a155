/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-original.h"

#include "tenant-film.h"
#include "tenant-motif.h"
#include "tenant-picture.h"
#include "tenant-random-private.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#define WAV_RATE_HZ     22050
#define WAV_HEAD_BYTES  44
#define PNG_TAIL_BYTES  12 /* IEND */
#define JPEG_TAIL_BYTES 2  /* EOI */
#define CHUNK_OVERHEAD  12
#define PAD_LINE_BYTES  80

guint64
tenant_original_get_least_size (TenantFormat format,
                                guint width_px,
                                guint height_px,
                                guint duration_ms,
                                guint pages)
{
  guint64 area = (guint64) width_px * height_px;

  switch (format)
    {
    case TENANT_FORMAT_JPEG:
      return area / 4 + 64 * 1024;
    case TENANT_FORMAT_PNG:
      /* More than without any compression. */
      return area * 3 + height_px * 8 + 64 * 1024;
    case TENANT_FORMAT_TIFF:
      return area * 3 + 64 * 1024;
    case TENANT_FORMAT_PDF:
      return 64 * 1024 + (guint64) pages * 48 * 1024;
    case TENANT_FORMAT_WAV:
      return WAV_HEAD_BYTES + (guint64) duration_ms * WAV_RATE_HZ * 2 / 1000 + 64;
    case TENANT_FORMAT_WEBM:
      return 192 * 1024 + (guint64) duration_ms * 150;
    case TENANT_FORMAT_CSV:
    case TENANT_N_FORMATS:
    default:
      return 4096;
    }
}

/* JPEG: fill bytes, which may stand before any marker, before the last one. What looks at the first
 * bytes alone finds the size of the picture there. */
static GByteArray *
make_jpeg (const TenantAsset *asset, GError **error)
{
  cairo_surface_t *surface = tenant_picture_draw (asset, asset->width_px, asset->height_px, 0, 0,
                                                  (int) asset->width_px, (int) asset->height_px);
  g_autoptr (GBytes) bytes = NULL;
  GByteArray *file = g_byte_array_new ();
  const guint8 *data;
  gsize length;
  gsize n_scan;
  int quality = 85;

  do
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      bytes = tenant_picture_encode (surface, TENANT_PICTURE_JPEG, quality, error);
      quality -= 20;
    }
  while (g_bytes_get_size (bytes) > asset->size_bytes && quality > 0);
  cairo_surface_destroy (surface);

  data = g_bytes_get_data (bytes, &length);
  n_scan = length - JPEG_TAIL_BYTES;
  g_byte_array_append (file, data, (guint) n_scan);
  g_byte_array_set_size (file, (guint) asset->size_bytes);
  memset (file->data + n_scan, 0xff, file->len - n_scan - JPEG_TAIL_BYTES);
  memcpy (file->data + file->len - JPEG_TAIL_BYTES, data + n_scan, JPEG_TAIL_BYTES);

  return file;
}

static guint32
crc_of (const guint8 *data, gsize length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
    }

  return ~crc;
}

/* PNG: a private chunk before the last one. */
static GByteArray *
make_png (const TenantAsset *asset, GError **error)
{
  cairo_surface_t *surface = tenant_picture_draw (asset, asset->width_px, asset->height_px, 0, 0,
                                                  (int) asset->width_px, (int) asset->height_px);
  g_autoptr (GBytes) bytes = tenant_picture_encode (surface, TENANT_PICTURE_PNG, 0, error);
  GByteArray *file = g_byte_array_new ();
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint64 n_pad = asset->size_bytes - length - CHUNK_OVERHEAD;
  g_autofree guint8 *chunk = g_malloc0 (4 + n_pad);
  guint32 big;

  cairo_surface_destroy (surface);
  memcpy (chunk, "paDd", 4);
  g_byte_array_append (file, data, (guint) (length - PNG_TAIL_BYTES));
  big = GUINT32_TO_BE ((guint32) n_pad);
  g_byte_array_append (file, (const guint8 *) &big, 4);
  g_byte_array_append (file, chunk, (guint) (4 + n_pad));
  big = GUINT32_TO_BE (crc_of (chunk, 4 + n_pad));
  g_byte_array_append (file, (const guint8 *) &big, 4);
  g_byte_array_append (file, data + length - PNG_TAIL_BYTES, PNG_TAIL_BYTES);

  return file;
}

/* TIFF finds all by offsets: what is behind the last of them is nobody's. */
static GByteArray *
make_tiff (const TenantAsset *asset, GError **error)
{
  cairo_surface_t *surface = tenant_picture_draw (asset, asset->width_px, asset->height_px, 0, 0,
                                                  (int) asset->width_px, (int) asset->height_px);
  g_autoptr (GBytes) bytes = tenant_picture_encode (surface, TENANT_PICTURE_TIFF, 0, error);
  GByteArray *file = NULL;

  cairo_surface_destroy (surface);
  if (bytes != NULL)
    {
      gsize length = g_bytes_get_size (bytes);

      file = g_bytes_unref_to_array (g_steal_pointer (&bytes));
      g_byte_array_set_size (file, (guint) asset->size_bytes);
      memset (file->data + length, 0, asset->size_bytes - length);
    }

  return file;
}

static cairo_status_t
append_pdf (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* PDF: comment lines before "startxref", which no offset points behind. */
static GByteArray *
make_pdf (const TenantAsset *asset)
{
  GByteArray *file = g_byte_array_new ();
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (append_pdf, file, asset->width_px, asset->height_px);
  cairo_t *cr = cairo_create (surface);
  g_autofree guint8 *tail = NULL;
  guint n_tail = 0;
  guint64 n_pad;

  /* So that its parts stand in it as they are, on each version of cairo: what is filled in at its
   * end is counted. */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, asset->name);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2026-01-01T00:00:00Z");
  for (guint page = 0; page < asset->pages; page++)
    {
      tenant_motif_draw (cr, asset->motif, asset->hash + page, asset->width_px, asset->height_px);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  while (n_tail < file->len && memcmp (file->data + file->len - n_tail - 1, "startxref", 9) != 0)
    n_tail++;
  n_tail++;
  tail = g_memdup2 (file->data + file->len - n_tail, n_tail);
  g_byte_array_set_size (file, file->len - n_tail);
  n_pad = asset->size_bytes - file->len - n_tail;
  for (guint64 i = 0; i < n_pad; i++)
    g_byte_array_append (
        file,
        (const guint8 *) (i % PAD_LINE_BYTES == PAD_LINE_BYTES - 1 || i + 1 == n_pad ? "\n"
                          : i % PAD_LINE_BYTES == 0                                  ? "%"
                                                                                     : " "),
        1);
  g_byte_array_append (file, tail, n_tail);

  return file;
}

static void
put_number (guint8 *to, guint64 number, guint n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    to[i] = (guint8) (number >> (8 * i));
}

/* A few soft notes, one each half second. */
static void
play (const TenantAsset *asset, gint16 *samples, guint64 n_samples)
{
  static const double scale_hz[] = { 220, 247, 277, 330, 370, 440, 494, 554 };
  guint64 random = asset->hash;
  double pitch_hz = 220;

  for (guint64 i = 0; i < n_samples; i++)
    {
      double since_s = (double) (i % (WAV_RATE_HZ / 2)) / WAV_RATE_HZ;
      double phase;

      if (i % (WAV_RATE_HZ / 2) == 0)
        pitch_hz = scale_hz[tenant_random_below (&random, G_N_ELEMENTS (scale_hz))];
      phase = 2 * G_PI * pitch_hz * since_s;
      samples[i] = (gint16) (9000 * exp (-4 * since_s) * (sin (phase) + 0.3 * sin (2 * phase)));
    }
}

/* WAV: the samples, and a JUNK chunk behind them. */
static GByteArray *
make_wav (const TenantAsset *asset)
{
  guint64 n_samples = (guint64) asset->duration_ms * WAV_RATE_HZ / 1000;
  guint64 n_data = n_samples * 2;
  GByteArray *file = g_byte_array_new ();
  g_autofree gint16 *samples = g_new (gint16, n_samples);
  guint64 at = WAV_HEAD_BYTES + n_data;

  g_byte_array_set_size (file, (guint) asset->size_bytes);
  memset (file->data, 0, file->len);
  memcpy (file->data, "RIFF", 4);
  put_number (file->data + 4, asset->size_bytes - 8, 4);
  memcpy (file->data + 8, "WAVEfmt ", 8);
  put_number (file->data + 16, 16, 4);
  put_number (file->data + 20, 1, 2); /* PCM */
  put_number (file->data + 22, 1, 2); /* mono */
  put_number (file->data + 24, WAV_RATE_HZ, 4);
  put_number (file->data + 28, WAV_RATE_HZ * 2, 4);
  put_number (file->data + 32, 2, 2);
  put_number (file->data + 34, 16, 2);
  memcpy (file->data + 36, "data", 4);
  put_number (file->data + 40, n_data, 4);
  play (asset, samples, n_samples);
  for (guint64 i = 0; i < n_samples; i++)
    put_number (file->data + WAV_HEAD_BYTES + 2 * i, (guint16) samples[i], 2);
  memcpy (file->data + at, "JUNK", 4);
  put_number (file->data + at + 4, asset->size_bytes - at - 8, 4);

  return file;
}

static GByteArray *
make_csv (const TenantAsset *asset)
{
  GByteArray *file = g_byte_array_new ();
  guint64 random = asset->hash;
  const char *head = "article,price,stock\r\n";

  g_byte_array_append (file, (const guint8 *) head, (guint) strlen (head));
  while (file->len < asset->size_bytes)
    {
      g_autofree char *row =
          g_strdup_printf ("ART-%05u,%u.%02u,%u\r\n", tenant_random_below (&random, 100000),
                           tenant_random_below (&random, 400), tenant_random_below (&random, 100),
                           tenant_random_below (&random, 1000));

      if (file->len + strlen (row) > asset->size_bytes)
        {
          /* Spaces at the end of a line are what a spreadsheet forgives. */
          memset (row, ' ', strlen (row));
          g_byte_array_append (file, (const guint8 *) row, (guint) (asset->size_bytes - file->len));
        }
      else
        g_byte_array_append (file, (const guint8 *) row, (guint) strlen (row));
    }

  return file;
}

GBytes *
tenant_original_make (const TenantAsset *asset, GError **error)
{
  GByteArray *file = NULL;

  switch (asset->format)
    {
    case TENANT_FORMAT_JPEG:
      file = make_jpeg (asset, error);
      break;
    case TENANT_FORMAT_PNG:
      file = make_png (asset, error);
      break;
    case TENANT_FORMAT_TIFF:
      file = make_tiff (asset, error);
      break;
    case TENANT_FORMAT_PDF:
      file = make_pdf (asset);
      break;
    case TENANT_FORMAT_WAV:
      file = make_wav (asset);
      break;
    case TENANT_FORMAT_WEBM:
      return tenant_film_make (asset, error);
    case TENANT_FORMAT_CSV:
    case TENANT_N_FORMATS:
    default:
      file = make_csv (asset);
      break;
    }

  return file != NULL ? g_byte_array_free_to_bytes (file) : NULL;
}
