/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-film.h"

#include "tenant-picture.h"

#include <math.h>
#include <string.h>
#include <vpx/vp8cx.h>
#include <vpx/vpx_encoder.h>

#define FRAMES_A_SECOND 10
#define KILOBITS        400
#define PAN             1.25 /* the picture is larger than the frame by this */

/* The Matroska elements that a short film without sound takes. */
enum
{
  ID_EBML = 0x1a45dfa3,
  ID_EBML_VERSION = 0x4286,
  ID_EBML_READ_VERSION = 0x42f7,
  ID_EBML_MAX_ID_LENGTH = 0x42f2,
  ID_EBML_MAX_SIZE_LENGTH = 0x42f3,
  ID_DOC_TYPE = 0x4282,
  ID_DOC_TYPE_VERSION = 0x4287,
  ID_DOC_TYPE_READ_VERSION = 0x4285,
  ID_SEGMENT = 0x18538067,
  ID_INFO = 0x1549a966,
  ID_TIMECODE_SCALE = 0x2ad7b1,
  ID_DURATION = 0x4489,
  ID_MUXING_APP = 0x4d80,
  ID_WRITING_APP = 0x5741,
  ID_TRACKS = 0x1654ae6b,
  ID_TRACK_ENTRY = 0xae,
  ID_TRACK_NUMBER = 0xd7,
  ID_TRACK_UID = 0x73c5,
  ID_TRACK_TYPE = 0x83,
  ID_CODEC_ID = 0x86,
  ID_VIDEO = 0xe0,
  ID_PIXEL_WIDTH = 0xb0,
  ID_PIXEL_HEIGHT = 0xba,
  ID_CLUSTER = 0x1f43b675,
  ID_TIMECODE = 0xe7,
  ID_SIMPLE_BLOCK = 0xa3,
  ID_VOID = 0xec,
};

static void
put_id (GByteArray *to, guint32 id)
{
  for (int shift = 24; shift >= 0; shift -= 8)
    {
      guint8 byte = (guint8) (id >> shift);

      if ((id >> shift) > 0)
        g_byte_array_append (to, &byte, 1);
    }
}

static void
put_head (GByteArray *to, guint32 id, guint64 length)
{
  guint8 bytes[8];
  guint n = 0;

  put_id (to, id);
  bytes[n++] = 0x01; /* a length of seven bytes follows */
  for (int shift = 48; shift >= 0; shift -= 8)
    bytes[n++] = (guint8) (length >> shift);
  g_byte_array_append (to, bytes, n);
}

/* Short lengths in one byte: those who tell files by their first bytes know the type by that. */
static void
put_bytes (GByteArray *to, guint32 id, gconstpointer data, gsize length)
{
  guint8 byte = (guint8) (0x80 | length);

  if (length < 0x7f)
    {
      put_id (to, id);
      g_byte_array_append (to, &byte, 1);
    }
  else
    put_head (to, id, length);
  g_byte_array_append (to, data, (guint) length);
}

static void
put_number (GByteArray *to, guint32 id, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  put_bytes (to, id, &big, sizeof big);
}

static void
put_text (GByteArray *to, guint32 id, const char *text)
{
  put_bytes (to, id, text, strlen (text));
}

/* Puts @child into @to, and frees it. */
static void
put_child (GByteArray *to, guint32 id, GByteArray *child)
{
  put_bytes (to, id, child->data, child->len);
  g_byte_array_unref (child);
}

