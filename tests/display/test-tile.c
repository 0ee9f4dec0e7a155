/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-tile.h"

#include "catalog-asset-list.h"
#include "picker-asset-text.h"
#include "picker-texture.h"
#include "picker-thumbnail.h"
#include "test-service.h"
#include "test-session.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

#define PICTURE_PX 240

typedef struct
{
  TestTenant *tenant;
  EngineSession *session;
  CatalogAssetList *list;
  PickerTile *tile;
  GtkWidget *window;
} Fixture;

static gboolean
is_ready (gpointer list)
{
  return catalog_asset_list_get_status (list) == CATALOG_STATUS_READY;
}

static void
ask_for_all (CatalogAssetList *list)
{
  g_autoptr (CantoQuery) query = canto_query_new ();

  catalog_asset_list_set_query (list, query);
  test_wait_until (is_ready, list, "the list");
}

static void
set_up_with (Fixture *fixture, const char *argument)
{
  fixture->tenant = test_tenant_start ("--assets=300", argument, NULL);
  fixture->session = test_session_new (fixture->tenant, 0);
  fixture->list = catalog_asset_list_new (engine_session_get_source (fixture->session));
  fixture->tile = picker_tile_new (fixture->session);
  fixture->window = test_widget_show (GTK_WIDGET (fixture->tile), 200, 220);
  ask_for_all (fixture->list);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  set_up_with (fixture, NULL);
}

static void
set_up_slow (Fixture *fixture, gconstpointer data)
{
  set_up_with (fixture, "--latency-ms=150");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_widget_close (fixture->window);
  test_assert_last_unref (fixture->list);
  test_session_free (fixture->session);
  g_free (test_tenant_stop (fixture->tenant));
}

static gpointer
get_thumbnail (Fixture *fixture)
{
  return test_widget_find (fixture->tile, PICKER_TYPE_THUMBNAIL);
}

static const char *
get_page (Fixture *fixture)
{
  return test_tiles_get_page (fixture->tile);
}

static GdkPaintable *
get_paintable (Fixture *fixture)
{
  return picker_thumbnail_get_paintable (get_thumbnail (fixture));
}

static gboolean
has_picture (gpointer fixture)
{
  return g_str_equal (get_page (fixture), "picture");
}

static gboolean
has_icon (gpointer fixture)
{
  return g_str_equal (get_page (fixture), "icon");
}

static gboolean
has_no_fetches (gpointer session)
{
  return media_previews_get_n_pending (engine_session_get_previews (session)) == 0;
}

typedef gboolean (*AssetTest) (CantoAsset *asset);

static gboolean
is_image_with_picture (CantoAsset *asset)
{
  return canto_asset_get_scheme (asset) == CANTO_SCHEME_IMAGE
         && canto_asset_get_link (asset, CANTO_LINK_PREVIEW_URI_240) != NULL;
}

static gboolean
is_film (CantoAsset *asset)
{
  return canto_asset_get_scheme (asset) == CANTO_SCHEME_VIDEO;
}

static gboolean
is_other (CantoAsset *asset)
{
  return canto_asset_get_scheme (asset) == CANTO_SCHEME_OTHER;
}

static gboolean
is_approved (CantoAsset *asset)
{
  return canto_asset_get_approval (asset) == CANTO_APPROVAL_APPROVED;
}

static gboolean
is_pending (CantoAsset *asset)
{
  return canto_asset_get_approval (asset) == CANTO_APPROVAL_PENDING;
}

static gboolean
is_restricted (CantoAsset *asset)
{
  return canto_asset_get_approval (asset) == CANTO_APPROVAL_RESTRICTED;
}

static gboolean
is_expired (CantoAsset *asset)
{
  return canto_asset_get_approval (asset) == CANTO_APPROVAL_EXPIRED;
}

static gboolean
has_own_status (CantoAsset *asset)
{
  return canto_asset_get_approval (asset) == CANTO_APPROVAL_OTHER;
}

/* The @n-th slot of the first page whose asset is as @test says. */
static CatalogSlot *
find_slot (Fixture *fixture, AssetTest test, guint n)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (CatalogSlot) slot = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);
      CantoAsset *asset = catalog_slot_get_asset (slot);

      if (asset != NULL && test (asset) && n-- == 0)
        return g_steal_pointer (&slot);
    }
  g_error ("The library has no such asset.");
}

