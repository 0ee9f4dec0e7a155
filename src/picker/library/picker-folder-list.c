/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-folder-list.h"

#include "catalog-folder-index.h"
#include "picker-error.h"
#include "picker-sidebar-row.h"

#include <glib/gi18n.h>

#define MAX_FOUND 60 /* that are shown: of more she types more */
#define SLICE     6  /* rows that are made or filled at once: more would make a frame late */

struct _PickerFolderList
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkStack *stack;
  GtkListView *view;
  GtkLabel *more_label;
  GtkLabel *error_label;
  GtkButton *retry_button;

  /* Owned. */
  CatalogFolderIndex *index;
  GListStore *found;
  GtkSingleSelection *selection;
  GCancellable *cancellable; /* of the last question */
  char *text;
  GPtrArray *coming; /* (nullable) (element-type CatalogBranch): those that were found last */

  /* State. */
  guint slice_id; /* non-0 while not all of them are in the list */
  guint n_come;
  CantoScheme scheme; /* unknown: both */
};

G_DEFINE_FINAL_TYPE (PickerFolderList, picker_folder_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cancel (PickerFolderList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
stop_coming (PickerFolderList *self)
{
  g_clear_handle_id (&self->slice_id, g_source_remove);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  self->n_come = 0;
}

/* The next few take the place of others, until those of before are gone. TRUE while there are more.
 */
static gboolean
add_slice (PickerFolderList *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->found));
  guint n_added = MIN (SLICE, self->coming->len - self->n_come);
  gboolean is_last = self->n_come + n_added == self->coming->len;
  guint n_removed = is_last ? n_items - MIN (self->n_come, n_items)
                            : MIN (n_added, n_items - MIN (self->n_come, n_items));

  g_list_store_splice (self->found, self->n_come, n_removed, self->coming->pdata + self->n_come,
                       n_added);
  self->n_come += n_added;
  if (is_last)
    stop_coming (self);

  return !is_last;
}

static gboolean
slice_due (gpointer user_data)
{
  PickerFolderList *self = user_data;
  guint slice_id = self->slice_id;

  /* The end of it would remove the source that is running. */
  self->slice_id = 0;
  if (!add_slice (self))
    return G_SOURCE_REMOVE;
  self->slice_id = slice_id;

  return G_SOURCE_CONTINUE;
}

static void
show_found (PickerFolderList *self, GPtrArray *branches, guint n_found)
{
  guint n_more = n_found - branches->len;
  g_autofree char *more = NULL;

  picker_folder_list_unselect (self);
  stop_coming (self);
  self->coming = g_ptr_array_ref (branches);
  if (add_slice (self))
    self->slice_id = g_idle_add (slice_due, self);
  more = g_strdup_printf (
      ngettext ("%'u more: type more of the name", "%'u more: type more of the name", n_more),
      n_more);
  gtk_label_set_text (self->more_label, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), n_more > 0);
  gtk_stack_set_visible_child_name (self->stack, n_found > 0 ? "found" : "none");
}

static void
names_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerFolderList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint n_found = 0;
  g_autoptr (GPtrArray) branches =
      catalog_folder_index_find_finish (CATALOG_FOLDER_INDEX (object), result, &n_found, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (branches != NULL)
    {
      show_found (self, branches, n_found);
      return;
    }

  text = picker_error_dup_text (error);
  gtk_label_set_text (self->error_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
ask (PickerFolderList *self)
{
  cancel (self);
  self->cancellable = g_cancellable_new ();
  catalog_folder_index_find_async (self->index, self->text, MAX_FOUND, self->cancellable,
                                   names_found, g_object_ref (self));
}

/* Nobody looks at what was found before. */
static void
index_changed (PickerFolderList *self)
{
  if (self->text != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask (self);
}

static void
retry_clicked (PickerFolderList *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  ask (self);
}

/* The list */

static GListModel *
open_nothing (gpointer item, gpointer user_data)
{
  return NULL;
}

static void
set_up_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, picker_sidebar_row_new (NULL));
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  picker_sidebar_row_set_row (PICKER_SIDEBAR_ROW (gtk_list_item_get_child (item)),
                              gtk_list_item_get_item (item));
}

static void
unbind_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  picker_sidebar_row_set_row (PICKER_SIDEBAR_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
selection_changed (PickerFolderList *self)
{
  if (gtk_single_selection_get_selected_item (self->selection) != NULL)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
row_activated (PickerFolderList *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
set_up_view (PickerFolderList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkTreeListModel *rows;

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), NULL);

  self->found = g_list_store_new (CATALOG_TYPE_BRANCH);
  rows = gtk_tree_list_model_new (g_object_ref (G_LIST_MODEL (self->found)), FALSE, FALSE,
                                  open_nothing, NULL, NULL);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (rows));
  g_object_unref (rows);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selection_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (row_activated), self,
                           G_CONNECT_SWAPPED);
}

