/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-clock.h"
#include "canto-sign-in.h"
#include "engine-session.h"

G_BEGIN_DECLS

struct _EngineSession
{
  GObject parent_instance;

  /* Owned. */
  CantoAccount *account;
  CantoTokenStore *store;
  CantoClock *clock; /* (nullable): the real one */
  char *cache_dir;
  char *root_folder; /* (nullable) */
  CantoClient *client;
  CatalogSource *source;
  MediaPreviews *previews;
  GHashTable *accepted;     /* keys of assets → DeliveryConcerns that the person agreed to */
  CantoToken *unkept_token; /* (nullable): that is in use, and not in the keyring */
  CantoSecret *unkept_app_secret; /* (nullable): that came with it */
  CantoToken *token;       /* (nullable): of the latest sign-in: the client may have a newer one */
  CantoSecret *app_secret; /* (nullable): that came with it */
  CantoSignIn *sign_in;           /* (nullable): that is under way */

  /* State. */
  gint64 end_unix_s;       /* of a token that cannot be refreshed, else 0 */
  guint sign_in_timeout_s; /* 0: CantoSignIn's own */
};

/* (transfer none) (nullable) */
const char *engine_session_get_cache_dir (EngineSession *self);

G_END_DECLS