/* The pixels that belong to @asset, from the memory of the previews. */
static GBytes *
download (GdkTexture *texture)
{
  gsize stride = (gsize) gdk_texture_get_width (texture) * 4;
  gsize size = stride * (gsize) gdk_texture_get_height (texture);
  guchar *pixels = g_malloc0 (size);

  gdk_texture_download (texture, pixels, stride);

  return g_bytes_new_take (pixels, size);
}

static gboolean
shows_picture_of (Fixture *fixture, CantoAsset *asset)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (fixture->tile));
  g_autoptr (MediaRequest) request =
      engine_session_make_preview_request (fixture->session, asset, (guint) (PICTURE_PX * scale));
  g_autoptr (MediaPicture) picture =
      media_previews_lookup (engine_session_get_previews (fixture->session), request);
  g_autoptr (GdkTexture) texture = picture != NULL ? picker_texture_new (picture) : NULL;
  g_autoptr (GBytes) expected = texture != NULL ? download (texture) : NULL;
  g_autoptr (GBytes) shown = download (GDK_TEXTURE (get_paintable (fixture)));

  return expected != NULL && g_bytes_equal (expected, shown);
}

static void
test_picture (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogSlot) slot = find_slot (fixture, is_image_with_picture, 0);

  picker_cell_set_slot (PICKER_CELL (fixture->tile), slot);
  g_assert_cmpstr (get_page (fixture), ==, "blank");
  picker_cell_set_on_screen (PICKER_CELL (fixture->tile), TRUE);
  test_wait_until (has_picture, fixture, "a picture");

  g_assert_true (shows_picture_of (fixture, catalog_slot_get_asset (slot)));
  g_assert_cmpstr (picker_tile_get_words (fixture->tile, PICKER_TILE_NAME), ==,
                   canto_asset_get_name (catalog_slot_get_asset (slot)));
  g_assert_true (picker_cell_get_slot (PICKER_CELL (fixture->tile)) == slot);
}

static void
test_only_on_screen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogSlot) slot = find_slot (fixture, is_image_with_picture, 0);

  picker_cell_set_slot (PICKER_CELL (fixture->tile), slot);
  g_assert_true (has_no_fetches (fixture->session));
  picker_cell_set_on_screen (PICKER_CELL (fixture->tile), TRUE);
  g_assert_false (has_no_fetches (fixture->session));
}

static void
test_cancelled_when_it_leaves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogSlot) slot = find_slot (fixture, is_image_with_picture, 0);

  picker_cell_set_slot (PICKER_CELL (fixture->tile), slot);
  picker_cell_set_on_screen (PICKER_CELL (fixture->tile), TRUE);
  g_assert_false (has_no_fetches (fixture->session));
  picker_cell_set_on_screen (PICKER_CELL (fixture->tile), FALSE);
  test_wait_until (has_no_fetches, fixture->session, "the fetch to be given up");
  g_assert_cmpstr (get_page (fixture), ==, "blank");
  g_assert_null (get_paintable (fixture));

  picker_cell_set_on_screen (PICKER_CELL (fixture->tile), TRUE);
  test_wait_until (has_picture, fixture, "the picture, when it comes back");
}

static void
load_ended (GObject *object, GAsyncResult *result, gpointer is_ended)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaPicture) picture =
      media_previews_load_finish (MEDIA_PREVIEWS (object), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (picture);
  *(gboolean *) is_ended = TRUE;
}

static gboolean
is_true (gpointer flag)
{
  return *(gboolean *) flag;
}