/* GObject */

static gboolean
picker_folder_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PICKER_FOLDER_LIST (widget)->view));
}

static void
picker_folder_list_dispose (GObject *object)
{
  PickerFolderList *self = PICKER_FOLDER_LIST (object);
  GtkWidget *child;

  cancel (self);
  stop_coming (self);
  if (self->index != NULL)
    catalog_folder_index_stop (self->index);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->index);
  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (picker_folder_list_parent_class)->dispose (object);
}

static void
picker_folder_list_class_init (PickerFolderListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = picker_folder_list_dispose;
  widget_class->grab_focus = picker_folder_list_grab_focus;

  /**
   * PickerFolderList::chosen:
   *
   * Another one is selected.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", PICKER_TYPE_FOLDER_LIST, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * PickerFolderList::activated:
   *
   * Enter or a double click: this is what she was looking for.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", PICKER_TYPE_FOLDER_LIST, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-folder-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerFolderList, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerFolderList, view);
  gtk_widget_class_bind_template_child (widget_class, PickerFolderList, more_label);
  gtk_widget_class_bind_template_child (widget_class, PickerFolderList, error_label);
  gtk_widget_class_bind_template_child (widget_class, PickerFolderList, retry_button);
}

static void
picker_folder_list_init (PickerFolderList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_view (self);
  g_signal_connect_swapped (self->retry_button, "clicked", G_CALLBACK (retry_clicked), self);
}

GtkWidget *
picker_folder_list_new (void)
{
  return g_object_new (PICKER_TYPE_FOLDER_LIST, NULL);
}

void
picker_folder_list_set_root (PickerFolderList *self, CatalogSource *source, const char *folder_id)
{
  g_return_if_fail (PICKER_IS_FOLDER_LIST (self));

  cancel (self);
  if (self->index != NULL)
    catalog_folder_index_stop (self->index);
  g_clear_object (&self->index);
  stop_coming (self);
  self->index = catalog_folder_index_new (source, folder_id);
  g_signal_connect_object (self->index, "changed", G_CALLBACK (index_changed), self,
                           G_CONNECT_SWAPPED);
  catalog_folder_index_set_scheme (self->index, self->scheme);
  g_list_store_remove_all (self->found);
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

void
picker_folder_list_set_scheme (PickerFolderList *self, CantoScheme scheme)
{
  g_return_if_fail (PICKER_IS_FOLDER_LIST (self));
  g_return_if_fail (self->index == NULL);

  self->scheme = scheme;
}

void
picker_folder_list_find (PickerFolderList *self, const char *text)
{
  g_return_if_fail (PICKER_IS_FOLDER_LIST (self));
  g_return_if_fail (self->index != NULL);

  g_free (self->text);
  self->text = g_strdup (text);
  ask (self);
}

CatalogBranch *
picker_folder_list_get_selected (PickerFolderList *self)
{
  GtkTreeListRow *row;
  g_autoptr (GObject) item = NULL;

  g_return_val_if_fail (PICKER_IS_FOLDER_LIST (self), NULL);

  /* The model keeps the item. */
  row = gtk_single_selection_get_selected_item (self->selection);
  item = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  return item != NULL ? CATALOG_BRANCH (item) : NULL;
}

void
picker_folder_list_unselect (PickerFolderList *self)
{
  g_return_if_fail (PICKER_IS_FOLDER_LIST (self));

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

void
picker_folder_list_enter (PickerFolderList *self)
{
  g_return_if_fail (PICKER_IS_FOLDER_LIST (self));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->found)) == 0)
    return;

  gtk_single_selection_set_selected (self->selection, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
