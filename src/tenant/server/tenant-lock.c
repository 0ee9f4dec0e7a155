/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-lock.h"

void
tenant_lock_init (TenantLock *self)
{
  g_mutex_init (&self->door);
  g_rw_lock_init (&self->lock);
}

void
tenant_lock_clear (TenantLock *self)
{
  g_mutex_clear (&self->door);
  g_rw_lock_clear (&self->lock);
}

void
tenant_lock_start_reading (TenantLock *self)
{
  g_mutex_lock (&self->door);
  g_rw_lock_reader_lock (&self->lock);
  g_mutex_unlock (&self->door);
}

void
tenant_lock_stop_reading (TenantLock *self)
{
  g_rw_lock_reader_unlock (&self->lock);
}

void
tenant_lock_start_writing (TenantLock *self)
{
  g_mutex_lock (&self->door);
  g_rw_lock_writer_lock (&self->lock);
  g_mutex_unlock (&self->door);
}

void
tenant_lock_stop_writing (TenantLock *self)
{
  g_rw_lock_writer_unlock (&self->lock);
}
