/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-source.h"

GSource *
canto_source_watch_cancellable (GCancellable *cancellable,
                                GCancellableSourceFunc func,
                                gpointer user_data)
{
  GSource *source;

  if (cancellable == NULL)
    return NULL;

  source = g_cancellable_source_new (cancellable);
  g_source_set_callback (source, G_SOURCE_FUNC (func), user_data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());

  return source;
}

void
canto_source_clear (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}
