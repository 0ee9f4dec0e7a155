/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-wait-toast.h"

#include <glib/gi18n.h>

#define DELAY_MS 300 /* so that a quick answer does not flicker */

struct _PickerWaitToast
{
  PickerLibrary *library; /* (nullable): weak */
  AdwToast *toast;        /* (nullable): weak */
  char *title;
  GCancellable *cancellable;
  guint timeout_id;
};

static void
cancel_clicked (AdwToast *toast, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static gboolean
show (gpointer user_data)
{
  PickerWaitToast *self = user_data;

  self->timeout_id = 0;
  /* The library has gone, and that it was cancelled is not yet answered. */
  if (self->library == NULL)
    return G_SOURCE_REMOVE;

  g_set_weak_pointer (&self->toast, adw_toast_new (self->title));
  adw_toast_set_timeout (self->toast, 0);
  adw_toast_set_button_label (self->toast, _ ("_Cancel"));
  g_signal_connect_object (self->toast, "button-clicked", G_CALLBACK (cancel_clicked),
                           self->cancellable, 0);
  picker_library_add_toast (self->library, self->toast);

  return G_SOURCE_REMOVE;
}

PickerWaitToast *
picker_wait_toast_start (PickerLibrary *library, const char *title, GCancellable *cancellable)
{
  PickerWaitToast *self = g_new0 (PickerWaitToast, 1);

  g_set_weak_pointer (&self->library, library);
  self->title = g_strdup (title);
  self->cancellable = g_object_ref (cancellable);
  self->timeout_id = g_timeout_add (DELAY_MS, show, self);

  return self;
}

void
picker_wait_toast_stop (PickerWaitToast *self)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_clear_weak_pointer (&self->toast);
  g_clear_weak_pointer (&self->library);
  g_object_unref (self->cancellable);
  g_free (self->title);
  g_free (self);
}
