/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CantoProgress:
 *
 * How much of a file has come: set on one thread and looked at from any other. Atomically counted.
 */
typedef struct _CantoProgress CantoProgress;

#define CANTO_TYPE_PROGRESS (canto_progress_get_type ())

GType          canto_progress_get_type (void) G_GNUC_CONST;
CantoProgress *canto_progress_new (void);
CantoProgress *canto_progress_ref (CantoProgress *self);
void           canto_progress_unref (CantoProgress *self);

void    canto_progress_set (CantoProgress *self, guint64 n_bytes, guint64 total_bytes);
guint64 canto_progress_get_n_bytes (CantoProgress *self);
/* 0: not known */
guint64 canto_progress_get_total_bytes (CantoProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoProgress, canto_progress_unref)

G_END_DECLS
