/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An upload that is under way. */

#include "descant-config.h"

#include "engine-transfers-private.h"

#include "canto-error.h"
#include "canto-source.h"
#include "canto-upload-find.h"

#include <glib/gi18n-lib.h>

#define MAX_ASKED    3
#define MAX_IN_WORK  120                  /* ten minutes */
#define ASK_AGAIN_US (5 * G_USEC_PER_SEC) /* 12.8 */

/* One transfer under way. What waits for an answer has no reference of the list, which ends all of
 * them. */
typedef struct
{
  GWeakRef transfers;
  EngineTransfer *transfer;
  guint n_asked;

  /* While it waits before it asks again: the wait is all that has it. */
  GSource *alarm;
  GSource *cancelled;
} Run;

static Run *
run_new (EngineTransfers *self, EngineTransfer *transfer)
{
  Run *run = g_new0 (Run, 1);

  g_weak_ref_init (&run->transfers, self);
  run->transfer = g_object_ref (transfer);

  return run;
}

static void
run_free (Run *run)
{
  canto_source_clear (&run->alarm);
  canto_source_clear (&run->cancelled);
  g_weak_ref_clear (&run->transfers);
  g_object_unref (run->transfer);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static void
end_run (EngineTransfer *transfer)
{
  if (transfer->upload != NULL)
    engine_transfer_update_progress (transfer);
  g_clear_object (&transfer->upload);
  g_clear_object (&transfer->cancellable);
  transfer->is_sent = FALSE;
}

/* After the next sign-in it goes on as after a restart. What stopped in the middle may have
 * arrived.
 */
static void
queue_again (EngineTransfers *self, EngineTransfer *transfer, gboolean was_sent)
{
  transfer->is_paused = FALSE;
  transfer->is_unclear = transfer->is_unclear || was_sent;
  transfer->is_restored = transfer->entry_id != 0;
  engine_transfer_set_state (transfer, transfer->is_given_up ? ENGINE_TRANSFER_SAVING
                                                             : ENGINE_TRANSFER_QUEUED);
  engine_transfers_keep_change (self, transfer, NULL, NULL);
  engine_transfers_go_on (self);
}

/* @error: (transfer full) */
static void
fail (Run *run, GError *error)
{
  g_autoptr (EngineTransfers) self = g_weak_ref_get (&run->transfers);
  g_autoptr (GError) kept = g_error_copy (error);
  gboolean was_sent = run->transfer->is_sent;

  end_run (run->transfer);
  if (self != NULL && run->transfer->is_paused
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      queue_again (self, run->transfer, was_sent);
      return;
    }
  run->transfer->is_paused = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      engine_transfer_set_state (run->transfer, ENGINE_TRANSFER_CANCELLED);
    }
  else
    engine_transfer_fail (run->transfer, error);
  if (self == NULL)
    return;
  if (run->transfer->state == ENGINE_TRANSFER_CANCELLED)
    engine_transfers_forget (self, run->transfer);
  else
    engine_transfers_keep_change (self, run->transfer, NULL, NULL);
  if (g_error_matches (kept, CANTO_ERROR, CANTO_ERROR_NOT_ALLOWED))
    engine_transfers_refuse (self, kept);
  engine_transfers_go_on (self);
}

/* @key: (transfer full) (nullable) */
static void
succeed (Run *run, char *key)
{
  g_autoptr (EngineTransfers) self = g_weak_ref_get (&run->transfers);

  end_run (run->transfer);
  run->transfer->is_unclear = FALSE;
  g_free (run->transfer->asset_key);
  run->transfer->asset_key = key;
  engine_transfer_set_state (run->transfer, ENGINE_TRANSFER_DONE);
  if (self == NULL)
    return;
  engine_transfers_forget (self, run->transfer);
  engine_transfers_tell_uploaded (self, run->transfer);
  engine_transfers_go_on (self);
}

static void
fail_literally (Run *run, GQuark domain, int code, const char *message)
{
  fail (run, g_error_new_literal (domain, code, message));
}

/* Steps of a run, in their order: to look for it if it may be there, whether the file is as it was,
 * its mark, its sum, then its bytes. */

static void
step_uploaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  CantoUpload *upload = CANTO_UPLOAD (object);
  g_autofree char *scheme = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  if (canto_upload_run_finish (upload, result, &scheme, &id, &error))
    {
      succeed (run, scheme != NULL && id != NULL ? g_strconcat (scheme, "/", id, NULL) : NULL);
      return;
    }
  run->transfer->is_unclear = canto_upload_get_is_unclear (upload)
                              || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_TIMED_OUT);
  fail (run, g_steal_pointer (&error));
}

