/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-asset-list-private.h"

#include "catalog-slot-private.h"

#define MAX_DETAILS 2000

static void catalog_asset_list_model_init (GListModelInterface *iface);

G_DEFINE_ENUM_TYPE (CatalogStatus,
                    catalog_status,
                    G_DEFINE_ENUM_VALUE (CATALOG_STATUS_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (CATALOG_STATUS_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (CATALOG_STATUS_FAILED, "failed"))

G_DEFINE_FINAL_TYPE_WITH_CODE (CatalogAssetList,
                               catalog_asset_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      catalog_asset_list_model_init))

typedef enum
{
  PROP_SOURCE = 1,
  PROP_CLOCK,
  PROP_QUERY,
  PROP_STATUS,
  PROP_N_ITEMS,
  PROP_N_FOUND,
  N_PROPS,
} CatalogAssetListProperty;

enum
{
  SIGNAL_SHRINKS,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* Slots */

CatalogRange *
catalog_asset_list_lookup_range (CatalogAssetList *self, guint position)
{
  return g_hash_table_lookup (self->ranges, GUINT_TO_POINTER (position / self->range_size));
}

static void
update_slot (CatalogAssetList *self, CatalogSlot *slot)
{
  guint position = catalog_asset_list_to_real (self, catalog_slot_get_position (slot));
  CatalogRange *range = catalog_asset_list_lookup_range (self, position);
  CantoAsset *asset = NULL;
  g_autoptr (CantoAsset) shown = NULL;

  asset = catalog_asset_list_get_added (self, catalog_slot_get_position (slot));
  if (asset == NULL && range != NULL)
    asset = catalog_range_get (range, position);
  if (asset != NULL)
    asset = catalog_details_improve (self->details, asset);

  shown = catalog_asset_list_show_asset (self, asset);
  catalog_slot_set_asset (slot, asset, shown);
  catalog_slot_set_failed (slot,
                           asset == NULL && range != NULL && range->state == CATALOG_RANGE_FAILED);
}

/* Notifies run the views' code, which may let slots go: so the slots are held while they change.
 * And whoever hears of one sees all of them as they are now. */
GPtrArray *
catalog_asset_list_change_slots (CatalogAssetList *self, guint first, guint length)
{
  GPtrArray *slots = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer key, slot;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, &key, &slot))
    {
      if (catalog_asset_list_to_real (self, GPOINTER_TO_UINT (key)) - first < length)
        g_ptr_array_add (slots, g_object_ref (slot));
    }
  for (guint i = 0; i < slots->len; i++)
    {
      g_object_freeze_notify (slots->pdata[i]);
      update_slot (self, slots->pdata[i]);
    }

  return slots;
}

void
catalog_asset_list_tell_slots (GPtrArray *slots)
{
  for (guint i = 0; i < slots->len; i++)
    g_object_thaw_notify (slots->pdata[i]);
  g_ptr_array_unref (slots);
}

void
catalog_asset_list_update_slots (CatalogAssetList *self, guint first, guint length)
{
  catalog_asset_list_tell_slots (catalog_asset_list_change_slots (self, first, length));
}

/* What came with details is shown wherever it stands: also under the last query while the next one
 * is on its way, and in slots whose range was long ago. */
void
catalog_asset_list_improve_slots (CatalogAssetList *self)
{
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer slot;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    g_ptr_array_add (slots, g_object_ref (slot));
  for (guint i = 0; i < slots->len; i++)
    {
      CantoAsset *base = catalog_slot_get_base (slots->pdata[i]);
      g_autoptr (CantoAsset) shown = NULL;

      if (base == NULL)
        continue;
      base = catalog_details_improve (self->details, base);
      shown = catalog_asset_list_show_asset (self, base);
      catalog_slot_set_asset (slots->pdata[i], base, shown);
    }
}

