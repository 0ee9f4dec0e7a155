/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-tiles.h"

#include "picker-thumbnail.h"
#include "test-wait.h"
#include "test-widget.h"

#include <graphene.h>

guint
test_tiles_count (PickerGrid *grid)
{
  g_autoptr (GPtrArray) tiles = test_widget_find_all (grid, PICKER_TYPE_TILE);

  return tiles->len;
}

gboolean
test_tiles_is_on_screen (PickerGrid *grid, PickerTile *tile)
{
  GtkWidget *scroller = test_widget_get_child (grid, "scroller");
  graphene_rect_t bounds;

  return picker_cell_get_slot (PICKER_CELL (tile)) != NULL
         && gtk_widget_get_mapped (GTK_WIDGET (tile))
         && gtk_widget_compute_bounds (GTK_WIDGET (tile), scroller, &bounds)
         && bounds.origin.y < gtk_widget_get_height (scroller)
         && bounds.origin.y + bounds.size.height > 0;
}

guint
test_tiles_count_on_screen (PickerGrid *grid)
{
  g_autoptr (GPtrArray) tiles = test_widget_find_all (grid, PICKER_TYPE_TILE);
  guint n_seen = 0;

  for (guint i = 0; i < tiles->len; i++)
    n_seen += test_tiles_is_on_screen (grid, tiles->pdata[i]) ? 1 : 0;

  return n_seen;
}

PickerTile *
test_tiles_find (PickerGrid *grid, guint position)
{
  g_autoptr (GPtrArray) tiles = test_widget_find_all (grid, PICKER_TYPE_TILE);

  for (guint i = 0; i < tiles->len; i++)
    {
      CatalogSlot *slot = picker_cell_get_slot (tiles->pdata[i]);

      if (slot != NULL && catalog_slot_get_position (slot) == position)
        return tiles->pdata[i];
    }

  return NULL;
}

const char *
test_tiles_get_page (PickerTile *tile)
{
  static const char *const pages[] = {
    [PICKER_THUMBNAIL_BLANK] = "blank",
    [PICKER_THUMBNAIL_PICTURE] = "picture",
    [PICKER_THUMBNAIL_ICON] = "icon",
    [PICKER_THUMBNAIL_FAILED] = "failed",
  };

  return pages[picker_thumbnail_get_state (test_widget_find (tile, PICKER_TYPE_THUMBNAIL))];
}

static gboolean
is_complete (PickerTile *tile)
{
  CantoAsset *asset = catalog_slot_get_asset (picker_cell_get_slot (PICKER_CELL (tile)));
  const char *page = test_tiles_get_page (tile);

  if (asset == NULL || !canto_asset_get_is_complete (asset))
    return FALSE;

  /* The service has a preview of what it gives a link for. */
  return g_str_equal (page, "picture")
         || (!g_str_equal (page, "blank")
             && canto_asset_get_link (asset, CANTO_LINK_PREVIEW) == NULL);
}

gboolean
test_tiles_is_settled (gpointer grid)
{
  g_autoptr (GPtrArray) tiles = test_widget_find_all (grid, PICKER_TYPE_TILE);
  guint n_seen = 0;

  for (guint i = 0; i < tiles->len; i++)
    {
      if (!test_tiles_is_on_screen (grid, tiles->pdata[i]))
        continue;
      n_seen++;
      if (!is_complete (tiles->pdata[i]))
        return FALSE;
    }

  return n_seen > 0 && catalog_asset_list_get_n_pending (picker_grid_get_list (grid)) == 0;
}

void
test_tiles_settle (PickerGrid *grid)
{
  /* What was just scrolled is in its place after the next layout, and looked at after that. */
  test_widget_wait_frames (grid, 3);
  test_wait_until (test_tiles_is_settled, grid, "the tiles on screen");
}

GtkDragSource *
test_tiles_get_drag_source (gpointer cell)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (cell);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DRAG_SOURCE (controller))
        return GTK_DRAG_SOURCE (controller);
    }
  g_error ("A cell that cannot be dragged.");
}

GdkContentProvider *
test_tiles_drag (PickerTile *tile)
{
  GtkWidget *thumbnail = test_widget_find (tile, PICKER_TYPE_THUMBNAIL);
  GdkContentProvider *provider = NULL;
  double x, y;

  gtk_widget_translate_coordinates (thumbnail, GTK_WIDGET (tile),
                                    gtk_widget_get_width (thumbnail) / 2.0,
                                    gtk_widget_get_height (thumbnail) / 2.0, &x, &y);
  g_signal_emit_by_name (test_tiles_get_drag_source (tile), "prepare", x, y, &provider);

  return provider;
}
