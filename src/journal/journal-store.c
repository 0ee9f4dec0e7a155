/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "journal-store.h"

#include "journal-file-private.h"

#include <glib/gi18n-lib.h>

#define MAX_TOGETHER 256

struct _JournalStore
{
  GObject parent_instance;

  /* Owned. */
  JournalFile *file; /* of the thread */
  GAsyncQueue *jobs; /* (element-type Job) */
  GThread *thread;   /* (nullable): runs from the first job on */
};

G_DEFINE_FINAL_TYPE (JournalStore, journal_store, G_TYPE_OBJECT)

typedef enum
{
  JOB_OPEN,
  JOB_ADD,
  JOB_CHANGE,
  JOB_REMOVE,
  JOB_QUIT,
} JobKind;

typedef struct
{
  JobKind kind;
  JournalEntry *entry; /* (nullable) */
  gint64 id;           /* what became of it, or what is to go */
  GError *error;
  /* Without the store: that must not have its last reference on its own thread. */
  GMainContext *context;
  GAsyncReadyCallback callback;
  gpointer user_data;
  GCancellable *cancellable;
  GWeakRef store;
  GPtrArray *entries;
  GError *damage;
} Job;

/* Answering */

/* What a task of a job ends with. */
typedef struct
{
  GPtrArray *entries;
  GError *damage;
} Opened;

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  g_clear_pointer (&opened->entries, g_ptr_array_unref);
  g_clear_error (&opened->damage);
  g_free (opened);
}

static void
job_free (Job *job)
{
  g_clear_pointer (&job->entry, journal_entry_free);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->entries, g_ptr_array_unref);
  g_clear_error (&job->error);
  g_clear_error (&job->damage);
  g_weak_ref_clear (&job->store);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static gboolean
answer (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (JournalStore) self = g_weak_ref_get (&job->store);
  g_autoptr (GTask) task = NULL;

  if (job->callback == NULL)
    return G_SOURCE_REMOVE;

  task = g_task_new (self, job->cancellable, job->callback, job->user_data);
  g_task_set_source_tag (task, answer);
  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else if (job->kind == JOB_OPEN)
    {
      Opened *opened = g_new0 (Opened, 1);

      opened->entries = g_steal_pointer (&job->entries);
      opened->damage = g_steal_pointer (&job->damage);
      g_task_return_pointer (task, opened, opened_free);
    }
  else
    g_task_return_int (task, (gssize) job->id);

  return G_SOURCE_REMOVE;
}

/* Not by g_main_context_invoke(): where the main thread runs no loop at the moment, that would call
 * it here. */
static void
post_answer (Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, answer, job, (GDestroyNotify) job_free);
  g_source_attach (source, job->context);
}

/* On the thread */

static gboolean
do_job (JournalFile *file, Job *job, GError **error)
{
  if (job->kind == JOB_ADD)
    return journal_file_add (file, job->entry, &job->id, error);
  if (job->kind == JOB_CHANGE)
    return journal_file_change (file, job->entry, error);

  return journal_file_remove (file, job->id, error);
}

static gboolean
do_jobs (JournalFile *file, GPtrArray *jobs, GError **error)
{
  if (!journal_file_is_open (file))
    {
      g_set_error_literal (error, JOURNAL_ERROR, JOURNAL_ERROR_FAILED,
                           _ ("The journal is not open."));
      return FALSE;
    }
  if (!journal_file_begin (file, error))
    return FALSE;
  for (guint i = 0; i < jobs->len; i++)
    {
      if (!do_job (file, jobs->pdata[i], error))
        return FALSE;
    }

  return journal_file_commit (file, error);
}

/* All of them, or where that fails each by itself: one that fails should not take others with it.
 */
static void
write_together (JournalFile *file, GPtrArray *jobs)
{
  g_autoptr (GError) error = NULL;

  if (jobs->len == 0)
    return;
  if (!do_jobs (file, jobs, &error))
    {
      if (journal_file_is_open (file))
        journal_file_roll_back (file);
      for (guint i = 0; i < jobs->len; i++)
        {
          g_autoptr (GPtrArray) one = g_ptr_array_new ();
          Job *job = jobs->pdata[i];

          g_ptr_array_add (one, job);
          if (jobs->len == 1)
            job->error = g_steal_pointer (&error);
          else if (!do_jobs (file, one, &job->error) && journal_file_is_open (file))
            journal_file_roll_back (file);
        }
    }
  for (guint i = 0; i < jobs->len; i++)
    post_answer (jobs->pdata[i]);
  g_ptr_array_set_size (jobs, 0);
}

