/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the library has to do with presets: they are written as the settings say, and what is wrong
 * with their files is said. */

#include "descant-config.h"

#include "picker-library-private.h"

#include "picker-form-options.h"
#include "picker-recent-searches.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <glib/gi18n.h>

#define ACCOUNT_SCHEMA "io.github.descant.Descant.Account"
#define DEMO_PATH      "/io/github/descant/Descant/accounts/demo/"

static void
say_error (PickerLibrary *self)
{
  const GError *error = engine_presets_get_error (engine_session_get_presets (self->session));

  if (error != NULL)
    picker_library_say_details (self, _ ("Presets need your attention"), error->message);
}

void
picker_library_connect_presets (PickerLibrary *self)
{
  EnginePresets *presets = engine_session_get_presets (self->session);
  /* The demo leaves nothing behind, but what is chosen in it holds while it is there. */
  g_autoptr (GSettingsBackend) memory = self->is_demo ? g_memory_settings_backend_new () : NULL;
  g_autoptr (GSettings) account_settings =
      self->is_demo ? g_settings_new_with_backend_and_path (ACCOUNT_SCHEMA, memory, DEMO_PATH)
                    : picker_recent_searches_make_settings (
                        self->settings, engine_session_get_account (self->session));

  picker_form_options_follow (self->session, self->settings, account_settings);
  g_signal_connect_object (presets, "notify::error", G_CALLBACK (say_error), self,
                           G_CONNECT_SWAPPED);
  say_error (self);
}
