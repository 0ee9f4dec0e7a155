/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-check-text.h"

#include "picker-asset-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* By EngineLinkState. */
static const struct
{
  const char *reason;
  const char *advice;
} words[ENGINE_N_LINK_STATES] = {
  [ENGINE_LINK_WORKS] = { "", "" },
  /* Translators: these follow “name.jpg”: or “Copied, but”; {status} is a number as 404, and stays
     as it is */
  [ENGINE_LINK_NOT_PUBLISHED] = { N_ ("it is not published any more"),
                                  N_ ("It was taken off the delivery network. Use the direct link, "
                                      "or ask whoever looks after it in Canto "
                                      "to publish it.") },
  [ENGINE_LINK_EXPIRED] = { N_ ("it has expired"),
                            N_ ("Its right of use is over, and its link does not work any more. "
                                "Choose another asset, or ask whoever "
                                "looks after it in Canto.") },
  [ENGINE_LINK_WITHDRAWN] = { N_ ("it has been withdrawn"),
                              N_ ("It is not to be used at present, and its link does not work. "
                                  "Ask whoever looks after it in Canto.") },
  [ENGINE_LINK_GONE] = { N_ ("it is not in Canto any more"),
                         N_ ("Somebody has deleted it, or you may not see it any more. Choose "
                             "another asset.") },
  [ENGINE_LINK_NOT_FOUND] = { N_ ("nothing is there ({status})"),
                              N_ ("The delivery network does not have it. It may have been "
                                  "published a moment ago: try again. Else use "
                                  "the direct link.") },
  [ENGINE_LINK_REFUSED] = { N_ ("access is refused ({status})"),
                            N_ ("Whoever opens the link gets nothing. Use the direct link, or ask "
                                "your administrator.") },
  [ENGINE_LINK_SIGN_IN_PAGE] = { N_ ("it leads to a web page"),
                                 N_ ("Whoever opens the link is asked to sign in, and sees no "
                                     "picture. Use the direct link, or ask your "
                                     "administrator.") },
  [ENGINE_LINK_OTHER_CONTENT] = { N_ ("it leads to no picture"),
                                  N_ ("Web pages and mails cannot show it. Use the direct link, or "
                                      "ask your administrator.") },
  [ENGINE_LINK_BUSY] = { N_ ("it is not checked: too much is asked for at once"),
                         N_ ("Whether the link works is not known. Try again in a minute.") },
  [ENGINE_LINK_TROUBLE] = { N_ ("its server is in trouble ({status})"),
                            N_ ("The link may work again soon. Try again.") },
  [ENGINE_LINK_UNREACHABLE] = { N_ ("it is not checked: its server cannot be reached"),
                                N_ ("Whether the link works is not known. Check your connection, "
                                    "and try again.") },
};

char *
picker_check_text_dup_facts (DeliveryLink *link, EngineLinkCheck *check)
{
  guint width = delivery_link_get_width_px (link);
  guint height = delivery_link_get_height_px (link);
  gboolean works = check != NULL && check->state == ENGINE_LINK_WORKS;
  const char *format = works && check->format_name != NULL ? check->format_name
                                                           : delivery_link_get_format_name (link);
  g_autofree char *pixels = picker_asset_text_dup_pixels (width, height);
  GString *text = g_string_new (NULL);

  if (width > 0 && height > 0)
    g_string_append (text, pixels);
  if (*format != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", format);
  if (works && check->n_bytes > 0)
    {
      g_autofree char *weight = g_format_size (check->n_bytes);

      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", weight);
    }

  return g_string_free (text, FALSE);
}

/* Others write the sign, or the word, or neither. */
static char *
dup_copyright (const char *copyright)
{
  g_autofree char *folded = g_utf8_casefold (copyright, -1);
  gboolean says_so = strstr (copyright, "©") != NULL || strstr (folded, "copyright") != NULL
                     || strstr (folded, "(c)") != NULL;

  return g_strdup_printf (says_so ? "%s" : "© %s", copyright);
}

char *
picker_check_text_dup_rights (CantoAsset *asset, gboolean terms_only)
{
  const char *copyright = terms_only ? NULL : canto_asset_get_copyright (asset);
  const char *terms = canto_asset_get_terms (asset);
  gboolean has_copyright = copyright != NULL && *copyright != '\0';
  gboolean has_terms = terms != NULL && *terms != '\0';
  g_autofree char *owner = has_copyright ? dup_copyright (copyright) : NULL;

  if (has_copyright && has_terms)
    return g_strdup_printf ("%s · %s", owner, terms);

  return has_copyright ? g_steal_pointer (&owner) : has_terms ? g_strdup (terms) : NULL;
}

gboolean
picker_check_text_is_wrong (EngineLinkCheck *check)
{
  return check->state != ENGINE_LINK_WORKS && check->state != ENGINE_LINK_UNREACHABLE
         && check->state != ENGINE_LINK_BUSY;
}

char *
picker_check_text_dup_reason (EngineLinkCheck *check)
{
  g_autofree char *status = g_strdup_printf ("%u", check->status);
  g_auto (GStrv) parts = g_strsplit (_ (words[check->state].reason), "{status}", -1);

  return g_strjoinv (status, parts);
}

const char *
picker_check_text_get_advice (EngineLinkCheck *check)
{
  return _ (words[check->state].advice);
}
