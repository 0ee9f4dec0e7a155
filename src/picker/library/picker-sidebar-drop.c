/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-sidebar-drop.h"

/* (nullable) */
static const char *
get_album_id (PickerSidebarRow *row)
{
  CatalogBranch *branch = picker_sidebar_row_get_branch (row);
  CantoNode *node = branch != NULL ? catalog_branch_get_node (branch) : NULL;

  return node != NULL && !catalog_branch_get_is_folder (branch) ? canto_node_get_id (node) : NULL;
}

static gboolean
accept_drop (GtkDropTarget *target, GdkDrop *drop, PickerSidebarRow *row)
{
  return gdk_drop_get_drag (drop) == NULL && get_album_id (row) != NULL
         && gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), GDK_TYPE_FILE_LIST);
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, PickerSidebarRow *row)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) uris = NULL;
  const char *album_id = get_album_id (row);
  CantoNode *node;

  if (album_id == NULL)
    return FALSE;

  for (GSList *file = files; file != NULL; file = file->next)
    {
      g_autofree char *uri = g_file_get_uri (file->data);

      g_strv_builder_add (builder, uri);
    }
  uris = g_strv_builder_end (builder);
  node = catalog_branch_get_node (picker_sidebar_row_get_branch (row));

  return gtk_widget_activate_action (GTK_WIDGET (row), "upload.into", "(ss^as)", album_id,
                                     canto_node_get_name (node), uris);
}

void
picker_sidebar_drop_attach (PickerSidebarRow *row)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "accept", G_CALLBACK (accept_drop), row, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped), row, 0);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (target));
}
