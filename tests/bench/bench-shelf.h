/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BenchShelf:
 *
 * A server in a process of its own that has its files ready in memory, as a delivery network has: with it, a
 * benchmark measures who asks, and not how fast the stand-in tenant draws.
 */
typedef struct _BenchShelf BenchShelf;

/* Serves the files that are in @folder; @program is the benchmark itself, which ends in
 * bench_shelf_main() when it has "--shelf" as its first argument. */
BenchShelf *bench_shelf_start (const char *program, const char *folder);
void        bench_shelf_stop (BenchShelf *self);

/* The address of the file called @name. (transfer full) */
char *bench_shelf_dup_uri (BenchShelf *self, const char *name);

/* The server itself. */
int bench_shelf_main (const char *folder);

G_END_DECLS
