/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-window-private.h"

#include "canto-error.h"
#include "picker-error.h"
#include "picker-fit-window.h"
#include "picker-preferences-window.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (PickerWindow, picker_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_SETTINGS = 1,
  PROP_ACCOUNTS,
  PROP_STORE,
  PROP_CACHE_DIR,
  PROP_SIGN_IN_TIMEOUT_S,
  N_PROPS,
} PickerWindowProperty;

static GParamSpec *props[N_PROPS];

/* Pages */

/* Nobody will sign in to it again: what waits for that holds it. */
static void
leave_session (PickerWindow *self)
{
  if (self->session != NULL)
    {
      engine_session_set_waits_for_sign_in (self->session, FALSE);
      engine_session_end (self->session);
    }
  g_clear_object (&self->session);
}

void
picker_window_leave_library (PickerWindow *self)
{
  adw_bin_set_child (self->library_bin, NULL);
  self->library = NULL;
  leave_session (self);
  g_clear_pointer (&self->user_id, g_free);
  g_clear_object (&self->demo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", self->back_file != NULL);
  picker_window_session_changed (self);
}

static void signed_in (PickerWindow *self, EngineSession *session, const GError *error);

static void
make_sign_in_page (PickerWindow *self)
{
  GtkWidget *page;

  if (self->file == NULL)
    picker_window_set_file (self, NULL);
  page =
      picker_sign_in_page_new (self->file, self->store, self->cache_dir, self->sign_in_timeout_s);
  self->sign_in_page = PICKER_SIGN_IN_PAGE (page);
  picker_sign_in_page_take_account (self->sign_in_page);
  picker_sign_in_page_set_account_button (self->sign_in_page,
                                          picker_window_make_account_button (self));
  adw_bin_set_child (self->sign_in_bin, page);
  g_signal_connect_object (page, "signed-in", G_CALLBACK (signed_in), self, G_CONNECT_SWAPPED);
}

/* What was there before is left when it is sure that something else is there. */
static void
begin_sign_in (PickerWindow *self, const GError *error)
{
  if (self->sign_in_page == NULL)
    make_sign_in_page (self);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Sign In – Descant"));
  picker_sign_in_page_begin (self->sign_in_page, error,
                             self->library != NULL || self->back_file != NULL);
  picker_window_show_page (self, "sign-in");
  gtk_widget_grab_focus (GTK_WIDGET (self->sign_in_page));
}

void
picker_window_show_sign_in (PickerWindow *self, const GError *error)
{
  picker_window_leave_library (self);
  begin_sign_in (self, error);
}

/* What is kept there is not lost, and need not be typed again: so this is not yet the form. */
void
picker_window_show_keyring (PickerWindow *self, const GError *error)
{
  g_autofree char *text = picker_error_dup_text (error);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  picker_window_leave_library (self);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Descant"));
  adw_status_page_set_description (self->keyring_page, markup);
  picker_window_show_page (self, "keyring");
  gtk_widget_grab_focus (self->start_again_button);
}

static void
apply_cache_size (PickerWindow *self)
{
  guint64 max_bytes = (guint64) g_settings_get_uint (self->settings, "cache-size") * 1000 * 1000;

  if (self->session != NULL)
    media_previews_set_max_cache_bytes (engine_session_get_previews (self->session), max_bytes);
}

/* @title: a toast shows it beside a button, in a narrow window, too: it is short.
 * @meaning: of what could not be saved */
static void
say_unsaved (PickerWindow *self, const char *title, const char *meaning, const GError *error)
{
  g_autofree char *text = g_strdup_printf (
      "%s %s\n\n%s", meaning, _ ("Make room on the disk, or check that this file can be written."),
      error->message);

  picker_library_say_details (self->library, title, text);
}

static void
root_folder_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (engine_account_file_save_finish (ENGINE_ACCOUNT_FILE (object), result, &error))
    return;

  g_message ("The folder was not kept: %s", error->message);
  if (self->library != NULL)
    say_unsaved (self, _ ("Choice not saved"), _ ("It holds until you close Descant."), error);
}

static void
keep_root_folder (PickerWindow *self)
{
  /* The demo is nobody's account. */
  if (self->demo == NULL && self->session != NULL)
    engine_account_file_save_root_folder_async (self->file,
                                                engine_session_get_root_folder (self->session),
                                                NULL, root_folder_saved, g_object_ref (self));
}

