/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "picker-account-row.h"
#include "picker-window.h"
#include "test-tenant.h"

G_BEGIN_DECLS

/* The files of accounts, below the folder of the test. */
#define TEST_SEATS_FIRST  "accounts.conf"
#define TEST_SEATS_SECOND "accounts/second.conf"

/**
 * TestSeats:
 *
 * Two tenants, and the accounts of one person in one window.
 */
typedef struct
{
  TestTenant *tenants[2];
  char *dir;
  char *data_dir; /* (nullable): what is not sent is kept nowhere */
  EnginePolicy *policy;
  EngineAccounts *accounts;
  CantoTokenStore *store;
  GSettings *settings;
  GtkApplication *application;
  PickerWindow *window;
} TestSeats;

/* Reads the files anew. */
void test_seats_open_accounts (TestSeats *fixture);
/* As GTestFixtureFunc: nobody has an account yet. */
void test_seats_set_up (TestSeats *fixture, gconstpointer data);
void test_seats_close_window (TestSeats *fixture);
void test_seats_tear_down (TestSeats *fixture, gconstpointer data);
void test_seats_write_file (TestSeats *fixture, const char *name, const char *text);
/* (transfer full) (nullable) */
char *test_seats_read_file (TestSeats *fixture, const char *name);
/* @more: further lines */
void test_seats_write_account (TestSeats *fixture, const char *name, TestTenant *tenant, const char *more);
/* (transfer full) */
CantoAccount *test_seats_make_account (TestTenant *tenant, guint profile);
/* As an earlier sign-in has left it. */
void test_seats_keep_token (TestSeats *fixture, TestTenant *tenant);
gboolean test_seats_has_token (TestSeats *fixture, TestTenant *tenant, guint profile);
gboolean test_seats_has_app_secret (TestSeats *fixture, TestTenant *tenant);
/* Starts what the files say. */
void test_seats_open_window (TestSeats *fixture);
const char *test_seats_get_page (TestSeats *fixture);
gboolean test_seats_is_at_sign_in (gpointer fixture);
gboolean test_seats_is_at_library (gpointer fixture);
gpointer test_seats_get_library (TestSeats *fixture);
gboolean test_seats_shows (TestSeats *fixture, guint n_assets);
/* Whether that is on screen. */
gboolean test_seats_shows_first (gpointer fixture);
gboolean test_seats_shows_second (gpointer fixture);
/* One account of each tenant, with its token; the first is on screen. */
void test_seats_open_two (TestSeats *fixture);
/* That of the page on screen. */
gpointer test_seats_get_button (TestSeats *fixture);
void test_seats_open_popover (TestSeats *fixture);
void test_seats_close_popover (TestSeats *fixture);
/* Of the open list of accounts. */
PickerAccountRow *test_seats_get_row (TestSeats *fixture, guint i);
gboolean test_seats_is_checked (TestSeats *fixture, guint i);
/* As a click or Enter on the row of the account does. */
void test_seats_choose (TestSeats *fixture, guint i);
/* (nullable) */
AdwMessageDialog *test_seats_find_dialog (void);
gboolean test_seats_has_dialog (gpointer unused);
/* Waits for the question, and answers it. */
void test_seats_answer (const char *response);
/* On the page of the sign-in. */
void test_seats_sign_in_by_token (TestSeats *fixture, TestTenant *tenant);
/* Whether its file says who is signed in. */
gboolean test_seats_first_has_user (gpointer fixture);

G_END_DECLS
