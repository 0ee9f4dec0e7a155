/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-compat.h"

#include "canto-core-dumps.h"

#include <adwaita.h>

#if ADW_CHECK_VERSION(1, 4, 0)
#define FOLDED_PROPERTY "collapsed"
#define SHOW_PROPERTY   "show-sidebar"
#else
#define FOLDED_PROPERTY "folded"
#define SHOW_PROPERTY   "reveal-flap"
#endif

#define SIDEBAR_MIN_PX 240
#define PANEL_MIN_PX   300
#define CONTENT_MIN_PX 320

/* What a panel has to do with a setting: see picker_compat_split_bind_habit(). */
typedef struct
{
  GSettings *settings;
  char *key;
} Habit;

static void
habit_free (gpointer data, GClosure *closure)
{
  Habit *habit = data;

  g_object_unref (habit->settings);
  g_free (habit->key);
  g_free (habit);
}

static void
folded_changed (GObject *view, GParamSpec *pspec, Habit *habit)
{
  gboolean is_folded;

  g_object_get (view, pspec->name, &is_folded, NULL);
  /* What the person chose is known by now: the panel of a split that folds hides itself. */
  g_object_set (view, SHOW_PROPERTY,
                !is_folded && g_settings_get_boolean (habit->settings, habit->key), NULL);
}

static void
shown_changed (GObject *view, GParamSpec *pspec, Habit *habit)
{
  gboolean is_folded, is_shown;

  g_object_get (view, FOLDED_PROPERTY, &is_folded, SHOW_PROPERTY, &is_shown, NULL);
  if (!is_folded && is_shown != g_settings_get_boolean (habit->settings, habit->key))
    g_settings_set_boolean (habit->settings, habit->key, is_shown);
}

static Habit *
habit_new (GSettings *settings, const char *key)
{
  Habit *habit = g_new0 (Habit, 1);

  habit->settings = g_object_ref (settings);
  habit->key = g_strdup (key);

  return habit;
}

#if ADW_CHECK_VERSION(1, 4, 0)

/* The bin is what can hold a breakpoint. */
static AdwOverlaySplitView *
get_split_view (GtkWidget *split)
{
  return ADW_OVERLAY_SPLIT_VIEW (adw_breakpoint_bin_get_child (ADW_BREAKPOINT_BIN (split)));
}

static GtkWidget *
make_split (GtkWidget *sidebar, GtkWidget *content, GtkPackType end, const char *narrow_condition)
{
  GtkWidget *view = adw_overlay_split_view_new ();
  GtkWidget *bin = adw_breakpoint_bin_new ();
  AdwBreakpoint *narrow = adw_breakpoint_new (adw_breakpoint_condition_parse (narrow_condition));
  g_auto (GValue) collapsed = G_VALUE_INIT;

  adw_overlay_split_view_set_sidebar (ADW_OVERLAY_SPLIT_VIEW (view), sidebar);
  adw_overlay_split_view_set_content (ADW_OVERLAY_SPLIT_VIEW (view), content);
  adw_overlay_split_view_set_sidebar_position (ADW_OVERLAY_SPLIT_VIEW (view), end);
  adw_overlay_split_view_set_min_sidebar_width (
      ADW_OVERLAY_SPLIT_VIEW (view), end == GTK_PACK_END ? PANEL_MIN_PX : SIDEBAR_MIN_PX);
  g_value_init (&collapsed, G_TYPE_BOOLEAN);
  g_value_set_boolean (&collapsed, TRUE);
  adw_breakpoint_add_setter (narrow, G_OBJECT (view), "collapsed", &collapsed);
  adw_breakpoint_bin_add_breakpoint (ADW_BREAKPOINT_BIN (bin), narrow);
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (bin), view);
  gtk_widget_set_size_request (bin, 320, 200);

  return bin;
}

GtkWidget *
picker_compat_split_new (GtkWidget *sidebar, GtkWidget *content)
{
  return make_split (sidebar, content, GTK_PACK_START, "max-width: 700px");
}

