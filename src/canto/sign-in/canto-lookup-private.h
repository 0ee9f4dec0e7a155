/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-account.h"

G_BEGIN_DECLS

/* The host that the answer of 3.19 is, if it is one of Canto's (2.10). (transfer full) (nullable) */
char *canto_lookup_read_host (CantoAccount *account, GBytes *text);

G_END_DECLS
