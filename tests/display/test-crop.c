/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The crop and size editor: the frame by hand and by key, shapes and sizes, and what is copied and
 * kept in the end. */

#include "picker-concern-popover.h"
#include "picker-crop-window.h"
#include "picker-name-dialog.h"
#include "picker-preset.h"
#include "picker-rendition-popover.h"
#include "picker-smart-crops.h"
#include "test-cropper.h"
#include "test-hand.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

enum
{
  SHAPE_FREE,
  SHAPE_1_1,
  SHAPE_16_9 = 3,
  SHAPE_EXACT = 5,
};

/* Handles */

static void
assert_crop (gpointer window, guint left, guint top, guint width, guint height)
{
  const DeliveryCrop *crop = test_cropper_get_crop (window);

  g_assert_cmpuint (crop->left_px, ==, left);
  g_assert_cmpuint (crop->top_px, ==, top);
  g_assert_cmpuint (crop->width_px, ==, width);
  g_assert_cmpuint (crop->height_px, ==, height);
}

/* From a handle by so much of the screen. */
static void
drag_handle (gpointer window, DeliveryCropHandle handle, double dx, double dy)
{
  PickerCropView *view = test_cropper_get_view (window);
  double x, y;

  g_assert_true (picker_crop_view_get_handle_place (view, handle, &x, &y));
  test_hand_move (view, x, y);
  test_hand_button_down (window);
  test_hand_move (view, x + dx / 2, y + dy / 2);
  test_hand_move (view, x + dx, y + dy);
  test_hand_button_up (window);
}

typedef struct
{
  gpointer window;
  DeliveryCropFrame before;
} Before;

static gboolean
has_moved (gpointer user_data)
{
  Before *before = user_data;

  return !delivery_crop_frame_equal (
      picker_crop_view_get_frame (test_cropper_get_view (before->window)), &before->before);
}

static void
drag_and_wait (gpointer window, DeliveryCropHandle handle, double dx, double dy)
{
  Before before = { window, *picker_crop_view_get_frame (test_cropper_get_view (window)) };

  drag_handle (window, handle, dx, dy);
  test_wait_until (has_moved, &before, "the frame to follow the pointer");
  test_widget_wait_frames (window, 3);
}

static void
test_handles (TestDesk *desk, gconstpointer data)
{
  guint position = test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_NONE);
  g_autoptr (CantoAsset) asset = test_cropper_get_details (desk, position);
  guint width = canto_asset_get_width_px (asset);
  guint height = canto_asset_get_height_px (asset);
  GtkWidget *window = test_cropper_open (desk, position);
  g_autofree char *part = NULL;
  DeliveryCrop corner;

  assert_crop (window, 0, 0, width, height);
  test_cropper_assert_link (window, asset, "1200/jpg");
  test_cropper_wait_result (window, "JPEG");

  drag_and_wait (window, DELIVERY_CROP_RIGHT | DELIVERY_CROP_BOTTOM, -120, -90);
  corner = *test_cropper_get_crop (window);
  g_assert_cmpuint (corner.left_px, ==, 0);
  g_assert_cmpuint (corner.top_px, ==, 0);
  g_assert_cmpuint (corner.width_px, <, width);
  g_assert_cmpuint (corner.height_px, <, height);
  g_assert_cmpfloat_with_epsilon ((double) (width - corner.width_px) / (height - corner.height_px),
                                  120.0 / 90, 0.1);

  /* What is inside moves, and stays as large. */
  drag_and_wait (window, DELIVERY_CROP_INSIDE, 40, 30);
  g_assert_cmpuint (test_cropper_get_crop (window)->left_px, >, 0);
  g_assert_cmpuint (test_cropper_get_crop (window)->top_px, >, 0);
  g_assert_cmpuint (test_cropper_get_crop (window)->width_px, ==, corner.width_px);
  g_assert_cmpuint (test_cropper_get_crop (window)->height_px, ==, corner.height_px);

  test_cropper_choose_size (window, 0);
  part = test_cropper_dup_part (window);
  test_cropper_assert_link (window, asset, part);
  test_cropper_wait_result (window, "JPEG");
  g_assert_true (strstr (test_cropper_get_link (window), "-C") != NULL);
}

