/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-upload.h"

#include "canto-client-private.h"
#include "canto-error.h"
#include "canto-source.h"
#include "canto-upload-body.h"
#include "canto-upload-form.h"

#include <glib/gi18n-lib.h>

#define POLL_US      (5 * G_USEC_PER_SEC) /* 12.8 */
#define MAX_POLL_US  (30 * G_USEC_PER_SEC)
#define POLLS_AT_5_S 12 /* then ever more seldom */
#define GIVE_UP_US   (10 * 60 * G_USEC_PER_SEC)
#define LOST_POLLS   3 /* for what was lost when all of it had been sent */
#define MAX_SETTINGS 2 /* 12.6: one more if the first is refused */
#define MAX_REPLY    (64 * 1024)

struct _CantoUpload
{
  GObject parent_instance;

  /* Owned. */
  CantoClient *client;
  GFile *file;
  char *name;
  char *album_id;    /* (nullable) */
  char *tags;        /* (nullable) */
  CantoAsset *asset; /* (nullable) */
  char *mark;        /* (nullable) */
  CantoProgress *progress;

  /* State. */
  CantoUploadState state;
  gboolean is_unclear;
};

G_DEFINE_FINAL_TYPE (CantoUpload, canto_upload, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* The data of a run. */
typedef struct
{
  CantoPriority priority;
  CantoUploadBody *body; /* (nullable) */
  guint n_settings;
  guint n_polls;
  gint64 posted_at_us;
  GError *lost;          /* (nullable): what the post ended with, if it may have arrived */
  CantoUploadItem *item; /* (nullable): what has come of it; borrowed from @items */
  GPtrArray *items;      /* (nullable) */

  /* While it waits for the next poll: the wait has a reference of the task. */
  GSource *alarm;
  GSource *cancelled;
} RunSteps;

static void step_open (GTask *task);
static void step_ask_setting (GTask *task);
static void step_poll (GTask *task);

static void
run_steps_free (RunSteps *steps)
{
  canto_source_clear (&steps->alarm);
  canto_source_clear (&steps->cancelled);
  g_clear_object (&steps->body);
  g_clear_error (&steps->lost);
  g_clear_pointer (&steps->items, g_ptr_array_unref);
  g_free (steps);
}

static void
set_state (CantoUpload *self, CantoUploadState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/* @error: (transfer full) */
static void
fail (GTask *task, GError *error)
{
  set_state (g_task_get_source_object (task), CANTO_UPLOAD_ENDED);
  g_task_return_error (task, error);
}

static void
fail_literally (GTask *task, CantoError code, const char *message)
{
  fail (task, g_error_new_literal (CANTO_ERROR, (int) code, message));
}

/* Steps, in their order. First the file: one that cannot be read needs no service. A second post
 * opens it anew. */

static void
step_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  CantoUpload *self = CANTO_UPLOAD (object);
  RunSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  g_clear_object (&steps->body);
  steps->body = g_task_propagate_pointer (G_TASK (result), &error);
  if (steps->body == NULL)
    fail (task, g_steal_pointer (&error));
  else if (self->mark != NULL)
    step_ask_setting (task);
  else
    step_poll (task);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  CantoUpload *self = source;
  g_autoptr (GError) error = NULL;
  CantoUploadBody *body = canto_upload_body_open (self->file, self->progress, cancellable, &error);

  if (body != NULL)
    g_task_return_pointer (task, body, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
step_open (GTask *task)
{
  g_autoptr (GTask) opening =
      g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), step_opened,
                  g_object_ref (task));

  g_task_set_source_tag (opening, step_open);
  g_task_run_in_thread (opening, open_in_thread);
}

/* 12.9: what was there of that name before. */
static void
take_mark (GTask *task, GPtrArray *items)
{
  CantoUpload *self = g_task_get_source_object (task);
  CantoUploadItem *newest = canto_upload_item_find_newest (items, self->name, NULL);

  self->mark = g_strdup (newest != NULL ? newest->time : "");
  step_ask_setting (task);
}

/* Posting */

/* No answer, or one that says nothing that we understand. */
static gboolean
leaves_open (const GError *error)
{
  return g_error_matches (error, CANTO_ERROR, CANTO_ERROR_OFFLINE)
         || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
}

static void
step_lost (GTask *task, GError *error)
{
  CantoUpload *self = g_task_get_source_object (task);
  RunSteps *steps = g_task_get_task_data (task);

  if (!canto_upload_body_get_is_read (steps->body) || !leaves_open (error))
    {
      fail (task, error);
      return;
    }
  /* C25: nothing is sent again; but it may be there. */
  self->is_unclear = TRUE;
  steps->lost = error;
  set_state (self, CANTO_UPLOAD_PROCESSING);
  step_poll (task);
}

static void
step_posted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  CantoUpload *self = g_task_get_source_object (task);
  RunSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) reply =
      canto_caller_call_finish (CANTO_CALLER (object), result, &error);

  steps->posted_at_us = canto_client_get_now_us (self->client);
  if (reply != NULL)
    {
      set_state (self, CANTO_UPLOAD_PROCESSING);
      step_poll (task);
    }
  else if (!g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_ALLOWED)
           && !g_error_matches (error, CANTO_ERROR, CANTO_ERROR_BAD_REQUEST))
    step_lost (task, g_steal_pointer (&error));
  else if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_ALLOWED)
           && steps->n_settings < MAX_SETTINGS)
    step_open (task); /* 12.6 */
  else
    fail_literally (task, CANTO_ERROR_SERVICE,
                    _ ("The place where files are uploaded to did not take this one."));
}