void
catalog_asset_list_set_n_items (CatalogAssetList *self, guint n_real)
{
  guint n_items = catalog_asset_list_to_whole_length (self, n_real);
  guint old = self->n_items;

  self->n_real = n_real;
  if (old == n_items)
    return;

  if (n_items < old)
    g_signal_emit (self, signals[SIGNAL_SHRINKS], 0, n_items);
  self->n_items = n_items;
  if (n_items > old)
    g_list_model_items_changed (G_LIST_MODEL (self), old, 0, n_items - old);
  else
    g_list_model_items_changed (G_LIST_MODEL (self), n_items, old - n_items, 0);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
  /* Of what is found, what is left out is no part. */
  if (self->overlay != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_FOUND]);
}

void
catalog_asset_list_set_found (CatalogAssetList *self, gint64 found)
{
  if (self->found == found)
    return;

  self->found = found;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_FOUND]);
}

void
catalog_asset_list_set_status (CatalogAssetList *self, CatalogStatus status)
{
  /* Notified even if it stays LOADING or FAILED: the query or the error behind it is another one.
   */
  if (self->status == status && status == CATALOG_STATUS_READY)
    return;

  self->status = status;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

/* GListModel */

static GType
catalog_asset_list_get_item_type (GListModel *model)
{
  return CATALOG_TYPE_SLOT;
}

static guint
catalog_asset_list_get_n_items (GListModel *model)
{
  return CATALOG_ASSET_LIST (model)->n_items;
}

static gpointer
catalog_asset_list_get_item (GListModel *model, guint position)
{
  CatalogAssetList *self = CATALOG_ASSET_LIST (model);
  CatalogSlot *slot;

  if (position >= self->n_items)
    return NULL;

  slot = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (position));
  if (slot != NULL)
    return g_object_ref (slot);

  slot = catalog_slot_new (position, self->slots);
  update_slot (self, slot);

  return slot;
}

static void
catalog_asset_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = catalog_asset_list_get_item_type;
  iface->get_n_items = catalog_asset_list_get_n_items;
  iface->get_item = catalog_asset_list_get_item;
}

/* GObject */

