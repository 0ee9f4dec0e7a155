/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-upload-body.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define AHEAD_BYTES (1024 * 1024)
#define ATTRIBUTES                                                                                 \
  G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED                                \
                                 "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC

struct _CantoUploadBody
{
  GInputStream parent_instance;

  /* Owned. */
  GFileInputStream *file;
  CantoProgress *progress; /* (nullable) */
  GBytes *head;
  GBytes *tail;
  guchar *ahead;  /* of the file: from @ahead_at to @ahead_end are still to be given */
  guchar *next;   /* what comes after that: the worker's, while there is a filling */
  GTask *waiting; /* (nullable): who reads, and waits for the filling */

  /* State. */
  guint64 file_bytes; /* when it was opened */
  GDateTime *modified;
  guint64 n_read;  /* of the file */
  guint64 n_given; /* of all */
  gsize ahead_at;
  gsize ahead_end;
  gsize next_end; /* 0: it is empty */
  gboolean is_filling;
  GError *error;
  gint is_read; /* atomic */
};

G_DEFINE_FINAL_TYPE (CantoUploadBody, canto_upload_body, G_TYPE_INPUT_STREAM)

static void
canto_upload_body_finalize (GObject *object)
{
  CantoUploadBody *self = CANTO_UPLOAD_BODY (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->progress, canto_progress_unref);
  g_clear_pointer (&self->head, g_bytes_unref);
  g_clear_pointer (&self->tail, g_bytes_unref);
  g_clear_pointer (&self->modified, g_date_time_unref);
  g_clear_error (&self->error);
  g_free (self->ahead);
  g_free (self->next);

  G_OBJECT_CLASS (canto_upload_body_parent_class)->finalize (object);
}

/* The file */

static gboolean
fail_as_changed (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       _ ("The file was changed while it was being sent."));

  return FALSE;
}

static gboolean
check_unchanged (CantoUploadBody *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info =
      g_file_input_stream_query_info (self->file, ATTRIBUTES, cancellable, error);
  g_autoptr (GDateTime) modified = NULL;

  if (info == NULL)
    return FALSE;
  modified = g_file_info_get_modification_date_time (info);
  if ((guint64) g_file_info_get_size (info) != self->file_bytes
      || (modified != NULL && self->modified != NULL
          && !g_date_time_equal (modified, self->modified)))
    return fail_as_changed (error);

  return TRUE;
}

/* Waits for the disk. With the last bytes the file is looked at once more. */
static gboolean
fill_next (CantoUploadBody *self, GCancellable *cancellable, GError **error)
{
  gsize wanted = (gsize) MIN (AHEAD_BYTES, self->file_bytes - self->n_read);
  gsize n_bytes = 0;

  if (self->next == NULL)
    self->next = g_malloc (AHEAD_BYTES);
  if (!g_input_stream_read_all (G_INPUT_STREAM (self->file), self->next, wanted, &n_bytes,
                                cancellable, error))
    return FALSE;
  if (n_bytes < wanted)
    return fail_as_changed (error);
  self->n_read += n_bytes;
  if (self->n_read == self->file_bytes && !check_unchanged (self, cancellable, error))
    return FALSE;
  self->next_end = n_bytes;

  return TRUE;
}

static gboolean
is_file_next (CantoUploadBody *self)
{
  gsize n_head = g_bytes_get_size (self->head);

  return self->n_given >= n_head && self->n_given - n_head < self->file_bytes;
}

static gboolean
take_next (CantoUploadBody *self)
{
  guchar *empty = self->ahead;

  if (self->next_end == 0)
    return FALSE;
  self->ahead = self->next;
  self->next = empty;
  self->ahead_at = 0;
  self->ahead_end = self->next_end;
  self->next_end = 0;

  return TRUE;
}

/* Whether there is nothing to give before the disk has answered. */
static gboolean
must_wait (CantoUploadBody *self)
{
  return is_file_next (self) && self->ahead_at == self->ahead_end
         && (self->is_filling || !take_next (self));
}

/* Giving */

static gsize
give_bytes (CantoUploadBody *self, GBytes *bytes, guint64 from, void *buffer, gsize count)
{
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  gsize n_bytes = MIN (count, length - (gsize) from);

  if (n_bytes > 0)
    memcpy (buffer, data + from, n_bytes);
  self->n_given += n_bytes;

  return n_bytes;
}

static gsize
give_ahead (CantoUploadBody *self, void *buffer, gsize count)
{
  gsize n_bytes = MIN (count, self->ahead_end - self->ahead_at);

  memcpy (buffer, self->ahead + self->ahead_at, n_bytes);
  self->ahead_at += n_bytes;
  self->n_given += n_bytes;
  if (self->progress != NULL)
    canto_progress_set (self->progress, self->n_given - g_bytes_get_size (self->head),
                        self->file_bytes);

  return n_bytes;
}

/* What is there at once; 0 at the end. */
static gssize
give (CantoUploadBody *self, void *buffer, gsize count)
{
  gsize n_head = g_bytes_get_size (self->head);

  if (self->n_given < n_head)
    return (gssize) give_bytes (self, self->head, self->n_given, buffer, count);
  if (is_file_next (self))
    return (gssize) give_ahead (self, buffer, count);
  count = give_bytes (self, self->tail, self->n_given - n_head - self->file_bytes, buffer, count);
  if (self->n_given == canto_upload_body_get_n_bytes (self))
    g_atomic_int_set (&self->is_read, 1);

  return (gssize) count;
}

static void
keep_error (CantoUploadBody *self, const GError *error)
{
  if (self->error == NULL)
    self->error = g_error_copy (error);
}

