/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes: into memory, or into a file. */

#include "canto-client-private.h"

#include <errno.h>
#include <fcntl.h>

static void
fetched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  CantoHttpReply *reply = canto_caller_call_finish (CANTO_CALLER (object), result, &error);

  if (reply == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, reply, (GDestroyNotify) canto_http_reply_free);
}

static CantoCall *
new_call (const char *uri, CantoFetch how, gsize max_bytes, CantoPriority priority)
{
  CantoCall *call = canto_call_new ("GET", uri, max_bytes, priority);

  call->is_signed = how == CANTO_FETCH_SIGNED;
  call->is_counted = how != CANTO_FETCH_FREE;

  return call;
}

void
canto_client_fetch_async (CantoClient *self,
                          const char *uri,
                          CantoFetch how,
                          gsize max_bytes,
                          CantoPriority priority,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (uri != NULL);

  canto_caller_call_async (
      canto_client_get_caller (self), new_call (uri, how, max_bytes, priority), cancellable,
      fetched,
      canto_client_new_task (self, cancellable, callback, user_data, canto_client_fetch_async));
}

GBytes *
canto_client_fetch_finish (CantoClient *self,
                           GAsyncResult *result,
                           char **content_type,
                           GError **error)
{
  g_autoptr (CantoHttpReply) reply = canto_client_finish (self, result, error);

  if (reply == NULL)
    return NULL;
  if (content_type != NULL)
    *content_type = g_strdup (reply->content_type);

  return g_bytes_ref (reply->body);
}

void
canto_client_fetch_and_make_async (CantoClient *self,
                                   const char *uri,
                                   CantoFetch how,
                                   gsize max_bytes,
                                   CantoPriority priority,
                                   CantoMaker *maker,
                                   CantoPauseFunc pause_func,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  CantoCall *call;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (uri != NULL && maker != NULL);

  call = new_call (uri, how, max_bytes, priority);
  call->maker = canto_maker_ref (maker);
  call->pause_func = pause_func;
  call->pause_data = user_data;
  canto_caller_call_async (canto_client_get_caller (self), call, cancellable, fetched,
                           canto_client_new_task (self, cancellable, callback, user_data,
                                                  canto_client_fetch_and_make_async));
}

gpointer
canto_client_fetch_and_make_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (CantoHttpReply) reply = canto_client_finish (self, result, error);

  if (reply == NULL)
    return NULL;
  if (reply->error != NULL)
    g_propagate_error (error, g_steal_pointer (&reply->error));

  return g_steal_pointer (&reply->made);
}

void
canto_client_fetch_to_fd_async (CantoClient *self,
                                const char *uri,
                                CantoFetch how,
                                int fd,
                                gsize max_bytes,
                                CantoProgress *progress,
                                CantoPriority priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  int own_fd;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (uri != NULL && fd >= 0);

  task = canto_client_new_task (self, cancellable, callback, user_data,
                                canto_client_fetch_to_fd_async);
  own_fd = fcntl (fd, F_DUPFD_CLOEXEC, 0);
  if (own_fd < 0)
    {
      int saved_errno = errno;

      g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (saved_errno), "%s",
                               g_strerror (saved_errno));
      return;
    }

  {
    CantoCall *call = new_call (uri, how, max_bytes, priority);

    call->fd = own_fd;
    call->progress = progress != NULL ? canto_progress_ref (progress) : NULL;
    canto_caller_call_async (canto_client_get_caller (self), call, cancellable, fetched,
                             g_steal_pointer (&task));
  }
}

gboolean
canto_client_fetch_to_fd_finish (CantoClient *self,
                                 GAsyncResult *result,
                                 char **content_type,
                                 guint64 *n_bytes,
                                 GError **error)
{
  g_autoptr (CantoHttpReply) reply = canto_client_finish (self, result, error);

  if (reply == NULL)
    return FALSE;
  if (content_type != NULL)
    *content_type = g_strdup (reply->content_type);
  if (n_bytes != NULL)
    *n_bytes = reply->n_bytes;

  return TRUE;
}
