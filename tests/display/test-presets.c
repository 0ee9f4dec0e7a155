/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The person's presets in the preferences, with keys and the pointer from outside, by xdotool. */

#include "picker-preferences-window.h"
#include "picker-preset-dialog.h"
#include "picker-preset.h"
#include "picker-preset-list-row.h"
#include "picker-presets-page.h"
#include "picker-recipe-group.h"
#include "picker-template-editor.h"
#include "picker-template-help.h"
#include "test-folder.h"
#include "test-hand.h"
#include "test-service.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

#define OWN                                                                                        \
  "{\"presets\": [{\"name\": \"A\", \"rendition\": \"1200/jpg\"},"                                 \
  " {\"name\": \"B\", \"rendition\": \"16:9/1600x900/png\", \"form\": \"markdown\"},"              \
  " {\"name\": \"C\", \"rendition\": \"original\"}]}"
#define LOCKED                                                                                     \
  "{\"presets\": [{\"name\": \"House\", \"rendition\": \"400/jpg\", \"form\": \"image\"}]}"
#define FIELDS                                                                                     \
  "[{\"id\": \"f1\", \"name\": \"Article Number\"}, {\"id\": \"f2\", \"name\": \"Alt text\"}]"

typedef struct
{
  char *dir;
  TestService *service;
  GSettings *settings;
  EngineSession *session;
  EnginePolicy *policy;
  EnginePresets *presets;
  GtkWidget *window;
  PickerPresetsPage *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  fixture->dir = g_dir_make_tmp ("descant-presets-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->dir, "own", "presets.json", NULL);
  file = g_file_new_for_path (path);
  test_folder_write (fixture->dir, "own/presets.json", OWN);
  fixture->service = test_service_new ();
  test_service_set_answer (fixture->service, "/api/v1/custom/field", FIELDS);
  fixture->settings = test_session_new_settings ();
  fixture->session = test_session_new_for_base (test_service_get_base (fixture->service));
  fixture->policy = engine_policy_new ((const char *const[]){ fixture->dir, NULL });
  fixture->presets = engine_presets_new (file, fixture->policy);
  engine_session_set_presets (fixture->session, fixture->presets);
}

static gboolean
is_saved (gpointer presets)
{
  return !engine_presets_get_is_saving (presets);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_widget_close (fixture->window);
  test_wait_until (is_saved, fixture->presets, "the presets to be saved");
  test_session_free (fixture->session);
  test_assert_last_unref (fixture->presets);
  test_assert_last_unref (fixture->policy);
  g_object_unref (fixture->settings);
  test_service_free (fixture->service);
  test_folder_remove (fixture->dir);
  g_free (fixture->dir);
}

static void
load (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  engine_presets_load_async (fixture->presets, NULL, (GAsyncReadyCallback) test_keep_result,
                             &result);
  g_assert_true (engine_presets_load_finish (fixture->presets, test_wait_result (&result), NULL));
}

static void
show (Fixture *fixture)
{
  load (fixture);
  fixture->window = picker_preferences_window_new (NULL, fixture->settings, fixture->session, NULL);
  fixture->page = test_widget_get_child (fixture->window, "presets_page");
  gtk_window_present (GTK_WINDOW (fixture->window));
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (fixture->window),
                                                "presets");
  test_widget_wait_frames (fixture->window, 4);
}

/* As "A, B", from the top to the bottom of what is shown. */
static char *
dup_names (gpointer page)
{
  g_autoptr (GPtrArray) rows = test_widget_find_all (page, PICKER_TYPE_PRESET_LIST_ROW);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            adw_preferences_row_get_title (rows->pdata[i]));

  return g_string_free (names, FALSE);
}

static gboolean
has_names (gpointer user_data)
{
  gpointer *wanted = user_data;
  g_autofree char *names = dup_names (wanted[0]);

  return g_str_equal (names, wanted[1]);
}

static void
wait_names (Fixture *fixture, const char *expected)
{
  gpointer wanted[] = { fixture->page, (gpointer) expected };

  test_wait_until (has_names, wanted, expected);
}

