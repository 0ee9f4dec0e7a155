/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A #GListModel whose items are the objects in a #GPtrArray, which is the member @items of the type that @CAST is the cast
 * of. Stands before its G_DEFINE_…, which implements the interface with array_model_init(). */
#define CATALOG_DEFINE_ARRAY_MODEL(CAST, ITEM_TYPE, items)                                         \
  static GType array_model_get_item_type (GListModel *model)                                       \
  {                                                                                                \
    return ITEM_TYPE;                                                                              \
  }                                                                                                \
                                                                                                   \
  static guint array_model_get_n_items (GListModel *model)                                         \
  {                                                                                                \
    return CAST (model)->items->len;                                                               \
  }                                                                                                \
                                                                                                   \
  static gpointer array_model_get_item (GListModel *model, guint position)                         \
  {                                                                                                \
    GPtrArray *array = CAST (model)->items;                                                        \
                                                                                                   \
    return position < array->len ? g_object_ref (array->pdata[position]) : NULL;                   \
  }                                                                                                \
                                                                                                   \
  static void array_model_init (GListModelInterface *iface)                                        \
  {                                                                                                \
    iface->get_item_type = array_model_get_item_type;                                              \
    iface->get_n_items = array_model_get_n_items;                                                  \
    iface->get_item = array_model_get_item;                                                        \
  }

G_END_DECLS
