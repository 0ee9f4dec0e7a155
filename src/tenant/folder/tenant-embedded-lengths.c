/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long films and music are, from the heads of the commonest containers: a whole media library,
 * to learn one number of a demo's files, is too much. */

#include "tenant-embedded.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_BOXES    4096
#define MAX_ELEMENTS 4096
#define MAX_MS       (G_GUINT64_CONSTANT (1000) * 3600 * 1000) /* more is a broken file */

typedef struct
{
  int file;
  guint64 size;
  TenantEmbedded *embedded;
} Source;

/* FALSE if there are not so many bytes. */
static gboolean
get_bytes (Source *source, guint64 at, gpointer bytes, gsize n_bytes)
{
  return at <= source->size && n_bytes <= source->size - at
         && pread (source->file, bytes, n_bytes, (off_t) at) == (gssize) n_bytes;
}

static guint64
get_big (const guchar *bytes, guint n_bytes)
{
  guint64 number = 0;

  for (guint i = 0; i < n_bytes; i++)
    number = number << 8 | bytes[i];

  return number;
}

static guint64
get_little (const guchar *bytes, guint n_bytes)
{
  guint64 number = 0;

  for (guint i = n_bytes; i > 0; i--)
    number = number << 8 | bytes[i - 1];

  return number;
}

static void
set_length (Source *source, double length_ms)
{
  if (length_ms > 0 && length_ms < (double) MAX_MS)
    source->embedded->duration_ms = (guint) length_ms;
}

/* RIFF WAVE: bytes a second in "fmt ", all bytes in "data" */
static void
read_wav (Source *source)
{
  guchar head[8];
  guchar format[16];
  guint64 at = 12;
  guint64 a_second = 0;

  for (guint i = 0; i < MAX_BOXES && get_bytes (source, at, head, 8); i++)
    {
      guint64 length = get_little (head + 4, 4);

      if (memcmp (head, "fmt ", 4) == 0 && get_bytes (source, at + 8, format, sizeof format))
        a_second = get_little (format + 8, 4);
      else if (memcmp (head, "data", 4) == 0 && a_second > 0)
        {
          set_length (source,
                      1000.0 * (double) MIN (length, source->size - at) / (double) a_second);
          return;
        }
      at += 8 + length + length % 2;
    }
}

/* FLAC: the first block says samples a second (20 bits) and in all (36 bits). */
static void
read_flac (Source *source)
{
  guchar head[26];
  guint64 packed;

  if (!get_bytes (source, 0, head, sizeof head) || memcmp (head, "fLaC", 4) != 0)
    return;
  packed = get_big (head + 18, 8);
  if (packed >> 44 > 0)
    set_length (source, 1000.0 * (double) (packed & G_GUINT64_CONSTANT (0xfffffffff))
                            / (double) (packed >> 44));
}

/* MPEG-4 "mvhd": ticks a second, and ticks in all. */
static void
read_movie_head (Source *source, guint64 at)
{
  guchar head[32];
  gboolean is_long;
  guint64 a_second;

  if (!get_bytes (source, at, head, sizeof head))
    return;
  is_long = head[0] == 1;
  a_second = get_big (head + (is_long ? 20 : 12), 4);
  if (a_second > 0)
    set_length (source, 1000.0
                            * (double) (is_long ? get_big (head + 24, 8) : get_big (head + 16, 4))
                            / (double) a_second);
}

/* "tkhd" ends with width and height, 16 bits of each behind the point. */
static void
read_track_head (Source *source, guint64 end)
{
  guchar tail[8];
  guint width_px;
  guint height_px;

  if (end < 8 || !get_bytes (source, end - 8, tail, 8))
    return;
  width_px = (guint) get_big (tail, 2);
  height_px = (guint) get_big (tail + 4, 2);
  if ((guint64) width_px * height_px
      > (guint64) source->embedded->width_px * source->embedded->height_px)
    {
      source->embedded->width_px = width_px;
      source->embedded->height_px = height_px;
    }
}

/* Boxes in boxes, two levels of them: "moov" and, in it, each "trak". */
static void
read_boxes (Source *source, guint64 at, guint64 end, guint depth)
{
  guchar head[16];

  for (guint i = 0; i < MAX_BOXES && at + 8 <= end && get_bytes (source, at, head, 8); i++)
    {
      guint64 length = get_big (head, 4);
      guint64 n_head = 8;

      if (length == 1 && get_bytes (source, at, head, 16))
        {
          length = get_big (head + 8, 8);
          n_head = 16;
        }
      if (length == 0)
        length = end - at;
      if (length < n_head || length > end - at)
        return;
      if (depth < 2 && (memcmp (head + 4, "moov", 4) == 0 || memcmp (head + 4, "trak", 4) == 0))
        read_boxes (source, at + n_head, at + length, depth + 1);
      else if (memcmp (head + 4, "mvhd", 4) == 0)
        read_movie_head (source, at + n_head);
      else if (memcmp (head + 4, "tkhd", 4) == 0)
        read_track_head (source, at + length);
      at += length;
    }
}

