/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-session-private.h"

#include "canto-clock.h"
#include "canto-error.h"
#include "canto-sign-in.h"
#include "catalog-service-source.h"
#include "engine-preview-places.h"

#include "descant-config.h"

#include <glib/gi18n-lib.h>

#define PREVIEW_CACHE_BYTES (512 * 1024 * 1024)

struct _EngineSession
{
  GObject parent_instance;

  /* Owned. */
  CantoAccount *account;
  CantoTokenStore *store;
  CantoClock *clock; /* (nullable): the real one */
  char *cache_dir;
  char *root_folder; /* (nullable) */
  CantoClient *client;
  CatalogSource *source;
  MediaPreviews *previews;
  GHashTable *accepted;     /* keys of assets → DeliveryConcerns that the person agreed to */
  CantoToken *unkept_token; /* (nullable): that is in use, and not in the keyring */
  CantoSecret *unkept_app_secret; /* (nullable): that came with it */

  /* State. */
  guint sign_in_timeout_s; /* 0: CantoSignIn's own */
};

G_DEFINE_FINAL_TYPE (EngineSession, engine_session, G_TYPE_OBJECT)

typedef enum
{
  PROP_ACCOUNT = 1,
  PROP_STORE,
  PROP_CLOCK,
  PROP_CACHE_DIR,
  PROP_SIGNED_IN,
  PROP_ROOT_FOLDER,
  PROP_IS_KEPT,
  N_PROPS,
} EngineSessionProperty;

enum
{
  SIGNAL_OPEN_URI,
  SIGNAL_NOT_KEPT,
  SIGNAL_SIGNED_OUT,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* One sign-in, step by step; the data of its task. */
typedef struct
{
  CantoSignIn *sign_in;
  CantoSecret *app_secret;
  gboolean app_secret_is_new;
  CantoToken *token;
} SignInSteps;

static void
sign_in_steps_free (SignInSteps *steps)
{
  g_clear_object (&steps->sign_in);
  g_clear_pointer (&steps->app_secret, canto_secret_unref);
  g_clear_pointer (&steps->token, canto_token_unref);
  g_free (steps);
}

static void
set_token (EngineSession *self, CantoToken *token, CantoSecret *app_secret)
{
  canto_client_set_token (self->client, token, app_secret);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIGNED_IN]);
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
  set_token (self, g_task_get_task_data (task), secret);
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
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_KEPT]);
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
    g_signal_emit (self, signals[SIGNAL_NOT_KEPT], 0, store_error);
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

static void
got_token (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineSession *self = g_task_get_source_object (task);
  SignInSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  steps->token = canto_sign_in_run_finish (CANTO_SIGN_IN (object), result, &error);
  if (steps->token == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* From here on nothing is cancelled: a token in hand is kept. */
  set_token (self, steps->token, steps->app_secret);
  canto_token_store_save_async (self->store, self->account, steps->token, NULL, token_kept,
                                g_object_ref (task));
}

static void
forward_open_uri (CantoSignIn *sign_in, const char *uri, EngineSession *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_URI], 0, uri);
}

static void
run_sign_in (GTask *task)
{
  EngineSession *self = g_task_get_source_object (task);
  SignInSteps *steps = g_task_get_task_data (task);

  steps->sign_in = canto_sign_in_new (self->account, steps->app_secret);
  canto_sign_in_set_page_texts (steps->sign_in, _ ("Go back to Descant"),
                                _ ("You can close this page: Descant goes on by itself."),
                                _ ("You are not signed in"),
                                _ ("Go back to Descant to try again."));
  if (self->sign_in_timeout_s > 0)
    canto_sign_in_set_timeout_s (steps->sign_in, self->sign_in_timeout_s);
  g_signal_connect_object (steps->sign_in, "open-uri", G_CALLBACK (forward_open_uri), self, 0);
  canto_sign_in_run_async (steps->sign_in, g_task_get_cancellable (task), got_token,
                           g_object_ref (task));
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

void
engine_session_sign_in_async (EngineSession *self,
                              CantoSecret *app_secret,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SignInSteps *steps;

  g_return_if_fail (ENGINE_IS_SESSION (self));

  steps = g_new0 (SignInSteps, 1);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_session_sign_in_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) sign_in_steps_free);

  if (app_secret == NULL)
    {
      canto_token_store_load_app_secret_async (self->store, self->account, cancellable,
                                               looked_up_app_secret, g_steal_pointer (&task));
      return;
    }

  steps->app_secret = canto_secret_ref (app_secret);
  steps->app_secret_is_new = TRUE;
  run_sign_in (task);
}

