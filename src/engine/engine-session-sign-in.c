/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In and out: taking up a token, each way to sign in, the keyring, signing out. */

#include "engine-session-private.h"

#include "canto-error.h"
#include "engine-folder-private.h"
#include "engine-transfers-private.h"

#include "descant-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PASTED_LIFE_S (30 * 24 * 60 * 60) /* 3.15, 3.28 */

/* One sign-in, step by step; the data of its task. */
typedef struct
{
  EngineSignInWay way;
  CantoSecret *app_secret; /* (nullable): of a public app */
  gboolean app_secret_is_new;
  char *user_id; /* (nullable): of client credentials */
  char *scope;   /* (nullable) */
  CantoToken *token;
} SignInSteps;

static void
sign_in_steps_free (SignInSteps *steps)
{
  g_free (steps->user_id);
  g_free (steps->scope);
  g_clear_pointer (&steps->app_secret, canto_secret_unref);
  g_clear_pointer (&steps->token, canto_token_unref);
  g_free (steps);
}

static void
set_token (EngineSession *self, CantoToken *token, CantoSecret *app_secret, gboolean is_new)
{
  g_clear_pointer (&self->token, canto_token_unref);
  g_clear_pointer (&self->app_secret, canto_secret_unref);
  self->token = token != NULL ? canto_token_ref (token) : NULL;
  self->app_secret = app_secret != NULL ? canto_secret_ref (app_secret) : NULL;
  self->end_unix_s = token != NULL && canto_token_get_refresh (token) == NULL
                         ? canto_token_get_expires_at_unix_s (token)
                         : 0;
  canto_client_set_token (self->client, token, app_secret);
  g_object_notify (G_OBJECT (self), "signed-in");
  engine_transfers_set_signed_in (self->transfers, token != NULL, is_new);
  if (token != NULL)
    engine_edits_signed_in (self->edits, is_new);
}

/* Taking up a token */

static void
restored_app_secret (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CantoTokenStore *store = CANTO_TOKEN_STORE (object);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoSecret) secret = canto_token_store_load_app_secret_finish (store, result, &error);

  /* Without the secret the token still works, only it cannot be refreshed. */
  if (error != NULL)
    g_debug ("No App Secret: %s", error->message);
  set_token (self, g_task_get_task_data (task), secret, self->token != NULL);
  g_task_return_boolean (task, TRUE);
}

static void
restored_token (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CantoTokenStore *store = CANTO_TOKEN_STORE (object);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoToken) token = canto_token_store_load_finish (store, result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (token == NULL)
    {
      g_task_return_boolean (task, FALSE);
      return;
    }

  g_task_set_task_data (task, g_steal_pointer (&token), (GDestroyNotify) canto_token_unref);
  canto_token_store_load_app_secret_async (store, self->account, g_task_get_cancellable (task),
                                           restored_app_secret, g_object_ref (task));
}

void
engine_session_restore_async (EngineSession *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENGINE_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_session_restore_async);
  canto_token_store_load_async (self->store, self->account, cancellable, restored_token,
                                g_steal_pointer (&task));
}

gboolean
engine_session_restore_finish (EngineSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Signing in */

static void
set_unkept (EngineSession *self, CantoToken *token, CantoSecret *app_secret)
{
  g_clear_pointer (&self->unkept_token, canto_token_unref);
  g_clear_pointer (&self->unkept_app_secret, canto_secret_unref);
  self->unkept_token = token != NULL ? canto_token_ref (token) : NULL;
  self->unkept_app_secret = app_secret != NULL ? canto_secret_ref (app_secret) : NULL;
  g_object_notify (G_OBJECT (self), "is-kept");
}

static void
finish_sign_in (GTask *task, const GError *store_error)
{
  EngineSession *self = g_task_get_source_object (task);
  SignInSteps *steps = g_task_get_task_data (task);

  if (store_error != NULL || canto_token_store_get_session_only (self->store))
    set_unkept (self, steps->token, steps->app_secret_is_new ? steps->app_secret : NULL);
  else
    set_unkept (self, NULL, NULL);
  /* A keyring that fails must not cost the person her sign-in. */
  if (store_error != NULL)
    g_signal_emit_by_name (self, "not-kept", store_error);
  g_task_return_boolean (task, TRUE);
}

static void
app_secret_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;

  canto_token_store_save_app_secret_finish (CANTO_TOKEN_STORE (object), result, &error);
  finish_sign_in (task, error);
}

