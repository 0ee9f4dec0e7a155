/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that are dropped and pasted, and the list that shows how far they are. */

#include "journal-store.h"
#include "picker-sidebar-row.h"
#include "picker-sidebar.h"
#include "picker-toasts.h"
#include "picker-transfer-row.h"
#include "picker-transfers-button.h"
#include "test-desk.h"
#include "test-folder.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  TestDesk desk;
  char *folder; /* of the files */
  PickerTransfersButton *button;
  EngineTransfers *transfers; /* borrowed */
  PickerSidebar *sidebar;
} Fixture;

static void
set_up (Fixture *self, gconstpointer scope)
{
  test_desk_set_up (&self->desk, scope);
  self->folder = g_dir_make_tmp ("descant-files-XXXXXX", NULL);
  self->button = test_widget_find (self->desk.library.library, PICKER_TYPE_TRANSFERS_BUTTON);
  self->sidebar = test_widget_find (self->desk.library.library, PICKER_TYPE_SIDEBAR);
  self->transfers = engine_session_get_transfers (self->desk.library.session);
}

static void
tear_down (Fixture *self, gconstpointer scope)
{
  test_desk_tear_down (&self->desk, scope);
  test_folder_remove (self->folder);
  g_free (self->folder);
}

static GFile *
make_file (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return g_file_new_for_path (path);
}

static GtkDropTarget *
find_drop_target (gpointer widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller)
          && gdk_content_formats_contain_gtype (
              gtk_drop_target_get_formats (GTK_DROP_TARGET (controller)), GDK_TYPE_FILE_LIST))
        return GTK_DROP_TARGET (controller);
    }
  g_assert_not_reached ();
}

/* As a hand that lets go of @files above @widget. */
static gboolean
drop (gpointer widget, GSList *files)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  g_signal_emit_by_name (find_drop_target (widget), "drop", &value, 1.0, 1.0, &is_taken);

  return is_taken;
}

static gboolean
drop_one (gpointer widget, GFile *file)
{
  g_autoptr (GSList) files = g_slist_prepend (NULL, file);

  return drop (widget, files);
}

static gboolean
are_all_ended (gpointer transfers)
{
  return engine_transfers_get_n_active (transfers) == 0;
}

static void
wait_all (Fixture *self)
{
  test_wait_until (are_all_ended, self->transfers, "the end of all uploads");
}

static EngineTransfer *
get_transfer (Fixture *self, guint position)
{
  g_autoptr (EngineTransfer) transfer =
      g_list_model_get_item (G_LIST_MODEL (self->transfers), position);

  g_assert_nonnull (transfer);

  return transfer;
}

static PickerTransferRow *
get_row (Fixture *self, guint position)
{
  GtkListBox *list_box = test_widget_get_child (self->button, "list_box");

  return PICKER_TRANSFER_ROW (
      gtk_list_box_row_get_child (gtk_list_box_get_row_at_index (list_box, (int) position)));
}

static const char *
get_status (Fixture *self, guint position)
{
  return gtk_label_get_text (test_widget_get_child (get_row (self, position), "status"));
}

static gboolean
can_click (Fixture *self, guint position, const char *button)
{
  return gtk_widget_get_visible (test_widget_get_child (get_row (self, position), button));
}

static void
click (Fixture *self, guint position, const char *button)
{
  g_assert_true (can_click (self, position, button));
  g_signal_emit_by_name (test_widget_get_child (get_row (self, position), button), "clicked");
}

/* (transfer full) */
static char *
find_album_id (Fixture *self, const char *name)
{
  g_autoptr (JsonNode) node = test_desk_get (&self->desk, "/search?scheme=album&limit=1000");
  JsonArray *albums = json_object_get_array_member (json_node_get_object (node), "results");

  for (guint i = 0; i < json_array_get_length (albums); i++)
    {
      JsonObject *album = json_array_get_object_element (albums, i);

      if (g_str_equal (json_object_get_string_member (album, "name"), name))
        return g_strdup (json_object_get_string_member (album, "id"));
    }
  g_assert_not_reached ();
}

/* The assets in an album, as the tenant has them. */
static gint64
count_in (Fixture *self, const char *album_id)
{
  g_autofree char *path = g_strconcat ("/album/", album_id, NULL);
  g_autoptr (JsonNode) node = test_desk_get (&self->desk, path);

  return json_object_get_int_member (json_node_get_object (node), "found");
}

