/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-sidebar-row.h"

#include "picker-node-mark.h"
#include "picker-place.h"

#include <glib/gi18n.h>

struct _PickerSidebarRow
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkTreeExpander *expander;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *path;
  GtkSpinner *spinner;
  PickerNodeMark *mark;
  GtkLabel *size;
  GtkButton *retry_button;

  /* Owned. */
  CatalogBranch *branch; /* whose status is shown; NULL for most places */
  GSignalGroup *branch_signals;
  GSignalGroup *row_signals;

  /* Borrowed: a child made in code. */
  GtkMenuButton *add_button; /* (nullable): of a heading, made when it is first one */
};

G_DEFINE_FINAL_TYPE (PickerSidebarRow, picker_sidebar_row, GTK_TYPE_WIDGET)

static void
update_status (PickerSidebarRow *self)
{
  CatalogBranchStatus status = CATALOG_BRANCH_CLOSED;

  if (self->branch != NULL)
    status = catalog_branch_get_status (self->branch);

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), status == CATALOG_BRANCH_LOADING);
  gtk_spinner_set_spinning (self->spinner, status == CATALOG_BRANCH_LOADING);
  gtk_widget_set_visible (GTK_WIDGET (self->retry_button), status == CATALOG_BRANCH_FAILED);
}

static void
retry_clicked (PickerSidebarRow *self)
{
  if (self->branch != NULL)
    catalog_branch_load (self->branch);
}

static void
expanded_changed (PickerSidebarRow *self, GParamSpec *pspec, GtkTreeListRow *row)
{
  if (self->branch != NULL && gtk_tree_list_row_get_expanded (row))
    catalog_branch_load (self->branch);
}

/* Where it was found. */
static void
show_path (PickerSidebarRow *self, const char *path)
{
  gboolean has_path = path != NULL && *path != '\0';

  gtk_label_set_text (self->path, has_path ? path : "");
  gtk_widget_set_visible (GTK_WIDGET (self->path), has_path);
  if (has_path)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), path);
}

static void
make_add_button (PickerSidebarRow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _ ("New _Folder…"), "folder.new-top-folder");
  g_menu_append (menu, _ ("New _Album…"), "folder.new-top-album");
  self->add_button = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_icon_name (self->add_button, "list-add-symbolic");
  gtk_menu_button_set_menu_model (self->add_button, G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("New folder or album"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New folder or album"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_insert_before (button, gtk_widget_get_parent (GTK_WIDGET (self->retry_button)),
                            GTK_WIDGET (self->retry_button));
}

static void
update_add_button (PickerSidebarRow *self, gboolean is_heading)
{
  if (is_heading && self->add_button == NULL)
    make_add_button (self);
  if (self->add_button != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->add_button), is_heading);
}

static void
show_place (PickerSidebarRow *self, PickerPlace *place)
{
  gboolean is_heading = picker_place_get_is_heading (place);

  gtk_label_set_text (self->title, picker_place_get_title (place));
  gtk_image_set_from_icon_name (self->icon, picker_place_get_icon_name (place));
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !is_heading);
  show_path (self, NULL);
  picker_node_mark_set_id (self->mark, NULL);
  gtk_label_set_text (self->size, "");
  if (is_heading)
    gtk_widget_add_css_class (GTK_WIDGET (self), "heading-row");
}

static void
show_branch (PickerSidebarRow *self, CatalogBranch *branch)
{
  CantoNode *node = catalog_branch_get_node (branch);
  gboolean is_folder = catalog_branch_get_is_folder (branch);
  g_autofree char *size = NULL;

  gtk_label_set_text (self->title, canto_node_get_name (node));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), canto_node_get_name (node));
  show_path (self, catalog_branch_get_path (branch));
  picker_node_mark_set_id (self->mark, canto_node_get_id (node));
  gtk_image_set_from_icon_name (self->icon,
                                is_folder ? "folder-symbolic" : "folder-pictures-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->icon), TRUE);
  if (!is_folder)
    size = g_strdup_printf ("%u", canto_node_get_size (node));
  gtk_label_set_text (self->size, size != NULL ? size : "");
}

