/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-account.h"
#include "canto-maker.h"
#include "canto-progress.h"
#include "canto-secret.h"
#include "canto-upload-body.h"

G_BEGIN_DECLS

/* One request, before it is sent. Filled by the caller and then given away. */
typedef struct
{
  const char *method; /* static */
  char *uri;
  GBytes *body; /* (nullable) */
  const char *body_type; /* (nullable); borrowed */
  CantoUploadBody *upload; /* (nullable): the body in its place */
  CantoSecret *token;    /* (nullable): sent as Authorization to the account's own origin alone */
  gsize max_bytes;       /* of the answer */
  int fd;                /* -1, or where the body of a 2xx goes; borrowed */
  CantoProgress *progress; /* (nullable): of what goes there */
  CantoMaker *maker;       /* (nullable): of the body of a 2xx */
  /* On a connection of its own. On one that was used before and is reset, libsoup 3.2 sends a PUT once more without
   * its body, and a POST fails of which nobody knows whether it has arrived. */
  gboolean is_alone;
  gboolean follows;      /* redirects, by canto-api.md 10.12: of what only reads */
  gboolean is_probe;     /* only the head of the answer is wanted: of a longer body nothing is read */
  gboolean is_ranged;    /* asks for the first byte alone */
} CantoHttpRequest;

CantoHttpRequest *canto_http_request_new (const char *method, const char *uri, gsize max_bytes);
void              canto_http_request_free (CantoHttpRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoHttpRequest, canto_http_request_free)

/* One answer, of any status. */
typedef struct
{
  guint status;
  char *content_type; /* (nullable): in lower case, without parameters */
  char *retry_after;  /* (nullable) */
  gint64 date_unix_s; /* of the service's own clock; 0: it did not say */
  GBytes *body;     /* empty if it went to the file */
  guint64 n_bytes;  /* of the body, wherever it is */
  guint64 n_told_bytes; /* of what is there, as the head of an answer to a probe tells it; 0: it does not */
  CantoMaker *maker; /* (nullable): that has been at work */
  gpointer made;     /* (nullable): by it */
  GError *error;     /* (nullable): why it made nothing */
  gboolean is_own; /* from the account's own origin, not from where that sent us on to */
} CantoHttpReply;

void canto_http_reply_free (CantoHttpReply *reply);
/* Of an answer with a secret in it, which nobody else holds: the body is overwritten, and gone. */
void canto_http_reply_wipe (CantoHttpReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoHttpReply, canto_http_reply_free)

/**
 * CantoHttp:
 *
 * The network thread of one account: a thread with a main context of its own and two sessions, one for
 * the account's origin and one for every other. Certificates are always checked: a test may have them
 * checked against others than the system's by the construct-only property "tls-database". An answer whose
 * head takes longer than "window-ms", or of whose body nearly nothing comes for so long, is one that is
 * lost. Errors of the way are
 * %CANTO_ERROR_OFFLINE, %CANTO_ERROR_INSECURE, %CANTO_ERROR_BAD_REPLY (too large),
 * %G_IO_ERROR_CANCELLED, and what a file refuses, as %G_IO_ERROR_NO_SPACE or,
 * of one that is sent, %G_IO_ERROR_FAILED; a status of any kind is an answer.
 */
#define CANTO_TYPE_HTTP (canto_http_get_type ())
G_DECLARE_FINAL_TYPE (CantoHttp, canto_http, CANTO, HTTP, GObject)

CantoHttp *canto_http_new (CantoAccount *account);

/* @request: (transfer full) */
void            canto_http_send_async (CantoHttp *self,
                                       CantoHttpRequest *request,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
CantoHttpReply *canto_http_send_finish (CantoHttp *self, GAsyncResult *result, GError **error);

/* Whether the connection broke on the way, so that it is worth another try. */
gboolean canto_http_result_was_lost (GAsyncResult *result);

G_END_DECLS
