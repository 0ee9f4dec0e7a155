/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-session-private.h"

#include "catalog-service-source.h"
#include "engine-preview-places.h"

#include "descant-config.h"

#define PREVIEW_CACHE_BYTES (512 * 1024 * 1024)

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
  g_clear_object (&self->sign_in);
  g_clear_object (&self->store);
  g_clear_object (&self->account);
  g_clear_pointer (&self->accepted, g_hash_table_unref);
  g_clear_pointer (&self->cache_dir, g_free);
  g_clear_pointer (&self->root_folder, g_free);
  g_clear_pointer (&self->token, canto_token_unref);
  g_clear_pointer (&self->app_secret, canto_secret_unref);
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

GDateTime *
engine_session_dup_end (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return self->end_unix_s > 0 && engine_session_get_signed_in (self)
             ? g_date_time_new_from_unix_local (self->end_unix_s)
             : NULL;
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
