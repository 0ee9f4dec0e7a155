/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages of documents: good ones, broken ones, and those that are made to do harm. */

#include "media-document.h"
#include "test-wait.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define N_PAGES 3

static const double colours[N_PAGES][3] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };

static cairo_status_t
append (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* Three pages, each of one colour. */
static GBytes *
make_pdf (double width_pt, double height_pt)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (append, bytes, width_pt, height_pt);
  cairo_t *cr = cairo_create (surface);

  for (int i = 0; i < N_PAGES; i++)
    {
      cairo_set_source_rgb (cr, colours[i][0], colours[i][1], colours[i][2]);
      cairo_paint (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (bytes);
}

/* One page by hand. @objects: more of them, from 5 on; @trailer: more of the trailer. No table of
 * offsets: a reader makes its own. */
static GBytes *
write_pdf (const char *media_box, const char *content, const char *objects, const char *trailer)
{
  char *text = g_strdup_printf ("%%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
                                "2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
                                "3 0 obj <</Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R"
                                " /Resources <</XObject <</X 5 0 R>>>>>> endobj\n"
                                "4 0 obj <</Length %zu>> stream\n%s\nendstream endobj\n%s\n"
                                "trailer <</Root 1 0 R %s>>\n%%%%EOF\n",
                                media_box, strlen (content), content, objects, trailer);

  return g_bytes_new_take (text, strlen (text));
}

static MediaDocument *
open_bytes (GBytes *bytes, const char *program)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("descant-XXXXXX", &path, NULL);
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);
  g_autoptr (MediaFile) file = NULL;

  g_assert_cmpint (fd, >=, 0);
  unlink (path);
  g_assert_cmpint (write (fd, data, length), ==, (gssize) length);
  file = media_file_new_take (fd);

  return media_document_new (file, program);
}

static MediaPicture *
draw (MediaDocument *document, guint page, guint size_px, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  media_document_draw_async (document, page, size_px, NULL, test_keep_result, &result);

  return media_document_draw_finish (document, test_wait_result (&result), error);
}

static void
assert_refused (GBytes *bytes, int code)
{
  g_autoptr (MediaDocument) document = open_bytes (bytes, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (draw (document, 0, 100, &error));
  g_assert_error (error, G_IO_ERROR, code);
  g_assert_cmpuint (media_document_get_n_pages (document), ==, 0);
}

static void
assert_size (MediaPicture *picture, int width_px, int height_px)
{
  g_assert_cmpint (media_picture_get_width_px (picture), ==, width_px);
  g_assert_cmpint (media_picture_get_height_px (picture), ==, height_px);
}

static void
test_pages (void)
{
  g_autoptr (GBytes) bytes = make_pdf (200, 100);
  MediaDocument *document = open_bytes (bytes, NULL);

  g_assert_true (media_document_is_supported ());
  g_assert_cmpuint (media_document_get_n_pages (document), ==, 0);
  for (guint i = N_PAGES; i > 0; i--)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MediaPicture) picture = draw (document, i - 1, 50, &error);
      const guint8 *last;

      g_assert_no_error (error);
      assert_size (picture, 50, 25);
      g_assert_false (media_picture_get_has_alpha (picture));
      last = (const guint8 *) g_bytes_get_data (media_picture_get_pixels (picture), NULL)
             + 24 * media_picture_get_stride_bytes (picture) + 49 * 3;
      for (int c = 0; c < 3; c++)
        g_assert_cmpuint (last[c], ==, colours[i - 1][c] > 0 ? 255 : 0);
      g_assert_cmpuint (media_document_get_n_pages (document), ==, N_PAGES);
    }
  test_assert_last_unref (document);
}

