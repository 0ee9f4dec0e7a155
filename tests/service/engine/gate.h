/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * Gate:
 *
 * A door of a tenant that can be shut: who knocks then meets nobody, as when there is no network.
 */
typedef struct _Gate Gate;

Gate *gate_new (const char *base);
void  gate_free (Gate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Gate, gate_free)

const char *gate_get_base (Gate *self);
void        gate_open (Gate *self);
void        gate_shut (Gate *self); /* what is on its way goes on */

G_END_DECLS
