/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The texts of a picture: EXIF, IPTC and XMP. */

#include "tenant-embedded.h"

#ifdef HAVE_GEXIV2

#include <gexiv2/gexiv2.h>
#include <math.h>
#include <string.h>

#define MAX_TEXT_BYTES 4000
#define MAX_KEYWORDS   100

/* One line of UTF-8, without space around it, or NULL. @text: (transfer full) (nullable) */
static char *
clean (char *text)
{
  g_autofree char *raw = text;
  g_autofree char *valid = NULL;

  if (raw == NULL)
    return NULL;
  if (strlen (raw) > MAX_TEXT_BYTES)
    raw[MAX_TEXT_BYTES] = '\0';
  /* IPTC of old programs is in the code page of some machine: most often this one. */
  if (!g_utf8_validate (raw, -1, NULL))
    valid = g_convert (raw, -1, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  if (valid == NULL)
    valid = g_utf8_make_valid (raw, -1);
  /* XMP of several languages. */
  if (g_str_has_prefix (valid, "lang=\"") && strchr (valid, ' ') != NULL)
    memmove (valid, strchr (valid, ' ') + 1, strlen (strchr (valid, ' ')));
  g_strstrip (valid);

  return *valid != '\0' ? g_steal_pointer (&valid) : NULL;
}

/* The first of some tags that says something; NULL at the end. */
static char *read_first (GExiv2Metadata *metadata, ...) G_GNUC_NULL_TERMINATED;

static char *
read_first (GExiv2Metadata *metadata, ...)
{
  char *text = NULL;
  const char *tag;
  va_list tags;

  va_start (tags, metadata);
  while (text == NULL && (tag = va_arg (tags, const char *)) != NULL)
    text = clean (gexiv2_metadata_try_get_tag_string (metadata, tag, NULL));
  va_end (tags);

  return text;
}

static void
add_keywords (GExiv2Metadata *metadata, const char *tag, GPtrArray *keywords)
{
  g_auto (GStrv) values = gexiv2_metadata_try_get_tag_multiple (metadata, tag, NULL);

  for (guint i = 0; values != NULL && values[i] != NULL && keywords->len < MAX_KEYWORDS; i++)
    {
      g_autofree char *keyword = clean (g_strdup (values[i]));

      if (keyword != NULL
          && !g_ptr_array_find_with_equal_func (keywords, keyword, g_str_equal, NULL))
        g_ptr_array_add (keywords, g_steal_pointer (&keyword));
    }
}

/* What a program wrote twice, into IPTC and into XMP, counts once. */
static char **
read_keywords (GExiv2Metadata *metadata)
{
  GPtrArray *keywords = g_ptr_array_new ();

  add_keywords (metadata, "Xmp.dc.subject", keywords);
  add_keywords (metadata, "Iptc.Application2.Keywords", keywords);
  g_ptr_array_add (keywords, NULL);

  return (char **) g_ptr_array_free (keywords, FALSE);
}

/* 1.11: "2026:02:18 06:11:09" of EXIF, "2026-02-18T06:11:09+01:00" of XMP → "2026-02-18 06:11:09"
 */
static char *
read_taken (GExiv2Metadata *metadata)
{
  g_autofree char *text =
      read_first (metadata, "Exif.Photo.DateTimeOriginal", "Exif.Photo.DateTimeDigitized",
                  "Xmp.photoshop.DateCreated", "Xmp.xmp.CreateDate", "Exif.Image.DateTime", NULL);
  guint n[6] = { 0 };

  if (text == NULL)
    return NULL;
  for (guint i = 0, at = 0; i < G_N_ELEMENTS (n) && at < strlen (text); i++)
    {
      char *end;

      n[i] = (guint) g_ascii_strtoull (text + at, &end, 10);
      if (end == text + at)
        break;
      at = (guint) (end - text) + (*end != '\0');
    }
  if (n[0] < 1000 || n[0] > 9999 || n[1] < 1 || n[1] > 12 || n[2] < 1 || n[2] > 31 || n[3] > 23
      || n[4] > 59 || n[5] > 60)
    return NULL;

  return g_strdup_printf ("%04u-%02u-%02u %02u:%02u:%02u", n[0], n[1], n[2], n[3], n[4], n[5]);
}

static char *
read_gps (GExiv2Metadata *metadata)
{
  double longitude;
  double latitude;
  double altitude;
  char texts[2][G_ASCII_DTOSTR_BUF_SIZE];

  if (!gexiv2_metadata_try_get_gps_info (metadata, &longitude, &latitude, &altitude, NULL)
      || !isfinite (longitude) || !isfinite (latitude) || (longitude == 0 && latitude == 0))
    return NULL;

  return g_strdup_printf ("%s, %s", g_ascii_formatd (texts[0], sizeof texts[0], "%.5f", latitude),
                          g_ascii_formatd (texts[1], sizeof texts[1], "%.5f", longitude));
}

static char **
read_labels (GExiv2Metadata *metadata)
{
  static const char *const tags[][2] = {
    { "Make", "Exif.Image.Make" },
    { "Camera Model Name", "Exif.Image.Model" },
    { "Lens Model", "Exif.Photo.LensModel" },
    { "Exposure Time", "Exif.Photo.ExposureTime" },
    { "F Number", "Exif.Photo.FNumber" },
    { "ISO", "Exif.Photo.ISOSpeedRatings" },
    { "Focal Length", "Exif.Photo.FocalLength" },
    { "Flash", "Exif.Photo.Flash" },
    { "Color Space", "Exif.Photo.ColorSpace" },
    { "Headline", "Iptc.Application2.Headline" },
    { "Source", "Iptc.Application2.Source" },
    { "Title", "Xmp.dc.title" },
  };
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *value =
          clean (gexiv2_metadata_try_get_tag_interpreted_string (metadata, tags[i][1], NULL));

      if (value == NULL)
        continue;
      g_strv_builder_add (labels, tags[i][0]);
      g_strv_builder_add (labels, value);
    }

  return g_strv_builder_end (labels);
}

