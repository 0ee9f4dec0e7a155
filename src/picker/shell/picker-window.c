/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-window-private.h"

#include "canto-error.h"
#include "picker-error.h"
#include "picker-preferences-window.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (PickerWindow, picker_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_SETTINGS = 1,
  PROP_FILE,
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
    engine_session_set_waits_for_sign_in (self->session, FALSE);
  g_clear_object (&self->session);
}

void
picker_window_leave_library (PickerWindow *self)
{
  adw_bin_set_child (self->library_bin, NULL);
  self->library = NULL;
  leave_session (self);
  g_clear_object (&self->demo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", FALSE);
}

static void signed_in (PickerWindow *self, EngineSession *session, const GError *error);

static void
make_sign_in_page (PickerWindow *self)
{
  GtkWidget *page =
      picker_sign_in_page_new (self->file, self->store, self->cache_dir, self->sign_in_timeout_s);

  self->sign_in_page = PICKER_SIGN_IN_PAGE (page);
  picker_sign_in_page_take_account (self->sign_in_page);
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
  picker_sign_in_page_begin (self->sign_in_page, error, self->library != NULL);
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

static void
return_to_library (PickerWindow *self)
{
  CantoAccount *account = engine_session_get_account (self->session);
  g_autofree char *title = NULL;

  /* Translators: the address of the company's Canto */
  title = self->demo != NULL ? g_strdup (_ ("Demo – Descant"))
                             : g_strdup_printf (_ ("%s – Descant"), canto_account_get_id (account));
  gtk_window_set_title (GTK_WINDOW (self), title);
  picker_window_show_page (self, "library");
  gtk_widget_grab_focus (GTK_WIDGET (self->library));
}

void
picker_window_show_library (PickerWindow *self, EngineSession *session)
{
  g_set_object (&self->session, session);
  engine_session_set_waits_for_sign_in (session, self->demo == NULL);
  g_signal_connect_object (session, "notify::root-folder", G_CALLBACK (keep_root_folder), self,
                           G_CONNECT_SWAPPED);
  apply_cache_size (self);
  self->library = PICKER_LIBRARY (picker_library_new (session, self->settings, self->demo != NULL));
  if (self->demo != NULL && engine_demo_get_pictures (self->demo) != NULL)
    picker_library_name_demo (self->library, engine_demo_get_pictures (self->demo));
  adw_bin_set_child (self->library_bin, GTK_WIDGET (self->library));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", self->demo == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", TRUE);
  return_to_library (self);
}

/* What she had on screen goes on where it stopped, if it is of the same account. */
static void
go_on_signed_in (PickerWindow *self, EngineSession *session)
{
  if (self->library != NULL && self->demo == NULL
      && engine_session_take_over (self->session, session))
    {
      return_to_library (self);
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

  picker_window_renew_cancellable (self);
  begin_sign_in (self, NULL);
}

static void
win_back (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  return_to_library (PICKER_WINDOW (widget));
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
  GtkWidget *preferences =
      picker_preferences_window_new (GTK_WINDOW (self), self->settings, self->session);

  gtk_window_present (GTK_WINDOW (preferences));
}

/* A sign-out that the keyring has not answered: the program stays until it has, or the token would
 * be there at the next start. */
typedef struct
{
  PickerWindow *window;
  GApplication *application;
} SignOut;

static SignOut *
sign_out_new (PickerWindow *self)
{
  SignOut *sign_out = g_new0 (SignOut, 1);

  sign_out->window = g_object_ref (self);
  sign_out->application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_object_ref (sign_out->application);
  g_application_hold (sign_out->application);

  return sign_out;
}

static void
sign_out_free (SignOut *sign_out)
{
  g_application_release (sign_out->application);
  g_object_unref (sign_out->application);
  g_object_unref (sign_out->window);
  g_free (sign_out);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SignOut, sign_out_free)

static void
signed_out (GObject *object, GAsyncResult *result, gpointer user_data)
{
  EngineSession *session = ENGINE_SESSION (object);
  g_autoptr (SignOut) sign_out = user_data;
  PickerWindow *self = sign_out->window;
  g_autoptr (GError) error = NULL;

  engine_session_sign_out_finish (session, result, &error);
  /* Otherwise the window was closed meanwhile, or shows something else. */
  if (self->session == session)
    picker_window_show_sign_in (self, error);
}

static void
win_sign_out (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerWindow *self = PICKER_WINDOW (widget);

  if (self->session != NULL && self->demo == NULL)
    engine_session_sign_out_async (self->session, NULL, signed_out, sign_out_new (self));
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

    case PROP_FILE:
      self->file = g_value_dup_object (value);
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
  g_clear_object (&self->demo);
  g_clear_object (&self->store);
  g_clear_object (&self->file);
  g_clear_object (&self->opened_file);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->cache_dir, g_free);

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
  props[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, ENGINE_TYPE_ACCOUNT_FILE, flags);
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, CANTO_TYPE_TOKEN_STORE, flags);
  props[PROP_CACHE_DIR] = g_param_spec_string ("cache-dir", NULL, NULL, NULL, flags);
  props[PROP_SIGN_IN_TIMEOUT_S] =
      g_param_spec_uint ("sign-in-timeout-s", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

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
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, win_sign_out);
  gtk_widget_class_install_action (widget_class, "win.start-again", NULL, win_start_again);
  gtk_widget_class_install_action (widget_class, "win.try-demo", NULL, win_try_demo);
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
                   EngineAccountFile *file,
                   CantoTokenStore *store,
                   const char *cache_dir)
{
  return g_object_new (PICKER_TYPE_WINDOW, "application", application, "settings", settings, "file",
                       file, "store", store, "cache-dir", cache_dir, NULL);
}
