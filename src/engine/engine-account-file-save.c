/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing the file, or taking it off the disk. */

#include "engine-account-file-private.h"

#include "engine-account-keys-private.h"
#include "engine-folder-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

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
  /* From GLib 2.76 on, what takes the place of a file is as open as that was. */
  (void) g_chmod (path, 0600);

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

static void
write_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  gsize length;
  const char *contents = g_bytes_get_data (work->contents, &length);
  GError *error = NULL;

  /* What could not be read is somebody's work. */
  if (engine_folder_make_parent (work->path, &error)
      && (!work->keep_old || copy_file (work->path, &error))
      && write_file (work->path, contents, length, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_prefix_error (&error, "%s: ", work->path);
  g_task_return_error (task, error);
}

static void
remove_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *path = task_data;
  int saved_errno;

  if (g_unlink (path) == 0 || errno == ENOENT)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  saved_errno = errno;
  g_task_return_new_error (task, G_FILE_ERROR, (int) g_file_error_from_errno (saved_errno),
                           "%s: %s", path, g_strerror (saved_errno));
}

static Work *
work_new (EngineAccountFile *self)
{
  Work *work = g_new0 (Work, 1);
  gsize length;
  char *text = g_key_file_to_data (self->keys, &length, NULL);

  work->path = g_strdup (g_file_peek_path (self->file));
  work->contents = g_bytes_new_take (text, length);
  work->keep_old = self->is_broken;

  return work;
}

static void work_next (EngineAccountFile *self);

static gboolean
is_removal (GTask *task)
{
  return g_task_get_source_tag (task) == engine_account_file_remove_async;
}

/* What was to be written to a file that is not to be there any more. */
static void
drop_works (EngineAccountFile *self)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->works)) != NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

static void
worked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  EngineAccountFile *self = ENGINE_ACCOUNT_FILE (object);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;

  self->is_working = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      /* What is kept beside it is not to be replaced by what stands there now. */
      self->is_broken = FALSE;
      if (is_removal (task))
        {
          drop_works (self);
          engine_account_file_clear (self);
        }
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
  work_next (self);
}

/* One after the other, each with what is known by then: of two that are written at the same time
 * the older might be the last. */
static void
work_next (EngineAccountFile *self)
{
  g_autoptr (GTask) worker = NULL;
  GTask *task;

  if (self->is_working || g_queue_is_empty (&self->works))
    return;

  self->is_working = TRUE;
  task = g_queue_pop_head (&self->works);
  worker = g_task_new (self, NULL, worked, task);
  g_task_set_source_tag (worker, work_next);
  if (is_removal (task))
    {
      g_task_set_task_data (worker, g_file_get_path (self->file), g_free);
      g_task_run_in_thread (worker, remove_on_worker);
    }
  else
    {
      g_task_set_task_data (worker, work_new (self), work_free);
      g_task_run_in_thread (worker, write_on_worker);
    }
}

static void
queue_work (EngineAccountFile *self, GTask *task)
{
  g_queue_push_tail (&self->works, g_object_ref (task));
  work_next (self);
}

/* In place of a value that is no longer so. */
static void
set_or_remove (GKeyFile *keys, const char *key, const char *value)
{
  if (value != NULL)
    g_key_file_set_string (keys, ENGINE_ACCOUNT_GROUP, key, value);
  else
    g_key_file_remove_key (keys, ENGINE_ACCOUNT_GROUP, key, NULL);
}

static void
set_user_keys (EngineAccountFile *self)
{
  set_or_remove (self->keys, "user-id", self->user_id);
  set_or_remove (self->keys, "user-name", self->user_name);
  self->user_is_new = FALSE;
}

static gboolean
has_account_keys (EngineAccountFile *self)
{
  return self->keys != NULL && g_key_file_has_group (self->keys, ENGINE_ACCOUNT_GROUP);
}

/* Nothing is written for an account that is not the person's own, as that of the demo. */
static void
write_user (EngineAccountFile *self, GTask *task)
{
  if (!has_account_keys (self) || self->file == NULL || !self->user_is_new)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  set_user_keys (self);
  queue_work (self, task);
}

/* Of one that had none so far. */
static void
choose_place (EngineAccountFile *self, CantoAccount *account)
{
  const char *id = canto_account_get_id (account);
  g_autofree char *basename = g_strconcat (id, ".conf", NULL);
  g_autofree char *name = g_strconcat ("accounts/", basename, NULL);

  if (self->file != NULL)
    return;

  /* What could not be read is somebody's work. */
  for (guint i = 2;
       self->taken_names != NULL && g_strv_contains ((const char *const *) self->taken_names, name);
       i++)
    {
      g_free (basename);
      g_free (name);
      basename = g_strdup_printf ("%s-%u.conf", id, i);
      name = g_strconcat ("accounts/", basename, NULL);
    }
  self->file = g_file_get_child (self->folder, basename);
  self->name = g_steal_pointer (&name);
}

