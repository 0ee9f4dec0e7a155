/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-account.h"
#include "canto-asset.h"

G_BEGIN_DECLS

/* Whether the right to use @asset has ended by the field that @account names for it (7.28, 17.11), in the time zone of the
 * tenant: until its day is over it may be used. %FALSE where no field is named, or it has no date. */
gboolean engine_expiry_is_over (CantoAsset *asset, CantoAccount *account);

G_END_DECLS