static void
token_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CantoTokenStore *store = CANTO_TOKEN_STORE (object);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineSession *self = g_task_get_source_object (task);
  SignInSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!canto_token_store_save_finish (store, result, &error) || !steps->app_secret_is_new)
    {
      finish_sign_in (task, error);
      return;
    }

  canto_token_store_save_app_secret_async (store, self->account, steps->app_secret, NULL,
                                           app_secret_kept, g_object_ref (task));
}

/* From here on nothing is cancelled: a token in hand is kept. */
static void
keep_token (GTask *task)
{
  EngineSession *self = g_task_get_source_object (task);
  SignInSteps *steps = g_task_get_task_data (task);

  canto_token_store_save_async (self->store, self->account, steps->token, NULL, token_kept,
                                g_object_ref (task));
}

static void
got_token (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CantoSignIn *sign_in = CANTO_SIGN_IN (object);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineSession *self = g_task_get_source_object (task);
  SignInSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (self->sign_in == sign_in)
    g_clear_object (&self->sign_in);
  switch (steps->way)
    {
    case ENGINE_SIGN_IN_HANDSHAKE:
      steps->token = canto_sign_in_run_handshake_finish (sign_in, result, &error);
      break;

    case ENGINE_SIGN_IN_CREDENTIALS:
      steps->token = canto_sign_in_run_credentials_finish (sign_in, result, &error);
      break;

    case ENGINE_SIGN_IN_REDIRECT:
    default:
      steps->token = canto_sign_in_run_finish (sign_in, result, &error);
    }
  if (steps->token == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  set_token (self, steps->token, steps->app_secret, TRUE);
  keep_token (task);
}

static void
forward_open_uri (CantoSignIn *sign_in, const char *uri, EngineSession *self)
{
  g_signal_emit_by_name (self, "open-uri", uri);
}

static void
prepare_sign_in (EngineSession *self, CantoSignIn *sign_in)
{
  canto_sign_in_set_page_texts (
      sign_in, _ ("Go back to Descant"), _ ("You can close this page: Descant goes on by itself."),
      _ ("You are not signed in"), _ ("Go back to Descant to try again."));
  if (self->sign_in_timeout_s > 0)
    canto_sign_in_set_timeout_s (sign_in, self->sign_in_timeout_s);
  if (self->clock != NULL)
    canto_sign_in_set_clock (sign_in, self->clock);
  g_signal_connect_object (sign_in, "open-uri", G_CALLBACK (forward_open_uri), self, 0);
  g_set_object (&self->sign_in, sign_in);
}

static void
run_sign_in (GTask *task)
{
  EngineSession *self = g_task_get_source_object (task);
  SignInSteps *steps = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (CantoSignIn) sign_in = canto_sign_in_new (self->account, steps->app_secret);

  prepare_sign_in (self, sign_in);
  switch (steps->way)
    {
    case ENGINE_SIGN_IN_HANDSHAKE:
      canto_sign_in_run_handshake_async (sign_in, cancellable, got_token, g_object_ref (task));
      break;

    case ENGINE_SIGN_IN_CREDENTIALS:
      canto_sign_in_run_credentials_async (sign_in, steps->user_id, steps->scope, cancellable,
                                           got_token, g_object_ref (task));
      break;

    case ENGINE_SIGN_IN_REDIRECT:
    default:
      canto_sign_in_run_async (sign_in, cancellable, got_token, g_object_ref (task));
    }
}

static void
looked_up_app_secret (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CantoTokenStore *store = CANTO_TOKEN_STORE (object);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SignInSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  steps->app_secret = canto_token_store_load_app_secret_finish (store, result, &error);
  if (steps->app_secret == NULL)
    {
      if (error == NULL)
        g_set_error_literal (&error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                             _ ("The App Secret is missing."));
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  run_sign_in (task);
}

static GTask *
new_sign_in_task (EngineSession *self,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, engine_session_sign_in_async);
  g_task_set_task_data (task, g_new0 (SignInSteps, 1), (GDestroyNotify) sign_in_steps_free);

  return task;
}

/* @app_secret: (nullable): then the store is asked for it */
static void
begin_sign_in (GTask *task, CantoSecret *app_secret)
{
  EngineSession *self = g_task_get_source_object (task);
  SignInSteps *steps = g_task_get_task_data (task);

  if (!canto_account_has_app_secret (self->account))
    run_sign_in (task);
  else if (app_secret != NULL)
    {
      steps->app_secret = canto_secret_ref (app_secret);
      steps->app_secret_is_new = TRUE;
      run_sign_in (task);
    }
  else
    canto_token_store_load_app_secret_async (self->store, self->account,
                                             g_task_get_cancellable (task), looked_up_app_secret,
                                             g_object_ref (task));
}

void
engine_session_sign_in_async (EngineSession *self,
                              EngineSignInWay way,
                              CantoSecret *app_secret,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENGINE_IS_SESSION (self));

  task = new_sign_in_task (self, cancellable, callback, user_data);
  ((SignInSteps *) g_task_get_task_data (task))->way = way;
  begin_sign_in (task, app_secret);
}

