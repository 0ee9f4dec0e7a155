/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "canto-http.h"
#include "canto-stall-private.h"

G_BEGIN_DECLS

/* What the thread works with: shared by it and the object, whichever goes last. */
typedef struct
{
  GMainContext *context;
  GMainLoop *loop;
  gboolean is_loopback;
  GTlsDatabase *tls_database; /* (nullable): in place of the system's */
  SoupSession *own_session;   /* network thread only */
  SoupSession *other_session; /* network thread only */
} CantoNetwork;

struct _CantoHttp
{
  GObject parent_instance;

  /* Owned. */
  CantoAccount *account;
  GUri *origin; /* of the API: the one place that gets the token */
  CantoNetwork *network;
  GThread *thread;
  GTlsDatabase *tls_database; /* (nullable) */

  /* State. */
  guint window_ms;
};

/* A request on its way: the data of its task, of the network thread until the task returns. */
typedef struct
{
  CantoHttpRequest *request;
  GCancellable *cancellable; /* of the network thread; the caller's own is cancelled on any other */
  gulong cancelled_handler;  /* on the caller's own */
  GUri *uri;                 /* of this hop */
  guint n_hops;
  CantoStall *stall; /* (nullable): over this hop */
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *body;
  GOutputStream *file;   /* (nullable): where the body goes instead */
  GBytes *chunk;         /* on its way there */
  gsize n_whole;         /* of a body that is read at once */
  guint64 n_bytes;       /* of the body so far */
  guint64 max_bytes;     /* of this answer */
  CantoHttpReply *reply; /* while something is made of it */
  gboolean was_lost;
} CantoHttpSteps;

/* Steps, on the network thread; each takes the task over that it is given. */

/* Begins. @task: a #GTask; a source function */
gboolean canto_http_start_sending (gpointer task);
/* Reads what comes behind the head, and returns. */
void     canto_http_read_body (GTask *task);
/* Returns what the caller can act on, without addresses: those may hold secrets. */
void     canto_http_return_io_error (GTask *task, const GError *error);

/* Before a task returns: its data may be freed on the main thread, and a message that is not finished must not be
 * finished there. */
void     canto_http_close_hop (CantoHttpSteps *steps);
void     canto_http_steps_free (CantoHttpSteps *steps);
gboolean canto_http_is_same_origin (GUri *a, GUri *b);
char    *canto_http_dup_header (SoupMessage *message, const char *name);

G_END_DECLS
