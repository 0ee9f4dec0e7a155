/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person does with the previews on her disk: always on a worker. */

#include "media-previews-private.h"

typedef struct
{
  MediaCache *cache; /* (nullable) */
  guint64 max_bytes;
} DiskWork;

static void
disk_work_free (gpointer data)
{
  DiskWork *work = data;

  g_clear_pointer (&work->cache, media_cache_unref);
  g_free (work);
}

static GTask *
make_task (MediaPreviews *self,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  MediaCache *cache = media_previews_get_cache (self);
  DiskWork *work = g_new0 (DiskWork, 1);

  work->cache = cache != NULL ? media_cache_ref (cache) : NULL;
  g_task_set_task_data (task, work, disk_work_free);

  return task;
}

static void
limit_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DiskWork *work = task_data;

  if (work->cache != NULL)
    media_cache_set_max_bytes (work->cache, work->max_bytes);
  g_task_return_boolean (task, TRUE);
}

void
media_previews_set_max_cache_bytes (MediaPreviews *self, guint64 max_cache_bytes)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIA_IS_PREVIEWS (self));

  task = make_task (self, NULL, NULL, NULL);
  ((DiskWork *) g_task_get_task_data (task))->max_bytes = max_cache_bytes;
  g_task_set_source_tag (task, media_previews_set_max_cache_bytes);
  g_task_run_in_thread (task, limit_in_thread);
}

static void
measure_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DiskWork *work = task_data;
  guint64 *n_bytes = g_new0 (guint64, 1);

  if (work->cache != NULL)
    *n_bytes = media_cache_measure (work->cache);
  g_task_return_pointer (task, n_bytes, g_free);
}

void
media_previews_measure_cache_async (MediaPreviews *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIA_IS_PREVIEWS (self));

  task = make_task (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, media_previews_measure_cache_async);
  g_task_run_in_thread (task, measure_in_thread);
}

gboolean
media_previews_measure_cache_finish (MediaPreviews *self,
                                     GAsyncResult *result,
                                     guint64 *n_bytes,
                                     GError **error)
{
  g_autofree guint64 *measured = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  measured = g_task_propagate_pointer (G_TASK (result), error);
  if (measured == NULL)
    return FALSE;

  *n_bytes = *measured;

  return TRUE;
}

static void
clear_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DiskWork *work = task_data;

  if (work->cache != NULL)
    media_cache_clear (work->cache);
  g_task_return_boolean (task, TRUE);
}

void
media_previews_clear_cache_async (MediaPreviews *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIA_IS_PREVIEWS (self));

  task = make_task (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, media_previews_clear_cache_async);
  g_task_run_in_thread (task, clear_in_thread);
}

gboolean
media_previews_clear_cache_finish (MediaPreviews *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
