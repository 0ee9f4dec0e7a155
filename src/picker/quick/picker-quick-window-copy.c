/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copying the link of the selected row: asset → link → consent → clipboard. */

#include "descant-config.h"

#include "picker-quick-window-private.h"

#include "picker-concern-popover.h"
#include "picker-link-provider.h"
#include "picker-preset.h"

/* One copy, step by step. */
typedef struct
{
  PickerQuickWindow *window; /* (nullable): weak; it cancels when it goes */
  EngineSession *session;
  PickerQuickItem *item;
  DeliveryPreset *preset;
  GCancellable *cancellable;
  EngineLinkResult *made; /* (nullable): when it is made */
} CopyJob;

static void
copy_job_free (CopyJob *job)
{
  g_clear_weak_pointer (&job->window);
  g_object_unref (job->session);
  g_object_unref (job->item);
  delivery_preset_unref (job->preset);
  g_object_unref (job->cancellable);
  g_clear_pointer (&job->made, engine_link_result_free);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopyJob, copy_job_free)

static void
free_job_of_closure (gpointer data, GClosure *closure)
{
  copy_job_free (data);
}

void
picker_quick_window_cancel_copy (PickerQuickWindow *self)
{
  g_cancellable_cancel (self->copy_cancellable);
  g_clear_object (&self->copy_cancellable);
}

static void
put_on_clipboard (CopyJob *job)
{
  PickerQuickWindow *self = job->window;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  g_autoptr (GdkContentProvider) provider = NULL;

  g_ptr_array_add (links, job->made->link);
  provider = picker_link_provider_new_for_clipboard (job->session, job->preset, links);
  gdk_clipboard_set_content (clipboard, provider);
  engine_session_note_picks (job->session, links, delivery_preset_get_form (job->preset),
                             JOURNAL_PICK_COPY);
  picker_quick_window_say_copied (self, job->made->link);
}

static DeliveryConcerns
get_concerns (CopyJob *job)
{
  return engine_session_get_concerns (job->session, job->made->asset,
                                      delivery_preset_get_recipe (job->preset));
}

static void
concerns_accepted (PickerConcernPopover *popover, CopyJob *job)
{
  if (job->window == NULL || g_cancellable_is_cancelled (job->cancellable))
    return;

  engine_session_accept_concerns (job->session, job->made->asset,
                                  delivery_preset_get_recipe (job->preset));
  put_on_clipboard (job);
}

/* Above the list and not inside, which leaves the keyboard to the entry: nothing in there can have
 * it. */
static PickerConcernPopover *
show_question (CopyJob *job)
{
  PickerQuickWindow *self = job->window;
  const char *name = canto_asset_get_name (job->made->asset);
  GtkWidget *stack = GTK_WIDGET (self->stack);
  GtkWidget *row = picker_quick_window_find_row (self, job->item);
  PickerConcernPopover *popover;
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (row, stack, &bounds))
    return picker_concern_popover_show (GTK_WIDGET (self->search_entry), name, get_concerns (job));

  popover = picker_concern_popover_show (stack, name, get_concerns (job));
  gtk_popover_set_pointing_to (
      GTK_POPOVER (popover), &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                              (int) bounds.size.width, (int) bounds.size.height });

  return popover;
}

/* @owned: (transfer full) */
static void
ask (CopyJob *owned)
{
  CopyJob *job = owned;
  CantoAsset *asset = job->made->asset;
  PickerConcernPopover *popover = show_question (job);

  picker_concern_popover_tell_rights (popover, asset);
  g_signal_connect_data (popover, "accepted", G_CALLBACK (concerns_accepted), job,
                         free_job_of_closure, 0);
}

static void
link_made (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CopyJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results =
      engine_session_make_links_finish (ENGINE_SESSION (object), result, &error);

  /* Something else was typed or chosen meanwhile, or the window was closed. */
  if (job->window == NULL || g_cancellable_is_cancelled (job->cancellable))
    return;

  g_clear_object (&job->window->copy_cancellable);
  picker_quick_window_update_busy (job->window);
  if (results == NULL)
    {
      picker_quick_window_say_failed (job->window, error);
      return;
    }

  g_ptr_array_set_free_func (results, NULL);
  job->made = results->pdata[0];
  if (job->made->error != NULL)
    {
      picker_quick_window_say_failed (job->window, job->made->error);
      return;
    }

  picker_quick_item_learn (job->item, job->made->asset);
  /* A question that is answered with no leaves the window as it is. */
  if (get_concerns (job) != DELIVERY_CONCERN_NONE)
    ask (g_steal_pointer (&job));
  else
    put_on_clipboard (job);
}

void
picker_quick_window_copy_selected (PickerQuickWindow *self)
{
  PickerQuickItem *item = picker_quick_window_get_selected (self);
  EngineSession *session = picker_quick_list_get_session (self->list);
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  CopyJob *job;

  if (item == NULL || session == NULL)
    return;

  picker_quick_window_cancel_copy (self);
  picker_quick_window_say_failed (self, NULL);
  self->copy_cancellable = g_cancellable_new ();

  job = g_new0 (CopyJob, 1);
  g_set_weak_pointer (&job->window, self);
  job->session = g_object_ref (session);
  job->item = g_object_ref (item);
  job->preset = delivery_preset_ref (self->preset);
  job->cancellable = g_object_ref (self->copy_cancellable);
  g_ptr_array_add (assets, picker_quick_item_get_asset (item));
  engine_session_make_links_async (session, assets, delivery_preset_get_recipe (job->preset),
                                   job->cancellable, link_made, job);
  picker_quick_window_update_busy (self);
}

/* Actions */

static void
link_copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  picker_quick_window_copy_selected (PICKER_QUICK_WINDOW (widget));
}

/* By its key; it is the last used from now on. */
static void
link_copy_preset (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerQuickWindow *self = PICKER_QUICK_WINDOW (widget);
  EngineSession *session = picker_quick_list_get_session (self->list);
  DeliveryPreset *preset = session != NULL
                               ? engine_presets_get_preset (engine_session_get_presets (session),
                                                            g_variant_get_uint32 (parameter))
                               : NULL;

  if (preset == NULL)
    return;

  picker_preset_save (self->settings, preset);
  picker_quick_window_copy_selected (self);
}

void
picker_quick_window_install_copy (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "link.copy", NULL, link_copy);
  gtk_widget_class_install_action (widget_class, "link.copy-preset", "u", link_copy_preset);
  picker_preset_add_keys (widget_class);
}
