/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Links are checked in jobs, one for an address:
 *
 *   those who want to know → job, waiting → probe → details of the asset, if it fails → all are
 * told
 */

#include "descant-config.h"

#include "engine-link-checker.h"

#include "canto-error.h"
#include "canto-source.h"

#include <glib/gi18n-lib.h>

#define MAX_RUNNING  8
#define MAX_MANY     4 /* of them those that nobody waits for */
#define MAX_WAIT_US  (20 * G_USEC_PER_SEC)
#define GOOD_FOR_US  (5 * 60 * G_USEC_PER_SEC) /* of what works */
#define BAD_FOR_US   (30 * G_USEC_PER_SEC)     /* somebody may be about to mend it */
#define MAX_FINDINGS 2000

struct _EngineLinkChecker
{
  GObject parent_instance;

  /* Owned. */
  CantoClient *client;
  CantoClock *clock;
  GHashTable *findings; /* address → Finding */
  GHashTable *jobs;     /* address → Job, of which each has a waiter */
  GQueue waiting;       /* (element-type Job): borrowed; those that a person waits for are first */

  /* State. */
  guint n_running;
};

G_DEFINE_FINAL_TYPE (EngineLinkChecker, engine_link_checker, G_TYPE_OBJECT)

/* What is known of an address. */
typedef struct
{
  EngineLinkCheck *check;
  gint64 found_us;
} Finding;

static void
finding_free (gpointer data)
{
  Finding *finding = data;

  engine_link_check_unref (finding->check);
  g_free (finding);
}

/* One address that is asked for. The checker has a reference, and so has each step on its way. */
typedef struct
{
  EngineLinkChecker *checker; /* of those who wait, so that it lives as long as they do */
  char *uri;
  DeliveryLink *link; /* (nullable) */
  EngineLinkTarget target;
  CantoFetch how;
  EngineCheckMode mode;
  GPtrArray *waiters; /* (element-type Waiter) */
  GCancellable *cancellable;
  GSource *alarm;         /* (nullable) */
  EngineLinkCheck *check; /* (nullable): until the reason is known */
  gboolean is_running;
  gboolean is_over; /* nobody waits any more */
} Job;

typedef struct
{
  Job *job; /* borrowed */
  GTask *task;
  GSource *cancelled; /* (nullable) */
} Waiter;

static void
waiter_free (gpointer data)
{
  Waiter *waiter = data;

  canto_source_clear (&waiter->cancelled);
  g_clear_object (&waiter->task);
  g_free (waiter);
}

static void
job_clear (gpointer data)
{
  Job *job = data;

  canto_source_clear (&job->alarm);
  g_ptr_array_unref (job->waiters);
  g_clear_pointer (&job->link, delivery_link_unref);
  g_clear_pointer (&job->check, engine_link_check_unref);
  g_object_unref (job->cancellable);
  g_object_unref (job->checker);
  g_free (job->uri);
}

static void
job_unref (gpointer job)
{
  g_rc_box_release_full (job, job_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_unref)

/* What is remembered */

static gboolean
is_stale (gpointer key, gpointer value, gpointer user_data)
{
  Finding *finding = value;
  gint64 age_us = *(gint64 *) user_data - finding->found_us;

  return age_us >= (finding->check->state == ENGINE_LINK_WORKS ? (gint64) GOOD_FOR_US : BAD_FOR_US);
}

static EngineLinkCheck *
find (EngineLinkChecker *self, const char *uri)
{
  gint64 now_us = canto_clock_get_now_us (self->clock);
  Finding *finding = g_hash_table_lookup (self->findings, uri);

  return finding != NULL && !is_stale (NULL, finding, &now_us) ? finding->check : NULL;
}

static void
remember (EngineLinkChecker *self, const char *uri, EngineLinkCheck *check)
{
  gint64 now_us = canto_clock_get_now_us (self->clock);
  Finding *finding;

  /* That nothing answers is told of the network, and not of the link. */
  g_hash_table_remove (self->findings, uri);
  if (check->state == ENGINE_LINK_UNREACHABLE)
    return;

  if (g_hash_table_size (self->findings) >= MAX_FINDINGS)
    g_hash_table_foreach_remove (self->findings, is_stale, &now_us);
  if (g_hash_table_size (self->findings) >= MAX_FINDINGS)
    g_hash_table_remove_all (self->findings);
  finding = g_new0 (Finding, 1);
  finding->check = engine_link_check_ref (check);
  finding->found_us = now_us;
  g_hash_table_insert (self->findings, g_strdup (uri), finding);
}

/* The end of a job */

static void start_waiting (EngineLinkChecker *self);

static void
end_job (Job *job)
{
  EngineLinkChecker *self = job->checker;

  job->is_over = TRUE;
  canto_source_clear (&job->alarm);
  if (job->is_running)
    self->n_running--;
  else
    g_queue_remove (&self->waiting, job);
  job->is_running = FALSE;
  g_hash_table_remove (self->jobs, job->uri);
}

static void
tell_all (Job *owned, EngineLinkCheck *check)
{
  g_autoptr (Job) job = g_rc_box_acquire (owned);
  g_autoptr (GPtrArray) waiters = job->waiters;

  job->waiters = g_ptr_array_new_with_free_func (waiter_free);
  remember (job->checker, job->uri, check);
  end_job (job);
  for (guint i = 0; i < waiters->len; i++)
    {
      Waiter *waiter = waiters->pdata[i];

      canto_source_clear (&waiter->cancelled);
      g_task_return_pointer (waiter->task, engine_link_check_ref (check),
                             (GDestroyNotify) engine_link_check_unref);
    }
  start_waiting (job->checker);
}

static gboolean
waiter_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Waiter *waiter = user_data;
  g_autoptr (Job) job = g_rc_box_acquire (waiter->job);
  g_autoptr (GTask) task = g_steal_pointer (&waiter->task);

  g_ptr_array_remove (job->waiters, waiter);
  if (job->waiters->len == 0)
    {
      end_job (job);
      g_cancellable_cancel (job->cancellable);
      start_waiting (job->checker);
    }
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static gboolean
job_is_late (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EngineLinkCheck) check = NULL;

  /* Why the link does not work is more than that nobody could be asked about it. */
  if (job->check != NULL)
    check = engine_link_check_ref (job->check);
  else
    {
      g_set_error_literal (&error, CANTO_ERROR, CANTO_ERROR_TIMED_OUT,
                           _ ("There was no answer in time."));
      check = engine_link_check_new_unreachable (error);
    }
  g_cancellable_cancel (job->cancellable);
  tell_all (job, check);

  return G_SOURCE_REMOVE;
}

