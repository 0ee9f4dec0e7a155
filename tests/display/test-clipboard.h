/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "test-library.h"

G_BEGIN_DECLS

/* What the library has put on the clipboard. */

/* That of the library, which is shown. (transfer none) */
GdkClipboard *test_clipboard_get (TestLibrary *library);

/* Whether @clipboard, a #GdkClipboard, has HTML, as each link has: for test_wait_until(). */
gboolean test_clipboard_has_html (gpointer clipboard);

/* The text; the test fails if there is none. (transfer full) */
char *test_clipboard_read_text (TestLibrary *library);

/* What it has of @mime_type; the test fails if there is none. (transfer full) */
char *test_clipboard_read (TestLibrary *library, const char *mime_type);

/* The test fails if this is not @expected. */
void test_clipboard_assert (TestLibrary *library, const char *mime_type, const char *expected);

G_END_DECLS
