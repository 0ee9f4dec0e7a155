/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ENGINE_MAX_REFUSALS 64

/**
 * EngineRefusals:
 *
 * What the service has refused to the role of the person, by small numbers, over the end of the program: until she
 * signs in anew. The file is one line of them; where it cannot be written the same is refused once more.
 *
 * Signals: "changed": something is refused now that was not, or the other way round.
 *
 * Main thread only; nothing here waits.
 */
#define ENGINE_TYPE_REFUSALS (engine_refusals_get_type ())
G_DECLARE_FINAL_TYPE (EngineRefusals, engine_refusals, ENGINE, REFUSALS, GObject)

EngineRefusals *engine_refusals_new (void);

/* Keeps them at @path from now on, and takes up what is in it. */
void engine_refusals_keep (EngineRefusals *self, const char *path);

/* @number: below %ENGINE_MAX_REFUSALS */
gboolean engine_refusals_has (EngineRefusals *self, guint number);
void     engine_refusals_add (EngineRefusals *self, guint number);
void     engine_refusals_forget (EngineRefusals *self);

G_END_DECLS