/* What covers the content covers all of it: a strip that is left beside it is good for nothing. */
static void
cover_all (AdwOverlaySplitView *view)
{
  gboolean is_folded = adw_overlay_split_view_get_collapsed (view);

  adw_overlay_split_view_set_max_sidebar_width (view, is_folded ? G_MAXINT16 : PANEL_MIN_PX);
  adw_overlay_split_view_set_sidebar_width_fraction (view, is_folded ? 1.0 : 0.25);
}

GtkWidget *
picker_compat_split_new_end (GtkWidget *panel, GtkWidget *content)
{
  GtkWidget *split = make_split (panel, content, GTK_PACK_END, "max-width: 619px");
  AdwOverlaySplitView *view = get_split_view (split);

  g_signal_connect (view, "notify::" FOLDED_PROPERTY, G_CALLBACK (cover_all), NULL);
  cover_all (view);

  /* Folded and unfolded it is as the habit says, not as the view thinks. */
  adw_overlay_split_view_set_pin_sidebar (view, TRUE);

  return split;
}

void
picker_compat_split_bind_habit (GtkWidget *split, GSettings *settings, const char *key)
{
  AdwOverlaySplitView *view = get_split_view (split);

  adw_overlay_split_view_set_show_sidebar (view, g_settings_get_boolean (settings, key));
  g_signal_connect_data (view, "notify::" FOLDED_PROPERTY, G_CALLBACK (folded_changed),
                         habit_new (settings, key), habit_free, 0);
  g_signal_connect_data (view, "notify::" SHOW_PROPERTY, G_CALLBACK (shown_changed),
                         habit_new (settings, key), habit_free, 0);
}

gboolean
picker_compat_split_get_folded (GtkWidget *split)
{
  return adw_overlay_split_view_get_collapsed (get_split_view (split));
}

void
picker_compat_split_watch_folded (GtkWidget *split, GCallback callback, gpointer object)
{
  g_signal_connect_object (get_split_view (split), "notify::" FOLDED_PROPERTY, callback, object,
                           G_CONNECT_SWAPPED);
}

gboolean
picker_compat_split_get_show_sidebar (GtkWidget *split)
{
  return adw_overlay_split_view_get_show_sidebar (get_split_view (split));
}

void
picker_compat_split_set_show_sidebar (GtkWidget *split, gboolean show)
{
  adw_overlay_split_view_set_show_sidebar (get_split_view (split), show);
}

