/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-client.h"

#include "canto-client-private.h"
#include "canto-error.h"
#include "canto-parse.h"
#include "canto-records-private.h"

#include <glib/gi18n-lib.h>

struct _CantoClient
{
  GObject parent_instance;

  /* Owned. */
  CantoAccount *account;
  CantoTokenStore *store;
  CantoClock *clock;
  CantoHttp *http; /* (nullable): of a test */
  CantoCaller *caller;

  /* State. */
  CantoListLimits list_limits;
};

G_DEFINE_FINAL_TYPE (CantoClient, canto_client, G_TYPE_OBJECT)

typedef enum
{
  PROP_ACCOUNT = 1,
  PROP_STORE,
  PROP_CLOCK,
  PROP_HTTP,
  PROP_WAIT_UNTIL,
  PROP_ONLINE,
  N_PROPS,
} CantoClientProperty;

enum
{
  SIGNAL_SIGNED_OUT,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
read_steps_free (CantoReadSteps *steps)
{
  g_free (steps->below_id);
  g_clear_pointer (&steps->body, g_bytes_unref);
  g_free (steps);
}

CantoReadSteps *
canto_read_steps_new (CantoReadFunc read, GDestroyNotify free_result)
{
  CantoReadSteps *steps = g_new0 (CantoReadSteps, 1);

  steps->read = read;
  steps->free_result = free_result;

  return steps;
}

static void
read_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  CantoReadSteps *steps = task_data;
  g_autoptr (GError) error = NULL;
  gpointer result = steps->read (steps, &error);

  if (result == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, result, steps->free_result);
}

static void
got_reply (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  CantoReadSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) reply =
      canto_caller_call_finish (CANTO_CALLER (object), result, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  steps->body = g_bytes_ref (reply->body);
  g_task_run_in_thread (task, read_on_worker);
}

void
canto_client_call_and_read (CantoClient *self, CantoCall *call, CantoReadSteps *steps, GTask *task)
{
  steps->asked_at_us = canto_clock_get_now_us (self->clock);
  g_task_set_task_data (task, steps, (GDestroyNotify) read_steps_free);
  canto_caller_call_async (self->caller, call, g_task_get_cancellable (task), got_reply, task);
}

CantoCall *
canto_client_new_get (CantoClient *self, const char *path, CantoPriority priority)
{
  g_autofree char *uri = g_strconcat (canto_account_get_api_base (self->account), path, NULL);

  return canto_call_new ("GET", uri, CANTO_MAX_JSON_BYTES, priority);
}

CantoCaller *
canto_client_get_caller (CantoClient *self)
{
  return self->caller;
}

CantoClock *
canto_client_get_clock (CantoClient *self)
{
  return self->clock;
}

CantoListLimits *
canto_client_get_list_limits (CantoClient *self)
{
  return &self->list_limits;
}

GTask *
canto_client_new_task (CantoClient *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data,
                       gpointer tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);

  return task;
}

gpointer
canto_client_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Tree */

static gpointer
read_tree (const CantoReadSteps *steps, GError **error)
{
  return canto_parse_tree (steps->body, steps->below_id, error);
}

/* @layers: as 8.2 writes them. @task: (transfer full) */
static void
send_tree_call (CantoClient *self,
                const char *folder_id,
                const char *layers,
                CantoPriority priority,
                GTask *task)
{
  CantoReadSteps *steps = canto_read_steps_new (read_tree, (GDestroyNotify) g_ptr_array_unref);
  g_autofree char *id = folder_id != NULL ? g_uri_escape_string (folder_id, NULL, FALSE) : NULL;
  g_autofree char *path = g_strconcat ("/api/v1/tree", id != NULL ? "/" : "", id != NULL ? id : "",
                                       "?sortBy=name&sortDirection=ascending&layer=", layers, NULL);

  steps->below_id = g_strdup (folder_id);
  canto_client_call_and_read (self, canto_client_new_get (self, path, priority), steps, task);
}

void
canto_client_get_tree_async (CantoClient *self,
                             const char *folder_id,
                             CantoPriority priority,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CANTO_IS_CLIENT (self));

  send_tree_call (
      self, folder_id, "1", priority,
      canto_client_new_task (self, cancellable, callback, user_data, canto_client_get_tree_async));
}

GPtrArray *
canto_client_get_tree_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}

void
canto_client_get_whole_tree_async (CantoClient *self,
                                   const char *folder_id,
                                   CantoPriority priority,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (CANTO_IS_CLIENT (self));

  send_tree_call (self, folder_id, "-1", priority,
                  canto_client_new_task (self, cancellable, callback, user_data,
                                         canto_client_get_whole_tree_async));
}