/* Dropped on the assets: they go into the album on the screen, and are there then. */
static void
test_drop_on_grid (Fixture *self, gconstpointer data)
{
  g_autofree char *album = find_album_id (self, "Empty album");
  g_autoptr (GFile) first = make_file (self, "a.txt", "one");
  g_autoptr (GFile) second = make_file (self, "b.txt", "two");
  g_autoptr (GFile) web = g_file_new_for_uri ("https://example.com/c.txt");
  g_autoptr (GSList) files = NULL;
  g_autoptr (CantoAsset) asset = NULL;

  picker_sidebar_choose_album (self->sidebar, album);
  test_library_wait_page (&self->desk.library, "empty");
  g_assert_nonnull (
      strstr (gtk_label_get_text (test_widget_get_child (self->button, "album_label")), "“Empty"));
  files = g_slist_prepend (files, first);
  files = g_slist_prepend (files, web);
  files = g_slist_prepend (files, second);
  g_assert_true (drop (test_library_get_child (&self->desk.library, "stack"), files));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->transfers)), ==, 2);
  wait_all (self);
  test_desk_wait_text (self->desk.library.library, "2 files were uploaded");
  test_library_wait_items (&self->desk.library, 2);
  asset = test_desk_dup_asset (&self->desk, 0);
  g_assert_true (g_str_equal (canto_asset_get_name (asset), "a.txt")
                 || g_str_equal (canto_asset_get_name (asset), "b.txt"));
  g_assert_cmpint (count_in (self, album), ==, 2);
}

static void
test_drop_of_addresses (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) web = g_file_new_for_uri ("https://example.com/c.txt");

  drop_one (test_library_get_child (&self->desk.library, "stack"), web);
  test_desk_wait_text (self->desk.library.library, "Only files of this computer");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->transfers)), ==, 0);
}

/* On the sidebar */

typedef struct
{
  Fixture *fixture;
  const char *title;
  PickerSidebarRow *row;
} RowWait;

static gboolean
find_row (gpointer user_data)
{
  RowWait *wait = user_data;
  g_autoptr (GPtrArray) rows =
      test_widget_find_all (wait->fixture->sidebar, PICKER_TYPE_SIDEBAR_ROW);

  for (guint i = 0; i < rows->len; i++)
    {
      GtkLabel *label = test_widget_get_child (rows->pdata[i], "title");

      if (gtk_widget_get_mapped (rows->pdata[i])
          && g_str_equal (gtk_label_get_text (label), wait->title))
        wait->row = rows->pdata[i];
    }

  return wait->row != NULL;
}

static PickerSidebarRow *
wait_row (Fixture *self, const char *title)
{
  RowWait wait = { self, title, NULL };

  test_wait_until (find_row, &wait, title);

  return wait.row;
}

static void
test_drop_on_album (Fixture *self, gconstpointer data)
{
  g_autofree char *album = find_album_id (self, "Empty album");
  g_autoptr (GFile) file = make_file (self, "a \"file\" & 船.txt", "one");

  g_assert_true (drop_one (wait_row (self, "Empty album"), file));
  wait_all (self);
  g_assert_cmpuint (engine_transfer_get_state (get_transfer (self, 0)), ==, ENGINE_TRANSFER_DONE);
  g_assert_cmpint (count_in (self, album), ==, 1);

  /* Assets are in albums only; and what is no album at all has no room either. */
  g_assert_false (drop_one (wait_row (self, "Brand"), file));
  g_assert_false (drop_one (wait_row (self, "All Assets"), file));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->transfers)), ==, 1);
}

/* Pasted, from another program */

static void
paste (Fixture *self)
{
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (self->desk.library.library), "upload.paste", NULL));
}

static gboolean
has_transfer (gpointer transfers)
{
  return g_list_model_get_n_items (transfers) > 0;
}

typedef struct
{
  GdkClipboard *clipboard;
  GType type;
} Offer;

static gboolean
is_offered (gpointer user_data)
{
  Offer *offer = user_data;

  return !gdk_clipboard_is_local (offer->clipboard)
         && gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (offer->clipboard),
                                               offer->type);
}

