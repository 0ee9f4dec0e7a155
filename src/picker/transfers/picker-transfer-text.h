/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-transfer.h"

G_BEGIN_DECLS

/* How it goes with a transfer, or what went wrong and what to do, in a sentence or two. (transfer full) */
char *picker_transfer_text_dup (EngineTransfer *transfer);

G_END_DECLS
