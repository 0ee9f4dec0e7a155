/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-options.h"
#include "tenant-overlay.h"

G_BEGIN_DECLS

/* The library that is asked for, with what was changed of it before if there is a state. (transfer full) */
TenantOverlay *tenant_opener_open (const TenantOptions *options, GError **error);

G_END_DECLS
