/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-sidebar-private.h"

#include "picker-place.h"
#include "picker-root-bar.h"
#include "picker-sidebar-drop.h"
#include "picker-sidebar-row.h"
#include "picker-tree-path.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (PickerSidebar, picker_sidebar, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
  N_PROPS,
} PickerSidebarProperty;

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_FOUND,
  SIGNAL_ALBUM_FAILED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static const CantoScheme schemes[] = {
  CANTO_SCHEME_UNKNOWN,  CANTO_SCHEME_IMAGE,        CANTO_SCHEME_VIDEO, CANTO_SCHEME_AUDIO,
  CANTO_SCHEME_DOCUMENT, CANTO_SCHEME_PRESENTATION, CANTO_SCHEME_OTHER,
};

#define HISTORY_POSITION 1

/* Models */

static GListModel *
make_places (CatalogBranch *root)
{
  GListStore *places = g_list_store_new (PICKER_TYPE_PLACE);
  g_autoptr (PickerPlace) history = picker_place_new_history ();
  g_autoptr (PickerPlace) heading = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autoptr (PickerPlace) place = picker_place_new (schemes[i]);

      g_list_store_append (places, place);
    }
  g_list_store_insert (places, HISTORY_POSITION, history);
  heading = picker_place_new_heading (_ ("Folders and Albums"), root);
  g_list_store_append (places, heading);

  return G_LIST_MODEL (places);
}

/* The model asks this of each folder that is seen, to know if it can be opened: what is in it is
 * asked for by the row, when it is opened. */
static GListModel *
open_item (gpointer item, gpointer user_data)
{
  if (!CATALOG_IS_BRANCH (item) || !catalog_branch_get_is_folder (item))
    return NULL;

  return g_object_ref (G_LIST_MODEL (item));
}

static GListModel *
make_model (PickerSidebar *self)
{
  g_autoptr (GListStore) parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GListModel) places = make_places (self->root);
  GtkFlattenListModel *flat;

  g_list_store_append (parts, places);
  g_list_store_append (parts, self->root);
  flat = gtk_flatten_list_model_new (g_object_ref (G_LIST_MODEL (parts)));

  return G_LIST_MODEL (
      gtk_tree_list_model_new (G_LIST_MODEL (flat), FALSE, FALSE, open_item, NULL, NULL));
}

/* Rows */

static void
set_up_row (GtkSignalListItemFactory *factory, GtkListItem *item, PickerSidebar *self)
{
  GtkWidget *row = picker_sidebar_row_new (engine_session_get_edits (self->session));

  picker_sidebar_watch_row (self, row);
  picker_sidebar_drop_attach (PICKER_SIDEBAR_ROW (row));
  gtk_list_item_set_child (item, row);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  g_autoptr (GObject) place = gtk_tree_list_row_get_item (row);
  gboolean is_heading =
      PICKER_IS_PLACE (place) && picker_place_get_is_heading (PICKER_PLACE (place));

  gtk_list_item_set_selectable (item, !is_heading);
  gtk_list_item_set_activatable (item, !is_heading);
  picker_sidebar_row_set_row (PICKER_SIDEBAR_ROW (gtk_list_item_get_child (item)), row);
}

static void
unbind_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  picker_sidebar_row_set_row (PICKER_SIDEBAR_ROW (gtk_list_item_get_child (item)), NULL);
}

static GtkListItemFactory *
make_factory (PickerSidebar *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), NULL);

  return factory;
}

static GObject *
dup_selected (PickerSidebar *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
}

static void
forget_album (PickerSidebar *self)
{
  g_cancellable_cancel (self->album_cancellable);
  g_clear_object (&self->album_cancellable);
}

