/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-transfers-private.h"

#include "canto-error.h"
#include "catalog-array-model.h"

#define MAX_AT_ONCE 2
#define TICK_MS     100
#define UPLOADING   0 /* what may be refused, as it is kept */

typedef enum
{
  PROP_N_ACTIVE = 1,
  PROP_IS_REFUSED,
  PROP_FRACTION,
  N_PROPS,
} EngineTransfersProperty;

enum
{
  SIGNAL_UPLOADED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

CATALOG_DEFINE_ARRAY_MODEL (ENGINE_TRANSFERS, ENGINE_TYPE_TRANSFER, items)

G_DEFINE_FINAL_TYPE_WITH_CODE (EngineTransfers,
                               engine_transfers,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, array_model_init))

/* How it goes */

static gboolean
tick (gpointer user_data)
{
  EngineTransfers *self = user_data;

  for (guint i = 0; i < self->items->len; i++)
    {
      EngineTransfer *transfer = self->items->pdata[i];

      if (transfer->upload != NULL)
        engine_transfer_update_progress (transfer);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRACTION]);

  return G_SOURCE_CONTINUE;
}

static void
update (EngineTransfers *self)
{
  guint n_active = engine_transfers_get_n_active (self);

  if (n_active > 0 && self->tick_id == 0)
    self->tick_id = g_timeout_add (TICK_MS, tick, self);
  if (n_active == 0)
    g_clear_handle_id (&self->tick_id, g_source_remove);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRACTION]);
  if (self->n_active == n_active)
    return;
  self->n_active = n_active;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ACTIVE]);
}

/* Which goes next */

/* One that cannot be kept is sent as it is. */
static gboolean
is_due (EngineTransfer *transfer)
{
  return transfer->state == ENGINE_TRANSFER_QUEUED
         || (transfer->state == ENGINE_TRANSFER_SAVING && transfer->is_given_up);
}

/* 16.3: it is the same for all others. */
void
engine_transfers_refuse (EngineTransfers *self, const GError *error)
{
  engine_refusals_add (self->refusals, UPLOADING);
  for (guint i = 0; i < self->items->len; i++)
    {
      EngineTransfer *transfer = self->items->pdata[i];

      if (!is_due (transfer) || engine_transfer_is_under_way (transfer))
        continue;
      engine_transfer_fail (transfer, g_error_copy (error));
      engine_transfers_keep_change (self, transfer, NULL, NULL);
    }
}

/* The service could not tell the two apart; of one that may have arrived it is asked first. */
static gboolean
is_blocked (EngineTransfers *self, EngineTransfer *transfer)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      EngineTransfer *other = self->items->pdata[i];

      if (other != transfer && g_str_equal (other->name, transfer->name)
          && (engine_transfer_is_under_way (other)
              || (is_due (other) && other->is_unclear && !transfer->is_unclear)))
        return TRUE;
    }

  return FALSE;
}

static guint
count_under_way (EngineTransfers *self)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    n += engine_transfer_is_under_way (self->items->pdata[i]);

  return n;
}

static void
start_next (EngineTransfers *self)
{
  guint n = count_under_way (self);

  /* All wait for a sign-in, as they wait for a restart. */
  if (self->is_stopped || !canto_client_has_token (self->client))
    return;
  for (guint i = 0; i < self->items->len && n < MAX_AT_ONCE; i++)
    {
      EngineTransfer *transfer = self->items->pdata[i];

      if (!is_due (transfer) || is_blocked (self, transfer))
        continue;
      engine_transfers_start (self, transfer);
      n++;
    }
}

void
engine_transfers_go_on (EngineTransfers *self)
{
  start_next (self);
  update (self);
}

void
engine_transfers_tell_uploaded (EngineTransfers *self, EngineTransfer *transfer)
{
  g_signal_emit (self, signals[SIGNAL_UPLOADED], 0, transfer);
}

/* The service is back: what surely did not arrive goes on, and what an earlier run has left is
 * asked about. */
static void
online_changed (EngineTransfers *self)
{
  if (!canto_client_get_online (self->client))
    return;
  for (guint i = 0; i < self->items->len; i++)
    {
      EngineTransfer *transfer = self->items->pdata[i];

      if (engine_transfer_get_is_waiting (transfer))
        engine_transfers_retry (self, transfer);
    }
}

/* What the person does */

/* @transfer: (transfer full) */
static EngineTransfer *
take (EngineTransfers *self, EngineTransfer *transfer)
{
  g_ptr_array_add (self->items, transfer);
  g_list_model_items_changed (G_LIST_MODEL (self), self->items->len - 1, 0, 1);
  engine_transfers_keep (self, transfer);
  engine_transfers_go_on (self);

  return transfer;
}

