/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-decoder.h"

#include "canto-error.h"
#include "media-orientation.h"
#include "media-pixels.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#define MAX_SIDE_PX    16384
#define MAX_AREA_PX    (100 * 1000 * 1000)
#define MAX_WHOLE_PX   (25 * 1000 * 1000)  /* of what is decoded whole: all but JPEG */
#define MAX_JPEG_BYTES (128 * 1024 * 1024) /* a progressive one keeps all of itself */
#define BYTES_A_PIXEL  3
#define EXIF_BYTES     4096 /* of its segment: what is looked for stands at the beginning */

static gboolean
check_size (gint64 width_px, gint64 height_px, gint64 max_area_px, GError **error)
{
  if (width_px > 0 && height_px > 0 && width_px <= MAX_SIDE_PX && height_px <= MAX_SIDE_PX
      && width_px * height_px <= max_area_px)
    return TRUE;

  g_set_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
               "A picture of %" G_GINT64_FORMAT " × %" G_GINT64_FORMAT " pixels is not shown.",
               width_px, height_px);

  return FALSE;
}

/* libjpeg reports by not coming back: its own struct with a way out. */
typedef struct
{
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  jmp_buf way_out;
  char message[JMSG_LENGTH_MAX];
  MediaPixels *pixels;
  gboolean is_for_print; /* libjpeg makes no RGB of inks */
} JpegReader;

static void
leave (j_common_ptr jpeg)
{
  JpegReader *reader = (JpegReader *) jpeg;

  jpeg->err->format_message (jpeg, reader->message);
  longjmp (reader->way_out, 1);
}

static void
ignore_warning (j_common_ptr jpeg, int level)
{
}

/* The smallest of libjpeg's eighths that is not below @size_px. */
static guint
choose_eighths (guint longest_px, guint size_px)
{
  guint eighths = 1;

  while (eighths < 8 && longest_px * eighths / 8 < size_px)
    eighths++;

  return eighths;
}

static guint
get_orientation (struct jpeg_decompress_struct *jpeg)
{
  for (jpeg_saved_marker_ptr marker = jpeg->marker_list; marker != NULL; marker = marker->next)
    {
      guint orientation = media_orientation_read (marker->data, marker->data_length);

      if (orientation != 1)
        return orientation;
    }

  return 1;
}

static MediaPicture *
read_jpeg (JpegReader *reader, GBytes *bytes, guint size_px, GError **error)
{
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  g_autoptr (GBytes) pixels = NULL;
  g_autoptr (MediaPicture) picture = NULL;
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  gsize stride;
  guint orientation;

  jpeg->mem->max_memory_to_use = MAX_JPEG_BYTES;
  jpeg_mem_src (jpeg, data, length);
  jpeg_save_markers (jpeg, JPEG_APP0 + 1, EXIF_BYTES);
  jpeg_read_header (jpeg, TRUE);
  if (!check_size (jpeg->image_width, jpeg->image_height, MAX_AREA_PX, error))
    return NULL;

  reader->is_for_print = jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
  if (reader->is_for_print)
    return NULL;

  orientation = get_orientation (jpeg);
  jpeg->scale_num = choose_eighths (MAX (jpeg->image_width, jpeg->image_height), size_px);
  jpeg->scale_denom = 8;
  jpeg->out_color_space = JCS_RGB;
  jpeg_start_decompress (jpeg);

  stride = (gsize) jpeg->output_width * BYTES_A_PIXEL;
  reader->pixels = media_pixels_new (stride * jpeg->output_height);
  while (jpeg->output_scanline < jpeg->output_height)
    {
      JSAMPROW row = media_pixels_get_data (reader->pixels) + stride * jpeg->output_scanline;

      jpeg_read_scanlines (jpeg, &row, 1);
    }
  jpeg_finish_decompress (jpeg);

  pixels = media_pixels_free_to_bytes (g_steal_pointer (&reader->pixels));
  picture = media_picture_new (pixels, (int) jpeg->output_width, (int) jpeg->output_height, stride,
                               FALSE);

  return media_orientation_apply (picture, orientation);
}

/* @is_for_print: (out): the picture is in inks, and %NULL without @error: see decode_other() */
static MediaPicture *
decode_jpeg (GBytes *bytes, guint size_px, gboolean *is_for_print, GError **error)
{
  JpegReader *reader = g_new0 (JpegReader, 1);
  MediaPicture *volatile picture = NULL;

  reader->jpeg.err = jpeg_std_error (&reader->errors);
  reader->errors.error_exit = leave;
  reader->errors.emit_message = ignore_warning;

  if (setjmp (reader->way_out) == 0)
    {
      jpeg_create_decompress (&reader->jpeg);
      picture = read_jpeg (reader, bytes, size_px, error);
    }
  else
    g_set_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY, "A broken JPEG picture: %s",
                 reader->message);

  *is_for_print = reader->is_for_print;
  jpeg_destroy_decompress (&reader->jpeg);
  g_clear_pointer (&reader->pixels, media_pixels_free);
  g_free (reader);

  return picture;
}

/* What the loader says of the size before it decodes. */
typedef struct
{
  guint size_px;
  GError *error; /* (nullable) */
} LoaderState;

static void
size_prepared (GdkPixbufLoader *loader, int width_px, int height_px, gpointer user_data)
{
  LoaderState *state = user_data;
  int longest_px = MAX (width_px, height_px);

  /* A size of nothing makes a loader stop, as for gdk_pixbuf_get_file_info(); for any other one it
   * would decode all pixels and scale them then. */
  if (state->error != NULL || !check_size (width_px, height_px, MAX_WHOLE_PX, &state->error))
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (longest_px > (int) state->size_px)
    gdk_pixbuf_loader_set_size (loader,
                                MAX (1, (int) ((gint64) width_px * state->size_px / longest_px)),
                                MAX (1, (int) ((gint64) height_px * state->size_px / longest_px)));
}

static MediaPicture *
decode_other (GBytes *bytes, guint size_px, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  LoaderState state = { size_px, NULL };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) pixels = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  GdkPixbuf *pixbuf;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared), &state);
  if (gdk_pixbuf_loader_write_bytes (loader, bytes, &local_error))
    gdk_pixbuf_loader_close (loader, &local_error);
  else
    gdk_pixbuf_loader_close (loader, NULL);

  if (state.error != NULL)
    {
      g_propagate_error (error, state.error);
      return NULL;
    }
  pixbuf = local_error == NULL ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf == NULL)
    {
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY, "No picture can be read: %s",
                   local_error != NULL ? local_error->message : "it is empty");
      return NULL;
    }

  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  pixels = gdk_pixbuf_read_pixel_bytes (upright);

  return media_picture_new (pixels, gdk_pixbuf_get_width (upright), gdk_pixbuf_get_height (upright),
                            gdk_pixbuf_get_rowstride (upright), gdk_pixbuf_get_has_alpha (upright));
}

MediaPicture *
media_decoder_decode (GBytes *bytes, guint size_px, GError **error)
{
  gsize length;
  const guchar *data;
  gboolean is_for_print = FALSE;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (size_px > 0, NULL);

  data = g_bytes_get_data (bytes, &length);
  if (length == 0)
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY, "No picture came.");
      return NULL;
    }
  if (length > 2 && data[0] == 0xff && data[1] == 0xd8)
    {
      MediaPicture *picture = decode_jpeg (bytes, size_px, &is_for_print, error);

      if (!is_for_print)
        return picture;
    }

  return decode_other (bytes, size_px, error);
}
