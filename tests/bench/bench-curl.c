/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-curl.h"

#include "bench-jpeg.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <unistd.h>

#define WAIT_MS 1000

/* One of the connections, and what comes over it. */
typedef struct
{
  CURL *easy;
  GByteArray *body;
  guint number; /* of the picture */
} Line;

static size_t
got_data (char *data, size_t size, size_t n_items, void *user_data)
{
  g_byte_array_append (user_data, (const guint8 *) data, (guint) (size * n_items));

  return size * n_items;
}

static void
start_next (CURLM *multi, Line *line, GPtrArray *uris, guint *n_started)
{
  if (*n_started == uris->len)
    return;

  line->number = (*n_started)++;
  g_byte_array_set_size (line->body, 0);
  curl_easy_setopt (line->easy, CURLOPT_URL, uris->pdata[line->number]);
  g_assert_cmpint (curl_multi_add_handle (multi, line->easy), ==, CURLM_OK);
}

static void
keep (Line *line, const char *folder)
{
  g_autofree char *name = g_strdup_printf ("%u", line->number);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  int file = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, line->body->data, line->body->len), ==, line->body->len);
  close (file);
}

static Line *
finish (CURLM *multi, CURLMsg *message, guint size_px, const char *folder)
{
  g_autoptr (GBytes) bytes = NULL;
  CURL *easy = message->easy_handle;
  Line *line;
  long status;

  g_assert_cmpint (message->data.result, ==, CURLE_OK);
  curl_easy_getinfo (easy, CURLINFO_RESPONSE_CODE, &status);
  g_assert_cmpint (status, ==, 200);
  curl_easy_getinfo (easy, CURLINFO_PRIVATE, (char **) &line);
  curl_multi_remove_handle (multi, easy);
  bytes = g_bytes_new_static (line->body->data, line->body->len);
  g_assert_cmpuint (bench_jpeg_decode_bare (bytes, size_px), >, 0);
  keep (line, folder);

  return line;
}

static void
line_init (Line *line, gboolean reuses)
{
  line->easy = curl_easy_init ();
  line->body = g_byte_array_new ();
  curl_easy_setopt (line->easy, CURLOPT_WRITEFUNCTION, got_data);
  curl_easy_setopt (line->easy, CURLOPT_WRITEDATA, line->body);
  curl_easy_setopt (line->easy, CURLOPT_PRIVATE, line);
  curl_easy_setopt (line->easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (line->easy, CURLOPT_FORBID_REUSE, reuses ? 0L : 1L);
}

void
bench_curl_fetch (GPtrArray *uris,
                  guint n_connections,
                  gboolean reuses,
                  guint size_px,
                  const char *folder)
{
  CURLM *multi = curl_multi_init ();
  g_autofree Line *lines = g_new0 (Line, n_connections);
  guint n_started = 0;
  guint n_done = 0;

  curl_multi_setopt (multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long) n_connections);
  for (guint i = 0; i < n_connections; i++)
    {
      line_init (&lines[i], reuses);
      start_next (multi, &lines[i], uris, &n_started);
    }
  while (n_done < uris->len)
    {
      CURLMsg *message;
      int n_left;

      curl_multi_perform (multi, &n_left);
      while ((message = curl_multi_info_read (multi, &n_left)) != NULL)
        {
          start_next (multi, finish (multi, message, size_px, folder), uris, &n_started);
          n_done++;
        }
      if (n_done < uris->len)
        curl_multi_poll (multi, NULL, 0, WAIT_MS, NULL);
    }
  for (guint i = 0; i < n_connections; i++)
    {
      curl_easy_cleanup (lines[i].easy);
      g_byte_array_unref (lines[i].body);
    }
  curl_multi_cleanup (multi);
}
