/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "canto-client-private.h"

G_BEGIN_DECLS

/* Writes the body of a call for @assets from @first to before @end. */
typedef void (*CantoWriteBody) (JsonBuilder *builder,
                                GPtrArray *assets,
                                guint first,
                                guint end,
                                gconstpointer user_data);

/* [{"id", "scheme"}] or, for albums, with "displayName" (4.16) */
void canto_write_add_contents (JsonBuilder *builder, GPtrArray *assets, guint first, guint end, gboolean with_names);

/* (transfer full) */
char *canto_write_take_json (JsonBuilder *builder);

/* One call that changes something: @task ends with TRUE, whatever a success says (4.31).
 * @path: below the base, escaped; @json: (nullable) (transfer full); @task: (transfer full) */
void canto_write_once (CantoClient *self,
                       const char *method,
                       const char *path,
                       char *json,
                       CantoPriority priority,
                       GTask *task);

/* The same for many assets, a hundred at a time and one call after the other (13.7).
 * @user_data: freed by @destroy with the task; @task: (transfer full) */
void canto_write_in_batches (CantoClient *self,
                             const char *method,
                             const char *path,
                             GPtrArray *assets,
                             CantoWriteBody add_body,
                             gpointer user_data,
                             GDestroyNotify destroy,
                             CantoPriority priority,
                             GTask *task);

gboolean canto_write_finish (CantoClient *self, GAsyncResult *result, GError **error);
/* @n_done: (out) (optional) */
gboolean canto_write_finish_batches (CantoClient *self, GAsyncResult *result, guint *n_done, GError **error);

G_END_DECLS