static void
tell_title (PickerSidebarRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->title), -1);
}

/* It has another name, or is known to the service now. */
static void
node_changed (PickerSidebarRow *self)
{
  if (self->branch == NULL || catalog_branch_get_node (self->branch) == NULL)
    return;

  show_branch (self, self->branch);
  tell_title (self);
}

static void
picker_sidebar_row_dispose (GObject *object)
{
  PickerSidebarRow *self = PICKER_SIDEBAR_ROW (object);
  GtkWidget *child;

  g_clear_object (&self->row_signals);
  g_clear_object (&self->branch_signals);
  g_clear_object (&self->branch);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (picker_sidebar_row_parent_class)->dispose (object);
}

static void
picker_sidebar_row_class_init (PickerSidebarRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = picker_sidebar_row_dispose;

  g_type_ensure (PICKER_TYPE_NODE_MARK);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerSidebarRow, expander);
  gtk_widget_class_bind_template_child (widget_class, PickerSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PickerSidebarRow, title);
  gtk_widget_class_bind_template_child (widget_class, PickerSidebarRow, path);
  gtk_widget_class_bind_template_child (widget_class, PickerSidebarRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PickerSidebarRow, mark);
  gtk_widget_class_bind_template_child (widget_class, PickerSidebarRow, size);
  gtk_widget_class_bind_template_child (widget_class, PickerSidebarRow, retry_button);
}

static void
picker_sidebar_row_init (PickerSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->branch_signals = g_signal_group_new (CATALOG_TYPE_BRANCH);
  g_signal_group_connect_swapped (self->branch_signals, "notify::status",
                                  G_CALLBACK (update_status), self);
  g_signal_group_connect_swapped (self->branch_signals, "notify::node", G_CALLBACK (node_changed),
                                  self);
  self->row_signals = g_signal_group_new (GTK_TYPE_TREE_LIST_ROW);
  g_signal_group_connect_swapped (self->row_signals, "notify::expanded",
                                  G_CALLBACK (expanded_changed), self);
  g_signal_connect_swapped (self->retry_button, "clicked", G_CALLBACK (retry_clicked), self);
}

GtkWidget *
picker_sidebar_row_new (EngineEdits *edits)
{
  PickerSidebarRow *self = g_object_new (PICKER_TYPE_SIDEBAR_ROW, NULL);

  if (edits != NULL)
    picker_node_mark_set_edits (self->mark, edits);

  return GTK_WIDGET (self);
}

void
picker_sidebar_row_set_row (PickerSidebarRow *self, GtkTreeListRow *row)
{
  g_autoptr (GObject) item = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
  CatalogBranch *branch = NULL;

  g_return_if_fail (PICKER_IS_SIDEBAR_ROW (self));

  if (CATALOG_IS_BRANCH (item))
    branch = CATALOG_BRANCH (item);
  else if (PICKER_IS_PLACE (item))
    branch = picker_place_get_branch (PICKER_PLACE (item));

  gtk_widget_remove_css_class (GTK_WIDGET (self), "heading-row");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
  gtk_tree_expander_set_list_row (self->expander, row);
  g_set_object (&self->branch, branch);
  g_signal_group_set_target (self->branch_signals, branch);
  g_signal_group_set_target (self->row_signals, row);

  update_add_button (self,
                     PICKER_IS_PLACE (item) && picker_place_get_is_heading (PICKER_PLACE (item)));
  if (CATALOG_IS_BRANCH (item))
    show_branch (self, branch);
  else if (PICKER_IS_PLACE (item))
    show_place (self, PICKER_PLACE (item));

  tell_title (self);
  update_status (self);

  /* It may have been opened while it was out of sight. */
  if (branch != NULL && gtk_tree_list_row_get_expanded (row)
      && catalog_branch_get_status (branch) == CATALOG_BRANCH_CLOSED)
    catalog_branch_load (branch);
}

CatalogBranch *
picker_sidebar_row_get_branch (PickerSidebarRow *self)
{
  g_return_val_if_fail (PICKER_IS_SIDEBAR_ROW (self), NULL);

  return self->branch;
}
