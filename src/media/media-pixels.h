/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MediaPixels:
 *
 * Memory for the pixels of a picture. Pictures come and go by the thousand, of many sizes and among much
 * that stays: on the heap they leave holes, which grow for hours. So each has a mapping of its own, and
 * some that are free are kept for the next, since a new one costs page faults. For any thread.
 */
typedef struct _MediaPixels MediaPixels;

MediaPixels *media_pixels_new (gsize n_bytes);
void         media_pixels_free (MediaPixels *self);
guint8      *media_pixels_get_data (MediaPixels *self);

/* (transfer full): takes @self */
GBytes *media_pixels_free_to_bytes (MediaPixels *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaPixels, media_pixels_free)

/* For the beginning of a program, before there is a second thread: what is not pixels comes and goes, too, and
 * each of a dozen threads would keep the holes of a heap of its own. */
void media_pixels_share_heaps (void);

G_END_DECLS
