/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "journal-fixture.h"

#include "test-folder.h"
#include "test-wait.h"

CantoAccount *
journal_fixture_make_account (const char *base, const char *app_id, const char *redirect_uri)
{
  CantoAccountOptions options = { .calls_per_minute = SESSION_CALLS_PER_MINUTE,
                                  .loopback_base = base,
                                  .app_id = app_id,
                                  .redirect_uri = redirect_uri };
  g_autoptr (GError) error = NULL;
  CantoAccount *account = canto_account_new (&options, &error);

  g_assert_no_error (error);

  return account;
}

void
journal_fixture_set_up (JournalFixture *fixture, gconstpointer scenario, const char *scope)
{
  TestTenant *tenant;
  g_autoptr (GError) error = NULL;

  session_fixture_set_up (&fixture->base, scenario);
  session_fixture_sign_in_as (&fixture->base, scope);
  tenant = fixture->base.tenant;
  fixture->folder = g_dir_make_tmp ("descant-journal-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->gate = gate_new (test_tenant_get (tenant, "base"));
  fixture->account = journal_fixture_make_account (gate_get_base (fixture->gate),
                                                   test_tenant_get (tenant, "app_id"),
                                                   test_tenant_get (tenant, "redirect_uri"));
}

void
journal_fixture_end (JournalFixture *fixture)
{
  EngineSession *session = g_steal_pointer (&fixture->session);

  test_assert_last_unref (session);
}

void
journal_fixture_tear_down (JournalFixture *fixture)
{
  if (fixture->session != NULL)
    journal_fixture_end (fixture);
  test_assert_last_unref (fixture->account);
  gate_free (fixture->gate);
  session_fixture_tear_down (&fixture->base, NULL);
  test_folder_remove (fixture->folder);
  g_free (fixture->folder);
}

void
journal_fixture_begin (JournalFixture *fixture, CantoClock *clock)
{
  g_assert_null (fixture->session);
  fixture->session = clock != NULL
                         ? g_object_new (ENGINE_TYPE_SESSION, "account", fixture->account, "store",
                                         fixture->base.store, "clock", clock, NULL)
                         : engine_session_new (fixture->account, fixture->base.store, NULL);
  engine_session_keep_edits (fixture->session, fixture->folder);
}

void
journal_fixture_sign_in (EngineSession *session,
                         const char *app_secret,
                         const char *user,
                         const char *scope)
{
  g_autoptr (CantoSecret) secret = canto_secret_new (app_secret);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_session_sign_in_as_async (session, secret, user, scope, NULL, test_keep_result, &result);
  g_assert_true (engine_session_sign_in_finish (session, test_wait_result (&result), &error));
  g_assert_no_error (error);
}
