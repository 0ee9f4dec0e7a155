/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-accounts.h"

#include "engine-account-file-private.h"

#include <string.h>

#define FIRST  "accounts.conf"
#define FOLDER "accounts"

struct _EngineAccounts
{
  GObject parent_instance;

  /* Owned. */
  GFile *folder;
  EnginePolicy *policy;     /* (nullable) */
  EngineAccountFile *first; /* in the list or not */
  GPtrArray *all;    /* (element-type EngineAccountFile): of all files but the first, by name */
  GListStore *shown; /* of EngineAccountFile */
};

static void engine_accounts_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EngineAccounts,
                               engine_accounts,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      engine_accounts_model_init))

static GType
engine_accounts_get_item_type (GListModel *model)
{
  return ENGINE_TYPE_ACCOUNT_FILE;
}

static guint
engine_accounts_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ENGINE_ACCOUNTS (model)->shown));
}

static gpointer
engine_accounts_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (ENGINE_ACCOUNTS (model)->shown), position);
}

static void
engine_accounts_model_init (GListModelInterface *iface)
{
  iface->get_item_type = engine_accounts_get_item_type;
  iface->get_n_items = engine_accounts_get_n_items;
  iface->get_item = engine_accounts_get_item;
}

/* The list */

/* (transfer none) (nullable): what has the id of @file before it in the list */
static gboolean
is_double (GPtrArray *files, EngineAccountFile *file)
{
  CantoAccount *account = engine_account_file_get_account (file);

  for (guint i = 0; account != NULL && i < files->len; i++)
    {
      CantoAccount *other = engine_account_file_get_account (files->pdata[i]);

      if (other != NULL
          && g_str_equal (canto_account_get_id (other), canto_account_get_id (account)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_shown (EngineAccountFile *file)
{
  return engine_account_file_get_account (file) != NULL
         || engine_account_file_get_error (file) != NULL;
}

/* Each file is told what the others have, for what it is to become. */
static void
tell_taken (EngineAccounts *self, EngineAccountFile *file)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) taken_ids = NULL;
  g_auto (GStrv) taken_names = NULL;
  guint n_files = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  for (guint i = 0; i < n_files; i++)
    {
      g_autoptr (EngineAccountFile) other = g_list_model_get_item (G_LIST_MODEL (self->shown), i);
      CantoAccount *account = engine_account_file_get_account (other);

      if (other != file && account != NULL)
        g_strv_builder_add (ids, canto_account_get_id (account));
    }
  for (guint i = 0; i < self->all->len; i++)
    g_strv_builder_add (names, engine_account_file_get_name (self->all->pdata[i]));
  taken_ids = g_strv_builder_end (ids);
  taken_names = g_strv_builder_end (names);
  engine_account_file_set_taken (file, (const char *const *) taken_ids,
                                 (const char *const *) taken_names);
}

/* Only what is different: whoever shows the list keeps its rows. */
static void
show_files (EngineAccounts *self, GPtrArray *files)
{
  GListModel *model = G_LIST_MODEL (self->shown);
  guint n_before = g_list_model_get_n_items (model);
  guint n_same = 0;

  while (n_same < n_before && n_same < files->len)
    {
      g_autoptr (EngineAccountFile) file = g_list_model_get_item (model, n_same);

      if (file != files->pdata[n_same])
        break;
      n_same++;
    }
  if (n_same < n_before || n_same < files->len)
    g_list_store_splice (self->shown, n_same, n_before - n_same, files->pdata + n_same,
                         files->len - n_same);
}

static void
update (EngineAccounts *self)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  if (is_shown (self->first))
    g_ptr_array_add (files, self->first);
  for (guint i = 0; i < self->all->len; i++)
    {
      if (is_shown (self->all->pdata[i]) && !is_double (files, self->all->pdata[i]))
        g_ptr_array_add (files, self->all->pdata[i]);
    }

  show_files (self, files);
  tell_taken (self, self->first);
  for (guint i = 0; i < self->all->len; i++)
    tell_taken (self, self->all->pdata[i]);
}

/* Loading */

/* The data of the task. */
typedef struct
{
  GPtrArray *files; /* (element-type EngineAccountFile): that are there, but for the first */
  guint n_left;     /* that are not read yet */
} LoadSteps;

static void
load_steps_free (LoadSteps *steps)
{
  g_clear_pointer (&steps->files, g_ptr_array_unref);
  g_free (steps);
}

static void
file_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  EngineAccountFile *file = ENGINE_ACCOUNT_FILE (object);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineAccounts *self = g_task_get_source_object (task);
  LoadSteps *steps = g_task_get_task_data (task);

  /* The file keeps its error. */
  engine_account_file_load_finish (file, result, NULL);
  if (--steps->n_left > 0 || g_task_return_error_if_cancelled (task))
    return;

  g_ptr_array_unref (self->all);
  self->all = g_steal_pointer (&steps->files);
  update (self);
  g_task_return_boolean (task, TRUE);
}

