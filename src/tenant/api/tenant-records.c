/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-records.h"

#include "tenant-links.h"
#include "tenant-upload.h"

#include <string.h>

#define UNPUBLISHED "Rendition-is-not-published-to-MDC"
#define READ_BYTES  65536
#define DAY_MS      (G_GINT64_CONSTANT (24) * 3600 * 1000)

static void
write_owner (TenantWriter *writer, TenantWorld *world, guint index)
{
  const TenantUser *user = tenant_library_get_user (world->library, index);
  g_autofree char *owner = g_strdup_printf ("%s(%s)", user->name, user->mail);

  tenant_writer_string (writer, "owner", owner);
  tenant_writer_string (writer, "ownerName", user->name);
}

/* A string with text behind the link, as with printf. */
static void G_GNUC_PRINTF (3, 4)
    write_format (TenantWriter *writer, const char *name, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  tenant_writer_string (writer, name, text);
}

static void
write_direct_links (TenantWriter *writer, TenantWorld *world, const TenantAsset *asset)
{
  g_autofree char *preview = tenant_links_make_direct (world, asset, "preview");
  g_autofree char *original = tenant_links_make_direct (world, asset, "original");
  g_autofree char *type = g_uri_escape_string (asset->content_type, NULL, FALSE);
  g_autofree char *name = g_uri_escape_string (asset->name, " ", FALSE);

  g_strdelimit (name, " ", '+'); /* 7.27 */
  if (asset->has_preview)
    write_format (writer, "directUrlPreview", "%s/m800/800", preview);
  if (asset->scheme == TENANT_SCHEME_VIDEO && asset->has_preview)
    write_format (writer, "directUrlPreviewPlay", "%s/play", preview);
  write_format (writer, "directUrlOriginal", "%s/original?content-type=%s&name=%s", original, type,
                name);
}

/* 7.26 */
static void
write_links (TenantWriter *writer,
             TenantWorld *world,
             const TenantAsset *asset,
             TenantRecordKind kind)
{
  g_autofree char *binary = tenant_links_make_binary (world, asset);
  const char *scheme = tenant_scheme_to_word (asset->scheme);

  tenant_writer_open (writer, "url", '{');
  if (asset->has_preview)
    write_format (writer, "preview", "%s/preview", binary);
  tenant_writer_string (writer, "download", binary);
  write_format (writer, "detail", "%s/smartalbum/%s?column=%s&id=%s", world->base, scheme, scheme,
                asset->id);
  if (asset->has_conversions)
    {
      write_format (writer, "metadata", "%s/metadata", binary);
      write_format (writer, "HighJPG", "%s/HighJPG", binary);
      write_format (writer, "LowJPG", "%s/LowJPG", binary);
      write_format (writer, "PNG", "%s/PNG", binary);
    }
  write_direct_links (writer, world, asset);
  if (kind == TENANT_RECORD_LIST && asset->has_preview
      && world->options.scenario != TENANT_SCENARIO_OLD_TENANT)
    {
      g_autofree char *small = tenant_links_make_cdn (world, asset, "preview-240");
      g_autofree char *large = tenant_links_make_cdn (world, asset, "preview-320");

      tenant_writer_string (writer, "previewURI240", small);
      tenant_writer_string (writer, "previewURI320", large);
    }
  tenant_writer_close (writer, '}');
}

