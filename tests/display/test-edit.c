/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor: what is typed, saved, taken back, refused; and what the tenant has afterwards. */

#include "canto-error.h"
#include "picker-edit-status.h"
#include "picker-field.h"
#include "picker-words-field.h"
#include "test-editor.h"
#include "test-hand.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

/* All that a widget could read as something else. */
#define ODD "<b>Dusk</b> & \"dawn\" %s"

/* Texts */

static void
test_texts (TestDesk *desk, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, 0);
  g_autofree char *shown = NULL;

  test_editor_open (desk, 0, 1);
  test_editor_type (test_editor_find_field (desk, "Name"), "dusk & <i>dawn</i>.jpg");
  test_editor_type_long (test_editor_find_field (desk, "Description"), "  " ODD "\nand more ");
  test_editor_type (test_editor_find_field (desk, "Copyright"), "© Acme");
  test_editor_type_long (test_editor_find_field (desk, "Terms and conditions"), "Ask first");
  test_editor_wait_saved (desk);
  test_editor_assert_member (desk, asset, "name", "dusk & <i>dawn</i>.jpg");
  test_editor_assert_member (desk, asset, "description", ODD "\nand more");
  test_editor_assert_member (desk, asset, "copyright", "© Acme");
  test_editor_assert_member (desk, asset, "termsAndConditions", "Ask first");
  shown = test_editor_dup_long_text (test_editor_find_field (desk, "Description"));
  g_assert_cmpstr (shown, ==, ODD "\nand more");

  /* And cleared; but there is always a name. */
  test_editor_type_long (test_editor_find_field (desk, "Description"), "");
  test_editor_type (test_editor_find_field (desk, "Name"), " ");
  g_assert_cmpstr (test_editor_get_hint (test_editor_find_field (desk, "Name")), ==,
                   "Cannot be empty");
  test_editor_wait_saved (desk);
  test_editor_assert_member (desk, asset, "name", "dusk & <i>dawn</i>.jpg");
  test_editor_assert_member (desk, asset, "description", NULL);
}

/* Escape takes back what is not saved, and what is not touched is no edit. */
static void
test_untouched (TestDesk *desk, gconstpointer data)
{
  gpointer name;

  test_editor_open (desk, 0, 1);
  name = test_editor_find_field (desk, "Name");
  g_signal_emit_by_name (test_editor_get_entry (name), "activate");
  picker_field_flush (test_editor_find_field (desk, "Description"));
  gtk_editable_set_text (test_editor_get_entry (name), "something");
  picker_field_reset (name);
  picker_editor_flush (test_editor_get_editor (desk));
  g_assert_true (test_editor_is_idle (desk));
}

static gboolean
is_typed (gpointer entry)
{
  return g_str_has_suffix (gtk_editable_get_text (entry), "n");
}

/* By hand: what a program inserts cannot be undone (GTK 4.18). At the end, for what is selected is
 * taken away in a step of its own (GTK 4.8). */
static void
type_more (TestDesk *desk, gpointer field)
{
  GtkEditable *entry = test_editor_get_entry (field);
  GtkWidget *inner = test_widget_find (entry, GTK_TYPE_TEXT);

  gtk_widget_grab_focus (inner);
  test_wait_until (test_editor_has_focus, inner, "the focus");
  gtk_editable_set_position (entry, -1);
  test_hand_press (desk->library.window, "n");
  test_wait_until (is_typed, entry, "the letter");
}