EngineTransfer *
engine_transfers_add (EngineTransfers *self,
                      GFile *file,
                      const char *album_id,
                      CantoAsset *version_of)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFERS (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return take (self, engine_transfer_new (file, album_id, version_of));
}

EngineTransfer *
engine_transfers_add_own (EngineTransfers *self, GFile *file, const char *album_id)
{
  EngineTransfer *transfer;

  g_return_val_if_fail (ENGINE_IS_TRANSFERS (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  transfer = engine_transfer_new (file, album_id, NULL);
  transfer->owns_file = TRUE;

  return take (self, transfer);
}

void
engine_transfers_cancel (EngineTransfers *self, EngineTransfer *transfer)
{
  g_return_if_fail (ENGINE_IS_TRANSFERS (self));
  g_return_if_fail (ENGINE_IS_TRANSFER (transfer));

  if (engine_transfer_is_under_way (transfer))
    {
      transfer->is_paused = FALSE;
      g_cancellable_cancel (transfer->cancellable);
    }
  else if (transfer->state == ENGINE_TRANSFER_QUEUED || transfer->state == ENGINE_TRANSFER_SAVING)
    {
      engine_transfer_set_state (transfer, ENGINE_TRANSFER_CANCELLED);
      engine_transfers_forget (self, transfer);
      update (self);
    }
}

void
engine_transfers_cancel_all (EngineTransfers *self)
{
  g_return_if_fail (ENGINE_IS_TRANSFERS (self));

  /* The last first, so that none of those that wait begins. */
  for (guint i = self->items->len; i > 0; i--)
    engine_transfers_cancel (self, self->items->pdata[i - 1]);
}

/* What is on its way stops, and is queued again. */
static void
pause_all (EngineTransfers *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      EngineTransfer *transfer = self->items->pdata[i];

      /* One that the person has cancelled just now stays cancelled. */
      if (!engine_transfer_is_under_way (transfer)
          || g_cancellable_is_cancelled (transfer->cancellable))
        continue;
      transfer->is_paused = TRUE;
      g_cancellable_cancel (transfer->cancellable);
    }
}

static void
retry_signed_out (EngineTransfers *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      EngineTransfer *transfer = self->items->pdata[i];

      if (transfer->state == ENGINE_TRANSFER_FAILED
          && g_error_matches (transfer->error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT))
        engine_transfers_retry (self, transfer);
    }
}

void
engine_transfers_keep_refusals (EngineTransfers *self, const char *path)
{
  engine_refusals_keep (self->refusals, path);
}

void
engine_transfers_set_signed_in (EngineTransfers *self, gboolean is_signed_in, gboolean is_new)
{
  g_return_if_fail (ENGINE_IS_TRANSFERS (self));

  if (!is_signed_in)
    pause_all (self);
  else
    retry_signed_out (self);
  if (is_new)
    engine_refusals_forget (self->refusals);
  engine_transfers_go_on (self);
}

void
engine_transfers_retry (EngineTransfers *self, EngineTransfer *transfer)
{
  g_return_if_fail (ENGINE_IS_TRANSFERS (self));
  g_return_if_fail (ENGINE_IS_TRANSFER (transfer));

  if (transfer->state != ENGINE_TRANSFER_FAILED && transfer->state != ENGINE_TRANSFER_CANCELLED
      && (transfer->state != ENGINE_TRANSFER_SAVING || transfer->keep_error == NULL))
    return;
  engine_transfers_keep (self, transfer);
  engine_transfers_go_on (self);
}

void
engine_transfers_settle (EngineTransfers *self, EngineTransfer *transfer)
{
  g_return_if_fail (ENGINE_IS_TRANSFERS (self));
  g_return_if_fail (ENGINE_IS_TRANSFER (transfer));

  if (transfer->state != ENGINE_TRANSFER_FAILED || !transfer->is_unclear)
    return;
  transfer->is_unclear = FALSE;
  transfer->is_doubtful = FALSE;
  engine_transfer_set_state (transfer, ENGINE_TRANSFER_DONE);
  engine_transfers_forget (self, transfer);
  engine_transfers_tell_uploaded (self, transfer);
  update (self);
}

void
engine_transfers_remove (EngineTransfers *self, EngineTransfer *transfer)
{
  guint position;

  g_return_if_fail (ENGINE_IS_TRANSFERS (self));

  if (!g_ptr_array_find (self->items, transfer, &position)
      || !engine_transfer_get_is_ended (transfer))
    return;
  engine_transfers_forget (self, transfer);
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  update (self);
}

void
engine_transfers_clear (EngineTransfers *self)
{
  g_return_if_fail (ENGINE_IS_TRANSFERS (self));

  for (guint i = self->items->len; i > 0; i--)
    engine_transfers_remove (self, self->items->pdata[i - 1]);
}

