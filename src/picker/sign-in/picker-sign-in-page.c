/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-sign-in-page.h"

#include "canto-error.h"
#include "picker-compat.h"
#include "picker-error.h"
#include "picker-sign-in-form.h"
#include "picker-sign-in-others.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define USER_WAIT_S 5 /* until her name is not waited for */

/* How she signs in (canto-api.md 3.26 to 3.28). */
typedef enum
{
  WAY_REDIRECT,
  WAY_HANDSHAKE,
  WAY_TOKEN,
} Way;

struct _PickerSignInPage
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkButton *back_button;
  AdwBin *account_bin;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *welcome_page;
  GtkButton *begin_button;
  AdwBin *form_bin;
  AdwBin *others_bin;
  AdwStatusPage *waiting_page;
  GtkButton *go_on_button;
  GtkButton *open_again_button;
  GtkButton *copy_address_button;
  GtkButton *cancel_button;
  GtkWidget *waiting_hint;
  GtkButton *other_way_button;
  AdwStatusPage *failed_page;
  GtkButton *retry_button;
  GtkButton *failed_other_way_button;
  GtkButton *change_button;

  /* Borrowed: children made in code. */
  PickerSignInForm *form;
  PickerSignInOthers *others;

  /* Owned. */
  EngineAccountFile *file;
  CantoTokenStore *store;
  char *cache_dir;
  EngineSession *session;    /* that signs in */
  GError *keeping_error;     /* why the next start will have to ask again */
  char *uri;                 /* that the browser shows */
  GCancellable *cancellable; /* non-NULL while signing in */

  /* State. */
  Way way; /* of the latest sign-in */
  guint timeout_s;
  guint user_timeout_id; /* non-0 while Canto is asked who she is */
  gboolean can_go_back;  /* to a library */
};

G_DEFINE_FINAL_TYPE (PickerSignInPage, picker_sign_in_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_FILE = 1,
  PROP_STORE,
  PROP_CACHE_DIR,
  PROP_TIMEOUT_S,
  N_PROPS,
} PickerSignInPageProperty;

enum
{
  SIGNAL_SIGNED_IN,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* Pages */

static void
show_page (PickerSignInPage *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->back_button),
                          !g_str_equal (name, "waiting")
                              && (self->can_go_back || !g_str_equal (name, "welcome")));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
show_form (PickerSignInPage *self)
{
  show_page (self, "form");
}

static void
show_others (PickerSignInPage *self)
{
  show_page (self, "others");
}

static void
go_back (PickerSignInPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  if (g_str_equal (name, "failed") || g_str_equal (name, "others"))
    show_form (self);
  else if (self->can_go_back)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
  else
    show_page (self, "welcome");
}

/* Whether the way may be what is wrong: the port is taken, or the browser has not come back well.
 */
static gboolean
may_be_the_way (PickerSignInPage *self, const GError *error)
{
  return self->way != WAY_TOKEN
         && (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_PORT_TAKEN)
             || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_DENIED)
             || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_TIMED_OUT));
}

static void
show_failure (PickerSignInPage *self, const GError *error)
{
  g_autofree char *text = picker_error_dup_text (error);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_icon_name (self->failed_page, picker_error_get_icon_name (error));
  adw_status_page_set_title (self->failed_page, picker_error_get_title (error));
  adw_status_page_set_description (self->failed_page, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->failed_other_way_button), may_be_the_way (self, error));
  show_page (self, "failed");
}

static void
refuse_token (PickerSignInPage *self, const char *problem)
{
  show_others (self);
  picker_sign_in_others_refuse_token (self->others, problem);
}

/* What she can mend where she has typed it is said there. */
static void
sign_in_failed (PickerSignInPage *self, const GError *error)
{
  if (self->way == WAY_TOKEN && g_error_matches (error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT))
    refuse_token (self, _ ("Canto does not accept this token. Perhaps it is over or revoked, or of "
                           "another Canto."));
  else if (self->way == WAY_TOKEN
           && g_error_matches (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT))
    refuse_token (self, error->message);
  else if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_WRONG_KEY))
    {
      show_form (self);
      picker_sign_in_form_refuse_key (self->form);
    }
  else if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT))
    {
      show_form (self);
      picker_sign_in_form_miss_app_secret (self->form);
    }
  else
    show_failure (self, error);
}