void
engine_session_sign_in_as_async (EngineSession *self,
                                 CantoSecret *app_secret,
                                 const char *user_id,
                                 const char *scope,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SignInSteps *steps;

  g_return_if_fail (ENGINE_IS_SESSION (self));

  task = new_sign_in_task (self, cancellable, callback, user_data);
  steps = g_task_get_task_data (task);
  steps->way = ENGINE_SIGN_IN_CREDENTIALS;
  steps->user_id = g_strdup (user_id);
  steps->scope = g_strdup (scope);
  begin_sign_in (task, app_secret);
}

gboolean
engine_session_sign_in_finish (EngineSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
engine_session_go_on (EngineSession *self)
{
  g_return_if_fail (ENGINE_IS_SESSION (self));

  if (self->sign_in != NULL)
    canto_sign_in_go_on (self->sign_in);
}

void
engine_session_set_sign_in_timeout_s (EngineSession *self, guint timeout_s)
{
  g_return_if_fail (ENGINE_IS_SESSION (self));

  self->sign_in_timeout_s = timeout_s;
}

/* A pasted token (3.28) */

/* Whoever it is for, Canto has taken the token. */
static void
pasted_token_tried (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CantoClient *client = CANTO_CLIENT (object);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineSession *self = g_task_get_source_object (task);
  SignInSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoUser) user = canto_client_get_user_finish (client, result, &error);

  if (user == NULL)
    {
      canto_client_set_token (client, NULL, NULL);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  set_token (self, steps->token, NULL, TRUE);
  keep_token (task);
}

/* What can be a token stands in a header as it is: it is one word of visible ASCII. (transfer full)
 * (nullable) */
static CantoSecret *
clean_token (CantoSecret *pasted)
{
  char *text = g_strdup (canto_secret_peek (pasted));
  CantoSecret *clean = NULL;
  gboolean is_word = *g_strstrip (text) != '\0';

  for (const char *c = text; *c != '\0'; c++)
    is_word = is_word && g_ascii_isgraph (*c);
  if (is_word)
    clean = canto_secret_new (text);
  explicit_bzero (text, strlen (text));
  g_free (text);

  return clean;
}

void
engine_session_sign_in_with_token_async (EngineSession *self,
                                         CantoSecret *token,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (CantoSecret) access = NULL;
  SignInSteps *steps;

  g_return_if_fail (ENGINE_IS_SESSION (self));
  g_return_if_fail (token != NULL);

  task = new_sign_in_task (self, cancellable, callback, user_data);
  access = clean_token (token);
  if (access == NULL)
    {
      g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                               _ ("This is no token: a token is one word."));
      return;
    }

  steps = g_task_get_task_data (task);
  steps->token =
      canto_token_new (access, NULL, g_get_real_time () / G_USEC_PER_SEC + PASTED_LIFE_S);
  canto_client_set_token (self->client, steps->token, NULL);
  canto_client_get_user_async (self->client, CANTO_PRIORITY_INTERACTIVE, cancellable,
                               pasted_token_tried, g_steal_pointer (&task));
}

/* Signing in again */

void
engine_session_set_waits_for_sign_in (EngineSession *self, gboolean waits)
{
  g_return_if_fail (ENGINE_IS_SESSION (self));

  canto_client_set_waits_for_sign_in (self->client, waits);
}

gboolean
engine_session_take_over (EngineSession *self, EngineSession *other)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (ENGINE_IS_SESSION (other), FALSE);

  if (other->token == NULL
      || !g_str_equal (canto_account_get_tenant_host (self->account),
                       canto_account_get_tenant_host (other->account))
      || !g_str_equal (canto_account_get_app_id (self->account),
                       canto_account_get_app_id (other->account)))
    return FALSE;

  /* What the keyring has under another name it does not have for this account. */
  if (g_str_equal (canto_account_get_id (self->account), canto_account_get_id (other->account)))
    set_unkept (self, other->unkept_token, other->unkept_app_secret);
  else
    set_unkept (self, other->token, other->app_secret);
  set_token (self, other->token, other->app_secret, TRUE);

  return TRUE;
}

/* Keeping what the keyring did not take */

