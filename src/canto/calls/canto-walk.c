/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "canto-walk.h"

#include "canto-client-private.h"
#include "canto-date.h"
#include "canto-error.h"
#include "canto-records-private.h"

#include <glib/gi18n-lib.h>

#define OVERLAP_ROWS 20
#define MIN_ON_WAY   4 /* pages */
#define MAX_ON_WAY   8 /* the rest of the connections is for who waits for an answer */
#define ROWS_ON_WAY  4000
#define MAX_STALE    20 /* pages without news, one after the other: the service counts oddly */
#define FIRST_BACK_S (60 * 60) /* of a range: dates carry no zone (1.12) */
#define MAX_BACK_S   (4 * 24 * 60 * 60)
#define LAST_TIME_S  G_GINT64_CONSTANT (4102444800) /* of a range that has no end: 2100 */

struct _CantoWalk
{
  GObject parent_instance;

  /* Owned. */
  CantoClient *client;
  CantoQuery *query; /* of the range that it is in */
  GHashTable *seen;  /* key and time of each asset */
  GQueue pages;      /* (element-type Page): asked for, in their order */
  GTask *waiting;    /* (nullable) */
  char *last_time;   /* (nullable): of what came last */

  /* State. */
  CantoPriority priority;
  guint page_size;
  guint overlap;    /* rows */
  guint next_start; /* of the page that is asked for next */
  guint n_rows;     /* of the range, as the last page said; 0: none has come, G_MAXUINT: unknown */
  guint back;       /* rows of the last step back; 0: it has joined since */
  gint64 from_s;    /* of the range; 0: the whole list */
  gint64 back_s;    /* that the range began earlier than it should have to */
  guint n_stale;
  guint n_steps_back;
  gboolean has_ended;
};

G_DEFINE_FINAL_TYPE (CantoWalk, canto_walk, G_TYPE_OBJECT)

/* A page that is on its way, or has come. */
typedef struct
{
  CantoWalk *walk; /* borrowed; NULL: nobody wants it any more */
  GCancellable *cancellable;
  guint start;
  guint limit;
  CantoPage *page; /* (nullable) */
  GError *error;   /* (nullable) */
} Page;

static void step (CantoWalk *self);

static void
page_free (Page *page)
{
  g_object_unref (page->cancellable);
  g_clear_pointer (&page->page, canto_page_unref);
  g_clear_error (&page->error);
  g_free (page);
}

/* One that is on its way is freed when it comes. */
static void
drop_page (gpointer data)
{
  Page *page = data;

  page->walk = NULL;
  if (page->page != NULL || page->error != NULL)
    page_free (page);
  else
    g_cancellable_cancel (page->cancellable);
}

/* From @start on, whatever was asked for ahead. */
static void
go_to (CantoWalk *self, guint start)
{
  g_queue_clear_full (&self->pages, drop_page);
  self->next_start = start;
}

static void
page_came (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Page *page = user_data;

  page->page = canto_client_list_finish (CANTO_CLIENT (object), result, &page->error);
  if (page->walk == NULL)
    page_free (page);
  else
    step (page->walk);
}

/* What one call gives: a page that is put together from several has seams, where assets may be
 * lost. */
static guint
get_limit (CantoWalk *self, guint start)
{
  const CantoListLimits *limits = canto_client_get_list_limits (self->client);

  return MIN (MIN (self->page_size, limits->page_size),
              limits->depth > start ? limits->depth - start : G_MAXUINT);
}

static guint
count_on_way (CantoWalk *self)
{
  guint n = 0;

  for (GList *link = self->pages.head; link != NULL; link = link->next)
    {
      const Page *page = link->data;

      if (page->page == NULL && page->error == NULL)
        n++;
    }

  return n;
}

/* Answers may take longer than the limit lets calls wait, and do not come in their order: so there
 * are several on their way, also while one that is earlier is missing. None is asked for that may
 * not exist: each counts against the limit. */
static gboolean
may_ask_ahead (CantoWalk *self)
{
  guint max_on_way = CLAMP (ROWS_ON_WAY / self->page_size, MIN_ON_WAY, MAX_ON_WAY);

  if (g_queue_is_empty (&self->pages))
    return TRUE;

  return self->next_start < MIN (self->n_rows, canto_client_get_list_depth (self->client))
         && g_queue_get_length (&self->pages) < 2 * max_on_way && count_on_way (self) < max_on_way;
}

static void
ask_ahead (CantoWalk *self)
{
  while (may_ask_ahead (self))
    {
      Page *page = g_new0 (Page, 1);

      page->walk = self;
      page->cancellable = g_cancellable_new ();
      page->start = self->next_start;
      page->limit = get_limit (self, page->start);
      g_queue_push_tail (&self->pages, page);
      self->next_start += page->limit - MIN (page->limit / 4, self->overlap);
      canto_client_list_async (self->client, self->query, page->start, page->limit, self->priority,
                               page->cancellable, page_came, page);
    }
}

