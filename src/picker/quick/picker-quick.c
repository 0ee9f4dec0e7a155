/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-quick.h"

#include "picker-check-text.h"
#include "picker-quick-window.h"

#include <glib/gi18n.h>

#define LINGER_S     (10 * 60)
#define NOTIFICATION "quick-link"

struct _PickerQuick
{
  GObject parent_instance;

  /* Borrowed. */
  GtkApplication *application;
  PickerQuickWindow *window; /* (nullable): a toplevel; made when it is first opened */

  /* Owned. */
  GSettings *settings;
  PickerQuickAccount *account;
  PickerGlobalShortcut *shortcut;
  GdkContentProvider *copied; /* (nullable): what it has put on the clipboard, while it is there */

  /* State. */
  gboolean is_holding;
  gboolean is_waiting; /* it was opened before there was anything to search */
  gboolean is_ended;
  guint linger_s;
  guint linger_id; /* non-0 while it is kept ready after it was closed */
  guint renew_id;  /* non-0 while a session of its own is due */
};

G_DEFINE_FINAL_TYPE (PickerQuick, picker_quick, G_TYPE_OBJECT)

enum
{
  SIGNAL_OPEN_MAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* How long the program stays */

static gboolean
is_visible (PickerQuick *self)
{
  return self->window != NULL && gtk_widget_get_visible (GTK_WIDGET (self->window));
}

static gboolean
is_ready_for_key (PickerQuick *self)
{
  PickerShortcutState state = picker_global_shortcut_get_state (self->shortcut);

  return state == PICKER_SHORTCUT_BOUND || state == PICKER_SHORTCUT_ASKING;
}

static void
update_hold (PickerQuick *self)
{
  gboolean holds =
      !self->is_ended && (is_ready_for_key (self) || self->copied != NULL || self->linger_id != 0);

  if (self->is_holding == holds)
    return;

  self->is_holding = holds;
  if (holds)
    g_application_hold (G_APPLICATION (self->application));
  else
    g_application_release (G_APPLICATION (self->application));
}

static gboolean
linger_ended (gpointer user_data)
{
  PickerQuick *self = user_data;

  self->linger_id = 0;
  update_hold (self);

  return G_SOURCE_REMOVE;
}

static void
linger (PickerQuick *self)
{
  g_clear_handle_id (&self->linger_id, g_source_remove);
  self->linger_id = g_timeout_add_seconds (self->linger_s, linger_ended, self);
  update_hold (self);
}

/* What is on the clipboard goes with the program that has put it there, where the desktop does not
 * keep it. */

static void
clipboard_changed (PickerQuick *self, GdkClipboard *clipboard)
{
  if (gdk_clipboard_get_content (clipboard) == self->copied)
    return;

  g_signal_handlers_disconnect_by_func (clipboard, clipboard_changed, self);
  g_clear_object (&self->copied);
  update_hold (self);
}

static void
keep_clipboard (PickerQuick *self, GdkClipboard *clipboard)
{
  g_signal_handlers_disconnect_by_func (clipboard, clipboard_changed, self);
  g_set_object (&self->copied, gdk_clipboard_get_content (clipboard));
  if (self->copied != NULL)
    g_signal_connect_object (clipboard, "changed", G_CALLBACK (clipboard_changed), self,
                             G_CONNECT_SWAPPED);
  update_hold (self);
}

/* The account */

/* What the main window has loaded can be found, too. */
static void
learn_loaded (PickerQuick *self, EngineSession *session)
{
  CatalogAssetList *list = picker_quick_account_get_list (self->account);
  g_autoptr (GPtrArray) held = list != NULL ? catalog_asset_list_dup_held (list) : NULL;
  EngineKnown *known = engine_session_get_known (session);

  for (guint i = 0; held != NULL && i < held->len; i++)
    engine_known_learn (known, held->pdata[i]);
}

static void
show_account (PickerQuick *self)
{
  g_autofree char *name = picker_quick_account_dup_name (self->account);

  if (self->window == NULL)
    return;

  switch (picker_quick_account_get_state (self->account))
    {
    case PICKER_QUICK_STARTING:
      picker_quick_window_set_starting (self->window);
      break;

    case PICKER_QUICK_READY:
      picker_quick_window_set_session (self->window,
                                       picker_quick_account_get_session (self->account));
      picker_quick_window_set_account_name (self->window, name);
      /* A main window that has come meanwhile is not what she asked for. */
      if (self->is_waiting && is_visible (self))
        gtk_window_present (GTK_WINDOW (self->window));
      self->is_waiting = FALSE;
      break;

    case PICKER_QUICK_SIGNED_OUT:
    default:
      picker_quick_window_set_signed_out (self->window,
                                          picker_quick_account_get_error (self->account));
    }
}

/* Once the main window that had the session is closed. What is on the clipboard alone needs none.
 */
static gboolean
renew_session (gpointer user_data)
{
  PickerQuick *self = user_data;

  self->renew_id = 0;
  if (!self->is_ended && (is_ready_for_key (self) || self->linger_id != 0 || is_visible (self)))
    picker_quick_account_start (self->account);

  return G_SOURCE_REMOVE;
}

static void
window_removed (PickerQuick *self, GtkWindow *window)
{
  if (!PICKER_IS_WINDOW (window))
    return;

  picker_quick_account_follow (self->account, NULL);
  keep_clipboard (self, gtk_widget_get_clipboard (GTK_WIDGET (window)));
  /* Not at once: the window still lets go of the files of its account. */
  if (self->renew_id == 0 && !self->is_ended)
    self->renew_id = g_idle_add (renew_session, self);
}

void
picker_quick_share (PickerQuick *self, PickerWindow *window)
{
  g_autoptr (EngineSession) session = NULL;

  g_return_if_fail (PICKER_IS_QUICK (self));
  g_return_if_fail (PICKER_IS_WINDOW (window));

  session = picker_quick_account_steal_session (self->account);
  picker_window_set_ready_session (window, session);
  picker_quick_account_follow (self->account, window);
}

/* After a copy */

static void
notify (PickerQuick *self, const char *title, const char *text)
{
  g_autoptr (GNotification) notification = NULL;

  /* The program has ended meanwhile. */
  if (self->application == NULL)
    return;

  notification = g_notification_new (title);
  g_notification_set_body (notification, text);
  g_notification_set_default_action (notification, "app.quick");
  g_application_send_notification (G_APPLICATION (self->application), NOTIFICATION, notification);
}

/* What a check is of. */
typedef struct
{
  PickerQuick *quick;
  DeliveryLink *link;
} Check;

static void
check_free (Check *check)
{
  g_object_unref (check->quick);
  delivery_link_unref (check->link);
  g_free (check);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Check, check_free)

/* The window is closed, so the desktop says it: only what she would not expect. */
static void
checked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Check) step = user_data;
  g_autoptr (EngineLinkCheck) check =
      engine_link_checker_check_finish (ENGINE_LINK_CHECKER (object), result, NULL);
  CantoAsset *asset = delivery_link_get_asset (step->link);
  g_autofree char *terms = picker_check_text_dup_rights (asset, TRUE);
  g_autofree char *title = NULL;
  g_autofree char *reason = NULL;

  if (check != NULL && picker_check_text_is_wrong (check))
    {
      reason = picker_check_text_dup_reason (check);
      /* Translators: why the link that was copied does not work, as "it has expired" */
      title = g_strdup_printf (_ ("Copied, but %s"), reason);
      notify (step->quick, title, picker_check_text_get_advice (check));
    }
  else if (terms != NULL)
    {
      /* Translators: the name of an asset whose link was copied; its terms of use follow */
      title = g_strdup_printf (_ ("Copied “%s”"), delivery_link_get_title (step->link));
      notify (step->quick, title, terms);
    }
}

