/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-concern-popover.h"
#include "picker-selection-bar.h"
#include "test-library.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

static const DeliveryPreset medium = { DELIVERY_SIZE_1200, DELIVERY_FORMAT_JPG };

#define BEFORE "what was there before"
/* Nobody listens there: no tile has a picture. */
#define URI(id) "http://127.0.0.1:1/image/123456789012/image_" id "/-B1200-FJPG/" id ".jpg"
#define MDC(id)                                                                                    \
  "\"additional\": {\"MDC Image URL\":"                                                            \
  " \"http://127.0.0.1:1/image/123456789012/image_" id "/-FJPG/" id ".jpg\"}"
#define STATUS(word) "\"approvalStatus\": \"" word "\", \"width\": \"600\", \"height\": \"400\""

enum
{
  APPROVED,
  PENDING,
  RESTRICTED,
  EXPIRED,
  UNPUBLISHED,
  UNLINKED,
  NAMELESS,
  FILM,
  N_ASSETS,
};

static void
set_up (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  test_service_add_asset (library->service, "image", "a1", "fine.jpg", STATUS ("Approved"),
                          MDC ("a1"));
  test_service_add_asset (library->service, "image", "p1", "waits.jpg", STATUS ("Pending"),
                          MDC ("p1"));
  test_service_add_asset (library->service, "image", "r1", "closed.jpg", STATUS ("Restricted"),
                          MDC ("r1"));
  test_service_add_asset (library->service, "image", "e1", "old.jpg", STATUS ("Expired"),
                          MDC ("e1"));
  test_service_add_asset (
      library->service, "image", "u1", "unpublished.jpg", STATUS ("Approved"),
      "\"additional\": {\"MDC Image URL\": \"Rendition-is-not-published-to-MDC\"},"
      " \"url\": {\"directUrlPreview\": \"http://127.0.0.1:1/direct/u1/m800/800\"}");
  test_service_add_asset (library->service, "image", "n1", "no link.jpg", STATUS ("Approved"), "");
  test_service_add_asset (
      library->service, "document", "s1", "minutes", STATUS ("Approved"),
      "\"url\": {\"directUrlOriginal\": \"http://127.0.0.1:1/direct/s1/original\"}");
  test_service_add_asset (library->service, "video", "v1", "film.mp4",
                          "\"approvalStatus\": \"Approved\"",
                          "\"additional\": {\"MDC Asset URL\":"
                          " \"http://127.0.0.1:1/asset/123456789012/video_v1/v1.mp4\"}");
  test_library_show (library);
  test_library_wait_items (library, N_ASSETS);
  test_library_wait_page (library, "grid");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (library->library)), BEFORE);
}

/* The clipboard */

static GdkClipboard *
get_clipboard (TestLibrary *library)
{
  return gtk_widget_get_clipboard (GTK_WIDGET (library->library));
}

static gboolean
has_html (gpointer clipboard)
{
  return gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html");
}

static char *
read_clipboard (TestLibrary *library, const char *mime_type)
{
  const char *mime_types[] = { mime_type, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) spliced = NULL;
  g_autoptr (GError) error = NULL;

  gdk_clipboard_read_async (get_clipboard (library), mime_types, G_PRIORITY_DEFAULT, NULL,
                            (GAsyncReadyCallback) test_keep_result, &result);
  stream =
      gdk_clipboard_read_finish (get_clipboard (library), test_wait_result (&result), NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, (GAsyncReadyCallback) test_keep_result,
                                &spliced);
  g_output_stream_splice_finish (memory, test_wait_result (&spliced), &error);
  g_assert_no_error (error);

  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
}

static void
assert_clipboard (TestLibrary *library, const char *mime_type, const char *expected)
{
  g_autofree char *text = read_clipboard (library, mime_type);

  g_assert_cmpstr (text, ==, expected);
}

static void
copy (TestLibrary *library, guint position)
{
  test_library_select (library, position);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy", NULL));
}

/* The popover */

