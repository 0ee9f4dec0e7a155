/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "catalog-slot-private.h"

struct _CatalogSlot
{
  GObject parent_instance;

  /* Owned. */
  CantoAsset *asset;
  CantoAsset *base; /* what the service says of it */
  GHashTable *registry;

  /* State. */
  guint position;
  gboolean failed;
};

G_DEFINE_FINAL_TYPE (CatalogSlot, catalog_slot, G_TYPE_OBJECT)

typedef enum
{
  PROP_ASSET = 1,
  PROP_FAILED,
  N_PROPS,
} CatalogSlotProperty;

static GParamSpec *props[N_PROPS];

static void
catalog_slot_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CatalogSlot *self = CATALOG_SLOT (object);

  switch ((CatalogSlotProperty) prop_id)
    {
    case PROP_ASSET:
      g_value_set_boxed (value, self->asset);
      break;

    case PROP_FAILED:
      g_value_set_boolean (value, self->failed);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
catalog_slot_finalize (GObject *object)
{
  CatalogSlot *self = CATALOG_SLOT (object);

  g_clear_pointer (&self->asset, canto_asset_unref);
  g_clear_pointer (&self->base, canto_asset_unref);
  g_hash_table_remove (self->registry, GUINT_TO_POINTER (self->position));
  g_clear_pointer (&self->registry, g_hash_table_unref);

  G_OBJECT_CLASS (catalog_slot_parent_class)->finalize (object);
}

static void
catalog_slot_class_init (CatalogSlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = catalog_slot_get_property;
  object_class->finalize = catalog_slot_finalize;

  props[PROP_ASSET] =
      g_param_spec_boxed ("asset", NULL, NULL, CANTO_TYPE_ASSET,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_FAILED] =
      g_param_spec_boolean ("failed", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
catalog_slot_init (CatalogSlot *self)
{
}

CatalogSlot *
catalog_slot_new (guint position, GHashTable *registry)
{
  CatalogSlot *self = g_object_new (CATALOG_TYPE_SLOT, NULL);

  self->position = position;
  self->registry = g_hash_table_ref (registry);
  g_hash_table_insert (registry, GUINT_TO_POINTER (position), self);

  return self;
}

guint
catalog_slot_get_position (CatalogSlot *self)
{
  g_return_val_if_fail (CATALOG_IS_SLOT (self), 0);

  return self->position;
}

CantoAsset *
catalog_slot_get_asset (CatalogSlot *self)
{
  g_return_val_if_fail (CATALOG_IS_SLOT (self), NULL);

  return self->asset;
}

gboolean
catalog_slot_get_failed (CatalogSlot *self)
{
  g_return_val_if_fail (CATALOG_IS_SLOT (self), FALSE);

  return self->failed;
}

CantoAsset *
catalog_slot_get_base (CatalogSlot *self)
{
  g_return_val_if_fail (CATALOG_IS_SLOT (self), NULL);

  return self->base;
}

void
catalog_slot_set_asset (CatalogSlot *self, CantoAsset *base, CantoAsset *asset)
{
  g_return_if_fail (CATALOG_IS_SLOT (self));

  if (self->base != base)
    {
      g_clear_pointer (&self->base, canto_asset_unref);
      self->base = base != NULL ? canto_asset_ref (base) : NULL;
    }
  if (self->asset == asset)
    return;

  g_clear_pointer (&self->asset, canto_asset_unref);
  if (asset != NULL)
    self->asset = canto_asset_ref (asset);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ASSET]);
}

void
catalog_slot_set_failed (CatalogSlot *self, gboolean failed)
{
  g_return_if_fail (CATALOG_IS_SLOT (self));

  if (self->failed == failed)
    return;

  self->failed = failed;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FAILED]);
}
