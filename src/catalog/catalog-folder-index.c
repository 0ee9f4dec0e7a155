/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-folder-index.h"

#include "canto-error.h"
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
  CantoClock *clock;
  char *folder_id;
  GPtrArray *nodes;   /* (nullable) (element-type CantoNode): the tree as the service told it */
  GPtrArray *entries; /* (nullable) (element-type Entry): immutable; NULL until the tree has come */
  GPtrArray *waiting; /* (element-type GTask): for the tree */
  GCancellable *cancellable;

  /* State. */
  gint64 loaded_at_us;
  CantoScheme scheme; /* that is found; unknown: both */
  gboolean is_loading;
  gboolean is_old;     /* something has changed in the service since */
  gboolean is_changed; /* something is to be shown otherwise since */
};

G_DEFINE_FINAL_TYPE (CatalogFolderIndex, catalog_folder_index, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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

/* The tree as the service tells it, and how it is to be shown otherwise; the data of the task. */
typedef struct
{
  GPtrArray *nodes;
  char *folder_id;     /* (nullable): what they are in */
  GPtrArray *changes;  /* (element-type CatalogNodeChange) */
  GHashTable *by_id;   /* id → the last CatalogNodeChange of what is not new */
  GHashTable *is_made; /* ids of folders in which something is new */
} Tree;

static void
tree_free (Tree *tree)
{
  g_ptr_array_unref (tree->nodes);
  g_free (tree->folder_id);
  g_clear_pointer (&tree->changes, g_ptr_array_unref);
  g_hash_table_unref (tree->by_id);
  g_hash_table_unref (tree->is_made);
  g_free (tree);
}

static const char *
or_top (const char *folder_id)
{
  return folder_id != NULL ? folder_id : "";
}

static Tree *
tree_new (GPtrArray *nodes, const char *folder_id, CatalogOverlay *overlay)
{
  Tree *tree = g_new0 (Tree, 1);

  tree->nodes = g_ptr_array_ref (nodes);
  tree->folder_id = g_strdup (folder_id);
  tree->changes = overlay != NULL ? catalog_overlay_list_node_changes (overlay) : NULL;
  tree->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  tree->is_made = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; tree->changes != NULL && i < tree->changes->len; i++)
    {
      CatalogNodeChange *change = tree->changes->pdata[i];

      if (change->node != NULL)
        g_hash_table_add (tree->is_made, (gpointer) or_top (change->parent_id));
      else
        g_hash_table_replace (tree->by_id, change->id, change);
    }

  return tree;
}

/* As it is to be shown. (transfer full) (nullable): it is gone */
static CantoNode *
change_node (Tree *tree, CantoNode *node)
{
  CatalogNodeChange *change = g_hash_table_lookup (tree->by_id, canto_node_get_id (node));

  if (change == NULL)
    return canto_node_ref (node);

  return change->is_gone ? NULL : canto_node_with_name (node, change->name);
}

static gboolean
has_node (GPtrArray *nodes, const char *id)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      if (g_str_equal (canto_node_get_id (nodes->pdata[i]), id))
        return TRUE;
    }

  return FALSE;
}

static void
add_made (Tree *tree, GPtrArray *level, const char *folder_id)
{
  for (guint i = 0; i < tree->changes->len; i++)
    {
      CatalogNodeChange *change = tree->changes->pdata[i];
      g_autoptr (CantoNode) node = NULL;

      if (change->node == NULL || g_strcmp0 (change->parent_id, folder_id) != 0
          || has_node (level, change->id))
        continue;
      node = change_node (tree, change->node);
      if (node != NULL)
        g_ptr_array_insert (level, (int) catalog_overlay_find_place (level, node),
                            canto_node_ref (node));
    }
}

/* @nodes: (nullable): what the service says is in the folder. (transfer full) */
static GPtrArray *
make_level (Tree *tree, GPtrArray *nodes, const char *folder_id)
{
  GPtrArray *level = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_node_unref);

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      CantoNode *node = change_node (tree, nodes->pdata[i]);

      if (node != NULL)
        g_ptr_array_add (level, node);
    }
  if (g_hash_table_contains (tree->is_made, or_top (folder_id)))
    add_made (tree, level, folder_id);

  return level;
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
  Level *level = data;

  g_ptr_array_unref (level->nodes);
  g_free (level->path);
}