/* The steps of a job, in their order */

static EngineLinkCheck *
explain (Job *job, CantoAsset *asset)
{
  g_autoptr (DeliveryRecipe) recipe = delivery_link_get_is_original (job->link)
                                          ? delivery_recipe_new_original ()
                                          : delivery_recipe_new (NULL, 0, 0, DELIVERY_FORMAT_JPG);
  gboolean is_direct = delivery_link_get_is_direct (job->link);

  return engine_link_check_explain (job->check, asset, is_direct ? NULL : recipe);
}

static void
reason_asked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAsset) asset =
      canto_client_get_asset_finish (CANTO_CLIENT (object), result, &error);
  g_autoptr (EngineLinkCheck) check = NULL;

  if (job->is_over)
    return;

  if (asset != NULL || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND))
    check = explain (job, asset);
  else
    check = engine_link_check_ref (job->check);
  tell_all (job, check);
}

static void
ask_for_reason (Job *job)
{
  CantoAsset *asset = delivery_link_get_asset (job->link);

  canto_client_get_asset_async (job->checker->client, canto_asset_get_scheme (asset),
                                canto_asset_get_id (asset), CANTO_PRIORITY_INTERACTIVE,
                                job->cancellable, reason_asked, g_rc_box_acquire (job));
}

static void
probed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoProbe) probe = canto_client_probe_finish (CANTO_CLIENT (object), result, &error);
  g_autoptr (EngineLinkCheck) check = NULL;

  if (job->is_over)
    return;

  check = probe != NULL ? engine_link_check_new (probe, job->target)
                        : engine_link_check_new_unreachable (error);
  if (job->link != NULL && engine_link_check_can_be_explained (check)
      && job->mode != ENGINE_CHECK_MANY && canto_client_has_token (job->checker->client)
      && canto_client_get_online (job->checker->client))
    {
      job->check = g_steal_pointer (&check);
      ask_for_reason (job);
    }
  else
    tell_all (job, check);
}

/* One of many that counts may wait long for the account's limit, which tells nothing of the link.
 */
static void
watch_time (Job *job)
{
  gboolean may_wait = job->mode == ENGINE_CHECK_MANY && job->how == CANTO_FETCH_COUNTED;

  if (job->alarm == NULL && !may_wait)
    job->alarm = canto_clock_add_alarm (job->checker->clock, MAX_WAIT_US, job_is_late, job);
}

static void
start_job (Job *job)
{
  EngineLinkChecker *self = job->checker;

  job->is_running = TRUE;
  self->n_running++;
  watch_time (job);
  canto_client_probe_async (self->client, job->uri, job->how,
                            job->mode == ENGINE_CHECK_MANY ? CANTO_PRIORITY_BACKGROUND
                                                           : CANTO_PRIORITY_INTERACTIVE,
                            job->cancellable, probed, g_rc_box_acquire (job));
}

static gboolean
may_start (EngineLinkChecker *self, Job *job)
{
  return self->n_running < (job->mode == ENGINE_CHECK_MANY ? MAX_MANY : MAX_RUNNING);
}

static void
start_waiting (EngineLinkChecker *self)
{
  while (!g_queue_is_empty (&self->waiting) && may_start (self, g_queue_peek_head (&self->waiting)))
    start_job (g_queue_pop_head (&self->waiting));
}

