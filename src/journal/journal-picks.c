/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "journal-picks.h"

#include "journal-pick-file-private.h"

struct _JournalPicks
{
  JournalPickFile *file; /* of the worker */
  GThreadPool *pool;     /* of one thread: so all is done in its order */
};

typedef enum
{
  JOB_OPEN,
  JOB_NOTE,
  JOB_CLEAR,
  JOB_REMOVE,
} JobKind;

/* The data of a task, which has no source object: the last reference of one might go on the
 * worker. */
typedef struct
{
  JobKind kind;
  GPtrArray *picks; /* (nullable) */
  guint max_kept;
  GError *damage;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->picks, g_ptr_array_unref);
  g_clear_error (&job->damage);
  g_free (job);
}

/* On the worker */

static gboolean
do_job (JournalPickFile *file, Job *job, GError **error)
{
  switch (job->kind)
    {
    case JOB_OPEN:
      job->picks = journal_pick_file_list (file, &job->damage, error);
      return job->picks != NULL;

    case JOB_NOTE:
      return journal_pick_file_note (file, job->picks, job->max_kept, error);

    case JOB_CLEAR:
      return journal_pick_file_clear (file, error);

    case JOB_REMOVE:
    default:
      return journal_pick_file_remove (file, error);
    }
}

static void
run_task (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (do_job (user_data, g_task_get_task_data (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* On the main thread */

static void
push (JournalPicks *self,
      JobKind kind,
      GPtrArray *picks,
      guint max_kept,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->picks = picks != NULL ? g_ptr_array_ref (picks) : NULL;
  job->max_kept = max_kept;
  g_task_set_source_tag (task, push);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_thread_pool_push (self->pool, task, NULL);
}

void
journal_picks_open_async (JournalPicks *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (self != NULL);

  push (self, JOB_OPEN, NULL, 0, callback, user_data);
}

GPtrArray *
journal_picks_open_finish (GAsyncResult *result, GError **damage, GError **error)
{
  Job *job;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  job = g_task_get_task_data (G_TASK (result));
  if (damage != NULL)
    *damage = g_steal_pointer (&job->damage);

  return g_steal_pointer (&job->picks);
}

void
journal_picks_note_async (JournalPicks *self,
                          GPtrArray *picks,
                          guint max_kept,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (picks != NULL);

  push (self, JOB_NOTE, picks, max_kept, callback, user_data);
}

gboolean
journal_picks_note_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
journal_picks_clear_async (JournalPicks *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (self != NULL);

  push (self, JOB_CLEAR, NULL, 0, callback, user_data);
}

gboolean
journal_picks_clear_finish (GAsyncResult *result, GError **error)
{
  return journal_picks_note_finish (result, error);
}

void
journal_picks_remove_async (JournalPicks *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (self != NULL);

  push (self, JOB_REMOVE, NULL, 0, callback, user_data);
}

gboolean
journal_picks_remove_finish (GAsyncResult *result, GError **error)
{
  return journal_picks_note_finish (result, error);
}

JournalPicks *
journal_picks_new (const char *path)
{
  JournalPicks *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (JournalPicks, 1);
  self->file = journal_pick_file_new (path);
  self->pool = g_thread_pool_new (run_task, self->file, 1, FALSE, NULL);

  return self;
}

void
journal_picks_free (JournalPicks *self)
{
  g_return_if_fail (self != NULL);

  g_thread_pool_free (self->pool, FALSE, TRUE);
  journal_pick_file_free (self->file);
  g_free (self);
}
