/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The token of the calls: when it is refused, refreshed, and waited for. */

#include "descant-config.h"

#include "canto-caller-private.h"

#include "canto-error.h"
#include "canto-oauth-private.h"

#include <glib/gi18n-lib.h>

#define MAX_LIFE_S ((gint64) 100 * 365 * 24 * 60 * 60)

static void refresh (CantoCaller *self);

/* The call ends, or waits until the person has signed in again.
 * @error: (transfer full) */
void
canto_caller_take_signed_out (GTask *task, GError *error)
{
  CantoCaller *self = g_task_get_source_object (task);

  if (!self->waits_for_sign_in || !self->is_lost)
    {
      g_task_return_error (task, error);
      return;
    }

  g_error_free (error);
  canto_caller_set_paused (task, TRUE);
  g_queue_push_tail (&self->for_sign_in, canto_caller_begin_wait (task));
}

GError *
canto_caller_make_signed_out_error (void)
{
  return g_error_new_literal (CANTO_ERROR, CANTO_ERROR_SIGNED_OUT, _ ("You are not signed in."));
}

/* What waits for the person goes on with the new token, or ends where there is none. */
void
canto_caller_end_sign_in_wait (CantoCaller *self)
{
  GQueue waiting = self->for_sign_in;
  GTask *next;

  g_queue_init (&self->for_sign_in);
  while ((next = g_queue_pop_head (&waiting)) != NULL)
    {
      g_autoptr (GTask) task = next;
      CantoCallSteps *steps = g_task_get_task_data (task);

      canto_caller_end_task_wait (task);
      steps->n_attempts = 0;
      steps->was_refused = FALSE;
      if (self->token != NULL)
        canto_caller_step_wait_for_limit (task);
      else
        g_task_return_error (task, canto_caller_make_signed_out_error ());
    }
}

static gboolean
can_refresh (CantoCaller *self)
{
  return self->token != NULL && canto_token_get_refresh (self->token) != NULL
         && (self->app_secret != NULL || !canto_account_has_app_secret (self->account));
}

/* FALSE if the last try carried a token that has been replaced since. */
gboolean
canto_caller_sent_current_token (GTask *task)
{
  CantoCaller *self = g_task_get_source_object (task);
  CantoCallSteps *steps = g_task_get_task_data (task);

  return self->token != NULL && steps->sent_token != NULL
         && canto_secret_equal (steps->sent_token, canto_token_get_access (self->token));
}

/* TRUE if the call waits for a new token, or goes on with one that came meanwhile. */
gboolean
canto_caller_handle_refusal (GTask *task)
{
  CantoCaller *self = g_task_get_source_object (task);
  CantoCallSteps *steps = g_task_get_task_data (task);

  if (!steps->call->is_signed || self->token == NULL)
    return FALSE;

  if (self->refreshing == NULL && !canto_caller_sent_current_token (task))
    {
      if (steps->n_attempts >= CANTO_CALLER_MAX_ATTEMPTS)
        return FALSE;
      canto_caller_step_wait_for_limit (task);
      return TRUE;
    }
  /* Whatever the number of tries: giving up here would sign the person out. */
  if (self->refreshing == NULL && (steps->was_refused || !can_refresh (self)))
    return FALSE;

  steps->was_refused = TRUE;
  g_queue_push_tail (&self->for_refresh, canto_caller_begin_wait (task));
  refresh (self);

  return TRUE;
}

void
canto_caller_lose_token (CantoCaller *self)
{
  if (self->token == NULL)
    return;

  g_clear_pointer (&self->token, canto_token_unref);
  self->is_lost = TRUE;
  g_signal_emit_by_name (self, "signed-out");
}

static void
token_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* It is still in use here; only the next start will miss it. */
  if (!canto_token_store_save_finish (CANTO_TOKEN_STORE (object), result, &error))
    g_warning ("The refreshed token was not kept: %s", error->message);
}

/* The end stands in seconds of the wall clock, which may be set at any time: what is left of it is
 * counted from now on by the one that goes on while the machine sleeps. */
void
canto_caller_note_end (CantoCaller *self)
{
  gint64 left_s;

  if (self->token == NULL)
    return;

  left_s = canto_token_get_expires_at_unix_s (self->token)
           - canto_clock_get_real_us (self->clock) / G_USEC_PER_SEC;
  self->ends_at_us = canto_clock_get_now_us (self->clock)
                     + CLAMP (left_s, -MAX_LIFE_S, MAX_LIFE_S) * G_USEC_PER_SEC;
}

