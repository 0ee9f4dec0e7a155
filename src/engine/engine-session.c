/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-session-private.h"

#include "catalog-service-source.h"
#include "engine-folder-private.h"
#include "engine-expiry.h"
#include "engine-preview-places.h"
#include "engine-transfers-private.h"

#include "descant-config.h"

#define PREVIEW_CACHE_BYTES (512 * 1024 * 1024)
#define PASTED_AGE_S        (24 * 60 * 60)

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
uploaded (EngineSession *self, EngineTransfer *transfer)
{
  const char *album_id = engine_transfer_get_album_id (transfer);

  if (album_id != NULL)
    engine_edits_learn_node (self->edits, CANTO_SCHEME_ALBUM, album_id);
  catalog_source_emit_changed (self->source);
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
  self->edits = engine_edits_new (self->client);
  catalog_service_source_set_overlay (CATALOG_SERVICE_SOURCE (self->source),
                                      CATALOG_OVERLAY (self->edits));
  self->previews = media_previews_new (self->client, account_dir, PREVIEW_CACHE_BYTES);
  self->link_checker = engine_link_checker_new (self->client, self->clock);
  engine_session_make_history (self);
  engine_session_take_delivery (self, self->account);
  self->transfers = engine_transfers_new (self->client, self->clock);
  g_signal_connect_object (self->transfers, "uploaded", G_CALLBACK (uploaded), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client, "signed-out", G_CALLBACK (client_signed_out), self,
                           G_CONNECT_SWAPPED);
  engine_session_sweep_files (self);
}

static void
engine_session_finalize (GObject *object)
{
  EngineSession *self = ENGINE_SESSION (object);

  engine_session_end (self);
  g_clear_object (&self->transfers);
  g_clear_object (&self->presets);
  g_clear_object (&self->link_checker);
  g_clear_object (&self->history_source);
  g_clear_object (&self->known);
  g_clear_object (&self->history);
  g_clear_object (&self->edits);
  g_clear_object (&self->previews);
  g_clear_object (&self->source);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->store);
  g_clear_object (&self->account);
  g_clear_object (&self->link_account);
  g_clear_pointer (&self->accepted, g_hash_table_unref);
  g_clear_pointer (&self->cache_dir, g_free);
  g_clear_pointer (&self->data_dir, g_free);
  g_clear_pointer (&self->root_folder, g_free);
  g_clear_pointer (&self->alt_field, g_free);
  g_clear_pointer (&self->credit_field, g_free);
  g_clear_pointer (&self->picture_sizes, g_free);
  g_clear_pointer (&self->user_id, g_free);
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

EngineEdits *
engine_session_get_edits (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return self->edits;
}

void
engine_session_end (EngineSession *self)
{
  g_return_if_fail (ENGINE_IS_SESSION (self));

  engine_transfers_stop (self->transfers);
  engine_edits_stop (self->edits);
  engine_history_end (self->history);
  if (self->journal != NULL)
    g_signal_handlers_disconnect_by_data (self->journal, self);
  g_clear_object (&self->journal);
}

/* Pictures that were pasted */

static void
pasted_swept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  guint n_swept = engine_folder_sweep_finish (result);

  if (n_swept > 0)
    g_debug ("%u pasted pictures that nothing knows of are removed.", n_swept);
}

/* FALSE: an entry cannot be read, and may have one. */
static gboolean
add_kept (GHashTable *kept, const JournalEntry *entry)
{
  g_autoptr (EngineTransfer) transfer = NULL;

  if (g_strcmp0 (entry->kind, ENGINE_TRANSFER_ENTRY) != 0)
    return TRUE;
  transfer = engine_transfer_from_entry (entry);
  if (transfer == NULL)
    return FALSE;
  if (g_file_peek_path (transfer->file) != NULL)
    g_hash_table_add (kept, g_strdup (g_file_peek_path (transfer->file)));

  return TRUE;
}

/* The program may have ended between a picture and its entry, or between the end of an entry and
 * that of its picture. A journal that was put aside as damaged may have others. */
static void
sweep_pasted (EngineSession *self, GPtrArray *entries, const GError *damage, const GError *error)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *transfers = G_LIST_MODEL (self->transfers);
  g_autofree char *path = g_build_filename (self->data_dir, "pasted", NULL);

  if (entries == NULL || damage != NULL)
    return;
  for (guint i = 0; i < entries->len; i++)
    {
      if (!add_kept (kept, entries->pdata[i]))
        return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (transfers); i++)
    {
      g_autoptr (EngineTransfer) transfer = g_list_model_get_item (transfers, i);

      if (g_file_peek_path (transfer->file) != NULL)
        g_hash_table_add (kept, g_strdup (g_file_peek_path (transfer->file)));
    }
  engine_folder_sweep_async (path, kept, "edits.journal.damaged-", PASTED_AGE_S, pasted_swept,
                             NULL);
}

