/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Assets and versions that come from outside: there for each way to look at them, and after the
 * next start. */

#include "tenant-index.h"
#include "tenant-made-up.h"
#include "tenant-overlay.h"
#include "tenant-picture.h"
#include "test-folder.h"

#include <libsoup/soup.h>
#include <string.h>
#include <unistd.h>

#define LIBRARY  "--assets=60"
#define N_ASSETS 60

typedef struct
{
  char *folder;
  char *path;
  char *files;
  TenantOverlay *overlay;
  TenantLibrary *library; /* the same */
  TenantIndex *index;
} Fixture;

/* @data: (nullable): without a state if it is NULL */
static void
start (Fixture *self, gconstpointer data)
{
  g_autoptr (TenantLibrary) base = tenant_made_up_new (N_ASSETS, 1, 0);
  g_autoptr (GError) error = NULL;

  self->overlay = tenant_overlay_new (base);
  self->library = TENANT_LIBRARY (self->overlay);
  if (data != NULL)
    tenant_overlay_open_state (self->overlay, self->path, LIBRARY, &error);
  g_assert_no_error (error);
  self->index = tenant_index_new (self->library);
}

static void
stop (Fixture *self)
{
  g_clear_pointer (&self->index, tenant_index_free);
  g_assert_finalize_object (self->overlay);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("descant-state-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "state", NULL);
  self->files = g_build_filename (self->folder, "state.files", NULL);
  start (self, data);
}

static guint
count_files (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->files, 0, NULL);
  guint n_files = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n_files++;

  return n_files;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  stop (self);
  test_folder_remove (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->files);
}

/* A PNG of one colour. (transfer full) */
static GBytes *
make_picture (int width_px, int height_px, double red)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width_px, height_px);
  cairo_t *cr = cairo_create (surface);
  GError *error = NULL;
  GBytes *bytes;

  cairo_set_source_rgb (cr, red, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  bytes = tenant_picture_encode (surface, TENANT_PICTURE_PNG, 90, &error);
  g_assert_no_error (error);
  cairo_surface_destroy (surface);

  return bytes;
}

/* As an upload would write them. (transfer full) */
static TenantUpload *
take (Fixture *self, GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  int file = tenant_overlay_make_file (self->overlay, &path, &error);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  TenantUpload *upload;

  g_assert_no_error (error);
  g_assert_cmpint (write (file, data, length), ==, (gssize) length);
  close (file);
  upload = tenant_overlay_take_file (self->overlay, path, name, &error);
  g_assert_no_error (error);

  return upload;
}

static void
commit (TenantChange *change)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tenant_change_commit (change, &error));
  g_assert_no_error (error);
  tenant_change_free (change);
}

/* Its number. */
static guint64
add (Fixture *self, GBytes *bytes, const char *name)
{
  g_autoptr (TenantUpload) upload = take (self, bytes, name);
  TenantChange *change = tenant_change_new (self->overlay, 1, 1790000000000);
  TenantEntry *entry = tenant_change_add_asset (change, upload);
  guint64 number = entry->asset.number;

  tenant_entry_add_album (entry, 3);
  tenant_entry_add_tag (entry, "Fresh");
  commit (change);

  return number;
}

static guint64
count (Fixture *self, const char *text)
{
  g_autoptr (GHashTable) parameters = soup_form_decode (text);
  g_autoptr (TenantQuery) query =
      tenant_query_parse (self->library, parameters, TENANT_ROLE_ADMIN, NULL);
  g_autoptr (TenantSelection) selection = tenant_index_select (self->index, text, query);

  return tenant_selection_get_found (selection);
}

