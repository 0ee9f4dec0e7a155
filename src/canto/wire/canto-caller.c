/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-caller-private.h"

#include "canto-error.h"
#include "canto-reply-private.h"
#include "canto-source.h"

#include <string.h>
#include <unistd.h>

G_DEFINE_FINAL_TYPE (CantoCaller, canto_caller, G_TYPE_OBJECT)

enum
{
  SIGNAL_SIGNED_OUT,
  SIGNAL_HELD,
  SIGNAL_RELEASED,
  SIGNAL_REACH_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

CantoCall *
canto_call_new (const char *method, const char *uri, gsize max_bytes, CantoPriority priority)
{
  CantoCall *call = g_new0 (CantoCall, 1);

  call->method = method;
  call->uri = g_strdup (uri);
  call->max_bytes = max_bytes;
  call->fd = -1;
  call->priority = priority;
  call->is_signed = TRUE;
  call->is_counted = TRUE;

  return call;
}

void
canto_call_free (CantoCall *call)
{
  g_free (call->uri);
  g_free (call->json);
  g_clear_object (&call->upload);
  g_free (call->upload_type);
  if (call->fd >= 0)
    close (call->fd);
  g_clear_pointer (&call->progress, canto_progress_unref);
  g_clear_pointer (&call->maker, canto_maker_unref);
  g_free (call);
}

static void
call_steps_free (CantoCallSteps *steps)
{
  canto_source_clear (&steps->alarm);
  canto_source_clear (&steps->cancelled);
  g_clear_pointer (&steps->sent_token, canto_secret_unref);
  canto_call_free (steps->call);
  g_free (steps);
}

/* Waiting */

void
canto_caller_end_task_wait (GTask *task)
{
  CantoCallSteps *steps = g_task_get_task_data (task);

  canto_source_clear (&steps->alarm);
  canto_source_clear (&steps->cancelled);
}

static gboolean
wait_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = user_data; /* the reference of the wait */
  CantoCaller *self = g_task_get_source_object (task);

