/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-library.h"

G_DEFINE_ABSTRACT_TYPE (TenantLibrary, tenant_library, G_TYPE_OBJECT)

static const TenantUser users[] = {
  { "ada@acme.example", "Ada Reed", TENANT_ROLE_ADMIN },
  { "ben@acme.example", "Ben Okafor", TENANT_ROLE_CONTRIBUTOR },
  { "cleo@acme.example", "Cleo Martín", TENANT_ROLE_CONSUMER },
};

static guint changed_signal;

static void
tenant_library_class_init (TenantLibraryClass *klass)
{
  changed_signal = g_signal_new ("changed", TENANT_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
}

static void
tenant_library_init (TenantLibrary *self)
{
}

guint64
tenant_library_get_n_assets (TenantLibrary *self)
{
  return TENANT_LIBRARY_GET_CLASS (self)->get_n_assets (self);
}

guint64
tenant_library_get_number_at (TenantLibrary *self, guint64 place)
{
  TenantLibraryClass *klass = TENANT_LIBRARY_GET_CLASS (self);

  return klass->get_number_at != NULL ? klass->get_number_at (self, place) : place;
}

TenantTree *
tenant_library_get_tree (TenantLibrary *self)
{
  return TENANT_LIBRARY_GET_CLASS (self)->get_tree (self);
}

void
tenant_library_get_facts (TenantLibrary *self, guint64 number, TenantFacts *facts)
{
  TENANT_LIBRARY_GET_CLASS (self)->get_facts (self, number, facts);
}

void
tenant_library_measure (TenantLibrary *self, TenantFacts *facts)
{
  TenantLibraryClass *klass = TENANT_LIBRARY_GET_CLASS (self);

  if (klass->measure != NULL)
    klass->measure (self, facts);
}

void
tenant_library_get_asset (TenantLibrary *self, guint64 number, TenantAsset *asset)
{
  TENANT_LIBRARY_GET_CLASS (self)->get_asset (self, number, asset);
}

void
tenant_library_get_version (TenantLibrary *self, guint64 number, guint no, TenantAsset *asset)
{
  TenantLibraryClass *klass = TENANT_LIBRARY_GET_CLASS (self);

  if (klass->get_version != NULL)
    klass->get_version (self, number, no, asset);
  else
    klass->get_asset (self, number, asset);
}

guint64
tenant_library_get_id_order (TenantLibrary *self, guint64 number)
{
  return TENANT_LIBRARY_GET_CLASS (self)->get_id_order (self, number);
}

gboolean
tenant_library_get_name_order (TenantLibrary *self, const TenantFacts *facts, guint64 *order)
{
  return TENANT_LIBRARY_GET_CLASS (self)->get_name_order (self, facts, order);
}

void
tenant_library_emit_changed (TenantLibrary *self,
                             const TenantFacts *before,
                             const TenantFacts *after)
{
  g_signal_emit (self, changed_signal, 0, before, after);
}

gboolean
tenant_library_find (TenantLibrary *self, TenantScheme scheme, const char *id, guint64 *number)
{
  return TENANT_LIBRARY_GET_CLASS (self)->find (self, scheme, id, number);
}

TenantTexts *
tenant_library_new_texts (TenantLibrary *self, const TenantQuery *query)
{
  return TENANT_LIBRARY_GET_CLASS (self)->new_texts (self, query);
}

guint
tenant_library_get_n_users (TenantLibrary *self)
{
  return G_N_ELEMENTS (users);
}

const TenantUser *
tenant_library_get_user (TenantLibrary *self, guint index)
{
  return &users[index];
}

guint
tenant_library_find_user (TenantLibrary *self, const char *mail)
{
  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    {
      if (g_strcmp0 (users[i].mail, mail) == 0)
        return i;
    }

  return 0;
}

guint
tenant_library_get_n_fields (TenantLibrary *self)
{
  return TENANT_LIBRARY_GET_CLASS (self)->get_n_fields (self);
}

const TenantField *
tenant_library_get_field (TenantLibrary *self, guint index)
{
  return TENANT_LIBRARY_GET_CLASS (self)->get_field (self, index);
}

char **
tenant_library_dup_field_values (TenantLibrary *self, const TenantFacts *facts, guint field)
{
  return TENANT_LIBRARY_GET_CLASS (self)->dup_field_values (self, facts, field);
}

void
tenant_library_get_picture_size (TenantLibrary *self,
                                 const TenantAsset *asset,
                                 guint *width_px,
                                 guint *height_px)
{
  TENANT_LIBRARY_GET_CLASS (self)->get_picture_size (self, asset, width_px, height_px);
}

cairo_surface_t *
tenant_library_draw (TenantLibrary *self,
                     const TenantAsset *asset,
                     const TenantView *view,
                     GError **error)
{
  return TENANT_LIBRARY_GET_CLASS (self)->draw (self, asset, view, error);
}

char *
tenant_library_dup_path (TenantLibrary *self, const TenantAsset *asset)
{
  TenantLibraryClass *klass = TENANT_LIBRARY_GET_CLASS (self);

  return klass->dup_path != NULL ? klass->dup_path (self, asset) : NULL;
}

GBytes *
tenant_library_make_original (TenantLibrary *self, const TenantAsset *asset, GError **error)
{
  return TENANT_LIBRARY_GET_CLASS (self)->make_original (self, asset, error);
}