static void
link_copied (PickerQuick *self, DeliveryLink *link)
{
  EngineSession *session = picker_quick_account_get_session (self->account);
  Check *check;

  keep_clipboard (self, gtk_widget_get_clipboard (GTK_WIDGET (self->window)));
  g_application_withdraw_notification (G_APPLICATION (self->application), NOTIFICATION);
  if (session == NULL)
    return;

  check = g_new0 (Check, 1);
  check->quick = g_object_ref (self);
  check->link = delivery_link_ref (link);
  engine_link_checker_check_async (engine_session_get_link_checker (session), link,
                                   ENGINE_CHECK_NOW, NULL, checked, check);
}

/* The window */

static void
open_main (PickerQuick *self, CantoAsset *asset)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_MAIN], 0, asset);
}

/* A hidden window of the program would keep it for ever. */
static void
visible_changed (PickerQuick *self)
{
  if (is_visible (self))
    return;

  linger (self);
  gtk_window_set_application (GTK_WINDOW (self->window), NULL);
}

static void
make_window (PickerQuick *self)
{
  self->window = PICKER_QUICK_WINDOW (picker_quick_window_new (self->settings));
  g_signal_connect_object (self->window, "copied", G_CALLBACK (link_copied), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "open-main", G_CALLBACK (open_main), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "notify::visible", G_CALLBACK (visible_changed), self,
                           G_CONNECT_SWAPPED);
}

