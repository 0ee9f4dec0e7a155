/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-sign-in.h"

#include "tenant-handshake.h"
#include "tenant-pages.h"
#include "tenant-writer.h"

#include <string.h>

#define FIRST_PART  3 /* after "oauth", "api", "oauth2" */
#define CODE_LIFE_S 600
#define LIFE_S      "2592000" /* 30 days (3.18) */

struct _TenantSignIn
{
  TenantTokens *tokens; /* borrowed */
  GHashTable *tickets;  /* of logins that wait for consent → index of the user */
  TenantHandshake *handshake;
};

/* 3.2 to 3.4: what stands before "authorize" and "token". */
typedef enum
{
  FAMILY_PLAIN,
  FAMILY_COMPATIBLE,
  FAMILY_UNIVERSAL, /* authorize alone */
  FAMILY_UNIVERSAL2,
} Family;

static Family
get_family (TenantExchange *exchange)
{
  if (tenant_exchange_part_is (exchange, FIRST_PART, "compatible"))
    return FAMILY_COMPATIBLE;
  if (tenant_exchange_part_is (exchange, FIRST_PART, "universal"))
    return FAMILY_UNIVERSAL;

  return tenant_exchange_part_is (exchange, FIRST_PART, "universal2") ? FAMILY_UNIVERSAL2
                                                                      : FAMILY_PLAIN;
}

TenantSignIn *
tenant_sign_in_new (TenantTokens *tokens)
{
  TenantSignIn *sign_in = g_new0 (TenantSignIn, 1);

  sign_in->tokens = tokens;
  sign_in->tickets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sign_in->handshake = tenant_handshake_new ();

  return sign_in;
}

void
tenant_sign_in_free (TenantSignIn *sign_in)
{
  g_hash_table_unref (sign_in->tickets);
  tenant_handshake_free (sign_in->handshake);
  g_free (sign_in);
}

/* 3.10: query or form, or a mix of both; an empty parameter is absent. */
static const char *
get (TenantExchange *exchange, GHashTable *form, const char *name)
{
  const char *value = form != NULL ? g_hash_table_lookup (form, name) : NULL;

  return value != NULL && *value != '\0' ? value : tenant_exchange_get_parameter (exchange, name);
}

static void
answer_page (TenantExchange *exchange, guint status, char *page)
{
  tenant_exchange_answer_text (exchange, status, "text/html; charset=utf-8", page);
  g_free (page);
}

/* Authorize (3.7) */

static void
return_to_app (TenantExchange *exchange, const char *names_and_values[][2], gsize n)
{
  GString *uri = g_string_new (tenant_exchange_get_parameter (exchange, "redirect_uri"));
  char separator = strchr (uri->str, '?') != NULL ? '&' : '?';

  for (gsize i = 0; i < n; i++)
    {
      if (names_and_values[i][1] == NULL)
        continue;
      g_string_append_printf (uri, "%c%s=", separator, names_and_values[i][0]);
      g_string_append_uri_escaped (uri, names_and_values[i][1], NULL, FALSE);
      separator = '&';
    }
  tenant_exchange_redirect (exchange, uri->str);
  g_string_free (uri, TRUE);
}

/* The program that waits without a redirect (3.20); only compatible/authorize knows of it.
 * (nullable) */
static const char *
get_worker_id (TenantExchange *exchange)
{
  return get_family (exchange) == FAMILY_COMPATIBLE
             ? tenant_exchange_get_parameter (exchange, "worker_id")
             : NULL;
}