void
picker_compat_split_bind_toggle (GtkWidget *split, GtkToggleButton *toggle)
{
  g_object_bind_property (get_split_view (split), "show-sidebar", toggle, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

#else

GtkWidget *
picker_compat_split_new (GtkWidget *sidebar, GtkWidget *content)
{
  GtkWidget *flap = adw_flap_new ();

  gtk_widget_set_size_request (sidebar, SIDEBAR_MIN_PX, -1);
  /* The flap folds when its content has not enough room. */
  gtk_widget_set_size_request (content, 340, -1);
  gtk_widget_add_css_class (sidebar, "background");
  adw_flap_set_flap (ADW_FLAP (flap), sidebar);
  adw_flap_set_separator (ADW_FLAP (flap), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_flap_set_content (ADW_FLAP (flap), content);

  return flap;
}

/* What covers the content covers all of it: a strip that is left beside it is good for nothing. */
static void
cover_all (AdwFlap *flap)
{
  gtk_widget_set_hexpand (adw_flap_get_flap (flap), adw_flap_get_folded (flap));
}

GtkWidget *
picker_compat_split_new_end (GtkWidget *panel, GtkWidget *content)
{
  GtkWidget *flap = adw_flap_new ();

  gtk_widget_set_size_request (panel, PANEL_MIN_PX, -1);
  gtk_widget_set_size_request (content, CONTENT_MIN_PX, -1);
  gtk_widget_set_size_request (flap, CONTENT_MIN_PX + 20, -1);
  gtk_widget_add_css_class (panel, "background");
  adw_flap_set_flap_position (ADW_FLAP (flap), GTK_PACK_END);
  adw_flap_set_flap (ADW_FLAP (flap), panel);
  adw_flap_set_separator (ADW_FLAP (flap), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_flap_set_content (ADW_FLAP (flap), content);
  /* Folded and unfolded it is as the habit says, not as the flap thinks. */
  adw_flap_set_locked (ADW_FLAP (flap), TRUE);
  /* A tile that is dragged by touch is no wish for the panel. */
  adw_flap_set_swipe_to_open (ADW_FLAP (flap), FALSE);
  g_signal_connect (flap, "notify::" FOLDED_PROPERTY, G_CALLBACK (cover_all), NULL);
  /* The flap must not expand for what is in the panel. */
  cover_all (ADW_FLAP (flap));

  return flap;
}

void
picker_compat_split_bind_habit (GtkWidget *split, GSettings *settings, const char *key)
{
  adw_flap_set_reveal_flap (ADW_FLAP (split), g_settings_get_boolean (settings, key));
  g_signal_connect_data (split, "notify::" FOLDED_PROPERTY, G_CALLBACK (folded_changed),
                         habit_new (settings, key), habit_free, 0);
  g_signal_connect_data (split, "notify::" SHOW_PROPERTY, G_CALLBACK (shown_changed),
                         habit_new (settings, key), habit_free, 0);
}

gboolean
picker_compat_split_get_folded (GtkWidget *split)
{
  return adw_flap_get_folded (ADW_FLAP (split));
}

void
picker_compat_split_watch_folded (GtkWidget *split, GCallback callback, gpointer object)
{
  g_signal_connect_object (split, "notify::" FOLDED_PROPERTY, callback, object, G_CONNECT_SWAPPED);
}

gboolean
picker_compat_split_get_show_sidebar (GtkWidget *split)
{
  return adw_flap_get_reveal_flap (ADW_FLAP (split));
}

void
picker_compat_split_set_show_sidebar (GtkWidget *split, gboolean show)
{
  adw_flap_set_reveal_flap (ADW_FLAP (split), show);
}

void
picker_compat_split_bind_toggle (GtkWidget *split, GtkToggleButton *toggle)
{
  g_object_bind_property (split, "reveal-flap", toggle, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

#endif

/* Popovers */

/* GTK 4.8 keeps a reference to what is hidden with the focus until the next event, or for ever if
 * that does not come. */
static void
drop_focus (GtkWidget *popover)
{
  GtkRoot *root = gtk_widget_get_root (popover);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && (focus == popover || gtk_widget_is_ancestor (focus, popover)))
    gtk_root_set_focus (root, NULL);
}

void
picker_compat_close_popovers (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    picker_compat_close_popovers (child);
  if (!GTK_IS_POPOVER (widget) || !gtk_widget_get_visible (widget))
    return;

  drop_focus (widget);
  gtk_popover_popdown (GTK_POPOVER (widget));
}

typedef struct
{
  GtkWidget *popover;
  GtkWidget *focus;
} FocusKeep;

static void
focus_keep_free (FocusKeep *keep)
{
  g_object_unref (keep->popover);
  g_object_unref (keep->focus);
  g_free (keep);
}

static gboolean
focus_is_due (gpointer user_data)
{
  FocusKeep *keep = user_data;
  GtkWidget *owner = gtk_widget_get_parent (keep->popover);
  GtkRoot *root = gtk_widget_get_root (keep->popover);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && owner != NULL && (focus == owner || gtk_widget_is_ancestor (focus, owner))
      && gtk_widget_get_root (keep->focus) == root && gtk_widget_get_mapped (keep->focus))
    gtk_widget_grab_focus (keep->focus);

  return G_SOURCE_REMOVE;
}

void
picker_compat_keep_focus (GtkPopover *popover)
{
  GtkRoot *root;
  GtkWidget *focus;
  FocusKeep *keep;

  g_return_if_fail (GTK_IS_POPOVER (popover));

  root = gtk_widget_get_root (GTK_WIDGET (popover));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (popover)))
    return;

  keep = g_new0 (FocusKeep, 1);
  keep->popover = GTK_WIDGET (g_object_ref (popover));
  keep->focus = g_object_ref (focus);
  /* Before the next key. */
  g_idle_add_full (G_PRIORITY_HIGH, focus_is_due, keep, (GDestroyNotify) focus_keep_free);
}

#if GTK_CHECK_VERSION(4, 10, 0)

static void
launched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;

  canto_core_dumps_end_start ();
  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (object), result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

#else

static void
shown (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;

  canto_core_dumps_end_start ();
  if (!gtk_show_uri_full_finish (GTK_WINDOW (object), result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

#endif

void
picker_compat_open_uri_async (GtkWindow *parent,
                              const char *uri,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, picker_compat_open_uri_async);
  canto_core_dumps_begin_start (); /* until the browser has started */
#if GTK_CHECK_VERSION(4, 10, 0)
  {
    g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

    gtk_uri_launcher_launch (launcher, parent, cancellable, launched, g_steal_pointer (&task));
  }
#else
  gtk_show_uri_full (parent, uri, GDK_CURRENT_TIME, cancellable, shown, g_steal_pointer (&task));
#endif
}

gboolean
picker_compat_open_uri_finish (GtkWindow *parent, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Files */

/* (transfer container) (element-type GFile) */
static GPtrArray *
list_files (GListModel *model)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (files, g_list_model_get_item (model, i));

  return files;
}

static void
return_none (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nothing was chosen.");
}

#if GTK_CHECK_VERSION(4, 10, 0)

/* @error: (transfer full) */
static void
return_refusal (GTask *task, GError *error)
{
  gboolean is_none = error->domain == GTK_DIALOG_ERROR && error->code != GTK_DIALOG_ERROR_FAILED;

  if (is_none)
    {
      g_error_free (error);
      return_none (task);
    }
  else
    g_task_return_error (task, error);
}

static void
file_chosen (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, &error);

  if (file == NULL)
    {
      return_refusal (task, g_steal_pointer (&error));
      return;
    }
  g_ptr_array_add (files, file);
  g_task_return_pointer (task, g_steal_pointer (&files), (GDestroyNotify) g_ptr_array_unref);
}

static void
file_named (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    return_refusal (task, g_steal_pointer (&error));
}

static void
files_chosen (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) model =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (object), result, &error);

  if (model != NULL)
    g_task_return_pointer (task, list_files (model), (GDestroyNotify) g_ptr_array_unref);
  else
    return_refusal (task, g_steal_pointer (&error));
}

#else

/* It has no other owner while it is shown. */
static void
chooser_responded (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) model = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));

      g_task_return_pointer (task, list_files (model), (GDestroyNotify) g_ptr_array_unref);
    }
  else
    return_none (task);
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static void
namer_responded (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)),
                           g_object_unref);
  else
    return_none (task);
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

