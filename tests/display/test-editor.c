/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-editor.h"

#include "picker-field-head.h"
#include "picker-field.h"
#include "test-hand.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

EngineEdits *
test_editor_get_edits (TestDesk *desk)
{
  return engine_session_get_edits (desk->library.session);
}

PickerDetailsPanel *
test_editor_get_panel (TestDesk *desk)
{
  return test_widget_find (desk->library.library, PICKER_TYPE_DETAILS_PANEL);
}

PickerEditor *
test_editor_get_editor (TestDesk *desk)
{
  return test_widget_find (test_editor_get_panel (desk), PICKER_TYPE_EDITOR);
}

gboolean
test_editor_has_fields (gpointer desk)
{
  PickerEditor *editor = test_editor_get_editor (desk);

  return editor != NULL
         && g_str_equal (test_widget_get_page (test_widget_get_child (editor, "stack")), "fields");
}

void
test_editor_open (TestDesk *desk, guint first, guint n_assets)
{
  g_assert_null (test_editor_get_editor (desk));
  test_desk_select (desk, first, n_assets);
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (desk->library.library), "assets.edit", NULL));
  test_wait_until (test_editor_has_fields, desk, "the editor");
}

/* The field of that title. */
gpointer
test_editor_find_field (TestDesk *desk, const char *title)
{
  g_autoptr (GPtrArray) heads =
      test_widget_find_all (test_editor_get_editor (desk), PICKER_TYPE_FIELD_HEAD);

  for (guint i = 0; i < heads->len; i++)
    {
      GtkWidget *label = gtk_widget_get_first_child (heads->pdata[i]);

      if (g_str_equal (gtk_label_get_text (GTK_LABEL (label)), title))
        return gtk_widget_get_parent (heads->pdata[i]);
    }
  g_error ("There is no field %s", title);
}

/* What is said beside its title; empty if nothing. */
const char *
test_editor_get_hint (gpointer field)
{
  GtkWidget *head = test_widget_find (field, PICKER_TYPE_FIELD_HEAD);
  GtkWidget *hint = gtk_widget_get_next_sibling (gtk_widget_get_first_child (head));

  return gtk_widget_get_visible (hint) ? gtk_label_get_text (GTK_LABEL (hint)) : "";
}

GtkEditable *
test_editor_get_entry (gpointer field)
{
  return test_widget_find (field, GTK_TYPE_ENTRY);
}

void
test_editor_type (gpointer field, const char *text)
{
  GtkEditable *entry = test_editor_get_entry (field);

  gtk_editable_set_text (entry, text);
  g_signal_emit_by_name (entry, "activate");
}

GtkTextBuffer *
test_editor_get_buffer (gpointer field)
{
  return gtk_text_view_get_buffer (test_widget_find (field, GTK_TYPE_TEXT_VIEW));
}

char *
test_editor_dup_long_text (gpointer field)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (test_editor_get_buffer (field), &start, &end);

  return gtk_text_buffer_get_text (test_editor_get_buffer (field), &start, &end, FALSE);
}

void
test_editor_type_long (gpointer field, const char *text)
{
  gtk_text_buffer_set_text (test_editor_get_buffer (field), text, -1);
  picker_field_flush (field);
}

gboolean
test_editor_is_idle (gpointer desk)
{
  return g_list_model_get_n_items (G_LIST_MODEL (test_editor_get_edits (desk))) == 0;
}

void
test_editor_wait_saved (TestDesk *desk)
{
  test_wait_until (test_editor_is_idle, desk, "the service to have it");
}

/* What the tenant says. */

/* (transfer full) (nullable) */
char *
test_editor_dup_member (TestDesk *desk, CantoAsset *asset, const char *name)
{
  g_autoptr (JsonNode) details = test_desk_get_details (desk, asset);
  JsonNode *node = json_object_get_member (json_node_get_object (details), name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_dup_string (node) : NULL;
}

void
test_editor_assert_member (TestDesk *desk,
                           CantoAsset *asset,
                           const char *name,
                           const char *expected)
{
  g_autofree char *value = test_editor_dup_member (desk, asset, name);

  g_assert_cmpstr (value, ==, expected);
}

/* A custom field, or a list of words. (transfer full) */
char *
test_editor_dup_list (TestDesk *desk, CantoAsset *asset, const char *name)
{
  g_autoptr (JsonNode) details = test_desk_get_details (desk, asset);
  JsonObject *object = json_node_get_object (details);
  JsonObject *additional = json_object_get_object_member (object, "additional");
  JsonNode *node = json_object_has_member (object, name)
                       ? json_object_get_member (object, name)
                       : json_object_get_member (additional, name);
  GString *text = g_string_new (NULL);
  JsonArray *array;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_string_free (text, FALSE);
  if (JSON_NODE_HOLDS_VALUE (node))
    return g_string_free (g_string_append (text, json_node_get_string (node)), FALSE);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "",
                            json_array_get_string_element (array, i));

  return g_string_free (text, FALSE);
}

void
test_editor_assert_list (TestDesk *desk, CantoAsset *asset, const char *name, const char *expected)
{
  g_autofree char *value = test_editor_dup_list (desk, asset, name);

  g_assert_cmpstr (value, ==, expected);
}

gboolean
test_editor_has_focus (gpointer widget)
{
  return gtk_widget_has_focus (widget);
}

static gboolean
lost_focus (gpointer widget)
{
  return !gtk_widget_has_focus (widget);
}

/* Presses Ctrl+Z in the entry of @field, and leaves it. */
void
test_editor_press_undo (TestDesk *desk, gpointer field)
{
  GtkWidget *inner = test_widget_find (test_editor_get_entry (field), GTK_TYPE_TEXT);

  gtk_widget_grab_focus (inner);
  test_wait_until (test_editor_has_focus, inner, "the focus");
  test_hand_press (desk->library.window, "ctrl+z");
  test_hand_press (desk->library.window, "Tab");
  test_wait_until (lost_focus, inner, "the focus to go on");
}

GtkWidget *
test_editor_find_button (gpointer root, const char *tooltip_part)
{
  g_autoptr (GPtrArray) buttons = test_widget_find_all (root, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    {
      const char *tooltip = gtk_widget_get_tooltip_text (buttons->pdata[i]);

      if (tooltip != NULL && strstr (tooltip, tooltip_part) != NULL)
        return buttons->pdata[i];
    }

  return NULL;
}
