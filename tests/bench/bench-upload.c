/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A file of 1 GB on its way to where uploads are posted, from the first byte to the answer, against
 * libcurl that posts the same form; and the memory that it takes here.
 *
 * The file is a hole and takes no room on the disk; what arrives does, and so the tenant, which
 * makes nothing of it (--scenario=upload-stuck), is ended after each turn.
 */

#include "bench-report.h"
#include "bench-session.h"
#include "canto-upload-find.h"
#include "canto-upload.h"
#include "test-wait.h"

#include <curl/curl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#define FILE_BYTES (1000 * 1000 * 1000)
#define N_ROUNDS   5

static TestTenant *
start_tenant (void)
{
  return test_tenant_start ("--assets=100", "--calls-per-minute=0", "--scenario=upload-stuck",
                            NULL);
}

static void
note_time (CantoUpload *upload, GParamSpec *pspec, double *at_ms)
{
  *at_ms = bench_get_wall_ms ();
}

typedef struct
{
  CantoUpload *upload;
  double start_ms;
  double end_ms;
  double memory_mb; /* the most that was seen */
} Own;

static void
state_changed (CantoUpload *upload, GParamSpec *pspec, Own *own)
{
  if (canto_upload_get_state (upload) == CANTO_UPLOAD_SENDING)
    note_time (upload, pspec, &own->start_ms);
  else if (canto_upload_get_state (upload) == CANTO_UPLOAD_PROCESSING)
    note_time (upload, pspec, &own->end_ms);
}

static gboolean
look_at_memory (gpointer user_data)
{
  Own *own = user_data;

  own->memory_mb = MAX (own->memory_mb, bench_get_anonymous_mb (0));

  return G_SOURCE_CONTINUE;
}

static gboolean
has_arrived (gpointer user_data)
{
  return ((Own *) user_data)->end_ms > 0;
}

/* MB a second */
static double
run_own (const char *path, double *memory_mb)
{
  TestTenant *tenant = start_tenant ();
  EngineSession *session = bench_session_new (tenant, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  double before_mb = bench_get_anonymous_mb (0);
  Own own = { .memory_mb = before_mb };
  guint source = g_timeout_add (100, look_at_memory, &own);

  own.upload = canto_upload_new (engine_session_get_client (session), file, NULL);
  g_signal_connect (own.upload, "notify::state", G_CALLBACK (state_changed), &own);
  canto_upload_run_async (own.upload, CANTO_PRIORITY_BACKGROUND, cancellable,
                          (GAsyncReadyCallback) test_keep_result, &result);
  test_wait_until (has_arrived, &own, "the file's arrival");
  g_cancellable_cancel (cancellable);
  canto_upload_run_finish (own.upload, test_wait_result (&result), NULL, NULL, NULL);
  g_source_remove (source);
  g_clear_object (&result);
  test_assert_last_unref (own.upload);
  test_assert_last_unref (session);
  g_free (test_tenant_stop (tenant));
  *memory_mb = own.memory_mb - before_mb;

  return FILE_BYTES / 1e3 / (own.end_ms - own.start_ms);
}

/* The peer */

static GBytes *
ask_setting (TestTenant *tenant)
{
  EngineSession *session = bench_session_new (tenant, NULL);
  g_autofree char *uri =
      g_strconcat (test_tenant_get (tenant, "base"), "/api/v1/upload/setting", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  canto_client_fetch_async (engine_session_get_client (session), uri, CANTO_FETCH_SIGNED, 100000,
                            CANTO_PRIORITY_INTERACTIVE, NULL,
                            (GAsyncReadyCallback) test_keep_result, &result);
  bytes = canto_client_fetch_finish (engine_session_get_client (session),
                                     test_wait_result (&result), NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  test_assert_last_unref (session);

  return bytes;
}

static void
add_fields (curl_mime *form, JsonObject *setting)
{
  g_autoptr (GList) names = json_object_get_members (setting);

  for (GList *name = names; name != NULL; name = name->next)
    {
      curl_mimepart *part;

      if (g_str_equal (name->data, "url"))
        continue;
      part = curl_mime_addpart (form);
      curl_mime_name (part, name->data);
      curl_mime_data (part, json_object_get_string_member (setting, name->data),
                      CURL_ZERO_TERMINATED);
    }
}

static double
run_peer (const char *path)
{
  TestTenant *tenant = start_tenant ();
  g_autoptr (GBytes) bytes = ask_setting (tenant);
  g_autoptr (JsonNode) root = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autofree char *terminated = g_strndup (text, length);
  CURL *easy = curl_easy_init ();
  curl_mime *form = curl_mime_init (easy);
  curl_mimepart *part;
  double start_ms;
  double end_ms;
  long status;

  root = json_from_string (terminated, NULL);
  add_fields (form, json_node_get_object (root));
  part = curl_mime_addpart (form);
  curl_mime_name (part, "file");
  curl_mime_filedata (part, path);
  curl_easy_setopt (easy, CURLOPT_MIMEPOST, form);
  curl_easy_setopt (easy, CURLOPT_URL,
                    json_object_get_string_member (json_node_get_object (root), "url"));
  start_ms = bench_get_wall_ms ();
  g_assert_cmpint (curl_easy_perform (easy), ==, CURLE_OK);
  end_ms = bench_get_wall_ms ();
  curl_easy_getinfo (easy, CURLINFO_RESPONSE_CODE, &status);
  g_assert_cmpint (status, ==, 204);
  curl_mime_free (form);
  curl_easy_cleanup (easy);
  g_free (test_tenant_stop (tenant));

  return FILE_BYTES / 1e3 / (end_ms - start_ms);
}

/* So that nobody has to wait for the kernel to make up what is in a hole. */
static void
read_once (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  canto_upload_sum_async (file, NULL, (GAsyncReadyCallback) test_keep_result, &result);
  g_free (canto_upload_sum_finish (test_wait_result (&result), NULL));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("descant-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.xyz", NULL);
  GArray *own = bench_samples_new ();
  GArray *peer = bench_samples_new ();
  GArray *memory = bench_samples_new ();

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_cmpint (truncate (path, FILE_BYTES), ==, 0);
  read_once (path);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double memory_mb;

      bench_samples_add (own, run_own (path, &memory_mb));
      bench_samples_add (peer, run_peer (path));
      bench_samples_add (memory, memory_mb);
    }
  bench_report ("upload", bench_samples_get (own, 50), bench_samples_get (peer, 50), "MB/s",
                "ratio>=0.8");
  bench_report ("upload-memory", bench_samples_get (memory, 100), BENCH_NO_PEER, "MB", "own<=20");

  g_array_unref (own);
  g_array_unref (peer);
  g_array_unref (memory);
  g_unlink (path);
  g_rmdir (folder);

  return 0;
}