  canto_caller_end_task_wait (task);
  g_queue_remove (&self->for_refresh, task);
  g_queue_remove (&self->for_sign_in, task);
  g_queue_remove (&self->for_ahead, task);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

/* The wait ends by canto_caller_end_task_wait(), or with the task when it is cancelled. (transfer
 * full) */
GTask *
canto_caller_begin_wait (GTask *task)
{
  CantoCallSteps *steps = g_task_get_task_data (task);

  steps->cancelled =
      canto_source_watch_cancellable (g_task_get_cancellable (task), wait_cancelled, task);

  return g_object_ref (task);
}

/* Trying again */

void
canto_caller_set_paused (GTask *task, gboolean is_paused)
{
  CantoCallSteps *steps = g_task_get_task_data (task);

  if (steps->is_paused == is_paused)
    return;

  steps->is_paused = is_paused;
  if (steps->call->pause_func != NULL)
    steps->call->pause_func (is_paused, steps->call->pause_data);
}

static gboolean
alarm_rang (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  canto_caller_end_task_wait (task);
  canto_caller_step_wait_for_limit (task);

  return G_SOURCE_REMOVE;
}

static void
try_again_after (GTask *task, gint64 delay_us)
{
  CantoCaller *self = g_task_get_source_object (task);
  CantoCallSteps *steps = g_task_get_task_data (task);

  steps->alarm =
      canto_clock_add_alarm (self->clock, delay_us, alarm_rang, canto_caller_begin_wait (task));
  canto_caller_set_paused (task, TRUE);
}

/* 13.5: what may be sent twice without harm. */
static gboolean
is_repeatable (const CantoCall *call)
{
  if (g_str_equal (call->method, "PUT"))
    return !g_str_has_suffix (call->uri, "/share/batch");
  if (g_str_equal (call->method, "POST"))
    return g_str_has_suffix (call->uri, "/batch/content");

  return g_str_equal (call->method, "GET") || g_str_equal (call->method, "HEAD")
         || g_str_equal (call->method, "DELETE");
}

static gboolean
may_try_again (CantoCallSteps *steps)
{
  guint max_attempts = steps->call->is_probe ? CANTO_CALLER_MAX_PROBES : CANTO_CALLER_MAX_ATTEMPTS;

  return is_repeatable (steps->call) && steps->n_attempts < max_attempts;
}

static gboolean
is_passing_trouble (guint status)
{
  /* 408 is a connection that is lost, told in words. */
  return status == 408 || status == 502 || status == 503 || status == 504;
}

/* 13.2: the account's calls are counted together, so this one speaks for all. Another service than
 * ours does not. */
static gboolean
is_refused_to_all (const CantoCall *call, CantoHttpReply *reply)
{
  return reply->status == 429 && call->is_counted && reply->is_own;
}

/* TRUE if the call goes on by itself. */
static gboolean
retry_after_status (GTask *task, CantoHttpReply *reply)
{
  CantoCaller *self = g_task_get_source_object (task);
  CantoCallSteps *steps = g_task_get_task_data (task);
  gint64 delay_us =
      canto_reply_get_retry_delay_us (reply->retry_after, steps->n_attempts - 1,
                                      canto_clock_get_real_us (self->clock), reply->date_unix_s);

  /* The others wait, whatever becomes of this one. */
  if (is_refused_to_all (steps->call, reply))
    {
      canto_limiter_hold (self->limiter, canto_clock_get_now_us (self->clock) + delay_us);
      g_signal_emit (self, signals[SIGNAL_HELD], 0);
    }
  if (!may_try_again (steps))
    return FALSE;

  if (is_refused_to_all (steps->call, reply))
    {
      canto_caller_set_paused (task, TRUE);
      canto_caller_step_wait_for_limit (task);
      return TRUE;
    }
  if (reply->status == 429)
    {
      try_again_after (task, delay_us);
      return TRUE;
    }
  if (is_passing_trouble (reply->status)
      || (reply->status == 500 && steps->n_attempts == 1
          && g_str_equal (steps->call->method, "GET")))
    {
      try_again_after (task, delay_us);
      return TRUE;
    }

  return FALSE;
}

/* The steps of a call, in their order */

/* What the API itself is asked: pictures and files may be sent on to other places. */
static gboolean
is_api_call (CantoCaller *self, const CantoCall *call)
{
  const char *base = canto_account_get_api_base (self->account);

  return g_str_has_prefix (call->uri, base)
         && g_str_has_prefix (call->uri + strlen (base), "/api/");
}

/* The call met no answer. */
static void
handle_failure (GTask *task, gboolean was_lost, GError *error)
{
  CantoCaller *self = g_task_get_source_object (task);
  CantoCallSteps *steps = g_task_get_task_data (task);

  if (was_lost && may_try_again (steps))
    {
      g_error_free (error);
      try_again_after (task,
                       canto_reply_get_retry_delay_us (NULL, steps->n_attempts - 1, 0, 0) / 4);
      return;
    }

  if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_OFFLINE) && is_api_call (self, steps->call))
    canto_reach_take_failure (self->reach);
  g_task_return_error (task, error);
}

static void
step_replied (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  CantoCaller *self = g_task_get_source_object (task);
  CantoCallSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) reply = canto_http_send_finish (CANTO_HTTP (object), result, &error);

  if (reply == NULL)
    {
      handle_failure (task, canto_http_result_was_lost (result), g_steal_pointer (&error));
      return;
    }

  if (reply->is_own)
    canto_reach_take_answer (self->reach);
  if (reply->status == 401 && reply->is_own && canto_caller_handle_refusal (task))
    return;
  if (retry_after_status (task, reply))
    return;
  if (steps->call->is_probe)
    {
      g_task_return_pointer (task, g_steal_pointer (&reply),
                             (GDestroyNotify) canto_http_reply_free);
      return;
    }

  error = canto_reply_to_error (reply);
  if (reply->status == 401 && (!reply->is_own || steps->sent_token == NULL))
    error->code = CANTO_ERROR_NOT_ALLOWED; /* it has not seen our token */
  else if (reply->status == 401 && self->refreshing == NULL
           && canto_caller_sent_current_token (task))
    canto_caller_lose_token (self);
  if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT))
    canto_caller_take_signed_out (task, g_steal_pointer (&error));
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&reply), (GDestroyNotify) canto_http_reply_free);
}

