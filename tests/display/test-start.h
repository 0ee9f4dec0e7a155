/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "engine-accounts.h"
#include "picker-window.h"
#include "test-tenant.h"

G_BEGIN_DECLS

#define TEST_DAY_S (24 * 60 * 60)

/* The window of the program with accounts, tokens and settings of the test's own, and a tenant. */
typedef struct
{
  TestTenant *tenant;
  char *dir;
  char *path;
  EngineAccounts *accounts;
  CantoTokenStore *store;
  GSettings *settings;
  GtkApplication *application;
  PickerWindow *window;
} TestStart;

/* As GTestFixtureFunc. */
void test_start_set_up (TestStart *fixture, gconstpointer data);

/* The window, not shown; and shown. */
void test_start_make_window (TestStart *fixture);
void test_start_open_window (TestStart *fixture);
void test_start_tear_down (TestStart *fixture, gconstpointer data);

/* What the window shows. */
const char *test_start_get_page (TestStart *fixture);
gboolean test_start_is_at_sign_in (gpointer fixture);
gboolean test_start_is_at_library (gpointer fixture);

/* A template child of the form of the sign-in. (transfer none) */
gpointer test_start_get_form_child (TestStart *fixture, const char *name);

/* What the sign-in shows. */
const char *test_start_get_sign_in_page (TestStart *fixture);
gboolean test_start_shows_assets (gpointer user_data);

/* Into the file of accounts. */
void test_start_write_account (TestStart *fixture, const char *text);
void test_start_write_good_account (TestStart *fixture);

/* At the tenant. (transfer full) */
CantoAccount *test_start_make_account (TestStart *fixture);

/* (transfer full) */
CantoSecret *test_start_generate_token (TestStart *fixture, CantoAccount *account);

/* In the store, good for @left_s as the store thinks. */
void test_start_keep_access (TestStart *fixture, CantoAccount *account, CantoSecret *access, gint64 left_s);

/* A token in the store, as an earlier sign-in left it. @left_s: how long it is good, as the store thinks */
void test_start_keep_token_for (TestStart *fixture, gint64 left_s);
void test_start_keep_token (TestStart *fixture);

G_END_DECLS
