/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folders and albums that are made, deleted and filled. */

#include "descant-config.h"

#include "picker-sidebar-private.h"

#include "catalog-overlay.h"
#include "picker-delete-dialog.h"
#include "picker-dragged.h"
#include "picker-edit-text.h"
#include "picker-name-dialog.h"
#include "picker-sidebar-row.h"

#include <glib/gi18n.h>
#include <string.h>

enum
{
  SIGNAL_MADE,
  SIGNAL_DROPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static EngineEdits *
get_edits (PickerSidebar *self)
{
  return engine_session_get_edits (self->session);
}

static GtkWindow *
get_window (PickerSidebar *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* (nullable): of @branch; @branch: (nullable) */
static CantoNode *
get_node (CatalogBranch *branch)
{
  return branch != NULL ? catalog_branch_get_node (branch) : NULL;
}

static gboolean
is_folder (CantoNode *node)
{
  return node != NULL && canto_node_get_scheme (node) == CANTO_SCHEME_FOLDER;
}

static void
made (PickerSidebar *self, EngineEdit *edit)
{
  g_signal_emit (self, signals[SIGNAL_MADE], 0, edit);
}

/* New ones */

/* What a dialog asks for. */
typedef struct
{
  PickerSidebar *sidebar; /* (nullable): weak */
  CantoNode *parent;      /* (nullable): NULL is the top */
  CantoScheme scheme;
} Wanted;

static void
wanted_free (gpointer data, GClosure *closure)
{
  Wanted *wanted = data;

  g_clear_weak_pointer (&wanted->sidebar);
  g_clear_pointer (&wanted->parent, canto_node_unref);
  g_free (wanted);
}

static void
named (PickerNameDialog *dialog, const char *name, Wanted *wanted)
{
  g_autoptr (EngineEdit) edit = NULL;

  if (wanted->sidebar == NULL)
    return;

  edit = engine_edits_create_node (get_edits (wanted->sidebar), wanted->scheme, wanted->parent,
                                   name, NULL);
  made (wanted->sidebar, edit);
  picker_sidebar_go_to_node (wanted->sidebar, engine_edit_get_node (edit));
}

/* @parent, @body: (nullable) */
static void
ask_for_name (PickerSidebar *self, CantoScheme scheme, CantoNode *parent, const char *body)
{
  GtkWidget *dialog = picker_name_dialog_new (
      get_window (self), scheme == CANTO_SCHEME_FOLDER ? _ ("New Folder") : _ ("New Album"), body,
      NULL, _ ("C_reate"));
  Wanted *wanted = g_new0 (Wanted, 1);

  g_set_weak_pointer (&wanted->sidebar, self);
  wanted->parent = parent != NULL ? canto_node_ref (parent) : NULL;
  wanted->scheme = scheme;
  g_signal_connect_data (dialog, "named", G_CALLBACK (named), wanted, wanted_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Where the whole library is not shown, the top is the folder that is. */
static void
ask_for_name_at_top (PickerSidebar *self, CantoScheme scheme)
{
  const char *root = engine_session_get_root_folder (self->session);
  g_autoptr (CantoNode) parent =
      root != NULL ? canto_node_new (CANTO_SCHEME_FOLDER, root, root, NULL, NULL) : NULL;

  ask_for_name (self, scheme, parent, NULL);
}

/* The id before its own in the path of ids. (transfer full) (nullable) */
static char *
dup_parent_id (CantoNode *node)
{
  const char *path = canto_node_get_id_path (node);
  g_auto (GStrv) ids = path != NULL ? g_strsplit (path, "/", -1) : NULL;
  guint n_ids = ids != NULL ? g_strv_length (ids) : 0;

  return n_ids > 1 ? g_strdup (ids[n_ids - 2]) : NULL;
}

/* @path without its last part. (transfer full) (nullable) */
static char *
dup_above (const char *path)
{
  const char *last = path != NULL ? strrchr (path, '/') : NULL;

  return last != NULL ? g_strndup (path, (gsize) (last - path)) : NULL;
}

/* What @node is in. (transfer full) (nullable): the top */
static CantoNode *
dup_parent (CantoNode *node)
{
  g_autofree char *id = dup_parent_id (node);
  g_autofree char *ids = dup_above (canto_node_get_id_path (node));
  g_autofree char *names = dup_above (canto_node_get_name_path (node));
  g_autofree char *ids_above = dup_above (ids);
  g_autofree char *names_above = dup_above (names);
  const char *name = names != NULL ? strrchr (names, '/') : NULL;

  if (id == NULL)
    return NULL;
  if (name == NULL)
    name = names != NULL ? names : id;
  else
    name++;

  return canto_node_new (CANTO_SCHEME_FOLDER, id, name, ids_above, names_above);
}

/* In the folder that the menu, or the key, is for, or beside the album; else at the top. */
static void
ask_for_name_here (PickerSidebar *self, CantoScheme scheme)
{
  CantoNode *node = get_node (picker_sidebar_get_branch (self));
  g_autoptr (CantoNode) parent = NULL;
  g_autofree char *body = NULL;

  if (is_folder (node))
    parent = canto_node_ref (node);
  else if (node != NULL)
    parent = dup_parent (node);
  if (parent == NULL)
    {
      ask_for_name_at_top (self, scheme);
      return;
    }

  /* Translators: the name of the folder that it will be in */
  body = g_strdup_printf (_ ("In “%s”"), canto_node_get_name (parent));
  ask_for_name (self, scheme, parent, body);
}

static void
new_folder (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ask_for_name_here (PICKER_SIDEBAR (widget), CANTO_SCHEME_FOLDER);
}

static void
new_album (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ask_for_name_here (PICKER_SIDEBAR (widget), CANTO_SCHEME_ALBUM);
}

static void
new_top_folder (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ask_for_name_at_top (PICKER_SIDEBAR (widget), CANTO_SCHEME_FOLDER);
}

static void
new_top_album (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ask_for_name_at_top (PICKER_SIDEBAR (widget), CANTO_SCHEME_ALBUM);
}

/* Another name */

/* A folder or an album that a dialog is about. */
typedef struct
{
  PickerSidebar *sidebar; /* (nullable): weak */
  CantoNode *node;
} Subject;

static Subject *
subject_new (PickerSidebar *self, CantoNode *node)
{
  Subject *subject = g_new0 (Subject, 1);

  g_set_weak_pointer (&subject->sidebar, self);
  subject->node = canto_node_ref (node);

  return subject;
}

static void
subject_free (gpointer data, GClosure *closure)
{
  Subject *subject = data;

  g_clear_weak_pointer (&subject->sidebar);
  canto_node_unref (subject->node);
  g_free (subject);
}

static void
name_given (PickerNameDialog *dialog, const char *name, Subject *subject)
{
  g_autoptr (EngineEdit) edit = NULL;

  if (subject->sidebar == NULL || g_str_equal (name, canto_node_get_name (subject->node)))
    return;

  edit = engine_edits_rename_node (get_edits (subject->sidebar), subject->node, name);
  made (subject->sidebar, edit);
}

static void
rename_branch (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerSidebar *self = PICKER_SIDEBAR (widget);
  CantoNode *node = get_node (picker_sidebar_get_branch (self));
  GtkWidget *dialog;

  if (node == NULL)
    return;

  dialog = picker_name_dialog_new (
      get_window (self), is_folder (node) ? _ ("Rename the Folder") : _ ("Rename the Album"), NULL,
      canto_node_get_name (node), _ ("_Rename"));
  g_signal_connect_data (dialog, "named", G_CALLBACK (name_given), subject_new (self, node),
                         subject_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Deletion */

static void
deletion_confirmed (PickerDeleteDialog *dialog, GPtrArray *assets, Subject *subject)
{
  g_autofree char *parent_id = dup_parent_id (subject->node);
  g_autoptr (EngineEdit) edit = NULL;

  if (subject->sidebar == NULL)
    return;

  edit = engine_edits_delete_node (get_edits (subject->sidebar), subject->node, parent_id);
  made (subject->sidebar, edit);
}

static void
delete_branch (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerSidebar *self = PICKER_SIDEBAR (widget);
  CantoNode *node = get_node (picker_sidebar_get_branch (self));
  GtkWidget *dialog;

  if (node == NULL)
    return;

  dialog = picker_delete_dialog_new_for_node (get_window (self), node);
  g_signal_connect_data (dialog, "confirmed", G_CALLBACK (deletion_confirmed),
                         subject_new (self, node), subject_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What is shown may go, or get its address. */

static gboolean
is_in (CantoNode *node, const char *id)
{
  const char *path = canto_node_get_id_path (node);
  g_auto (GStrv) ids = path != NULL ? g_strsplit (path, "/", -1) : NULL;

  return g_str_equal (canto_node_get_id (node), id)
         || (ids != NULL && g_strv_contains ((const char *const *) ids, id));
}

static void
node_removed (PickerSidebar *self, const char *id)
{
  CantoNode *node =
      CATALOG_IS_BRANCH (self->place) ? get_node (CATALOG_BRANCH (self->place)) : NULL;

  if (node != NULL && is_in (node, id))
    picker_sidebar_choose_all (self);
}

/* Its name stands above what is in it. How much is in it does not. */
static void
node_changed (PickerSidebar *self)
{
  CantoNode *node =
      CATALOG_IS_BRANCH (self->place) ? get_node (CATALOG_BRANCH (self->place)) : NULL;

  if (node != NULL
      && (g_strcmp0 (canto_node_get_id (node), self->told_id) != 0
          || g_strcmp0 (canto_node_get_name (node), self->told_name) != 0))
    picker_sidebar_emit_chosen (self);
}

/* One that was shown before the service knew it has its place in the tree by another id now. */
static void
node_replaced (PickerSidebar *self, const char *old_id, CantoNode *new_node)
{
  CantoNode *node =
      CATALOG_IS_BRANCH (self->place) ? get_node (CATALOG_BRANCH (self->place)) : NULL;

  if (node != NULL && engine_edits_is_new_id (old_id)
      && g_str_equal (canto_node_get_id (node), canto_node_get_id (new_node))
      && !picker_sidebar_is_in_tree (self))
    picker_sidebar_go_to_node (self, node);
  else
    node_changed (self);
}

void
picker_sidebar_update_edit (PickerSidebar *self, CatalogBranch *branch)
{
  EngineEdits *edits = get_edits (self);
  CantoNode *node = get_node (branch);
  gboolean may_folder = engine_edits_may (edits, ENGINE_EDIT_CREATE_FOLDER);
  gboolean may_album = engine_edits_may (edits, ENGINE_EDIT_CREATE_ALBUM);
  /* The menu of an album is about what is in it. */
  gboolean is_album = self->menu_branch != NULL && node != NULL && !is_folder (node);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "folder.new-folder", may_folder && !is_album);
  gtk_widget_action_set_enabled (widget, "folder.new-album", may_album && !is_album);
  gtk_widget_action_set_enabled (widget, "folder.new-top-folder", may_folder);
  gtk_widget_action_set_enabled (widget, "folder.new-top-album", may_album);
  gtk_widget_action_set_enabled (widget, "folder.rename",
                                 node != NULL && engine_edits_may (edits, ENGINE_EDIT_RENAME_NODE));
  gtk_widget_action_set_enabled (widget, "folder.delete",
                                 node != NULL && engine_edits_may (edits, ENGINE_EDIT_DELETE_NODE));
}

static void
allowed_changed (PickerSidebar *self)
{
  picker_sidebar_update_edit (self, picker_sidebar_get_branch (self));
}

void
picker_sidebar_connect_edits (PickerSidebar *self)
{
  EngineEdits *edits = get_edits (self);

  g_signal_connect_object (edits, "allowed-changed", G_CALLBACK (allowed_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (edits, "node-removed", G_CALLBACK (node_removed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (edits, "node-replaced", G_CALLBACK (node_replaced), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (edits, "node-changed", G_CALLBACK (node_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  allowed_changed (self);
}

/* Dropping */

static PickerSidebarRow *
get_row (GtkDropTarget *target)
{
  return PICKER_SIDEBAR_ROW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));
}

/* Also a folder: that nothing can be in it but albums is said when it is dropped there. */
static gboolean
accept (PickerSidebar *self, GdkDrop *drop, GtkDropTarget *target)
{
  return gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), PICKER_TYPE_DRAGGED)
         && get_node (picker_sidebar_row_get_branch (get_row (target))) != NULL;
}

static gboolean
dropped (PickerSidebar *self, const GValue *value, double x, double y, GtkDropTarget *target)
{
  CantoNode *node = get_node (picker_sidebar_row_get_branch (get_row (target)));

  if (node == NULL || !G_VALUE_HOLDS (value, PICKER_TYPE_DRAGGED))
    return FALSE;

  g_signal_emit (self, signals[SIGNAL_DROPPED], 0, node, g_value_get_object (value));

  return TRUE;
}

void
picker_sidebar_watch_row (PickerSidebar *self, GtkWidget *row)
{
  GtkDropTarget *target = gtk_drop_target_new (PICKER_TYPE_DRAGGED, GDK_ACTION_COPY);

  g_signal_connect_object (target, "accept", G_CALLBACK (accept), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

void
picker_sidebar_install_edit (GtkWidgetClass *widget_class)
{
  /**
   * PickerSidebar::made:
   * @edit: #EngineEdit: of a folder or an album
   */
  signals[SIGNAL_MADE] = g_signal_new ("made", PICKER_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, ENGINE_TYPE_EDIT);
  /**
   * PickerSidebar::dropped:
   * @node: #CantoNode: an album, or a folder
   * @dragged: #PickerDragged: what was dropped on it
   */
  signals[SIGNAL_DROPPED] =
      g_signal_new ("dropped", PICKER_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, CANTO_TYPE_NODE, PICKER_TYPE_DRAGGED);

  gtk_widget_class_install_action (widget_class, "folder.new-folder", NULL, new_folder);
  gtk_widget_class_install_action (widget_class, "folder.new-album", NULL, new_album);
  gtk_widget_class_install_action (widget_class, "folder.new-top-folder", NULL, new_top_folder);
  gtk_widget_class_install_action (widget_class, "folder.new-top-album", NULL, new_top_album);
  gtk_widget_class_install_action (widget_class, "folder.rename", NULL, rename_branch);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "folder.rename", NULL);
  gtk_widget_class_install_action (widget_class, "folder.delete", NULL, delete_branch);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK,
                                       "folder.new-album", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "folder.new-folder", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "folder.delete", NULL);
}