static void
upload_changed (CantoUpload *upload, GParamSpec *pspec, EngineTransfer *transfer)
{
  if (canto_upload_get_state (upload) == CANTO_UPLOAD_PROCESSING)
    engine_transfer_set_state (transfer, ENGINE_TRANSFER_PROCESSING);
}

static void
step_upload (Run *run, CantoClient *client)
{
  EngineTransfer *transfer = run->transfer;
  const CantoUploadOptions options = {
    .name = transfer->name,
    .album_id = transfer->album_id,
    .asset = transfer->version_of,
    .mark = transfer->mark,
  };

  transfer->upload = canto_upload_new (client, transfer->file, &options);
  g_signal_connect_object (transfer->upload, "notify::state", G_CALLBACK (upload_changed), transfer,
                           0);
  canto_upload_run_async (transfer->upload, CANTO_PRIORITY_BACKGROUND, transfer->cancellable,
                          step_uploaded, run);
}

/* Now it is on the disk that it may have been sent. Where that could not be written it is not sent:
 * after a crash it would be sent again. */
static void
step_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (EngineTransfers) self = g_weak_ref_get (&run->transfers);
  g_autoptr (GError) error = NULL;

  journal_store_change_finish ((JournalStore *) object, result, &error);
  if (self == NULL || g_cancellable_is_cancelled (run->transfer->cancellable))
    fail_literally (run, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  else if (error != NULL)
    fail (run, g_steal_pointer (&error));
  else
    step_upload (g_steal_pointer (&run), self->client);
}

/* Here all is known that tells it from others after a crash, and nothing is sent. */
static void
step_keep (Run *run)
{
  g_autoptr (EngineTransfers) self = g_weak_ref_get (&run->transfers);
  EngineTransfer *transfer = run->transfer;

  if (self == NULL)
    {
      g_autoptr (Run) ended = run;

      fail_literally (ended, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
      return;
    }
  transfer->is_sent = TRUE;
  if (!engine_transfers_keep_change (self, transfer, step_kept, run))
    step_upload (run, self->client);
}

static void
step_summed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;

  run->transfer->md5 = canto_upload_sum_finish (result, &error);
  if (error != NULL)
    fail (run, g_steal_pointer (&error));
  else
    step_keep (g_steal_pointer (&run));
}

static void
step_marked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  EngineTransfer *transfer = run->transfer;
  CantoClient *client = CANTO_CLIENT (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = canto_client_list_uploads_finish (client, result, &error);
  CantoUploadItem *newest;

  if (items == NULL)
    {
      fail (run, g_steal_pointer (&error));
      return;
    }
  newest = canto_upload_item_find_newest (items, transfer->name, NULL);
  g_free (transfer->mark);
  transfer->mark = g_strdup (newest != NULL ? newest->time : "");
  transfer->started_unix_s = g_get_real_time () / G_USEC_PER_SEC;
  g_clear_pointer (&transfer->md5, g_free);
  if (transfer->entry_id != 0)
    canto_upload_sum_async (transfer->file, transfer->cancellable, step_summed,
                            g_steal_pointer (&run));
  else
    step_keep (g_steal_pointer (&run));
}

static void
step_mark (Run *run, CantoClient *client)
{
  run->transfer->is_unclear = FALSE;
  run->transfer->is_doubtful = FALSE;
  canto_client_list_uploads_async (client, CANTO_UPLOAD_MAX_HOURS, CANTO_PRIORITY_BACKGROUND,
                                   run->transfer->cancellable, step_marked, run);
}

/* Of an earlier run: the file is to be what the person chose then. */

static void
step_looked_at (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (EngineTransfers) self = g_weak_ref_get (&run->transfers);
  EngineTransfer *transfer = run->transfer;
  gboolean is_changed = FALSE;
  g_autoptr (GError) error = NULL;

  engine_transfer_look_finish (transfer, result, &is_changed, &error);
  if (error == NULL && self == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  if (error == NULL && is_changed)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
                         _ ("The file was changed since it was chosen."));
  if (error != NULL)
    fail (run, g_steal_pointer (&error));
  else
    step_mark (g_steal_pointer (&run), self->client);
}

static void
step_look (Run *run, CantoClient *client)
{
  EngineTransfer *transfer = run->transfer;
  gboolean was_restored = transfer->is_restored;

  transfer->is_unclear = FALSE;
  transfer->is_restored = FALSE;
  if (was_restored)
    engine_transfer_look_async (transfer, transfer->cancellable, step_looked_at, run);
  else
    step_mark (run, client);
}

/* Asking */

static void step_find (Run *run, EngineTransfers *self);