/* A click is no frame; who draws on a whole picture makes one. */
static void
test_drawn (TestDesk *desk, gconstpointer data)
{
  guint position = test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_NONE);
  GtkWidget *window = test_cropper_open (desk, position);
  PickerCropView *view = test_cropper_get_view (window);
  const DeliveryCropFrame *frame = picker_crop_view_get_frame (view);
  double x, y;

  g_assert_true (picker_crop_view_get_handle_place (view, DELIVERY_CROP_INSIDE, &x, &y));
  test_hand_move (view, x, y);
  test_hand_button_down (window);
  test_hand_button_up (window);
  test_widget_wait_frames (window, 3);
  g_assert_true (delivery_crop_frame_is_whole (frame));

  drag_and_wait (window, DELIVERY_CROP_INSIDE, 60, 40);
  g_assert_cmpuint (frame->crop.width_px, <, frame->picture_width_px / 2);
  g_assert_cmpuint (frame->crop.left_px + frame->crop.width_px / 2, >, frame->picture_width_px / 2);
  test_cropper_click (window, "whole_button");
  g_assert_true (delivery_crop_frame_is_whole (frame));
  g_assert_false (gtk_widget_get_sensitive (test_widget_get_child (window, "whole_button")));
}

/* Keys */

static gboolean
has_crop (gpointer user_data)
{
  Before *wanted = user_data;
  const DeliveryCrop *crop = test_cropper_get_crop (wanted->window);

  return memcmp (crop, &wanted->before.crop, sizeof *crop) == 0;
}

static void
press_and_wait (gpointer window, const char *key, guint left, guint top, guint width, guint height)
{
  Before wanted = { window, .before = { .crop = { width, height, left, top } } };

  test_hand_press (window, key);
  test_wait_until (has_crop, &wanted, key);
}

static void
test_keys (TestDesk *desk, gconstpointer data)
{
  guint position = test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_NONE);
  g_autoptr (CantoAsset) asset = test_cropper_get_details (desk, position);
  guint width = canto_asset_get_width_px (asset);
  guint height = canto_asset_get_height_px (asset);
  guint step_x = (width + 50) / 100;
  guint step_y = (height + 50) / 100;
  GtkWidget *window;

  test_library_select (&desk->library, position);
  picker_grid_enter (desk->library.grid);
  test_hand_press (desk->library.window, "ctrl+k");
  window = test_cropper_wait ();
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (test_cropper_get_view (window))));

  press_and_wait (window, "shift+Left", 0, 0, width - step_x, height);
  press_and_wait (window, "shift+Up", 0, 0, width - step_x, height - step_y);
  press_and_wait (window, "Right", step_x, 0, width - step_x, height - step_y);
  press_and_wait (window, "ctrl+Left", step_x - 1, 0, width - step_x, height - step_y);
  press_and_wait (window, "ctrl+Down", step_x - 1, 1, width - step_x, height - step_y);
  press_and_wait (window, "ctrl+shift+Left", step_x - 1, 1, width - step_x - 1, height - step_y);
  /* At its edge it gives way to the other side. */
  press_and_wait (window, "shift+Right", 1, 1, width - 1, height - step_y);

  test_hand_press (window, "Escape");
  test_cropper_wait_closed ();
}

/* Shapes */

static void
assert_ratio (gpointer window, double ratio)
{
  const DeliveryCrop *crop = test_cropper_get_crop (window);

  g_assert_cmpfloat_with_epsilon (crop->width_px, crop->height_px * ratio, ratio + 1);
}

