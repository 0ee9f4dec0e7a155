/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that come in: chosen, dropped or pasted. */

#include "descant-config.h"

#include "picker-library-private.h"

#include "picker-compat.h"
#include "picker-pasted-picture.h"

#include <glib/gi18n.h>

#define MAX_FILES 500

static EngineTransfers *
get_transfers (PickerLibrary *self)
{
  return engine_session_get_transfers (self->session);
}

/* The album on the screen; (nullable) (transfer full). @name: (out) (optional) (nullable) (transfer
 * none) */
static char *
dup_album (PickerLibrary *self, const char **name)
{
  g_autoptr (CantoQuery) query = picker_sidebar_dup_query (self->sidebar);
  gboolean is_album = canto_query_get_container_scheme (query) == CANTO_SCHEME_ALBUM;

  if (name != NULL)
    *name = is_album ? picker_sidebar_get_title (self->sidebar) : NULL;

  return is_album ? g_strdup (canto_query_get_container_id (query)) : NULL;
}

static gboolean
check_allowed (PickerLibrary *self)
{
  if (!engine_transfers_get_is_refused (get_transfers (self)))
    return TRUE;
  picker_library_say (self, _ ("Your Canto account may not upload files"));

  return FALSE;
}

/* Files that are none of this computer are left out: what is dropped may be an address of the web.
 * @files: (element-type GFile); @album_id, @album_name: (nullable) */
static void
upload_files (PickerLibrary *self, GPtrArray *files, const char *album_id, const char *album_name)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  if (!check_allowed (self))
    return;
  for (guint i = 0; i < files->len && added->len < MAX_FILES; i++)
    if (g_file_peek_path (files->pdata[i]) != NULL)
      g_ptr_array_add (added, g_object_ref (engine_transfers_add (
                                  get_transfers (self), files->pdata[i], album_id, NULL)));
  picker_library_say_uploading (self, added, album_name);
  if (added->len == 0)
    picker_library_say (self, _ ("Only files of this computer can be uploaded"));
  else if (files->len > MAX_FILES)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("Only the first %u file is uploaded",
                                     "Only the first %u files are uploaded", MAX_FILES),
                           MAX_FILES);

      picker_library_say (self, text);
    }
}

/* Into the album on the screen. */
static void
upload_list (PickerLibrary *self, const GValue *value)
{
  const char *name;
  g_autofree char *album = dup_album (self, &name);
  g_autoptr (GSList) list = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (GSList *file = list; file != NULL; file = file->next)
    g_ptr_array_add (files, file->data);
  upload_files (self, files, album, name);
}

/* Chosen */

static void
files_chosen (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerLibrary) self = user_data;
  g_autofree char *album = NULL;
  const char *name;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GError) error = NULL;

  files = picker_compat_choose_files_finish (GTK_WINDOW (object), result, &error);
  if (files != NULL && self->session != NULL)
    {
      album = dup_album (self, &name);
      upload_files (self, files, album, name);
    }
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Files cannot be chosen: %s", error->message);
}

static void
upload_choose (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));

  if (check_allowed (self))
    picker_compat_choose_files_async (window, _ ("Upload Files"), TRUE, NULL, files_chosen,
                                      g_object_ref (self));
}

/* A new version of the selected asset */

typedef struct
{
  PickerLibrary *library;
  CantoAsset *asset;
} VersionChoice;

static void
version_chosen (GObject *object, GAsyncResult *result, gpointer user_data)
{
  VersionChoice *choice = user_data;
  g_autoptr (PickerLibrary) self = choice->library;
  g_autoptr (CantoAsset) asset = choice->asset;
  g_autoptr (GPtrArray) files =
      picker_compat_choose_files_finish (GTK_WINDOW (object), result, NULL);

  g_free (choice);
  if (files != NULL && files->len > 0 && self->session != NULL)
    engine_transfers_add (get_transfers (self), files->pdata[0], NULL, asset);
}

static void
choose_version (PickerLibrary *self, GPtrArray *assets)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  CantoAsset *asset = assets->pdata[0];
  VersionChoice *choice = g_new0 (VersionChoice, 1);
  /* Translators: the name of an asset */
  g_autofree char *title =
      g_strdup_printf (_ ("Upload a New Version of “%s”"), canto_asset_get_name (asset));

  choice->library = g_object_ref (self);
  choice->asset = canto_asset_ref (asset);
  picker_compat_choose_files_async (window, title, FALSE, NULL, version_chosen, choice);
}