/* Ctrl+Z takes back what the person has typed, and not what the field shows by itself. */
static void
test_typing_undo (TestDesk *desk, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, 0);
  g_autofree char *before = test_editor_dup_member (desk, asset, "name");
  g_autofree char *shown = NULL;
  g_autofree char *undone = NULL;
  gpointer name;
  gpointer tags;

  test_editor_open (desk, 0, 1);
  name = test_editor_find_field (desk, "Name");
  test_editor_press_undo (desk, name);
  g_assert_cmpstr (gtk_editable_get_text (test_editor_get_entry (name)), ==, before);
  g_assert_true (test_editor_is_idle (desk));

  type_more (desk, name);
  test_editor_press_undo (desk, name);
  g_assert_cmpstr (gtk_editable_get_text (test_editor_get_entry (name)), ==, before);

  /* And Escape leaves nothing of it either. */
  type_more (desk, name);
  picker_field_reset (name);
  test_editor_press_undo (desk, name);
  g_assert_cmpstr (gtk_editable_get_text (test_editor_get_entry (name)), ==, before);
  g_assert_true (test_editor_is_idle (desk));

  tags = test_editor_find_field (desk, "Tags");
  test_editor_type (tags, "Once");
  test_editor_wait_saved (desk);
  test_editor_press_undo (desk, tags);
  g_assert_cmpstr (gtk_editable_get_text (test_editor_get_entry (tags)), ==, "");

  gtk_text_buffer_insert_at_cursor (
      test_editor_get_buffer (test_editor_find_field (desk, "Description")), "Saved", -1);
  picker_field_flush (test_editor_find_field (desk, "Description"));
  shown = test_editor_dup_long_text (test_editor_find_field (desk, "Description"));
  gtk_text_buffer_undo (test_editor_get_buffer (test_editor_find_field (desk, "Description")));
  undone = test_editor_dup_long_text (test_editor_find_field (desk, "Description"));
  g_assert_cmpstr (undone, ==, shown);
}

/* What is typed counts although the person goes on without Enter. */
static void
test_leaving (TestDesk *desk, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, 0);

  test_editor_open (desk, 0, 1);
  gtk_editable_set_text (test_editor_get_entry (test_editor_find_field (desk, "Copyright")),
                         "© Left");
  test_library_select (&desk->library, 3);
  g_assert_cmpstr (
      test_widget_get_page (test_widget_get_child (test_editor_get_panel (desk), "stack")), ==,
      "asset");
  test_editor_wait_saved (desk);
  test_editor_assert_member (desk, asset, "copyright", "© Left");
}

/* Custom fields of each type. */
static void
test_custom (TestDesk *desk, gconstpointer data)
{
  const char *const no_numbers[] = { "many", "nan", "inf", "-infinity", "0x10", "1e999", "1 2" };
  g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, 0);
  GtkDropDown *rights;
  g_autoptr (GPtrArray) checks = NULL;
  guint n_rights;
  const char *right;

  test_editor_open (desk, 0, 1);
  test_editor_type (test_editor_find_field (desk, "Credit"), "Photo: A. Reed");
  test_editor_type (test_editor_find_field (desk, "Usage until"), "2031-02-29");
  g_assert_cmpstr (test_editor_get_hint (test_editor_find_field (desk, "Usage until")), ==,
                   "Not a day: YYYY-MM-DD");
  test_editor_type (test_editor_find_field (desk, "Usage until"), "2031-02-28");
  g_assert_cmpstr (test_editor_get_hint (test_editor_find_field (desk, "Usage until")), ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (no_numbers); i++)
    {
      test_editor_type (test_editor_find_field (desk, "Model year"), no_numbers[i]);
      g_assert_cmpstr (test_editor_get_hint (test_editor_find_field (desk, "Model year")), ==,
                       "Not a number");
    }
  test_editor_type (test_editor_find_field (desk, "Model year"), "2031");

  rights = test_widget_find (test_editor_find_field (desk, "Usage rights"), GTK_TYPE_DROP_DOWN);
  n_rights = g_list_model_get_n_items (gtk_drop_down_get_model (rights));
  g_assert_cmpuint (n_rights, >, 2);
  gtk_drop_down_set_selected (rights, 0);
  gtk_drop_down_set_selected (rights, n_rights - 1);
  right = gtk_string_object_get_string (gtk_drop_down_get_selected_item (rights));

  checks = test_widget_find_all (test_editor_find_field (desk, "Channels"), GTK_TYPE_CHECK_BUTTON);
  for (guint i = 0; i < checks->len; i++)
    gtk_check_button_set_active (checks->pdata[i], i == 1);
  test_editor_wait_saved (desk);

  test_editor_assert_list (desk, asset, "Credit", "Photo: A. Reed");
  test_editor_assert_list (desk, asset, "Usage until", "2031-02-28");
  test_editor_assert_list (desk, asset, "Model year", "2031");
  test_editor_assert_list (desk, asset, "Usage rights", right);
  test_editor_assert_list (desk, asset, "Channels", gtk_check_button_get_label (checks->pdata[1]));
}