static void
put_headers (GByteArray *film, GByteArray *segment, const TenantAsset *asset)
{
  GByteArray *head = g_byte_array_new ();
  GByteArray *info = g_byte_array_new ();
  GByteArray *video = g_byte_array_new ();
  GByteArray *track = g_byte_array_new ();
  GByteArray *tracks = g_byte_array_new ();
  union
  {
    float number;
    guint32 bits;
  } duration = { .number = (float) asset->duration_ms };

  put_number (head, ID_EBML_VERSION, 1);
  put_number (head, ID_EBML_READ_VERSION, 1);
  put_number (head, ID_EBML_MAX_ID_LENGTH, 4);
  put_number (head, ID_EBML_MAX_SIZE_LENGTH, 8);
  put_text (head, ID_DOC_TYPE, "webm");
  put_number (head, ID_DOC_TYPE_VERSION, 2);
  put_number (head, ID_DOC_TYPE_READ_VERSION, 2);
  put_child (film, ID_EBML, head);

  put_number (info, ID_TIMECODE_SCALE, 1000000); /* milliseconds */
  put_text (info, ID_MUXING_APP, "descant-tenant");
  put_text (info, ID_WRITING_APP, "descant-tenant");
  put_number (info, ID_DURATION, duration.bits);
  put_child (segment, ID_INFO, info);

  put_number (video, ID_PIXEL_WIDTH, asset->width_px);
  put_number (video, ID_PIXEL_HEIGHT, asset->height_px);
  put_number (track, ID_TRACK_NUMBER, 1);
  put_number (track, ID_TRACK_UID, 1);
  put_number (track, ID_TRACK_TYPE, 1);
  put_text (track, ID_CODEC_ID, "V_VP8");
  put_child (track, ID_VIDEO, video);
  put_child (tracks, ID_TRACK_ENTRY, track);
  put_child (segment, ID_TRACKS, tracks);
}

/* Full range of each channel into the narrower one of video (BT.601). */
static void
fill_planes (vpx_image_t *image, cairo_surface_t *surface)
{
  int stride = cairo_image_surface_get_stride (surface);
  const guchar *pixels = cairo_image_surface_get_data (surface);

  for (guint y = 0; y < image->d_h; y++)
    {
      const guint32 *row = (const guint32 *) (gconstpointer) (pixels + (gsize) y * stride);

      for (guint x = 0; x < image->d_w; x++)
        {
          int r = (row[x] >> 16) & 0xff;
          int g = (row[x] >> 8) & 0xff;
          int b = row[x] & 0xff;

          image->planes[VPX_PLANE_Y][y * image->stride[VPX_PLANE_Y] + x] =
              (guchar) (((66 * r + 129 * g + 25 * b + 128) >> 8) + 16);
          if (x % 2 != 0 || y % 2 != 0)
            continue;
          image->planes[VPX_PLANE_U][y / 2 * image->stride[VPX_PLANE_U] + x / 2] =
              (guchar) (((-38 * r - 74 * g + 112 * b + 128) >> 8) + 128);
          image->planes[VPX_PLANE_V][y / 2 * image->stride[VPX_PLANE_V] + x / 2] =
              (guchar) (((112 * r - 94 * g - 18 * b + 128) >> 8) + 128);
        }
    }
}

static void
put_packets (GByteArray *cluster, vpx_codec_ctx_t *codec)
{
  vpx_codec_iter_t iter = NULL;
  const vpx_codec_cx_pkt_t *packet;

  while ((packet = vpx_codec_get_cx_data (codec, &iter)) != NULL)
    {
      guint16 time_ms;
      guint8 head[4];

      if (packet->kind != VPX_CODEC_CX_FRAME_PKT)
        continue;
      time_ms = (guint16) (packet->data.frame.pts * 1000 / FRAMES_A_SECOND);
      head[0] = 0x81; /* track 1 */
      head[1] = (guint8) (time_ms >> 8);
      head[2] = (guint8) time_ms;
      head[3] = (packet->data.frame.flags & VPX_FRAME_IS_KEY) != 0 ? 0x80 : 0;
      put_head (cluster, ID_SIMPLE_BLOCK, sizeof head + packet->data.frame.sz);
      g_byte_array_append (cluster, head, sizeof head);
      g_byte_array_append (cluster, packet->data.frame.buf, (guint) packet->data.frame.sz);
    }
}

