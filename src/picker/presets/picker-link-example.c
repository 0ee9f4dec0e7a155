/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-link-example.h"

#include "delivery-sample.h"
#include "picker-asset-text.h"

#include <glib/gi18n.h>

/* (transfer full) */
static char *
dup_facts (DeliveryLink *link)
{
  g_autofree char *whole =
      picker_asset_text_dup_pixels (DELIVERY_SAMPLE_WIDTH_PX, DELIVERY_SAMPLE_HEIGHT_PX);
  g_autofree char *pixels = picker_asset_text_dup_pixels (delivery_link_get_width_px (link),
                                                          delivery_link_get_height_px (link));
  const char *format = delivery_link_get_format_name (link);

  if (delivery_link_get_width_px (link) == 0)
    /* Translators: a format, as JPEG, and the size of a picture */
    return g_strdup_printf (_ ("A %s of a picture of %s: how large, the service decides."), format,
                            whole);
  if (delivery_link_get_upscaled (link))
    /* Translators: sizes of pictures, as 600 × 400, and a format */
    return g_strdup_printf (_ ("Of a picture of %s: only %s there is, %s."), whole, pixels, format);

  /* Translators: sizes of pictures, as 600 × 400, and a format */
  return g_strdup_printf (_ ("Of a picture of %s: %s, %s."), whole, pixels, format);
}

char *
picker_link_example_dup_text (EngineSession *session,
                              DeliveryPreset *preset,
                              const char *const *fields,
                              char **facts)
{
  CantoAccount *account;
  g_autoptr (GPtrArray) links = NULL;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);
  g_return_val_if_fail (preset != NULL, NULL);

  account = engine_session_get_link_account (session);
  links = g_ptr_array_new_with_free_func ((GDestroyNotify) delivery_link_unref);
  g_ptr_array_add (links, delivery_sample_make_link (delivery_preset_get_recipe (preset),
                                                     canto_account_get_delivery_host (account),
                                                     canto_account_get_delivery_account (account),
                                                     canto_account_get_delivery_master_px (account),
                                                     fields));
  if (facts != NULL)
    *facts = dup_facts (links->pdata[0]);

  return engine_session_write_links (session, preset, links);
}
