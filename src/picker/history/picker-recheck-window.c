/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-recheck-window.h"

#include "engine-recheck.h"
#include "picker-compat.h"
#include "picker-error.h"
#include "picker-fit-window.h"
#include "picker-recheck-row.h"

#include <glib/gi18n.h>

struct _PickerRecheckWindow
{
  AdwWindow parent_instance;

  /* Template children. */
  AdwToastOverlay *toasts;
  GtkProgressBar *progress;
  GtkLabel *summary;
  GtkLabel *details;
  GtkButton *stop_button;
  GtkButton *save_button;
  GtkStack *stack;
  GtkListView *view;

  /* Owned. */
  EngineRecheck *recheck;
  GCancellable *cancellable;

  /* State. */
  guint update_id; /* non-0 while what was found is to be counted */
  gboolean is_running;
  GError *error; /* (nullable): why it ended before its end */
};

G_DEFINE_FINAL_TYPE (PickerRecheckWindow, picker_recheck_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is said of it */

/* "3 gone, 1 expired, 12 fine": the worst first. (transfer full) */
static char *
dup_counts (PickerRecheckWindow *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (EngineOutcome outcome = 0; outcome < ENGINE_N_OUTCOMES; outcome++)
    {
      guint n = engine_recheck_count (self->recheck, outcome);

      if (n > 0)
        /* Translators: what has become of links, and how many: "Gone: 3" */
        g_ptr_array_add (parts,
                         g_strdup_printf (_ ("%s: %u"), engine_outcome_get_title (outcome), n));
    }
  g_ptr_array_add (parts, NULL);

  /* Translators: between the parts of a list */
  return g_strjoinv (_ (", "), (char **) parts->pdata);
}

static char *
dup_summary (PickerRecheckWindow *self)
{
  guint n_done = engine_recheck_get_n_done (self->recheck);
  guint n_picks = engine_recheck_get_n_picks (self->recheck);
  guint n_good = engine_recheck_count (self->recheck, ENGINE_OUTCOME_FINE);

  if (self->is_running)
    /* Translators: how far a check has come */
    return g_strdup_printf (_ ("Checking: %u of %u"), n_done, n_picks);
  if (self->error != NULL && picker_error_get_title (self->error) != NULL
      && !g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (picker_error_get_title (self->error));
  if (n_done < n_picks)
    return g_strdup_printf (_ ("Stopped: %u of %u checked"), n_done, n_picks);
  if (n_good == n_done)
    return g_strdup_printf (ngettext ("%u link is fine", "All %u links are fine", n_done), n_done);

  return g_strdup_printf (
      ngettext ("%u of %u link needs a look", "%u of %u links need a look", n_done),
      n_done - n_good, n_done);
}

static gboolean
update (gpointer user_data)
{
  PickerRecheckWindow *self = user_data;
  guint n_done = engine_recheck_get_n_done (self->recheck);
  guint n_picks = engine_recheck_get_n_picks (self->recheck);
  g_autofree char *summary = dup_summary (self);
  g_autofree char *counts = dup_counts (self);

  self->update_id = 0;
  gtk_label_set_text (self->summary, summary);
  gtk_label_set_text (self->details, counts);
  /* The summary says it already where all are fine. */
  gtk_widget_set_visible (GTK_WIDGET (self->details),
                          n_done > engine_recheck_count (self->recheck, ENGINE_OUTCOME_FINE));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), self->is_running);
  gtk_widget_set_visible (GTK_WIDGET (self->stop_button), self->is_running);
  gtk_progress_bar_set_fraction (self->progress, n_picks > 0 ? (double) n_done / n_picks : 1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), n_done > 0 && !self->is_running);
  if (n_done > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");

  return G_SOURCE_REMOVE;
}

/* Hundreds of answers may come at once. */
static void
queue_update (PickerRecheckWindow *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update, self, NULL);
}

/* Looking */

static void
recheck_done (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerRecheckWindow) self = user_data;

  self->is_running = FALSE;
  engine_recheck_run_finish (ENGINE_RECHECK (object), result, &self->error);
  if (self->recheck != NULL)
    queue_update (self);
}

