/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-progress.h"

struct _CantoProgress
{
  _Atomic guint64 n_bytes;
  _Atomic guint64 total_bytes;
};

G_DEFINE_BOXED_TYPE (CantoProgress, canto_progress, canto_progress_ref, canto_progress_unref)

CantoProgress *
canto_progress_new (void)
{
  return g_atomic_rc_box_new0 (CantoProgress);
}

CantoProgress *
canto_progress_ref (CantoProgress *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
canto_progress_unref (CantoProgress *self)
{
  g_atomic_rc_box_release (self);
}

void
canto_progress_set (CantoProgress *self, guint64 n_bytes, guint64 total_bytes)
{
  self->n_bytes = n_bytes;
  self->total_bytes = total_bytes;
}

guint64
canto_progress_get_n_bytes (CantoProgress *self)
{
  return self->n_bytes;
}

guint64
canto_progress_get_total_bytes (CantoProgress *self)
{
  return self->total_bytes;
}
