/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-quick-account.h"

#include "picker-account-row.h"
#include "picker-form-options.h"
#include "picker-recent-searches.h"

struct _PickerQuickAccount
{
  GObject parent_instance;

  /* Borrowed. */
  PickerWindow *window; /* (nullable): weak */

  /* Owned. */
  GSettings *settings;
  EngineAccounts *accounts;
  CantoTokenStore *store;
  EnginePresets *presets;    /* (nullable) */
  char *cache_dir;           /* (nullable) */
  char *data_dir;            /* (nullable) */
  EngineAccountFile *file;   /* (nullable): of @session */
  EngineSession *session;    /* (nullable): of its own */
  GCancellable *cancellable; /* non-NULL while it starts */
  GSignalGroup *signals;     /* of @window */
  GError *error;             /* (nullable): of the start */
};

G_DEFINE_FINAL_TYPE (PickerQuickAccount, picker_quick_account, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_changed (PickerQuickAccount *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* A session of its own */

static void
cancel_start (PickerQuickAccount *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
drop_session (PickerQuickAccount *self)
{
  cancel_start (self);
  if (self->session != NULL)
    engine_session_end (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->file);
}

/* @error: (nullable) */
static void
end_start (PickerQuickAccount *self, const GError *error)
{
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  emit_changed (self);
}

/* As the main window does for the library. */
static void
furnish (PickerQuickAccount *self, EngineSession *session)
{
  g_autoptr (GSettings) account_settings =
      picker_recent_searches_make_settings (self->settings, engine_session_get_account (session));

  engine_session_set_root_folder (session, engine_account_file_get_root_folder (self->file));
  engine_session_set_user_id (session, engine_account_file_get_user_id (self->file));
  if (self->data_dir != NULL)
    engine_session_keep_edits (session, self->data_dir);
  if (self->presets != NULL)
    engine_session_set_presets (session, self->presets);
  picker_form_options_follow (session, self->settings, account_settings);
  g_settings_bind (self->settings, "remember-picks", engine_session_get_history (session), "is-on",
                   G_SETTINGS_BIND_GET);
}

static void
session_restored (GObject *object, GAsyncResult *result, gpointer user_data)
{
  EngineSession *session = ENGINE_SESSION (object);
  g_autoptr (PickerQuickAccount) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_restored = engine_session_restore_finish (session, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (is_restored)
    {
      furnish (self, session);
      g_set_object (&self->session, session);
    }
  end_start (self, error);
}

/* That was shown last, or the first. (transfer none) (nullable) */
static EngineAccountFile *
find_last (PickerQuickAccount *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "account");
  EngineAccountFile *last = engine_accounts_find (self->accounts, name);
  g_autoptr (EngineAccountFile) first = g_list_model_get_item (G_LIST_MODEL (self->accounts), 0);

  return last != NULL ? last : first;
}

static void
accounts_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerQuickAccount) self = user_data;
  g_autoptr (EngineSession) session = NULL;
  g_autoptr (GError) error = NULL;
  EngineAccountFile *file;
  CantoAccount *account;

  engine_accounts_load_finish (ENGINE_ACCOUNTS (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  file = error == NULL ? find_last (self) : NULL;
  account = file != NULL ? engine_account_file_get_account (file) : NULL;
  if (account == NULL)
    {
      end_start (self, error != NULL  ? error
                       : file != NULL ? engine_account_file_get_error (file)
                                      : NULL);
      return;
    }

  g_set_object (&self->file, file);
  session = engine_session_new (account, self->store, self->cache_dir);
  engine_session_restore_async (session, self->cancellable, session_restored, g_object_ref (self));
}

void
picker_quick_account_start (PickerQuickAccount *self)
{
  g_return_if_fail (PICKER_IS_QUICK_ACCOUNT (self));

  if (self->window != NULL || self->session != NULL || self->cancellable != NULL)
    return;

  g_clear_error (&self->error);
  self->cancellable = g_cancellable_new ();
  engine_accounts_load_async (self->accounts, self->cancellable, accounts_loaded,
                              g_object_ref (self));
  emit_changed (self);
}

EngineSession *
picker_quick_account_steal_session (PickerQuickAccount *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK_ACCOUNT (self), NULL);

  cancel_start (self);
  g_clear_object (&self->file);

  return g_steal_pointer (&self->session);
}

/* The window */

void
picker_quick_account_follow (PickerQuickAccount *self, PickerWindow *window)
{
  g_return_if_fail (PICKER_IS_QUICK_ACCOUNT (self));
  g_return_if_fail (window == NULL || PICKER_IS_WINDOW (window));

  if (self->window == window)
    return;

  if (window != NULL)
    drop_session (self);
  g_set_weak_pointer (&self->window, window);
  g_signal_group_set_target (self->signals, window);
  emit_changed (self);
}

PickerQuickState
picker_quick_account_get_state (PickerQuickAccount *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK_ACCOUNT (self), PICKER_QUICK_SIGNED_OUT);

  if (picker_quick_account_get_session (self) != NULL)
    return PICKER_QUICK_READY;
  if (self->cancellable != NULL
      || (self->window != NULL && picker_window_get_is_starting (self->window)))
    return PICKER_QUICK_STARTING;

  return PICKER_QUICK_SIGNED_OUT;
}

EngineSession *
picker_quick_account_get_session (PickerQuickAccount *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK_ACCOUNT (self), NULL);

  return self->window != NULL ? picker_window_get_session (self->window) : self->session;
}

