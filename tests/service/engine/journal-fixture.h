/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gate.h"
#include "session-fixture.h"

G_BEGIN_DECLS

/* A session beside that of a SessionFixture, with a journal: it is begun anew as after a restart. */
typedef struct
{
  SessionFixture base;
  char *folder; /* of the journal */
  Gate *gate;
  CantoAccount *account;  /* through the gate */
  EngineSession *session; /* (nullable) */
} JournalFixture;

CantoAccount *journal_fixture_make_account (const char *base, const char *app_id, const char *redirect_uri);

/* The session of @fixture->base is signed in. @scenario, @scope: (nullable) */
void journal_fixture_set_up (JournalFixture *fixture, gconstpointer scenario, const char *scope);
void journal_fixture_tear_down (JournalFixture *fixture);

/* With what an earlier one has left; it is not signed in. @clock: (nullable) */
void journal_fixture_begin (JournalFixture *fixture, CantoClock *clock);
void journal_fixture_end (JournalFixture *fixture);

/* @user, @scope: (nullable) */
void journal_fixture_sign_in (EngineSession *session,
                              const char *app_secret,
                              const char *user,
                              const char *scope);

G_END_DECLS