gboolean
engine_session_sign_in_finish (EngineSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
engine_session_set_sign_in_timeout_s (EngineSession *self, guint timeout_s)
{
  g_return_if_fail (ENGINE_IS_SESSION (self));

  self->sign_in_timeout_s = timeout_s;
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

static void
previews_cleared (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *store_error = g_task_get_task_data (task);

  media_previews_clear_cache_finish (MEDIA_PREVIEWS (object), result, NULL);
  if (store_error != NULL)
    g_task_return_error (task, g_error_copy (store_error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
token_cleared (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!canto_token_store_clear_finish (CANTO_TOKEN_STORE (object), result, &error))
    g_task_set_task_data (task, error, (GDestroyNotify) g_error_free);
  media_previews_clear_cache_async (self->previews, NULL, previews_cleared,
                                    g_steal_pointer (&task));
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
  set_token (self, NULL, NULL);
  set_unkept (self, NULL, NULL);
  canto_token_store_clear_async (self->store, self->account, cancellable, token_cleared,
                                 g_steal_pointer (&task));
}

gboolean
engine_session_sign_out_finish (EngineSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
client_signed_out (EngineSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIGNED_IN]);
  g_signal_emit (self, signals[SIGNAL_SIGNED_OUT], 0);
}

/* GObject */

static void
engine_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  EngineSession *self = ENGINE_SESSION (object);

  switch ((EngineSessionProperty) prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;

    case PROP_SIGNED_IN:
      g_value_set_boolean (value, engine_session_get_signed_in (self));
      break;

    case PROP_ROOT_FOLDER:
      g_value_set_string (value, self->root_folder);
      break;

    case PROP_IS_KEPT:
      g_value_set_boolean (value, engine_session_get_is_kept (self));
      break;

    case PROP_STORE:
    case PROP_CLOCK:
    case PROP_CACHE_DIR:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
engine_session_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  EngineSession *self = ENGINE_SESSION (object);

  switch ((EngineSessionProperty) prop_id)
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

    case PROP_CACHE_DIR:
      self->cache_dir = g_value_dup_string (value);
      break;

    case PROP_ROOT_FOLDER:
      engine_session_set_root_folder (self, g_value_get_string (value));
      break;

    case PROP_SIGNED_IN:
    case PROP_IS_KEPT:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
engine_session_constructed (GObject *object)
{
  EngineSession *self = ENGINE_SESSION (object);
  g_autofree char *account_dir = NULL;

  G_OBJECT_CLASS (engine_session_parent_class)->constructed (object);

  if (self->cache_dir != NULL)
    account_dir =
        g_build_filename (self->cache_dir, canto_account_get_id (self->account), "previews", NULL);
  self->root_folder = g_strdup (canto_account_get_root_folder (self->account));
  self->client = g_object_new (CANTO_TYPE_CLIENT, "account", self->account, "store", self->store,
                               "clock", self->clock, NULL);
  self->source = CATALOG_SOURCE (catalog_service_source_new (self->client));
  self->previews = media_previews_new (self->client, account_dir, PREVIEW_CACHE_BYTES);
  g_signal_connect_object (self->client, "signed-out", G_CALLBACK (client_signed_out), self,
                           G_CONNECT_SWAPPED);
}

static void
engine_session_finalize (GObject *object)
{
  EngineSession *self = ENGINE_SESSION (object);

  g_clear_object (&self->previews);
  g_clear_object (&self->source);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
  g_clear_object (&self->account);
  g_clear_pointer (&self->accepted, g_hash_table_unref);
  g_clear_pointer (&self->cache_dir, g_free);
  g_clear_pointer (&self->root_folder, g_free);
  g_clear_pointer (&self->unkept_token, canto_token_unref);
  g_clear_pointer (&self->unkept_app_secret, canto_secret_unref);

  G_OBJECT_CLASS (engine_session_parent_class)->finalize (object);
}

static void
engine_session_class_init (EngineSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags construct_flags = G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = engine_session_constructed;
  object_class->get_property = engine_session_get_property;
  object_class->set_property = engine_session_set_property;
  object_class->finalize = engine_session_finalize;

  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CANTO_TYPE_ACCOUNT,
                                             G_PARAM_READWRITE | construct_flags);
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, CANTO_TYPE_TOKEN_STORE,
                                           G_PARAM_WRITABLE | construct_flags);
  props[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, CANTO_TYPE_CLOCK,
                                           G_PARAM_WRITABLE | construct_flags);
  props[PROP_CACHE_DIR] =
      g_param_spec_string ("cache-dir", NULL, NULL, NULL, G_PARAM_WRITABLE | construct_flags);
  props[PROP_SIGNED_IN] =
      g_param_spec_boolean ("signed-in", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_ROOT_FOLDER] =
      g_param_spec_string ("root-folder", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_IS_KEPT] =
      g_param_spec_boolean ("is-kept", NULL, NULL, TRUE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * EngineSession::open-uri:
   * @uri: what the system browser is to show
   */
  signals[SIGNAL_OPEN_URI] = g_signal_new ("open-uri", ENGINE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * EngineSession::not-kept:
   * @error: why the keyring did not take the token: the next start will ask to sign in again
   */
  signals[SIGNAL_NOT_KEPT] = g_signal_new ("not-kept", ENGINE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  /**
   * EngineSession::signed-out:
   *
   * The service has refused token and refresh (canto-api.md 14.2): the person must sign in again.
   */
  signals[SIGNAL_SIGNED_OUT] = g_signal_new ("signed-out", ENGINE_TYPE_SESSION, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
engine_session_init (EngineSession *self)
{
  self->accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

EngineSession *
engine_session_new (CantoAccount *account, CantoTokenStore *store, const char *cache_dir)
{
  g_return_val_if_fail (CANTO_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (CANTO_IS_TOKEN_STORE (store), NULL);

  return g_object_new (ENGINE_TYPE_SESSION, "account", account, "store", store, "cache-dir",
                       cache_dir, NULL);
}

CantoAccount *
engine_session_get_account (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return self->account;
}

CantoClient *
engine_session_get_client (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return self->client;
}

CatalogSource *
engine_session_get_source (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return self->source;
}

MediaPreviews *
engine_session_get_previews (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return self->previews;
}

gboolean
engine_session_get_signed_in (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), FALSE);

  return canto_client_has_token (self->client);
}

gboolean
engine_session_get_is_kept (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), TRUE);

  return self->unkept_token == NULL;
}

MediaRequest *
engine_session_make_preview_request (EngineSession *self, CantoAsset *asset, guint size_px)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return engine_preview_places_new (asset, size_px);
}

const char *
engine_session_get_cache_dir (EngineSession *self)
{
  return self->cache_dir;
}

static DeliveryConcerns
get_accepted (EngineSession *self, CantoAsset *asset)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->accepted, canto_asset_get_key (asset)));
}

DeliveryConcerns
engine_session_get_concerns (EngineSession *self, CantoAsset *asset, const DeliveryPreset *preset)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), DELIVERY_CONCERN_NONE);

  return delivery_get_concerns (asset, preset) & ~get_accepted (self, asset);
}

