/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-template-help.h"

#include "delivery-placeholder.h"

#include <glib/gi18n.h>

#define MAX_HEIGHT_PX 360

struct _PickerTemplateHelp
{
  GtkPopover parent_instance;

  /* Borrowed: a child. */
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (PickerTemplateHelp, picker_template_help, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
button_clicked (GtkButton *button, PickerTemplateHelp *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0,
                 g_object_get_data (G_OBJECT (button), "placeholder"));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_add_css_class (label, style);
  if (g_str_equal (style, "caption"))
    gtk_widget_add_css_class (label, "dim-label");

  return label;
}

/* One below the other, so that it fits into a narrow window. */
static void
add_placeholder (PickerTemplateHelp *self, const char *placeholder, const char *meaning)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  char *text = g_strdup_printf ("{%s}", placeholder);

  gtk_box_append (GTK_BOX (texts), make_label (text, "monospace"));
  gtk_box_append (GTK_BOX (texts), make_label (meaning, "caption"));
  gtk_button_set_child (GTK_BUTTON (button), texts);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Put it into the template"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, meaning, -1);
  g_object_set_data_full (G_OBJECT (button), "placeholder", text, g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (button_clicked), self);
  gtk_box_append (GTK_BOX (self->box), button);
}

static void
add_heading (PickerTemplateHelp *self, const char *text)
{
  GtkWidget *label = make_label (text, "heading");

  gtk_widget_set_margin_top (label, 6);
  gtk_box_append (GTK_BOX (self->box), label);
}

static void
add_languages (PickerTemplateHelp *self)
{
  g_autofree char *words = g_strjoinv (", ", (char **) delivery_placeholder_list_languages ());
  g_autofree char *text = g_strdup_printf (
      /* Translators: {alt|html} stays as it is; a list of words, as "html, css" */
      _ ("Behind a bar, as in {alt|html}, stands where it goes, so that quotes and brackets do no "
         "harm there: %s. {{ and }} are the brackets themselves."),
      words);

  add_heading (self, _ ("Safe Texts"));
  gtk_box_append (GTK_BOX (self->box), make_label (text, "caption"));
}

void
picker_template_help_set_fields (PickerTemplateHelp *self, const char *const *fields)
{
  const char *const *placeholders = delivery_placeholder_list ();
  GtkWidget *child;

  g_return_if_fail (PICKER_IS_TEMPLATE_HELP (self));

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  add_heading (self, _ ("Placeholders"));
  for (guint i = 0; placeholders[i] != NULL; i++)
    add_placeholder (self, placeholders[i], delivery_placeholder_get_meaning (placeholders[i]));
  if (fields != NULL && *fields != NULL)
    add_heading (self, _ ("Fields of Your Account"));
  for (guint i = 0; fields != NULL && fields[i] != NULL; i++)
    {
      g_autofree char *placeholder = delivery_placeholder_dup_of_field (fields[i]);

      add_placeholder (self, placeholder, fields[i]);
    }
  add_languages (self);
}

static void
picker_template_help_class_init (PickerTemplateHelpClass *klass)
{
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", PICKER_TYPE_TEMPLATE_HELP, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
picker_template_help_init (PickerTemplateHelp *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  gtk_popover_set_child (GTK_POPOVER (self), scroller);
  picker_template_help_set_fields (self, NULL);
}

GtkWidget *
picker_template_help_new (void)
{
  return g_object_new (PICKER_TYPE_TEMPLATE_HELP, NULL);
}
