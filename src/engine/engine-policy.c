/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "engine-policy.h"

#include "canto-error.h"
#include "engine-account-keys-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MORE_ACCOUNTS "more-accounts"
#define OWN_PRESETS   "own-presets"

struct _EnginePolicy
{
  GObject parent_instance;

  /* Owned. */
  char **folders;
  GKeyFile *keys; /* (nullable): nothing is laid down */
  char **locked;  /* (nullable) */
};

G_DEFINE_FINAL_TYPE (EnginePolicy, engine_policy, G_TYPE_OBJECT)

/* Reading */

static gboolean
check_boolean (GKeyFile *keys, const char *key, GError **error)
{
  g_autofree char *text = g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, key, NULL);

  if (text == NULL || g_str_equal (text, "true") || g_str_equal (text, "false"))
    return TRUE;

  /* Translators: a key of the account file, as "oauth-family", and its value */
  g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT, _ ("%s cannot be: %s"), key, text);

  return FALSE;
}

/* What is wrong with it, beside the values. */
static gboolean
check_keys (GKeyFile *keys, char **locked, GError **error)
{
  g_autoptr (CantoAccount) account = NULL;

  if (g_key_file_has_key (keys, ENGINE_ACCOUNT_GROUP, "loopback-base", NULL))
    {
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                   /* Translators: a key of the account file */
                   _ ("%s may stand in a person's own file alone."), "loopback-base");
      return FALSE;
    }
  if (!check_boolean (keys, MORE_ACCOUNTS, error) || !check_boolean (keys, OWN_PRESETS, error))
    return FALSE;
  for (guint i = 0; locked != NULL && locked[i] != NULL; i++)
    {
      if (g_key_file_has_key (keys, ENGINE_ACCOUNT_GROUP, locked[i], NULL)
          && engine_account_keys_is_known (locked[i]))
        continue;
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT,
                   /* Translators: what an administrator wants to lock, a key of the account file */
                   _ ("%s is locked, but has no value."), locked[i]);
      return FALSE;
    }

  account = engine_account_keys_complete (keys, error);

  return account != NULL;
}

/* (transfer full) (nullable) */
static char **
read_locked (GKeyFile *keys)
{
  char **locked = g_key_file_get_string_list (keys, ENGINE_ACCOUNT_GROUP, "locked", NULL, NULL);
  g_autoptr (GKeyFile) values = NULL;

  if (locked == NULL || !g_strv_contains ((const char *const *) locked, "all"))
    return locked;

  g_strfreev (locked);
  values = engine_account_keys_copy (keys);
  g_key_file_remove_key (values, ENGINE_ACCOUNT_GROUP, "locked", NULL);
  g_key_file_remove_key (values, ENGINE_ACCOUNT_GROUP, MORE_ACCOUNTS, NULL);
  g_key_file_remove_key (values, ENGINE_ACCOUNT_GROUP, OWN_PRESETS, NULL);

  return g_key_file_get_keys (values, ENGINE_ACCOUNT_GROUP, NULL, NULL);
}

/* NULL without an error: there is no file. (transfer full) */
static GKeyFile *
read_file (const char *path, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GError) own_error = NULL;

  if (g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, &own_error))
    return g_steal_pointer (&keys);

  if (!g_error_matches (own_error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
      && !g_error_matches (own_error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
    g_propagate_prefixed_error (error, g_steal_pointer (&own_error), "%s: ", path);

  return NULL;
}

static void
read_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  EnginePolicy *self = source;
  GKeyFile *keys = NULL;
  GError *error = NULL;

  for (guint i = 0; self->folders[i] != NULL && keys == NULL && error == NULL; i++)
    {
      g_autofree char *path = g_build_filename (self->folders[i], "descant", "account.conf", NULL);
      g_auto (GStrv) locked = NULL;

      keys = read_file (path, &error);
      if (keys == NULL || !g_key_file_has_group (keys, ENGINE_ACCOUNT_GROUP))
        continue;
      locked = read_locked (keys);
      if (check_keys (keys, locked, &error))
        g_task_set_task_data (task, g_steal_pointer (&locked), (GDestroyNotify) g_strfreev);
      else
        g_prefix_error (&error, "%s: ", path);
    }

  if (error == NULL)
    {
      g_task_return_pointer (task, keys, (GDestroyNotify) g_key_file_unref);
      return;
    }
  g_clear_pointer (&keys, g_key_file_unref);
  g_task_return_error (task, error);
}

void
engine_policy_load_async (EnginePolicy *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENGINE_IS_POLICY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_policy_load_async);
  g_task_run_in_thread (task, read_on_worker);
}

