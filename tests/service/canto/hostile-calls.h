/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hostile-world.h"

G_BEGIN_DECLS

/* What the body of an answer is to a call. */
typedef enum
{
  HOSTILE_READ,    /* JSON that is read */
  HOSTILE_DONE,    /* any success is one (4.31), but for a web page (C16) */
  HOSTILE_LINK,    /* a text that has to be a link */
  HOSTILE_BYTES,   /* bytes for somebody else */
  HOSTILE_MADE,    /* bytes of which something is made on the way */
  HOSTILE_POST,    /* of a file, after which the service is asked what has become of it */
  HOSTILE_LOOKUP,  /* the host of the account, and nothing else */
  HOSTILE_TOKEN,   /* a token for a person who signs in */
  HOSTILE_REFRESH, /* a token for a call that waits for it */
  HOSTILE_WORKER,  /* the worker id of a sign-in without a redirect */
  HOSTILE_CODE,    /* its code, which is asked for again and again */
} HostileKind;

#define HOSTILE_MANY 4

/* One row for each way to ask the service for something. */
typedef struct
{
  const char *name;
  const char *rows;   /* of src/canto/README.md: "4.2", with spaces between */
  const char *functions; /* of the same, with spaces between */
  const char *line;   /* what the request begins with, as "GET /api/v1/user" */
  HostileKind kind;
  gboolean is_repeatable; /* 13.5 */
  gboolean is_unsigned;
  const char *good; /* a good body; "%s" in it is where something may be put in, "@base@" the server, "@host@" its host */
  void (*start) (HostileWorld *world, GAsyncReadyCallback callback, gpointer user_data);
  /* Frees what it gets. */
  gboolean (*finish) (HostileWorld *world, GAsyncResult *result, GError **error);
  gboolean is_many; /* several requests are on their way at once, up to HOSTILE_MANY */
} HostileCall;

const HostileCall *hostile_calls_get (guint *n_calls);

/* "/api/v1/user" of "GET /api/v1/user" */
const char *hostile_call_get_path (const HostileCall *call);
const char *hostile_call_get_type (const HostileCall *call);
/* @base: of the server; @more: (nullable): what is put in. (transfer full) */
GBytes *hostile_call_make_good (const HostileCall *call, const char *base, const char *more);

G_END_DECLS
