/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-pictures.h"

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef HAVE_VIPS
#include <vips/vips.h>
#endif
#ifdef HAVE_GEXIV2
#include <gexiv2/gexiv2.h>
#endif

#define RATE_HZ 8000
#define LONGEST 255 /* bytes of a name */

/* The path of a file, its folder made; what is left to do is to write it. (transfer full) */
static char *
reserve (TestPictures *self, const char *name)
{
  char *path = g_build_filename (self->path, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  self->n_files++;

  return path;
}

/* Red on the left, blue on the right. */
static GdkPixbuf *
make_pixbuf (int width, int height, gboolean has_alpha)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_alpha, 8, width, height);
  g_autoptr (GdkPixbuf) left = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, width / 2, height);

  gdk_pixbuf_fill (pixbuf, has_alpha ? 0x0000ff00 : 0x0000ffff);
  gdk_pixbuf_fill (left, 0xff0000ff);

  return pixbuf;
}

static void
add_picture (TestPictures *self, const char *name, const char *type, int width, int height)
{
  g_autofree char *path = reserve (self, name);
  g_autoptr (GdkPixbuf) pixbuf = make_pixbuf (width, height, g_str_equal (type, "png"));
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_save (pixbuf, path, type, &error, NULL);
  g_assert_no_error (error);
}

