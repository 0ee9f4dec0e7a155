/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-size.h"
#include "session-fixture.h"

G_BEGIN_DECLS

/* A session, with its history in a folder of its own. */
typedef struct
{
  SessionFixture session;
  char *folder;
  EngineHistory *history; /* borrowed */
  CatalogSource *source;  /* borrowed: of the history */
} HistoryFixture;

/* @scenario: (nullable) (type utf8) */
void history_fixture_set_up (HistoryFixture *fixture, gconstpointer scenario);
void history_fixture_tear_down (HistoryFixture *fixture, gconstpointer data);

/* Images that may be used, with their details. (transfer full) (element-type CantoAsset) */
GPtrArray *history_fixture_get_images (HistoryFixture *fixture, CantoApproval approval, guint n_images);
/* The link of @asset in @size, as JPEG. (transfer full) */
DeliveryLink *history_fixture_make_link (HistoryFixture *fixture, CantoAsset *asset, DeliverySize size);
/* Takes the link of each of @assets, (element-type CantoAsset). */
void history_fixture_take (HistoryFixture *fixture, GPtrArray *assets, DeliverySize size);
/* Deletes it, as somebody else would. */
void history_fixture_delete_as_other (HistoryFixture *fixture, CantoAsset *asset);

/* What the history finds for @keyword, from the start on. (transfer full) */
CantoPage *history_fixture_find (HistoryFixture *fixture, const char *keyword);

/* All that is in the files of the history. (transfer full) */
GBytes *history_fixture_read_files (HistoryFixture *fixture);

G_END_DECLS
