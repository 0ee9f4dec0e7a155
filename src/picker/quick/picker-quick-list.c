/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-quick-list.h"

#include "canto-error.h"
#include "catalog-array-model.h"

#define SEARCH_MS  150 /* after the last letter */
#define DETAILS_MS 200
#define N_DETAILS  30 /* of the first: what a person may get to see */
#define RANGE_SIZE 50
#define STALE_AGE_US                                                                               \
  (8 * 60 * G_USEC_PER_SEC) /* then a copy would ask anew: see engine-session-links.c */

struct _PickerQuickList
{
  GObject parent_instance;

  /* Owned. */
  EngineSession *session; /* (nullable) */
  GSignalGroup *known_signals;
  GSignalGroup *source_signals;
  GPtrArray *items; /* (element-type PickerQuickItem) */
  char *text;
  GCancellable *cancellable; /* of what is asked for @text */
  GHashTable *asked;         /* set of keys whose details were asked for since the text was set */
  GError *error;             /* (nullable) */

  /* State. */
  gboolean is_active; /* somebody looks at it */
  gboolean approved_only;
  gboolean is_searching;
  guint search_timeout_id;
  guint details_timeout_id;
};

CATALOG_DEFINE_ARRAY_MODEL (PICKER_QUICK_LIST, PICKER_TYPE_QUICK_ITEM, items)

G_DEFINE_FINAL_TYPE_WITH_CODE (PickerQuickList,
                               picker_quick_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, array_model_init))

enum
{
  SIGNAL_STATUS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is shown */

static void
set_status (PickerQuickList *self, gboolean is_searching, const GError *error)
{
  if (self->is_searching == is_searching && self->error == NULL && error == NULL)
    return;

  self->is_searching = is_searching;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_signal_emit (self, signals[SIGNAL_STATUS_CHANGED], 0);
}

/* With what was changed here and is not in the service yet. (transfer full) (nullable): it was
 * deleted */
static CantoAsset *
show_asset (PickerQuickList *self, CantoAsset *asset)
{
  CatalogOverlay *overlay = catalog_source_get_overlay (engine_session_get_source (self->session));
  g_autoptr (CantoQuery) everywhere = canto_query_new ();

  if (overlay == NULL)
    return canto_asset_ref (asset);
  if (catalog_overlay_hides (overlay, everywhere, canto_asset_get_key (asset)))
    return NULL;

  return catalog_overlay_show_asset (overlay, asset);
}

static PickerQuickItem *
find_item (PickerQuickList *self, const char *key)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      CantoAsset *asset = picker_quick_item_get_asset (self->items->pdata[i]);

      if (g_str_equal (canto_asset_get_key (asset), key))
        return self->items->pdata[i];
    }

  return NULL;
}

/* What came in a list does not take the place of details. */
static void
learn (PickerQuickItem *item, CantoAsset *asset)
{
  if (canto_asset_get_is_complete (asset)
      || !canto_asset_get_is_complete (picker_quick_item_get_asset (item)))
    picker_quick_item_learn (item, asset);
}

/* FALSE: it stands there already, or there is no room. */
static gboolean
append (PickerQuickList *self, CantoAsset *asset, EnginePick *pick)
{
  g_autoptr (CantoAsset) shown = show_asset (self, asset);
  PickerQuickItem *item;

  if (shown == NULL)
    return FALSE;

  item = find_item (self, canto_asset_get_key (shown));
  if (item != NULL)
    learn (item, shown);
  else if (self->items->len < PICKER_QUICK_MAX_ROWS)
    g_ptr_array_add (self->items, picker_quick_item_new (shown, pick));

  return item == NULL;
}

static void
tell_appended (PickerQuickList *self, guint n_before)
{
  if (self->items->len > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->items->len - n_before);
}

/* Rows stay where they are, and show something else: a view makes few of them anew. */
static void
show_hits (PickerQuickList *self, GPtrArray *hits)
{
  guint n_before = self->items->len;
  guint n_shown = 0;
  guint n_kept;

  for (guint i = 0; i < hits->len; i++)
    {
      EngineKnownHit *hit = hits->pdata[i];
      g_autoptr (CantoAsset) shown = show_asset (self, hit->asset);

      if (shown == NULL)
        continue;
      if (n_shown < n_before)
        picker_quick_item_set (self->items->pdata[n_shown], shown, hit->pick);
      else
        g_ptr_array_add (self->items, picker_quick_item_new (shown, hit->pick));
      n_shown++;
    }

  n_kept = MIN (n_before, n_shown);
  if (n_shown < n_before)
    g_ptr_array_remove_range (self->items, n_shown, n_before - n_shown);
  if (n_before != n_shown)
    g_list_model_items_changed (G_LIST_MODEL (self), n_kept, n_before - n_kept, n_shown - n_kept);
}

static void
clear (PickerQuickList *self)
{
  guint n_before = self->items->len;

  g_ptr_array_set_size (self->items, 0);
  if (n_before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);
}

/* Details */

