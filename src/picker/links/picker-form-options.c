/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-form-options.h"

#include "picker-preset.h"

#define DATA "picker-form-options"

/* What a session follows; it owns this. */
typedef struct
{
  EngineSession *session; /* borrowed */
  GSettings *settings;
  GSettings *account_settings; /* (nullable) */
} Followed;

static void
apply (Followed *followed)
{
  g_autofree char *sizes = g_settings_get_string (followed->settings, PICKER_PICTURE_SIZES_KEY);
  g_autofree char *alt_field = NULL;
  g_autofree char *credit_field = NULL;
  DeliveryFormOptions options = {
    .with_credit = g_settings_get_boolean (followed->settings, PICKER_WITH_CREDIT_KEY),
    .sizes = sizes,
  };

  if (followed->account_settings != NULL)
    {
      alt_field = g_settings_get_string (followed->account_settings, PICKER_ALT_FIELD_KEY);
      credit_field = g_settings_get_string (followed->account_settings, PICKER_CREDIT_FIELD_KEY);
    }
  options.alt_field = alt_field;
  options.credit_field = credit_field;
  engine_session_set_form_options (followed->session, &options);
}

static void
followed_free (gpointer data)
{
  Followed *followed = data;

  g_signal_handlers_disconnect_by_data (followed->settings, followed);
  g_object_unref (followed->settings);
  if (followed->account_settings != NULL)
    g_signal_handlers_disconnect_by_data (followed->account_settings, followed);
  g_clear_object (&followed->account_settings);
  g_free (followed);
}

void
picker_form_options_follow (EngineSession *session,
                            GSettings *settings,
                            GSettings *account_settings)
{
  Followed *followed;

  g_return_if_fail (ENGINE_IS_SESSION (session));
  g_return_if_fail (G_IS_SETTINGS (settings));

  followed = g_new0 (Followed, 1);
  followed->session = session;
  followed->settings = g_object_ref (settings);
  g_signal_connect_swapped (settings, "changed::" PICKER_WITH_CREDIT_KEY, G_CALLBACK (apply),
                            followed);
  g_signal_connect_swapped (settings, "changed::" PICKER_PICTURE_SIZES_KEY, G_CALLBACK (apply),
                            followed);
  if (account_settings != NULL)
    {
      followed->account_settings = g_object_ref (account_settings);
      g_signal_connect_swapped (account_settings, "changed", G_CALLBACK (apply), followed);
    }
  g_object_set_data_full (G_OBJECT (session), DATA, followed, followed_free);
  apply (followed);
}

GSettings *
picker_form_options_get_account_settings (EngineSession *session)
{
  Followed *followed;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  followed = g_object_get_data (G_OBJECT (session), DATA);

  return followed != NULL ? followed->account_settings : NULL;
}
