/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Links are checked after they were copied, in the menu of sizes, and when they are dragged. */

#include "picker-link-check-line.h"
#include "picker-preset.h"
#include "picker-rendition-popover.h"
#include "picker-selection-bar.h"
#include "test-library.h"
#include "test-tiles.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

#define PICTURE_BYTES 1234
#define NBSP          "\302\240" /* between a number and its unit */
#define RIGHTS        "\"copyright\": \"A. Reed\", \"termsAndConditions\": \"Web only.\", "
#define STATUS(word)  "\"approvalStatus\": \"" word "\", \"width\": \"600\", \"height\": \"400\""

enum
{
  FINE,
  OTHER,    /* fine as well */
  DIRECT,   /* has a direct link, too */
  ORIGINAL, /* has its file on the delivery network, too */
  EXPIRED,
  AWAY,  /* nobody listens where it is */
  BOUND, /* has terms of use */
  N_ASSETS,
};

static const char *const ids[N_ASSETS] = { "f1", "o1", "d1", "r1", "e1", "a1", "t1" };

/* Where the picture of an asset is, in a format or as it was uploaded. (transfer full) */
static char *
make_path (guint asset, const char *ops)
{
  return ops != NULL ? g_strdup_printf ("/image/123456789012/image_%s/%s", ids[asset], ops)
                     : g_strdup_printf ("/asset/123456789012/image_%s", ids[asset]);
}

static void
add_picture (TestLibrary *library, guint asset, const char *ops, const char *type, gsize n_bytes)
{
  g_autofree char *path = make_path (asset, ops);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (n_bytes), n_bytes);

  test_service_set_bytes (library->service, path, type, bytes);
}

static void
add_asset (TestLibrary *library, guint asset, const char *name, const char *status)
{
  const char *base = test_service_get_base (library->service);
  const char *delivery = asset == AWAY ? "http://127.0.0.1:1" : base;
  g_autofree char *image = make_path (asset, "-FJPG");
  g_autofree char *original = make_path (asset, NULL);
  g_autofree char *direct =
      g_strdup_printf (", \"directUrlPreview\": \"%s/direct/%s/m800/800\"", base, ids[asset]);
  g_autofree char *details = g_strdup_printf (
      "%s\"additional\": {\"MDC Image URL\": \"%s%s\"%s%s%s%s},"
      " \"url\": {\"detail\": \"%s/smartalbum/image?id=%s\"%s}",
      asset == BOUND ? RIGHTS : "", delivery, image,
      asset == ORIGINAL ? ", \"MDC Asset URL\": \"" : "", asset == ORIGINAL ? base : "",
      asset == ORIGINAL ? original : "", asset == ORIGINAL ? "\"" : "", base, ids[asset],
      asset == DIRECT ? direct : "");

  test_service_add_asset (library->service, "image", ids[asset], name, status, details);
}

static void
set_up (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GBytes) preview = g_bytes_new_take (g_malloc0 (777), 777);

  test_library_set_up (library, data);
  add_asset (library, FINE, "fine.jpg", STATUS ("Approved"));
  add_asset (library, OTHER, "other.jpg", STATUS ("Approved"));
  add_asset (library, DIRECT, "direct.jpg", STATUS ("Approved"));
  add_asset (library, ORIGINAL, "original.jpg", STATUS ("Approved"));
  add_asset (library, EXPIRED, "expired.jpg", STATUS ("Expired"));
  add_asset (library, AWAY, "away.jpg", STATUS ("Approved"));
  add_asset (library, BOUND, "bound.jpg", STATUS ("Approved"));
  add_picture (library, BOUND, "-B1200-FJPG", "image/jpeg", PICTURE_BYTES);
  add_picture (library, FINE, "-B1200-FJPG", "image/jpeg", PICTURE_BYTES);
  add_picture (library, FINE, "-B400-FWEBP", "image/webp", 55);
  add_picture (library, OTHER, "-B1200-FJPG", "image/jpeg", 1000);
  add_picture (library, ORIGINAL, NULL, "image/jpeg", 4321);
  test_service_set_bytes (library->service, "/direct/d1/m800/640", "image/jpeg", preview);
  test_library_show (library);
  test_library_wait_items (library, N_ASSETS);
  test_library_wait_page (library, "grid");
}

