/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A library of a folder of pictures: what is found, what is read, and what is drawn. */

#include "tenant-folder.h"

#include "tenant-darkroom.h"
#include "tenant-made-up.h"
#include "tenant-original.h"
#include "tenant-query.h"
#include "test-pictures.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#ifdef HAVE_VIPS
#include <vips/vips.h>
#endif

typedef struct
{
  TestPictures *pictures;
  TenantLibrary *library;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->pictures = test_pictures_new ();
  fixture->library = tenant_folder_new (fixture->pictures->path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->library);
  test_pictures_free (fixture->pictures);
}

static gboolean
find_by_name (TenantLibrary *library, const char *name, TenantAsset *asset)
{
  for (guint64 number = 0; number < tenant_library_get_n_assets (library); number++)
    {
      tenant_library_get_asset (library, number, asset);
      if (g_str_equal (asset->name, name))
        return TRUE;
      tenant_asset_clear (asset);
    }

  return FALSE;
}

static void
get_by_name (Fixture *fixture, const char *name, TenantAsset *asset)
{
  if (!find_by_name (fixture->library, name, asset))
    g_error ("There is no asset “%s”", name);
}

static const TenantContainer *
find_container (TenantTree *tree, const char *path)
{
  for (guint i = 0; i < tenant_tree_get_n_containers (tree); i++)
    {
      const TenantContainer *container = tenant_tree_get_container (tree, i);
      g_autofree char *names = tenant_tree_make_path (tree, container, TRUE);

      if (g_str_equal (names, path))
        return container;
    }

  return NULL;
}

/* Folders, albums, and a folder with an album of its own name. */
static void
test_tree (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *path;
    gboolean is_album;
  } cases[] = {
    { "Nothing", TRUE },        { "Odd", TRUE },
    { "Papers", TRUE },         { "Products", FALSE },
    { "Products/Lamps", TRUE }, { "Products/Products", TRUE },
  };
  TenantTree *tree = tenant_library_get_tree (fixture->library);
  g_autofree char *own_album = g_path_get_basename (fixture->pictures->path);
  g_auto (TenantAsset) chair = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const TenantContainer *container = find_container (tree, cases[i].path);

      g_test_message ("%s", cases[i].path);
      g_assert_nonnull (container);
      g_assert_cmpint (container->is_album, ==, cases[i].is_album);
    }
  /* What lies in the folder itself. */
  g_assert_nonnull (find_container (tree, own_album));
  g_assert_cmpuint (tenant_tree_get_n_containers (tree), ==, G_N_ELEMENTS (cases) + 1);

  get_by_name (fixture, "chair.png", &chair);
  g_assert_cmpstr (tenant_tree_get_album (tree, chair.filed)->name, ==, "Products");
  {
    g_autoptr (TenantAlbumSet) products =
        tenant_album_set_new (tree, find_container (tree, "Products"));
    g_autoptr (TenantAlbumSet) lamps =
        tenant_album_set_new (tree, find_container (tree, "Products/Lamps"));

    g_assert_true (tenant_album_set_holds (products, chair.albums, chair.filed, NULL));
    g_assert_false (tenant_album_set_holds (lamps, chair.albums, chair.filed, NULL));
  }
}

/* The next start gives the same assets the same ids. */
static void
test_same_ids (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TenantLibrary) again = tenant_folder_new (fixture->pictures->path, NULL);
  guint64 n_assets = tenant_library_get_n_assets (fixture->library);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpuint (n_assets, ==, fixture->pictures->n_files);
  for (guint64 number = 0; number < n_assets; number++)
    {
      g_auto (TenantAsset) asset = { 0 };
      g_auto (TenantAsset) same = { 0 };
      guint64 found;

      tenant_library_get_asset (fixture->library, number, &asset);
      tenant_library_get_asset (again, number, &same);
      g_assert_cmpstr (asset.id, ==, same.id);
      g_assert_cmpstr (asset.name, ==, same.name);
      g_assert_cmpuint (strspn (asset.id, "0123456789abcdefghijklmnopqrstuv"), ==, 26);
      g_assert_true (g_hash_table_add (ids, g_strdup (asset.id)));
      g_assert_true (tenant_library_find (again, asset.scheme, asset.id, &found));
      g_assert_cmpuint (found, ==, number);
      g_assert_false (tenant_library_find (
          again, (TenantScheme) ((asset.scheme + 1) % TENANT_N_SCHEMES), asset.id, &found));
    }
}

