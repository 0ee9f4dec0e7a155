/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "journal-error.h"

G_DEFINE_QUARK (journal - error - quark, journal_error)