static void
catalog_asset_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CatalogAssetList *self = CATALOG_ASSET_LIST (object);

  switch ((CatalogAssetListProperty) prop_id)
    {
    case PROP_SOURCE:
      g_value_set_object (value, self->source);
      break;

    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;

    case PROP_QUERY:
      g_value_set_boxed (value, self->query);
      break;

    case PROP_STATUS:
      g_value_set_enum (value, self->status);
      break;

    case PROP_N_ITEMS:
      g_value_set_uint (value, self->n_items);
      break;

    case PROP_N_FOUND:
      g_value_set_uint (value, catalog_asset_list_get_n_found (self));
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
catalog_asset_list_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  CatalogAssetList *self = CATALOG_ASSET_LIST (object);

  switch ((CatalogAssetListProperty) prop_id)
    {
    case PROP_SOURCE:
      self->source = g_value_dup_object (value);
      break;

    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;

    case PROP_QUERY:
      catalog_asset_list_set_query (self, g_value_get_boxed (value));
      break;

    case PROP_STATUS:
    case PROP_N_ITEMS:
    case PROP_N_FOUND:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
watch_source (CatalogAssetList *self)
{
  self->range_size = catalog_source_get_range_size (self->source);
  catalog_asset_list_watch_overlay (self);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (catalog_asset_list_retry), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source, "back", G_CALLBACK (catalog_asset_list_source_is_back),
                           self, G_CONNECT_SWAPPED);
}

static void
catalog_asset_list_constructed (GObject *object)
{
  CatalogAssetList *self = CATALOG_ASSET_LIST (object);

  G_OBJECT_CLASS (catalog_asset_list_parent_class)->constructed (object);

  if (self->clock == NULL)
    self->clock = canto_clock_new ();
  watch_source (self);
}

static void
catalog_asset_list_dispose (GObject *object)
{
  CatalogAssetList *self = CATALOG_ASSET_LIST (object);

  g_clear_handle_id (&self->details_timeout_id, g_source_remove);
  catalog_asset_list_cancel_details (self);
  catalog_asset_list_forgive_details (self);
  g_hash_table_remove_all (self->ranges);
  g_clear_object (&self->source);
  g_clear_object (&self->overlay);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (catalog_asset_list_parent_class)->dispose (object);
}

static void
catalog_asset_list_finalize (GObject *object)
{
  CatalogAssetList *self = CATALOG_ASSET_LIST (object);

  g_clear_pointer (&self->query, canto_query_unref);
  g_clear_pointer (&self->ranges, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_pointer (&self->slots, g_hash_table_unref);
  g_clear_pointer (&self->details, catalog_details_free);
  catalog_asset_list_forget_hidden (self);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (catalog_asset_list_parent_class)->finalize (object);
}

static void
catalog_asset_list_class_init (CatalogAssetListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_flags =
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = catalog_asset_list_constructed;
  object_class->get_property = catalog_asset_list_get_property;
  object_class->set_property = catalog_asset_list_set_property;
  object_class->dispose = catalog_asset_list_dispose;
  object_class->finalize = catalog_asset_list_finalize;

  props[PROP_SOURCE] =
      g_param_spec_object ("source", NULL, NULL, CATALOG_TYPE_SOURCE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_CLOCK] =
      g_param_spec_object ("clock", NULL, NULL, CANTO_TYPE_CLOCK,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_QUERY] =
      g_param_spec_boxed ("query", NULL, NULL, CANTO_TYPE_QUERY,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_STATUS] = g_param_spec_enum ("status", NULL, NULL, CATALOG_TYPE_STATUS,
                                          CATALOG_STATUS_LOADING, read_flags);
  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, read_flags);
  props[PROP_N_FOUND] = g_param_spec_uint ("n-found", NULL, NULL, 0, G_MAXUINT, 0, read_flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * CatalogAssetList::shrinks:
   * @n_items: how long it is going to be
   *
   * The tail of the list is about to go, and is still there: a view can look somewhere else first.
   */
  signals[SIGNAL_SHRINKS] = g_signal_new ("shrinks", CATALOG_TYPE_ASSET_LIST, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
catalog_asset_list_init (CatalogAssetList *self)
{
  self->ranges = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) catalog_range_free);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->slots = g_hash_table_new (NULL, NULL);
  self->details = catalog_details_new (MAX_DETAILS);
  self->found = CANTO_PAGE_FOUND_UNKNOWN;
}

CatalogAssetList *
catalog_asset_list_new (CatalogSource *source)
{
  g_return_val_if_fail (CATALOG_IS_SOURCE (source), NULL);

  return g_object_new (CATALOG_TYPE_ASSET_LIST, "source", source, NULL);
}

/* All that is there is what was put there here. */
static void
show_unknown (CatalogAssetList *self)
{
  guint generation = self->generation;

  catalog_asset_list_set_status (self, CATALOG_STATUS_LOADING);
  if (self->generation == generation)
    catalog_asset_list_show_added (self);
  if (self->generation != generation)
    return;

  catalog_asset_list_set_found (self, 0);
  catalog_asset_list_set_status (self, CATALOG_STATUS_READY);
}

static void
ask_from_start (CatalogAssetList *self)
{
  catalog_asset_list_cancel_details (self);
  catalog_asset_list_forgive_details (self);
  g_clear_handle_id (&self->details_timeout_id, g_source_remove);
  g_hash_table_remove_all (self->asked);
  g_hash_table_remove_all (self->ranges);
  catalog_asset_list_forget_hidden (self);
  g_clear_error (&self->error);
  self->generation++;

  if (self->overlay != NULL && catalog_overlay_is_unknown (self->overlay, self->query))
    {
      show_unknown (self);
      return;
    }

  catalog_asset_list_add_range (self, 0);
  catalog_asset_list_set_status (self, CATALOG_STATUS_LOADING);
}

CatalogSource *
catalog_asset_list_get_source (CatalogAssetList *self)
{
  g_return_val_if_fail (CATALOG_IS_ASSET_LIST (self), NULL);

  return self->source;
}

void
catalog_asset_list_set_source (CatalogAssetList *self, CatalogSource *source, CantoQuery *query)
{
  g_return_if_fail (CATALOG_IS_ASSET_LIST (self));
  g_return_if_fail (CATALOG_IS_SOURCE (source));
  g_return_if_fail (query != NULL);

  if (self->source == source)
    {
      catalog_asset_list_set_query (self, query);
      return;
    }

  g_signal_handlers_disconnect_by_data (self->source, self);
  catalog_asset_list_forget_overlay (self);
  /* Their numbers are of its ranges; and what was known of an asset is not to hide what the other
   * source says of it. */
  g_hash_table_remove_all (self->ranges);
  catalog_details_free (self->details);
  self->details = catalog_details_new (MAX_DETAILS);
  g_set_object (&self->source, source);
  watch_source (self);
  g_clear_pointer (&self->query, canto_query_unref);
  catalog_asset_list_set_query (self, query);
}

void
catalog_asset_list_set_query (CatalogAssetList *self, CantoQuery *query)
{
  g_return_if_fail (CATALOG_IS_ASSET_LIST (self));
  g_return_if_fail (query != NULL);

  if (self->query != NULL && canto_query_equal (self->query, query))
    return;

  g_clear_pointer (&self->query, canto_query_unref);
  self->query = canto_query_ref (query);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_QUERY]);
  ask_from_start (self);
}

