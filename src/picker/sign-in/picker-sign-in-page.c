/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-sign-in-page.h"

#include "canto-error.h"
#include "picker-compat.h"
#include "picker-error.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

struct _PickerSignInPage
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkStack *stack;
  GtkWidget *error_box;
  GtkLabel *error_title;
  GtkLabel *error_text;
  AdwEntryRow *address_row;
  AdwComboRow *region_row;
  AdwEntryRow *app_id_row;
  AdwPasswordEntryRow *app_secret_row;
  AdwActionRow *redirect_row;
  GtkButton *copy_redirect_button;
  GtkButton *sign_in_button;
  GtkButton *open_again_button;
  GtkButton *cancel_button;

  /* Owned. */
  EngineAccountFile *file;
  CantoTokenStore *store;
  char *cache_dir;
  EngineSession *session;    /* that signs in */
  GError *keyring_error;     /* why the session will not be kept */
  char *uri;                 /* that the browser shows */
  GCancellable *cancellable; /* non-NULL while signing in */
};

G_DEFINE_FINAL_TYPE (PickerSignInPage, picker_sign_in_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_FILE = 1,
  PROP_STORE,
  PROP_CACHE_DIR,
  N_PROPS,
} PickerSignInPageProperty;

enum
{
  SIGNAL_SIGNED_IN,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* The form */

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* The address as the form shows it: a stand-in on loopback has no name of its own. */
static const char *
get_shown_address (CantoAccount *account)
{
  return canto_account_get_is_loopback (account) ? canto_account_get_id (account)
                                                 : canto_account_get_tenant_host (account);
}

/* The account of the file, as long as the form says the same. */
static gboolean
is_account_of_file (PickerSignInPage *self, const char *address)
{
  CantoAccount *account = engine_account_file_get_account (self->file);

  return account != NULL && g_ascii_strcasecmp (get_shown_address (account), address) == 0
         && g_str_equal (canto_account_get_app_id (account), get_text (self->app_id_row));
}

static const char *
get_region (PickerSignInPage *self)
{
  GtkStringObject *region = adw_combo_row_get_selected_item (self->region_row);

  return region != NULL ? gtk_string_object_get_string (region) : NULL;
}

static CantoAccount *
make_account (PickerSignInPage *self, GError **error)
{
  g_autofree char *address = g_strstrip (g_strdup (get_text (self->address_row)));
  g_autofree char *app_id = g_strstrip (g_strdup (get_text (self->app_id_row)));
  CantoAccount *known = engine_account_file_get_account (self->file);
  CantoAccountOptions options = { 0 };

  if (is_account_of_file (self, address))
    return g_object_ref (known);

  options.address = address;
  options.region = strchr (address, '.') == NULL ? get_region (self) : NULL;
  options.app_id = app_id;
  options.redirect_uri = known != NULL ? canto_account_get_redirect_uri (known) : NULL;

  return canto_account_new (&options, error);
}

/* A bare name needs a region (canto-api.md 2.9). */
static void
form_changed (PickerSignInPage *self)
{
  const char *address = get_text (self->address_row);
  gboolean is_bare =
      *address != '\0' && strchr (address, '.') == NULL && strchr (address, ':') == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->region_row), is_bare);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sign_in_button),
                            *address != '\0' && *get_text (self->app_id_row) != '\0');
}

static CantoSecret *
dup_app_secret (PickerSignInPage *self)
{
  const char *typed = get_text (self->app_secret_row);
  CantoSecret *of_file = engine_account_file_get_app_secret (self->file);

  if (*typed != '\0')
    return canto_secret_new (typed);

  return of_file != NULL ? canto_secret_ref (of_file) : NULL;
}

/* Where there is something left to do. */
static gboolean
picker_sign_in_page_grab_focus (GtkWidget *widget)
{
  PickerSignInPage *self = PICKER_SIGN_IN_PAGE (widget);
  gpointer rows[] = { self->address_row, self->app_id_row };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (*get_text (rows[i]) == '\0')
        return gtk_widget_grab_focus (rows[i]);
    }

  return gtk_widget_grab_focus (GTK_WIDGET (self->sign_in_button));
}

static void
show_form (PickerSignInPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "form");
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Signing in */

static void
finish (PickerSignInPage *self)
{
  g_autoptr (EngineSession) session = g_steal_pointer (&self->session);
  g_autoptr (GError) keyring_error = g_steal_pointer (&self->keyring_error);

  g_signal_handlers_disconnect_by_data (session, self);
  gtk_editable_set_text (GTK_EDITABLE (self->app_secret_row), "");
  gtk_stack_set_visible_child_name (self->stack, "form");
  g_signal_emit (self, signals[SIGNAL_SIGNED_IN], 0, session, keyring_error);
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
      && self->keyring_error == NULL)
    self->keyring_error = g_steal_pointer (&error);
  finish (self);
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

  g_clear_object (&self->cancellable);
  if (!is_in)
    {
      g_clear_object (&self->session);
      show_form (self);
      picker_sign_in_page_show_error (self, error);
      return;
    }

  engine_account_file_save_async (self->file, engine_session_get_account (session), NULL,
                                  account_saved, g_object_ref (self));
}

