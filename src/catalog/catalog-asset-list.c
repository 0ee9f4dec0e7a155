/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-asset-list.h"

#include "catalog-details-private.h"
#include "catalog-range-private.h"
#include "catalog-slot-private.h"

#define MAX_RANGES       48
#define MAX_DETAILS      2000
#define DETAILS_PER_CALL 100 /* canto-api.md 4.13 */
#define DETAILS_DELAY_MS 250 /* what only flies by is not asked for */

struct _CatalogAssetList
{
  GObject parent_instance;

  /* Owned. */
  CatalogSource *source;
  CantoQuery *query;
  GHashTable *ranges; /* index of the range → CatalogRange */
  GHashTable *asked;  /* keys of assets whose details were asked for under this query */
  CatalogDetails *details;
  GCancellable *details_cancellable; /* non-NULL while a call for details is on its way */
  GError *error;

  /* Borrowed. */
  GHashTable *slots; /* position → CatalogSlot, while somebody holds it */

  /* State. */
  CatalogStatus status;
  guint n_items;
  guint range_size;
  guint visible_first;
  guint n_visible;
  guint details_first; /* what was on screen when details were asked for */
  guint n_details;
  guint details_timeout_id;
  guint generation; /* how often the list was asked from the start */
  guint64 use_counter;
};

static void catalog_asset_list_model_init (GListModelInterface *iface);
static void update_ranges (CatalogAssetList *self);
static void schedule_details (CatalogAssetList *self);

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
  PROP_QUERY,
  PROP_STATUS,
  PROP_N_ITEMS,
  N_PROPS,
} CatalogAssetListProperty;

static GParamSpec *props[N_PROPS];

/* The closure of a call for a range: the list may be gone, and the range forgotten, when it
 * answers. */
typedef struct
{
  GWeakRef list;
  GCancellable *cancellable;
  guint index;
} RangeCall;

typedef struct
{
  GWeakRef list;
  GCancellable *cancellable;
} DetailsCall;

/* Slots */

static CatalogRange *
lookup_range (CatalogAssetList *self, guint position)
{
  return g_hash_table_lookup (self->ranges, GUINT_TO_POINTER (position / self->range_size));
}

static void
update_slot (CatalogAssetList *self, CatalogSlot *slot)
{
  guint position = catalog_slot_get_position (slot);
  CatalogRange *range = lookup_range (self, position);
  CantoAsset *asset = NULL;

  if (range != NULL)
    asset = catalog_range_get (range, position);
  if (asset != NULL)
    asset = catalog_details_improve (self->details, asset);

  catalog_slot_set_asset (slot, asset);
  catalog_slot_set_failed (slot,
                           asset == NULL && range != NULL && range->state == CATALOG_RANGE_FAILED);
}

/* Notifies run the views' code, which may let slots go: so the slots are held while they change. */
static void
update_slots (CatalogAssetList *self, guint first, guint length)
{
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer key, slot;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, &key, &slot))
    {
      if (GPOINTER_TO_UINT (key) - first < length)
        g_ptr_array_add (slots, g_object_ref (slot));
    }
  for (guint i = 0; i < slots->len; i++)
    update_slot (self, g_ptr_array_index (slots, i));
}

/* What came with details is shown wherever it stands: also under the last query while the next one
 * is on its way, and in slots whose range was long ago. */
static void
improve_slots (CatalogAssetList *self)
{
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer slot;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    g_ptr_array_add (slots, g_object_ref (slot));
  for (guint i = 0; i < slots->len; i++)
    {
      CantoAsset *asset = catalog_slot_get_asset (g_ptr_array_index (slots, i));

      if (asset != NULL)
        catalog_slot_set_asset (g_ptr_array_index (slots, i),
                                catalog_details_improve (self->details, asset));
    }
}

static void
set_n_items (CatalogAssetList *self, guint n_items)
{
  guint old = self->n_items;

  if (old == n_items)
    return;

  self->n_items = n_items;
  if (n_items > old)
    g_list_model_items_changed (G_LIST_MODEL (self), old, 0, n_items - old);
  else
    g_list_model_items_changed (G_LIST_MODEL (self), n_items, old - n_items, 0);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
}