static void
say (PickerSignInPage *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
say_copied (PickerSignInPage *self)
{
  say (self, _ ("Copied"));
}

static gboolean
picker_sign_in_page_grab_focus (GtkWidget *widget)
{
  PickerSignInPage *self = PICKER_SIGN_IN_PAGE (widget);
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  if (g_str_equal (name, "welcome"))
    return gtk_widget_grab_focus (GTK_WIDGET (self->begin_button));
  if (g_str_equal (name, "waiting"))
    return gtk_widget_grab_focus (self->way == WAY_HANDSHAKE ? GTK_WIDGET (self->go_on_button)
                                                             : GTK_WIDGET (self->cancel_button));
  if (g_str_equal (name, "failed"))
    return gtk_widget_grab_focus (GTK_WIDGET (self->retry_button));
  if (g_str_equal (name, "others"))
    return gtk_widget_grab_focus (GTK_WIDGET (self->others));

  return gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

/* Signing in */

static void
finish (PickerSignInPage *self)
{
  g_autoptr (EngineSession) session = g_steal_pointer (&self->session);
  g_autoptr (GError) keeping_error = g_steal_pointer (&self->keeping_error);

  g_signal_handlers_disconnect_by_data (session, self);
  picker_sign_in_form_clear_app_secret (self->form);
  picker_sign_in_others_clear_token (self->others);
  show_form (self);
  g_signal_emit (self, signals[SIGNAL_SIGNED_IN], 0, session, keeping_error);
}

static void
account_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Given up while the file was written, or the window is closed. */
  if (self->session == NULL)
    return;

  /* She is signed in all the same; only the next start will ask for the address again. */
  if (!engine_account_file_save_finish (ENGINE_ACCOUNT_FILE (object), result, &error)
      && self->keeping_error == NULL)
    self->keeping_error = g_steal_pointer (&error);
  finish (self);
}

/* Who she is tells her accounts apart; without that she is in all the same. */
static void
got_user (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CantoClient *client = CANTO_CLIENT (object);
  g_autoptr (PickerSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoUser) user = canto_client_get_user_finish (client, result, &error);

  if (self->session == NULL || engine_session_get_client (self->session) != client)
    return;

  g_clear_handle_id (&self->user_timeout_id, g_source_remove);
  g_clear_object (&self->cancellable);
  if (user == NULL)
    g_debug ("Who is signed in is not known: %s", error->message);
  engine_account_file_set_user (self->file, user);
  engine_account_file_save_async (self->file, engine_session_get_account (self->session), NULL,
                                  account_saved, g_object_ref (self));
}

static gboolean
user_takes_long (gpointer user_data)
{
  PickerSignInPage *self = user_data;

  self->user_timeout_id = 0;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static void
signed_in (GObject *object, GAsyncResult *result, gpointer user_data)
{
  EngineSession *session = ENGINE_SESSION (object);
  g_autoptr (PickerSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_in = engine_session_sign_in_finish (session, result, &error);

  /* Given up: she has pressed Cancel, or left for the demo. */
  if (self->session != session)
    return;

  if (!is_in)
    {
      g_clear_object (&self->cancellable);
      g_clear_object (&self->session);
      sign_in_failed (self, error);
      return;
    }

  self->user_timeout_id = g_timeout_add_seconds (USER_WAIT_S, user_takes_long, self);
  canto_client_get_user_async (engine_session_get_client (session), CANTO_PRIORITY_INTERACTIVE,
                               self->cancellable, got_user, g_object_ref (self));
}

static void
uri_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (picker_compat_open_uri_finish (GTK_WINDOW (object), result, &error)
      || self->cancellable == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  adw_status_page_set_description (self->waiting_page,
                                   _ ("The browser could not be opened. Copy the address and open "
                                      "it in a browser on this computer."));
}

static void
set_has_address (PickerSignInPage *self, gboolean has_address)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->go_on_button), has_address);
  gtk_widget_set_sensitive (GTK_WIDGET (self->open_again_button), has_address);
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_address_button), has_address);
}

