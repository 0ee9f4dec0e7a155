/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-index.h"

#include <stdlib.h>

#define MAX_KEPT 2

struct _TenantSelection
{
  guint64 found;
  guint32 *numbers; /* (nullable): NULL is every number in its order */
  gboolean descending;
};

typedef struct
{
  char *key;
  TenantSelection *selection;
} Kept;

struct _TenantIndex
{
  TenantLibrary *library;

  GMutex mutex;       /* guards what follows */
  GQueue kept;        /* of Kept, the last used first */
  guint *album_sizes; /* (nullable): by number of album */
};

/* Sixteen bytes: what an asset is sorted by. */
typedef struct
{
  guint64 key;
  guint32 number;
  guint32 id_order; /* the upper half: enough for all but a handful of ties */
} SortEntry;

static void
selection_clear (gpointer data)
{
  g_free (((TenantSelection *) data)->numbers);
}

void
tenant_selection_unref (TenantSelection *selection)
{
  g_atomic_rc_box_release_full (selection, selection_clear);
}

guint64
tenant_selection_get_found (TenantSelection *selection)
{
  return selection->found;
}

guint64
tenant_selection_get_number (TenantSelection *selection, guint64 position)
{
  if (selection->descending)
    position = selection->found - 1 - position;

  return selection->numbers != NULL ? selection->numbers[position] : position;
}

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->key);
  tenant_selection_unref (kept->selection);
  g_free (kept);
}

TenantIndex *
tenant_index_new (TenantLibrary *library)
{
  TenantIndex *index = g_new0 (TenantIndex, 1);

  index->library = g_object_ref (library);
  g_mutex_init (&index->mutex);
  g_queue_init (&index->kept);

  return index;
}

void
tenant_index_free (TenantIndex *index)
{
  g_queue_clear_full (&index->kept, kept_free);
  g_free (index->album_sizes);
  g_mutex_clear (&index->mutex);
  g_object_unref (index->library);
  g_free (index);
}

static guint64
make_sort_key (TenantIndex *index, TenantSort sort, const TenantFacts *facts)
{
  switch (sort)
    {
    case TENANT_SORT_NAME:
      return tenant_library_get_name_order (index->library, facts);
    case TENANT_SORT_SCHEME:
      /* In the order of the words. */
      return (guint64) tenant_scheme_to_word (facts->scheme)[0];
    case TENANT_SORT_OWNER:
      return facts->owner;
    case TENANT_SORT_SIZE:
      return facts->size_bytes;
    case TENANT_SORT_TIME:
    default:
      return facts->number;
    }
}

static int
compare_entries (const void *a, const void *b)
{
  const SortEntry *left = a;
  const SortEntry *right = b;

  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;
  if (left->id_order != right->id_order)
    return left->id_order < right->id_order ? -1 : 1;

  return left->number < right->number ? -1 : left->number > right->number;
}

static TenantSelection *
build (TenantIndex *index, const TenantQuery *query)
{
  guint64 n_assets = tenant_library_get_n_assets (index->library);
  TenantSelection *selection = g_atomic_rc_box_new0 (TenantSelection);
  g_autoptr (TenantMatcher) matcher = NULL;
  g_autoptr (GArray) entries = NULL;

  selection->descending = query->descending;
  if (query->sort == TENANT_SORT_TIME && tenant_query_is_everything (query))
    {
      selection->found = n_assets;
      return selection;
    }

  matcher = tenant_matcher_new (index->library, query);
  entries = g_array_new (FALSE, FALSE, sizeof (SortEntry));
  for (guint64 number = 0; number < n_assets; number++)
    {
      TenantFacts facts;
      SortEntry entry;

      tenant_library_get_facts (index->library, number, &facts);
      if (!tenant_matcher_matches (matcher, &facts))
        continue;
      entry.key = make_sort_key (index, query->sort, &facts);
      entry.number = (guint32) number;
      entry.id_order = (guint32) (tenant_library_get_id_order (index->library, number) >> 32);
      g_array_append_val (entries, entry);
    }

  /* Numbers are in the order of time already. */
  if (query->sort != TENANT_SORT_TIME && entries->len > 0)
    qsort (entries->data, entries->len, sizeof (SortEntry), compare_entries);
  selection->found = entries->len;
  selection->numbers = g_new (guint32, MAX (1, entries->len));
  for (guint i = 0; i < entries->len; i++)
    selection->numbers[i] = g_array_index (entries, SortEntry, i).number;

  return selection;
}

TenantSelection *
tenant_index_select (TenantIndex *index, const char *key, const TenantQuery *query)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&index->mutex);
  Kept *kept;

  for (GList *l = index->kept.head; l != NULL; l = l->next)
    {
      kept = l->data;
      if (g_str_equal (kept->key, key))
        {
          g_queue_unlink (&index->kept, l);
          g_queue_push_head_link (&index->kept, l);
          return g_atomic_rc_box_acquire (kept->selection);
        }
    }

  if (index->kept.length >= MAX_KEPT)
    kept_free (g_queue_pop_tail (&index->kept));
  kept = g_new0 (Kept, 1);
  kept->key = g_strdup (key);
  kept->selection = build (index, query);
  g_queue_push_head (&index->kept, kept);

  return g_atomic_rc_box_acquire (kept->selection);
}

static void
count_albums (TenantIndex *index)
{
  guint64 n_assets = tenant_library_get_n_assets (index->library);
  guint n_albums = tenant_tree_get_n_albums (tenant_library_get_tree (index->library));

  index->album_sizes = g_new0 (guint, n_albums + 1);
  for (guint64 number = 0; number < n_assets; number++)
    {
      TenantFacts facts;

      tenant_library_get_facts (index->library, number, &facts);
      for (guint64 albums = facts.albums; albums != 0; albums &= albums - 1)
        index->album_sizes[g_bit_nth_lsf (albums, -1)]++;
      if (facts.filed != TENANT_NO_ALBUM)
        index->album_sizes[facts.filed]++;
    }
}

guint
tenant_index_get_container_size (TenantIndex *index, guint container)
{
  const TenantContainer *found =
      tenant_tree_get_container (tenant_library_get_tree (index->library), container);
  g_autoptr (GMutexLocker) locker = NULL;

  if (!found->is_album)
    return found->children->len;

  locker = g_mutex_locker_new (&index->mutex);
  if (index->album_sizes == NULL)
    count_albums (index);

  return index->album_sizes[found->album];
}