/* @assets: (transfer full) */
static void
return_assets (CantoWalk *self, GPtrArray *assets)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->waiting);

  g_task_return_pointer (task, assets, (GDestroyNotify) g_ptr_array_unref);
}

/* @error: (transfer full) */
static void
return_error (CantoWalk *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->waiting);

  g_task_return_error (task, error);
}

/* Ranges of time */

static gint64
read_time_s (CantoWalk *self)
{
  GTimeZone *zone = canto_account_get_time_zone (canto_client_get_account (self->client));
  g_autoptr (GDateTime) time = canto_date_parse (self->last_time, zone);

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static void
set_range (CantoWalk *self, gint64 from_s)
{
  gint64 to_s = canto_query_get_modified_to_s (self->query);

  self->from_s = from_s;
  self->query = canto_query_with_last_modified (self->query, from_s, to_s > 0 ? to_s : LAST_TIME_S);
  self->back = 0;
  self->n_rows = 0;
  go_to (self, 0);
}

/* 6.13: on with what was changed since the last that came. FALSE if that is where it is. */
static gboolean
begin_range (CantoWalk *self)
{
  gint64 from_s = read_time_s (self);

  if (from_s <= self->from_s)
    return FALSE;

  self->back_s = 0;
  set_range (self, from_s);

  return TRUE;
}

static void
return_too_deep (CantoWalk *self)
{
  return_error (self, g_error_new_literal (CANTO_ERROR, CANTO_ERROR_TOO_DEEP,
                                           _ ("Canto gives no more of this list.")));
}

/* Joining */

/* (transfer full): with its time: what was changed stands somewhere else, and joins nothing */
static char *
make_mark (CantoAsset *asset)
{
  const char *time = canto_asset_get_time (asset);

  return g_strconcat (canto_asset_get_key (asset), " ", time != NULL ? time : "", NULL);
}

/* What is new of @page. @joins: (out): something is not */
static GPtrArray *
find_news (CantoWalk *self, CantoPage *page, gboolean *joins)
{
  GPtrArray *news = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);

  *joins = FALSE;
  for (guint i = 0; i < canto_page_get_n_assets (page); i++)
    {
      CantoAsset *asset = canto_page_get_asset (page, i);
      g_autofree char *mark = make_mark (asset);

      if (g_hash_table_contains (self->seen, mark))
        *joins = TRUE;
      else
        g_ptr_array_add (news, canto_asset_ref (asset));
    }

  return news;
}

static void
note_seen (CantoWalk *self, GPtrArray *news)
{
  for (guint i = 0; i < news->len; i++)
    {
      const char *time = canto_asset_get_time (news->pdata[i]);

      g_hash_table_add (self->seen, make_mark (news->pdata[i]));
      if (time != NULL && g_strcmp0 (time, self->last_time) > 0)
        {
          g_free (self->last_time);
          self->last_time = g_strdup (time);
        }
    }
}

/* Nothing of what came: there is a gap. FALSE where there is nothing to step back to. */
static gboolean
step_back (CantoWalk *self, guint start)
{
  self->n_steps_back++;
  if (start > 0)
    {
      self->back = MAX (self->page_size / 2, self->back * 2);
      go_to (self, start > self->back ? start - self->back : 0);
      return TRUE;
    }
  if (self->back_s >= MAX_BACK_S)
    return FALSE;

  self->back_s = MAX (FIRST_BACK_S, self->back_s * 2);
  set_range (self, self->from_s - self->back_s);

  return TRUE;
}

static void
note_n_rows (CantoWalk *self, CantoPage *page)
{
  gint64 found = canto_page_get_found (page);

  self->n_rows = found != CANTO_PAGE_FOUND_UNKNOWN ? (guint) MIN (found, G_MAXUINT) : G_MAXUINT;
}

static gboolean
is_last (CantoWalk *self, const Page *page)
{
  guint end = page->start + canto_page_get_n_received (page->page);
  gint64 found = canto_page_get_found (page->page);

  return found != CANTO_PAGE_FOUND_UNKNOWN ? end >= found
                                           : canto_page_get_n_received (page->page) < page->limit;
}

/* The list may go on where it is given no further. */
static gboolean
is_cut (CantoWalk *self, const Page *page)
{
  return page->start + canto_page_get_n_received (page->page)
         >= canto_client_get_list_depth (self->client);
}

