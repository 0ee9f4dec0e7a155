/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-stall-private.h"

#include "canto-source.h"

struct _CantoStall
{
  GCancellable *cancellable;
  GSource *source; /* (nullable): while it watches */
  guint window_ms;
  guint min_bytes;
  gsize n_bytes; /* in this window */
  gboolean was_met;
};

CantoStall *
canto_stall_new (guint window_ms, guint min_bytes, GCancellable *cancellable)
{
  CantoStall *self = g_new0 (CantoStall, 1);

  self->window_ms = window_ms;
  self->min_bytes = min_bytes;
  self->cancellable = g_object_ref (cancellable);

  return self;
}

void
canto_stall_free (CantoStall *self)
{
  canto_stall_end (self);
  g_object_unref (self->cancellable);
  g_free (self);
}

static gboolean
window_ended (gpointer user_data)
{
  CantoStall *self = user_data;

  if (self->n_bytes >= self->min_bytes)
    {
      self->n_bytes = 0;
      return G_SOURCE_CONTINUE;
    }

  self->was_met = TRUE;
  canto_stall_end (self);
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

void
canto_stall_begin (CantoStall *self)
{
  if (self->source != NULL)
    return;

  self->n_bytes = 0;
  self->source = g_timeout_source_new (self->window_ms);
  g_source_set_priority (self->source, CANTO_CANCEL_PRIORITY);
  g_source_set_callback (self->source, window_ended, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

void
canto_stall_restart (CantoStall *self)
{
  canto_stall_end (self);
  canto_stall_begin (self);
}

void
canto_stall_end (CantoStall *self)
{
  canto_source_clear (&self->source);
}

void
canto_stall_add (CantoStall *self, gsize n_bytes)
{
  self->n_bytes += n_bytes;
}

gboolean
canto_stall_was_met (CantoStall *self)
{
  return self->was_met;
}