static gboolean
has_popover (gpointer library)
{
  GtkWidget *popover = test_widget_find (library, PICKER_TYPE_CONCERN_POPOVER);

  return popover != NULL && gtk_widget_get_mapped (popover);
}

static gboolean
has_no_popover (gpointer library)
{
  return test_widget_find (library, PICKER_TYPE_CONCERN_POPOVER) == NULL;
}

static PickerConcernPopover *
wait_popover (TestLibrary *library)
{
  test_wait_until (has_popover, library->library, "the question");

  return test_widget_find (library->library, PICKER_TYPE_CONCERN_POPOVER);
}

static void
answer (TestLibrary *library, const char *button)
{
  g_signal_emit_by_name (test_widget_get_child (wait_popover (library), button), "clicked");
  test_wait_until (has_no_popover, library->library, "the question to be gone");
}

/* All of what the latest toast with @part in it says. (nullable) */
static const char *
find_toast (gpointer toasts, const char *part)
{
  g_autoptr (GPtrArray) labels = test_widget_find_all (toasts, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      const char *text = gtk_label_get_text (labels->pdata[i]);

      if (gtk_widget_get_mapped (labels->pdata[i]) && strstr (text, part) != NULL)
        return text;
    }

  return NULL;
}

static gboolean
has_toast (gpointer data)
{
  const char **wanted = data;

  return find_toast ((gpointer) wanted[0], wanted[1]) != NULL;
}

static void
wait_toast (TestLibrary *library, const char *text)
{
  const char *wanted[] = { test_library_get_child (library, "toasts"), text };

  test_wait_until (has_toast, wanted, text);
}

/* Copying */

static void
test_copy (TestLibrary *library, gconstpointer data)
{
  GdkContentFormats *formats;

  copy (library, APPROVED);
  test_wait_until (has_html, get_clipboard (library), "the link");
  formats = gdk_clipboard_get_formats (get_clipboard (library));
  g_assert_false (gdk_content_formats_contain_mime_type (formats, "text/uri-list"));
  g_assert_false (gdk_content_formats_contain_mime_type (formats, "text/x-moz-url"));
  assert_clipboard (library, "text/html",
                    "<img src=\"" URI ("a1") "\" alt=\"fine\" width=\"600\" height=\"400\">");
  assert_clipboard (library, "text/plain;charset=utf-8", URI ("a1"));
  wait_toast (library, "Link copied: 600 × 400 JPEG");
}

static void
test_button (TestLibrary *library, gconstpointer data)
{
  gpointer bar = test_library_get_child (library, "selection_bar");
  GtkWidget *button =
      test_widget_find (test_widget_get_child (bar, "copy_button"), GTK_TYPE_BUTTON);

  g_assert_false (gtk_widget_get_sensitive (button));
  test_library_select (library, APPROVED);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  test_wait_until (has_html, get_clipboard (library), "the link");
}

/* Enter, a double click. */
static void
test_activate (TestLibrary *library, gconstpointer data)
{
  g_signal_emit_by_name (test_widget_get_child (library->grid, "view"), "activate", APPROVED);
  test_wait_until (has_html, get_clipboard (library), "the link");
}

/* The last one that was asked for is the one that is copied. */
static void
test_copy_twice (TestLibrary *library, gconstpointer data)
{
  test_service_hold (library->service, "/api/v1/image/");
  copy (library, UNLINKED);
  copy (library, APPROVED);
  test_service_release (library->service);
  test_wait_until (has_html, get_clipboard (library), "the link");
  assert_clipboard (library, "text/plain;charset=utf-8", URI ("a1"));
}

/* (nullable): the label on screen that begins with @start */
static GtkWidget *
find_label (TestLibrary *library, const char *start)
{
  g_autoptr (GPtrArray) labels = test_widget_find_all (library->library, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      if (gtk_widget_get_mapped (labels->pdata[i])
          && g_str_has_prefix (gtk_label_get_text (labels->pdata[i]), start))
        return labels->pdata[i];
    }

  return NULL;
}

static gboolean
says_progress (gpointer library)
{
  return find_label (library, "Getting") != NULL;
}

