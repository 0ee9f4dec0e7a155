/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-portal-request.h"

#include <glib/gi18n.h>

#define REQUEST "org.freedesktop.portal.Request"

/* The data of the task. */
typedef struct
{
  GDBusConnection *connection;
  char *path;        /* of the request; NULL when it has ended */
  GHashTable *early; /* (nullable): paths → answers of requests that are not known to be ours, until
                        the call returns */
  guint signal_id;
  gulong cancelled_id;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->connection);
  g_clear_pointer (&request->early, g_hash_table_unref);
  g_free (request->path);
  g_free (request);
}

char *
picker_portal_request_make_token (void)
{
  return g_strdup_printf ("descant%08x", g_random_int ());
}

/* Where the request is going to be, so that no answer can come before somebody listens. */
static char *
make_path (GDBusConnection *connection, const char *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (connection) + 1);

  g_strdelimit (sender, ".", '_');

  return g_strdup_printf (PICKER_PORTAL_PATH "/request/%s/%s", sender, token);
}

static void
stop_listening (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  if (request->signal_id != 0)
    g_dbus_connection_signal_unsubscribe (request->connection, request->signal_id);
  request->signal_id = 0;
}

/* Once: an answer and its cancellation may meet. @error: (transfer full) (nullable) */
static void
end (GTask *task, GVariant *results, GError *error)
{
  Request *request = g_task_get_task_data (task);

  if (request->path == NULL)
    {
      g_clear_error (&error);
      return;
    }

  stop_listening (task);
  g_clear_pointer (&request->path, g_free);
  if (g_task_get_cancellable (task) != NULL && request->cancelled_id != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), request->cancelled_id);
  request->cancelled_id = 0;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_variant_ref (results), (GDestroyNotify) g_variant_unref);
}

static void
take_response (GTask *task, GVariant *parameters)
{
  g_autoptr (GVariant) results = NULL;
  guint response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    {
      end (task, NULL,
           g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The desktop's answer cannot be read.")));
      return;
    }

  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  if (response == 0)
    end (task, results, NULL);
  else if (response == 1)
    end (task, NULL,
         g_error_new (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, _ ("It was not allowed.")));
  else
    end (task, NULL, g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The desktop did not do it.")));
}

static void
responded (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *name,
           GVariant *parameters,
           gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Request *request = g_task_get_task_data (task);

  if (g_strcmp0 (path, request->path) == 0)
    take_response (task, parameters);
  else if (request->early != NULL)
    g_hash_table_replace (request->early, g_strdup (path), g_variant_ref (parameters));
}

/* Of whatever request: portals before 0.9 put it elsewhere, and may have answered before that is
 * known. */
static void
listen (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  request->early =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  request->signal_id = g_dbus_connection_signal_subscribe (
      request->connection, PICKER_PORTAL_NAME, REQUEST, "Response", NULL, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, responded, g_object_ref (task), g_object_unref);
}

static void
called (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GHashTable) early = g_steal_pointer (&request->early);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);
  GVariant *response;
  const char *path;

  if (reply == NULL)
    {
      end (task, NULL, g_steal_pointer (&error));
      return;
    }
  if (request->path == NULL)
    return;

  g_variant_get (reply, "(&o)", &path);
  if (g_str_equal (path, request->path))
    return;

  g_free (request->path);
  request->path = g_strdup (path);
  response = g_hash_table_lookup (early, path);
  if (response != NULL)
    take_response (task, response);
}

static gboolean
end_cancelled (gpointer user_data)
{
  GTask *task = user_data;
  Request *request = g_task_get_task_data (task);

  if (request->path != NULL)
    g_dbus_connection_call (request->connection, PICKER_PORTAL_NAME, request->path, REQUEST,
                            "Close", NULL, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL,
                            NULL);
  end (task, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled")));

  return G_SOURCE_REMOVE;
}

/* Not from inside: who cancels need not expect that a handler goes. */
static void
cancelled (GCancellable *cancellable, GTask *task)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, end_cancelled, g_object_ref (task), g_object_unref);
}

static GVariant *
add_token (GVariant *options, const char *token)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (options);
  g_auto (GVariantDict) dict;

  g_variant_dict_init (&dict, owned);
  g_variant_dict_insert (&dict, "handle_token", "s", token);

  return g_variant_dict_end (&dict);
}

static GVariant *
join_arguments (GVariant *arguments, GVariant *options)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (arguments);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_TUPLE);

  for (gsize i = 0; i < g_variant_n_children (owned); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (owned, i);

      g_variant_builder_add_value (&builder, child);
    }
  g_variant_builder_add_value (&builder, options);

  return g_variant_builder_end (&builder);
}

void
picker_portal_request_async (GDBusConnection *connection,
                             const char *interface,
                             const char *method,
                             GVariant *arguments,
                             GVariant *options,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *token = picker_portal_request_make_token ();
  Request *request;

  g_return_if_fail (G_IS_DBUS_CONNECTION (connection));

  request = g_new0 (Request, 1);
  request->connection = g_object_ref (connection);
  request->path = make_path (connection, token);
  task = g_task_new (connection, cancellable, callback, user_data);
  g_task_set_source_tag (task, picker_portal_request_async);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  listen (task);
  if (cancellable != NULL)
    request->cancelled_id =
        g_signal_connect_data (cancellable, "cancelled", G_CALLBACK (cancelled),
                               g_object_ref (task), (GClosureNotify) (GCallback) g_object_unref, 0);
  g_dbus_connection_call (connection, PICKER_PORTAL_NAME, PICKER_PORTAL_PATH, interface, method,
                          join_arguments (arguments, add_token (options, token)),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, called,
                          g_object_ref (task));
}

GVariant *
picker_portal_request_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
