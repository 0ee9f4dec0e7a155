/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-details-text.h"

#include "canto-date.h"
#include "engine-expiry.h"
#include "picker-asset-text.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const titles[PICKER_N_DETAILS] = {
  [PICKER_DETAIL_NAME] = N_ ("Name"),
  [PICKER_DETAIL_FORMAT] = N_ ("Format"),
  [PICKER_DETAIL_SIZE] = N_ ("Size"),
  [PICKER_DETAIL_DIMENSIONS] = N_ ("Dimensions"),
  [PICKER_DETAIL_RESOLUTION] = N_ ("Resolution"),
  [PICKER_DETAIL_DURATION] = N_ ("Duration"),
  [PICKER_DETAIL_PAGES] = N_ ("Pages"),
  [PICKER_DETAIL_STATUS] = N_ ("Status"),
  [PICKER_DETAIL_EXPIRY] = N_ ("Expiry"),
  [PICKER_DETAIL_CREATED] = N_ ("Created"),
  [PICKER_DETAIL_CHANGED] = N_ ("Changed"),
  [PICKER_DETAIL_UPLOADED] = N_ ("Uploaded"),
  [PICKER_DETAIL_UPLOADED_BY] = N_ ("Uploaded by"),
  [PICKER_DETAIL_COPYRIGHT] = N_ ("Copyright"),
  [PICKER_DETAIL_TERMS] = N_ ("Terms and conditions"),
  [PICKER_DETAIL_DESCRIPTION] = N_ ("Description"),
};

const char *
picker_details_text_get_title (PickerDetail detail)
{
  g_return_val_if_fail (detail < PICKER_N_DETAILS, NULL);

  return _ (titles[detail]);
}

/* What cannot be read as a date is shown as it came. */
char *
picker_details_text_dup_day (const char *text, CantoAccount *account)
{
  g_autoptr (GDateTime) date = canto_date_parse (text, canto_account_get_time_zone (account));

  /* Translators: a day, as "3 Mar 2026" */
  return date != NULL ? g_date_time_format (date, _ ("%-d %b %Y")) : g_strdup (text);
}