void
picker_quick_open (PickerQuick *self, const char *token)
{
  EngineSession *session;

  g_return_if_fail (PICKER_IS_QUICK (self));

  self->is_ended = FALSE;
  g_clear_handle_id (&self->linger_id, g_source_remove);
  picker_quick_account_start (self->account);
  if (self->window == NULL)
    make_window (self);
  gtk_window_set_application (GTK_WINDOW (self->window), self->application);
  session = picker_quick_account_get_session (self->account);
  if (session != NULL)
    learn_loaded (self, session);
  show_account (self);
  picker_quick_window_open (self->window, token);
  self->is_waiting = picker_quick_account_get_state (self->account) == PICKER_QUICK_STARTING;
  update_hold (self);
}

void
picker_quick_end (PickerQuick *self)
{
  g_return_if_fail (PICKER_IS_QUICK (self));

  self->is_ended = TRUE;
  g_clear_handle_id (&self->linger_id, g_source_remove);
  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  g_clear_handle_id (&self->linger_id, g_source_remove);
  update_hold (self);
}

static void
key_pressed (PickerQuick *self, const char *token)
{
  picker_quick_open (self, token);
}

PickerGlobalShortcut *
picker_quick_get_shortcut (PickerQuick *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK (self), NULL);

  return self->shortcut;
}

void
picker_quick_set_linger_s (PickerQuick *self, guint linger_s)
{
  g_return_if_fail (PICKER_IS_QUICK (self));

  self->linger_s = linger_s;
}

GtkWidget *
picker_quick_get_window (PickerQuick *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK (self), NULL);

  return GTK_WIDGET (self->window);
}

/* GObject */

static void
picker_quick_dispose (GObject *object)
{
  PickerQuick *self = PICKER_QUICK (object);

  self->is_ended = TRUE;
  g_clear_handle_id (&self->linger_id, g_source_remove);
  g_clear_handle_id (&self->renew_id, g_source_remove);
  if (self->window != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->window, self);
      gtk_window_destroy (GTK_WINDOW (self->window));
      self->window = NULL;
    }
  if (self->application != NULL)
    update_hold (self);
  g_clear_object (&self->copied);
  g_clear_object (&self->shortcut);
  g_clear_object (&self->account);
  g_clear_object (&self->settings);
  self->application = NULL;

  G_OBJECT_CLASS (picker_quick_parent_class)->dispose (object);
}

static void
picker_quick_class_init (PickerQuickClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = picker_quick_dispose;

  signals[SIGNAL_OPEN_MAIN] = g_signal_new ("open-main", PICKER_TYPE_QUICK, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 1, CANTO_TYPE_ASSET);
}

static void
picker_quick_init (PickerQuick *self)
{
  self->linger_s = LINGER_S;
}

PickerQuick *
picker_quick_new (GtkApplication *application,
                  GSettings *settings,
                  PickerQuickAccount *account,
                  PickerGlobalShortcut *shortcut)
{
  PickerQuick *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (PICKER_IS_QUICK_ACCOUNT (account), NULL);
  g_return_val_if_fail (PICKER_IS_GLOBAL_SHORTCUT (shortcut), NULL);

  self = g_object_new (PICKER_TYPE_QUICK, NULL);
  self->application = application;
  self->settings = g_object_ref (settings);
  self->account = g_object_ref (account);
  self->shortcut = g_object_ref (shortcut);
  g_signal_connect_object (application, "window-removed", G_CALLBACK (window_removed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "changed", G_CALLBACK (show_account), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shortcut, "activated", G_CALLBACK (key_pressed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (shortcut, "notify::state", G_CALLBACK (update_hold), self,
                           G_CONNECT_SWAPPED);

  return self;
}