static cairo_surface_t *
draw_frame (const TenantAsset *asset, double progress)
{
  double width = asset->width_px * PAN;
  double height = asset->height_px * PAN;
  double way = 0.5 - 0.5 * cos (progress * G_PI);

  return tenant_picture_draw (asset, width, height, (width - asset->width_px) * way,
                              (height - asset->height_px) / 2, (int) asset->width_px,
                              (int) asset->height_px);
}

static gboolean
encode_frames (const TenantAsset *asset, vpx_codec_ctx_t *codec, GByteArray *cluster)
{
  guint n_frames = MAX (1, asset->duration_ms * FRAMES_A_SECOND / 1000);
  vpx_image_t *image =
      vpx_img_alloc (NULL, VPX_IMG_FMT_I420, asset->width_px, asset->height_px, 16);
  gboolean is_good = image != NULL;

  for (guint i = 0; i < n_frames && is_good; i++)
    {
      cairo_surface_t *surface = draw_frame (asset, (double) i / n_frames);

      fill_planes (image, surface);
      cairo_surface_destroy (surface);
      is_good = vpx_codec_encode (codec, image, i, 1, 0, VPX_DL_REALTIME) == VPX_CODEC_OK;
      put_packets (cluster, codec);
    }
  is_good =
      is_good && vpx_codec_encode (codec, NULL, n_frames, 1, 0, VPX_DL_REALTIME) == VPX_CODEC_OK;
  put_packets (cluster, codec);
  vpx_img_free (image);

  return is_good;
}

static gboolean
encode (const TenantAsset *asset, GByteArray *cluster)
{
  vpx_codec_enc_cfg_t config;
  vpx_codec_ctx_t codec;
  gboolean is_good;

  if (vpx_codec_enc_config_default (vpx_codec_vp8_cx (), &config, 0) != VPX_CODEC_OK)
    return FALSE;

  config.g_w = asset->width_px;
  config.g_h = asset->height_px;
  config.g_timebase = (vpx_rational_t){ 1, FRAMES_A_SECOND };
  config.rc_target_bitrate = KILOBITS;
  config.g_threads = 1; /* the same bytes each time */
  if (vpx_codec_enc_init (&codec, vpx_codec_vp8_cx (), &config, 0) != VPX_CODEC_OK)
    return FALSE;

  /* Below 0 it is the speed; above, libvpx minds the clock and gives other bytes when it is late.
   */
  vpx_codec_control (&codec, VP8E_SET_CPUUSED, -8);
  put_number (cluster, ID_TIMECODE, 0);
  is_good = encode_frames (asset, &codec, cluster);
  vpx_codec_destroy (&codec);

  return is_good;
}

GBytes *
tenant_film_make (const TenantAsset *asset, GError **error)
{
  GByteArray *film = g_byte_array_new ();
  g_autoptr (GByteArray) segment = g_byte_array_new ();
  GByteArray *cluster = g_byte_array_new ();
  guint64 segment_length;
  g_autofree guint8 *nothing = NULL;
  guint64 n_void;

  put_headers (film, segment, asset);
  if (!encode (asset, cluster))
    {
      g_byte_array_unref (cluster);
      g_byte_array_unref (film);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "libvpx refused the film");
      return NULL;
    }
  put_child (segment, ID_CLUSTER, cluster);

  /* What is left, less the heads of the segment and of the Void. */
  segment_length = asset->size_bytes - film->len - 12;
  n_void = segment_length - segment->len - 9;
  g_assert (asset->size_bytes > film->len + segment->len + 21);
  nothing = g_malloc0 (n_void);
  put_head (segment, ID_VOID, n_void);
  g_byte_array_append (segment, nothing, (guint) n_void);
  put_head (film, ID_SEGMENT, segment->len);
  g_byte_array_append (film, segment->data, segment->len);

  return g_byte_array_free_to_bytes (film);
}