static void
test_shapes (TestDesk *desk, gconstpointer data)
{
  guint position = test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_NONE);
  g_autoptr (CantoAsset) asset = test_cropper_get_details (desk, position);
  GtkWidget *window = test_cropper_open (desk, position);

  test_cropper_choose_size (window, 5);
  test_cropper_choose_shape (window, SHAPE_1_1);
  assert_ratio (window, 1);
  /* The largest in the middle is a shape for whatever picture. */
  test_cropper_assert_link (window, asset, "1:1/400/jpg");
  test_cropper_wait_result (window, "JPEG");

  drag_and_wait (window, DELIVERY_CROP_RIGHT | DELIVERY_CROP_BOTTOM, -100, -20);
  assert_ratio (window, 1);
  test_cropper_choose_shape (window, SHAPE_16_9);
  assert_ratio (window, 16.0 / 9);
  press_and_wait (window, "ctrl+Left", test_cropper_get_crop (window)->left_px - 1,
                  test_cropper_get_crop (window)->top_px, test_cropper_get_crop (window)->width_px,
                  test_cropper_get_crop (window)->height_px);
  assert_ratio (window, 16.0 / 9);
  g_assert_nonnull (strstr (test_cropper_get_link (window), "-C"));
  test_cropper_wait_result (window, "JPEG");
}

static void
test_exact (TestDesk *desk, gconstpointer data)
{
  guint position = test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_NONE);
  GtkWidget *window = test_cropper_open (desk, position);
  GtkPicture *picture = test_widget_get_child (test_widget_get_child (window, "result"), "picture");

  test_cropper_choose_shape (window, SHAPE_EXACT);
  g_assert_true (gtk_widget_get_mapped (test_widget_get_child (window, "exact_width"))
                 || gtk_widget_get_visible (test_widget_get_child (window, "exact_group")));
  g_assert_false (gtk_widget_get_visible (test_widget_get_child (window, "size_row")));
  gtk_spin_button_set_value (test_widget_get_child (window, "exact_width"), 337);
  gtk_spin_button_set_value (test_widget_get_child (window, "exact_height"), 211);
  assert_ratio (window, 337.0 / 211);
  test_hand_press (window, "ctrl+shift+Left");
  test_hand_press (window, "ctrl+Left");
  test_widget_wait_frames (window, 3);
  g_assert_true (g_str_has_suffix (test_cropper_get_link (window), "-S337x211-FJPG"));
  test_cropper_wait_result (window, "JPEG");
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (gtk_picture_get_paintable (picture)), ==,
                   337);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (gtk_picture_get_paintable (picture)), ==,
                   211);

  /* More than there is comes as large as there is, and that is said. */
  gtk_spin_button_set_value (test_widget_get_child (window, "exact_width"), 9000);
  gtk_spin_button_set_value (test_widget_get_child (window, "exact_height"), 9000);
  test_cropper_wait_result (window, "JPEG");
  g_assert_nonnull (strstr (test_cropper_get_result_text (window, "note"), "not made larger"));
}

/* No number is no size: what was there before stays. */
static void
test_no_number (TestDesk *desk, gconstpointer data)
{
  static const char *const texts[] = { "abc", "", "0" };
  guint position = test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_NONE);
  GtkWidget *window = test_cropper_open (desk, position);
  GtkSpinButton *width = test_widget_get_child (window, "exact_width");
  DeliveryCrop before;
  g_autofree char *link = NULL;

  test_cropper_choose_shape (window, SHAPE_EXACT);
  gtk_spin_button_set_value (width, 337);
  before = *test_cropper_get_crop (window);
  link = g_strdup (test_cropper_get_link (window));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (width), texts[i]);
      gtk_spin_button_update (width);
      g_assert_cmpint (gtk_spin_button_get_value_as_int (width), ==, 337);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (width)), ==, "337");
      assert_crop (window, before.left_px, before.top_px, before.width_px, before.height_px);
      g_assert_cmpstr (test_cropper_get_link (window), ==, link);
    }
}

static void
test_size_and_format (TestDesk *desk, gconstpointer data)
{
  guint position = test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_NONE);
  g_autoptr (CantoAsset) asset = test_cropper_get_details (desk, position);
  GtkWidget *window = test_cropper_open (desk, position);

  test_cropper_choose_size (window, 4);
  test_cropper_choose_format (window, DELIVERY_FORMAT_PNG);
  test_cropper_assert_link (window, asset, "800/png");
  test_cropper_wait_result (window, "PNG");
  test_cropper_choose_size (window, 6);
  gtk_spin_button_set_value (test_widget_get_child (window, "other_size"), 123);
  test_cropper_assert_link (window, asset, "123/png");
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (window, "other_size_row")));
  gtk_spin_button_set_value (test_widget_get_child (window, "other_size"), 400);
  test_cropper_assert_link (window, asset, "400/png");
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (window, "other_size_row")));
  test_cropper_choose_size (window, 0);
  test_cropper_assert_link (window, asset, "png");
  g_assert_false (gtk_widget_get_visible (test_widget_get_child (window, "other_size_row")));
}