static void
step_send (GTask *task)
{
  CantoCaller *self = g_task_get_source_object (task);
  CantoCallSteps *steps = g_task_get_task_data (task);
  CantoCall *call = steps->call;
  CantoHttpRequest *request = canto_http_request_new (call->method, call->uri, call->max_bytes);

  steps->n_attempts++;
  canto_caller_set_paused (task, FALSE);
  request->is_alone =
      g_str_equal (call->method, "POST") ? !is_repeatable (call) : call->json != NULL;
  request->fd = call->fd;
  request->is_probe = call->is_probe;
  request->is_ranged = call->is_ranged;
  request->follows |= call->is_probe;
  request->progress = call->progress != NULL ? canto_progress_ref (call->progress) : NULL;
  request->maker = call->maker != NULL ? canto_maker_ref (call->maker) : NULL;
  if (call->json != NULL)
    {
      request->body = g_bytes_new (call->json, strlen (call->json));
      request->body_type = "application/json";
    }
  if (call->upload != NULL)
    {
      request->upload = g_object_ref (call->upload);
      request->body_type = call->upload_type;
    }
  if (call->is_signed)
    {
      g_clear_pointer (&steps->sent_token, canto_secret_unref);
      steps->sent_token = canto_secret_ref (canto_token_get_access (self->token));
      request->token = canto_secret_ref (steps->sent_token);
    }
  canto_http_send_async (self->http, request, g_task_get_cancellable (task), step_replied,
                         g_object_ref (task));
}

static void
step_may_go (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  CantoCaller *self = g_task_get_source_object (task);
  CantoCallSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!canto_limiter_wait_finish (CANTO_LIMITER (object), result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (steps->call->is_signed && self->token == NULL)
    canto_caller_take_signed_out (task, canto_caller_make_signed_out_error ());
  else
    step_send (task);
}

void
canto_caller_step_wait_for_limit (GTask *task)
{
  CantoCaller *self = g_task_get_source_object (task);
  CantoCallSteps *steps = g_task_get_task_data (task);

  if (steps->call->is_signed)
    {
      if (self->token == NULL)
        {
          canto_caller_take_signed_out (task, canto_caller_make_signed_out_error ());
          return;
        }
      canto_caller_refresh_ahead (self);
      if (canto_caller_wait_ahead (task))
        return;
    }

  if (!steps->call->is_counted)
    step_send (task);
  else
    canto_limiter_wait_async (self->limiter, steps->call->priority, g_task_get_cancellable (task),
                              step_may_go, g_object_ref (task));
}

void
canto_caller_call_async (CantoCaller *self,
                         CantoCall *call,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  CantoCallSteps *steps;

  g_return_if_fail (CANTO_IS_CALLER (self));

  steps = g_new0 (CantoCallSteps, 1);
  steps->call = call;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, canto_caller_call_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) call_steps_free);
  canto_caller_step_wait_for_limit (task);
}

