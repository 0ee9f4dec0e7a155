/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-filters.h"

struct _PickerFilters
{
  GObject parent_instance;

  /* Owned. */
  char **words[PICKER_N_FILTERS]; /* never NULL for tag and keyword */
  CantoField *field;              /* (nullable) */
  char *field_value;              /* (nullable) */

  /* State. */
  guint masks[PICKER_N_FILTERS];
  PickerPeriod period;
  GDate from; /* of a range */
  GDate to;
};

G_DEFINE_FINAL_TYPE (PickerFilters, picker_filters, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_changed (PickerFilters *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
take_words (PickerFilters *self, PickerFilter filter, char **words)
{
  g_strfreev (self->words[filter]);
  self->words[filter] = words;
}

/* Makes @filter one that lets everything pass. */
static void
reset (PickerFilters *self, PickerFilter filter)
{
  self->masks[filter] = 0;
  if (filter == PICKER_FILTER_TAG || filter == PICKER_FILTER_KEYWORD)
    take_words (self, filter, g_new0 (char *, 1));
  if (filter == PICKER_FILTER_PERIOD)
    self->period = PICKER_PERIOD_ANY;
  if (filter == PICKER_FILTER_FIELD)
    {
      g_clear_pointer (&self->field, canto_field_unref);
      g_clear_pointer (&self->field_value, g_free);
    }
}

static void
picker_filters_finalize (GObject *object)
{
  PickerFilters *self = PICKER_FILTERS (object);

  for (guint i = 0; i < PICKER_N_FILTERS; i++)
    g_strfreev (self->words[i]);
  g_clear_pointer (&self->field, canto_field_unref);
  g_free (self->field_value);

  G_OBJECT_CLASS (picker_filters_parent_class)->finalize (object);
}

static void
picker_filters_class_init (PickerFiltersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = picker_filters_finalize;

  /**
   * PickerFilters::changed:
   *
   * Other assets may pass than before.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PICKER_TYPE_FILTERS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
picker_filters_init (PickerFilters *self)
{
  for (guint i = 0; i < PICKER_N_FILTERS; i++)
    reset (self, (PickerFilter) i);
}

PickerFilters *
picker_filters_new (void)
{
  return g_object_new (PICKER_TYPE_FILTERS, NULL);
}

gboolean
picker_filters_get_active (PickerFilters *self, PickerFilter filter)
{
  g_return_val_if_fail (PICKER_IS_FILTERS (self), FALSE);

  switch (filter)
    {
    case PICKER_FILTER_SCHEME:
    case PICKER_FILTER_APPROVAL:
    case PICKER_FILTER_ORIENTATION:
      return self->masks[filter] != 0;

    case PICKER_FILTER_PERIOD:
      return self->period != PICKER_PERIOD_ANY;

    case PICKER_FILTER_TAG:
    case PICKER_FILTER_KEYWORD:
      return self->words[filter][0] != NULL;

    case PICKER_FILTER_FIELD:
      return self->field != NULL;

    case PICKER_N_FILTERS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

gboolean
picker_filters_get_any_active (PickerFilters *self)
{
  g_return_val_if_fail (PICKER_IS_FILTERS (self), FALSE);

  for (guint i = 0; i < PICKER_N_FILTERS; i++)
    {
      if (picker_filters_get_active (self, (PickerFilter) i))
        return TRUE;
    }

  return FALSE;
}

void
picker_filters_drop (PickerFilters *self, PickerFilter filter)
{
  g_return_if_fail (PICKER_IS_FILTERS (self));

  if (!picker_filters_get_active (self, filter))
    return;

  reset (self, filter);
  emit_changed (self);
}

void
picker_filters_clear (PickerFilters *self)
{
  g_return_if_fail (PICKER_IS_FILTERS (self));

  if (!picker_filters_get_any_active (self))
    return;

  for (guint i = 0; i < PICKER_N_FILTERS; i++)
    reset (self, (PickerFilter) i);
  emit_changed (self);
}

static void
assign (PickerFilters *self, PickerFilters *other)
{
  for (guint i = 0; i < PICKER_N_FILTERS; i++)
    {
      reset (self, (PickerFilter) i);
      self->masks[i] = other->masks[i];
      take_words (self, (PickerFilter) i, g_strdupv (other->words[i]));
    }
  self->period = other->period;
  self->from = other->from;
  self->to = other->to;
  self->field = other->field != NULL ? canto_field_ref (other->field) : NULL;
  self->field_value = g_strdup (other->field_value);
}

PickerFilters *
picker_filters_copy (PickerFilters *self)
{
  PickerFilters *copy;

  g_return_val_if_fail (PICKER_IS_FILTERS (self), NULL);

  copy = picker_filters_new ();
  assign (copy, self);

  return copy;
}

void
picker_filters_restore (PickerFilters *self, PickerFilters *copy)
{
  g_return_if_fail (PICKER_IS_FILTERS (self));
  g_return_if_fail (PICKER_IS_FILTERS (copy));

  assign (self, copy);
  emit_changed (self);
}

/* Masks */

guint
picker_filters_get_mask (PickerFilters *self, PickerFilter filter)
{
  g_return_val_if_fail (PICKER_IS_FILTERS (self), 0);
  g_return_val_if_fail (filter <= PICKER_FILTER_ORIENTATION, 0);

  return self->masks[filter];
}

static guint
let_expired_stand_alone (guint mask, guint before)
{
  const guint expired = 1u << CANTO_APPROVAL_EXPIRED;

  if ((mask & expired) == 0 || mask == expired)
    return mask;

  return (before & expired) == 0 ? expired : mask & ~expired;
}

void
picker_filters_set_mask (PickerFilters *self, PickerFilter filter, guint mask)
{
  g_return_if_fail (PICKER_IS_FILTERS (self));
  g_return_if_fail (filter <= PICKER_FILTER_ORIENTATION);

  if (self->masks[filter] == mask)
    return;

  if (filter == PICKER_FILTER_APPROVAL)
    mask = let_expired_stand_alone (mask, self->masks[filter]);
  self->masks[filter] = mask;
  emit_changed (self);
}

gboolean
picker_filters_get_approved_only (PickerFilters *self)
{
  return picker_filters_get_mask (self, PICKER_FILTER_APPROVAL) == 1u << CANTO_APPROVAL_APPROVED;
}

void
picker_filters_set_approved_only (PickerFilters *self, gboolean approved_only)
{
  if (picker_filters_get_approved_only (self) != approved_only)
    picker_filters_set_mask (self, PICKER_FILTER_APPROVAL,
                             approved_only ? 1u << CANTO_APPROVAL_APPROVED : 0);
}

/* Period */

PickerPeriod
picker_filters_get_period (PickerFilters *self)
{
  g_return_val_if_fail (PICKER_IS_FILTERS (self), PICKER_PERIOD_ANY);

  return self->period;
}

void
picker_filters_set_period (PickerFilters *self, PickerPeriod period)
{
  g_return_if_fail (PICKER_IS_FILTERS (self));
  g_return_if_fail (period < PICKER_PERIOD_RANGE);

  if (self->period == period)
    return;

  self->period = period;
  emit_changed (self);
}

void
picker_filters_set_range (PickerFilters *self, const GDate *from, const GDate *to)
{
  gboolean is_reversed;

  g_return_if_fail (PICKER_IS_FILTERS (self));
  g_return_if_fail (g_date_valid (from) && g_date_valid (to));

  is_reversed = g_date_compare (from, to) > 0;
  self->period = PICKER_PERIOD_RANGE;
  self->from = is_reversed ? *to : *from;
  self->to = is_reversed ? *from : *to;
  emit_changed (self);
}

void
picker_filters_get_range (PickerFilters *self, GDate *from, GDate *to)
{
  g_return_if_fail (PICKER_IS_FILTERS (self));
  g_return_if_fail (self->period == PICKER_PERIOD_RANGE);

  *from = self->from;
  *to = self->to;
}

/* Words */

const char *const *
picker_filters_get_words (PickerFilters *self, PickerFilter filter)
{
  g_return_val_if_fail (PICKER_IS_FILTERS (self), NULL);
  g_return_val_if_fail (filter == PICKER_FILTER_TAG || filter == PICKER_FILTER_KEYWORD, NULL);

  return (const char *const *) self->words[filter];
}

gboolean
picker_filters_add_word (PickerFilters *self, PickerFilter filter, const char *word)
{
  const char *const *words = picker_filters_get_words (self, filter);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *stripped = g_strstrip (g_strdup (word));

  g_return_val_if_fail (words != NULL, FALSE);

  if (!canto_query_is_item (stripped))
    return FALSE;
  if (g_strv_contains (words, stripped))
    return TRUE;

  g_strv_builder_addv (builder, (const char **) words);
  g_strv_builder_add (builder, stripped);
  take_words (self, filter, g_strv_builder_end (builder));
  emit_changed (self);

  return TRUE;
}

void
picker_filters_remove_word (PickerFilters *self, PickerFilter filter, const char *word)
{
  const char *const *words = picker_filters_get_words (self, filter);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_if_fail (words != NULL);

  if (!g_strv_contains (words, word))
    return;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (!g_str_equal (words[i], word))
        g_strv_builder_add (builder, words[i]);
    }
  take_words (self, filter, g_strv_builder_end (builder));
  emit_changed (self);
}

/* Field */

CantoField *
picker_filters_get_field (PickerFilters *self)
{
  g_return_val_if_fail (PICKER_IS_FILTERS (self), NULL);

  return self->field;
}

const char *
picker_filters_get_field_value (PickerFilters *self)
{
  g_return_val_if_fail (PICKER_IS_FILTERS (self), NULL);

  return self->field_value;
}

void
picker_filters_set_field (PickerFilters *self, CantoField *field, const char *value)
{
  g_autofree char *new_value = g_strdup (value);

  g_return_if_fail (PICKER_IS_FILTERS (self));

  if (self->field == field && g_strcmp0 (self->field_value, value) == 0)
    return;

  if (field != NULL)
    canto_field_ref (field);
  reset (self, PICKER_FILTER_FIELD);
  self->field = field;
  self->field_value = field != NULL ? g_steal_pointer (&new_value) : NULL;
  emit_changed (self);
}

/* The query */

static gint64
get_start_of_day_s (const GDate *day, GTimeZone *zone)
{
  g_autoptr (GDateTime) start = g_date_time_new (
      zone, g_date_get_year (day), g_date_get_month (day), g_date_get_day (day), 0, 0, 0);

  return start != NULL ? g_date_time_to_unix (start) : 0;
}

static void
get_days (PickerFilters *self, GDateTime *now, GTimeZone *zone, GDate *from, GDate *to)
{
  g_autoptr (GDateTime) local = g_date_time_to_timezone (now, zone);
  int year, month, day;

  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_set_dmy (to, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *from = *to;

  switch (self->period)
    {
    case PICKER_PERIOD_LAST_7_DAYS:
      g_date_subtract_days (from, 6);
      break;

    case PICKER_PERIOD_LAST_30_DAYS:
      g_date_subtract_days (from, 29);
      break;

    case PICKER_PERIOD_THIS_YEAR:
      g_date_set_dmy (from, 1, G_DATE_JANUARY, (GDateYear) year);
      break;

    case PICKER_PERIOD_RANGE:
      *from = self->from;
      *to = self->to;
      break;

    case PICKER_PERIOD_ANY:
    case PICKER_PERIOD_TODAY:
    case PICKER_N_PERIODS:
    default:
      break;
    }
}

static CantoQuery *
apply_period (PickerFilters *self, CantoQuery *query, GDateTime *now, GTimeZone *zone)
{
  GDate from, to;

  if (self->period == PICKER_PERIOD_ANY)
    return query;

  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  get_days (self, now, zone, &from, &to);
  g_date_add_days (&to, 1);

  /* Nothing was changed before Unix time began, and both ends are included. */
  return canto_query_with_last_modified (query, MAX (get_start_of_day_s (&from, zone), 0),
                                         MAX (get_start_of_day_s (&to, zone) - 1, 1));
}

CantoQuery *
picker_filters_apply (PickerFilters *self, CantoQuery *query, GDateTime *now, GTimeZone *zone)
{
  g_return_val_if_fail (PICKER_IS_FILTERS (self), query);

  if (canto_query_get_schemes (query) == 0)
    query = canto_query_with_schemes (query, self->masks[PICKER_FILTER_SCHEME]);
  query = canto_query_with_approvals (query, self->masks[PICKER_FILTER_APPROVAL]);
  query = canto_query_with_orientations (query, self->masks[PICKER_FILTER_ORIENTATION]);
  query = apply_period (self, query, now, zone);
  query = canto_query_with_tags (query, picker_filters_get_words (self, PICKER_FILTER_TAG));
  query = canto_query_with_keywords (query, picker_filters_get_words (self, PICKER_FILTER_KEYWORD));

  return canto_query_with_field (
      query, self->field != NULL ? canto_field_get_id (self->field) : NULL, self->field_value);
}
