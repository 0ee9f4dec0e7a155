/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-drag-as.h"

#include <glib/gi18n.h>

gboolean
picker_drag_as_is_file (GSettings *settings)
{
  g_autofree char *as = g_settings_get_string (settings, PICKER_DRAG_AS_KEY);

  return g_str_equal (as, "file");
}

char *
picker_drag_as_dup_label (gboolean is_file, guint n_dragged)
{
  if (n_dragged == 1)
    /* Translators: what the pointer carries in a drag */
    return g_strdup (is_file ? _ ("File") : _ ("Link"));
  if (is_file)
    return g_strdup_printf (ngettext ("%'u File", "%'u Files", n_dragged), n_dragged);

  return g_strdup_printf (ngettext ("%'u Link", "%'u Links", n_dragged), n_dragged);
}