/* 7.1 to 7.14 */
static void
write_common (TenantWriter *writer, TenantWorld *world, const TenantAsset *asset)
{
  tenant_writer_string (writer, "id", asset->id);
  tenant_writer_string (writer, "scheme", tenant_scheme_to_word (asset->scheme));
  tenant_writer_string (writer, "name", asset->name);
  tenant_writer_number (writer, "size", (gint64) asset->size_bytes);
  tenant_writer_number (writer, "width", asset->width_px);
  tenant_writer_number (writer, "height", asset->height_px);
  tenant_writer_number (writer, "dpi", asset->dpi);
  write_owner (writer, world, asset->owner);
  tenant_writer_date (writer, "time", asset->modified_ms);
  tenant_writer_date (writer, "created", asset->created_ms);
  tenant_writer_date (writer, "lastUploaded", asset->uploaded_ms);
  tenant_writer_string (writer, "approvalStatus", tenant_approval_to_word (asset->approval));
  tenant_writer_string (writer, "description", asset->description);
  tenant_writer_strings (writer, "tag", (const char *const *) asset->tags);
  if (asset->keywords[0] != NULL)
    tenant_writer_strings (writer, "keyword", (const char *const *) asset->keywords);
  tenant_writer_strings (writer, "smartTags", (const char *const *) asset->smart_tags);
  if (asset->copyright != NULL)
    tenant_writer_string (writer, "copyright", asset->copyright);
  if (asset->terms != NULL)
    tenant_writer_string (writer, "termsAndConditions", asset->terms);
  /* 7.14: keys that only some tenants, and so some clients, know. */
  if ((asset->hash >> 52) % 4 == 0)
    {
      tenant_writer_string (writer, "displayName", asset->name);
      tenant_writer_string (writer, "uid", asset->id);
      tenant_writer_date (writer, "lastModified", asset->modified_ms);
    }
}

/* Who uploaded version @no. */
static const TenantUser *
get_uploader (TenantWorld *world, const TenantAsset *asset, guint no)
{
  TenantUpload *upload = tenant_asset_get_upload (asset, no);

  return tenant_library_get_user (world->library, upload != NULL ? upload->uploader : asset->owner);
}

/* 7.21: strings whatever the scenario. */
static void
write_default (TenantWriter *writer, TenantWorld *world, const TenantAsset *asset)
{
  const TenantUser *uploader = get_uploader (world, asset, asset->n_versions);
  const TenantUser *editor = tenant_library_get_user (world->library, asset->editor);

  tenant_writer_open (writer, "default", '{');
  tenant_writer_string (writer, "Name", asset->name);
  write_format (writer, "Size", "%" G_GUINT64_FORMAT, asset->size_bytes);
  tenant_writer_string (writer, "Content Type", asset->content_type);
  write_format (writer, "Dimensions", "%u*%u Pixels", asset->width_px, asset->height_px);
  if (asset->dpi > 0)
    write_format (writer, "Resolution", "%u", asset->dpi);
  tenant_writer_string (writer, "Color", asset->color);
  tenant_writer_string (writer, "GPS", asset->gps);
  tenant_writer_string (writer, "Author", asset->author);
  tenant_writer_string (writer, "Copyright", asset->copyright);
  tenant_writer_string (writer, "Creation Tool", asset->tool);
  tenant_writer_date (writer, "Date uploaded", asset->uploaded_ms);
  tenant_writer_date (writer, "Date modified", asset->modified_ms);
  tenant_writer_string (writer, "Date Created", asset->taken);
  if (asset->duration_ms > 0)
    write_format (writer, "Duration", "%02u:%02u:%02u", asset->duration_ms / 3600000,
                  asset->duration_ms / 60000 % 60, asset->duration_ms / 1000 % 60);
  if (asset->pages > 0)
    write_format (writer, "Pages", "%u", asset->pages);
  write_format (writer, "Uploaded by", "%s(%s)", uploader->name, uploader->mail);
  write_format (writer, "Modified by", "%s(%s)", editor->name, editor->mail);
  tenant_writer_close (writer, '}');
}

/* 11.2, 11.3 */
static void
write_delivery_fields (TenantWriter *writer, TenantWorld *world, const TenantAsset *asset)
{
  static const char *const templates[][2] = {
    { "MDC Smart Cropping - Landscape Image", "landscape" },
    { "MDC Smart Cropping - Portrait Image", "portrait" },
    { "MDC Smart Cropping - Square Image", "square" },
  };
  g_autofree char *image = tenant_links_make_delivery (world, asset, "image");
  g_autofree char *original = tenant_links_make_delivery (world, asset, "asset");

  if (asset->scheme == TENANT_SCHEME_IMAGE && asset->master_published)
    {
      write_format (writer, "MDC Image URL", "%s/-FJPG", image);
      for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
        write_format (writer, templates[i][0], "%s/-T%s-FJPG", image, templates[i][1]);
    }
  else if (asset->scheme == TENANT_SCHEME_IMAGE)
    {
      tenant_writer_string (writer, "MDC Image URL", UNPUBLISHED);
      for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
        tenant_writer_string (writer, templates[i][0], UNPUBLISHED);
    }
  tenant_writer_string (writer, "MDC Asset URL",
                        asset->original_published ? original : UNPUBLISHED);
  tenant_writer_string (writer, "MDC Image URL Parameter", NULL);
  tenant_writer_string (writer, "MDC Crop Editor", NULL);
}

