/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * EngineDemo:
 *
 * A demo library: a stand-in tenant as a child process, and a session that is signed in there. The
 * child ends when this object does, and with this process at the latest.
 *
 * Errors are #CantoError and those of GIO: %G_IO_ERROR_NOT_FOUND when the program is not installed, or the
 * folder is not there.
 */
#define ENGINE_TYPE_DEMO (engine_demo_get_type ())
G_DECLARE_FINAL_TYPE (EngineDemo, engine_demo, ENGINE, DEMO, GObject)

/**
 * engine_demo_new:
 * @tenant_path: (nullable): the program; NULL is $DESCANT_TENANT or the installed one
 * @pictures: (nullable): a folder of the person's own that is the library; NULL is a made-up one
 */
EngineDemo *engine_demo_new (const char *tenant_path, GFile *pictures);

/* (transfer none) (nullable) */
GFile *engine_demo_get_pictures (EngineDemo *self);

/* Starts the child and signs in. (transfer full) */
void           engine_demo_start_async (EngineDemo *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
EngineSession *engine_demo_start_finish (EngineDemo *self, GAsyncResult *result, GError **error);

G_END_DECLS