static gssize
canto_upload_body_read (GInputStream *stream,
                        void *buffer,
                        gsize count,
                        GCancellable *cancellable,
                        GError **error)
{
  CantoUploadBody *self = CANTO_UPLOAD_BODY (stream);
  GError *own = NULL;

  g_return_val_if_fail (!self->is_filling, -1);

  if (must_wait (self) && (!fill_next (self, cancellable, &own) || must_wait (self)))
    {
      keep_error (self, own);
      g_propagate_error (error, own);
      return -1;
    }

  return give (self, buffer, count);
}

/* While some of the file is given the worker already reads what comes after it. */

typedef struct
{
  void *buffer; /* the caller's */
  gsize count;
} ReadSteps;

static void start_filling (CantoUploadBody *self, GCancellable *cancellable);

static void
fill_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  CantoUploadBody *self = source;
  g_autoptr (GError) error = NULL;

  if (fill_next (self, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
give_to (CantoUploadBody *self, GTask *reading)
{
  ReadSteps *steps = g_task_get_task_data (reading);
  GCancellable *cancellable = g_task_get_cancellable (reading);

  start_filling (self, cancellable);
  g_task_return_int (reading, give (self, steps->buffer, steps->count));
}

static void
filled (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CantoUploadBody *self = CANTO_UPLOAD_BODY (object);
  g_autoptr (GTask) reading = g_steal_pointer (&self->waiting);
  g_autoptr (GError) error = NULL;

  self->is_filling = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      keep_error (self, error);
      /* Whoever reads later is told then. */
      if (reading != NULL)
        g_task_return_error (reading, g_steal_pointer (&error));
    }
  else if (reading != NULL && !must_wait (self))
    give_to (self, reading);
}

static void
start_filling (CantoUploadBody *self, GCancellable *cancellable)
{
  g_autoptr (GTask) task = NULL;

  if (self->is_filling || self->next_end > 0 || self->error != NULL
      || self->n_read == self->file_bytes)
    return;
  self->is_filling = TRUE;
  task = g_task_new (self, cancellable, filled, NULL);
  g_task_set_source_tag (task, start_filling);
  g_task_run_in_thread (task, fill_in_thread);
}

static void
canto_upload_body_read_async (GInputStream *stream,
                              void *buffer,
                              gsize count,
                              int priority,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  CantoUploadBody *self = CANTO_UPLOAD_BODY (stream);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  ReadSteps *steps;

  g_task_set_source_tag (task, canto_upload_body_read_async);
  g_task_set_priority (task, priority);
  if (!must_wait (self))
    {
      start_filling (self, cancellable);
      g_task_return_int (task, give (self, buffer, count));
      return;
    }
  if (self->error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->error));
      return;
    }

  steps = g_new0 (ReadSteps, 1);
  steps->buffer = buffer;
  steps->count = count;
  g_task_set_task_data (task, steps, g_free);
  self->waiting = g_steal_pointer (&task);
  start_filling (self, cancellable);
}

static gssize
canto_upload_body_read_finish (GInputStream *stream, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, stream), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

static void
canto_upload_body_class_init (CantoUploadBodyClass *klass)
{
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = canto_upload_body_finalize;
  stream_class->read_fn = canto_upload_body_read;
  stream_class->read_async = canto_upload_body_read_async;
  stream_class->read_finish = canto_upload_body_read_finish;
}

static void
canto_upload_body_init (CantoUploadBody *self)
{
}

CantoUploadBody *
canto_upload_body_open (GFile *file,
                        CantoProgress *progress,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;
  CantoUploadBody *self;

  if (stream != NULL)
    info = g_file_input_stream_query_info (stream, ATTRIBUTES, cancellable, error);
  if (info == NULL)
    return NULL;

  self = g_object_new (CANTO_TYPE_UPLOAD_BODY, NULL);
  self->file = g_steal_pointer (&stream);
  self->progress = progress != NULL ? canto_progress_ref (progress) : NULL;
  self->file_bytes = (guint64) g_file_info_get_size (info);
  self->modified = g_file_info_get_modification_date_time (info);
  self->head = g_bytes_new_static ("", 0);
  self->tail = g_bytes_new_static ("", 0);
  if (progress != NULL)
    canto_progress_set (progress, 0, self->file_bytes);

  return self;
}

void
canto_upload_body_set_frame (CantoUploadBody *self, GBytes *head, GBytes *tail)
{
  g_return_if_fail (CANTO_IS_UPLOAD_BODY (self));

  g_bytes_unref (self->head);
  g_bytes_unref (self->tail);
  self->head = g_bytes_ref (head);
  self->tail = g_bytes_ref (tail);
}

guint64
canto_upload_body_get_file_bytes (CantoUploadBody *self)
{
  g_return_val_if_fail (CANTO_IS_UPLOAD_BODY (self), 0);

  return self->file_bytes;
}

guint64
canto_upload_body_get_n_bytes (CantoUploadBody *self)
{
  g_return_val_if_fail (CANTO_IS_UPLOAD_BODY (self), 0);

  return g_bytes_get_size (self->head) + self->file_bytes + g_bytes_get_size (self->tail);
}

const GError *
canto_upload_body_get_error (CantoUploadBody *self)
{
  g_return_val_if_fail (CANTO_IS_UPLOAD_BODY (self), NULL);

  return g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? NULL : self->error;
}

gboolean
canto_upload_body_get_is_read (CantoUploadBody *self)
{
  g_return_val_if_fail (CANTO_IS_UPLOAD_BODY (self), FALSE);

  return g_atomic_int_get (&self->is_read);
}