/* (transfer full): that which the widget around @label shows */
static AdwToast *
dup_toast (GtkWidget *label)
{
  AdwToast *toast = NULL;

  while (!g_str_equal (G_OBJECT_TYPE_NAME (label), "AdwToastWidget"))
    label = gtk_widget_get_parent (label);
  g_object_get (label, "toast", &toast, NULL);

  return toast;
}

static void
note_dismissed (AdwToast *toast, gboolean *is_dismissed)
{
  *is_dismissed = TRUE;
}

/* That it takes long is said after what is said already has gone: libadwaita 1.2 aborts where one
 * toast pushes another aside and goes before that has faded. */
static void
test_progress_after_toast (TestLibrary *library, gconstpointer data)
{
  g_autoptr (AdwToast) first = NULL;
  gboolean is_dismissed = FALSE;

  copy (library, APPROVED);
  wait_toast (library, "Link copied");
  first = dup_toast (find_label (library, "Link copied"));
  g_signal_connect (first, "dismissed", G_CALLBACK (note_dismissed), &is_dismissed);
  test_service_hold (library->service, "/api/v1/image/");
  copy (library, UNLINKED);
  test_wait_until (says_progress, library, "the progress");
  g_assert_true (is_dismissed);
  g_signal_handlers_disconnect_by_data (first, &is_dismissed);
  test_service_release (library->service);
  wait_toast (library, "There Is No Link");
}

static void
test_no_link (TestLibrary *library, gconstpointer data)
{
  copy (library, UNLINKED);
  wait_toast (library, "There Is No Link");
  assert_clipboard (library, "text/plain;charset=utf-8", BEFORE);
}

/* No suffix tells the format. */
static void
test_no_format (TestLibrary *library, gconstpointer data)
{
  copy (library, NAMELESS);
  test_wait_until (has_html, get_clipboard (library), "the link");
  wait_toast (library, "Direct link copied");
  g_assert_cmpstr (find_toast (test_library_get_child (library, "toasts"), "Direct link copied"),
                   ==, "Direct link copied");
}

static void
test_signed_out (TestLibrary *library, gconstpointer data)
{
  test_service_refuse (library->service, "/api/v1/image/a1", 401, "{}");
  test_service_refuse (library->service, "batch/content", 404, "{}");
  copy (library, APPROVED);
  test_library_wait_banner (library, "You are signed out");
  assert_clipboard (library, "text/plain;charset=utf-8", BEFORE);
}

/* Nobody copied anything, only what is asked for in silence was refused: she has to hear of it. */
static void
test_signed_out_in_silence (TestLibrary *library, gconstpointer data)
{
  CantoClient *client = engine_session_get_client (library->session);
  g_autoptr (GAsyncResult) result = NULL;

  test_service_refuse (library->service, "/api/v1/user", 401, "{}");
  canto_client_get_user_async (client, CANTO_PRIORITY_BACKGROUND, NULL,
                               (GAsyncReadyCallback) test_keep_result, &result);
  g_assert_null (canto_client_get_user_finish (client, test_wait_result (&result), NULL));
  test_library_wait_banner (library, "You are signed out");
}

/* A spinner that turns for a minute tells nothing. */
static void
test_has_to_wait (TestLibrary *library, gconstpointer data)
{
  CantoClient *client = engine_session_get_client (library->session);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  test_service_refuse (library->service, "/api/v1/user", 429, "{}");
  canto_client_get_user_async (client, CANTO_PRIORITY_BACKGROUND, cancellable,
                               (GAsyncReadyCallback) test_keep_result, &result);
  test_library_wait_banner (library, "a pause of 2 seconds");
  g_cancellable_cancel (cancellable);
  g_assert_null (canto_client_get_user_finish (client, test_wait_result (&result), NULL));
  test_library_wait_banner (library, "a pause of 1 second.");
  test_library_wait_banner (library, NULL);
}