static gboolean
wants_details (PickerQuickList *self, CantoAsset *asset)
{
  gint64 now_us = canto_client_get_now_us (engine_session_get_client (self->session));

  return !g_hash_table_contains (self->asked, canto_asset_get_key (asset))
         && (!canto_asset_get_is_complete (asset)
             || now_us - canto_asset_get_read_at_us (asset) > STALE_AGE_US);
}

/* The data of a call for details. */
typedef struct
{
  PickerQuickList *list;
  GCancellable *cancellable;
  GPtrArray *assets; /* (element-type CantoAsset): that were asked for */
} DetailsCall;

static void
details_call_free (DetailsCall *call)
{
  g_object_unref (call->list);
  g_object_unref (call->cancellable);
  g_ptr_array_unref (call->assets);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DetailsCall, details_call_free)

static void
show_details (PickerQuickList *self, GPtrArray *asked, GPtrArray *details)
{
  EngineKnown *known = engine_session_get_known (self->session);

  for (guint i = 0; i < asked->len; i++)
    {
      const char *key = canto_asset_get_key (asked->pdata[i]);
      PickerQuickItem *item = find_item (self, key);
      CantoAsset *asset = details->pdata[i];
      g_autoptr (CantoAsset) shown = asset != NULL ? show_asset (self, asset) : NULL;

      if (item != NULL && shown != NULL)
        picker_quick_item_learn (item, shown);
      else if (item != NULL)
        picker_quick_item_set_gone (item);
      if (asset == NULL)
        engine_known_forget (known, key);
    }
  engine_known_learn (known, details);
}

static void
details_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DetailsCall) call = user_data;
  PickerQuickList *self = call->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) details =
      catalog_source_load_details_finish (CATALOG_SOURCE (object), result, &error);

  /* Something else was typed, or nobody looks any more. */
  if (g_cancellable_is_cancelled (call->cancellable))
    return;

  if (details != NULL)
    show_details (self, call->assets, details);
  else if (self->error == NULL)
    set_status (self, self->is_searching, error);
}

static void
load_details (PickerQuickList *self)
{
  DetailsCall *call = g_new0 (DetailsCall, 1);

  call->list = g_object_ref (self);
  call->cancellable = g_object_ref (self->cancellable);
  call->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  for (guint i = 0; i < MIN (self->items->len, N_DETAILS); i++)
    {
      CantoAsset *asset = picker_quick_item_get_asset (self->items->pdata[i]);

      if (!wants_details (self, asset))
        continue;
      g_hash_table_add (self->asked, g_strdup (canto_asset_get_key (asset)));
      g_ptr_array_add (call->assets, canto_asset_ref (asset));
    }

  if (call->assets->len == 0)
    details_call_free (call);
  else
    catalog_source_load_details_async (engine_session_get_source (self->session), call->assets,
                                       call->cancellable, details_loaded, call);
}

static gboolean
details_due (gpointer user_data)
{
  PickerQuickList *self = user_data;

  self->details_timeout_id = 0;
  load_details (self);

  return G_SOURCE_REMOVE;
}

static void
queue_details (PickerQuickList *self)
{
  g_clear_handle_id (&self->details_timeout_id, g_source_remove);
  self->details_timeout_id = g_timeout_add (DETAILS_MS, details_due, self);
}

/* The service */

static void
range_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerQuickList) self = user_data;
  g_autoptr (GPtrArray) assets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page =
      catalog_source_load_range_finish (CATALOG_SOURCE (object), result, &error);
  guint n_before = self->items->len;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (page == NULL)
    {
      set_status (self, FALSE, error);
      return;
    }

  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    {
      CantoAsset *asset = canto_page_get_asset (page, i);

      append (self, asset, NULL);
      g_ptr_array_add (assets, canto_asset_ref (asset));
    }
  tell_appended (self, n_before);
  set_status (self, FALSE, NULL);
  engine_known_learn (engine_session_get_known (self->session), assets);
  queue_details (self);
}

static CantoQuery *
make_query (PickerQuickList *self)
{
  const char *root = engine_session_get_root_folder (self->session);
  CantoQuery *query = canto_query_with_container (canto_query_new (), CANTO_SCHEME_FOLDER, root);

  query = canto_query_with_keyword (query, self->text);

  return self->approved_only ? canto_query_with_approvals (query, 1u << CANTO_APPROVAL_APPROVED)
                             : query;
}

