/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Albums as a list, and collections. */

#include "canto-lists.h"

#include "canto-client-private.h"
#include "canto-parse.h"
#include "canto-query-private.h"

/* Albums */

typedef struct
{
  GPtrArray *albums;
  guint n_received;
  gint64 found;
} AlbumPage;

static void
album_page_free (gpointer data)
{
  AlbumPage *page = data;

  g_clear_pointer (&page->albums, g_ptr_array_unref);
  g_free (page);
}

static gpointer
read_albums (const CantoReadSteps *steps, GError **error)
{
  AlbumPage *page = g_new0 (AlbumPage, 1);

  page->albums = canto_parse_albums (steps->body, &page->n_received, &page->found, error);
  if (page->albums == NULL)
    g_clear_pointer (&page, album_page_free);

  return page;
}

void
canto_client_list_albums_async (CantoClient *self,
                                guint start,
                                guint limit,
                                CantoPriority priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (limit > 0);

  limit = MIN (limit, canto_client_get_list_limits (self)->page_size);
  path = g_strdup_printf ("/api/v1/search?scheme=album&limit=%u&start=%u", limit, start);
  canto_client_call_and_read (self, canto_client_new_get (self, path, priority),
                              canto_read_steps_new (read_albums, album_page_free),
                              canto_client_new_task (self, cancellable, callback, user_data,
                                                     canto_client_list_albums_async));
}

GPtrArray *
canto_client_list_albums_finish (CantoClient *self,
                                 GAsyncResult *result,
                                 guint *n_received,
                                 gint64 *found,
                                 GError **error)
{
  AlbumPage *page = canto_client_finish (self, result, error);
  GPtrArray *albums;

  if (page == NULL)
    return NULL;

  if (n_received != NULL)
    *n_received = page->n_received;
  if (found != NULL)
    *found = page->found;
  albums = g_steal_pointer (&page->albums);
  album_page_free (page);

  return albums;
}

/* Collections */

static gpointer
read_collection (const CantoReadSteps *steps, GError **error)
{
  return canto_parse_page (steps->body, 0, error);
}

void
canto_client_get_collection_async (CantoClient *self,
                                   const char *id,
                                   CantoSort sort,
                                   gboolean is_descending,
                                   CantoPriority priority,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autofree char *escaped = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (CANTO_IS_CLIENT (self));
  g_return_if_fail (id != NULL && *id != '\0');

  escaped = g_uri_escape_string (id, NULL, FALSE);
  path = g_strdup_printf ("/api/v1/mycollections/%s?sortBy=%s&sortDirection=%s", escaped,
                          canto_sort_to_word (sort), is_descending ? "descending" : "ascending");
  canto_client_call_and_read (
      self, canto_client_new_get (self, path, priority),
      canto_read_steps_new (read_collection, (GDestroyNotify) canto_page_unref),
      canto_client_new_task (self, cancellable, callback, user_data,
                             canto_client_get_collection_async));
}

CantoPage *
canto_client_get_collection_finish (CantoClient *self, GAsyncResult *result, GError **error)
{
  return canto_client_finish (self, result, error);
}