static void
test_recycled_while_loading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogSlot) first = find_slot (fixture, is_image_with_picture, 0);
  g_autoptr (CatalogSlot) second = find_slot (fixture, is_image_with_picture, 1);
  g_autoptr (MediaRequest) request = engine_session_make_preview_request (
      fixture->session, catalog_slot_get_asset (first), PICTURE_PX);
  gboolean is_ended = FALSE;

  picker_cell_set_slot (PICKER_CELL (fixture->tile), first);
  picker_cell_set_on_screen (PICKER_CELL (fixture->tile), TRUE);
  /* Somebody else waits for the same picture, so that it comes all the same. */
  media_previews_load_async (engine_session_get_previews (fixture->session), request, NULL,
                             load_ended, &is_ended);
  picker_cell_set_slot (PICKER_CELL (fixture->tile), second);
  test_wait_until (is_true, &is_ended, "the picture of the first");
  g_assert_cmpstr (get_page (fixture), ==, "blank");
  g_assert_null (get_paintable (fixture));
}

static void
test_recycled_after_loading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogSlot) first = find_slot (fixture, is_image_with_picture, 0);
  g_autoptr (CatalogSlot) second = find_slot (fixture, is_image_with_picture, 1);

  picker_cell_set_slot (PICKER_CELL (fixture->tile), first);
  picker_cell_set_on_screen (PICKER_CELL (fixture->tile), TRUE);
  test_wait_until (has_picture, fixture, "the first picture");

  picker_cell_set_slot (PICKER_CELL (fixture->tile), second);
  g_assert_cmpstr (get_page (fixture), ==, "blank");
  g_assert_null (get_paintable (fixture));
  picker_cell_set_on_screen (PICKER_CELL (fixture->tile), TRUE);
  test_wait_until (has_picture, fixture, "the second picture");
  g_assert_true (shows_picture_of (fixture, catalog_slot_get_asset (second)));
  g_assert_false (shows_picture_of (fixture, catalog_slot_get_asset (first)));

  /* What is in memory is there at once. */
  picker_cell_set_slot (PICKER_CELL (fixture->tile), first);
  picker_cell_set_on_screen (PICKER_CELL (fixture->tile), TRUE);
  g_assert_true (has_picture (fixture));
  g_assert_true (shows_picture_of (fixture, catalog_slot_get_asset (first)));
}

static void
test_released (Fixture *fixture, gconstpointer data)
{
  CatalogSlot *slot = find_slot (fixture, is_image_with_picture, 0);
  gpointer alive = slot;

  g_object_add_weak_pointer (G_OBJECT (slot), &alive);
  picker_cell_set_slot (PICKER_CELL (fixture->tile), slot);
  picker_cell_set_on_screen (PICKER_CELL (fixture->tile), TRUE);
  test_wait_until (has_picture, fixture, "a picture");
  g_object_unref (slot);
  g_assert_nonnull (alive);

  picker_cell_set_slot (PICKER_CELL (fixture->tile), NULL);
  g_assert_null (alive);
  g_assert_null (get_paintable (fixture));
  g_assert_null (picker_tile_get_words (fixture->tile, PICKER_TILE_NAME));
}

static void
test_words_only_on_screen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogSlot) slot = find_slot (fixture, is_expired, 0);

  picker_cell_set_slot (PICKER_CELL (fixture->tile), slot);
  for (guint i = 0; i < PICKER_TILE_N_WORDS; i++)
    g_assert_null (picker_tile_get_words (fixture->tile, i));
  picker_cell_set_on_screen (PICKER_CELL (fixture->tile), TRUE);
  g_assert_nonnull (picker_tile_get_words (fixture->tile, PICKER_TILE_NAME));
  g_assert_nonnull (picker_tile_get_words (fixture->tile, PICKER_TILE_STATUS));
  picker_cell_set_on_screen (PICKER_CELL (fixture->tile), FALSE);
  g_assert_null (picker_tile_get_words (fixture->tile, PICKER_TILE_NAME));
}

/* A name for which there is no room can be read where the pointer rests. */
static void
test_tooltip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogSlot) slot = find_slot (fixture, is_image_with_picture, 0);
  const char *name = canto_asset_get_name (catalog_slot_get_asset (slot));

  picker_cell_set_slot (PICKER_CELL (fixture->tile), slot);
  picker_cell_set_on_screen (PICKER_CELL (fixture->tile), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 220);
  test_widget_wait_frames (fixture->tile, 3);
  g_assert_null (picker_tile_get_tooltip (fixture->tile));
  picker_tile_set_size_px (fixture->tile, 50);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 50, 220);
  test_widget_wait_frames (fixture->tile, 3);
  g_assert_cmpstr (picker_tile_get_tooltip (fixture->tile), ==, name);
}