CantoHttpReply *
canto_caller_call_finish (CantoCaller *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* GObject */

static void
canto_caller_finalize (GObject *object)
{
  CantoCaller *self = CANTO_CALLER (object);

  g_queue_clear_full (&self->for_refresh, g_object_unref);
  g_queue_clear_full (&self->for_sign_in, g_object_unref);
  g_queue_clear_full (&self->for_ahead, g_object_unref);
  g_clear_object (&self->limiter);
  g_clear_object (&self->reach);
  g_clear_object (&self->http);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
  g_clear_object (&self->account);
  g_clear_pointer (&self->token, canto_token_unref);
  g_clear_pointer (&self->refreshing, canto_token_unref);
  g_clear_pointer (&self->app_secret, canto_secret_unref);

  G_OBJECT_CLASS (canto_caller_parent_class)->finalize (object);
}

static void
canto_caller_class_init (CantoCallerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = canto_caller_finalize;

  /* The service refuses the token, and there is no other. */
  signals[SIGNAL_SIGNED_OUT] = g_signal_new ("signed-out", CANTO_TYPE_CALLER, G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* Calls wait because of a 429. */
  signals[SIGNAL_HELD] = g_signal_new ("held", CANTO_TYPE_CALLER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
  /* That wait is over. */
  signals[SIGNAL_RELEASED] = g_signal_new ("released", CANTO_TYPE_CALLER, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* The service cannot be reached, or can be reached again. */
  signals[SIGNAL_REACH_CHANGED] = g_signal_new (
      "reach-changed", CANTO_TYPE_CALLER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
canto_caller_init (CantoCaller *self)
{
  g_queue_init (&self->for_refresh);
  g_queue_init (&self->for_sign_in);
  g_queue_init (&self->for_ahead);
}

static void
limiter_released (CantoCaller *self)
{
  g_signal_emit (self, signals[SIGNAL_RELEASED], 0);
}

static void
reach_changed (CantoCaller *self)
{
  g_signal_emit (self, signals[SIGNAL_REACH_CHANGED], 0);
}

CantoCaller *
canto_caller_new (CantoAccount *account, CantoTokenStore *store, CantoClock *clock, CantoHttp *http)
{
  CantoCaller *self = g_object_new (CANTO_TYPE_CALLER, NULL);

  self->account = g_object_ref (account);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->http = http != NULL ? g_object_ref (http) : canto_http_new (account);
  self->reach = canto_reach_new (self->http, canto_account_get_api_base (account), clock);
  g_signal_connect_object (self->reach, "notify::online", G_CALLBACK (reach_changed), self,
                           G_CONNECT_SWAPPED);
  self->limiter = canto_limiter_new (canto_account_get_calls_per_minute (account), clock);
  g_signal_connect_object (self->limiter, "released", G_CALLBACK (limiter_released), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
canto_caller_set_token (CantoCaller *self, CantoToken *token, CantoSecret *app_secret)
{
  g_return_if_fail (CANTO_IS_CALLER (self));

  g_clear_pointer (&self->token, canto_token_unref);
  g_clear_pointer (&self->app_secret, canto_secret_unref);
  self->token = token != NULL ? canto_token_ref (token) : NULL;
  self->app_secret = app_secret != NULL ? canto_secret_ref (app_secret) : NULL;
  canto_caller_note_end (self);
  self->refreshed_ahead = FALSE;
  self->ahead_s = CANTO_CALLER_REFRESH_AHEAD_S;
  self->is_lost = FALSE;
  canto_caller_end_sign_in_wait (self);
}

void
canto_caller_set_waits_for_sign_in (CantoCaller *self, gboolean waits)
{
  g_return_if_fail (CANTO_IS_CALLER (self));

  self->waits_for_sign_in = waits;
  if (!waits)
    canto_caller_end_sign_in_wait (self);
}

CantoToken *
canto_caller_get_token (CantoCaller *self)
{
  g_return_val_if_fail (CANTO_IS_CALLER (self), NULL);

  return self->token;
}

void
canto_caller_end_wait (CantoCaller *self)
{
  g_return_if_fail (CANTO_IS_CALLER (self));

  canto_limiter_end_hold (self->limiter);
}

gint64
canto_caller_get_wait_until_us (CantoCaller *self)
{
  g_return_val_if_fail (CANTO_IS_CALLER (self), 0);

  return canto_limiter_get_held_until_us (self->limiter);
}

gboolean
canto_caller_get_online (CantoCaller *self)
{
  g_return_val_if_fail (CANTO_IS_CALLER (self), TRUE);

  return canto_reach_get_online (self->reach);
}

void
canto_caller_check_reach (CantoCaller *self)
{
  g_return_if_fail (CANTO_IS_CALLER (self));

  canto_reach_check (self->reach);
}

guint64
canto_caller_get_n_counted_calls (CantoCaller *self)
{
  g_return_val_if_fail (CANTO_IS_CALLER (self), 0);

  return canto_limiter_get_n_calls (self->limiter);
}
