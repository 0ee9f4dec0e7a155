/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-transfer-private.h"

#include "canto-error.h"

#include <glib/gstdio.h>

G_DEFINE_FINAL_TYPE (EngineTransfer, engine_transfer, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_N_BYTES,
  PROP_KEEP_ERROR,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
engine_transfer_finalize (GObject *object)
{
  EngineTransfer *self = ENGINE_TRANSFER (object);

  if (self->entry_id == 0 && !self->is_being_kept)
    engine_transfer_remove_file (self);
  g_clear_object (&self->file);
  g_clear_object (&self->upload);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->version_of, canto_asset_unref);
  g_clear_error (&self->error);
  g_clear_error (&self->keep_error);
  g_free (self->id);
  g_free (self->name);
  g_free (self->album_id);
  g_free (self->mark);
  g_free (self->asset_key);
  g_free (self->md5);
  g_free (self->user_id);

  G_OBJECT_CLASS (engine_transfer_parent_class)->finalize (object);
}

static void
engine_transfer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EngineTransfer *self = ENGINE_TRANSFER (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;

    case PROP_N_BYTES:
      g_value_set_uint64 (value, self->n_bytes);
      break;

    case PROP_KEEP_ERROR:
      g_value_set_boxed (value, self->keep_error);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
engine_transfer_class_init (EngineTransferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = engine_transfer_finalize;
  object_class->get_property = engine_transfer_get_property;
  props[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, ENGINE_TRANSFER_SAVING,
                                         ENGINE_TRANSFER_CANCELLED, ENGINE_TRANSFER_SAVING, flags);
  props[PROP_N_BYTES] = g_param_spec_uint64 ("n-bytes", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  props[PROP_KEEP_ERROR] = g_param_spec_boxed ("keep-error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
engine_transfer_init (EngineTransfer *self)
{
}

/* The name of a file may be any bytes. */
static char *
dup_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL ? g_utf8_make_valid (name, -1) : g_strdup ("");
}

EngineTransfer *
engine_transfer_new (GFile *file, const char *album_id, CantoAsset *version_of)
{
  EngineTransfer *self = g_object_new (ENGINE_TYPE_TRANSFER, NULL);

  self->id = g_uuid_string_random ();
  self->file = g_object_ref (file);
  self->made_at_unix_s = g_get_real_time () / G_USEC_PER_SEC;
  self->name = dup_name (file);
  self->album_id = g_strdup (album_id);
  self->version_of = version_of != NULL ? canto_asset_ref (version_of) : NULL;

  return self;
}

void
engine_transfer_set_state (EngineTransfer *self, EngineTransferState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
engine_transfer_update_progress (EngineTransfer *self)
{
  CantoProgress *progress = canto_upload_get_progress (self->upload);
  guint64 n_bytes = canto_progress_get_n_bytes (progress);

  self->total_bytes = canto_progress_get_total_bytes (progress);
  if (self->n_bytes == n_bytes)
    return;
  self->n_bytes = n_bytes;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_BYTES]);
}

void
engine_transfer_fail (EngineTransfer *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  engine_transfer_set_state (self, ENGINE_TRANSFER_FAILED);
}

void
engine_transfer_set_keep_error (EngineTransfer *self, const GError *error)
{
  if (self->keep_error == NULL && error == NULL)
    return;
  g_clear_error (&self->keep_error);
  self->keep_error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KEEP_ERROR]);
}

gboolean
engine_transfer_is_under_way (EngineTransfer *self)
{
  return self->cancellable != NULL;
}

/* The file */

static void
remove_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
  g_task_return_boolean (task, TRUE);
}

void
engine_transfer_remove_file (EngineTransfer *self)
{
  g_autoptr (GTask) task = NULL;
  char *path = self->owns_file ? g_file_get_path (self->file) : NULL;

  if (path == NULL)
    return;
  self->owns_file = FALSE;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, engine_transfer_remove_file);
  g_task_set_task_data (task, path, g_free);
  g_task_run_in_thread (task, remove_in_thread);
}

void
engine_transfer_look_async (EngineTransfer *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_file_query_info_async (self->file,
                           G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED
                                                          "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, cancellable, callback,
                           user_data);
}

gboolean
engine_transfer_look_finish (EngineTransfer *self,
                             GAsyncResult *result,
                             gboolean *is_changed,
                             GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info_finish (self->file, result, error);
  g_autoptr (GDateTime) time = NULL;
  guint64 n_bytes;
  gint64 time_us = 0;

  if (info == NULL)
    return FALSE;
  n_bytes = (guint64) MAX (g_file_info_get_size (info), 0);
  time = g_file_info_get_modification_date_time (info);
  if (time != NULL)
    time_us = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  if (is_changed != NULL)
    *is_changed = self->file_bytes != n_bytes || self->file_time_us != time_us;
  self->file_bytes = n_bytes;
  self->file_time_us = time_us;

  return TRUE;
}

const char *
engine_transfer_get_id (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), NULL);

  return self->id;
}

GFile *
engine_transfer_get_file (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), NULL);

  return self->file;
}

const char *
engine_transfer_get_name (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), NULL);

  return self->name;
}

const char *
engine_transfer_get_album_id (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), NULL);

  return self->album_id;
}

CantoAsset *
engine_transfer_get_version_of (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), NULL);

  return self->version_of;
}

EngineTransferState
engine_transfer_get_state (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), ENGINE_TRANSFER_CANCELLED);

  return self->state;
}

gboolean
engine_transfer_get_is_ended (EngineTransfer *self)
{
  return engine_transfer_get_state (self) >= ENGINE_TRANSFER_DONE;
}

guint64
engine_transfer_get_n_bytes (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), 0);

  return self->n_bytes;
}

guint64
engine_transfer_get_total_bytes (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), 0);

  return self->total_bytes;
}

double
engine_transfer_get_fraction (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), 0);

  if (self->state == ENGINE_TRANSFER_DONE || self->state == ENGINE_TRANSFER_PROCESSING)
    return 1;

  return self->total_bytes > 0 ? (double) self->n_bytes / (double) self->total_bytes : 0;
}

const GError *
engine_transfer_get_error (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), NULL);

  return self->error;
}

const GError *
engine_transfer_get_keep_error (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), NULL);

  return self->keep_error;
}

gboolean
engine_transfer_get_is_unclear (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), FALSE);

  return self->is_unclear;
}

gboolean
engine_transfer_get_is_doubtful (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), FALSE);

  return self->is_doubtful;
}

gboolean
engine_transfer_get_is_waiting (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), FALSE);

  return self->state == ENGINE_TRANSFER_FAILED && !self->is_doubtful
         && (!self->is_unclear || self->is_restored)
         && g_error_matches (self->error, CANTO_ERROR, CANTO_ERROR_OFFLINE);
}

const char *
engine_transfer_get_asset_key (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), NULL);

  return self->asset_key;
}

const char *
engine_transfer_get_mark (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), NULL);

  return self->mark;
}

gint64
engine_transfer_get_started_unix_s (EngineTransfer *self)
{
  g_return_val_if_fail (ENGINE_IS_TRANSFER (self), 0);

  return self->started_unix_s;
}
