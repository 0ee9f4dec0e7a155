/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "test-library.h"

G_BEGIN_DECLS

/* A library of eight assets whose links are copied: each has its own reason to be, or not to be. */

/* The text on the clipboard until something is copied. */
#define TEST_COPYING_BEFORE "what was there before"

/* The link that is copied. Nobody listens there: no tile has a picture. */
#define TEST_COPYING_URI(id) "http://127.0.0.1:1/image/123456789012/image_" id "/-B1200-FJPG/" id ".jpg"

/* The link that the service has, and what it says of an asset. @word: its approval */
#define TEST_COPYING_MDC(id) \
  "\"additional\": {\"MDC Image URL\":" \
  " \"http://127.0.0.1:1/image/123456789012/image_" id "/-FJPG/" id ".jpg\"}"
#define TEST_COPYING_STATUS(word) "\"approvalStatus\": \"" word "\", \"width\": \"600\", \"height\": \"400\""

/* Where they stand in the grid; @id of the links of the first four is the first letter with a 1. */
enum
{
  TEST_COPYING_APPROVED,
  TEST_COPYING_PENDING,
  TEST_COPYING_RESTRICTED,
  TEST_COPYING_EXPIRED,
  TEST_COPYING_UNPUBLISHED,
  TEST_COPYING_UNLINKED,
  TEST_COPYING_NAMELESS,
  TEST_COPYING_FILM,
  TEST_COPYING_N_ASSETS,
};

/* As GTestFixtureFunc, for a #TestLibrary: it is shown with all of the assets. */
void test_copying_set_up (TestLibrary *library, gconstpointer data);

/* Selects the asset at @position alone, and copies its link. */
void test_copying_copy (TestLibrary *library, guint position);

G_END_DECLS
