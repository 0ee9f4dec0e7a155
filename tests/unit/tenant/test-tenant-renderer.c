/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-renderer.h"

#include "tenant-made-up.h"

#include <string.h>

#ifdef HAVE_VIPS
#include <vips/vips.h>
#endif

static void
get_image (TenantLibrary *library, TenantAsset *asset)
{

  for (guint64 number = 0;; number++)
    {
      tenant_library_get_asset (library, number, asset);
      if (asset->width_px == 6000 && asset->height_px == 4000)
        return;
      tenant_asset_clear (asset);
    }
}

/* What check says is what render does. */
static void
test_check (void)
{
  static const struct
  {
    const char *ops;
    gboolean good;
  } cases[] = {
    { "-S10", TRUE },
    { "-S10x5-FJPG", TRUE },
    { "-B20-FPNG", TRUE },
    { "-C10x10,0,0", TRUE },
    { "-Tsquare-S10", TRUE },
    { "-S99999", TRUE }, /* never enlarged, so not wrong */
    { "", FALSE },
    { "S10", FALSE },
    { "-", FALSE },
    { "-S", FALSE },
    { "-S0", FALSE },
    { "-S0x10", FALSE },
    { "-S 10", FALSE },
    { "-S+10", FALSE },
    { "-S10 ", FALSE },
    { "-S123456", FALSE },
    { "-C10x10,0", FALSE },
    { "-C10x10,0,0,0", FALSE },
    { "-C10x10,2039,0", FALSE },
    { "-C4294967296x1,0,0", FALSE },
    { "-Tother", FALSE },
    { "-T", FALSE },
    { "-F", FALSE },
    { "-FJPEG", FALSE },
    { "-S10-", FALSE },
    { "-X1", FALSE },
  };
  g_autoptr (TenantLibrary) library = tenant_made_up_new (1000, 1, 0);
  g_auto (TenantAsset) asset = { 0 };

  get_image (library, &asset);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) render_error = NULL;
      const char *content_type = NULL;
      g_autoptr (GBytes) bytes = NULL;

      g_test_message ("%s", cases[i].ops);
      g_assert_cmpint (tenant_renderer_check (library, &asset, cases[i].ops, &error), ==,
                       cases[i].good);
      bytes = tenant_renderer_render (library, &asset, cases[i].ops, &content_type, &render_error);
      g_assert_cmpint (bytes != NULL, ==, cases[i].good);
      if (!cases[i].good)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
          g_assert_error (render_error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
        }
    }
}

static void
test_formats (void)
{
  static const struct
  {
    const char *ops;
    const char *type;
    const char *magic;
    gsize n_magic;
    gboolean needs_vips;
  } cases[] = {
    { "-S50-FJPG", "image/jpeg", "\xff\xd8\xff", 3, FALSE },
    { "-S50-FPNG", "image/png", "\x89PNG", 4, FALSE },
    { "-S50-FTIF", "image/tiff", "II*", 3, FALSE },
    { "-S50-FWEBP", "image/webp", "RIFF", 4, TRUE },
    { "-S50-FGIF", "image/gif", "GIF8", 4, TRUE },
    { "-S50-FJP2", "image/jp2", "\0\0\0\x0cjP", 6, TRUE },
  };
  g_autoptr (TenantLibrary) library = tenant_made_up_new (1000, 1, 0);
  g_auto (TenantAsset) asset = { 0 };
#ifdef HAVE_VIPS
  const gboolean has_vips = TRUE;
#else
  const gboolean has_vips = FALSE;
#endif

  get_image (library, &asset);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *content_type = NULL;
      g_autoptr (GBytes) bytes =
          tenant_renderer_render (library, &asset, cases[i].ops, &content_type, &error);

      g_test_message ("%s", cases[i].ops);
      if (cases[i].needs_vips && !has_vips)
        {
          g_assert_nonnull (error);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (content_type, ==, cases[i].type);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), cases[i].n_magic, cases[i].magic,
                       cases[i].n_magic);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#ifdef HAVE_VIPS
  g_assert_cmpint (VIPS_INIT (argv[0]), ==, 0);
#endif
  g_test_add_func ("/renderer/11.16/check", test_check);
  g_test_add_func ("/renderer/11.7/formats", test_formats);

  return g_test_run ();
}