static GtkWidget *
get_row (Fixture *fixture, guint i)
{
  g_autoptr (GPtrArray) rows = test_widget_find_all (fixture->page, PICKER_TYPE_PRESET_LIST_ROW);

  g_assert_cmpuint (i, <, rows->len);

  return rows->pdata[i];
}

typedef struct
{
  Fixture *fixture;
  guint row;
} FocusWait;

static gboolean
has_focus (gpointer user_data)
{
  FocusWait *wait = user_data;

  return gtk_window_get_focus (GTK_WINDOW (wait->fixture->window))
         == get_row (wait->fixture, wait->row);
}

static void
wait_focus (Fixture *fixture, guint row)
{
  FocusWait wait = { fixture, row };

  test_wait_until (has_focus, &wait, "the focus on the row");
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  wait_names (fixture, "A, B, C");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (get_row (fixture, 1))), ==,
                   "16:9 1600 × 900 PNG · Markdown");
  g_assert_false (gtk_widget_get_visible (test_widget_get_child (fixture->page, "locked_group")));
  g_assert_false (gtk_widget_get_visible (test_widget_get_child (fixture->page, "state_group")));
}

/* Alt and the arrows move it, and the focus goes with it; at the ends it stays. */
static void
test_move_by_keys (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  gtk_widget_grab_focus (get_row (fixture, 0));
  test_hand_press (fixture->window, "alt+Down");
  wait_names (fixture, "B, A, C");
  wait_focus (fixture, 1);
  test_hand_press (fixture->window, "alt+Down");
  wait_names (fixture, "B, C, A");
  test_hand_press (fixture->window, "alt+Down");
  test_hand_press (fixture->window, "alt+Up");
  wait_names (fixture, "B, A, C");
  wait_focus (fixture, 1);
}

/* The hand moves a little until the row has seen what is over it. */
static gboolean
is_over (gpointer row)
{
  static guint n_moves;

  test_hand_move (row, 70, n_moves++ % 2 == 0 ? 20 : 28);

  return (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_DROP_ACTIVE) != 0;
}

/* Dragged onto another one, it takes its place. */
static void
test_move_by_drag (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  show (fixture);
  row = get_row (fixture, 2);
  test_hand_move (row, 60, gtk_widget_get_height (row) / 2.0);
  test_hand_button_down (fixture->window);
  test_hand_move (row, 75, 10);
  test_wait_until (is_over, get_row (fixture, 0), "the drag over the first row");
  test_hand_button_up (fixture->window);
  wait_names (fixture, "C, A, B");
}

static gboolean
has_toast (gpointer window)
{
  g_autoptr (GPtrArray) buttons = test_widget_find_all (window, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    {
      const char *label = gtk_button_get_label (buttons->pdata[i]);

      if (g_strcmp0 (label, "_Undo") == 0 && gtk_widget_get_mapped (buttons->pdata[i]))
        return TRUE;
    }

  return FALSE;
}

static void
undo (Fixture *fixture)
{
  g_autoptr (GPtrArray) buttons = NULL;

  test_wait_until (has_toast, fixture->window, "the toast");
  buttons = test_widget_find_all (fixture->window, GTK_TYPE_BUTTON);
  for (guint i = 0; i < buttons->len; i++)
    {
      if (g_strcmp0 (gtk_button_get_label (buttons->pdata[i]), "_Undo") == 0)
        {
          g_signal_emit_by_name (buttons->pdata[i], "clicked");
          return;
        }
    }
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  gtk_widget_grab_focus (get_row (fixture, 1));
  test_hand_press (fixture->window, "Delete");
  wait_names (fixture, "A, C");
  wait_focus (fixture, 1);
  undo (fixture);
  wait_names (fixture, "A, B, C");
}

static void
test_duplicate (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  gtk_widget_grab_focus (get_row (fixture, 0));
  test_hand_press (fixture->window, "ctrl+d");
  wait_names (fixture, "A, A (2), B, C");
  wait_focus (fixture, 1);
  test_hand_press (fixture->window, "ctrl+d");
  wait_names (fixture, "A, A (2), A (3), B, C");
  wait_focus (fixture, 2);
}

/* The dialog */

static gpointer
find_dialog (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static gboolean
has_dialog (gpointer type)
{
  return find_dialog ((GType) type) != NULL;
}

static gboolean
has_no_dialog (gpointer type)
{
  return !has_dialog (type);
}

static gpointer
wait_dialog (GType type)
{
  test_wait_until (has_dialog, (gpointer) type, "the dialog");

  return find_dialog (type);
}

static void
respond (const char *response)
{
  adw_message_dialog_response (wait_dialog (ADW_TYPE_MESSAGE_DIALOG), response);
  gtk_window_close (find_dialog (ADW_TYPE_MESSAGE_DIALOG));
  test_wait_until (has_no_dialog, (gpointer) ADW_TYPE_MESSAGE_DIALOG, "the dialog to be gone");
}

static void
save (gpointer dialog)
{
  g_signal_emit_by_name (test_widget_get_child (dialog, "save_button"), "clicked");
  test_wait_until (has_no_dialog, (gpointer) PICKER_TYPE_PRESET_DIALOG, "the dialog to be gone");
}

static gboolean
can_save (gpointer dialog)
{
  return gtk_widget_get_sensitive (test_widget_get_child (dialog, "save_button"));
}

static void
assert_preview (gpointer dialog, const char *part)
{
  const char *text = gtk_label_get_text (test_widget_get_child (dialog, "preview"));

  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, part));
}