/* (nullable) */
static GtkWidget *
find_selected_day (gpointer calendar)
{
  g_autoptr (GPtrArray) labels = test_widget_find_all (calendar, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      if (gtk_widget_has_css_class (labels->pdata[i], "day-number")
          && (gtk_widget_get_state_flags (labels->pdata[i]) & GTK_STATE_FLAG_SELECTED) != 0)
        return labels->pdata[i];
    }

  return NULL;
}

static gboolean
has_selected_day (gpointer calendar)
{
  return gtk_widget_get_mapped (calendar) && find_selected_day (calendar) != NULL;
}

/* Opens the calendar of @field, and turns over as many months. */
static GtkWidget *
open_calendar (gpointer field, guint n_months)
{
  GtkMenuButton *button = test_widget_find (field, GTK_TYPE_MENU_BUTTON);
  GtkWidget *calendar;
  g_autoptr (GPtrArray) arrows = NULL;

  gtk_menu_button_popup (button);
  calendar = test_widget_find (field, GTK_TYPE_CALENDAR);
  g_assert_nonnull (calendar);
  arrows = test_widget_find_all (calendar, GTK_TYPE_BUTTON);
  for (guint i = 0; i < n_months; i++)
    g_signal_emit_by_name (arrows->pdata[1], "clicked");
  test_wait_until (has_selected_day, calendar, "the calendar");
  test_widget_wait_frames (calendar, 2);

  return calendar;
}

static gboolean
is_closed (gpointer calendar)
{
  return !gtk_widget_get_mapped (calendar);
}

static void
click_selected_day (TestDesk *desk, GtkWidget *calendar)
{
  GtkWidget *label = find_selected_day (calendar);

  test_hand_move (label, gtk_widget_get_width (label) / 2.0, gtk_widget_get_height (label) / 2.0);
  test_hand_click (desk->library.window, 1, NULL);
  test_wait_until (is_closed, calendar, "the calendar to close");
}

/* The day that the calendar has when it opens, or when a month is turned over, is to be had as any
 * other. */
static void
test_calendar (TestDesk *desk, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, 0);
  gpointer field;

  test_editor_open (desk, 0, 1);
  field = test_editor_find_field (desk, "Usage until");
  test_editor_type (field, "2031-02-28");
  click_selected_day (desk, open_calendar (field, 1));
  g_assert_cmpstr (gtk_editable_get_text (test_editor_get_entry (field)), ==, "2031-03-28");

  open_calendar (field, 2);
  test_hand_press (desk->library.window, "Return");
  test_editor_wait_saved (desk);
  test_editor_assert_list (desk, asset, "Usage until", "2031-05-28");
}

static void
test_calendar_today (TestDesk *desk, gconstpointer data)
{
  gpointer field;

  test_editor_open (desk, 0, 1);
  field = test_editor_find_field (desk, "Usage until");
  test_editor_type (field, "");
  click_selected_day (desk, open_calendar (field, 0));
  g_assert_cmpint (strlen (gtk_editable_get_text (test_editor_get_entry (field))), ==, 10);
}

/* Words */

static void
test_words (TestDesk *desk, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, 0);
  g_autofree char *before = test_editor_dup_list (desk, asset, "tag");
  g_autofree char *after = NULL;
  g_autofree char *keywords = NULL;
  g_autofree char *both = NULL;
  gpointer tags;

  test_editor_open (desk, 0, 1);
  tags = test_editor_find_field (desk, "Tags");
  test_editor_type (tags, " Old <town> , Sea/side ");
  g_assert_nonnull (test_editor_find_button (tags, "Take away “Old <town>”"));
  test_editor_type (test_editor_find_field (desk, "Keywords"), "Café");
  test_editor_wait_saved (desk);
  after = test_editor_dup_list (desk, asset, "tag");
  g_assert_nonnull (strstr (after, "Old <town>"));
  g_assert_nonnull (strstr (after, "Sea/side"));
  keywords = test_editor_dup_list (desk, asset, "keyword");
  g_assert_nonnull (strstr (keywords, "Café"));

  g_signal_emit_by_name (test_editor_find_button (tags, "Take away “Old <town>”"), "clicked");
  g_signal_emit_by_name (test_editor_find_button (tags, "Take away “Sea/side”"), "clicked");
  g_assert_null (test_editor_find_button (tags, "Old <town>"));
  test_editor_wait_saved (desk);
  both = test_editor_dup_list (desk, asset, "tag");
  g_assert_cmpstr (both, ==, before);
}

