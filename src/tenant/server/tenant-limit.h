/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Calls of the last minute (13.1). Main thread only. */
typedef struct _TenantLimit TenantLimit;

TenantLimit *tenant_limit_new (guint calls_per_minute);
void         tenant_limit_free (TenantLimit *limit);
/* Counts a call at @now_us; or returns FALSE, and in how many seconds it would be TRUE. */
gboolean     tenant_limit_take (TenantLimit *limit, gint64 now_us, guint *wait_s);

G_END_DECLS
