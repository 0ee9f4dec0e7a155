/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-copy-text.h"

#include "picker-check-text.h"
#include "picker-error.h"

#include <glib/gi18n.h>

#define MAX_NAMES 3

static void
append_note (GString *text, const char *note)
{
  g_string_append_printf (text, ", %s", note);
}

char *
picker_copy_text_dup_link (DeliveryLink *link, EngineLinkCheck *check)
{
  g_autofree char *facts = picker_check_text_dup_facts (link, check);
  GString *text =
      g_string_new (delivery_link_get_is_direct (link) ? _ ("Direct link copied") : _ ("Copied"));

  if (*facts != '\0')
    g_string_append_printf (text, ": %s", facts);
  if (delivery_link_get_upscaled (link))
    /* Translators: of a picture that is smaller than was asked for */
    append_note (text, _ ("there is no larger one"));
  if (delivery_link_get_lost_crop (link))
    append_note (text, _ ("not cropped"));

  return g_string_free (text, FALSE);
}

char *
picker_copy_text_dup_links (GPtrArray *links, DeliveryPreset *preset)
{
  g_autofree char *title = delivery_recipe_dup_title (delivery_preset_get_recipe (preset));
  GString *text = g_string_new (NULL);
  guint n_upscaled = 0;
  guint n_unmade = 0; /* videos, documents: the preset makes nothing of them */

  for (guint i = 0; i < links->len; i++)
    {
      n_upscaled += delivery_link_get_upscaled (links->pdata[i]) ? 1 : 0;
      n_unmade += delivery_link_get_is_picture (links->pdata[i]) ? 0 : 1;
    }

  /* Translators: how many, and what of each, as "1200 px JPEG" */
  g_string_append_printf (text, ngettext ("Copied %u link: %s", "Copied %u links: %s", links->len),
                          links->len, n_unmade < links->len ? title : _ ("Original"));
  if (n_unmade > 0 && n_unmade < links->len)
    {
      g_autofree char *note = g_strdup_printf (
          /* Translators: how many of the copied links are of videos, documents… */
          ngettext ("%u of the original file", "%u of the original files", n_unmade), n_unmade);

      append_note (text, note);
    }
  if (n_upscaled > 0)
    {
      g_autofree char *note = g_strdup_printf (
          /* Translators: how many of the copied pictures are smaller than was asked for */
          ngettext ("%u is smaller", "%u are smaller", n_upscaled), n_upscaled);

      append_note (text, note);
    }

  return g_string_free (text, FALSE);
}

char *
picker_copy_text_dup_partly (guint n_copied, guint n_failed)
{
  return g_strdup_printf (ngettext ("%u link copied, %u could not be had",
                                    "%u links copied, %u could not be had", n_copied),
                          n_copied, n_failed);
}

char *
picker_copy_text_dup_failures (GPtrArray *results, guint n_gone)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < results->len; i++)
    {
      EngineLinkResult *failed = results->pdata[i];

      if (failed->error != NULL)
        /* Translators: the name of an asset, and why it has no link */
        g_string_append_printf (text, _ ("“%s”: %s\n"), canto_asset_get_name (failed->asset),
                                picker_error_get_title (failed->error));
    }
  if (n_gone > 0)
    g_string_append_printf (
        text, ngettext ("%u is not there any more.", "%u are not there any more.", n_gone), n_gone);
  while (text->len > 0 && text->str[text->len - 1] == '\n')
    g_string_truncate (text, text->len - 1);

  return g_string_free (text, FALSE);
}

/* "3 expired: a.jpg, b.jpg, c.jpg" */
static void
append_kind (GString *text,
             const char *kind,
             DeliveryConcerns concern,
             const guint *concerns,
             GPtrArray *results)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_found = 0;

  for (guint i = 0; i < results->len; i++)
    {
      if ((concerns[i] & concern) == 0)
        continue;
      if (n_found++ < MAX_NAMES)
        g_string_append_printf (
            names, "%s%s", names->len > 0 ? ", " : "",
            canto_asset_get_name (((EngineLinkResult *) results->pdata[i])->asset));
    }
  if (n_found == 0)
    return;

  g_string_append_printf (text, "%s%u %s: %s%s", text->len > 0 ? "\n" : "", n_found, kind,
                          names->str, n_found > MAX_NAMES ? "…" : "");
}

char *
picker_copy_text_dup_concerns (GPtrArray *results, EngineSession *session, DeliveryPreset *preset)
{
  g_autofree guint *concerns = g_new0 (guint, results->len);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < results->len; i++)
    concerns[i] =
        engine_session_get_concerns (session, ((EngineLinkResult *) results->pdata[i])->asset,
                                     delivery_preset_get_recipe (preset));

  /* Translators: these follow a number, as in "3 expired: a.jpg, b.jpg, c.jpg" */
  append_kind (text, _ ("expired"), DELIVERY_CONCERN_EXPIRED, concerns, results);
  append_kind (text, _ ("restricted"), DELIVERY_CONCERN_RESTRICTED, concerns, results);
  append_kind (text, _ ("not approved yet"), DELIVERY_CONCERN_PENDING, concerns, results);
  append_kind (text, _ ("not known to be approved"), DELIVERY_CONCERN_STATUS_UNKNOWN, concerns,
               results);
  append_kind (text, _ ("not published, so the link may stop working"),
               DELIVERY_CONCERN_NOT_PUBLISHED, concerns, results);
  append_kind (text, _ ("not cropped, for the link shows all of the picture"),
               DELIVERY_CONCERN_NOT_CROPPED, concerns, results);

  return g_string_free (text, FALSE);
}
