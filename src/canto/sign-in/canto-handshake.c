/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-handshake-private.h"

#include "canto-error.h"
#include "canto-reply-private.h"
#include "canto-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* 3.21 */
#define INTERVAL_US (5 * G_USEC_PER_SEC)
#define PATIENCE_US (5 * 60 * G_USEC_PER_SEC)

#define MIN_CODE_LENGTH 8
#define MAX_LENGTH      512
#define MAX_REPLY_BYTES 4096

struct _CantoHandshake
{
  GObject parent_instance;

  /* Owned. */
  CantoHttp *http;
  CantoAccount *account;
  CantoClock *clock;
  CantoSecret *worker_id; /* (nullable) */
  GTask *waiting;         /* (nullable): it keeps us alive */
  GSource *alarm;         /* (nullable): until it asks again */
  GSource *cancelled;     /* (nullable): while the alarm is set */

  /* State. */
  gint64 deadline_us;
};

G_DEFINE_FINAL_TYPE (CantoHandshake, canto_handshake, G_TYPE_OBJECT)

static void ask (CantoHandshake *self);

static CantoHttpRequest *
new_request (CantoHandshake *self, const char *path, CantoSecret *worker_id)
{
  g_autoptr (GString) uri = g_string_new (canto_account_get_oauth_base (self->account));
  CantoHttpRequest *request;

  g_string_append (uri, path);
  if (worker_id != NULL)
    {
      g_string_append (uri, "?worker_id=");
      g_string_append_uri_escaped (uri, canto_secret_peek (worker_id), NULL, FALSE);
    }
  request = canto_http_request_new ("GET", uri->str, MAX_REPLY_BYTES);
  request->follows = FALSE; /* what it answers is for us alone */

  return request;
}

CantoSecret *
canto_handshake_read_word (CantoHttpReply *reply, gsize min_length)
{
  gsize size;
  const char *data = g_bytes_get_data (reply->body, &size);
  CantoSecret *word = NULL;
  char *text;
  gsize length;

  if (reply->status != 200 || size == 0)
    return NULL;

  text = g_strndup (data, size);
  /* For gcc: with a sanitizer it thinks of what would be after strlen (NULL). */
  if (text == NULL)
    return NULL;
  g_strstrip (text);
  length = strlen (text);
  if (length >= min_length && length <= MAX_LENGTH
      && strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._~-") == length)
    word = canto_secret_new (text);
  explicit_bzero (text, length);
  g_free (text);
  if (word != NULL)
    canto_http_reply_wipe (reply);

  return word;
}

/* The worker id */

static GError *
make_refusal (CantoHttpReply *reply)
{
  GError *error = canto_reply_to_error (reply);

  if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_SERVICE)
      || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_RATE_LIMITED))
    return error;

  g_clear_error (&error);

  return g_error_new_literal (CANTO_ERROR, CANTO_ERROR_DENIED,
                              _ ("This Canto offers no sign-in without a redirect."));
}

static void
got_worker_id (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  g_autoptr (CantoHttpReply) reply = canto_http_send_finish (CANTO_HTTP (object), result, &error);
  CantoSecret *worker_id = reply != NULL ? canto_handshake_read_word (reply, 1) : NULL;

  if (worker_id != NULL)
    g_task_return_pointer (task, worker_id, (GDestroyNotify) canto_secret_unref);
  else
    g_task_return_error (task, reply != NULL ? make_refusal (reply) : error);
}

void
canto_handshake_begin_async (CantoHandshake *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CANTO_IS_HANDSHAKE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, canto_handshake_begin_async);
  canto_http_send_async (self->http, new_request (self, "ssowid", NULL), cancellable, got_worker_id,
                         g_steal_pointer (&task));
}

CantoSecret *
canto_handshake_begin_finish (CantoHandshake *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The code */

static void
end_pause (CantoHandshake *self)
{
  canto_source_clear (&self->alarm);
  canto_source_clear (&self->cancelled);
}

/* @error: (nullable) (transfer full) */
static void
return_error (CantoHandshake *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->waiting);

  g_task_return_error (task, error);
}

static gboolean
alarm_rang (gpointer user_data)
{
  CantoHandshake *self = user_data;

  end_pause (self);
  ask (self);

  return G_SOURCE_REMOVE;
}

static gboolean
was_cancelled (GCancellable *cancellable, gpointer user_data)
{
  CantoHandshake *self = user_data;
  GError *error = NULL;

  end_pause (self);
  g_cancellable_set_error_if_cancelled (cancellable, &error);
  return_error (self, error);

  return G_SOURCE_REMOVE;
}

static void
pause_asking (CantoHandshake *self)
{
  GCancellable *cancellable = g_task_get_cancellable (self->waiting);
  gint64 left_us = self->deadline_us - canto_clock_get_now_us (self->clock);

  if (left_us <= 0)
    {
      return_error (self, g_error_new_literal (CANTO_ERROR, CANTO_ERROR_TIMED_OUT,
                                               _ ("Nobody finished signing in.")));
      return;
    }

  self->alarm = canto_clock_add_alarm (self->clock, MIN (left_us, INTERVAL_US), alarm_rang, self);
  self->cancelled = canto_source_watch_cancellable (cancellable, was_cancelled, self);
}

static void
asked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CantoHandshake) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) reply = canto_http_send_finish (CANTO_HTTP (object), result, &error);
  CantoSecret *code = reply != NULL ? canto_handshake_read_word (reply, MIN_CODE_LENGTH) : NULL;

  if (code != NULL)
    {
      g_autoptr (GTask) task = g_steal_pointer (&self->waiting);

      g_task_return_pointer (task, code, (GDestroyNotify) canto_secret_unref);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_INSECURE))
    return_error (self, g_steal_pointer (&error));
  else
    pause_asking (self);
}

static void
ask (CantoHandshake *self)
{
  canto_http_send_async (self->http, new_request (self, "ssocode", self->worker_id),
                         g_task_get_cancellable (self->waiting), asked, g_object_ref (self));
}

void
canto_handshake_wait_async (CantoHandshake *self,
                            CantoSecret *worker_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (CANTO_IS_HANDSHAKE (self));
  g_return_if_fail (self->waiting == NULL);

  g_clear_pointer (&self->worker_id, canto_secret_unref);
  self->worker_id = canto_secret_ref (worker_id);
  self->waiting = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->waiting, canto_handshake_wait_async);
  self->deadline_us = canto_clock_get_now_us (self->clock) + PATIENCE_US;
  pause_asking (self);
}

CantoSecret *
canto_handshake_wait_finish (CantoHandshake *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
canto_handshake_ask_now (CantoHandshake *self)
{
  g_return_if_fail (CANTO_IS_HANDSHAKE (self));

  if (self->alarm == NULL)
    return;

  end_pause (self);
  ask (self);
}

/* GObject */

static void
canto_handshake_finalize (GObject *object)
{
  CantoHandshake *self = CANTO_HANDSHAKE (object);

  g_clear_object (&self->http);
  g_clear_object (&self->account);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->worker_id, canto_secret_unref);

  G_OBJECT_CLASS (canto_handshake_parent_class)->finalize (object);
}

static void
canto_handshake_class_init (CantoHandshakeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = canto_handshake_finalize;
}

static void
canto_handshake_init (CantoHandshake *self)
{
}

CantoHandshake *
canto_handshake_new (CantoHttp *http, CantoAccount *account, CantoClock *clock)
{
  CantoHandshake *self = g_object_new (CANTO_TYPE_HANDSHAKE, NULL);

  self->http = g_object_ref (http);
  self->account = g_object_ref (account);
  self->clock = g_object_ref (clock);

  return self;
}
