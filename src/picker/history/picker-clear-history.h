/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "engine-history.h"

G_BEGIN_DECLS

/* Asks whether @history is to be forgotten, and forgets it then: it cannot be had back. If the disk refuses, she is
 * told. */
void picker_clear_history_ask (GtkWindow *parent, EngineHistory *history);

G_END_DECLS