static gpointer
run_thread (gpointer user_data)
{
  JournalStore *self = user_data; /* alive until the thread is joined */
  g_autoptr (GPtrArray) together = g_ptr_array_new ();

  while (TRUE)
    {
      Job *job = g_async_queue_pop (self->jobs);

      while (job != NULL && job->kind != JOB_OPEN && job->kind != JOB_QUIT)
        {
          g_ptr_array_add (together, job);
          job = together->len < MAX_TOGETHER ? g_async_queue_try_pop (self->jobs) : NULL;
        }
      write_together (self->file, together);
      if (job == NULL)
        continue;
      if (job->kind == JOB_QUIT)
        {
          job_free (job);
          return NULL;
        }
      job->entries = journal_file_open (self->file, &job->damage, &job->error);
      post_answer (job);
    }
}

/* On the main thread */

static Job *
job_new (JournalStore *self, JobKind kind, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->callback = callback;
  job->user_data = user_data;
  job->context = g_main_context_ref_thread_default ();
  g_weak_ref_init (&job->store, self);

  return job;
}

static void
push (JournalStore *self, Job *job)
{
  if (self->thread == NULL)
    self->thread = g_thread_new ("journal", run_thread, self);
  g_async_queue_push (self->jobs, job);
}

void
journal_store_open_async (JournalStore *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Job *job;

  g_return_if_fail (JOURNAL_IS_STORE (self));

  job = job_new (self, JOB_OPEN, callback, user_data);
  g_set_object (&job->cancellable, cancellable);
  push (self, job);
}

GPtrArray *
journal_store_open_finish (JournalStore *self,
                           GAsyncResult *result,
                           GError **damage,
                           GError **error)
{
  Opened *opened;
  GPtrArray *entries;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  opened = g_task_propagate_pointer (G_TASK (result), error);
  if (opened == NULL)
    return NULL;

  entries = g_steal_pointer (&opened->entries);
  if (damage != NULL)
    *damage = g_steal_pointer (&opened->damage);
  opened_free (opened);

  return entries;
}

void
journal_store_add_async (JournalStore *self,
                         const JournalEntry *entry,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Job *job;

  g_return_if_fail (JOURNAL_IS_STORE (self));
  g_return_if_fail (entry != NULL);

  job = job_new (self, JOB_ADD, callback, user_data);
  job->entry = journal_entry_copy (entry);
  push (self, job);
}

gint64
journal_store_add_finish (JournalStore *self, GAsyncResult *result, GError **error)
{
  gssize id;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  id = g_task_propagate_int (G_TASK (result), error);

  return MAX (id, 0);
}

void
journal_store_change_async (JournalStore *self,
                            const JournalEntry *entry,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Job *job;

  g_return_if_fail (JOURNAL_IS_STORE (self));
  g_return_if_fail (entry != NULL);

  job = job_new (self, JOB_CHANGE, callback, user_data);
  job->entry = journal_entry_copy (entry);
  push (self, job);
}

gboolean
journal_store_change_finish (JournalStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_int (G_TASK (result), error) >= 0;
}

void
journal_store_remove_async (JournalStore *self,
                            gint64 id,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Job *job;

  g_return_if_fail (JOURNAL_IS_STORE (self));

  job = job_new (self, JOB_REMOVE, callback, user_data);
  job->id = id;
  push (self, job);
}

gboolean
journal_store_remove_finish (JournalStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_int (G_TASK (result), error) >= 0;
}

static void
journal_store_finalize (GObject *object)
{
  JournalStore *self = JOURNAL_STORE (object);

  if (self->thread != NULL)
    {
      g_async_queue_push (self->jobs, job_new (NULL, JOB_QUIT, NULL, NULL));
      g_thread_join (self->thread);
    }
  g_async_queue_unref (self->jobs);
  journal_file_free (self->file);

  G_OBJECT_CLASS (journal_store_parent_class)->finalize (object);
}

static void
journal_store_class_init (JournalStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = journal_store_finalize;
}

static void
journal_store_init (JournalStore *self)
{
  self->jobs = g_async_queue_new ();
}

JournalStore *
journal_store_new (const char *path)
{
  JournalStore *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (JOURNAL_TYPE_STORE, NULL);
  self->file = journal_file_new (path);

  return self;
}