/* The order of numbers is that of time, which sorting takes for granted; that of id orders is that
 * of ids. */
static void
test_orders (Fixture *fixture, gconstpointer data)
{
  for (guint64 number = 1; number < tenant_library_get_n_assets (fixture->library); number++)
    {
      g_auto (TenantAsset) left = { 0 };
      g_auto (TenantAsset) right = { 0 };

      tenant_library_get_asset (fixture->library, number - 1, &left);
      tenant_library_get_asset (fixture->library, number, &right);
      g_assert_cmpint (left.modified_ms, <=, right.modified_ms);
      g_assert_cmpint (left.created_ms, <=, left.modified_ms);
      g_assert_cmpint (strcmp (left.id, right.id) < 0, ==,
                       tenant_library_get_id_order (fixture->library, number - 1)
                           < tenant_library_get_id_order (fixture->library, number));
    }
}

static void
test_measures (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *name;
    TenantScheme scheme;
    const char *type;
    guint width_px, height_px, pages, duration_ms;
    gboolean has_preview;
    gboolean exists;
  } cases[] = {
    { "chair.png", TENANT_SCHEME_IMAGE, "image/png", 80, 50, 0, 0, TRUE, TRUE },
    { "lamp.tif", TENANT_SCHEME_IMAGE, "image/tiff", 50, 50, 0, 0, TRUE, TRUE },
    { "lamp.webp", TENANT_SCHEME_IMAGE, "image/webp", 64, 32, 0, 0, TRUE,
      fixture->pictures->has_webp },
    { "lamp.heic", TENANT_SCHEME_IMAGE, "image/heif", 64, 64, 0, 0, TRUE,
      fixture->pictures->has_heic },
    { "logo.svg", TENANT_SCHEME_IMAGE, "image/svg+xml", 200, 100, 0, 0, TRUE, TRUE },
    { "tone.wav", TENANT_SCHEME_AUDIO, NULL, 0, 0, 0, 1500, FALSE, TRUE },
#ifdef HAVE_VIPS
    { "three.pdf", TENANT_SCHEME_DOCUMENT, "application/pdf", 300, 400, 3, 0, TRUE, TRUE },
#endif
    { "broken.jpg", TENANT_SCHEME_IMAGE, "image/jpeg", 0, 0, 0, 0, FALSE, TRUE },
    { "empty.png", TENANT_SCHEME_IMAGE, "image/png", 0, 0, 0, 0, FALSE, TRUE },
    { "no extension", TENANT_SCHEME_DOCUMENT, "text/plain", 0, 0, 0, 0, FALSE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (TenantAsset) asset = { 0 };
      TenantFacts facts;

      g_test_message ("%s", cases[i].name);
      if (!cases[i].exists)
        continue;
      get_by_name (fixture, cases[i].name, &asset);
      g_assert_cmpint (asset.scheme, ==, cases[i].scheme);
      if (cases[i].type != NULL)
        g_assert_cmpstr (asset.content_type, ==, cases[i].type);
      g_assert_cmpuint (asset.width_px, ==, cases[i].width_px);
      g_assert_cmpuint (asset.height_px, ==, cases[i].height_px);
      g_assert_cmpuint (asset.pages, ==, cases[i].pages);
      g_assert_cmpuint (asset.duration_ms, ==, cases[i].duration_ms);
      g_assert_cmpint (asset.has_preview, ==, cases[i].has_preview);
      g_assert_cmpint (asset.master_published, ==,
                       cases[i].has_preview && cases[i].scheme == TENANT_SCHEME_IMAGE);
      g_assert_cmpstr (asset.tags[0], ==, TENANT_UNTAGGED);

      tenant_library_get_facts (fixture->library, asset.number, &facts);
      tenant_library_measure (fixture->library, &facts);
      g_assert_cmpuint (facts.width_px, ==, asset.width_px);
      g_assert_cmpuint (facts.duration_ms, ==, asset.duration_ms);
      g_assert_cmpuint (facts.size_bytes, ==, asset.size_bytes);
      g_assert_cmpuint (facts.filed, ==, asset.filed);
    }
}

