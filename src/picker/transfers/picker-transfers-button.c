/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-transfers-button.h"

#include "picker-transfer-row.h"

#include <glib/gi18n.h>

struct _PickerTransfersButton
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkMenuButton *button;
  GtkProgressBar *bar;
  GtkPopover *popover;
  GtkStack *stack;
  GtkListBox *list_box;
  GtkButton *clear_button;
  GtkWidget *add_box;
  GtkLabel *album_label;

  /* Owned. */
  EngineTransfers *transfers;
};

G_DEFINE_FINAL_TYPE (PickerTransfersButton, picker_transfers_button, GTK_TYPE_WIDGET)

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  return picker_transfer_row_new (PICKER_TRANSFERS_BUTTON (user_data)->transfers, item);
}

static void
name_button (PickerTransfersButton *self, guint n_active, guint n_failed, guint n_waiting)
{
  g_autofree char *text = NULL;

  if (n_active > 0)
    text = g_strdup_printf (
        ngettext ("Uploads: %u file is on its way", "Uploads: %u files are on their way", n_active),
        n_active);
  else if (n_failed > 0)
    text = g_strdup_printf (
        ngettext ("Uploads: %u file has failed", "Uploads: %u files have failed", n_failed),
        n_failed);
  else if (n_waiting > 0)
    text = g_strdup_printf (ngettext ("Uploads: %u file waits for the network",
                                      "Uploads: %u files wait for the network", n_waiting),
                            n_waiting);
  else
    text = g_strdup (_ ("Uploads"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
update (PickerTransfersButton *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->transfers));
  guint n_active = engine_transfers_get_n_active (self->transfers);
  guint n_waiting = engine_transfers_get_n_waiting (self->transfers);
  guint n_failed = engine_transfers_get_n_failed (self->transfers) - n_waiting;
  gboolean is_refused = engine_transfers_get_is_refused (self->transfers);

  gtk_stack_set_visible_child_name (self->stack, n_items > 0 ? "list" : "empty");
  gtk_widget_set_visible (GTK_WIDGET (self->clear_button), n_items > n_active);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), n_active > 0);
  gtk_widget_set_visible (self->add_box, !is_refused);
  if (n_failed > 0 && n_active == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "has-failed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "has-failed");
  name_button (self, n_active, n_failed, n_waiting);
  if (is_refused && n_items == 0)
    gtk_popover_popdown (self->popover);
  gtk_widget_set_visible (GTK_WIDGET (self), !is_refused || n_items > 0);
}

static void
update_fraction (PickerTransfersButton *self)
{
  gtk_progress_bar_set_fraction (self->bar, engine_transfers_get_fraction (self->transfers));
}

static void
clear_clicked (PickerTransfersButton *self)
{
  engine_transfers_clear (self->transfers);
}

/* What is chosen next is not below a popover. */
static void
choose_clicked (PickerTransfersButton *self)
{
  gtk_popover_popdown (self->popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "upload.choose", NULL);
}

static void
picker_transfers_button_dispose (GObject *object)
{
  PickerTransfersButton *self = PICKER_TRANSFERS_BUTTON (object);
  GtkWidget *child;

  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  self->list_box = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->transfers);

  G_OBJECT_CLASS (picker_transfers_button_parent_class)->dispose (object);
}

static void
picker_transfers_button_class_init (PickerTransfersButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_transfers_button_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-transfers-button.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerTransfersButton, button);
  gtk_widget_class_bind_template_child (widget_class, PickerTransfersButton, bar);
  gtk_widget_class_bind_template_child (widget_class, PickerTransfersButton, popover);
  gtk_widget_class_bind_template_child (widget_class, PickerTransfersButton, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerTransfersButton, list_box);
  gtk_widget_class_bind_template_child (widget_class, PickerTransfersButton, clear_button);
  gtk_widget_class_bind_template_child (widget_class, PickerTransfersButton, add_box);
  gtk_widget_class_bind_template_child (widget_class, PickerTransfersButton, album_label);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked);
}

static void
picker_transfers_button_init (PickerTransfersButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
picker_transfers_button_new (EngineTransfers *transfers)
{
  PickerTransfersButton *self = g_object_new (PICKER_TYPE_TRANSFERS_BUTTON, NULL);

  self->transfers = g_object_ref (transfers);
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (transfers), make_row, self, NULL);
  g_signal_connect_object (transfers, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (transfers, "notify::n-active", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (transfers, "notify::is-refused", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (transfers, "notify::fraction", G_CALLBACK (update_fraction), self,
                           G_CONNECT_SWAPPED);
  picker_transfers_button_set_album (self, NULL);
  update (self);

  return GTK_WIDGET (self);
}

void
picker_transfers_button_set_album (PickerTransfersButton *self, const char *name)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PICKER_IS_TRANSFERS_BUTTON (self));

  /* Translators: the name of an album that files are uploaded into */
  text = name != NULL ? g_strdup_printf (_ ("Into the album “%s”"), name)
                      : g_strdup (_ ("Into no album: choose one first to upload into it"));
  gtk_label_set_text (self->album_label, text);
}

void
picker_transfers_button_open (PickerTransfersButton *self)
{
  g_return_if_fail (PICKER_IS_TRANSFERS_BUTTON (self));

  gtk_menu_button_popup (self->button);
}
