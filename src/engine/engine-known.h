/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-history.h"

G_BEGIN_DECLS

/* How many assets it remembers besides the picks: of more, those that it learned first go. */
#define ENGINE_MAX_KNOWN 20000

/**
 * EngineKnownHit:
 * @asset: what is known of it
 * @pick: (nullable): the last link that was taken of it
 *
 * What engine_known_find() has found.
 */
typedef struct
{
  CantoAsset *asset;
  EnginePick *pick;
} EngineKnownHit;

void engine_known_hit_free (EngineKnownHit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EngineKnownHit, engine_known_hit_free)

/**
 * EngineKnown:
 *
 * What can be found without asking the service: the assets of which links were taken, and those that were loaded
 * somewhere. What is searched of them is made on a worker when they are learned, so that looking through tens of
 * thousands takes some milliseconds.
 *
 * #EngineKnown::changed is emitted when more, or something else, can be found. Main thread only.
 */
#define ENGINE_TYPE_KNOWN (engine_known_get_type ())
G_DECLARE_FINAL_TYPE (EngineKnown, engine_known, ENGINE, KNOWN, GObject)

EngineKnown *engine_known_new (EngineHistory *history);

/* Can be found after a moment. @assets: (element-type CantoAsset) (nullable elements); not to be changed */
void engine_known_learn (EngineKnown *self, GPtrArray *assets);
/* It is gone from the service. What was taken of it stays in the history, but is not found. */
void engine_known_forget (EngineKnown *self, const char *key);

/* The newest of what is known of an asset. (transfer none) (nullable) */
CantoAsset *engine_known_lookup (EngineKnown *self, const char *key);

/* At most @max that all words of @text are in, each asset once: those that were picked first, the last pick before
 * the others; without words, those alone. (transfer full) (element-type EngineKnownHit) */
GPtrArray *engine_known_find (EngineKnown *self, const char *text, guint max);

/* Whether something is still being made ready; for tests. */
gboolean engine_known_get_is_busy (EngineKnown *self);

G_END_DECLS
