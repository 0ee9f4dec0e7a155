/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-previews-private.h"

#include "canto-error.h"
#include "canto-source.h"
#include "media-decoder.h"
#include "media-memory.h"

#define MAX_RUNNING      8
#define MAX_MEMORY_BYTES (48 * 1024 * 1024)
#define MAX_FILE_BYTES   (32 * 1024 * 1024)

struct _MediaPreviews
{
  GObject parent_instance;

  /* Owned. */
  CantoClient *client;
  MediaCache *cache; /* (nullable) */
  MediaMemory *memory;
  GHashTable *jobs; /* name → Job: waiting or running, not abandoned */

  /* State. */
  GQueue waiting; /* of Job, the newest first; owned by jobs */
  guint n_running;
  gboolean has_told; /* that they are not kept */
};

G_DEFINE_FINAL_TYPE (MediaPreviews, media_previews, G_TYPE_OBJECT)

enum
{
  SIGNAL_NOT_KEPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One picture that is being had, for all who wait for it. */
typedef struct
{
  MediaPreviews *previews; /* borrowed, while waiting; owned by each step, while running */
  char *name;
  MediaRequest *request;
  GPtrArray *waiters;        /* of Waiter */
  GCancellable *cancellable; /* of the steps */
  guint place;
  gboolean is_running;
  gboolean is_paused; /* it runs, but waits to be tried again: others run in its stead */
} Job;

/* One who waits. */
typedef struct
{
  GTask *task;
  GSource *cancelled; /* (nullable) */
  Job *job;           /* borrowed */
} Waiter;

/* What a worker needs: nothing of it changes meanwhile. */
typedef struct
{
  MediaCache *cache; /* (nullable) */
  char *name;
  guint size_px;
} Work;

/* What it makes of bytes that were fetched. */
typedef struct
{
  MediaPicture *picture;
  GError *keep_error; /* (nullable): why it could not be kept */
} Made;

static void run_next (MediaPreviews *self);
static void fetch_place (Job *job);

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->cache, media_cache_unref);
  g_free (work->name);
  g_free (work);
}

static void
made_free (gpointer data)
{
  Made *made = data;

  media_picture_unref (made->picture);
  g_clear_error (&made->keep_error);
  g_free (made);
}

static void
waiter_free (gpointer data)
{
  Waiter *waiter = data;

  canto_source_clear (&waiter->cancelled);
  g_object_unref (waiter->task);
  g_free (waiter);
}

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_free (job->name);
  media_request_unref (job->request);
  g_ptr_array_unref (job->waiters);
  g_object_unref (job->cancellable);
}

static void
job_unref (gpointer job)
{
  g_rc_box_release_full (job, job_clear);
}

static void
media_previews_finalize (GObject *object)
{
  MediaPreviews *self = MEDIA_PREVIEWS (object);

  g_queue_clear (&self->waiting);
  g_hash_table_unref (self->jobs);
  media_memory_free (self->memory);
  g_clear_pointer (&self->cache, media_cache_unref);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (media_previews_parent_class)->finalize (object);
}

