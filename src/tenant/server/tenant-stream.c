/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-stream.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE_BYTES (256 * 1024)

typedef struct
{
  int file;
  goffset at;
  goffset end; /* behind the last byte */
} Stream;

static void
free_stream (gpointer data, GClosure *closure)
{
  Stream *stream = data;

  close (stream->file);
  g_free (stream);
}

/* -1: there are no more bytes, although there should be */
static gssize
read_piece (Stream *stream, guchar *bytes, gsize n_bytes)
{
  gssize n_read;

  do
    n_read = pread (stream->file, bytes, n_bytes, stream->at);
  while (n_read < 0 && errno == EINTR);

  return n_read > 0 ? n_read : -1;
}

/* Not from within a signal of the message: that is written just now. */
static gboolean
close_connection (gpointer message)
{
  g_autoptr (GIOStream) connection = soup_server_message_steal_connection (message);

  if (connection != NULL)
    g_io_stream_close (connection, NULL, NULL);

  return G_SOURCE_REMOVE;
}

static void
send_piece (SoupServerMessage *message, gpointer user_data)
{
  Stream *stream = user_data;
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  gsize n_bytes = (gsize) MIN (PIECE_BYTES, stream->end - stream->at);
  g_autofree guchar *bytes = NULL;
  gssize n_read;

  if (n_bytes == 0)
    return;
  bytes = g_malloc (n_bytes);
  n_read = read_piece (stream, bytes, n_bytes);
  if (n_read < 0)
    {
      /* Without a next piece libsoup waits until then. */
      g_idle_add_full (G_PRIORITY_DEFAULT, close_connection, g_object_ref (message),
                       g_object_unref);
      return;
    }
  stream->at += n_read;
  soup_message_body_append_take (body, g_steal_pointer (&bytes), (gsize) n_read);
  if (stream->at == stream->end)
    soup_message_body_complete (body);
}

static gboolean
read_range (SoupServerMessage *message, goffset size, goffset *start, goffset *end)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupRange *ranges;
  int n_ranges;
  gboolean is_one;

  if (size == 0 || !soup_message_headers_get_ranges (headers, size, &ranges, &n_ranges))
    return FALSE;
  is_one = n_ranges == 1 && ranges[0].start < size && ranges[0].start <= ranges[0].end;
  if (is_one)
    {
      *start = ranges[0].start;
      *end = MIN (ranges[0].end + 1, size);
    }
  soup_message_headers_free_ranges (headers, ranges);

  return is_one;
}

void
tenant_stream_send (SoupServerMessage *message, int file)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  Stream *stream = g_new0 (Stream, 1);
  struct stat status;

  stream->file = file;
  stream->end = fstat (file, &status) == 0 && S_ISREG (status.st_mode) ? status.st_size : 0;
  soup_message_headers_replace (headers, "Accept-Ranges", "bytes");
  if (read_range (message, stream->end, &stream->at, &stream->end))
    {
      soup_server_message_set_status (message, SOUP_STATUS_PARTIAL_CONTENT, NULL);
      soup_message_headers_set_content_range (headers, stream->at, stream->end - 1, status.st_size);
    }
  /* Or libsoup would cut its range out of a body that is not there. */
  soup_message_headers_remove (soup_server_message_get_request_headers (message), "Range");
  soup_message_headers_set_content_length (headers, stream->end - stream->at);
  soup_message_body_set_accumulate (body, FALSE);
  if (stream->at == stream->end)
    soup_message_body_complete (body);
  g_signal_connect_data (message, "wrote-headers", G_CALLBACK (send_piece), stream, NULL, 0);
  g_signal_connect_data (message, "wrote-chunk", G_CALLBACK (send_piece), stream, free_stream, 0);
}
