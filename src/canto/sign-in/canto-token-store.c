/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-token-store.h"

#include "canto-error.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#define KIND_TOKEN      "token"
#define KIND_APP_SECRET "app-secret"

struct _CantoTokenStore
{
  GObject parent_instance;

  /* Owned: (nullable): kind, account and key → CantoSecret; NULL where the keyring is used. */
  GHashTable *memory;

  /* State. */
  gboolean is_session_only;
};

G_DEFINE_FINAL_TYPE (CantoTokenStore, canto_token_store, G_TYPE_OBJECT)

/* By the attributes alone: while it is locked, gnome-keyring (42) finds nothing by the name of a
 * schema, and would not ask the person to unlock it. */
static const SecretSchema schema = {
  "io.github.descant.Descant.Account",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "app-id", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

static void
canto_token_store_finalize (GObject *object)
{
  g_clear_pointer (&CANTO_TOKEN_STORE (object)->memory, g_hash_table_unref);

  G_OBJECT_CLASS (canto_token_store_parent_class)->finalize (object);
}

static void
canto_token_store_class_init (CantoTokenStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = canto_token_store_finalize;
}

static void
canto_token_store_init (CantoTokenStore *self)
{
}

CantoTokenStore *
canto_token_store_new (void)
{
  return g_object_new (CANTO_TYPE_TOKEN_STORE, NULL);
}

static GHashTable *
make_memory (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) canto_secret_unref);
}

CantoTokenStore *
canto_token_store_new_in_memory (void)
{
  CantoTokenStore *self = g_object_new (CANTO_TYPE_TOKEN_STORE, NULL);

  self->memory = make_memory ();

  return self;
}

void
canto_token_store_set_session_only (CantoTokenStore *self, gboolean session_only)
{
  g_return_if_fail (CANTO_IS_TOKEN_STORE (self));

  if (self->is_session_only == session_only)
    return;

  self->is_session_only = session_only;
  g_clear_pointer (&self->memory, g_hash_table_unref);
  if (session_only)
    self->memory = make_memory ();
}

gboolean
canto_token_store_get_session_only (CantoTokenStore *self)
{
  g_return_val_if_fail (CANTO_IS_TOKEN_STORE (self), FALSE);

  return self->is_session_only;
}

static char *
make_memory_key (CantoAccount *account, const char *kind)
{
  return g_strjoin ("\n", kind, canto_account_get_id (account), canto_account_get_app_id (account),
                    NULL);
}

static GHashTable *
make_attributes (CantoAccount *account, const char *kind)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (attributes, (gpointer) "kind", g_strdup (kind));
  g_hash_table_insert (attributes, (gpointer) "account", g_strdup (canto_account_get_id (account)));
  g_hash_table_insert (attributes, (gpointer) "app-id",
                       g_strdup (canto_account_get_app_id (account)));

  return attributes;
}

/* libsecret speaks of D-Bus paths: a person needs to know that it is the keyring.
 * @error: (nullable) (transfer full): NULL when the person closed the keyring's question */
static void
return_keyring_error (GTask *task, GError *error)
{
  if (error == NULL)
    g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_KEYRING, _ ("The keyring is locked."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, error);
  else
    {
      g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_KEYRING,
                               _ ("The keyring did not answer: %s"), error->message);
      g_error_free (error);
    }
}

static GTask *
new_task (CantoTokenStore *self,
          gpointer source_tag,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);

  return task;
}

/* Look up, store and clear one secret, in memory or in the keyring. */

/* The attributes were found, or not; without their secrets, so that nobody is asked. */
static void
searched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GList *found = secret_password_search_finish (result, &error);

  if (error != NULL || found != NULL)
    return_keyring_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, NULL, NULL);
  g_list_free_full (found, g_object_unref);
}

static void
looked_up (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  char *text = secret_password_lookup_nonpageable_finish (result, &error);

  if (error != NULL)
    return_keyring_error (task, g_steal_pointer (&error));
  else if (text != NULL)
    g_task_return_pointer (task, canto_secret_new (text), (GDestroyNotify) canto_secret_unref);
  else
    {
      /* There is none, or the person has closed the keyring's question: libsecret tells no
       * difference. */
      GHashTable *attributes = g_task_get_task_data (task);
      GCancellable *cancellable = g_task_get_cancellable (task);

      secret_password_searchv (&schema, attributes, SECRET_SEARCH_NONE, cancellable, searched,
                               g_steal_pointer (&task));
    }
  if (text != NULL)
    secret_password_free (text);
}

static void
look_up (GTask *task, CantoAccount *account, const char *kind)
{
  CantoTokenStore *self = g_task_get_source_object (task);
  g_autoptr (GTask) owned = task;
  GHashTable *attributes = make_attributes (account, kind);

  g_task_set_task_data (task, attributes, (GDestroyNotify) g_hash_table_unref);
  if (self->memory != NULL)
    {
      g_autofree char *key = make_memory_key (account, kind);
      CantoSecret *secret = g_hash_table_lookup (self->memory, key);

      g_task_return_pointer (owned, secret != NULL ? canto_secret_ref (secret) : NULL,
                             (GDestroyNotify) canto_secret_unref);
      return;
    }

  secret_password_lookupv (&schema, attributes, g_task_get_cancellable (task), looked_up,
                           g_steal_pointer (&owned));
}

static void
stored (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_keyring_error (task, g_steal_pointer (&error));
}