static void
set_account_keys (EngineAccountFile *self, CantoAccount *account)
{
  guint profile = canto_account_get_profile (account);
  g_autofree char *profile_text = profile > 1 ? g_strdup_printf ("%u", profile) : NULL;

  if (self->keys == NULL)
    self->keys = g_key_file_new ();
  /* Another library has other folders. */
  if (self->account != NULL
      && !g_str_equal (canto_account_get_tenant_host (self->account),
                       canto_account_get_tenant_host (account)))
    {
      set_or_remove (self->keys, "root-folder", NULL);
      engine_account_file_take_root_folder (self, NULL);
    }
  set_or_remove (self->keys, "tenant", canto_account_get_tenant_host (account));
  set_or_remove (self->keys, "app-id", canto_account_get_app_id (account));
  set_or_remove (self->keys, "redirect-uri", canto_account_get_redirect_uri (account));
  set_or_remove (self->keys, "profile", profile_text);
  set_or_remove (self->keys, "loopback-base", NULL);
  set_or_remove (self->keys, "region", NULL);
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
      write_user (self, task);
      return;
    }

  choose_place (self, account);
  set_account_keys (self, account);
  set_user_keys (self);
  g_set_object (&self->account, account);
  g_clear_error (&self->error);
  queue_work (self, task);
  engine_account_file_emit_changed (self);
}

void
engine_account_file_save_user_async (EngineAccountFile *self,
                                     CantoUser *user,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENGINE_IS_ACCOUNT_FILE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_account_file_save_user_async);
  engine_account_file_set_user (self, user);
  write_user (self, task);
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
  engine_account_file_take_root_folder (self, folder_id);
  if (!has_account_keys (self) || self->file == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  set_or_remove (self->keys, "root-folder", folder_id);
  queue_work (self, task);
}

/* (transfer full) (nullable) */
static char *
dup_stripped (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  return *stripped != '\0' ? g_steal_pointer (&stripped) : NULL;
}

/* @values: of the keys of 17.9, in their order */
static gboolean
set_delivery_keys (EngineAccountFile *self, const char *const values[3], GError **error)
{
  static const char *const names[] = { "mdc-host", "mdc-account", "mdc-master-px" };
  g_autoptr (GKeyFile) keys =
      self->keys != NULL ? engine_account_keys_copy (self->keys) : g_key_file_new ();
  g_autoptr (GKeyFile) effective = NULL;
  g_autoptr (CantoAccount) account = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = dup_stripped (values[i]);

      if (!engine_account_file_is_locked (self, names[i]))
        set_or_remove (keys, names[i], value);
    }
  effective = engine_account_keys_copy (keys);
  engine_account_keys_drop_hosts (effective);
  if (self->policy != NULL)
    engine_policy_apply (self->policy, effective);
  account = engine_account_keys_read (effective, FALSE, error);
  if (account == NULL)
    return FALSE;

  for (gsize i = 0; has_account_keys (self) && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = g_key_file_get_string (keys, ENGINE_ACCOUNT_GROUP, names[i], NULL);

      set_or_remove (self->keys, names[i], value);
    }
  g_clear_pointer (&self->effective, g_key_file_unref);
  self->effective = g_steal_pointer (&effective);
  g_set_object (&self->account, account);

  return TRUE;
}

void
engine_account_file_save_delivery_async (EngineAccountFile *self,
                                         const char *host,
                                         const char *number,
                                         const char *master_px,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  const char *const values[] = { host, number, master_px };
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (ENGINE_IS_ACCOUNT_FILE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_account_file_save_delivery_async);
  if (!set_delivery_keys (self, values, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (has_account_keys (self) && self->file != NULL)
    queue_work (self, task);
  else
    g_task_return_boolean (task, TRUE);
  engine_account_file_emit_changed (self);
}

gboolean
engine_account_file_save_finish (EngineAccountFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Removing */

void
engine_account_file_remove_async (EngineAccountFile *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENGINE_IS_ACCOUNT_FILE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_account_file_remove_async);
  if (self->file == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  queue_work (self, task);
}

gboolean
engine_account_file_remove_finish (EngineAccountFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