static void
expect_bytes (Fixture *self, const TenantAsset *asset, GBytes *expected)
{
  g_autofree char *path = tenant_library_dup_path (self->library, asset);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_cmpmem (data, length, g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
}

/* The red of the picture's middle, as it is drawn in a quarter of its size. */
static guint
draw_red (Fixture *self, const TenantAsset *asset)
{
  TenantView view = { 0 };
  guint width_px;
  guint height_px;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  const guchar *pixel;
  guint red;

  tenant_library_get_picture_size (self->library, asset, &width_px, &height_px);
  g_assert_cmpuint (width_px, ==, asset->width_px);
  view.width_px = (int) width_px / 4;
  view.height_px = (int) height_px / 4;
  view.full_width_px = view.width_px;
  view.full_height_px = view.height_px;
  surface = tenant_library_draw (self->library, asset, &view, &error);
  g_assert_no_error (error);
  pixel = cairo_image_surface_get_data (surface)
          + view.height_px / 2 * cairo_image_surface_get_stride (surface) + view.width_px / 2 * 4;
  red = pixel[2];
  cairo_surface_destroy (surface);

  return red;
}

static void
check_added (Fixture *self, guint64 number, GBytes *bytes)
{
  g_auto (TenantAsset) asset = { 0 };
  g_autofree char *md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes);
  TenantTree *tree = tenant_library_get_tree (self->library);
  const TenantContainer *album = tenant_tree_get_album (tree, 3);
  g_autoptr (TenantAlbumSet) set = tenant_album_set_new (tree, album);
  TenantFacts facts;
  guint64 found;

  tenant_library_get_asset (self->library, number, &asset);
  g_assert_cmpuint (strlen (asset.id), ==, 26);
  g_assert_cmpstr (asset.name, ==, "Zebra crossing.png");
  g_assert_cmpint (asset.scheme, ==, TENANT_SCHEME_IMAGE);
  g_assert_cmpstr (asset.content_type, ==, "image/png");
  g_assert_cmpuint (asset.width_px, ==, 80);
  g_assert_cmpuint (asset.height_px, ==, 40);
  g_assert_cmpuint (asset.size_bytes, ==, g_bytes_get_size (bytes));
  g_assert_cmpstr (tenant_asset_get_upload (&asset, 1)->md5, ==, md5);
  g_assert_cmpuint (asset.owner, ==, 1);
  g_assert_true (
      g_strv_equal ((const char *const *) asset.tags, (const char *const[]){ "Fresh", NULL }));
  expect_bytes (self, &asset, bytes);
  g_assert_cmpuint (draw_red (self, &asset), >, 250);
  g_assert_true (tenant_library_find (self->library, asset.scheme, asset.id, &found));
  g_assert_cmpuint (found, ==, number);
  g_assert_false (tenant_library_find (self->library, TENANT_SCHEME_VIDEO, asset.id, &found));
  tenant_library_get_facts (self->library, number, &facts);
  g_assert_true (tenant_album_set_holds (set, facts.albums, facts.filed, facts.more_albums));
  g_assert_cmpuint (tenant_library_get_n_assets (self->library), ==, N_ASSETS + 1);
  g_assert_cmpuint (tenant_library_get_number_at (self->library, N_ASSETS), ==, number);
  g_assert_cmpuint (count (self, ""), ==, N_ASSETS + 1);
  g_assert_cmpuint (count (self, "sortBy=name"), ==, N_ASSETS + 1);
  g_assert_cmpuint (count (self, "sortBy=size"), ==, N_ASSETS + 1);
  g_assert_cmpuint (count (self, "keyword=zebra"), ==, 1);
  g_assert_cmpuint (count (self, "tags=fresh&dimension=80..80"), ==, 1);
  for (guint i = 0; i < tenant_library_get_n_fields (self->library); i++)
    {
      g_auto (GStrv) values = tenant_library_dup_field_values (self->library, &facts, i);

      g_assert_null (values);
    }
}

/* @data: with a state, the same after the next start */
static void
test_add (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_picture (80, 40, 1);
  guint64 number = add (self, bytes, "Zebra crossing.png");

  check_added (self, number, bytes);
  if (data == NULL)
    return;
  stop (self);
  start (self, data);
  check_added (self, number, bytes);
}

static char *
dup_id (Fixture *self, guint64 number)
{
  g_auto (TenantAsset) asset = { 0 };

  tenant_library_get_asset (self->library, number, &asset);

  return g_strdup (asset.id);
}

/* Versions of an asset of the library, and those before them. */
static void
check_versions (Fixture *self, guint64 number, guint n_before, GBytes *first, GBytes *second)
{
  g_auto (TenantAsset) asset = { 0 };
  g_auto (TenantAsset) older = { 0 };
  g_auto (TenantAsset) oldest = { 0 };
  g_auto (TenantAsset) original = { 0 };
  g_autoptr (TenantLibrary) base = tenant_made_up_new (N_ASSETS, 1, 0);
  g_autoptr (GBytes) made = NULL;
  g_autoptr (GBytes) expected = NULL;

  tenant_library_get_asset (self->library, number, &asset);
  tenant_library_get_asset (base, number, &original);
  tenant_library_get_version (self->library, number, n_before + 1, &older);
  tenant_library_get_version (self->library, number, n_before, &oldest);
  g_assert_cmpuint (asset.n_versions, ==, n_before + 2);
  g_assert_cmpstr (asset.name, ==, original.name);
  g_assert_cmpuint (asset.width_px, ==, 120);
  g_assert_cmpuint (older.width_px, ==, 80);
  g_assert_cmpuint (oldest.width_px, ==, original.width_px);
  expect_bytes (self, &asset, second);
  expect_bytes (self, &older, first);
  g_assert_cmpuint (draw_red (self, &asset), <, 140);
  g_assert_cmpuint (draw_red (self, &older), >, 250);
  g_assert_null (tenant_library_dup_path (self->library, &oldest));
  made = tenant_library_make_original (self->library, &oldest, NULL);
  expected = tenant_library_make_original (base, &original, NULL);
  g_assert_true (g_bytes_equal (made, expected));
}