/* 7.23 */
static void
write_additional (TenantWriter *writer, TenantWorld *world, const TenantAsset *asset)
{
  TenantFacts facts;

  tenant_library_get_facts (world->library, asset->number, &facts);
  tenant_writer_open (writer, "additional", '{');
  for (guint i = 0; i < tenant_library_get_n_fields (world->library); i++)
    {
      const TenantField *field = tenant_library_get_field (world->library, i);
      g_auto (GStrv) values = tenant_library_dup_field_values (world->library, &facts, i);

      if (values != NULL && g_str_has_prefix (field->id, "meta_multichoice"))
        tenant_writer_strings (writer, field->name, (const char *const *) values);
      else
        tenant_writer_string (writer, field->name, values != NULL ? values[0] : NULL);
    }
  if (world->options.scenario != TENANT_SCENARIO_OLD_TENANT)
    write_delivery_fields (writer, world, asset);
  tenant_writer_close (writer, '}');
}

static void
write_metadata (TenantWriter *writer, const TenantAsset *asset)
{
  const char *dot = strrchr (asset->name, '.');

  tenant_writer_open (writer, "metadata", '{');
  tenant_writer_string (writer, "MIME Type", asset->content_type);
  if (dot != NULL)
    tenant_writer_string (writer, "File Type Extension", dot + 1);
  write_format (writer, "Image Width", "%u", asset->width_px);
  write_format (writer, "Image Height", "%u", asset->height_px);
  write_format (writer, "Asset Data Size (Long)", "%" G_GUINT64_FORMAT, asset->size_bytes);
  if (asset->duration_ms > 0)
    write_format (writer, "Duration", "%u.%u s", asset->duration_ms / 1000,
                  asset->duration_ms % 1000 / 100);
  if (asset->pages > 0)
    write_format (writer, "Page Count", "%u", asset->pages);
  if (asset->taken != NULL)
    tenant_writer_string (writer, "Create Date", asset->taken);
  for (guint i = 0; asset->labels != NULL && asset->labels[i] != NULL; i += 2)
    tenant_writer_string (writer, asset->labels[i], asset->labels[i + 1]);
  tenant_writer_close (writer, '}');
}

static void
write_album (TenantWriter *writer, TenantWorld *world, guint number)
{
  TenantTree *tree = tenant_library_get_tree (world->library);
  const TenantContainer *album = tenant_tree_get_album (tree, number);
  g_autofree char *ids = tenant_tree_make_path (tree, album, FALSE);
  g_autofree char *names = tenant_tree_make_path (tree, album, TRUE);

  if (album->is_gone)
    return;

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, "id", album->id);
  tenant_writer_string (writer, "scheme", "album");
  tenant_writer_string (writer, "name", album->name);
  tenant_writer_string (writer, "idPath", ids);
  tenant_writer_string (writer, "namePath", names);
  tenant_writer_number (writer, "size", 0);
  tenant_writer_number (writer, "width", 0);
  tenant_writer_number (writer, "height", 0);
  tenant_writer_number (writer, "dpi", 72);
  tenant_writer_open (writer, "url", '{');
  write_format (writer, "detail", "%s/album/%s", world->base, album->id);
  tenant_writer_close (writer, '}');
  tenant_writer_close (writer, '}');
}

/* 7.24 */
static void
write_albums (TenantWriter *writer, TenantWorld *world, const TenantAsset *asset)
{
  tenant_writer_open (writer, "relatedAlbums", '[');
  for (guint64 albums = asset->albums; albums != 0; albums &= albums - 1)
    write_album (writer, world, (guint) g_bit_nth_lsf (albums, -1));
  if (asset->filed != TENANT_NO_ALBUM)
    write_album (writer, world, asset->filed);
  for (guint i = 0; asset->more_albums != NULL && i < asset->more_albums->len; i++)
    write_album (writer, world, g_array_index (asset->more_albums, guint, i));
  tenant_writer_close (writer, ']');
}

