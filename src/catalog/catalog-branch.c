/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-branch.h"

#include "canto-error.h"
#include "catalog-array-model.h"

#include <string.h>

/* Children are added in slices. What one costs is up to the view, which makes widgets for the first
 * few hundred and for no more, so the next one is made by how long the last one took. */
#define FIRST_SLICE 16
#define MAX_SLICE   1000
#define QUICK_US    1500
#define SLOW_US     4000

struct _CatalogBranch
{
  GObject parent_instance;

  /* Owned. */
  CatalogSource *source;
  CantoNode *base;     /* (nullable): what the service says of it */
  CantoNode *node;     /* (nullable): that as it is to be shown */
  char *folder_id;     /* (nullable): of a root that is a folder */
  char *path;          /* (nullable) */
  GRefString *above;   /* (nullable): the ids of the folders that it is in, as "/F1/F2/" */
  GPtrArray *children; /* (element-type CatalogBranch) */
  GPtrArray *nodes;    /* (nullable) (element-type CantoNode): of which there are no children yet */
  GCancellable *cancellable;
  GError *error;

  /* State. */
  CatalogBranchStatus status;
  guint slice_size;
  guint slice_id;       /* non-0 while more nodes become children */
  gboolean is_watching; /* what is changed here */
  gulong back_id;       /* non-0 while it waits for the source to be back */
};

G_DEFINE_ENUM_TYPE (CatalogBranchStatus,
                    catalog_branch_status,
                    G_DEFINE_ENUM_VALUE (CATALOG_BRANCH_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (CATALOG_BRANCH_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (CATALOG_BRANCH_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (CATALOG_BRANCH_FAILED, "failed"))

CATALOG_DEFINE_ARRAY_MODEL (CATALOG_BRANCH, CATALOG_TYPE_BRANCH, children)

G_DEFINE_FINAL_TYPE_WITH_CODE (CatalogBranch,
                               catalog_branch,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, array_model_init))

typedef enum
{
  PROP_NODE = 1,
  PROP_STATUS,
  N_PROPS,
} CatalogBranchProperty;

static GParamSpec *props[N_PROPS];

/* (transfer full) */
static CantoNode *
show_base (CatalogBranch *self)
{
  CatalogOverlay *overlay = catalog_source_get_overlay (self->source);

  return overlay != NULL ? catalog_overlay_show_node (overlay, self->base)
                         : canto_node_ref (self->base);
}

static CatalogBranch *
catalog_branch_new (CatalogSource *source, CantoNode *node)
{
  CatalogBranch *self = g_object_new (CATALOG_TYPE_BRANCH, NULL);

  self->source = g_object_ref (source);
  if (node != NULL)
    {
      self->base = canto_node_ref (node);
      self->node = show_base (self);
    }

  return self;
}

static void
update_node (CatalogBranch *self)
{
  g_autoptr (CantoNode) old = self->node;

  self->node = show_base (self);
  if (self->node != old)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NODE]);
}

static void
set_base (CatalogBranch *self, CantoNode *base)
{
  CantoNode *old = self->base;

  self->base = canto_node_ref (base);
  canto_node_unref (old);
  update_node (self);
}

