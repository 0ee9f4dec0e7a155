/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-link-check.h"
#include "engine-pick.h"

G_BEGIN_DECLS

/**
 * EngineOutcome:
 * @ENGINE_OUTCOME_GONE: the service does not have the asset any more, or does not show it to this person
 * @ENGINE_OUTCOME_EXPIRED: it has expired (16.2)
 * @ENGINE_OUTCOME_WITHDRAWN: it is restricted, or waits for approval (16.1)
 * @ENGINE_OUTCOME_NOT_PUBLISHED: it was taken off the delivery network (11.3)
 * @ENGINE_OUTCOME_BROKEN: something else than the asset stands at the address, or nothing
 * @ENGINE_OUTCOME_MOVED: it has another address now
 * @ENGINE_OUTCOME_NEW_VERSION: the link works, and leads to another file than then
 * @ENGINE_OUTCOME_NOT_CHECKED: nobody could be asked
 * @ENGINE_OUTCOME_FINE: it works, and leads to what it led to
 *
 * What has become of a link that was taken; the worst first.
 */
typedef enum
{
  ENGINE_OUTCOME_GONE,
  ENGINE_OUTCOME_EXPIRED,
  ENGINE_OUTCOME_WITHDRAWN,
  ENGINE_OUTCOME_NOT_PUBLISHED,
  ENGINE_OUTCOME_BROKEN,
  ENGINE_OUTCOME_MOVED,
  ENGINE_OUTCOME_NEW_VERSION,
  ENGINE_OUTCOME_NOT_CHECKED,
  ENGINE_OUTCOME_FINE,
  ENGINE_N_OUTCOMES,
} EngineOutcome;

const char *engine_outcome_get_title (EngineOutcome outcome);  /* "New version" */
const char *engine_outcome_get_advice (EngineOutcome outcome); /* what it means and what to do */

/**
 * EngineRecheckItem:
 *
 * What was found of one pick. Immutable.
 */
#define ENGINE_TYPE_RECHECK_ITEM (engine_recheck_item_get_type ())
G_DECLARE_FINAL_TYPE (EngineRecheckItem, engine_recheck_item, ENGINE, RECHECK_ITEM, GObject)

/* @new_address: (nullable): where it is now, of the delivery network */
EngineRecheckItem *engine_recheck_item_new (EnginePick *pick, EngineOutcome outcome, const char *new_address);

EnginePick    *engine_recheck_item_get_pick (EngineRecheckItem *self);
EngineOutcome  engine_recheck_item_get_outcome (EngineRecheckItem *self);
const char    *engine_recheck_item_get_new_address (EngineRecheckItem *self); /* (nullable) */

/**
 * engine_recheck_judge:
 * @asset: (nullable): with its details, as they are now; %NULL is one that is gone
 * @uri: (out) (nullable) (transfer full): what is still to be looked at, before the outcome counts
 * @new_address: (out) (nullable) (transfer full): see engine_recheck_item_new()
 *
 * What the details of the asset tell about a link to it.
 */
EngineOutcome engine_recheck_judge (EnginePick *pick,
                                    CantoAsset *asset,
                                    char **uri,
                                    char **new_address);
/* What it is in the end, after @check of the address, if @judged is what the details say. */
EngineOutcome engine_recheck_conclude (EngineOutcome judged, EngineLinkCheck *check);

G_END_DECLS
