/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-asset-text.h"

#include <glib/gi18n.h>
#include <string.h>

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
  const char *badge = picker_asset_text_get_badge (asset);
  guint width = canto_asset_get_width_px (asset);
  guint height = canto_asset_get_height_px (asset);

  append_part (text, format);
  if (width > 0 && height > 0)
    {
      g_autofree char *dimensions = g_strdup_printf ("%u × %u", width, height);

      append_part (text, dimensions);
    }
  append_part (text, canto_asset_get_duration (asset));
  if (canto_asset_get_size_bytes (asset) > 0)
    {
      g_autofree char *size = g_format_size (canto_asset_get_size_bytes (asset));

      append_part (text, size);
    }
  /* Translators: an asset's approval status */
  append_part (text, badge != NULL ? badge : _ ("Approved"));
  append_part (text, canto_asset_get_copyright (asset));
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
  g_ptr_array_add (sentences, NULL);

  return g_strjoinv (" ", (char **) sentences->pdata);
}

char *
picker_asset_text_dup_copied (DeliveryLink *link)
{
  guint width = delivery_link_get_width_px (link);
  guint height = delivery_link_get_height_px (link);
  const char *format = delivery_link_get_format_name (link);

  if (width > 0 && height > 0)
    /* Translators: width, height, format of the picture that the link leads to */
    return g_strdup_printf (_ ("Link copied: %u × %u %s"), width, height, format);
  if (*format != '\0')
    /* Translators: format of the file that the link leads to */
    return g_strdup_printf (_ ("Link copied: %s"), format);

  return g_strdup (_ ("Link copied"));
}
