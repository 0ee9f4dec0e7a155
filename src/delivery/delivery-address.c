/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "delivery-address.h"

#include "delivery-concerns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
delivery_address_free (DeliveryAddress *self)
{
  g_free (self->base);
  g_clear_pointer (&self->rendition, delivery_rendition_unref);
  g_free (self->file_name);
  g_free (self->query);
  g_free (self);
}

/* GUri lets spaces and line ends pass, and they would make two lines of one link. */
static gboolean
is_one_word (const char *uri)
{
  for (; *uri != '\0'; uri++)
    {
      if (*uri == ' ' || g_ascii_iscntrl (*uri))
        return FALSE;
    }

  return TRUE;
}

/* 11.3: https, or plain http on this very machine. */
static gboolean
is_allowed_origin (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL)
    return FALSE;

  return g_str_equal (scheme, "https")
         || (g_str_equal (scheme, "http")
             && (g_str_equal (host, "127.0.0.1") || g_str_equal (host, "localhost")
                 || g_str_equal (host, "::1")));
}

static GUri *
parse_link (const char *uri)
{
  g_autoptr (GUri) parsed = NULL;

  if (!is_one_word (uri))
    return NULL;

  parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL);

  return parsed != NULL && is_allowed_origin (parsed) ? g_steal_pointer (&parsed) : NULL;
}

gboolean
delivery_address_is_web_link (const char *uri)
{
  g_autoptr (GUri) parsed = uri != NULL ? parse_link (uri) : NULL;

  return parsed != NULL;
}

/* The parts of the path are kind, account, asset, and then one that is ops or file name. */
static gboolean
take_path (DeliveryAddress *self, const char *uri, const char *path, gsize origin_length)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  guint n_parts = g_strv_length (parts);
  gboolean is_original = n_parts > 1 && g_str_equal (parts[1], "asset");
  guint n_own = is_original ? 4 : 5; /* parts[0] is empty */

  if (n_parts < n_own || n_parts > n_own + 1 || *parts[2] == '\0' || strchr (parts[3], '_') == NULL
      || (!is_original && !g_str_equal (parts[1], "image") && !g_str_equal (parts[1], "rendition")))
    return FALSE;

  if (!is_original)
    {
      self->rendition = delivery_rendition_parse (parts[4], NULL);
      if (self->rendition == NULL)
        return FALSE;
    }
  if (n_parts == n_own + 1)
    self->file_name = g_strdup (parts[n_own]);
  self->base =
      g_strdup_printf ("%.*s/%s/%s/%s", (int) origin_length, uri, parts[1], parts[2], parts[3]);

  return TRUE;
}

DeliveryAddress *
delivery_address_parse (const char *uri, GError **error)
{
  g_autoptr (DeliveryAddress) self = g_new0 (DeliveryAddress, 1);
  g_autoptr (GUri) parsed = parse_link (uri);
  gboolean is_good = FALSE;

  if (parsed != NULL && g_uri_get_fragment (parsed) == NULL)
    {
      const char *origin_end = strchr (strstr (uri, "://") + 3, '/');
      gsize path_length = origin_end != NULL ? strcspn (origin_end, "?") : 0;
      /* GUri's own parts are not what was read: it decodes what need not be encoded. */
      g_autofree char *path = g_strndup (origin_end, path_length);

      if (path_length > 0 && origin_end[path_length] == '?')
        self->query = g_strdup (origin_end + path_length + 1);
      is_good = path_length > 0 && take_path (self, uri, path, origin_end - uri);
    }

  if (!is_good)
    {
      g_set_error_literal (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_LINK,
                           _ ("This is no link of the delivery network."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

char *
delivery_address_to_uri (DeliveryAddress *self, DeliveryRendition *rendition)
{
  GString *uri = g_string_new (self->base);

  if (rendition == NULL)
    rendition = self->rendition;
  if (rendition != NULL)
    {
      g_autofree char *ops = delivery_rendition_to_ops (rendition);

      g_string_append_printf (uri, "/%s", ops);
    }
  if (self->file_name != NULL)
    g_string_append_printf (uri, "/%s", self->file_name);
  if (self->query != NULL)
    g_string_append_printf (uri, "?%s", self->query);

  return g_string_free (uri, FALSE);
}