static void
store (GTask *task, CantoAccount *account, const char *kind, CantoSecret *secret)
{
  CantoTokenStore *self = g_task_get_source_object (task);
  g_autoptr (GTask) owned = task;
  g_autoptr (GHashTable) attributes = make_attributes (account, kind);
  g_autofree char *label = NULL;

  if (self->memory != NULL)
    {
      g_hash_table_replace (self->memory, make_memory_key (account, kind),
                            canto_secret_ref (secret));
      g_task_return_boolean (owned, TRUE);
      return;
    }

  label = g_strdup_printf ("Descant: %s (%s)", canto_account_get_id (account), kind);
  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, label,
                          canto_secret_peek (secret), g_task_get_cancellable (task), stored,
                          g_steal_pointer (&owned));
}

static void
cleared (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* FALSE without an error: there was nothing to clear, which is what was asked for. */
  secret_password_clear_finish (result, &error);
  if (error != NULL)
    return_keyring_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
clear (GTask *task, CantoAccount *account, const char *kind)
{
  CantoTokenStore *self = g_task_get_source_object (task);
  g_autoptr (GTask) owned = task;
  g_autoptr (GHashTable) attributes = NULL;

  if (self->memory != NULL)
    {
      g_autofree char *key = make_memory_key (account, kind);

      g_hash_table_remove (self->memory, key);
      g_task_return_boolean (owned, TRUE);
      return;
    }

  attributes = make_attributes (account, kind);
  secret_password_clearv (&schema, attributes, g_task_get_cancellable (task), cleared,
                          g_steal_pointer (&owned));
}

void
canto_token_store_clear_async (CantoTokenStore *self,
                               CantoAccount *account,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (CANTO_IS_TOKEN_STORE (self));
  g_return_if_fail (CANTO_IS_ACCOUNT (account));

  clear (new_task (self, canto_token_store_clear_async, cancellable, callback, user_data), account,
         KIND_TOKEN);
}

gboolean
canto_token_store_clear_finish (CantoTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
canto_token_store_clear_app_secret_async (CantoTokenStore *self,
                                          CantoAccount *account,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_return_if_fail (CANTO_IS_TOKEN_STORE (self));
  g_return_if_fail (CANTO_IS_ACCOUNT (account));

  clear (
      new_task (self, canto_token_store_clear_app_secret_async, cancellable, callback, user_data),
      account, KIND_APP_SECRET);
}

gboolean
canto_token_store_clear_app_secret_finish (CantoTokenStore *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* A token as text: three lines, access, refresh (may be empty) and the end in Unix seconds. */

static CantoSecret *
token_to_secret (CantoToken *token)
{
  CantoSecret *refresh = canto_token_get_refresh (token);
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%" G_GINT64_FORMAT,
                                           canto_secret_peek (canto_token_get_access (token)),
                                           refresh != NULL ? canto_secret_peek (refresh) : "",
                                           canto_token_get_expires_at_unix_s (token));
  CantoSecret *secret = canto_secret_new (text);

  explicit_bzero (text, strlen (text));

  return secret;
}

static CantoToken *
secret_to_token (CantoSecret *secret)
{
  const char *access = canto_secret_peek (secret);
  const char *refresh = strchr (access, '\n');
  const char *end = refresh != NULL ? strchr (refresh + 1, '\n') : NULL;
  g_autoptr (CantoSecret) access_secret = NULL;
  g_autoptr (CantoSecret) refresh_secret = NULL;
  gint64 expires_at;

  if (end == NULL || refresh == access
      || !g_ascii_string_to_signed (end + 1, 10, 0, G_MAXINT64, &expires_at, NULL))
    return NULL;

  access_secret = canto_secret_new_length (access, refresh - access);
  if (end > refresh + 1)
    refresh_secret = canto_secret_new_length (refresh + 1, end - refresh - 1);

  return canto_token_new (access_secret, refresh_secret, expires_at);
}

void
canto_token_store_load_async (CantoTokenStore *self,
                              CantoAccount *account,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (CANTO_IS_TOKEN_STORE (self));
  g_return_if_fail (CANTO_IS_ACCOUNT (account));

  look_up (new_task (self, canto_token_store_load_async, cancellable, callback, user_data), account,
           KIND_TOKEN);
}

CantoToken *
canto_token_store_load_finish (CantoTokenStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (CantoSecret) secret = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  secret = g_task_propagate_pointer (G_TASK (result), error);

  return secret != NULL ? secret_to_token (secret) : NULL;
}

void
canto_token_store_save_async (CantoTokenStore *self,
                              CantoAccount *account,
                              CantoToken *token,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (CantoSecret) secret = NULL;

  g_return_if_fail (CANTO_IS_TOKEN_STORE (self));
  g_return_if_fail (CANTO_IS_ACCOUNT (account));
  g_return_if_fail (token != NULL);

  secret = token_to_secret (token);
  store (new_task (self, canto_token_store_save_async, cancellable, callback, user_data), account,
         KIND_TOKEN, secret);
}

gboolean
canto_token_store_save_finish (CantoTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
canto_token_store_load_app_secret_async (CantoTokenStore *self,
                                         CantoAccount *account,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_return_if_fail (CANTO_IS_TOKEN_STORE (self));
  g_return_if_fail (CANTO_IS_ACCOUNT (account));

  look_up (
      new_task (self, canto_token_store_load_app_secret_async, cancellable, callback, user_data),
      account, KIND_APP_SECRET);
}

CantoSecret *
canto_token_store_load_app_secret_finish (CantoTokenStore *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
canto_token_store_save_app_secret_async (CantoTokenStore *self,
                                         CantoAccount *account,
                                         CantoSecret *app_secret,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_return_if_fail (CANTO_IS_TOKEN_STORE (self));
  g_return_if_fail (CANTO_IS_ACCOUNT (account));
  g_return_if_fail (app_secret != NULL);

  store (new_task (self, canto_token_store_save_app_secret_async, cancellable, callback, user_data),
         account, KIND_APP_SECRET, app_secret);
}

gboolean
canto_token_store_save_app_secret_finish (CantoTokenStore *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
