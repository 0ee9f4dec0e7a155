/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"
#include "canto-sign-in.h"

#include "fake-clock.h"
#include "test-tenant.h"

G_BEGIN_DECLS

/**
 * Session:
 *
 * A client at a tenant, with a clock that makes each wait immediate, and calls that wait for their
 * answers. Errors are given to the caller.
 */
typedef struct
{
  TestTenant *tenant;
  CantoAccount *account;
  CantoTokenStore *store;
  FakeClock *clock;
  CantoClient *client;
  CantoSecret *app_secret;
  char *first_refresh; /* (nullable): of the sign-in */
  guint n_signed_out;
} Session;

/* Starts a tenant and signs in; by client credentials, hence without a refresh token.
 * @scenario: "--scenario=…"; @more: (nullable): one more argument */
Session *session_new (const char *scenario, const char *more);
/* The same by the browser, with a refresh token. @family, @pkce: of the account. */
Session *session_new_by_browser (const char *scenario, CantoOAuthFamily family, CantoPkce pkce);
/* @base: of a server that is no tenant; signed in with the access token "t0" */
Session *session_new_at (const char *base, guint page_size);
void     session_free (Session *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Session, session_free)

/* @access, @refresh: (nullable) */
void session_set_token (Session *session, const char *access, const char *refresh);

CantoPage *session_list (Session *session, CantoQuery *query, guint start, guint limit, GError **error);
GPtrArray *session_get_tree (Session *session, const char *folder_id, GError **error);
CantoNode *session_get_node (Session *session, CantoScheme scheme, const char *id, GError **error);
CantoAsset *session_get_asset (Session *session, CantoScheme scheme, const char *id, GError **error);
GPtrArray *session_get_assets (Session *session, GPtrArray *assets, GError **error);
GPtrArray *session_get_fields (Session *session, GError **error);
CantoUser *session_get_user (Session *session, GError **error);
GBytes *session_fetch (Session *session, const char *uri, CantoFetch how, gsize max_bytes, char **type, GError **error);

G_END_DECLS
