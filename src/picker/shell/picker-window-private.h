/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

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
  EngineAccountFile *file;
  EngineAccountFile *opened_file; /* (nullable): that she is asked about */
  CantoTokenStore *store;
  char *cache_dir;
  EngineDemo *demo;          /* non-NULL while the demo is shown or starts */
  EngineSession *session;    /* that the library shows */
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

/* picker-window.c */

void picker_window_leave_library (PickerWindow *self);
void picker_window_show_library (PickerWindow *self, EngineSession *session);
/* @error: (nullable): what brought her there */
void picker_window_show_sign_in (PickerWindow *self, const GError *error);
/* @error: of the keyring */
void picker_window_show_keyring (PickerWindow *self, const GError *error);

G_END_DECLS
