/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-secret.h"

G_BEGIN_DECLS

/**
 * CantoLoopback:
 *
 * Listens where the browser comes back to (canto-api.md 3.8, 3.25). Only the exact path with the
 * matching `state` ends the wait (C2); whatever else comes is refused, and it listens on.
 */
#define CANTO_TYPE_LOOPBACK (canto_loopback_get_type ())
G_DECLARE_FINAL_TYPE (CantoLoopback, canto_loopback, CANTO, LOOPBACK, GObject)

/* The texts of the page that the browser ends on; plain text. */
typedef struct
{
  char *done_title;
  char *done_text;
  char *failed_title;
  char *failed_text;
} CantoLoopbackTexts;

/* Opens the port. A redirect to `localhost` listens on 127.0.0.1 and, if there is one, ::1.
 * Errors: %CANTO_ERROR_PORT_TAKEN. @texts is borrowed for the life of the object. */
CantoLoopback *canto_loopback_new (const char *redirect_uri,
                                   const char *state,
                                   const CantoLoopbackTexts *texts,
                                   GError **error);

/* Waits for the code, and closes the port. Errors: %CANTO_ERROR_DENIED, %CANTO_ERROR_TIMED_OUT,
 * %G_IO_ERROR_CANCELLED. */
void         canto_loopback_wait_async (CantoLoopback *self,
                                        guint timeout_s,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
CantoSecret *canto_loopback_wait_finish (CantoLoopback *self,
                                         GAsyncResult *result,
                                         GError **error);

G_END_DECLS
