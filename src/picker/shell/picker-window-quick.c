/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the quick picker has to do with the window: it searches the same session, and one that it
 * has signed in for itself goes on here. */

#include "descant-config.h"

#include "picker-window-private.h"

#include "picker-account-row.h"

#include <glib/gi18n.h>

enum
{
  SIGNAL_SESSION_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

EngineSession *
picker_window_get_session (PickerWindow *self)
{
  g_return_val_if_fail (PICKER_IS_WINDOW (self), NULL);

  return self->library != NULL ? self->session : NULL;
}

CatalogAssetList *
picker_window_get_list (PickerWindow *self)
{
  g_return_val_if_fail (PICKER_IS_WINDOW (self), NULL);

  return self->library != NULL ? picker_library_get_list (self->library) : NULL;
}

char *
picker_window_dup_account_name (PickerWindow *self)
{
  g_return_val_if_fail (PICKER_IS_WINDOW (self), NULL);

  if (self->library == NULL)
    return NULL;
  if (self->demo != NULL)
    /* Translators: what the account of the demo library is called */
    return g_strdup (_ ("Demo"));

  return self->file != NULL ? picker_account_dup_name (self->file, NULL) : NULL;
}

gboolean
picker_window_get_is_starting (PickerWindow *self)
{
  g_return_val_if_fail (PICKER_IS_WINDOW (self), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "starting") == 0;
}

/* A session that is not taken up is over: it holds the files of its account. */
static void
drop_ready_session (PickerWindow *self)
{
  if (self->ready_session != NULL)
    engine_session_end (self->ready_session);
  g_clear_object (&self->ready_session);
}

void
picker_window_set_ready_session (PickerWindow *self, EngineSession *session)
{
  g_return_if_fail (PICKER_IS_WINDOW (self));
  g_return_if_fail (session == NULL || ENGINE_IS_SESSION (session));

  drop_ready_session (self);
  g_set_object (&self->ready_session, session);
}

EngineSession *
picker_window_take_ready_session (PickerWindow *self, EngineAccountFile *file)
{
  CantoAccount *account = engine_account_file_get_account (file);
  CantoAccount *ready_account =
      self->ready_session != NULL ? engine_session_get_account (self->ready_session) : NULL;

  if (ready_account == NULL || !engine_session_get_signed_in (self->ready_session)
      || !g_str_equal (canto_account_get_id (account), canto_account_get_id (ready_account)))
    {
      drop_ready_session (self);
      return NULL;
    }

  engine_session_set_root_folder (self->ready_session, engine_account_file_get_root_folder (file));

  return g_steal_pointer (&self->ready_session);
}

void
picker_window_show_asset (PickerWindow *self, CantoAsset *asset)
{
  g_return_if_fail (PICKER_IS_WINDOW (self));
  g_return_if_fail (asset != NULL);

  if (self->library != NULL)
    {
      picker_library_find_asset (self->library, asset);
      return;
    }

  g_clear_pointer (&self->wanted_asset, canto_asset_unref);
  self->wanted_asset = canto_asset_ref (asset);
}

void
picker_window_set_shortcut (PickerWindow *self, PickerGlobalShortcut *shortcut)
{
  g_return_if_fail (PICKER_IS_WINDOW (self));
  g_return_if_fail (PICKER_IS_GLOBAL_SHORTCUT (shortcut));

  g_set_object (&self->shortcut, shortcut);
}

void
picker_window_session_changed (PickerWindow *self)
{
  g_autoptr (CantoAsset) wanted = NULL;

  if (self->library != NULL)
    wanted = g_steal_pointer (&self->wanted_asset);
  if (wanted != NULL)
    picker_library_find_asset (self->library, wanted);
  g_signal_emit (self, signals[SIGNAL_SESSION_CHANGED], 0);
}

void
picker_window_dispose_quick (PickerWindow *self)
{
  drop_ready_session (self);
  g_clear_object (&self->shortcut);
  g_clear_pointer (&self->wanted_asset, canto_asset_unref);
}

void
picker_window_install_quick (GObjectClass *object_class)
{
  signals[SIGNAL_SESSION_CHANGED] =
      g_signal_new ("session-changed", G_TYPE_FROM_CLASS (object_class), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
}
