/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-sign-in.h"

#include "canto-error.h"
#include "canto-handshake-private.h"
#include "canto-http.h"
#include "canto-loopback.h"
#include "canto-oauth-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

#define DEFAULT_TIMEOUT_S 600
#define STATE_BYTES       16 /* 3.8: 128 random bits */
#define VERIFIER_BYTES    32

struct _CantoSignIn
{
  GObject parent_instance;

  /* Owned. */
  CantoAccount *account;
  CantoSecret *app_secret;
  CantoHttp *http;
  CantoClock *clock;
  CantoLoopbackTexts texts;
  CantoHandshake *handshake; /* (nullable): while its code is waited for */

  /* State. */
  CantoSecret *verifier; /* (nullable): of the run that is going on */
  guint timeout_s;
};

enum
{
  SIGNAL_OPEN_URI,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CantoSignIn, canto_sign_in, G_TYPE_OBJECT)

static void
clear_texts (CantoSignIn *self)
{
  g_clear_pointer (&self->texts.done_title, g_free);
  g_clear_pointer (&self->texts.done_text, g_free);
  g_clear_pointer (&self->texts.failed_title, g_free);
  g_clear_pointer (&self->texts.failed_text, g_free);
}

static void
canto_sign_in_finalize (GObject *object)
{
  CantoSignIn *self = CANTO_SIGN_IN (object);

  g_clear_object (&self->account);
  g_clear_object (&self->http);
  g_clear_object (&self->clock);
  g_clear_object (&self->handshake);
  g_clear_pointer (&self->app_secret, canto_secret_unref);
  g_clear_pointer (&self->verifier, canto_secret_unref);
  clear_texts (self);

  G_OBJECT_CLASS (canto_sign_in_parent_class)->finalize (object);
}

static void
canto_sign_in_class_init (CantoSignInClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = canto_sign_in_finalize;

  /**
   * CantoSignIn::open-uri:
   * @uri: the address for the system browser
   */
  signals[SIGNAL_OPEN_URI] = g_signal_new ("open-uri", CANTO_TYPE_SIGN_IN, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
canto_sign_in_init (CantoSignIn *self)
{
  self->timeout_s = DEFAULT_TIMEOUT_S;
  canto_sign_in_set_page_texts (
      self, _ ("Go back to Descant"), _ ("You can close this page: Descant goes on by itself."),
      _ ("You are not signed in"), _ ("Go back to Descant to see why, and to try again."));
}

CantoSignIn *
canto_sign_in_new (CantoAccount *account, CantoSecret *app_secret)
{
  CantoSignIn *self;

  g_return_val_if_fail (CANTO_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (app_secret != NULL || !canto_account_has_app_secret (account), NULL);

  self = g_object_new (CANTO_TYPE_SIGN_IN, NULL);
  self->account = g_object_ref (account);
  self->app_secret = app_secret != NULL ? canto_secret_ref (app_secret) : NULL;
  self->http = canto_http_new (account);
  self->clock = canto_clock_new ();

  return self;
}

void
canto_sign_in_set_timeout_s (CantoSignIn *self, guint timeout_s)
{
  g_return_if_fail (CANTO_IS_SIGN_IN (self));

  self->timeout_s = timeout_s;
}

void
canto_sign_in_set_clock (CantoSignIn *self, CantoClock *clock)
{
  g_return_if_fail (CANTO_IS_SIGN_IN (self));
  g_return_if_fail (CANTO_IS_CLOCK (clock));

  g_set_object (&self->clock, clock);
}

void
canto_sign_in_set_http (CantoSignIn *self, CantoHttp *http)
{
  g_return_if_fail (CANTO_IS_SIGN_IN (self));
  g_return_if_fail (CANTO_IS_HTTP (http));

  g_set_object (&self->http, http);
}

void
canto_sign_in_set_page_texts (CantoSignIn *self,
                              const char *done_title,
                              const char *done_text,
                              const char *failed_title,
                              const char *failed_text)
{
  g_return_if_fail (CANTO_IS_SIGN_IN (self));

  clear_texts (self);
  self->texts.done_title = g_strdup (done_title);
  self->texts.done_text = g_strdup (done_text);
  self->texts.failed_title = g_strdup (failed_title);
  self->texts.failed_text = g_strdup (failed_text);
}

/* URL-safe, and without padding. */
static char *
to_base64url (const guchar *bytes, gsize n_bytes)
{
  char *text = g_base64_encode (bytes, n_bytes);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  *strchrnul (text, '=') = '\0';

  return text;
}

static char *
make_random_text (gsize n_bytes)
{
  guchar bytes[VERIFIER_BYTES];
  char *text;

  g_assert (n_bytes <= sizeof bytes);
  if (getrandom (bytes, n_bytes, 0) != (gssize) n_bytes)
    g_error ("The system has no random numbers.");

  text = to_base64url (bytes, n_bytes);
  explicit_bzero (bytes, sizeof bytes);

  return text;
}

static char *
hash_verifier (const char *verifier)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) verifier, -1);
  g_checksum_get_digest (checksum, digest, &length);

  return to_base64url (digest, length);
}