static gboolean
has_suggestion (gpointer field)
{
  return test_editor_find_button (field, "Add “") != NULL;
}

/* Tags that others have are suggested. */
static void
test_suggestions (TestDesk *desk, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = NULL;
  g_autofree char *part = NULL;
  g_autofree char *word = NULL;
  g_autofree char *after = NULL;
  gpointer tags;

  for (guint i = 1; i < TEST_DESK_ASSETS && word == NULL; i++)
    {
      g_autoptr (CantoAsset) other = test_desk_dup_asset (desk, i);
      g_autoptr (CantoAsset) own = test_desk_dup_asset (desk, 0);
      const char *const *words = canto_asset_get_tags (other);

      if (words[0] != NULL && !g_strv_contains (canto_asset_get_tags (own), words[0]))
        word = g_strdup (words[0]);
    }
  g_assert_nonnull (word);

  asset = test_desk_dup_asset (desk, 0);
  test_editor_open (desk, 0, 1);
  tags = test_editor_find_field (desk, "Tags");
  part = g_utf8_strdown (word, -1);
  gtk_editable_set_text (test_editor_get_entry (tags), part);
  test_wait_until (has_suggestion, tags, "suggestions");
  g_signal_emit_by_name (test_editor_find_button (tags, word), "clicked");
  g_assert_cmpstr (gtk_editable_get_text (test_editor_get_entry (tags)), ==, "");
  test_editor_wait_saved (desk);
  after = test_editor_dup_list (desk, asset, "tag");
  g_assert_nonnull (strstr (after, word));
}

static gboolean
has_left_editor (gpointer desk)
{
  return !test_editor_has_fields (desk);
}

/* A letter where there is nothing to type into begins no search, which would end the editing. */
static void
test_letters (TestDesk *desk, gconstpointer data)
{
  GtkWidget *chip;
  GtkWidget *entry;

  test_editor_open (desk, 0, 1);
  test_editor_type (test_editor_find_field (desk, "Tags"), "Only");
  test_editor_wait_saved (desk);
  chip = test_editor_find_button (test_editor_find_field (desk, "Tags"), "Take away “Only”");
  entry = test_widget_find (test_editor_get_entry (test_editor_find_field (desk, "Tags")),
                            GTK_TYPE_TEXT);
  gtk_widget_grab_focus (chip);
  test_hand_press (desk->library.window, "n");
  /* The next key has come when that one has. */
  test_hand_press (desk->library.window, "Tab");
  test_wait_until (test_editor_has_focus, entry, "the next field");
  g_assert_cmpstr (gtk_editable_get_text (test_library_get_child (&desk->library, "search_entry")),
                   ==, "");
  g_assert_true (test_editor_has_fields (desk));
}

/* Ctrl+Z where the next word is typed takes back the last one, which is an edit already. */
static void
test_words_undo (TestDesk *desk, gconstpointer data)
{
  gpointer tags;

  test_editor_open (desk, 0, 1);
  tags = test_editor_find_field (desk, "Tags");
  test_editor_type (tags, "Hasty");
  g_assert_nonnull (test_editor_find_button (tags, "Take away “Hasty”"));
  test_editor_wait_saved (desk);
  test_editor_press_undo (desk, tags);
  test_desk_wait_text (desk->library.library, "Undone: Tag “Hasty” added");
  g_assert_null (test_editor_find_button (tags, "Take away “Hasty”"));
  test_editor_wait_saved (desk);
}

/* Nor on the button that leads back, which has the focus while the fields are not there. */
static void
test_early_letters (TestDesk *desk, gconstpointer data)
{
  GtkWidget *back;

  test_editor_open (desk, 0, 1);
  back = test_editor_find_button (test_editor_get_panel (desk), "Back to the details");
  gtk_widget_grab_focus (back);
  test_hand_press (desk->library.window, "n");
  /* The next key has come when that one has. */
  test_hand_press (desk->library.window, "Escape");
  test_wait_until (has_left_editor, desk, "the details");
  g_assert_cmpstr (gtk_editable_get_text (test_library_get_child (&desk->library, "search_entry")),
                   ==, "");
}

/* Many */

#define N_MANY 5

