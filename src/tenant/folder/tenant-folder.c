/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-folder.h"

#include "tenant-darkroom.h"

#include <stdlib.h>
#include <string.h>

#define MAX_KEPT_BYTES (96 * 1024 * 1024)

struct _TenantFolder
{
  TenantLibrary parent_instance;

  /* Owned. */
  char *path;
  TenantTree *tree;
  GArray *files;       /* of TenantFile, in the order of time */
  GHashTable *numbers; /* id → number + 1 */
  gsize *embedded;     /* by number: TenantEmbedded *, for g_once_init_enter(); 0: not read yet */
  TenantDarkroom *darkroom;
  GThread *reader;

  int is_closing; /* atomic */
};

G_DEFINE_FINAL_TYPE (TenantFolder, tenant_folder, TENANT_TYPE_LIBRARY)

static const char *const rating_values[] = { "1", "2", "3", "4", "5", NULL };

enum
{
  FIELD_CREDIT,
  FIELD_HEADLINE,
  FIELD_CAMERA,
  FIELD_CITY,
  FIELD_COUNTRY,
  FIELD_RATING,
  N_FIELDS,
};

static const TenantField fields[N_FIELDS] = {
  [FIELD_CREDIT] = { "meta_text_0", "Credit", NULL },
  [FIELD_HEADLINE] = { "meta_text_1", "Headline", NULL },
  [FIELD_CAMERA] = { "meta_text_2", "Camera", NULL },
  [FIELD_CITY] = { "meta_text_3", "City", NULL },
  [FIELD_COUNTRY] = { "meta_text_4", "Country", NULL },
  [FIELD_RATING] = { "meta_rating_0", "Rating", rating_values },
};

static void
tenant_folder_finalize (GObject *object)
{
  TenantFolder *self = TENANT_FOLDER (object);

  g_atomic_int_set (&self->is_closing, 1);
  g_clear_pointer (&self->reader, g_thread_join);
  for (guint i = 0; self->files != NULL && i < self->files->len; i++)
    {
      if (self->embedded[i] != 0)
        tenant_embedded_free ((TenantEmbedded *) self->embedded[i]);
    }
  g_clear_pointer (&self->embedded, g_free);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->files, g_array_unref);
  g_clear_pointer (&self->tree, tenant_tree_free);
  g_clear_pointer (&self->darkroom, tenant_darkroom_free);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (tenant_folder_parent_class)->finalize (object);
}

/* Files */

const TenantFile *
tenant_folder_get_file (TenantFolder *self, guint64 number)
{
  return &g_array_index (self->files, TenantFile, number);
}

static char *
make_path (TenantFolder *self, guint64 number)
{
  return g_build_filename (self->path, tenant_folder_get_file (self, number)->path, NULL);
}

const TenantEmbedded *
tenant_folder_get_embedded (TenantFolder *self, guint64 number)
{
  gsize *place = &self->embedded[number];

  if (g_once_init_enter (place))
    {
      const TenantFile *file = tenant_folder_get_file (self, number);
      g_autofree char *path = make_path (self, number);

      g_once_init_leave (place,
                         (gsize) tenant_embedded_read (path, file->content_type, file->scheme));
    }

  return (const TenantEmbedded *) *place;
}

static gpointer
read_ahead (gpointer data)
{
  TenantFolder *self = data;
  gint64 start_us = g_get_monotonic_time ();

  for (guint64 i = self->files->len; i > 0 && !g_atomic_int_get (&self->is_closing); i--)
    tenant_folder_get_embedded (self, i - 1);
  g_debug ("Read %u files in %" G_GINT64_FORMAT " ms", self->files->len,
           (g_get_monotonic_time () - start_us) / 1000);

  return NULL;
}

/* The library */

static guint64
get_n_assets (TenantLibrary *library)
{
  return TENANT_FOLDER (library)->files->len;
}

static TenantTree *
get_tree (TenantLibrary *library)
{
  return TENANT_FOLDER (library)->tree;
}

