/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"

G_DEFINE_QUARK (canto - error - quark, canto_error)
