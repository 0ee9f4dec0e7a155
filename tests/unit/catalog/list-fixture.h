/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog-asset-list.h"
#include "fake-clock.h"
#include "fake-source.h"

G_BEGIN_DECLS

/* A list on a #FakeSource, watched as a view does. */
typedef struct
{
  FakeSource *source;
  FakeClock *clock;
  CatalogAssetList *list; /* NULL when the test let it go */
  GString *changes;       /* items-changed, as "position-removed+added" */
  guint n_told;           /* length, by what items-changed said */
  GPtrArray *slots;       /* held */
} ListFixture;

#define LIST_FIXTURE_RANGE 10

void list_fixture_set_up (ListFixture *fixture, gconstpointer range_size);
/* Another list on the source, which has been given an overlay. */
void list_fixture_remake (ListFixture *fixture);
void list_fixture_tear_down (ListFixture *fixture, gconstpointer data);

/* Asks for @keyword. */
void list_fixture_query (ListFixture *fixture, const char *keyword);

/* Asks for "a" and gives the first page, so that the list has @found items; forgets the question. */
void list_fixture_fill (ListFixture *fixture, gint64 found);

/* The slot at @position, held until the end of the test. */
CatalogSlot *list_fixture_hold (ListFixture *fixture, guint position);

/* The name of what stands at @position, or "" */
const char *list_fixture_get_name (ListFixture *fixture, guint position);

void list_fixture_check_asked (ListFixture *fixture, const char *expected);
void list_fixture_check_changes (ListFixture *fixture, const char *expected);

#define LIST_FIXTURE_ADD(path, function)                                                           \
  g_test_add (path, ListFixture, GUINT_TO_POINTER (LIST_FIXTURE_RANGE), list_fixture_set_up,       \
              function, list_fixture_tear_down)

G_END_DECLS