/* (transfer full) */
static EngineAccountFile *
dup_file (EngineAccounts *self, const char *basename)
{
  g_autofree char *name = g_strconcat (FOLDER "/", basename, NULL);
  g_autoptr (GFile) place = NULL;
  EngineAccountFile *file;

  for (guint i = 0; i < self->all->len; i++)
    {
      if (g_strcmp0 (engine_account_file_get_name (self->all->pdata[i]), name) == 0)
        return g_object_ref (self->all->pdata[i]);
    }

  place = g_file_resolve_relative_path (self->folder, name);
  file = engine_account_file_new (place, self->policy);
  engine_account_file_set_name (file, name);

  return file;
}

static void
read_files (GTask *task, char **basenames)
{
  EngineAccounts *self = g_task_get_source_object (task);
  LoadSteps *steps = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  for (guint i = 0; basenames[i] != NULL; i++)
    g_ptr_array_add (steps->files, dup_file (self, basenames[i]));
  steps->n_left = steps->files->len + 1;
  engine_account_file_load_async (self->first, cancellable, file_loaded, g_object_ref (task));
  for (guint i = 0; i + 1 < steps->n_left; i++)
    engine_account_file_load_async (steps->files->pdata[i], cancellable, file_loaded,
                                    g_object_ref (task));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full): the names of the files, sorted */
static char **
list_names (const char *path, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) own_error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &own_error);
  const char *name;

  if (dir == NULL && !g_error_matches (own_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return NULL;
    }
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".conf") && *name != '.' && g_utf8_validate (name, -1, NULL))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_steal (names, NULL);
}

static void
list_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  char **names = list_names (task_data, &error);

  if (names != NULL)
    g_task_return_pointer (task, names, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
names_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  g_auto (GStrv) names = g_task_propagate_pointer (G_TASK (result), &error);

  if (names != NULL)
    read_files (task, names);
  else
    g_task_return_error (task, error);
}

void
engine_accounts_load_async (EngineAccounts *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) listing = NULL;
  LoadSteps *steps;

  g_return_if_fail (ENGINE_IS_ACCOUNTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_accounts_load_async);
  steps = g_new0 (LoadSteps, 1);
  steps->files = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, steps, (GDestroyNotify) load_steps_free);

  folder = g_file_get_child (self->folder, FOLDER);
  listing = g_task_new (self, cancellable, names_listed, g_steal_pointer (&task));
  g_task_set_source_tag (listing, engine_accounts_load_async);
  g_task_set_task_data (listing, g_file_get_path (folder), g_free);
  g_task_run_in_thread (listing, list_on_worker);
}

