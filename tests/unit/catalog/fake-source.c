/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fake-source.h"

#include "canto-parse.h"

#include <string.h>

struct _FakeSource
{
  GObject parent_instance;

  GPtrArray *calls; /* (element-type FakeCall) */
  guint range_size;
  guint depth;
  CatalogOverlay *overlay; /* (nullable) */
};

static void fake_source_iface_init (CatalogSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeSource,
                               fake_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CATALOG_TYPE_SOURCE, fake_source_iface_init))

static void
call_free (gpointer data)
{
  FakeCall *call = data;

  g_clear_pointer (&call->query, canto_query_unref);
  g_clear_pointer (&call->assets, g_ptr_array_unref);
  g_clear_object (&call->cancellable);
  g_clear_object (&call->task);
  g_free (call->folder_id);
  g_free (call);
}

static FakeCall *
add_call (CatalogSource *source,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  FakeSource *self = FAKE_SOURCE (source);
  FakeCall *call = g_new0 (FakeCall, 1);

  if (cancellable != NULL)
    call->cancellable = g_object_ref (cancellable);
  call->task = g_task_new (source, cancellable, callback, user_data);
  g_task_set_check_cancellable (call->task, FALSE);
  g_task_set_source_tag (call->task, add_call);
  g_ptr_array_add (self->calls, call);

  return call;
}

static guint
fake_source_get_range_size (CatalogSource *source)
{
  return FAKE_SOURCE (source)->range_size;
}

static CatalogOverlay *
fake_source_get_overlay (CatalogSource *source)
{
  return FAKE_SOURCE (source)->overlay;
}

static guint
fake_source_get_depth (CatalogSource *source)
{
  return FAKE_SOURCE (source)->depth;
}

static void
fake_source_load_range_async (CatalogSource *source,
                              CantoQuery *query,
                              guint start,
                              guint length,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  FakeCall *call = add_call (source, cancellable, callback, user_data);

  call->query = canto_query_ref (query);
  call->start = start;
  call->length = length;
}

static void
fake_source_load_details_async (CatalogSource *source,
                                GPtrArray *assets,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  FakeCall *call = add_call (source, cancellable, callback, user_data);

  call->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  for (guint i = 0; i < assets->len; i++)
    g_ptr_array_add (call->assets, canto_asset_ref (assets->pdata[i]));
}

static void
fake_source_load_children_async (CatalogSource *source,
                                 const char *folder_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  FakeCall *call = add_call (source, cancellable, callback, user_data);

  call->folder_id = g_strdup (folder_id);
}

static void
fake_source_load_tree_async (CatalogSource *source,
                             const char *folder_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  FakeCall *call = add_call (source, cancellable, callback, user_data);

  call->folder_id = g_strdup (folder_id);
  call->is_tree = TRUE;
}

static void
fake_source_iface_init (CatalogSourceInterface *iface)
{
  iface->get_range_size = fake_source_get_range_size;
  iface->get_depth = fake_source_get_depth;
  iface->get_overlay = fake_source_get_overlay;
  iface->load_range_async = fake_source_load_range_async;
  iface->load_details_async = fake_source_load_details_async;
  iface->load_children_async = fake_source_load_children_async;
  iface->load_tree_async = fake_source_load_tree_async;
}

static void
fake_source_finalize (GObject *object)
{
  g_ptr_array_unref (FAKE_SOURCE (object)->calls);
  g_clear_object (&FAKE_SOURCE (object)->overlay);

  G_OBJECT_CLASS (fake_source_parent_class)->finalize (object);
}

static void
fake_source_class_init (FakeSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_source_finalize;
}

static void
fake_source_init (FakeSource *self)
{
  self->calls = g_ptr_array_new_with_free_func (call_free);
}

FakeSource *
fake_source_new (guint range_size)
{
  FakeSource *self = g_object_new (FAKE_TYPE_SOURCE, NULL);

  self->range_size = range_size;
  self->depth = G_MAXUINT;

  return self;
}

void
fake_source_set_overlay (FakeSource *self, CatalogOverlay *overlay)
{
  g_set_object (&self->overlay, overlay);
}

void
fake_source_set_depth (FakeSource *self, guint depth)
{
  self->depth = depth;
}

/* Looking at what was asked */

static void
describe_call (FakeCall *call, GString *text)
{
  if (call->query != NULL)
    g_string_append_printf (text, "%u+%u", call->start, call->length);
  else if (call->assets != NULL)
    g_string_append_printf (text, "details %u", call->assets->len);
  else
    g_string_append_printf (text, "%s %s", call->is_tree ? "tree" : "children",
                            call->folder_id != NULL ? call->folder_id : "top");
  if (g_cancellable_is_cancelled (call->cancellable))
    g_string_append_c (text, '!');
}

char *
fake_source_describe (FakeSource *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->calls->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      describe_call (self->calls->pdata[i], text);
    }

  return g_string_free (text, FALSE);
}

