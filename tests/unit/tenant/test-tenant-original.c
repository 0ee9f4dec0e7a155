/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-original.h"

#include "tenant-made-up.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

static GdkPixbuf *
decode (GBytes *bytes, const char *format)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (format, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (loader);
  gdk_pixbuf_loader_write_bytes (loader, bytes, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);

  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

static void
check_picture (const TenantAsset *asset, GBytes *bytes, const char *format)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (bytes, format);

  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, asset->width_px);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, asset->height_px);
}

static guint32
get_le32 (const guint8 *data)
{
  return data[0] | data[1] << 8 | data[2] << 16 | (guint32) data[3] << 24;
}

/* RIFF's chunks fill the file, and the samples last as long as is said. */
static void
check_wav (const TenantAsset *asset, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize at = 12;
  guint32 n_samples = 0;

  g_assert_cmpmem (data, 4, "RIFF", 4);
  g_assert_cmpuint (get_le32 (data + 4), ==, size - 8);
  g_assert_cmpmem (data + 8, 4, "WAVE", 4);
  while (at + 8 <= size)
    {
      guint32 length = get_le32 (data + at + 4);

      if (memcmp (data + at, "data", 4) == 0)
        n_samples = length / 2;
      at += 8 + length + length % 2;
    }
  g_assert_cmpuint (at, ==, size + size % 2);
  g_assert_cmpuint ((guint64) n_samples * 1000 / 22050, ==, asset->duration_ms);
}

/* The last "startxref" points at a table or a stream of references, and there are as many pages as
 * is said. */
static void
check_pdf (const TenantAsset *asset, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *start = data + size;
  g_autofree char *count = g_strdup_printf ("/Count %u\n", asset->pages);
  guint64 offset;

  g_assert_nonnull (memmem (data, size, count, strlen (count)));
  g_assert_cmpmem (data, 7, "%PDF-1.", 7);
  do
    start--;
  while (start > data && memcmp (start, "startxref", 9) != 0);
  offset = g_ascii_strtoull (start + 9, NULL, 10);
  g_assert_cmpuint (offset, <, size);
  g_assert_true (memcmp (data + offset, "xref", 4) == 0 || g_ascii_isdigit (data[offset]));
  g_assert_nonnull (g_strstr_len (start, data + size - start, "%%EOF"));
}

/* Its type stands where programs that look at the first bytes find it. */
static void
check_webm (GBytes *bytes)
{
  const char *data = g_bytes_get_data (bytes, NULL);

  g_assert_cmpmem (data, 4, "\x1a\x45\xdf\xa3", 4);
  g_assert_nonnull (memmem (data, 64, "\x42\x82\x84webm", 7));
}

/* JFIF, a frame of the right size soon after it, and the end at the end. */
static void
check_jpeg (const TenantAsset *asset, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize at = 2;

  g_assert_cmpmem (data, 4, "\xff\xd8\xff\xe0", 4);
  g_assert_cmpmem (data + size - 2, 2, "\xff\xd9", 2);
  while (data[at + 1] != 0xc0)
    {
      g_assert_cmpuint (data[at], ==, 0xff);
      at += 2 + (data[at + 2] << 8 | data[at + 3]);
      g_assert_cmpuint (at, <, 4096);
    }
  g_assert_cmpuint (data[at + 5] << 8 | data[at + 6], ==, asset->height_px);
  g_assert_cmpuint (data[at + 7] << 8 | data[at + 8], ==, asset->width_px);
  check_picture (asset, bytes, "jpeg");
}

static void
check_original (const TenantAsset *asset, GBytes *bytes)
{
  switch (asset->format)
    {
    case TENANT_FORMAT_JPEG:
      check_jpeg (asset, bytes);
      break;
    case TENANT_FORMAT_PNG:
      check_picture (asset, bytes, "png");
      break;
    case TENANT_FORMAT_TIFF:
      check_picture (asset, bytes, "tiff");
      break;
    case TENANT_FORMAT_PDF:
      check_pdf (asset, bytes);
      break;
    case TENANT_FORMAT_WAV:
      check_wav (asset, bytes);
      break;
    case TENANT_FORMAT_WEBM:
      check_webm (bytes);
      break;
    case TENANT_FORMAT_CSV:
      g_assert_true (g_utf8_validate (g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
      break;
    case TENANT_N_FORMATS:
    default:
      g_assert_not_reached ();
    }
}

/* To the byte as large as was said before it was made, and whole; of each kind some. */
static void
test_all (void)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (2000, 1, 0);
  guint n_seen[TENANT_N_FORMATS] = { 0 };

  for (guint64 number = 0; number < 2000; number++)
    {
      g_auto (TenantAsset) asset = { 0 };
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      tenant_library_get_asset (library, number, &asset);
      if (n_seen[asset.format]++ >= 6)
        continue;
      bytes = tenant_original_make (&asset, &error);
      g_assert_no_error (error);
      g_test_message ("%s", asset.name);
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, asset.size_bytes);
      check_original (&asset, bytes);
    }
  for (guint i = 0; i < TENANT_N_FORMATS; i++)
    g_assert_cmpuint (n_seen[i], >, 6);
}

static void
test_same_bytes (void)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (2000, 1, 0);
  gboolean seen[TENANT_N_FORMATS] = { FALSE };

  for (guint64 number = 0; number < 2000; number++)
    {
      g_auto (TenantAsset) asset = { 0 };
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) again = NULL;

      tenant_library_get_asset (library, number, &asset);
      if (seen[asset.format])
        continue;
      seen[asset.format] = TRUE;
      bytes = tenant_original_make (&asset, NULL);
      again = tenant_original_make (&asset, NULL);
      g_test_message ("%s", asset.name);
      g_assert_true (g_bytes_equal (bytes, again));
    }
}

static gpointer
make_original (gpointer asset)
{
  return tenant_original_make (asset, NULL);
}

/* However busy the machine is: an encoder that minds the clock gives other bytes then. */
static void
test_busy (void)
{
  g_autoptr (TenantLibrary) library = tenant_made_up_new (2000, 1, 0);
  guint n_films = 0;

  for (guint64 number = 0; n_films < 3; number++)
    {
      g_auto (TenantAsset) asset = { 0 };
      g_autoptr (GBytes) alone = NULL;
      GThread *threads[8];

      tenant_library_get_asset (library, number, &asset);
      if (asset.format != TENANT_FORMAT_WEBM)
        continue;
      n_films++;
      alone = tenant_original_make (&asset, NULL);
      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("film", make_original, &asset);
      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        {
          g_autoptr (GBytes) bytes = g_thread_join (threads[i]);

          g_assert_true (g_bytes_equal (bytes, alone));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/original/size-is-true", test_all);
  g_test_add_func ("/original/same-bytes-each-time", test_same_bytes);
  g_test_add_func ("/original/same-bytes-when-busy", test_busy);

  return g_test_run ();
}
