/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-node.h"

#include "canto-records-private.h"

G_DEFINE_BOXED_TYPE (CantoNode, canto_node, canto_node_ref, canto_node_unref)

CantoNode *
canto_node_alloc (void)
{
  return g_atomic_rc_box_new0 (CantoNode);
}

CantoNode *
canto_node_ref (CantoNode *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
canto_node_clear (gpointer data)
{
  CantoNode *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->id_path);
  g_free (self->name_path);
  g_clear_pointer (&self->children, g_ptr_array_unref);
}

void
canto_node_unref (CantoNode *self)
{
  g_atomic_rc_box_release_full (self, canto_node_clear);
}

const char *
canto_node_get_id (CantoNode *self)
{
  return self->id;
}

CantoScheme
canto_node_get_scheme (CantoNode *self)
{
  return self->scheme;
}

const char *
canto_node_get_name (CantoNode *self)
{
  return self->name;
}

const char *
canto_node_get_id_path (CantoNode *self)
{
  return self->id_path;
}

const char *
canto_node_get_name_path (CantoNode *self)
{
  return self->name_path;
}

guint
canto_node_get_size (CantoNode *self)
{
  return self->size;
}

GPtrArray *
canto_node_get_children (CantoNode *self)
{
  return self->children;
}