/* Those who want to know */

static void
put_in_queue (EngineLinkChecker *self, Job *job)
{
  if (job->mode == ENGINE_CHECK_MANY)
    g_queue_push_tail (&self->waiting, job);
  else
    g_queue_push_head (&self->waiting, job);
}

/* A person wants to know what was but one of many. */
static void
hurry (EngineLinkChecker *self, Job *job)
{
  job->mode = ENGINE_CHECK_NOW;
  if (job->is_running)
    watch_time (job);
  else if (g_queue_remove (&self->waiting, job))
    put_in_queue (self, job);
}

static Job *
add_job (EngineLinkChecker *self,
         const char *uri,
         DeliveryLink *link,
         EngineLinkTarget target,
         gboolean is_direct,
         EngineCheckMode mode)
{
  Job *job = g_rc_box_new0 (Job);

  job->checker = g_object_ref (self);
  job->uri = g_strdup (uri);
  job->link = link != NULL ? delivery_link_ref (link) : NULL;
  job->target = target;
  job->how = is_direct ? CANTO_FETCH_COUNTED : CANTO_FETCH_FREE;
  job->mode = mode;
  job->waiters = g_ptr_array_new_with_free_func (waiter_free);
  job->cancellable = g_cancellable_new ();
  g_hash_table_insert (self->jobs, job->uri, job);
  put_in_queue (self, job);

  return job;
}

/* @task: (transfer full) */
static void
add_waiter (Job *job, GTask *task)
{
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->job = job;
  waiter->task = task;
  g_ptr_array_add (job->waiters, waiter);
  waiter->cancelled =
      canto_source_watch_cancellable (g_task_get_cancellable (task), waiter_cancelled, waiter);
}

static void
check (EngineLinkChecker *self,
       const char *uri,
       DeliveryLink *link,
       EngineLinkTarget target,
       gboolean is_direct,
       EngineCheckMode mode,
       GTask *owned)
{
  g_autoptr (GTask) task = owned;
  EngineLinkCheck *found = mode != ENGINE_CHECK_AGAIN ? find (self, uri) : NULL;
  Job *job;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (found != NULL)
    {
      g_task_return_pointer (task, engine_link_check_ref (found),
                             (GDestroyNotify) engine_link_check_unref);
      return;
    }

  job = g_hash_table_lookup (self->jobs, uri);
  if (job == NULL)
    job = add_job (self, uri, link, target, is_direct, mode);
  else if (mode != ENGINE_CHECK_MANY)
    hurry (self, job);
  add_waiter (job, g_steal_pointer (&task));
  start_waiting (self);
}

static GTask *
new_task (EngineLinkChecker *self,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, engine_link_checker_check_async);

  return task;
}

void
engine_link_checker_check_async (EngineLinkChecker *self,
                                 DeliveryLink *link,
                                 EngineCheckMode mode,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (ENGINE_IS_LINK_CHECKER (self));
  g_return_if_fail (link != NULL);

  check (self, delivery_link_get_uri (link), link, engine_link_check_get_target (link),
         delivery_link_get_is_direct (link), mode,
         new_task (self, cancellable, callback, user_data));
}

void
engine_link_checker_check_uri_async (EngineLinkChecker *self,
                                     const char *uri,
                                     EngineLinkTarget target,
                                     gboolean is_direct,
                                     EngineCheckMode mode,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (ENGINE_IS_LINK_CHECKER (self));
  g_return_if_fail (uri != NULL);

  check (self, uri, NULL, target, is_direct, mode,
         new_task (self, cancellable, callback, user_data));
}

EngineLinkCheck *
engine_link_checker_check_finish (EngineLinkChecker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

EngineLinkCheck *
engine_link_checker_peek (EngineLinkChecker *self, DeliveryLink *link)
{
  g_return_val_if_fail (ENGINE_IS_LINK_CHECKER (self), NULL);
  g_return_val_if_fail (link != NULL, NULL);

  return find (self, delivery_link_get_uri (link));
}

/* GObject */

static void
engine_link_checker_finalize (GObject *object)
{
  EngineLinkChecker *self = ENGINE_LINK_CHECKER (object);

  /* Each job has a reference, so there are none. */
  g_hash_table_unref (self->jobs);
  g_hash_table_unref (self->findings);
  g_clear_object (&self->clock);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (engine_link_checker_parent_class)->finalize (object);
}

static void
engine_link_checker_class_init (EngineLinkCheckerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = engine_link_checker_finalize;
}

static void
engine_link_checker_init (EngineLinkChecker *self)
{
  self->findings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finding_free);
  self->jobs = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, job_unref);
  g_queue_init (&self->waiting);
}

EngineLinkChecker *
engine_link_checker_new (CantoClient *client, CantoClock *clock)
{
  EngineLinkChecker *self = g_object_new (ENGINE_TYPE_LINK_CHECKER, NULL);

  self->client = g_object_ref (client);
  self->clock = clock != NULL ? g_object_ref (clock) : canto_clock_new ();

  return self;
}
