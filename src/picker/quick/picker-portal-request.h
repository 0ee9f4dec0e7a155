/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PICKER_PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PICKER_PORTAL_PATH "/org/freedesktop/portal/desktop"

/**
 * picker_portal_request_async:
 * @arguments: (transfer floating): a tuple of all but the last argument
 * @options: (transfer floating): the last one, an `a{sv}`; `handle_token` is added
 *
 * Calls a method of the desktop's portal that answers later, by the signal of a request: it may ask the person, and
 * so takes as long as she does. When it is cancelled, the question goes, too.
 *
 * Finish gives the results, an `a{sv}`. %G_IO_ERROR_PERMISSION_DENIED: the person said no; %G_IO_ERROR_FAILED: the
 * portal did; else %G_IO_ERROR_CANCELLED and those of the bus. Main thread.
 */
void      picker_portal_request_async (GDBusConnection *connection,
                                       const char *interface,
                                       const char *method,
                                       GVariant *arguments,
                                       GVariant *options,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* (transfer full) (nullable) */
GVariant *picker_portal_request_finish (GAsyncResult *result, GError **error);

/* A word for a handle that nobody else of this connection uses. (transfer full) */
char *picker_portal_request_make_token (void);

G_END_DECLS