static void
test_versions (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) first = make_picture (80, 40, 1);
  g_autoptr (GBytes) second = make_picture (120, 60, 0.5);
  GBytes *const both[] = { first, second };
  g_auto (TenantAsset) before = { 0 };
  guint64 number = 0;

  do
    {
      tenant_asset_clear (&before);
      tenant_library_get_asset (self->library, number, &before);
    }
  while (before.scheme != TENANT_SCHEME_IMAGE && ++number < N_ASSETS);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TenantUpload) upload = take (self, both[i], "Better.png");
      TenantChange *change = tenant_change_new (self->overlay, 1, 1790000000000 + i);

      g_assert_true (tenant_change_add_version (change, number, upload));
      commit (change);
    }
  check_versions (self, number, before.n_versions, first, second);
  if (data == NULL)
    return;
  stop (self);
  start (self, data);
  check_versions (self, number, before.n_versions, first, second);
}

static void
test_other_scheme (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a,b\n", 4);
  g_autoptr (GBytes) picture = make_picture (80, 40, 1);
  guint64 number = add (self, picture, "Picture.png");
  g_autoptr (TenantUpload) upload = take (self, bytes, "Table.csv");
  g_autoptr (TenantChange) change = tenant_change_new (self->overlay, 1, 0);

  g_assert_false (tenant_change_add_version (change, number, upload));
}

/* What became no asset's leaves no file, as does what was deleted; and what a killed tenant left
 * goes at the next start. */
static void
test_files (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_picture (80, 40, 1);
  g_autofree char *left = NULL;
  g_autofree char *id = NULL;
  guint64 number;
  guint64 found;
  TenantChange *change;

  tenant_upload_unref (take (self, bytes, "Never.png"));
  g_assert_cmpuint (count_files (self), ==, 0);
  number = add (self, bytes, "Once.png");
  id = dup_id (self, number);
  g_assert_cmpuint (count_files (self), ==, 1);
  g_assert_cmpint (tenant_overlay_make_file (self->overlay, &left, NULL), >=, 0);
  g_assert_cmpuint (count_files (self), ==, 2);
  stop (self);
  start (self, data);
  g_assert_cmpuint (count_files (self), ==, 1);
  g_assert_true (tenant_library_find (self->library, TENANT_SCHEME_IMAGE, id, &found));

  change = tenant_change_new (self->overlay, 0, 0);
  tenant_change_delete (change, found);
  commit (change);
  g_assert_false (tenant_library_find (self->library, TENANT_SCHEME_IMAGE, id, &found));
  stop (self);
  start (self, data);
  g_assert_cmpuint (count_files (self), ==, 0);
  g_assert_cmpuint (tenant_library_get_n_assets (self->library), ==, N_ASSETS);
}

/* A state that says that there is a file, and there is none. */
static void
test_missing_file (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_picture (80, 40, 1);
  g_autoptr (TenantLibrary) base = tenant_made_up_new (N_ASSETS, 1, 0);
  g_autoptr (TenantOverlay) overlay = tenant_overlay_new (base);
  g_autoptr (GError) error = NULL;

  add (self, bytes, "Gone.png");
  stop (self);
  test_folder_remove (self->files);
  g_assert_false (tenant_overlay_open_state (overlay, self->path, LIBRARY, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "broken"));
  g_clear_object (&overlay);
  start (self, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, test) g_test_add ("/uploads/" path, Fixture, data, set_up, test, tear_down)
  ADD ("asset", NULL, test_add);
  ADD ("asset-kept", "state", test_add);
  ADD ("versions", NULL, test_versions);
  ADD ("versions-kept", "state", test_versions);
  ADD ("other-scheme", NULL, test_other_scheme);
  ADD ("files", "state", test_files);
  ADD ("missing-file", "state", test_missing_file);
#undef ADD

  return g_test_run ();
}