static void
assert_badge (Fixture *fixture, AssetTest test, const char *text)
{
  g_autoptr (CatalogSlot) slot = find_slot (fixture, test, 0);

  picker_cell_set_slot (PICKER_CELL (fixture->tile), slot);
  picker_cell_set_on_screen (PICKER_CELL (fixture->tile), TRUE);
  g_assert_cmpstr (picker_tile_get_words (fixture->tile, PICKER_TILE_STATUS), ==, text);
}

static void
test_badge (Fixture *fixture, gconstpointer data)
{
  assert_badge (fixture, is_expired, "Expired");
  assert_badge (fixture, is_approved, NULL);
  assert_badge (fixture, is_restricted, "Restricted");
  assert_badge (fixture, is_pending, "Pending");
  assert_badge (fixture, has_own_status, "In review");
}

/* The one in the middle. */
static GtkImage *
find_icon (Fixture *fixture)
{
  return test_widget_find (get_thumbnail (fixture), GTK_TYPE_IMAGE);
}

static void
test_kind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogSlot) film = find_slot (fixture, is_film, 0);
  g_autoptr (CatalogSlot) other = find_slot (fixture, is_other, 0);
  g_autoptr (CatalogSlot) image = find_slot (fixture, is_image_with_picture, 0);

  picker_cell_set_slot (PICKER_CELL (fixture->tile), film);
  g_assert_cmpstr (picker_tile_get_icon_name (fixture->tile), ==, "video-x-generic-symbolic");
  picker_cell_set_slot (PICKER_CELL (fixture->tile), image);
  g_assert_null (picker_tile_get_icon_name (fixture->tile));

  /* What has no preview shows what it is, in the middle. */
  picker_cell_set_slot (PICKER_CELL (fixture->tile), other);
  picker_cell_set_on_screen (PICKER_CELL (fixture->tile), TRUE);
  test_wait_until (has_icon, fixture, "an icon");
  g_assert_cmpstr (gtk_image_get_icon_name (find_icon (fixture)), ==, "package-x-generic-symbolic");
}

static void
assert_label (Fixture *fixture, const char *text)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->tile),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, text);
}

static void
test_accessible_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogSlot) slot = find_slot (fixture, is_approved, 0);
  g_autoptr (CatalogSlot) far = g_list_model_get_item (G_LIST_MODEL (fixture->list), 250);

  picker_cell_set_slot (PICKER_CELL (fixture->tile), slot);
  assert_label (fixture, canto_asset_get_name (catalog_slot_get_asset (slot)));
  g_assert_null (catalog_slot_get_asset (far));
  picker_cell_set_slot (PICKER_CELL (fixture->tile), far);
  assert_label (fixture, "Loading");
}

/* What eyes see on the tile: kind and status. */
static void
test_accessible_description (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CatalogSlot) expired = find_slot (fixture, is_expired, 0);
  g_autoptr (CatalogSlot) film = find_slot (fixture, is_film, 0);
  g_autoptr (CatalogSlot) far = g_list_model_get_item (G_LIST_MODEL (fixture->list), 250);
  CatalogSlot *slots[] = { expired, film };

  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      g_autofree char *summary = picker_asset_text_dup_summary (catalog_slot_get_asset (slots[i]));

      picker_cell_set_slot (PICKER_CELL (fixture->tile), slots[i]);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->tile),
                                           GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary);
    }
  picker_cell_set_slot (PICKER_CELL (fixture->tile), far);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->tile),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
}

/* Where the first of @digit stands in @text among Hebrew letters. */
static int
find_place (GtkWidget *widget, const char *text, const char *digit)
{
  g_autofree char *line = g_strconcat ("\u05d2\u05d5\u05d3\u05dc ", text, NULL);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, line);
  PangoRectangle place;

  pango_layout_index_to_pos (layout, (int) (strstr (line, digit) - line), &place);

  return place.x;
}

