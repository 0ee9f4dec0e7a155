/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Assets into albums, and out of them. */

#include "descant-config.h"

#include "picker-library-private.h"

#include "picker-album-dialog.h"
#include "picker-dragged.h"
#include "picker-edit-text.h"
#include "picker-error.h"

#include <glib/gi18n.h>

static EngineEdits *
get_edits (PickerLibrary *self)
{
  return engine_session_get_edits (self->session);
}

/* Assets that an album is to be chosen for. */
typedef struct
{
  PickerLibrary *library; /* (nullable): weak */
  GPtrArray *assets;      /* (nullable) (element-type CantoAsset) */
  CantoNode *album;       /* (nullable) */
} Choice;

static void
choice_free (Choice *choice)
{
  g_clear_weak_pointer (&choice->library);
  g_clear_pointer (&choice->assets, g_ptr_array_unref);
  g_clear_pointer (&choice->album, canto_node_unref);
  g_free (choice);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

static void
free_choice_of_closure (gpointer data, GClosure *closure)
{
  choice_free (data);
}

static void
add_to (PickerLibrary *self, CantoNode *album, GPtrArray *assets)
{
  g_autoptr (EngineEdit) edit = engine_edits_assign (get_edits (self), album, assets, TRUE);

  picker_library_say_made (self, edit);
}

/* From a list */

static void
album_chosen (PickerAlbumDialog *dialog, CantoNode *album, Choice *choice)
{
  if (choice->library != NULL)
    add_to (choice->library, album, choice->assets);
}

/* It can be filled before the service knows it. */
static void
album_named (PickerAlbumDialog *dialog, const char *name, Choice *choice)
{
  PickerLibrary *self = choice->library;
  g_autoptr (CantoNode) root = NULL;
  g_autoptr (EngineEdit) edit = NULL;
  const char *root_id;

  if (self == NULL)
    return;

  root_id = engine_session_get_root_folder (self->session);
  if (root_id != NULL)
    root = canto_node_new (CANTO_SCHEME_FOLDER, root_id, root_id, NULL, NULL);
  edit = engine_edits_create_node (get_edits (self), CANTO_SCHEME_ALBUM, root, name, NULL);
  picker_library_say_made (self, edit);
  add_to (self, engine_edit_get_node (edit), choice->assets);
}

static Choice *
choice_new (PickerLibrary *self, GPtrArray *assets, CantoNode *album)
{
  Choice *choice = g_new0 (Choice, 1);

  g_set_weak_pointer (&choice->library, self);
  choice->assets = assets != NULL ? g_ptr_array_ref (assets) : NULL;
  choice->album = album != NULL ? canto_node_ref (album) : NULL;

  return choice;
}

static void
open_dialog (PickerLibrary *self, GPtrArray *assets)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog = picker_album_dialog_new (self->session, window, assets->len);

  g_signal_connect_data (dialog, "chosen", G_CALLBACK (album_chosen),
                         choice_new (self, assets, NULL), free_choice_of_closure, 0);
  g_signal_connect_data (dialog, "named", G_CALLBACK (album_named), choice_new (self, assets, NULL),
                         free_choice_of_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_to_album (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  picker_library_with_selected (PICKER_LIBRARY (widget), open_dialog);
}

/* Out of the one that is shown */

static void
remove_from_shown (PickerLibrary *self, GPtrArray *assets)
{
  CantoNode *album = picker_sidebar_get_album (self->sidebar);
  g_autoptr (EngineEdit) edit = NULL;

  if (album == NULL)
    return;

  edit = engine_edits_assign (get_edits (self), album, assets, FALSE);
  picker_library_say_made (self, edit);
}

static void
remove_from_album (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  picker_library_with_selected (PICKER_LIBRARY (widget), remove_from_shown);
}

/* By dropping */

static void
dragged_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Choice) choice = user_data;
  g_autoptr (GPtrArray) assets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) loaded =
      catalog_asset_list_load_assets_finish (CATALOG_ASSET_LIST (object), result, &error);

  if (choice->library == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (loaded == NULL)
    {
      picker_library_say_error (choice->library, error);
      return;
    }

  catalog_asset_list_drop_gone (loaded);
  g_ptr_array_extend (assets, choice->assets, (GCopyFunc) (GCallback) canto_asset_ref, NULL);
  g_ptr_array_extend (assets, loaded, (GCopyFunc) (GCallback) canto_asset_ref, NULL);
  if (assets->len > 0)
    add_to (choice->library, choice->album, assets);
}

/* Where assets cannot be put. (transfer full) (nullable) */
static char *
dup_objection (PickerLibrary *self, CantoNode *node)
{
  if (canto_node_get_scheme (node) != CANTO_SCHEME_ALBUM)
    /* Translators: the name of a folder */
    return g_strdup_printf (_ ("“%s” is a folder. Drop assets on an album"),
                            canto_node_get_name (node));
  if (!engine_edits_may (get_edits (self), ENGINE_EDIT_ASSIGN))
    return g_strdup (picker_edit_text_get_refusal (ENGINE_EDIT_ASSIGN));

  return NULL;
}

static void
assets_dropped (PickerLibrary *self, CantoNode *album, PickerDragged *dragged)
{
  GPtrArray *assets = picker_dragged_get_assets (dragged);
  GArray *positions = picker_dragged_get_positions (dragged);
  g_autofree char *objection = dup_objection (self, album);

  if (objection != NULL)
    picker_library_say (self, objection);
  else if (positions->len == 0)
    add_to (self, album, assets);
  else
    catalog_asset_list_load_assets_async (picker_dragged_get_list (dragged),
                                          (const guint *) positions->data,
                                          MIN (positions->len, CATALOG_MAX_LOADED), NULL,
                                          dragged_loaded, choice_new (self, assets, album));
}

void
picker_library_update_albums (PickerLibrary *self)
{
  EngineEdits *edits = get_edits (self);
  gboolean has_any = picker_grid_get_n_selected (self->grid) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assets.add-to-album",
                                 has_any && engine_edits_may (edits, ENGINE_EDIT_ASSIGN));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assets.remove-from-album",
                                 has_any && picker_sidebar_get_album (self->sidebar) != NULL
                                     && engine_edits_may (edits, ENGINE_EDIT_UNASSIGN));
}

void
picker_library_connect_albums (PickerLibrary *self)
{
  g_signal_connect_object (self->sidebar, "made", G_CALLBACK (picker_library_say_made), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "dropped", G_CALLBACK (assets_dropped), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "chosen", G_CALLBACK (picker_library_update_albums), self,
                           G_CONNECT_SWAPPED);
}

void
picker_library_install_albums (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "assets.add-to-album", NULL, add_to_album);
  gtk_widget_class_install_action (widget_class, "assets.remove-from-album", NULL,
                                   remove_from_album);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK,
                                       "assets.add-to-album", NULL);
}
