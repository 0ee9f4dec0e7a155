/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Links that anybody can open. */

#include "descant-config.h"

#include "picker-library-private.h"

#include "picker-share-dialog.h"

/* It is not offered again. */
static void
refused (PickerLibrary *self)
{
  self->may_not_share = TRUE;
  picker_library_update_share (self);
}

static void
open_dialog (PickerLibrary *self, GPtrArray *assets)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog = picker_share_dialog_new (self->session, window, assets);

  g_signal_connect_object (dialog, "refused", G_CALLBACK (refused), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Somebody else may have signed in. */
static void
signed_in (PickerLibrary *self)
{
  self->may_not_share = FALSE;
  picker_library_update_share (self);
}

void
picker_library_connect_share (PickerLibrary *self)
{
  g_signal_connect_object (self->session, "notify::signed-in", G_CALLBACK (signed_in), self,
                           G_CONNECT_SWAPPED);
}

void
picker_library_update_share (PickerLibrary *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assets.share",
                                 !self->may_not_share
                                     && picker_grid_get_n_selected (self->grid) > 0);
}

static void
assets_share (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  picker_library_with_selected (PICKER_LIBRARY (widget), open_dialog);
}

void
picker_library_install_share (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "assets.share", NULL, assets_share);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "assets.share", NULL);
}
