/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"
#include "canto-clock.h"
#include "engine-link-check.h"

G_BEGIN_DECLS

/**
 * EngineCheckMode:
 * @ENGINE_CHECK_NOW: a person waits: what was found some minutes ago still holds
 * @ENGINE_CHECK_AGAIN: a person asks once more: what was found before does not count
 * @ENGINE_CHECK_MANY: one of many: after those that a person waits for, and nobody is asked why it does not work
 */
typedef enum
{
  ENGINE_CHECK_NOW,
  ENGINE_CHECK_AGAIN,
  ENGINE_CHECK_MANY,
} EngineCheckMode;

/**
 * EngineLinkChecker:
 *
 * Asks what is at the end of links (canto_client_probe_async()): a few at a time, each address once for all
 * who want to know, no longer than some seconds, and remembers for some minutes what works. Of what does not
 * work it asks for the details of the asset, which may say why. Delivery links cost nothing; each direct link
 * counts against the account's limit (13.6). Main thread only.
 */
#define ENGINE_TYPE_LINK_CHECKER (engine_link_checker_get_type ())
G_DECLARE_FINAL_TYPE (EngineLinkChecker, engine_link_checker, ENGINE, LINK_CHECKER, GObject)

/* @clock: (nullable) */
EngineLinkChecker *engine_link_checker_new (CantoClient *client, CantoClock *clock);

/* Fails with %G_IO_ERROR_CANCELLED alone: that nothing answers is %ENGINE_LINK_UNREACHABLE.
 * Returns of finish: (transfer full) */
void             engine_link_checker_check_async (EngineLinkChecker *self,
                                                  DeliveryLink *link,
                                                  EngineCheckMode mode,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);
EngineLinkCheck *engine_link_checker_check_finish (EngineLinkChecker *self,
                                                   GAsyncResult *result,
                                                   GError **error);

/* The same of an address of which no more is known. Finish is engine_link_checker_check_finish().
 * @is_direct: it counts (13.6) */
void engine_link_checker_check_uri_async (EngineLinkChecker *self,
                                          const char *uri,
                                          EngineLinkTarget target,
                                          gboolean is_direct,
                                          EngineCheckMode mode,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/* What was found of @link some minutes ago at most. (transfer none) (nullable) */
EngineLinkCheck *engine_link_checker_peek (EngineLinkChecker *self, DeliveryLink *link);

G_END_DECLS