static void
offer_elsewhere (Fixture *self, GdkDisplay *other, GType type, GdkContentProvider *provider)
{
  Offer offer = { gtk_widget_get_clipboard (self->desk.library.window), type };

  gdk_clipboard_set_content (gdk_display_get_clipboard (other), provider);
  test_wait_until (is_offered, &offer, "the clipboard");
}

/* @boxed: what the other program has copied */
static void
copy_elsewhere (Fixture *self, GdkDisplay *other, GType type, gpointer boxed)
{
  g_autoptr (GdkContentProvider) provider = gdk_content_provider_new_typed (type, boxed);

  offer_elsewhere (self, other, type, provider);
}

/* As a program that ends: what it has copied goes with it. GDK keeps the connection of a display
 * that is closed, and who has the clipboard there and does not answer leaves the next one with a
 * question pending, which GTK 4.18 ends without an error when that one is closed. */
static void
close_elsewhere (GdkDisplay *other)
{
  gdk_clipboard_set_content (gdk_display_get_clipboard (other), NULL);
  gdk_display_sync (other);
  gdk_display_close (other);
}

static GdkTexture *
make_texture (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 30);

  gdk_pixbuf_fill (pixbuf, 0x336699ff);

  return gdk_texture_new_for_pixbuf (pixbuf);
}

static gboolean
is_gone (gpointer path)
{
  return !g_file_test (path, G_FILE_TEST_EXISTS);
}

