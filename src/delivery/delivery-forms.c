/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The forms that a link is handed over in. */

#include "delivery-link.h"

char *
delivery_links_to_text (GPtrArray *links)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (links != NULL, NULL);

  for (guint i = 0; i < links->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, delivery_link_get_uri (links->pdata[i]));
    }

  return g_string_free (text, FALSE);
}

char *
delivery_links_to_uri_list (GPtrArray *links)
{
  GString *list = g_string_new (NULL);

  g_return_val_if_fail (links != NULL, NULL);

  for (guint i = 0; i < links->len; i++)
    g_string_append_printf (list, "%s\r\n", delivery_link_get_uri (links->pdata[i]));

  return g_string_free (list, FALSE);
}

GBytes *
delivery_links_to_moz_url (GPtrArray *links)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *utf16;
  gsize n_bytes;

  g_return_val_if_fail (links != NULL, NULL);

  for (guint i = 0; i < links->len; i++)
    {
      g_autofree char *title = g_strdup (delivery_link_get_title (links->pdata[i]));

      g_strdelimit (title, "\r\n", ' ');
      g_string_append_printf (text, "%s%s\n%s", i > 0 ? "\n" : "",
                              delivery_link_get_uri (links->pdata[i]), title);
    }

  utf16 = g_convert (text->str, text->len, "UTF-16LE", "UTF-8", NULL, &n_bytes, NULL);

  return g_bytes_new_take (utf16, utf16 != NULL ? n_bytes : 0);
}