void
engine_session_accept_concerns (EngineSession *self,
                                CantoAsset *asset,
                                const DeliveryPreset *preset)
{
  guint accepted;

  g_return_if_fail (ENGINE_IS_SESSION (self));

  accepted = get_accepted (self, asset) | delivery_get_concerns (asset, preset);
  g_hash_table_replace (self->accepted, g_strdup (canto_asset_get_key (asset)),
                        GUINT_TO_POINTER (accepted));
}

char *
engine_session_dup_web_uri (EngineSession *self, CantoAsset *asset)
{
  const char *link;
  g_autoptr (GUri) base = NULL;
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);
  g_return_val_if_fail (asset != NULL, NULL);

  link = canto_asset_get_link (asset, CANTO_LINK_DETAIL);
  base = g_uri_parse (canto_account_get_api_base (self->account), G_URI_FLAGS_NONE, NULL);
  uri = link != NULL ? g_uri_parse (link, G_URI_FLAGS_NONE, NULL) : NULL;
  if (uri == NULL || g_uri_get_userinfo (uri) != NULL || g_uri_get_host (uri) == NULL
      || !g_str_equal (g_uri_get_scheme (uri), g_uri_get_scheme (base))
      || g_ascii_strcasecmp (g_uri_get_host (uri), g_uri_get_host (base)) != 0
      || g_uri_get_port (uri) != g_uri_get_port (base))
    return NULL;

  return g_uri_to_string (uri);
}

const char *
engine_session_get_root_folder (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return self->root_folder;
}

void
engine_session_set_root_folder (EngineSession *self, const char *folder_id)
{
  g_return_if_fail (ENGINE_IS_SESSION (self));

  if (g_strcmp0 (self->root_folder, folder_id) == 0)
    return;

  g_free (self->root_folder);
  self->root_folder = g_strdup (folder_id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ROOT_FOLDER]);
}