static void
append_parameter (GString *uri, const char *name, const char *value)
{
  g_string_append_printf (uri, "&%s=", name);
  g_string_append_uri_escaped (uri, value, NULL, FALSE);
}

/* 3.23: where the account asks for a challenge. */
static void
append_challenge (CantoSignIn *self, GString *uri)
{
  CantoPkce pkce = canto_account_get_pkce (self->account);
  g_autofree char *verifier = NULL;
  g_autofree char *challenge = NULL;

  g_clear_pointer (&self->verifier, canto_secret_unref);
  if (pkce == CANTO_PKCE_NONE)
    return;

  verifier = make_random_text (VERIFIER_BYTES);
  challenge = pkce == CANTO_PKCE_S256 ? hash_verifier (verifier) : g_strdup (verifier);
  append_parameter (uri, "code_challenge", challenge);
  append_parameter (uri, "code_challenge_method", pkce == CANTO_PKCE_S256 ? "S256" : "plain");
  self->verifier = canto_secret_new (verifier);
  explicit_bzero (verifier, strlen (verifier));
}

/* 3.7; @worker_id: (nullable): of a sign-in without a redirect, which is compatible's alone (3.20)
 */
static char *
make_authorize_uri (CantoSignIn *self, const char *state, CantoSecret *worker_id)
{
  GString *uri = g_string_new (canto_account_get_oauth_base (self->account));

  g_string_append (uri, worker_id != NULL ? "compatible/authorize"
                                          : canto_oauth_get_authorize_path (self->account));
  g_string_append (uri, "?response_type=code");
  append_parameter (uri, "app_id", canto_account_get_app_id (self->account));
  append_parameter (uri, "redirect_uri", canto_account_get_redirect_uri (self->account));
  append_parameter (uri, "state", state);
  append_challenge (self, uri);
  if (worker_id != NULL)
    append_parameter (uri, "worker_id", canto_secret_peek (worker_id));

  return g_string_free (uri, FALSE);
}

static void
got_token (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CantoSignIn *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (CantoHttpReply) reply = canto_http_send_finish (CANTO_HTTP (object), result, &error);
  CantoToken *token = NULL;

  if (reply != NULL)
    token = canto_oauth_read_token (reply, canto_clock_get_real_us (self->clock) / G_USEC_PER_SEC,
                                    &error);

  if (token == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, token, (GDestroyNotify) canto_token_unref);
}

/* 3.11, 3.12 */
static void
exchange_code (GTask *task, CantoSecret *code, const char *redirect_uri)
{
  CantoSignIn *self = g_task_get_source_object (task);
  const char *parameters[7] = { "code", canto_secret_peek (code), "redirect_uri", redirect_uri };

  if (self->verifier != NULL)
    {
      parameters[4] = "code_verifier";
      parameters[5] = canto_secret_peek (self->verifier);
    }
  canto_http_send_async (
      self->http,
      canto_oauth_new_request (self->account, "authorization_code", self->app_secret, parameters),
      g_task_get_cancellable (task), got_token, g_object_ref (task));
}

