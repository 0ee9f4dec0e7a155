/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copying the picture itself: link → file → pixels → clipboard. It is fetched before the clipboard
 * offers it, so that a paste never waits, and whatever fails is said at once. */

#include "descant-config.h"

#include "picker-library-private.h"

#include "picker-asset-text.h"
#include "picker-image-provider.h"
#include "picker-wait-toast.h"

#include <glib/gi18n.h>

typedef struct
{
  PickerLibrary *library; /* (nullable): weak; it cancels when it goes */
  DeliveryLink *link;
  GCancellable *cancellable;
  PickerWaitToast *progress;
} ImageJob;

static void
image_job_free (ImageJob *job)
{
  picker_wait_toast_stop (job->progress);
  g_clear_weak_pointer (&job->library);
  delivery_link_unref (job->link);
  g_object_unref (job->cancellable);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ImageJob, image_job_free)

static void
say_failed (ImageJob *job, const GError *error)
{
  if (job->library != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    picker_library_say_error (job->library, error);
}

static void
say_copied (ImageJob *job, GdkContentProvider *picture)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *pixels = NULL;
  g_autofree char *text = NULL;
  GdkTexture *texture;

  g_value_init (&value, GDK_TYPE_TEXTURE);
  if (!gdk_content_provider_get_value (picture, &value, NULL))
    return;

  texture = g_value_get_object (&value);
  pixels = picker_asset_text_dup_pixels ((guint) gdk_texture_get_width (texture),
                                         (guint) gdk_texture_get_height (texture));
  /* Translators: how large the copied picture is, as "1200 × 800" */
  text = g_strdup_printf (_ ("Image copied: %s"), pixels);
  picker_library_say (job->library, text);
}

/* A picture is written in no form: what is remembered is where it came from, so that it can be
 * checked and had once more. */
static void
note_pick (ImageJob *job)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new ();

  g_ptr_array_add (links, job->link);
  engine_session_note_picks (job->library->session, links, DELIVERY_FORM_URL, JOURNAL_PICK_COPY);
}

static void
picture_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ImageJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkContentProvider) picture = picker_image_provider_load_finish (result, &error);

  if (picture == NULL)
    {
      say_failed (job, error);
      return;
    }
  if (job->library == NULL)
    return;

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (job->library)), picture);
  note_pick (job);
  say_copied (job, picture);
}

static void
link_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ImageJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = engine_session_save_link_finish (ENGINE_SESSION (object), result, &error);

  if (path == NULL)
    {
      say_failed (job, error);
      return;
    }

  picker_image_provider_load_async (path, job->cancellable, picture_loaded, job);
  g_steal_pointer (&job);
}

void
picker_library_copy_image (PickerLibrary *self, DeliveryLink *link, GCancellable *cancellable)
{
  ImageJob *job;

  if (!delivery_link_get_is_picture (link))
    {
      picker_library_say (self, _ ("Only pictures can be copied as an image: copy its link"));
      return;
    }

  job = g_new0 (ImageJob, 1);
  g_set_weak_pointer (&job->library, self);
  job->link = delivery_link_ref (link);
  job->cancellable = g_object_ref (cancellable);
  job->progress = picker_wait_toast_start (self, _ ("Getting the image…"), cancellable);
  engine_session_save_link_async (self->session, link, NULL, cancellable, link_saved, job);
}
