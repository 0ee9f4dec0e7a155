/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-folder-index.h"

#include "catalog-branch.h"

#include <string.h>

#define MAX_AGE_US (5 * 60 * G_USEC_PER_SEC)

/* One folder or album. */
typedef struct
{
  CantoNode *node;
  char *path; /* of what it is in, for people: "Travel / Sea"; empty at the top */
  char *folded_name;
  char *folded_path; /* with the name */
} Entry;

struct _CatalogFolderIndex
{
  GObject parent_instance;

  /* Owned. */
  CatalogSource *source;
  char *folder_id;
  GPtrArray *entries; /* (nullable) (element-type Entry): immutable; NULL until the tree has come */
  GPtrArray *waiting; /* (element-type GTask): for the tree */
  GCancellable *cancellable;

  /* State. */
  gint64 loaded_at_us;
  gboolean is_loading;
};

G_DEFINE_FINAL_TYPE (CatalogFolderIndex, catalog_folder_index, G_TYPE_OBJECT)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  canto_node_unref (entry->node);
  g_free (entry->path);
  g_free (entry->folded_name);
  g_free (entry->folded_path);
  g_free (entry);
}

/* Reading the tree, on a worker */

static char *
join_path (const char *path, const char *name)
{
  return *path != '\0' ? g_strconcat (path, " / ", name, NULL) : g_strdup (name);
}

static void
add_entry (GPtrArray *entries, CantoNode *node, const char *path)
{
  Entry *entry = g_new0 (Entry, 1);
  g_autofree char *whole = join_path (path, canto_node_get_name (node));

  entry->node = canto_node_ref (node);
  entry->path = g_strdup (path);
  entry->folded_name = g_utf8_casefold (canto_node_get_name (node), -1);
  entry->folded_path = g_utf8_casefold (whole, -1);
  g_ptr_array_add (entries, entry);
}

/* A level that is being read: how far, and what its nodes are in. */
typedef struct
{
  GPtrArray *nodes;
  guint next;
  char *path;
} Level;

static void
clear_level (gpointer data)
{
  g_free (((Level *) data)->path);
}

/* Each folder right before what is in it; not by recursion, for a tree may be deep (8.5). */
static void
index_tree (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  Level level = { task_data, 0, g_strdup ("") };

  g_array_set_clear_func (levels, clear_level);
  g_array_append_val (levels, level);
  while (levels->len > 0)
    {
      Level *current = &g_array_index (levels, Level, levels->len - 1);
      CantoNode *node;
      GPtrArray *children;

      if (current->next >= current->nodes->len)
        {
          g_array_set_size (levels, levels->len - 1);
          continue;
        }
      node = g_ptr_array_index (current->nodes, current->next++);
      add_entry (entries, node, current->path);
      children = canto_node_get_children (node);
      if (children != NULL && children->len > 0)
        {
          level = (Level){ children, 0, join_path (current->path, canto_node_get_name (node)) };
          g_array_append_val (levels, level);
        }
    }

  g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
}

/* Looking through it, on a worker */

/* One question; the data of its task. */
typedef struct
{
  GPtrArray *entries;
  char *text;
  guint max_found;
} Question;

static void
question_free (Question *question)
{
  g_clear_pointer (&question->entries, g_ptr_array_unref);
  g_free (question->text);
  g_free (question);
}

typedef struct
{
  GPtrArray *entries; /* that all entries of the others belong to */
  GPtrArray *found;   /* (element-type Entry): borrowed from it */
  guint n_found;
} Answer;

static void
answer_free (Answer *answer)
{
  g_ptr_array_unref (answer->found);
  g_ptr_array_unref (answer->entries);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gboolean
matches (const Entry *entry, char **words, guint n_words)
{
  for (guint i = 0; i + 1 < n_words; i++)
    {
      if (strstr (entry->folded_path, words[i]) == NULL)
        return FALSE;
    }

  return n_words > 0 && strstr (entry->folded_name, words[n_words - 1]) != NULL;
}

static char **
split_words (const char *folded)
{
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n/", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] != '\0')
        g_strv_builder_add (words, parts[i]);
    }

  return g_strv_builder_end (words);
}

static void
find (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Question *question = task_data;
  g_autofree char *folded = g_strstrip (g_utf8_casefold (question->text, -1));
  g_auto (GStrv) words = split_words (folded);
  guint n_words = g_strv_length (words);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  Answer *answer = g_new0 (Answer, 1);

  answer->entries = g_ptr_array_ref (question->entries);
  answer->found = g_ptr_array_new ();
  for (guint i = 0; i < question->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (question->entries, i);
      gboolean is_start;

      if (!matches (entry, words, n_words))
        continue;
      is_start = g_str_has_prefix (entry->folded_name, folded);
      answer->n_found++;
      if (is_start && answer->found->len < question->max_found)
        g_ptr_array_add (answer->found, entry);
      else if (others->len < question->max_found)
        g_ptr_array_add (others, entry);
    }
  for (guint i = 0; i < others->len && answer->found->len < question->max_found; i++)
    g_ptr_array_add (answer->found, others->pdata[i]);

  g_task_return_pointer (task, answer, (GDestroyNotify) answer_free);
}

