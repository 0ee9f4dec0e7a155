/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "journal-pick.h"

JournalPick *
journal_pick_new (void)
{
  JournalPick *self = g_new0 (JournalPick, 1);

  self->scheme = g_strdup ("");
  self->id = g_strdup ("");
  self->name = g_strdup ("");
  self->ops = g_strdup ("");
  self->form = g_strdup ("");
  self->address = g_strdup ("");
  self->asset_time = g_strdup ("");
  self->version = g_strdup ("");
  self->n_times = 1;

  return self;
}

JournalPick *
journal_pick_copy (const JournalPick *self)
{
  JournalPick *copy = g_memdup2 (self, sizeof (JournalPick));

  copy->scheme = g_strdup (self->scheme);
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->ops = g_strdup (self->ops);
  copy->form = g_strdup (self->form);
  copy->address = g_strdup (self->address);
  copy->asset_time = g_strdup (self->asset_time);
  copy->version = g_strdup (self->version);

  return copy;
}

void
journal_pick_free (JournalPick *self)
{
  g_free (self->scheme);
  g_free (self->id);
  g_free (self->name);
  g_free (self->ops);
  g_free (self->form);
  g_free (self->address);
  g_free (self->asset_time);
  g_free (self->version);
  g_free (self);
}
