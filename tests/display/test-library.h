/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-grid.h"
#include "picker-library.h"
#include "test-service.h"

G_BEGIN_DECLS

/* The library of a service of the test's own, in a window. */
typedef struct
{
  TestService *service;
  EngineSession *session;
  GSettings *settings; /* that the library gets */
  gboolean is_demo; /* set before it is shown */
  PickerLibrary *library;
  PickerGrid *grid;
  CatalogAssetList *list;
  GtkWidget *window;
  guint n_sign_ins; /* how often win.sign-in was activated */
} TestLibrary;

/* As GTestFixtureFunc. The test adds its assets to the service, then shows the library. */
void test_library_set_up (TestLibrary *self, gconstpointer data);
void test_library_tear_down (TestLibrary *self, gconstpointer data);
void test_library_show (TestLibrary *self);

/* A template child of the library. (transfer none) */
gpointer test_library_get_child (TestLibrary *self, const char *name);

/* A template child of the page that stands where the assets are not. (transfer none) */
gpointer test_library_get_state_child (TestLibrary *self, const char *name);

/* What the content shows: "grid", or what stands there instead: "loading", "waiting", "empty", "error". */
const char *test_library_get_page (PickerLibrary *library);
void        test_library_wait_page (TestLibrary *self, const char *page);

/* Waits until the banner says something with @part in it; NULL: until it says nothing. */
void test_library_wait_banner (TestLibrary *self, const char *part);
/* Waits until the list is @n_items long, and neither loading nor failed. */
void test_library_wait_items (TestLibrary *self, guint n_items);

/* All of what a toast with @part in it says. (nullable) */
const char *test_library_find_toast (TestLibrary *self, const char *part);

/* Waits for a toast with @part in it, and until there is none. */
void test_library_wait_toast (TestLibrary *self, const char *part);
void test_library_wait_toast_gone (TestLibrary *self, const char *part);

/* Waits for a toast with a button of that label, as it is written. (transfer none) */
GtkButton *test_library_wait_toast_button (TestLibrary *self, const char *label);

/* Selects @position alone, or nothing for %GTK_INVALID_LIST_POSITION. */
void test_library_select (TestLibrary *self, guint position);

/* Waits until the one that is selected has its details. */
void test_library_wait_details (TestLibrary *self);

G_END_DECLS
