/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What GTK and libadwaita have wrong, mended from outside. */

#include "picker-compat.h"

#include <adwaita.h>
#include <math.h>

#define HEADING_MIN_PX 80

/* libadwaita */

#if GTK_CHECK_VERSION(4, 18, 0)
/* An AdwMessageDialog has a large heading and a small one, and asks both how high they would be in
 * places that are too narrow for the large one, which does not wrap. From GTK 4.18 on that is a
 * warning. Headings that may wrap and want the same little at least have an answer; which of them
 * is shown stays as it is. */
static void
mend_headings (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget)
      && (gtk_widget_has_css_class (widget, "title-2")
          || gtk_widget_has_css_class (widget, "title-4")))
    {
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
      gtk_widget_set_size_request (widget, HEADING_MIN_PX, -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    mend_headings (child);
}

static void
window_realized (GtkWidget *window)
{
  if (ADW_IS_MESSAGE_DIALOG (window))
    mend_headings (window);
}

/* What a window is, is not known yet: it is only being made. */
static void
windows_changed (GListModel *windows, guint position, guint n_removed, guint n_added)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, position + i);

      g_signal_connect (window, "realize", G_CALLBACK (window_realized), NULL);
    }
}

#endif

#if !ADW_CHECK_VERSION(1, 3, 0)
/* A toast that takes the place of another comes in for longer than it takes to go. Dismissed
 * meanwhile it is freed, and then its coming in ends and says so to what was freed. Nobody needs to
 * hear that: what has come in stands where it belongs. */
static gboolean
animation_done (GSignalInvocationHint *hint,
                guint n_params,
                const GValue *params,
                gpointer user_data)
{
  AdwAnimation *animation = g_value_get_object (&params[0]);
  gulong handler_id;

  if (ADW_IS_TOAST_OVERLAY (adw_animation_get_widget (animation))
      && ADW_IS_TIMED_ANIMATION (animation)
      && adw_timed_animation_get_value_to (ADW_TIMED_ANIMATION (animation)) > 0)
    while ((handler_id =
                g_signal_handler_find (animation, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_UNBLOCKED,
                                       hint->signal_id, 0, NULL, NULL, NULL))
           != 0)
      g_signal_handler_block (animation, handler_id);

  return G_SOURCE_CONTINUE;
}

static void
mend_toasts (void)
{
  GTypeClass *class = g_type_class_ref (ADW_TYPE_ANIMATION);

  g_signal_add_emission_hook (g_signal_lookup ("done", ADW_TYPE_ANIMATION), 0, animation_done, NULL,
                              NULL);
  g_type_class_unref (class);
}
#endif

void
picker_compat_mend_libadwaita (void)
{
#if GTK_CHECK_VERSION(4, 18, 0)
  g_signal_connect (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (windows_changed),
                    NULL);
#endif
#if !ADW_CHECK_VERSION(1, 3, 0)
  mend_toasts ();
#endif
}

/* Places */

#if GTK_CHECK_VERSION(4, 10, 0)
/* GTK sums up where each widget stands in its parent, for a place in the window; but counts from
 * the parent's contents, and leaves out its border and padding. */
static gboolean
get_bounds (GtkAccessible *accessible, int *x, int *y, int *width, int *height)
{
  GtkWidget *widget = GTK_WIDGET (accessible);
  GtkWidget *around = gtk_widget_get_parent (widget);
  graphene_rect_t bounds, outer;

  if (!gtk_widget_get_realized (widget))
    return FALSE;

  if (around == NULL)
    around = widget;
  if (!gtk_widget_compute_bounds (widget, around, &bounds)
      || !gtk_widget_compute_bounds (around, around, &outer))
    bounds = outer = *graphene_rect_zero ();
  *x = (int) floorf (bounds.origin.x - outer.origin.x);
  *y = (int) floorf (bounds.origin.y - outer.origin.y);
  *width = (int) ceilf (bounds.size.width);
  *height = (int) ceilf (bounds.size.height);

  return TRUE;
}
#endif

/* Names */

#if GTK_CHECK_VERSION(4, 18, 0)
/* The items of a menu are called as their labels, and these are of a role that may have no name. */
static void
name_label (GtkWidget *label)
{
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (label))
      != GTK_ACCESSIBLE_ROLE_PRESENTATION)
    return;
  g_object_set (label, "accessible-role", GTK_ACCESSIBLE_ROLE_LABEL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)), -1);
}

static void
name_items (GtkWidget *widget)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));
  gboolean is_item = role == GTK_ACCESSIBLE_ROLE_MENU_ITEM
                     || role == GTK_ACCESSIBLE_ROLE_MENU_ITEM_CHECKBOX
                     || role == GTK_ACCESSIBLE_ROLE_MENU_ITEM_RADIO;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!is_item)
        name_items (child);
      else if (GTK_IS_LABEL (child))
        {
          name_label (child);
          break; /* a second one is the key */
        }
    }
}

static gboolean
widget_mapped (GSignalInvocationHint *hint,
               guint n_params,
               const GValue *params,
               gpointer user_data)
{
  GtkWidget *widget = g_value_get_object (&params[0]);

  if (GTK_IS_POPOVER_MENU (widget))
    name_items (widget);

  return G_SOURCE_CONTINUE;
}
#endif

void
picker_compat_mend_tree (void)
{
#if GTK_CHECK_VERSION(4, 10, 0)
  GTypeClass *class = g_type_class_ref (GTK_TYPE_WIDGET);
  /* What the classes below it have of their own begins as a copy of this one. */
  GtkAccessibleInterface *iface = g_type_interface_peek (class, GTK_TYPE_ACCESSIBLE);

  iface->get_bounds = get_bounds;
#if GTK_CHECK_VERSION(4, 18, 0)
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, widget_mapped, NULL,
                              NULL);
#endif
#endif
}

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
