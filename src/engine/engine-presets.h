/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "delivery-presets.h"
#include "engine-policy.h"
#include "engine-preset.h"

G_BEGIN_DECLS

/**
 * EnginePresets:
 *
 * The presets of the person: a #GListModel of #EnginePreset, one for all windows and accounts. First come those that
 * an administrator has laid down, in `descant/presets.json` in a system configuration folder, where the policy is;
 * the person cannot change them. Then her own, in a file of her configuration folder; unless the policy says
 * `own-presets=false`. Both files are as delivery_presets_parse() has it. Without a file of her own she has the defaults,
 * and where presets are laid down, none.
 *
 * Each change holds at once, and is written on a worker: whole, or what was there stays. What could not be written is
 * kept, and written with the next change or engine_presets_save(): "error" says why. A file of hers that is no list of
 * presets is put aside, and "error" says where. One that cannot be read at all is left alone, and nothing can be changed.
 *
 * Main thread only. Positions are those of the model.
 */
#define ENGINE_TYPE_PRESETS (engine_presets_get_type ())
G_DECLARE_FINAL_TYPE (EnginePresets, engine_presets, ENGINE, PRESETS, GObject)

/* With the defaults, until they are loaded.
 * @file: (nullable): NULL keeps nothing, and all can be changed
 * @policy: (nullable): where presets may be laid down; it is loaded with them */
EnginePresets *engine_presets_new (GFile *file, EnginePolicy *policy);

/* Nothing can be changed before. What is wrong with a file is in "error". */
void     engine_presets_load_async (EnginePresets *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean engine_presets_load_finish (EnginePresets *self, GAsyncResult *result, GError **error);

guint           engine_presets_get_n_presets (EnginePresets *self);
DeliveryPreset *engine_presets_get_preset (EnginePresets *self, guint position); /* (nullable) */
guint           engine_presets_get_n_locked (EnginePresets *self);
/* Whether the person may have presets of her own, and they are here. "can-edit" */
gboolean        engine_presets_get_can_edit (EnginePresets *self);
/* FALSE: an administrator has said that there are none but those that are laid down, or the defaults. */
gboolean        engine_presets_get_allows_own (EnginePresets *self);
/* What the person should know of: (nullable). "error" */
const GError   *engine_presets_get_error (EnginePresets *self);
/* Whether something is not on the disk yet, and being written. "is-saving" */
gboolean        engine_presets_get_is_saving (EnginePresets *self);

/* See delivery_presets_find(). */
gboolean engine_presets_find (EnginePresets *self, DeliveryPreset *preset, guint *position);

/*
 * Changes. Each does nothing and is %FALSE if it cannot be: see engine_presets_get_can_edit(), what is laid down, and
 * %DELIVERY_MAX_PRESETS. Names are made whole and different, as by delivery_presets_dup_name().
 */
gboolean engine_presets_append (EnginePresets *self, DeliveryPreset *preset);
gboolean engine_presets_insert (EnginePresets *self, guint position, DeliveryPreset *preset);
gboolean engine_presets_replace (EnginePresets *self, guint position, DeliveryPreset *preset);
gboolean engine_presets_remove (EnginePresets *self, guint position);
/* @to: where it stands then */
gboolean engine_presets_move (EnginePresets *self, guint from, guint to);
/* Her own ones, all at once: the defaults, or what was there before. @presets: (element-type DeliveryPreset) */
gboolean engine_presets_set_own (EnginePresets *self, GPtrArray *presets);
/* Her own ones, as they are now: for undo. (transfer full) (element-type DeliveryPreset) */
GPtrArray *engine_presets_dup_own (EnginePresets *self);

/**
 * EnginePresetsImport:
 * @n_added: how many there are now that were not
 * @n_known: how many were there before, with the same name
 * @renamed: (element-type GStrv): of those that were added under another name: what it was, and what it is
 *
 * What became of presets that were imported.
 */
typedef struct
{
  guint n_added;
  guint n_known;
  GPtrArray *renamed;
} EnginePresetsImport;

/* Adds @presets, (element-type DeliveryPreset), behind her own: all of them, or none, with
 * %DELIVERY_ERROR_BAD_PRESETS. (transfer full) (nullable) */
EnginePresetsImport *engine_presets_import (EnginePresets *self, GPtrArray *presets, GError **error);
void                 engine_presets_import_free (EnginePresetsImport *import);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnginePresetsImport, engine_presets_import_free)

/* Once more, after it failed. */
void engine_presets_save (EnginePresets *self);

/* A file of presets of anybody's: %DELIVERY_ERROR_BAD_PRESETS and those of GIO. Returns of finish: (transfer full)
 * (element-type DeliveryPreset) */
void       engine_presets_read_file_async (GFile *file,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *engine_presets_read_file_finish (GAsyncResult *result, GError **error);

/* All of them, in a file for others. Errors are those of GIO. */
void     engine_presets_export_async (EnginePresets *self,
                                      GFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean engine_presets_export_finish (EnginePresets *self, GAsyncResult *result, GError **error);

G_END_DECLS