/* A folder that was clicked may be about to be opened, and arrows lead past many rows. */
static void
selection_changed (PickerSidebar *self)
{
  g_autoptr (GObject) item = dup_selected (self);

  /* One was chosen that was found, and is perhaps not in the tree yet; or its row has come. */
  if (item == NULL || item == self->place)
    return;

  forget_album (self);
  g_set_object (&self->place, item);
  picker_folder_list_unselect (self->folder_list);
  picker_sidebar_update_edit (self, picker_sidebar_get_branch (self));
  picker_sidebar_emit_chosen (self);
  if (self->by_pointer
      && !(CATALOG_IS_BRANCH (item) && catalog_branch_get_is_folder (CATALOG_BRANCH (item))))
    g_signal_emit (self, signals[SIGNAL_FOUND], 0);
}

static void
pointer_used (PickerSidebar *self)
{
  self->by_pointer = TRUE;
}

static gboolean
key_used (PickerSidebar *self)
{
  self->by_pointer = FALSE;

  return GDK_EVENT_PROPAGATE;
}

static void
watch_hands (PickerSidebar *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pointer_used), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_used), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Enter and a double click open and close a folder. */
static void
row_activated (PickerSidebar *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row != NULL && gtk_tree_list_row_is_expandable (row))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
  else
    g_signal_emit (self, signals[SIGNAL_FOUND], 0);
}

/* The filter */

static void
found_chosen (PickerSidebar *self)
{
  forget_album (self);
  g_set_object (&self->place, G_OBJECT (picker_folder_list_get_selected (self->folder_list)));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  picker_sidebar_emit_chosen (self);
  if (self->by_pointer)
    g_signal_emit (self, signals[SIGNAL_FOUND], 0);
}

static void
found_activated (PickerSidebar *self)
{
  g_signal_emit (self, signals[SIGNAL_FOUND], 0);
}

static void
filter_changed (PickerSidebar *self)
{
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->filter_entry))));
  gboolean has_text = *text != '\0';

  if (has_text)
    picker_folder_list_find (self->folder_list, text);
  gtk_stack_set_visible_child_name (self->stack, has_text ? "found" : "tree");
}

static void
filter_stopped (PickerSidebar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->filter_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
enter_list (PickerSidebar *self)
{
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "found"))
    picker_folder_list_enter (self->folder_list);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
filter_key_pressed (PickerSidebar *self, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  enter_list (self);

  return GDK_EVENT_STOP;
}

static void
connect_filter (PickerSidebar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (self->filter_entry, "search-changed", G_CALLBACK (filter_changed),
                            self);
  g_signal_connect_swapped (self->filter_entry, "stop-search", G_CALLBACK (filter_stopped), self);
  g_signal_connect_swapped (self->filter_entry, "activate", G_CALLBACK (enter_list), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (filter_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->filter_entry), keys);
  g_signal_connect_swapped (self->folder_list, "chosen", G_CALLBACK (found_chosen), self);
  g_signal_connect_swapped (self->folder_list, "activated", G_CALLBACK (found_activated), self);
}

/* The menu of a folder */

static void
show_only (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerSidebar *self = PICKER_SIDEBAR (widget);

  if (self->menu_branch != NULL)
    engine_session_set_root_folder (
        self->session, canto_node_get_id (catalog_branch_get_node (self->menu_branch)));
}

CatalogBranch *
picker_sidebar_get_branch (PickerSidebar *self)
{
  if (self->menu_branch != NULL)
    return self->menu_branch;

  return CATALOG_IS_BRANCH (self->place) ? CATALOG_BRANCH (self->place) : NULL;
}

static gboolean
forget_menu (gpointer user_data)
{
  PickerSidebar *self = user_data;

  self->menu_id = 0;
  if (gtk_widget_get_visible (GTK_WIDGET (self->context_menu)))
    return G_SOURCE_REMOVE;

  g_clear_object (&self->menu_branch);
  picker_sidebar_update_edit (self, picker_sidebar_get_branch (self));

  return G_SOURCE_REMOVE;
}

/* What was chosen in it is done after it has closed. */
static void
menu_closed (PickerSidebar *self)
{
  if (self->menu_id == 0)
    self->menu_id = g_idle_add (forget_menu, self);
}