static void
check_field (Fixture *fixture, const TenantAsset *asset, const char *name, const char *expected)
{
  TenantFacts facts;

  tenant_library_get_facts (fixture->library, asset->number, &facts);
  for (guint i = 0; i < tenant_library_get_n_fields (fixture->library); i++)
    {
      g_auto (GStrv) values = NULL;

      if (!g_str_equal (tenant_library_get_field (fixture->library, i)->name, name))
        continue;
      values = tenant_library_dup_field_values (fixture->library, &facts, i);
      g_assert_cmpstr (values != NULL ? values[0] : NULL, ==, expected);
      return;
    }
  g_error ("There is no field “%s”", name);
}

/* EXIF, IPTC and XMP; a keyword that stands in two of them counts once. */
static void
test_texts (Fixture *fixture, gconstpointer data)
{
  static const char *const keywords[] = { "Harbour", "Sea", "Boats", NULL };
  g_auto (TenantAsset) dock = { 0 };

  if (!fixture->pictures->has_texts)
    {
      g_test_skip ("built without gexiv2");
      return;
    }
  get_by_name (fixture, "dock.jpg", &dock);
  g_assert_cmpuint (dock.width_px, ==, 40);
  g_assert_cmpuint (dock.height_px, ==, 60);
  g_assert_cmpstr (dock.description, ==, "Boats at the dock");
  g_assert_cmpstr (dock.author, ==, "Jane Doe");
  g_assert_cmpstr (dock.copyright, ==, "© 2024 Jane Doe");
  g_assert_cmpstr (dock.terms, ==, "Editorial use only");
  g_assert_cmpstr (dock.taken, ==, "2024-03-02 10:11:12");
  g_assert_true (g_strv_equal ((const char *const *) dock.tags, keywords));
  g_assert_true (g_strv_equal ((const char *const *) dock.keywords, keywords));
  check_field (fixture, &dock, "City", "Bergen");
  check_field (fixture, &dock, "Credit", "Studio Nord");
  check_field (fixture, &dock, "Camera", "Box Camera");
  check_field (fixture, &dock, "Rating", "4");
  check_field (fixture, &dock, "Country", NULL);
}

/* How many assets a query finds. */
static guint
count (Fixture *fixture, const char *text)
{
  g_autoptr (GHashTable) parameters = soup_form_decode (text);
  g_autoptr (TenantQuery) query =
      tenant_query_parse (fixture->library, parameters, TENANT_ROLE_ADMIN, NULL);
  g_autoptr (TenantMatcher) matcher = tenant_matcher_new (fixture->library, query);
  guint n_found = 0;

  for (guint64 number = 0; number < tenant_library_get_n_assets (fixture->library); number++)
    {
      TenantFacts facts;

      tenant_library_get_facts (fixture->library, number, &facts);
      n_found += tenant_matcher_matches (matcher, &facts);
    }

  return n_found;
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  const guint n_all = fixture->pictures->n_files;
  const guint n_lamps = 1 + fixture->pictures->has_webp + fixture->pictures->has_heic;
  const guint n_texts = fixture->pictures->has_texts;
  const struct
  {
    const char *query;
    guint n_found;
  } cases[] = {
    { "", n_all },
    { "keyword=lamp", n_lamps },
    { "keyword=LAMP", n_lamps },
    { "keyword=lamp -tif", n_lamps - 1 },
    { "keyword=lamp chair&operator=or", n_lamps + 1 },
    { "keyword=chair.png&exactMatch=true", 1 },
    { "keyword=chair&exactMatch=true", 0 },
    { "keyword=hair", 0 },
    { "keyword=*hair", 1 },
    { "keyword=dock&searchInField=description", n_texts },
    { "keyword=jane", n_texts },
    { "tags=sea|none", n_texts },
    { "tags=%2Bsea%2Bboats", n_texts },
    { "tags=%2Bsea%2Bnone", 0 },
    { "tagsLiteral=sea", 0 },
    { "tagsLiteral=Sea", n_texts },
    { "tags=untagged", n_all - n_texts },
    { "keywords=harbour", n_texts },
    { "keywords=untagged", 0 },
    { "meta_rating_0.keyword=\"4\"", n_texts },
    { "meta_rating_0.keyword=\"__null__\"", n_all - n_texts },
    { "scheme=audio", 1 },
    { "scheme=audio&duration=1..1", 1 },
    { "duration=2..9", 0 },
    { "dimension=200..200", 1 },
    { "orientation=portrait&scheme=image", n_texts },
#ifdef HAVE_VIPS
    { "pageNumber=3..3", 1 },
#endif
    { "fileSize=0..0", 1 },
    { "approval=pending", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].query);
      g_assert_cmpuint (count (fixture, cases[i].query), ==, cases[i].n_found);
    }
}

