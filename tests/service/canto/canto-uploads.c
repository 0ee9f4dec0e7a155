/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the client uploads, as it is seen afterwards. */

#include "canto-edit.h"
#include "canto-error.h"
#include "canto-upload-find.h"
#include "upload-fixture.h"

#include "test-wait.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define ODD_NAME "a\"b\\c\r\n--d; name=\"file\" %22<b>船.txt"
#define MANY     (5 * 1000 * 1000 + 1)
#define HUGE     (512 * 1024 * 1024)

/* @data: (nullable): an option of the tenant */
static void
set_up (Session **session, gconstpointer data)
{
  *session = session_new ("--calls-per-minute=0", data);
}

static void
tear_down (Session **session, gconstpointer data)
{
  session_free (*session);
}

static char *
sum (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *md5;

  canto_upload_sum_async (file, NULL, test_keep_result, &result);
  md5 = canto_upload_sum_finish (test_wait_result (&result), &error);
  g_assert_no_error (error);

  return md5;
}

/* The asset that @path has become, in each byte. */
static CantoAsset *
look (Session *session, const char *key, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (key, "/", 2);
  g_autofree char *md5 = sum (path);
  g_autoptr (GError) error = NULL;
  CantoAsset *asset =
      session_get_asset (session, canto_scheme_from_word (parts[0]), parts[1], &error);

  g_assert_no_error (error);
  g_assert_cmpstr (canto_asset_get_md5 (asset), ==, md5);

  return asset;
}

static char *
find_album (Session *session)
{
  g_autoptr (CantoQuery) query = canto_query_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = session_list (session, query, 0, 50, &error);

  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    {
      CantoAsset *asset = canto_page_get_asset (page, i);
      g_autoptr (CantoAsset) detail = session_get_asset (session, canto_asset_get_scheme (asset),
                                                         canto_asset_get_id (asset), &error);

      if (canto_asset_get_album_ids (detail)[0] != NULL)
        return g_strdup (canto_asset_get_album_ids (detail)[0]);
    }
  g_assert_not_reached ();
}

/* C24: a file of many pieces, and one of none, in each form of the setting. */
static void
test_upload (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  static const gsize sizes[] = { MANY, 1, 0 };
  g_autofree char *album = find_album (session);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const CantoUploadOptions options = { .album_id = album, .tags = "one,two" };
      char *path = upload_make_file ("a file.xyz", sizes[i]);
      g_autofree char *key = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoAsset) asset = NULL;

      upload_file (session, path, &options, &key, &error);
      g_assert_no_error (error);
      asset = look (session, key, path);
      g_assert_cmpstr (canto_asset_get_name (asset), ==, "a file.xyz");
      g_assert_cmpuint (canto_asset_get_size_bytes (asset), ==, sizes[i]);
      g_assert_true (g_strv_contains (canto_asset_get_album_ids (asset), album));
      g_assert_true (g_strv_contains (canto_asset_get_tags (asset), "two"));
      upload_remove_file (path);
    }
}

static void
test_odd_name (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  const CantoUploadOptions options = { .name = ODD_NAME };
  char *path = upload_make_file ("x", 100);
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAsset) asset = NULL;

  upload_file (session, path, &options, &key, &error);
  g_assert_no_error (error);
  asset = look (session, key, path);
  g_assert_cmpstr (canto_asset_get_name (asset), ==, ODD_NAME);
  upload_remove_file (path);
}

static void
test_version (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  char *first = upload_make_file ("a.xyz", 100);
  char *second = upload_make_file ("b.xyz", 200);
  g_autofree char *key = NULL;
  g_autofree char *same = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAsset) asset = NULL;
  g_autoptr (CantoAsset) changed = NULL;

  upload_file (session, first, NULL, &key, &error);
  g_assert_no_error (error);
  asset = look (session, key, first);
  {
    const CantoUploadOptions options = { .asset = asset };

    upload_file (session, second, &options, &same, &error);
  }
  g_assert_no_error (error);
  g_assert_cmpstr (same, ==, key);
  changed = look (session, key, second);
  upload_remove_file (first);
  upload_remove_file (second);
}