static void
pop_up_menu (PickerSidebar *self, CatalogBranch *branch, double x, double y)
{
  const GdkRectangle place = { (int) x, (int) y, 1, 1 };

  if (branch == NULL || catalog_branch_get_node (branch) == NULL)
    return;

  g_set_object (&self->menu_branch, branch);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "folder.show-only",
                                 catalog_branch_get_is_folder (branch));
  picker_sidebar_update_edit (self, branch);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

static void
secondary_released (PickerSidebar *self, int n_press, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row =
      widget != NULL ? gtk_widget_get_ancestor (widget, PICKER_TYPE_SIDEBAR_ROW) : NULL;

  if (row == NULL && widget != NULL)
    row = gtk_widget_get_first_child (widget);
  if (PICKER_IS_SIDEBAR_ROW (row))
    pop_up_menu (self, picker_sidebar_row_get_branch (PICKER_SIDEBAR_ROW (row)), x, y);
}

/* By the keys it is the menu of the folder that is chosen, where the focus is. */
static void
menu_popup (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerSidebar *self = PICKER_SIDEBAR (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t bounds;

  if (!CATALOG_IS_BRANCH (self->place) || focus == NULL
      || !gtk_widget_compute_bounds (focus, widget, &bounds))
    return;

  pop_up_menu (self, CATALOG_BRANCH (self->place), bounds.origin.x + bounds.size.width / 2,
               bounds.origin.y + bounds.size.height / 2);
}

static void
watch_secondary_click (PickerSidebar *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "released", G_CALLBACK (secondary_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/* The root */

void
picker_sidebar_choose_all (PickerSidebar *self)
{
  gtk_single_selection_set_selected (self->selection, 0);
}

void
picker_sidebar_choose_history (PickerSidebar *self)
{
  g_return_if_fail (PICKER_IS_SIDEBAR (self));

  gtk_single_selection_set_selected (self->selection, HISTORY_POSITION);
}

void
picker_sidebar_emit_chosen (PickerSidebar *self)
{
  CantoNode *node = CATALOG_IS_BRANCH (self->place)
                        ? catalog_branch_get_node (CATALOG_BRANCH (self->place))
                        : NULL;

  g_free (self->told_id);
  g_free (self->told_name);
  self->told_id = node != NULL ? g_strdup (canto_node_get_id (node)) : NULL;
  self->told_name = node != NULL ? g_strdup (canto_node_get_name (node)) : NULL;
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
grow_from_root (PickerSidebar *self)
{
  CatalogSource *source = engine_session_get_source (self->session);
  const char *folder_id = engine_session_get_root_folder (self->session);
  g_autoptr (GListModel) model = NULL;

  forget_album (self);
  g_clear_object (&self->root);
  self->root = catalog_branch_new_root (source, folder_id);
  model = make_model (self);
  gtk_editable_set_text (GTK_EDITABLE (self->filter_entry), "");
  picker_folder_list_set_root (self->folder_list, source, folder_id);
  gtk_single_selection_set_model (self->selection, model);
  gtk_single_selection_set_selected (self->selection, 0);
  catalog_branch_load (self->root);
}

/* GObject */

static void
picker_sidebar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PickerSidebar *self = PICKER_SIDEBAR (object);

  switch ((PickerSidebarProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_sidebar_constructed (GObject *object)
{
  PickerSidebar *self = PICKER_SIDEBAR (object);
  g_autoptr (GtkListItemFactory) factory = make_factory (self);

  G_OBJECT_CLASS (picker_sidebar_parent_class)->constructed (object);

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selection_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (row_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::root-folder", G_CALLBACK (grow_from_root), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->root_bin, picker_root_bar_new (self->session));
  connect_filter (self);
  picker_sidebar_connect_edits (self);
  grow_from_root (self);
}

static void
picker_sidebar_dispose (GObject *object)
{
  PickerSidebar *self = PICKER_SIDEBAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_handle_id (&self->menu_id, g_source_remove);
  g_clear_object (&self->place);
  g_clear_object (&self->menu_branch);
  forget_album (self);
  g_clear_object (&self->selection);
  g_clear_object (&self->root);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_sidebar_parent_class)->dispose (object);
}

static void
picker_sidebar_finalize (GObject *object)
{
  PickerSidebar *self = PICKER_SIDEBAR (object);

  g_free (self->told_id);
  g_free (self->told_name);

  G_OBJECT_CLASS (picker_sidebar_parent_class)->finalize (object);
}

static gboolean
picker_sidebar_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PICKER_SIDEBAR (widget)->view));
}

static void
picker_sidebar_class_init (PickerSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = picker_sidebar_constructed;
  object_class->set_property = picker_sidebar_set_property;
  object_class->dispose = picker_sidebar_dispose;
  object_class->finalize = picker_sidebar_finalize;
  widget_class->grab_focus = picker_sidebar_grab_focus;

  props[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, ENGINE_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * PickerSidebar::chosen:
   *
   * Another place was chosen: see picker_sidebar_dup_query().
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", PICKER_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PickerSidebar::found:
   *
   * The person is done here: she has clicked a place that cannot be opened further, or pressed
   * Enter on it.
   */
  signals[SIGNAL_FOUND] = g_signal_new ("found", PICKER_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PickerSidebar::album-failed:
   * @error: why the album that was to be chosen could not be
   */
  signals[SIGNAL_ALBUM_FAILED] =
      g_signal_new ("album-failed", PICKER_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_ERROR);

  g_type_ensure (PICKER_TYPE_FOLDER_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerSidebar, root_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerSidebar, account_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerSidebar, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, PickerSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerSidebar, view);
  gtk_widget_class_bind_template_child (widget_class, PickerSidebar, folder_list);
  gtk_widget_class_bind_template_child (widget_class, PickerSidebar, context_menu);

  picker_sidebar_install_edit (widget_class);
  gtk_widget_class_install_action (widget_class, "folder.show-only", NULL, show_only);
  gtk_widget_class_install_action (widget_class, "folder.menu", NULL, menu_popup);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "folder.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "folder.menu", NULL);
}

static void
picker_sidebar_init (PickerSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  watch_hands (self);
  watch_secondary_click (self);
  g_signal_connect_swapped (self->context_menu, "closed", G_CALLBACK (menu_closed), self);
}

GtkWidget *
picker_sidebar_new (EngineSession *session)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  return g_object_new (PICKER_TYPE_SIDEBAR, "session", session, NULL);
}

CantoQuery *
picker_sidebar_dup_query (PickerSidebar *self)
{
  g_return_val_if_fail (PICKER_IS_SIDEBAR (self), NULL);

  if (CATALOG_IS_BRANCH (self->place))
    {
      CantoNode *node = catalog_branch_get_node (CATALOG_BRANCH (self->place));

      return canto_query_with_container (canto_query_new (), canto_node_get_scheme (node),
                                         canto_node_get_id (node));
    }
  if (picker_place_get_scheme (PICKER_PLACE (self->place)) != CANTO_SCHEME_UNKNOWN)
    return canto_query_with_schemes (picker_sidebar_dup_query_everywhere (self),
                                     1u << picker_place_get_scheme (PICKER_PLACE (self->place)));

  return picker_sidebar_dup_query_everywhere (self);
}

CantoQuery *
picker_sidebar_dup_query_everywhere (PickerSidebar *self)
{
  g_return_val_if_fail (PICKER_IS_SIDEBAR (self), NULL);

  return canto_query_with_container (canto_query_new (), CANTO_SCHEME_FOLDER,
                                     engine_session_get_root_folder (self->session));
}

gboolean
picker_sidebar_get_in_container (PickerSidebar *self)
{
  g_return_val_if_fail (PICKER_IS_SIDEBAR (self), FALSE);

  return CATALOG_IS_BRANCH (self->place);
}

gboolean
picker_sidebar_get_in_history (PickerSidebar *self)
{
  g_return_val_if_fail (PICKER_IS_SIDEBAR (self), FALSE);

  return PICKER_IS_PLACE (self->place) && picker_place_get_is_history (PICKER_PLACE (self->place));
}

CantoNode *
picker_sidebar_get_album (PickerSidebar *self)
{
  CantoNode *node = NULL;

  g_return_val_if_fail (PICKER_IS_SIDEBAR (self), NULL);

  if (CATALOG_IS_BRANCH (self->place))
    node = catalog_branch_get_node (CATALOG_BRANCH (self->place));

  return node != NULL && canto_node_get_scheme (node) == CANTO_SCHEME_ALBUM ? node : NULL;
}

const char *
picker_sidebar_get_title (PickerSidebar *self)
{
  g_return_val_if_fail (PICKER_IS_SIDEBAR (self), NULL);

  if (CATALOG_IS_BRANCH (self->place))
    return canto_node_get_name (catalog_branch_get_node (CATALOG_BRANCH (self->place)));

  return picker_place_get_title (PICKER_PLACE (self->place));
}

/* An album that was asked for by its id */

static GtkTreeListModel *
get_tree (PickerSidebar *self)
{
  return GTK_TREE_LIST_MODEL (gtk_single_selection_get_model (self->selection));
}

/* It is the same place still: only its row is known now. */
static void
album_shown (GObject *object, GAsyncResult *result, gpointer user_data)
{
  PickerSidebar *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkTreeListRow) row =
      picker_tree_path_open_finish (GTK_TREE_LIST_MODEL (object), result, &error);
  g_autoptr (GObject) item = NULL;
  guint position;

  /* What cannot be shown in the tree can be looked into all the same. Once cancelled, the sidebar
   * may be gone. */
  if (row == NULL)
    {
      g_debug ("Not shown in the tree: %s", error->message);
      return;
    }

  position = gtk_tree_list_row_get_position (row);
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  item = gtk_tree_list_row_get_item (row);
  g_set_object (&self->place, item);
  gtk_editable_set_text (GTK_EDITABLE (self->filter_entry), "");
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

gboolean
picker_sidebar_is_in_tree (PickerSidebar *self)
{
  return gtk_single_selection_get_selected_item (self->selection) != NULL;
}

static void
show_node (PickerSidebar *self, CantoNode *node)
{
  const char *id_path = canto_node_get_id_path (node);
  const char *path = canto_node_get_name_path (node);
  g_autoptr (CatalogBranch) branch = catalog_branch_new_found (
      engine_session_get_source (self->session), node, path != NULL ? path : "");

  g_set_object (&self->place, G_OBJECT (branch));
  picker_folder_list_unselect (self->folder_list);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  picker_sidebar_update_edit (self, picker_sidebar_get_branch (self));
  picker_sidebar_emit_chosen (self);
  if (id_path != NULL)
    picker_tree_path_open_async (get_tree (self), self->root, id_path, self->album_cancellable,
                                 album_shown, self);
}

void
picker_sidebar_go_to_node (PickerSidebar *self, CantoNode *node)
{
  forget_album (self);
  self->album_cancellable = g_cancellable_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->filter_entry), "");
  show_node (self, node);
}

static void
album_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerSidebar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoNode) node = canto_client_get_node_finish (CANTO_CLIENT (object), result, &error);

  if (node != NULL)
    show_node (self, node);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_ALBUM_FAILED], 0, error);
}

void
picker_sidebar_choose_album (PickerSidebar *self, const char *id)
{
  g_return_if_fail (PICKER_IS_SIDEBAR (self));
  g_return_if_fail (id != NULL);

  forget_album (self);
  self->album_cancellable = g_cancellable_new ();
  canto_client_get_node_async (engine_session_get_client (self->session), CANTO_SCHEME_ALBUM, id,
                               CANTO_PRIORITY_INTERACTIVE, self->album_cancellable, album_found,
                               g_object_ref (self));
}

void
picker_sidebar_set_account_button (PickerSidebar *self, GtkWidget *button)
{
  g_return_if_fail (PICKER_IS_SIDEBAR (self));

  adw_bin_set_child (self->account_bin, button);
}
