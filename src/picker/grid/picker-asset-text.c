/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-asset-text.h"

#include "canto-date.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <math.h>
#include <string.h>

#define NO_BREAK_SPACE "\u00a0"

/* Unicode's "isolates" */
#define LEFT_TO_RIGHT    "\u2066"
#define END_OF_DIRECTION "\u2069"

const char *
picker_asset_text_get_icon_name (CantoAsset *asset)
{
  switch (canto_asset_get_scheme (asset))
    {
    case CANTO_SCHEME_IMAGE:
      return "image-x-generic-symbolic";
    case CANTO_SCHEME_VIDEO:
      return "video-x-generic-symbolic";
    case CANTO_SCHEME_AUDIO:
      return "audio-x-generic-symbolic";
    case CANTO_SCHEME_DOCUMENT:
      return "x-office-document-symbolic";
    case CANTO_SCHEME_PRESENTATION:
      return "x-office-presentation-symbolic";
    case CANTO_SCHEME_UNKNOWN:
    case CANTO_SCHEME_OTHER:
    case CANTO_SCHEME_FOLDER:
    case CANTO_SCHEME_ALBUM:
    default:
      return "package-x-generic-symbolic";
    }
}

const char *
picker_asset_text_get_badge (CantoAsset *asset)
{
  switch (canto_asset_get_approval (asset))
    {
    case CANTO_APPROVAL_APPROVED:
      return NULL;
    case CANTO_APPROVAL_PENDING:
      /* Translators: an asset's approval status, on a tile */
      return _ ("Pending");
    case CANTO_APPROVAL_RESTRICTED:
      /* Translators: an asset's approval status, on a tile */
      return _ ("Restricted");
    case CANTO_APPROVAL_EXPIRED:
      /* Translators: an asset's approval status, on a tile */
      return _ ("Expired");
    case CANTO_APPROVAL_OTHER:
      return canto_asset_get_approval_word (asset);
    case CANTO_APPROVAL_UNKNOWN:
    default:
      /* Translators: the service told no approval status of the asset */
      return _ ("Status unknown");
    }
}

const char *
picker_asset_text_get_status (CantoAsset *asset)
{
  const char *badge = picker_asset_text_get_badge (asset);

  /* Translators: an asset's approval status */
  return badge != NULL ? badge : _ ("Approved");
}

const char *
picker_asset_text_get_scheme (CantoAsset *asset)
{
  switch (canto_asset_get_scheme (asset))
    {
    case CANTO_SCHEME_IMAGE:
      /* Translators: what kind of asset it is */
      return _ ("Image");
    case CANTO_SCHEME_VIDEO:
      /* Translators: what kind of asset it is */
      return _ ("Video");
    case CANTO_SCHEME_AUDIO:
      /* Translators: what kind of asset it is */
      return _ ("Audio");
    case CANTO_SCHEME_DOCUMENT:
      /* Translators: what kind of asset it is */
      return _ ("Document");
    case CANTO_SCHEME_PRESENTATION:
      /* Translators: what kind of asset it is */
      return _ ("Presentation");
    case CANTO_SCHEME_OTHER:
      /* Translators: what kind of asset it is */
      return _ ("Other");
    case CANTO_SCHEME_UNKNOWN:
    case CANTO_SCHEME_FOLDER:
    case CANTO_SCHEME_ALBUM:
    default:
      return canto_asset_get_scheme_word (asset);
    }
}

char *
picker_asset_text_dup_pixels (guint width_px, guint height_px)
{
  /* Among letters that go from right to left the two would change places. */
  gboolean is_rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;

  return g_strdup_printf (is_rtl ? LEFT_TO_RIGHT "%u × %u" END_OF_DIRECTION : "%u × %u", width_px,
                          height_px);
}

char *
picker_asset_text_dup_dimensions (CantoAsset *asset)
{
  guint width = canto_asset_get_width_px (asset);
  guint height = canto_asset_get_height_px (asset);

  return width > 0 && height > 0 ? picker_asset_text_dup_pixels (width, height) : NULL;
}

char *
picker_asset_text_dup_size (CantoAsset *asset)
{
  guint64 size = canto_asset_get_size_bytes (asset);

  return size > 0 ? g_format_size (size) : NULL;
}

/* "1:34", "00:01:34.5", "94.5 s" or "94"; negative for what is none of these (canto-api.md 7.21:
 * the form is unknown). */
static double
parse_seconds (const char *word)
{
  double seconds = 0;
  const char *at = word;
  char *end;

  for (;;)
    {
      double part = g_ascii_strtod (at, &end);

      if (end == at || !isfinite (part) || part < 0)
        return -1;
      seconds = seconds * 60 + part;
      if (*end != ':')
        break;
      at = end + 1;
    }
  if (*end == ' ')
    end++;
  if (*end == 's')
    end++;

  return *end == '\0' && seconds < 1e9 ? seconds : -1;
}