/* Smart crops */

static gboolean
have_pictures (gpointer crops)
{
  g_autoptr (GPtrArray) pictures = test_widget_find_all (crops, GTK_TYPE_PICTURE);

  for (guint i = 0; i < pictures->len; i++)
    {
      if (gtk_picture_get_paintable (pictures->pdata[i]) == NULL)
        return FALSE;
    }

  return pictures->len == 3;
}

static void
test_smart_crops (TestDesk *desk, gconstpointer data)
{
  guint position = test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_NONE);
  g_autoptr (CantoAsset) asset = test_cropper_get_details (desk, position);
  GtkWidget *window = test_cropper_open (desk, position);
  PickerSmartCrops *crops = test_widget_find (window, PICKER_TYPE_SMART_CROPS);
  const char *note;
  g_autoptr (GPtrArray) buttons = test_widget_find_all (crops, GTK_TYPE_TOGGLE_BUTTON);

  test_wait_until (have_pictures, crops, "the pictures of the smart crops");
  test_cropper_choose_shape (window, SHAPE_1_1);
  gtk_toggle_button_set_active (buttons->pdata[2], TRUE);
  test_cropper_assert_link (window, asset, "square/1200/jpg");
  g_assert_false (picker_crop_view_get_has_frame (test_cropper_get_view (window)));
  g_assert_false (gtk_toggle_button_get_active (
      GTK_TOGGLE_BUTTON (test_cropper_get_shape (window, SHAPE_1_1))));
  test_cropper_wait_result (window, "JPEG");
  gtk_toggle_button_set_active (buttons->pdata[0], TRUE);
  g_assert_false (gtk_toggle_button_get_active (buttons->pdata[2]));
  test_cropper_assert_link (window, asset, "landscape/1200/jpg");
  test_cropper_wait_result (window, "JPEG");

  /* The portrait has not so many pixels, at least in the master; of the original nobody knows. */
  test_cropper_choose_size (window, 1);
  gtk_toggle_button_set_active (buttons->pdata[1], TRUE);
  test_cropper_wait_result (window, "JPEG");
  note = test_cropper_get_result_text (window, "note");
  g_assert_true (g_str_has_prefix (note, "The smart crop has fewer pixels than asked for"));
  g_assert_cmpint (strstr (note, "the original is larger") != NULL, ==,
                   MAX (canto_asset_get_width_px (asset), canto_asset_get_height_px (asset))
                       > CANTO_ACCOUNT_DEFAULT_MASTER_PX);
  test_cropper_choose_size (window, 3);

  /* Whoever takes the frame again has it where it was. */
  test_cropper_choose_shape (window, SHAPE_1_1);
  g_assert_true (picker_crop_view_get_has_frame (test_cropper_get_view (window)));
  g_assert_false (gtk_toggle_button_get_active (buttons->pdata[1]));
  test_cropper_assert_link (window, asset, "1:1/1200/jpg");
}

/* What becomes of it */

static gboolean
has_html (gpointer clipboard)
{
  return gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html");
}

/* (transfer full) */
static char *
wait_clipboard (TestDesk *desk)
{
  test_wait_until (has_html, gtk_widget_get_clipboard (desk->library.window), "the link");

  return test_desk_dup_clipboard (desk);
}

