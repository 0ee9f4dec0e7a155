/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-client.h"
#include "canto-sign-in.h"
#include "canto-upload.h"
#include "canto-walk.h"

#include "fake-clock.h"
#include "test-fault-server.h"

G_BEGIN_DECLS

/* What must never get anywhere but to the account's own server, and there in its place alone. */
#define HOSTILE_ACCESS  "acc3ss-5ecret-0"
#define HOSTILE_REFRESH_TOKEN "r3fresh-5ecret-0"
#define HOSTILE_SECRET  "app-5ecret-7f21"

/**
 * HostileWorld:
 *
 * A client with its account at a server that does faults, another server where nothing of it belongs, and
 * the assets and containers that calls are made with. Waits of the client are over at once.
 */
typedef struct
{
  TestFaultServer *server;
  TestFaultServer *elsewhere;
  CantoAccount *account;
  CantoTokenStore *store;
  FakeClock *clock;
  CantoHttp *http;
  CantoClient *client;
  CantoSecret *app_secret;
  CantoSignIn *sign_in;

  GPtrArray *assets; /* (element-type CantoAsset): three */
  GPtrArray *nodes;  /* (element-type CantoNode): an album and a folder */
  CantoQuery *query;
  int fd;              /* a file that bytes go into */
  char *path;          /* (nullable): of one that is uploaded */
  CantoUpload *upload; /* (nullable) */
  CantoWalk *walk;     /* (nullable) */
  guint n_signed_out;
} HostileWorld;

/* A server that answers well what calls ask beside what they are tried with. @certificate: (nullable) */
TestFaultServer *hostile_server_new (GTlsCertificate *certificate);

/* @base: (nullable): of the account, in place of that of @server
 * @tls_database: (nullable); @window_ms: 0 is the usual one */
HostileWorld *hostile_world_new (TestFaultServer *server,
                                 TestFaultServer *elsewhere,
                                 const char *base,
                                 GTlsDatabase *tls_database,
                                 guint window_ms);
/* Nothing of it is left afterwards: the test fails if there is. */
void          hostile_world_free (HostileWorld *world);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HostileWorld, hostile_world_free)

/* Bytes of memory that this process holds now, and held at most since hostile_memory_reset(). */
gsize hostile_memory_get (void);
gsize hostile_memory_get_peak (void);
void  hostile_memory_reset (void);

G_END_DECLS