/* Several: in the order of the grid, one a line. */
static void
test_copy_several (TestLibrary *library, gconstpointer data)
{
  GtkSelectionModel *selection = picker_grid_get_selection (library->grid);

  gtk_selection_model_select_item (selection, NAMELESS, TRUE);
  gtk_selection_model_select_item (selection, APPROVED, FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy", NULL));
  test_wait_until (has_html, get_clipboard (library), "the links");
  assert_clipboard (library, "text/plain;charset=utf-8",
                    URI ("a1") "\nhttp://127.0.0.1:1/direct/s1/original");
  wait_toast (library, "Copied 2 links: 1200 px JPEG");
}

/* What can be had is copied, and the rest is told. */
static void
test_copy_some (TestLibrary *library, gconstpointer data)
{
  GtkSelectionModel *selection = picker_grid_get_selection (library->grid);

  gtk_selection_model_select_item (selection, APPROVED, TRUE);
  gtk_selection_model_select_item (selection, UNLINKED, FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy", NULL));
  test_wait_until (has_html, get_clipboard (library), "the link");
  assert_clipboard (library, "text/plain;charset=utf-8", URI ("a1"));
  wait_toast (library, "1 link copied, 1 could not be had");
}

/* A size by its key is copied at once, and used from then on. */
static void
test_copy_size (TestLibrary *library, gconstpointer data)
{
  gpointer bar = test_library_get_child (library, "selection_bar");

  test_library_select (library, APPROVED);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy-size", "u",
                                             DELIVERY_SIZE_400));
  test_wait_until (has_html, get_clipboard (library), "the link");
  assert_clipboard (library, "text/plain;charset=utf-8",
                    "http://127.0.0.1:1/image/123456789012/image_a1/-B400-FJPG/a1.jpg");
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "copy_label")), ==,
                   "Copy Link · 400 px JPEG");
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy-as", "s", "1200/jpg"));
  wait_toast (library, "there is no larger one");
}

/* Asking first */

static void
assert_asks (TestLibrary *library, guint position, const char *words, const char *uri)
{
  PickerConcernPopover *popover;

  copy (library, position);
  popover = wait_popover (library);
  /* A screen reader says the question, not only that there is Cancel. */
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (popover),
                                       GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                       test_widget_get_child (popover, "title"), NULL);
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (popover),
                                       GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                       test_widget_get_child (popover, "text"), NULL);
  g_assert_nonnull (strstr (gtk_label_get_text (test_widget_get_child (popover, "text")), words));
  assert_clipboard (library, "text/plain;charset=utf-8", BEFORE);
  answer (library, "cancel_button");
  assert_clipboard (library, "text/plain;charset=utf-8", BEFORE);

  /* No was not remembered, yes is. */
  copy (library, position);
  answer (library, "use_button");
  assert_clipboard (library, "text/plain;charset=utf-8", uri);
  gdk_clipboard_set_text (get_clipboard (library), BEFORE);
  copy (library, position);
  test_wait_until (has_html, get_clipboard (library), "the link without a question");
  g_assert_true (has_no_popover (library->library));
  gdk_clipboard_set_text (get_clipboard (library), BEFORE);
}

static void
test_asks (TestLibrary *library, gconstpointer data)
{
  assert_asks (library, PENDING, "not approved yet", URI ("p1"));
  assert_asks (library, RESTRICTED, "restricted", URI ("r1"));
  assert_asks (library, EXPIRED, "expired", URI ("e1"));
  assert_asks (library, UNPUBLISHED, "not published", "http://127.0.0.1:1/direct/u1/m800/640");
}

static void
test_asks_by_name (TestLibrary *library, gconstpointer data)
{
  copy (library, RESTRICTED);
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (wait_popover (library), "title")), ==,
                   "Use “closed.jpg”?");
  answer (library, "use_button");
  /* Only she agreed to that one. */
  gdk_clipboard_set_text (get_clipboard (library), BEFORE);
  copy (library, PENDING);
  wait_popover (library);
  assert_clipboard (library, "text/plain;charset=utf-8", BEFORE);
  answer (library, "cancel_button");
}

/* The question comes when the bar with its button is gone. */
static gboolean
has_held (gpointer service)
{
  return test_service_count_held (service) > 0;
}

