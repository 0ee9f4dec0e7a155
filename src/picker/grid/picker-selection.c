/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-selection.h"

#include "picker-hold.h"

struct _PickerSelection
{
  GObject parent_instance;

  /* Owned. */
  CatalogAssetList *list;
  GtkBitset *selected;
  PickerHold *hold;           /* of what is selected */
  GSignalGroup *slot_signals; /* of the current slot: its details may come later */
  CatalogSlot *slot;          /* the current one, (nullable) */

  /* State. */
  guint cursor; /* clicked or walked to last; it may be unselected */
  guint anchor; /* where a range began: what was chosen alone last */
};

static void picker_selection_list_model_init (GListModelInterface *iface);
static void picker_selection_selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PickerSelection,
                               picker_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      picker_selection_list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          picker_selection_selection_model_init))

typedef enum
{
  PROP_LIST = 1,
  PROP_N_SELECTED,
  PROP_CURRENT_ASSET,
  N_PROPS,
} PickerSelectionProperty;

static GParamSpec *props[N_PROPS];
static guint current_moved_signal;

/* The current one */

static void
notify_current_asset (PickerSelection *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CURRENT_ASSET]);
}

/* What is selected of the list may have moved: then that comes first. */
static void
current_slot_changed (PickerSelection *self)
{
  CatalogSlot *slot = self->slot;

  picker_hold_check (self->hold);
  if (self->slot == slot)
    notify_current_asset (self);
}

static void
update_current (PickerSelection *self)
{
  guint current = picker_selection_get_current (self);
  g_autoptr (CatalogSlot) slot = NULL;

  if (current != GTK_INVALID_LIST_POSITION)
    slot = g_list_model_get_item (G_LIST_MODEL (self->list), current);
  if (!g_set_object (&self->slot, slot))
    return;

  g_signal_group_set_target (self->slot_signals, slot);
  notify_current_asset (self);
}

/* Where the hand is after @chosen was selected, or unselected, out of @touched. */
static void
move_cursor (PickerSelection *self, GtkBitset *chosen, GtkBitset *touched)
{
  guint first = gtk_bitset_get_minimum (chosen);
  guint last = gtk_bitset_get_maximum (chosen);

  if (gtk_bitset_is_empty (touched))
    return;

  if (gtk_bitset_get_size (touched) == 1)
    self->cursor = self->anchor = gtk_bitset_get_minimum (touched);
  else if (gtk_bitset_get_size (chosen) == 1)
    self->cursor = self->anchor = first;
  else if (first == self->anchor && !gtk_bitset_is_empty (chosen))
    self->cursor = last;
  else if (last == self->anchor)
    self->cursor = first;
}

/* GListModel */

static GType
picker_selection_get_item_type (GListModel *model)
{
  return CATALOG_TYPE_SLOT;
}

static guint
picker_selection_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PICKER_SELECTION (model)->list));
}

static gpointer
picker_selection_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (PICKER_SELECTION (model)->list), position);
}

static void
picker_selection_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = picker_selection_get_item_type;
  iface->get_n_items = picker_selection_get_n_items;
  iface->get_item = picker_selection_get_item;
}

static guint
follow (PickerSelection *self, guint position)
{
  guint there = position != GTK_INVALID_LIST_POSITION ? picker_hold_find (self->hold, position)
                                                      : GTK_INVALID_LIST_POSITION;

  return there < g_list_model_get_n_items (G_LIST_MODEL (self->list)) ? there
                                                                      : GTK_INVALID_LIST_POSITION;
}