static void
open_uri (PickerSignInPage *self, const char *uri)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->uri != uri)
    {
      g_free (self->uri);
      self->uri = g_strdup (uri);
    }
  set_has_address (self, TRUE);
  picker_compat_open_uri_async (GTK_WINDOW (root), self->uri, self->cancellable, uri_opened,
                                g_object_ref (self));
}

static void
not_kept (PickerSignInPage *self, const GError *error)
{
  g_clear_error (&self->keeping_error);
  self->keeping_error = g_error_copy (error);
}

static void
give_up (PickerSignInPage *self)
{
  g_clear_handle_id (&self->user_timeout_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
}

static void
cancel (PickerSignInPage *self)
{
  give_up (self);
  show_form (self);
}

static void
show_waiting (PickerSignInPage *self)
{
  static const struct
  {
    const char *title;
    const char *text;
  } words[] = {
    { N_ ("Go On in Your Browser"),
      N_ ("Sign in to Canto there and choose Allow. Descant goes on by itself.") },
    { N_ ("Go On in Your Browser"),
      N_ ("Sign in to Canto there and choose Allow. Then come back here and choose Continue.") },
    { N_ ("Trying the Token"), N_ ("Canto is asked whether it is good.") },
  };
  gboolean has_browser = self->way != WAY_TOKEN;

  adw_status_page_set_icon_name (self->waiting_page,
                                 has_browser ? "web-browser-symbolic" : "dialog-password-symbolic");
  adw_status_page_set_title (self->waiting_page, _ (words[self->way].title));
  adw_status_page_set_description (self->waiting_page, _ (words[self->way].text));
  gtk_widget_set_visible (GTK_WIDGET (self->go_on_button), self->way == WAY_HANDSHAKE);
  gtk_widget_set_visible (GTK_WIDGET (self->open_again_button), has_browser);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_address_button), has_browser);
  gtk_widget_set_visible (self->waiting_hint, has_browser);
  gtk_widget_set_visible (GTK_WIDGET (self->other_way_button), self->way == WAY_REDIRECT);
  set_has_address (self, FALSE);
  show_page (self, "waiting");
}

static void
run_sign_in (PickerSignInPage *self)
{
  g_autoptr (CantoSecret) secret = self->way == WAY_TOKEN
                                       ? picker_sign_in_others_dup_token (self->others)
                                       : picker_sign_in_form_dup_app_secret (self->form);

  if (self->way == WAY_TOKEN)
    engine_session_sign_in_with_token_async (self->session, secret, self->cancellable, signed_in,
                                             g_object_ref (self));
  else
    engine_session_sign_in_async (self->session,
                                  self->way == WAY_HANDSHAKE ? ENGINE_SIGN_IN_HANDSHAKE
                                                             : ENGINE_SIGN_IN_REDIRECT,
                                  secret, self->cancellable, signed_in, g_object_ref (self));
}

static void
sign_in (PickerSignInPage *self, Way way)
{
  g_autoptr (CantoAccount) account = picker_sign_in_form_make_account (self->form);

  /* The form has put the focus where something is missing. */
  if (account == NULL)
    {
      if (gtk_stack_get_visible_child (self->stack) != GTK_WIDGET (self->form_bin))
        show_form (self);
      return;
    }

  self->way = way;
  show_waiting (self);
  g_clear_error (&self->keeping_error);
  self->cancellable = g_cancellable_new ();
  self->session = engine_session_new (account, self->store, self->cache_dir);
  engine_session_set_sign_in_timeout_s (self->session, self->timeout_s);
  g_signal_connect_object (self->session, "open-uri", G_CALLBACK (open_uri), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "not-kept", G_CALLBACK (not_kept), self,
                           G_CONNECT_SWAPPED);
  run_sign_in (self);
}