static void
set_status (CatalogAssetList *self, CatalogStatus status)
{
  /* Notified even if it stays LOADING or FAILED: the query or the error behind it is another one.
   */
  if (self->status == status && status == CATALOG_STATUS_READY)
    return;

  self->status = status;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

/* Ranges */

static void
range_call_free (RangeCall *call)
{
  g_weak_ref_clear (&call->list);
  g_object_unref (call->cancellable);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RangeCall, range_call_free)

static void range_loaded (GObject *object, GAsyncResult *result, gpointer user_data);

static void
ask_for_range (CatalogAssetList *self, guint index, CatalogRange *range)
{
  RangeCall *call = g_new0 (RangeCall, 1);

  g_weak_ref_init (&call->list, self);
  call->cancellable = g_object_ref (range->cancellable);
  call->index = index;
  range->state = CATALOG_RANGE_LOADING;
  catalog_source_load_range_async (self->source, self->query, range->start + range->n_received,
                                   range->length - range->n_received, range->cancellable,
                                   range_loaded, call);
}

static void
add_range (CatalogAssetList *self, guint index)
{
  CatalogRange *range = catalog_range_new (index * self->range_size, self->range_size);

  range->last_used = ++self->use_counter;
  g_hash_table_insert (self->ranges, GUINT_TO_POINTER (index), range);
  ask_for_range (self, index, range);
}

static void
range_failed (CatalogAssetList *self, CatalogRange *range, const GError *error)
{
  guint generation = self->generation;

  range->state = CATALOG_RANGE_FAILED;

  if (self->status == CATALOG_STATUS_READY)
    {
      update_slots (self, range->start, range->length);
      return;
    }

  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  set_n_items (self, 0);
  if (self->generation == generation)
    set_status (self, CATALOG_STATUS_FAILED);
}

/* How long the list is, by what the newest page says. */
static guint
get_length_after (CatalogAssetList *self, CatalogRange *range, gint64 found, gboolean has_more)
{
  guint end = range->start + range->n_received;

  if (found >= 0)
    return (guint) MIN (found, (gint64) G_MAXINT);

  /* Nobody told: there is at least one more as long as pages come full. */
  if (!has_more && range->n_received < range->length)
    return end;

  return MAX (end + 1, self->status == CATALOG_STATUS_READY ? self->n_items : 0);
}

/* Shows an answer for @n_positions from @first on, that makes the list @length long. Whoever hears
 * of it may scroll, which takes ranges away, or ask for something else: then the rest is not true
 * any more.
 */
static void
show_answer (CatalogAssetList *self, guint first, guint n_positions, guint length)
{
  guint generation = self->generation;

  if (length < self->n_items)
    set_n_items (self, length);
  if (self->generation != generation)
    return;

  /* The first answer to a query speaks of all positions, later ones of their own. */
  if (self->status == CATALOG_STATUS_READY)
    update_slots (self, first, n_positions);
  else
    update_slots (self, 0, G_MAXUINT);
  if (self->generation == generation)
    set_n_items (self, length);
  if (self->generation == generation)
    set_status (self, CATALOG_STATUS_READY);
}

/* Takes an answer into its range: how long the list is now. */
static guint
take_page (CatalogAssetList *self, guint index, CatalogRange *range, CantoPage *page)
{
  gint64 found = canto_page_get_found (page);
  CatalogRange *before =
      index > 0 ? g_hash_table_lookup (self->ranges, GUINT_TO_POINTER (index - 1)) : NULL;
  gboolean has_more;
  guint length;

  range->state = CATALOG_RANGE_LOADED;
  /* Where nobody tells how many there are, only this tells the end from a service that repeats
   * itself. Where somebody does, each position is what the service says stands there. */
  if (found < 0 && !catalog_range_has_news (range, before, page))
    return range->start + range->n_received;

  has_more = catalog_range_add_page (range, page, found);
  length = get_length_after (self, range, found, has_more);
  if (has_more)
    ask_for_range (self, index, range);

  return length;
}

static void
range_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CatalogSource *source = CATALOG_SOURCE (object);
  g_autoptr (RangeCall) call = user_data;
  g_autoptr (CatalogAssetList) self = g_weak_ref_get (&call->list);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = catalog_source_load_range_finish (source, result, &error);
  CatalogRange *range;

  /* A range that was given up has cancelled its calls: nothing of them is shown. */
  if (self == NULL || g_cancellable_is_cancelled (call->cancellable))
    return;

  range = g_hash_table_lookup (self->ranges, GUINT_TO_POINTER (call->index));
  g_assert (range != NULL && range->cancellable == call->cancellable);

  if (page == NULL)
    {
      range_failed (self, range, error);
      return;
    }

  show_answer (self, range->start, range->length, take_page (self, call->index, range, page));

  update_ranges (self);
  schedule_details (self);
}