FakeCall *
fake_source_get (FakeSource *self, guint index)
{
  g_assert_cmpuint (index, <, self->calls->len);

  return g_ptr_array_index (self->calls, index);
}

guint
fake_source_get_n_calls (FakeSource *self)
{
  return self->calls->len;
}

void
fake_source_forget (FakeSource *self)
{
  for (guint i = self->calls->len; i-- > 0;)
    {
      if (fake_source_get (self, i)->task == NULL)
        g_ptr_array_remove_index (self->calls, i);
    }
}

/* Answers */

void
fake_run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static GTask *
take_task (FakeSource *self, guint index)
{
  FakeCall *call = fake_source_get (self, index);

  g_assert_nonnull (call->task);

  return g_steal_pointer (&call->task);
}

void
fake_source_give_json (FakeSource *self, guint index, const char *json)
{
  g_autoptr (GTask) task = take_task (self, index);
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr (GError) error = NULL;
  CantoPage *page = canto_parse_page (bytes, fake_source_get (self, index)->start, &error);

  g_assert_no_error (error);
  g_task_return_pointer (task, page, (GDestroyNotify) canto_page_unref);
  fake_run_pending ();
}

static void
append_asset (GString *json, const char *name, const char *time, gboolean is_complete)
{
  g_string_append_printf (json,
                          "{\"id\":\"%s\",\"scheme\":\"image\",\"name\":\"%s\",\"time\":\"%s\"%s}",
                          name, name, time, is_complete ? ",\"metadata\":{\"a\":\"b\"}" : "");
}

void
fake_source_give_page (FakeSource *self,
                       guint index,
                       const char *prefix,
                       guint n_assets,
                       gint64 found)
{
  g_autoptr (GString) json = g_string_new ("{\"limit\":100,");

  if (found != CANTO_PAGE_FOUND_UNKNOWN)
    g_string_append_printf (json, "\"found\":%" G_GINT64_FORMAT ",", found);
  g_string_append (json, "\"results\":[");
  for (guint i = 0; i < n_assets; i++)
    {
      g_autofree char *name =
          g_strdup_printf ("%s%u", prefix, fake_source_get (self, index)->start + i);

      if (i > 0)
        g_string_append_c (json, ',');
      append_asset (json, name, "20260312091801850", FALSE);
    }
  g_string_append (json, "]}");
  fake_source_give_json (self, index, json->str);
}

CantoAsset *
fake_asset_new (const char *name, const char *time, gboolean is_complete)
{
  GString *json = g_string_new ("{\"results\":[");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CantoPage) page = NULL;
  g_autoptr (GError) error = NULL;

  append_asset (json, name, time, is_complete);
  g_string_append (json, "]}");
  bytes = g_string_free_to_bytes (json);
  page = canto_parse_page (bytes, 0, &error);
  g_assert_no_error (error);

  return canto_asset_ref (canto_page_get_asset (page, 0));
}

static void
unref_asset (gpointer asset)
{
  if (asset != NULL)
    canto_asset_unref (asset);
}

void
fake_source_give_details (FakeSource *self, guint index, const char *missing)
{
  g_autoptr (GTask) task = take_task (self, index);
  FakeCall *call = fake_source_get (self, index);
  GPtrArray *details = g_ptr_array_new_with_free_func (unref_asset);

  for (guint i = 0; i < call->assets->len; i++)
    {
      CantoAsset *asset = g_ptr_array_index (call->assets, i);
      gboolean is_missing = g_strcmp0 (canto_asset_get_name (asset), missing) == 0;

      g_ptr_array_add (details, is_missing ? NULL
                                           : fake_asset_new (canto_asset_get_name (asset),
                                                             canto_asset_get_time (asset), TRUE));
    }
  g_task_return_pointer (task, details, (GDestroyNotify) g_ptr_array_unref);
  fake_run_pending ();
}

void
fake_source_give_children (FakeSource *self, guint index, const char *json)
{
  g_autoptr (GTask) task = take_task (self, index);
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr (GError) error = NULL;
  GPtrArray *nodes = canto_parse_tree (bytes, NULL, &error);

  g_assert_no_error (error);
  g_task_return_pointer (task, nodes, (GDestroyNotify) g_ptr_array_unref);
  fake_run_pending ();
}

void
fake_source_fail (FakeSource *self, guint index, CantoError code)
{
  g_autoptr (GTask) task = take_task (self, index);

  g_task_return_new_error (task, CANTO_ERROR, (int) code, "It did not work.");
  fake_run_pending ();
}

void
fake_source_close (FakeSource *self)
{
  for (guint i = 0; i < self->calls->len; i++)
    {
      FakeCall *call = fake_source_get (self, i);

      if (call->task != NULL)
        g_task_return_new_error (call->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The end.");
      g_clear_object (&call->task);
    }
  fake_run_pending ();
}
