/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-account-file-private.h"

#include "canto-error.h"
#include "engine-account-keys-private.h"

#include "descant-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_USER_CHARS 200

G_DEFINE_FINAL_TYPE (EngineAccountFile, engine_account_file, G_TYPE_OBJECT)

typedef enum
{
  PROP_FILE = 1,
  PROP_POLICY,
  N_PROPS,
} EngineAccountFileProperty;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* Reading */

void
engine_account_file_take_root_folder (EngineAccountFile *self, const char *folder_id)
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

/* Who uses the account here is not for others to say. */
static void
drop_personal (GKeyFile *keys)
{
  static const char *const names[] = { "profile", "user-id", "user-name" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_key_file_remove_key (keys, ENGINE_ACCOUNT_GROUP, names[i], NULL);
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

static void
take_user (EngineAccountFile *self, GKeyFile *keys)
{
  g_free (self->user_id);
  g_free (self->user_name);
  self->user_id = g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, "user-id", NULL);
  self->user_name = g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, "user-name", NULL);
  self->user_is_new = FALSE;
}

static gboolean
take_keys (EngineAccountFile *self, GKeyFile *keys, GError **error)
{
  g_autoptr (CantoAccount) account = NULL;

  if (!check_foreign (self, keys, error))
    return FALSE;
  if (self->is_foreign)
    drop_personal (keys);

  g_clear_pointer (&self->effective, g_key_file_unref);
  self->effective = engine_account_keys_copy (keys);
  engine_account_keys_drop_hosts (self->effective);
  if (self->policy != NULL)
    engine_policy_apply (self->policy, self->effective);

  if (is_whole (keys, self->effective))
    {
      account = engine_account_keys_read (self->effective, TRUE, error);
      if (account == NULL || !check_region (self, account, error))
        return FALSE;
      engine_account_file_take_root_folder (self, canto_account_get_root_folder (account));
    }
  g_set_object (&self->account, account);
  take_app_secret (self);
  take_user (self, keys);

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

/* @error: (nullable) (transfer full) */
static void
return_loaded (GTask *task, GError *error)
{
  EngineAccountFile *self = g_task_get_source_object (task);

  g_clear_error (&self->error);
  if (error != NULL)
    {
      g_clear_object (&self->account);
      self->error = g_error_copy (error);
      g_task_return_error (task, error);
    }
  else
    g_task_return_boolean (task, TRUE);
  engine_account_file_emit_changed (self);
}

static void
take_nothing (EngineAccountFile *self, GTask *task)
{
  g_autoptr (GKeyFile) none = g_key_file_new ();
  GError *error = NULL;

  g_clear_pointer (&self->keys, g_key_file_unref);
  take_keys (self, none, &error);
  return_loaded (task, error);
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
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_task_return_error (task, g_steal_pointer (&error));
      else
        return_loaded (task, g_steal_pointer (&error));
      return;
    }

  is_good = take_contents (self, contents, length, &error);
  self->is_broken = !is_good;
  explicit_bzero (contents, length);
  if (!is_good)
    g_prefix_error (&error, "%s: ", g_file_peek_path (self->file));
  return_loaded (task, g_steal_pointer (&error));
}

static void
load_contents (EngineAccountFile *self, GTask *task)
{
  if (self->file != NULL)
    g_file_load_contents_async (self->file, g_task_get_cancellable (task), contents_loaded,
                                g_object_ref (task));
  else
    take_nothing (self, task);
}

static void
policy_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineAccountFile *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!engine_policy_load_finish (ENGINE_POLICY (object), result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_task_return_error (task, error);
      else
        return_loaded (task, error);
      return;
    }

  load_contents (self, task);
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
    load_contents (self, task);
}

