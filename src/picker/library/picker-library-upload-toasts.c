/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of files that come in: that they are on their way, and what became of them. */

#include "descant-config.h"

#include "picker-library-private.h"

#include <glib/gi18n.h>

/* For how long it can be cancelled from the toast; the list of uploads goes on showing it. */
#define UPLOADING_S 6

/* What can be cancelled from a toast. */
typedef struct
{
  PickerLibrary *library; /* borrowed: the toast is inside it */
  GPtrArray *transfers;   /* owned (element-type EngineTransfer) */
} Uploading;

static void
uploading_free (gpointer data, GClosure *closure)
{
  Uploading *uploading = data;

  g_ptr_array_unref (uploading->transfers);
  g_free (uploading);
}

static EngineTransfers *
get_transfers (PickerLibrary *self)
{
  return engine_session_get_transfers (self->session);
}

void
picker_library_end_uploading (PickerLibrary *self)
{
  g_clear_handle_id (&self->upload_toast_id, g_source_remove);
  if (self->upload_toast != NULL)
    adw_toast_dismiss (self->upload_toast);
  g_clear_weak_pointer (&self->upload_toast);
}

static gboolean
uploading_is_said (gpointer user_data)
{
  PickerLibrary *self = user_data;

  self->upload_toast_id = 0;
  picker_library_end_uploading (self);

  return G_SOURCE_REMOVE;
}

static void
cancel_clicked (AdwToast *toast, Uploading *uploading)
{
  EngineTransfers *transfers = get_transfers (uploading->library);

  for (guint i = 0; i < uploading->transfers->len; i++)
    if (!engine_transfer_get_is_ended (uploading->transfers->pdata[i]))
      engine_transfers_cancel (transfers, uploading->transfers->pdata[i]);
}

static char *
dup_uploading (GPtrArray *transfers, const char *album)
{
  const char *name = engine_transfer_get_name (transfers->pdata[0]);
  guint n = transfers->len;

  if (n > 1 && album != NULL)
    /* Translators: how many files, and the name of an album */
    return g_strdup_printf (ngettext ("Uploading %u file to “%s”", "Uploading %u files to “%s”", n),
                            n, album);
  if (n > 1)
    return g_strdup_printf (ngettext ("Uploading %u file", "Uploading %u files", n), n);
  if (album != NULL)
    /* Translators: the name of a file, and that of an album */
    return g_strdup_printf (_ ("Uploading “%s” to “%s”"), name, album);

  /* Translators: the name of a file */
  return g_strdup_printf (_ ("Uploading “%s”"), name);
}

void
picker_library_say_uploading (PickerLibrary *self, GPtrArray *transfers, const char *album)
{
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  Uploading *uploading;
  AdwToast *toast;

  picker_library_end_uploading (self);
  if (transfers->len == 0 || engine_transfers_get_n_active (get_transfers (self)) == 0)
    return;

  text = dup_uploading (transfers, album);
  markup = g_markup_escape_text (text, -1);
  toast = adw_toast_new (markup);
  uploading = g_new0 (Uploading, 1);
  uploading->library = self;
  uploading->transfers = g_ptr_array_ref (transfers);
  /* Among those that stay: the others would have it wait until they have passed. */
  adw_toast_set_timeout (toast, 0);
  self->upload_toast_id = g_timeout_add_seconds (UPLOADING_S, uploading_is_said, self);
  adw_toast_set_button_label (toast, _ ("_Cancel"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (cancel_clicked), uploading,
                         uploading_free, 0);
  g_set_weak_pointer (&self->upload_toast, toast);
  picker_library_add_toast (self, toast);
}

/* What became of them */

static void
say_uploaded (PickerLibrary *self, guint n_uploaded, guint n_failed, guint n_waiting)
{
  g_autofree char *text = NULL;

  if (n_failed > 0)
    text = g_strdup_printf (ngettext ("%u file could not be uploaded: see the list of uploads",
                                      "%u files could not be uploaded: see the list of uploads",
                                      n_failed),
                            n_failed);
  else if (n_waiting > 0)
    text = g_strdup_printf (
        /* Translators: files that are to be uploaded */
        ngettext ("Waiting for the network: %u file", "Waiting for the network: %u files",
                  n_waiting),
        n_waiting);
  else
    text = g_strdup_printf (ngettext ("%u file was uploaded", "%u files were uploaded", n_uploaded),
                            n_uploaded);
  picker_library_say (self, text);
}

static void
count_uploaded (PickerLibrary *self)
{
  self->n_uploaded++;
}

/* Those that do not go on by themselves. */
static guint
get_n_failed (PickerLibrary *self)
{
  return engine_transfers_get_n_failed (get_transfers (self))
         - engine_transfers_get_n_waiting (get_transfers (self));
}

static void
active_changed (PickerLibrary *self)
{
  guint n_failed = get_n_failed (self);
  guint n_uploaded = self->n_uploaded;
  guint n_new;

  if (engine_transfers_get_n_active (get_transfers (self)) > 0)
    {
      /* What failed before, and may have been tried anew, was said then. */
      self->n_failed_before = self->is_uploading ? MIN (self->n_failed_before, n_failed) : n_failed;
      self->is_uploading = TRUE;
      return;
    }

  picker_library_end_uploading (self);
  n_new = n_failed - MIN (self->n_failed_before, n_failed);
  self->is_uploading = FALSE;
  self->n_failed_before = n_failed;
  self->n_uploaded = 0;
  if (n_uploaded > 0 || n_new > 0 || engine_transfers_get_n_waiting (get_transfers (self)) > 0)
    say_uploaded (self, n_uploaded, n_new, engine_transfers_get_n_waiting (get_transfers (self)));
}

void
picker_library_make_upload_toasts (PickerLibrary *self)
{
  g_signal_connect_object (get_transfers (self), "uploaded", G_CALLBACK (count_uploaded), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_transfers (self), "notify::n-active", G_CALLBACK (active_changed),
                           self, G_CONNECT_SWAPPED);
}