static void
sign_in_by_redirect (PickerSignInPage *self)
{
  sign_in (self, WAY_REDIRECT);
}

static void
sign_in_by_handshake (PickerSignInPage *self)
{
  give_up (self);
  sign_in (self, WAY_HANDSHAKE);
}

static void
sign_in_by_token (PickerSignInPage *self)
{
  sign_in (self, WAY_TOKEN);
}

static void
retry (PickerSignInPage *self)
{
  sign_in (self, self->way);
}

/* The next of 3.26 to 3.28. */
static void
try_other_way (PickerSignInPage *self)
{
  if (self->way == WAY_REDIRECT)
    sign_in_by_handshake (self);
  else
    show_others (self);
}

static void
go_on (PickerSignInPage *self)
{
  adw_status_page_set_description (
      self->waiting_page, _ ("Canto is asked whether you are done. If nothing happens, the "
                             "browser still waits for you."));
  engine_session_go_on (self->session);
}

static void
open_again (PickerSignInPage *self)
{
  open_uri (self, self->uri);
}

/* No secret is in it: only what the browser would show in its address bar. */
static void
copy_address (PickerSignInPage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->uri);
  say_copied (self);
}

/* The window is closed: nobody waits any more, and the port is free. */
static void
picker_sign_in_page_unroot (GtkWidget *widget)
{
  give_up (PICKER_SIGN_IN_PAGE (widget));
  GTK_WIDGET_CLASS (picker_sign_in_page_parent_class)->unroot (widget);
}

/* GObject */

static void
picker_sign_in_page_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  PickerSignInPage *self = PICKER_SIGN_IN_PAGE (object);

  switch ((PickerSignInPageProperty) prop_id)
    {
    case PROP_FILE:
      self->file = g_value_dup_object (value);
      break;

    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;

    case PROP_CACHE_DIR:
      self->cache_dir = g_value_dup_string (value);
      break;

    case PROP_TIMEOUT_S:
      self->timeout_s = g_value_get_uint (value);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_sign_in_page_constructed (GObject *object)
{
  PickerSignInPage *self = PICKER_SIGN_IN_PAGE (object);

  GtkWidget *form;
  GtkWidget *others;

  G_OBJECT_CLASS (picker_sign_in_page_parent_class)->constructed (object);

  form = picker_sign_in_form_new (self->file);
  self->form = PICKER_SIGN_IN_FORM (form);
  adw_bin_set_child (self->form_bin, form);
  g_signal_connect_object (form, "submitted", G_CALLBACK (sign_in_by_redirect), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "copied", G_CALLBACK (say_copied), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "others-wanted", G_CALLBACK (show_others), self,
                           G_CONNECT_SWAPPED);

  others = picker_sign_in_others_new ();
  self->others = PICKER_SIGN_IN_OTHERS (others);
  adw_bin_set_child (self->others_bin, others);
  g_signal_connect_object (others, "handshake", G_CALLBACK (sign_in_by_handshake), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (others, "token-given", G_CALLBACK (sign_in_by_token), self,
                           G_CONNECT_SWAPPED);
}

static void
picker_sign_in_page_unmap (GtkWidget *widget)
{
  picker_compat_close_popovers (widget);

  GTK_WIDGET_CLASS (picker_sign_in_page_parent_class)->unmap (widget);
}

static void
picker_sign_in_page_dispose (GObject *object)
{
  PickerSignInPage *self = PICKER_SIGN_IN_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  give_up (self);
  g_clear_object (&self->file);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (picker_sign_in_page_parent_class)->dispose (object);
}

static void
picker_sign_in_page_finalize (GObject *object)
{
  PickerSignInPage *self = PICKER_SIGN_IN_PAGE (object);

  g_clear_pointer (&self->cache_dir, g_free);
  g_clear_pointer (&self->uri, g_free);
  g_clear_error (&self->keeping_error);

  G_OBJECT_CLASS (picker_sign_in_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, account_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, welcome_page);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, begin_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, form_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, others_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, waiting_page);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, go_on_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, open_again_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, copy_address_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, waiting_hint);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, other_way_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, failed_other_way_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, change_button);
}