char *
picker_asset_text_dup_duration (CantoAsset *asset)
{
  const char *word = canto_asset_get_duration (asset);
  double seconds;
  guint whole;

  if (word == NULL || *word == '\0')
    return NULL;

  seconds = parse_seconds (word);
  if (seconds < 0)
    return g_strdup (word);

  whole = (guint) (seconds + 0.5);
  if (whole >= 3600)
    /* Translators: how long a film is: hours, minutes, seconds */
    return g_strdup_printf (_ ("%u:%02u:%02u"), whole / 3600, whole / 60 % 60, whole % 60);

  /* Translators: how long a film is: minutes, seconds */
  return g_strdup_printf (_ ("%u:%02u"), whole / 60, whole % 60);
}

char *
picker_asset_text_dup_amount (CantoAsset *asset)
{
  guint n_pages = canto_asset_get_n_pages (asset);

  if (n_pages > 0)
    return g_strdup_printf (ngettext ("%u page", "%u pages", n_pages), n_pages);

  return picker_asset_text_dup_duration (asset);
}

char *
picker_asset_text_dup_day (CantoAsset *asset, GTimeZone *zone)
{
  g_autoptr (GDateTime) moment = canto_date_parse (canto_asset_get_time (asset), zone);

  /* Translators: a day, as g_date_time_format() writes it: 3 Mar 2026 */
  return moment != NULL ? g_date_time_format (moment, _ ("%-d %b %Y")) : NULL;
}

static void
append_part (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static char *
dup_format (CantoAsset *asset)
{
  const char *name = canto_asset_get_name (asset);
  const char *dot = strrchr (name, '.');

  if (dot == NULL || dot[1] == '\0' || g_utf8_strlen (dot + 1, -1) > 5)
    return NULL;

  return g_utf8_strup (dot + 1, -1);
}

char *
picker_asset_text_dup_summary (CantoAsset *asset)
{
  GString *text = g_string_new (NULL);
  g_autofree char *format = dup_format (asset);
  g_autofree char *dimensions = picker_asset_text_dup_dimensions (asset);
  g_autofree char *amount = picker_asset_text_dup_amount (asset);
  g_autofree char *size = picker_asset_text_dup_size (asset);

  append_part (text, format);
  append_part (text, dimensions);
  append_part (text, amount);
  append_part (text, size);
  append_part (text, picker_asset_text_get_status (asset));
  append_part (text, canto_asset_get_copyright (asset));
  append_part (text, canto_asset_get_terms (asset));

  return g_string_free (text, FALSE);
}

/* "© 2026 A. Reed": the sign stays with what follows. */
static void
append_copyright (GString *text, const char *copyright)
{
  if (copyright != NULL && g_str_has_prefix (copyright, "© "))
    {
      g_autofree char *unbroken = g_strconcat ("©" NO_BREAK_SPACE, copyright + strlen ("© "), NULL);

      append_part (text, unbroken);
    }
  else
    append_part (text, copyright);
}

/* Where it has to be broken into lines, that is done between two of them, after the dot. */
static void
append_fact (GString *text, const char *part)
{
  g_auto (GStrv) words = part != NULL ? g_strsplit (part, " ", -1) : NULL;
  g_autofree char *unbroken = words != NULL ? g_strjoinv (NO_BREAK_SPACE, words) : NULL;

  if (text->len > 0 && unbroken != NULL && *unbroken != '\0')
    g_string_append (text, NO_BREAK_SPACE "· ");
  g_string_append (text, unbroken != NULL ? unbroken : "");
}

char *
picker_asset_text_dup_facts (CantoAsset *asset)
{
  GString *text = g_string_new (NULL);
  g_autofree char *dimensions = picker_asset_text_dup_dimensions (asset);
  g_autofree char *amount = picker_asset_text_dup_amount (asset);
  g_autofree char *size = picker_asset_text_dup_size (asset);
  g_autofree char *format = dup_format (asset);

  append_fact (text, picker_asset_text_get_status (asset));
  append_fact (text, dimensions);
  append_fact (text, amount);
  append_fact (text, size);
  append_fact (text, format);
  append_copyright (text, canto_asset_get_copyright (asset));
  append_part (text, canto_asset_get_terms (asset));

  return g_string_free (text, FALSE);
}

char *
picker_asset_text_dup_concerns (DeliveryConcerns concerns)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new ();

  if (concerns & DELIVERY_CONCERN_EXPIRED)
    g_ptr_array_add (sentences, _ ("Its right of use has expired."));
  if (concerns & DELIVERY_CONCERN_RESTRICTED)
    g_ptr_array_add (sentences, _ ("Its use is restricted."));
  if (concerns & DELIVERY_CONCERN_PENDING)
    g_ptr_array_add (sentences, _ ("It is not approved yet."));
  if (concerns & DELIVERY_CONCERN_STATUS_UNKNOWN)
    g_ptr_array_add (sentences, _ ("It is not known to be approved."));
  if (concerns & DELIVERY_CONCERN_NOT_PUBLISHED)
    g_ptr_array_add (sentences, _ ("It is not published for delivery: the link is a direct one, "
                                   "which may stop working."));
  if (concerns & DELIVERY_CONCERN_NOT_CROPPED)
    g_ptr_array_add (sentences, _ ("It cannot be cropped: the link shows all of the picture."));
  g_ptr_array_add (sentences, NULL);

  return g_strjoinv (" ", (char **) sentences->pdata);
}