/* What is copied is what was shown, and it is remembered; what the next Ctrl+C copies stays. */
static void
test_copy (TestDesk *desk, gconstpointer data)
{
  guint position = test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_NONE);
  GtkWidget *window = test_cropper_open (desk, position);
  EngineHistory *history = engine_session_get_history (desk->library.session);
  g_autoptr (DeliveryPreset) before = picker_preset_load (desk->library.settings);
  g_autoptr (DeliveryPreset) after = NULL;
  g_autofree char *link = NULL;
  g_autofree char *copied = NULL;

  test_cropper_choose_size (window, 5);
  test_cropper_choose_shape (window, SHAPE_16_9);
  link = g_strdup (test_cropper_get_link (window));
  test_hand_press (window, "ctrl+c");
  test_cropper_wait_closed ();
  copied = wait_clipboard (desk);
  g_assert_cmpstr (copied, ==, link);
  test_desk_wait_text (test_library_get_child (&desk->library, "toasts"),
                       "Copied: 400 × 225 JPEG, ");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 1);
  after = picker_preset_load (desk->library.settings);
  g_assert_true (delivery_preset_equal (before, after));
}

static gboolean
has_question (gpointer library)
{
  GtkWidget *popover = test_widget_find (library, PICKER_TYPE_CONCERN_POPOVER);

  return popover != NULL && gtk_widget_get_mapped (popover);
}

static void
test_guarded (TestDesk *desk, gconstpointer data)
{
  guint position = test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_EXPIRED);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (desk->library.window);
  GtkWidget *window = test_cropper_open (desk, position);

  gdk_clipboard_set_text (clipboard, "what was there before");
  test_cropper_click (window, "copy_button");
  test_cropper_wait_closed ();
  test_wait_until (has_question, desk->library.library, "the question");
  g_assert_false (has_html (clipboard));
}

static void
test_preset (TestDesk *desk, gconstpointer data)
{
  guint position = test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_NONE);
  EnginePresets *presets = engine_session_get_presets (desk->library.session);
  guint n_presets = engine_presets_get_n_presets (presets);
  GtkWidget *window;
  GtkWidget *dialog;
  DeliveryPreset *preset;
  g_autofree char *text = NULL;

  picker_preset_save_form (desk->library.settings, DELIVERY_FORM_MARKDOWN);
  window = test_cropper_open (desk, position);
  test_cropper_choose_shape (window, SHAPE_EXACT);
  test_cropper_click (window, "preset_button");
  dialog = test_cropper_wait_window (PICKER_TYPE_NAME_DIALOG);
  gtk_editable_set_text (test_widget_find (dialog, GTK_TYPE_ENTRY), "Link preview");
  test_desk_respond (dialog, "name");

  test_desk_wait_text (window, "Saved as “Link preview”");
  g_assert_cmpuint (engine_presets_get_n_presets (presets), ==, n_presets + 1);
  preset = engine_presets_get_preset (presets, n_presets);
  text = delivery_recipe_to_text (delivery_preset_get_recipe (preset));
  g_assert_cmpstr (text, ==, "1200:630/1200x630/jpg");
  g_assert_cmpint (delivery_preset_get_form (preset), ==, DELIVERY_FORM_MARKDOWN);
}

/* Several */

static void
select_three (TestDesk *desk, guint *positions)
{
  GtkSelectionModel *selection = picker_grid_get_selection (desk->library.grid);

  positions[0] = test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_NONE);
  positions[1] = test_cropper_find_picture (desk, positions[0] + 1, DELIVERY_CONCERN_NONE);
  positions[2] = test_cropper_find_other (desk, CANTO_SCHEME_VIDEO);
  gtk_selection_model_unselect_all (selection);
  for (guint i = 0; i < 3; i++)
    gtk_selection_model_select_item (selection, positions[i], FALSE);
}

