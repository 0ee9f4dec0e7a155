/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* One answer of a server, as it came: redirects are not followed. */
typedef struct
{
  guint status;
  char *content_type; /* (nullable): without parameters */
  char *location;     /* (nullable) */
  GBytes *body;
  SoupMessageHeaders *headers;
} TestReply;

void test_reply_free (TestReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestReply, test_reply_free)

/* The body as text. (transfer full) */
char *test_reply_dup_text (TestReply *reply);

/* Asks, and waits for the answer; the test fails if none comes.
 * @token: (nullable): sent as bearer
 * @content_type, @body: (nullable): what is sent */
TestReply *test_http_send (const char *method,
                           const char *uri,
                           const char *token,
                           const char *content_type,
                           const char *body);
TestReply *test_http_get (const char *uri, const char *token);

/* With one more header, "Name: value". */
TestReply *test_http_get_with (const char *uri, const char *token, const char *name, const char *value);

G_END_DECLS
