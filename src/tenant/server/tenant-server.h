/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tenant-options.h"

G_BEGIN_DECLS

/**
 * TenantServer:
 *
 * The stand-in tenant on four ports of the loopback: API and OAuth, CDN, delivery, uploads. Requests come in on
 * the main thread, and are answered on workers.
 */
#define TENANT_TYPE_SERVER (tenant_server_get_type ())
G_DECLARE_FINAL_TYPE (TenantServer, tenant_server, TENANT, SERVER, GObject)

TenantServer *tenant_server_new (const TenantOptions *options, GError **error);

/* While it is away nobody is let in, and whoever is in gets no answer: as without a network. */
void     tenant_server_set_away (TenantServer *self, gboolean away);
gboolean tenant_server_get_away (TenantServer *self);

/* The lines of canto-api's stand-in that a parent reads: name=value each, then "ready". (transfer full) */
char *tenant_server_describe (TenantServer *self);
/* No answer is given any more: what is to be kept is on the disk then, and nothing else. An answer that is still
 * being made may keep the server itself. */
void tenant_server_stop (TenantServer *self);

G_END_DECLS