/* The width stands before the height, also where letters go from right to left. */
static void
test_dimensions_from_right_to_left (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  text = picker_asset_text_dup_pixels (6000, 4111);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_assert_cmpint (find_place (GTK_WIDGET (fixture->tile), text, "6000"), <,
                   find_place (GTK_WIDGET (fixture->tile), text, "4111"));
  g_assert_cmpint (find_place (GTK_WIDGET (fixture->tile), "6000 × 4111", "6000"), >,
                   find_place (GTK_WIDGET (fixture->tile), "6000 × 4111", "4111"));
}

static gboolean
has_failed (gpointer slot)
{
  return catalog_slot_get_failed (slot);
}

static gboolean
has_not_failed (gpointer slot)
{
  return !catalog_slot_get_failed (slot);
}

static gboolean
has_asset (gpointer slot)
{
  return catalog_slot_get_asset (slot) != NULL;
}

/* The second page is refused, and had at the next try. */
static void
test_failed_page (void)
{
  TestService *service = test_service_new ();
  EngineSession *session = test_session_new_for_base (test_service_get_base (service));
  CatalogAssetList *list = catalog_asset_list_new (engine_session_get_source (session));
  PickerTile *tile = picker_tile_new (session);
  GtkWidget *window = test_widget_show (GTK_WIDGET (tile), 200, 220);
  CatalogSlot *slot;

  test_service_add_asset (service, "image", "a1", "one.jpg", "", "");
  test_service_refuse (service, "start=200", 404, "{}");
  /* A list that is longer than what it gives. */
  test_service_refuse (service, "start=0", 200, "{\"found\": 300, \"results\": []}");
  ask_for_all (list);
  slot = g_list_model_get_item (G_LIST_MODEL (list), 200);
  picker_cell_set_slot (PICKER_CELL (tile), slot);
  picker_cell_set_on_screen (PICKER_CELL (tile), TRUE);
  catalog_asset_list_set_visible (list, 200, 1);
  test_wait_until (has_failed, slot, "the failure");
  g_assert_cmpstr (picker_tile_get_words (tile, PICKER_TILE_NAME), ==, "Could not be loaded");
  g_assert_cmpstr (picker_tile_get_tooltip (tile), ==,
                   "Could not be loaded: press Enter or double-click to try again");
  g_assert_cmpstr (test_tiles_get_page (tile), ==, "failed");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Could not be loaded");

  /* While it is asked for anew it has not failed. */
  test_service_refuse (service, "start=200", 0, NULL);
  test_service_hold (service, "start=200");
  catalog_asset_list_retry (list);
  test_wait_until (has_not_failed, slot, "the next try");
  g_assert_cmpstr (test_tiles_get_page (tile), ==, "blank");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Loading");
  test_service_release (service);
  test_wait_until (has_asset, slot, "the asset at the next try");
  g_assert_cmpstr (picker_tile_get_words (tile, PICKER_TILE_NAME), ==, "one.jpg");

  g_object_unref (slot);
  test_widget_close (window);
  test_assert_last_unref (list);
  test_session_free (session);
  test_service_free (service);
}

#define ADD(path, set_up, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  /* What a screen reader would hear, without one. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  test_widget_init (&argc, &argv);

  ADD ("/tile/picture", set_up, test_picture);
  ADD ("/tile/asks-only-on-screen", set_up_slow, test_only_on_screen);
  ADD ("/tile/cancelled-when-it-leaves", set_up_slow, test_cancelled_when_it_leaves);
  ADD ("/tile/recycled-while-loading", set_up_slow, test_recycled_while_loading);
  ADD ("/tile/recycled-after-loading", set_up, test_recycled_after_loading);
  ADD ("/tile/no-slot-releases-it", set_up, test_released);
  ADD ("/tile/words-only-on-screen", set_up, test_words_only_on_screen);
  ADD ("/tile/tooltip", set_up, test_tooltip);
  ADD ("/tile/badge", set_up, test_badge);
  ADD ("/tile/kind", set_up, test_kind);
  ADD ("/tile/accessible-name", set_up, test_accessible_name);
  ADD ("/tile/accessible-description", set_up, test_accessible_description);
  ADD ("/tile/dimensions-from-right-to-left", set_up, test_dimensions_from_right_to_left);
  g_test_add_func ("/tile/failed-page", test_failed_page);

  return g_test_run ();
}
