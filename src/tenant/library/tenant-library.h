/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "tenant-asset.h"
#include "tenant-tree.h"

G_BEGIN_DECLS

#define TENANT_UNTAGGED "Untagged" /* 7.9 */

typedef enum
{
  TENANT_ROLE_ADMIN,
  TENANT_ROLE_CONTRIBUTOR,
  TENANT_ROLE_CONSUMER,
} TenantRole;

typedef struct
{
  const char *mail; /* user id and sign-in name */
  const char *name;
  TenantRole role;
} TenantUser;

typedef struct
{
  const char *id;                /* meta_text_1 (9.4) */
  const char *name;              /* "Article number" */
  const char *const *values;     /* (nullable): of a choice */
} TenantField;

/* What every query needs of an asset, without any text. */
typedef struct
{
  guint64 number;
  guint64 hash;
  guint64 albums;
  guint filed;
  GArray *more_albums; /* (nullable), as TenantAsset has it; borrowed */
  guint64 size_bytes;
  gint64 modified_ms;
  gint64 uploaded_ms;
  TenantScheme scheme;
  TenantFormat format;
  TenantMotif motif;
  TenantApproval approval;
  guint stem;
  guint owner;
  guint keyword;
  gboolean frozen;
  /* What may take long to find out: zero until tenant_library_measure(). */
  guint width_px;
  guint height_px;
  guint dpi;
  guint duration_ms;
  guint pages;
} TenantFacts;

/* A part of a picture: @width_px × @height_px of it, from @left_px, @top_px on, where all of it would be
 * @full_width_px × @full_height_px. */
typedef struct
{
  double full_width_px;
  double full_height_px;
  double left_px;
  double top_px;
  int width_px;
  int height_px;
} TenantView;

/* Which assets the texts of a query let through: one library's own way to look at texts. */
typedef struct _TenantTexts TenantTexts;
typedef struct _TenantQuery TenantQuery;

struct _TenantTexts
{
  gboolean (*match) (TenantTexts *texts, const TenantFacts *facts);
  void (*free) (TenantTexts *texts);
};

/**
 * TenantLibrary:
 *
 * All that a tenant has: assets by number, folders and albums, users and custom fields. A number is an
 * asset's for good; the order of time is that of their places, the last changed last. Everything answers
 * the same until "changed" is emitted, and is safe for any thread that keeps changes out meanwhile; what
 * draws or makes an original needs no more than its asset, is safe at any time, and for workers.
 *
 * TenantLibrary::changed:
 * @before: (nullable): the #TenantFacts of an asset as they were; NULL if it is new
 * @after: (nullable): as they are now; NULL if it is gone
 *
 * Both are %NULL if the tree has changed.
 */
#define TENANT_TYPE_LIBRARY (tenant_library_get_type ())
G_DECLARE_DERIVABLE_TYPE (TenantLibrary, tenant_library, TENANT, LIBRARY, GObject)

/**
 * TenantLibraryClass:
 * @get_number_at: (nullable): if places are numbers
 * @get_version: (nullable): if all versions look alike
 * @measure: (nullable): if @get_facts gives all
 * @dup_path: (nullable): if there are no files
 *
 * The functions of the same names, which say what each has to do.
 */
struct _TenantLibraryClass
{
  GObjectClass parent_class;

  guint64 (*get_n_assets) (TenantLibrary *self);
  guint64 (*get_number_at) (TenantLibrary *self, guint64 place);
  TenantTree *(*get_tree) (TenantLibrary *self);
  void (*get_facts) (TenantLibrary *self, guint64 number, TenantFacts *facts);
  void (*measure) (TenantLibrary *self, TenantFacts *facts);
  void (*get_asset) (TenantLibrary *self, guint64 number, TenantAsset *asset);
  void (*get_version) (TenantLibrary *self, guint64 number, guint no, TenantAsset *asset);
  guint64 (*get_id_order) (TenantLibrary *self, guint64 number);
  gboolean (*get_name_order) (TenantLibrary *self, const TenantFacts *facts, guint64 *order);
  gboolean (*find) (TenantLibrary *self, TenantScheme scheme, const char *id, guint64 *number);
  TenantTexts *(*new_texts) (TenantLibrary *self, const TenantQuery *query);