static void
get_facts (TenantLibrary *library, guint64 number, TenantFacts *facts)
{
  const TenantFile *file = tenant_folder_get_file (TENANT_FOLDER (library), number);

  *facts = (TenantFacts){
    .number = number,
    .hash = file->hash,
    .filed = file->album,
    .size_bytes = file->size_bytes,
    .modified_ms = file->modified_ms,
    .uploaded_ms = file->created_ms,
    .scheme = file->scheme,
    .format = TENANT_FORMAT_FILE,
    .approval = TENANT_APPROVAL_APPROVED,
  };
}

static void
measure (TenantLibrary *library, TenantFacts *facts)
{
  const TenantEmbedded *embedded =
      tenant_folder_get_embedded (TENANT_FOLDER (library), facts->number);

  facts->width_px = embedded->width_px;
  facts->height_px = embedded->height_px;
  facts->dpi = embedded->dpi;
  facts->duration_ms = embedded->duration_ms;
  facts->pages = embedded->pages;
}

static char **
make_tags (const TenantEmbedded *embedded)
{
  static const char *const untagged[] = { TENANT_UNTAGGED, NULL };

  return g_strdupv (embedded->keywords[0] != NULL ? embedded->keywords : (char **) untagged);
}

static void
fill_texts (TenantAsset *asset, const TenantFile *file, const TenantEmbedded *embedded)
{
  asset->name = g_strdup (file->name);
  asset->description = g_strdup (embedded->description);
  asset->author = g_strdup (embedded->author);
  asset->copyright = g_strdup (embedded->copyright);
  asset->terms = g_strdup (embedded->terms);
  asset->taken = g_strdup (embedded->taken);
  asset->tool = g_strdup (embedded->tool);
  asset->gps = g_strdup (embedded->gps);
  asset->color = embedded->color;
  asset->labels = g_strdupv (embedded->labels);
  asset->tags = make_tags (embedded);
  asset->keywords = g_strdupv (embedded->keywords);
  asset->smart_tags = g_new0 (char *, 1);
}

static void
get_asset (TenantLibrary *library, guint64 number, TenantAsset *asset)
{
  TenantFolder *self = TENANT_FOLDER (library);
  const TenantFile *file = tenant_folder_get_file (self, number);
  const TenantEmbedded *embedded = tenant_folder_get_embedded (self, number);
  gboolean is_picture = file->scheme == TENANT_SCHEME_IMAGE && embedded->has_picture;

  *asset = (TenantAsset){
    .number = number,
    .hash = file->hash,
    .scheme = file->scheme,
    .format = TENANT_FORMAT_FILE,
    .content_type = file->content_type,
    .width_px = embedded->width_px,
    .height_px = embedded->height_px,
    .dpi = embedded->dpi,
    .size_bytes = file->size_bytes,
    .duration_ms = embedded->duration_ms,
    .pages = embedded->pages,
    .approval = TENANT_APPROVAL_APPROVED,
    .master_published = is_picture,
    .original_published = TRUE,
    .has_preview = embedded->has_picture,
    .has_conversions = is_picture,
    .created_ms = file->created_ms,
    .uploaded_ms = file->created_ms,
    .modified_ms = file->modified_ms,
    .n_versions = 1,
    .filed = file->album,
  };
  memcpy (asset->id, file->id, sizeof asset->id);
  fill_texts (asset, file, embedded);
}

static guint64
get_id_order (TenantLibrary *library, guint64 number)
{
  return tenant_folder_get_file (TENANT_FOLDER (library), number)->id_order;
}

static gboolean
get_name_order (TenantLibrary *library, const TenantFacts *facts, guint64 *order)
{
  *order = tenant_folder_get_file (TENANT_FOLDER (library), facts->number)->name_rank;

  return TRUE;
}

static gboolean
find (TenantLibrary *library, TenantScheme scheme, const char *id, guint64 *number)
{
  TenantFolder *self = TENANT_FOLDER (library);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, id));

  if (found == 0 || tenant_folder_get_file (self, found - 1)->scheme != scheme)
    return FALSE;
  *number = found - 1;

  return TRUE;
}

static TenantTexts *
new_texts (TenantLibrary *library, const TenantQuery *query)
{
  return tenant_folder_texts_new (TENANT_FOLDER (library), query);
}

/* Fields */

static guint
get_n_fields (TenantLibrary *library)
{
  return N_FIELDS;
}

static const TenantField *
get_field (TenantLibrary *library, guint index)
{
  return &fields[index];
}