static void
stop_clicked (PickerRecheckWindow *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
begin (PickerRecheckWindow *self)
{
  self->is_running = TRUE;
  g_signal_connect_object (self->recheck, "notify::n-done", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  engine_recheck_run_async (self->recheck, self->cancellable, recheck_done, g_object_ref (self));
  update (self);
}

/* The list */

static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  EngineRecheckItem *one = ENGINE_RECHECK_ITEM ((gpointer) a);
  EngineRecheckItem *other = ENGINE_RECHECK_ITEM ((gpointer) b);
  int order =
      (int) engine_recheck_item_get_outcome (one) - (int) engine_recheck_item_get_outcome (other);
  gint64 at, other_at;

  if (order != 0)
    return order;

  at = engine_pick_get_record (engine_recheck_item_get_pick (one))->picked_at_us;
  other_at = engine_pick_get_record (engine_recheck_item_get_pick (other))->picked_at_us;

  return (at < other_at) - (at > other_at);
}

static void
set_up_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, picker_recheck_row_new ());
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  picker_recheck_row_set_item (PICKER_RECHECK_ROW (gtk_list_item_get_child (item)),
                               gtk_list_item_get_item (item));
}

static void
fill_view (PickerRecheckWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_items, NULL, NULL));
  GtkSortListModel *sorted =
      gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->recheck)), sorter);
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (G_LIST_MODEL (sorted));

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
}

static void
row_activated (PickerRecheckWindow *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->view));
  g_autoptr (EngineRecheckItem) item = g_list_model_get_item (model, position);

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, engine_recheck_item_get_pick (item));
}

/* The report */

static void
say (PickerRecheckWindow *self, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (markup));
}

static void
report_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerRecheckWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    {
      g_autofree char *name = g_file_get_basename (G_FILE (object));

      /* Translators: the name of a file */
      text = g_strdup_printf (_ ("Saved as “%s”"), name);
    }
  else
    /* Translators: what the system says of it */
    text = g_strdup_printf (_ ("The report was not saved: %s"), error->message);
  if (self->recheck != NULL)
    say (self, text);
}

void
picker_recheck_window_save (PickerRecheckWindow *self, GFile *file)
{
  g_autoptr (GBytes) report = NULL;

  g_return_if_fail (PICKER_IS_RECHECK_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  report = engine_recheck_make_report (self->recheck);
  g_file_replace_contents_bytes_async (file, report, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, report_saved, g_object_ref (self));
}

static void
file_named (GObject *object, GAsyncResult *result, gpointer user_data)
{
  PickerRecheckWindow *self = PICKER_RECHECK_WINDOW (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = picker_compat_save_file_finish (GTK_WINDOW (self), result, &error);

  if (file != NULL)
    picker_recheck_window_save (self, file);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, error->message);
}

static void
save_clicked (PickerRecheckWindow *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  /* Translators: the name of a file; a day as 2026-03-31 */
  g_autofree char *name = g_strdup_printf (_ ("Links %s.csv"), day);

  picker_compat_save_file_async (GTK_WINDOW (self), _ ("Save Report"), name, NULL, file_named,
                                 NULL);
}

/* GObject */

static void
picker_recheck_window_dispose (GObject *object)
{
  PickerRecheckWindow *self = PICKER_RECHECK_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->update_id, g_source_remove);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->recheck);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (picker_recheck_window_parent_class)->dispose (object);
}

static gboolean
picker_recheck_window_close_request (GtkWindow *window)
{
  g_cancellable_cancel (PICKER_RECHECK_WINDOW (window)->cancellable);

  return GTK_WINDOW_CLASS (picker_recheck_window_parent_class)->close_request (window);
}

static void
picker_recheck_window_class_init (PickerRecheckWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_recheck_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = picker_recheck_window_close_request;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", PICKER_TYPE_RECHECK_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, ENGINE_TYPE_PICK);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-recheck-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerRecheckWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PickerRecheckWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, PickerRecheckWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, PickerRecheckWindow, details);
  gtk_widget_class_bind_template_child (widget_class, PickerRecheckWindow, stop_button);
  gtk_widget_class_bind_template_child (widget_class, PickerRecheckWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, PickerRecheckWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerRecheckWindow, view);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
picker_recheck_window_init (PickerRecheckWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->stop_button, "clicked", G_CALLBACK (stop_clicked), self);
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (save_clicked), self);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (row_activated), self);
}

GtkWidget *
picker_recheck_window_new (GtkWindow *parent, EngineSession *session)
{
  PickerRecheckWindow *self;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  self = g_object_new (PICKER_TYPE_RECHECK_WINDOW, "transient-for", parent, NULL);
  self->recheck = engine_recheck_new (session, G_LIST_MODEL (engine_session_get_history (session)));
  fill_view (self);
  begin (self);
  picker_fit_window (GTK_WINDOW (self));

  return GTK_WIDGET (self);
}