  guint (*get_n_fields) (TenantLibrary *self);
  const TenantField *(*get_field) (TenantLibrary *self, guint index);
  char **(*dup_field_values) (TenantLibrary *self, const TenantFacts *facts, guint field);

  void (*get_picture_size) (TenantLibrary *self, const TenantAsset *asset, guint *width_px, guint *height_px);
  cairo_surface_t *(*draw) (TenantLibrary *self, const TenantAsset *asset, const TenantView *view, GError **error);
  char *(*dup_path) (TenantLibrary *self, const TenantAsset *asset);
  GBytes *(*make_original) (TenantLibrary *self, const TenantAsset *asset, GError **error);
};

guint64     tenant_library_get_n_assets (TenantLibrary *self);
/* The asset at a place in the order of time. */
guint64     tenant_library_get_number_at (TenantLibrary *self, guint64 place);
/* (transfer none) */
TenantTree *tenant_library_get_tree (TenantLibrary *self);

void tenant_library_get_facts (TenantLibrary *self, guint64 number, TenantFacts *facts);
/* Fills in what tenant_library_get_facts() left out. */
void tenant_library_measure (TenantLibrary *self, TenantFacts *facts);
/* Fills @asset, which tenant_asset_clear() frees. */
void tenant_library_get_asset (TenantLibrary *self, guint64 number, TenantAsset *asset);
/* The asset as it would be if version @no were the current one: for its bytes. */
void tenant_library_get_version (TenantLibrary *self, guint64 number, guint no, TenantAsset *asset);
/* The order of ids, as numbers: tenant_asset_read_id_order(). */
guint64 tenant_library_get_id_order (TenantLibrary *self, guint64 number);
/* The order of names, in which case does not count, as numbers; FALSE if only the name itself can tell. */
gboolean tenant_library_get_name_order (TenantLibrary *self, const TenantFacts *facts, guint64 *order);
/* Says that something has changed. */
void tenant_library_emit_changed (TenantLibrary *self, const TenantFacts *before, const TenantFacts *after);
/* FALSE if there is no such asset. */
gboolean tenant_library_find (TenantLibrary *self, TenantScheme scheme, const char *id, guint64 *number);
/* @query stays borrowed. (transfer full) */
TenantTexts *tenant_library_new_texts (TenantLibrary *self, const TenantQuery *query);

guint             tenant_library_get_n_users (TenantLibrary *self);
const TenantUser *tenant_library_get_user (TenantLibrary *self, guint index);
/* @mail: (nullable). 0 if nobody has it. */
guint             tenant_library_find_user (TenantLibrary *self, const char *mail);

guint              tenant_library_get_n_fields (TenantLibrary *self);
const TenantField *tenant_library_get_field (TenantLibrary *self, guint index);
/* (transfer full) (nullable): the values of a custom field of an asset; NULL for not set. */
char             **tenant_library_dup_field_values (TenantLibrary *self, const TenantFacts *facts, guint field);

/* The size of the picture before anything is made of it: of a page or a cover where that is what shows. */
void tenant_library_get_picture_size (TenantLibrary *self, const TenantAsset *asset, guint *width_px, guint *height_px);
/* A part of the picture. (transfer full) */
cairo_surface_t *tenant_library_draw (TenantLibrary *self, const TenantAsset *asset, const TenantView *view, GError **error);
/* (transfer full) (nullable): the file that is the original; NULL if it has to be made */
char *tenant_library_dup_path (TenantLibrary *self, const TenantAsset *asset);
/* An original that is no file. (transfer full) */
GBytes *tenant_library_make_original (TenantLibrary *self, const TenantAsset *asset, GError **error);

G_END_DECLS
