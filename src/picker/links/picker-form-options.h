/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"

G_BEGIN_DECLS

/* How links are written, as it is kept in settings: those of all accounts (PICKER_WITH_CREDIT_KEY,
 * PICKER_PICTURE_SIZES_KEY), and those of one, whose keys name its custom fields. */
#define PICKER_ALT_FIELD_KEY    "alt-field"
#define PICKER_CREDIT_FIELD_KEY "credit-field"

/* From now on @session writes links as they say.
 * @account_settings: (nullable): of the account; the demo has none */
void picker_form_options_follow (EngineSession *session, GSettings *settings, GSettings *account_settings);

/* Those that it follows. (transfer none) (nullable) */
GSettings *picker_form_options_get_account_settings (EngineSession *session);

G_END_DECLS
