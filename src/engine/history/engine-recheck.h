/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-recheck-item.h"
#include "engine-session.h"

G_BEGIN_DECLS

/**
 * EngineRecheck:
 *
 * Looks what has become of links that were taken: a #GListModel of #EngineRecheckItem, which grows as answers come.
 * The details of the assets are asked for, a hundred a call (4.13), and each address that should still work is looked
 * at (EngineLinkChecker), both behind whatever a person waits for.
 *
 * Properties: "n-done", of "n-picks". Main thread only.
 */
#define ENGINE_TYPE_RECHECK (engine_recheck_get_type ())
G_DECLARE_FINAL_TYPE (EngineRecheck, engine_recheck, ENGINE, RECHECK, GObject)

/* @picks: of #EnginePick, as they are now */
EngineRecheck *engine_recheck_new (EngineSession *session, GListModel *picks);

/* Once. Finish fails if the service could not be asked (#CantoError), or with %G_IO_ERROR_CANCELLED: what was found
 * until then stays. */
void     engine_recheck_run_async (EngineRecheck *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean engine_recheck_run_finish (EngineRecheck *self, GAsyncResult *result, GError **error);

guint engine_recheck_get_n_picks (EngineRecheck *self);
guint engine_recheck_get_n_done (EngineRecheck *self);
guint engine_recheck_count (EngineRecheck *self, EngineOutcome outcome);

/* All that was found, the worst first, for a spreadsheet: UTF-8 with its mark, CSV as RFC 4180 has it. Direct links,
 * which open the file for whoever has them, are not in it. (transfer full) */
GBytes *engine_recheck_make_report (EngineRecheck *self);

G_END_DECLS
