/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-journal-private.h"
#include "engine-refusals-private.h"
#include "engine-transfer-private.h"
#include "engine-transfers.h"

G_BEGIN_DECLS

struct _EngineTransfers
{
  GObject parent_instance;

  /* Owned. */
  CantoClient *client;
  CantoClock *clock;
  EngineJournal *journal; /* (nullable): nothing is kept */
  GPtrArray *items;       /* (element-type EngineTransfer) */
  EngineRefusals *refusals; /* the role may not upload, as UPLOADING */

  /* State. */
  guint tick_id;
  guint n_active; /* as it was told last */
  gboolean is_stopped;
};

/* engine-transfers.c: the list */

/* The end: what is on its way is given up, and stays in the journal. */
void engine_transfers_stop (EngineTransfers *self);

/* Keeps there from now on that the role may not upload. */
void engine_transfers_keep_refusals (EngineTransfers *self, const char *path);

/* Starts what may start. */
void engine_transfers_go_on (EngineTransfers *self);
/* 16.3: what holds for one holds for all. */
void engine_transfers_refuse (EngineTransfers *self, const GError *error);
void engine_transfers_tell_uploaded (EngineTransfers *self, EngineTransfer *transfer);

/* engine-transfers-run.c: one that is under way */

void engine_transfers_start (EngineTransfers *self, EngineTransfer *transfer);

/* engine-transfers-journal.c: the disk */

/* Keeps them in @journal from now on, and takes up what is in it: once, before it is opened. */
void engine_transfers_set_journal (EngineTransfers *self, EngineJournal *journal);
/* All are cancelled, and nothing of them is written any more. */
void engine_transfers_drop_journal (EngineTransfers *self);
/* Has @transfer in the journal, and queues it then. */
void engine_transfers_keep (EngineTransfers *self, EngineTransfer *transfer);
/* Once more those that could not be kept. */
void engine_transfers_keep_again (EngineTransfers *self);
/* What is known of it has changed. @callback: (nullable): when it is on the disk. FALSE: it is in no journal, and nothing is called */
gboolean engine_transfers_keep_change (EngineTransfers *self,
                                       EngineTransfer *transfer,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* It is over: neither entry nor what it owns of the disk is left. One that was cancelled keeps its file until it is
 * off the list: it may be tried again. */
void engine_transfers_forget (EngineTransfers *self, EngineTransfer *transfer);

G_END_DECLS
