/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-account-file.h"

#include "canto-error.h"

#include "descant-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define GROUP "Account"

struct _EngineAccountFile
{
  GObject parent_instance;

  /* Owned. */
  GFile *file;
  GKeyFile *keys;
  char *root_folder; /* (nullable) */
  CantoAccount *account;
  CantoSecret *app_secret;

  /* State. */
  gboolean is_broken; /* what is on the disk could not be read */
};

G_DEFINE_FINAL_TYPE (EngineAccountFile, engine_account_file, G_TYPE_OBJECT)

typedef enum
{
  PROP_FILE = 1,
  N_PROPS,
} EngineAccountFileProperty;

static GParamSpec *props[N_PROPS];

/* Reading */

static gboolean
read_number (GKeyFile *keys, const char *key, guint *number, GError **error)
{
  g_autofree char *text = g_key_file_get_string (keys, GROUP, key, NULL);
  guint64 value = 0;

  *number = 0;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &value, NULL))
    {
      /* Translators: a key of the account file, as "page-size", and its value */
      g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT, _ ("%s is no whole number: %s"),
                   key, text);
      return FALSE;
    }
  *number = (guint) value;

  return TRUE;
}

static gboolean
read_word (GKeyFile *keys, const char *key, const char *const *words, guint *index, GError **error)
{
  g_autofree char *text = g_key_file_get_string (keys, GROUP, key, NULL);

  *index = 0;
  if (text == NULL)
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (text, words[i]) != 0)
        continue;
      *index = i;
      return TRUE;
    }
  /* Translators: a key of the account file, as "oauth-family", and its value */
  g_set_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT, _ ("%s cannot be: %s"), key, text);

  return FALSE;
}

static gboolean
is_account (const CantoAccountOptions *options)
{
  g_autoptr (CantoAccount) account = canto_account_new (options, NULL);

  return account != NULL;
}

/* The account does not know what its values are called here: so one after the other is taken away
 * until the rest is right. */
static const char *
find_wrong_key (CantoAccountOptions options)
{
  options.root_folder = NULL;
  if (is_account (&options))
    return "root-folder";
  options.time_zone = NULL;
  if (is_account (&options))
    return "tenant-time-zone";
  options.redirect_uri = NULL;
  if (is_account (&options))
    return "redirect-uri";
  options.app_id = "app-id";
  if (is_account (&options))
    return "app-id";
  options.region = "canto.com";
  if (is_account (&options))
    return "region";

  return options.loopback_base != NULL ? "loopback-base" : "tenant";
}

static CantoAccount *
read_account (GKeyFile *keys, GError **error)
{
  static const char *const families[] = { "plain", "compatible", "universal", NULL };
  static const char *const pkces[] = { "none", "S256", "plain", NULL };
  g_autofree char *tenant = g_key_file_get_string (keys, GROUP, "tenant", NULL);
  g_autofree char *region = g_key_file_get_string (keys, GROUP, "region", NULL);
  g_autofree char *app_id = g_key_file_get_string (keys, GROUP, "app-id", NULL);
  g_autofree char *redirect_uri = g_key_file_get_string (keys, GROUP, "redirect-uri", NULL);
  g_autofree char *loopback_base = g_key_file_get_string (keys, GROUP, "loopback-base", NULL);
  g_autofree char *time_zone = g_key_file_get_string (keys, GROUP, "tenant-time-zone", NULL);
  g_autofree char *expiry_field = g_key_file_get_string (keys, GROUP, "expiry-field", NULL);
  g_autofree char *root_folder = g_key_file_get_string (keys, GROUP, "root-folder", NULL);
  CantoAccountOptions options = { 0 };
  CantoAccount *account;
  guint family, pkce;

  if (!read_word (keys, "oauth-family", families, &family, error)
      || !read_word (keys, "oauth-pkce", pkces, &pkce, error)
      || !read_number (keys, "calls-per-minute", &options.calls_per_minute, error)
      || !read_number (keys, "page-size", &options.page_size, error)
      || !read_number (keys, "page-depth", &options.page_depth, error))
    return NULL;

  options.address = tenant;
  options.region = region;
  options.app_id = app_id;
  options.redirect_uri = redirect_uri;
  options.loopback_base = loopback_base;
  options.oauth_family = (CantoOAuthFamily) family;
  options.pkce = (CantoPkce) pkce;
  options.time_zone = time_zone;
  options.root_folder = root_folder;
  options.expiry_field = expiry_field;

  account = canto_account_new (&options, error);
  if (account == NULL)
    g_prefix_error (error, "%s: ", find_wrong_key (options));

  return account;
}

static void
take_root_folder (EngineAccountFile *self, const char *folder_id)
{
  g_autofree char *before G_GNUC_UNUSED = g_steal_pointer (&self->root_folder);

  self->root_folder = g_strdup (folder_id);
}

static gboolean
take_contents (EngineAccountFile *self, const char *contents, gsize length, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *secret = NULL;

  if (!g_key_file_load_from_data (keys, contents, length, G_KEY_FILE_KEEP_COMMENTS, error))
    return FALSE;

  if (g_key_file_has_group (keys, GROUP))
    {
      g_autoptr (CantoAccount) account = read_account (keys, error);

      if (account == NULL)
        return FALSE;
      g_set_object (&self->account, account);
      take_root_folder (self, canto_account_get_root_folder (account));
      secret = g_key_file_get_string (keys, GROUP, "app-secret", NULL);
    }

  if (secret != NULL && *secret != '\0')
    {
      g_clear_pointer (&self->app_secret, canto_secret_unref);
      self->app_secret = canto_secret_new (secret);
      explicit_bzero (secret, strlen (secret));
    }
  g_clear_pointer (&self->keys, g_key_file_unref);
  self->keys = g_steal_pointer (&keys);

  return TRUE;
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
        g_task_return_boolean (task, TRUE);
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
      g_key_file_remove_key (self->keys, GROUP, "root-folder", NULL);
      take_root_folder (self, NULL);
    }
  g_set_object (&self->account, account);
  g_key_file_set_string (self->keys, GROUP, "tenant", canto_account_get_tenant_host (account));
  g_key_file_set_string (self->keys, GROUP, "app-id", canto_account_get_app_id (account));
  g_key_file_set_string (self->keys, GROUP, "redirect-uri",
                         canto_account_get_redirect_uri (account));
  g_key_file_remove_key (self->keys, GROUP, "loopback-base", NULL);
  g_key_file_remove_key (self->keys, GROUP, "region", NULL);

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
  if (self->keys == NULL || !g_key_file_has_group (self->keys, GROUP))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (folder_id != NULL)
    g_key_file_set_string (self->keys, GROUP, "root-folder", folder_id);
  else
    g_key_file_remove_key (self->keys, GROUP, "root-folder", NULL);
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
  g_clear_object (&self->account);
  g_clear_pointer (&self->root_folder, g_free);
  g_clear_pointer (&self->keys, g_key_file_unref);
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
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
engine_account_file_init (EngineAccountFile *self)
{
}

EngineAccountFile *
engine_account_file_new (GFile *file)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return g_object_new (ENGINE_TYPE_ACCOUNT_FILE, "file", file, NULL);
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