CantoQuery *
catalog_asset_list_get_query (CatalogAssetList *self)
{
  g_return_val_if_fail (CATALOG_IS_ASSET_LIST (self), NULL);

  return self->query;
}

CatalogStatus
catalog_asset_list_get_status (CatalogAssetList *self)
{
  g_return_val_if_fail (CATALOG_IS_ASSET_LIST (self), CATALOG_STATUS_FAILED);

  return self->status;
}

const GError *
catalog_asset_list_get_error (CatalogAssetList *self)
{
  g_return_val_if_fail (CATALOG_IS_ASSET_LIST (self), NULL);

  return self->error;
}

guint
catalog_asset_list_get_n_found (CatalogAssetList *self)
{
  g_return_val_if_fail (CATALOG_IS_ASSET_LIST (self), 0);

  return (guint) CLAMP (self->found - ((gint64) self->n_real - (gint64) self->n_items),
                        (gint64) self->n_items, (gint64) G_MAXINT);
}

void
catalog_asset_list_retry (CatalogAssetList *self)
{
  g_return_if_fail (CATALOG_IS_ASSET_LIST (self));

  if (self->query != NULL)
    ask_from_start (self);
}

void
catalog_asset_list_set_visible (CatalogAssetList *self, guint first, guint n_visible)
{
  g_return_if_fail (CATALOG_IS_ASSET_LIST (self));

  if (self->visible_first == first && self->n_visible == n_visible)
    return;

  self->visible_first = first;
  self->n_visible = n_visible;

  if (first >= self->details_first + self->n_details || first + n_visible <= self->details_first)
    {
      catalog_asset_list_cancel_details (self);
      catalog_asset_list_forgive_details (self);
    }
  catalog_asset_list_update_ranges (self);
  catalog_asset_list_schedule_details (self);
}

void
catalog_asset_list_learn (CatalogAssetList *self, CantoAsset *asset)
{
  g_return_if_fail (CATALOG_IS_ASSET_LIST (self));
  g_return_if_fail (asset != NULL);

  catalog_asset_list_remember_details (self, asset);
  catalog_asset_list_improve_slots (self);
}

guint
catalog_asset_list_get_n_pending (CatalogAssetList *self)
{
  GHashTableIter iter;
  gpointer value;
  guint n_pending = self->details_cancellable != NULL;

  g_return_val_if_fail (CATALOG_IS_ASSET_LIST (self), 0);

  g_hash_table_iter_init (&iter, self->ranges);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    n_pending += ((CatalogRange *) value)->state == CATALOG_RANGE_LOADING;

  return n_pending;
}
