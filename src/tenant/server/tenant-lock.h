/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TenantLock:
 *
 * Many may read at a time, or one may write. Who wants to write keeps new readers out, so that a service
 * that is always read from can still be written to. Not recursive.
 */
typedef struct
{
  GMutex door;
  GRWLock lock;
} TenantLock;

void tenant_lock_init (TenantLock *self);
void tenant_lock_clear (TenantLock *self);

void tenant_lock_start_reading (TenantLock *self);
void tenant_lock_stop_reading (TenantLock *self);
void tenant_lock_start_writing (TenantLock *self);
void tenant_lock_stop_writing (TenantLock *self);

G_END_DECLS