/* What the other program calls a picture is none. */
static void
test_paste_broken (Fixture *self, gconstpointer data)
{
  GdkDisplay *other = gdk_display_open (NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("no picture", 10);
  g_autoptr (GdkContentProvider) provider = gdk_content_provider_new_for_bytes ("image/png", bytes);

  offer_elsewhere (self, other, GDK_TYPE_TEXTURE, provider);
  paste (self);
  test_library_wait_toast (&self->desk.library, "What Was Copied Cannot Be Pasted");
  g_assert_false (has_transfer (self->transfers));
  close_elsewhere (other);
}

static void
test_paste (Fixture *self, gconstpointer data)
{
  GdkDisplay *other = gdk_display_open (NULL);
  g_autoptr (GdkTexture) texture = make_texture ();
  g_autoptr (GFile) file = make_file (self, "a.txt", "one");
  g_autoptr (GSList) list = g_slist_prepend (NULL, file);
  GdkFileList *files = gdk_file_list_new_from_list (list);
  g_autofree char *path = NULL;

  engine_session_keep_edits (self->desk.library.session, self->folder);
  copy_elsewhere (self, other, GDK_TYPE_TEXTURE, texture);
  paste (self);
  test_wait_until (has_transfer, self->transfers, "the picture");
  wait_all (self);
  g_assert_cmpuint (engine_transfer_get_state (get_transfer (self, 0)), ==, ENGINE_TRANSFER_DONE);
  g_assert_true (
      g_str_has_prefix (engine_transfer_get_name (get_transfer (self, 0)), "Pasted picture "));
  g_assert_true (
      g_str_has_prefix (engine_transfer_get_asset_key (get_transfer (self, 0)), "image/"));
  path = g_file_get_path (engine_transfer_get_file (get_transfer (self, 0)));
  /* Where it outlives the program, while it is not sent. */
  g_assert_true (g_str_has_prefix (path, self->folder));
  test_wait_until (is_gone, path, "the end of the file");
  engine_transfers_clear (self->transfers);

  copy_elsewhere (self, other, GDK_TYPE_FILE_LIST, files);
  g_boxed_free (GDK_TYPE_FILE_LIST, files);
  paste (self);
  test_wait_until (has_transfer, self->transfers, "the file");
  wait_all (self);
  g_assert_cmpstr (engine_transfer_get_name (get_transfer (self, 0)), ==, "a.txt");
  g_assert_cmpuint (engine_transfer_get_state (get_transfer (self, 0)), ==, ENGINE_TRANSFER_DONE);
  close_elsewhere (other);

  /* The picture was only there for its upload. */
  for (guint i = 0; i < 1000 && g_file_test (path, G_FILE_TEST_EXISTS); i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* What passes stands higher while something stays below it. */
static gboolean
are_raised (TestLibrary *library)
{
  gpointer toasts = test_widget_find (library->library, PICKER_TYPE_TOASTS);
  g_autoptr (GPtrArray) overlays = test_widget_find_all (toasts, ADW_TYPE_TOAST_OVERLAY);

  for (guint i = 0; i < overlays->len; i++)
    if (gtk_widget_has_css_class (overlays->pdata[i], "raised"))
      return TRUE;

  return FALSE;
}

/* What comes in is said, with where it goes, and can be taken back at once: a key is pressed
 * easily. */
static void
test_said (Fixture *self, gconstpointer data)
{
  TestLibrary *library = &self->desk.library;
  GtkWidget *stack = test_library_get_child (library, "stack");
  g_autoptr (GFile) big = make_file (self, "a & b.txt", "");
  g_autoptr (GFile) small = make_file (self, "c.txt", "one");
  g_autofree char *album = find_album_id (self, "Empty album");
  g_autofree char *path = g_file_get_path (big);
  g_autoptr (GSList) files = NULL;

  g_assert_cmpint (truncate (path, 512 * 1024 * 1024), ==, 0);
  drop_one (stack, big);
  test_library_wait_toast (library, "Uploading “a & b.txt”");
  g_assert_true (are_raised (library));
  g_signal_emit_by_name (test_library_wait_toast_button (library, "_Cancel"), "clicked");
  wait_all (self);
  g_assert_cmpuint (engine_transfer_get_state (get_transfer (self, 0)), ==,
                    ENGINE_TRANSFER_CANCELLED);
  test_library_wait_toast_gone (library, "Uploading");
  g_assert_false (are_raised (library));

  picker_sidebar_choose_album (self->sidebar, album);
  test_library_wait_page (library, "empty");
  files = g_slist_append (files, big);
  files = g_slist_append (files, small);
  drop (stack, files);
  test_library_wait_toast (library, "Uploading 2 files to “Empty album”");
  engine_transfers_cancel_all (self->transfers);
  wait_all (self);
  test_library_wait_toast_gone (library, "Uploading");

  /* Beside what is said of something else, and of an album that is not on the screen. */
  picker_sidebar_choose_history (self->sidebar);
  picker_library_say (library->library, "Something else");
  drop_one (wait_row (self, "Empty album"), big);
  test_library_wait_toast (library, "Uploading “a & b.txt” to “Empty album”");
  g_assert_nonnull (test_library_find_toast (library, "Something else"));
  engine_transfers_cancel_all (self->transfers);
  wait_all (self);
}

/* What failed before is not said again of what comes after it. */
static void
test_said_once (Fixture *self, gconstpointer data)
{
  TestLibrary *library = &self->desk.library;
  GtkWidget *stack = test_library_get_child (library, "stack");
  g_autofree char *path = g_build_filename (self->folder, "gone.txt", NULL);
  g_autoptr (GFile) gone = g_file_new_for_path (path);
  g_autoptr (GFile) file = make_file (self, "a.txt", "one");

  drop_one (stack, gone);
  test_library_wait_toast (library, "1 file could not be uploaded");
  test_library_wait_toast_gone (library, "could not be uploaded");
  drop_one (stack, file);
  test_library_wait_toast (library, "1 file was uploaded");
  g_assert_null (test_library_find_toast (library, "could not be uploaded"));
}

/* Chosen */

static GtkFileChooser *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return GTK_FILE_CHOOSER (window);
    }

  return NULL;
}

static gboolean
has_chooser (gpointer user_data)
{
  return find_chooser () != NULL;
}

static gboolean
has_no_chooser (gpointer user_data)
{
  return find_chooser () == NULL;
}

static gboolean
has_chosen (gpointer folder)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (find_chooser ());
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  return path != NULL && g_str_has_prefix (path, folder) && !g_str_equal (path, folder);
}

static gboolean
has_two (gpointer transfers)
{
  return g_list_model_get_n_items (transfers) == 2;
}

/* By the button in the list of uploads; and the first time the person thinks better of it. */
static void
test_choose (Fixture *self, gconstpointer data)
{
  GtkWidget *library = GTK_WIDGET (self->desk.library.library);

  g_assert_true (gtk_widget_activate_action (library, "upload.choose", NULL));
  test_wait_until (has_chooser, NULL, "the chooser");
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_CANCEL);
  test_wait_until (has_no_chooser, NULL, "the chooser to go");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->transfers)), ==, 0);
}

