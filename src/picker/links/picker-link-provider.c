/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-link-provider.h"

#include "delivery-link.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PickerLinkProvider
{
  GdkContentProvider parent_instance;

  /* Owned. */
  EngineSession *session;
  CantoAsset *asset;

  /* State. */
  gboolean was_refused; /* and has said so */
};

G_DEFINE_FINAL_TYPE (PickerLinkProvider, picker_link_provider, GDK_TYPE_CONTENT_PROVIDER)

enum
{
  SIGNAL_REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* In the order of what tells a target most. */
static const char *const mime_types[] = {
  "text/html", "text/uri-list", "text/x-moz-url", "text/plain;charset=utf-8", "text/plain",
};

/* One answer to a target; the data of its task. */
typedef struct
{
  char *mime_type;
  GOutputStream *stream;
  int io_priority;
  GBytes *bytes;
} WriteSteps;

static void
write_steps_free (WriteSteps *steps)
{
  g_free (steps->mime_type);
  g_clear_object (&steps->stream);
  g_clear_pointer (&steps->bytes, g_bytes_unref);
  g_free (steps);
}

static GBytes *
bytes_from_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
form_link (DeliveryLink *link, const char *mime_type)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new ();

  g_ptr_array_add (links, link);
  if (g_str_equal (mime_type, "text/html"))
    return bytes_from_text (delivery_links_to_html (links));
  if (g_str_equal (mime_type, "text/uri-list"))
    return bytes_from_text (delivery_links_to_uri_list (links));
  if (g_str_equal (mime_type, "text/x-moz-url"))
    return delivery_links_to_moz_url (links);

  return bytes_from_text (delivery_links_to_text (links));
}

/* A target may ask for each type that it knows: that is still one drop. */
static void
say_refused (PickerLinkProvider *self, CantoAsset *asset, const GError *error)
{
  if (self->was_refused)
    return;

  self->was_refused = TRUE;
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, asset, error);
}

static void
written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
link_made (GObject *object, GAsyncResult *result, gpointer user_data)
{
  EngineSession *session = ENGINE_SESSION (object);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  PickerLinkProvider *self = g_task_get_source_object (task);
  WriteSteps *steps = g_task_get_task_data (task);
  g_autoptr (CantoAsset) asset = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DeliveryLink) link = engine_session_make_link_finish (session, result, &asset, &error);
  gsize length;
  gconstpointer data;

  if (link == NULL)
    {
      /* A target that went away has not been refused anything. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        say_refused (self, asset, error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (engine_session_get_concerns (session, asset) != DELIVERY_CONCERN_NONE)
    {
      say_refused (self, asset, NULL);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "%s",
                               _ ("The link needs the person's consent first."));
      return;
    }

  steps->bytes = form_link (link, steps->mime_type);
  data = g_bytes_get_data (steps->bytes, &length);
  g_output_stream_write_all_async (steps->stream, data, length, steps->io_priority,
                                   g_task_get_cancellable (task), written, g_object_ref (task));
}

static void
picker_link_provider_write_mime_type_async (GdkContentProvider *provider,
                                            const char *mime_type,
                                            GOutputStream *stream,
                                            int io_priority,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  const DeliveryPreset preset = { DELIVERY_SIZE_1200, DELIVERY_FORMAT_JPG };
  PickerLinkProvider *self = PICKER_LINK_PROVIDER (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  WriteSteps *steps;

  g_task_set_source_tag (task, picker_link_provider_write_mime_type_async);
  if (!g_strv_contains (mime_types, mime_type))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                               _ ("A link cannot be given as %s"), mime_type);
      return;
    }

  steps = g_new0 (WriteSteps, 1);
  steps->mime_type = g_strdup (mime_type);
  steps->stream = g_object_ref (stream);
  steps->io_priority = io_priority;
  g_task_set_task_data (task, steps, (GDestroyNotify) write_steps_free);
  engine_session_make_link_async (self->session, self->asset, &preset, cancellable, link_made,
                                  g_steal_pointer (&task));
}

static gboolean
picker_link_provider_write_mime_type_finish (GdkContentProvider *provider,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static GdkContentFormats *
picker_link_provider_ref_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_new ((const char **) mime_types, G_N_ELEMENTS (mime_types));
}

static void
picker_link_provider_finalize (GObject *object)
{
  PickerLinkProvider *self = PICKER_LINK_PROVIDER (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->asset, canto_asset_unref);

  G_OBJECT_CLASS (picker_link_provider_parent_class)->finalize (object);
}

static void
picker_link_provider_class_init (PickerLinkProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  object_class->finalize = picker_link_provider_finalize;
  provider_class->ref_formats = picker_link_provider_ref_formats;
  provider_class->write_mime_type_async = picker_link_provider_write_mime_type_async;
  provider_class->write_mime_type_finish = picker_link_provider_write_mime_type_finish;

  /**
   * PickerLinkProvider::refused:
   * @asset: as it is known now
   * @error: (nullable): why there is no link; %NULL if the person must agree first
   *
   * A target asked and got nothing. Emitted once, in however many types it asks.
   */
  signals[SIGNAL_REFUSED] =
      g_signal_new ("refused", PICKER_TYPE_LINK_PROVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, CANTO_TYPE_ASSET, G_TYPE_ERROR);
}

static void
picker_link_provider_init (PickerLinkProvider *self)
{
}

GdkContentProvider *
picker_link_provider_new (EngineSession *session, CantoAsset *asset)
{
  PickerLinkProvider *self;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);
  g_return_val_if_fail (asset != NULL, NULL);

  self = g_object_new (PICKER_TYPE_LINK_PROVIDER, NULL);
  self->session = g_object_ref (session);
  self->asset = canto_asset_ref (asset);

  return GDK_CONTENT_PROVIDER (self);
}

GdkContentProvider *
picker_link_provider_new_for_clipboard (GPtrArray *links)
{
  g_autoptr (GBytes) html = bytes_from_text (delivery_links_to_html (links));
  g_autofree char *text = delivery_links_to_text (links);
  GdkContentProvider *providers[2];

  providers[0] = gdk_content_provider_new_for_bytes ("text/html", html);
  providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}
