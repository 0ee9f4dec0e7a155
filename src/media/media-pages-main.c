/* SPDX-License-Identifier: GPL-3.0-or-later */

/* descant-pages PAGE SIZE <DOCUMENT: draws one page of a PDF, and is no part of the picker for what
 * the document may do to it. Writes "PAGES WIDTH HEIGHT\n" and the pixels, three bytes each, or
 * "PAGES 0 0\n" if there is no such page. Ends with EACCES if the document wants a password, with
 * ENOMEM if there is not enough, and with EINVAL if it cannot be read. */

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cairo.h>
#include <glib.h>
#include <poppler.h>

#define MAX_MEMORY_BYTES (1024L * 1024 * 1024)
#define MAX_SECONDS      10
#define MAX_PAGES        100000
#define MAX_SIDE_PT      1000000.0 /* 350 m */
#define MAX_SIZE_PX      4096
#define BYTES_A_PIXEL    3

#if defined(__SANITIZE_ADDRESS__)
#define HAS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif

static void
set_limit (__rlimit_resource_t resource, rlim_t most)
{
  struct rlimit limit = { most, most };
  struct rlimit given;

  /* Less than was given already stays less. */
  if (getrlimit (resource, &given) == 0)
    limit.rlim_cur = limit.rlim_max = MIN (most, MIN (given.rlim_cur, given.rlim_max));
  setrlimit (resource, &limit);
}

static void
set_limits (void)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  set_limit (RLIMIT_CORE, 0);
  set_limit (RLIMIT_FSIZE, 0);
  set_limit (RLIMIT_CPU, MAX_SECONDS);
#ifndef HAS_SANITIZER /* which takes terabytes of addresses */
  set_limit (RLIMIT_AS, MAX_MEMORY_BYTES);
#endif
}

/* Both of poppler and of GLib end a program that gets no memory, by a signal. */
static void
ran_out (int number)
{
  _exit (ENOMEM);
}

static gboolean
write_all (gconstpointer data, gsize length)
{
  const guint8 *at = data;

  while (length > 0)
    {
      ssize_t n = write (STDOUT_FILENO, at, length);

      if (n < 0 && errno != EINTR)
        return FALSE;
      at += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }

  return TRUE;
}

static gboolean
write_head (int n_pages, int width_px, int height_px)
{
  g_autofree char *head = g_strdup_printf ("%d %d %d\n", n_pages, width_px, height_px);

  return write_all (head, strlen (head));
}

static gboolean
write_rows (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  g_autofree guint8 *row = g_malloc ((gsize) width * BYTES_A_PIXEL);

  for (int y = 0; y < height; y++)
    {
      const guint32 *from = (const guint32 *) (gconstpointer) (pixels + (gsize) y * stride);

      for (int x = 0; x < width; x++)
        {
          row[x * BYTES_A_PIXEL] = (guint8) (from[x] >> 16);
          row[x * BYTES_A_PIXEL + 1] = (guint8) (from[x] >> 8);
          row[x * BYTES_A_PIXEL + 2] = (guint8) from[x];
        }
      if (!write_all (row, (gsize) width * BYTES_A_PIXEL))
        return FALSE;
    }

  return TRUE;
}

/* @width, @height: in points */
static int
draw (PopplerPage *page, double width, double height, guint size_px, int n_pages)
{
  double factor = size_px / MAX (width, height);
  int width_px = CLAMP ((int) round (width * factor), 1, (int) size_px);
  int height_px = CLAMP ((int) round (height * factor), 1, (int) size_px);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width_px, height_px);
  cairo_t *cr = cairo_create (surface);

  if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    return ENOMEM;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, factor, factor);
  poppler_page_render (page, cr);
  if (cairo_status (cr) == CAIRO_STATUS_NO_MEMORY)
    return ENOMEM;
  cairo_surface_flush (surface);

  return write_head (n_pages, width_px, height_px) && write_rows (surface) ? 0 : EPIPE;
}

static int
draw_page (guint number, guint size_px)
{
  GError *error = NULL;
  /* Under another number: the standard input would be read from where it stands, once. */
  PopplerDocument *document = poppler_document_new_from_fd (dup (STDIN_FILENO), NULL, &error);
  PopplerPage *page;
  int n_pages;
  double width = 0;
  double height = 0;

  if (document == NULL)
    return g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? EACCES : EINVAL;
  n_pages = poppler_document_get_n_pages (document);
  if (n_pages < 1 || n_pages > MAX_PAGES)
    return EINVAL;
  if (number >= (guint) n_pages)
    return write_head (n_pages, 0, 0) ? 0 : EPIPE;
  page = poppler_document_get_page (document, (int) number);
  if (page == NULL)
    return EINVAL;
  poppler_page_get_size (page, &width, &height);
  if (!(width >= 1 && height >= 1 && width <= MAX_SIDE_PT && height <= MAX_SIDE_PT))
    return EINVAL;

  return draw (page, width, height, size_px, n_pages);
}

int
main (int argc, char *argv[])
{
  guint64 number, size_px;

  if (argc != 3 || !g_ascii_string_to_unsigned (argv[1], 10, 0, MAX_PAGES, &number, NULL)
      || !g_ascii_string_to_unsigned (argv[2], 10, 1, MAX_SIZE_PX, &size_px, NULL))
    {
      g_printerr ("Usage: descant-pages PAGE SIZE <DOCUMENT\n");
      return EINVAL;
    }

  signal (SIGXFSZ, SIG_IGN);
  signal (SIGABRT, ran_out);
  signal (SIGTRAP, ran_out);
  set_limits ();
  /* Without tidying up: nothing outlives it. */
  _exit (draw_page ((guint) number, (guint) size_px));
}
