/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-clipboard.h"

#include "test-wait.h"

GdkClipboard *
test_clipboard_get (TestLibrary *library)
{
  return gtk_widget_get_clipboard (library->window);
}

gboolean
test_clipboard_has_html (gpointer clipboard)
{
  return gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html");
}

char *
test_clipboard_read_text (TestLibrary *library)
{
  GdkClipboard *clipboard = test_clipboard_get (library);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  gdk_clipboard_read_text_async (clipboard, NULL, (GAsyncReadyCallback) test_keep_result, &result);
  text = gdk_clipboard_read_text_finish (clipboard, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return text;
}

char *
test_clipboard_read (TestLibrary *library, const char *mime_type)
{
  GdkClipboard *clipboard = test_clipboard_get (library);
  const char *mime_types[] = { mime_type, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) spliced = NULL;
  g_autoptr (GError) error = NULL;

  gdk_clipboard_read_async (clipboard, mime_types, G_PRIORITY_DEFAULT, NULL,
                            (GAsyncReadyCallback) test_keep_result, &result);
  stream = gdk_clipboard_read_finish (clipboard, test_wait_result (&result), NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, (GAsyncReadyCallback) test_keep_result,
                                &spliced);
  g_output_stream_splice_finish (memory, test_wait_result (&spliced), &error);
  g_assert_no_error (error);

  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
}

void
test_clipboard_assert (TestLibrary *library, const char *mime_type, const char *expected)
{
  g_autofree char *text = test_clipboard_read (library, mime_type);

  g_assert_cmpstr (text, ==, expected);
}
