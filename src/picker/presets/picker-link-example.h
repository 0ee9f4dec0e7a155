/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * picker_link_example_dup_text:
 * @fields: (nullable): custom fields of the account, up to %NULL
 * @facts: (out) (optional) (transfer full): how large it is: "Of a picture of 6000 × 4000: 1200 × 800, JPEG"
 *
 * What @preset makes of a picture that nobody has, as @session writes links now.
 *
 * Returns: (transfer full)
 */
char *picker_link_example_dup_text (EngineSession *session,
                                    DeliveryPreset *preset,
                                    const char *const *fields,
                                    char **facts);

G_END_DECLS