static void
return_kept (GTask *task, GError *error)
{
  EngineSession *self = g_task_get_source_object (task);

  if (error != NULL)
    {
      canto_token_store_set_session_only (self->store, TRUE);
      g_task_return_error (task, error);
      return;
    }

  set_unkept (self, NULL, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
late_app_secret_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;

  canto_token_store_save_app_secret_finish (CANTO_TOKEN_STORE (object), result, &error);
  return_kept (task, error);
}

static void
late_token_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CantoTokenStore *store = CANTO_TOKEN_STORE (object);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!canto_token_store_save_finish (store, result, &error) || self->unkept_app_secret == NULL)
    {
      return_kept (task, error);
      return;
    }

  canto_token_store_save_app_secret_async (store, self->account, self->unkept_app_secret,
                                           g_task_get_cancellable (task), late_app_secret_kept,
                                           g_object_ref (task));
}

void
engine_session_keep_async (EngineSession *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENGINE_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_session_keep_async);
  canto_token_store_set_session_only (self->store, FALSE);
  if (self->unkept_token == NULL)
    return_kept (task, NULL);
  else
    canto_token_store_save_async (self->store, self->account, self->unkept_token, cancellable,
                                  late_token_kept, g_object_ref (task));
}

gboolean
engine_session_keep_finish (EngineSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Signing out */

/* The data of its task. */
typedef struct
{
  GError *error;     /* (nullable): of the store */
  char *data_folder; /* (nullable): that is to go */
} LeaveSteps;

static void
leave_steps_free (gpointer data)
{
  LeaveSteps *steps = data;

  g_clear_error (&steps->error);
  g_free (steps->data_folder);
  g_free (steps);
}

static void
return_left (GTask *task)
{
  LeaveSteps *steps = g_task_get_task_data (task);

  if (steps->error != NULL)
    g_task_return_error (task, g_steal_pointer (&steps->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
data_removed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;

  if (!engine_folder_remove_finish (result, &error))
    g_message ("What was not sent is still on the disk: %s", error->message);
  return_left (task);
}

static void
files_cleared (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  LeaveSteps *steps = g_task_get_task_data (task);

  if (steps->data_folder != NULL)
    engine_folder_remove_async (steps->data_folder, data_removed, g_object_ref (task));
  else
    return_left (task);
}

static void
previews_cleared (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);

  media_previews_clear_cache_finish (MEDIA_PREVIEWS (object), result, NULL);
  engine_session_clear_files_async (g_task_get_source_object (task), files_cleared,
                                    g_object_ref (task));
}

static void
clear_previews (GTask *task)
{
  EngineSession *self = g_task_get_source_object (task);

  media_previews_clear_cache_async (self->previews, NULL, previews_cleared, g_object_ref (task));
}

static void
app_secret_cleared (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  LeaveSteps *steps = g_task_get_task_data (task);

  g_clear_error (&steps->error);
  canto_token_store_clear_app_secret_finish (CANTO_TOKEN_STORE (object), result, &steps->error);
  clear_previews (task);
}

static void
token_cleared (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CantoTokenStore *store = CANTO_TOKEN_STORE (object);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineSession *self = g_task_get_source_object (task);
  LeaveSteps *steps = g_task_get_task_data (task);

  canto_token_store_clear_finish (store, result, &steps->error);
  if (g_task_get_source_tag (task) == engine_session_forget_async)
    canto_token_store_clear_app_secret_async (store, self->account, NULL, app_secret_cleared,
                                              g_steal_pointer (&task));
  else
    clear_previews (task);
}

static void
leave (EngineSession *self, GTask *task)
{
  g_task_set_task_data (task, g_new0 (LeaveSteps, 1), leave_steps_free);
  set_token (self, NULL, NULL, TRUE);
  set_unkept (self, NULL, NULL);
  canto_token_store_clear_async (self->store, self->account, g_task_get_cancellable (task),
                                 token_cleared, g_object_ref (task));
}

void
engine_session_sign_out_async (EngineSession *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENGINE_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_session_sign_out_async);
  leave (self, task);
}

gboolean
engine_session_sign_out_finish (EngineSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Nothing of it is written any more. */
static void
drop_journal (EngineSession *self)
{
  engine_edits_drop_journal (self->edits);
  engine_transfers_drop_journal (self->transfers);
  g_clear_object (&self->journal);
}

void
engine_session_forget_async (EngineSession *self,
                             const char *data_dir,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  LeaveSteps *steps;

  g_return_if_fail (ENGINE_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_session_forget_async);
  if (data_dir != NULL)
    {
      drop_journal (self);
      engine_history_remove (self->history);
    }
  leave (self, task);
  steps = g_task_get_task_data (task);
  if (data_dir != NULL)
    steps->data_folder = engine_journal_dup_folder (data_dir, self->account);
}
