/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"
#include "test-tenant.h"

G_BEGIN_DECLS

#define SESSION_CALLS_PER_MINUTE 1200

/* A session on a tenant of its own, and what it said. */
typedef struct
{
  TestTenant *tenant;
  CantoAccount *account;
  CantoSecret *app_secret;
  CantoTokenStore *store;
  EngineSession *session;
  guint n_signed_out;
  const char *scenario;         /* (nullable) */
  const char *latency_argument; /* (nullable): set before it is set up */
  const char *state_argument;   /* (nullable): the same */
  const char *port_argument;    /* (nullable): the same */
} SessionFixture;

/* Starts a tenant of 2,000 assets; the session is not signed in.
 * @scenario: (nullable) (type utf8) */
void session_fixture_set_up (SessionFixture *fixture, gconstpointer scenario);
void session_fixture_tear_down (SessionFixture *fixture, gconstpointer data);

/* Ends the tenant at once, as a crash would, and the session; then starts another with the same arguments, and signs in
 * there. Its keys are others. */
void session_fixture_kill_tenant (SessionFixture *fixture);
void session_fixture_start_again (SessionFixture *fixture);

/* A token of the tenant, put into the store and taken up from there. */
void session_fixture_sign_in (SessionFixture *fixture);
/* The same with the rights of @scope (3.15). */
void session_fixture_sign_in_as (SessionFixture *fixture, const char *scope);

/* For images of @approval. (transfer full) */
CantoQuery *session_fixture_new_images (CantoApproval approval);

/* The first assets that a search finds, as a list has them. (transfer full)
 * @query: (transfer full) */
CantoPage *session_fixture_list (SessionFixture *fixture, CantoQuery *query, guint n_assets);

/* With all their details. (transfer container) (element-type CantoAsset) */
GPtrArray *session_fixture_get_details (SessionFixture *fixture, CantoQuery *query, guint n_assets);

/* The first of @assets with just these @concerns in @recipe; the test needs one. (transfer none) */
CantoAsset *session_fixture_find_asset (GPtrArray *assets, DeliveryRecipe *recipe, DeliveryConcerns concerns);

guint64 session_fixture_get_n_counted (SessionFixture *fixture);

G_END_DECLS
