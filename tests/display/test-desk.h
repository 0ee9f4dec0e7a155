/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "test-http.h"
#include "test-library.h"
#include "test-tenant.h"

G_BEGIN_DECLS

#define TEST_DESK_ASSETS 60

/**
 * TestDesk:
 *
 * The library of a stand-in tenant in a window, for what is changed there; and the tenant asked over plain HTTP
 * what it has afterwards.
 */
typedef struct
{
  TestLibrary library; /* without a service */
  TestTenant *tenant;
  char *token; /* of an administrator, whoever is signed in */
} TestDesk;

/* As GTestFixtureFunc. @scope: (nullable): of who is signed in: "consumer", "contributor"; NULL: "admin".
 * The library is shown, and its list is here. */
void test_desk_set_up (TestDesk *self, gconstpointer scope);
void test_desk_tear_down (TestDesk *self, gconstpointer scope);

/* What stands at @position of the list. (transfer full) */
CantoAsset *test_desk_dup_asset (TestDesk *self, guint position);

/* Selects @n_assets from @first on. */
void test_desk_select (TestDesk *self, guint first, guint n_assets);

/* Asks the tenant: @path is below /api/v1. The test fails if the status is not 200. (transfer full) */
JsonNode *test_desk_get (TestDesk *self, const char *path);
/* The same with a method and a body; any status of success. */
void test_desk_send (TestDesk *self, const char *method, const char *path, const char *body);

/* The details of @asset as the tenant has them, by a batch (4.13), for which no original need be made. (transfer full) */
JsonNode *test_desk_get_details (TestDesk *self, CantoAsset *asset);

/* Waits for a label on screen below @root that has @part in it. */
void test_desk_wait_text (gpointer root, const char *part);

/* Whether @action is offered below @widget. */
gboolean test_desk_may (gpointer widget, const char *action);

/* The question that is open, or %NULL. (transfer none) */
AdwMessageDialog *test_desk_find_dialog (void);

/* Answers @dialog, an AdwMessageDialog, as its button does, and closes it. */
void test_desk_respond (gpointer dialog, const char *response);

/* What is on the clipboard. (transfer full) (nullable) */
char *test_desk_dup_clipboard (TestDesk *self);

G_END_DECLS
