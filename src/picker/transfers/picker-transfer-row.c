/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-transfer-row.h"

#include "picker-transfer-text.h"

#include <glib/gi18n.h>

struct _PickerTransferRow
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkLabel *name;
  GtkLabel *status;
  GtkProgressBar *bar;
  GtkButton *retry_button;
  GtkButton *settle_button;
  GtkButton *cancel_button;
  GtkButton *remove_button;

  /* Owned. */
  EngineTransfers *transfers;
  EngineTransfer *transfer;
};

G_DEFINE_FINAL_TYPE (PickerTransferRow, picker_transfer_row, GTK_TYPE_WIDGET)

static void
update_progress (PickerTransferRow *self)
{
  g_autofree char *text = picker_transfer_text_dup (self->transfer);

  gtk_label_set_text (self->status, text);
  gtk_progress_bar_set_fraction (self->bar, engine_transfer_get_fraction (self->transfer));
}

static void
update_state (PickerTransferRow *self)
{
  EngineTransferState state = engine_transfer_get_state (self->transfer);
  gboolean is_ended = engine_transfer_get_is_ended (self->transfer);
  gboolean has_failed = state == ENGINE_TRANSFER_FAILED;
  const GError *keep_error = engine_transfer_get_keep_error (self->transfer);
  gboolean is_unkept = keep_error != NULL && state == ENGINE_TRANSFER_SAVING;

  gtk_widget_set_visible (GTK_WIDGET (self->bar), !is_ended);
  gtk_widget_set_visible (GTK_WIDGET (self->retry_button),
                          (has_failed || is_unkept || state == ENGINE_TRANSFER_CANCELLED)
                              && !engine_transfers_get_is_refused (self->transfers));
  gtk_widget_set_visible (GTK_WIDGET (self->settle_button),
                          has_failed && engine_transfer_get_is_doubtful (self->transfer));
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), !is_ended);
  gtk_widget_set_visible (GTK_WIDGET (self->remove_button), is_ended);
  if (is_unkept
      || (has_failed && (keep_error != NULL || !engine_transfer_get_is_waiting (self->transfer))))
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "error");
  update_progress (self);
}

/* The button that had the focus may be gone. */
static void
keep_focus (PickerTransferRow *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
retry_clicked (PickerTransferRow *self)
{
  engine_transfers_retry (self->transfers, self->transfer);
  keep_focus (self);
}

static void
settle_clicked (PickerTransferRow *self)
{
  engine_transfers_settle (self->transfers, self->transfer);
  keep_focus (self);
}

static void
cancel_clicked (PickerTransferRow *self)
{
  engine_transfers_cancel (self->transfers, self->transfer);
}

static void
remove_clicked (PickerTransferRow *self)
{
  g_autoptr (EngineTransfers) transfers = g_object_ref (self->transfers);
  g_autoptr (EngineTransfer) transfer = g_object_ref (self->transfer);

  engine_transfers_remove (transfers, transfer);
}

static void
picker_transfer_row_dispose (GObject *object)
{
  PickerTransferRow *self = PICKER_TRANSFER_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->transfer);
  g_clear_object (&self->transfers);

  G_OBJECT_CLASS (picker_transfer_row_parent_class)->dispose (object);
}

static void
picker_transfer_row_class_init (PickerTransferRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_transfer_row_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-transfer-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerTransferRow, name);
  gtk_widget_class_bind_template_child (widget_class, PickerTransferRow, status);
  gtk_widget_class_bind_template_child (widget_class, PickerTransferRow, bar);
  gtk_widget_class_bind_template_child (widget_class, PickerTransferRow, retry_button);
  gtk_widget_class_bind_template_child (widget_class, PickerTransferRow, settle_button);
  gtk_widget_class_bind_template_child (widget_class, PickerTransferRow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PickerTransferRow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked);
  gtk_widget_class_bind_template_callback (widget_class, settle_clicked);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked);
}

static void
picker_transfer_row_init (PickerTransferRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
picker_transfer_row_new (EngineTransfers *transfers, EngineTransfer *transfer)
{
  PickerTransferRow *self = g_object_new (PICKER_TYPE_TRANSFER_ROW, NULL);
  const char *name = engine_transfer_get_name (transfer);

  self->transfers = g_object_ref (transfers);
  self->transfer = g_object_ref (transfer);
  gtk_label_set_text (self->name, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (transfer, "notify::state", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (transfer, "notify::n-bytes", G_CALLBACK (update_progress), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (transfer, "notify::keep-error", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (transfers, "notify::is-refused", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  update_state (self);

  return GTK_WIDGET (self);
}