/* T3: what is wrong with the request itself is never told to a redirect that may be anybody's. */
static const char *
find_fault (TenantSignIn *sign_in, TenantExchange *exchange)
{
  const char *worker_id = get_worker_id (exchange);
  const char *redirect_uri = tenant_exchange_get_parameter (exchange, "redirect_uri");
  const char *method = tenant_exchange_get_parameter (exchange, "code_challenge_method");

  if (g_strcmp0 (tenant_exchange_get_parameter (exchange, "app_id"), exchange->world->app_id) != 0)
    return "No program is registered under this App ID.";
  if (worker_id != NULL
      && !tenant_handshake_has_worker (sign_in->handshake, worker_id, g_get_monotonic_time ()))
    return "No program waits under this worker_id.";
  /* 3.25: with a worker_id the redirect is not used. */
  if (worker_id == NULL && g_strcmp0 (redirect_uri, exchange->world->options.redirect_uri) != 0)
    return "The redirect URL is not the one that is registered for this program.";
  if (g_strcmp0 (tenant_exchange_get_parameter (exchange, "response_type"), "code") != 0)
    return "Only response_type=code is known.";
  if (method != NULL && !g_str_equal (method, "S256") && !g_str_equal (method, "plain"))
    return "This code_challenge_method is not known.";
  if (get_family (exchange) == FAMILY_UNIVERSAL2
      && tenant_exchange_get_parameter (exchange, "code_challenge") == NULL)
    return "This program must send a code_challenge.";

  return NULL;
}

static int
find_user (TenantLibrary *library, const char *mail)
{
  for (guint i = 0; i < tenant_library_get_n_users (library); i++)
    {
      if (g_strcmp0 (tenant_library_get_user (library, i)->mail, mail) == 0)
        return (int) i;
    }

  return -1;
}

static void
take_login (TenantSignIn *sign_in, TenantExchange *exchange, GHashTable *form)
{
  TenantWorld *world = exchange->world;
  const char *mail = g_hash_table_lookup (form, "user");
  int user = find_user (world->library, mail);
  g_autofree char *ticket = NULL;

  if (user < 0 || g_strcmp0 (g_hash_table_lookup (form, "password"), world->password) != 0)
    {
      answer_page (exchange, 403, tenant_pages_make_login (mail != NULL ? mail : "", TRUE));
      return;
    }

  ticket = tenant_keys_new_token ();
  g_hash_table_insert (sign_in->tickets, g_strdup (ticket), GINT_TO_POINTER (user));
  answer_page (exchange, 200,
               tenant_pages_make_consent (
                   tenant_library_get_user (world->library, (guint) user)->name, ticket));
}

static TenantGrant *
make_grant (TenantExchange *exchange, guint user)
{
  TenantGrant *grant = g_new0 (TenantGrant, 1);

  grant->identity.user = user;
  grant->identity.role = tenant_library_get_user (exchange->world->library, user)->role;
  grant->redirect_uri = g_strdup (tenant_exchange_get_parameter (exchange, "redirect_uri"));
  grant->challenge = g_strdup (tenant_exchange_get_parameter (exchange, "code_challenge"));
  grant->is_s256 =
      g_strcmp0 (tenant_exchange_get_parameter (exchange, "code_challenge_method"), "S256") == 0;
  grant->is_handed = get_worker_id (exchange) != NULL;
  grant->expires_at_us = g_get_monotonic_time () + CODE_LIFE_S * G_USEC_PER_SEC;

  return grant;
}

static void
answer_consent (TenantSignIn *sign_in, TenantExchange *exchange, guint user, gboolean is_allowed)
{
  const char *state = tenant_exchange_get_parameter (exchange, "state");
  const char *worker_id = get_worker_id (exchange);
  g_autofree char *code =
      is_allowed ? tenant_tokens_add_code (sign_in->tokens, make_grant (exchange, user)) : NULL;
  const char *allowed[][2] = { { "code", code }, { "state", state } };
  const char *denied[][2] = { { "error", "access_denied" },
                              { "error_description", "The person said no." },
                              { "state", state } };

  if (worker_id != NULL && is_allowed)
    tenant_handshake_hand_over (sign_in->handshake, worker_id, code);
  if (worker_id != NULL)
    answer_page (exchange, 200,
                 is_allowed ? tenant_pages_make_end ("You are signed in", "Go back to the program.")
                            : tenant_pages_make_end ("You said no", "You can close this page."));
  else if (is_allowed)
    return_to_app (exchange, allowed, G_N_ELEMENTS (allowed));
  else
    return_to_app (exchange, denied, G_N_ELEMENTS (denied));
}