static void
assert_description (gpointer dialog, const char *group, const char *part)
{
  const char *text = adw_preferences_group_get_description (test_widget_get_child (dialog, group));

  g_assert_nonnull (text);
  g_assert_nonnull (strstr (text, part));
}

static void
assert_preset (Fixture *fixture, guint position, const char *name, const char *recipe)
{
  DeliveryPreset *preset = engine_presets_get_preset (fixture->presets, position);
  g_autofree char *text = delivery_recipe_to_text (delivery_preset_get_recipe (preset));

  g_assert_cmpstr (delivery_preset_get_name (preset), ==, name);
  g_assert_cmpstr (text, ==, recipe);
}

/* What stands in the dialog is what there is, and what is changed there is what there is then. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  gpointer dialog;
  gpointer group;

  show (fixture);
  gtk_widget_grab_focus (get_row (fixture, 1));
  test_hand_press (fixture->window, "Return");
  dialog = wait_dialog (PICKER_TYPE_PRESET_DIALOG);
  group = test_widget_get_child (dialog, "recipe_group");
  g_assert_cmpstr (gtk_editable_get_text (test_widget_get_child (dialog, "name_row")), ==, "B");
  assert_preview (dialog, "-C2048x1152,0,106-S1600x900-FPNG");
  assert_description (dialog, "preview_group", "1600 × 900, PNG");
  g_assert_true (can_save (dialog));

  gtk_spin_button_set_value (test_widget_get_child (group, "width_spin"), 800);
  gtk_spin_button_set_value (test_widget_get_child (group, "height_spin"), 450);
  adw_combo_row_set_selected (test_widget_get_child (dialog, "form_row"), DELIVERY_FORM_BBCODE);
  assert_preview (dialog, "[img]https://");
  assert_preview (dialog, "-S800x450-FPNG");
  gtk_editable_set_text (test_widget_get_child (dialog, "name_row"), "Board");
  save (dialog);
  wait_names (fixture, "A, Board, C");
  wait_focus (fixture, 1);
  assert_preset (fixture, 1, "Board", "16:9/800x450/png");
}

static void
assert_used (Fixture *fixture, const char *name, const char *recipe)
{
  g_autoptr (DeliveryPreset) used = picker_preset_load (fixture->settings);
  g_autofree char *text = delivery_recipe_to_text (delivery_preset_get_recipe (used));

  g_assert_cmpstr (delivery_preset_get_name (used), ==, name);
  g_assert_cmpstr (text, ==, recipe);
}

/* What Ctrl+C copies follows what is made of the preset that it is; of another one it does not. */
static void
test_edit_used (Fixture *fixture, gconstpointer data)
{
  gpointer dialog;

  show (fixture);
  picker_preset_save (fixture->settings, engine_presets_get_preset (fixture->presets, 0));
  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_grab_focus (get_row (fixture, i));
      test_hand_press (fixture->window, "Return");
      dialog = wait_dialog (PICKER_TYPE_PRESET_DIALOG);
      gtk_spin_button_set_value (
          test_widget_get_child (test_widget_get_child (dialog, "recipe_group"), "width_spin"),
          700);
      save (dialog);
      wait_focus (fixture, i);
      assert_used (fixture, "A", "700/jpg");
    }
}

