/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is handed to other programs, in each of its types, has neither a token nor the App Secret.
 */

#include "canto-client-private.h"
#include "picker-preset.h"
#include "test-desk.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

#define N_DRAGGED 3

/* NULL: it hands over nothing of that type. */
static GBytes *
write_to_bytes (GdkContentProvider *provider, const char *mime_type)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;

  gdk_content_provider_write_mime_type_async (provider, mime_type, stream, G_PRIORITY_DEFAULT, NULL,
                                              (GAsyncReadyCallback) test_keep_result, &result);
  if (!gdk_content_provider_write_mime_type_finish (provider, test_wait_result (&result), NULL))
    return NULL;
  g_output_stream_close (stream, NULL, NULL);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
assert_without (GBytes *bytes, const char *secret)
{
  gsize n_bytes, n_wide;
  gconstpointer data = g_bytes_get_data (bytes, &n_bytes);
  g_autofree char *wide = g_convert (secret, -1, "UTF-16LE", "UTF-8", NULL, &n_wide, NULL);

  g_assert_cmpuint (strlen (secret), >=, 8);
  g_assert_null (memmem (data, n_bytes, secret, strlen (secret)));
  g_assert_null (memmem (data, n_bytes, wide, n_wide));
}

static void
assert_without_any (TestDesk *desk, GBytes *bytes)
{
  CantoToken *token = canto_caller_get_token (
      canto_client_get_caller (engine_session_get_client (desk->library.session)));
  CantoSecret *refresh = canto_token_get_refresh (token);

  g_assert_cmpuint (g_bytes_get_size (bytes), >, 20);
  assert_without (bytes, canto_secret_peek (canto_token_get_access (token)));
  assert_without (bytes, desk->token);
  assert_without (bytes, test_tenant_get (desk->tenant, "app_secret"));
  if (refresh != NULL)
    assert_without (bytes, canto_secret_peek (refresh));
}

/* What GTK writes as each type of text. */
static void
check_text (TestDesk *desk, GdkContentProvider *provider)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (provider, &value, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (g_value_get_string (&value), strlen (g_value_get_string (&value)));
  assert_without_any (desk, bytes);
}

/* In each type that another program can ask for. */
static void
check_provider (TestDesk *desk, GdkContentProvider *provider, gsize n_types)
{
  g_autoptr (GdkContentFormats) formats = gdk_content_provider_ref_formats (provider);
  gsize n_mime_types, n_written = 0;
  const char *const *mime_types = gdk_content_formats_get_mime_types (formats, &n_mime_types);

  for (gsize i = 0; i < n_mime_types; i++)
    {
      g_autoptr (GBytes) bytes = write_to_bytes (provider, mime_types[i]);

      g_test_message ("%s%s", mime_types[i], bytes == NULL ? ": nothing" : "");
      if (bytes == NULL)
        continue;
      assert_without_any (desk, bytes);
      n_written++;
    }
  g_assert_cmpuint (n_written, >=, n_types);
  if (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    check_text (desk, provider);
}

/* What only their details tell is agreed to as well. */
static void
accept_all (TestDesk *desk, DeliveryRecipe *recipe)
{
  CantoClient *client = engine_session_get_client (desk->library.session);
  g_autoptr (GPtrArray) listed =
      g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  g_autoptr (GPtrArray) assets = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_DRAGGED; i++)
    g_ptr_array_add (listed, test_desk_dup_asset (desk, i));
  canto_client_get_assets_async (client, listed, CANTO_PRIORITY_DETAILS, NULL, test_keep_result,
                                 &result);
  assets = canto_client_get_assets_finish (client, test_wait_result (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_DRAGGED; i++)
    {
      engine_session_accept_concerns (desk->library.session, listed->pdata[i], recipe);
      engine_session_accept_concerns (desk->library.session, assets->pdata[i], recipe);
    }
}

static void
test_drag (TestDesk *desk, gconstpointer scope)
{
  static const char *const recipes[] = { "original", "1200/jpg" };
  g_autoptr (GtkBitset) positions = gtk_bitset_new_range (0, N_DRAGGED);

  for (gsize i = 0; i < G_N_ELEMENTS (recipes); i++)
    {
      g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse (recipes[i], NULL);
      g_autoptr (GdkContentProvider) provider = NULL;

      g_assert_nonnull (recipe);
      picker_preset_save_recipe (desk->library.settings, recipe);
      accept_all (desk, recipe);
      g_signal_emit_by_name (desk->library.grid, "prepare-drag", positions, desk->library.grid,
                             &provider);
      g_assert_nonnull (provider);
      /* Of several, there are no lists of addresses. */
      check_provider (desk, provider, 4);
    }
}

static gboolean
has_html (gpointer clipboard)
{
  return gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html");
}

static void
test_copy (TestDesk *desk, gconstpointer scope)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (desk->library.library));
  g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse ("1200/jpg", NULL);

  picker_preset_save_recipe (desk->library.settings, recipe);
  accept_all (desk, recipe);
  test_desk_select (desk, 0, N_DRAGGED);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->library.grid), "link.copy", NULL));
  test_wait_until (has_html, clipboard, "the links on the clipboard");
  check_provider (desk, gdk_clipboard_get_content (clipboard), 1);
  g_assert_true (
      gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), G_TYPE_STRING));
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, test, test_desk_tear_down)

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);

  ADD ("/secrets/drag", test_drag);
  ADD ("/secrets/copy", test_copy);

  return g_test_run ();
}
