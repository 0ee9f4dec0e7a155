/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-field.h"
#include "canto-query.h"

G_BEGIN_DECLS

/* What can be filtered by; one chip each. */
typedef enum
{
  PICKER_FILTER_SCHEME,      /* a mask of 1 << CANTO_SCHEME_… */
  PICKER_FILTER_APPROVAL,    /* a mask of 1 << CANTO_APPROVAL_… */
  PICKER_FILTER_ORIENTATION, /* a mask of 1 << CANTO_ORIENTATION_… */
  PICKER_FILTER_PERIOD,      /* of the last change */
  PICKER_FILTER_TAG,         /* words */
  PICKER_FILTER_KEYWORD,     /* words */
  PICKER_FILTER_FIELD,
  PICKER_N_FILTERS,
} PickerFilter;

typedef enum
{
  PICKER_PERIOD_ANY,
  PICKER_PERIOD_TODAY,
  PICKER_PERIOD_LAST_7_DAYS, /* with today */
  PICKER_PERIOD_LAST_30_DAYS,
  PICKER_PERIOD_THIS_YEAR,
  PICKER_PERIOD_RANGE,
  PICKER_N_PERIODS,
} PickerPeriod;

/**
 * PickerFilters:
 *
 * What the person narrows the library to, besides a place and a keyword. It knows no widgets:
 * #PickerFilters::changed tells whoever shows it or asks by it.
 */
#define PICKER_TYPE_FILTERS (picker_filters_get_type ())
G_DECLARE_FINAL_TYPE (PickerFilters, picker_filters, PICKER, FILTERS, GObject)

PickerFilters *picker_filters_new (void);

gboolean picker_filters_get_active (PickerFilters *self, PickerFilter filter);
gboolean picker_filters_get_any_active (PickerFilters *self);
void     picker_filters_drop (PickerFilters *self, PickerFilter filter);
void     picker_filters_clear (PickerFilters *self);
/* What they are now, and back to what they were: for undoing. (transfer full) */
PickerFilters *picker_filters_copy (PickerFilters *self);
void           picker_filters_restore (PickerFilters *self, PickerFilters *copy);

/* Of scheme, approval, orientation; 0 is any. Expired stands alone among the approvals (5.5): when it
 * joins others they give way, and the other way round. */
guint picker_filters_get_mask (PickerFilters *self, PickerFilter filter);
void  picker_filters_set_mask (PickerFilters *self, PickerFilter filter, guint mask);

/* The same as the approval mask of nothing but approved. */
gboolean picker_filters_get_approved_only (PickerFilters *self);
void     picker_filters_set_approved_only (PickerFilters *self, gboolean approved_only);

PickerPeriod picker_filters_get_period (PickerFilters *self);
void         picker_filters_set_period (PickerFilters *self, PickerPeriod period);
/* Both days included, in either order; makes the period PICKER_PERIOD_RANGE. */
void picker_filters_set_range (PickerFilters *self, const GDate *from, const GDate *to);
void picker_filters_get_range (PickerFilters *self, GDate *from, GDate *to);

/* Of tag, keyword: an asset must have all of them. (transfer none): never NULL */
const char *const *picker_filters_get_words (PickerFilters *self, PickerFilter filter);
/* FALSE for what the service cannot be asked for, see canto_query_is_item(). */
gboolean picker_filters_add_word (PickerFilters *self, PickerFilter filter, const char *word);
void     picker_filters_remove_word (PickerFilters *self, PickerFilter filter, const char *word);

CantoField *picker_filters_get_field (PickerFilters *self);       /* (nullable) */
const char *picker_filters_get_field_value (PickerFilters *self); /* (nullable): NULL is: not set */
/* @field: (nullable): NULL filters by no field; @value: (nullable): NULL: where it is not set */
void picker_filters_set_field (PickerFilters *self, CantoField *field, const char *value);

/**
 * picker_filters_apply:
 * @query: (transfer full): a scheme that it has already stays, for it is the place that was chosen
 * @now: for the periods
 * @zone: of the tenant: its days are meant (1.12)
 *
 * Returns: (transfer full): @query, narrowed
 */
CantoQuery *picker_filters_apply (PickerFilters *self,
                                  CantoQuery *query,
                                  GDateTime *now,
                                  GTimeZone *zone);

G_END_DECLS