static char **
dup_field_values (TenantLibrary *library, const TenantFacts *facts, guint field)
{
  const TenantEmbedded *embedded =
      tenant_folder_get_embedded (TENANT_FOLDER (library), facts->number);
  const char *values[] = {
    [FIELD_CREDIT] = embedded->credit,   [FIELD_HEADLINE] = embedded->headline,
    [FIELD_CAMERA] = embedded->camera,   [FIELD_CITY] = embedded->city,
    [FIELD_COUNTRY] = embedded->country, [FIELD_RATING] = embedded->rating,
  };
  const char *value[] = { values[field], NULL };

  return value[0] != NULL ? g_strdupv ((char **) value) : NULL;
}

/* Pictures */

static void
get_picture_size (TenantLibrary *library,
                  const TenantAsset *asset,
                  guint *width_px,
                  guint *height_px)
{
  tenant_darkroom_get_picture_size (asset, width_px, height_px);
}

static cairo_surface_t *
draw (TenantLibrary *library, const TenantAsset *asset, const TenantView *view, GError **error)
{
  TenantFolder *self = TENANT_FOLDER (library);
  g_autofree char *path = make_path (self, asset->number);

  return tenant_darkroom_draw_asset (self->darkroom, asset->number, path, asset, view, error);
}

static char *
dup_path (TenantLibrary *library, const TenantAsset *asset)
{
  return make_path (TENANT_FOLDER (library), asset->number);
}

static GBytes *
make_original (TenantLibrary *library, const TenantAsset *asset, GError **error)
{
  g_autofree char *path = make_path (TENANT_FOLDER (library), asset->number);
  char *data;
  gsize length;

  return g_file_get_contents (path, &data, &length, error) ? g_bytes_new_take (data, length) : NULL;
}

static void
tenant_folder_class_init (TenantFolderClass *klass)
{
  TenantLibraryClass *library_class = TENANT_LIBRARY_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tenant_folder_finalize;
  library_class->get_n_assets = get_n_assets;
  library_class->get_tree = get_tree;
  library_class->get_facts = get_facts;
  library_class->measure = measure;
  library_class->get_asset = get_asset;
  library_class->get_id_order = get_id_order;
  library_class->get_name_order = get_name_order;
  library_class->find = find;
  library_class->new_texts = new_texts;
  library_class->get_n_fields = get_n_fields;
  library_class->get_field = get_field;
  library_class->dup_field_values = dup_field_values;
  library_class->get_picture_size = get_picture_size;
  library_class->draw = draw;
  library_class->dup_path = dup_path;
  library_class->make_original = make_original;
}

static void
tenant_folder_init (TenantFolder *self)
{
  self->tree = tenant_tree_new ();
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->darkroom = tenant_darkroom_new (MAX_KEPT_BYTES);
}

TenantLibrary *
tenant_folder_new (const char *path, GError **error)
{
  g_autoptr (TenantFolder) self = g_object_new (TENANT_TYPE_FOLDER, NULL);
  gint64 start_us = g_get_monotonic_time ();

  self->path = g_canonicalize_filename (path, NULL);
  self->files = tenant_scan_folder (self->path, self->tree, error);
  if (self->files == NULL)
    return NULL;
  self->embedded = g_new0 (gsize, self->files->len + 1);
  for (guint i = 0; i < self->files->len; i++)
    g_hash_table_insert (self->numbers, g_array_index (self->files, TenantFile, i).id,
                         GUINT_TO_POINTER (i + 1));
  g_debug ("Found %u files in %" G_GINT64_FORMAT " ms", self->files->len,
           (g_get_monotonic_time () - start_us) / 1000);
  self->reader = g_thread_new ("reader", read_ahead, self);

  return TENANT_LIBRARY (g_steal_pointer (&self));
}

char *
tenant_folder_describe_gaps (void)
{
  g_autofree char *formats = tenant_darkroom_describe_gaps ();
#ifdef HAVE_GEXIV2
  const char *texts = NULL;
#else
  const char *texts = "Built without gexiv2: EXIF, IPTC and XMP are not read.";
#endif

  if (texts == NULL)
    return g_steal_pointer (&formats);

  return formats != NULL ? g_strconcat (texts, " ", formats, NULL) : g_strdup (texts);
}
