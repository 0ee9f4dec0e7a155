/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Presets as files, from others and for others. */

#include "descant-config.h"

#include "picker-presets-page-private.h"

#include "picker-compat.h"

#include <glib/gi18n.h>

/* From others */

/* (transfer full) */
static char *
dup_report (EnginePresetsImport *import)
{
  GString *text = g_string_new (NULL);

  if (import->n_known > 0)
    g_string_append_printf (
        text, ngettext ("%u was there already.", "%u were there already.", import->n_known),
        import->n_known);
  if (import->renamed->len > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "",
                            _ ("Of these you had others with the same name:"));
  for (guint i = 0; i < import->renamed->len; i++)
    {
      char **names = import->renamed->pdata[i];

      g_string_append_c (text, '\n');
      /* Translators: names of a preset, before and after it was imported */
      g_string_append_printf (text, _ ("“%s” is now “%s”"), names[0], names[1]);
    }

  return g_string_free (text, FALSE);
}

static void
import_answered (AdwMessageDialog *dialog, const char *response, PickerPresetsPage *self)
{
  if (g_str_equal (response, "undo"))
    engine_presets_set_own (self->presets, g_object_get_data (G_OBJECT (dialog), "undo"));
}

/* @before: (transfer full) */
static void
show_report (PickerPresetsPage *self, EnginePresetsImport *import, GPtrArray *before)
{
  g_autofree char *heading =
      import->n_added > 0 ? g_strdup_printf (
          ngettext ("%u Preset Added", "%u Presets Added", import->n_added), import->n_added)
                          : g_strdup (_ ("No Preset Added"));
  g_autofree char *text = dup_report (import);
  AdwMessageDialog *dialog;

  if (*text == '\0' && import->n_added > 0)
    {
      picker_presets_page_say (self, heading, before);
      return;
    }

  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (picker_presets_page_get_window (self), heading, NULL));
  adw_message_dialog_set_body (dialog, *text != '\0' ? text : _ ("There is none in the file."));
  if (import->n_added > 0)
    adw_message_dialog_add_response (dialog, "undo", _ ("_Undo"));
  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_message_dialog_set_close_response (dialog, "close");
  adw_message_dialog_set_default_response (dialog, "close");
  g_object_set_data_full (G_OBJECT (dialog), "undo", before, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (import_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
say_not_imported (PickerPresetsPage *self, const GError *error)
{
  g_autofree char *text = g_strdup_printf (
      "%s\n\n%s", error->message,
      _ ("Nothing was added, and your presets are as they were. Ask for the file once more, or "
         "choose another one."));

  picker_presets_page_explain (self, _ ("The Presets Were Not Imported"), text);
}

static void
file_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerPresetsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) presets = engine_presets_read_file_finish (result, &error);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (EnginePresetsImport) import = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->presets == NULL)
    return;

  if (presets != NULL)
    {
      before = engine_presets_dup_own (self->presets);
      self->focused = engine_presets_get_n_presets (self->presets);
      import = engine_presets_import (self->presets, presets, &error);
    }
  if (import != NULL)
    show_report (self, import, g_steal_pointer (&before));
  else
    say_not_imported (self, error);
}

void
picker_presets_page_import (PickerPresetsPage *self, GFile *file)
{
  g_return_if_fail (PICKER_IS_PRESETS_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  engine_presets_read_file_async (file, self->cancellable, file_read, g_object_ref (self));
}

static void
import_chosen (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerPresetsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files =
      picker_compat_choose_files_finish (GTK_WINDOW (object), result, &error);

  if (self->presets == NULL)
    return;
  if (files != NULL && files->len > 0)
    picker_presets_page_import (self, files->pdata[0]);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_not_imported (self, error);
}

void
picker_presets_page_choose_import (PickerPresetsPage *self)
{
  picker_compat_choose_files_async (picker_presets_page_get_window (self), _ ("Import Presets"),
                                    FALSE, self->cancellable, import_chosen, g_object_ref (self));
}

/* For others */

static void
say_not_exported (PickerPresetsPage *self, const GError *error)
{
  g_autofree char *text =
      g_strdup_printf ("%s\n\n%s", error->message,
                       _ ("Make room on the disk, or choose a folder in which you may write."));

  picker_presets_page_explain (self, _ ("The Presets Were Not Exported"), text);
}

static void
was_exported (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerPresetsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_exported = engine_presets_export_finish (ENGINE_PRESETS (object), result, &error);

  if (self->presets == NULL)
    return;
  if (is_exported)
    picker_presets_page_say (self, _ ("Presets exported"), NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_not_exported (self, error);
}

void
picker_presets_page_export (PickerPresetsPage *self, GFile *file)
{
  g_return_if_fail (PICKER_IS_PRESETS_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  engine_presets_export_async (self->presets, file, self->cancellable, was_exported,
                               g_object_ref (self));
}

static void
export_named (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerPresetsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = picker_compat_save_file_finish (GTK_WINDOW (object), result, &error);

  if (self->presets == NULL)
    return;
  if (file != NULL)
    picker_presets_page_export (self, file);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_not_exported (self, error);
}

void
picker_presets_page_choose_export (PickerPresetsPage *self)
{
  picker_compat_save_file_async (picker_presets_page_get_window (self), _ ("Export Presets"),
                                 /* Translators: the name of a file */
                                 _ ("Presets.json"), self->cancellable, export_named,
                                 g_object_ref (self));
}
