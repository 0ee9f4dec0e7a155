/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-dropped-files.h"

#include "picker-image-provider.h"

#define MAX_FETCHED_AT_ONCE 4

static const char *const picture_types[] = { "image/png", "image/jpeg" };

struct _PickerDroppedFiles
{
  GObject parent_instance;

  /* Owned. */
  EngineSession *session;
  GCancellable *cancellable; /* of the fetching */
  GPtrArray *links;          /* (nullable) (element-type DeliveryLink): when they are asked for */
  GPtrArray
      *paths; /* (element-type filename) (nullable elements): of the links, when they are here */
  GPtrArray *waiting; /* (element-type GTask): answers that wait for them */
  GError *error;      /* (nullable): of the first that cannot be had */

  /* State. */
  guint n_begun;
  guint n_done;
};

G_DEFINE_FINAL_TYPE (PickerDroppedFiles, picker_dropped_files, G_TYPE_OBJECT)

/* One answer to a target; the data of its task. */
typedef struct
{
  char *mime_type;
  GOutputStream *stream;
  int io_priority;
} WriteSteps;

static void
write_steps_free (WriteSteps *steps)
{
  g_free (steps->mime_type);
  g_object_unref (steps->stream);
  g_free (steps);
}

GdkContentFormats *
picker_dropped_files_make_formats (gboolean with_picture)
{
  GdkContentFormats *files = gdk_content_formats_union_serialize_mime_types (
      gdk_content_formats_new_for_gtype (GDK_TYPE_FILE_LIST));
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();
  gsize n_types;
  const char *const *types = gdk_content_formats_get_mime_types (files, &n_types);

  for (gsize i = 0; i < n_types; i++)
    {
      /* Paths as text are for nobody: a page of the web would learn the name of the person's home.
       */
      if (!g_str_has_prefix (types[i], "text/plain"))
        gdk_content_formats_builder_add_mime_type (builder, types[i]);
    }
  for (gsize i = 0; with_picture && i < G_N_ELEMENTS (picture_types); i++)
    gdk_content_formats_builder_add_mime_type (builder, picture_types[i]);
  gdk_content_formats_unref (files);

  return gdk_content_formats_builder_free_to_formats (builder);
}

/* Writing */

static void
files_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;

  if (gdk_content_serialize_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
write_files (PickerDroppedFiles *self, GTask *task)
{
  WriteSteps *steps = g_task_get_task_data (task);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GValue) value = G_VALUE_INIT;

  for (guint i = 0; i < self->paths->len; i++)
    {
      if (self->paths->pdata[i] != NULL)
        g_ptr_array_add (files, g_file_new_for_path (self->paths->pdata[i]));
    }
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array ((GFile **) files->pdata, files->len));
  gdk_content_serialize_async (steps->stream, steps->mime_type, &value, steps->io_priority,
                               g_task_get_cancellable (task), files_written, g_object_ref (task));
}

static void
picture_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;

  if (picker_image_provider_write_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
picture_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  WriteSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkContentProvider) picture = picker_image_provider_load_finish (result, &error);

  if (picture == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    picker_image_provider_write_async (picture, steps->mime_type, steps->stream, steps->io_priority,
                                       g_task_get_cancellable (task), picture_written,
                                       g_object_ref (task));
}

static void
answer (PickerDroppedFiles *self, GTask *task)
{
  WriteSteps *steps = g_task_get_task_data (task);
  gboolean has_any = FALSE;

  for (guint i = 0; i < self->paths->len; i++)
    has_any = has_any || self->paths->pdata[i] != NULL;
  if (!has_any)
    g_task_return_error (task, g_error_copy (self->error));
  else if (g_str_has_prefix (steps->mime_type, "image/"))
    picker_image_provider_load_async (self->paths->pdata[0], g_task_get_cancellable (task),
                                      picture_loaded, g_object_ref (task));
  else
    write_files (self, task);
}

/* Fetching */

static void fetch_next (PickerDroppedFiles *self);

/* The data of one fetch. */
typedef struct
{
  PickerDroppedFiles *files;
  guint position;
} Fetch;

static void
link_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fetch *fetch = user_data;
  g_autoptr (PickerDroppedFiles) self = fetch->files;
  g_autoptr (GError) error = NULL;

  self->paths->pdata[fetch->position] =
      engine_session_save_link_finish (ENGINE_SESSION (object), result, &error);
  if (error != NULL && self->error == NULL)
    self->error = g_steal_pointer (&error);
  g_free (fetch);
  self->n_done++;
  if (self->n_begun < self->links->len)
    {
      fetch_next (self);
    }
  else if (self->n_done == self->links->len)
    {
      g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

      self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = 0; i < waiting->len; i++)
        answer (self, waiting->pdata[i]);
    }
}

static void
fetch_next (PickerDroppedFiles *self)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->files = g_object_ref (self);
  fetch->position = self->n_begun++;
  engine_session_save_link_async (self->session, self->links->pdata[fetch->position], NULL,
                                  self->cancellable, link_saved, fetch);
}

static void
fetch_all (PickerDroppedFiles *self, GPtrArray *links)
{
  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) delivery_link_unref);
  for (guint i = 0; i < links->len; i++)
    g_ptr_array_add (self->links, delivery_link_ref (links->pdata[i]));
  g_ptr_array_set_size (self->paths, (int) links->len);
  for (guint i = 0; i < MIN (links->len, MAX_FETCHED_AT_ONCE); i++)
    fetch_next (self);
}

void
picker_dropped_files_write_async (PickerDroppedFiles *self,
                                  GPtrArray *links,
                                  const char *mime_type,
                                  GOutputStream *stream,
                                  int io_priority,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  WriteSteps *steps;

  g_return_if_fail (PICKER_IS_DROPPED_FILES (self));
  g_return_if_fail (links != NULL && links->len > 0);

  steps = g_new0 (WriteSteps, 1);
  steps->mime_type = g_strdup (mime_type);
  steps->stream = g_object_ref (stream);
  steps->io_priority = io_priority;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, picker_dropped_files_write_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) write_steps_free);
  if (self->links != NULL && self->n_done == self->links->len)
    {
      answer (self, task);
      return;
    }

  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (self->links == NULL)
    fetch_all (self, links);
}

gboolean
picker_dropped_files_write_finish (PickerDroppedFiles *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const GError *
picker_dropped_files_get_error (PickerDroppedFiles *self)
{
  g_return_val_if_fail (PICKER_IS_DROPPED_FILES (self), NULL);

  return self->error;
}

void
picker_dropped_files_stop (PickerDroppedFiles *self)
{
  g_return_if_fail (PICKER_IS_DROPPED_FILES (self));

  g_cancellable_cancel (self->cancellable);
}

static void
picker_dropped_files_finalize (GObject *object)
{
  PickerDroppedFiles *self = PICKER_DROPPED_FILES (object);

  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (picker_dropped_files_parent_class)->finalize (object);
}

static void
picker_dropped_files_class_init (PickerDroppedFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = picker_dropped_files_finalize;
}

static void
picker_dropped_files_init (PickerDroppedFiles *self)
{
  self->cancellable = g_cancellable_new ();
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

PickerDroppedFiles *
picker_dropped_files_new (EngineSession *session)
{
  PickerDroppedFiles *self;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  self = g_object_new (PICKER_TYPE_DROPPED_FILES, NULL);
  self->session = g_object_ref (session);

  return self;
}
