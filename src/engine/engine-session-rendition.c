/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a link really leads to, to be looked at: link → bytes → picture, or the picture of another
 * link where this computer cannot show the first. */

#include "engine-session-private.h"

#include "canto-maker.h"

#define MAX_RENDITION_BYTES ((gsize) 64 * 1024 * 1024)

/* The data of the task. */
typedef struct
{
  DeliveryLink *stand_in;     /* (nullable) */
  EngineRendition *rendition; /* (nullable): that cannot be shown */
} FetchSteps;

static void
fetch_steps_free (FetchSteps *steps)
{
  g_clear_pointer (&steps->stand_in, delivery_link_unref);
  g_clear_pointer (&steps->rendition, engine_rendition_unref);
  g_free (steps);
}

static gpointer
make (GBytes *bytes, gpointer user_data, GError **error)
{
  return engine_rendition_new (bytes, error);
}

/* @task: (transfer full) */
static void
fetch (EngineSession *self, DeliveryLink *link, GAsyncReadyCallback callback, GTask *task)
{
  g_autoptr (CantoMaker) maker =
      canto_maker_new (make, (GDestroyNotify) engine_rendition_unref, NULL, NULL);

  canto_client_fetch_and_make_async (self->client, delivery_link_get_uri (link),
                                     delivery_link_get_is_direct (link) ? CANTO_FETCH_COUNTED
                                                                        : CANTO_FETCH_FREE,
                                     MAX_RENDITION_BYTES, CANTO_PRIORITY_INTERACTIVE, maker, NULL,
                                     g_task_get_cancellable (task), callback, task);
}

/* Whoever has the weight but nothing to look at has more than an error. */
static void
stand_in_fetched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  FetchSteps *steps = g_task_get_task_data (task);
  g_autoptr (EngineRendition) other =
      canto_client_fetch_and_make_finish (CANTO_CLIENT (object), result, NULL);
  EngineRendition *rendition = other != NULL
                                   ? engine_rendition_with_stand_in (steps->rendition, other)
                                   : engine_rendition_ref (steps->rendition);

  g_task_return_pointer (task, rendition, (GDestroyNotify) engine_rendition_unref);
}

static void
fetched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  FetchSteps *steps = g_task_get_task_data (task);
  EngineSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (EngineRendition) rendition =
      canto_client_fetch_and_make_finish (CANTO_CLIENT (object), result, &error);

  if (rendition == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (rendition->picture == NULL && steps->stand_in != NULL)
    {
      steps->rendition = g_steal_pointer (&rendition);
      fetch (self, steps->stand_in, stand_in_fetched, g_steal_pointer (&task));
    }
  else
    g_task_return_pointer (task, g_steal_pointer (&rendition),
                           (GDestroyNotify) engine_rendition_unref);
}

void
engine_session_fetch_rendition_async (EngineSession *self,
                                      DeliveryLink *link,
                                      DeliveryLink *stand_in,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FetchSteps *steps;

  g_return_if_fail (ENGINE_IS_SESSION (self));
  g_return_if_fail (link != NULL);

  steps = g_new0 (FetchSteps, 1);
  steps->stand_in = stand_in != NULL ? delivery_link_ref (stand_in) : NULL;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_session_fetch_rendition_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) fetch_steps_free);
  fetch (self, link, fetched, g_steal_pointer (&task));
}

EngineRendition *
engine_session_fetch_rendition_finish (EngineSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
