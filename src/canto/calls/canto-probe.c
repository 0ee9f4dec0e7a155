/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a link leads to. */

#include "canto-probe.h"

#include "canto-client-private.h"

#define MAX_BYTES (16 * 1024) /* of a body that nobody wants */

void
canto_probe_free (CantoProbe *self)
{
  g_free (self->content_type);
  g_free (self);
}

/* The data of the task. */
typedef struct
{
  char *uri;
  CantoFetch how;
  CantoPriority priority;
} ProbeSteps;

static void
probe_steps_free (ProbeSteps *steps)
{
  g_free (steps->uri);
  g_free (steps);
}

static void
ask (GTask *task, const char *method, GAsyncReadyCallback callback)
{
  CantoClient *self = g_task_get_source_object (task);
  ProbeSteps *steps = g_task_get_task_data (task);
  CantoCall *call = canto_call_new (method, steps->uri, MAX_BYTES, steps->priority);

  call->is_signed = FALSE;
  call->is_counted = steps->how != CANTO_FETCH_FREE;
  call->is_probe = TRUE;
  call->is_ranged = g_str_equal (method, "GET");
  canto_caller_call_async (canto_client_get_caller (self), call, g_task_get_cancellable (task),
                           callback, g_object_ref (task));
}

static void
return_probe (GTask *task, CantoHttpReply *reply)
{
  CantoProbe *probe = g_new0 (CantoProbe, 1);
  gboolean is_empty = reply->status == 416; /* there is no first byte */

  /* What was asked is the first byte, and what is answered is that all of it is there. */
  probe->status = reply->status == 206 || is_empty ? 200 : reply->status;
  probe->content_type = g_strdup (reply->content_type);
  probe->n_bytes = reply->n_told_bytes;
  probe->is_own = reply->is_own;
  g_task_return_pointer (task, probe, (GDestroyNotify) canto_probe_free);
}

static void
first_byte_answered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) reply =
      canto_caller_call_finish (CANTO_CALLER (object), result, &error);

  if (reply == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    return_probe (task, reply);
}

/* HEAD is allowed less often than GET, and not each server that has it knows its lengths. */
static gboolean
says_little (CantoHttpReply *reply)
{
  return reply->status == 403 || reply->status == 405 || reply->status == 501
         || (reply->status == 200 && reply->n_told_bytes == 0);
}

static void
head_answered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) reply =
      canto_caller_call_finish (CANTO_CALLER (object), result, &error);

  if (reply == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (says_little (reply))
    ask (task, "GET", first_byte_answered);
  else
    return_probe (task, reply);
}

void
canto_client_probe_async (CantoClient *self,
                          const char *uri,
                          CantoFetch how,
                          CantoPriority priority,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  ProbeSteps *steps;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (how != CANTO_FETCH_SIGNED);

  steps = g_new0 (ProbeSteps, 1);
  steps->uri = g_strdup (uri);
  steps->how = how;
  steps->priority = priority;
  task = canto_client_new_task (self, cancellable, callback, user_data, canto_client_probe_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) probe_steps_free);
  ask (task, "HEAD", head_answered);
}

CantoProbe *
canto_client_probe_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}