/* When version @no was uploaded: those that a library has from the start, a day after each other.
 */
static gint64
get_version_ms (const TenantAsset *asset, guint no)
{
  TenantUpload *upload = tenant_asset_get_upload (asset, no);
  guint n_uploads = asset->uploads != NULL ? asset->uploads->len : 0;

  return upload != NULL ? upload->uploaded_ms
                        : asset->created_ms - DAY_MS * (asset->n_versions - n_uploads - no);
}

/* 7.25 */
static void
write_versions (TenantWriter *writer, TenantWorld *world, const TenantAsset *asset)
{
  g_autofree char *binary = tenant_links_make_binary (world, asset);

  tenant_writer_open (writer, "versionHistory", '[');
  for (guint no = asset->n_versions; no > 0; no--)
    {
      gboolean is_current = no == asset->n_versions;
      g_autofree char *id = tenant_asset_make_version_id (asset, no);

      tenant_writer_open (writer, NULL, '{');
      write_format (writer, "no", "%u", no);
      tenant_writer_string (writer, "ownerName", get_uploader (world, asset, no)->name);
      tenant_writer_date (writer, "created", no == 1 ? 0 : get_version_ms (asset, no));
      tenant_writer_date (writer, "time", get_version_ms (asset, no));
      tenant_writer_string (writer, "versionId", id);
      tenant_writer_string (writer, "comment", tenant_asset_get_comment (asset, no));
      tenant_writer_boolean (writer, "currentVersion", is_current);
      tenant_writer_open (writer, "uri", '{');
      write_format (writer, "preview", "%s/%s/preview", binary, id);
      write_format (writer, "download", "%s/%s", binary, id);
      tenant_writer_close (writer, '}');
      tenant_writer_close (writer, '}');
    }
  tenant_writer_close (writer, ']');
}

static char *
sum_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_MD5);
  g_autofree guchar *bytes = g_malloc (READ_BYTES);
  gssize n_read = stream != NULL ? 0 : -1;

  while (stream != NULL
         && (n_read = g_input_stream_read (G_INPUT_STREAM (stream), bytes, READ_BYTES, NULL, NULL))
                > 0)
    g_checksum_update (sum, bytes, n_read);

  return n_read == 0 ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

static char *
sum_original (TenantWorld *world, const TenantAsset *asset)
{
  g_autofree char *path = tenant_library_dup_path (world->library, asset);
  g_autoptr (GBytes) bytes = NULL;

  if (path != NULL)
    return sum_file (path);
  bytes = tenant_library_make_original (world->library, asset, NULL);

  return bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes) : NULL;
}

/* 7.12: of the bytes that a download gives. Kept: it is the one thing here that takes long. */
static char *
dup_md5 (TenantWorld *world, const TenantAsset *asset)
{
  TenantUpload *upload = tenant_asset_get_upload (asset, asset->n_versions);
  char *md5;

  if (upload != NULL)
    return g_strdup (upload->md5);
  g_mutex_lock (&world->md5_mutex);
  md5 = g_strdup (g_hash_table_lookup (world->md5s, &asset->number));
  g_mutex_unlock (&world->md5_mutex);
  if (md5 != NULL)
    return md5;

  md5 = sum_original (world, asset);
  if (md5 == NULL)
    return NULL;
  g_mutex_lock (&world->md5_mutex);
  g_hash_table_replace (world->md5s, g_memdup2 (&asset->number, sizeof asset->number),
                        g_strdup (md5));
  g_mutex_unlock (&world->md5_mutex);

  return md5;
}

void
tenant_records_sum (TenantWorld *world, const TenantAsset *asset)
{
  g_free (dup_md5 (world, asset));
}

