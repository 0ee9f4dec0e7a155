/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-clock.h"
#include "canto-sign-in.h"
#include "engine-edits-private.h"
#include "engine-session.h"

G_BEGIN_DECLS

struct _EngineSession
{
  GObject parent_instance;

  /* Owned. */
  CantoAccount *account;
  CantoAccount *link_account; /* whose delivery settings hold */
  CantoTokenStore *store;
  CantoClock *clock; /* (nullable): the real one */
  char *cache_dir;
  char *data_dir;    /* (nullable): of the account */
  char *root_folder; /* (nullable) */
  char *user_id;     /* (nullable) */
  CantoClient *client;
  CatalogSource *source;
  EngineEdits *edits;
  EngineJournal *journal; /* (nullable): nothing is kept */
  MediaPreviews *previews;
  EngineLinkChecker *link_checker;
  EngineTransfers *transfers;
  EngineHistory *history;
  CatalogSource *history_source;
  EngineKnown *known; /* (nullable): until somebody asks */
  EnginePresets *presets; /* (nullable): until somebody asks */
  char *alt_field;        /* (nullable): like the next two, see DeliveryFormOptions */
  char *credit_field;
  char *picture_sizes;
  GHashTable *accepted;     /* keys of assets → DeliveryConcerns that the person agreed to */
  CantoToken *unkept_token; /* (nullable): that is in use, and not in the keyring */
  CantoSecret *unkept_app_secret; /* (nullable): that came with it */
  CantoToken *token;       /* (nullable): of the latest sign-in: the client may have a newer one */
  CantoSecret *app_secret; /* (nullable): that came with it */
  CantoSignIn *sign_in;           /* (nullable): that is under way */

  /* State. */
  gboolean with_credit;
  gint64 end_unix_s;       /* of a token that cannot be refreshed, else 0 */
  guint sign_in_timeout_s; /* 0: CantoSignIn's own */
};

/* engine-session-history.c */
void engine_session_make_history (EngineSession *self);
/* Keeps it in the folder of the account. */
void engine_session_keep_history (EngineSession *self);

/* (transfer none) (nullable) */
const char *engine_session_get_cache_dir (EngineSession *self);

/* engine-session-save.c: what was saved for other programs, and is too old; all of it */
void engine_session_sweep_files (EngineSession *self);
void engine_session_clear_files_async (EngineSession *self, GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
