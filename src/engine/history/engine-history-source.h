/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"
#include "catalog-source.h"
#include "engine-history.h"

G_BEGIN_DECLS

/**
 * EngineHistorySource:
 *
 * The assets of the history as a #CatalogSource: each once, where it was picked last, the last first. Of a query the
 * words alone count; they are looked for in what the history knows. The service is asked what has become of the
 * assets; one that it does not have any more, or does not show to this person, says so as its status. Where the
 * service cannot be reached, they are shown as far as the history knows them.
 *
 * What is picked while the list is looked at changes it when it is asked for anew: nothing moves below the hand.
 */
#define ENGINE_TYPE_HISTORY_SOURCE (engine_history_source_get_type ())
G_DECLARE_FINAL_TYPE (EngineHistorySource, engine_history_source, ENGINE, HISTORY_SOURCE, GObject)

/* @service: what everything else is asked of */
EngineHistorySource *engine_history_source_new (EngineHistory *history, CantoClient *client, CatalogSource *service);

G_END_DECLS