static void
run (CatalogFolderIndex *self, GTask *task)
{
  Question *question = g_task_get_task_data (task);

  question->entries = g_ptr_array_ref (self->entries);
  g_task_run_in_thread (task, find);
}

/* Loading */

static void
drop_entries (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_ptr_array_unref (task_data);
  g_task_return_boolean (task, TRUE);
}

/* A large tree takes longer to free than a frame has. */
static void
drop_on_worker (GPtrArray *entries)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, drop_on_worker);
  g_task_set_task_data (task, entries, NULL);
  g_task_run_in_thread (task, drop_entries);
}

static GPtrArray *
steal_waiting (CatalogFolderIndex *self)
{
  GPtrArray *waiting = self->waiting;

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);

  return waiting;
}

static void
fail_waiting (CatalogFolderIndex *self, const GError *error)
{
  g_autoptr (GPtrArray) waiting = steal_waiting (self);

  self->is_loading = FALSE;
  for (guint i = 0; i < waiting->len; i++)
    g_task_return_error (waiting->pdata[i], g_error_copy (error));
}

static void
tree_indexed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CatalogFolderIndex *self = CATALOG_FOLDER_INDEX (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  GPtrArray *entries = g_task_propagate_pointer (G_TASK (result), &error);

  if (entries == NULL)
    {
      fail_waiting (self, error);
      return;
    }

  g_clear_pointer (&self->entries, drop_on_worker);
  self->entries = entries;
  self->loaded_at_us = g_get_monotonic_time ();
  self->is_loading = FALSE;
  waiting = steal_waiting (self);
  for (guint i = 0; i < waiting->len; i++)
    run (self, waiting->pdata[i]);
}

static void
tree_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CatalogFolderIndex) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  GPtrArray *nodes = catalog_source_load_tree_finish (CATALOG_SOURCE (object), result, &error);

  if (nodes == NULL)
    {
      fail_waiting (self, error);
      return;
    }

  task = g_task_new (self, self->cancellable, tree_indexed, NULL);
  g_task_set_source_tag (task, tree_loaded);
  g_task_set_task_data (task, nodes, (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, index_tree);
}

static gboolean
is_fresh (CatalogFolderIndex *self)
{
  return self->entries != NULL && g_get_monotonic_time () - self->loaded_at_us < MAX_AGE_US;
}

void
catalog_folder_index_find_async (CatalogFolderIndex *self,
                                 const char *text,
                                 guint max_found,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  g_return_if_fail (CATALOG_IS_FOLDER_INDEX (self));
  g_return_if_fail (text != NULL);

  question = g_new0 (Question, 1);
  question->text = g_strdup (text);
  question->max_found = max_found;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, catalog_folder_index_find_async);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);

  if (is_fresh (self))
    {
      run (self, task);
      return;
    }

  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (self->is_loading)
    return;
  self->is_loading = TRUE;
  catalog_source_load_tree_async (self->source, self->folder_id, self->cancellable, tree_loaded,
                                  g_object_ref (self));
}

GPtrArray *
catalog_folder_index_find_finish (CatalogFolderIndex *self,
                                  GAsyncResult *result,
                                  guint *n_found,
                                  GError **error)
{
  g_autoptr (Answer) answer = NULL;
  GPtrArray *branches;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return NULL;

  branches = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < answer->found->len; i++)
    {
      const Entry *entry = answer->found->pdata[i];

      g_ptr_array_add (branches, catalog_branch_new_found (self->source, entry->node, entry->path));
    }
  *n_found = answer->n_found;

  return branches;
}

/* GObject */

static void
catalog_folder_index_finalize (GObject *object)
{
  CatalogFolderIndex *self = CATALOG_FOLDER_INDEX (object);

  g_clear_object (&self->source);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->entries, drop_on_worker);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_free (self->folder_id);

  G_OBJECT_CLASS (catalog_folder_index_parent_class)->finalize (object);
}

static void
catalog_folder_index_class_init (CatalogFolderIndexClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = catalog_folder_index_finalize;
}

static void
catalog_folder_index_init (CatalogFolderIndex *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

CatalogFolderIndex *
catalog_folder_index_new (CatalogSource *source, const char *folder_id)
{
  CatalogFolderIndex *self;

  g_return_val_if_fail (CATALOG_IS_SOURCE (source), NULL);

  self = g_object_new (CATALOG_TYPE_FOLDER_INDEX, NULL);
  self->source = g_object_ref (source);
  self->folder_id = g_strdup (folder_id);

  return self;
}

void
catalog_folder_index_stop (CatalogFolderIndex *self)
{
  g_return_if_fail (CATALOG_IS_FOLDER_INDEX (self));

  g_cancellable_cancel (self->cancellable);
}
