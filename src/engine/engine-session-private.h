/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"

G_BEGIN_DECLS

/* (transfer none) (nullable) */
const char *engine_session_get_cache_dir (EngineSession *self);

G_END_DECLS