/* Names that are no text become some; links, pipes and hidden files are left out. */
static void
test_odd_names (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "new line.jpg", "not� utf8.jpg", "🎉 party [page=2].txt" };
  static const char *const absent[] = { ".hidden.jpg", "link.jpg", "pipe.jpg", "passwd", "a.png" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (TenantAsset) asset = { 0 };

      get_by_name (fixture, names[i], &asset);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (absent); i++)
    {
      TenantAsset asset;

      g_assert_false (find_by_name (fixture->library, absent[i], &asset));
    }
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  const guchar *row = cairo_image_surface_get_data (surface)
                      + (gsize) y * (gsize) cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x];
}

static cairo_surface_t *
draw_all (Fixture *fixture, const TenantAsset *asset, int width_px, int height_px)
{
  g_autoptr (GError) error = NULL;
  TenantView view = {
    .full_width_px = width_px,
    .full_height_px = height_px,
    .width_px = width_px,
    .height_px = height_px,
  };
  cairo_surface_t *surface = tenant_library_draw (fixture->library, asset, &view, &error);

  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, width_px);

  return surface;
}

/* Turned as EXIF says: what is red on the left in the file is red at the top. Transparent stays so.
 */
static void
test_draw (Fixture *fixture, gconstpointer data)
{
  g_auto (TenantAsset) dock = { 0 };
  g_auto (TenantAsset) chair = { 0 };
  g_auto (TenantAsset) broken = { 0 };
  TenantView part = { 80, 50, 40, 0, 40, 50 };
  cairo_surface_t *surface;
  g_autoptr (GError) error = NULL;

  get_by_name (fixture, "chair.png", &chair);
  surface = draw_all (fixture, &chair, 80, 50);
  g_assert_cmphex (get_pixel (surface, 10, 25), ==, 0xffff0000);
  g_assert_cmphex (get_pixel (surface, 70, 25), ==, 0);
  cairo_surface_destroy (surface);
  surface = tenant_library_draw (fixture->library, &chair, &part, &error);
  g_assert_no_error (error);
  g_assert_cmphex (get_pixel (surface, 5, 25), ==, 0);
  cairo_surface_destroy (surface);

  if (fixture->pictures->has_texts)
    {
      get_by_name (fixture, "dock.jpg", &dock);
      surface = draw_all (fixture, &dock, 40, 60);
      g_assert_cmphex (get_pixel (surface, 20, 5) & 0xf00000, ==, 0xf00000);
      g_assert_cmphex (get_pixel (surface, 20, 55) & 0x0000f0, ==, 0x0000f0);
      cairo_surface_destroy (surface);
    }

  get_by_name (fixture, "broken.jpg", &broken);
  g_assert_null (tenant_library_draw (fixture->library, &broken, &part, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

/* However much is drawn, no more is kept than was said. */
static void
test_bound (Fixture *fixture, gconstpointer data)
{
  const gsize max_bytes = 3 * 80 * 50 * 4;
  g_autoptr (TenantDarkroom) darkroom = tenant_darkroom_new (max_bytes);
  g_autofree char *path = g_build_filename (fixture->pictures->path, "Products/chair.png", NULL);
  TenantView view = { 80, 50, 0, 0, 80, 50 };

  for (guint64 number = 0; number < 10; number++)
    {
      cairo_surface_t *surface = tenant_darkroom_draw (darkroom, number, path, FALSE, &view, NULL);

      g_assert_nonnull (surface);
      cairo_surface_destroy (surface);
      g_assert_cmpuint (tenant_darkroom_get_bytes (darkroom), <=, max_bytes);
    }
  g_assert_cmpuint (tenant_darkroom_get_bytes (darkroom), ==, max_bytes);
}

/* What is kept is not read again: the file may be gone. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_auto (TenantAsset) chair = { 0 };
  g_autofree char *path = g_build_filename (fixture->pictures->path, "Products/chair.png", NULL);
  TenantView view = { 2000, 1250, 0, 0, 10, 10 };

  get_by_name (fixture, "chair.png", &chair);
  cairo_surface_destroy (draw_all (fixture, &chair, 80, 50));
  g_assert_cmpint (g_remove (path), ==, 0);
  cairo_surface_destroy (draw_all (fixture, &chair, 40, 25));
  g_assert_null (tenant_library_draw (fixture->library, &chair, &view, NULL));
}

static void
test_no_folder (void)
{
  g_autofree char *empty = g_dir_make_tmp ("descant-empty-XXXXXX", NULL);
  g_autoptr (TenantLibrary) library = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (tenant_folder_new ("/nowhere/pictures", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);

  library = tenant_folder_new (empty, NULL);
  g_assert_cmpuint (tenant_library_get_n_assets (library), ==, 0);
  g_assert_cmpuint (tenant_tree_get_n_containers (tenant_library_get_tree (library)), ==, 0);
  g_rmdir (empty);
}

/* The made-up library's own films and sounds are as long as it says. */
static void
test_lengths (void)
{
  g_autoptr (TenantLibrary) made_up = tenant_made_up_new (200, 1, 0);
  g_autofree char *path = NULL;
  guint n_films = 0;
  int file = g_file_open_tmp ("descant-film-XXXXXX", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  g_close (file, NULL);
  for (guint64 number = 0; n_films < 4; number++)
    {
      g_auto (TenantAsset) asset = { 0 };
      g_autoptr (GBytes) bytes = NULL;
      TenantEmbedded embedded = { 0 };

      tenant_library_get_asset (made_up, number, &asset);
      if (asset.duration_ms == 0)
        continue;
      n_films++;
      bytes = tenant_original_make (&asset, NULL);
      g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                          (gssize) g_bytes_get_size (bytes), NULL));
      tenant_lengths_read (path, &embedded);
      g_test_message ("%s", asset.name);
      g_assert_cmpuint (embedded.duration_ms, ==, asset.duration_ms);
      g_assert_cmpuint (embedded.width_px, ==, asset.width_px);
    }
  g_remove (path);
}

/* Boxes of MPEG-4, right and wrong: the latter say nothing, and are not read past their end. */
static void
test_broken_lengths (void)
{
  static const char good[] = "\0\0\0\x0c"
                             "ftypisom"
                             "\0\0\0\x28"
                             "moov"
                             "\0\0\0\x20"
                             "mvhd"
                             "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x03\xe8\0\0\x05\xdc\0\0\0";
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("descant-film-XXXXXX", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  g_close (file, NULL);
  for (gsize length = 0; length <= sizeof good + 8; length++)
    {
      g_autofree char *bytes = g_malloc0 (sizeof good + 8);
      TenantEmbedded embedded = { 0 };

      memcpy (bytes, good, sizeof good);
      g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
      tenant_lengths_read (path, &embedded);
      g_assert_cmpuint (embedded.duration_ms, ==, length >= 12 + 8 + 8 + 32 ? 1500 : 0);
      /* A box that is longer than all there is. */
      memset (bytes + 12, 0xff, 4);
      g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
      embedded.duration_ms = 0;
      tenant_lengths_read (path, &embedded);
      g_assert_cmpuint (embedded.duration_ms, ==, 0);
    }
  g_remove (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#ifdef HAVE_VIPS
  g_assert_cmpint (VIPS_INIT (argv[0]), ==, 0);
  vips_cache_set_max (0);
#endif
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/folder/1.8/tree", test_tree);
  ADD ("/folder/1.7/same-ids-each-time", test_same_ids);
  ADD ("/folder/orders", test_orders);
  ADD ("/folder/measures", test_measures);
  ADD ("/folder/texts", test_texts);
  ADD ("/folder/5/search", test_search);
  ADD ("/folder/odd-names", test_odd_names);
  ADD ("/folder/draw", test_draw);
  ADD ("/folder/darkroom-has-a-bound", test_bound);
  ADD ("/folder/darkroom-keeps", test_kept);
#undef ADD
  g_test_add_func ("/folder/no-folder", test_no_folder);
  g_test_add_func ("/folder/lengths", test_lengths);
  g_test_add_func ("/folder/lengths-of-broken-files", test_broken_lengths);

  return g_test_run ();
}
