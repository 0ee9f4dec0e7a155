/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-caller.h"
#include "canto-limiter.h"
#include "canto-reach-private.h"

G_BEGIN_DECLS

#define CANTO_CALLER_MAX_ATTEMPTS    4                       /* 13.4 */
#define CANTO_CALLER_MAX_PROBES      2                       /* a person waits for what it says */
#define CANTO_CALLER_REFRESH_AHEAD_S ((gint64) 24 * 60 * 60) /* 3.18 */

struct _CantoCaller
{
  GObject parent_instance;

  /* Owned. */
  CantoAccount *account;
  CantoTokenStore *store;
  CantoClock *clock;
  CantoHttp *http;
  CantoReach *reach;
  CantoLimiter *limiter;
  CantoToken *token;
  CantoSecret *app_secret;
  GQueue for_refresh; /* (element-type GTask): calls that wait for the refresh under way */
  GQueue for_sign_in; /* (element-type GTask): calls that wait for the person */
  GQueue for_ahead; /* (element-type GTask): calls that would only be refused before the refresh */

  /* State. */
  gint64 ends_at_us;      /* of the token, by a clock that nobody sets */
  CantoToken *refreshing; /* (nullable): the token that a refresh is under way for */
  gboolean waits_for_sign_in;
  gboolean is_lost;         /* the service has refused the token */
  gboolean refreshed_ahead; /* tried for this token: not again before it is refused */
  gint64 ahead_s;           /* how long before its end this token is refreshed */
};

/* One call on its way; the data of its task. */
typedef struct
{
  CantoCall *call;
  CantoSecret *sent_token; /* (nullable): that the last try carried */
  guint n_attempts;
  gboolean was_refused; /* a 401 has been answered by a refresh */

  gboolean is_paused; /* until the next try */

  /* While it waits for anything but the limiter: the wait has a reference of the task. */
  GSource *alarm;
  GSource *cancelled;
} CantoCallSteps;

/* canto-caller.c */

/* A wait ends by canto_caller_end_task_wait(), or with the task when it is cancelled. (transfer full) */
GTask *canto_caller_begin_wait (GTask *task);
void   canto_caller_end_task_wait (GTask *task);
void   canto_caller_set_paused (GTask *task, gboolean is_paused);
/* The first step of a call, also when it is made again. */
void   canto_caller_step_wait_for_limit (GTask *task);

/* canto-caller-token.c */

/* The call ends, or waits until the person has signed in again. @error: (transfer full) */
void     canto_caller_take_signed_out (GTask *task, GError *error);
GError  *canto_caller_make_signed_out_error (void);
/* What waits for the person goes on with the new token, or ends where there is none. */
void     canto_caller_end_sign_in_wait (CantoCaller *self);
/* FALSE if the last try carried a token that has been replaced since. */
gboolean canto_caller_sent_current_token (GTask *task);
/* TRUE if the call waits for a new token, or goes on with one that came meanwhile. */
gboolean canto_caller_handle_refusal (GTask *task);
void     canto_caller_lose_token (CantoCaller *self);
/* From when on it counts how long the token lasts. */
void     canto_caller_note_end (CantoCaller *self);
/* 3.18: while the old token still works, nobody waits for the new one. */
void     canto_caller_refresh_ahead (CantoCaller *self);
/* TRUE: it is over, as after a long sleep, and a new one is on its way. */
gboolean canto_caller_wait_ahead (GTask *task);

G_END_DECLS