static void
test_many (TestDesk *desk, gconstpointer data)
{
  G_GNUC_UNUSED g_autoptr (CantoAsset) first = test_desk_dup_asset (desk, 0);
  gpointer description;
  gpointer tags;

  test_editor_open (desk, 0, N_MANY);
  g_assert_false (gtk_widget_get_visible (test_editor_find_field (desk, "Name")));
  description = test_editor_find_field (desk, "Description");
  g_assert_cmpstr (test_editor_get_hint (description), ==, "Several values");
  /* What differs and is not touched stays so. */
  picker_editor_flush (test_editor_get_editor (desk));
  g_assert_true (test_editor_is_idle (desk));

  test_editor_type_long (description, "All the same");
  g_assert_cmpstr (test_editor_get_hint (description), ==, "");
  tags = test_editor_find_field (desk, "Tags");
  test_editor_type (tags, "Shared");
  test_editor_wait_saved (desk);
  /* The editor is still there for the next one. */
  g_assert_cmpstr (
      test_widget_get_page (test_widget_get_child (test_editor_get_panel (desk), "stack")), ==,
      "edit");
  for (guint i = 0; i < N_MANY; i++)
    {
      g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, i);
      g_autofree char *own_tags = test_editor_dup_list (desk, asset, "tag");

      test_editor_assert_member (desk, asset, "description", "All the same");
      g_assert_nonnull (strstr (own_tags, "Shared"));
    }
}

/* Undo */

static void
undo (TestDesk *desk)
{
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "edit.undo", NULL));
}

static void
test_undo (TestDesk *desk, gconstpointer data)
{
  char *before[3];
  g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, 0);
  g_autofree char *name = test_editor_dup_member (desk, asset, "name");

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (CantoAsset) own = test_desk_dup_asset (desk, i);

      before[i] = test_editor_dup_member (desk, own, "description");
    }

  test_editor_open (desk, 0, 3);
  test_editor_type_long (test_editor_find_field (desk, "Description"), "Wrong");
  test_editor_wait_saved (desk);
  test_library_select (&desk->library, 0);
  gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "assets.edit", NULL);
  test_wait_until (test_editor_has_fields, desk, "the editor");
  test_editor_type (test_editor_find_field (desk, "Name"), "wrong.jpg");
  g_signal_emit_by_name (test_library_wait_toast_button (&desk->library, "_Undo"), "clicked");
  test_editor_wait_saved (desk);
  test_editor_assert_member (desk, asset, "name", name);

  /* The one before it, long after. */
  undo (desk);
  test_editor_wait_saved (desk);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (CantoAsset) own = test_desk_dup_asset (desk, i);

      test_editor_assert_member (desk, own, "description", before[i]);
      g_free (before[i]);
    }
}

/* Refused */

static void
test_refused (TestDesk *desk, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *shown = NULL;
  GtkWidget *edit_button;

  test_editor_open (desk, 0, 1);
  before = test_editor_dup_long_text (test_editor_find_field (desk, "Description"));
  test_editor_type_long (test_editor_find_field (desk, "Description"), "Not mine");
  test_desk_wait_text (desk->library.library, "Description was not changed: Not Allowed");
  shown = test_editor_dup_long_text (test_editor_find_field (desk, "Description"));
  g_assert_cmpstr (shown, ==, before);

  /* It is not offered again. */
  g_assert_false (gtk_widget_get_sensitive (test_editor_find_field (desk, "Description")));
  g_assert_nonnull (gtk_widget_get_tooltip_text (test_editor_find_field (desk, "Description")));
  test_editor_type (test_editor_find_field (desk, "Tags"), "Mine");
  test_editor_type (test_editor_find_field (desk, "Keywords"), "Mine");
  test_editor_type (test_editor_find_field (desk, "Name"), "mine.jpg");
  test_editor_wait_saved (desk);
  edit_button = test_widget_get_child (test_editor_get_panel (desk), "edit_button");
  g_assert_false (gtk_widget_is_sensitive (edit_button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (edit_button), ==,
                   "Your Canto account may not edit assets");
}

/* How far it is */

static const char *
get_status (TestDesk *desk)
{
  PickerEditStatus *status =
      test_widget_find (test_editor_get_panel (desk), PICKER_TYPE_EDIT_STATUS);

  return status != NULL ? picker_edit_status_get_text (status) : "";
}

typedef struct
{
  TestDesk *desk;
  const char *text;
} Status;

static gboolean
says (gpointer user_data)
{
  Status *status = user_data;

  return g_str_equal (get_status (status->desk), status->text);
}

static void
wait_status (TestDesk *desk, const char *text)
{
  Status status = { desk, text };

  test_wait_until (says, &status, text);
}

static void
test_status (TestDesk *desk, gconstpointer data)
{
  g_assert_null (test_widget_find (test_editor_get_panel (desk), PICKER_TYPE_EDIT_STATUS));
  test_editor_open (desk, 0, 1);
  test_editor_type (test_editor_find_field (desk, "Copyright"), "© One");
  g_assert_cmpstr (get_status (desk), ==, "Saving…");
  wait_status (desk, "Saved");
  test_library_select (&desk->library, 1);
  g_assert_cmpstr (get_status (desk), ==, "");
}

/* The network goes away, and comes back. */

static void
test_offline (TestDesk *desk, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, 0);

  test_editor_open (desk, 0, 1);
  test_tenant_toggle_network (desk->tenant);
  test_editor_type (test_editor_find_field (desk, "Copyright"), "© Far away");
  test_editor_type (test_editor_find_field (desk, "Tags"), "Later");
  wait_status (desk, "Waiting for the network");
  /* It is shown all the same. */
  g_assert_nonnull (
      test_editor_find_button (test_editor_find_field (desk, "Tags"), "Take away “Later”"));
  test_tenant_toggle_network (desk->tenant);
  wait_status (desk, "Saved");
  test_editor_wait_saved (desk);
  test_editor_assert_member (desk, asset, "copyright", "© Far away");
}