static void
ask_again (Run *run)
{
  g_autoptr (Run) held = run;
  g_autoptr (EngineTransfers) self = g_weak_ref_get (&run->transfers);

  canto_source_clear (&run->alarm);
  canto_source_clear (&run->cancelled);
  if (self == NULL || g_cancellable_is_cancelled (run->transfer->cancellable))
    fail_literally (run, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  else
    step_find (g_steal_pointer (&held), self);
}

static gboolean
wait_is_over (gpointer run)
{
  ask_again (run);

  return G_SOURCE_REMOVE;
}

static gboolean
wait_cancelled (GCancellable *cancellable, gpointer run)
{
  ask_again (run);

  return G_SOURCE_REMOVE;
}

/* What was sent when the program ended may still be on its way. */
static void
ask_later (Run *run, EngineTransfers *self)
{
  run->cancelled = canto_source_watch_cancellable (run->transfer->cancellable, wait_cancelled, run);
  run->alarm = canto_clock_add_alarm (self->clock, ASK_AGAIN_US, wait_is_over, run);
}

static void
step_found_none (Run *run, CantoClient *client)
{
  g_autoptr (EngineTransfers) self = g_weak_ref_get (&run->transfers);

  if (self != NULL && run->transfer->is_restored && ++run->n_asked < MAX_ASKED)
    ask_later (run, self);
  else
    step_look (run, client);
}

/* Who has waited for it before in this run of the program tries again by hand. */
static void
step_found_in_work (Run *run)
{
  g_autoptr (Run) held = run;
  g_autoptr (EngineTransfers) self = g_weak_ref_get (&run->transfers);

  if (self != NULL && run->transfer->is_restored && ++run->n_asked < MAX_IN_WORK)
    {
      engine_transfer_set_state (run->transfer, ENGINE_TRANSFER_PROCESSING);
      ask_later (g_steal_pointer (&held), self);
    }
  else
    fail_literally (run, CANTO_ERROR, CANTO_ERROR_TIMED_OUT,
                    _ ("It has arrived, but the service is still at work on it."));
}

static void
step_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  CantoClient *client = CANTO_CLIENT (object);
  g_autoptr (CantoAsset) asset = NULL;
  g_autoptr (GError) error = NULL;
  CantoUploadTrace trace;

  if (!canto_client_find_upload_finish (client, result, &trace, &asset, &error))
    {
      fail (run, g_steal_pointer (&error));
      return;
    }
  switch (trace)
    {
    case CANTO_UPLOAD_TRACE_ARRIVED:
      succeed (run, g_strdup (canto_asset_get_key (asset)));
      break;

    case CANTO_UPLOAD_TRACE_IN_WORK:
      step_found_in_work (g_steal_pointer (&run));
      break;

    case CANTO_UPLOAD_TRACE_UNCLEAR:
      run->transfer->is_restored = FALSE;
      run->transfer->is_doubtful = TRUE;
      fail_literally (run, CANTO_ERROR, CANTO_ERROR_OFFLINE,
                      _ ("Something of this name is there, but perhaps it is another file."));
      break;

    case CANTO_UPLOAD_TRACE_NONE:
      step_found_none (g_steal_pointer (&run), client);
      break;

    case CANTO_UPLOAD_TRACE_FAILED:
    default:
      step_look (g_steal_pointer (&run), client);
    }
}

static void
step_find (Run *run, EngineTransfers *self)
{
  EngineTransfer *transfer = run->transfer;

  /* A file that is gone may have arrived, too. */
  canto_client_find_upload_async (
      self->client, transfer->name, transfer->mark, transfer->started_unix_s, transfer->md5,
      CANTO_PRIORITY_BACKGROUND, transfer->cancellable, step_found, run);
}

static void
step_found_sum (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (EngineTransfers) self = g_weak_ref_get (&run->transfers);
  g_autoptr (GError) error = NULL;

  run->transfer->md5 = canto_upload_sum_finish (result, &error);
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail_literally (run, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  else
    step_find (g_steal_pointer (&run), self);
}

void
engine_transfers_start (EngineTransfers *self, EngineTransfer *transfer)
{
  Run *run = run_new (self, transfer);

  transfer->cancellable = g_cancellable_new ();
  g_clear_error (&transfer->error);
  engine_transfer_set_state (transfer, ENGINE_TRANSFER_SENDING);
  if (!transfer->is_unclear || transfer->is_doubtful || transfer->mark == NULL)
    step_look (run, self->client);
  else if (transfer->md5 != NULL)
    step_find (run, self);
  else
    canto_upload_sum_async (transfer->file, transfer->cancellable, step_found_sum, run);
}