static void
got_code (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CantoSignIn *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (CantoSecret) code =
      canto_loopback_wait_finish (CANTO_LOOPBACK (object), result, &error);

  if (code == NULL)
    g_task_return_error (task, error);
  else
    exchange_code (task, code, canto_account_get_redirect_uri (self->account));
}

void
canto_sign_in_run_async (CantoSignIn *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (CantoLoopback) loopback = NULL;
  g_autofree char *state = NULL;
  g_autofree char *uri = NULL;
  GError *error = NULL;

  g_return_if_fail (CANTO_IS_SIGN_IN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, canto_sign_in_run_async);

  state = make_random_text (STATE_BYTES);
  loopback = canto_loopback_new (canto_account_get_redirect_uri (self->account), state,
                                 &self->texts, &error);
  if (loopback == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  uri = make_authorize_uri (self, state, NULL);
  canto_loopback_wait_async (loopback, self->timeout_s, cancellable, got_code,
                             g_steal_pointer (&task));
  g_signal_emit (self, signals[SIGNAL_OPEN_URI], 0, uri);
}

CantoToken *
canto_sign_in_run_finish (CantoSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Without a redirect */

static void
got_handed_code (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CantoSignIn *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (CantoSecret) code =
      canto_handshake_wait_finish (CANTO_HANDSHAKE (object), result, &error);
  g_autofree char *loading_uri = canto_oauth_dup_loading_uri (self->account);

  g_clear_object (&self->handshake);
  if (code == NULL)
    g_task_return_error (task, error);
  else
    exchange_code (task, code, loading_uri);
}

static void
got_worker_id (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CantoHandshake *handshake = CANTO_HANDSHAKE (object);
  g_autoptr (GTask) task = user_data;
  CantoSignIn *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (CantoSecret) worker_id = canto_handshake_begin_finish (handshake, result, &error);
  g_autofree char *state = NULL;
  g_autofree char *uri = NULL;

  if (worker_id == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  state = make_random_text (STATE_BYTES);
  uri = make_authorize_uri (self, state, worker_id);
  g_set_object (&self->handshake, handshake);
  canto_handshake_wait_async (handshake, worker_id, g_task_get_cancellable (task), got_handed_code,
                              g_object_ref (task));
  g_signal_emit (self, signals[SIGNAL_OPEN_URI], 0, uri);
}

void
canto_sign_in_run_handshake_async (CantoSignIn *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (CantoHandshake) handshake = NULL;

  g_return_if_fail (CANTO_IS_SIGN_IN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, canto_sign_in_run_handshake_async);
  handshake = canto_handshake_new (self->http, self->account, self->clock);
  canto_handshake_begin_async (handshake, cancellable, got_worker_id, g_steal_pointer (&task));
}

CantoToken *
canto_sign_in_run_handshake_finish (CantoSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
canto_sign_in_go_on (CantoSignIn *self)
{
  g_return_if_fail (CANTO_IS_SIGN_IN (self));

  if (self->handshake != NULL)
    canto_handshake_ask_now (self->handshake);
}

/* Client credentials */

void
canto_sign_in_run_credentials_async (CantoSignIn *self,
                                     const char *user_id,
                                     const char *scope,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  const char *const parameters[] = { "user_id", user_id, "scope", scope, NULL };

  g_return_if_fail (CANTO_IS_SIGN_IN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, canto_sign_in_run_credentials_async);

  canto_http_send_async (
      self->http,
      canto_oauth_new_request (self->account, "client_credentials", self->app_secret, parameters),
      cancellable, got_token, g_steal_pointer (&task));
}

CantoToken *
canto_sign_in_run_credentials_finish (CantoSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