static void
take_consent (TenantSignIn *sign_in, TenantExchange *exchange, GHashTable *form)
{
  const char *ticket = g_hash_table_lookup (form, "ticket");
  gpointer user;
  gpointer key;

  if (ticket == NULL || !g_hash_table_steal_extended (sign_in->tickets, ticket, &key, &user))
    {
      answer_page (exchange, 400,
                   tenant_pages_make_end ("Too late", "Start again in the program."));
      return;
    }
  g_free (key);
  answer_consent (sign_in, exchange, (guint) GPOINTER_TO_INT (user),
                  g_strcmp0 (g_hash_table_lookup (form, "decision"), "allow") == 0);
}

static void
answer_authorize (TenantSignIn *sign_in, TenantExchange *exchange, GHashTable *form)
{
  const char *fault = find_fault (sign_in, exchange);
  const char *step = form != NULL ? g_hash_table_lookup (form, "step") : NULL;

  if (fault != NULL)
    answer_page (exchange, 400, tenant_pages_make_end ("This cannot be", fault));
  else if (g_strcmp0 (step, "login") == 0)
    take_login (sign_in, exchange, form);
  else if (g_strcmp0 (step, "consent") == 0)
    take_consent (sign_in, exchange, form);
  else
    answer_page (exchange, 200,
                 tenant_pages_make_login (
                     tenant_library_get_user (exchange->world->library, 0)->mail, FALSE));
}

/* Handshake (3.20, 3.21) */

static void
answer_worker_id (TenantSignIn *sign_in, TenantExchange *exchange)
{
  g_autofree char *id = tenant_handshake_add_worker (sign_in->handshake, g_get_monotonic_time ());

  tenant_exchange_answer_text (exchange, 200, "text/plain", id);
}

static void
answer_worker_code (TenantSignIn *sign_in, TenantExchange *exchange)
{
  const char *id = tenant_exchange_get_parameter (exchange, "worker_id");
  const char *code =
      id != NULL ? tenant_handshake_get_code (sign_in->handshake, id, g_get_monotonic_time ())
                 : NULL;

  if (code != NULL)
    tenant_exchange_answer_text (exchange, 200, "text/plain", code);
  else if (exchange->world->options.scenario == TENANT_SCENARIO_EMPTY_SSOCODE)
    tenant_exchange_answer_text (exchange, 200, "text/plain", "");
  else
    tenant_exchange_answer_text (exchange, 404, "text/plain", "Not yet.");
}

/* Token (3.10) */

static void
refuse (TenantExchange *exchange, guint status, const char *error, const char *description)
{
  TenantWriter *writer = tenant_writer_new (FALSE);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, "error", error);
  tenant_writer_string (writer, "error_description", description);
  tenant_writer_close (writer, '}');
  tenant_exchange_answer (exchange, status, "application/json", tenant_writer_end (writer));
}

/* T1: one spelling a family. @refresh: (nullable) */
static void
give_token (TenantSignIn *sign_in,
            TenantExchange *exchange,
            const TenantIdentity *identity,
            const char *refresh)
{
  gboolean is_compatible = get_family (exchange) == FAMILY_COMPATIBLE;
  g_autofree char *access = tenant_tokens_add_access (sign_in->tokens, identity);
  TenantWriter *writer = tenant_writer_new (FALSE);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, is_compatible ? "access_token" : "accessToken", access);
  tenant_writer_string (writer, is_compatible ? "expires_in" : "expiresIn", LIFE_S);
  tenant_writer_string (writer, is_compatible ? "token_type" : "tokenType", "bearer");
  tenant_writer_string (writer, is_compatible ? "refresh_token" : "refreshToken", refresh);
  tenant_writer_close (writer, '}');
  tenant_exchange_answer (exchange, 200, "application/json", tenant_writer_end (writer));
}

/* @is_must: whether a code without a challenge is no good (3.23) */
static gboolean
verifier_matches (const TenantGrant *grant, const char *verifier, gboolean is_must)
{
  g_autoptr (GChecksum) checksum = NULL;
  g_autofree char *hashed = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  if (grant->challenge == NULL)
    return !is_must;
  if (verifier == NULL)
    return FALSE;
  if (!grant->is_s256)
    return g_str_equal (verifier, grant->challenge);

  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (checksum, (const guchar *) verifier, -1);
  g_checksum_get_digest (checksum, digest, &length);
  hashed = g_base64_encode (digest, length);
  g_strdelimit (hashed, "+", '-');
  g_strdelimit (hashed, "/", '_');
  *strchrnul (hashed, '=') = '\0';

  return g_str_equal (hashed, grant->challenge);
}