char *
picker_quick_account_dup_name (PickerQuickAccount *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK_ACCOUNT (self), NULL);

  if (self->window != NULL)
    return picker_window_dup_account_name (self->window);

  return self->file != NULL ? picker_account_dup_name (self->file, NULL) : NULL;
}

CatalogAssetList *
picker_quick_account_get_list (PickerQuickAccount *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK_ACCOUNT (self), NULL);

  return self->window != NULL ? picker_window_get_list (self->window) : NULL;
}

const GError *
picker_quick_account_get_error (PickerQuickAccount *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK_ACCOUNT (self), NULL);

  return self->window == NULL ? self->error : NULL;
}

/* GObject */

static void
picker_quick_account_dispose (GObject *object)
{
  PickerQuickAccount *self = PICKER_QUICK_ACCOUNT (object);

  drop_session (self);
  g_signal_group_set_target (self->signals, NULL);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (picker_quick_account_parent_class)->dispose (object);
}

static void
picker_quick_account_finalize (GObject *object)
{
  PickerQuickAccount *self = PICKER_QUICK_ACCOUNT (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->settings);
  g_clear_object (&self->accounts);
  g_clear_object (&self->store);
  g_clear_object (&self->presets);
  g_clear_error (&self->error);
  g_free (self->cache_dir);
  g_free (self->data_dir);

  G_OBJECT_CLASS (picker_quick_account_parent_class)->finalize (object);
}

static void
picker_quick_account_class_init (PickerQuickAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = picker_quick_account_dispose;
  object_class->finalize = picker_quick_account_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PICKER_TYPE_QUICK_ACCOUNT, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
picker_quick_account_init (PickerQuickAccount *self)
{
  self->signals = g_signal_group_new (PICKER_TYPE_WINDOW);
  g_signal_group_connect_swapped (self->signals, "session-changed", G_CALLBACK (emit_changed),
                                  self);
}

PickerQuickAccount *
picker_quick_account_new (GSettings *settings,
                          EngineAccounts *accounts,
                          CantoTokenStore *store,
                          EnginePresets *presets,
                          const char *cache_dir,
                          const char *data_dir)
{
  PickerQuickAccount *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (ENGINE_IS_ACCOUNTS (accounts), NULL);
  g_return_val_if_fail (CANTO_IS_TOKEN_STORE (store), NULL);

  self = g_object_new (PICKER_TYPE_QUICK_ACCOUNT, NULL);
  self->settings = g_object_ref (settings);
  self->accounts = g_object_ref (accounts);
  self->store = g_object_ref (store);
  self->presets = presets != NULL ? g_object_ref (presets) : NULL;
  self->cache_dir = g_strdup (cache_dir);
  self->data_dir = g_strdup (data_dir);

  return self;
}