GPtrArray *
canto_client_get_whole_tree_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}

static gpointer
read_node (const CantoReadSteps *steps, GError **error)
{
  return canto_parse_node (steps->body, error);
}

void
canto_client_get_node_async (CantoClient *self,
                             CantoScheme scheme,
                             const char *id,
                             CantoPriority priority,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autofree char *escaped = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (canto_scheme_is_container (scheme) && id != NULL);

  escaped = g_uri_escape_string (id, NULL, FALSE);
  path = g_strconcat ("/api/v1/info/", canto_scheme_to_word (scheme), "/", escaped, NULL);
  canto_client_call_and_read (
      self, canto_client_new_get (self, path, priority),
      canto_read_steps_new (read_node, (GDestroyNotify) canto_node_unref),
      canto_client_new_task (self, cancellable, callback, user_data, canto_client_get_node_async));
}

CantoNode *
canto_client_get_node_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}

/* One asset */

static gpointer
read_asset (const CantoReadSteps *steps, GError **error)
{
  CantoAsset *asset = canto_parse_asset (steps->body, error);

  if (asset != NULL)
    asset->read_at_us = steps->asked_at_us;

  return asset;
}

void
canto_client_get_asset_async (CantoClient *self,
                              CantoScheme scheme,
                              const char *id,
                              CantoPriority priority,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autofree char *escaped = NULL;
  g_autofree char *path = NULL;
  GTask *task;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (id != NULL);

  task =
      canto_client_new_task (self, cancellable, callback, user_data, canto_client_get_asset_async);
  if (canto_scheme_to_word (scheme) == NULL)
    {
      g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_NOT_FOUND,
                               _ ("This kind of asset is not known here."));
      g_object_unref (task);
      return;
    }

  escaped = g_uri_escape_string (id, NULL, FALSE);
  path = g_strconcat ("/api/v1/", canto_scheme_to_word (scheme), "/", escaped, NULL);
  canto_client_call_and_read (self, canto_client_new_get (self, path, priority),
                              canto_read_steps_new (read_asset, (GDestroyNotify) canto_asset_unref),
                              task);
}

CantoAsset *
canto_client_get_asset_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}

/* User */

static gpointer
read_user (const CantoReadSteps *steps, GError **error)
{
  return canto_parse_user (steps->body, error);
}

void
canto_client_get_user_async (CantoClient *self,
                             CantoPriority priority,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CANTO_IS_CLIENT (self));

  canto_client_call_and_read (
      self, canto_client_new_get (self, "/api/v1/user", priority),
      canto_read_steps_new (read_user, (GDestroyNotify) canto_user_unref),
      canto_client_new_task (self, cancellable, callback, user_data, canto_client_get_user_async));
}

CantoUser *
canto_client_get_user_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}

/* Custom fields */

static gpointer
read_fields (const CantoReadSteps *steps, GError **error)
{
  return canto_parse_fields (steps->body, error);
}

void
canto_client_get_fields_async (CantoClient *self,
                               CantoPriority priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (CANTO_IS_CLIENT (self));

  canto_client_call_and_read (
      self, canto_client_new_get (self, "/api/v1/custom/field", priority),
      canto_read_steps_new (read_fields, (GDestroyNotify) g_ptr_array_unref),
      canto_client_new_task (self, cancellable, callback, user_data,
                             canto_client_get_fields_async));
}

GPtrArray *
canto_client_get_fields_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}

/* GObject */

static void
caller_signed_out (CantoClient *self)
{
  g_signal_emit (self, signals[SIGNAL_SIGNED_OUT], 0);
}

static void
caller_wait_changed (CantoClient *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WAIT_UNTIL]);
}

static void
caller_reach_changed (CantoClient *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ONLINE]);
}