/* 3.11; a code of the handshake belongs to the page that the browser ended on (3.20). */
static gboolean
redirect_matches (TenantExchange *exchange, const TenantGrant *grant, const char *redirect_uri)
{
  g_autofree char *loading = g_strconcat (exchange->world->base, "/oauth/loading.html", NULL);

  return redirect_uri == NULL || g_strcmp0 (redirect_uri, grant->redirect_uri) == 0
         || (grant->is_handed && g_str_equal (redirect_uri, loading));
}

/* 3.11, 3.12 */
static void
exchange_code (TenantSignIn *sign_in, TenantExchange *exchange, GHashTable *form)
{
  const char *code = get (exchange, form, "code");
  const char *redirect_uri = get (exchange, form, "redirect_uri");
  TenantGrant *grant =
      code != NULL ? tenant_tokens_take_code (sign_in->tokens, code, g_get_monotonic_time ())
                   : NULL;
  g_autofree char *refresh = NULL;

  if (grant == NULL || !redirect_matches (exchange, grant, redirect_uri)
      || !verifier_matches (grant, get (exchange, form, "code_verifier"),
                            get_family (exchange) == FAMILY_UNIVERSAL2))
    {
      g_clear_pointer (&grant, tenant_grant_free);
      refuse (exchange, 400, "invalid_grant", "The code is not good.");
      return;
    }

  refresh = tenant_tokens_add_refresh (sign_in->tokens, &grant->identity);
  give_token (sign_in, exchange, &grant->identity, refresh);
  tenant_grant_free (grant);
}

/* 3.13, 3.18 */
static void
exchange_refresh (TenantSignIn *sign_in, TenantExchange *exchange, GHashTable *form)
{
  const char *old = get (exchange, form, "refresh_token");
  g_autofree char *refresh = NULL;
  TenantIdentity identity;

  if (old == NULL || !tenant_tokens_find_refresh (sign_in->tokens, old, &identity))
    {
      refuse (exchange, 400, "invalid_grant", "The refresh token is not good.");
      return;
    }

  if (exchange->world->options.scenario == TENANT_SCENARIO_ROTATING_REFRESH)
    {
      refresh = tenant_tokens_add_refresh (sign_in->tokens, &identity);
      tenant_tokens_remove_refresh (sign_in->tokens, old);
    }
  give_token (sign_in, exchange, &identity, refresh);
}

/* 3.14, 3.15 */
static void
exchange_credentials (TenantSignIn *sign_in, TenantExchange *exchange, GHashTable *form)
{
  static const char *const scopes[] = { "admin", "contributor", "consumer", NULL };
  TenantLibrary *library = exchange->world->library;
  const char *mail = get (exchange, form, "user_id");
  const char *scope = get (exchange, form, "scope");
  int user = mail != NULL ? find_user (library, mail) : 0;
  TenantIdentity identity;

  if (get_family (exchange) == FAMILY_UNIVERSAL2
      || exchange->world->options.scenario == TENANT_SCENARIO_NO_CREDENTIALS)
    {
      refuse (exchange, 403, "unauthorized_client", "This key takes no client credentials.");
      return;
    }
  if (user < 0)
    {
      refuse (exchange, 400, "invalid_request", "There is no such user.");
      return;
    }
  if (scope != NULL && !g_strv_contains (scopes, scope))
    {
      refuse (exchange, 400, "invalid_request", "There is no such scope.");
      return;
    }

  identity.user = (guint) user;
  identity.role = tenant_library_get_user (library, identity.user)->role;
  if (g_strcmp0 (scope, "consumer") == 0)
    identity.role = TENANT_ROLE_CONSUMER;
  else if (g_strcmp0 (scope, "contributor") == 0 && identity.role == TENANT_ROLE_ADMIN)
    identity.role = TENANT_ROLE_CONTRIBUTOR;
  give_token (sign_in, exchange, &identity, NULL);
}

