/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-caller.h"
#include "canto-client.h"

G_BEGIN_DECLS

#define CANTO_MAX_JSON_BYTES (64 * 1024 * 1024) /* 14.11 */

typedef struct _CantoReadSteps CantoReadSteps;

/* Reads a reply on a worker. */
typedef gpointer (*CantoReadFunc) (const CantoReadSteps *steps, GError **error);

/* A call whose reply is read; the data of its task. */
struct _CantoReadSteps
{
  CantoReadFunc read;
  GDestroyNotify free_result;
  gint64 asked_at_us;
  guint start;    /* of a page */
  char *below_id; /* (nullable): of a tree */
  GBytes *body;
  gpointer user_data; /* borrowed */
};

CantoReadSteps *canto_read_steps_new (CantoReadFunc read, GDestroyNotify free_result);

/* @task ends with what @steps read, or with an error. @call, @steps, @task: (transfer full) */
void canto_client_call_and_read (CantoClient *self,
                                 CantoCall *call,
                                 CantoReadSteps *steps,
                                 GTask *task);

CantoCaller *canto_client_get_caller (CantoClient *self); /* (transfer none) */
CantoClock  *canto_client_get_clock (CantoClient *self);  /* (transfer none) */

CantoCall *canto_client_new_get (CantoClient *self, const char *path, CantoPriority priority);

/* What one call for a list may ask for: what the account says, until the service refuses it. */
typedef struct
{
  guint page_size;
  guint depth; /* how far start + limit may go; G_MAXUINT: no end is known (6.13) */
} CantoListLimits;

CantoListLimits *canto_client_get_list_limits (CantoClient *self);

/* What is asked of many assets, a hundred a call: a record of each. */
typedef struct
{
  const char *path;
  CantoReadFunc read; /* an array of records; the account is its user_data */
  const char *(*get_key) (gconstpointer record); /* of the asset that it is of */
  gpointer (*ref_record) (gpointer record);
  GDestroyNotify unref_record; /* of %NULL, too */
} CantoBatchKind;

/* @task ends with an array of records in the order of @assets, with %NULL for what did not come.
 * @task: (transfer full) */
void canto_client_read_in_batches (CantoClient *self,
                                   const CantoBatchKind *kind,
                                   GPtrArray *assets,
                                   CantoPriority priority,
                                   GTask *task);

/* A task of @self with its source tag, and the end of one. */
GTask   *canto_client_new_task (CantoClient *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data,
                                gpointer tag);
gpointer canto_client_finish (CantoClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
