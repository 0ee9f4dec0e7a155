/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog-overlay.h"

G_BEGIN_DECLS

/**
 * FakeOverlay:
 *
 * A #CatalogOverlay that hides what the test says, and gives assets another description.
 */
#define FAKE_TYPE_OVERLAY (fake_overlay_get_type ())
G_DECLARE_FINAL_TYPE (FakeOverlay, fake_overlay, FAKE, OVERLAY, GObject)

FakeOverlay *fake_overlay_new (void);

void fake_overlay_hide (FakeOverlay *self, const char *key, gboolean is_hidden);
/* @description: (nullable): assets are shown as they are */
void fake_overlay_describe (FakeOverlay *self, const char *description);
/* What queries find besides. */
void fake_overlay_add (FakeOverlay *self, CantoAsset *asset);
void fake_overlay_forget_added (FakeOverlay *self);
/* Whether the source cannot be asked. */
void fake_overlay_set_is_unknown (FakeOverlay *self, gboolean is_unknown);
/* Folders and albums. @parent_id: (nullable): the top */
void fake_overlay_make_node (FakeOverlay *self, const char *parent_id, CantoNode *node);
void fake_overlay_rename_node (FakeOverlay *self, const char *id, const char *name);
void fake_overlay_delete_node (FakeOverlay *self, const char *id);

G_END_DECLS
