/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-index.h"

#include <stdlib.h>
#include <string.h>

#define MAX_KEPT       2
#define ID_ORDER_SHIFT 28

struct _TenantSelection
{
  guint64 found;
  guint32 *numbers;       /* (nullable): NULL is every asset in the order of time */
  TenantLibrary *library; /* borrowed */
  gboolean descending;
};

typedef struct
{
  char *key;
  TenantQuery *query;
  TenantMatcher *matcher;
  TenantSelection *selection;
} Kept;

struct _TenantIndex
{
  TenantLibrary *library;

  GMutex mutex;        /* guards what follows */
  GQueue kept;         /* of Kept, the last used first */
  GArray *album_sizes; /* (nullable) (element-type guint): by number of album */
};

/* Sixteen bytes: what an asset is sorted by. */
typedef struct
{
  guint64 key;
  guint32 number;
  guint32 id_order; /* the upper half of its 60 bits: enough for all but a handful of ties */
} SortEntry;

/* An asset that only its name sorts: one of the few that were renamed or added. */
typedef struct
{
  char *name; /* in lower case */
  SortEntry entry;
  guint position; /* how many of the others come before it */
} LooseName;

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

  return selection->numbers != NULL ? selection->numbers[position]
                                    : tenant_library_get_number_at (selection->library, position);
}

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->key);
  tenant_matcher_free (kept->matcher);
  tenant_query_unref (kept->query);
  tenant_selection_unref (kept->selection);
  g_free (kept);
}

static void
add_to_album (GArray *sizes, guint album, int n)
{
  if (sizes->len <= album)
    g_array_set_size (sizes, album + 1);
  g_array_index (sizes, guint, album) += (guint) n;
}

static void
add_to_albums (GArray *sizes, const TenantFacts *facts, int n)
{
  for (guint64 albums = facts->albums; albums != 0; albums &= albums - 1)
    add_to_album (sizes, (guint) g_bit_nth_lsf (albums, -1), n);
  if (facts->filed != TENANT_NO_ALBUM)
    add_to_album (sizes, facts->filed, n);
  for (guint i = 0; facts->more_albums != NULL && i < facts->more_albums->len; i++)
    add_to_album (sizes, g_array_index (facts->more_albums, guint, i), n);
}

static void changed (TenantLibrary *library,
                     const TenantFacts *before,
                     const TenantFacts *after,
                     TenantIndex *index);

TenantIndex *
tenant_index_new (TenantLibrary *library)
{
  TenantIndex *index = g_new0 (TenantIndex, 1);

  index->library = g_object_ref (library);
  g_mutex_init (&index->mutex);
  g_queue_init (&index->kept);
  g_signal_connect (library, "changed", G_CALLBACK (changed), index);

  return index;
}

void
tenant_index_free (TenantIndex *index)
{
  g_signal_handlers_disconnect_by_data (index->library, index);
  g_queue_clear_full (&index->kept, kept_free);
  g_clear_pointer (&index->album_sizes, g_array_unref);
  g_mutex_clear (&index->mutex);
  g_object_unref (index->library);
  g_free (index);
}

