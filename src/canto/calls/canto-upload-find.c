/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-upload-find.h"

#include "canto-client-private.h"
#include "canto-error.h"

#include <string.h>

#define MAX_FOUND  100
#define READ_BYTES (256 * 1024)

#define LISTED_S (23 * 60 * 60) /* what is younger the list of uploads still knows */

/* The data of a search. */
typedef struct
{
  char *name;
  char *mark;
  char *md5; /* (nullable) */
  CantoPriority priority;
  gboolean is_old;   /* and not looked for among the assets yet */
  GQueue candidates; /* (element-type utf8): keys of assets that are still to be looked at */
  gboolean is_in_work;
  gboolean has_failed;
  gboolean is_unclear;
  CantoAsset *unclear; /* (nullable): what it may be */

  CantoUploadTrace trace;
  CantoAsset *asset; /* (nullable) */
} FindSteps;

static void
find_steps_free (FindSteps *steps)
{
  g_free (steps->name);
  g_free (steps->mark);
  g_free (steps->md5);
  g_queue_clear_full (&steps->candidates, g_free);
  g_clear_pointer (&steps->asset, canto_asset_unref);
  g_clear_pointer (&steps->unclear, canto_asset_unref);
  g_free (steps);
}

static void step_look_at_next (GTask *task);

static void
finish (GTask *task, CantoUploadTrace trace, CantoAsset *asset)
{
  FindSteps *steps = g_task_get_task_data (task);

  steps->trace = trace;
  steps->asset = asset != NULL ? canto_asset_ref (asset) : NULL;
  g_task_return_boolean (task, TRUE);
}

/* Among the assets: what the list of uploads has forgotten. */

static gboolean
may_be_it (FindSteps *steps, CantoAsset *asset)
{
  const char *uploaded = canto_asset_get_last_uploaded (asset);

  return g_str_equal (canto_asset_get_name (asset), steps->name)
         && (uploaded == NULL || g_strcmp0 (uploaded, steps->mark) > 0);
}

static void
step_searched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  FindSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = canto_client_list_finish (CANTO_CLIENT (object), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    {
      CantoAsset *asset = canto_page_get_asset (page, i);

      if (may_be_it (steps, asset))
        g_queue_push_tail (&steps->candidates, g_strdup (canto_asset_get_key (asset)));
    }
  step_look_at_next (task);
}

static void
step_search (GTask *task)
{
  FindSteps *steps = g_task_get_task_data (task);
  g_autoptr (CantoQuery) query = canto_query_with_keyword (canto_query_new (), steps->name);

  steps->is_old = FALSE;
  canto_client_list_async (g_task_get_source_object (task), query, 0, MAX_FOUND, steps->priority,
                           g_task_get_cancellable (task), step_searched, g_object_ref (task));
}

/* Candidates, one by one: a batch may leave out what takes long to tell, as an md5 does. */

/* TRUE if it is this one. */
static gboolean
judge (FindSteps *steps, CantoAsset *asset)
{
  const char *md5 = canto_asset_get_md5 (asset);

  if (md5 != NULL && steps->md5 != NULL)
    return g_ascii_strcasecmp (md5, steps->md5) == 0;
  steps->is_unclear = TRUE;
  if (steps->unclear == NULL)
    steps->unclear = canto_asset_ref (asset);

  return FALSE;
}

static void
step_looked_at (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  FindSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAsset) asset =
      canto_client_get_asset_finish (CANTO_CLIENT (object), result, &error);

  if (asset == NULL && !g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* One that is gone again cannot be looked at any more. */
  if (asset == NULL)
    steps->is_unclear = TRUE;
  if (asset != NULL && judge (steps, asset))
    finish (task, CANTO_UPLOAD_TRACE_ARRIVED, asset);
  else
    step_look_at_next (task);
}