static void
forget_oldest_ranges (CatalogAssetList *self)
{
  while (g_hash_table_size (self->ranges) > MAX_RANGES)
    {
      GHashTableIter iter;
      gpointer key, value, oldest_key = NULL;
      CatalogRange *oldest = NULL;

      g_hash_table_iter_init (&iter, self->ranges);
      while (g_hash_table_iter_next (&iter, &key, &value))
        {
          CatalogRange *range = value;

          if (oldest != NULL && range->last_used >= oldest->last_used)
            continue;
          oldest = range;
          oldest_key = key;
        }
      g_hash_table_remove (self->ranges, oldest_key);
    }
}

/* Gives up what is on its way but no longer near the screen, and what failed there: it is asked for
 * anew when it comes back. */
static void
forget_distant_ranges (CatalogAssetList *self, guint first_index, guint last_index)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->ranges);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      CatalogRange *range = value;
      guint index = GPOINTER_TO_UINT (key);

      if (range->state != CATALOG_RANGE_LOADED && (index < first_index || index > last_index))
        g_hash_table_iter_remove (&iter);
    }
}

static void
update_ranges (CatalogAssetList *self)
{
  guint margin = self->n_visible / 2;
  guint first_index, last_index;

  if (self->status != CATALOG_STATUS_READY || self->n_items == 0 || self->n_visible == 0)
    return;

  first_index = (self->visible_first - MIN (margin, self->visible_first)) / self->range_size;
  last_index = MIN (self->visible_first + self->n_visible - 1 + margin, self->n_items - 1)
               / self->range_size;
  forget_distant_ranges (self, first_index, last_index);

  for (guint index = first_index; index <= last_index; index++)
    {
      CatalogRange *range = g_hash_table_lookup (self->ranges, GUINT_TO_POINTER (index));

      if (range == NULL)
        add_range (self, index);
      else
        range->last_used = ++self->use_counter;
    }
  forget_oldest_ranges (self);
}

/* Details */

static void
details_call_free (DetailsCall *call)
{
  g_weak_ref_clear (&call->list);
  g_object_unref (call->cancellable);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DetailsCall, details_call_free)

/* What is on screen, has come in a list, and was not asked for. */
static GPtrArray *
collect_incomplete (CatalogAssetList *self)
{
  g_autoptr (GPtrArray) assets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  guint end = MIN (self->visible_first + self->n_visible, self->n_items);

  for (guint i = self->visible_first; i < end && assets->len < DETAILS_PER_CALL; i++)
    {
      CatalogRange *range = lookup_range (self, i);
      CantoAsset *asset = range != NULL ? catalog_range_get (range, i) : NULL;

      if (asset == NULL || g_hash_table_contains (self->asked, canto_asset_get_key (asset)))
        continue;
      if (!canto_asset_get_is_complete (catalog_details_improve (self->details, asset)))
        g_ptr_array_add (assets, canto_asset_ref (asset));
    }

  return g_steal_pointer (&assets);
}

static void
details_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CatalogSource *source = CATALOG_SOURCE (object);
  g_autoptr (DetailsCall) call = user_data;
  g_autoptr (CatalogAssetList) self = g_weak_ref_get (&call->list);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assets = catalog_source_load_details_finish (source, result, &error);

  if (self == NULL || g_cancellable_is_cancelled (call->cancellable))
    return;

  g_clear_object (&self->details_cancellable);
  if (assets == NULL)
    {
      /* No harm done: who needs the details of one asset asks for it alone, and hears the error. */
      g_debug ("No details: %s", error->message);
      schedule_details (self);
      return;
    }

  for (guint i = 0; i < assets->len; i++)
    {
      if (g_ptr_array_index (assets, i) != NULL)
        catalog_details_add (self->details, g_ptr_array_index (assets, i));
    }
  improve_slots (self);
  schedule_details (self);
}