static void
uri_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (picker_compat_open_uri_finish (GTK_WINDOW (object), result, &error)
      || self->cancellable == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_prefix_error (&error, "%s ", _ ("The browser could not be opened."));
  show_form (self);
  picker_sign_in_page_show_error (self, error);
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
  gtk_widget_set_sensitive (GTK_WIDGET (self->open_again_button), TRUE);
  picker_compat_open_uri_async (GTK_WINDOW (root), self->uri, self->cancellable, uri_opened,
                                g_object_ref (self));
}

static void
not_kept (PickerSignInPage *self, const GError *error)
{
  g_clear_error (&self->keyring_error);
  self->keyring_error = g_error_copy (error);
}

static void
cancel (PickerSignInPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  show_form (self);
}

static void
sign_in (PickerSignInPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAccount) account = make_account (self, &error);
  g_autoptr (CantoSecret) app_secret = dup_app_secret (self);

  if (account == NULL)
    {
      picker_sign_in_page_show_error (self, error);
      return;
    }

  gtk_widget_set_visible (self->error_box, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->open_again_button), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  g_clear_error (&self->keyring_error);
  self->cancellable = g_cancellable_new ();
  self->session = engine_session_new (account, self->store, self->cache_dir);
  g_signal_connect_object (self->session, "open-uri", G_CALLBACK (open_uri), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "not-kept", G_CALLBACK (not_kept), self,
                           G_CONNECT_SWAPPED);
  engine_session_sign_in_async (self->session, app_secret, self->cancellable, signed_in,
                                g_object_ref (self));
}

static void
open_again (PickerSignInPage *self)
{
  open_uri (self, self->uri);
}

static void
copy_redirect (PickerSignInPage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          adw_action_row_get_subtitle (self->redirect_row));
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

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_sign_in_page_constructed (GObject *object)
{
  PickerSignInPage *self = PICKER_SIGN_IN_PAGE (object);

  G_OBJECT_CLASS (picker_sign_in_page_parent_class)->constructed (object);

  picker_sign_in_page_take_account (self);
}

static void
picker_sign_in_page_dispose (GObject *object)
{
  PickerSignInPage *self = PICKER_SIGN_IN_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
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
  g_clear_error (&self->keyring_error);

  G_OBJECT_CLASS (picker_sign_in_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, error_box);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, error_title);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, error_text);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, region_row);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, app_id_row);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, app_secret_row);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, redirect_row);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, copy_redirect_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, open_again_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInPage, cancel_button);
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

  props[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, ENGINE_TYPE_ACCOUNT_FILE, flags);
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, CANTO_TYPE_TOKEN_STORE, flags);
  props[PROP_CACHE_DIR] = g_param_spec_string ("cache-dir", NULL, NULL, NULL, flags);
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
  gpointer rows[3];

  gtk_widget_init_template (GTK_WIDGET (self));
  rows[0] = self->address_row;
  rows[1] = self->app_id_row;
  rows[2] = self->app_secret_row;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_signal_connect_swapped (rows[i], "changed", G_CALLBACK (form_changed), self);
      g_signal_connect_swapped (rows[i], "entry-activated", G_CALLBACK (sign_in), self);
    }
  g_signal_connect_swapped (self->sign_in_button, "clicked", G_CALLBACK (sign_in), self);
  g_signal_connect_swapped (self->open_again_button, "clicked", G_CALLBACK (open_again), self);
  g_signal_connect_swapped (self->cancel_button, "clicked", G_CALLBACK (cancel), self);
  g_signal_connect_swapped (self->copy_redirect_button, "clicked", G_CALLBACK (copy_redirect),
                            self);
}

GtkWidget *
picker_sign_in_page_new (EngineAccountFile *file, CantoTokenStore *store, const char *cache_dir)
{
  return g_object_new (PICKER_TYPE_SIGN_IN_PAGE, "file", file, "store", store, "cache-dir",
                       cache_dir, NULL);
}

void
picker_sign_in_page_take_account (PickerSignInPage *self)
{
  CantoAccount *account;

  g_return_if_fail (PICKER_IS_SIGN_IN_PAGE (self));

  account = engine_account_file_get_account (self->file);
  if (account != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->address_row), get_shown_address (account));
      gtk_editable_set_text (GTK_EDITABLE (self->app_id_row), canto_account_get_app_id (account));
    }
  adw_action_row_set_subtitle (self->redirect_row, account != NULL
                                                       ? canto_account_get_redirect_uri (account)
                                                       : CANTO_ACCOUNT_DEFAULT_REDIRECT_URI);
  form_changed (self);
}

void
picker_sign_in_page_show_error (PickerSignInPage *self, const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PICKER_IS_SIGN_IN_PAGE (self));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_set_visible (self->error_box, error != NULL);
  if (error == NULL)
    return;

  if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_WRONG_KEY))
    gtk_widget_grab_focus (GTK_WIDGET (self->app_secret_row));
  text = picker_error_dup_text (error);
  gtk_label_set_text (self->error_title, picker_error_get_title (error));
  gtk_label_set_text (self->error_text, text);
}