static void
test_asks_late (TestLibrary *library, gconstpointer data)
{
  test_service_refuse (library->service, "batch/content", 404, "{}");
  test_service_hold (library->service, "/api/v1/image/r1");
  copy (library, RESTRICTED);
  test_wait_until (has_held, library->service, "the question for details");
  picker_grid_reset (library->grid);
  test_widget_wait_frames (library->window, 3);
  test_service_release (library->service);
  answer (library, "use_button");
  assert_clipboard (library, "text/plain;charset=utf-8", URI ("r1"));
}

/* It goes with what it stands at. */
static void
test_closed_while_asked (TestLibrary *library, gconstpointer data)
{
  test_service_refuse (library->service, "batch/content", 404, "{}");
  test_service_hold (library->service, "/api/v1/image/r1");
  copy (library, RESTRICTED);
  test_wait_until (has_held, library->service, "the question for details");
  picker_grid_reset (library->grid);
  test_service_release (library->service);
  wait_popover (library);
  test_widget_close (library->window);
  test_library_show (library);
}

/* Dragging */

/* What a hand that starts to drag the tile would take along. (transfer full) (nullable) */
static GdkContentProvider *
drag (TestLibrary *library, guint position)
{
  test_tiles_settle (library->grid);

  return test_tiles_drag (test_tiles_find (library->grid, position));
}

static void
test_drag (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GdkContentProvider) provider = drag (library, APPROVED);
  GtkDragSource *source = test_tiles_get_drag_source (test_tiles_find (library->grid, APPROVED));

  g_assert_nonnull (provider);
  g_assert_cmpint (gtk_drag_source_get_actions (source), ==, GDK_ACTION_COPY | GDK_ACTION_LINK);
}

static void
test_drag_asks (TestLibrary *library, gconstpointer data)
{
  for (guint i = PENDING; i <= UNPUBLISHED; i++)
    {
      g_autoptr (GdkContentProvider) provider = NULL;
      GtkWidget *popover;

      g_assert_null (drag (library, i));
      popover = GTK_WIDGET (wait_popover (library));
      g_assert_true (gtk_widget_get_parent (popover)
                     == GTK_WIDGET (test_tiles_find (library->grid, i)));
      answer (library, "cancel_button");
      g_assert_null (drag (library, i));
      answer (library, "use_button");
      provider = drag (library, i);
      g_assert_nonnull (provider);
    }
}

/* Another asset comes to stand in the tile while the person reads the question about the first: she
 * agreed to the first. */
static void
test_drag_asks_of_one (TestLibrary *library, gconstpointer data)
{
  PickerTile *tile = test_tiles_find (library->grid, RESTRICTED);
  CatalogSlot *slot = picker_cell_get_slot (PICKER_CELL (tile));
  g_autoptr (CantoAsset) asset = canto_asset_ref (catalog_slot_get_asset (slot));
  g_autoptr (CatalogSlot) other = g_list_model_get_item (G_LIST_MODEL (library->list), EXPIRED);

  g_assert_null (drag (library, RESTRICTED));
  wait_popover (library);
  picker_cell_set_slot (PICKER_CELL (tile), other);
  answer (library, "use_button");
  g_assert_cmpint (engine_session_get_concerns (library->session, asset, &medium), ==,
                   DELIVERY_CONCERN_NONE);
  g_assert_cmpint (
      engine_session_get_concerns (library->session, catalog_slot_get_asset (other), &medium), ==,
      DELIVERY_CONCERN_EXPIRED);
}

/* The selection bar */

static void
assert_copy_is_called (gpointer bar, const char *label, const char *tooltip)
{
  GtkWidget *split = picker_selection_bar_get_copy_button (bar);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (split)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, label);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (split), ==, tooltip);
}