/* The assets that are selected stand elsewhere, or are gone. */
static void
assets_moved (gpointer user_data)
{
  PickerSelection *self = user_data;
  g_autoptr (GtkBitset) now = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) changes = NULL;
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint64 n_before = gtk_bitset_get_size (self->selected);
  guint before = picker_selection_get_current (self);
  GtkBitsetIter iter;
  guint position, first, current;

  for (gboolean is_valid = gtk_bitset_iter_init_first (&iter, self->selected, &position); is_valid;
       is_valid = gtk_bitset_iter_next (&iter, &position))
    {
      guint there = follow (self, position);

      if (there != GTK_INVALID_LIST_POSITION)
        gtk_bitset_add (now, there);
    }
  self->cursor = follow (self, self->cursor);
  self->anchor = follow (self, self->anchor);
  changes = gtk_bitset_copy (now);
  gtk_bitset_difference (changes, self->selected);
  gtk_bitset_unref (self->selected);
  self->selected = g_steal_pointer (&now);

  g_object_freeze_notify (G_OBJECT (self));
  picker_hold_set (self->hold, self->selected);
  update_current (self);
  if (gtk_bitset_get_size (self->selected) != n_before)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_SELECTED]);
  /* What is cut off is told by the list itself. */
  gtk_bitset_remove_range_closed (changes, n_items, G_MAXUINT);
  if (!gtk_bitset_is_empty (changes))
    {
      first = gtk_bitset_get_minimum (changes);
      gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first,
                                             gtk_bitset_get_maximum (changes) - first + 1);
    }
  g_object_thaw_notify (G_OBJECT (self));
  current = picker_selection_get_current (self);
  if (current != before && current != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, current_moved_signal, 0, before, current);
}

static void
items_changed (PickerSelection *self, guint position, guint removed, guint added)
{
  guint64 n_before = gtk_bitset_get_size (self->selected);

  g_object_freeze_notify (G_OBJECT (self));
  /* What is cut off may stand further up now. */
  picker_hold_check (self->hold);
  gtk_bitset_splice (self->selected, position, removed, added);
  picker_hold_set (self->hold, self->selected);
  update_current (self);
  if (gtk_bitset_get_size (self->selected) != n_before)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_SELECTED]);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  g_object_thaw_notify (G_OBJECT (self));
}

/* GtkSelectionModel */

static gboolean
picker_selection_is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (PICKER_SELECTION (model)->selected, position);
}

static GtkBitset *
picker_selection_get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  /* More than was asked for is allowed. */
  return gtk_bitset_copy (PICKER_SELECTION (model)->selected);
}

/* The other changes of the interface end here, too. */
static gboolean
picker_selection_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  PickerSelection *self = PICKER_SELECTION (model);
  g_autoptr (GtkBitset) there = NULL;
  g_autoptr (GtkBitset) touched = gtk_bitset_copy (mask);
  g_autoptr (GtkBitset) chosen = gtk_bitset_copy (selected);
  g_autoptr (GtkBitset) changes = NULL;
  g_autoptr (GtkBitset) now = gtk_bitset_copy (self->selected);

  there = gtk_bitset_new_range (0, g_list_model_get_n_items (G_LIST_MODEL (self->list)));
  gtk_bitset_intersect (touched, there);
  gtk_bitset_intersect (chosen, touched);
  gtk_bitset_subtract (now, touched);
  gtk_bitset_union (now, chosen);
  changes = gtk_bitset_copy (now);
  gtk_bitset_difference (changes, self->selected);

  move_cursor (self, chosen, touched);
  gtk_bitset_unref (self->selected);
  self->selected = g_steal_pointer (&now);
  g_object_freeze_notify (G_OBJECT (self));
  picker_hold_set (self->hold, self->selected);
  update_current (self);
  if (!gtk_bitset_is_empty (changes))
    {
      guint first = gtk_bitset_get_minimum (changes);

      gtk_selection_model_selection_changed (model, first,
                                             gtk_bitset_get_maximum (changes) - first + 1);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_SELECTED]);
    }
  g_object_thaw_notify (G_OBJECT (self));

  return TRUE;
}

static void
picker_selection_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = picker_selection_is_selected;
  iface->get_selection_in_range = picker_selection_get_selection_in_range;
  iface->set_selection = picker_selection_set_selection;
}

static void
query_changed (PickerSelection *self)
{
  self->cursor = GTK_INVALID_LIST_POSITION;
  self->anchor = GTK_INVALID_LIST_POSITION;
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self));
}

/* GObject */