void
picker_window_return_to_library (PickerWindow *self)
{
  CantoAccount *account = engine_session_get_account (self->session);
  g_autofree char *title = NULL;

  g_clear_object (&self->back_file);
  apply_cache_size (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", self->demo == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", TRUE);
  picker_window_account_shown (self);
  /* Translators: the address of the company's Canto */
  title = self->demo != NULL
              ? g_strdup (_ ("Demo – Descant"))
              : g_strdup_printf (_ ("%s – Descant"), canto_account_get_tenant_host (account));
  gtk_window_set_title (GTK_WINDOW (self), title);
  picker_window_show_page (self, "library");
  gtk_widget_grab_focus (GTK_WIDGET (self->library));
  picker_window_session_changed (self);
}

void
picker_window_show_library (PickerWindow *self, EngineSession *session)
{
  g_set_object (&self->session, session);
  if (self->demo == NULL && self->file != NULL)
    engine_session_set_user_id (session, engine_account_file_get_user_id (self->file));
  if (self->data_dir != NULL && self->demo == NULL)
    engine_session_keep_edits (session, self->data_dir);
  engine_session_set_waits_for_sign_in (session, self->demo == NULL);
  if (self->presets != NULL)
    engine_session_set_presets (session, self->presets);
  g_signal_connect_object (session, "notify::root-folder", G_CALLBACK (keep_root_folder), self,
                           G_CONNECT_SWAPPED);
  self->library = PICKER_LIBRARY (picker_library_new (session, self->settings, self->demo != NULL));
  if (self->demo != NULL && engine_demo_get_pictures (self->demo) != NULL)
    picker_library_name_demo (self->library, engine_demo_get_pictures (self->demo));
  picker_library_set_account_button (self->library, picker_window_make_account_button (self));
  adw_bin_set_child (self->library_bin, GTK_WIDGET (self->library));
  picker_window_return_to_library (self);
}

/* Another person does not see what the one before her has left. */
static gboolean
is_same_user (PickerWindow *self)
{
  const char *user_id = engine_account_file_get_user_id (self->file);

  return self->user_id == NULL || user_id == NULL || g_str_equal (self->user_id, user_id);
}

/* What she had on screen goes on where it stopped, if it is of the same account. */
static void
go_on_signed_in (PickerWindow *self, EngineSession *session)
{
  if (!picker_window_keep_account (self, session))
    return;

  if (self->library != NULL && self->demo == NULL && is_same_user (self)
      && engine_session_take_over (self->session, session))
    {
      picker_window_return_to_library (self);
      return;
    }

  picker_window_leave_library (self);
  /* The form does not ask for it, but the account may have had it before. */
  engine_session_set_root_folder (session, engine_account_file_get_root_folder (self->file));
  picker_window_show_library (self, session);
}

static void
signed_in (PickerWindow *self, EngineSession *session, const GError *error)
{
  /* The browser may come back after she has gone on to the demo. */
  picker_window_renew_cancellable (self);
  go_on_signed_in (self, session);
  if (error == NULL)
    return;

  g_message ("The sign-in was not kept: %s", error->message);
  /* Of the keyring the library has a banner. */
  if (!g_error_matches (error, CANTO_ERROR, CANTO_ERROR_KEYRING))
    say_unsaved (self, _ ("Account not saved"),
                 _ ("You can go on, but the next start will ask for it again."), error);
}

/* Actions */

static void
win_sign_in (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerWindow *self = PICKER_WINDOW (widget);

  EngineAccountFile *last = self->demo != NULL ? picker_window_find_last (self) : NULL;

  /* Who has an account goes to it from the demo. */
  if (last != NULL && engine_account_file_get_account (last) != NULL)
    {
      picker_window_show_account (self, last);
      return;
    }

  picker_window_renew_cancellable (self);
  begin_sign_in (self, NULL);
}

static void
win_back (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerWindow *self = PICKER_WINDOW (widget);

  if (self->library != NULL)
    picker_window_return_to_library (self);
  else if (self->back_file != NULL)
    picker_window_show_account (self, self->back_file);
}

static void
win_start_again (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  picker_window_start_account (PICKER_WINDOW (widget));
}

/* Without the keyring: she signs in, and the next start asks again. */
static void
win_session_only (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerWindow *self = PICKER_WINDOW (widget);

  canto_token_store_set_session_only (self->store, TRUE);
  picker_window_show_sign_in (self, NULL);
}

static void
win_try_demo (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  picker_window_start_demo (PICKER_WINDOW (widget));
}

static void
win_preferences (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerWindow *self = PICKER_WINDOW (widget);
  GtkWidget *preferences = picker_preferences_window_new (
      GTK_WINDOW (self), self->settings, self->session, self->demo == NULL ? self->file : NULL);

  picker_fit_window (GTK_WINDOW (preferences));
  if (self->shortcut != NULL)
    picker_preferences_window_add_quick (PICKER_PREFERENCES_WINDOW (preferences), self->shortcut);
  gtk_window_present (GTK_WINDOW (preferences));
}

