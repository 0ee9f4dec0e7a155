/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor of many assets: what differs is emptied, what is too much is not shown. And what
 * Ctrl+Z undoes where. */

#include "picker-field.h"
#include "test-editor.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

#define N_FEW  5
#define N_MANY 40 /* of them each has some of the tags that the tenant has made up */

/* Of that field; NULL if it is not offered. */
static GtkWidget *
find_clear (gpointer field)
{
  GtkWidget *button = test_editor_find_button (field, "Empty this field");

  return gtk_widget_get_visible (button) ? button : NULL;
}

static void
click (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* What differs goes in one step, of each type of field, and comes back in one. */
static void
test_clear (TestDesk *desk, gconstpointer data)
{
  char *before[N_FEW];

  for (guint i = 0; i < N_FEW; i++)
    {
      g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, i);

      before[i] = test_editor_dup_member (desk, asset, "description");
    }
  test_editor_open (desk, 0, N_FEW);
  click (find_clear (test_editor_find_field (desk, "Description")));
  g_assert_null (find_clear (test_editor_find_field (desk, "Description")));
  g_assert_cmpstr (test_editor_get_hint (test_editor_find_field (desk, "Description")), ==, "");
  test_editor_wait_saved (desk);
  for (guint i = 0; i < N_FEW; i++)
    {
      g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, i);

      test_editor_assert_member (desk, asset, "description", NULL);
    }

  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "edit.undo", NULL));
  test_editor_wait_saved (desk);
  for (guint i = 0; i < N_FEW; i++)
    {
      g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, i);

      test_editor_assert_member (desk, asset, "description", before[i]);
      g_free (before[i]);
    }
}

static gboolean
is_focus_in_fields (gpointer data)
{
  TestDesk *desk = data;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (desk->library.library)));

  return focus != NULL && gtk_widget_get_ancestor (focus, PICKER_TYPE_FIELD) != NULL;
}

/* Who opens the editor and presses Enter empties nothing: the focus is where she types. */
static void
test_focus (TestDesk *desk, gconstpointer data)
{
  GtkWidget *focus;

  test_editor_open (desk, 0, N_FEW);
  g_assert_nonnull (find_clear (test_editor_find_field (desk, "Description")));
  test_wait_until (is_focus_in_fields, desk, "the focus in a field");
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (desk->library.library)));
  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  g_assert_true (gtk_widget_is_ancestor (focus, test_editor_find_field (desk, "Description")));
}

/* A list of values, too. What is the same has no such button: it is emptied where it is typed. */
static void
test_clear_checks (TestDesk *desk, gconstpointer data)
{
  gpointer channels;
  g_autoptr (GPtrArray) checks = NULL;

  test_editor_open (desk, 0, N_FEW);
  channels = test_editor_find_field (desk, "Channels");
  click (find_clear (channels));
  test_editor_wait_saved (desk);
  g_assert_null (find_clear (channels));
  checks = test_widget_find_all (channels, GTK_TYPE_CHECK_BUTTON);
  for (guint i = 0; i < checks->len; i++)
    {
      g_assert_false (gtk_check_button_get_active (checks->pdata[i]));
      g_assert_false (gtk_check_button_get_inconsistent (checks->pdata[i]));
    }
  for (guint i = 0; i < N_FEW; i++)
    {
      g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, i);

      test_editor_assert_list (desk, asset, "Channels", "");
    }
}

static guint
count_chips (gpointer field)
{
  g_autoptr (GPtrArray) boxes = test_widget_find_all (field, GTK_TYPE_BOX);
  guint n = 0;

  for (guint i = 0; i < boxes->len; i++)
    n += gtk_widget_has_css_class (boxes->pdata[i], "edit-chip");

  return n;
}

/* (nullable) */
static GtkWidget *
find_labelled (gpointer field, const char *start)
{
  g_autoptr (GPtrArray) buttons = test_widget_find_all (field, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    {
      const char *label = gtk_button_get_label (buttons->pdata[i]);

      if (label != NULL && g_str_has_prefix (label, start))
        return buttons->pdata[i];
    }

  return NULL;
}

/* The fields below the tags are not pushed away by them; and what she adds is there to be seen. */
static void
test_many_words (TestDesk *desk, gconstpointer data)
{
  gpointer tags;
  guint n_few;
  guint n_all;
  char *end;

  test_editor_open (desk, 0, N_MANY);
  tags = test_editor_find_field (desk, "Tags");
  n_few = count_chips (tags);
  g_assert_nonnull (find_labelled (tags, "Show All "));
  n_all = (guint) g_ascii_strtoull (
      gtk_button_get_label (GTK_BUTTON (find_labelled (tags, "Show All "))) + strlen ("Show All "),
      &end, 10);
  g_assert_cmpuint (n_all, >, n_few + 1);

  click (find_labelled (tags, "Show All "));
  g_assert_cmpuint (count_chips (tags), ==, n_all);
  click (find_labelled (tags, "Show Fewer"));
  g_assert_cmpuint (count_chips (tags), ==, n_few);

  test_editor_type (tags, "Brand New");
  g_assert_cmpuint (count_chips (tags), ==, n_few);
  g_assert_nonnull (test_editor_find_button (tags, "Take away “Brand New”"));
  test_editor_wait_saved (desk);

  /* With other assets it begins anew, and with few there is nothing to ask for. */
  click (find_labelled (tags, "Show All "));
  test_desk_select (desk, 0, 1);
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "assets.edit", NULL));
  test_wait_until (test_editor_has_fields, desk, "the editor");
  g_assert_null (find_labelled (tags, "Show "));
}

/* An entry that has nothing to undo does not undo what was done elsewhere. */
static void
test_undo_in_entry (TestDesk *desk, gconstpointer data)
{
  g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, 0);

  test_editor_open (desk, 0, 1);
  test_editor_type (test_editor_find_field (desk, "Copyright"), "© Kept");
  test_editor_wait_saved (desk);
  test_editor_press_undo (desk, test_editor_find_field (desk, "Name"));
  test_editor_press_undo (desk, test_editor_find_field (desk, "Copyright"));
  test_editor_wait_saved (desk);
  test_editor_assert_member (desk, asset, "copyright", "© Kept");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/edit-many/" name, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);

  ADD ("focus", test_focus);
  ADD ("clear", test_clear);
  ADD ("clear-checks", test_clear_checks);
  ADD ("many-words", test_many_words);
  ADD ("undo-in-entry", test_undo_in_entry);

  return g_test_run ();
}
