/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes behind the head of an answer, on the network thread: into memory, or through a worker
 * into a file. */

#include "descant-config.h"

#include "canto-http-private.h"

#include "canto-error.h"

#include <errno.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_BYTES (64 * 1024)
#define WHOLE_BYTES (1024 * 1024) /* up to there a body whose length is told is read at once */
#define MAX_REFUSAL (64 * 1024)   /* what is read of an answer that does not go to the file */

static void
make_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  CantoHttpSteps *steps = task_data;
  CantoHttpReply *reply = g_steal_pointer (&steps->reply);

  reply->made = canto_maker_make (reply->maker, reply->body, &reply->error);
  /* Nobody looks at it any more: to free it here spares the main thread that. */
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_task_return_pointer (task, reply, (GDestroyNotify) canto_http_reply_free);
}

/* The task goes on a worker as it is: what is made comes to the main thread without a stop here. */
static void
return_made (GTask *task, CantoHttpReply *reply)
{
  CantoHttpSteps *steps = g_task_get_task_data (task);

  reply->maker = canto_maker_ref (steps->request->maker);
  steps->reply = reply;
  g_task_run_in_thread (task, make_in_thread);
}

static gint64
read_date (SoupMessage *message)
{
  g_autofree char *text = canto_http_dup_header (message, "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : 0;
}

/* A range tells how much there is besides it, or -1 if its server does not know; a body that has
 * been read to its end tells by itself. */
static guint64
read_told_bytes (CantoHttpSteps *steps)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (steps->message);
  goffset start, end, total;
  goffset length = soup_message_headers_get_content_length (headers);

  if (soup_message_headers_get_content_range (headers, &start, &end, &total))
    return (guint64) MAX (total, 0);
  if (soup_message_get_status (steps->message) == SOUP_STATUS_PARTIAL_CONTENT)
    return 0;
  if (length <= 0 && steps->n_bytes <= steps->max_bytes)
    return steps->n_bytes;

  return (guint64) MAX (length, 0);
}

static void
return_reply (GTask *task)
{
  CantoHttp *self = g_task_get_source_object (task);
  CantoHttpSteps *steps = g_task_get_task_data (task);
  CantoHttpReply *reply = g_new0 (CantoHttpReply, 1);
  const char *type = soup_message_headers_get_content_type (
      soup_message_get_response_headers (steps->message), NULL);

  reply->status = soup_message_get_status (steps->message);
  reply->content_type = type != NULL ? g_ascii_strdown (type, -1) : NULL;
  reply->is_own = canto_http_is_same_origin (steps->uri, self->origin);
  reply->retry_after = canto_http_dup_header (steps->message, "Retry-After");
  reply->date_unix_s = read_date (steps->message);
  reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&steps->body));
  reply->n_bytes = steps->n_bytes;
  if (steps->request->is_probe)
    reply->n_told_bytes = read_told_bytes (steps);
  canto_http_close_hop (steps);
  if (steps->request->maker != NULL && SOUP_STATUS_IS_SUCCESSFUL (reply->status))
    return_made (task, reply);
  else
    g_task_return_pointer (task, reply, (GDestroyNotify) canto_http_reply_free);
}

static void
return_too_large (GTask *task)
{
  CantoHttpSteps *steps = g_task_get_task_data (task);
  g_autofree char *size = g_format_size_full (steps->max_bytes, G_FORMAT_SIZE_IEC_UNITS);

  if (steps->request->is_probe)
    {
      /* Its head is here. */
      return_reply (task);
      return;
    }

  canto_http_close_hop (steps);
  if (steps->file != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                             /* Translators: a size, as 200 MiB */
                             _ ("The file is larger than the %s that are taken."), size);
  else
    g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                             /* Translators: a size, as 64 MiB */
                             _ ("The answer is larger than the %s that Descant reads."), size);
}

static void read_chunk (GTask *task);

static void
tell_progress (CantoHttpSteps *steps)
{
  goffset total =
      soup_message_headers_get_content_length (soup_message_get_response_headers (steps->message));

  if (steps->request->progress != NULL)
    canto_progress_set (steps->request->progress, steps->n_bytes, (guint64) MAX (total, 0));
}

static void
wrote_chunk (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  CantoHttpSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&steps->chunk, g_bytes_unref);
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          canto_http_return_io_error (task, error);
          return;
        }
      canto_http_close_hop (steps);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  tell_progress (steps);
  read_chunk (task);
}