/* GObject */

static void
restore_state (PickerWindow *self)
{
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

static void
picker_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PickerWindow *self = PICKER_WINDOW (object);

  switch ((PickerWindowProperty) prop_id)
    {
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;

    case PROP_ACCOUNTS:
      self->accounts = g_value_dup_object (value);
      break;

    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;

    case PROP_CACHE_DIR:
      self->cache_dir = g_value_dup_string (value);
      break;

    case PROP_SIGN_IN_TIMEOUT_S:
      self->sign_in_timeout_s = g_value_get_uint (value);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_window_constructed (GObject *object)
{
  PickerWindow *self = PICKER_WINDOW (object);

  G_OBJECT_CLASS (picker_window_parent_class)->constructed (object);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", FALSE);
  g_signal_connect_object (self->settings, "changed::cache-size", G_CALLBACK (apply_cache_size),
                           self, G_CONNECT_SWAPPED);
  restore_state (self);
  picker_window_make_accounts (self);
}

static void
picker_window_dispose (GObject *object)
{
  PickerWindow *self = PICKER_WINDOW (object);

  g_clear_handle_id (&self->keyring_timeout_id, g_source_remove);
  g_clear_handle_id (&self->patience_timeout_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  leave_session (self);
  picker_window_dispose_quick (self);
  picker_window_dispose_accounts (self);
  g_clear_object (&self->demo);
  g_clear_object (&self->store);
  g_clear_object (&self->presets);
  g_clear_object (&self->file);
  g_clear_object (&self->back_file);
  g_clear_object (&self->accounts);
  g_clear_object (&self->opened_file);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->cache_dir, g_free);
  g_clear_pointer (&self->data_dir, g_free);
  g_clear_pointer (&self->user_id, g_free);

  G_OBJECT_CLASS (picker_window_parent_class)->dispose (object);
}

static void
picker_window_class_init (PickerWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = picker_window_constructed;
  object_class->set_property = picker_window_set_property;
  object_class->dispose = picker_window_dispose;

  props[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, flags);
  props[PROP_ACCOUNTS] = g_param_spec_object ("accounts", NULL, NULL, ENGINE_TYPE_ACCOUNTS, flags);
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, CANTO_TYPE_TOKEN_STORE, flags);
  props[PROP_CACHE_DIR] = g_param_spec_string ("cache-dir", NULL, NULL, NULL, flags);
  props[PROP_SIGN_IN_TIMEOUT_S] =
      g_param_spec_uint ("sign-in-timeout-s", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  picker_window_install_quick (object_class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerWindow, starting_label);
  gtk_widget_class_bind_template_child (widget_class, PickerWindow, keyring_page);
  gtk_widget_class_bind_template_child (widget_class, PickerWindow, start_again_button);
  gtk_widget_class_bind_template_child_full (widget_class, "session_only_button", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, PickerWindow, sign_in_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerWindow, library_bin);

  gtk_widget_class_install_action (widget_class, "win.back", NULL, win_back);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, win_preferences);
  gtk_widget_class_install_action (widget_class, "win.session-only", NULL, win_session_only);
  gtk_widget_class_install_action (widget_class, "win.sign-in", NULL, win_sign_in);
  gtk_widget_class_install_action (widget_class, "win.start-again", NULL, win_start_again);
  gtk_widget_class_install_action (widget_class, "win.try-demo", NULL, win_try_demo);
  picker_window_install_accounts (widget_class);
  picker_window_install_leave (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_comma, GDK_CONTROL_MASK,
                                       "win.preferences", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
picker_window_init (PickerWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
picker_window_new (GtkApplication *application,
                   GSettings *settings,
                   EngineAccounts *accounts,
                   CantoTokenStore *store,
                   const char *cache_dir)
{
  return g_object_new (PICKER_TYPE_WINDOW, "application", application, "settings", settings,
                       "accounts", accounts, "store", store, "cache-dir", cache_dir, NULL);
}

void
picker_window_keep_edits (PickerWindow *self, const char *data_dir)
{
  g_return_if_fail (PICKER_IS_WINDOW (self));

  g_free (self->data_dir);
  self->data_dir = g_strdup (data_dir);
}

void
picker_window_set_presets (PickerWindow *self, EnginePresets *presets)
{
  g_return_if_fail (PICKER_IS_WINDOW (self));
  g_return_if_fail (ENGINE_IS_PRESETS (presets));

  g_set_object (&self->presets, presets);
}