/* A number of Matroska whose first bits say how many bytes it has. @keep: with those bits, as in
 * ids. 0 bytes: there is none. */
static guint
read_vint (Source *source, guint64 at, gboolean keep, guint64 *number)
{
  guchar bytes[8];
  guint n_bytes = 1;

  if (!get_bytes (source, at, bytes, 1) || bytes[0] == 0)
    return 0;
  while ((bytes[0] & (0x80 >> (n_bytes - 1))) == 0)
    n_bytes++;
  if (!get_bytes (source, at, bytes, n_bytes))
    return 0;
  if (!keep)
    bytes[0] &= (guchar) (0xff >> n_bytes);
  *number = get_big (bytes, n_bytes);

  return n_bytes;
}

static double
read_float (Source *source, guint64 at, guint64 length)
{
  guchar bytes[8];
  guint32 short_bits;
  guint64 long_bits;
  float short_value;
  double value = 0;

  if ((length != 4 && length != 8) || !get_bytes (source, at, bytes, length))
    return 0;
  if (length == 8)
    {
      long_bits = get_big (bytes, 8);
      memcpy (&value, &long_bits, 8);
      return value;
    }
  short_bits = (guint32) get_big (bytes, 4);
  memcpy (&short_value, &short_bits, 4);

  return short_value;
}

static guint64
read_unsigned (Source *source, guint64 at, guint64 length)
{
  guchar bytes[8];

  return length <= 8 && get_bytes (source, at, bytes, length) ? get_big (bytes, (guint) length) : 0;
}

/* Matroska and WebM: a segment with information (tick and duration) and tracks (pixels) in it. */
static void
read_elements (Source *source, guint64 at, guint64 end, guint depth, double *tick_ns, double *ticks)
{
  for (guint i = 0; i < MAX_ELEMENTS && at < end; i++)
    {
      guint64 id;
      guint64 length;
      guint n_id = read_vint (source, at, TRUE, &id);
      guint n_length = n_id > 0 ? read_vint (source, at + n_id, FALSE, &length) : 0;
      guint64 body = at + n_id + n_length;
      gboolean is_unknown =
          n_length > 0 && length == (G_GUINT64_CONSTANT (1) << (7 * n_length)) - 1;

      if (n_length == 0)
        return;
      if (is_unknown || length > end - MIN (end, body))
        length = end - MIN (end, body);
      if (id == 0x1f43b675) /* the first cluster: what we look for stands before it */
        return;
      if (depth < 4
          && (id == 0x18538067 || id == 0x1549a966 || id == 0x1654ae6b || id == 0xae || id == 0xe0))
        read_elements (source, body, body + length, depth + 1, tick_ns, ticks);
      else if (id == 0x2ad7b1)
        *tick_ns = (double) read_unsigned (source, body, length);
      else if (id == 0x4489)
        *ticks = read_float (source, body, length);
      else if (id == 0xb0)
        source->embedded->width_px = (guint) MIN (read_unsigned (source, body, length), 65535);
      else if (id == 0xba)
        source->embedded->height_px = (guint) MIN (read_unsigned (source, body, length), 65535);
      at = body + length;
    }
}

static void
read_matroska (Source *source)
{
  double tick_ns = 1000000;
  double ticks = 0;

  read_elements (source, 0, source->size, 0, &tick_ns, &ticks);
  set_length (source, ticks * tick_ns / 1000000);
}

void
tenant_lengths_read (const char *path, TenantEmbedded *embedded)
{
  Source source = { .embedded = embedded };
  struct stat status;
  guchar head[12];

  source.file = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (source.file < 0)
    return;
  if (fstat (source.file, &status) == 0)
    source.size = (guint64) status.st_size;
  if (get_bytes (&source, 0, head, sizeof head))
    {
      if (memcmp (head, "RIFF", 4) == 0 && memcmp (head + 8, "WAVE", 4) == 0)
        read_wav (&source);
      else if (memcmp (head, "fLaC", 4) == 0)
        read_flac (&source);
      else if (memcmp (head, "\x1a\x45\xdf\xa3", 4) == 0)
        read_matroska (&source);
      else if (memcmp (head + 4, "ftyp", 4) == 0)
        read_boxes (&source, 0, source.size, 0);
    }
  close (source.file);
}