static void
add_text (TestPictures *self, const char *name, const char *text)
{
  g_autofree char *path = reserve (self, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
add_pdf (TestPictures *self)
{
  g_autofree char *path = reserve (self, "Papers/three.pdf");
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 300, 400);
  cairo_t *cr = cairo_create (surface);

  for (guint page = 0; page < 3; page++)
    {
      cairo_set_source_rgb (cr, 0, 0.5, 0);
      cairo_rectangle (cr, 50, 50, 100, 100);
      cairo_fill (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

/* One and a half seconds of eight bits. */
static void
add_wav (TestPictures *self)
{
  const guint32 n_samples = RATE_HZ * 3 / 2;
  g_autofree char *path = reserve (self, "Papers/tone.wav");
  g_autofree guint8 *bytes = g_malloc0 (44 + n_samples);
  const guint32 head[] = { 0x46464952, 36 + n_samples, 0x45564157, 0x20746d66, 16,       0x00010001,
                           RATE_HZ,    RATE_HZ,        0x00080001, 0x61746164, n_samples };

  for (gsize i = 0; i < G_N_ELEMENTS (head); i++)
    {
      guint32 little = GUINT32_TO_LE (head[i]);

      memcpy (bytes + 4 * i, &little, 4);
    }
  g_assert_true (g_file_set_contents (path, (const char *) bytes, 44 + n_samples, NULL));
}

static void
write_texts (TestPictures *self)
{
#ifdef HAVE_GEXIV2
  static const char *const tags[][2] = {
    { "Exif.Image.Orientation", "6" },
    { "Exif.Image.Model", "Box Camera" },
    { "Exif.Image.Artist", "Jane Doe" },
    { "Exif.Photo.DateTimeOriginal", "2024:03:02 10:11:12" },
    { "Xmp.dc.description", "lang=\"x-default\" Boats at the dock" },
    { "Xmp.dc.rights", "lang=\"x-default\" © 2024 Jane Doe" },
    { "Xmp.xmpRights.UsageTerms", "lang=\"x-default\" Editorial use only" },
    { "Xmp.xmp.Rating", "4" },
    { "Iptc.Application2.City", "Bergen" },
    { "Iptc.Application2.Credit", "Studio Nord" },
  };
  const char *subjects[] = { "Harbour", "Sea", NULL };
  const char *keywords[] = { "Sea", "Boats", NULL };
  g_autofree char *path = g_build_filename (self->path, "dock.jpg", NULL);
  g_autoptr (GExiv2Metadata) metadata = NULL;
  g_autoptr (GError) error = NULL;

  gexiv2_initialize ();
  metadata = gexiv2_metadata_new ();
  gexiv2_metadata_open_path (metadata, path, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      gexiv2_metadata_try_set_tag_string (metadata, tags[i][0], tags[i][1], &error);
      g_assert_no_error (error);
    }
  gexiv2_metadata_try_set_tag_multiple (metadata, "Xmp.dc.subject", subjects, &error);
  g_assert_no_error (error);
  gexiv2_metadata_try_set_tag_multiple (metadata, "Iptc.Application2.Keywords", keywords, &error);
  g_assert_no_error (error);
  gexiv2_metadata_save_file (metadata, path, &error);
  g_assert_no_error (error);
  self->has_texts = TRUE;
#endif
}

#ifdef HAVE_VIPS
static gboolean
add_with_vips (TestPictures *self, const char *name, int width, int height)
{
  g_autofree char *path = reserve (self, name);
  VipsImage *black = NULL;
  VipsImage *image = NULL;
  gboolean is_written;

  g_assert_cmpint (vips_black (&black, width, height, "bands", 3, NULL), ==, 0);
  g_assert_cmpint (vips_cast_uchar (black, &image, NULL), ==, 0);
  is_written = vips_image_write_to_file (image, path, NULL) == 0;
  vips_error_clear ();
  g_object_unref (image);
  g_object_unref (black);
  if (!is_written)
    {
      g_unlink (path);
      self->n_files--;
    }

  return is_written;
}
#endif

/* What a library leaves out. */
static void
add_hidden (TestPictures *self)
{
  g_autofree char *odd = g_build_filename (self->path, "Odd", NULL);
  g_autofree char *out = g_build_filename (odd, "out", NULL);
  g_autofree char *cycle = g_build_filename (odd, "cycle", NULL);
  g_autofree char *link = g_build_filename (odd, "link.jpg", NULL);
  g_autofree char *pipe = g_build_filename (odd, "pipe.jpg", NULL);

  add_text (self, "Odd/.hidden.jpg", "x");
  add_text (self, ".thumbnails/a.png", "x");
  self->n_files -= 2;
  g_assert_cmpint (symlink ("/etc", out), ==, 0);
  g_assert_cmpint (symlink ("..", cycle), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
}

static void
add_odd (TestPictures *self)
{
  g_autofree char *longest = g_strnfill (LONGEST - 4, 'x');
  g_autofree char *longest_name = g_strconcat ("Odd/", longest, ".png", NULL);

  add_text (self, "Odd/broken.jpg", "This is no picture.");
  add_text (self, "Odd/empty.png", "");
  add_text (self, "Odd/new\nline.jpg", "x");
  add_text (self, "Odd/not\xff utf8.jpg", "x");
  add_text (self, "Odd/🎉 party [page=2].txt", "x");
  add_text (self, "Odd/no extension", "plain text");
  add_picture (self, longest_name, "png", 10, 10);
  add_hidden (self);
}

TestPictures *
test_pictures_new (void)
{
  TestPictures *self = g_new0 (TestPictures, 1);
  g_autofree char *nothing = NULL;

  self->path = g_dir_make_tmp ("descant-pictures-XXXXXX", NULL);
  g_assert_nonnull (self->path);
  add_picture (self, "dock.jpg", "jpeg", 60, 40);
  write_texts (self);
  add_text (self, "logo.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\">"
            "<rect width=\"100\" height=\"100\" fill=\"red\"/></svg>");
  add_picture (self, "Products/chair.png", "png", 80, 50);
  add_picture (self, "Products/Lamps/lamp.tif", "tiff", 50, 50);
#ifdef HAVE_VIPS
  self->has_webp = add_with_vips (self, "Products/Lamps/lamp.webp", 64, 32);
  self->has_heic = add_with_vips (self, "Products/Lamps/lamp.heic", 64, 64);
#endif
  add_pdf (self);
  add_wav (self);
  add_odd (self);
  nothing = g_build_filename (self->path, "Nothing", NULL);
  g_assert_cmpint (g_mkdir (nothing, 0700), ==, 0);

  return self;
}

/* Calls @func for all that is below @path, what is in a folder before the folder. */
static void
walk (const char *path, void (*func) (const char *path, gpointer data), gpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      if (g_file_test (below, G_FILE_TEST_IS_DIR) && !g_file_test (below, G_FILE_TEST_IS_SYMLINK))
        walk (below, func, data);
      func (below, data);
    }
}

static void
remove_path (const char *path, gpointer data)
{
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
test_pictures_free (TestPictures *self)
{
  walk (self->path, remove_path, NULL);
  g_assert_cmpint (g_rmdir (self->path), ==, 0);
  g_free (self->path);
  g_free (self);
}

static void
describe_path (const char *path, gpointer lines)
{
  struct stat status;

  g_assert_cmpint (lstat (path, &status), ==, 0);
  g_ptr_array_add (lines, g_strdup_printf ("%s %ld %ld.%09ld", path, (long) status.st_size,
                                           (long) status.st_mtim.tv_sec, status.st_mtim.tv_nsec));
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
test_pictures_describe (TestPictures *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  walk (self->path, describe_path, lines);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}
