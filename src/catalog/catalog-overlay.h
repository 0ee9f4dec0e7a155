/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-asset.h"
#include "canto-node.h"
#include "canto-query.h"

G_BEGIN_DECLS

/**
 * CatalogOverlay:
 *
 * What a person has changed and the service may not have yet. Lists and branches keep what the service says, and
 * ask the overlay how to show it:
 *
 *   CatalogAssetList, CatalogBranch      what is seen
 *     CatalogOverlay                     what was changed here
 *       CatalogSource                    what the service says
 *
 * So what comes from the service meanwhile does not undo what is shown, and what the service refuses is as it was.
 * Main thread only.
 */
#define CATALOG_TYPE_OVERLAY (catalog_overlay_get_type ())
G_DECLARE_INTERFACE (CatalogOverlay, catalog_overlay, CATALOG, OVERLAY, GObject)

/**
 * CatalogNodeChange:
 * @node: (nullable): one that is new, in the folder @parent_id, (nullable)
 * @name: (nullable): that it has now
 * @is_gone: it was deleted
 *
 * A folder or an album that is to be shown otherwise than the service tells.
 */
typedef struct
{
  char *id;
  char *parent_id;
  CantoNode *node;
  char *name;
  gboolean is_gone;
} CatalogNodeChange;

void catalog_node_change_free (CatalogNodeChange *self);

struct _CatalogOverlayInterface
{
  GTypeInterface parent_iface;

  CantoAsset *(*show_asset) (CatalogOverlay *self, CantoAsset *asset);
  gboolean (*hides_any) (CatalogOverlay *self);
  gboolean (*hides) (CatalogOverlay *self, CantoQuery *query, const char *key);
  void (*show_children) (CatalogOverlay *self, const char *folder_id, GPtrArray *nodes);
  CantoNode *(*show_node) (CatalogOverlay *self, CantoNode *node);
  GPtrArray *(*list_node_changes) (CatalogOverlay *self);
  GPtrArray *(*find_added) (CatalogOverlay *self, CantoQuery *query);
  gboolean (*is_unknown) (CatalogOverlay *self, CantoQuery *query);
};

/* @asset as it is to be shown: itself if nothing of it was changed. (transfer full) */
CantoAsset *catalog_overlay_show_asset (CatalogOverlay *self, CantoAsset *asset);

/* Whether the asset of this key has gone from what @query finds: it was deleted, or taken out of the album. */
gboolean catalog_overlay_hides (CatalogOverlay *self, CantoQuery *query, const char *key);
gboolean catalog_overlay_hides_any (CatalogOverlay *self);

/* The assets that @query is going to find besides those that the service finds now: they were put into the album. Some
 * of them the service may have by now. (transfer full) (nullable) (element-type CantoAsset) */
GPtrArray *catalog_overlay_find_added (CatalogOverlay *self, CantoQuery *query);
/* Whether the service does not know yet where @query looks: it cannot be asked. */
gboolean   catalog_overlay_is_unknown (CatalogOverlay *self, CantoQuery *query);

/* Makes @nodes, which the service says are in a folder, what is to be shown there.
 * @folder_id: (nullable): the top; @nodes: (element-type CantoNode): in the order of their names */
void catalog_overlay_show_children (CatalogOverlay *self, const char *folder_id, GPtrArray *nodes);

/* The folder or album @node as it is to be shown: itself if nothing of it was changed. (transfer full) */
CantoNode *catalog_overlay_show_node (CatalogOverlay *self, CantoNode *node);

/* All that is to be shown otherwise in a whole tree, in its order: can be read on a worker.
 * (transfer full) (element-type CatalogNodeChange) */
GPtrArray *catalog_overlay_list_node_changes (CatalogOverlay *self);

/* Where @node belongs among @nodes, which are in the order of their names. */
guint catalog_overlay_find_place (GPtrArray *nodes, CantoNode *node);

/* For implementations. */

/* Assets are to be shown in another way than before. */
void catalog_overlay_emit_changed (CatalogOverlay *self);
/* What the service says by now of @assets, (element-type CantoAsset). */
void catalog_overlay_emit_learned (CatalogOverlay *self, GPtrArray *assets);
/* @parent_id: (nullable): the top */
void catalog_overlay_emit_node_added (CatalogOverlay *self, const char *parent_id, CantoNode *node);
void catalog_overlay_emit_node_removed (CatalogOverlay *self, const char *id);
/* The service says that the folder or album that was shown as @old_id is @node. */
void catalog_overlay_emit_node_replaced (CatalogOverlay *self, const char *old_id, CantoNode *node);
/* The folder or album is to be shown in another way than before: its name, or how much is in it. */
void catalog_overlay_emit_node_changed (CatalogOverlay *self, const char *id);
/* The service has taken something that changes what lists find: they ask again. */
void catalog_overlay_emit_stale (CatalogOverlay *self);

G_END_DECLS