static void
media_previews_class_init (MediaPreviewsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = media_previews_finalize;

  /**
   * MediaPreviews::not-kept:
   * @error: a #GFileError
   *
   * A preview could not be written to the disk, nor will the next ones be: shown they are all the
   * same. Emitted once.
   */
  signals[SIGNAL_NOT_KEPT] =
      g_signal_new ("not-kept", MEDIA_TYPE_PREVIEWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
media_previews_init (MediaPreviews *self)
{
  self->jobs = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, job_unref);
  self->memory = media_memory_new (MAX_MEMORY_BYTES);
  g_queue_init (&self->waiting);
}

MediaPreviews *
media_previews_new (CantoClient *client, const char *cache_dir, guint64 max_cache_bytes)
{
  MediaPreviews *self;

  g_return_val_if_fail (CANTO_IS_CLIENT (client), NULL);

  self = g_object_new (MEDIA_TYPE_PREVIEWS, NULL);
  self->client = g_object_ref (client);
  if (cache_dir != NULL)
    self->cache = media_cache_new (cache_dir, max_cache_bytes);

  return self;
}

MediaCache *
media_previews_get_cache (MediaPreviews *self)
{
  return self->cache;
}

static char *
make_name (MediaRequest *request)
{
  return g_strdup_printf ("%s#%u", media_request_get_key (request),
                          media_request_get_size_px (request));
}

MediaPicture *
media_previews_lookup (MediaPreviews *self, MediaRequest *request)
{
  g_autofree char *name = NULL;
  MediaPicture *picture;

  g_return_val_if_fail (MEDIA_IS_PREVIEWS (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  name = make_name (request);
  picture = media_memory_lookup (self->memory, name);

  return picture != NULL ? media_picture_ref (picture) : NULL;
}

/* The end of a job that ran: @picture or @error goes to all who wait. */
static void
finish_job (Job *job, MediaPicture *picture, const GError *error)
{
  g_autoptr (MediaPreviews) self = g_object_ref (job->previews);
  g_autoptr (GPtrArray) waiters = NULL;

  self->n_running--;
  if (picture != NULL)
    media_memory_insert (self->memory, job->name, picture);

  waiters = g_steal_pointer (&job->waiters);
  job->waiters = g_ptr_array_new_with_free_func (waiter_free);
  if (g_hash_table_lookup (self->jobs, job->name) == job)
    g_hash_table_remove (self->jobs, job->name);

  for (guint i = 0; i < waiters->len; i++)
    {
      Waiter *waiter = waiters->pdata[i];

      if (picture != NULL)
        g_task_return_pointer (waiter->task, media_picture_ref (picture),
                               (GDestroyNotify) media_picture_unref);
      else
        g_task_return_error (waiter->task, g_error_copy (error));
    }

  run_next (self);
}

static Work *
work_new (Job *job)
{
  MediaPreviews *self = job->previews;
  Work *work = g_new0 (Work, 1);

  work->cache = self->cache != NULL ? media_cache_ref (self->cache) : NULL;
  work->name = g_strdup (job->name);
  work->size_px = media_request_get_size_px (job->request);

  return work;
}

/* A picture, or NULL without an error. */
static void
look_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  g_autoptr (GBytes) bytes = media_cache_read (work->cache, work->name);
  MediaPicture *picture = bytes != NULL ? media_decoder_decode (bytes, work->size_px, NULL) : NULL;

  if (bytes != NULL && picture == NULL)
    media_cache_drop (work->cache, work->name);
  g_task_return_pointer (task, picture, (GDestroyNotify) media_picture_unref);
}

static void
look_on_disk (Job *job, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task =
      g_task_new (job->previews, job->cancellable, callback, g_rc_box_acquire (job));

  g_task_set_source_tag (task, look_on_disk);
  g_task_set_task_data (task, work_new (job), work_free);
  g_task_run_in_thread (task, look_in_thread);
}

/* A service that wants a pause, or is in trouble, must not keep back what comes from elsewhere. */
static void
fetch_paused (gboolean is_paused, gpointer user_data)
{
  Job *job = user_data;
  MediaPreviews *self = job->previews;

  job->is_paused = is_paused;
  if (is_paused)
    {
      self->n_running--;
      run_next (self);
    }
  else
    self->n_running++;
}

/* The end of a fetch: what it does next is work again. */
static void
end_pause (Job *job)
{
  if (job->is_paused)
    fetch_paused (FALSE, job);
}

static void
try_next_place (Job *job, const GError *error)
{
  job->place++;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || job->place >= media_request_get_n_places (job->request))
    finish_job (job, NULL, error);
  else
    fetch_place (job);
}

static void
tell_not_kept (MediaPreviews *self, const GError *error)
{
  if (error == NULL || self->has_told)
    return;

  g_message ("Previews are not kept: %s", error->message);
  self->has_told = TRUE;
  g_signal_emit (self, signals[SIGNAL_NOT_KEPT], 0, error);
}

static void
fetched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  Made *made = canto_client_fetch_and_make_finish (CANTO_CLIENT (object), result, &error);
  /* Kept through this step: finish_job() may take the last reference of the caller's away. */
  G_GNUC_UNUSED g_autoptr (MediaPreviews) self = job->previews;

  end_pause (job);
  if (made != NULL)
    {
      tell_not_kept (job->previews, made->keep_error);
      finish_job (job, made->picture, NULL);
      made_free (made);
    }
  else
    try_next_place (job, error);
  job_unref (job);
}