void
tenant_records_write_asset (TenantWriter *writer,
                            TenantWorld *world,
                            const TenantAsset *asset,
                            TenantRecordKind kind)
{
  tenant_writer_open (writer, NULL, '{');
  write_common (writer, world, asset);
  if (kind == TENANT_RECORD_DETAIL)
    {
      g_autofree char *md5 = dup_md5 (world, asset);

      tenant_writer_string (writer, "md5", md5);
    }
  /* 6.10: a list may lack it. What a tile shows of an image, its list item says without; in a list
   * of a thousand it would be a third of all bytes. */
  if (kind != TENANT_RECORD_LIST || asset->scheme != TENANT_SCHEME_IMAGE)
    write_default (writer, world, asset);
  if (kind != TENANT_RECORD_LIST)
    {
      write_additional (writer, world, asset);
      write_metadata (writer, asset);
      write_albums (writer, world, asset);
      write_versions (writer, world, asset);
    }
  write_links (writer, world, asset, kind);
  tenant_writer_close (writer, '}');
}

/* Containers */

typedef struct
{
  TenantTree *tree;
  const TenantTreeOrder *order;
} Sorter;

static int
compare_containers (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Sorter *sorter = user_data;
  const TenantContainer *left = tenant_tree_get_container (sorter->tree, *(const guint *) a);
  const TenantContainer *right = tenant_tree_get_container (sorter->tree, *(const guint *) b);
  int result;

  if (sorter->order->by_name)
    result = left->rank < right->rank ? -1 : 1;
  else if (left->time_ms != right->time_ms)
    result = left->time_ms < right->time_ms ? -1 : 1;
  else
    result = left->index < right->index ? -1 : 1;

  return sorter->order->descending ? -result : result;
}

GArray *
tenant_records_sort_containers (TenantWorld *world,
                                GArray *containers,
                                const TenantTreeOrder *order)
{
  Sorter sorter = { tenant_library_get_tree (world->library), order };
  GArray *sorted = g_array_copy (containers);

  g_array_sort_with_data (sorted, compare_containers, &sorter);

  return sorted;
}

static void
write_children (TenantWriter *writer,
                TenantWorld *world,
                const TenantContainer *container,
                const TenantTreeOrder *order)
{
  TenantTree *tree = tenant_library_get_tree (world->library);
  g_autoptr (GArray) sorted = tenant_records_sort_containers (world, container->children, order);

  tenant_writer_open (writer, "children", '[');
  /* C19: a tenant whose tree has lost its way. */
  if (world->options.scenario == TENANT_SCENARIO_CYCLE_TREE && container->parent >= 0)
    tenant_records_write_container (
        writer, world, tenant_tree_get_container (tree, (guint) container->parent), NULL, FALSE);
  for (guint i = 0; i < sorted->len; i++)
    tenant_records_write_container (
        writer, world, tenant_tree_get_container (tree, g_array_index (sorted, guint, i)), order,
        FALSE);
  tenant_writer_close (writer, ']');
}

void
tenant_records_write_container (TenantWriter *writer,
                                TenantWorld *world,
                                const TenantContainer *container,
                                const TenantTreeOrder *children,
                                gboolean text_size)
{
  TenantTree *tree = tenant_library_get_tree (world->library);
  g_autofree char *ids = tenant_tree_make_path (tree, container, FALSE);
  g_autofree char *names = tenant_tree_make_path (tree, container, TRUE);
  guint size = tenant_index_get_container_size (world->index, container->index);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, "id", container->id);
  tenant_writer_string (writer, "idPath", ids);
  tenant_writer_string (writer, "name", container->name);
  tenant_writer_string (writer, "namePath", names);
  tenant_writer_string (writer, "scheme", container->is_album ? "album" : "folder");
  if (text_size)
    tenant_writer_number (writer, "size", size);
  else
    tenant_writer_integer (writer, "size", size);
  tenant_writer_date (writer, "time", container->time_ms);
  tenant_writer_date (writer, "created", container->created_ms);
  if (container->description != NULL)
    tenant_writer_string (writer, "description", container->description);
  write_owner (writer, world, container->owner);
  if (children != NULL && !container->is_album)
    write_children (writer, world, container, children);
  tenant_writer_close (writer, '}');
}