static void
step_got_setting (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  CantoUpload *self = g_task_get_source_object (task);
  RunSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoUploadForm) form = canto_client_finish (self->client, result, &error);
  CantoCall *call;

  if (form == NULL)
    {
      fail (task, g_steal_pointer (&error));
      return;
    }
  canto_upload_body_set_frame (steps->body, form->head, form->tail);
  call = canto_call_new ("POST", form->uri, MAX_REPLY, steps->priority);
  call->is_signed = FALSE;
  call->is_counted = FALSE;
  call->upload = g_object_ref (steps->body);
  call->upload_type = g_strdup (form->content_type);
  set_state (self, CANTO_UPLOAD_SENDING);
  canto_caller_call_async (canto_client_get_caller (self->client), call,
                           g_task_get_cancellable (task), step_posted, g_object_ref (task));
}

/* What the form is made of, for the worker that makes it. */
static gpointer
read_setting (const CantoReadSteps *steps, GError **error)
{
  CantoUpload *self = steps->user_data;
  const CantoUploadMeta meta = {
    .name = self->name,
    .tags = self->tags,
    .album_id = self->album_id,
    .scheme = self->asset != NULL ? canto_asset_get_scheme_word (self->asset) : NULL,
    .id = self->asset != NULL ? canto_asset_get_id (self->asset) : NULL,
  };

  return canto_upload_form_new (canto_client_get_account (self->client), steps->body, &meta, error);
}

static void
step_ask_setting (GTask *task)
{
  CantoUpload *self = g_task_get_source_object (task);
  RunSteps *steps = g_task_get_task_data (task);
  CantoReadSteps *read_steps =
      canto_read_steps_new (read_setting, (GDestroyNotify) canto_upload_form_free);

  steps->n_settings++;
  read_steps->user_data = self; /* which the task keeps */
  canto_client_call_and_read (
      self->client, canto_client_new_get (self->client, "/api/v1/upload/setting", steps->priority),
      read_steps,
      canto_client_new_task (self->client, g_task_get_cancellable (task), step_got_setting,
                             g_object_ref (task), step_ask_setting));
}

/* Following */

static void
end_wait (RunSteps *steps)
{
  canto_source_clear (&steps->alarm);
  canto_source_clear (&steps->cancelled);
}