/* Enter does not get past what is wrong. */
static void
test_enter (Fixture *fixture, gconstpointer data)
{
  gpointer dialog;

  show (fixture);
  gtk_widget_grab_focus (test_widget_get_child (fixture->page, "add_button"));
  test_hand_press (fixture->window, "Return");
  dialog = wait_dialog (PICKER_TYPE_PRESET_DIALOG);
  gtk_editable_set_text (test_widget_get_child (dialog, "name_row"), "C");
  g_signal_emit_by_name (test_widget_get_child (dialog, "name_row"), "entry-activated");
  wait_names (fixture, "A, B, C");
  g_assert_nonnull (find_dialog (PICKER_TYPE_PRESET_DIALOG));
  gtk_editable_set_text (test_widget_get_child (dialog, "name_row"), "D");
  g_signal_emit_by_name (test_widget_get_child (dialog, "name_row"), "entry-activated");
  test_wait_until (has_no_dialog, (gpointer) PICKER_TYPE_PRESET_DIALOG, "the dialog to be gone");
  wait_names (fixture, "A, B, C, D");
}

/* Each recipe survives the dialog, whichever way it is shown there. */
static void
test_recipes (Fixture *fixture, gconstpointer data)
{
  static const char *const recipes[] = {
    "original",
    "jpg",
    "1200/jpg",
    "600x/png",
    "1200x630/webp",
    "square/800/jpg",
    "landscape/jpg",
    "=800/400/jpg",
    "banner_2/400/jpg",
    "1:1/1080/jpg",
    "4:5/1080x1350/jpg",
    "40:21/1200x630/jpg",
    "0,250000,1000000,500000/1200/jpg",
    "2000/tif",
  };
  GtkWidget *group = g_object_ref_sink (g_object_new (PICKER_TYPE_RECIPE_GROUP, NULL));

  show (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (recipes); i++)
    {
      g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse (recipes[i], NULL);
      g_autoptr (DeliveryRecipe) kept = NULL;
      g_autofree char *text = NULL;

      picker_recipe_group_set_recipe (PICKER_RECIPE_GROUP (group), recipe);
      kept = picker_recipe_group_dup_recipe (PICKER_RECIPE_GROUP (group));
      text = delivery_recipe_to_text (kept);
      g_assert_cmpstr (text, ==, recipes[i]);
    }
  g_object_unref (group);
}

static gboolean
has_problem (gpointer editor)
{
  return gtk_widget_get_visible (test_widget_get_child (editor, "problem"));
}

static void
set_template (gpointer editor, const char *text)
{
  picker_template_editor_set_text (editor, text);
}

static void
assert_problem (gpointer editor, const char *part)
{
  g_assert_true (has_problem (editor));
  g_assert_nonnull (strstr (gtk_label_get_text (test_widget_get_child (editor, "problem")), part));
}