static gint64
get_left_s (CantoCaller *self)
{
  return (self->ends_at_us - canto_clock_get_now_us (self->clock)) / G_USEC_PER_SEC;
}

static void
take_refreshed (CantoCaller *self, CantoToken *fresh)
{
  CantoSecret *refresh_secret = canto_token_get_refresh (fresh);

  /* 3.18: without a new refresh token the old one stays good. */
  if (refresh_secret == NULL)
    refresh_secret = canto_token_get_refresh (self->token);
  {
    CantoToken *token = canto_token_new (canto_token_get_access (fresh), refresh_secret,
                                         canto_token_get_expires_at_unix_s (fresh));

    canto_token_unref (self->token);
    self->token = token;
  }
  canto_caller_note_end (self);
  self->refreshed_ahead = FALSE;
  /* A service whose tokens live for an hour must not be asked for one by each call. */
  self->ahead_s = MIN (CANTO_CALLER_REFRESH_AHEAD_S, get_left_s (self) / 2);
  canto_token_store_save_async (self->store, self->account, self->token, NULL, token_kept, NULL);
}

static void
wake_waiting (CantoCaller *self, const GError *error)
{
  GTask *next;

  while ((next = g_queue_pop_head (&self->for_refresh)) != NULL)
    {
      g_autoptr (GTask) task = next;

      canto_caller_end_task_wait (task);
      if (error == NULL)
        canto_caller_step_wait_for_limit (task);
      else if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT))
        canto_caller_take_signed_out (task, g_error_copy (error));
      else
        g_task_return_error (task, g_error_copy (error));
    }
}

/* Whatever became of the refresh: the service decides whether the token is over. */
static void
wake_ahead (CantoCaller *self)
{
  GQueue waiting = self->for_ahead;
  GTask *next;

  g_queue_init (&self->for_ahead);
  while ((next = g_queue_pop_head (&waiting)) != NULL)
    {
      g_autoptr (GTask) task = next;

      canto_caller_end_task_wait (task);
      canto_caller_step_wait_for_limit (task);
    }
}

static void
refreshed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantoCaller) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) reply = canto_http_send_finish (CANTO_HTTP (object), result, &error);
  g_autoptr (CantoToken) old = g_steal_pointer (&self->refreshing);
  g_autoptr (CantoToken) fresh = NULL;

  if (reply != NULL)
    fresh = canto_oauth_read_token (reply, canto_clock_get_real_us (self->clock) / G_USEC_PER_SEC,
                                    &error);

  if (self->token == NULL)
    {
      /* Signed out meanwhile. */
      g_clear_error (&error);
      error = canto_caller_make_signed_out_error ();
    }
  else if (self->token != old)
    {
      /* Signed in anew meanwhile: that token stays, whatever became of the old one. */
      g_clear_error (&error);
    }
  else if (fresh != NULL)
    take_refreshed (self, fresh);
  else if (!g_queue_is_empty (&self->for_refresh)
           && (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_DENIED)
               || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_WRONG_KEY)))
    {
      /* While nobody waits the old token has not been refused, and may work for another day. */
      error->code = CANTO_ERROR_SIGNED_OUT;
      canto_caller_lose_token (self);
    }

  wake_waiting (self, error);
  wake_ahead (self);
}

static void
refresh (CantoCaller *self)
{
  const char *parameters[] = { "refresh_token", NULL, NULL };

  if (self->refreshing != NULL)
    return;

  self->refreshing = canto_token_ref (self->token);
  parameters[1] = canto_secret_peek (canto_token_get_refresh (self->token));
  canto_http_send_async (
      self->http,
      canto_oauth_new_request (self->account, "refresh_token", self->app_secret, parameters), NULL,
      refreshed, g_object_ref (self));
}

/* 3.18: while the old token still works, nobody waits for the new one. */
void
canto_caller_refresh_ahead (CantoCaller *self)
{
  if (get_left_s (self) >= self->ahead_s || self->refreshed_ahead || !can_refresh (self))
    return;

  self->refreshed_ahead = TRUE;
  refresh (self);
}

/* TRUE: it is over, as after a long sleep, and a new one is on its way. */
gboolean
canto_caller_wait_ahead (GTask *task)
{
  CantoCaller *self = g_task_get_source_object (task);

  if (self->refreshing == NULL || self->ends_at_us > canto_clock_get_now_us (self->clock))
    return FALSE;

  g_queue_push_tail (&self->for_ahead, canto_caller_begin_wait (task));

  return TRUE;
}
