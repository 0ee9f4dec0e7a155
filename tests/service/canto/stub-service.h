/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * StubService:
 *
 * A server on the loopback for what the tenant does not do: it answers what the test tells it to, and
 * keeps what it was asked. It runs on the thread-default main context.
 */
typedef struct _StubService StubService;

/* One request as it came. */
typedef struct
{
  char *line; /* "GET /path?query" */
  char *authorization; /* (nullable) */
  char *body;
  guint port; /* of the other side: tells connections apart */
} StubRequest;

/* Answers one request: the message has status 404 and no body before. */
typedef void (*StubAnswer) (StubService *self, SoupServerMessage *message, gpointer user_data);

/* @certificate: (nullable): for https */
StubService *stub_service_new (GTlsCertificate *certificate, StubAnswer answer, gpointer user_data);
void         stub_service_free (StubService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StubService, stub_service_free)

const char  *stub_service_get_base (StubService *self); /* "http://127.0.0.1:PORT" */
guint        stub_service_get_n_requests (StubService *self);
StubRequest *stub_service_get_request (StubService *self, guint index);
guint        stub_service_count (StubService *self, const char *line_prefix);

/* @type, @body: (nullable) */
void stub_answer (SoupServerMessage *message, guint status, const char *type, const char *body);
void stub_answer_redirect (SoupServerMessage *message, guint status, const char *location);
void stub_answer_header (SoupServerMessage *message, const char *name, const char *value);

G_END_DECLS