static void
copy (TestLibrary *library, guint position)
{
  test_library_select (library, position);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy", NULL));
}

/* The person has agreed to use it. */
static void
accept_concerns (TestLibrary *library, guint position)
{
  g_autoptr (DeliveryPreset) preset = picker_preset_load (library->settings);
  g_autoptr (CatalogSlot) slot = g_list_model_get_item (G_LIST_MODEL (library->list), position);

  engine_session_accept_concerns (library->session, catalog_slot_get_asset (slot),
                                  delivery_preset_get_recipe (preset));
}

/* Texts */

/* (nullable): the label below @root that is to be seen and says @text */
static GtkWidget *
find_label (gpointer root, const char *text)
{
  g_autoptr (GPtrArray) labels = test_widget_find_all (root, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      if (gtk_widget_get_mapped (labels->pdata[i])
          && g_str_equal (gtk_label_get_text (labels->pdata[i]), text))
        return labels->pdata[i];
    }

  return NULL;
}

static gboolean
says (gpointer user_data)
{
  gpointer *wanted = user_data;

  return find_label (wanted[0], wanted[1]) != NULL;
}

static GtkWidget *
wait_toast (TestLibrary *library, const char *text)
{
  gpointer wanted[] = { test_library_get_child (library, "toasts"), (gpointer) text };

  test_wait_until (says, wanted, text);

  return find_label (wanted[0], text);
}

static void
wait_line (TestLibrary *library, const char *text)
{
  gpointer wanted[] = { test_widget_find (library->library, PICKER_TYPE_LINK_CHECK_LINE),
                        (gpointer) text };

  test_wait_until (says, wanted, text);
}

static void
click_toast (TestLibrary *library, const char *label)
{
  g_signal_emit_by_name (test_library_wait_toast_button (library, label), "clicked");
}

static void
assert_clipboard (TestLibrary *library, const char *path)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (library->window);
  g_autofree char *uri = g_strconcat (test_service_get_base (library->service), path, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, (GAsyncReadyCallback) test_keep_result, &result);
  text = gdk_clipboard_read_text_finish (clipboard, test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, uri);
}

static gboolean
has_held (gpointer service)
{
  return test_service_count_held (service) > 0;
}

/* After a copy */

/* The clipboard does not wait for the check, and the same toast says the rest when it is there. */
static void
test_weight (TestLibrary *library, gconstpointer data)
{
  GtkWidget *label;

  test_service_hold (library->service, "image_f1/-B1200");
  copy (library, FINE);
  label = wait_toast (library, "Copied: 600 × 400 JPEG, there is no larger one");
  assert_clipboard (library, "/image/123456789012/image_f1/-B1200-FJPG");
  test_wait_until (has_held, library->service, "the check");
  test_service_release (library->service);
  g_assert_true (
      wait_toast (library, "Copied: 600 × 400 JPEG, 1.2" NBSP "kB, there is no larger one")
      == label);
}

static void
test_use_direct (TestLibrary *library, gconstpointer data)
{
  copy (library, DIRECT);
  wait_toast (library, "Copied, but nothing is there (404)");
  click_toast (library, "_Use Direct Link");
  wait_toast (library, "Direct link copied: 600 × 400 JPEG, 777 bytes, there is no larger one");
  assert_clipboard (library, "/direct/d1/m800/640");
}

static void
test_copy_original (TestLibrary *library, gconstpointer data)
{
  copy (library, ORIGINAL);
  wait_toast (library, "Copied, but nothing is there (404)");
  click_toast (library, "_Copy Original");
  wait_toast (library, "Copied: 600 × 400 JPEG, 4.3" NBSP "kB");
  assert_clipboard (library, "/asset/123456789012/image_r1");
}