static void
set_status (CatalogBranch *self, CatalogBranchStatus status)
{
  if (self->status == status)
    return;

  self->status = status;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void
weak_ref_free (GWeakRef *ref)
{
  g_weak_ref_clear (ref);
  g_free (ref);
}

static void
adapt_slice (CatalogBranch *self, gint64 took_us)
{
  if (took_us < QUICK_US)
    self->slice_size = MIN (self->slice_size * 2, MAX_SLICE);
  else if (took_us > SLOW_US)
    self->slice_size = MAX (self->slice_size / 2, 1);
}

/* The ids of the folders that the children are in. (transfer full) (nullable) */
static GRefString *
dup_trail (CatalogBranch *self)
{
  const char *id = self->node != NULL ? canto_node_get_id (self->node) : self->folder_id;
  g_autofree char *trail = NULL;

  if (id == NULL)
    return NULL;

  trail = g_strconcat (self->above != NULL ? self->above : "/", id, "/", NULL);

  return g_ref_string_new (trail);
}

/* 8.5: a folder that is said to be in itself, however many levels up, would never end. */
static void
leave_out_cycles (CatalogBranch *self, GPtrArray *nodes)
{
  g_autoptr (GRefString) trail = dup_trail (self);

  for (guint i = nodes->len; trail != NULL && i-- > 0;)
    {
      g_autofree char *part =
          g_strconcat ("/", canto_node_get_id (g_ptr_array_index (nodes, i)), "/", NULL);

      if (strstr (trail, part) != NULL)
        g_ptr_array_remove_index (nodes, i);
    }
}

/* The next slice of the nodes. TRUE while there are more. */
static gboolean
add_slice (CatalogBranch *self)
{
  gint64 start_us = g_get_monotonic_time ();
  guint first = self->children->len;
  guint end = MIN (first + self->slice_size, self->nodes->len);
  g_autoptr (GRefString) trail = dup_trail (self);

  for (guint i = first; i < end; i++)
    {
      CatalogBranch *child = catalog_branch_new (self->source, g_ptr_array_index (self->nodes, i));

      child->above = trail != NULL ? g_ref_string_acquire (trail) : NULL;
      g_ptr_array_add (self->children, child);
    }
  /* The length before the status: whoever hears of that one looks at the children. */
  g_list_model_items_changed (G_LIST_MODEL (self), first, 0, end - first);
  if (end < self->nodes->len)
    {
      adapt_slice (self, g_get_monotonic_time () - start_us);
      return TRUE;
    }

  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  set_status (self, CATALOG_BRANCH_READY);

  return FALSE;
}

static gboolean
slice_due (gpointer user_data)
{
  g_autoptr (CatalogBranch) self = g_object_ref (user_data);

  if (add_slice (self))
    return G_SOURCE_CONTINUE;
  self->slice_id = 0;

  return G_SOURCE_REMOVE;
}

/* What is changed here */

static gboolean
find_child (CatalogBranch *self, const char *id, guint *position)
{
  for (guint i = 0; i < self->children->len; i++)
    {
      CatalogBranch *child = self->children->pdata[i];

      if (!g_str_equal (canto_node_get_id (child->node), id))
        continue;
      *position = i;
      return TRUE;
    }

  return FALSE;
}

/* Children that are still to be added are added first: it is seldom that somebody is so quick. */
static void
finish_slices (CatalogBranch *self)
{
  if (self->slice_id == 0)
    return;

  g_clear_handle_id (&self->slice_id, g_source_remove);
  while (add_slice (self))
    ;
}

static void
node_added (CatalogBranch *self, const char *parent_id, CantoNode *node)
{
  const char *id = self->node != NULL ? canto_node_get_id (self->node) : self->folder_id;
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  CatalogBranch *child;
  guint position;

  if (g_strcmp0 (parent_id, id) != 0)
    return;
  finish_slices (self);
  if (self->status != CATALOG_BRANCH_READY
      || find_child (self, canto_node_get_id (node), &position))
    return;

  for (guint i = 0; i < self->children->len; i++)
    g_ptr_array_add (nodes, ((CatalogBranch *) self->children->pdata[i])->node);
  position = catalog_overlay_find_place (nodes, node);
  child = catalog_branch_new (self->source, node);
  child->above = dup_trail (self);
  g_ptr_array_insert (self->children, (int) position, child);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

static void
node_removed (CatalogBranch *self, const char *id)
{
  guint position;

  finish_slices (self);
  if (!find_child (self, id, &position))
    return;

  g_ptr_array_remove_index (self->children, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
node_replaced (CatalogBranch *self, const char *old_id, CantoNode *node)
{
  guint position;

  finish_slices (self);
  if (find_child (self, old_id, &position))
    set_base (self->children->pdata[position], node);
}

static void
node_changed (CatalogBranch *self, const char *id)
{
  guint position;

  finish_slices (self);
  if (find_child (self, id, &position))
    update_node (self->children->pdata[position]);
}

static void
own_node_replaced (CatalogBranch *self, const char *old_id, CantoNode *node)
{
  if (g_str_equal (canto_node_get_id (self->node), old_id))
    set_base (self, node);
}

static void
own_node_changed (CatalogBranch *self, const char *id)
{
  if (g_str_equal (canto_node_get_id (self->node), id))
    update_node (self);
}

/* One that was found has no folder that looks after it. */
static void
watch_own_node (CatalogBranch *self)
{
  CatalogOverlay *overlay = catalog_source_get_overlay (self->source);

  if (overlay == NULL)
    return;

  g_signal_connect_object (overlay, "node-replaced", G_CALLBACK (own_node_replaced), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (overlay, "node-changed", G_CALLBACK (own_node_changed), self,
                           G_CONNECT_SWAPPED);
}

/* Only a folder that was opened: a tree has tens of thousands of branches. */
static void
watch_overlay (CatalogBranch *self)
{
  CatalogOverlay *overlay = catalog_source_get_overlay (self->source);

  if (overlay == NULL || self->is_watching)
    return;

  self->is_watching = TRUE;
  g_signal_connect_object (overlay, "node-added", G_CALLBACK (node_added), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (overlay, "node-removed", G_CALLBACK (node_removed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (overlay, "node-replaced", G_CALLBACK (node_replaced), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (overlay, "node-changed", G_CALLBACK (node_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
stop_waiting (CatalogBranch *self)
{
  if (self->source != NULL)
    g_clear_signal_handler (&self->back_id, self->source);
}

static void
branch_failed (CatalogBranch *self, GError *error)
{
  self->error = error;
  /* Only then: a tree has tens of thousands of branches. */
  if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_OFFLINE))
    self->back_id = g_signal_connect_object (self->source, "back", G_CALLBACK (catalog_branch_load),
                                             self, G_CONNECT_SWAPPED);
  set_status (self, CATALOG_BRANCH_FAILED);
}

static void
children_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CatalogSource *source = CATALOG_SOURCE (object);
  GWeakRef *ref = user_data;
  g_autoptr (CatalogBranch) self = g_weak_ref_get (ref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) nodes = catalog_source_load_children_finish (source, result, &error);

  /* A branch that nobody wants any more is gone, and its call cancelled. */
  weak_ref_free (ref);
  if (self == NULL)
    return;

  if (nodes == NULL)
    {
      branch_failed (self, g_steal_pointer (&error));
      return;
    }

  self->nodes = g_steal_pointer (&nodes);
  leave_out_cycles (self, self->nodes);
  self->slice_size = FIRST_SLICE;
  if (add_slice (self))
    self->slice_id = g_idle_add (slice_due, self);
}

static void
catalog_branch_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CatalogBranch *self = CATALOG_BRANCH (object);

  switch ((CatalogBranchProperty) prop_id)
    {
    case PROP_NODE:
      g_value_set_boxed (value, self->node);
      break;

    case PROP_STATUS:
      g_value_set_enum (value, self->status);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
catalog_branch_dispose (GObject *object)
{
  CatalogBranch *self = CATALOG_BRANCH (object);

  g_clear_handle_id (&self->slice_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  stop_waiting (self);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (catalog_branch_parent_class)->dispose (object);
}

static void
catalog_branch_finalize (GObject *object)
{
  CatalogBranch *self = CATALOG_BRANCH (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->base, canto_node_unref);
  g_clear_pointer (&self->node, canto_node_unref);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  g_free (self->folder_id);
  g_free (self->path);
  g_clear_pointer (&self->above, g_ref_string_release);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (catalog_branch_parent_class)->finalize (object);
}

static void
catalog_branch_class_init (CatalogBranchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = catalog_branch_get_property;
  object_class->dispose = catalog_branch_dispose;
  object_class->finalize = catalog_branch_finalize;

  props[PROP_NODE] =
      g_param_spec_boxed ("node", NULL, NULL, CANTO_TYPE_NODE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_STATUS] =
      g_param_spec_enum ("status", NULL, NULL, CATALOG_TYPE_BRANCH_STATUS, CATALOG_BRANCH_CLOSED,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
catalog_branch_init (CatalogBranch *self)
{
  self->children = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

CatalogBranch *
catalog_branch_new_root (CatalogSource *source, const char *folder_id)
{
  CatalogBranch *self;

  g_return_val_if_fail (CATALOG_IS_SOURCE (source), NULL);

  self = catalog_branch_new (source, NULL);
  self->folder_id = g_strdup (folder_id);

  return self;
}

CatalogBranch *
catalog_branch_new_found (CatalogSource *source, CantoNode *node, const char *path)
{
  CatalogBranch *self;

  g_return_val_if_fail (CATALOG_IS_SOURCE (source), NULL);
  g_return_val_if_fail (node != NULL && path != NULL, NULL);

  self = catalog_branch_new (source, node);
  self->path = g_strdup (path);
  watch_own_node (self);

  return self;
}

const char *
catalog_branch_get_path (CatalogBranch *self)
{
  g_return_val_if_fail (CATALOG_IS_BRANCH (self), NULL);

  return self->path;
}

CantoNode *
catalog_branch_get_node (CatalogBranch *self)
{
  g_return_val_if_fail (CATALOG_IS_BRANCH (self), NULL);

  return self->node;
}

gboolean
catalog_branch_get_is_folder (CatalogBranch *self)
{
  g_return_val_if_fail (CATALOG_IS_BRANCH (self), FALSE);

  return self->node == NULL || canto_node_get_scheme (self->node) == CANTO_SCHEME_FOLDER;
}

CatalogBranchStatus
catalog_branch_get_status (CatalogBranch *self)
{
  g_return_val_if_fail (CATALOG_IS_BRANCH (self), CATALOG_BRANCH_CLOSED);

  return self->status;
}

const GError *
catalog_branch_get_error (CatalogBranch *self)
{
  g_return_val_if_fail (CATALOG_IS_BRANCH (self), NULL);

  return self->error;
}

void
catalog_branch_load (CatalogBranch *self)
{
  GWeakRef *ref;

  g_return_if_fail (CATALOG_IS_BRANCH (self));

  if (!catalog_branch_get_is_folder (self) || self->status == CATALOG_BRANCH_LOADING
      || self->status == CATALOG_BRANCH_READY)
    return;

  stop_waiting (self);
  g_clear_error (&self->error);
  watch_overlay (self);
  set_status (self, CATALOG_BRANCH_LOADING);
  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, self);
  catalog_source_load_children_async (
      self->source, self->node != NULL ? canto_node_get_id (self->node) : self->folder_id,
      self->cancellable, children_loaded, ref);
}