static gboolean
wait_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = user_data; /* the reference of the wait */
  CantoUpload *self = g_task_get_source_object (task);

  end_wait (g_task_get_task_data (task));
  self->is_unclear = TRUE;
  set_state (self, CANTO_UPLOAD_ENDED);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static gboolean
wait_is_over (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  end_wait (g_task_get_task_data (task));
  step_poll (task);

  return G_SOURCE_REMOVE;
}

static void
poll_later (GTask *task)
{
  CantoUpload *self = g_task_get_source_object (task);
  RunSteps *steps = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  gint64 wait_us = steps->n_polls < POLLS_AT_5_S
                       ? POLL_US
                       : MIN (POLL_US * (steps->n_polls - POLLS_AT_5_S + 2), MAX_POLL_US);

  steps->cancelled = canto_source_watch_cancellable (cancellable, wait_cancelled, task);
  steps->alarm = canto_clock_add_alarm (canto_client_get_clock (self->client), wait_us,
                                        wait_is_over, g_object_ref (task));
}

static gboolean
is_too_late (CantoUpload *self, RunSteps *steps)
{
  return steps->lost != NULL
             ? steps->n_polls >= LOST_POLLS
             : canto_client_get_now_us (self->client) - steps->posted_at_us >= GIVE_UP_US;
}

static void
take_status (GTask *task, GPtrArray *items)
{
  CantoUpload *self = g_task_get_source_object (task);
  RunSteps *steps = g_task_get_task_data (task);
  CantoUploadItem *item = canto_upload_item_find_newest (items, self->name, self->mark);

  steps->n_polls++;
  if (item != NULL && steps->lost != NULL)
    {
      /* It has arrived: only the answer was lost. */
      g_clear_error (&steps->lost);
      self->is_unclear = FALSE;
    }
  if (item != NULL && item->status == CANTO_UPLOAD_STATUS_DONE)
    {
      steps->item = item;
      steps->items = g_ptr_array_ref (items);
      set_state (self, CANTO_UPLOAD_ENDED);
      g_task_return_boolean (task, TRUE);
    }
  else if (item != NULL && item->status == CANTO_UPLOAD_STATUS_ERROR)
    fail_literally (task, CANTO_ERROR_SERVICE,
                    _ ("The service could not make anything of the file."));
  else if (!is_too_late (self, steps))
    poll_later (task);
  else if (steps->lost != NULL)
    fail (task, g_steal_pointer (&steps->lost));
  else
    fail_literally (task, CANTO_ERROR_TIMED_OUT,
                    _ ("The file has arrived, but the service is still at work on it."));
}

/* A service that is in trouble for a while has not lost the file. */
static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, CANTO_ERROR, CANTO_ERROR_OFFLINE)
         || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_SERVICE)
         || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_RATE_LIMITED)
         || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
}

static void
step_polled (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  CantoUpload *self = g_task_get_source_object (task);
  RunSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      canto_client_list_uploads_finish (CANTO_CLIENT (object), result, &error);

  if (items != NULL && self->mark == NULL)
    take_mark (task, items);
  else if (items != NULL)
    take_status (task, items);
  else if (self->mark == NULL)
    fail (task, g_steal_pointer (&error));
  else if (is_passing (error) && !is_too_late (self, steps))
    {
      steps->n_polls++;
      poll_later (task);
    }
  else
    {
      self->is_unclear = TRUE;
      fail (task, g_steal_pointer (&error));
    }
}

static void
step_poll (GTask *task)
{
  CantoUpload *self = g_task_get_source_object (task);
  RunSteps *steps = g_task_get_task_data (task);

  canto_client_list_uploads_async (self->client, 1, steps->priority, g_task_get_cancellable (task),
                                   step_polled, g_object_ref (task));
}

