/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The memory of this process holds tokens: when it crashes, none of it is to lie on a disk. By the limit of core
 * files, and not by PR_SET_DUMPABLE, with which each portal would refuse us. Others than this process
 * have what they had: whoever starts one does so between begin and end. Any thread.
 */

void canto_core_dumps_forbid (void);

/* While a program is started, they are allowed as they were. Each begin has its end. Nothing if nothing was forbidden. */
void canto_core_dumps_begin_start (void);
void canto_core_dumps_end_start (void);

G_END_DECLS
