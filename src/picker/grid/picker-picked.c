/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-picked.h"

#include <glib/gi18n.h>

struct _PickerPicked
{
  GObject parent_instance;

  /* Owned. */
  EngineHistory *history;
  GHashTable
      *picks; /* (nullable): key of an asset → its latest EnginePick; made when somebody asks */

  /* State. */
  gboolean is_shown;
};

G_DEFINE_FINAL_TYPE (PickerPicked, picker_picked, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
history_changed (PickerPicked *self)
{
  g_clear_pointer (&self->picks, g_hash_table_unref);
  if (self->is_shown)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
picker_picked_finalize (GObject *object)
{
  PickerPicked *self = PICKER_PICKED (object);

  g_clear_pointer (&self->picks, g_hash_table_unref);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (picker_picked_parent_class)->finalize (object);
}

static void
picker_picked_class_init (PickerPickedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = picker_picked_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PICKER_TYPE_PICKED, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
picker_picked_init (PickerPicked *self)
{
}

PickerPicked *
picker_picked_new (EngineHistory *history)
{
  PickerPicked *self;

  g_return_val_if_fail (ENGINE_IS_HISTORY (history), NULL);

  self = g_object_new (PICKER_TYPE_PICKED, NULL);
  self->history = g_object_ref (history);
  g_signal_connect_object (history, "items-changed", G_CALLBACK (history_changed), self,
                           G_CONNECT_SWAPPED);

  return self;
}

gboolean
picker_picked_get_is_shown (PickerPicked *self)
{
  g_return_val_if_fail (PICKER_IS_PICKED (self), FALSE);

  return self->is_shown;
}

void
picker_picked_set_is_shown (PickerPicked *self, gboolean is_shown)
{
  g_return_if_fail (PICKER_IS_PICKED (self));

  if (self->is_shown == is_shown)
    return;

  self->is_shown = is_shown;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The history has the last first. */
static GHashTable *
index_picks (PickerPicked *self)
{
  GHashTable *picks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  guint n_picks = g_list_model_get_n_items (G_LIST_MODEL (self->history));

  for (guint i = 0; i < n_picks; i++)
    {
      g_autoptr (EnginePick) pick = g_list_model_get_item (G_LIST_MODEL (self->history), i);
      const char *key = engine_pick_get_key (pick);

      if (!g_hash_table_contains (picks, key))
        g_hash_table_insert (picks, (gpointer) key, g_steal_pointer (&pick));
    }

  return picks;
}

static void
set_date (GDate *date, GDateTime *time)
{
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) g_date_time_get_day_of_month (time),
                  (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
}

char *
picker_picked_dup_day_of (GDateTime *time, GDateTime *now)
{
  GDate day, today;
  int n_days;

  g_return_val_if_fail (time != NULL && now != NULL, NULL);

  set_date (&day, time);
  set_date (&today, now);
  n_days = g_date_days_between (&day, &today);
  if (n_days == 0)
    /* Translators: when something was picked, as g_date_time_format() writes it: Today, 14:05 */
    return g_date_time_format (time, _ ("Today, %H:%M"));
  if (n_days == 1)
    return g_strdup (_ ("Yesterday"));
  if (g_date_get_year (&day) == g_date_get_year (&today))
    /* Translators: a day of this year, as g_date_time_format() writes it: 3 Mar */
    return g_date_time_format (time, _ ("%-d %b"));

  /* Translators: a day, as g_date_time_format() writes it: 3 Mar 2026 */
  return g_date_time_format (time, _ ("%-d %b %Y"));
}

/* (transfer none) (nullable) */
static EnginePick *
find_pick (PickerPicked *self, CantoAsset *asset)
{
  if (!self->is_shown)
    return NULL;
  if (self->picks == NULL)
    self->picks = index_picks (self);

  return g_hash_table_lookup (self->picks, canto_asset_get_key (asset));
}

char *
picker_picked_dup_day (PickerPicked *self, CantoAsset *asset)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) now = NULL;
  EnginePick *pick;

  g_return_val_if_fail (PICKER_IS_PICKED (self), NULL);
  g_return_val_if_fail (asset != NULL, NULL);

  pick = find_pick (self, asset);
  if (pick == NULL)
    return NULL;

  time = engine_pick_dup_time (pick);
  now = g_date_time_new_now_local ();

  return picker_picked_dup_day_of (time, now);
}

char *
picker_picked_dup_form (PickerPicked *self, CantoAsset *asset)
{
  EnginePick *pick;

  g_return_val_if_fail (PICKER_IS_PICKED (self), NULL);
  g_return_val_if_fail (asset != NULL, NULL);

  pick = find_pick (self, asset);

  return pick != NULL ? engine_pick_dup_title (pick) : NULL;
}
