/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "catalog-source.h"

G_BEGIN_DECLS

/**
 * EngineLoadedSource:
 *
 * What was loaded already as a #CatalogSource, for who searches while the service cannot be reached: in the order in
 * which it was loaded. Of a query the words alone count: whoever asks sees to it that the rest is what was loaded.
 */
#define ENGINE_TYPE_LOADED_SOURCE (engine_loaded_source_get_type ())
G_DECLARE_FINAL_TYPE (EngineLoadedSource, engine_loaded_source, ENGINE, LOADED_SOURCE, GObject)

/* @service: what everything else is asked of */
EngineLoadedSource *engine_loaded_source_new (CatalogSource *service);

/* At most ENGINE_MAX_LOADED are kept. @assets: (element-type CantoAsset) */
void engine_loaded_source_add (EngineLoadedSource *self, GPtrArray *assets);

#define ENGINE_MAX_LOADED 5000

G_END_DECLS
