/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-desk.h"

#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>

#include <string.h>

static char *
ask_token (TestTenant *tenant)
{
  g_autofree char *uri =
      g_strconcat (test_tenant_get (tenant, "base"), "/oauth/api/oauth2/token", NULL);
  g_autofree char *form =
      g_strdup_printf ("grant_type=client_credentials&app_id=%s&app_secret=%s&scope=admin",
                       test_tenant_get (tenant, "app_id"), test_tenant_get (tenant, "app_secret"));
  g_autoptr (TestReply) reply =
      test_http_send ("POST", uri, NULL, "application/x-www-form-urlencoded", form);
  g_autofree char *text = test_reply_dup_text (reply);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);

  return g_strdup (json_object_get_string_member (json_node_get_object (node), "accessToken"));
}

void
test_desk_set_up (TestDesk *self, gconstpointer scope)
{
  g_autofree char *n_assets = g_strdup_printf ("--assets=%d", TEST_DESK_ASSETS);

  self->tenant = test_tenant_start (n_assets, NULL);
  self->token = ask_token (self->tenant);
  self->library.session = test_session_new_with_scope (self->tenant, scope);
  self->library.settings = test_session_new_settings ();
  g_settings_set_boolean (self->library.settings, "approved-only", FALSE);
  test_library_show (&self->library);
  test_library_wait_page (&self->library, "grid");
}

void
test_desk_tear_down (TestDesk *self, gconstpointer scope)
{
  test_widget_close (self->library.window);
  g_object_unref (self->library.settings);
  test_session_free (self->library.session);
  g_free (self->token);
  g_free (test_tenant_stop (self->tenant));
}

CantoAsset *
test_desk_dup_asset (TestDesk *self, guint position)
{
  g_autoptr (CatalogSlot) slot =
      g_list_model_get_item (G_LIST_MODEL (self->library.list), position);

  g_assert_nonnull (slot);
  g_assert_nonnull (catalog_slot_get_asset (slot));

  return canto_asset_ref (catalog_slot_get_asset (slot));
}

void
test_desk_select (TestDesk *self, guint first, guint n_assets)
{
  GtkSelectionModel *selection = picker_grid_get_selection (self->library.grid);

  gtk_selection_model_select_range (selection, first, n_assets, TRUE);
}

static TestReply *
send (TestDesk *self, const char *method, const char *path, const char *body)
{
  g_autofree char *uri =
      g_strconcat (test_tenant_get (self->tenant, "base"), "/api/v1", path, NULL);

  return test_http_send (method, uri, self->token, body != NULL ? "application/json" : NULL, body);
}

static JsonNode *
read_json (TestReply *reply)
{
  g_autofree char *text = test_reply_dup_text (reply);
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);

  return node;
}

JsonNode *
test_desk_get (TestDesk *self, const char *path)
{
  g_autoptr (TestReply) reply = send (self, "GET", path, NULL);

  return read_json (reply);
}

void
test_desk_send (TestDesk *self, const char *method, const char *path, const char *body)
{
  g_autoptr (TestReply) reply = send (self, method, path, body);

  g_assert_cmpuint (reply->status / 100, ==, 2);
}

JsonNode *
test_desk_get_details (TestDesk *self, CantoAsset *asset)
{
  g_autofree char *body =
      g_strdup_printf ("[{\"id\": \"%s\", \"scheme\": \"%s\"}]", canto_asset_get_id (asset),
                       canto_asset_get_scheme_word (asset));
  g_autoptr (TestReply) reply = send (self, "POST", "/batch/content", body);
  g_autoptr (JsonNode) page = read_json (reply);
  JsonArray *assets = json_object_get_array_member (json_node_get_object (page), "docResult");

  g_assert_cmpuint (json_array_get_length (assets), ==, 1);

  return json_node_copy (json_array_get_element (assets, 0));
}

typedef struct
{
  gpointer root;
  const char *part;
} Text;

static gboolean
has_text (gpointer user_data)
{
  Text *text = user_data;
  g_autoptr (GPtrArray) labels = test_widget_find_all (text->root, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      if (gtk_widget_get_mapped (labels->pdata[i])
          && strstr (gtk_label_get_text (labels->pdata[i]), text->part) != NULL)
        return TRUE;
    }

  return FALSE;
}

void
test_desk_wait_text (gpointer root, const char *part)
{
  Text text = { root, part };

  test_wait_until (has_text, &text, part);
}

typedef struct
{
  char *text;
  gboolean is_read;
} Reading;

static void
text_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;

  reading->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  reading->is_read = TRUE;
}

static gboolean
is_read (gpointer reading)
{
  return ((Reading *) reading)->is_read;
}

char *
test_desk_dup_clipboard (TestDesk *self)
{
  Reading reading = { NULL, FALSE };

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (self->library.window), NULL, text_read,
                                 &reading);
  test_wait_until (is_read, &reading, "the clipboard");

  return reading.text;
}

AdwMessageDialog *
test_desk_find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }

  return NULL;
}

void
test_desk_respond (gpointer dialog, const char *response)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

gboolean
test_desk_may (gpointer widget, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  gboolean may;

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_parent (button, widget);
  may = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);

  return may;
}
