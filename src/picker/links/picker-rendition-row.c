/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-rendition-row.h"

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

GtkWidget *
picker_rendition_row_new (const char *title, const char *key)
{
  GtkWidget *radio = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *remark = make_label ("", "numeric");

  /* What she has called it may be long. */
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (remark, TRUE);
  gtk_label_set_xalign (GTK_LABEL (remark), 1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), remark);
  if (*key != '\0')
    gtk_box_append (GTK_BOX (box), make_label (key, NULL));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (radio), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (radio), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (radio), "remark", remark);

  return radio;
}

void
picker_rendition_row_set_remark (gpointer row, const char *remark, gboolean can_be_had)
{
  GtkLabel *label = g_object_get_data (G_OBJECT (row), "remark");

  gtk_label_set_text (label, remark != NULL ? remark : "");
  gtk_widget_set_sensitive (row, can_be_had);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  remark != NULL ? remark : "", -1);
}
