/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "engine-account-file.h"
#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerDeliveryGroup:
 *
 * The delivery network of an account (canto-api.md 17.9): its host, the account there, and how large its masters are. What
 * an administrator has locked is shown. What is applied holds at once: PickerDeliveryGroup::changed.
 */
#define PICKER_TYPE_DELIVERY_GROUP (picker_delivery_group_get_type ())
G_DECLARE_FINAL_TYPE (PickerDeliveryGroup, picker_delivery_group, PICKER, DELIVERY_GROUP, AdwPreferencesGroup)

/* @file: (nullable): without it there is nothing to be seen */
void picker_delivery_group_set_file (PickerDeliveryGroup *self, EngineSession *session, EngineAccountFile *file);

G_END_DECLS
