/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-document.h"

#include "canto-core-dumps.h"
#include "descant-config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#define MAX_SIZE_PX   4096
#define MAX_HEAD      64
#define BYTES_A_PIXEL 3

struct _MediaDocument
{
  GObject parent_instance;

  /* Owned. */
  MediaFile *file;
  char *program;

  /* State. */
  guint n_pages;
};

G_DEFINE_FINAL_TYPE (MediaDocument, media_document, G_TYPE_OBJECT)

static void
media_document_finalize (GObject *object)
{
  MediaDocument *self = MEDIA_DOCUMENT (object);

  media_file_unref (self->file);
  g_free (self->program);

  G_OBJECT_CLASS (media_document_parent_class)->finalize (object);
}

static void
media_document_class_init (MediaDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = media_document_finalize;
}

static void
media_document_init (MediaDocument *self)
{
}

gboolean
media_document_is_supported (void)
{
#ifdef HAVE_DOCUMENTS
  return TRUE;
#else
  return FALSE;
#endif
}

MediaDocument *
media_document_new (MediaFile *file, const char *program)
{
  MediaDocument *self;

  g_return_val_if_fail (file != NULL, NULL);

  if (program == NULL)
    program = g_getenv ("DESCANT_PAGES");
  self = g_object_new (MEDIA_TYPE_DOCUMENT, NULL);
  self->file = media_file_ref (file);
  self->program = program != NULL ? g_strdup (program)
                                  : g_build_filename (DESCANT_LIBEXECDIR, "descant-pages", NULL);

  return self;
}

guint
media_document_get_n_pages (MediaDocument *self)
{
  g_return_val_if_fail (MEDIA_IS_DOCUMENT (self), 0);

  return self->n_pages;
}

/* What the program says, which has read what nobody trusts: "PAGES WIDTH HEIGHT\n" and the pixels;
 * "PAGES 0 0\n" if there is no such page. */

static MediaPicture *
read_picture (MediaDocument *self, GBytes *output, guint size_px, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (output, &length);
  const char *end = length > 0 ? memchr (data, '\n', MIN (length, MAX_HEAD)) : NULL;
  g_autofree char *head = end != NULL ? g_strndup (data, (gsize) (end - data)) : NULL;
  guint n_pages, width_px, height_px;
  gsize n_head;
  g_autoptr (GBytes) pixels = NULL;

  if (head == NULL || sscanf (head, "%u %u %u", &n_pages, &width_px, &height_px) != 3
      || n_pages == 0 || width_px > size_px || height_px > size_px
      || length - strlen (head) - 1 != (gsize) width_px * height_px * BYTES_A_PIXEL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "The page was not drawn as it should be.");
      return NULL;
    }

  self->n_pages = n_pages;
  if (width_px == 0 || height_px == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no such page.");
      return NULL;
    }

  n_head = strlen (head) + 1;
  pixels = g_bytes_new_from_bytes (output, n_head, length - n_head);

  return media_picture_new (pixels, (int) width_px, (int) height_px,
                            (gsize) width_px * BYTES_A_PIXEL, FALSE);
}

/* Why it drew nothing. */
static GError *
read_refusal (GSubprocess *process)
{
  /* Not even its own handler for being out of memory ends it otherwise. */
  if (!g_subprocess_get_if_exited (process))
    return g_error_new_literal (G_IO_ERROR,
                                g_subprocess_get_term_sig (process) == SIGSEGV
                                    ? G_IO_ERROR_INVALID_DATA
                                    : G_IO_ERROR_TIMED_OUT,
                                "The program that draws pages was ended.");
  switch (g_subprocess_get_exit_status (process))
    {
    case EACCES:
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                                  "The document is locked with a password.");
    case ENOMEM:
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                  "The page takes more memory than it may have.");
    default:
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                                  "The document cannot be read.");
    }
}

static void
program_ended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GSubprocess *process = G_SUBPROCESS (object);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  MediaDocument *self = g_task_get_source_object (task);
  guint size_px = GPOINTER_TO_UINT (g_task_get_task_data (task));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) output = NULL;
  MediaPicture *picture = NULL;

  if (!g_subprocess_communicate_finish (process, result, &output, NULL, &error))
    g_subprocess_force_exit (process);
  else if (!g_subprocess_get_successful (process))
    error = read_refusal (process);
  else
    picture = read_picture (self, output, size_px, &error);

  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify) media_picture_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static GSubprocess *
spawn (MediaDocument *self, guint page, guint size_px, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *page_text = g_strdup_printf ("%u", page);
  g_autofree char *size_text = g_strdup_printf ("%u", size_px);
  const char *arguments[] = { self->program, page_text, size_text, NULL };
  GSubprocess *process;

  g_subprocess_launcher_take_stdin_fd (launcher,
                                       fcntl (media_file_get_fd (self->file), F_DUPFD_CLOEXEC, 0));

  canto_core_dumps_begin_start ();
  process = g_subprocess_launcher_spawnv (launcher, arguments, error);
  canto_core_dumps_end_start ();

  return process;
}

void
media_document_draw_async (MediaDocument *self,
                           guint page,
                           guint size_px,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (MEDIA_IS_DOCUMENT (self));
  g_return_if_fail (size_px > 0);

  size_px = MIN (size_px, MAX_SIZE_PX);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, media_document_draw_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (size_px), NULL);
  if (g_task_return_error_if_cancelled (task))
    return;

  process = spawn (self, page, size_px, &error);
  if (process == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             "The program that draws pages does not start: %s", error->message);
  else
    g_subprocess_communicate_async (process, NULL, cancellable, program_ended,
                                    g_steal_pointer (&task));
}

MediaPicture *
media_document_draw_finish (MediaDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