static void
take_chunk (GTask *task, GBytes *chunk)
{
  CantoHttpSteps *steps = g_task_get_task_data (task);
  gsize length;
  gconstpointer data = g_bytes_get_data (chunk, &length);

  steps->n_bytes += length;
  canto_stall_add (steps->stall, length);
  if (steps->n_bytes > steps->max_bytes)
    return_too_large (task);
  else if (steps->file != NULL)
    {
      steps->chunk = g_bytes_ref (chunk);
      g_output_stream_write_all_async (steps->file, data, length, G_PRIORITY_DEFAULT,
                                       steps->cancellable, wrote_chunk, g_object_ref (task));
    }
  else
    {
      g_byte_array_append (steps->body, data, (guint) length);
      read_chunk (task);
    }
}

static void
got_chunk (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);

  if (chunk == NULL)
    canto_http_return_io_error (task, error);
  else if (g_bytes_get_size (chunk) == 0)
    return_reply (task);
  else
    take_chunk (task, chunk);
}

static void
read_chunk (GTask *task)
{
  CantoHttpSteps *steps = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (steps->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT,
                                   steps->cancellable, got_chunk, g_object_ref (task));
}

/* At once, as most bodies are small: as much as the headers tell and a byte more, to see the end. A
 * body that was packed is longer than that, and goes on in chunks. */

static void read_more (GTask *task);

static void
return_whole (GTask *task)
{
  CantoHttpSteps *steps = g_task_get_task_data (task);

  g_byte_array_set_size (steps->body, (guint) steps->n_bytes);
  if (steps->n_bytes > steps->max_bytes)
    return_too_large (task);
  else if (steps->n_bytes < steps->n_whole)
    return_reply (task);
  else
    read_chunk (task);
}

static void
got_more (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  CantoHttpSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  if (length < 0)
    {
      canto_http_return_io_error (task, error);
      return;
    }

  steps->n_bytes += (guint64) length;
  canto_stall_add (steps->stall, (gsize) length);
  if (length == 0 || steps->n_bytes == steps->n_whole)
    return_whole (task);
  else
    read_more (task);
}

static void
read_more (GTask *task)
{
  CantoHttpSteps *steps = g_task_get_task_data (task);

  g_input_stream_read_async (steps->stream, steps->body->data + steps->n_bytes,
                             steps->n_whole - steps->n_bytes, G_PRIORITY_DEFAULT,
                             steps->cancellable, got_more, g_object_ref (task));
}

static void
read_whole (GTask *task, gsize length)
{
  CantoHttpSteps *steps = g_task_get_task_data (task);

  steps->n_whole = length + 1;
  g_byte_array_set_size (steps->body, (guint) steps->n_whole);
  read_more (task);
}

/* Whatever an earlier try has left in the file goes. A device has nothing to cut. */
static gboolean
open_file (CantoHttpSteps *steps, GError **error)
{
  int fd = steps->request->fd;

  if (lseek (fd, 0, SEEK_SET) < 0 || (ftruncate (fd, 0) < 0 && errno != EINVAL))
    {
      int saved_errno = errno;

      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                           g_strerror (saved_errno));
      return FALSE;
    }

  steps->file = g_unix_output_stream_new (fd, FALSE);

  return TRUE;
}

void
canto_http_read_body (GTask *task)
{
  CantoHttpSteps *steps = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (steps->message);
  gboolean is_success = SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (steps->message));
  gboolean to_file = steps->request->fd >= 0 && is_success;
  gboolean is_told = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH;
  gboolean is_head = g_str_equal (steps->request->method, "HEAD");
  guint64 length =
      is_told && !is_head ? (guint64) soup_message_headers_get_content_length (headers) : 0;
  g_autoptr (GError) error = NULL;

  steps->body = g_byte_array_new ();
  steps->max_bytes = steps->request->fd >= 0 && !to_file ? MAX_REFUSAL : steps->request->max_bytes;
  if (to_file && !open_file (steps, &error))
    {
      canto_http_close_hop (steps);
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else if (length > steps->max_bytes)
    return_too_large (task); /* Before any of it is read. */
  else if (is_told && !is_head && !to_file && length < WHOLE_BYTES)
    read_whole (task, length);
  else
    read_chunk (task);
}
