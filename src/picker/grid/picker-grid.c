/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-grid-private.h"

#include "picker-tile.h"

#include <graphene.h>

/* A tile that was just bound stands where it stood for another slot, until the next layout. */
typedef enum
{
  TILE_BOUND,
  TILE_PLACED,
} TileState;

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
  SIGNAL_REFUSED,
  SIGNAL_PREPARE_DRAG,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* What is on screen: the view binds many more tiles than it shows, so each is asked where it is. */

static gboolean
is_on_screen (PickerGrid *self, GtkWidget *tile)
{
  graphene_rect_t bounds;
  int height = gtk_widget_get_height (GTK_WIDGET (self->scroller));

  if (!gtk_widget_get_mapped (tile)
      || !gtk_widget_compute_bounds (tile, GTK_WIDGET (self->scroller), &bounds))
    return FALSE;

  return bounds.origin.y < height && bounds.origin.y + bounds.size.height > 0;
}

static void
update_on_screen (PickerGrid *self)
{
  GHashTableIter iter;
  gpointer key, state;
  guint first = G_MAXUINT;
  guint last = 0;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, &key, &state))
    {
      PickerTile *tile = key;
      gboolean on_screen =
          GPOINTER_TO_INT (state) == TILE_PLACED && is_on_screen (self, GTK_WIDGET (tile));
      guint position = catalog_slot_get_position (picker_tile_get_slot (tile));

      picker_tile_set_on_screen (tile, on_screen);
      if (!on_screen)
        continue;
      first = MIN (first, position);
      last = MAX (last, position);
    }
  if (first <= last)
    catalog_asset_list_set_visible (self->list, first, last - first + 1);
}

static void
mark_placed (PickerGrid *self)
{
  GHashTableIter iter;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, NULL))
    g_hash_table_iter_replace (&iter, GINT_TO_POINTER (TILE_PLACED));
}

/* A frame ticks before it lays out, so what moved is looked at in the frame after. */
static gboolean
ticked (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PickerGrid *self = PICKER_GRID (widget);

  if (self->is_laid_out)
    update_on_screen (self);
  mark_placed (self);
  self->is_laid_out = self->has_moved;
  self->has_moved = FALSE;
  if (self->is_laid_out)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

static void
queue_update_on_screen (PickerGrid *self)
{
  self->has_moved = TRUE;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), ticked, NULL, NULL);
}

/* Tiles */

static void
set_up_tile (GtkSignalListItemFactory *factory, GtkListItem *item, PickerGrid *self)
{
  PickerTile *tile = picker_tile_new (self->session);

  picker_grid_add_drag_source (self, GTK_WIDGET (tile));
  gtk_list_item_set_child (item, GTK_WIDGET (tile));
}

static void
bind_tile (GtkSignalListItemFactory *factory, GtkListItem *item, PickerGrid *self)
{
  GtkWidget *tile = gtk_list_item_get_child (item);

  picker_tile_set_slot (PICKER_TILE (tile), gtk_list_item_get_item (item));
  g_hash_table_replace (self->tiles, tile, GINT_TO_POINTER (TILE_BOUND));
  queue_update_on_screen (self);
}

static void
unbind_tile (GtkSignalListItemFactory *factory, GtkListItem *item, PickerGrid *self)
{
  GtkWidget *tile = gtk_list_item_get_child (item);

  g_hash_table_remove (self->tiles, tile);
  picker_tile_set_slot (PICKER_TILE (tile), NULL);
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

/* Selection and menu */

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

static gboolean
is_selected (PickerGrid *self, guint position)
{
  return gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position);
}

static void
tile_activated (PickerGrid *self, guint position)
{
  g_autoptr (CatalogSlot) slot = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (slot != NULL && catalog_slot_get_failed (slot))
    {
      catalog_asset_list_retry (self->list);
      return;
    }

  if (!is_selected (self, position))
    picker_grid_select_only (self, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "link.copy", NULL);
}

/* The view's own widget around a tile is what takes the keys. */
static void
focus_tile (PickerTile *tile)
{
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (tile)));
}

static void
pop_up_menu_at (PickerGrid *self, double x, double y)
{
  const GdkRectangle place = { (int) x, (int) y, 1, 1 };

  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

static PickerTile *
pick_tile (PickerGrid *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *tile;

  if (widget == NULL)
    return NULL;
  tile = gtk_widget_get_ancestor (widget, PICKER_TYPE_TILE);

  return tile != NULL ? PICKER_TILE (tile) : NULL;
}

/* When the button is let go: a menu that comes before takes the release away from the tile, which
 * would look pressed for ever. */
static void
secondary_released (PickerGrid *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  PickerTile *tile = pick_tile (self, x, y);
  guint position;

  if (tile == NULL || picker_tile_get_slot (tile) == NULL)
    return;

  position = catalog_slot_get_position (picker_tile_get_slot (tile));
  if (!is_selected (self, position))
    picker_grid_select_only (self, position);
  focus_tile (tile);
  pop_up_menu_at (self, x, y);
}

static PickerTile *
find_current_tile (PickerGrid *self)
{
  GHashTableIter iter;
  gpointer key;
  guint current = picker_selection_get_current (self->selection);

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (catalog_slot_get_position (picker_tile_get_slot (key)) == current)
        return key;
    }

  return NULL;
}