void
canto_upload_run_async (CantoUpload *self,
                        CantoPriority priority,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  RunSteps *steps;

  g_return_if_fail (CANTO_IS_UPLOAD (self));
  g_return_if_fail (self->state == CANTO_UPLOAD_WAITING);

  steps = g_new0 (RunSteps, 1);
  steps->priority = priority;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, canto_upload_run_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) run_steps_free);
  set_state (self, CANTO_UPLOAD_PREPARING);
  step_open (task);
}

gboolean
canto_upload_run_finish (CantoUpload *self,
                         GAsyncResult *result,
                         char **scheme,
                         char **id,
                         GError **error)
{
  RunSteps *steps;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  steps = g_task_get_task_data (G_TASK (result));
  if (scheme != NULL)
    *scheme = g_strdup (steps->item->scheme);
  if (id != NULL)
    *id = g_strdup (steps->item->id);

  return TRUE;
}

/* GObject */

static void
canto_upload_finalize (GObject *object)
{
  CantoUpload *self = CANTO_UPLOAD (object);

  g_clear_object (&self->client);
  g_clear_object (&self->file);
  g_clear_pointer (&self->asset, canto_asset_unref);
  g_clear_pointer (&self->progress, canto_progress_unref);
  g_free (self->name);
  g_free (self->album_id);
  g_free (self->tags);
  g_free (self->mark);

  G_OBJECT_CLASS (canto_upload_parent_class)->finalize (object);
}

static void
canto_upload_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CantoUpload *self = CANTO_UPLOAD (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
canto_upload_class_init (CantoUploadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = canto_upload_finalize;
  object_class->get_property = canto_upload_get_property;
  props[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, CANTO_UPLOAD_WAITING, CANTO_UPLOAD_ENDED,
                         CANTO_UPLOAD_WAITING, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
canto_upload_init (CantoUpload *self)
{
  self->progress = canto_progress_new ();
}

/* The name of a file may be any bytes. */
static char *
dup_file_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL ? g_utf8_make_valid (name, -1) : g_strdup ("file");
}

CantoUpload *
canto_upload_new (CantoClient *client, GFile *file, const CantoUploadOptions *options)
{
  static const CantoUploadOptions none = { 0 };
  CantoUpload *self;

  g_return_val_if_fail (CANTO_IS_CLIENT (client), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (options == NULL)
    options = &none;
  self = g_object_new (CANTO_TYPE_UPLOAD, NULL);
  self->client = g_object_ref (client);
  self->file = g_object_ref (file);
  self->name = options->name != NULL ? g_strdup (options->name) : dup_file_name (file);
  self->album_id = g_strdup (options->album_id);
  self->tags = g_strdup (options->tags);
  self->asset = options->asset != NULL ? canto_asset_ref (options->asset) : NULL;
  self->mark = g_strdup (options->mark);

  return self;
}

GFile *
canto_upload_get_file (CantoUpload *self)
{
  g_return_val_if_fail (CANTO_IS_UPLOAD (self), NULL);

  return self->file;
}

const char *
canto_upload_get_name (CantoUpload *self)
{
  g_return_val_if_fail (CANTO_IS_UPLOAD (self), NULL);

  return self->name;
}

CantoUploadState
canto_upload_get_state (CantoUpload *self)
{
  g_return_val_if_fail (CANTO_IS_UPLOAD (self), CANTO_UPLOAD_ENDED);

  return self->state;
}

CantoProgress *
canto_upload_get_progress (CantoUpload *self)
{
  g_return_val_if_fail (CANTO_IS_UPLOAD (self), NULL);

  return self->progress;
}

const char *
canto_upload_get_mark (CantoUpload *self)
{
  g_return_val_if_fail (CANTO_IS_UPLOAD (self), NULL);

  return self->mark;
}

gboolean
canto_upload_get_is_unclear (CantoUpload *self)
{
  g_return_val_if_fail (CANTO_IS_UPLOAD (self), FALSE);

  return self->is_unclear;
}
