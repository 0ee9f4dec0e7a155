/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * EngineUnsent:
 * @n_edits: changes that the service does not have, also those that it has refused and that are not answered yet
 * @n_uploads: uploads that are neither done nor cancelled
 * @n_unkept: how many of both are on no disk, and end with the session
 *
 * What would be lost with an account. Plain data.
 */
typedef struct
{
  guint n_edits;
  guint n_uploads;
  guint n_unkept;
} EngineUnsent;

/* Of a session that is there. */
EngineUnsent engine_unsent_count (EngineSession *session);
gboolean     engine_unsent_is_any (const EngineUnsent *self);

/* What an earlier session of @account has left below @data_dir. No session may have its journal open. Errors are
 * #JournalError; a journal that is damaged is put aside, and is one. */
void     engine_unsent_read_async (const char *data_dir,
                                   CantoAccount *account,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean engine_unsent_read_finish (GAsyncResult *result, EngineUnsent *unsent, GError **error);

G_END_DECLS
