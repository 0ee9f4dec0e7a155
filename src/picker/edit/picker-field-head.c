/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-field-head.h"

#include <glib/gi18n.h>

struct _PickerFieldHead
{
  GtkBox parent_instance;

  /* Borrowed: children. */
  GtkLabel *title;
  GtkLabel *hint;
  GtkWidget *clear_button;

  /* Owned. */
  char *problem; /* (nullable) */

  /* State. */
  gboolean is_mixed;
  gboolean can_clear;
};

G_DEFINE_FINAL_TYPE (PickerFieldHead, picker_field_head, GTK_TYPE_BOX)

enum
{
  SIGNAL_CLEAR,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update (PickerFieldHead *self)
{
  const char *hint = self->problem != NULL ? self->problem
                     /* Translators: several assets have different ones */
                     : self->is_mixed ? _ ("Several values")
                                      : "";

  gtk_label_set_text (self->hint, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), *hint != '\0');
  gtk_widget_set_visible (self->clear_button,
                          self->is_mixed && self->can_clear && self->problem == NULL);
  if (self->problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
}

static void
clear_clicked (PickerFieldHead *self)
{
  g_signal_emit (self, signals[SIGNAL_CLEAR], 0);
}

static void
picker_field_head_finalize (GObject *object)
{
  g_free (PICKER_FIELD_HEAD (object)->problem);

  G_OBJECT_CLASS (picker_field_head_parent_class)->finalize (object);
}

static void
picker_field_head_class_init (PickerFieldHeadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = picker_field_head_finalize;
  signals[SIGNAL_CLEAR] = g_signal_new ("clear", PICKER_TYPE_FIELD_HEAD, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static GtkLabel *
add_label (PickerFieldHead *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (self), label);

  return GTK_LABEL (label);
}

static GtkWidget *
add_clear_button (PickerFieldHead *self)
{
  /* Translators: a button beside “Several values”: all assets are to have none */
  GtkWidget *button = gtk_button_new_with_label (_ ("Clear"));

  gtk_widget_set_tooltip_text (button, _ ("Empty this field of all of these assets"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "head-button");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clear_clicked), self);
  gtk_box_append (GTK_BOX (self), button);

  return button;
}

static void
picker_field_head_init (PickerFieldHead *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->title = add_label (self);
  self->hint = add_label (self);
  self->clear_button = add_clear_button (self);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "dim-label");
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  update (self);
}

GtkWidget *
picker_field_head_new (const char *title)
{
  PickerFieldHead *self = g_object_new (PICKER_TYPE_FIELD_HEAD, NULL);

  gtk_label_set_text (self->title, title);

  return GTK_WIDGET (self);
}

void
picker_field_head_set_is_mixed (PickerFieldHead *self, gboolean is_mixed)
{
  g_return_if_fail (PICKER_IS_FIELD_HEAD (self));

  self->is_mixed = is_mixed;
  update (self);
}

void
picker_field_head_set_can_clear (PickerFieldHead *self, gboolean can_clear)
{
  g_return_if_fail (PICKER_IS_FIELD_HEAD (self));

  self->can_clear = can_clear;
  update (self);
}

void
picker_field_head_set_problem (PickerFieldHead *self, const char *problem)
{
  g_return_if_fail (PICKER_IS_FIELD_HEAD (self));

  g_free (self->problem);
  self->problem = g_strdup (problem);
  update (self);
}

void
picker_field_head_label (PickerFieldHead *self, GtkWidget *control)
{
  g_return_if_fail (PICKER_IS_FIELD_HEAD (self));
  g_return_if_fail (GTK_IS_WIDGET (control));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->clear_button),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->title, NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title, NULL, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->hint, NULL, -1);
}
