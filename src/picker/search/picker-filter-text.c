/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-filter-text.h"

#include <glib/gi18n.h>

#define MAX_WORDS      2  /* in a value; of more the number is told */
#define MAX_WORD_CHARS 24 /* of each */

typedef struct
{
  guint bit;
  const char *text;
} Choice;

static const Choice schemes[] = {
  { 1u << CANTO_SCHEME_IMAGE, N_ ("Image") },
  { 1u << CANTO_SCHEME_VIDEO, N_ ("Video") },
  { 1u << CANTO_SCHEME_AUDIO, N_ ("Audio") },
  { 1u << CANTO_SCHEME_DOCUMENT, N_ ("Document") },
  { 1u << CANTO_SCHEME_PRESENTATION, N_ ("Presentation") },
  { 1u << CANTO_SCHEME_OTHER, N_ ("Other") },
};

static const Choice approvals[] = {
  { 1u << CANTO_APPROVAL_APPROVED, N_ ("Approved") },
  { 1u << CANTO_APPROVAL_PENDING, N_ ("Pending") },
  { 1u << CANTO_APPROVAL_RESTRICTED, N_ ("Restricted") },
  { 1u << CANTO_APPROVAL_EXPIRED, N_ ("Expired") },
};

static const Choice orientations[] = {
  { 1u << CANTO_ORIENTATION_LANDSCAPE, N_ ("Landscape") },
  { 1u << CANTO_ORIENTATION_PORTRAIT, N_ ("Portrait") },
  { 1u << CANTO_ORIENTATION_SQUARE, N_ ("Square") },
};

const char *
picker_filter_text_get_title (PickerFilter filter)
{
  static const char *const titles[PICKER_N_FILTERS] = {
    /* Translators: image, video, document… */
    [PICKER_FILTER_SCHEME] = N_ ("Type"),
    /* Translators: approved, pending, expired… */
    [PICKER_FILTER_APPROVAL] = N_ ("Status"),
    [PICKER_FILTER_ORIENTATION] = N_ ("Orientation"),
    /* Translators: when an asset was last changed */
    [PICKER_FILTER_PERIOD] = N_ ("Changed"),
    [PICKER_FILTER_TAG] = N_ ("Tag"),
    [PICKER_FILTER_KEYWORD] = N_ ("Keyword"),
    /* Translators: a custom field of the company's library */
    [PICKER_FILTER_FIELD] = N_ ("Field"),
  };

  return _ (titles[filter]);
}

const char *
picker_filter_text_get_choice (PickerFilter filter, guint index, guint *bit)
{
  static const struct
  {
    const Choice *choices;
    guint n_choices;
  } lists[] = {
    [PICKER_FILTER_SCHEME] = { schemes, G_N_ELEMENTS (schemes) },
    [PICKER_FILTER_APPROVAL] = { approvals, G_N_ELEMENTS (approvals) },
    [PICKER_FILTER_ORIENTATION] = { orientations, G_N_ELEMENTS (orientations) },
  };

  g_return_val_if_fail (filter < G_N_ELEMENTS (lists), NULL);

  if (index >= lists[filter].n_choices)
    return NULL;
  *bit = lists[filter].choices[index].bit;

  return _ (lists[filter].choices[index].text);
}

const char *
picker_filter_text_get_period (PickerPeriod period)
{
  static const char *const periods[PICKER_N_PERIODS] = {
    [PICKER_PERIOD_ANY] = N_ ("Any Time"),
    [PICKER_PERIOD_TODAY] = N_ ("Today"),
    [PICKER_PERIOD_LAST_7_DAYS] = N_ ("Last 7 Days"),
    [PICKER_PERIOD_LAST_30_DAYS] = N_ ("Last 30 Days"),
    [PICKER_PERIOD_THIS_YEAR] = N_ ("This Year"),
    [PICKER_PERIOD_RANGE] = N_ ("Between Two Days"),
  };

  return _ (periods[period]);
}

char *
picker_filter_text_dup_day (const GDate *day)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (g_date_get_year (day), g_date_get_month (day),
                                                    g_date_get_day (day), 0, 0, 0);

  /* Translators: a day, as g_date_time_format() writes it: 3 Mar 2026 */
  return g_date_time_format (time, _ ("%-d %b %Y"));
}

static char *
dup_shortened (const char *word)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (word, -1) <= MAX_WORD_CHARS)
    return g_strdup (word);
  start = g_utf8_substring (word, 0, MAX_WORD_CHARS - 1);

  return g_strconcat (start, "…", NULL);
}

static char *
join (const char *const *words)
{
  GString *text = g_string_new (NULL);
  guint n_words = g_strv_length ((char **) words);

  for (guint i = 0; i < MIN (n_words, MAX_WORDS); i++)
    {
      g_autofree char *word = dup_shortened (words[i]);

      if (i > 0)
        /* Translators: stands between the words of a list */
        g_string_append (text, _ (", "));
      g_string_append (text, word);
    }
  if (n_words > MAX_WORDS)
    /* Translators: follows a list: that many more are not shown */
    g_string_append_printf (text, _ (" + %u"), n_words - MAX_WORDS);

  return g_string_free (text, FALSE);
}

static char *
dup_mask (PickerFilters *filters, PickerFilter filter)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  const char *text;
  guint bit;

  for (guint i = 0; (text = picker_filter_text_get_choice (filter, i, &bit)) != NULL; i++)
    {
      if ((picker_filters_get_mask (filters, filter) & bit) != 0)
        g_strv_builder_add (builder, text);
    }
  words = g_strv_builder_end (builder);

  return join ((const char *const *) words);
}

static char *
dup_period (PickerFilters *filters)
{
  PickerPeriod period = picker_filters_get_period (filters);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  GDate from, to;

  if (period != PICKER_PERIOD_RANGE)
    return g_strdup (picker_filter_text_get_period (period));

  picker_filters_get_range (filters, &from, &to);
  first = picker_filter_text_dup_day (&from);
  last = picker_filter_text_dup_day (&to);
  if (g_date_compare (&from, &to) == 0)
    return g_steal_pointer (&first);

  /* Translators: the first and the last day */
  return g_strdup_printf (_ ("%s – %s"), first, last);
}

static char *
dup_field (PickerFilters *filters)
{
  CantoField *field = picker_filters_get_field (filters);
  const char *value = picker_filters_get_field_value (filters);
  g_autofree char *name = dup_shortened (canto_field_get_name (field));
  g_autofree char *text = dup_shortened (value != NULL ? value : _ ("Not Set"));

  /* Translators: the name of a custom field, and its value */
  return g_strdup_printf (_ ("%s = %s"), name, text);
}

char *
picker_filter_text_dup_value (PickerFilters *filters, PickerFilter filter)
{
  g_return_val_if_fail (picker_filters_get_active (filters, filter), NULL);

  switch (filter)
    {
    case PICKER_FILTER_PERIOD:
      return dup_period (filters);

    case PICKER_FILTER_TAG:
    case PICKER_FILTER_KEYWORD:
      return join (picker_filters_get_words (filters, filter));

    case PICKER_FILTER_FIELD:
      return dup_field (filters);

    case PICKER_FILTER_SCHEME:
    case PICKER_FILTER_APPROVAL:
    case PICKER_FILTER_ORIENTATION:
    case PICKER_N_FILTERS:
    default:
      return dup_mask (filters, filter);
    }
}