static void
test_sizes (void)
{
  static const struct
  {
    double width_pt, height_pt;
    guint size_px;
    int width_px, height_px;
  } cases[] = {
    { 595, 842, 842, 595, 842 },
    { 100, 200, 1, 1, 1 },
    { 100, 200, 9999, 2048, 4096 },
    { 14400, 3, 100, 100, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = make_pdf (cases[i].width_pt, cases[i].height_pt);
      g_autoptr (MediaDocument) document = open_bytes (bytes, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (MediaPicture) picture = draw (document, 0, cases[i].size_px, &error);

      g_assert_no_error (error);
      assert_size (picture, cases[i].width_px, cases[i].height_px);
    }
}

static void
test_no_such_page (void)
{
  g_autoptr (GBytes) bytes = make_pdf (200, 100);
  g_autoptr (MediaDocument) document = open_bytes (bytes, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (draw (document, N_PAGES, 50, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (media_document_get_n_pages (document), ==, N_PAGES);
}

static void
test_broken (void)
{
  static const char *const texts[] = { "", "%PDF-1.7", "<html>Sign in</html>",
                                       "%PDF-1.7\ntrailer <</Root 1 0 R>>" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

      assert_refused (bytes, G_IO_ERROR_INVALID_DATA);
    }
}

/* Whatever is cut or changed: a picture or an error, and nothing else. */
static void
test_any_damage (void)
{
  g_autoptr (GBytes) whole = make_pdf (100, 100);
  gsize length = g_bytes_get_size (whole);

  for (int i = 0; i < 10; i++)
    {
      g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (whole, NULL), length);
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (MediaDocument) document = NULL;
      g_autoptr (MediaPicture) picture = NULL;
      g_autoptr (GError) error = NULL;

      for (int j = g_test_rand_int_range (0, 8); j > 0; j--)
        data[g_test_rand_int_range (0, (int) length)] = (guint8) g_test_rand_int ();
      damaged = g_bytes_new (data, (gsize) g_test_rand_int_range (1, (int) length + 1));
      document = open_bytes (damaged, NULL);
      picture = draw (document, 0, 20, &error);
      if (picture == NULL)
        g_assert_true (error->domain == G_IO_ERROR);
      else
        g_assert_no_error (error);
    }
}

static void
test_locked (void)
{
  g_autoptr (GBytes) bytes = write_pdf (
      "[0 0 100 100]", "0 0 m", "",
      "/Encrypt <</Filter /Standard /V 1 /R 2 /P -4 /O (0123456789abcdef0123456789abcdef)"
      " /U (0123456789abcdef0123456789abcdef)>> /ID [(0123456789abcdef) (0123456789abcdef)]");

  assert_refused (bytes, G_IO_ERROR_PERMISSION_DENIED);
}

static void
test_huge_page (void)
{
  g_autoptr (GBytes) huge = write_pdf ("[0 0 1000000000 10]", "0 0 m", "", "");
  g_autoptr (GBytes) nothing = write_pdf ("[0 0 0.00001 0.00001]", "0 0 m", "", "");

  assert_refused (huge, G_IO_ERROR_INVALID_DATA);
  assert_refused (nothing, G_IO_ERROR_INVALID_DATA);
}

/* Each form draws the next one ten times: more than there is time for. */
static GBytes *
make_laughs (void)
{
  GString *objects = g_string_new (NULL);
  GBytes *bytes;

  for (int i = 5; i < 20; i++)
    g_string_append_printf (
        objects,
        "%d 0 obj <</Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources"
        " <</XObject <</X %d 0 R>>>> /Length 60>> stream\n"
        "/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do \nendstream endobj\n",
        i, i + 1);
  g_string_append (objects, "20 0 obj <</Type /XObject /Subtype /Form /BBox [0 0 100 100]"
                            " /Length 18>> stream\n0 0 90 90 re f    \nendstream endobj\n");
  bytes = write_pdf ("[0 0 100 100]", "/X Do", objects->str, "");
  g_string_free (objects, TRUE);

  return bytes;
}

static gboolean
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

/* Cancelling does not wait for the page. */
static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = make_laughs ();
  MediaDocument *document = open_bytes (bytes, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  media_document_draw_async (document, 0, 100, cancellable, test_keep_result, &result);
  g_idle_add (cancel, cancellable);
  g_assert_null (media_document_draw_finish (document, test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_object (&result);

  media_document_draw_async (document, 0, 100, cancellable, test_keep_result, &result);
  g_assert_null (media_document_draw_finish (document, test_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  test_assert_last_unref (document);
}

/* A page that takes for ever ends by itself. The limit is that of the kernel; here, a shorter one.
 */
static void
test_endless (void)
{
  g_autoptr (GBytes) bytes = make_laughs ();
  g_autofree char *folder = g_dir_make_tmp ("descant-XXXXXX", NULL);
  g_autofree char *program = g_build_filename (folder, "pages", NULL);
  g_autoptr (MediaDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (program, "#!/bin/sh\nulimit -t 1\nexec \"$DESCANT_PAGES\" \"$@\"\n", -1,
                            G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
  document = open_bytes (bytes, program);
  g_assert_null (draw (document, 0, 100, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_unlink (program);
  g_rmdir (folder);
}

#if defined(__SANITIZE_ADDRESS__)
#define HAS_SANITIZER 1
#endif

/* Groups in groups, each of which takes as much as the page. */
static void
test_memory (void)
{
#ifdef HAS_SANITIZER
  g_test_skip ("a sanitizer takes more addresses than a limit can give");
#else
  GString *objects = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MediaDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 5; i < 45; i++)
    g_string_append_printf (
        objects,
        "%d 0 obj <</Type /XObject /Subtype /Form /BBox [0 0 100 100] /Group <</S /Transparency>>"
        " /Resources <</XObject <</X %d 0 R>> /ExtGState <</G <</ca 0.5>>>>>> /Length 12>>"
        " stream\n/G gs /X Do  \nendstream endobj\n",
        i, i + 1);
  g_string_append (objects, "45 0 obj <</Type /XObject /Subtype /Form /BBox [0 0 100 100]"
                            " /Length 18>> stream\n0 0 90 90 re f    \nendstream endobj\n");
  bytes = write_pdf ("[0 0 100 100]", "/X Do", objects->str, "");
  document = open_bytes (bytes, NULL);
  g_assert_null (draw (document, 0, 4096, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_string_free (objects, TRUE);
#endif
}

static void
test_no_program (void)
{
  g_autoptr (GBytes) bytes = make_pdf (100, 100);
  g_autoptr (MediaDocument) absent = open_bytes (bytes, "/nonexistent/descant-pages");
  g_autoptr (MediaDocument) other = open_bytes (bytes, "/bin/echo");
  g_autoptr (GError) error = NULL;

  g_assert_null (draw (absent, 0, 100, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  /* What it says is not believed. */
  g_assert_null (draw (other, 0, 100, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media/document/pages", test_pages);
  g_test_add_func ("/media/document/sizes", test_sizes);
  g_test_add_func ("/media/document/no-such-page", test_no_such_page);
  g_test_add_func ("/media/document/broken", test_broken);
  g_test_add_func ("/media/document/any-damage", test_any_damage);
  g_test_add_func ("/media/document/locked", test_locked);
  g_test_add_func ("/media/document/huge-page", test_huge_page);
  g_test_add_func ("/media/document/cancelled", test_cancelled);
  g_test_add_func ("/media/document/endless", test_endless);
  g_test_add_func ("/media/document/memory", test_memory);
  g_test_add_func ("/media/document/no-program", test_no_program);

  return g_test_run ();
}
