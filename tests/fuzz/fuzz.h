/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What each target defines: takes one input that came from somewhere else. It must come back, leave nothing
 * behind, and stop the program where something is not as it has to be. libFuzzer calls it with what it makes
 * up, fuzz-replay.c with the files of a corpus. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