static void
test_sign_in_page (TestLibrary *library, gconstpointer data)
{
  add_picture (library, DIRECT, "-B1200-FJPG", "text/html", 100);
  copy (library, DIRECT);
  wait_toast (library, "Copied, but it leads to a web page");
  test_library_wait_toast_button (library, "_Use Direct Link");
}

/* She has agreed to use it, and learns that it cannot be used. */
static void
test_expired (TestLibrary *library, gconstpointer data)
{
  accept_concerns (library, EXPIRED);
  copy (library, EXPIRED);
  wait_toast (library, "Copied, but it has expired");
  test_library_wait_toast_button (library, "_Open in Canto");
}

static void
test_deleted (TestLibrary *library, gconstpointer data)
{
  test_tiles_settle (library->grid);
  test_service_remove_asset (library->service, "d1");
  copy (library, DIRECT);
  wait_toast (library, "Copied, but it is not in Canto any more");
}

/* What cannot be checked is no fault of the link. */
static void
test_away (TestLibrary *library, gconstpointer data)
{
  copy (library, AWAY);
  wait_toast (library, "Copied: 600 × 400 JPEG, there is no larger one, not checked");
  test_library_wait_toast_button (library, "_Retry");
}

/* Asked again, it works. */
static void
test_retry (TestLibrary *library, gconstpointer data)
{
  test_service_refuse (library->service, "image_f1/-B1200", 501, "{}");
  copy (library, FINE);
  wait_toast (library, "Copied, but its server is in trouble (501)");
  test_service_refuse (library->service, "image_f1/-B1200", 0, "");
  click_toast (library, "_Retry");
  wait_toast (library, "Copied: 600 × 400 JPEG, 1.2" NBSP "kB, there is no larger one");
}

/* What is copied next is what is spoken of. */
static void
test_next (TestLibrary *library, gconstpointer data)
{
  test_service_hold (library->service, "image_d1/-B1200");
  copy (library, DIRECT);
  test_wait_until (has_held, library->service, "the check");
  copy (library, FINE);
  test_service_release (library->service);
  wait_toast (library, "Copied: 600 × 400 JPEG, 1.2" NBSP "kB, there is no larger one");
  g_assert_null (find_label (library->library, "Copied, but nothing is there (404)"));
}

static gboolean
is_shown (gpointer toasts)
{
  return find_label (toasts, "Copied: 600 × 400 JPEG, there is no larger one") != NULL;
}

/* Behind other toasts it has waited longer than it is shown: what is new is said in it all the
 * same. */
static void
test_queued (TestLibrary *library, gconstpointer data)
{
  test_service_hold (library->service, "image_f1/-B1200");
  picker_library_say (library->library, "Something else");
  picker_library_say (library->library, "And something more");
  wait_toast (library, "Something else");
  copy (library, FINE);
  test_wait_until (is_shown, test_library_get_child (library, "toasts"), "its turn");
  test_service_release (library->service);
  wait_toast (library, "Copied: 600 × 400 JPEG, 1.2" NBSP "kB, there is no larger one");
}

static void
note_dismissed (AdwToast *toast, gboolean *is_dismissed)
{
  *is_dismissed = TRUE;
}

/* The clipboard is set by each copy; what is said of it is said in the same moment. */
static gboolean
has_second (gpointer clipboard)
{
  return gdk_clipboard_is_local (clipboard)
         && gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard),
                                                   "text/html");
}

