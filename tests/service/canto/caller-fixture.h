/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-caller.h"
#include "canto-error.h"

#include "fake-clock.h"
#include "stub-service.h"
#include "test-wait.h"

G_BEGIN_DECLS

#define DAY_S       (24 * 60 * 60)
#define MAX_BYTES   (64 * 1024)
#define TOKEN_PATH  "/oauth/api/oauth2/token"
#define TOKEN_POSTS "POST " TOKEN_PATH

/* How one call is answered, when its token is good. */
typedef struct
{
  guint status;
  const char *retry_after; /* (nullable) */
} Answer;

/* A caller, and a service that answers it as the test says. */
typedef struct
{
  StubService *service;
  CantoAccount *account;
  CantoTokenStore *store;
  FakeClock *clock;
  CantoCaller *caller;

  /* What the service does. */
  char *good;             /* the access token that is good */
  const char *good_after; /* (nullable): the one that is good when the answers have ended */
  const Answer *answers;
  gsize n_answers;
  guint n_refreshed;
  guint refresh_status;
  const char *new_refresh; /* (nullable): a refresh token in the answer */
  gboolean keeps_tokens;   /* answers none of the token requests */
  gboolean keeps_calls;
  const char *away; /* (nullable): sends good calls there */
  GPtrArray *kept;  /* (element-type SoupServerMessage) */

  /* What the caller told. */
  guint n_signed_out;
  guint n_held;
} CallerFixture;

/* Answers what was kept, in its order, as it would be answered now. */
void caller_fixture_answer_kept (CallerFixture *fixture);
/* A #TestCondition: the service keeps a request. */
gboolean caller_fixture_has_kept (gpointer user_data);
void caller_fixture_set_token (CallerFixture *fixture, const char *access, const char *refresh, gint64 life_s);
void caller_fixture_set_good (CallerFixture *fixture, const char *good);
CantoCall *caller_fixture_make_call (CallerFixture *fixture, const char *method, const char *path);
/* Begins a GET; caller_fixture_end() waits for its end and checks it: @domain 0 is success. */
void caller_fixture_begin (CallerFixture *fixture, GCancellable *cancellable, GAsyncResult **result);
void caller_fixture_end (CallerFixture *fixture, GAsyncResult **result, GQuark domain, int code);
void caller_fixture_end_well (CallerFixture *fixture, GAsyncResult **result);
/* Makes one call and checks its end. */
void caller_fixture_call (CallerFixture *fixture, const char *method, const char *path, GQuark domain, int code);
void caller_fixture_get (CallerFixture *fixture, GQuark domain, int code);
guint caller_fixture_count_calls (CallerFixture *fixture);
CantoToken *caller_fixture_load_stored (CallerFixture *fixture);
void caller_fixture_assert_token (CantoToken *token, const char *access, const char *refresh);
void caller_fixture_make_caller (CallerFixture *fixture, const char *base);
void caller_fixture_set_up (CallerFixture *fixture, gconstpointer data);
void caller_fixture_tear_down (CallerFixture *fixture, gconstpointer data);

G_END_DECLS
