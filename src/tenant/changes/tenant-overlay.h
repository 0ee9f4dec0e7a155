/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-entry.h"
#include "tenant-upload.h"

G_BEGIN_DECLS

/**
 * TenantOverlay:
 *
 * A library on top of another one: what was changed stands here, all else comes from below. It costs as
 * much as was changed, not as there is.
 *
 * Who reads keeps changes out meanwhile, and who changes everybody.
 */
#define TENANT_TYPE_OVERLAY (tenant_overlay_get_type ())
G_DECLARE_FINAL_TYPE (TenantOverlay, tenant_overlay, TENANT, OVERLAY, TenantLibrary)

TenantOverlay *tenant_overlay_new (TenantLibrary *base);

/* Goes on with what the file at @path keeps of before, and keeps there what is changed from now on. To be
 * called once, before anything was changed; @library says in words which one is below. */
gboolean tenant_overlay_open_state (TenantOverlay *self, const char *path, const char *library, GError **error);

/* Ends all that is on the disk for it, so that only what is to be kept is left. Nothing is changed any more. */
void tenant_overlay_close (TenantOverlay *self);

/**
 * tenant_overlay_make_file:
 * @path: (out) (transfer full)
 *
 * A new, empty file for bytes that come from outside, to be written and closed, and then to be given to
 * tenant_overlay_take_file(), or unlinked. Needs no lock.
 *
 * Returns: it, open for writing; -1 with an error of G_IO_ERROR
 */
int tenant_overlay_make_file (TenantOverlay *self, char **path, GError **error);

/**
 * tenant_overlay_take_file:
 * @path: a file of tenant_overlay_make_file(), which is the overlay's from now on, also if this fails
 * @name: under which it came
 *
 * What tenant_change_add_asset() and tenant_change_add_version() need: its bytes are on the disk then, and
 * what stands in them is read. It may take seconds, and needs no lock. If it becomes no asset's its file
 * goes with it. (transfer full)
 */
TenantUpload *tenant_overlay_take_file (TenantOverlay *self, const char *path, const char *name, GError **error);

/* What was kept of a share. (nullable) (transfer none) */
JsonNode *tenant_overlay_find_share (TenantOverlay *self, const char *token);

/* What was kept of each upload, by its id, in no order. (element-type utf8 JsonNode) (transfer none) */
GHashTable *tenant_overlay_get_notes (TenantOverlay *self);

/**
 * TenantChange:
 *
 * What is to be changed, all at once or not at all: nobody sees any of it before it is committed.
 */
typedef struct _TenantChange TenantChange;

/* @user: who changes; @now_ms: Unix time in ms */
TenantChange *tenant_change_new (TenantOverlay *overlay, guint user, gint64 now_ms);
void          tenant_change_free (TenantChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TenantChange, tenant_change_free)

/* The asset as it will be: to be set as it should be. The same one each time. (transfer none) */
TenantEntry *tenant_change_edit (TenantChange *change, guint64 number);
/* A new asset of these bytes, named as they were: its tags and albums are to be set yet. (transfer none) */
TenantEntry *tenant_change_add_asset (TenantChange *change, TenantUpload *upload);
/* These bytes as the current version of an asset, which keeps its name and its texts. FALSE if they are of
 * another scheme. */
gboolean     tenant_change_add_version (TenantChange *change, guint64 number, TenantUpload *upload);
void         tenant_change_delete (TenantChange *change, guint64 number);
/* A new folder or album; @parent: its index, or TENANT_NO_CONTAINER. Its id. */
const char  *tenant_change_add_container (TenantChange *change, int parent, gboolean is_album, const char *name, const char *description);
/* @index: of a folder or an album */
void         tenant_change_rename_container (TenantChange *change, guint index, const char *name);
/* With all that is below it; assets in it stay. */
void         tenant_change_remove_container (TenantChange *change, guint index);
/* FALSE if it is there already, or is to be. */
gboolean     tenant_change_add_keyword (TenantChange *change, const char *name, const char *description);

/* @share: (transfer full): whatever is to be kept of it */
void         tenant_change_add_share (TenantChange *change, const char *token, JsonNode *share);
/* @note: (transfer full): whatever is to be kept of an upload, in place of what was */
void         tenant_change_set_note (TenantChange *change, const char *id, JsonNode *note);

/* Does it: each asset that was touched, and each container, is the last changed then, and on the disk if there is a state. If it cannot
 * be kept nothing is changed. To be called once. */
gboolean tenant_change_commit (TenantChange *change, GError **error);

G_END_DECLS
