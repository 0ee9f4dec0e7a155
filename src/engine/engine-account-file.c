/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-account-file.h"

#include "canto-error.h"
#include "engine-account-keys-private.h"

#include "descant-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

struct _EngineAccountFile
{
  GObject parent_instance;

  /* Owned. */
  GFile *file;
  EnginePolicy *policy; /* (nullable) */
  GKeyFile *keys;       /* (nullable): as they stand in the file */
  GKeyFile *effective;  /* (nullable): with those of the policy */
  char *root_folder;    /* (nullable) */
  CantoAccount *account;
  CantoSecret *app_secret;

  /* State. */
  gboolean is_foreign; /* not the person's own, but one that she has opened */
  gboolean is_broken;  /* what is on the disk could not be read */
};

G_DEFINE_FINAL_TYPE (EngineAccountFile, engine_account_file, G_TYPE_OBJECT)

typedef enum
{
  PROP_FILE = 1,
  PROP_POLICY,
  N_PROPS,
} EngineAccountFileProperty;

static GParamSpec *props[N_PROPS];

/* Reading */

static void
take_root_folder (EngineAccountFile *self, const char *folder_id)
{
  g_autofree char *before G_GNUC_UNUSED = g_steal_pointer (&self->root_folder);

  self->root_folder = g_strdup (folder_id);
}

/* 2.9: a region that an administrator has locked holds for whole addresses, too. */
static gboolean
check_region (EngineAccountFile *self, CantoAccount *account, GError **error)
{
  g_autofree char *region = NULL;
  g_autofree char *suffix = NULL;

  if (!engine_account_file_is_locked (self, "region"))
    return TRUE;

  region = engine_account_file_dup_preset (self, "region");
  suffix = g_strconcat (".", region, NULL);
  /* The name before it is one label. */
  if (g_strcmp0 (strchr (canto_account_get_tenant_host (account), '.'), suffix) == 0)
    return TRUE;

  g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
               /* Translators: a domain, as canto.de */
               _ ("Your administrator has set that the address ends in %s."), region);

  return FALSE;
}

static gboolean
has_key (GKeyFile *keys, const char *key)
{
  return g_key_file_has_key (keys, ENGINE_ACCOUNT_GROUP, key, NULL);
}

/* 2.11: who sends a file must not say where on this computer her sign-in goes. */
static gboolean
check_foreign (EngineAccountFile *self, GKeyFile *keys, GError **error)
{
  if (!self->is_foreign)
    return TRUE;

  if (has_key (keys, "loopback-base"))
    {
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                   /* Translators: a key of the account file */
                   _ ("%s may stand in a person's own file alone."), "loopback-base");
      return FALSE;
    }
  if (!g_key_file_has_group (keys, ENGINE_ACCOUNT_GROUP))
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                           _ ("There is no account in it."));
      return FALSE;
    }

  return TRUE;
}

/* A policy alone need not be a whole account; what a person has written must be one. */
static gboolean
is_whole (GKeyFile *keys, GKeyFile *effective)
{
  return g_key_file_has_group (keys, ENGINE_ACCOUNT_GROUP)
         || (has_key (effective, "tenant") && has_key (effective, "app-id"));
}

static void
take_app_secret (EngineAccountFile *self)
{
  g_autofree char *secret =
      g_key_file_get_string (self->effective, ENGINE_ACCOUNT_GROUP, "app-secret", NULL);

  g_clear_pointer (&self->app_secret, canto_secret_unref);
  if (secret == NULL || *secret == '\0')
    return;

  self->app_secret = canto_secret_new (secret);
  explicit_bzero (secret, strlen (secret));
}

static gboolean
take_keys (EngineAccountFile *self, GKeyFile *keys, GError **error)
{
  g_autoptr (CantoAccount) account = NULL;

  if (!check_foreign (self, keys, error))
    return FALSE;

  g_clear_pointer (&self->effective, g_key_file_unref);
  self->effective = engine_account_keys_copy (keys);
  if (self->policy != NULL)
    engine_policy_apply (self->policy, self->effective);

  if (is_whole (keys, self->effective))
    {
      account = engine_account_keys_read (self->effective, TRUE, error);
      if (account == NULL || !check_region (self, account, error))
        return FALSE;
      take_root_folder (self, canto_account_get_root_folder (account));
    }
  g_set_object (&self->account, account);
  take_app_secret (self);

  return TRUE;
}

