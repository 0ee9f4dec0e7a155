/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "engine-account-file.h"
#include "engine-session.h"
#include "picker-field-names.h"

G_BEGIN_DECLS

/**
 * PickerLinksPage:
 *
 * How links are written, in the preferences: which fields of the account their texts come from, the credit line, how wide
 * responsive images are, with an example; and the delivery network of the account.
 */
#define PICKER_TYPE_LINKS_PAGE (picker_links_page_get_type ())
G_DECLARE_FINAL_TYPE (PickerLinksPage, picker_links_page, PICKER, LINKS_PAGE, AdwPreferencesPage)

/* Once, before it is shown. @session follows settings, see picker_form_options_follow().
 * @file: (nullable): that keeps the delivery network; the demo has none */
void picker_links_page_set_session (PickerLinksPage *self,
                                    EngineSession *session,
                                    GSettings *settings,
                                    PickerFieldNames *fields,
                                    EngineAccountFile *file);

G_END_DECLS
