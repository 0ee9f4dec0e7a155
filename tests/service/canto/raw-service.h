/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RawService:
 *
 * A server on the loopback that reads a request, writes the bytes given, and hangs up: for answers that
 * no HTTP library would write. It runs on threads of its own.
 */
typedef struct _RawService RawService;

/* @answer: (nullable): NULL hangs up without a word */
RawService *raw_service_new (const char *answer);
/* It writes the answer before it reads the request. */
RawService *raw_service_new_hasty (const char *answer);
/* It keeps its connections, but hangs up without a word when the second request comes over one. It does not answer
 * before there have been @n_connections. */
RawService *raw_service_new_keeping (const char *answer, guint n_connections);
void        raw_service_free (RawService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawService, raw_service_free)

const char *raw_service_get_base (RawService *self);
/* HEAD apart */
guint       raw_service_get_n_requests (RawService *self);

G_END_DECLS