/* What is wrong is said where it is, and cannot be saved. */
static void
test_add (Fixture *fixture, gconstpointer data)
{
  gpointer dialog, editor;
  GtkEditable *name;

  show (fixture);
  gtk_widget_grab_focus (test_widget_get_child (fixture->page, "add_button"));
  test_hand_press (fixture->window, "Return");
  dialog = wait_dialog (PICKER_TYPE_PRESET_DIALOG);
  editor = test_widget_get_child (dialog, "template_editor");
  name = test_widget_get_child (dialog, "name_row");
  assert_description (dialog, "name_group", "“1200 px JPEG”");
  gtk_editable_set_text (name, "C");
  assert_description (dialog, "name_group", "called so already");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (name), "error"));
  g_assert_false (can_save (dialog));
  gtk_editable_set_text (name, "Shop");
  g_assert_true (can_save (dialog));

  adw_combo_row_set_selected (test_widget_get_child (dialog, "form_row"), DELIVERY_FORM_TEMPLATE);
  set_template (editor, "[{name|md}]");
  assert_problem (editor, "no language");
  g_assert_false (can_save (dialog));
  set_template (editor, "");
  assert_problem (editor, "placeholders");
  g_assert_false (can_save (dialog));
  set_template (editor, "{article_number}: {url} {width}");
  assert_preview (dialog, "‹Article Number›: https://");
  assert_preview (dialog, " 1200");
  g_assert_false (has_problem (editor));
  save (dialog);
  wait_names (fixture, "A, B, C, Shop");
  wait_focus (fixture, 3);
  g_assert_cmpstr (
      delivery_preset_get_template_text (engine_presets_get_preset (fixture->presets, 3)), ==,
      "{article_number}: {url} {width}");
}

static gboolean
has_fields (gpointer help)
{
  g_autoptr (GPtrArray) buttons = test_widget_find_all (help, GTK_TYPE_BUTTON);

  return buttons->len > 11;
}

/* Every placeholder is in the help, with the fields of the account, and goes where the cursor is.
 */
static void
test_help (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) buttons = NULL;
  g_autofree char *text = NULL;
  gpointer dialog, editor, help;
  gboolean is_found = FALSE;

  show (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "presets.add", NULL);
  dialog = wait_dialog (PICKER_TYPE_PRESET_DIALOG);
  editor = test_widget_get_child (dialog, "template_editor");
  adw_combo_row_set_selected (test_widget_get_child (dialog, "form_row"), DELIVERY_FORM_TEMPLATE);
  help = gtk_menu_button_get_popover (test_widget_get_child (editor, "help_button"));
  test_wait_until (has_fields, help, "the fields of the account");

  set_template (editor, "x");
  buttons = test_widget_find_all (help, GTK_TYPE_BUTTON);
  g_assert_cmpuint (buttons->len, ==, 11 + 2);
  for (guint i = 0; i < buttons->len; i++)
    {
      if (!g_str_equal (g_object_get_data (buttons->pdata[i], "placeholder"), "{article_number}"))
        continue;
      g_signal_emit_by_name (buttons->pdata[i], "clicked");
      is_found = TRUE;
    }
  g_assert_true (is_found);
  text = picker_template_editor_dup_text (editor);
  g_assert_nonnull (strstr (text, "{article_number}"));

  /* What the account does not have is no fault, but said. */
  set_template (editor, "{colour}");
  assert_problem (editor, "{colour}");
  g_assert_true (can_save (dialog));
  gtk_window_close (dialog);
  test_wait_until (has_no_dialog, (gpointer) PICKER_TYPE_PRESET_DIALOG, "the dialog to be gone");
  wait_names (fixture, "A, B, C");
}

/* Files */

static void
import (Fixture *fixture, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->dir, "shared.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (text != NULL)
    test_folder_write (fixture->dir, "shared.json", text);
  picker_presets_page_import (fixture->page, file);
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  gpointer dialog;

  show (fixture);
  import (fixture, "{\"presets\": [{\"name\": \"A\", \"rendition\": \"png\"},"
                   " {\"name\": \"C\", \"rendition\": \"original\"}]}");
  dialog = wait_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "1 Preset Added");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "1 was there already."));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "“A” is now “A (2)”"));
  wait_names (fixture, "A, B, C, A (2)");
  respond ("undo");
  wait_names (fixture, "A, B, C");

  import (fixture, "{\"presets\": [{\"name\": \"D\", \"rendition\": \"png\"}]}");
  wait_names (fixture, "A, B, C, D");
  undo (fixture);
  wait_names (fixture, "A, B, C");
}

