/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-concern-popover.h"

#include "picker-asset-text.h"
#include "picker-check-text.h"

#include <glib/gi18n.h>

struct _PickerConcernPopover
{
  GtkPopover parent_instance;

  /* Template children. */
  GtkLabel *title;
  GtkLabel *text;
  GtkButton *cancel_button;
  GtkButton *use_button;

  /* Borrowed: weak. */
  GtkWidget *came_from; /* (nullable): what had the focus, and gets it back */
};

G_DEFINE_FINAL_TYPE (PickerConcernPopover, picker_concern_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_ACCEPTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cancel_clicked (PickerConcernPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
use_clicked (PickerConcernPopover *self)
{
  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static gboolean
unparent_in_idle (gpointer user_data)
{
  GtkWidget *popover = user_data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  /* GTK may hold it a while longer: what its handlers hold is let go of now. */
  g_object_run_dispose (G_OBJECT (popover));

  return G_SOURCE_REMOVE;
}

/* Not at once: the popover is still closing when it says so. */
static void
picker_concern_popover_closed (GtkPopover *popover)
{
  PickerConcernPopover *self = PICKER_CONCERN_POPOVER (popover);

  if (self->came_from != NULL && gtk_widget_get_mapped (self->came_from))
    gtk_widget_grab_focus (self->came_from);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_in_idle, g_object_ref (popover),
                   g_object_unref);
}

static void
picker_concern_popover_dispose (GObject *object)
{
  g_clear_weak_pointer (&PICKER_CONCERN_POPOVER (object)->came_from);

  G_OBJECT_CLASS (picker_concern_popover_parent_class)->dispose (object);
}

static void
picker_concern_popover_class_init (PickerConcernPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkPopoverClass *popover_class = GTK_POPOVER_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_concern_popover_dispose;
  popover_class->closed = picker_concern_popover_closed;

  signals[SIGNAL_ACCEPTED] = g_signal_new ("accepted", PICKER_TYPE_CONCERN_POPOVER,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-concern-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerConcernPopover, title);
  gtk_widget_class_bind_template_child (widget_class, PickerConcernPopover, text);
  gtk_widget_class_bind_template_child (widget_class, PickerConcernPopover, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PickerConcernPopover, use_button);
}

static void
picker_concern_popover_init (PickerConcernPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->cancel_button, "clicked", G_CALLBACK (cancel_clicked), self);
  g_signal_connect_swapped (self->use_button, "clicked", G_CALLBACK (use_clicked), self);
}

/* Not every widget lets go of children that others gave it. */
static void
parent_destroyed (PickerConcernPopover *self)
{
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_widget_unparent (GTK_WIDGET (self));
}

PickerConcernPopover *
picker_concern_popover_show (GtkWidget *parent, const char *asset_name, DeliveryConcerns concerns)
{
  PickerConcernPopover *self = g_object_new (PICKER_TYPE_CONCERN_POPOVER, NULL);
  g_autofree char *title = NULL;
  g_autofree char *text = picker_asset_text_dup_concerns (concerns);

  /* Translators: the name of an asset */
  title = g_strdup_printf (_ ("Use “%s”?"), asset_name);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->text, text);
  /* She says yes to another picture than she has asked for. */
  if (concerns & DELIVERY_CONCERN_NOT_CROPPED)
    gtk_button_set_label (self->use_button, _ ("_Use Uncropped"));
  g_set_weak_pointer (&self->came_from, gtk_root_get_focus (gtk_widget_get_root (parent)));
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  /* What it points to may go while the rest stays. */
  g_signal_connect_object (parent, "unmap", G_CALLBACK (gtk_popover_popdown), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (parent_destroyed), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));

  return self;
}

void
picker_concern_popover_tell_rights (PickerConcernPopover *self, CantoAsset *asset)
{
  g_autofree char *rights = picker_check_text_dup_rights (asset, FALSE);
  g_autofree char *text = NULL;

  g_return_if_fail (PICKER_IS_CONCERN_POPOVER (self));

  if (rights == NULL)
    return;

  text = g_strdup_printf ("%s\n\n%s", gtk_label_get_text (self->text), rights);
  gtk_label_set_text (self->text, text);
}
