/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hostile-calls.h"

G_BEGIN_DECLS

#define PRIORITY CANTO_PRIORITY_INTERACTIVE

/* The first half of a call, and the second. */
#define START HostileWorld *world, GAsyncReadyCallback callback, gpointer user_data
#define END   HostileWorld *world, GAsyncResult *result, GError **error

/* hostile-calls-files.c: a part of the table */
const HostileCall *hostile_calls_get_of_files (guint *n_calls);

G_END_DECLS