/* What is to be seen */

guint
engine_transfers_get_n_active (EngineTransfers *self)
{
  guint n = 0;

  g_return_val_if_fail (ENGINE_IS_TRANSFERS (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    n += !engine_transfer_get_is_ended (self->items->pdata[i]);

  return n;
}

guint
engine_transfers_get_n_failed (EngineTransfers *self)
{
  guint n = 0;

  g_return_val_if_fail (ENGINE_IS_TRANSFERS (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    n += ((EngineTransfer *) self->items->pdata[i])->state == ENGINE_TRANSFER_FAILED;

  return n;
}

guint
engine_transfers_get_n_waiting (EngineTransfers *self)
{
  guint n = 0;

  g_return_val_if_fail (ENGINE_IS_TRANSFERS (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    n += engine_transfer_get_is_waiting (self->items->pdata[i]);

  return n;
}

gboolean
engine_transfers_get_is_refused (EngineTransfers *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFERS (self), FALSE);

  return engine_refusals_has (self->refusals, UPLOADING);
}

double
engine_transfers_get_fraction (EngineTransfers *self)
{
  double sum = 0;
  guint n = 0;

  g_return_val_if_fail (ENGINE_IS_TRANSFERS (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    {
      EngineTransfer *transfer = self->items->pdata[i];

      if (transfer->state == ENGINE_TRANSFER_FAILED || transfer->state == ENGINE_TRANSFER_CANCELLED)
        continue;
      sum += engine_transfer_get_fraction (transfer);
      n++;
    }

  return n > 0 ? sum / n : 0;
}

void
engine_transfers_stop (EngineTransfers *self)
{
  self->is_stopped = TRUE;
  if (self->journal != NULL)
    g_signal_handlers_disconnect_by_data (self->journal, self);
  g_clear_object (&self->journal);
  for (guint i = 0; i < self->items->len; i++)
    {
      EngineTransfer *transfer = self->items->pdata[i];

      if (engine_transfer_is_under_way (transfer))
        g_cancellable_cancel (transfer->cancellable);
    }
}

/* GObject */

static void
engine_transfers_dispose (GObject *object)
{
  EngineTransfers *self = ENGINE_TRANSFERS (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  engine_transfers_stop (self);
  g_ptr_array_set_size (self->items, 0);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (engine_transfers_parent_class)->dispose (object);
}

static void
engine_transfers_finalize (GObject *object)
{
  EngineTransfers *self = ENGINE_TRANSFERS (object);

  g_ptr_array_unref (self->items);
  g_object_unref (self->refusals);

  G_OBJECT_CLASS (engine_transfers_parent_class)->finalize (object);
}

static void
engine_transfers_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EngineTransfers *self = ENGINE_TRANSFERS (object);

  switch ((EngineTransfersProperty) id)
    {
    case PROP_N_ACTIVE:
      g_value_set_uint (value, engine_transfers_get_n_active (self));
      break;

    case PROP_IS_REFUSED:
      g_value_set_boolean (value, engine_transfers_get_is_refused (self));
      break;

    case PROP_FRACTION:
      g_value_set_double (value, engine_transfers_get_fraction (self));
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
engine_transfers_class_init (EngineTransfersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = engine_transfers_dispose;
  object_class->finalize = engine_transfers_finalize;
  object_class->get_property = engine_transfers_get_property;
  props[PROP_N_ACTIVE] = g_param_spec_uint ("n-active", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_IS_REFUSED] = g_param_spec_boolean ("is-refused", NULL, NULL, FALSE, flags);
  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_UPLOADED] = g_signal_new ("uploaded", ENGINE_TYPE_TRANSFERS, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, ENGINE_TYPE_TRANSFER);
}

static void
tell_refused (EngineTransfers *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_REFUSED]);
}

static void
engine_transfers_init (EngineTransfers *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->refusals = engine_refusals_new ();
  g_signal_connect_object (self->refusals, "changed", G_CALLBACK (tell_refused), self,
                           G_CONNECT_SWAPPED);
}

EngineTransfers *
engine_transfers_new (CantoClient *client, CantoClock *clock)
{
  EngineTransfers *self;

  g_return_val_if_fail (CANTO_IS_CLIENT (client), NULL);

  self = g_object_new (ENGINE_TYPE_TRANSFERS, NULL);
  self->client = g_object_ref (client);
  self->clock = clock != NULL ? g_object_ref (clock) : canto_clock_new ();
  g_signal_connect_object (client, "notify::online", G_CALLBACK (online_changed), self,
                           G_CONNECT_SWAPPED);

  return self;
}
