/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-grid-private.h"

#include "picker-copy-menu.h"
#include "picker-tile.h"

G_DEFINE_FINAL_TYPE (PickerGrid, picker_grid, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SETTINGS,
  PROP_SELECTED_ASSET,
  PROP_N_SELECTED,
  N_PROPS,
} PickerGridProperty;

enum
{
  SIGNAL_PREPARE_DRAG,
  SIGNAL_BEGIN_DRAG,
  SIGNAL_SORT_ASKED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* Tiles */

static void
set_up_tile (GtkSignalListItemFactory *factory, GtkListItem *item, PickerGrid *self)
{
  PickerTile *tile = picker_tile_new (self->session);

  picker_grid_add_drag_source (self, PICKER_CELL (tile));
  picker_cell_set_picked (PICKER_CELL (tile), self->picked);
  gtk_list_item_set_child (item, GTK_WIDGET (tile));
}

static void
bind_tile (GtkSignalListItemFactory *factory, GtkListItem *item, PickerGrid *self)
{
  GtkWidget *tile = gtk_list_item_get_child (item);

  picker_tile_set_size_px (PICKER_TILE (tile), (guint) self->tile_size);
  picker_cell_set_slot (PICKER_CELL (tile), gtk_list_item_get_item (item));
  picker_visible_add (self->visible, PICKER_CELL (tile));
}

static void
unbind_tile (GtkSignalListItemFactory *factory, GtkListItem *item, PickerGrid *self)
{
  GtkWidget *tile = gtk_list_item_get_child (item);

  picker_visible_remove (self->visible, PICKER_CELL (tile));
  picker_cell_set_slot (PICKER_CELL (tile), NULL);
}

static GtkListItemFactory *
make_factory (PickerGrid *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_tile), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_tile), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_tile), self, 0);

  return factory;
}

/* Selection */

static void
current_asset_changed (PickerGrid *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED_ASSET]);
}

static void
n_selected_changed (PickerGrid *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_SELECTED]);
}

static void
selection_clear (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (PICKER_GRID (widget)->selection));
}

static void
page_retry (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  catalog_asset_list_retry (PICKER_GRID (widget)->list);
}

void
picker_grid_activate (PickerGrid *self, guint position)
{
  g_autoptr (CatalogSlot) slot = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (slot != NULL && catalog_slot_get_failed (slot))
    {
      catalog_asset_list_retry (self->list);
      return;
    }

  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    picker_grid_select_only (self, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "link.copy", NULL);
}

/* GObject */

static void
picker_grid_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PickerGrid *self = PICKER_GRID (object);

  switch ((PickerGridProperty) prop_id)
    {
    case PROP_SELECTED_ASSET:
      g_value_set_boxed (value, picker_grid_get_selected_asset (self));
      break;

    case PROP_N_SELECTED:
      g_value_set_uint (value, picker_selection_get_n_selected (self->selection));
      break;

    case PROP_SESSION:
    case PROP_SETTINGS:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_grid_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PickerGrid *self = PICKER_GRID (object);

  switch ((PickerGridProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;

    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;

    case PROP_SELECTED_ASSET:
    case PROP_N_SELECTED:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_grid_constructed (GObject *object)
{
  PickerGrid *self = PICKER_GRID (object);
  g_autoptr (GtkListItemFactory) factory = NULL;

  G_OBJECT_CLASS (picker_grid_parent_class)->constructed (object);

  self->list = catalog_asset_list_new (engine_session_get_source (self->session));
  self->picked = picker_picked_new (engine_session_get_history (self->session));
  self->selection = picker_selection_new (self->list);
  self->visible = picker_visible_new (self->scroller, self->list);
  picker_grid_add_zoom (self);
  factory = make_factory (self);
  gtk_grid_view_set_factory (self->view, factory);
  picker_copy_menu_fill (self->copy_menu, engine_session_get_presets (self->session));
  picker_grid_update_view (self);
  picker_grid_connect_views (self);

  g_signal_connect_object (self->selection, "current-moved", G_CALLBACK (picker_grid_current_moved),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::current-asset",
                           G_CALLBACK (current_asset_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::n-selected", G_CALLBACK (n_selected_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::view", G_CALLBACK (picker_grid_update_view),
                           self, G_CONNECT_SWAPPED);
}

static void
picker_grid_dispose (GObject *object)
{
  PickerGrid *self = PICKER_GRID (object);
  GtkWidget *child;

  if (self->columns_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->columns_id);
  self->columns_id = 0;
  if (self->place_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->place_id);
  self->place_id = 0;
  if (self->focus_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->focus_id);
  self->focus_id = 0;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->visible);
  g_clear_object (&self->selection);
  g_clear_object (&self->picked);
  g_clear_object (&self->list);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_grid_parent_class)->dispose (object);
}

static void
picker_grid_class_init (PickerGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = picker_grid_constructed;
  object_class->get_property = picker_grid_get_property;
  object_class->set_property = picker_grid_set_property;
  object_class->dispose = picker_grid_dispose;

  props[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, ENGINE_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_SETTINGS] =
      g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_SELECTED_ASSET] =
      g_param_spec_boxed ("selected-asset", NULL, NULL, CANTO_TYPE_ASSET,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_N_SELECTED] =
      g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * PickerGrid::prepare-drag:
   * @positions: (type GtkBitset): of what is dragged: all that is selected, or one that is not
   * @cell: what the hand is on; a popover can point there
   *
   * A drag begins. Who connects decides what it carries.
   *
   * Returns: (transfer full) (nullable): what is dragged; %NULL if there is to be no drag
   */
  signals[SIGNAL_PREPARE_DRAG] = g_signal_new (
      "prepare-drag", PICKER_TYPE_GRID, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_first_wins, NULL,
      NULL, GDK_TYPE_CONTENT_PROVIDER, 2, GTK_TYPE_BITSET, GTK_TYPE_WIDGET);

  /**
   * PickerGrid::begin-drag:
   * @drag: of what was prepared last
   * @paintable: (nullable): the picture
   * @icon_name: what stands for it without one
   * @n_dragged: how many assets
   *
   * It is under way. Who connects gives it an icon.
   */
  signals[SIGNAL_BEGIN_DRAG] =
      g_signal_new ("begin-drag", PICKER_TYPE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 4, GDK_TYPE_DRAG, GDK_TYPE_PAINTABLE, G_TYPE_STRING, G_TYPE_UINT);

  /**
   * PickerGrid::sort-asked:
   * @sort: a value of the setting "sort"
   * @descending: whether the newest, the last or the largest is to come first
   *
   * A header of the list was clicked: whoever asks for the assets asks for them anew.
   */
  signals[SIGNAL_SORT_ASKED] =
      g_signal_new ("sort-asked", PICKER_TYPE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerGrid, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerGrid, scroller);
  gtk_widget_class_bind_template_child (widget_class, PickerGrid, view);
  gtk_widget_class_bind_template_child (widget_class, PickerGrid, list_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerGrid, context_menu);
  gtk_widget_class_bind_template_child (widget_class, PickerGrid, menu);
  gtk_widget_class_bind_template_child (widget_class, PickerGrid, asset_menu);
  gtk_widget_class_bind_template_child (widget_class, PickerGrid, copy_menu);

  picker_grid_install_clicks (widget_class);
  picker_grid_install_retry (widget_class);
  picker_grid_install_zoom (widget_class);
  gtk_widget_class_install_action (widget_class, "page.retry", NULL, page_retry);
  gtk_widget_class_install_action (widget_class, "selection.clear", NULL, selection_clear);
}

static void
picker_grid_init (PickerGrid *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (picker_grid_activate), self,
                           G_CONNECT_SWAPPED);
  g_menu_insert_section (self->menu, 1, NULL, G_MENU_MODEL (self->asset_menu));
  picker_grid_add_clicks (self);
}

