/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FailingResolver:
 *
 * Finds no host of any name, at once and without asking anybody.
 */
#define FAILING_TYPE_RESOLVER (failing_resolver_get_type ())
G_DECLARE_FINAL_TYPE (FailingResolver, failing_resolver, FAILING, RESOLVER, GResolver)

GResolver *failing_resolver_new (void);

G_END_DECLS
