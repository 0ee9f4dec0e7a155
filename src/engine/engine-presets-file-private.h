/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-presets.h"
#include "engine-presets.h"

G_BEGIN_DECLS

/* What is on the disk. */
typedef struct
{
  GPtrArray *locked;  /* (nullable): nothing is laid down */
  GPtrArray *own;     /* (nullable): there is no file of her own, or not any more */
  gboolean is_closed; /* there is one that cannot be read: it is to stay as it is */
  GError *error;      /* (nullable): what the person should know of */
} EnginePresetsRead;

void engine_presets_read_free (EnginePresetsRead *read);

/* @path: of her own file
 * @folders: (nullable): where an administrator may have laid some down
 * Fails with %G_IO_ERROR_CANCELLED alone. Returns of finish: (transfer full) */
void               engine_presets_read_async (const char *path,
                                              const char *const *folders,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
EnginePresetsRead *engine_presets_read_finish (GAsyncResult *result, GError **error);

/* Whole, or what was there stays. Errors are #GFileError. */
void     engine_presets_write_async (const char *path,
                                     GBytes *contents,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean engine_presets_write_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnginePresetsRead, engine_presets_read_free)

G_END_DECLS