static gboolean
take_contents (EngineAccountFile *self, const char *contents, gsize length, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  if (!g_key_file_load_from_data (keys, contents, length, G_KEY_FILE_KEEP_COMMENTS, error)
      || !take_keys (self, keys, error))
    return FALSE;

  g_clear_pointer (&self->keys, g_key_file_unref);
  self->keys = g_steal_pointer (&keys);

  return TRUE;
}

static void
take_nothing (EngineAccountFile *self, GTask *task)
{
  g_autoptr (GKeyFile) none = g_key_file_new ();
  GError *error = NULL;

  if (take_keys (self, none, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
contents_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineAccountFile *self = g_task_get_source_object (task);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  gboolean is_good;

  if (!g_file_load_contents_finish (G_FILE (object), result, &contents, &length, NULL, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        take_nothing (self, task);
      else
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  is_good = take_contents (self, contents, length, &error);
  self->is_broken = !is_good;
  explicit_bzero (contents, length);
  if (!is_good)
    {
      g_prefix_error (&error, "%s: ", g_file_peek_path (self->file));
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_task_return_boolean (task, TRUE);
}

static void
policy_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineAccountFile *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!engine_policy_load_finish (ENGINE_POLICY (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_file_load_contents_async (self->file, g_task_get_cancellable (task), contents_loaded,
                              g_object_ref (task));
}

void
engine_account_file_load_async (EngineAccountFile *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENGINE_IS_ACCOUNT_FILE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_account_file_load_async);
  if (self->policy != NULL)
    engine_policy_load_async (self->policy, cancellable, policy_loaded, g_steal_pointer (&task));
  else
    g_file_load_contents_async (self->file, cancellable, contents_loaded, g_steal_pointer (&task));
}

gboolean
engine_account_file_load_finish (EngineAccountFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Writing */

/* What a worker needs: nothing of it changes meanwhile. */
typedef struct
{
  char *path;
  GBytes *contents;
  gboolean keep_old; /* as accounts.conf~ */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->path);
  g_bytes_unref (work->contents);
  g_free (work);
}

/* For the person's eyes only; whole, or what was there stays. GIO would put what fits on a full
 * disk in the place of a good file. */
static gboolean
write_file (const char *path, const char *contents, gsize length, GError **error)
{
  return g_file_set_contents_full (path, contents, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                   0600, error);
}

static gboolean
copy_file (const char *path, GError **error)
{
  g_autofree char *copy = g_strconcat (path, "~", NULL);
  g_autofree char *contents = NULL;
  gsize length;
  gboolean is_copied;

  if (!g_file_get_contents (path, &contents, &length, error))
    return FALSE;

  is_copied = write_file (copy, contents, length, error);
  explicit_bzero (contents, length);

  return is_copied;
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int saved_errno;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  saved_errno = errno;
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (saved_errno), "%s: %s", folder,
               g_strerror (saved_errno));

  return FALSE;
}

static void
write_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  gsize length;
  const char *contents = g_bytes_get_data (work->contents, &length);
  GError *error = NULL;

  /* What could not be read is somebody's work. */
  if (make_folder (work->path, &error) && (!work->keep_old || copy_file (work->path, &error))
      && write_file (work->path, contents, length, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_prefix_error (&error, "%s: ", work->path);
  g_task_return_error (task, error);
}

static void
write_keys (EngineAccountFile *self, GTask *task)
{
  Work *work = g_new0 (Work, 1);
  gsize length;
  char *text = g_key_file_to_data (self->keys, &length, NULL);

  work->path = g_strdup (g_file_peek_path (self->file));
  work->contents = g_bytes_new_take (text, length);
  work->keep_old = self->is_broken;
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, write_on_worker);
}

void
engine_account_file_save_async (EngineAccountFile *self,
                                CantoAccount *account,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENGINE_IS_ACCOUNT_FILE (self));
  g_return_if_fail (CANTO_IS_ACCOUNT (account));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_account_file_save_async);

  /* A loopback account came from this file and stays as it stands there. */
  if (canto_account_get_is_loopback (account))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (self->keys == NULL)
    self->keys = g_key_file_new ();
  /* Another library has other folders. */
  if (self->account != NULL
      && !g_str_equal (canto_account_get_id (self->account), canto_account_get_id (account)))
    {
      g_key_file_remove_key (self->keys, ENGINE_ACCOUNT_GROUP, "root-folder", NULL);
      take_root_folder (self, NULL);
    }
  g_set_object (&self->account, account);
  g_key_file_set_string (self->keys, ENGINE_ACCOUNT_GROUP, "tenant",
                         canto_account_get_tenant_host (account));
  g_key_file_set_string (self->keys, ENGINE_ACCOUNT_GROUP, "app-id",
                         canto_account_get_app_id (account));
  g_key_file_set_string (self->keys, ENGINE_ACCOUNT_GROUP, "redirect-uri",
                         canto_account_get_redirect_uri (account));
  g_key_file_remove_key (self->keys, ENGINE_ACCOUNT_GROUP, "loopback-base", NULL);
  g_key_file_remove_key (self->keys, ENGINE_ACCOUNT_GROUP, "region", NULL);

  write_keys (self, task);
}

void
engine_account_file_save_root_folder_async (EngineAccountFile *self,
                                            const char *folder_id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENGINE_IS_ACCOUNT_FILE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_account_file_save_root_folder_async);
  take_root_folder (self, folder_id);
  if (self->keys == NULL || !g_key_file_has_group (self->keys, ENGINE_ACCOUNT_GROUP))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (folder_id != NULL)
    g_key_file_set_string (self->keys, ENGINE_ACCOUNT_GROUP, "root-folder", folder_id);
  else
    g_key_file_remove_key (self->keys, ENGINE_ACCOUNT_GROUP, "root-folder", NULL);
  write_keys (self, task);
}

gboolean
engine_account_file_save_finish (EngineAccountFile *self, GAsyncResult *result, GError **error)
{
  gboolean is_saved;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  is_saved = g_task_propagate_boolean (G_TASK (result), error);
  /* What is kept beside it is not to be replaced by what stands there now. */
  if (is_saved && g_task_get_task_data (G_TASK (result)) != NULL)
    self->is_broken = FALSE;

  return is_saved;
}

/* GObject */

static void
engine_account_file_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  EngineAccountFile *self = ENGINE_ACCOUNT_FILE (object);

  switch ((EngineAccountFileProperty) prop_id)
    {
    case PROP_FILE:
      self->file = g_value_dup_object (value);
      break;

    case PROP_POLICY:
      self->policy = g_value_dup_object (value);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
engine_account_file_finalize (GObject *object)
{
  EngineAccountFile *self = ENGINE_ACCOUNT_FILE (object);

  g_clear_object (&self->file);
  g_clear_object (&self->policy);
  g_clear_object (&self->account);
  g_clear_pointer (&self->root_folder, g_free);
  g_clear_pointer (&self->keys, g_key_file_unref);
  g_clear_pointer (&self->effective, g_key_file_unref);
  g_clear_pointer (&self->app_secret, canto_secret_unref);

  G_OBJECT_CLASS (engine_account_file_parent_class)->finalize (object);
}

static void
engine_account_file_class_init (EngineAccountFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = engine_account_file_set_property;
  object_class->finalize = engine_account_file_finalize;

  props[PROP_FILE] =
      g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_POLICY] =
      g_param_spec_object ("policy", NULL, NULL, ENGINE_TYPE_POLICY,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
engine_account_file_init (EngineAccountFile *self)
{
}

EngineAccountFile *
engine_account_file_new (GFile *file, EnginePolicy *policy)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (policy == NULL || ENGINE_IS_POLICY (policy), NULL);

  return g_object_new (ENGINE_TYPE_ACCOUNT_FILE, "file", file, "policy", policy, NULL);
}

EngineAccountFile *
engine_account_file_new_foreign (GFile *file, EnginePolicy *policy)
{
  EngineAccountFile *self = engine_account_file_new (file, policy);

  self->is_foreign = TRUE;

  return self;
}

EnginePolicy *
engine_account_file_get_policy (EngineAccountFile *self)
{
  g_return_val_if_fail (ENGINE_IS_ACCOUNT_FILE (self), NULL);

  return self->policy;
}

void
engine_account_file_adopt (EngineAccountFile *self, EngineAccountFile *other)
{
  g_return_if_fail (ENGINE_IS_ACCOUNT_FILE (self));
  g_return_if_fail (ENGINE_IS_ACCOUNT_FILE (other));
  g_return_if_fail (other->account != NULL);

  g_clear_pointer (&self->keys, g_key_file_unref);
  g_clear_pointer (&self->effective, g_key_file_unref);
  g_clear_pointer (&self->app_secret, canto_secret_unref);
  self->keys = engine_account_keys_copy (other->keys);
  self->effective = g_key_file_ref (other->effective);
  self->app_secret = other->app_secret != NULL ? canto_secret_ref (other->app_secret) : NULL;
  /* That is for the keyring. */
  g_key_file_remove_key (self->keys, ENGINE_ACCOUNT_GROUP, "app-secret", NULL);
  g_set_object (&self->account, other->account);
  take_root_folder (self, other->root_folder);
}

gboolean
engine_account_file_is_locked (EngineAccountFile *self, const char *key)
{
  g_return_val_if_fail (ENGINE_IS_ACCOUNT_FILE (self), FALSE);

  return self->policy != NULL && engine_policy_is_locked (self->policy, key);
}

char *
engine_account_file_dup_preset (EngineAccountFile *self, const char *key)
{
  g_return_val_if_fail (ENGINE_IS_ACCOUNT_FILE (self), NULL);

  return self->effective != NULL
             ? g_key_file_get_string (self->effective, ENGINE_ACCOUNT_GROUP, key, NULL)
             : NULL;
}

char *
engine_account_file_dup_redirect_uri (EngineAccountFile *self)
{
  g_autoptr (CantoAccount) account = NULL;

  g_return_val_if_fail (ENGINE_IS_ACCOUNT_FILE (self), NULL);

  if (self->account != NULL)
    account = g_object_ref (self->account);
  else if (self->effective != NULL)
    account = engine_account_keys_complete (self->effective, NULL);

  return g_strdup (account != NULL ? canto_account_get_redirect_uri (account)
                                   : CANTO_ACCOUNT_DEFAULT_REDIRECT_URI);
}

CantoAccount *
engine_account_file_make_account (EngineAccountFile *self,
                                  const char *address,
                                  const char *region,
                                  const char *app_id,
                                  GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *redirect_uri = NULL;
  g_autoptr (CantoAccount) account = NULL;

  g_return_val_if_fail (ENGINE_IS_ACCOUNT_FILE (self), NULL);

  redirect_uri = engine_account_file_dup_redirect_uri (self);
  g_key_file_set_string (keys, ENGINE_ACCOUNT_GROUP, "tenant", address);
  g_key_file_set_string (keys, ENGINE_ACCOUNT_GROUP, "app-id", app_id);
  g_key_file_set_string (keys, ENGINE_ACCOUNT_GROUP, "redirect-uri", redirect_uri);
  if (region != NULL)
    g_key_file_set_string (keys, ENGINE_ACCOUNT_GROUP, "region", region);
  if (self->policy != NULL)
    engine_policy_apply (self->policy, keys);
  account = engine_account_keys_read (keys, FALSE, error);
  if (account == NULL || !check_region (self, account, error))
    return NULL;

  return g_steal_pointer (&account);
}

CantoAccount *
engine_account_file_get_account (EngineAccountFile *self)
{
  g_return_val_if_fail (ENGINE_IS_ACCOUNT_FILE (self), NULL);

  return self->account;
}

CantoSecret *
engine_account_file_get_app_secret (EngineAccountFile *self)
{
  g_return_val_if_fail (ENGINE_IS_ACCOUNT_FILE (self), NULL);

  return self->app_secret;
}

const char *
engine_account_file_get_root_folder (EngineAccountFile *self)
{
  g_return_val_if_fail (ENGINE_IS_ACCOUNT_FILE (self), NULL);

  return self->root_folder;
}
