/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-gstreamer.h"

#include <gmodule.h>

#define LIBRARY "libgstreamer-1.0.so.0"

/* gst_init_check(), which any thread may call, and any number of times. */
typedef gboolean (*InitFunc) (int *argc, char ***argv, GError **error);

static void
prepare_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  /* By hand: whoever plays nothing needs no such library, and GTK loads it in this way, too. */
  GModule *module = g_module_open (LIBRARY, G_MODULE_BIND_LAZY);
  gpointer symbol = NULL;
  g_autoptr (GError) error = NULL;

  if (module == NULL || !g_module_symbol (module, "gst_init_check", &symbol))
    g_debug ("No GStreamer: %s", g_module_error ());
  else
    {
      /* It has threads of its own: it stays. */
      g_module_make_resident (module);
      if (!((InitFunc) symbol) (NULL, NULL, &error))
        g_debug ("GStreamer does not start: %s", error != NULL ? error->message : "no reason");
    }
  g_task_return_boolean (task, TRUE);
}

void
media_gstreamer_prepare_async (GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, media_gstreamer_prepare_async);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, prepare_in_thread);
}

gboolean
media_gstreamer_prepare_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