static void
picker_sign_in_page_class_init (PickerSignInPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = picker_sign_in_page_constructed;
  object_class->set_property = picker_sign_in_page_set_property;
  object_class->dispose = picker_sign_in_page_dispose;
  object_class->finalize = picker_sign_in_page_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = picker_sign_in_page_grab_focus;
  GTK_WIDGET_CLASS (klass)->unmap = picker_sign_in_page_unmap;
  GTK_WIDGET_CLASS (klass)->unroot = picker_sign_in_page_unroot;

  props[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, ENGINE_TYPE_ACCOUNT_FILE, flags);
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, CANTO_TYPE_TOKEN_STORE, flags);
  props[PROP_CACHE_DIR] = g_param_spec_string ("cache-dir", NULL, NULL, NULL, flags);
  props[PROP_TIMEOUT_S] = g_param_spec_uint ("timeout-s", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * PickerSignInPage::signed-in:
   * @session: that is signed in
   * @error: (nullable): why the next start will have to ask again
   */
  signals[SIGNAL_SIGNED_IN] =
      g_signal_new ("signed-in", PICKER_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, ENGINE_TYPE_SESSION, G_TYPE_ERROR);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
picker_sign_in_page_init (PickerSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_icon_name (self->welcome_page, DESCANT_APP_ID);
  g_signal_connect_swapped (self->back_button, "clicked", G_CALLBACK (go_back), self);
  g_signal_connect_swapped (self->begin_button, "clicked", G_CALLBACK (show_form), self);
  g_signal_connect_swapped (self->open_again_button, "clicked", G_CALLBACK (open_again), self);
  g_signal_connect_swapped (self->copy_address_button, "clicked", G_CALLBACK (copy_address), self);
  g_signal_connect_swapped (self->cancel_button, "clicked", G_CALLBACK (cancel), self);
  g_signal_connect_swapped (self->go_on_button, "clicked", G_CALLBACK (go_on), self);
  g_signal_connect_swapped (self->other_way_button, "clicked", G_CALLBACK (try_other_way), self);
  g_signal_connect_swapped (self->failed_other_way_button, "clicked", G_CALLBACK (try_other_way),
                            self);
  g_signal_connect_swapped (self->retry_button, "clicked", G_CALLBACK (retry), self);
  g_signal_connect_swapped (self->change_button, "clicked", G_CALLBACK (show_form), self);
}

GtkWidget *
picker_sign_in_page_new (EngineAccountFile *file,
                         CantoTokenStore *store,
                         const char *cache_dir,
                         guint timeout_s)
{
  return g_object_new (PICKER_TYPE_SIGN_IN_PAGE, "file", file, "store", store, "cache-dir",
                       cache_dir, "timeout-s", timeout_s, NULL);
}

void
picker_sign_in_page_take_account (PickerSignInPage *self)
{
  g_return_if_fail (PICKER_IS_SIGN_IN_PAGE (self));

  picker_sign_in_form_take_account (self->form);
}

void
picker_sign_in_page_begin (PickerSignInPage *self, const GError *error, gboolean can_go_back)
{
  gboolean is_new;

  g_return_if_fail (PICKER_IS_SIGN_IN_PAGE (self));

  self->can_go_back = can_go_back;
  picker_sign_in_form_show_error (self->form, error);
  if (self->session != NULL)
    return;

  is_new = error == NULL && !can_go_back && engine_account_file_get_account (self->file) == NULL;
  show_page (self, is_new ? "welcome" : "form");
}

void
picker_sign_in_page_set_account_button (PickerSignInPage *self, GtkWidget *button)
{
  g_return_if_fail (PICKER_IS_SIGN_IN_PAGE (self));

  adw_bin_set_child (self->account_bin, button);
}
