/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-upload-form.h"

#include "canto-address-private.h"
#include "canto-error.h"
#include "canto-json-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define META      "x-amz-meta-"
#define AMAZON    ".amazonaws.com" /* 12.7 */
#define MAX_VALUE (16 * 1024)

void
canto_upload_form_free (CantoUploadForm *form)
{
  g_free (form->uri);
  g_free (form->content_type);
  g_clear_pointer (&form->head, g_bytes_unref);
  g_clear_pointer (&form->tail, g_bytes_unref);
  g_free (form);
}

/* The address: 12.7 */

static gboolean
is_named_host (CantoAccount *account, const char *host)
{
  const char *const *named = canto_account_get_upload_hosts (account);

  for (guint i = 0; named != NULL && named[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (named[i], host) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_amazon (const char *host)
{
  gsize length = strlen (host);

  return length > strlen (AMAZON)
         && g_ascii_strcasecmp (host + length - strlen (AMAZON), AMAZON) == 0;
}

/* A loopback account's uploads go to its own machine (2.11). */
static gboolean
is_allowed (CantoAccount *account, const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_HAS_PASSWORD, NULL);
  g_autofree char *base = NULL;
  const char *host;

  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_userinfo (uri) != NULL)
    return FALSE;
  host = g_uri_get_host (uri);
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return is_amazon (host) || is_named_host (account, host);

  base = g_uri_join (G_URI_FLAGS_NONE, "http", NULL, host, g_uri_get_port (uri), "", NULL, NULL);

  return g_str_equal (g_uri_get_scheme (uri), "http") && canto_account_get_is_loopback (account)
         && canto_address_is_loopback_base (base);
}

/* The fields: 12.3 */

/* As browsers do it: what would end the name, or the line, is written as in an address. */
static void
append_quoted (GString *text, const char *value)
{
  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\r' || *c == '\n')
        g_string_append_printf (text, "%%%02X", (guchar) *c);
      else
        g_string_append_c (text, *c);
    }
}

static void
append_field (GString *head, const char *boundary, const char *name, const char *value)
{
  g_string_append_printf (head, "--%s\r\nContent-Disposition: form-data; name=\"", boundary);
  append_quoted (head, name);
  g_string_append_printf (head, "\"\r\n\r\n%s\r\n", value);
}

/* key, acl, signature, Policy, meta */
static guint
get_rank (const char *name)
{
  static const char *const first[] = { "key", "acl" };

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      if (g_str_equal (name, first[i]))
        return i;
    }
  if (g_str_has_prefix (name, META))
    return 4;

  return g_str_equal (name, "Policy") ? 3 : 2;
}

#define N_RANKS 5

/* 12.4; what the setting itself says for those that we know nothing of. */
static const char *
choose_value (const CantoUploadMeta *meta, const char *name, const char *value)
{
  const struct
  {
    const char *name;
    const char *value;
  } own[] = {
    { META "file_name", meta->name },
    { META "tag", meta->tags },
    { META "album_id", meta->album_id },
    { META "scheme", meta->scheme },
    { META "id", meta->id },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    {
      if (g_str_equal (name, own[i].name))
        return own[i].value != NULL ? own[i].value : "";
    }

  return value;
}

static void
append_fields (GString *head,
               const char *boundary,
               JsonObject *setting,
               const CantoUploadMeta *meta)
{
  g_autoptr (GList) names = json_object_get_members (setting);

  for (guint rank = 0; rank < N_RANKS; rank++)
    {
      for (GList *item = names; item != NULL; item = item->next)
        {
          const char *name = item->data;
          g_autofree char *value = canto_json_dup_string (setting, name);

          if (get_rank (name) != rank || g_str_equal (name, "url"))
            continue;
          append_field (head, boundary, name,
                        choose_value (meta, name, value != NULL ? value : ""));
        }
    }
}

static gboolean
has_fields (JsonObject *setting)
{
  static const char *const needed[] = { "url",           "key",         "Policy", META "file_name",
                                        META "album_id", META "scheme", META "id" };

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      if (!json_object_has_member (setting, needed[i]))
        return FALSE;
    }

  return TRUE;
}

static CantoUploadForm *
make_form (const char *uri, JsonObject *setting, const CantoUploadMeta *meta)
{
  CantoUploadForm *form = g_new0 (CantoUploadForm, 1);
  g_autofree char *random = g_uuid_string_random ();
  g_autofree char *boundary = g_strconcat ("descant-", random, NULL);
  g_autofree char *end = g_strdup_printf ("\r\n--%s--\r\n", boundary);
  GString *head = g_string_new (NULL);

  append_fields (head, boundary, setting, meta);
  g_string_append_printf (
      head, "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"", boundary);
  append_quoted (head, meta->name);
  g_string_append (head, "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
  form->uri = g_strdup (uri);
  form->content_type = g_strconcat ("multipart/form-data; boundary=", boundary, NULL);
  form->head = g_string_free_to_bytes (head);
  form->tail = g_bytes_new (end, strlen (end));

  return form;
}

CantoUploadForm *
canto_upload_form_new (CantoAccount *account,
                       GBytes *setting,
                       const CantoUploadMeta *meta,
                       GError **error)
{
  g_autoptr (JsonNode) root = canto_json_parse (setting, error);
  g_autofree char *uri = NULL;

  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (root) && has_fields (json_node_get_object (root)))
    uri = canto_json_dup_string (json_node_get_object (root), "url");
  if (uri == NULL)
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                           _ ("The service does not say how to upload."));
      return NULL;
    }
  if (!is_allowed (account, uri))
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_INSECURE,
                           _ ("The service wants the file sent to a place that is not known."));
      return NULL;
    }

  return make_form (uri, json_node_get_object (root), meta);
}
