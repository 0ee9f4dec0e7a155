/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-form.h"

#include <errno.h>
#include <libsoup/soup.h>
#include <string.h>
#include <unistd.h>

#define MAX_HEAD_BYTES  (8 * 1024)
#define MAX_FIELD_BYTES (20 * 1024) /* of all fields together, as with S3 */

typedef enum
{
  PLACE_PREAMBLE,
  PLACE_BEHIND_DELIMITER,
  PLACE_HEAD,
  PLACE_FIELD,
  PLACE_FILE,
  PLACE_END,
  PLACE_BROKEN,
} Place;

struct _TenantForm
{
  TenantFormOpen open;
  gpointer user_data;
  char *delimiter; /* "\r\n--" and the boundary */
  gsize n_delimiter;

  Place place;
  const char *fault; /* (nullable): static */
  GByteArray *ahead; /* what has come and was not looked at */
  GString *value;    /* of the field that is coming */
  GPtrArray *names;
  GPtrArray *values;
  gsize n_field_bytes;
  gboolean has_file;
  guint64 n_file_bytes;
  int fd;
};

TenantForm *
tenant_form_new (const char *content_type, TenantFormOpen open, gpointer user_data)
{
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_autoptr (GHashTable) parameters = NULL;
  const char *boundary;
  const char *type;
  TenantForm *form;

  if (content_type == NULL)
    return NULL;
  soup_message_headers_replace (headers, "Content-Type", content_type);
  type = soup_message_headers_get_content_type (headers, &parameters);
  boundary = parameters != NULL ? g_hash_table_lookup (parameters, "boundary") : NULL;
  if (g_strcmp0 (type, SOUP_FORM_MIME_TYPE_MULTIPART) != 0 || boundary == NULL || *boundary == '\0')
    return NULL;

  form = g_new0 (TenantForm, 1);
  form->open = open;
  form->user_data = user_data;
  form->delimiter = g_strconcat ("\r\n--", boundary, NULL);
  form->n_delimiter = strlen (form->delimiter);
  form->ahead = g_byte_array_new ();
  form->value = g_string_new (NULL);
  form->names = g_ptr_array_new_with_free_func (g_free);
  form->values = g_ptr_array_new_with_free_func (g_free);
  form->fd = -1;
  /* So that the first delimiter, which nothing comes before, is as all others. */
  g_byte_array_append (form->ahead, (const guint8 *) "\r\n", 2);

  return form;
}

void
tenant_form_free (TenantForm *form)
{
  g_free (form->delimiter);
  g_byte_array_unref (form->ahead);
  g_string_free (form->value, TRUE);
  g_ptr_array_unref (form->names);
  g_ptr_array_unref (form->values);
  g_free (form);
}

static void
break_off (TenantForm *form, const char *fault)
{
  form->place = PLACE_BROKEN;
  form->fault = fault;
}

static void
write_on (TenantForm *form, const guint8 *bytes, gsize n_bytes)
{
  form->n_file_bytes += n_bytes;
  while (form->fd >= 0 && n_bytes > 0)
    {
      gssize n_written = write (form->fd, bytes, n_bytes);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written < 0)
        {
          break_off (form, "The file could not be kept.");
          return;
        }
      bytes += n_written;
      n_bytes -= (gsize) n_written;
    }
}

static void
take_body (TenantForm *form, const guint8 *bytes, gsize n_bytes)
{
  if (form->place == PLACE_FILE)
    write_on (form, bytes, n_bytes);
  else if (form->place == PLACE_FIELD)
    {
      g_string_append_len (form->value, (const char *) bytes, (gssize) n_bytes);
      form->n_field_bytes += n_bytes;
      if (form->n_field_bytes > MAX_FIELD_BYTES)
        break_off (form, "The fields are too long.");
    }
}

static void
end_part (TenantForm *form)
{
  if (form->place == PLACE_FIELD)
    {
      if (!(form->value->len == strlen (form->value->str)
            && g_utf8_validate (form->value->str, -1, NULL)))
        {
          break_off (form, "A field is no UTF-8.");
          return;
        }
      g_ptr_array_add (form->values, g_strndup (form->value->str, form->value->len));
      g_string_truncate (form->value, 0);
    }
  form->place = PLACE_BEHIND_DELIMITER;
}

