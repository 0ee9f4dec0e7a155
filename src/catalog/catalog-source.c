/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-source.h"

G_DEFINE_INTERFACE (CatalogSource, catalog_source, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_BACK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
catalog_source_default_init (CatalogSourceInterface *iface)
{
  /**
   * CatalogSource::changed:
   *
   * What was listed may have changed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CATALOG_TYPE_SOURCE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * CatalogSource::back:
   *
   * The source could not be reached, and can be again: what failed for that asks again.
   */
  signals[SIGNAL_BACK] = g_signal_new ("back", CATALOG_TYPE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

guint
catalog_source_get_range_size (CatalogSource *self)
{
  g_return_val_if_fail (CATALOG_IS_SOURCE (self), 1);

  return CATALOG_SOURCE_GET_IFACE (self)->get_range_size (self);
}

guint
catalog_source_get_depth (CatalogSource *self)
{
  CatalogSourceInterface *iface;

  g_return_val_if_fail (CATALOG_IS_SOURCE (self), G_MAXUINT);

  iface = CATALOG_SOURCE_GET_IFACE (self);

  return iface->get_depth != NULL ? iface->get_depth (self) : G_MAXUINT;
}

CatalogOverlay *
catalog_source_get_overlay (CatalogSource *self)
{
  CatalogSourceInterface *iface;

  g_return_val_if_fail (CATALOG_IS_SOURCE (self), NULL);

  iface = CATALOG_SOURCE_GET_IFACE (self);

  return iface->get_overlay != NULL ? iface->get_overlay (self) : NULL;
}

static gpointer
finish (CatalogSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CATALOG_IS_SOURCE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
catalog_source_load_range_async (CatalogSource *self,
                                 CantoQuery *query,
                                 guint start,
                                 guint length,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (CATALOG_IS_SOURCE (self));
  g_return_if_fail (query != NULL);

  CATALOG_SOURCE_GET_IFACE (self)->load_range_async (self, query, start, length, cancellable,
                                                     callback, user_data);
}

CantoPage *
catalog_source_load_range_finish (CatalogSource *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
catalog_source_load_details_async (CatalogSource *self,
                                   GPtrArray *assets,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (CATALOG_IS_SOURCE (self));
  g_return_if_fail (assets != NULL);

  CATALOG_SOURCE_GET_IFACE (self)->load_details_async (self, assets, cancellable, callback,
                                                       user_data);
}

GPtrArray *
catalog_source_load_details_finish (CatalogSource *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

static void
answer_without_folders (CatalogSource *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, answer_without_folders);
  g_task_return_pointer (task, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
}

void
catalog_source_load_children_async (CatalogSource *self,
                                    const char *folder_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  CatalogSourceInterface *iface;

  g_return_if_fail (CATALOG_IS_SOURCE (self));

  iface = CATALOG_SOURCE_GET_IFACE (self);
  if (iface->load_children_async != NULL)
    iface->load_children_async (self, folder_id, cancellable, callback, user_data);
  else
    answer_without_folders (self, cancellable, callback, user_data);
}

GPtrArray *
catalog_source_load_children_finish (CatalogSource *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
catalog_source_load_tree_async (CatalogSource *self,
                                const char *folder_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  CatalogSourceInterface *iface;

  g_return_if_fail (CATALOG_IS_SOURCE (self));

  iface = CATALOG_SOURCE_GET_IFACE (self);
  if (iface->load_tree_async != NULL)
    iface->load_tree_async (self, folder_id, cancellable, callback, user_data);
  else
    answer_without_folders (self, cancellable, callback, user_data);
}

GPtrArray *
catalog_source_load_tree_finish (CatalogSource *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

static void
other_told_details (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  GPtrArray *assets = catalog_source_load_details_finish (CATALOG_SOURCE (object), result, &error);

  if (assets != NULL)
    g_task_return_pointer (task, assets, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
catalog_source_ask_for_details (CatalogSource *other, GPtrArray *assets, GTask *task)
{
  catalog_source_load_details_async (other, assets, g_task_get_cancellable (task),
                                     other_told_details, task);
}

void
catalog_source_emit_changed (CatalogSource *self)
{
  g_return_if_fail (CATALOG_IS_SOURCE (self));

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
catalog_source_emit_back (CatalogSource *self)
{
  g_return_if_fail (CATALOG_IS_SOURCE (self));

  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}
