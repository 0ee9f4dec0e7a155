/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-details-chips.h"

#include "picker-wrap-layout.h"

#define MAX_CHARS  30
#define SPACING_PX 4

struct _PickerDetailsChips
{
  GtkBox parent_instance;

  /* Borrowed: children. */
  GtkLabel *title;
  GtkWidget *flow;

  /* Owned. */
  char **words;
};

G_DEFINE_FINAL_TYPE (PickerDetailsChips, picker_details_chips, GTK_TYPE_BOX)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
chip_clicked (GtkButton *chip, PickerDetailsChips *self)
{
  guint index = 0;

  for (GtkWidget *other = gtk_widget_get_prev_sibling (GTK_WIDGET (chip)); other != NULL;
       other = gtk_widget_get_prev_sibling (other))
    index++;

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, index);
}

static void
add_chip (PickerDetailsChips *self, const char *word)
{
  GtkWidget *label = gtk_label_new (word);
  GtkWidget *chip = gtk_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);
  gtk_button_set_child (GTK_BUTTON (chip), label);
  gtk_widget_set_tooltip_text (chip, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
  gtk_widget_add_css_class (chip, "chip");
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked), self, 0);
  gtk_box_append (GTK_BOX (self->flow), chip);
}

static void
picker_details_chips_finalize (GObject *object)
{
  g_strfreev (PICKER_DETAILS_CHIPS (object)->words);

  G_OBJECT_CLASS (picker_details_chips_parent_class)->finalize (object);
}

static void
picker_details_chips_class_init (PickerDetailsChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = picker_details_chips_finalize;

  /**
   * PickerDetailsChips::chosen:
   * @index: of the word
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", PICKER_TYPE_DETAILS_CHIPS, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
picker_details_chips_init (PickerDetailsChips *self)
{
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->flow = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "details-row");
  gtk_label_set_xalign (self->title, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "dim-label");
  gtk_widget_set_layout_manager (self->flow, picker_wrap_layout_new (SPACING_PX));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self), self->flow);
}

GtkWidget *
picker_details_chips_new (const char *title)
{
  PickerDetailsChips *self = g_object_new (PICKER_TYPE_DETAILS_CHIPS, NULL);

  gtk_label_set_text (self->title, title);

  return GTK_WIDGET (self);
}

void
picker_details_chips_set_words (PickerDetailsChips *self, const char *const *words)
{
  GtkWidget *child;

  g_return_if_fail (PICKER_IS_DETAILS_CHIPS (self));

  gtk_widget_set_visible (GTK_WIDGET (self), words[0] != NULL);
  if (self->words != NULL && g_strv_equal ((const char *const *) self->words, words))
    return;

  g_strfreev (self->words);
  self->words = g_strdupv ((char **) words);
  while ((child = gtk_widget_get_first_child (self->flow)) != NULL)
    gtk_box_remove (GTK_BOX (self->flow), child);
  for (guint i = 0; words[i] != NULL; i++)
    add_chip (self, words[i]);
}
