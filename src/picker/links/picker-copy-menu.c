/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-copy-menu.h"

#include <glib/gi18n.h>

/* A menu takes the letter behind a line for a key of its own. (transfer full) */
static char *
escape_label (const char *title)
{
  g_auto (GStrv) parts = g_strsplit (title, "_", -1);

  return g_strjoinv ("__", parts);
}

static void
add_item (GMenu *section, const char *title, const char *action, GVariant *target)
{
  g_autofree char *label = escape_label (title);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (section, item);
}

/* (transfer full) */
static GMenuModel *
make_presets (EnginePresets *presets)
{
  GMenu *section = g_menu_new ();

  for (guint i = 0; i < engine_presets_get_n_presets (presets); i++)
    {
      g_autofree char *title = delivery_preset_dup_title (engine_presets_get_preset (presets, i));

      add_item (section, title, "link.copy-preset", g_variant_new_uint32 (i));
    }

  return G_MENU_MODEL (section);
}

/* A template is of a preset. (transfer full) */
static GMenuModel *
make_forms (void)
{
  GMenu *section = g_menu_new ();

  for (guint form = 0; form < DELIVERY_N_FORMS; form++)
    {
      if (form != DELIVERY_FORM_TEMPLATE)
        add_item (section, delivery_form_get_title ((DeliveryForm) form), "link.copy-form",
                  g_variant_new_string (delivery_form_get_word ((DeliveryForm) form)));
    }

  return G_MENU_MODEL (section);
}

static void
presets_changed (EnginePresets *presets,
                 guint position,
                 guint n_removed,
                 guint n_added,
                 GMenu *menu)
{
  g_autoptr (GMenuModel) section = make_presets (presets);

  g_menu_remove (menu, 0);
  g_menu_insert_section (menu, 0, NULL, section);
}

void
picker_copy_menu_fill (GMenu *menu, EnginePresets *presets)
{
  g_autoptr (GMenuModel) section = NULL;
  g_autoptr (GMenuModel) forms = NULL;
  g_autoptr (GMenu) rest = NULL;

  g_return_if_fail (G_IS_MENU (menu));
  g_return_if_fail (ENGINE_IS_PRESETS (presets));

  section = make_presets (presets);
  forms = make_forms ();
  rest = g_menu_new ();
  g_menu_append_section (menu, NULL, section);
  /* Translators: how a link is written: HTML, Markdown… */
  g_menu_append_submenu (rest, _ ("_Written As"), forms);
  /* Translators: opens the menu of presets, sizes and formats */
  g_menu_append (rest, _ ("_Size and Format…"), "link.choose");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  g_signal_connect_object (presets, "items-changed", G_CALLBACK (presets_changed), menu, 0);
}