#endif

void
picker_compat_choose_files_async (GtkWindow *parent,
                                  const char *title,
                                  gboolean many,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, picker_compat_choose_files_async);
#if GTK_CHECK_VERSION(4, 10, 0)
  {
    g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

    gtk_file_dialog_set_title (dialog, title);
    if (many)
      gtk_file_dialog_open_multiple (dialog, parent, cancellable, files_chosen,
                                     g_steal_pointer (&task));
    else
      gtk_file_dialog_open (dialog, parent, cancellable, file_chosen, g_steal_pointer (&task));
  }
#else
  {
    GtkFileChooserNative *chooser =
        gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

    gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
    gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), many);
    g_signal_connect (chooser, "response", G_CALLBACK (chooser_responded), g_steal_pointer (&task));
    gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
  }
#endif
}

GPtrArray *
picker_compat_choose_files_finish (GtkWindow *parent, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
picker_compat_save_file_async (GtkWindow *parent,
                               const char *title,
                               const char *name,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, picker_compat_save_file_async);
#if GTK_CHECK_VERSION(4, 10, 0)
  {
    g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

    gtk_file_dialog_set_title (dialog, title);
    gtk_file_dialog_set_initial_name (dialog, name);
    gtk_file_dialog_save (dialog, parent, cancellable, file_named, g_steal_pointer (&task));
  }
#else
  {
    GtkFileChooserNative *chooser =
        gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

    gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
    g_signal_connect (chooser, "response", G_CALLBACK (namer_responded), g_steal_pointer (&task));
    gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
  }
#endif
}

GFile *
picker_compat_save_file_finish (GtkWindow *parent, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