/* What was copied before makes room at once. */
static void
test_replaced (TestLibrary *library, gconstpointer data)
{
  g_autoptr (AdwToast) first = NULL;
  GtkWidget *widget;
  gboolean is_dismissed = FALSE;

  copy (library, FINE);
  widget = wait_toast (library, "Copied: 600 × 400 JPEG, 1.2" NBSP "kB, there is no larger one");
  while (!g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwToastWidget"))
    widget = gtk_widget_get_parent (widget);
  g_object_get (widget, "toast", &first, NULL);
  g_signal_connect (first, "dismissed", G_CALLBACK (note_dismissed), &is_dismissed);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (library->window), "");
  copy (library, ORIGINAL);
  test_wait_until (has_second, gtk_widget_get_clipboard (library->window), "the second link");
  g_assert_true (is_dismissed);
  g_signal_handlers_disconnect_by_data (first, &is_dismissed);
}

static void
test_closed (TestLibrary *library, gconstpointer data)
{
  test_service_hold (library->service, "image_f1/-B1200");
  copy (library, FINE);
  test_wait_until (has_held, library->service, "the check");
  test_widget_close (library->window);
  test_service_release (library->service);
  test_library_show (library);
}

/* Several */

static void
copy_two (TestLibrary *library, guint first, guint second)
{
  GtkSelectionModel *selection = picker_grid_get_selection (library->grid);

  gtk_selection_model_select_item (selection, first, TRUE);
  gtk_selection_model_select_item (selection, second, FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.copy", NULL));
}

static void
test_several (TestLibrary *library, gconstpointer data)
{
  copy_two (library, FINE, OTHER);
  wait_toast (library, "Copied 2 links: 1200 px JPEG, 2 are smaller, 2.2" NBSP "kB");
}

static gboolean
has_dialog (gpointer user_data)
{
  GtkWindow **dialog = user_data;
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *node = windows; node != NULL; node = node->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (node->data) && gtk_widget_get_mapped (node->data))
        *dialog = node->data;
    }

  return *dialog != NULL;
}

static void
test_several_wrong (TestLibrary *library, gconstpointer data)
{
  GtkWindow *dialog = NULL;

  copy_two (library, FINE, DIRECT);
  wait_toast (library, "1 of 2 links does not work");
  click_toast (library, "_Details");
  test_wait_until (has_dialog, &dialog, "the details");
  g_assert_cmpstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "“direct.jpg”: nothing is there (404)");
  gtk_window_destroy (dialog);
}

/* The menu */

static gboolean
has_details (gpointer grid)
{
  CantoAsset *asset = picker_grid_get_selected_asset (grid);

  return asset != NULL && canto_asset_get_is_complete (asset);
}

static gboolean
has_menu (gpointer library)
{
  return gtk_widget_get_mapped (test_widget_find (library, PICKER_TYPE_RENDITION_POPOVER));
}

static void
open_menu (TestLibrary *library, guint position)
{
  test_library_select (library, position);
  test_wait_until (has_details, library->grid, "the details");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (library->grid), "link.choose", NULL));
  test_wait_until (has_menu, library->library, "the menu");
}

/* What it says follows what is chosen; and nothing is asked while it is closed. */
static void
test_menu (TestLibrary *library, gconstpointer data)
{
  test_tiles_settle (library->grid);
  test_library_select (library, FINE);
  test_wait_until (has_details, library->grid, "the details");
  test_widget_wait_frames (library->grid, 3);
  g_assert_cmpuint (test_service_count (library->service, "image_f1/-B1200"), ==, 0);
  open_menu (library, FINE);
  wait_line (library, "600 × 400 JPEG, 1.2" NBSP "kB");
  g_settings_set (library->settings, PICKER_PRESET_KEY, "(ssss)", "", "400/webp", "url", "");
  wait_line (library, "400 × 267 WebP, 55 bytes");
}

static void
test_menu_wrong (TestLibrary *library, gconstpointer data)
{
  open_menu (library, DIRECT);
  wait_line (library, "The link does not work: nothing is there (404).");
}