gboolean
engine_account_file_load_finish (EngineAccountFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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
  g_clear_object (&self->folder);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->user_id, g_free);
  g_clear_pointer (&self->user_name, g_free);
  g_clear_pointer (&self->taken_ids, g_strfreev);
  g_clear_pointer (&self->taken_names, g_strfreev);
  g_clear_error (&self->error);
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

  /**
   * EngineAccountFile::changed:
   *
   * What it says of account and user is something else now.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", ENGINE_TYPE_ACCOUNT_FILE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
engine_account_file_init (EngineAccountFile *self)
{
  g_queue_init (&self->works);
}

/* Its own profile, or the first that no other account of this tenant has. */
static CantoAccount *
read_with_profile (EngineAccountFile *self, GKeyFile *keys, GError **error)
{
  guint first = self->account != NULL ? canto_account_get_profile (self->account) : 1;
  CantoAccount *account;

  g_key_file_set_integer (keys, ENGINE_ACCOUNT_GROUP, "profile", (int) first);
  account = engine_account_keys_read (keys, FALSE, error);
  for (int profile = 1;
       account != NULL && self->taken_ids != NULL
       && g_strv_contains ((const char *const *) self->taken_ids, canto_account_get_id (account));
       profile++)
    {
      g_object_unref (account);
      g_key_file_set_integer (keys, ENGINE_ACCOUNT_GROUP, "profile", profile);
      account = engine_account_keys_read (keys, FALSE, error);
    }

  return account;
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

EngineAccountFile *
engine_account_file_new_in (GFile *folder, EnginePolicy *policy)
{
  EngineAccountFile *self = g_object_new (ENGINE_TYPE_ACCOUNT_FILE, "policy", policy, NULL);

  self->folder = g_object_ref (folder);

  return self;
}

void
engine_account_file_emit_changed (EngineAccountFile *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
engine_account_file_set_name (EngineAccountFile *self, const char *name)
{
  g_free (self->name);
  self->name = g_strdup (name);
}

void
engine_account_file_set_taken (EngineAccountFile *self,
                               const char *const *ids,
                               const char *const *names)
{
  g_strfreev (self->taken_ids);
  g_strfreev (self->taken_names);
  self->taken_ids = g_strdupv ((char **) ids);
  self->taken_names = g_strdupv ((char **) names);
}

void
engine_account_file_clear (EngineAccountFile *self)
{
  g_autoptr (GKeyFile) none = g_key_file_new ();

  g_clear_pointer (&self->keys, g_key_file_unref);
  g_clear_object (&self->account);
  g_clear_error (&self->error);
  engine_account_file_take_root_folder (self, NULL);
  /* What is laid down is there still. */
  take_keys (self, none, NULL);
  engine_account_file_emit_changed (self);
}

const char *
engine_account_file_get_name (EngineAccountFile *self)
{
  g_return_val_if_fail (ENGINE_IS_ACCOUNT_FILE (self), NULL);

  return self->name;
}

const GError *
engine_account_file_get_error (EngineAccountFile *self)
{
  g_return_val_if_fail (ENGINE_IS_ACCOUNT_FILE (self), NULL);

  return self->error;
}

gboolean
engine_account_file_is_own (EngineAccountFile *self)
{
  g_return_val_if_fail (ENGINE_IS_ACCOUNT_FILE (self), FALSE);

  return self->is_broken
         || (self->keys != NULL && g_key_file_has_group (self->keys, ENGINE_ACCOUNT_GROUP));
}

const char *
engine_account_file_get_user_id (EngineAccountFile *self)
{
  g_return_val_if_fail (ENGINE_IS_ACCOUNT_FILE (self), NULL);

  return self->user_id;
}

const char *
engine_account_file_get_user_name (EngineAccountFile *self)
{
  g_return_val_if_fail (ENGINE_IS_ACCOUNT_FILE (self), NULL);

  return self->user_name;
}

/* It comes from outside: a name that is a whole book is cut. (transfer full) (nullable) */
static char *
clean_text (const char *text)
{
  g_autofree char *line = NULL;

  if (text == NULL || *text == '\0')
    return NULL;

  line = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_USER_CHARS));
  for (char *c = line; *c != '\0'; c++)
    {
      if (g_ascii_iscntrl (*c))
        *c = ' ';
    }
  g_strstrip (line);

  return *line != '\0' ? g_steal_pointer (&line) : NULL;
}

void
engine_account_file_set_user (EngineAccountFile *self, CantoUser *user)
{
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (ENGINE_IS_ACCOUNT_FILE (self));

  if (user != NULL)
    {
      /* 9.1: all may be absent. */
      const char *email = canto_user_get_email (user);

      id = clean_text (canto_user_get_id (user) != NULL ? canto_user_get_id (user) : email);
      name = clean_text (canto_user_get_name (user));
      if (name == NULL)
        name = clean_text (email);
    }
  if (g_strcmp0 (id, self->user_id) == 0 && g_strcmp0 (name, self->user_name) == 0)
    return;

  g_free (self->user_id);
  g_free (self->user_name);
  self->user_id = g_steal_pointer (&id);
  self->user_name = g_steal_pointer (&name);
  self->user_is_new = TRUE;
  engine_account_file_emit_changed (self);
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
  g_autoptr (CantoAccount) account = NULL;
  g_autoptr (GKeyFile) effective = NULL;

  g_return_if_fail (ENGINE_IS_ACCOUNT_FILE (self));
  g_return_if_fail (ENGINE_IS_ACCOUNT_FILE (other));
  g_return_if_fail (other->account != NULL);

  effective = engine_account_keys_copy (other->effective);
  account = read_with_profile (self, effective, NULL);
  if (account == NULL)
    account = g_object_ref (other->account);
  if (self->account == NULL
      || !g_str_equal (canto_account_get_id (self->account), canto_account_get_id (account)))
    engine_account_file_set_user (self, NULL);

  g_clear_pointer (&self->keys, g_key_file_unref);
  g_clear_pointer (&self->effective, g_key_file_unref);
  g_clear_pointer (&self->app_secret, canto_secret_unref);
  g_clear_error (&self->error);
  self->keys = engine_account_keys_copy (other->keys);
  self->effective = g_steal_pointer (&effective);
  self->app_secret = other->app_secret != NULL ? canto_secret_ref (other->app_secret) : NULL;
  /* That is for the keyring. */
  g_key_file_remove_key (self->keys, ENGINE_ACCOUNT_GROUP, "app-secret", NULL);
  g_set_object (&self->account, account);
  engine_account_file_take_root_folder (self, other->root_folder);
  engine_account_file_emit_changed (self);
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

/* What stands in the file for links, and is left there: it is no question of the form. */
static void
keep_delivery (EngineAccountFile *self, GKeyFile *keys)
{
  static const char *const names[] = { "mdc-host", "mdc-account", "mdc-master-px" };

  /* What is wrong there must not be in the way of what she types now. */
  for (gsize i = 0; self->account != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = engine_account_file_dup_preset (self, names[i]);

      if (value != NULL)
        g_key_file_set_string (keys, ENGINE_ACCOUNT_GROUP, names[i], value);
    }
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
  keep_delivery (self, keys);
  if (self->policy != NULL)
    engine_policy_apply (self->policy, keys);
  account = read_with_profile (self, keys, error);
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