/* A new version of what is selected, if that is one asset: it keeps its id, and has other bytes. */
static void
test_version (Fixture *self, gconstpointer data)
{
  GtkWidget *library = GTK_WIDGET (self->desk.library.library);
  g_autoptr (GFile) first = make_file (self, "a.txt", "one");
  g_autoptr (GFile) second = make_file (self, "b.txt", "number two");
  g_autoptr (CantoAsset) asset = NULL;
  g_autoptr (JsonNode) details = NULL;

  engine_transfers_add (self->transfers, first, NULL, NULL);
  wait_all (self);
  test_library_wait_items (&self->desk.library, TEST_DESK_ASSETS + 1);
  asset = test_desk_dup_asset (&self->desk, 0);
  g_assert_cmpstr (canto_asset_get_name (asset), ==, "a.txt");
  test_desk_select (&self->desk, 0, 1);
  g_assert_true (gtk_widget_activate_action (library, "upload.version", NULL));
  test_wait_until (has_chooser, NULL, "the chooser");
  g_assert_true (gtk_file_chooser_set_file (find_chooser (), second, NULL));
  test_wait_until (has_chosen, self->folder, "the file to be chosen");
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_ACCEPT);
  test_wait_until (has_two, self->transfers, "the upload");
  wait_all (self);
  g_assert_cmpstr (engine_transfer_get_asset_key (get_transfer (self, 1)), ==,
                   canto_asset_get_key (asset));
  details = test_desk_get_details (&self->desk, asset);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (details), "size"), ==,
                   "10");
}

/* The list */

static void
test_row (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (self, "a.txt", "one");
  GtkWidget *clear = test_widget_get_child (self->button, "clear_button");
  g_autofree char *path = g_file_get_path (file);

  g_assert_cmpstr (test_widget_get_page (test_widget_get_child (self->button, "stack")), ==,
                   "empty");
  g_unlink (path);
  engine_transfers_add (self->transfers, file, NULL, NULL);
  picker_transfers_button_open (self->button);
  g_assert_true (can_click (self, 0, "cancel_button"));
  g_assert_false (can_click (self, 0, "retry_button"));
  wait_all (self);
  g_assert_cmpstr (get_status (self, 0), ==, "The file is not there any more.");
  g_assert_false (can_click (self, 0, "cancel_button"));
  test_desk_wait_text (self->desk.library.library, "1 file could not be uploaded");
  g_assert_nonnull (strstr (
      gtk_widget_get_tooltip_text (test_widget_get_child (self->button, "button")), "failed"));

  g_assert_true (g_file_set_contents (path, "one", -1, NULL));
  click (self, 0, "retry_button");
  wait_all (self);
  g_assert_cmpstr (get_status (self, 0), ==, "Uploaded");
  g_assert_false (can_click (self, 0, "retry_button"));
  g_assert_true (gtk_widget_get_visible (clear));
  click (self, 0, "remove_button");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->transfers)), ==, 0);
  g_assert_false (gtk_widget_get_visible (clear));
}

/* What an earlier run may have left: it was sent, its file is gone, and it has no md5. */
static void
leave_sent (Fixture *self, const char *name)
{
  EngineSession *session = self->desk.library.session;
  const char *id = canto_account_get_id (engine_session_get_account (session));
  g_autofree char *path = g_build_filename (self->folder, id, "edits.journal", NULL);
  g_autofree char *body = g_strdup_printf (
      "{'uri': <'file:///no/%s'>, 'name': <'%s'>, 'mark': <''>, 'started': <int64 %" G_GINT64_FORMAT
      ">}",
      name, name, g_get_real_time () / G_USEC_PER_SEC);
  JournalStore *store = journal_store_new (path);
  g_autoptr (JournalEntry) entry = journal_entry_new ("upload", body);

  entry->state = JOURNAL_SENT;
  journal_store_open_async (store, NULL, NULL, NULL);
  journal_store_add_async (store, entry, NULL, NULL);
  test_assert_last_unref (store);
}

