/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the search stands: in the header bar, or below it where the window is so narrow that its
 * buttons would leave it no room. */

#include "descant-config.h"

#include "picker-library-private.h"

#include "picker-compat.h"

static void
move_search (PickerLibrary *self, gboolean is_narrow)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean has_focus = focus != NULL && gtk_widget_is_ancestor (focus, self->search_clamp);
  g_autoptr (GtkWidget) clamp = g_object_ref (self->search_clamp);

  if (is_narrow)
    {
      /* The title of the window then. */
      adw_header_bar_set_title_widget (self->header_bar, NULL);
      adw_bin_set_child (self->search_bin, clamp);
    }
  else
    {
      adw_bin_set_child (self->search_bin, NULL);
      adw_header_bar_set_title_widget (self->header_bar, clamp);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->search_bin), is_narrow);
  /* The entry forgot where it listens when it left the window. */
  gtk_search_entry_set_key_capture_widget (self->search_entry, NULL);
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (root));
  if (has_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static gboolean
arrange_due (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  gboolean is_narrow = picker_compat_split_get_folded (self->split);

  self->arrange_id = 0;
  if (is_narrow != (adw_bin_get_child (self->search_bin) != NULL))
    move_search (self, is_narrow);

  return G_SOURCE_REMOVE;
}

/* It is told in the middle of a layout. */
static void
folded_changed (PickerLibrary *self)
{
  if (self->arrange_id == 0)
    self->arrange_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), arrange_due, NULL, NULL);
}

void
picker_library_watch_width (PickerLibrary *self)
{
  picker_compat_split_watch_folded (self->split, G_CALLBACK (folded_changed), self);
}