void
engine_session_set_user_id (EngineSession *self, const char *user_id)
{
  g_return_if_fail (ENGINE_IS_SESSION (self));

  if (self->user_id != user_id)
    {
      g_free (self->user_id);
      self->user_id = g_strdup (user_id);
    }
  if (self->journal != NULL)
    engine_journal_set_user_id (self->journal, user_id);
}

void
engine_session_keep_edits (EngineSession *self, const char *data_dir)
{
  g_autofree char *path = NULL;
  g_autofree char *refusals_path = NULL;
  g_autofree char *uploads_path = NULL;

  g_return_if_fail (ENGINE_IS_SESSION (self));
  g_return_if_fail (data_dir != NULL);

  if (self->journal != NULL)
    return;
  self->data_dir = engine_journal_dup_folder (data_dir, self->account);
  path = engine_journal_dup_path (self->data_dir);
  refusals_path = g_build_filename (self->data_dir, "refused", NULL);
  uploads_path = g_build_filename (self->data_dir, "refused-uploads", NULL);
  self->journal = engine_journal_new (path);
  engine_journal_set_user_id (self->journal, self->user_id);
  engine_edits_set_journal (self->edits, self->journal);
  engine_edits_keep_refusals (self->edits, refusals_path);
  engine_transfers_set_journal (self->transfers, self->journal);
  engine_transfers_keep_refusals (self->transfers, uploads_path);
  g_signal_connect_object (self->journal, "opened", G_CALLBACK (sweep_pasted), self,
                           G_CONNECT_SWAPPED);
  engine_journal_open (self->journal);
  engine_session_keep_history (self);
}

const char *
engine_session_get_data_dir (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return self->data_dir;
}

MediaPreviews *
engine_session_get_previews (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return self->previews;
}

EngineLinkChecker *
engine_session_get_link_checker (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return self->link_checker;
}

EngineTransfers *
engine_session_get_transfers (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return self->transfers;
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

MediaRequest *
engine_session_make_version_request (EngineSession *self,
                                     CantoAsset *asset,
                                     CantoVersion *version,
                                     guint size_px)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return engine_preview_places_new_for_version (asset, version, size_px);
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

/* Whatever its status says, the field that the account names for it may say that its use is over
 * (7.28). */
static DeliveryConcerns
find_concerns (EngineSession *self, CantoAsset *asset, DeliveryRecipe *recipe)
{
  DeliveryConcerns concerns = delivery_get_concerns (asset, recipe);

  return engine_expiry_is_over (asset, self->account) ? concerns | DELIVERY_CONCERN_EXPIRED
                                                      : concerns;
}

DeliveryConcerns
engine_session_get_concerns (EngineSession *self, CantoAsset *asset, DeliveryRecipe *recipe)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), DELIVERY_CONCERN_NONE);

  return find_concerns (self, asset, recipe) & ~get_accepted (self, asset);
}

void
engine_session_accept_concerns (EngineSession *self, CantoAsset *asset, DeliveryRecipe *recipe)
{
  guint accepted;

  g_return_if_fail (ENGINE_IS_SESSION (self));

  accepted = get_accepted (self, asset) | find_concerns (self, asset, recipe);
  g_hash_table_replace (self->accepted, g_strdup (canto_asset_get_key (asset)),
                        GUINT_TO_POINTER (accepted));
}

/* @link: (nullable) */
static char *
dup_own_uri (EngineSession *self, const char *link)
{
  g_autoptr (GUri) base = NULL;
  g_autoptr (GUri) uri = NULL;

  base = g_uri_parse (canto_account_get_api_base (self->account), G_URI_FLAGS_NONE, NULL);
  uri = link != NULL ? g_uri_parse (link, G_URI_FLAGS_NONE, NULL) : NULL;
  if (uri == NULL || g_uri_get_userinfo (uri) != NULL || g_uri_get_host (uri) == NULL
      || !g_str_equal (g_uri_get_scheme (uri), g_uri_get_scheme (base))
      || g_ascii_strcasecmp (g_uri_get_host (uri), g_uri_get_host (base)) != 0
      || g_uri_get_port (uri) != g_uri_get_port (base))
    return NULL;

  return g_uri_to_string (uri);
}

char *
engine_session_dup_web_uri (EngineSession *self, CantoAsset *asset)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);
  g_return_val_if_fail (asset != NULL, NULL);

  return dup_own_uri (self, canto_asset_get_link (asset, CANTO_LINK_DETAIL));
}

char *
engine_session_dup_version_uri (EngineSession *self, CantoVersion *version)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);
  g_return_val_if_fail (version != NULL, NULL);

  return dup_own_uri (self, canto_version_get_download_uri (version));
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