static gboolean
ask_for_details (gpointer user_data)
{
  CatalogAssetList *self = user_data;
  g_autoptr (GPtrArray) assets = NULL;
  DetailsCall *call;

  self->details_timeout_id = 0;
  if (self->details_cancellable != NULL)
    return G_SOURCE_REMOVE;

  assets = collect_incomplete (self);
  if (assets->len == 0)
    return G_SOURCE_REMOVE;

  for (guint i = 0; i < assets->len; i++)
    g_hash_table_add (self->asked, g_strdup (canto_asset_get_key (g_ptr_array_index (assets, i))));

  self->details_cancellable = g_cancellable_new ();
  self->details_first = self->visible_first;
  self->n_details = self->n_visible;
  call = g_new0 (DetailsCall, 1);
  g_weak_ref_init (&call->list, self);
  call->cancellable = g_object_ref (self->details_cancellable);
  catalog_source_load_details_async (self->source, assets, self->details_cancellable,
                                     details_loaded, call);

  return G_SOURCE_REMOVE;
}

static void
schedule_details (CatalogAssetList *self)
{
  g_clear_handle_id (&self->details_timeout_id, g_source_remove);
  if (self->n_visible > 0)
    self->details_timeout_id = g_timeout_add (DETAILS_DELAY_MS, ask_for_details, self);
}

static void
cancel_details (CatalogAssetList *self)
{
  if (self->details_cancellable == NULL)
    return;

  g_cancellable_cancel (self->details_cancellable);
  g_clear_object (&self->details_cancellable);
  /* They were not answered, so they may be asked for again. */
  g_hash_table_remove_all (self->asked);
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

    case PROP_QUERY:
      g_value_set_boxed (value, self->query);
      break;

    case PROP_STATUS:
      g_value_set_enum (value, self->status);
      break;

    case PROP_N_ITEMS:
      g_value_set_uint (value, self->n_items);
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

    case PROP_QUERY:
      catalog_asset_list_set_query (self, g_value_get_boxed (value));
      break;

    case PROP_STATUS:
    case PROP_N_ITEMS:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
catalog_asset_list_constructed (GObject *object)
{
  CatalogAssetList *self = CATALOG_ASSET_LIST (object);

  G_OBJECT_CLASS (catalog_asset_list_parent_class)->constructed (object);

  self->range_size = catalog_source_get_range_size (self->source);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (catalog_asset_list_retry), self,
                           G_CONNECT_SWAPPED);
}

static void
catalog_asset_list_dispose (GObject *object)
{
  CatalogAssetList *self = CATALOG_ASSET_LIST (object);

  g_clear_handle_id (&self->details_timeout_id, g_source_remove);
  cancel_details (self);
  g_hash_table_remove_all (self->ranges);
  g_clear_object (&self->source);

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
  props[PROP_QUERY] =
      g_param_spec_boxed ("query", NULL, NULL, CANTO_TYPE_QUERY,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_STATUS] = g_param_spec_enum ("status", NULL, NULL, CATALOG_TYPE_STATUS,
                                          CATALOG_STATUS_LOADING, read_flags);
  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, read_flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
catalog_asset_list_init (CatalogAssetList *self)
{
  self->ranges = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) catalog_range_free);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->slots = g_hash_table_new (NULL, NULL);
  self->details = catalog_details_new (MAX_DETAILS);
}

CatalogAssetList *
catalog_asset_list_new (CatalogSource *source)
{
  g_return_val_if_fail (CATALOG_IS_SOURCE (source), NULL);

  return g_object_new (CATALOG_TYPE_ASSET_LIST, "source", source, NULL);
}

static void
ask_from_start (CatalogAssetList *self)
{
  cancel_details (self);
  g_clear_handle_id (&self->details_timeout_id, g_source_remove);
  g_hash_table_remove_all (self->asked);
  g_hash_table_remove_all (self->ranges);
  g_clear_error (&self->error);
  self->generation++;

  add_range (self, 0);
  set_status (self, CATALOG_STATUS_LOADING);
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
    cancel_details (self);
  update_ranges (self);
  schedule_details (self);
}

void
catalog_asset_list_learn (CatalogAssetList *self, CantoAsset *asset)
{
  g_return_if_fail (CATALOG_IS_ASSET_LIST (self));
  g_return_if_fail (asset != NULL);

  catalog_details_add (self->details, asset);
  improve_slots (self);
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