static void
test_menu_retry (TestLibrary *library, gconstpointer data)
{
  PickerLinkCheckLine *line = test_widget_find (library->library, PICKER_TYPE_LINK_CHECK_LINE);
  GtkWidget *button = test_widget_get_child (line, "retry_button");

  test_service_refuse (library->service, "image_f1/-B1200", 501, "{}");
  open_menu (library, FINE);
  wait_line (library, "The link does not work: its server is in trouble (501).");
  g_assert_true (gtk_widget_get_visible (button));
  test_service_refuse (library->service, "image_f1/-B1200", 0, "");
  g_signal_emit_by_name (button, "clicked");
  wait_line (library, "600 × 400 JPEG, 1.2" NBSP "kB");
  g_assert_false (gtk_widget_get_visible (button));
}

/* What binds her */

/* They are said with what was copied, and stay when its weight comes. */
static void
test_terms (TestLibrary *library, gconstpointer data)
{
  copy (library, BOUND);
  wait_toast (library, "Copied: 600 × 400 JPEG, 1.2" NBSP "kB, there is no larger one\n"
                       "© A. Reed · Web only.");
}

static void
test_terms_of_several (TestLibrary *library, gconstpointer data)
{
  copy_two (library, FINE, BOUND);
  wait_toast (library, "Copied 2 links: 1200 px JPEG, 2 are smaller, 2.5" NBSP "kB\n"
                       "1 has terms of use: see its details");
}

/* Dragging */

/* The drag goes on; that it will be of no use is said while it does. */
static void
test_drag (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GdkContentProvider) provider = NULL;

  test_tiles_settle (library->grid);
  provider = test_tiles_drag (test_tiles_find (library->grid, DIRECT));
  g_assert_nonnull (provider);
  wait_toast (library, "“direct.jpg”: nothing is there (404)");
}

static void
test_drag_terms (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GdkContentProvider) provider = NULL;

  test_tiles_settle (library->grid);
  provider = test_tiles_drag (test_tiles_find (library->grid, BOUND));
  g_assert_nonnull (provider);
  wait_toast (library, "“bound.jpg”: Web only.");
}

static gboolean
was_checked (gpointer service)
{
  return test_service_count (service, "image_f1/-B1200") > 0;
}

static void
test_drag_fine (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GdkContentProvider) provider = NULL;

  test_tiles_settle (library->grid);
  provider = test_tiles_drag (test_tiles_find (library->grid, FINE));
  g_assert_nonnull (provider);
  test_wait_until (was_checked, library->service, "the check");
  /* What it found is known when the link is copied, so that nobody asks again. */
  copy (library, FINE);
  wait_toast (library, "Copied: 600 × 400 JPEG, 1.2" NBSP "kB, there is no larger one");
  g_assert_cmpuint (test_service_count (library->service, "image_f1/-B1200"), ==, 1);
}

#define ADD(path, test) g_test_add (path, TestLibrary, NULL, set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/link-check/weight", test_weight);
  ADD ("/link-check/use-direct", test_use_direct);
  ADD ("/link-check/copy-original", test_copy_original);
  ADD ("/link-check/sign-in-page", test_sign_in_page);
  ADD ("/link-check/expired", test_expired);
  ADD ("/link-check/deleted", test_deleted);
  ADD ("/link-check/away", test_away);
  ADD ("/link-check/retry", test_retry);
  ADD ("/link-check/next", test_next);
  ADD ("/link-check/queued", test_queued);
  ADD ("/link-check/replaced", test_replaced);
  ADD ("/link-check/closed", test_closed);
  ADD ("/link-check/several", test_several);
  ADD ("/link-check/several-wrong", test_several_wrong);
  ADD ("/link-check/menu", test_menu);
  ADD ("/link-check/menu-wrong", test_menu_wrong);
  ADD ("/link-check/menu-retry", test_menu_retry);
  ADD ("/7.13/terms", test_terms);
  ADD ("/7.13/terms-of-several", test_terms_of_several);
  ADD ("/7.13/drag-terms", test_drag_terms);
  ADD ("/link-check/drag", test_drag);
  ADD ("/link-check/drag-fine", test_drag_fine);

  return g_test_run ();
}
