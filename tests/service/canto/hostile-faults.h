/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hostile-calls.h"

G_BEGIN_DECLS

/* Where the server is. */
typedef enum
{
  HOSTILE_PLACE_THERE,
  HOSTILE_PLACE_REFUSED, /* nobody listens */
  HOSTILE_PLACE_UNNAMED, /* its name is not found */
} HostilePlace;

/* What is sent as the body. */
typedef enum
{
  HOSTILE_BODY_GOOD,
  HOSTILE_BODY_CUT,
  HOSTILE_BODY_SCALAR,  /* JSON, but a number */
  HOSTILE_BODY_TYPES,   /* JSON with the right names, and other things under them */
  HOSTILE_BODY_NUMBERS, /* good, with numbers that fit nowhere */
  HOSTILE_BODY_NESTED_10,
  HOSTILE_BODY_NESTED_10_4,
  HOSTILE_BODY_NESTED_10_6,
  HOSTILE_BODY_BOMB,   /* packed: more than anybody reads */
  HOSTILE_BODY_VALUES, /* packed: JSON of millions of values */
} HostileBody;

/* One column of the table. */
typedef struct
{
  const char *name;
  TestFault fault;
  HostilePlace place;
  HostileBody body;
  guint status;
  const char *retry_after; /* (nullable): "date" is one in some seconds */
  const char *location;    /* (nullable): "elsewhere" is the other server */
  guint window_ms;         /* 0 is the usual one */
} HostileFault;

/* What has to come of it. */
typedef struct
{
  GQuark domain; /* 0 is success */
  int code;
  guint n_requests;
  guint n_elsewhere;
} HostileOutcome;

const HostileFault *hostile_faults_get (guint *n_faults);
HostileOutcome      hostile_fault_get_outcome (const HostileFault *fault, const HostileCall *call);
/* @base: of the server. (transfer full) */
GBytes             *hostile_fault_make_body (const HostileFault *fault, const HostileCall *call, const char *base);

G_END_DECLS