gboolean
engine_accounts_load_finish (EngineAccounts *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Finding */

EngineAccountFile *
engine_accounts_find (EngineAccounts *self, const char *name)
{
  g_return_val_if_fail (ENGINE_IS_ACCOUNTS (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++)
    {
      g_autoptr (EngineAccountFile) file = g_list_model_get_item (G_LIST_MODEL (self->shown), i);

      if (g_strcmp0 (engine_account_file_get_name (file), name) == 0)
        return file;
    }

  return NULL;
}

static gboolean
is_same_key (CantoAccount *account, CantoAccount *other)
{
  return g_str_equal (canto_account_get_tenant_host (account),
                      canto_account_get_tenant_host (other))
         && g_str_equal (canto_account_get_app_id (account), canto_account_get_app_id (other));
}

EngineAccountFile *
engine_accounts_find_account (EngineAccounts *self, CantoAccount *account)
{
  g_return_val_if_fail (ENGINE_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (CANTO_IS_ACCOUNT (account), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++)
    {
      g_autoptr (EngineAccountFile) file = g_list_model_get_item (G_LIST_MODEL (self->shown), i);
      CantoAccount *other = engine_account_file_get_account (file);

      if (other != NULL && is_same_key (account, other))
        return file;
    }

  return NULL;
}

EngineAccountFile *
engine_accounts_find_same (EngineAccounts *self, EngineAccountFile *file)
{
  CantoAccount *account;
  const char *user_id;

  g_return_val_if_fail (ENGINE_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (ENGINE_IS_ACCOUNT_FILE (file), NULL);

  account = engine_account_file_get_account (file);
  user_id = engine_account_file_get_user_id (file);
  if (account == NULL || user_id == NULL)
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++)
    {
      g_autoptr (EngineAccountFile) other = g_list_model_get_item (G_LIST_MODEL (self->shown), i);
      CantoAccount *other_account = engine_account_file_get_account (other);

      if (other != file && other_account != NULL && is_same_key (account, other_account)
          && g_strcmp0 (engine_account_file_get_user_id (other), user_id) == 0)
        return other;
    }

  return NULL;
}

/* More and fewer */

gboolean
engine_accounts_can_add (EngineAccounts *self)
{
  g_return_val_if_fail (ENGINE_IS_ACCOUNTS (self), FALSE);

  return self->policy == NULL || engine_policy_allows_more (self->policy)
         || g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0;
}

EngineAccountFile *
engine_accounts_make_file (EngineAccounts *self)
{
  g_autoptr (GFile) folder = NULL;
  EngineAccountFile *file;

  g_return_val_if_fail (ENGINE_IS_ACCOUNTS (self), NULL);

  /* Who has one account has one file, where it always was. */
  if (!is_shown (self->first))
    return g_object_ref (self->first);

  folder = g_file_get_child (self->folder, FOLDER);
  file = engine_account_file_new_in (folder, self->policy);
  engine_account_file_clear (file);
  tell_taken (self, file);

  return file;
}

void
engine_accounts_add (EngineAccounts *self, EngineAccountFile *file)
{
  g_return_if_fail (ENGINE_IS_ACCOUNTS (self));
  g_return_if_fail (ENGINE_IS_ACCOUNT_FILE (file));

  if (file != self->first && !g_ptr_array_find (self->all, file, NULL))
    g_ptr_array_add (self->all, g_object_ref (file));
  update (self);
}

static void
file_removed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  EngineAccountFile *file = ENGINE_ACCOUNT_FILE (object);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  EngineAccounts *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!engine_account_file_remove_finish (file, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_remove (self->all, file);
  update (self);
  g_task_return_boolean (task, TRUE);
}

void
engine_accounts_remove_async (EngineAccounts *self,
                              EngineAccountFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ENGINE_IS_ACCOUNTS (self));
  g_return_if_fail (ENGINE_IS_ACCOUNT_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_accounts_remove_async);
  engine_account_file_remove_async (file, cancellable, file_removed, g_steal_pointer (&task));
}

gboolean
engine_accounts_remove_finish (EngineAccounts *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* GObject */

static void
engine_accounts_finalize (GObject *object)
{
  EngineAccounts *self = ENGINE_ACCOUNTS (object);

  g_clear_object (&self->folder);
  g_clear_object (&self->policy);
  g_clear_object (&self->first);
  g_clear_object (&self->shown);
  g_ptr_array_unref (self->all);

  G_OBJECT_CLASS (engine_accounts_parent_class)->finalize (object);
}

static void
engine_accounts_class_init (EngineAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = engine_accounts_finalize;
}

static void
engine_accounts_init (EngineAccounts *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_list_store_new (ENGINE_TYPE_ACCOUNT_FILE);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           self, G_CONNECT_SWAPPED);
}

EngineAccounts *
engine_accounts_new (GFile *folder, EnginePolicy *policy)
{
  EngineAccounts *self;
  g_autoptr (GFile) first = NULL;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);
  g_return_val_if_fail (policy == NULL || ENGINE_IS_POLICY (policy), NULL);

  self = g_object_new (ENGINE_TYPE_ACCOUNTS, NULL);
  self->folder = g_object_ref (folder);
  self->policy = policy != NULL ? g_object_ref (policy) : NULL;
  first = g_file_get_child (folder, FIRST);
  self->first = engine_account_file_new (first, policy);
  engine_account_file_set_name (self->first, FIRST);

  return self;
}

EnginePolicy *
engine_accounts_get_policy (EngineAccounts *self)
{
  g_return_val_if_fail (ENGINE_IS_ACCOUNTS (self), NULL);

  return self->policy;
}