static gboolean
has_all (gpointer desk)
{
  return !gtk_widget_get_visible (
      test_widget_get_child (test_editor_get_editor (desk), "known_box"));
}

/* An editor that was never opened while there was a network has what a list tells, and the rest
 * when it can. */
static void
test_offline_first (TestDesk *desk, gconstpointer data)
{
  test_tenant_toggle_network (desk->tenant);
  test_desk_select (desk, 0, 1);
  gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "assets.edit", NULL);
  test_wait_until (test_editor_has_fields, desk, "what is known");
  test_desk_wait_text (test_editor_get_editor (desk), "only what is known is here");
  g_assert_true (gtk_widget_get_visible (test_editor_find_field (desk, "Name")));
  g_assert_true (gtk_widget_get_visible (test_editor_find_field (desk, "Tags")));
  g_assert_false (gtk_widget_get_visible (test_editor_find_field (desk, "Copyright")));
  test_editor_type (test_editor_find_field (desk, "Tags"), "Far away");
  wait_status (desk, "Waiting for the network");

  test_tenant_toggle_network (desk->tenant);
  wait_status (desk, "Saved");
  test_wait_until (has_all, desk, "all that can be edited");
  g_assert_true (gtk_widget_get_visible (test_editor_find_field (desk, "Copyright")));
  g_assert_nonnull (test_editor_find_field (desk, "Article number"));
  g_assert_nonnull (
      test_editor_find_button (test_editor_find_field (desk, "Tags"), "Take away “Far away”"));
}

/* Somebody else was there meanwhile. */

static gboolean
has_dialog (gpointer user_data)
{
  return test_desk_find_dialog () != NULL;
}

static void
make_conflict (TestDesk *desk, CantoAsset *asset)
{
  g_autofree char *body =
      g_strdup_printf ("{\"contents\": [{\"id\": \"%s\", \"scheme\": \"%s\"}], \"properties\":"
                       " [{\"propertyId\": \"copyright\", \"propertyValue\": \"<b>Theirs</b>\"}]}",
                       canto_asset_get_id (asset), canto_asset_get_scheme_word (asset));

  test_editor_open (desk, 0, 1);
  test_desk_send (desk, "PUT", "/batch/edit", body);
  test_editor_type (test_editor_find_field (desk, "Copyright"), "Mine");
  g_signal_emit_by_name (test_library_wait_toast_button (&desk->library, "_Review…"), "clicked");
  test_wait_until (has_dialog, NULL, "the question");
  g_assert_nonnull (
      strstr (adw_message_dialog_get_body (test_desk_find_dialog ()), "theirs: “<b>Theirs</b>”"));
  g_assert_nonnull (
      strstr (adw_message_dialog_get_body (test_desk_find_dialog ()), "yours: “Mine”"));
  g_assert_false (adw_message_dialog_get_body_use_markup (test_desk_find_dialog ()));
  test_editor_assert_member (desk, asset, "copyright", "<b>Theirs</b>");
  g_assert_cmpstr (
      gtk_editable_get_text (test_editor_get_entry (test_editor_find_field (desk, "Copyright"))),
      ==, "<b>Theirs</b>");
}

