/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "canto-scheme.h"

G_BEGIN_DECLS

#define CANTO_TYPE_NODE (canto_node_get_type ())

/**
 * CantoNode:
 *
 * A folder or an album (8.1): immutable, atomically counted.
 */
typedef struct _CantoNode CantoNode;

GType        canto_node_get_type (void) G_GNUC_CONST;

/* One that the service has not told of, as a person has just named it. @id_path, @name_path: (nullable): of
 * what it is in; %NULL at the top. (transfer full) */
CantoNode   *canto_node_new (CantoScheme scheme,
                             const char *id,
                             const char *name,
                             const char *id_path,
                             const char *name_path);
/* @self with another name, or size: itself if it has that already. (transfer full) */
CantoNode   *canto_node_with_name (CantoNode *self, const char *name);
CantoNode   *canto_node_with_size (CantoNode *self, guint size);
CantoNode   *canto_node_ref (CantoNode *self);
void         canto_node_unref (CantoNode *self);
const char  *canto_node_get_id (CantoNode *self);
CantoScheme  canto_node_get_scheme (CantoNode *self);
const char  *canto_node_get_name (CantoNode *self);
const char  *canto_node_get_id_path (CantoNode *self);   /* walk this one (7.24) */
const char  *canto_node_get_name_path (CantoNode *self); /* for people only */
guint        canto_node_get_size (CantoNode *self);      /* assets in an album, children of a folder */
/* (nullable) (element-type CantoNode): NULL where that level was not loaded (8.2) */
GPtrArray   *canto_node_get_children (CantoNode *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoNode, canto_node_unref)

G_END_DECLS
