/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Making links: what is missing of the assets, or was read long ago, is asked for first. */

#include "engine-session-private.h"

#include "canto-error.h"

/* Meanwhile somebody may have withdrawn the asset, and its signed addresses have ended. */
#define MAX_AGE_US (10 * 60 * G_USEC_PER_SEC)

/* The data of the task. */
typedef struct
{
  GPtrArray *assets; /* (element-type CantoAsset) */
  GPtrArray *asked;  /* (element-type CantoAsset): those of them whose details are asked for */
  DeliveryRecipe *recipe;
} LinkSteps;

static void
link_steps_free (LinkSteps *steps)
{
  g_ptr_array_unref (steps->assets);
  g_ptr_array_unref (steps->asked);
  delivery_recipe_unref (steps->recipe);
  g_free (steps);
}

static LinkSteps *
link_steps_new (DeliveryRecipe *recipe)
{
  LinkSteps *steps = g_new0 (LinkSteps, 1);

  steps->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  steps->asked = g_ptr_array_new ();
  steps->recipe = delivery_recipe_ref (recipe);

  return steps;
}

/* @details: (element-type CantoAsset): of those that were asked for, in their order; NULL if gone
 */
static void
return_links (GTask *task, GPtrArray *details)
{
  LinkSteps *steps = g_task_get_task_data (task);
  EngineSession *self = g_task_get_source_object (task);
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) engine_link_result_free);
  guint n_used = 0;

  for (guint i = 0; i < steps->assets->len; i++)
    {
      CantoAsset *asset = steps->assets->pdata[i];
      gboolean was_asked = n_used < steps->asked->len && steps->asked->pdata[n_used] == asset;
      CantoAsset *complete = was_asked ? details->pdata[n_used++] : asset;

      g_ptr_array_add (results, complete != NULL ? engine_link_result_new (self->link_account,
                                                                           complete, steps->recipe)
                                                 : engine_link_result_new_gone (asset));
    }

  g_task_return_pointer (task, results, (GDestroyNotify) g_ptr_array_unref);
}

static void
got_details (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) details =
      canto_client_get_assets_finish (CANTO_CLIENT (object), result, &error);

  if (details == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    return_links (task, details);
}

/* One alone is asked for alone: that is one call as well, and a browser that waits for a drop does
 * not wait for a batch. */
static void
got_details_of_one (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GPtrArray) details = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAsset) asset =
      canto_client_get_asset_finish (CANTO_CLIENT (object), result, &error);

  if (asset == NULL && !g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_ptr_array_add (details, asset);
  return_links (task, details);
}

static gboolean
is_fresh (EngineSession *self, CantoAsset *asset)
{
  gint64 now_us = canto_client_get_now_us (engine_session_get_client (self));

  return canto_asset_get_is_complete (asset)
         && now_us - canto_asset_get_read_at_us (asset) < MAX_AGE_US;
}

static void
ask_for_details (GTask *task)
{
  LinkSteps *steps = g_task_get_task_data (task);
  EngineSession *self = g_task_get_source_object (task);
  CantoClient *client = engine_session_get_client (self);
  GCancellable *cancellable = g_task_get_cancellable (task);
  CantoAsset *first = steps->asked->pdata[0];

  if (steps->asked->len == 1)
    canto_client_get_asset_async (client, canto_asset_get_scheme (first),
                                  canto_asset_get_id (first), CANTO_PRIORITY_INTERACTIVE,
                                  cancellable, got_details_of_one, g_object_ref (task));
  else
    canto_client_get_assets_async (client, steps->asked, CANTO_PRIORITY_INTERACTIVE, cancellable,
                                   got_details, g_object_ref (task));
}

void
engine_session_make_links_async (EngineSession *self,
                                 GPtrArray *assets,
                                 DeliveryRecipe *recipe,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  LinkSteps *steps;

  g_return_if_fail (ENGINE_IS_SESSION (self));
  g_return_if_fail (assets != NULL && assets->len <= ENGINE_MAX_LINKS);
  g_return_if_fail (recipe != NULL);

  steps = link_steps_new (recipe);
  for (guint i = 0; i < assets->len; i++)
    {
      g_ptr_array_add (steps->assets, canto_asset_ref (assets->pdata[i]));
      if (!is_fresh (self, assets->pdata[i]))
        g_ptr_array_add (steps->asked, assets->pdata[i]);
    }
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_session_make_links_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) link_steps_free);

  if (steps->asked->len > 0)
    ask_for_details (task);
  else
    return_links (task, steps->asked);
}

DeliveryLink *
engine_session_make_link (EngineSession *self,
                          CantoAsset *asset,
                          DeliveryRecipe *recipe,
                          GError **error)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);
  g_return_val_if_fail (asset != NULL && recipe != NULL, NULL);

  return engine_link_result_make_link (self->link_account, asset, recipe, error);
}

void
engine_session_take_delivery (EngineSession *self, CantoAccount *account)
{
  g_return_if_fail (ENGINE_IS_SESSION (self));
  g_return_if_fail (CANTO_IS_ACCOUNT (account));

  g_set_object (&self->link_account, account);
  engine_history_set_master_px (self->history, canto_account_get_delivery_master_px (account));
}

CantoAccount *
engine_session_get_link_account (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), NULL);

  return self->link_account;
}

guint
engine_session_get_master_px (EngineSession *self)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (self), CANTO_ACCOUNT_DEFAULT_MASTER_PX);

  return canto_account_get_delivery_master_px (self->link_account);
}

GPtrArray *
engine_session_make_links_finish (EngineSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