/* 3.16: stock OAuth libraries say client_id, which only the compatible family takes. */
static gboolean
is_app (TenantExchange *exchange, GHashTable *form)
{
  gboolean is_compatible = get_family (exchange) == FAMILY_COMPATIBLE;
  const char *id = get (exchange, form, "app_id");
  const char *secret = get (exchange, form, "app_secret");

  if (is_compatible && id == NULL)
    id = get (exchange, form, "client_id");
  if (is_compatible && secret == NULL)
    secret = get (exchange, form, "client_secret");

  /* 3.4: a public app has no secret. */
  return g_strcmp0 (id, exchange->world->app_id) == 0
         && (get_family (exchange) == FAMILY_UNIVERSAL2
             || g_strcmp0 (secret, exchange->world->app_secret) == 0);
}

/* 3.33: the code of a request that fails is gone, also when the app is not the right one. */
static void
refuse_app (TenantSignIn *sign_in, TenantExchange *exchange, GHashTable *form)
{
  const char *code = get (exchange, form, "code");
  TenantGrant *grant =
      code != NULL ? tenant_tokens_take_code (sign_in->tokens, code, g_get_monotonic_time ())
                   : NULL;

  g_clear_pointer (&grant, tenant_grant_free);
  refuse (exchange, 401, "invalid_client", "App ID and App Secret do not go together.");
}

static void
answer_token (TenantSignIn *sign_in, TenantExchange *exchange, GHashTable *form)
{
  gboolean is_compatible = get_family (exchange) == FAMILY_COMPATIBLE;
  const char *type = get (exchange, form, "grant_type");

  if (type == NULL || !g_str_equal (exchange->method, "POST")
      || (!is_compatible && get (exchange, form, "client_id") != NULL))
    refuse (exchange, 400, "invalid_request", "This is no request for a token.");
  else if (!is_app (exchange, form))
    refuse_app (sign_in, exchange, form);
  else if (g_str_equal (type, "authorization_code"))
    exchange_code (sign_in, exchange, form);
  else if (g_str_equal (type, "refresh_token"))
    exchange_refresh (sign_in, exchange, form);
  else if (g_str_equal (type, "client_credentials"))
    exchange_credentials (sign_in, exchange, form);
  else
    refuse (exchange, 400, "unsupported_grant_type", "This grant_type is not known.");
}

/* 3.19 */
static void
answer_lookup (TenantSignIn *sign_in, TenantExchange *exchange)
{
  TenantIdentity identity;

  if (tenant_tokens_find_refresh (sign_in->tokens, exchange->path[FIRST_PART + 1], &identity))
    tenant_exchange_answer_text (exchange, 200, "text/plain",
                                 exchange->world->base + strlen ("http://"));
  else
    refuse (exchange, 404, "not_found", "No tenant goes with this token.");
}

void
tenant_sign_in_answer (TenantSignIn *sign_in, TenantExchange *exchange, GHashTable *form)
{
  guint depth = tenant_exchange_get_depth (exchange);
  Family family = get_family (exchange);
  guint last = FIRST_PART + (family != FAMILY_PLAIN);
  gboolean has_handshake = exchange->world->options.scenario != TENANT_SCENARIO_NO_HANDSHAKE;

  if (depth == last + 1 && tenant_exchange_part_is (exchange, last, "authorize"))
    answer_authorize (sign_in, exchange, form);
  else if (depth == last + 1 && tenant_exchange_part_is (exchange, last, "token")
           && family != FAMILY_UNIVERSAL)
    answer_token (sign_in, exchange, form);
  else if (depth == FIRST_PART + 2 && tenant_exchange_part_is (exchange, FIRST_PART, "tenant"))
    answer_lookup (sign_in, exchange);
  else if (depth == FIRST_PART + 1 && tenant_exchange_part_is (exchange, FIRST_PART, "ssowid")
           && has_handshake)
    answer_worker_id (sign_in, exchange);
  else if (depth == FIRST_PART + 1 && tenant_exchange_part_is (exchange, FIRST_PART, "ssocode")
           && has_handshake)
    answer_worker_code (sign_in, exchange);
  else
    tenant_exchange_fail (exchange, 404, "not_found", "There is nothing here.");
}
