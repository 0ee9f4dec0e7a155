/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-link-provider.h"

#include "delivery-form.h"
#include "picker-dropped-files.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PickerLinkProvider
{
  GdkContentProvider parent_instance;

  /* Owned. */
  EngineSession *session;
  DeliveryPreset *preset;
  GPtrArray *waiting;        /* (nullable) (element-type GTask): answers that wait for the assets */
  GPtrArray *assets;         /* (nullable) (element-type CantoAsset): when they are here */
  GError *error;             /* (nullable): why they are not */
  PickerDroppedFiles *files; /* (nullable): if it gives files */
  GdkContentFormats *formats;

  GPtrArray *given; /* (nullable) (element-type DeliveryLink): what a target was given */

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

/* In the order of what tells a target most. LibreOffice Writer would take the text of a picture,
 * too, if there were no list of addresses: wherever in the order that stands, it wants no HTML of a
 * single one. But it is all that programs for pictures and files understand. */
static const char *const mime_types[] = {
  "text/html",  "text/uri-list", "text/x-moz-url", "text/markdown", "text/plain;charset=utf-8",
  "text/plain",
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
form_links (PickerLinkProvider *self, GPtrArray *links, const char *mime_type)
{
  if (g_str_equal (mime_type, "text/html"))
    return bytes_from_text (engine_session_write_links_html (self->session, self->preset, links));
  if (g_str_equal (mime_type, "text/uri-list"))
    return bytes_from_text (delivery_links_to_uri_list (links));
  if (g_str_equal (mime_type, "text/x-moz-url"))
    return delivery_links_to_moz_url (links);
  if (g_str_equal (mime_type, "text/markdown"))
    {
      g_autoptr (DeliveryPreset) markdown =
          delivery_preset_with_form (self->preset, DELIVERY_FORM_MARKDOWN, NULL);

      return bytes_from_text (engine_session_write_links (self->session, markdown, links));
    }

  return bytes_from_text (engine_session_write_links (self->session, self->preset, links));
}

/* A target may ask for each type that it knows: that is still one drop. A target that went away has
 * not been refused anything. */
static void
say_refused (PickerLinkProvider *self, GPtrArray *results, const GError *error)
{
  if (self->was_refused || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->was_refused = TRUE;
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, results, error);
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

/* Sorts out what may be given: the links, and the results that are refused. */
static GPtrArray *
take_links (PickerLinkProvider *self, GPtrArray *results, GPtrArray *refused)
{
  GPtrArray *links = g_ptr_array_new_with_free_func ((GDestroyNotify) delivery_link_unref);

  for (guint i = 0; i < results->len; i++)
    {
      EngineLinkResult *made = results->pdata[i];

      if (made->link != NULL
          && engine_session_get_concerns (self->session, made->asset,
                                          delivery_preset_get_recipe (self->preset))
                 == DELIVERY_CONCERN_NONE)
        g_ptr_array_add (links, delivery_link_ref (made->link));
      else
        g_ptr_array_add (refused, made);
    }

  return links;
}

static void
return_refusal (GTask *task, GPtrArray *refused)
{
  EngineLinkResult *first = refused->len > 0 ? refused->pdata[0] : NULL;

  if (first != NULL && first->error != NULL)
    g_task_return_error (task, g_error_copy (first->error));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "%s",
                             _ ("The link needs the person's consent first."));
}

static void
files_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  PickerLinkProvider *self = g_task_get_source_object (task);
  const GError *missing;
  g_autoptr (GError) error = NULL;
  gboolean is_written =
      picker_dropped_files_write_finish (PICKER_DROPPED_FILES (object), result, &error);

  /* Of several, some may have been left out. */
  missing = picker_dropped_files_get_error (PICKER_DROPPED_FILES (object));
  if (error != NULL || missing != NULL)
    say_refused (self, NULL, missing != NULL ? missing : error);
  if (is_written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
links_made (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  PickerLinkProvider *self = g_task_get_source_object (task);
  WriteSteps *steps = g_task_get_task_data (task);
  g_autoptr (GPtrArray) refused = g_ptr_array_new ();
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results =
      engine_session_make_links_finish (ENGINE_SESSION (object), result, &error);
  gsize length;
  gconstpointer data;

  if (results == NULL)
    {
      say_refused (self, NULL, error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  links = take_links (self, results, refused);
  if (refused->len > 0)
    say_refused (self, refused, NULL);
  if (links->len == 0)
    {
      return_refusal (task, refused);
      return;
    }

  g_clear_pointer (&self->given, g_ptr_array_unref);
  self->given = g_ptr_array_ref (links);
  if (self->files != NULL)
    {
      picker_dropped_files_write_async (self->files, links, steps->mime_type, steps->stream,
                                        steps->io_priority, g_task_get_cancellable (task),
                                        files_written, g_object_ref (task));
      return;
    }

  steps->bytes = form_links (self, links, steps->mime_type);
  data = g_bytes_get_data (steps->bytes, &length);
  g_output_stream_write_all_async (steps->stream, data, length, steps->io_priority,
                                   g_task_get_cancellable (task), written, g_object_ref (task));
}

static void
make_links (PickerLinkProvider *self, GTask *task)
{
  if (self->error != NULL)
    {
      say_refused (self, NULL, self->error);
      g_task_return_error (task, g_error_copy (self->error));
      return;
    }

  engine_session_make_links_async (self->session, self->assets,
                                   delivery_preset_get_recipe (self->preset),
                                   g_task_get_cancellable (task), links_made, g_object_ref (task));
}

static void
assets_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerLinkProvider) self = user_data;
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->assets =
      catalog_asset_list_load_assets_finish (CATALOG_ASSET_LIST (object), result, &self->error);
  /* What stands there no more since the drag began is nothing that was dragged. */
  if (self->assets != NULL)
    catalog_asset_list_drop_gone (self->assets);
  for (guint i = 0; i < waiting->len; i++)
    make_links (self, waiting->pdata[i]);
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
  PickerLinkProvider *self = PICKER_LINK_PROVIDER (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  WriteSteps *steps;

  g_task_set_source_tag (task, picker_link_provider_write_mime_type_async);
  if (!gdk_content_formats_contain_mime_type (self->formats, mime_type))
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
  if (self->waiting != NULL)
    g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  else
    make_links (self, task);
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
  return gdk_content_formats_ref (PICKER_LINK_PROVIDER (provider)->formats);
}

static void
picker_link_provider_finalize (GObject *object)
{
  PickerLinkProvider *self = PICKER_LINK_PROVIDER (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->preset, delivery_preset_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->assets, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->given, g_ptr_array_unref);
  g_clear_object (&self->files);
  g_clear_pointer (&self->formats, gdk_content_formats_unref);

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
   * @results: (nullable) (element-type EngineLinkResult): of what was not given
   * @error: (nullable): why nothing at all could be given, if @results is %NULL
   *
   * A target asked and did not get all. Emitted once, in however many types it asks.
   */
  signals[SIGNAL_REFUSED] =
      g_signal_new ("refused", PICKER_TYPE_LINK_PROVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_ERROR);
}

static void
picker_link_provider_init (PickerLinkProvider *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/* @formats: (transfer full) */
static PickerLinkProvider *
make_provider (EngineSession *session,
               CatalogAssetList *list,
               GArray *positions,
               DeliveryPreset *preset,
               GdkContentFormats *formats)
{
  PickerLinkProvider *self = g_object_new (PICKER_TYPE_LINK_PROVIDER, NULL);

  self->session = g_object_ref (session);
  self->preset = delivery_preset_ref (preset);
  self->formats = formats;
  /* At once: the list may show something else when it is dropped. */
  catalog_asset_list_load_assets_async (list, (const guint *) positions->data, positions->len, NULL,
                                        assets_loaded, g_object_ref (self));

  return self;
}

/* Lists of several addresses are not offered: Firefox takes each of them for a thing that is
 * dropped, and inserts the HTML, in which they all are, as many times. A form that is no HTML is to
 * arrive as it is written: an editor would take anything else before it. */
static gboolean
is_offered (const char *mime_type, DeliveryForm form, guint n_links)
{
  gboolean is_list =
      g_str_equal (mime_type, "text/uri-list") || g_str_equal (mime_type, "text/x-moz-url");

  if (g_str_has_prefix (mime_type, "text/plain"))
    return TRUE;
  if (!delivery_form_has_html (form))
    return form == DELIVERY_FORM_MARKDOWN && g_str_equal (mime_type, "text/markdown");

  return n_links == 1 || !is_list;
}

static GdkContentFormats *
make_formats (DeliveryForm form, guint n_links)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (mime_types); i++)
    {
      if (is_offered (mime_types[i], form, n_links))
        gdk_content_formats_builder_add_mime_type (builder, mime_types[i]);
    }

  return gdk_content_formats_builder_free_to_formats (builder);
}

GdkContentProvider *
picker_link_provider_new (EngineSession *session,
                          CatalogAssetList *list,
                          GArray *positions,
                          DeliveryPreset *preset)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);
  g_return_val_if_fail (CATALOG_IS_ASSET_LIST (list), NULL);
  g_return_val_if_fail (positions != NULL && positions->len <= ENGINE_MAX_LINKS, NULL);
  g_return_val_if_fail (preset != NULL, NULL);

  return GDK_CONTENT_PROVIDER (
      make_provider (session, list, positions, preset,
                     make_formats (delivery_preset_get_form (preset), positions->len)));
}

/* Whether it is one picture, as far as the list knows. */
static gboolean
is_picture (CatalogAssetList *list, GArray *positions)
{
  g_autoptr (CatalogSlot) slot = NULL;
  CantoAsset *asset;

  if (positions->len != 1)
    return FALSE;

  slot = g_list_model_get_item (G_LIST_MODEL (list), g_array_index (positions, guint, 0));
  asset = slot != NULL ? catalog_slot_get_asset (slot) : NULL;

  return asset != NULL && canto_asset_get_scheme (asset) == CANTO_SCHEME_IMAGE;
}

GdkContentProvider *
picker_link_provider_new_for_files (EngineSession *session,
                                    CatalogAssetList *list,
                                    GArray *positions,
                                    DeliveryPreset *preset)
{
  PickerLinkProvider *self;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);
  g_return_val_if_fail (CATALOG_IS_ASSET_LIST (list), NULL);
  g_return_val_if_fail (positions != NULL && positions->len <= ENGINE_MAX_LINKS, NULL);
  g_return_val_if_fail (preset != NULL, NULL);

  self = make_provider (session, list, positions, preset,
                        picker_dropped_files_make_formats (is_picture (list, positions)));
  self->files = picker_dropped_files_new (session);

  return GDK_CONTENT_PROVIDER (self);
}

