/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-asset.h"

G_BEGIN_DECLS

/* What the service says in place of the delivery link: a link, the marker of 11.3, or NULL. */
const char *delivery_asset_get_link_text (CantoAsset *asset, gboolean original);

G_END_DECLS
