/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-library.h"

#include "picker-banner.h"
#include "picker-state-page.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

void
test_library_set_up (TestLibrary *self, gconstpointer data)
{
  self->service = test_service_new ();
  self->session = test_session_new_for_base (test_service_get_base (self->service));
  self->settings = test_session_new_settings ();
}

void
test_library_tear_down (TestLibrary *self, gconstpointer data)
{
  test_widget_close (self->window);
  g_object_unref (self->settings);
  test_session_free (self->session);
  test_service_free (self->service);
}

static void
sign_in (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ((TestLibrary *) user_data)->n_sign_ins++;
}

void
test_library_show (TestLibrary *self)
{
  static const GActionEntry entries[] = { { .name = "sign-in", .activate = sign_in } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *library;

  /* The whole room for the assets; a test of the details shows them itself. */
  g_settings_set_boolean (self->settings, "show-details", FALSE);
  library = picker_library_new (self->session, self->settings, self->is_demo);
  self->library = PICKER_LIBRARY (library);
  self->grid = test_widget_find (library, PICKER_TYPE_GRID);
  self->list = picker_grid_get_list (self->grid);
  self->window = test_widget_show (library, 1000, 700);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->window, "win", G_ACTION_GROUP (group));
}

gpointer
test_library_get_child (TestLibrary *self, const char *name)
{
  return test_widget_get_child (self->library, name);
}

gpointer
test_library_get_state_child (TestLibrary *self, const char *name)
{
  return test_widget_get_child (test_library_get_child (self, "state_page"), name);
}

const char *
test_library_get_page (PickerLibrary *library)
{
  static const char *const states[] = { "loading", "slow", "waiting", "empty", "error" };
  const char *page = test_widget_get_page (test_widget_get_child (library, "stack"));

  if (!g_str_equal (page, "state"))
    return page;

  return states[picker_state_page_get_state (test_widget_get_child (library, "state_page"))];
}

typedef struct
{
  TestLibrary *library;
  const char *page; /* or text */
  guint n_items;
} Wait;

static gboolean
is_on_page (gpointer user_data)
{
  Wait *wait = user_data;

  return g_str_equal (test_library_get_page (wait->library->library), wait->page);
}

void
test_library_wait_page (TestLibrary *self, const char *page)
{
  Wait wait = { self, page, 0 };

  test_wait_until (is_on_page, &wait, page);
}

static gboolean
says (gpointer user_data)
{
  Wait *wait = user_data;
  const char *text = picker_banner_get_text (test_library_get_child (wait->library, "banner"));

  return wait->page != NULL ? text != NULL && strstr (text, wait->page) != NULL : text == NULL;
}

void
test_library_wait_banner (TestLibrary *self, const char *part)
{
  Wait wait = { self, part, 0 };

  test_wait_until (says, &wait, part != NULL ? part : "the banner to go");
}

static gboolean
has_items (gpointer user_data)
{
  Wait *wait = user_data;

  return catalog_asset_list_get_status (wait->library->list) == CATALOG_STATUS_READY
         && g_list_model_get_n_items (G_LIST_MODEL (wait->library->list)) == wait->n_items;
}

void
test_library_wait_items (TestLibrary *self, guint n_items)
{
  Wait wait = { self, NULL, n_items };

  test_wait_until (has_items, &wait, "the list");
}

const char *
test_library_find_toast (TestLibrary *self, const char *part)
{
  g_autoptr (GPtrArray) labels =
      test_widget_find_all (test_library_get_child (self, "toasts"), GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      const char *text = gtk_label_get_text (labels->pdata[i]);

      if (gtk_widget_get_mapped (labels->pdata[i]) && strstr (text, part) != NULL)
        return text;
    }

  return NULL;
}

static gboolean
has_toast (gpointer user_data)
{
  Wait *wait = user_data;

  return test_library_find_toast (wait->library, wait->page) != NULL;
}

static gboolean
has_no_toast (gpointer user_data)
{
  return !has_toast (user_data);
}

void
test_library_wait_toast (TestLibrary *self, const char *part)
{
  Wait wait = { self, part, 0 };

  test_wait_until (has_toast, &wait, part);
}

void
test_library_wait_toast_gone (TestLibrary *self, const char *part)
{
  Wait wait = { self, part, 0 };

  test_wait_until (has_no_toast, &wait, "the toast to go");
}

static GtkButton *
find_toast_button (TestLibrary *self, const char *label)
{
  g_autoptr (GPtrArray) buttons =
      test_widget_find_all (test_library_get_child (self, "toasts"), GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    {
      if (gtk_widget_get_mapped (buttons->pdata[i])
          && g_strcmp0 (gtk_button_get_label (buttons->pdata[i]), label) == 0)
        return buttons->pdata[i];
    }

  return NULL;
}

static gboolean
has_toast_button (gpointer user_data)
{
  Wait *wait = user_data;

  return find_toast_button (wait->library, wait->page) != NULL;
}

GtkButton *
test_library_wait_toast_button (TestLibrary *self, const char *label)
{
  Wait wait = { self, label, 0 };

  test_wait_until (has_toast_button, &wait, label);

  return find_toast_button (self, label);
}

void
test_library_select (TestLibrary *self, guint position)
{
  if (position == GTK_INVALID_LIST_POSITION)
    gtk_selection_model_unselect_all (picker_grid_get_selection (self->grid));
  else
    picker_grid_select_only (self->grid, position);
}

static gboolean
has_details (gpointer grid)
{
  CantoAsset *asset = picker_grid_get_selected_asset (grid);

  return asset != NULL && canto_asset_get_is_complete (asset);
}

void
test_library_wait_details (TestLibrary *self)
{
  test_wait_until (has_details, self->grid, "the details");
}