/* Where it goes on behind @page, which joins. */
static void
move_on (CantoWalk *self, const Page *page)
{
  guint n_received = canto_page_get_n_received (page->page);

  self->back = 0;
  if (is_last (self, page) || self->n_stale > MAX_STALE)
    {
      self->has_ended = TRUE;
      go_to (self, 0);
    }
  else if (is_cut (self, page))
    begin_range (self);
  else if (n_received < page->limit)
    {
      /* The service gives smaller pages than it was asked for. */
      self->page_size = MAX (n_received, self->overlap * 2);
      go_to (self, page->start + n_received - MIN (n_received, self->overlap));
    }
}

static void
take_page (CantoWalk *self, Page *page)
{
  gboolean joins;
  g_autoptr (GPtrArray) news = find_news (self, page->page, &joins);
  gboolean is_first = g_hash_table_size (self->seen) == 0;

  note_n_rows (self, page->page);
  if (page->page->n_joined > 0)
    {
      /* By now it is known what one call gives. */
      go_to (self, page->start);
      return;
    }
  if (!joins && !is_first && (page->start > 0 || self->from_s > 0))
    {
      if (!step_back (self, page->start))
        return_too_deep (self);
      return;
    }

  note_seen (self, news);
  self->n_stale = news->len > 0 ? 0 : self->n_stale + 1;
  move_on (self, page);
  if (news->len > 0)
    return_assets (self, g_steal_pointer (&news));
}

static void
take_error (CantoWalk *self, Page *page)
{
  GError *error = g_steal_pointer (&page->error);

  if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_TOO_DEEP))
    {
      g_error_free (error);
      if (!begin_range (self))
        return_too_deep (self);
      return;
    }

  go_to (self, page->start);
  return_error (self, error);
}

/* As far as it gets with what has come. */
static void
step (CantoWalk *self)
{
  g_object_ref (self);
  while (self->waiting != NULL && !self->has_ended)
    {
      Page *page;

      ask_ahead (self);
      page = g_queue_peek_head (&self->pages);
      if (page->page == NULL && page->error == NULL)
        break;

      g_queue_pop_head (&self->pages);
      if (page->page != NULL)
        take_page (self, page);
      else
        take_error (self, page);
      page_free (page);
    }
  if (self->waiting != NULL && self->has_ended)
    return_assets (self, g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref));
  g_object_unref (self);
}

/* GObject */

static void
canto_walk_dispose (GObject *object)
{
  g_queue_clear_full (&CANTO_WALK (object)->pages, drop_page);

  G_OBJECT_CLASS (canto_walk_parent_class)->dispose (object);
}

static void
canto_walk_finalize (GObject *object)
{
  CantoWalk *self = CANTO_WALK (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->query, canto_query_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_free (self->last_time);

  G_OBJECT_CLASS (canto_walk_parent_class)->finalize (object);
}

static void
canto_walk_class_init (CantoWalkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = canto_walk_dispose;
  G_OBJECT_CLASS (klass)->finalize = canto_walk_finalize;
}

static void
canto_walk_init (CantoWalk *self)
{
  g_queue_init (&self->pages);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

CantoWalk *
canto_walk_new (CantoClient *client, CantoQuery *query, CantoPriority priority)
{
  CantoWalk *self;

  g_return_val_if_fail (CANTO_IS_CLIENT (client), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  self = g_object_new (CANTO_TYPE_WALK, NULL);
  self->client = g_object_ref (client);
  self->query = canto_query_with_sort (canto_query_ref (query), CANTO_SORT_TIME, FALSE);
  self->from_s = canto_query_get_modified_from_s (query);
  self->priority = priority;
  self->page_size = canto_account_get_page_size (canto_client_get_account (client));
  self->overlap = MIN (OVERLAP_ROWS, self->page_size / 4);

  return self;
}

static void
was_cancelled (GCancellable *cancellable, CantoWalk *self)
{
  for (GList *link = self->pages.head; link != NULL; link = link->next)
    g_cancellable_cancel (((Page *) link->data)->cancellable);
}

void
canto_walk_next_async (CantoWalk *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (CANTO_IS_WALK (self));
  g_return_if_fail (self->waiting == NULL);

  self->waiting = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->waiting, canto_walk_next_async);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (was_cancelled), self, 0);
  step (self);
}

GPtrArray *
canto_walk_next_finish (CantoWalk *self, GAsyncResult *result, GError **error)
{
  GCancellable *cancellable;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  cancellable = g_task_get_cancellable (G_TASK (result));
  if (cancellable != NULL)
    g_signal_handlers_disconnect_by_func (cancellable, was_cancelled, self);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
canto_walk_get_n_steps_back (CantoWalk *self)
{
  g_return_val_if_fail (CANTO_IS_WALK (self), 0);

  return self->n_steps_back;
}