static void
conclude (GTask *task)
{
  FindSteps *steps = g_task_get_task_data (task);

  if (steps->is_in_work)
    finish (task, CANTO_UPLOAD_TRACE_IN_WORK, NULL);
  else if (steps->is_unclear)
    finish (task, CANTO_UPLOAD_TRACE_UNCLEAR, steps->unclear);
  else if (steps->has_failed)
    finish (task, CANTO_UPLOAD_TRACE_FAILED, NULL);
  else if (steps->is_old)
    step_search (task);
  else
    finish (task, CANTO_UPLOAD_TRACE_NONE, NULL);
}

static void
step_look_at_next (GTask *task)
{
  FindSteps *steps = g_task_get_task_data (task);
  g_autofree char *key = g_queue_pop_head (&steps->candidates);
  char *slash = key != NULL ? strchr (key, '/') : NULL;

  if (slash == NULL)
    {
      conclude (task);
      return;
    }
  *slash = '\0';
  canto_client_get_asset_async (g_task_get_source_object (task), canto_scheme_from_word (key),
                                slash + 1, steps->priority, g_task_get_cancellable (task),
                                step_looked_at, g_object_ref (task));
}

/* Among the uploads */

static void
take_item (FindSteps *steps, CantoUploadItem *item)
{
  if (!g_str_equal (item->name, steps->name) || g_strcmp0 (item->time, steps->mark) <= 0)
    return;
  if (item->status == CANTO_UPLOAD_STATUS_IN_WORK)
    steps->is_in_work = TRUE;
  else if (item->status == CANTO_UPLOAD_STATUS_ERROR)
    steps->has_failed = TRUE;
  else if (item->id != NULL && item->scheme != NULL
           && canto_scheme_from_word (item->scheme) != CANTO_SCHEME_UNKNOWN)
    g_queue_push_tail (&steps->candidates, g_strconcat (item->scheme, "/", item->id, NULL));
  else
    steps->is_unclear = TRUE;
}

static void
step_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  FindSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      canto_client_list_uploads_finish (CANTO_CLIENT (object), result, &error);

  if (items == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < items->len; i++)
    take_item (steps, items->pdata[i]);
  step_look_at_next (task);
}

void
canto_client_find_upload_async (CantoClient *self,
                                const char *name,
                                const char *mark,
                                gint64 started_unix_s,
                                const char *md5,
                                CantoPriority priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FindSteps *steps;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (name != NULL && mark != NULL);

  steps = g_new0 (FindSteps, 1);
  steps->name = g_strdup (name);
  steps->mark = g_strdup (mark);
  steps->md5 = g_strdup (md5);
  steps->priority = priority;
  steps->is_old = g_get_real_time () / G_USEC_PER_SEC - started_unix_s > LISTED_S;
  g_queue_init (&steps->candidates);
  task = canto_client_new_task (self, cancellable, callback, user_data,
                                canto_client_find_upload_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) find_steps_free);
  canto_client_list_uploads_async (self, CANTO_UPLOAD_MAX_HOURS, priority, cancellable, step_listed,
                                   g_object_ref (task));
}

gboolean
canto_client_find_upload_finish (CantoClient *self,
                                 GAsyncResult *result,
                                 CantoUploadTrace *trace,
                                 CantoAsset **asset,
                                 GError **error)
{
  FindSteps *steps;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  steps = g_task_get_task_data (G_TASK (result));
  *trace = steps->trace;
  if (asset != NULL)
    *asset = g_steal_pointer (&steps->asset);

  return TRUE;
}

/* The md5 of a file */

static void
sum_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (task_data, cancellable, &error);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_MD5);
  g_autofree guchar *bytes = g_malloc (READ_BYTES);
  gssize n_read = -1;

  while (stream != NULL
         && (n_read = g_input_stream_read (G_INPUT_STREAM (stream), bytes, READ_BYTES, cancellable,
                                           &error))
                > 0)
    g_checksum_update (sum, bytes, n_read);
  if (n_read < 0)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_strdup (g_checksum_get_string (sum)), g_free);
}

void
canto_upload_sum_async (GFile *file,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, canto_upload_sum_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, sum_in_thread);
}

char *
canto_upload_sum_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