gboolean
engine_policy_load_finish (EnginePolicy *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) own_error = NULL;
  GKeyFile *keys;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  keys = g_task_propagate_pointer (G_TASK (result), &own_error);
  if (own_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return FALSE;
    }

  g_clear_pointer (&self->keys, g_key_file_unref);
  g_clear_pointer (&self->locked, g_strfreev);
  self->keys = keys;
  self->locked = g_strdupv (g_task_get_task_data (G_TASK (result)));

  return TRUE;
}

gboolean
engine_policy_is_locked (EnginePolicy *self, const char *key)
{
  g_return_val_if_fail (ENGINE_IS_POLICY (self), FALSE);

  return self->locked != NULL && g_strv_contains ((const char *const *) self->locked, key);
}

static gboolean
allows (EnginePolicy *self, const char *key)
{
  return self->keys == NULL || !g_key_file_has_key (self->keys, ENGINE_ACCOUNT_GROUP, key, NULL)
         || g_key_file_get_boolean (self->keys, ENGINE_ACCOUNT_GROUP, key, NULL);
}

gboolean
engine_policy_allows_more (EnginePolicy *self)
{
  g_return_val_if_fail (ENGINE_IS_POLICY (self), TRUE);

  return allows (self, MORE_ACCOUNTS);
}

gboolean
engine_policy_allows_own_presets (EnginePolicy *self)
{
  g_return_val_if_fail (ENGINE_IS_POLICY (self), TRUE);

  return allows (self, OWN_PRESETS);
}

const char *const *
engine_policy_get_folders (EnginePolicy *self)
{
  g_return_val_if_fail (ENGINE_IS_POLICY (self), NULL);

  return (const char *const *) self->folders;
}

/* What would go before a value that is locked. */
static void
drop_detours (EnginePolicy *self, GKeyFile *keys)
{
  if (engine_policy_is_locked (self, "redirect-port"))
    g_key_file_remove_key (keys, ENGINE_ACCOUNT_GROUP, "redirect-uri", NULL);
  if (engine_policy_is_locked (self, "tenant") || engine_policy_is_locked (self, "region"))
    g_key_file_remove_key (keys, ENGINE_ACCOUNT_GROUP, "loopback-base", NULL);
}

void
engine_policy_apply (EnginePolicy *self, GKeyFile *keys)
{
  g_auto (GStrv) names = NULL;

  g_return_if_fail (ENGINE_IS_POLICY (self));

  drop_detours (self, keys);
  if (self->keys != NULL)
    names = g_key_file_get_keys (self->keys, ENGINE_ACCOUNT_GROUP, NULL, NULL);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *value = NULL;

      if (!engine_account_keys_is_known (names[i])
          || (!engine_policy_is_locked (self, names[i])
              && g_key_file_has_key (keys, ENGINE_ACCOUNT_GROUP, names[i], NULL)))
        continue;
      value = g_key_file_get_value (self->keys, ENGINE_ACCOUNT_GROUP, names[i], NULL);
      g_key_file_set_value (keys, ENGINE_ACCOUNT_GROUP, names[i], value);
    }
}

/* GObject */

static void
engine_policy_finalize (GObject *object)
{
  EnginePolicy *self = ENGINE_POLICY (object);

  g_strfreev (self->folders);
  g_clear_pointer (&self->keys, g_key_file_unref);
  g_strfreev (self->locked);

  G_OBJECT_CLASS (engine_policy_parent_class)->finalize (object);
}

static void
engine_policy_class_init (EnginePolicyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = engine_policy_finalize;
}

static void
engine_policy_init (EnginePolicy *self)
{
}

EnginePolicy *
engine_policy_new (const char *const *folders)
{
  EnginePolicy *self = g_object_new (ENGINE_TYPE_POLICY, NULL);

  self->folders = g_strdupv ((char **) (folders != NULL ? folders : g_get_system_config_dirs ()));

  return self;
}