/* FALSE if there is no such key. */
static gboolean
make_sort_key (TenantIndex *index, TenantSort sort, const TenantFacts *facts, guint64 *key)
{
  switch (sort)
    {
    case TENANT_SORT_NAME:
      return tenant_library_get_name_order (index->library, facts, key);
    case TENANT_SORT_SCHEME:
      /* In the order of the words. */
      *key = (guint64) tenant_scheme_to_word (facts->scheme)[0];
      return TRUE;
    case TENANT_SORT_OWNER:
      *key = facts->owner;
      return TRUE;
    case TENANT_SORT_SIZE:
      *key = facts->size_bytes;
      return TRUE;
    case TENANT_SORT_TIME:
    default:
      return TRUE; /* their places are in that order already */
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

/* Names without an order of their own */

static void
clear_loose (gpointer data)
{
  g_free (((LooseName *) data)->name);
}

static char *
dup_sort_name (TenantIndex *index, guint64 number)
{
  g_auto (TenantAsset) asset = { 0 };

  tenant_library_get_asset (index->library, number, &asset);

  return g_utf8_strdown (asset.name, -1);
}

static int
compare_loose (gconstpointer a, gconstpointer b)
{
  const LooseName *left = a;
  const LooseName *right = b;
  int order = strcmp (left->name, right->name);

  return order != 0 ? order : compare_entries (&left->entry, &right->entry);
}

/* By halves: how many of the sorted @entries come before @loose. */
static guint
find_position (TenantIndex *index, GArray *entries, const LooseName *loose)
{
  guint low = 0;
  guint high = entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const SortEntry *entry = &g_array_index (entries, SortEntry, middle);
      g_autofree char *name = dup_sort_name (index, entry->number);
      int order = strcmp (name, loose->name);

      if (order < 0 || (order == 0 && entry->id_order < loose->entry.id_order))
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Puts @loose, of which there are few, where they belong in the sorted @entries. */
static void
merge_loose (TenantIndex *index, GArray *entries, GArray *loose)
{
  guint n_before = entries->len;
  SortEntry *all;

  g_array_sort (loose, compare_loose);
  for (guint i = 0; i < loose->len; i++)
    {
      LooseName *name = &g_array_index (loose, LooseName, i);

      name->position = find_position (index, entries, name);
    }
  g_array_set_size (entries, n_before + loose->len);
  all = (SortEntry *) (void *) entries->data;
  /* From the end, so that nothing is written over before it was moved. */
  for (guint i = loose->len; i > 0; i--)
    {
      LooseName *name = &g_array_index (loose, LooseName, i - 1);

      memmove (all + name->position + i, all + name->position,
               (n_before - name->position) * sizeof *all);
      all[name->position + i - 1] = name->entry;
      n_before = name->position;
    }
}

/* Selections */

static TenantSelection *
build (TenantIndex *index, const TenantQuery *query, TenantMatcher *matcher)
{
  guint64 n_assets = tenant_library_get_n_assets (index->library);
  TenantSelection *selection = g_atomic_rc_box_new0 (TenantSelection);
  g_autoptr (GArray) entries = NULL;
  g_autoptr (GArray) loose = NULL;

  selection->library = index->library;
  selection->descending = query->descending;
  if (query->sort == TENANT_SORT_TIME && tenant_query_is_everything (query))
    {
      selection->found = n_assets;
      return selection;
    }

  entries = g_array_new (FALSE, FALSE, sizeof (SortEntry));
  loose = g_array_new (FALSE, FALSE, sizeof (LooseName));
  g_array_set_clear_func (loose, clear_loose);
  for (guint64 place = 0; place < n_assets; place++)
    {
      guint64 number = tenant_library_get_number_at (index->library, place);
      TenantFacts facts;
      SortEntry entry = { .number = (guint32) number };

      tenant_library_get_facts (index->library, number, &facts);
      if (!tenant_matcher_matches (matcher, &facts))
        continue;
      entry.id_order =
          (guint32) (tenant_library_get_id_order (index->library, number) >> ID_ORDER_SHIFT);
      if (make_sort_key (index, query->sort, &facts, &entry.key))
        g_array_append_val (entries, entry);
      else
        {
          LooseName name = { dup_sort_name (index, number), entry, 0 };

          g_array_append_val (loose, name);
        }
    }

  if (query->sort != TENANT_SORT_TIME && entries->len > 0)
    qsort (entries->data, entries->len, sizeof (SortEntry), compare_entries);
  if (loose->len > 0)
    merge_loose (index, entries, loose);
  selection->found = entries->len;
  selection->numbers = g_new (guint32, MAX (1, entries->len));
  for (guint i = 0; i < entries->len; i++)
    selection->numbers[i] = g_array_index (entries, SortEntry, i).number;

  return selection;
}

TenantSelection *
tenant_index_select (TenantIndex *index, const char *key, TenantQuery *query)
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
  kept->query = tenant_query_ref (query);
  kept->matcher = tenant_matcher_new (index->library, query);
  kept->selection = build (index, query, kept->matcher);
  g_queue_push_head (&index->kept, kept);

  return g_atomic_rc_box_acquire (kept->selection);
}

/* Changes */

/* From the end: in the order of time, what was changed lately stands there, and that is what is
 * changed again. */
static void
remove_number (TenantSelection *selection, guint32 number)
{
  guint64 place = selection->found;

  if (selection->numbers == NULL)
    {
      selection->found--;
      return;
    }
  while (place > 0 && selection->numbers[place - 1] != number)
    place--;
  if (place == 0)
    return;
  place--;
  selection->found--;
  memmove (selection->numbers + place, selection->numbers + place + 1,
           (selection->found - place) * sizeof *selection->numbers);
}

/* What sorts an asset; its name is NULL if it has a key. */
static void
get_sorting (TenantIndex *index, TenantSort sort, guint32 number, LooseName *sorting)
{
  TenantFacts facts;

  *sorting = (LooseName){ .entry.number = number };
  tenant_library_get_facts (index->library, number, &facts);
  sorting->entry.id_order =
      (guint32) (tenant_library_get_id_order (index->library, number) >> ID_ORDER_SHIFT);
  if (!make_sort_key (index, sort, &facts, &sorting->entry.key))
    sorting->name = dup_sort_name (index, number);
}

static int
compare_sortings (TenantIndex *index, const LooseName *left, const LooseName *right)
{
  g_autofree char *left_name = NULL;
  g_autofree char *right_name = NULL;
  int order;

  if (left->name == NULL && right->name == NULL)
    return compare_entries (&left->entry, &right->entry);
  left_name =
      left->name != NULL ? g_strdup (left->name) : dup_sort_name (index, left->entry.number);
  right_name =
      right->name != NULL ? g_strdup (right->name) : dup_sort_name (index, right->entry.number);
  order = strcmp (left_name, right_name);
  if (order != 0)
    return order;

  return left->entry.id_order < right->entry.id_order ? -1 : 1;
}

/* By halves: where an asset belongs that is the last changed. */
static guint64
find_place (TenantIndex *index, TenantSort sort, TenantSelection *selection, guint32 number)
{
  guint64 low = 0;
  guint64 high = selection->found;
  LooseName own;

  if (sort == TENANT_SORT_TIME)
    return selection->found;
  get_sorting (index, sort, number, &own);
  while (low < high)
    {
      guint64 middle = low + (high - low) / 2;
      LooseName other;

      get_sorting (index, sort, selection->numbers[middle], &other);
      if (compare_sortings (index, &other, &own) < 0)
        low = middle + 1;
      else
        high = middle;
      clear_loose (&other);
    }
  clear_loose (&own);

  return low;
}

static void
add_number (TenantIndex *index, TenantSort sort, TenantSelection *selection, guint32 number)
{
  guint64 place;

  if (selection->numbers == NULL)
    {
      selection->found++;
      return;
    }
  place = find_place (index, sort, selection, number);
  selection->numbers = g_renew (guint32, selection->numbers, selection->found + 1);
  memmove (selection->numbers + place + 1, selection->numbers + place,
           (selection->found - place) * sizeof *selection->numbers);
  selection->numbers[place] = number;
  selection->found++;
}

/* Few assets change of a million: what was found and what was counted is put right. With another
 * tree it may be another query. */
static void
changed (TenantLibrary *library,
         const TenantFacts *before,
         const TenantFacts *after,
         TenantIndex *index)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&index->mutex);

  if (before == NULL && after == NULL)
    g_queue_clear_full (&index->kept, kept_free);
  for (GList *l = index->kept.head; l != NULL; l = l->next)
    {
      Kept *kept = l->data;

      if (before != NULL)
        remove_number (kept->selection, (guint32) before->number);
      if (after != NULL && tenant_matcher_matches (kept->matcher, after))
        add_number (index, kept->query->sort, kept->selection, (guint32) after->number);
    }
  if (index->album_sizes != NULL && before != NULL)
    add_to_albums (index->album_sizes, before, -1);
  if (index->album_sizes != NULL && after != NULL)
    add_to_albums (index->album_sizes, after, 1);
}

/* Sizes */

static void
count_albums (TenantIndex *index)
{
  guint64 n_assets = tenant_library_get_n_assets (index->library);
  guint n_albums = tenant_tree_get_n_albums (tenant_library_get_tree (index->library));

  index->album_sizes = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (index->album_sizes, n_albums);
  for (guint64 place = 0; place < n_assets; place++)
    {
      TenantFacts facts;

      tenant_library_get_facts (index->library,
                                tenant_library_get_number_at (index->library, place), &facts);
      add_to_albums (index->album_sizes, &facts, 1);
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

  return found->album < index->album_sizes->len
             ? g_array_index (index->album_sizes, guint, found->album)
             : 0;
}