static void
picker_selection_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PickerSelection *self = PICKER_SELECTION (object);

  switch ((PickerSelectionProperty) prop_id)
    {
    case PROP_N_SELECTED:
      g_value_set_uint (value, picker_selection_get_n_selected (self));
      break;

    case PROP_CURRENT_ASSET:
      g_value_set_boxed (value, picker_selection_get_current_asset (self));
      break;

    case PROP_LIST:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_selection_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  PickerSelection *self = PICKER_SELECTION (object);

  switch ((PickerSelectionProperty) prop_id)
    {
    case PROP_LIST:
      self->list = g_value_dup_object (value);
      break;

    case PROP_N_SELECTED:
    case PROP_CURRENT_ASSET:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_selection_constructed (GObject *object)
{
  PickerSelection *self = PICKER_SELECTION (object);

  G_OBJECT_CLASS (picker_selection_parent_class)->constructed (object);

  self->hold = picker_hold_new (self->list, assets_moved, self);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::query", G_CALLBACK (query_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
picker_selection_dispose (GObject *object)
{
  PickerSelection *self = PICKER_SELECTION (object);

  g_clear_object (&self->slot_signals);
  g_clear_pointer (&self->hold, picker_hold_free);
  g_clear_object (&self->slot);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (picker_selection_parent_class)->dispose (object);
}

static void
picker_selection_finalize (GObject *object)
{
  PickerSelection *self = PICKER_SELECTION (object);

  gtk_bitset_unref (self->selected);

  G_OBJECT_CLASS (picker_selection_parent_class)->finalize (object);
}

static void
picker_selection_class_init (PickerSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_flags =
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = picker_selection_constructed;
  object_class->get_property = picker_selection_get_property;
  object_class->set_property = picker_selection_set_property;
  object_class->dispose = picker_selection_dispose;
  object_class->finalize = picker_selection_finalize;

  props[PROP_LIST] =
      g_param_spec_object ("list", NULL, NULL, CATALOG_TYPE_ASSET_LIST,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_N_SELECTED] =
      g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, read_flags);
  props[PROP_CURRENT_ASSET] =
      g_param_spec_boxed ("current-asset", NULL, NULL, CANTO_TYPE_ASSET, read_flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  current_moved_signal = g_signal_new ("current-moved", PICKER_TYPE_SELECTION, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
picker_selection_init (PickerSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
  self->cursor = GTK_INVALID_LIST_POSITION;
  self->anchor = GTK_INVALID_LIST_POSITION;
  self->slot_signals = g_signal_group_new (CATALOG_TYPE_SLOT);
  g_signal_group_connect_swapped (self->slot_signals, "notify::asset",
                                  G_CALLBACK (current_slot_changed), self);
}

PickerSelection *
picker_selection_new (CatalogAssetList *list)
{
  g_return_val_if_fail (CATALOG_IS_ASSET_LIST (list), NULL);

  return g_object_new (PICKER_TYPE_SELECTION, "list", list, NULL);
}

guint
picker_selection_get_n_selected (PickerSelection *self)
{
  g_return_val_if_fail (PICKER_IS_SELECTION (self), 0);

  return (guint) gtk_bitset_get_size (self->selected);
}

GtkBitset *
picker_selection_dup_selected (PickerSelection *self)
{
  g_return_val_if_fail (PICKER_IS_SELECTION (self), NULL);

  return gtk_bitset_copy (self->selected);
}

guint
picker_selection_get_current (PickerSelection *self)
{
  g_return_val_if_fail (PICKER_IS_SELECTION (self), GTK_INVALID_LIST_POSITION);

  if (gtk_bitset_is_empty (self->selected))
    return GTK_INVALID_LIST_POSITION;
  if (gtk_bitset_contains (self->selected, self->cursor))
    return self->cursor;

  return gtk_bitset_get_minimum (self->selected);
}

CantoAsset *
picker_selection_get_current_asset (PickerSelection *self)
{
  g_return_val_if_fail (PICKER_IS_SELECTION (self), NULL);

  return self->slot != NULL ? catalog_slot_get_asset (self->slot) : NULL;
}
