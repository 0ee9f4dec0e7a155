/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TestBrowser:
 *
 * The person's browser, as far as a sign-in needs one: the program that the desktop opens web addresses
 * with, in a home that is the test's own. It keeps the address; the test then answers the pages.
 */
typedef struct _TestBrowser TestBrowser;

TestBrowser *test_browser_new (void);
void         test_browser_free (TestBrowser *self);

/* The address that was opened last. (nullable) */
const char *test_browser_get_uri (TestBrowser *self);
void        test_browser_forget (TestBrowser *self);

/* Fills in the form at the address, and allows, or not; follows the way back to the program, if
 * there is one. */
void test_browser_sign_in (TestBrowser *self, const char *user, const char *password);
void test_browser_deny (TestBrowser *self, const char *user, const char *password);
/* Comes back with @code although no page has given it. */
void test_browser_come_back (TestBrowser *self, const char *code);

G_END_DECLS
