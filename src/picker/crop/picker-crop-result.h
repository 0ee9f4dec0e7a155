/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerCropResult:
 *
 * What the delivery network really makes: its picture, how large it is and what it weighs; or why there is nothing, and
 * what to do. A link is asked for when it has stood for a moment, and what comes for another one is never shown.
 */
#define PICKER_TYPE_CROP_RESULT (picker_crop_result_get_type ())
G_DECLARE_FINAL_TYPE (PickerCropResult, picker_crop_result, PICKER, CROP_RESULT, GtkWidget)

/* Once. */
void picker_crop_result_set_session (PickerCropResult *self, EngineSession *session);

/* @link: (nullable): to a picture on the delivery network
 * @stand_in: (nullable): see engine_session_fetch_rendition_async()
 * @wanted_px: that the longest side should have, where @link does not know whether there are so many; else 0 */
void picker_crop_result_set_link (PickerCropResult *self,
                                  DeliveryLink *link,
                                  DeliveryLink *stand_in,
                                  guint wanted_px);

G_END_DECLS