GtkWidget *
picker_grid_new (EngineSession *session, GSettings *settings)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  return g_object_new (PICKER_TYPE_GRID, "session", session, "settings", settings, NULL);
}

CatalogAssetList *
picker_grid_get_list (PickerGrid *self)
{
  g_return_val_if_fail (PICKER_IS_GRID (self), NULL);

  return self->list;
}

GMenuModel *
picker_grid_get_asset_menu (PickerGrid *self)
{
  g_return_val_if_fail (PICKER_IS_GRID (self), NULL);

  return G_MENU_MODEL (self->asset_menu);
}

CantoAsset *
picker_grid_get_selected_asset (PickerGrid *self)
{
  g_return_val_if_fail (PICKER_IS_GRID (self), NULL);

  return picker_selection_get_current_asset (self->selection);
}

guint
picker_grid_get_n_selected (PickerGrid *self)
{
  g_return_val_if_fail (PICKER_IS_GRID (self), 0);

  return picker_selection_get_n_selected (self->selection);
}

GtkBitset *
picker_grid_dup_selected (PickerGrid *self)
{
  g_return_val_if_fail (PICKER_IS_GRID (self), NULL);

  return picker_selection_dup_selected (self->selection);
}

GtkSelectionModel *
picker_grid_get_selection (PickerGrid *self)
{
  g_return_val_if_fail (PICKER_IS_GRID (self), NULL);

  return GTK_SELECTION_MODEL (self->selection);
}

void
picker_grid_select_only (PickerGrid *self, guint position)
{
  g_return_if_fail (PICKER_IS_GRID (self));
  g_return_if_fail (position < g_list_model_get_n_items (G_LIST_MODEL (self->list)));

  /* By the view, which remembers where a range that is selected with Shift begins. */
  gtk_widget_activate_action (picker_grid_get_list_base (self), "list.select-item", "(ubb)",
                              position, FALSE, FALSE);
}

/* The view forgets where a range would begin, too: at the first again. */
static void
clear_selection (PickerGrid *self)
{
  g_object_freeze_notify (G_OBJECT (self->selection));
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    picker_grid_select_only (self, 0);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  g_object_thaw_notify (G_OBJECT (self->selection));
}

void
picker_grid_set_shows_picks (PickerGrid *self, gboolean shows_picks)
{
  g_return_if_fail (PICKER_IS_GRID (self));

  picker_picked_set_is_shown (self->picked, shows_picks);
}

void
picker_grid_reset (PickerGrid *self)
{
  GtkWidget *base;

  g_return_if_fail (PICKER_IS_GRID (self));

  base = picker_grid_get_list_base (self);
  clear_selection (self);
  /* Newer toolkits hold on to the item that was jumped to, whatever the adjustment says. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_widget_activate_action (base, "list.scroll-to-item", "u", 0);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (base)), 0);
}

GtkWidget *
picker_grid_get_selected_tile (PickerGrid *self)
{
  PickerVisible *visible;
  PickerCell *cell;

  g_return_val_if_fail (PICKER_IS_GRID (self), NULL);

  visible = picker_grid_get_visible (self);
  cell = picker_visible_find (visible, picker_selection_get_current (self->selection));

  return cell != NULL && picker_visible_is_on_screen (visible, cell) ? GTK_WIDGET (cell) : NULL;
}
