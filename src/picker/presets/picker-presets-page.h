/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "engine-session.h"
#include "picker-field-names.h"

G_BEGIN_DECLS

/**
 * PickerPresetsPage:
 *
 * The presets of a person, in her preferences: they are moved, written, taken away, and exchanged with others as files.
 * Those that an administrator has laid down stand first, and say so. What was taken away can be had back from the toast
 * of its #AdwPreferencesWindow.
 */
#define PICKER_TYPE_PRESETS_PAGE (picker_presets_page_get_type ())
G_DECLARE_FINAL_TYPE (PickerPresetsPage, picker_presets_page, PICKER, PRESETS_PAGE, AdwPreferencesPage)

/* Once, before it is shown. @fields: (nullable): which a template can name */
void picker_presets_page_set_session (PickerPresetsPage *self, EngineSession *session, GSettings *settings,
                                      PickerFieldNames *fields);

/* What the person has chosen a file for. */
void picker_presets_page_import (PickerPresetsPage *self, GFile *file);
void picker_presets_page_export (PickerPresetsPage *self, GFile *file);

G_END_DECLS