/* Chosen on one, it holds for all by shares of their sides; a video is linked as it is. */
static void
test_several (TestDesk *desk, gconstpointer data)
{
  GtkWidget *window;
  const char *note;
  g_autoptr (CantoAsset) first = NULL;
  g_autoptr (CantoAsset) second = NULL;
  g_autoptr (CantoAsset) film = NULL;
  g_autofree char *part = NULL;
  g_autofree char *first_link = NULL;
  g_autofree char *second_link = NULL;
  g_autofree char *copied = NULL;
  g_auto (GStrv) lines = NULL;
  guint positions[3];

  select_three (desk, positions);
  first = test_cropper_get_details (desk, positions[0]);
  second = test_cropper_get_details (desk, positions[1]);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->library.grid), "link.crop", NULL));
  window = test_cropper_wait ();
  test_desk_wait_text (window, "For all 3 assets");
  note = gtk_label_get_text (test_widget_get_child (window, "several_note"));
  g_assert_nonnull (strstr (note, "1 is no picture"));
  /* And it says which. */
  film = test_desk_dup_asset (desk, positions[2]);
  g_assert_nonnull (strstr (note, canto_asset_get_name (film)));
  g_assert_false (gtk_widget_get_sensitive (test_widget_get_child (window, "previous_button")));

  test_cropper_choose_size (window, 0);
  test_hand_press (window, "shift+Left");
  test_hand_press (window, "shift+Up");
  test_widget_wait_frames (window, 3);
  part = test_cropper_dup_part (window);
  test_cropper_assert_link (window, first, part);
  first_link = g_strdup (test_cropper_get_link (window));

  test_hand_press (window, "Next");
  test_widget_wait_frames (window, 3);
  test_cropper_assert_link (window, second, part);
  second_link = g_strdup (test_cropper_get_link (window));
  test_cropper_wait_result (window, "JPEG");
  test_hand_press (window, "Prior");
  test_widget_wait_frames (window, 3);
  g_assert_cmpstr (test_cropper_get_link (window), ==, first_link);

  /* Another test may have left a link there. */
  gdk_clipboard_set_text (gtk_widget_get_clipboard (desk->library.window), "");
  test_cropper_click (window, "copy_button");
  test_cropper_wait_closed ();
  copied = wait_clipboard (desk);
  lines = g_strsplit (copied, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_true (g_strv_contains ((const char *const *) lines, first_link));
  g_assert_true (g_strv_contains ((const char *const *) lines, second_link));
}

/* Of many, the first are named; and what is below the notes stays where it can be pressed. */
static void
test_many (TestDesk *desk, gconstpointer data)
{
  GtkWidget *window;
  GtkWidget *button;
  const char *note;
  double y;

  test_desk_select (desk, 0, 30);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->library.grid), "link.crop", NULL));
  window = test_cropper_wait ();
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 560);
  test_desk_wait_text (window, "For all 30 assets");
  note = gtk_label_get_text (test_widget_get_child (window, "several_note"));
  g_test_message ("%s", note);
  g_assert_nonnull (strstr (note, " more"));
  g_assert_cmpstr (gtk_button_get_label (test_widget_get_child (window, "copy_button")), ==,
                   "_Copy 30 Links");
  test_widget_wait_frames (window, 4);
  button = test_widget_get_child (window, "preset_button");
  g_assert_true (gtk_widget_translate_coordinates (button, window, 0,
                                                   gtk_widget_get_height (button), NULL, &y));
  g_assert_cmpfloat (y, <=, gtk_widget_get_height (window));
}

/* What is shown is what is copied, in the form in which it is. */
static void
test_forms (TestDesk *desk, gconstpointer data)
{
  guint position = test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_NONE);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (desk->library.window);
  GtkWidget *window;
  GtkWidget *copy;
  g_autofree char *shown = NULL;
  g_autofree char *copied = NULL;

  picker_preset_save_form (desk->library.settings, DELIVERY_FORM_MARKDOWN);
  window = test_cropper_open (desk, position);
  copy = test_widget_get_child (window, "copy_button");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (copy)), ==, "_Copy Markdown");
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (window, "form_label")), ==,
                   "Markdown");
  g_assert_true (g_str_has_prefix (test_cropper_get_link (window), "!["));

  /* Chosen elsewhere meanwhile. */
  picker_preset_save_form (desk->library.settings, DELIVERY_FORM_IMAGE);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (copy)), ==, "_Copy HTML image");
  test_cropper_choose_size (window, 5);
  shown = g_strdup (test_cropper_get_link (window));
  g_assert_true (g_str_has_prefix (shown, "<img src="));
  gdk_clipboard_set_text (clipboard, "");
  test_cropper_click (window, "copy_button");
  test_cropper_wait_closed ();
  copied = wait_clipboard (desk);
  g_assert_cmpstr (copied, ==, shown);
}

/* What cannot be cropped */

