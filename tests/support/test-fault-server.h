/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a server does to a request in place of answering it well. */
typedef enum
{
  TEST_FAULT_NONE,
  TEST_FAULT_RESET_SILENT,    /* resets the connection without a word */
  TEST_FAULT_RESET_IN_HEAD,   /* in the middle of the headers */
  TEST_FAULT_RESET_IN_BODY,   /* in the middle of the body */
  TEST_FAULT_RESET_ON_REUSE,  /* answers the first request of a connection, and resets it at the second */
  TEST_FAULT_SLOW_HEAD,       /* a byte now and then, without end */
  TEST_FAULT_SLOW_BODY,
  TEST_FAULT_ENDLESS_HEAD,    /* as fast as they are taken */
  TEST_FAULT_ENDLESS_INTERIM, /* 100 Continue, again and again */
  TEST_FAULT_ENDLESS_BODY,
  TEST_FAULT_STATUS,          /* the status set, with a JSON of an error */
  TEST_FAULT_HTML,            /* 200, and a page of a web site */
  TEST_FAULT_BODY,            /* 200, and the body set */
  TEST_FAULT_LENGTH_LONG,     /* Content-Length beyond the body, then the end */
  TEST_FAULT_LENGTH_SHORT,    /* Content-Length before the end of the body */
  TEST_FAULT_LENGTH_HUGE,
  TEST_FAULT_LENGTH_ODD,      /* no number */
  TEST_FAULT_GZIP,            /* the body set, which is packed */
  TEST_FAULT_REDIRECT,        /* 302, to where is set; to itself unless set */
} TestFault;

typedef struct
{
  char *line;          /* "GET /path?query" */
  char *host;          /* (nullable) */
  char *headers;       /* all of them, as they came */
  gsize n_body_bytes;
} TestFaultRequest;

/**
 * TestFaultServer:
 *
 * A server on the loopback of sockets alone, for what no HTTP library would write. It listens on a port of
 * its own, and answers on threads of its own. HEAD it answers well, and does not keep, unless it is told otherwise.
 */
typedef struct _TestFaultServer TestFaultServer;

/* @certificate: (nullable): for https */
TestFaultServer *test_fault_server_new (GTlsCertificate *certificate);
void             test_fault_server_free (TestFaultServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestFaultServer, test_fault_server_free)

const char *test_fault_server_get_base (TestFaultServer *self); /* "http://127.0.0.1:PORT" */

/* Forgets what was asked, and from now on does @fault to what is asked below @path; anything else is
 * answered as test_fault_server_add_other() says. @body, @type: of a good answer there. */
void test_fault_server_set (TestFaultServer *self,
                            TestFault fault,
                            const char *path,
                            const char *type,
                            GBytes *body);
/* What is asked below @path is answered by 200 and @body, if no other fits that was added before. */
void test_fault_server_add_other (TestFaultServer *self, const char *path, const char *type, const char *body);
/* @header: (nullable): what is not faulty and has it is answered by 401. */
void test_fault_server_set_refused (TestFaultServer *self, const char *header);
/* Of TEST_FAULT_STATUS. @retry_after: (nullable) */
void test_fault_server_set_status (TestFaultServer *self, guint status, const char *retry_after);
/* Of TEST_FAULT_REDIRECT. @location: (nullable) */
void test_fault_server_set_location (TestFaultServer *self, const char *location);

/* From now on HEAD is a request as any other. */
void test_fault_server_set_minds_heads (TestFaultServer *self);

/* How many requests came whose line begins so. */
guint test_fault_server_count (TestFaultServer *self, const char *line_prefix);
/* Whether @text was in the headers or the line of any request. */
gboolean test_fault_server_was_told (TestFaultServer *self, const char *text);

/* A certificate that vouches for itself, made for this run with openssl. @folder: where the files are;
 * @names: "IP:127.0.0.1"; @days: of its life. NULL if openssl is missing. */
GTlsCertificate *test_fault_server_make_certificate (const char *folder,
                                                     const char *names,
                                                     int days);

G_END_DECLS