/* Nobody knows whether it has arrived: the person says that it has. */
static void
test_doubtful (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (self, "a.txt", "one");

  engine_transfers_add (self->transfers, file, NULL, NULL);
  wait_all (self);
  g_assert_false (can_click (self, 0, "settle_button"));
  engine_transfers_clear (self->transfers);
  leave_sent (self, "a.txt");
  engine_session_keep_edits (self->desk.library.session, self->folder);
  test_wait_until (has_transfer, self->transfers, "what was left");
  wait_all (self);
  g_assert_nonnull (strstr (get_status (self, 0), "has a file of this name"));
  g_assert_true (can_click (self, 0, "retry_button"));
  click (self, 0, "settle_button");
  g_assert_cmpstr (get_status (self, 0), ==, "Uploaded");
  g_assert_false (can_click (self, 0, "settle_button"));
  test_library_wait_items (&self->desk.library, TEST_DESK_ASSETS + 1);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (self, "a.txt", "");
  g_autofree char *path = g_file_get_path (file);
  GtkWidget *bar = test_widget_get_child (self->button, "bar");
  int bar_width_px;

  /* A hole, which takes no room. */
  g_assert_cmpint (truncate (path, 512 * 1024 * 1024), ==, 0);
  engine_transfers_add (self->transfers, file, NULL, NULL);
  g_assert_cmpstr (get_status (self, 0), ==, "Starting");
  /* The bar is below the icon, and not below those of its neighbours. */
  g_assert_true (gtk_widget_get_visible (bar));
  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &bar_width_px, NULL, NULL, NULL);
  g_assert_cmpint (bar_width_px, <=, gtk_widget_get_width (GTK_WIDGET (self->button)));
  click (self, 0, "cancel_button");
  wait_all (self);
  g_assert_cmpstr (get_status (self, 0), ==, "Cancelled");
  g_assert_true (can_click (self, 0, "retry_button"));
}

static gboolean
is_shown_failed (Fixture *self)
{
  return gtk_widget_has_css_class (test_widget_get_child (get_row (self, 0), "status"), "error")
         || gtk_widget_has_css_class (test_widget_get_child (self->button, "button"), "has-failed");
}

static gboolean
is_uploaded (gpointer fixture)
{
  return g_str_equal (get_status (fixture, 0), "Uploaded");
}

/* A network that is away is no failure: it goes on by itself. */
static void
test_offline (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (self, "a.txt", "one");
  GtkWidget *button = test_widget_get_child (self->button, "button");

  test_tenant_toggle_network (self->desk.tenant);
  engine_transfers_add (self->transfers, file, NULL, NULL);
  test_desk_wait_text (self->desk.library.library, "Waiting for the network: 1 file");
  g_assert_cmpstr (get_status (self, 0), ==, "Waiting for the network");
  g_assert_false (is_shown_failed (self));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==,
                   "Uploads: 1 file waits for the network");

  test_tenant_toggle_network (self->desk.tenant);
  test_wait_until (is_uploaded, self, "the upload");
  test_desk_wait_text (self->desk.library.library, "1 file was uploaded");
}

/* 16.3: what is refused is not offered again. */
static void
test_refused (Fixture *self, gconstpointer scope)
{
  GtkWidget *library = GTK_WIDGET (self->desk.library.library);
  g_autoptr (GFile) file = make_file (self, "a.txt", "one");

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->button)));
  drop_one (test_library_get_child (&self->desk.library, "stack"), file);
  wait_all (self);
  g_assert_nonnull (strstr (get_status (self, 0), "may not upload"));
  g_assert_false (can_click (self, 0, "retry_button"));
  g_assert_false (gtk_widget_get_visible (test_widget_get_child (self->button, "add_box")));

  drop_one (test_library_get_child (&self->desk.library, "stack"), file);
  test_desk_wait_text (library, "may not upload files");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->transfers)), ==, 1);
  engine_transfers_clear (self->transfers);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->button)));
}

#define ADD(path, scope, test)                                                                     \
  g_test_add ("/transfers/" path, Fixture, scope, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("drop-on-grid", NULL, test_drop_on_grid);
  ADD ("drop-of-addresses", NULL, test_drop_of_addresses);
  ADD ("drop-on-album", NULL, test_drop_on_album);
  ADD ("paste", NULL, test_paste);
  ADD ("paste-broken", NULL, test_paste_broken);
  ADD ("said", NULL, test_said);
  ADD ("said-once", NULL, test_said_once);
  ADD ("choose", NULL, test_choose);
  ADD ("version", NULL, test_version);
  ADD ("row", NULL, test_row);
  ADD ("doubtful", NULL, test_doubtful);
  ADD ("cancel", NULL, test_cancel);
  ADD ("offline", NULL, test_offline);
  ADD ("refused", "consumer", test_refused);

  return g_test_run ();
}