static void
drag_over (PickerLinkProvider *self)
{
  if (self->files != NULL)
    picker_dropped_files_stop (self->files);
}

/* A target that asks while the pointer is only above it has not taken anything. */
static void
dropped (PickerLinkProvider *self)
{
  if (self->given != NULL)
    engine_session_note_picks (self->session, self->given, delivery_preset_get_form (self->preset),
                               JOURNAL_PICK_DRAG);
  drag_over (self);
}

void
picker_link_provider_follow (PickerLinkProvider *self, GdkDrag *drag)
{
  g_return_if_fail (PICKER_IS_LINK_PROVIDER (self));
  g_return_if_fail (GDK_IS_DRAG (drag));

  g_signal_connect_object (drag, "cancel", G_CALLBACK (drag_over), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "dnd-finished", G_CALLBACK (dropped), self, G_CONNECT_SWAPPED);
}

GdkContentProvider *
picker_link_provider_new_for_clipboard (EngineSession *session,
                                        DeliveryPreset *preset,
                                        GPtrArray *links)
{
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GdkContentProvider *providers[2];

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);
  g_return_val_if_fail (preset != NULL && links != NULL, NULL);

  html = engine_session_write_links_html (session, preset, links);
  text = engine_session_write_links (session, preset, links);
  if (html == NULL)
    return gdk_content_provider_new_typed (G_TYPE_STRING, text);

  bytes = g_bytes_new (html, strlen (html));
  providers[0] = gdk_content_provider_new_for_bytes ("text/html", bytes);
  providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}