static gboolean
search_due (gpointer user_data)
{
  PickerQuickList *self = user_data;
  g_autoptr (CantoQuery) query = make_query (self);

  self->search_timeout_id = 0;
  catalog_source_load_range_async (engine_session_get_source (self->session), query, 0, RANGE_SIZE,
                                   self->cancellable, range_loaded, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

/* Asking */

static void
cancel (PickerQuickList *self)
{
  g_clear_handle_id (&self->search_timeout_id, g_source_remove);
  g_clear_handle_id (&self->details_timeout_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

void
picker_quick_list_stop (PickerQuickList *self)
{
  g_return_if_fail (PICKER_IS_QUICK_LIST (self));

  self->is_active = FALSE;
  cancel (self);
  set_status (self, FALSE, NULL);
}

static void
ask (PickerQuickList *self)
{
  g_autoptr (GPtrArray) hits = NULL;

  cancel (self);
  g_hash_table_remove_all (self->asked);
  if (self->session == NULL)
    {
      clear (self);
      set_status (self, FALSE, NULL);
      return;
    }

  hits = engine_known_find (engine_session_get_known (self->session), self->text,
                            PICKER_QUICK_MAX_KNOWN);
  show_hits (self, hits);
  if (*self->text != '\0')
    self->search_timeout_id = g_timeout_add (SEARCH_MS, search_due, self);
  set_status (self, *self->text != '\0', NULL);
  queue_details (self);
}

void
picker_quick_list_set_text (PickerQuickList *self, const char *text)
{
  g_return_if_fail (PICKER_IS_QUICK_LIST (self));
  g_return_if_fail (text != NULL);

  g_free (self->text);
  self->text = g_strstrip (g_strdup (text));
  self->is_active = TRUE;
  ask (self);
}

const char *
picker_quick_list_get_text (PickerQuickList *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK_LIST (self), NULL);

  return self->text;
}

/* The history was read, or what was loaded can be searched by now: it comes behind what is there.
 */
static void
known_changed (PickerQuickList *self)
{
  g_autoptr (GPtrArray) hits = NULL;
  guint n_before = self->items->len;

  if (!self->is_active)
    return;

  hits = engine_known_find (engine_session_get_known (self->session), self->text,
                            PICKER_QUICK_MAX_KNOWN);
  for (guint i = 0; i < hits->len && self->items->len < PICKER_QUICK_MAX_ROWS; i++)
    append (self, ((EngineKnownHit *) hits->pdata[i])->asset,
            ((EngineKnownHit *) hits->pdata[i])->pick);
  tell_appended (self, n_before);
  if (self->items->len > n_before)
    queue_details (self);
}

static void
source_is_back (PickerQuickList *self)
{
  if (self->is_active && g_error_matches (self->error, CANTO_ERROR, CANTO_ERROR_OFFLINE))
    ask (self);
}

void
picker_quick_list_set_session (PickerQuickList *self, EngineSession *session)
{
  g_return_if_fail (PICKER_IS_QUICK_LIST (self));
  g_return_if_fail (session == NULL || ENGINE_IS_SESSION (session));

  if (self->session == session)
    return;

  cancel (self);
  g_signal_group_set_target (self->known_signals, NULL);
  g_signal_group_set_target (self->source_signals, NULL);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_group_set_target (self->known_signals, engine_session_get_known (session));
      g_signal_group_set_target (self->source_signals, engine_session_get_source (session));
    }
  clear (self);
  if (self->is_active)
    ask (self);
}

EngineSession *
picker_quick_list_get_session (PickerQuickList *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK_LIST (self), NULL);

  return self->session;
}

void
picker_quick_list_set_approved_only (PickerQuickList *self, gboolean approved_only)
{
  g_return_if_fail (PICKER_IS_QUICK_LIST (self));

  self->approved_only = approved_only;
}

PickerQuickItem *
picker_quick_list_get (PickerQuickList *self, guint position)
{
  g_return_val_if_fail (PICKER_IS_QUICK_LIST (self), NULL);

  return position < self->items->len ? self->items->pdata[position] : NULL;
}

gboolean
picker_quick_list_get_is_searching (PickerQuickList *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK_LIST (self), FALSE);

  return self->is_searching;
}

const GError *
picker_quick_list_get_error (PickerQuickList *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK_LIST (self), NULL);

  return self->error;
}

/* GObject */

static void
picker_quick_list_dispose (GObject *object)
{
  PickerQuickList *self = PICKER_QUICK_LIST (object);

  cancel (self);
  g_signal_group_set_target (self->known_signals, NULL);
  g_signal_group_set_target (self->source_signals, NULL);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_quick_list_parent_class)->dispose (object);
}

static void
picker_quick_list_finalize (GObject *object)
{
  PickerQuickList *self = PICKER_QUICK_LIST (object);

  g_object_unref (self->known_signals);
  g_object_unref (self->source_signals);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->asked);
  g_clear_error (&self->error);
  g_free (self->text);

  G_OBJECT_CLASS (picker_quick_list_parent_class)->finalize (object);
}

static void
picker_quick_list_class_init (PickerQuickListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = picker_quick_list_dispose;
  object_class->finalize = picker_quick_list_finalize;

  signals[SIGNAL_STATUS_CHANGED] =
      g_signal_new ("status-changed", PICKER_TYPE_QUICK_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
picker_quick_list_init (PickerQuickList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->text = g_strdup ("");
  self->cancellable = g_cancellable_new ();
  self->known_signals = g_signal_group_new (ENGINE_TYPE_KNOWN);
  g_signal_group_connect_swapped (self->known_signals, "changed", G_CALLBACK (known_changed), self);
  self->source_signals = g_signal_group_new (CATALOG_TYPE_SOURCE);
  g_signal_group_connect_swapped (self->source_signals, "back", G_CALLBACK (source_is_back), self);
}

PickerQuickList *
picker_quick_list_new (void)
{
  return g_object_new (PICKER_TYPE_QUICK_LIST, NULL);
}
