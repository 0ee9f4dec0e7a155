/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-accounts.h"
#include "engine-demo.h"
#include "picker-library.h"
#include "picker-sign-in-page.h"
#include "picker-window.h"

G_BEGIN_DECLS

struct _PickerWindow
{
  AdwApplicationWindow parent_instance;

  /* Template children. */
  GtkStack *stack;
  GtkWidget *starting_label;
  AdwStatusPage *keyring_page;
  GtkWidget *start_again_button;
  AdwBin *sign_in_bin;
  AdwBin *library_bin;

  /* Borrowed: (nullable): children made in code, once they are needed. */
  PickerSignInPage *sign_in_page;
  PickerLibrary *library;

  /* Owned. */
  GSettings *settings;
  EngineAccounts *accounts;
  EngineAccountFile *file;        /* that is shown, or that she signs in to; (nullable) at first */
  EngineAccountFile *back_file;   /* (nullable): that was shown before she signed in to another */
  EngineAccountFile *opened_file; /* (nullable): that she is asked about */
  GHashTable *seats;              /* EngineAccountFile → what was on screen of it */
  CantoTokenStore *store;
  EnginePresets *presets; /* (nullable): those of the session */
  PickerGlobalShortcut *shortcut; /* (nullable): what the preferences tell of */
  EngineSession *ready_session; /* (nullable): that a start takes up if it is of the account */
  CantoAsset *wanted_asset; /* (nullable): that is shown once there is a library */
  char *cache_dir;
  char *data_dir; /* (nullable) */
  EngineDemo *demo;          /* non-NULL while the demo is shown or starts */
  EngineSession *session;    /* that the library shows */
  char *user_id;             /* (nullable): whose library it is, as far as that is known */
  GCancellable *cancellable; /* of the start that is under way */

  /* State. */
  guint sign_in_timeout_s;
  guint keyring_timeout_id;  /* non-0 while the keyring is asked */
  guint patience_timeout_id; /* non-0 while the window waits for its first page */
};

/* picker-window-start.c: what the window begins with. */

/* Whatever was on its way to be shown is not, now. */
void picker_window_renew_cancellable (PickerWindow *self);
void picker_window_show_page (PickerWindow *self, const char *name);
/* While the keyring or the demo is waited for. */
void picker_window_show_starting (PickerWindow *self);

/* Goes to the library of @file if the keyring has a token, else to its sign-in. */
void picker_window_start_file (PickerWindow *self, EngineAccountFile *file);

/* picker-window-accounts.c: one account after the other in one window, each with its own library. */
void picker_window_install_accounts (GtkWidgetClass *widget_class);
void picker_window_make_accounts (PickerWindow *self);
void picker_window_dispose_accounts (PickerWindow *self);
/* The account that was shown last, or the first. (transfer none) (nullable) */
EngineAccountFile *picker_window_find_last (PickerWindow *self);
/* What the window is about from now on; @file is new if NULL. */
void picker_window_set_file (PickerWindow *self, EngineAccountFile *file);
/* What is on screen stays as it is for when she comes back. */
void picker_window_put_aside (PickerWindow *self);
void picker_window_show_account (PickerWindow *self, EngineAccountFile *file);
/* Signs in to @file, which may be new. */
void picker_window_begin_account (PickerWindow *self, EngineAccountFile *file);
/* After a sign-in. FALSE: the account was there already, and is shown with the new sign-in. */
gboolean picker_window_keep_account (PickerWindow *self, EngineSession *session);
/* Once its library is on screen. */
void picker_window_account_shown (PickerWindow *self);
/* Calls @function with each #EngineSession of the window, and @user_data. */
void picker_window_foreach_session (PickerWindow *self, GFunc function, gpointer user_data);
/* What was put aside of a session that has ended. */
void picker_window_drop_seat (PickerWindow *self, EngineSession *session);
/* The button of an account for a header bar. */
GtkWidget *picker_window_make_account_button (PickerWindow *self);

/* picker-window-leave.c: signing out, removing an account, closing: what is not sent is asked about. */
void picker_window_install_leave (GtkWidgetClass *widget_class);

/* picker-window-quick.c: what the quick picker has to do with the window. */

/* A session of the account of @file that is signed in already. (transfer full) (nullable) */
EngineSession *picker_window_take_ready_session (PickerWindow *self, EngineAccountFile *file);
void           picker_window_dispose_quick (PickerWindow *self);
/* Another library is on screen, or none. */
void           picker_window_session_changed (PickerWindow *self);
void           picker_window_install_quick (GObjectClass *object_class);

/* picker-window.c */

void picker_window_leave_library (PickerWindow *self);
void picker_window_return_to_library (PickerWindow *self);
void picker_window_show_library (PickerWindow *self, EngineSession *session);
/* @error: (nullable): what brought her there */
void picker_window_show_sign_in (PickerWindow *self, const GError *error);
/* @error: of the keyring */
void picker_window_show_keyring (PickerWindow *self, const GError *error);

G_END_DECLS
