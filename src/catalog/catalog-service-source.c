/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-service-source.h"

/* Large enough that a wheel seldom meets its end, small enough to be read in a moment. */
#define RANGE_SIZE 200

struct _CatalogServiceSource
{
  GObject parent_instance;

  /* Owned. */
  CantoClient *client;
  CatalogOverlay *overlay; /* (nullable) */
};

static void catalog_service_source_iface_init (CatalogSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CatalogServiceSource,
                               catalog_service_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CATALOG_TYPE_SOURCE,
                                                      catalog_service_source_iface_init))

typedef enum
{
  PROP_CLIENT = 1,
  N_PROPS,
} CatalogServiceSourceProperty;

static GParamSpec *props[N_PROPS];

static guint
catalog_service_source_get_range_size (CatalogSource *source)
{
  CatalogServiceSource *self = CATALOG_SERVICE_SOURCE (source);
  CantoAccount *account = canto_client_get_account (self->client);

  return MIN (RANGE_SIZE, canto_account_get_page_size (account));
}

static guint
catalog_service_source_get_depth (CatalogSource *source)
{
  return canto_client_get_list_depth (CATALOG_SERVICE_SOURCE (source)->client);
}

static CatalogOverlay *
catalog_service_source_get_overlay (CatalogSource *source)
{
  return CATALOG_SERVICE_SOURCE (source)->overlay;
}

/* The client's answers, handed on as answers of the source. */

static void
page_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  CantoPage *page = canto_client_list_finish (CANTO_CLIENT (object), result, &error);

  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) canto_page_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
assets_got (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *assets = canto_client_get_assets_finish (CANTO_CLIENT (object), result, &error);

  if (assets != NULL)
    g_task_return_pointer (task, assets, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
tree_got (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *nodes = canto_client_get_tree_finish (CANTO_CLIENT (object), result, &error);
  CatalogServiceSource *self = g_task_get_source_object (task);

  if (nodes != NULL && self->overlay != NULL)
    catalog_overlay_show_children (self->overlay, g_task_get_task_data (task), nodes);
  if (nodes != NULL)
    g_task_return_pointer (task, nodes, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
catalog_service_source_load_range_async (CatalogSource *source,
                                         CantoQuery *query,
                                         guint start,
                                         guint length,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  CatalogServiceSource *self = CATALOG_SERVICE_SOURCE (source);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, catalog_service_source_load_range_async);
  canto_client_list_async (self->client, query, start, length, CANTO_PRIORITY_INTERACTIVE,
                           cancellable, page_listed, task);
}

static void
catalog_service_source_load_details_async (CatalogSource *source,
                                           GPtrArray *assets,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  CatalogServiceSource *self = CATALOG_SERVICE_SOURCE (source);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, catalog_service_source_load_details_async);
  canto_client_get_assets_async (self->client, assets, CANTO_PRIORITY_DETAILS, cancellable,
                                 assets_got, task);
}

static void
catalog_service_source_load_children_async (CatalogSource *source,
                                            const char *folder_id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  CatalogServiceSource *self = CATALOG_SERVICE_SOURCE (source);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, catalog_service_source_load_children_async);
  g_task_set_task_data (task, g_strdup (folder_id), g_free);
  canto_client_get_tree_async (self->client, folder_id, CANTO_PRIORITY_INTERACTIVE, cancellable,
                               tree_got, task);
}

static void
whole_tree_got (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *nodes = canto_client_get_whole_tree_finish (CANTO_CLIENT (object), result, &error);

  if (nodes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, nodes, (GDestroyNotify) g_ptr_array_unref);
}

static void
catalog_service_source_load_tree_async (CatalogSource *source,
                                        const char *folder_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  CatalogServiceSource *self = CATALOG_SERVICE_SOURCE (source);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, catalog_service_source_load_tree_async);
  canto_client_get_whole_tree_async (self->client, folder_id, CANTO_PRIORITY_INTERACTIVE,
                                     cancellable, whole_tree_got, task);
}

static void
catalog_service_source_iface_init (CatalogSourceInterface *iface)
{
  iface->get_range_size = catalog_service_source_get_range_size;
  iface->get_depth = catalog_service_source_get_depth;
  iface->get_overlay = catalog_service_source_get_overlay;
  iface->load_range_async = catalog_service_source_load_range_async;
  iface->load_details_async = catalog_service_source_load_details_async;
  iface->load_children_async = catalog_service_source_load_children_async;
  iface->load_tree_async = catalog_service_source_load_tree_async;
}

static void
online_changed (CatalogServiceSource *self)
{
  if (canto_client_get_online (self->client))
    catalog_source_emit_back (CATALOG_SOURCE (self));
}

static void
catalog_service_source_constructed (GObject *object)
{
  CatalogServiceSource *self = CATALOG_SERVICE_SOURCE (object);

  G_OBJECT_CLASS (catalog_service_source_parent_class)->constructed (object);

  g_signal_connect_object (self->client, "notify::online", G_CALLBACK (online_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
catalog_service_source_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  CatalogServiceSource *self = CATALOG_SERVICE_SOURCE (object);

  switch ((CatalogServiceSourceProperty) prop_id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
catalog_service_source_dispose (GObject *object)
{
  CatalogServiceSource *self = CATALOG_SERVICE_SOURCE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->overlay);

  G_OBJECT_CLASS (catalog_service_source_parent_class)->dispose (object);
}

static void
catalog_service_source_class_init (CatalogServiceSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = catalog_service_source_constructed;
  object_class->set_property = catalog_service_source_set_property;
  object_class->dispose = catalog_service_source_dispose;

  props[PROP_CLIENT] =
      g_param_spec_object ("client", NULL, NULL, CANTO_TYPE_CLIENT,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
catalog_service_source_init (CatalogServiceSource *self)
{
}

CatalogServiceSource *
catalog_service_source_new (CantoClient *client)
{
  g_return_val_if_fail (CANTO_IS_CLIENT (client), NULL);

  return g_object_new (CATALOG_TYPE_SERVICE_SOURCE, "client", client, NULL);
}

void
catalog_service_source_set_overlay (CatalogServiceSource *self, CatalogOverlay *overlay)
{
  g_return_if_fail (CATALOG_IS_SERVICE_SOURCE (self));
  g_return_if_fail (CATALOG_IS_OVERLAY (overlay));
  g_return_if_fail (self->overlay == NULL);

  self->overlay = g_object_ref (overlay);
  g_signal_connect_object (overlay, "stale", G_CALLBACK (catalog_source_emit_changed), self,
                           G_CONNECT_SWAPPED);
}
