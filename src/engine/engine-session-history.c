/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The links that were taken from the account. */

#include "engine-session-private.h"

#include "engine-history-source.h"

#define FILE_NAME "picks.history"

void
engine_session_make_history (EngineSession *self)
{
  self->history = engine_history_new ();
  self->history_source =
      CATALOG_SOURCE (engine_history_source_new (self->history, self->client, self->source));
}

void
engine_session_keep_history (EngineSession *self)
{
  g_autofree char *path = g_build_filename (self->data_dir, FILE_NAME, NULL);

  engine_history_keep (self->history, path);
}

EngineHistory *
engine_session_get_history (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return self->history;
}

CatalogSource *
engine_session_get_history_source (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return self->history_source;
}

EngineKnown *
engine_session_get_known (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  if (self->known == NULL)
    self->known = engine_known_new (self->history);

  return self->known;
}

void
engine_session_note_picks (EngineSession *self,
                           GPtrArray *links,
                           DeliveryForm form,
                           JournalPickKind kind)
{
  g_autoptr (GPtrArray) picks = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 now_us;

  g_return_if_fail (ENGINE_IS_SESSION (self));
  g_return_if_fail (links != NULL);

  now_us = self->clock != NULL ? canto_clock_get_real_us (self->clock) : g_get_real_time ();
  /* A microsecond apart, so that their order is kept. */
  for (guint i = 0; i < links->len; i++)
    g_ptr_array_add (picks, engine_pick_new_for_link (links->pdata[i], form, kind, now_us - i));
  engine_history_note (self->history, picks);
}