static void
test_keep_theirs (TestDesk *desk, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, 0);

  make_conflict (desk, asset);
  test_desk_respond (test_desk_find_dialog (), "discard");
  test_editor_wait_saved (desk);
  test_editor_assert_member (desk, asset, "copyright", "<b>Theirs</b>");
}

static void
test_overwrite (TestDesk *desk, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, 0);

  make_conflict (desk, asset);
  test_desk_respond (test_desk_find_dialog (), "retry");
  test_editor_wait_saved (desk);
  test_editor_assert_member (desk, asset, "copyright", "Mine");
}

/* Deletion */

static void
test_delete (TestDesk *desk, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, 0);
  g_autofree char *uri = g_strconcat (test_tenant_get (desk->tenant, "base"), "/api/v1/",
                                      canto_asset_get_key (asset), NULL);
  g_autoptr (TestReply) before = NULL;
  g_autoptr (TestReply) after = NULL;

  test_desk_select (desk, 0, 2);
  gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "assets.delete", NULL);
  test_wait_until (has_dialog, NULL, "the question");
  g_assert_cmpstr (adw_message_dialog_get_default_response (test_desk_find_dialog ()), ==,
                   "cancel");
  g_assert_cmpstr (adw_message_dialog_get_heading (test_desk_find_dialog ()), ==,
                   "Delete 2 Assets for Good?");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (test_desk_find_dialog ()),
                            canto_asset_get_name (asset)));
  test_desk_respond (test_desk_find_dialog (), "cancel");
  g_assert_true (test_editor_is_idle (desk));
  before = test_http_get (uri, desk->token);
  g_assert_cmpuint (before->status, ==, 200);

  gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "assets.delete", NULL);
  test_wait_until (has_dialog, NULL, "the question");
  test_desk_respond (test_desk_find_dialog (), "delete");
  test_editor_wait_saved (desk);
  after = test_http_get (uri, desk->token);
  g_assert_cmpuint (after->status, ==, 404);
  test_library_wait_items (&desk->library, TEST_DESK_ASSETS - 2);
}

/* The key of the keyboard asks, too: in the grid. */
static void
test_delete_key (TestDesk *desk, gconstpointer data)
{
  test_desk_select (desk, 0, 1);
  gtk_widget_child_focus (GTK_WIDGET (desk->library.grid), GTK_DIR_TAB_FORWARD);
  test_hand_press (desk->library.window, "Delete");
  test_wait_until (has_dialog, NULL, "the question");
  g_assert_cmpstr (adw_message_dialog_get_heading (test_desk_find_dialog ()), ==,
                   "Delete 1 Asset for Good?");
  test_desk_respond (test_desk_find_dialog (), "cancel");
  g_assert_true (test_editor_is_idle (desk));
}

#define ADD(name, scope, func)                                                                     \
  g_test_add ("/edit/" name, TestDesk, scope, test_desk_set_up, func, test_desk_tear_down)

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);

  ADD ("texts", NULL, test_texts);
  ADD ("untouched", NULL, test_untouched);
  ADD ("typing-undo", NULL, test_typing_undo);
  ADD ("leaving", NULL, test_leaving);
  ADD ("custom", NULL, test_custom);
  ADD ("calendar", NULL, test_calendar);
  ADD ("calendar-today", NULL, test_calendar_today);
  ADD ("words", NULL, test_words);
  ADD ("words-undo", NULL, test_words_undo);
  ADD ("suggestions", NULL, test_suggestions);
  ADD ("letters", NULL, test_letters);
  ADD ("early-letters", NULL, test_early_letters);
  ADD ("many", NULL, test_many);
  ADD ("undo", NULL, test_undo);
  ADD ("refused", "consumer", test_refused);
  ADD ("status", NULL, test_status);
  ADD ("offline", NULL, test_offline);
  ADD ("offline-first", NULL, test_offline_first);
  ADD ("keep-theirs", NULL, test_keep_theirs);
  ADD ("overwrite", NULL, test_overwrite);
  ADD ("delete", NULL, test_delete);
  ADD ("delete-key", NULL, test_delete_key);

  return g_test_run ();
}
