/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-node.h"

#include "canto-records-private.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (CantoNode, canto_node, canto_node_ref, canto_node_unref)

CantoNode *
canto_node_alloc (void)
{
  return g_atomic_rc_box_new0 (CantoNode);
}

static char *
join_path (const char *path, const char *last)
{
  return path != NULL && *path != '\0' ? g_strconcat (path, "/", last, NULL) : g_strdup (last);
}

CantoNode *
canto_node_new (CantoScheme scheme,
                const char *id,
                const char *name,
                const char *id_path,
                const char *name_path)
{
  CantoNode *self;

  g_return_val_if_fail (canto_scheme_is_container (scheme), NULL);
  g_return_val_if_fail (id != NULL && name != NULL, NULL);

  self = canto_node_alloc ();
  self->scheme = scheme;
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->id_path = join_path (id_path, id);
  self->name_path = join_path (name_path, name);

  return self;
}

static CantoNode *
copy (CantoNode *self)
{
  CantoNode *other = canto_node_alloc ();

  other->scheme = self->scheme;
  other->id = g_strdup (self->id);
  other->name = g_strdup (self->name);
  other->id_path = g_strdup (self->id_path);
  other->name_path = g_strdup (self->name_path);
  other->size = self->size;
  other->children = self->children != NULL ? g_ptr_array_ref (self->children) : NULL;

  return other;
}

CantoNode *
canto_node_with_name (CantoNode *self, const char *name)
{
  CantoNode *other;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  if (g_str_equal (self->name, name))
    return canto_node_ref (self);

  other = copy (self);
  g_free (other->name);
  other->name = g_strdup (name);
  if (self->name_path != NULL && g_str_has_suffix (self->name_path, self->name))
    {
      g_autofree char *above =
          g_strndup (self->name_path, strlen (self->name_path) - strlen (self->name));

      g_free (other->name_path);
      other->name_path = g_strconcat (above, name, NULL);
    }

  return other;
}

CantoNode *
canto_node_with_size (CantoNode *self, guint size)
{
  CantoNode *other;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->size == size)
    return canto_node_ref (self);

  other = copy (self);
  other->size = size;

  return other;
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
