/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages of a list (section 6). */

#include "descant-config.h"

#include "canto-client-private.h"

#include "canto-error.h"
#include "canto-parse.h"
#include "canto-records-private.h"

#include <glib/gi18n-lib.h>

#define SMALL_PAGE  100   /* 17.5 */
#define USUAL_DEPTH 10000 /* 6.13 */

static gpointer
read_page (const CantoReadSteps *steps, GError **error)
{
  return canto_parse_page (steps->body, steps->start, error);
}

/* One page for the caller, in as many calls as the service wants; the data of the outer task. */
typedef struct
{
  CantoQuery *query;
  guint start;
  guint limit;
  guint step;  /* limit of one call */
  guint asked; /* by the call that is on its way */
  CantoPriority priority;
  CantoPage *page; /* (nullable): what has come */
} ListSteps;

static void
list_steps_free (ListSteps *steps)
{
  canto_query_unref (steps->query);
  g_clear_pointer (&steps->page, canto_page_unref);
  g_free (steps);
}

static guint
get_n_received (const ListSteps *steps)
{
  return steps->page != NULL ? canto_page_get_n_received (steps->page) : 0;
}

static guint
get_next_start (const ListSteps *steps)
{
  return steps->start + get_n_received (steps);
}

/* How many the next call asks for: 0 where nothing is given any more. */
static guint
get_n_next (CantoClient *self, const ListSteps *steps)
{
  guint depth = canto_client_get_list_limits (self)->depth;
  guint start = get_next_start (steps);
  guint n_left = steps->limit - get_n_received (steps);

  return MIN (MIN (steps->step, n_left), depth > start ? depth - start : 0);
}

static void list_send_next (GTask *task);

/* What there is, or that there is none. */
static void
return_page (GTask *task)
{
  CantoClient *self = g_task_get_source_object (task);
  ListSteps *steps = g_task_get_task_data (task);

  if (steps->page != NULL)
    g_task_return_pointer (task, g_steal_pointer (&steps->page), (GDestroyNotify) canto_page_unref);
  else
    g_task_return_new_error (task, CANTO_ERROR, CANTO_ERROR_TOO_DEEP,
                             /* Translators: a number, as 10,000 */
                             _ ("Canto gives the first %'u of a list only."),
                             canto_client_get_list_limits (self)->depth);
}

/* 6.13: whether an answer means that nothing is given that far down. It is a refusal, also of a
 * small page, or a page without anything before the end of the list. */
static gboolean
is_too_deep (const ListSteps *steps, CantoPage *page, const GError *error)
{
  if (get_next_start (steps) + steps->asked <= USUAL_DEPTH)
    return FALSE;
  if (page == NULL)
    return g_error_matches (error, CANTO_ERROR, CANTO_ERROR_BAD_REQUEST);

  return canto_page_get_n_received (page) == 0
         && canto_page_get_found (page) > (gint64) get_next_start (steps);
}

static void
take_page (CantoClient *self, ListSteps *steps, CantoPage *page)
{
  g_autoptr (CantoPage) before = g_steal_pointer (&steps->page);

  /* What was refused may have been too deep instead. */
  if (steps->step == SMALL_PAGE && steps->limit > SMALL_PAGE
      && steps->start + steps->limit <= USUAL_DEPTH)
    canto_client_get_list_limits (self)->page_size = SMALL_PAGE;
  steps->page = before != NULL ? canto_page_join (before, page) : canto_page_ref (page);
}

static void
list_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  CantoClient *self = CANTO_CLIENT (object);
  ListSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = canto_client_finish (self, result, &error);

  if (page == NULL && steps->asked > SMALL_PAGE
      && g_error_matches (error, CANTO_ERROR, CANTO_ERROR_BAD_REQUEST))
    {
      /* 17.5: perhaps the page was too large; the answer to a small one tells. */
      steps->step = SMALL_PAGE;
      list_send_next (task);
      return;
    }
  if (is_too_deep (steps, page, error))
    {
      CantoListLimits *limits = canto_client_get_list_limits (self);

      limits->depth = MIN (limits->depth, USUAL_DEPTH);
      list_send_next (task);
      return;
    }
  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  take_page (self, steps, page);
  if (canto_page_get_n_received (page) >= steps->asked && get_n_received (steps) < steps->limit)
    list_send_next (task);
  else
    return_page (task);
}

static void
list_send_next (GTask *task)
{
  CantoClient *self = g_task_get_source_object (task);
  ListSteps *steps = g_task_get_task_data (task);
  CantoReadSteps *read;
  g_autofree char *path = NULL;

  steps->asked = get_n_next (self, steps);
  if (steps->asked == 0)
    {
      return_page (task);
      return;
    }

  read = canto_read_steps_new (read_page, (GDestroyNotify) canto_page_unref);
  read->start = get_next_start (steps);
  path = canto_query_to_path (steps->query, read->start, steps->asked);
  canto_client_call_and_read (self, canto_client_new_get (self, path, steps->priority), read,
                              canto_client_new_task (self, g_task_get_cancellable (task), list_read,
                                                     g_object_ref (task), list_send_next));
}

void
canto_client_list_async (CantoClient *self,
                         CantoQuery *query,
                         guint start,
                         guint limit,
                         CantoPriority priority,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  ListSteps *steps;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (query != NULL && limit > 0);

  steps = g_new0 (ListSteps, 1);
  steps->query = canto_query_ref (query);
  steps->start = start;
  steps->limit = MIN (limit, canto_account_get_page_size (canto_client_get_account (self)));
  steps->step = MIN (steps->limit, canto_client_get_list_limits (self)->page_size);
  steps->priority = priority;
  task = canto_client_new_task (self, cancellable, callback, user_data, canto_client_list_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) list_steps_free);
  list_send_next (task);
}

CantoPage *
canto_client_list_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}

guint
canto_client_get_list_depth (CantoClient *self)
{
  g_return_val_if_fail (CANTO_IS_CLIENT (self), G_MAXUINT);

  return canto_client_get_list_limits (self)->depth;
}
