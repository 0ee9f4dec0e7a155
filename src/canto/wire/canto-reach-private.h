/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-clock.h"
#include "canto-http.h"

G_BEGIN_DECLS

/**
 * CantoReach:
 *
 * Whether the service can be reached ("online"). Calls tell what they met; once one has failed, this
 * asks by itself, ever more seldom and whenever the network changes, until there is an answer of any
 * kind. What it asks carries no token and does not count against the rate limit (13.6). Main thread
 * only.
 */
#define CANTO_TYPE_REACH (canto_reach_get_type ())
G_DECLARE_FINAL_TYPE (CantoReach, canto_reach, CANTO, REACH, GObject)

/* @base: of the API */
CantoReach *canto_reach_new (CantoHttp *http, const char *base, CantoClock *clock);

gboolean canto_reach_get_online (CantoReach *self);

/* What a call met, after all its tries. */
void canto_reach_take_answer (CantoReach *self);
void canto_reach_take_failure (CantoReach *self);

/* Asks at once, if it is offline. */
void canto_reach_check (CantoReach *self);

G_END_DECLS
