/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-client.h"
#include "canto-clock.h"
#include "canto-http.h"
#include "canto-upload-body.h"

G_BEGIN_DECLS

/* A call before it is made. The caller keeps it and may make it several times. */
typedef struct
{
  const char *method; /* static */
  char *uri;
  char *json; /* (nullable): body */
  CantoUploadBody *upload; /* (nullable): the body in its place; one try is all it is good for */
  char *upload_type;       /* (nullable): what it is */
  gsize max_bytes;
  int fd;                  /* -1, or where the body of a success goes; owned */
  CantoProgress *progress; /* (nullable) */
  CantoMaker *maker;       /* (nullable): of the body of a success */
  CantoPriority priority;
  gboolean is_signed;  /* carries the token */
  gboolean is_counted; /* against the rate limit (13.6) */
  gboolean is_probe;   /* the reply is of any status, and without its body; it is tried twice at most */
  gboolean is_ranged;  /* asks for the first byte alone */
  CantoPauseFunc pause_func; /* (nullable) */
  gpointer pause_data;
} CantoCall;

CantoCall *canto_call_new (const char *method, const char *uri, gsize max_bytes, CantoPriority priority);
void       canto_call_free (CantoCall *call);

/**
 * CantoCaller:
 *
 * Makes calls: waits for the limit, sends, tries again where canto-api.md 13.4 and 13.5 say so, and
 * keeps the token fresh: one refresh for all who wait (C9). Main thread only.
 */
#define CANTO_TYPE_CALLER (canto_caller_get_type ())
G_DECLARE_FINAL_TYPE (CantoCaller, canto_caller, CANTO, CALLER, GObject)

/* @http: (nullable): the network thread, where a test has one of its own */
CantoCaller *canto_caller_new (CantoAccount *account, CantoTokenStore *store, CantoClock *clock, CantoHttp *http);

void        canto_caller_set_token (CantoCaller *self, CantoToken *token, CantoSecret *app_secret);
void        canto_caller_set_waits_for_sign_in (CantoCaller *self, gboolean waits);
CantoToken *canto_caller_get_token (CantoCaller *self); /* (nullable) */
void        canto_caller_end_wait (CantoCaller *self);
gint64      canto_caller_get_wait_until_us (CantoCaller *self);
gboolean    canto_caller_get_online (CantoCaller *self); /* "reach-changed" */
void        canto_caller_check_reach (CantoCaller *self);
guint64     canto_caller_get_n_counted_calls (CantoCaller *self);

/* @call: (transfer full). But for a probe, the reply is a 2xx; everything else is an error. */
void            canto_caller_call_async (CantoCaller *self,
                                         CantoCall *call,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
CantoHttpReply *canto_caller_call_finish (CantoCaller *self, GAsyncResult *result, GError **error);

G_END_DECLS