/* 12.6: it is the first setting that is over; the file is sent again from its beginning. */
static void
test_expired (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  char *path = upload_make_file ("a.xyz", 100000);
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAsset) asset = NULL;
  g_autoptr (GPtrArray) items = NULL;

  upload_file (session, path, NULL, &key, &error);
  g_assert_no_error (error);
  asset = look (session, key, path);
  items = upload_list (session);
  g_assert_cmpuint (items->len, ==, 1);
  upload_remove_file (path);
}

/* 12.9: while the second is in work, the first of the same name is done. */
static void
test_older (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  g_autofree char *first_id = NULL;
  g_autofree char *second_id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAsset) asset = NULL;
  char *first = upload_make_file ("a.xyz", 100);
  char *second = upload_make_file ("a.xyz", 200);

  upload_file (session, first, NULL, &first_id, &error);
  g_assert_no_error (error);
  upload_file (session, second, NULL, &second_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first_id, !=, second_id);
  asset = look (session, second_id, second);
  upload_remove_file (first);
  upload_remove_file (second);
}

/* @data: the tenant's option; what its word means for the one who waits. */
static void
test_ends_badly (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  gboolean is_stuck = strstr (data, "stuck") != NULL;
  char *path = upload_make_file ("a.xyz", 100);
  g_autoptr (GError) error = NULL;

  g_assert_false (upload_file (session, path, NULL, NULL, &error));
  if (is_stuck)
    g_assert_error (error, CANTO_ERROR, CANTO_ERROR_TIMED_OUT);
  else
    g_assert_error (error, CANTO_ERROR, CANTO_ERROR_SERVICE);
  upload_remove_file (path);
}

/* Progress and the end of it */

typedef struct
{
  CantoUpload *upload;
  guint64 last;
  gboolean is_ended;
} Watch;