static void
test_selection_bar (TestLibrary *library, gconstpointer data)
{
  gpointer bar = test_library_get_child (library, "selection_bar");
  GtkRevealer *revealer = test_widget_get_child (bar, "revealer");

  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  test_library_select (library, RESTRICTED);
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "name")), ==, "closed.jpg");
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "summary")), ==,
                   "Restricted · 600 × 400 · JPG");
  test_library_select (library, APPROVED);
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "name")), ==, "fine.jpg");

  /* Of several it says how many they are. */
  gtk_selection_model_select_all (picker_grid_get_selection (library->grid));
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "name")), ==, "8 selected");
  g_assert_false (gtk_widget_get_visible (test_widget_get_child (bar, "summary")));
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "copy_label")), ==,
                   "Copy 8 Links · 1200 px JPEG");
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "short_copy_label")), ==,
                   "Copy 8 Links");
  assert_copy_is_called (bar, "Copy 8 Links · 1200 px JPEG", "Copy 8 links: 1200 px JPEG (Ctrl+C)");
  gtk_selection_model_select_item (picker_grid_get_selection (library->grid), APPROVED, TRUE);
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "short_copy_label")), ==,
                   "Copy Link");
  assert_copy_is_called (bar, "Copy Link · 1200 px JPEG", "Copy the link: 1200 px JPEG (Ctrl+C)");
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  g_signal_emit_by_name (test_widget_get_child (bar, "clear_button"), "clicked");
  g_assert_cmpuint (picker_grid_get_n_selected (library->grid), ==, 0);
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
}

static gboolean
has_details (gpointer grid)
{
  CantoAsset *asset = picker_grid_get_selected_asset (grid);

  return asset != NULL && canto_asset_get_is_complete (asset);
}

static void
assert_button_of (TestLibrary *library, guint position, const char *label, const char *tooltip)
{
  gpointer bar = test_library_get_child (library, "selection_bar");

  test_library_select (library, position);
  test_wait_until (has_details, library->grid, "the details");
  g_assert_cmpstr (gtk_label_get_text (test_widget_get_child (bar, "copy_label")), ==, label);
  assert_copy_is_called (bar, label, tooltip);
}

/* The button promises size and format of what has them alone. */
static void
test_names_what_is_copied (TestLibrary *library, gconstpointer data)
{
  assert_button_of (library, FILM, "Copy Link", "Copy the link (Ctrl+C)");
  assert_button_of (library, NAMELESS, "Copy Direct Link", "Copy the direct link (Ctrl+C)");
  assert_button_of (library, UNPUBLISHED, "Copy Direct Link", "Copy the direct link (Ctrl+C)");
  assert_button_of (library, UNLINKED, "Copy Link", "Copy the link (Ctrl+C)");
  assert_button_of (library, APPROVED, "Copy Link · 1200 px JPEG",
                    "Copy the link: 1200 px JPEG (Ctrl+C)");
}

#define ADD(path, test) g_test_add (path, TestLibrary, NULL, set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  /* What a screen reader would hear, without one. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  test_widget_init (&argc, &argv);

  ADD ("/copy/link", test_copy);
  ADD ("/copy/button", test_button);
  ADD ("/copy/names-what-is-copied", test_names_what_is_copied);
  ADD ("/copy/activate", test_activate);
  ADD ("/copy/last-one-counts", test_copy_twice);
  ADD ("/copy/progress-after-toast", test_progress_after_toast);
  ADD ("/copy/no-link", test_no_link);
  ADD ("/copy/no-format", test_no_format);
  ADD ("/copy/signed-out", test_signed_out);
  ADD ("/copy/signed-out-in-silence", test_signed_out_in_silence);
  ADD ("/banner/has-to-wait", test_has_to_wait);
  ADD ("/copy/several", test_copy_several);
  ADD ("/copy/some", test_copy_some);
  ADD ("/C23/copy-size", test_copy_size);
  ADD ("/copy/asks", test_asks);
  ADD ("/copy/asks-by-name", test_asks_by_name);
  ADD ("/copy/asks-late", test_asks_late);
  ADD ("/copy/closed-while-asked", test_closed_while_asked);
  ADD ("/drag/provider", test_drag);
  ADD ("/drag/asks", test_drag_asks);
  ADD ("/drag/asks-of-one", test_drag_asks_of_one);
  ADD ("/selection-bar", test_selection_bar);

  return g_test_run ();
}