static void
test_obstacles (TestDesk *desk, gconstpointer data)
{
  GtkWidget *library = GTK_WIDGET (desk->library.library);
  gpointer popover;

  test_library_select (&desk->library, test_cropper_find_other (desk, CANTO_SCHEME_DOCUMENT));
  g_assert_false (test_desk_may (library, "link.crop"));
  picker_grid_enter (desk->library.grid);
  test_hand_press (desk->library.window, "ctrl+k");
  test_desk_wait_text (test_library_get_child (&desk->library, "toasts"),
                       "Only pictures can be cropped.");
  g_assert_null (test_cropper_find_window (PICKER_TYPE_CROP_WINDOW));
  popover = test_widget_find (desk->library.library, PICKER_TYPE_RENDITION_POPOVER);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (test_widget_get_child (popover, "crop_button")), ==,
                   "Only pictures can be cropped.");

  test_library_select (&desk->library,
                       test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_NOT_PUBLISHED));
  gtk_widget_activate_action (GTK_WIDGET (desk->library.grid), "link.crop", NULL);
  if (test_cropper_find_window (PICKER_TYPE_CROP_WINDOW) == NULL)
    return;
  test_desk_wait_text (test_cropper_find_window (PICKER_TYPE_CROP_WINDOW),
                       "not published on the delivery network");
}

/* The key says why also where it is pressed among the renditions. */
static void
test_obstacle_in_popover (TestDesk *desk, gconstpointer data)
{
  GtkPopover *popover = test_widget_find (desk->library.library, PICKER_TYPE_RENDITION_POPOVER);

  test_library_select (&desk->library, test_cropper_find_other (desk, CANTO_SCHEME_VIDEO));
  gtk_popover_popup (popover);
  test_widget_wait_frames (desk->library.window, 5);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (popover)));
  test_hand_press (desk->library.window, "ctrl+k");
  test_desk_wait_text (test_library_get_child (&desk->library, "toasts"),
                       "Only pictures can be cropped.");
  g_assert_null (test_cropper_find_window (PICKER_TYPE_CROP_WINDOW));
}

/* Room */

static void
test_narrow (TestDesk *desk, gconstpointer data)
{
  guint position = test_cropper_find_picture (desk, 0, DELIVERY_CONCERN_NONE);
  GtkWidget *window = test_cropper_open (desk, position);
  GtkWidget *view = GTK_WIDGET (test_cropper_get_view (window));
  GtkWidget *panel = test_widget_get_child (window, "result");
  double x, y;

  g_assert_true (gtk_widget_translate_coordinates (panel, view, 0, 0, &x, &y));
  g_assert_cmpfloat (x, >=, gtk_widget_get_width (view));
  gtk_window_close (GTK_WINDOW (window));
  test_cropper_wait_closed ();

  test_library_select (&desk->library, position);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->library.grid), "link.crop", NULL));
  window = test_cropper_wait_window (PICKER_TYPE_CROP_WINDOW);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  test_cropper_wait ();
  test_widget_wait_frames (window, 10);
  view = GTK_WIDGET (test_cropper_get_view (window));
  panel = test_widget_get_child (window, "result");
  g_assert_true (gtk_widget_translate_coordinates (panel, view, 0, 0, &x, &y));
  g_assert_cmpfloat (y, >=, gtk_widget_get_height (view));
  g_assert_cmpint (gtk_widget_get_width (window), <=, 360);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, test, test_desk_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/crop/handles", test_handles);
  ADD ("/crop/drawn", test_drawn);
  ADD ("/crop/keys", test_keys);
  ADD ("/crop/shapes", test_shapes);
  ADD ("/crop/exact", test_exact);
  ADD ("/crop/no-number", test_no_number);
  ADD ("/crop/size-and-format", test_size_and_format);
  ADD ("/crop/smart-crops", test_smart_crops);
  ADD ("/crop/copy", test_copy);
  ADD ("/crop/guarded", test_guarded);
  ADD ("/crop/preset", test_preset);
  ADD ("/crop/several", test_several);
  ADD ("/crop/many", test_many);
  ADD ("/crop/forms", test_forms);
  ADD ("/crop/obstacles", test_obstacles);
  ADD ("/crop/obstacle-in-popover", test_obstacle_in_popover);
  ADD ("/crop/narrow", test_narrow);

  return g_test_run ();
}