/* On a worker. */
static gpointer
decode_and_keep (GBytes *bytes, gpointer user_data, GError **error)
{
  Work *work = user_data;
  MediaPicture *picture = media_decoder_decode (bytes, work->size_px, error);
  Made *made;

  if (picture == NULL)
    return NULL;

  made = g_new0 (Made, 1);
  made->picture = picture;
  if (work->cache != NULL)
    media_cache_write (work->cache, work->name, bytes, &made->keep_error);

  return made;
}

static void
fetch_place (Job *job)
{
  MediaPreviews *self = g_object_ref (job->previews);
  g_autoptr (CantoMaker) maker =
      canto_maker_new (decode_and_keep, made_free, work_new (job), work_free);

  canto_client_fetch_and_make_async (self->client, media_request_get_uri (job->request, job->place),
                                     media_request_get_how (job->request, job->place),
                                     MAX_FILE_BYTES, CANTO_PRIORITY_PREVIEW, maker, fetch_paused,
                                     job->cancellable, fetched, g_rc_box_acquire (job));
}

static void
looked_on_disk (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaPicture) picture = g_task_propagate_pointer (G_TASK (result), &error);

  if (picture != NULL || error != NULL)
    finish_job (job, picture, error);
  else
    fetch_place (job);
  job_unref (job);
}

static void
run_next (MediaPreviews *self)
{
  while (self->n_running < MAX_RUNNING && !g_queue_is_empty (&self->waiting))
    {
      Job *job = g_queue_pop_head (&self->waiting);

      job->is_running = TRUE;
      self->n_running++;
      if (self->cache != NULL && media_cache_may_have (self->cache, job->name))
        look_on_disk (job, looked_on_disk);
      else
        fetch_place (job);
    }
}

static gboolean
waiter_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Waiter *waiter = user_data;
  Job *job = waiter->job;
  MediaPreviews *self = job->previews;
  g_autoptr (GTask) task = g_object_ref (waiter->task);

  g_ptr_array_remove_fast (job->waiters, waiter);
  if (job->waiters->len == 0)
    {
      g_cancellable_cancel (job->cancellable);
      if (!job->is_running)
        g_queue_remove (&self->waiting, job);
      /* Whoever wants the picture again must not join what was given up. */
      g_hash_table_remove (self->jobs, job->name);
    }
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
add_waiter (Job *job, GTask *task)
{
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->task = g_object_ref (task);
  waiter->job = job;
  waiter->cancelled =
      canto_source_watch_cancellable (g_task_get_cancellable (task), waiter_cancelled, waiter);
  g_ptr_array_add (job->waiters, waiter);
}

static Job *
job_new (MediaPreviews *self, MediaRequest *request, const char *name)
{
  Job *job = g_rc_box_new0 (Job);

  job->previews = self;
  job->name = g_strdup (name);
  job->request = media_request_ref (request);
  job->waiters = g_ptr_array_new_with_free_func (waiter_free);
  job->cancellable = g_cancellable_new ();

  return job;
}

void
media_previews_load_async (MediaPreviews *self,
                           MediaRequest *request,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *name = NULL;
  MediaPicture *picture;
  Job *job;

  g_return_if_fail (MEDIA_IS_PREVIEWS (self));
  g_return_if_fail (request != NULL && media_request_get_n_places (request) > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, media_previews_load_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  name = make_name (request);
  picture = media_memory_lookup (self->memory, name);
  if (picture != NULL)
    {
      g_task_return_pointer (task, media_picture_ref (picture),
                             (GDestroyNotify) media_picture_unref);
      return;
    }

  job = g_hash_table_lookup (self->jobs, name);
  if (job == NULL)
    {
      job = job_new (self, request, name);
      g_hash_table_insert (self->jobs, job->name, job);
    }
  else if (!job->is_running)
    g_queue_remove (&self->waiting, job);
  add_waiter (job, task);
  if (!job->is_running)
    g_queue_push_head (&self->waiting, job);
  run_next (self);
}

MediaPicture *
media_previews_load_finish (MediaPreviews *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
media_previews_get_n_pending (MediaPreviews *self)
{
  g_return_val_if_fail (MEDIA_IS_PREVIEWS (self), 0);

  return g_hash_table_size (self->jobs);
}