static void
menu_closed (PickerGrid *self)
{
  PickerTile *tile = find_current_tile (self);

  if (tile != NULL)
    focus_tile (tile);
}

static void
menu_popup (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerGrid *self = PICKER_GRID (widget);
  PickerTile *tile = find_current_tile (self);
  graphene_rect_t bounds;

  if (tile == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (tile), widget, &bounds))
    return;

  pop_up_menu_at (self, bounds.origin.x + bounds.size.width / 2,
                  bounds.origin.y + bounds.size.height / 2);
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
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  G_OBJECT_CLASS (picker_grid_parent_class)->constructed (object);

  self->list = catalog_asset_list_new (engine_session_get_source (self->session));
  self->selection = picker_selection_new (self->list);
  factory = make_factory (self);
  gtk_grid_view_set_factory (self->view, factory);
  gtk_grid_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));

  g_signal_connect_object (self->selection, "notify::current-asset",
                           G_CALLBACK (current_asset_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::n-selected", G_CALLBACK (n_selected_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (tile_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (queue_update_on_screen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (queue_update_on_screen), self,
                           G_CONNECT_SWAPPED);
}

static void
picker_grid_dispose (GObject *object)
{
  PickerGrid *self = PICKER_GRID (object);
  GtkWidget *child;

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_grid_parent_class)->dispose (object);
}

static void
picker_grid_finalize (GObject *object)
{
  PickerGrid *self = PICKER_GRID (object);

  g_clear_pointer (&self->tiles, g_hash_table_unref);

  G_OBJECT_CLASS (picker_grid_parent_class)->finalize (object);
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
  object_class->finalize = picker_grid_finalize;

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
   * PickerGrid::refused:
   * @asset: what was dragged
   * @error: (nullable): why there is no link; %NULL if the person must agree first
   *
   * The asset was dropped, but its link was not given.
   */
  signals[SIGNAL_REFUSED] =
      g_signal_new ("refused", PICKER_TYPE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, CANTO_TYPE_ASSET, G_TYPE_ERROR);

  /**
   * PickerGrid::prepare-drag:
   * @positions: (type GtkBitset): of what is dragged: all that is selected, or one that is not
   * @cell: what the hand is on; a popover can point there
   *
   * A drag begins. Who connects decides alone what it carries; otherwise it is the link of the
   * asset below the hand.
   *
   * Returns: (transfer full) (nullable): what is dragged; %NULL if there is to be no drag
   */
  signals[SIGNAL_PREPARE_DRAG] = g_signal_new_class_handler (
      "prepare-drag", PICKER_TYPE_GRID, G_SIGNAL_RUN_LAST, G_CALLBACK (picker_grid_prepare_drag),
      g_signal_accumulator_first_wins, NULL, NULL, GDK_TYPE_CONTENT_PROVIDER, 2, GTK_TYPE_BITSET,
      GTK_TYPE_WIDGET);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerGrid, scroller);
  gtk_widget_class_bind_template_child (widget_class, PickerGrid, view);
  gtk_widget_class_bind_template_child (widget_class, PickerGrid, context_menu);

  gtk_widget_class_install_action (widget_class, "menu.popup", NULL, menu_popup);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "menu.popup",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "menu.popup", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "link.copy",
                                       NULL);
}

static void
picker_grid_init (PickerGrid *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  self->tiles = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (gesture, "released", G_CALLBACK (secondary_released), self);
  g_signal_connect_swapped (self->context_menu, "closed", G_CALLBACK (menu_closed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
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
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.select-item", "(ubb)", position, FALSE,
                              FALSE);
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
picker_grid_reset (PickerGrid *self)
{
  GtkAdjustment *adjustment;

  g_return_if_fail (PICKER_IS_GRID (self));

  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  clear_selection (self);
  /* Newer toolkits hold on to the item that was jumped to, whatever the adjustment says. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", 0);
  gtk_adjustment_set_value (adjustment, 0);
}

void
picker_grid_enter (PickerGrid *self)
{
  g_return_if_fail (PICKER_IS_GRID (self));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return;

  if (picker_selection_get_n_selected (self->selection) == 0)
    picker_grid_select_only (self, 0);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u",
                              picker_selection_get_current (self->selection));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

GtkWidget *
picker_grid_get_selected_tile (PickerGrid *self)
{
  PickerTile *tile;

  g_return_val_if_fail (PICKER_IS_GRID (self), NULL);

  tile = find_current_tile (self);

  return tile != NULL && is_on_screen (self, GTK_WIDGET (tile)) ? GTK_WIDGET (tile) : NULL;
}
