/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CantoMaker:
 *
 * What is to be made of bytes that are fetched, on a worker, before anybody hears of them: so they come to the
 * main thread once, and finished. Atomically counted.
 */
typedef struct _CantoMaker CantoMaker;

/* Returns what it made, or %NULL with @error. On a worker. (transfer full) */
typedef gpointer (*CantoMakeFunc) (GBytes *bytes, gpointer user_data, GError **error);

/* @user_data: not touched by anybody else meanwhile; freed on any thread
 * @free_user_data: (nullable) */
CantoMaker *canto_maker_new (CantoMakeFunc make,
                             GDestroyNotify free_made,
                             gpointer user_data,
                             GDestroyNotify free_user_data);
CantoMaker *canto_maker_ref (CantoMaker *self);
void        canto_maker_unref (CantoMaker *self);

gpointer canto_maker_make (CantoMaker *self, GBytes *bytes, GError **error);

/* Frees what canto_maker_make() returned. */
void canto_maker_free_made (CantoMaker *self, gpointer made);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoMaker, canto_maker_unref)

G_END_DECLS
