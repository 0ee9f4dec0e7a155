/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "test-library.h"

G_BEGIN_DECLS

/* A library of six assets whose links are copied in a size and a format. Nobody listens where the links lead. */

#define TEST_SIZES_BASE         "http://127.0.0.1:1/image/123456789012/image_"
#define TEST_SIZES_URI(id, ops) TEST_SIZES_BASE id "/" ops "/" id ".jpg"
#define TEST_SIZES_ORIGINAL(id) "http://127.0.0.1:1/asset/123456789012/image_" id "/" id ".jpg"

/* What the service says of each of them. @word: its approval */
#define TEST_SIZES_STATUS(word) "\"approvalStatus\": \"" word "\", \"width\": \"3000\", \"height\": \"2000\""

/* Where they stand in the grid; @id of the links is the first letter with a 1. */
enum
{
  TEST_SIZES_FIRST,
  TEST_SIZES_SECOND,
  TEST_SIZES_UNPUBLISHED,
  TEST_SIZES_DIRECT,
  TEST_SIZES_PENDING,
  TEST_SIZES_EXPIRED,
  TEST_SIZES_N_ASSETS,
};

/* As GTestFixtureFunc, for a #TestLibrary: it is shown with all of the assets. */
void test_sizes_set_up (TestLibrary *library, gconstpointer data);

/* Puts one preset for each size, as JPEG, in the place of the defaults, so that Ctrl and a number name a size. */
void test_sizes_use (TestLibrary *library);

/* Closes the window and shows the library anew, as after a restart. */
void test_sizes_open_again (TestLibrary *library);

/* Selects the asset at @position, with its details, and puts the focus there, as who came with the arrows. */
void test_sizes_enter (TestLibrary *library, guint position);

/* Selects @n assets from @first on, and puts the focus into the grid. */
void test_sizes_select_range (TestLibrary *library, guint first, guint n);

/* Whether the focus is on the tile that is selected. @library: a #TestLibrary. For test_wait_until(). */
gboolean test_sizes_has_focus_in_grid (gpointer library);

/* Waits for a link on the clipboard; the test fails if its text is not @expected. Takes it away from there. */
void test_sizes_wait_copied (TestLibrary *library, const char *expected);

G_END_DECLS