/* It is said what is wrong with it, and nothing is lost. */
static void
test_import_bad (Fixture *fixture, gconstpointer data)
{
  gpointer dialog;

  show (fixture);
  import (fixture, "{\"presets\": [{\"name\": \"D\", \"rendition\": \"png\"},"
                   " {\"name\": \"E\", \"rendition\": \"huge\"}]}");
  dialog = wait_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "Preset 2, “E”"));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "Nothing was added"));
  respond ("close");
  wait_names (fixture, "A, B, C");
}

static gboolean
is_exported (gpointer path)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, "\"C\"") != NULL;
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "mine.json", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->dir, "no", "such", "folder", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) bad_file = g_file_new_for_path (nowhere);
  gpointer dialog;

  show (fixture);
  picker_presets_page_export (fixture->page, file);
  test_wait_until (is_exported, path, "the file");
  picker_presets_page_export (fixture->page, bad_file);
  dialog = wait_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "The Presets Were Not Exported");
  respond ("close");
}

static void
test_reset (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) defaults = delivery_presets_new_defaults ();

  show (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "presets.reset", NULL);
  respond ("cancel");
  wait_names (fixture, "A, B, C");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "presets.reset", NULL);
  respond ("reset");
  g_assert_cmpuint (engine_presets_get_n_presets (fixture->presets), ==, defaults->len);
  undo (fixture);
  wait_names (fixture, "A, B, C");
}

/* An administrator's */

/* They stand first, with a lock, and stay as they are; one of hers can be made of them. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  test_folder_write (fixture->dir, "descant/presets.json", LOCKED);
  show (fixture);
  wait_names (fixture, "House, A, B, C");
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (fixture->page, "locked_group")));
  gtk_widget_grab_focus (get_row (fixture, 1));
  test_hand_press (fixture->window, "alt+Up");
  test_hand_press (fixture->window, "alt+Down");
  wait_names (fixture, "House, B, A, C");
  gtk_widget_grab_focus (get_row (fixture, 0));
  test_hand_press (fixture->window, "Delete");
  test_hand_press (fixture->window, "alt+Down");
  test_hand_press (fixture->window, "ctrl+d");
  wait_names (fixture, "House, House (2), B, A, C");
}

/* There is nothing to edit, and the reason is said. */
static void
test_no_own (Fixture *fixture, gconstpointer data)
{
  test_folder_write (fixture->dir, "descant/account.conf", "[Account]\nown-presets=false\n");
  test_folder_write (fixture->dir, "descant/presets.json", LOCKED);
  show (fixture);
  wait_names (fixture, "House");
  g_assert_false (gtk_widget_get_visible (test_widget_get_child (fixture->page, "own_group")));
  assert_description (fixture->page, "locked_group", "Your administrator has set");
  gtk_widget_grab_focus (get_row (fixture, 0));
  test_hand_press (fixture->window, "ctrl+d");
  test_hand_press (fixture->window, "Delete");
  test_hand_press (fixture->window, "Return");
  g_assert_null (find_dialog (PICKER_TYPE_PRESET_DIALOG));
  wait_names (fixture, "House");
}

/* A file that is put aside is said, and what there is instead can be edited. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  test_folder_write (fixture->dir, "own/presets.json", "nonsense");
  show (fixture);
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (fixture->page, "state_group")));
  g_assert_nonnull (strstr (
      adw_action_row_get_subtitle (test_widget_get_child (fixture->page, "state_row")), "damaged"));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/presets/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);

  ADD ("rows", test_rows);
  ADD ("move-by-keys", test_move_by_keys);
  ADD ("move-by-drag", test_move_by_drag);
  ADD ("remove", test_remove);
  ADD ("duplicate", test_duplicate);
  ADD ("edit", test_edit);
  ADD ("edit-used", test_edit_used);
  ADD ("enter", test_enter);
  ADD ("recipes", test_recipes);
  ADD ("add", test_add);
  ADD ("help", test_help);
  ADD ("import", test_import);
  ADD ("import-bad", test_import_bad);
  ADD ("export", test_export);
  ADD ("reset", test_reset);
  ADD ("locked", test_locked);
  ADD ("no-own", test_no_own);
  ADD ("damaged", test_damaged);

  return g_test_run ();
}