static void
upload_version (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  if (check_allowed (PICKER_LIBRARY (widget)))
    picker_library_with_selected (PICKER_LIBRARY (widget), choose_version);
}

/* Dropped. On an album of the sidebar: (id, name, addresses), from picker-sidebar-drop.c */

static void
upload_into (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree const char **uris = NULL;
  const char *album, *name;

  g_variant_get (parameter, "(&s&s^a&s)", &album, &name, &uris);
  for (guint i = 0; uris[i] != NULL; i++)
    g_ptr_array_add (files, g_file_new_for_uri (uris[i]));
  upload_files (self, files, album, name);
}

/* What comes from here is no file, and in Canto already. */
static gboolean
accept_drop (GtkDropTarget *target, GdkDrop *drop, PickerLibrary *self)
{
  return gdk_drop_get_drag (drop) == NULL && !engine_transfers_get_is_refused (get_transfers (self))
         && gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), GDK_TYPE_FILE_LIST);
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, PickerLibrary *self)
{
  upload_list (self, value);

  return TRUE;
}

static void
make_drop_target (PickerLibrary *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "accept", G_CALLBACK (accept_drop), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), GTK_EVENT_CONTROLLER (target));
}

/* Pasted */

static void
picture_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerLibrary) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = picker_pasted_picture_save_finish (result, &error);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *album = NULL;
  const char *name;

  if (self->session == NULL)
    return;
  if (file == NULL)
    {
      picker_library_say_error (self, error);
      return;
    }
  album = dup_album (self, &name);
  g_ptr_array_add (added,
                   g_object_ref (engine_transfers_add_own (get_transfers (self), file, album)));
  picker_library_say_uploading (self, added, name);
}

/* @error: of what the other program has sent, or of the desktop's portal between the two */
static void
say_not_pasted (PickerLibrary *self, GError *error)
{
  g_dbus_error_strip_remote_error (error);
  picker_library_say_details (self, _ ("What Was Copied Cannot Be Pasted"), error->message);
}

static void
got_texture (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerLibrary) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
      gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (object), result, &error);

  if (self->session == NULL)
    return;
  if (texture == NULL)
    say_not_pasted (self, error);
  else
    picker_pasted_picture_save_async (texture, engine_session_get_data_dir (self->session), NULL,
                                      picture_saved, g_object_ref (self));
}

static void
got_files (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerLibrary) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (object), result, &error);

  if (self->session == NULL)
    return;
  if (value == NULL)
    {
      say_not_pasted (self, error);
      return;
    }
  upload_list (self, value);
}

/* What was copied here are links, and no files. */
static void
upload_paste (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  gboolean has_files = gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST);
  gboolean has_picture = gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE);

  if (gdk_clipboard_is_local (clipboard) || (!has_files && !has_picture) || !check_allowed (self))
    return;
  if (has_files)
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    got_files, g_object_ref (self));
  else
    gdk_clipboard_read_texture_async (clipboard, NULL, got_texture, g_object_ref (self));
}

static void
update_actions (PickerLibrary *self)
{
  gboolean may = !engine_transfers_get_is_refused (get_transfers (self));
  g_autoptr (GtkBitset) selected = picker_grid_dup_selected (self->grid);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "upload.choose", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "upload.version",
                                 may && gtk_bitset_get_size (selected) == 1);
}

void
picker_library_update_upload (PickerLibrary *self)
{
  g_autofree char *album = dup_album (self, NULL);

  picker_transfers_button_set_album (
      self->transfers_button, album != NULL ? picker_sidebar_get_title (self->sidebar) : NULL);
}

void
picker_library_make_upload (PickerLibrary *self)
{
  GtkWidget *button = picker_transfers_button_new (get_transfers (self));

  self->transfers_button = PICKER_TRANSFERS_BUTTON (button);
  adw_bin_set_child (self->upload_bin, button);
  make_drop_target (self);
  picker_library_make_upload_toasts (self);
  g_signal_connect_object (get_transfers (self), "notify::is-refused", G_CALLBACK (update_actions),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "notify::n-selected", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  picker_library_update_upload (self);
}

void
picker_library_install_upload (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "upload.choose", NULL, upload_choose);
  gtk_widget_class_install_action (widget_class, "upload.version", NULL, upload_version);
  gtk_widget_class_install_action (widget_class, "upload.into", "(ssas)", upload_into);
  gtk_widget_class_install_action (widget_class, "upload.paste", NULL, upload_paste);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "upload.paste",
                                       NULL);
}