static char *
read_rating (GExiv2Metadata *metadata)
{
  g_autofree char *text = read_first (metadata, "Xmp.xmp.Rating", "Exif.Image.Rating", NULL);

  return text != NULL && strlen (text) == 1 && *text >= '1' && *text <= '5'
             ? g_steal_pointer (&text)
             : NULL;
}

static void
read_texts (GExiv2Metadata *metadata, TenantEmbedded *embedded)
{
  embedded->description = read_first (metadata, "Xmp.dc.description", "Iptc.Application2.Caption",
                                      "Exif.Image.ImageDescription", NULL);
  embedded->author = read_first (metadata, "Xmp.dc.creator", "Iptc.Application2.Byline",
                                 "Exif.Image.Artist", NULL);
  embedded->copyright = read_first (metadata, "Xmp.dc.rights", "Iptc.Application2.Copyright",
                                    "Exif.Image.Copyright", NULL);
  embedded->terms = read_first (metadata, "Xmp.xmpRights.UsageTerms",
                                "Iptc.Application2.SpecialInstructions", NULL);
  embedded->credit =
      read_first (metadata, "Xmp.photoshop.Credit", "Iptc.Application2.Credit", NULL);
  embedded->headline =
      read_first (metadata, "Xmp.photoshop.Headline", "Iptc.Application2.Headline", NULL);
  embedded->city = read_first (metadata, "Xmp.photoshop.City", "Iptc.Application2.City", NULL);
  embedded->country =
      read_first (metadata, "Xmp.photoshop.Country", "Iptc.Application2.CountryName", NULL);
  embedded->camera = read_first (metadata, "Exif.Image.Model", NULL);
  embedded->tool = read_first (metadata, "Xmp.xmp.CreatorTool", "Exif.Image.Software", NULL);
  embedded->rating = read_rating (metadata);
  embedded->taken = read_taken (metadata);
  embedded->gps = read_gps (metadata);
  embedded->keywords = read_keywords (metadata);
  embedded->labels = read_labels (metadata);
}

gboolean
tenant_texts_read (const char *path, TenantEmbedded *embedded, gboolean *turned)
{
  /* Exiv2 reads XMP with a toolkit that one thread at a time may use. */
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&mutex);
  g_autoptr (GExiv2Metadata) metadata = NULL;
  g_autoptr (GError) error = NULL;

  gexiv2_initialize ();
  gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE);
  metadata = gexiv2_metadata_new ();
  if (gexiv2_metadata_open_path (metadata, path, &error))
    {
      read_texts (metadata, embedded);
      *turned =
          gexiv2_metadata_try_get_orientation (metadata, NULL) >= GEXIV2_ORIENTATION_ROT_90_HFLIP;
    }
  else
    g_debug ("No metadata: %s", error->message);

  return TRUE;
}

#else

gboolean
tenant_texts_read (const char *path, TenantEmbedded *embedded, gboolean *turned)
{
  return FALSE;
}

#endif
