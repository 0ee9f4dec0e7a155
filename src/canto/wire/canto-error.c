/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"

G_DEFINE_QUARK (CantoError, canto_error)