/* (nullable) */
static const char *
get_expiry (CantoAsset *asset, CantoAccount *account)
{
  const char *field = canto_account_get_expiry_field (account);
  const char *value = field != NULL ? canto_asset_get_field_values (asset, field)[0] : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

static char *
dup_expiry (CantoAsset *asset, CantoAccount *account)
{
  const char *value = get_expiry (asset, account);

  return value != NULL ? picker_details_text_dup_day (value, account) : NULL;
}

gboolean
picker_details_text_has_expired (CantoAsset *asset, CantoAccount *account)
{
  g_return_val_if_fail (asset != NULL, FALSE);

  return engine_expiry_is_over (asset, account);
}

static char *
dup_format (CantoAsset *asset)
{
  const char *type = canto_asset_get_content_type (asset);
  const char *dot = strrchr (canto_asset_get_name (asset), '.');

  if (type != NULL && *type != '\0')
    return g_content_type_get_description (type);

  return dot != NULL && dot[1] != '\0' ? g_utf8_strup (dot + 1, -1) : NULL;
}

static char *
dup_dimensions (CantoAsset *asset)
{
  g_autofree char *pixels = picker_asset_text_dup_dimensions (asset);

  /* Translators: width and height: "6000 × 4000 pixels" */
  return pixels != NULL ? g_strdup_printf (_ ("%s pixels"), pixels) : NULL;
}

static char *
dup_resolution (CantoAsset *asset)
{
  guint dpi = canto_asset_get_dpi (asset);

  /* Translators: dots per inch */
  return dpi > 0 ? g_strdup_printf (_ ("%u dpi"), dpi) : NULL;
}

static char *
dup_status (CantoAsset *asset)
{
  const char *badge = picker_asset_text_get_badge (asset);

  /* Translators: an asset's approval status */
  return g_strdup (badge != NULL ? badge : _ ("Approved"));
}

static char *
dup_number (guint number)
{
  return number > 0 ? g_strdup_printf ("%'u", number) : NULL;
}

static char *
dup_value (PickerDetail detail, CantoAsset *asset, CantoAccount *account)
{
  const char *file_date = canto_asset_get_file_date (asset);
  const char *uploaded = canto_asset_get_last_uploaded (asset);
  const char *created = canto_asset_get_created (asset);

  switch (detail)
    {
    case PICKER_DETAIL_NAME:
      return g_strdup (canto_asset_get_name (asset));
    case PICKER_DETAIL_FORMAT:
      return dup_format (asset);
    case PICKER_DETAIL_SIZE:
      return canto_asset_get_size_bytes (asset) > 0
                 ? g_format_size (canto_asset_get_size_bytes (asset))
                 : NULL;
    case PICKER_DETAIL_DIMENSIONS:
      return dup_dimensions (asset);
    case PICKER_DETAIL_RESOLUTION:
      return dup_resolution (asset);
    case PICKER_DETAIL_DURATION:
      return picker_asset_text_dup_duration (asset);
    case PICKER_DETAIL_PAGES:
      return dup_number (canto_asset_get_n_pages (asset));
    case PICKER_DETAIL_STATUS:
      return dup_status (asset);
    case PICKER_DETAIL_EXPIRY:
      return dup_expiry (asset, account);
    case PICKER_DETAIL_CREATED:
      return picker_details_text_dup_day (file_date != NULL ? file_date : created, account);
    case PICKER_DETAIL_CHANGED:
      return picker_details_text_dup_day (canto_asset_get_time (asset), account);
    case PICKER_DETAIL_UPLOADED:
      return picker_details_text_dup_day (uploaded != NULL ? uploaded : created, account);
    case PICKER_DETAIL_UPLOADED_BY:
      return g_strdup (canto_asset_get_owner_name (asset));
    case PICKER_DETAIL_COPYRIGHT:
      return g_strdup (canto_asset_get_copyright (asset));
    case PICKER_DETAIL_TERMS:
      return g_strdup (canto_asset_get_terms (asset));
    case PICKER_DETAIL_DESCRIPTION:
      return g_strdup (canto_asset_get_description (asset));
    case PICKER_N_DETAILS:
    default:
      return NULL;
    }
}

char *
picker_details_text_dup_value (PickerDetail detail, CantoAsset *asset, CantoAccount *account)
{
  char *value;

  g_return_val_if_fail (detail < PICKER_N_DETAILS, NULL);
  g_return_val_if_fail (asset != NULL, NULL);

  value = dup_value (detail, asset, account);
  if (value != NULL && *value == '\0')
    g_clear_pointer (&value, g_free);

  return value;
}

gboolean
picker_details_text_is_field_shown (const char *name, CantoAccount *account)
{
  g_return_val_if_fail (name != NULL, FALSE);

  return !g_str_has_prefix (name, "MDC ")
         && g_strcmp0 (name, canto_account_get_expiry_field (account)) != 0;
}

/* Translators: how many of the selected are of a kind */
static char *
dup_kind (CantoScheme scheme, guint n)
{
  switch (scheme)
    {
    case CANTO_SCHEME_IMAGE:
      return g_strdup_printf (ngettext ("%u image", "%u images", n), n);
    case CANTO_SCHEME_VIDEO:
      return g_strdup_printf (ngettext ("%u video", "%u videos", n), n);
    case CANTO_SCHEME_AUDIO:
      return g_strdup_printf (ngettext ("%u audio file", "%u audio files", n), n);
    case CANTO_SCHEME_DOCUMENT:
      return g_strdup_printf (ngettext ("%u document", "%u documents", n), n);
    case CANTO_SCHEME_PRESENTATION:
      return g_strdup_printf (ngettext ("%u presentation", "%u presentations", n), n);
    case CANTO_SCHEME_OTHER:
    case CANTO_SCHEME_UNKNOWN:
    case CANTO_SCHEME_FOLDER:
    case CANTO_SCHEME_ALBUM:
    default:
      return g_strdup_printf (ngettext ("%u other", "%u others", n), n);
    }
}

static char *
dup_kinds (GPtrArray *assets)
{
  static const CantoScheme schemes[] = {
    CANTO_SCHEME_IMAGE,    CANTO_SCHEME_VIDEO,        CANTO_SCHEME_AUDIO,
    CANTO_SCHEME_DOCUMENT, CANTO_SCHEME_PRESENTATION, CANTO_SCHEME_OTHER,
  };
  guint counts[G_N_ELEMENTS (schemes)] = { 0 };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < assets->len; i++)
    {
      gsize kind = 0;

      while (kind + 1 < G_N_ELEMENTS (schemes)
             && schemes[kind] != canto_asset_get_scheme (assets->pdata[i]))
        kind++;
      counts[kind]++;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autofree char *kind = counts[i] > 0 ? dup_kind (schemes[i], counts[i]) : NULL;

      if (kind != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", kind);
    }

  return g_string_free (text, FALSE);
}

char *
picker_details_text_dup_summary (GPtrArray *assets)
{
  g_autofree char *kinds = NULL;
  g_autofree char *size = NULL;
  guint64 n_bytes = 0;

  g_return_val_if_fail (assets != NULL, NULL);

  kinds = dup_kinds (assets);
  for (guint i = 0; i < assets->len; i++)
    {
      /* A sum without one of them would be wrong. */
      if (canto_asset_get_size_bytes (assets->pdata[i]) == 0)
        return g_steal_pointer (&kinds);
      n_bytes += canto_asset_get_size_bytes (assets->pdata[i]);
    }
  size = g_format_size (n_bytes);

  return g_strdup_printf ("%s\n%s", kinds, size);
}