/* Each folder right before what is in it; not by recursion, for a tree may be deep (8.5). */
static void
index_tree (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Tree *tree = task_data;
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  Level level = { make_level (tree, tree->nodes, tree->folder_id), 0, g_strdup ("") };

  g_array_set_clear_func (levels, clear_level);
  g_array_append_val (levels, level);
  while (levels->len > 0)
    {
      Level *current = &g_array_index (levels, Level, levels->len - 1);
      CantoNode *node;

      if (current->next >= current->nodes->len)
        {
          g_array_set_size (levels, levels->len - 1);
          continue;
        }
      node = g_ptr_array_index (current->nodes, current->next++);
      add_entry (entries, node, current->path);
      if (canto_node_get_scheme (node) == CANTO_SCHEME_FOLDER)
        {
          level =
              (Level){ make_level (tree, canto_node_get_children (node), canto_node_get_id (node)),
                       0, join_path (current->path, canto_node_get_name (node)) };
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
  CantoScheme scheme;
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
is_wanted (const Question *question, const Entry *entry)
{
  return question->scheme == CANTO_SCHEME_UNKNOWN
         || canto_node_get_scheme (entry->node) == question->scheme;
}

static gboolean
matches (const Question *question, const Entry *entry, char **words, guint n_words)
{
  if (!is_wanted (question, entry))
    return FALSE;
  for (guint i = 0; i + 1 < n_words; i++)
    {
      if (strstr (entry->folded_path, words[i]) == NULL)
        return FALSE;
    }

  if (n_words == 0)
    return question->scheme != CANTO_SCHEME_UNKNOWN;

  return strstr (entry->folded_name, words[n_words - 1]) != NULL;
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

      if (!matches (question, entry, words, n_words))
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
  self->is_loading = FALSE;
  waiting = steal_waiting (self);
  for (guint i = 0; i < waiting->len; i++)
    run (self, waiting->pdata[i]);
}

static void
index_nodes (CatalogFolderIndex *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, tree_indexed, NULL);

  self->is_changed = FALSE;
  g_task_set_source_tag (task, index_nodes);
  g_task_set_task_data (
      task, tree_new (self->nodes, self->folder_id, catalog_source_get_overlay (self->source)),
      (GDestroyNotify) tree_free);
  g_task_run_in_thread (task, index_tree);
}

static void
tree_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CatalogFolderIndex) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *nodes = catalog_source_load_tree_finish (CATALOG_SOURCE (object), result, &error);

  /* What was there last is better than nothing. */
  if (nodes == NULL && self->nodes != NULL
      && g_error_matches (error, CANTO_ERROR, CANTO_ERROR_OFFLINE))
    {
      self->is_old = TRUE;
      index_nodes (self);
      return;
    }
  if (nodes == NULL)
    {
      fail_waiting (self, error);
      return;
    }

  g_clear_pointer (&self->nodes, drop_on_worker);
  self->nodes = nodes;
  self->loaded_at_us = canto_clock_get_now_us (self->clock);
  index_nodes (self);
}

static gboolean
is_fresh (CatalogFolderIndex *self)
{
  return self->entries != NULL && !self->is_old
         && canto_clock_get_now_us (self->clock) - self->loaded_at_us < MAX_AGE_US;
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
  question->scheme = self->scheme;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, catalog_folder_index_find_async);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);

  if (is_fresh (self) && !self->is_changed)
    {
      run (self, task);
      return;
    }

  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (self->is_loading)
    return;
  self->is_loading = TRUE;
  if (is_fresh (self))
    {
      index_nodes (self);
      return;
    }
  self->is_old = FALSE;
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
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->nodes, drop_on_worker);
  g_clear_pointer (&self->entries, drop_on_worker);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_free (self->folder_id);

  G_OBJECT_CLASS (catalog_folder_index_parent_class)->finalize (object);
}

static void
catalog_folder_index_class_init (CatalogFolderIndexClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = catalog_folder_index_finalize;

  /**
   * CatalogFolderIndex::changed:
   *
   * There is one more folder or album, or one less: what was found last may be old.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CATALOG_TYPE_FOLDER_INDEX, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
catalog_folder_index_init (CatalogFolderIndex *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

static void
source_changed (CatalogFolderIndex *self)
{
  self->is_old = TRUE;
}

static void
names_changed (CatalogFolderIndex *self)
{
  self->is_changed = TRUE;
}

static void
nodes_changed (CatalogFolderIndex *self)
{
  self->is_changed = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
watch_overlay (CatalogFolderIndex *self)
{
  CatalogOverlay *overlay = catalog_source_get_overlay (self->source);

  if (overlay == NULL)
    return;

  g_signal_connect_object (overlay, "node-added", G_CALLBACK (nodes_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (overlay, "node-removed", G_CALLBACK (nodes_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (overlay, "node-changed", G_CALLBACK (names_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (overlay, "node-replaced", G_CALLBACK (names_changed), self,
                           G_CONNECT_SWAPPED);
}

CatalogFolderIndex *
catalog_folder_index_new (CatalogSource *source, const char *folder_id)
{
  CatalogFolderIndex *self;

  g_return_val_if_fail (CATALOG_IS_SOURCE (source), NULL);

  self = g_object_new (CATALOG_TYPE_FOLDER_INDEX, NULL);
  self->source = g_object_ref (source);
  self->clock = canto_clock_new ();
  g_signal_connect_object (source, "changed", G_CALLBACK (source_changed), self, G_CONNECT_SWAPPED);
  self->folder_id = g_strdup (folder_id);
  watch_overlay (self);

  return self;
}

void
catalog_folder_index_stop (CatalogFolderIndex *self)
{
  g_return_if_fail (CATALOG_IS_FOLDER_INDEX (self));

  g_cancellable_cancel (self->cancellable);
}

void
catalog_folder_index_set_clock (CatalogFolderIndex *self, CantoClock *clock)
{
  g_return_if_fail (CATALOG_IS_FOLDER_INDEX (self));
  g_return_if_fail (CANTO_IS_CLOCK (clock));

  g_set_object (&self->clock, clock);
}

void
catalog_folder_index_set_scheme (CatalogFolderIndex *self, CantoScheme scheme)
{
  g_return_if_fail (CATALOG_IS_FOLDER_INDEX (self));

  self->scheme = scheme;
}
