/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-compat.h"

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

/* Names */

void
picker_compat_name_peek_button (GtkWidget *row, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_BUTTON (child)
          || gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (child))
                 == GTK_ACCESSIBLE_ROLE_BUTTON)
        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                        -1);
      picker_compat_name_peek_button (child, name);
    }
}

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

#if GTK_CHECK_VERSION(4, 10, 0)

static void
launched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;

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