static void
canto_client_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CantoClient *self = CANTO_CLIENT (object);

  switch ((CantoClientProperty) prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;

    case PROP_WAIT_UNTIL:
      g_value_set_int64 (value, canto_client_get_wait_until_us (self));
      break;

    case PROP_ONLINE:
      g_value_set_boolean (value, canto_client_get_online (self));
      break;

    case PROP_STORE:
    case PROP_CLOCK:
    case PROP_HTTP:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
canto_client_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CantoClient *self = CANTO_CLIENT (object);

  switch ((CantoClientProperty) prop_id)
    {
    case PROP_ACCOUNT:
      self->account = g_value_dup_object (value);
      break;

    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;

    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;

    case PROP_HTTP:
      self->http = g_value_dup_object (value);
      break;

    case PROP_WAIT_UNTIL:
    case PROP_ONLINE:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
canto_client_constructed (GObject *object)
{
  CantoClient *self = CANTO_CLIENT (object);

  G_OBJECT_CLASS (canto_client_parent_class)->constructed (object);

  if (self->clock == NULL)
    self->clock = canto_clock_new ();
  self->list_limits.page_size = canto_account_get_page_size (self->account);
  self->list_limits.depth = canto_account_get_page_depth (self->account);
  self->caller = canto_caller_new (self->account, self->store, self->clock, self->http);
  g_signal_connect_object (self->caller, "signed-out", G_CALLBACK (caller_signed_out), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->caller, "held", G_CALLBACK (caller_wait_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->caller, "released", G_CALLBACK (caller_wait_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->caller, "reach-changed", G_CALLBACK (caller_reach_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
canto_client_finalize (GObject *object)
{
  CantoClient *self = CANTO_CLIENT (object);

  g_clear_object (&self->caller);
  g_clear_object (&self->http);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (canto_client_parent_class)->finalize (object);
}

static void
canto_client_class_init (CantoClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags construct_flags = G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = canto_client_constructed;
  object_class->get_property = canto_client_get_property;
  object_class->set_property = canto_client_set_property;
  object_class->finalize = canto_client_finalize;

  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CANTO_TYPE_ACCOUNT,
                                             G_PARAM_READWRITE | construct_flags);
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, CANTO_TYPE_TOKEN_STORE,
                                           G_PARAM_WRITABLE | construct_flags);
  props[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, CANTO_TYPE_CLOCK,
                                           G_PARAM_WRITABLE | construct_flags);
  props[PROP_HTTP] =
      g_param_spec_object ("http", NULL, NULL, CANTO_TYPE_HTTP, G_PARAM_WRITABLE | construct_flags);
  props[PROP_WAIT_UNTIL] =
      g_param_spec_int64 ("wait-until", NULL, NULL, 0, G_MAXINT64, 0,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_ONLINE] =
      g_param_spec_boolean ("online", NULL, NULL, TRUE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * CantoClient::signed-out:
   *
   * The service has refused token and refresh (14.2): the person must sign in again.
   */
  signals[SIGNAL_SIGNED_OUT] = g_signal_new ("signed-out", CANTO_TYPE_CLIENT, G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
canto_client_init (CantoClient *self)
{
}

CantoClient *
canto_client_new (CantoAccount *account, CantoTokenStore *store)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (CANTO_IS_TOKEN_STORE (store), NULL);

  return g_object_new (CANTO_TYPE_CLIENT, "account", account, "store", store, NULL);
}

CantoAccount *
canto_client_get_account (CantoClient *self)
{
  g_return_val_if_fail (CANTO_IS_CLIENT (self), NULL);

  return self->account;
}

void
canto_client_set_token (CantoClient *self, CantoToken *token, CantoSecret *app_secret)
{
  g_return_if_fail (CANTO_IS_CLIENT (self));

  canto_caller_set_token (self->caller, token, app_secret);
}

void
canto_client_set_waits_for_sign_in (CantoClient *self, gboolean waits)
{
  g_return_if_fail (CANTO_IS_CLIENT (self));

  canto_caller_set_waits_for_sign_in (self->caller, waits);
}

gboolean
canto_client_has_token (CantoClient *self)
{
  g_return_val_if_fail (CANTO_IS_CLIENT (self), FALSE);

  return canto_caller_get_token (self->caller) != NULL;
}

gint64
canto_client_get_now_us (CantoClient *self)
{
  g_return_val_if_fail (CANTO_IS_CLIENT (self), 0);

  return canto_clock_get_now_us (self->clock);
}

void
canto_client_end_wait (CantoClient *self)
{
  g_return_if_fail (CANTO_IS_CLIENT (self));

  canto_caller_end_wait (self->caller);
}

gint64
canto_client_get_wait_until_us (CantoClient *self)
{
  g_return_val_if_fail (CANTO_IS_CLIENT (self), 0);

  return canto_caller_get_wait_until_us (self->caller);
}

gboolean
canto_client_get_online (CantoClient *self)
{
  g_return_val_if_fail (CANTO_IS_CLIENT (self), TRUE);

  return canto_caller_get_online (self->caller);
}

void
canto_client_check_online (CantoClient *self)
{
  g_return_if_fail (CANTO_IS_CLIENT (self));

  canto_caller_check_reach (self->caller);
}

guint64
canto_client_get_n_counted_calls (CantoClient *self)
{
  g_return_val_if_fail (CANTO_IS_CLIENT (self), 0);

  return canto_caller_get_n_counted_calls (self->caller);
}
