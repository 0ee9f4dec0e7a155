/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was found, for a spreadsheet. */

#include "descant-config.h"

#include "engine-recheck.h"

#include "delivery-csv.h"

#include <glib/gi18n-lib.h>

/* Without it some spreadsheets read UTF-8 as something else. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static void
append_head (GString *text)
{
  const char *const cells[] = {
    /* Translators: the heads of the columns of a table of links */
    _ ("Result"),    _ ("Name"),     _ ("Rendition"), _ ("Taken"), _ ("Times"), _ ("What It Means"),
    _ ("Link Then"), _ ("Link Now"), _ ("Type"),      _ ("ID"),    NULL,
  };

  delivery_csv_append_row (text, cells);
}

static void
append_item (GString *text, EngineRecheckItem *item)
{
  EnginePick *pick = engine_recheck_item_get_pick (item);
  EngineOutcome outcome = engine_recheck_item_get_outcome (item);
  const JournalPick *record = engine_pick_get_record (pick);
  const char *new_address = engine_recheck_item_get_new_address (item);
  g_autofree char *rendition = engine_pick_dup_rendition_title (pick);
  g_autofree char *n_times = g_strdup_printf ("%u", record->n_times);
  g_autoptr (GDateTime) time = engine_pick_dup_time (pick);
  /* As spreadsheets understand it in each language. */
  g_autofree char *when = g_date_time_format (time, "%Y-%m-%d %H:%M");
  const char *const cells[] = {
    engine_outcome_get_title (outcome),
    record->name,
    rendition,
    when,
    n_times,
    engine_outcome_get_advice (outcome),
    /* Translators: in the place of a link that is not shown */
    engine_pick_get_is_direct (pick) ? _ ("(direct link)") : record->address,
    new_address != NULL ? new_address : "",
    record->scheme,
    record->id,
    NULL,
  };

  delivery_csv_append_row (text, cells);
}

GBytes *
engine_recheck_make_report (EngineRecheck *self)
{
  GString *text = g_string_new (BYTE_ORDER_MARK);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self));

  g_return_val_if_fail (ENGINE_IS_RECHECK (self), NULL);

  append_head (text);
  for (EngineOutcome outcome = 0; outcome < ENGINE_N_OUTCOMES; outcome++)
    {
      for (guint i = 0; i < n_items; i++)
        {
          g_autoptr (EngineRecheckItem) item = g_list_model_get_item (G_LIST_MODEL (self), i);

          if (engine_recheck_item_get_outcome (item) == outcome)
            append_item (text, item);
        }
    }

  return g_string_free_to_bytes (text);
}