/* TRUE if there is more to look at. */
static gboolean
read_body (TenantForm *form)
{
  GByteArray *ahead = form->ahead;
  const guint8 *end = memmem (ahead->data, ahead->len, form->delimiter, form->n_delimiter);
  gsize n_body;

  if (end != NULL)
    {
      n_body = (gsize) (end - ahead->data);
      take_body (form, ahead->data, n_body);
      g_byte_array_remove_range (ahead, 0, (guint) (n_body + form->n_delimiter));
      if (form->place != PLACE_BROKEN)
        end_part (form);
      return TRUE;
    }

  /* The rest may be the beginning of a delimiter. */
  n_body = ahead->len >= form->n_delimiter ? ahead->len - (form->n_delimiter - 1) : 0;
  take_body (form, ahead->data, n_body);
  g_byte_array_remove_range (ahead, 0, (guint) n_body);

  return FALSE;
}

static gboolean
read_behind_delimiter (TenantForm *form)
{
  if (form->ahead->len < 2)
    return FALSE;
  if (memcmp (form->ahead->data, "--", 2) == 0)
    form->place = PLACE_END;
  else if (memcmp (form->ahead->data, "\r\n", 2) == 0)
    form->place = PLACE_HEAD;
  else
    break_off (form, "There is something behind a boundary.");
  g_byte_array_remove_range (form->ahead, 0, 2);

  return TRUE;
}

/* (nullable) (transfer full) */
static char *
read_part_name (const char *head)
{
  g_autoptr (SoupMessageHeaders) headers =
      soup_message_headers_new (SOUP_MESSAGE_HEADERS_MULTIPART);
  g_autofree char *text = g_strconcat ("part\r\n", head, "\r\n\r\n", NULL);
  g_autofree char *disposition = NULL;
  g_autoptr (GHashTable) parameters = NULL;

  if (!soup_headers_parse (text, (int) strlen (text), headers)
      || !soup_message_headers_get_content_disposition (headers, &disposition, &parameters)
      || g_strcmp0 (disposition, "form-data") != 0) /* NULL: only parameters are there */
    return NULL;

  return g_strdup (g_hash_table_lookup (parameters, "name"));
}

static void
begin_part (TenantForm *form, const char *head)
{
  g_autofree char *name = read_part_name (head);

  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    break_off (form, "A part has no name.");
  else if (form->has_file)
    break_off (form, "There is something after the file.");
  else if (g_str_equal (name, "file"))
    {
      form->has_file = TRUE;
      form->place = PLACE_FILE;
      form->fd = form->open (form->user_data);
    }
  else
    {
      g_ptr_array_add (form->names, g_steal_pointer (&name));
      form->place = PLACE_FIELD;
    }
}

static gboolean
read_head (TenantForm *form)
{
  GByteArray *ahead = form->ahead;
  const guint8 *end = memmem (ahead->data, ahead->len, "\r\n\r\n", 4);
  gsize n_head = end != NULL ? (gsize) (end - ahead->data) : ahead->len;
  g_autofree char *head = NULL;

  if (n_head > MAX_HEAD_BYTES)
    {
      break_off (form, "The head of a part is too long.");
      return FALSE;
    }
  if (end == NULL)
    return FALSE;

  head = g_strndup ((const char *) ahead->data, n_head);
  g_byte_array_remove_range (ahead, 0, (guint) n_head + 4);
  begin_part (form, head);

  return TRUE;
}

static gboolean
read_on (TenantForm *form)
{
  switch (form->place)
    {
    case PLACE_PREAMBLE:
    case PLACE_FIELD:
    case PLACE_FILE:
      return read_body (form);

    case PLACE_BEHIND_DELIMITER:
      return read_behind_delimiter (form);

    case PLACE_HEAD:
      return read_head (form);

    case PLACE_END:
    case PLACE_BROKEN:
    default:
      g_byte_array_set_size (form->ahead, 0);
      return FALSE;
    }
}

void
tenant_form_feed (TenantForm *form, const void *bytes, gsize n_bytes)
{
  g_byte_array_append (form->ahead, bytes, (guint) n_bytes);
  while (read_on (form))
    ;
}

const char *
tenant_form_get_fault (TenantForm *form)
{
  if (form->fault != NULL)
    return form->fault;
  if (form->place != PLACE_END)
    return "The form has no end.";

  return form->has_file ? NULL : "There is no file.";
}

guint
tenant_form_get_n_fields (TenantForm *form)
{
  return form->values->len;
}

const char *
tenant_form_get_name (TenantForm *form, guint i)
{
  return form->names->pdata[i];
}

const char *
tenant_form_get_value (TenantForm *form, guint i)
{
  return form->values->pdata[i];
}

const char *
tenant_form_find (TenantForm *form, const char *name)
{
  for (guint i = 0; i < form->values->len; i++)
    {
      if (g_str_equal (form->names->pdata[i], name))
        return form->values->pdata[i];
    }

  return NULL;
}

guint64
tenant_form_get_file_bytes (TenantForm *form)
{
  return form->n_file_bytes;
}