static gboolean
watch_progress (gpointer user_data)
{
  Watch *watch = user_data;
  guint64 n_bytes = canto_progress_get_n_bytes (canto_upload_get_progress (watch->upload));

  g_assert_cmpuint (n_bytes, >=, watch->last);
  watch->last = n_bytes;

  return watch->is_ended ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
count_state (CantoUpload *upload, GParamSpec *pspec, GString *states)
{
  g_string_append_printf (states, "%u", canto_upload_get_state (upload));
}

static void
test_progress (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  char *path = upload_make_sparse_file ("a.xyz", HUGE / 8);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Watch watch = { .upload = canto_upload_new (session->client, file, NULL) };
  GString *states = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint source = g_idle_add (watch_progress, &watch);

  g_signal_connect (watch.upload, "notify::state", G_CALLBACK (count_state), states);
  upload_run (watch.upload, NULL, &error);
  g_assert_no_error (error);
  g_source_remove (source);
  watch_progress (&watch);
  g_assert_cmpuint (watch.last, ==, HUGE / 8);
  g_assert_cmpuint (canto_progress_get_total_bytes (canto_upload_get_progress (watch.upload)), ==,
                    HUGE / 8);
  g_assert_cmpstr (states->str, ==, "1234");
  g_string_free (states, TRUE);
  test_assert_last_unref (watch.upload);
  upload_remove_file (path);
}

/* Interrupts an upload when its first bytes are on their way. */
static void
run_and_interrupt (Session *session,
                   const char *path,
                   void (*interrupt) (const char *path, GCancellable *cancellable),
                   GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  CantoUpload *upload = canto_upload_new (session->client, file, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) items = NULL;

  canto_upload_run_async (upload, CANTO_PRIORITY_INTERACTIVE, cancellable, test_keep_result,
                          &result);
  upload_wait_started (upload);
  interrupt (path, cancellable);
  g_assert_false (canto_upload_run_finish (upload, test_wait_result (&result), NULL, NULL, error));
  g_assert_cmpuint (canto_upload_get_state (upload), ==, CANTO_UPLOAD_ENDED);
  g_assert_false (canto_upload_get_is_unclear (upload));
  g_clear_object (&result);
  test_assert_last_unref (upload);
  /* Nobody took what came for whole. */
  items = upload_list (session);
  g_assert_cmpuint (items->len, ==, 0);
}

static void
cancel (const char *path, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
cut (const char *path, GCancellable *cancellable)
{
  g_assert_cmpint (truncate (path, 10), ==, 0);
}

static void
lengthen (const char *path, GCancellable *cancellable)
{
  g_assert_cmpint (truncate (path, HUGE + 1), ==, 0);
}

static void
touch (const char *path, GCancellable *cancellable)
{
  int fd = open (path, O_WRONLY);

  g_assert_cmpint (write (fd, "x", 1), ==, 1);
  close (fd);
}

static void
test_cancel (Session **fixture, gconstpointer data)
{
  char *path = upload_make_sparse_file ("a.xyz", HUGE);
  g_autoptr (GError) error = NULL;

  run_and_interrupt (*fixture, path, cancel, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  upload_remove_file (path);
}

/* Cancelled while it is in work: it has arrived, and will be there. */
static gboolean
is_processing (gpointer upload)
{
  return canto_upload_get_state (upload) == CANTO_UPLOAD_PROCESSING;
}

static void
test_cancel_late (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  char *path = upload_make_file ("a.xyz", 10);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  CantoUpload *upload = canto_upload_new (session->client, file, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fake_clock_set_runs (session->clock, FALSE);
  canto_upload_run_async (upload, CANTO_PRIORITY_INTERACTIVE, cancellable, test_keep_result,
                          &result);
  test_wait_until (is_processing, upload, "the processing");
  g_cancellable_cancel (cancellable);
  g_assert_false (canto_upload_run_finish (upload, test_wait_result (&result), NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (canto_upload_get_is_unclear (upload));
  g_clear_object (&result);
  test_assert_last_unref (upload);
  upload_remove_file (path);
}

static void
test_changing_file (Session **fixture, gconstpointer data)
{
  static void (*const changes[]) (const char *, GCancellable *) = { cut, lengthen, touch };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      char *path = upload_make_sparse_file ("a.xyz", HUGE);
      g_autoptr (GError) error = NULL;

      run_and_interrupt (*fixture, path, changes[i], &error);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      upload_remove_file (path);
    }
}

static void
test_no_file (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) folder = NULL;
  guint64 n_before = canto_client_get_n_counted_calls (session->client);

  g_assert_false (upload_file (session, "/nonexistent/a.xyz", NULL, NULL, &missing));
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (upload_file (session, g_get_tmp_dir (), NULL, NULL, &folder));
  g_assert_error (folder, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_cmpuint (canto_client_get_n_counted_calls (session->client), ==, n_before);
}

/* Finding it again */

static CantoUploadTrace
find_since (Session *session,
            gint64 started_s,
            const char *name,
            const char *mark,
            const char *md5,
            char **key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CantoAsset) asset = NULL;
  g_autoptr (GError) error = NULL;
  CantoUploadTrace trace = CANTO_UPLOAD_TRACE_NONE;

  canto_client_find_upload_async (session->client, name, mark, started_s, md5,
                                  CANTO_PRIORITY_BACKGROUND, NULL, test_keep_result, &result);
  canto_client_find_upload_finish (session->client, test_wait_result (&result), &trace, &asset,
                                   &error);
  g_assert_no_error (error);
  if (key != NULL)
    *key = g_strdup (asset != NULL ? canto_asset_get_key (asset) : NULL);

  return trace;
}

static CantoUploadTrace
find (Session *session, const char *name, const char *mark, const char *md5, char **key)
{
  return find_since (session, g_get_real_time () / G_USEC_PER_SEC, name, mark, md5, key);
}

/* What the list of uploads does not know is looked for among the assets. */
static void
test_find_old (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  char *path = upload_make_file ("a.xyz", 100);
  g_autofree char *md5 = sum (path);
  g_autofree char *key = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAsset) asset = NULL;

  {
    /* Another name for the list of uploads than for the library. */
    const CantoUploadOptions options = { .name = "b.xyz" };
    g_autoptr (GAsyncResult) result = NULL;

    upload_file (session, path, &options, &key, &error);
    g_assert_no_error (error);
    asset = look (session, key, path);
    canto_client_rename_async (session->client, asset, "a.xyz", CANTO_PRIORITY_INTERACTIVE, NULL,
                               test_keep_result, &result);
    canto_client_rename_finish (session->client, test_wait_result (&result), &error);
    g_assert_no_error (error);
  }
  g_assert_cmpuint (find_since (session, 0, "a.xyz", "", md5, &found), ==,
                    CANTO_UPLOAD_TRACE_ARRIVED);
  g_assert_cmpstr (found, ==, key);
  g_assert_cmpuint (find_since (session, 0, "a.xyz", "", "0123", NULL), ==,
                    CANTO_UPLOAD_TRACE_NONE);
  g_assert_cmpuint (find_since (session, 0, "a.xyz", "9", md5, NULL), ==, CANTO_UPLOAD_TRACE_NONE);
  g_assert_cmpuint (find (session, "a.xyz", "", md5, NULL), ==, CANTO_UPLOAD_TRACE_NONE);
  upload_remove_file (path);
}

static void
test_find (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  char *path = upload_make_file ("a.xyz", 100);
  g_autofree char *md5 = sum (path);
  g_autofree char *key = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  g_assert_cmpuint (find (session, "a.xyz", "", md5, NULL), ==, CANTO_UPLOAD_TRACE_NONE);
  upload_file (session, path, NULL, &key, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (find (session, "a.xyz", "", md5, &found), ==, CANTO_UPLOAD_TRACE_ARRIVED);
  g_assert_cmpstr (found, ==, key);
  g_assert_cmpuint (find (session, "a.xyz", "", NULL, NULL), ==, CANTO_UPLOAD_TRACE_UNCLEAR);
  g_assert_cmpuint (find (session, "a.xyz", "", "0123", NULL), ==, CANTO_UPLOAD_TRACE_NONE);
  g_assert_cmpuint (find (session, "b.xyz", "", md5, NULL), ==, CANTO_UPLOAD_TRACE_NONE);
  items = upload_list (session);
  g_assert_cmpuint (find (session, "a.xyz", ((CantoUploadItem *) items->pdata[0])->time, md5, NULL),
                    ==, CANTO_UPLOAD_TRACE_NONE);
  upload_remove_file (path);
}

static void
test_find_in_work (Session **fixture, gconstpointer data)
{
  Session *session = *fixture;
  gboolean is_stuck = strstr (data, "stuck") != NULL;
  char *path = upload_make_file ("a.xyz", 100);
  g_autoptr (GError) error = NULL;

  g_assert_false (upload_file (session, path, NULL, NULL, &error));
  g_assert_cmpuint (find (session, "a.xyz", "", NULL, NULL), ==,
                    is_stuck ? CANTO_UPLOAD_TRACE_IN_WORK : CANTO_UPLOAD_TRACE_FAILED);
  upload_remove_file (path);
}

#define ADD(path, option, test)                                                                    \
  g_test_add ("/canto/uploads/" path, Session *, option, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("C24/a", "--upload-form=A", test_upload);
  ADD ("C24/b", "--upload-form=B", test_upload);
  ADD ("C24/odd-name", NULL, test_odd_name);
  ADD ("C24/version", NULL, test_version);
  ADD ("C25/expired", "--scenario=upload-expired", test_expired);
  ADD ("C25/older", "--scenario=upload-slow", test_older);
  ADD ("error", "--scenario=upload-error", test_ends_badly);
  ADD ("stuck", "--scenario=upload-stuck", test_ends_badly);
  ADD ("progress", NULL, test_progress);
  ADD ("cancel", NULL, test_cancel);
  ADD ("cancel-late", "--scenario=upload-stuck", test_cancel_late);
  ADD ("changing-file", NULL, test_changing_file);
  ADD ("no-file", NULL, test_no_file);
  ADD ("find", NULL, test_find);
  ADD ("find-old", NULL, test_find_old);
  ADD ("find-in-work", "--scenario=upload-stuck", test_find_in_work);
  ADD ("find-failed", "--scenario=upload-error", test_find_in_work);

  return g_test_run ();
}
